/** The orders about the letter that are certain, as data. Anything else is asked about (`unclear-orders.ts`). */
import { parseNameTable, parseNumberTable, spellingMap, wordSet } from '../text/lexer.ts';

/** An order about the letter. `order-parser.ts` has the grammar of each. */
interface Rule {
  /** Its first words, in the languages of the interview: English, German, French, Spanish, Portuguese. */
  readonly verbs: string;
  /** Messages that change the letter of the tests at once. */
  readonly examples: readonly string[];
  /** Messages that only look like the order. */
  readonly not: readonly string[];
}

export const RULES = {
  cut: {
    verbs: `cut delete remove drop streiche streich lösche lösch supprime supprimer enlève borra borre borrar elimina
      elimine eliminar quita quitar apaga apague apagar corta corte cortar exclui exclua excluir tira tire tirar remova
      remover deleta`,
    examples: [
      'cut 4',
      'Delete sentence 2',
      'remove #3',
      'please cut 1 and 4',
      'cut 2, 4-5 plz',
      '4: cut',
      '2: cut it',
      'get rid of 3',
      'delete " on three nodes" from 3',
      'in sentence 3 cut "three"',
      'cut the words on three nodes',
    ],
    not: ['cut latency by 40', 'cut 4 ms', 'cut the second', 'cut the last 2 sentences', 'drop the third replica'],
  },
  move: {
    verbs: `move put place verschiebe verschieb setze setz stelle stell déplace déplacer mets mettre placer mueve mueva
      mover mova pon ponga poner coloca coloque colocar põe ponha pôr`,
    examples: ['move 4 to 2', 'put 2 after 4', 'move 4 above 2', 'move 3, 4 to the end', 'move 4 up', '4: move to 2'],
    not: [
      'move to Kafka',
      'put 4 nodes there',
      'put the last one first',
      'move 3 and 4',
      'move 3 to 4 and 5',
      'move up',
    ],
  },
  swap: {
    verbs: 'swap switch exchange tausche échange intercambia cambia cambie cambiar troca troque trocar',
    examples: [
      'swap 2 and 3',
      'switch 4 and 1',
      'exchange 2 & 3 again pls',
      'swap 2 n 3 back',
      'swap paragraphs 1 and 3',
    ],
    not: ['switch to Kafka', 'swap 2 n back', 'swap the first two'],
  },
  split: {
    verbs: `split break new own separate teile teil trenne trenn neuer neuen eigener eigenen coupe scinde sépare nouveau
      propre séparé divide divida separa separe nuevo propio aparte parte novo próprio separado`,
    examples: [
      'new paragraph before 3',
      'Please start a new paragraph after sentence 3.',
      'split paragraph 2 before 3',
    ],
    not: ['new paragraph', 'split paragraph 2', 'I split the monolith before I left', 'put 3 in a new paragraph'],
  },
  join: {
    verbs: `join merge combine verbinde verbind réunis fusionne une junta junte fusiona fusione combina funde`,
    examples: ['join paragraphs 2 and 3', 'merge the second and third paragraphs', 'no new paragraph before 5'],
    not: ['join 2 and 3', 'join us', 'join paragraphs 1 and 3', 'combine sentences 2 and 3'],
  },
  replace: {
    verbs: `replace change ersetze ersetz ändere remplace remplacer modifie reemplaza reemplace reemplazar sustituye
      corrige muda mude substitui substitua`,
    examples: [
      'replace Go with Rust',
      'replace "Go" by "Rust"',
      'replace three with four in 3',
      '2: replace Go with Rust',
      "replace 'Go' with 'Rust' and three nodes with four",
    ],
    not: ['replace it', 'replace Go with Rust in 3'],
  },
  rewrite: {
    verbs: 'rewrite fix réécris reescribe reescribir reescreve reescreva',
    examples: ['4: It lost no order.', 'rewrite 2: We moved.', 'replace sentence 2 with: It is in Rust.'],
    not: ['14:30 is fine for me', 'rewrite it', '2: Fix the typo', 'paragraph 2: It runs.'],
  },
  add: {
    verbs: `add insert mention nach ergänze ergänzen füge erwähne erwähnen après ajoute ajouter mentionne mentionner
      después depois añade añadir agrega agregar menciona mencione mencionar adiciona adicione adicionar acrescenta
      acrescente inclui inclua`,
    examples: ['add: It runs on three nodes.', 'add 4: We never paged anyone.', 'insert after 4: It runs.'],
    not: ['add something nice'],
  },
  greeting: {
    verbs: 'greeting anrede salutation saludo saudação',
    examples: ['greeting: Hi Sam,', 'change the greeting to Dear Anna'],
    not: ['greetings'],
  },
  'sign-off': {
    verbs: 'sign-off signoff grußformel despedida formule',
    examples: ['sign-off: Best,', 'sign off: Best,', 'signoff: Cheers,\nJo', 'change the sign-off to Cheers,'],
    not: ['sign off by legal'],
  },
  greet: {
    verbs: 'greet address grüße grüß begrüße salue saluez saluda salude cumprimente cumprimenta saúda saúde',
    examples: ['greet Anna', 'greet Ms Weber instead', "greet Anna, because we've met"],
    not: ['greet her by name'],
  },
  /** Needs a whole greeting: "use Dear Anna", but not "use Go". */
  use: {
    verbs: 'use nimm nutze utilise usa usar',
    examples: ["use Dear Anna because we've met"],
    not: ['use Go'],
  },
  hide: {
    verbs: 'hide verstecke verbirg masque masquer oculta oculte ocultar esconda',
    examples: [],
    not: ['hide 3'],
  },
} as const satisfies Record<string, Rule>;
export type Verb = keyof typeof RULES;

const isVerb = (id: string): id is Verb => id in RULES;

const VERBS: ReadonlyMap<string, Verb> = spellingMap(
  Object.keys(RULES)
    .filter(isVerb)
    .map((id) => [id, RULES[id].verbs] as const),
);

/** The order that starts with this word; undefined for none. */
export function verbOf(word = ''): Verb | undefined {
  return VERBS.get(word.toLowerCase());
}

const ORDERS: ReadonlySet<Verb | undefined> = new Set(['cut', 'move', 'swap', 'replace', 'add', 'rewrite']);

/** Whether a text begins with the verb of an order about sentences. */
export function startsWithOrder(text: string): boolean {
  return ORDERS.has(verbOf(text.split(' ', 1).join()));
}

/** Words for a part of the letter, before or after its number: "paragraph 2", "der zweite Absatz". */
export const UNITS =
  parseNameTable(`paragraph: paragraph paragraphs absatz absätze paragraphe paragraphes párrafo párrafos parágrafo
  parágrafos; sentence: sentence sentences line lines satz sätze zeile zeilen phrase phrases ligne lignes frase frases
  línea líneas linha linhas`);
/** Words between the numbers of an order, or in place of a number. */
export const JOINTS =
  parseNameTable(`to: to nach auf bis an ans vers en à au a al para hasta até; before: before above vor avant antes;
  after: after below behind hinter après después tras detrás depois atrás; and: and with und mit et avec y con e com n;
  end: end bottom ende fin final fim; start: start top anfang début principio início inicio; up: up; down: down`);
/** An ordinal for the last one. */
export const LAST = 1_000;
export const ORDINALS =
  parseNumberTable(`1: first 1st opening erste ersten erster premier première primer primera primero primeiro primeira;
  2: second 2nd zweite zweiten zweiter deuxième segundo segunda; 3: third 3rd dritte dritten dritter troisième tercer
  tercera tercero terceiro terceira; 4: fourth 4th vierte vierten vierter quatrième cuarto cuarta quarto quarta;
  5: fifth 5th fünfte fünften fünfter cinquième quinto quinta; 6: sixth 6th sechste sechsten sechster sixième sexto sexta;
  ${LAST}: last letzte letzten letzter dernier dernière último última`);
/** Words to ignore next to a number: "borra la frase 4", "streich bitte Satz 4", "swap 4 and 5 back". */
export const FILLERS = wordSet(`number numbers place back again the die den der dem das nummer bitte nach zurück wieder
  le la les los número de a o as os da do`);
/** Further words to ignore in an order about a break between paragraphs: "start a new paragraph before 7". */
export const AROUND_BREAKS = wordSet(
  `start begin make ein einen ab un empieza comienza começa um no kein keinen pas sin sem`,
);
/** No break: "no new paragraph before 2", "remove the paragraph break before 5". */
export const NO_BREAK = wordSet('no kein keinen pas sin sem');
/** Words between the old and the new words that mean nothing else: "replace x with y". */
export const WITH = wordSet('with durch par por');
/** All words between an old and a new value: "change my city to Lund". */
export const INTO = wordSet('with durch par por by to nach auf bis an ans vers en à au a al para hasta até zu in');
/** Words before the number of the only sentence to change: "replace Go with Rust in 4", "cut \"at peak\" from 7". */
export const IN = wordSet('in from im aus dans de en em');
/** Names of a part of a sentence: "cut the words at peak from 7". */
export const WORDS = wordSet('word words wort wörter worte mot mots palabra palabras palavra palavras');
export const AND = wordSet('and & n then und dann et puis y luego e depois');
export const REASONS = wordSet('because weil denn parce puisque porque pois');
/** "Cut it" behind a number refers to the whole sentence, not to its words. */
export const IT = wordSet('it this that es das ihn diesen le la cela ça lo esto eso o a isto isso');
/** "Add that I am free from May." */
export const THAT = wordSet('that dass que');
/** "Make it shorter"; and "too long", if both words are there. */
export const SHORTER =
  wordSet(`shorter shorten kürzer kürzen kürze court courte raccourcis raccourcir corta corto acorta
  acórtala curta curto encurte encurta encurtar`);
export const TOO = wordSet('too zu trop demasiado muito');
export const LONG = wordSet('long lang longue larga largo longa longo');

const OTHERS = [FILLERS, AROUND_BREAKS, INTO, IN, WORDS, AND, REASONS, IT, THAT, SHORTER, TOO, LONG];

/** Whether a word belongs to an order itself, so that it describes no sentence. */
export function isOrderWord(low: string): boolean {
  const isNamed = UNITS.has(low) || JOINTS.has(low) || ORDINALS.has(low);
  return verbOf(low) !== undefined || isNamed || OTHERS.some((words) => words.has(low));
}
