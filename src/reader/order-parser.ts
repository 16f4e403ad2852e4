/** Parses orders about the letter in all languages of the interview. */
import { denialIn } from '../text/corrections.ts';
import { parseNameTable, parseNumberTable, wordSet } from '../text/lexer.ts';
import { withoutPlease } from '../text/phrases.ts';
import { isDigit, trimEnd, trimPunctuation } from '../text/sentences.ts';
import { GREET } from './greeting-orders.ts';

/** What the numbers of an order refer to. */
export type Unit = 'sentence' | 'paragraph';
export type Counts = Readonly<Record<Unit, number>>;

export type Order =
  | { readonly kind: 'cut'; readonly numbers: readonly number[]; readonly unit: Unit }
  | {
      readonly kind: 'move';
      readonly number: number;
      /** Further sentences, which follow it to the same place. */
      readonly others: readonly number[];
      readonly to: number | string;
      /** The side of number `to`; null to take its position. */
      readonly side: 'before' | 'after' | null;
      readonly unit: Unit;
    }
  | { readonly kind: 'swap'; readonly number: number; readonly other: number; readonly unit: Unit }
  | { readonly kind: 'replace'; readonly old: string; readonly text: string }
  /** `number` is 0 for none. */
  | { readonly kind: 'add' | 'rewrite'; readonly number: number; readonly text: string }
  /** Replaces words `old` of a sentence; an empty `by` cuts them. `typed` may be the whole new sentence instead. */
  | {
      readonly kind: 'reword';
      readonly number: number;
      readonly old: string;
      readonly by: string;
      readonly typed: string;
    }
  | { readonly kind: 'greeting' | 'sign-off'; readonly text: string };

/** The first word of an order. */
const VERBS = parseNameTable(`cut: cut delete remove drop streiche streich lösche lösch supprime supprimer
    enlève borra borre borrar elimina elimine eliminar quita quitar apaga apague apagar corta corte cortar exclui exclua
    excluir tira tire tirar remova remover deleta;
  move: move put place verschiebe verschieb setze setz stelle stell déplace déplacer mets mettre placer mueve mueva
    mover mova pon ponga poner coloca coloque colocar põe ponha pôr;
  swap: swap switch tausche échange intercambia cambia cambie cambiar troca troque trocar;
  replace: replace change ersetze ersetz ändere remplace remplacer modifie reemplaza reemplace reemplazar sustituye
    corrige muda mude substitui substitua;
  add: add nach ergänze après ajoute después depois añade añadir agrega agregar adiciona adicione adicionar acrescenta
    acrescente inclui inclua;
  rewrite: rewrite fix réécris reescribe reescribir reescreve reescreva; greeting: greeting anrede salutation saludo saudação;
  sign-off: sign-off signoff grußformel despedida formule`);
const WITH = wordSet('with by to durch par por');
/** Words between the numbers of an order, or in place of a number. */
export const JOINTS =
  parseNameTable(`to: to nach auf bis an ans vers en à au a al para hasta até; before: before vor avant antes;
  after: after hinter après después tras detrás depois atrás; and: and n with und et y e;
  end: end bottom ende fin final fim; start: start top anfang début principio início inicio; up: up; down: down`);
const PLACING: ReadonlySet<string | number | undefined> = new Set(['to', 'before', 'after']);
/** "Paragraph 2", "der zweite Absatz" */
export const UNITS =
  parseNameTable(`paragraph: paragraph paragraphs absatz absätze paragraphe paragraphes párrafo párrafos parágrafo
  parágrafos; sentence: sentence sentences satz sätze phrase phrases frase frases`);
/** Words between the old and the new value: "change my city to Lund". */
export const INTO: ReadonlySet<string> = new Set([
  ...WITH,
  ...[...JOINTS].flatMap(([word, joint]) => (joint === 'to' ? [word] : [])),
  ...['zu', 'in'],
]);
/** An ordinal for the last one. */
export const LAST = 1_000;
export const ORDINALS =
  parseNumberTable(`1: first 1st erste ersten erster premier première primer primera primero primeiro primeira;
  2: second 2nd zweite zweiten zweiter deuxième segundo segunda; 3: third 3rd dritte dritten dritter troisième tercer
  tercera tercero terceiro terceira; 4: fourth 4th vierte vierten vierter quatrième cuarto cuarta quarto quarta;
  5: fifth 5th fünfte fünften fünfter cinquième quinto quinta; 6: sixth 6th sechste sechsten sechster sixième sexto sexta;
  ${LAST}: last letzte letzten letzter dernier dernière último última`);
/** Words to ignore next to a sentence number: "borra la frase 4", "streich bitte Satz 4", "swap 4 and 5 back". */
export const FILLERS = wordSet(`number numbers place back again the die den der dem das nummer bitte nach
  zurück wieder le la les après el las los número después de a o as os da do depois`);

/** "Change", "ersetze", "add": a verb for a new value, or of these kinds. */
export function isChangeVerb(word: string, kinds: readonly string[] = ['replace', 'rewrite', 'swap', 'add']): boolean {
  return kinds.includes(VERBS.get(word) ?? '');
}

/** "Greeting", "change the sign-off": the part to change, without its new words. Null for any other text. */
export function framePart(text: string): 'greeting' | 'sign-off' | null {
  const kinds = trimPunctuation(withoutPlease(text.trim()).toLowerCase())
    .replace('sign off', 'sign-off')
    .split(' ')
    .filter((word) => !FILLERS.has(word))
    .map((word) => VERBS.get(word));
  const [kind, ...others] = kinds[0] === 'replace' || kinds[0] === 'rewrite' ? kinds.slice(1) : kinds;
  return others.length === 0 && (kind === 'greeting' || kind === 'sign-off') ? kind : null;
}

/** Maximum characters of an order without a colon. */
export const ORDER_AT_MOST = 240;
/** Maximum characters before the colon of an order. */
const HEAD_AT_MOST = 40;

/** @param counts the numbers of sentences and paragraphs in the letter, to resolve "last" */
export function parseOrder(text: string, counts: Counts): Order | null {
  // Copied text may have no-break spaces.
  const told = withoutPlease(text.trim()).replaceAll('\u202f', ' ').replaceAll('\u00a0', ' ');
  return newWords(told, counts) ?? (told.length > ORDER_AT_MOST ? null : change(told, counts));
}

/** "4: new sentence", "add after 4: …", "greeting: Hi Sam,"; French has a space before the colon. */
function newWords(told: string, counts: Counts): Order | null {
  const colon = told.indexOf(':');
  const text = told.slice(colon + 1).trim();
  // "14:30" is a time.
  if (colon < 1 || colon > HEAD_AT_MOST || text === '' || isDigit(told[colon + 1])) return null;
  const head = told
    .slice(0, colon)
    .trim()
    .toLowerCase()
    .replace('sign off', 'sign-off')
    .replace('add after', 'add')
    .split(' ');
  const kind = VERBS.get(head[0] ?? '');
  // "replace sentence 4 with: …"
  const words = head.slice(kind === undefined ? 0 : 1).filter((word) => kind !== 'replace' || !WITH.has(word));
  const named = namedIn(words, counts);
  const [number, ...others] = named?.items ?? [];
  if (named === null || others.length > 0 || typeof number === 'string') return null;
  const order = kind === undefined && number !== undefined ? behindNumber(text, number, named.unit, counts) : null;
  if (order) return order;
  if (named.unit === 'paragraph') return null;
  if (kind === 'add') return { kind, number: number ?? 0, text };
  if (kind === 'greeting' || kind === 'sign-off') return number === undefined ? { kind, text } : null;
  const isNew = number !== undefined && kind !== 'cut' && kind !== 'move';
  return isNew ? { kind: 'rewrite', number, text } : null;
}

/** "cut it", "streich das" refer to the whole sentence, not to its words. */
const IT = wordSet('it this that es das ihn diesen le la cela ça lo esto eso o a isto isso');

/** "4: cut", "11: cut morning and evening", "5: replace Go with Rust", "4: move to 2"; null for a new sentence text. */
function behindNumber(text: string, number: number, unit: Unit, counts: Counts): Order | null {
  const [first = '', ...words] = withoutPlease(text).split(' ');
  const kind = VERBS.get(trimPunctuation(first).toLowerCase());
  const rest = words.join(' ').replace(QUOTES, '');
  if (kind === 'cut' && (rest === '' || IT.has(rest.toLowerCase()))) return { kind, numbers: [number], unit };
  if (unit === 'paragraph' || rest === '') return null;
  if (kind === 'move') return change(`${first} ${number} ${rest}`, counts) ?? doubtful(number, text);
  if (kind === 'cut') return { kind: 'reword', number, old: rest, by: '', typed: text };
  if (kind !== 'replace' && kind !== 'swap' && kind !== 'rewrite') return null;
  const order = replacing(words);
  return order?.kind === 'replace'
    ? { kind: 'reword', number, old: order.old, by: order.text, typed: text }
    : doubtful(number, text);
}

function doubtful(number: number, typed: string): Order {
  return { kind: 'reword', number, old: '', by: '', typed };
}

/** "cut 2, 5-7 and 9", "move 4 to 2", "put paragraph 3 before paragraph 2", "swap 2 and 3", "replace Go with Rust" */
function change(told: string, counts: Counts): Order | null {
  const { text, old } = denialIn(told) ?? {};
  // "5 juniors, not 2": unclear which words replace the "2".
  const isAlike = text?.split(' ').length === old?.split(' ').length;
  if (text !== undefined && old !== undefined && isAlike) return { kind: 'replace', old, text };
  const [first = '', ...words] = told.split(' ');
  const kind = VERBS.get(first.toLowerCase());
  const spaced = trimPunctuation(words.join(' ')).replaceAll('-', ' to ').replace(/[&+]/g, ' and ');
  const { items, unit } = namedIn(spaced.split(/[ ,]/), counts) ?? { items: [], unit: 'sentence' };
  const [number, joint, other, ...others] = items;
  const isPair = joint === 'and' && others.length === 0;
  if (kind === 'swap' && isPair && typeof number === 'number' && typeof other === 'number')
    return { kind, number, other, unit };
  if (kind === 'move') return moving(items, unit);
  if (kind === 'cut') return cutting(items, unit);
  return kind === 'replace' || kind === 'swap' ? replacing(words) : null;
}

/** Parses numbers, joints and the unit; null if there is any other word. */
function namedIn(words: readonly string[], counts: Counts): { items: (number | string)[]; unit: Unit } | null {
  const items: (number | string)[] = [];
  const ordinals: number[] = [];
  const units: (readonly [string, number])[] = [];
  for (const word of words.map((each) => trimEnd(each.toLowerCase().replace('#', ''), '.'))) {
    const [joint, unit, ordinal] = [JOINTS.get(word), UNITS.get(word), ORDINALS.get(word)];
    const isPlaced = PLACING.has(joint) && typeof items.at(-1) === 'number';
    if (ordinal !== undefined) ordinals.push(items.length);
    if (unit !== undefined) units.push([unit, items.length]);
    else if (word.length <= 2 && word !== '' && [...word].every(isDigit)) items.push(Number(word));
    else if (ordinal !== undefined) items.push(ordinal);
    else if (joint && (!PLACING.has(joint) || isPlaced)) items.push(joint);
    else if (word !== '' && !FILLERS.has(word)) return null;
  }
  const [[unit = 'sentence', at = 0] = []] = units;
  const first = items.findIndex((item) => typeof item === 'number');
  // "3 to paragraph 2": sentences and paragraphs are mixed.
  const isMixed = unit === 'paragraph' && (units.some(([name]) => name !== unit) || (at !== first && at !== first + 1));
  // "the second", "the last 2", "the second to last" are ambiguous.
  const isVague = ordinals.some(
    (place) =>
      units.length === 0 ||
      typeof items[place + 1] === 'number' ||
      typeof items[place - 1] === 'number' ||
      (items[place] === LAST && place !== first),
  );
  if (isMixed || isVague) return null;
  const counted = unit === 'paragraph' ? 'paragraph' : 'sentence';
  return { items: items.map((item) => (item === LAST ? counts[counted] : item)), unit: counted };
}

/** "4 to 2", "4 2", "4 up", "3 and 4 to the top", "3-5 after 7" */
function moving(items: readonly (number | string)[], unit: Unit): Order | null {
  const [joint, to] = items.slice(-2);
  const isJoined = PLACING.has(joint);
  const isNumber = typeof to === 'number' && (isJoined || items.length === 2);
  const isPlace = isNumber || (typeof to === 'string' && to !== 'and' && !PLACING.has(to));
  const moved = isPlace ? cutting(items.slice(0, isJoined ? -2 : -1), unit) : null;
  const [number, ...others] = moved?.kind === 'cut' ? moved.numbers : [];
  if (to === undefined || number === undefined || (unit === 'paragraph' && others.length > 0)) return null;
  return { kind: 'move', number, others, to, side: joint === 'before' || joint === 'after' ? joint : null, unit };
}

/** "2, 5-7 and 9": expands the ranges. */
function cutting(items: readonly (number | string)[], unit: Unit): Order | null {
  const isWhole = items.every((item) => typeof item === 'number' || item === 'and' || item === 'to');
  if (!isWhole || typeof items[0] !== 'number') return null;
  const numbers = items.flatMap((item, at) => {
    if (typeof item === 'string') return [];
    const from = items[at - 1] === 'to' ? Number(items[at - 2]) : item;
    return Array.from({ length: Math.abs(item - from) + 1 }, (_, more) => Math.min(from, item) + more);
  });
  return { kind: 'cut', numbers: [...new Set(numbers)], unit };
}

/** How many more words than the old ones the new ones may have; further words may be another order. */
const MORE_AT_MOST = 3;

function replacing(words: readonly string[]): Order | null {
  const at = words.findIndex((word, place) => place > 0 && WITH.has(word.toLowerCase()));
  const [old = '', text = ''] = [words.slice(0, at), words.slice(at + 1)].map((each) =>
    each.join(' ').replace(QUOTES, ''),
  );
  // "replace '2,3 s' with '2.3 s' and 99,95 % with 99.95%": the end of the new words is unclear.
  const isOpen =
    /['"“”«»] | with /iu.test(` ${text} `) || text.split(' ').length > old.split(' ').length + MORE_AT_MOST;
  // "replace php with PHP in 5"
  const hasPlace = words.at(-2) === 'in' && [...(words.at(-1) ?? '')].every(isDigit);
  return at < 0 || old === '' || text === '' || hasPlace || isOpen || words.some((word) => word.includes('\n'))
    ? null
    : { kind: 'replace', old, text };
}

const QUOTES = /^[\s"'“„«]+|[\s"'”“»]*\.?$/g;

/** The offset of the last digit or order verb; -1 if there is none. */
export function lastOrderOffset(text: string): number {
  let [found, at] = [text.split('').findLastIndex(isDigit), 0];
  for (const word of text.split(' ')) {
    if (VERBS.has(word.toLowerCase()) || GREET.has(word.toLowerCase())) found = Math.max(found, at);
    at += word.length + 1;
  }
  return found;
}

/** Splits a list of orders at their numbers or verbs: "6: It costs less. 19: cut.", "6: It costs less. Cut 19". */
export function parseOrders(text: string, counts: Counts): readonly (Order | null)[] {
  const words = text.replaceAll('\n', ' ').split(' ');
  const low = (at: number) => words[at]?.toLowerCase() ?? '';
  const isOf = (word: string, end: string) => {
    const number = word.endsWith(end) ? Number(trimPunctuation(word)) : Number.NaN;
    return number >= 1 && number <= counts.sentence;
  };
  const isList = isOf(low(0), ':') || VERBS.has(low(0));
  const starts = [...words.keys()].slice(1).filter((at) => {
    const next = low(at + 1) === 'after' ? low(at + 2) : low(at + 1);
    const isVerb = isList && NUMBERED_VERBS.has(VERBS.get(low(at)) ?? '') && isOf(next, '');
    const before = low(at - 1) === 'and' ? low(at - 2) : low(at - 1);
    return isVerb ? '.!?,;'.includes(before.slice(-1)) : isOf(low(at), ':') && !NAMED_BEFORE.has(low(at - 1));
  });
  return (
    wholeOrders(text, counts) ??
    (starts.length === 0 ? [text] : piecesFrom(words, starts)).map((piece) => parseOrder(piece, counts))
  );
}

const NUMBERED_VERBS: ReadonlySet<string> = new Set(['cut', 'move', 'swap', 'add']);

/** Words before a number that doesn't start an order: "add after 4: …", "rewrite 4: …", "sentence 4: …". */
const NAMED_BEFORE = new Set(['after', ...VERBS.keys(), ...UNITS.keys(), ...FILLERS]);

export const JOINT_WORDS = wordSet('and & n then und dann et puis y luego e depois');
/** Orders without free text, so that another order can follow. */
const CLOSED: ReadonlySet<Order['kind']> = new Set(['cut', 'move', 'swap', 'replace']);

/** Splits at verbs: "cut 4, replace 2100 with 2,100"; null unless every piece is a complete order. */
function wholeOrders(text: string, counts: Counts): readonly Order[] | null {
  const words = withoutPlease(text.trim())
    .replaceAll('\n', ', ')
    .split(' ')
    .filter((word) => word !== '');
  const low = (at: number) => words[at]?.toLowerCase() ?? '';
  const isEnd = (word: string) => JOINT_WORDS.has(word) || '.,;'.includes(word.slice(-1));
  const starts = [...words.keys()].slice(1).filter((at) => VERBS.has(low(at)) && isEnd(low(at - 1)));
  if (starts.length === 0 || !VERBS.has(low(0))) return null;
  const orders = piecesFrom(words, starts).map((piece) => parseOrder(trimEnd(piece, '.,; '), counts));
  const closed = orders.filter((order) => order !== null).filter(({ kind }) => CLOSED.has(kind));
  return closed.length === orders.length ? closed : null;
}

/** Cuts the words at these starts, and drops the conjunction at the end of a piece. */
function piecesFrom(words: readonly string[], starts: readonly number[]): string[] {
  return [0, ...starts].map((from, at) => {
    const piece = words.slice(from, starts[at]);
    return (at < starts.length && JOINT_WORDS.has(piece.at(-1)?.toLowerCase() ?? '') ? piece.slice(0, -1) : piece).join(
      ' ',
    );
  });
}
