/** Orders about the letter's numbered sentences, typed: "cut 4", "4: new sentence", "move 4 to 2", "greeting: Hi Sam,". */
import { askBack, type Command, editLetter, remark } from '../machine/commands.ts';
import type { Sheet } from '../machine/sheet.ts';
import { namesOf, tokens, wordSet } from '../text/lexer.ts';
import { withoutPlease } from '../text/phrases.ts';
import { trimEnds } from '../text/sentences.ts';
import { alternativesIn } from './name-answers.ts';

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
    .replaceAll('to', '-')
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
  const found = sentences.filter((sentence) => replaced(sentence.text, old, text) !== sentence.text);
  if (found.length === 0 || found.length > REPLACED_AT_MOST) return [remark('not-found')];
  return found.map((sentence) =>
    editLetter({ type: 'rewrite', key: sentence.key, text: replaced(sentence.text, old, text), source }),
  );
}

/** A word or a number goes on there: "hab" is no part of "habe", and "1" none of "1,100". */
const GOES_ON = /^(?:[\p{L}\p{N}]|[.,'’]\p{N})/u;
const WENT_ON = /(?:[\p{L}\p{N}]|\p{N}[.,'’])$/u;

function replaced(text: string, old: string, by: string): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf(old); at >= 0; at = text.indexOf(old, from)) {
    const end = at + old.length;
    const isPart = WENT_ON.test(text.slice(Math.max(0, at - 2), at)) || GOES_ON.test(text.slice(end, end + 2));
    result += text.slice(from, at) + (isPart ? old : by);
    from = end;
  }
  return result + text.slice(from);
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
    pattern: /^sign[ -]?off: ?(?<text>\S.*)$/is,
    commands: ({ text }) => [editLetter({ type: 'sign-off', text })],
  },
];

/** The first word of an order in the other languages, and the words that join its parts. */
const WORDS = namesOf(`cut: streiche streich lösche lösch supprime supprimer
    enlève borra borre borrar elimina elimine eliminar quita quitar apaga apague apagar corta corte cortar exclui exclua
    excluir tira tire tirar remova remover deleta;
  move: verschiebe verschieb déplace déplacer mueve mueva mover move mova; swap: tausche échange intercambia;
  replace: ersetze ersetz ändere remplace remplacer modifie reemplaza reemplace reemplazar cambia cambie cambiar sustituye
    corrige troca troque trocar muda mude substitui substitua;
  add: nach ergänze après ajoute después depois añade añadir agrega agregar adiciona adicione adicionar acrescenta
    acrescente inclui inclua;
  rewrite: satz phrase réécris frase reescribe reescribir reescreve reescreva; greeting: anrede salutation saludo saudação;
  sign-off: grußformel despedida formule`);
const JOINTS = namesOf(`to: nach auf vor bis an ans vers en avant à au a al para antes hasta até; with: durch par por;
  and: und et y e; end: ende fin final fim; start: anfang début principio início inicio`);
/** Beside the number of a sentence: "borra la frase 4", "streich bitte Satz 4", "añade después de la 4: …". */
const FILLERS = wordSet(`die den der dem das satz sätze nummer bitte nach le la les phrase phrases après el las los
  frase frases número después de a o as os da do depois`);
const QUOTES = ['« ', ' »', '„', '“', '«', '»'];

/** An order in any of the languages, in the words of the patterns above. */
function inEnglish(text: string): string {
  // A space that breaks no line comes with what is copied.
  const told = withoutPlease(text.trim()).replaceAll('\u202f', ' ').replaceAll('\u00a0', ' ');
  const all = withoutLooseColon(told.split(' '));
  const [first = '', ...rest] = all;
  const verb = WORDS.get(first.toLowerCase().replace(':', ''));
  if (verb === undefined) return all.join(' ');
  if (first.endsWith(':')) return [`${verb}:`, ...rest].join(' ');
  const words = withoutFillers(rest);
  if (verb === 'add') return ['add after', ...words].join(' ');
  const isNew = verb === 'replace' && isNumber(words[0]) && words[0]?.endsWith(':');
  if (verb === 'rewrite' || isNew) return ['rewrite', ...words].join(' ');
  // "troca Kafka e Pulsar por NATS", but "troca 2 e 4"
  const by = words.findIndex((word, at) => at > 0 && meaningOf(word) === 'with');
  if (verb === 'replace' && by > 0) {
    const order = [verb, ...words.slice(0, by), 'with', ...words.slice(by + 1)].join(' ');
    return QUOTES.reduce((said, quote) => said.replaceAll(quote, '"'), order);
  }
  const isSwap = verb === 'replace' && words.every((word) => meaningOf(word) === 'and' || isNumber(word));
  return [isSwap ? 'swap' : verb, ...joined(words)].join(' ');
}

function meaningOf(word: string | undefined): string | undefined {
  return JOINTS.get(word?.toLowerCase() ?? '');
}

function isNumber(word: string | undefined): boolean {
  return Number.isInteger(Number.parseInt(word ?? '', 10));
}

/** "2 : …", "salutation : …", as French sets its colons. */
function withoutLooseColon(words: readonly string[]): readonly string[] {
  const at = words.indexOf(':');
  const isLoose = at === 1 || (isNumber(words[at - 1]) && !words.slice(0, at).some((word) => word.endsWith(':')));
  return isLoose ? [...words.slice(0, at - 1), `${words[at - 1]}:`, ...words.slice(at + 1)] : words;
}

/** The words from the number on that they lead to; all of them where they lead to none. */
function withoutFillers(words: readonly string[]): readonly string[] {
  const from = words.findIndex((word) => !FILLERS.has(word.toLowerCase()));
  return isNumber(words[from]) ? words.slice(from) : words;
}

/** "2 e a 4" → "2 and 4", "4 para antes da 2" → "4 to 2" */
function joined(words: readonly string[]): readonly string[] {
  return words
    .filter((word, at) => {
      const meaning = meaningOf(word);
      return meaning === 'to' ? meaningOf(words[at - 1]) === undefined : meaning || !FILLERS.has(word.toLowerCase());
    })
    .map((word) => meaningOf(word) ?? word);
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
  return ORDERS.some(({ id, pattern }) => CERTAIN.includes(id) && pattern.test(inEnglish(text)));
}

/**
 * @param isAnswer whether the text may as well be an answer: then only orders that name a number count
 * @returns null where the text is no such order
 */
export function readOrder(text: string, source: string, sentences: Sentences, isAnswer: boolean): Command[] | null {
  const told = inEnglish(text);
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

/** "Delete line 4", "3 is wrong": which sentence is certain, and what about it is asked. Null where none is named. */
export function aboutSentence(text: string, sentences: Sentences): Command[] | null {
  if (text.length > ORDER_AT_MOST) return null;
  const named = new Set(tokens(text).flatMap((token) => (token.kind === 'number' ? [Number(token.text)] : [])));
  const [number = 0, ...others] = named;
  const key = Number.isInteger(number) ? sentences[number - 1]?.key : undefined;
  return key === undefined || others.length > 0 ? null : [askBack({ kind: 'change', key, number })];
}

/** "Best, Kim" where somebody else has signed: whose name stands below is asked. */
export function signOffOf(text: string, sheet: Sheet): Command {
  const at = text.indexOf(',');
  const close = text.slice(0, at + 1);
  const names = alternativesIn(trimEnds(text.slice(at + 1)), sheet.language, true);
  const known = sheet.values['contact.name']?.text ?? '';
  const isOther = known !== '' && !text.includes(known.split(' ')[0] ?? '');
  const isClear = at < 1 || text.includes('\n') || names.every((name) => name === '') || (names.length < 2 && !isOther);
  if (isClear) return editLetter({ type: 'sign-off', text });
  const offers = [...names, ...(isOther ? [known] : [])].map((name) => `${close}\n${name}`);
  return askBack({ kind: 'wording', action: 'sign-off', key: '', offers });
}
