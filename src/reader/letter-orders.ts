/** Orders about the letter's numbered sentences, typed: "cut 4", "4: new sentence", "move 4 to 2", "greeting: Hi Sam,". */
import { type Command, editLetter, remark } from '../machine/commands.ts';
import { namesOf, wordSet } from '../text/lexer.ts';
import { PLEASE } from '../text/phrases.ts';
import { trimEnds } from '../text/sentences.ts';

type Sentences = readonly { readonly key: string; readonly text: string }[];

interface OrderRow {
  readonly id: string;
  readonly pattern: RegExp;
  commands(found: Found): Command[];
}

interface Found {
  readonly number: number;
  /** The key of the sentence of that number; empty where none was named. */
  readonly key: string;
  readonly other: number;
  readonly text: string;
  readonly source: string;
  /** The words that are to be replaced. */
  readonly old: string;
  readonly sentences: Sentences;
}

/** Words that stand in more sentences than these are not meant everywhere. */
const REPLACED_AT_MOST = 3;

const unknown: Command[] = [remark('no-such-sentence')];

const move = (key: string, to: number) => editLetter({ type: 'move', key, to });

/** "2, 5-7 and 9": every sentence that is named; all of them, or none where one is not there. */
function cutAll({ text, sentences }: Found): Command[] {
  const parts = text
    .toLowerCase()
    .replaceAll(' to ', '-')
    .replaceAll(' - ', '-')
    .replaceAll('and', ' ')
    .replace(/[^\d-]+/g, ' ')
    .trim();
  const numbers = parts.split(' ').flatMap((part) => {
    const [from = 0, to = from] = part
      .split('-')
      .filter((each) => each !== '')
      .map(Number);
    return Array.from({ length: Math.min(to - from + 1, 30) }, (_, at) => from + at);
  });
  const named = numbers.filter((number) => number > 0);
  const cuts = named.flatMap((number) => sentences.slice(number - 1, number));
  return cuts.length === named.length ? cuts.map(({ key }) => editLetter({ type: 'cut', key })) : unknown;
}

/** Writes the sentences anew that hold the old words; not certain where there are none, or many. */
function replaceWords({ old, text, source, sentences }: Found): Command[] {
  const found = sentences.filter((sentence) => sentence.text.includes(old));
  if (found.length === 0 || found.length > REPLACED_AT_MOST) return [remark('not-found')];
  return found.map((sentence) =>
    editLetter({ type: 'rewrite', key: sentence.key, text: sentence.text.replaceAll(old, text), source }),
  );
}

const ORDERS: readonly OrderRow[] = [
  {
    id: 'cut',
    pattern:
      /^(?:cut|delete|remove|drop|leave out) (?<text>(?:sentences? |numbers? )?#?\d{1,2}(?:[ ,&#+-]|and|to|\d)*)[.!]?$/i,
    commands: cutAll,
  },
  {
    id: 'move',
    pattern:
      /^move (?:sentence |#)?(?<n>\d{1,2}) (?:to|before) (?:place |#|the )?(?:(?<m>\d{1,2})|(?<text>end|start))\.?$/i,
    commands: ({ key, other, text, sentences }) => [
      move(key, other || (text.toLowerCase() === 'end' ? sentences.length : 1)),
    ],
  },
  {
    id: 'swap',
    pattern: /^(?:swap|switch) #?(?<n>\d{1,2}) (?:and|with) #?(?<m>\d{1,2})\.?$/i,
    commands: ({ number, key, other, sentences }) => {
      const otherKey = sentences[other - 1]?.key;
      if (otherKey === undefined) return unknown;
      return number < other ? [move(otherKey, number), move(key, other)] : [move(key, other), move(otherKey, number)];
    },
  },
  {
    id: 'replace',
    pattern:
      /^(?:replace|change) ["'“]?(?<old>[^"“”\n]{1,80}?)["'”]? (?:with|by|to) ["'“]?(?<text>[^"“”\n]{1,120}?)["'”]?\.?$/i,
    commands: replaceWords,
  },
  {
    id: 'not',
    pattern:
      /^(?:(?:wait|no|sorry|actually),? )?(?:it(?: was|'s| is) )?(?<text>\S[^,\n]{0,40}),? not (?<old>\S[^,\n]{0,40})$/i,
    commands: replaceWords,
  },
  {
    id: 'move-by-one',
    pattern: /^move (?:sentence |#)?(?<n>\d{1,2}) (?<text>up|down)\.?$/i,
    commands: ({ number, key, text }) => [move(key, number + (text.toLowerCase() === 'up' ? -1 : 1))],
  },
  {
    id: 'add',
    pattern: /^add(?: (?:after )?(?<n>\d{1,2}))?: ?(?<text>\S.*)$/is,
    commands: ({ key, text, source }) => [
      editLetter({ type: 'add', key: `added:${source}`, after: key === '' ? null : key, text, source }),
    ],
  },
  {
    id: 'rewrite',
    pattern: /^(?:rewrite |change |replace |fix )?(?:sentence |#)?(?<n>\d{1,2}): ?(?<text>\S.*)$/is,
    commands: ({ key, text, source }) => [editLetter({ type: 'rewrite', key, text, source })],
  },
  {
    id: 'greeting',
    pattern: /^greeting: ?(?<text>\S.*)$/is,
    commands: ({ text }) => [editLetter({ type: 'greeting', text })],
  },
  {
    id: 'sign-off',
    pattern: /^sign-?off: ?(?<text>\S.*)$/is,
    commands: ({ text }) => [editLetter({ type: 'sign-off', text })],
  },
];

/** The first word of an order in the other languages, and the words that join its parts. */
const WORDS = namesOf(`cut: streiche streich lösche lösch supprime supprimer
    enlève borra borre borrar elimina elimine eliminar quita quitar apaga apague apagar corta corte cortar exclui exclua
    excluir tira tire tirar remova remover deleta;
  move: verschiebe verschieb déplace déplacer mueve mueva mover move mova; swap: tausche échange intercambia;
  replace: ersetze ersetz remplace remplacer reemplaza reemplace reemplazar cambia cambie cambiar sustituye troca troque
    trocar muda mude substitui substitua;
  add: nach après después depois añade añadir agrega agregar adiciona adicione adicionar acrescenta acrescente inclui inclua;
  rewrite: satz phrase frase reescribe reescribir reescreve reescreva; greeting: anrede salutation saludo saudação;
  sign-off: grußformel despedida formule`);
const JOINTS = namesOf(
  'to: nach auf vor vers en avant a al para antes hasta até; with: durch par por; and: et y e und; end: final fim; start: principio início inicio',
);
/** In front of the number of a sentence: "borra la frase 4", "apague a 4", "añade después de la 4: …". */
const FILLERS = wordSet('la las el los as os a o frase frases número de da do después depois');

/** An order in any of the languages, in the words of the patterns below. */
function inEnglish(text: string): string {
  const [first = '', ...rest] = text.split(' ');
  // "2 : …", as French sets its colons
  if (rest[0] === ':' && Number.isInteger(Number(first))) return [`${first}:`, ...rest.slice(1)].join(' ');
  const verb = WORDS.get(first.toLowerCase().replace(':', ''));
  if (verb === undefined) return text;
  const isNamed = verb === 'greeting' || verb === 'sign-off';
  if (isNamed || (verb === 'add' && first.endsWith(':')))
    return first.endsWith(':') ? [`${verb}:`, ...rest].join(' ') : text;
  const words = withoutFillers(rest);
  // "phrase 4 : …"
  const told = words[1] === ':' ? [`${words[0]}:`, ...words.slice(2)] : words;
  if (verb === 'add') return ['add after', ...told].join(' ');
  if (verb === 'rewrite') return [verb, ...told].join(' ');
  const meaning = (word: string) => JOINTS.get(word.toLowerCase());
  // "troca Kafka e Pulsar por NATS", but "troca 2 e 4"
  const joint = told.findIndex((word, at) => at > 0 && meaning(word) === 'with');
  if (verb === 'replace' && joint > 0) {
    const replaced = [verb, ...told.slice(0, joint), 'with', ...told.slice(joint + 1)].join(' ');
    return replaced.replaceAll('«', '“').replaceAll('»', '”');
  }
  const order = verb === 'replace' && told.every((word) => meaning(word) === 'and' || isNumber(word)) ? 'swap' : verb;
  const all = told.filter((word, at) => !(FILLERS.has(word) && meaning(told[at - 1] ?? '') === 'to'));
  return [order, ...(order === 'replace' ? told : all.map((word, at) => (at > 0 && meaning(word)) || word))].join(' ');
}

function isNumber(word: string): boolean {
  return Number.isInteger(Number.parseInt(word, 10));
}

/** The words from the number on that they lead to; all of them where they lead to none. */
function withoutFillers(words: readonly string[]): readonly string[] {
  const from = words.findIndex((word) => !FILLERS.has(word.toLowerCase()));
  return isNumber(words[from] ?? '') ? words.slice(from) : words;
}

/** Politeness changes no order. */
function withoutPlease(text: string): string {
  const told = text.trim();
  const low = told.toLowerCase();
  const first = PLEASE.find((word) => low.startsWith(`${word} `) || low.startsWith(`${word}, `));
  const last = PLEASE.find((word) => low.endsWith(` ${word}`));
  const bare = told.slice(first?.length ?? 0, last === undefined ? undefined : -last.length);
  return inEnglish(trimEnds(first === undefined && last === undefined ? '' : bare) || told)
    .trim()
    .replace(/^please /i, '')
    .replace(/,? please[.!]?$/i, '');
}

/** An order without a number is no longer than this; in characters. */
const ORDER_AT_MOST = 240;
/** No order starts later than this; in characters. */
const HEAD_AT_MOST = 40;

/** Orders that can't be an answer to a question: they name a number and nothing else. */
const NUMBERED: readonly string[] = ['cut', 'move', 'swap', 'move-by-one', 'add', 'rewrite'];
const CERTAIN: readonly string[] = ['cut', 'move', 'swap', 'move-by-one'];

/** Whether it is an order about a numbered sentence, whatever stands asked. */
export function isCertainOrder(text: string): boolean {
  return ORDERS.some(({ id, pattern }) => CERTAIN.includes(id) && pattern.test(withoutPlease(text)));
}

/**
 * @param isAnswer whether the text may as well be an answer: then only orders that name a number count
 * @returns null where the text is no such order
 */
export function readOrder(text: string, source: string, sentences: Sentences, isAnswer: boolean): Command[] | null {
  const told = withoutPlease(text);
  // "14:30": a number and a colon without a space is an order only before a word.
  if (/^\d{1,2}:\d/.test(told)) return null;
  if (told.length > (isAnswer ? HEAD_AT_MOST : ORDER_AT_MOST) && !told.slice(0, HEAD_AT_MOST).includes(':'))
    return null;
  for (const { id, pattern, commands } of ORDERS) {
    if (isAnswer && !NUMBERED.includes(id)) continue;
    const groups = pattern.exec(told)?.groups;
    if (!groups) continue;
    const { n, m = 0, text: words = '', old = '' } = groups;
    const number = Number(n ?? 0);
    const key = sentences[number - 1]?.key ?? '';
    // "add 0: …" stands behind none.
    if (n !== undefined && key === '' && !(id === 'add' && number === 0)) return unknown;
    return commands({ number, key, other: Number(m), text: words.trim(), old: old.trim(), source, sentences });
  }
  return null;
}
