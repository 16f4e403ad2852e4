/** Orders about the letter's numbered sentences, typed: "cut 4", "4: new sentence", "move 4 to 2", "greeting: Hi Sam,". */
import { askBack, type Command, editLetter, remark } from '../machine/commands.ts';
import { sentenceEdits } from '../machine/edits.ts';
import type { Sheet } from '../machine/sheet.ts';
import { namesOf, tokens, wordSet } from '../text/lexer.ts';
import { withoutPlease } from '../text/phrases.ts';
import { isDigit, trimEnds } from '../text/sentences.ts';
import { alternativesIn } from './name-answers.ts';

type Sentences = readonly { readonly key: string; readonly text: string }[];

type Order =
  | { readonly kind: 'cut'; readonly numbers: readonly number[] }
  | { readonly kind: 'move'; readonly number: number; readonly to: number | string }
  | { readonly kind: 'swap'; readonly number: number; readonly other: number }
  | { readonly kind: 'replace'; readonly old: string; readonly text: string }
  /** `number`: 0 for none. */
  | { readonly kind: 'add' | 'rewrite'; readonly number: number; readonly text: string }
  | { readonly kind: 'greeting' | 'sign-off'; readonly text: string };

/** The first word of an order, in all languages of the interview. */
const VERBS = namesOf(`cut: cut delete remove drop streiche streich lösche lösch supprime supprimer
    enlève borra borre borrar elimina elimine eliminar quita quitar apaga apague apagar corta corte cortar exclui exclua
    excluir tira tire tirar remova remover deleta;
  move: move verschiebe verschieb déplace déplacer mueve mueva mover mova;
  swap: swap switch tausche échange intercambia cambia cambie cambiar troca troque trocar;
  replace: replace change ersetze ersetz ändere remplace remplacer modifie reemplaza reemplace reemplazar sustituye
    corrige muda mude substitui substitua;
  add: add nach ergänze après ajoute después depois añade añadir agrega agregar adiciona adicione adicionar acrescenta
    acrescente inclui inclua;
  rewrite: rewrite fix réécris reescribe reescribir reescreve reescreva; greeting: greeting anrede salutation saludo saudação;
  sign-off: sign-off signoff grußformel despedida formule`);
const WITH = wordSet('with by to durch par por');
/** What stands between the numbers of an order, or in place of one. */
const JOINTS =
  namesOf(`to: to before nach auf vor bis an ans vers en avant à au a al para antes hasta até; and: and with und et y e;
  end: end ende fin final fim; start: start anfang début principio início inicio; up: up; down: down`);
/** Beside the number of a sentence: "borra la frase 4", "streich bitte Satz 4", "añade después de la 4: …". */
const FILLERS = wordSet(`sentence sentences number numbers place the die den der dem das satz sätze nummer bitte nach
  le la les phrase phrases après el las los frase frases número después de a o as os da do depois`);

/** An order without a colon is no longer than this; in characters. */
const ORDER_AT_MOST = 240;
/** No colon of an order stands later than this; in characters. */
const HEAD_AT_MOST = 40;

function orderIn(text: string): Order | null {
  // A space that breaks no line comes with what is copied.
  const told = withoutPlease(text.trim()).replaceAll('\u202f', ' ').replaceAll('\u00a0', ' ');
  return newWords(told) ?? (told.length > ORDER_AT_MOST ? null : change(told));
}

/** "4: new sentence", "add after 4: …", "greeting: Hi Sam,"; French sets a space before the colon. */
function newWords(told: string): Order | null {
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
  const named = head.slice(kind === undefined ? 0 : 1).filter((word) => kind !== 'replace' || !WITH.has(word));
  const items = itemsIn(named);
  const [number, ...others] = items ?? [];
  if (items === null || others.length > 0 || typeof number === 'string') return null;
  if (kind === 'add') return { kind, number: number ?? 0, text };
  if (kind === 'greeting' || kind === 'sign-off') return number === undefined ? { kind, text } : null;
  // "4: cut"
  const isCut = kind === undefined && number !== undefined && VERBS.get(trimEnds(text).toLowerCase()) === 'cut';
  if (isCut) return { kind: 'cut', numbers: [number] };
  const isNew = number !== undefined && kind !== 'cut' && kind !== 'move';
  return isNew ? { kind: 'rewrite', number, text } : null;
}

/** "wait it was Rust not Go" */
const NOT =
  /^(?:(?:wait|no|sorry|actually),? )?(?:it(?: was|'s| is) )?(?<text>\S[^,\n]{0,40}),? not (?<old>\S[^,\n]{0,40})$/i;

/** "cut 2, 5-7 and 9", "move 4 to 2", "swap 2 and 3", "replace Go with Rust" */
function change(told: string): Order | null {
  const { text, old } = NOT.exec(told)?.groups ?? {};
  // "5 juniors, not 2": how much of it stands in place of the old words is not certain.
  const isAlike = text?.split(' ').length === old?.split(' ').length;
  if (text !== undefined && old !== undefined && isAlike) return { kind: 'replace', old, text };
  const [first = '', ...words] = told.split(' ');
  const kind = VERBS.get(first.toLowerCase());
  const spaced = trimEnds(words.join(' ')).replaceAll('-', ' to ').replace(/[,&+]/g, ' ');
  const items = itemsIn(spaced.split(' ')) ?? [];
  const [number, joint, other, ...others] = items;
  if (typeof number === 'number' && others.length === 0) {
    const to = joint === 'to' ? other : other === undefined ? joint : undefined;
    if (kind === 'move') return to === undefined || to === 'and' ? null : { kind, number, to };
    if (kind === 'swap' && joint === 'and' && typeof other === 'number') return { kind, number, other };
  }
  if (kind === 'cut') return cutting(items);
  return kind === 'replace' || kind === 'swap' ? replacing(words) : null;
}

/** The numbers of sentences, and what joins them; null where any other word stands there. */
function itemsIn(words: readonly string[]): (number | string)[] | null {
  const items: (number | string)[] = [];
  for (const word of words.map((each) => each.toLowerCase().replace('#', '')).filter((each) => each !== '')) {
    const joint = JOINTS.get(word);
    const isTo = joint === 'to' && typeof items.at(-1) === 'number';
    if (word.length <= 2 && [...word].every(isDigit)) items.push(Number(word));
    else if (joint && (joint !== 'to' || isTo)) items.push(joint);
    else if (!FILLERS.has(word)) return null;
  }
  return items;
}

/** "2, 5-7 and 9": every sentence that is named. */
function cutting(items: readonly (number | string)[]): Order | null {
  const isWhole = items.every((item) => typeof item === 'number' || item === 'and' || item === 'to');
  if (!isWhole || typeof items[0] !== 'number') return null;
  const numbers = items.flatMap((item, at) => {
    if (typeof item === 'string') return [];
    const from = items[at - 1] === 'to' ? Number(items[at - 2]) : item;
    return Array.from({ length: Math.abs(item - from) + 1 }, (_, more) => Math.min(from, item) + more);
  });
  return { kind: 'cut', numbers: [...new Set(numbers)] };
}

/** New words may be so many more than the old ones; further ones may be another order. */
const MORE_AT_MOST = 3;

function replacing(words: readonly string[]): Order | null {
  const at = words.findIndex((word, place) => place > 0 && WITH.has(word.toLowerCase()));
  const [old = '', text = ''] = [words.slice(0, at), words.slice(at + 1)].map((each) =>
    each.join(' ').replace(QUOTES, ''),
  );
  // "replace '2,3 s' with '2.3 s' and 99,95 % with 99.95%": how far the new words go is not certain.
  const isOpen =
    /['"“”«»] | with /iu.test(` ${text} `) || text.split(' ').length > old.split(' ').length + MORE_AT_MOST;
  // "replace php with PHP in 5"
  const hasPlace = words.at(-2) === 'in' && [...(words.at(-1) ?? '')].every(isDigit);
  return at < 0 || old === '' || text === '' || hasPlace || isOpen || words.some((word) => word.includes('\n'))
    ? null
    : { kind: 'replace', old, text };
}

const QUOTES = /^[\s"'“„«]+|[\s"'”“»]*\.?$/g;

/** Orders that can't be an answer to a question: they name a number, and nothing else where they are certain. */
const CERTAIN: ReadonlySet<Order['kind']> = new Set(['cut', 'move', 'swap']);
const NUMBERED: ReadonlySet<Order['kind']> = new Set([...CERTAIN, 'add', 'rewrite']);

/** Whether it is an order about a numbered sentence, whatever stands asked. */
export function isCertainOrder(text: string): boolean {
  const order = orderIn(text);
  return order !== null && CERTAIN.has(order.kind);
}

/**
 * @param isAnswer whether the text may as well be an answer: then only orders that name a number count
 * @returns null where the text is no such order
 */
export function readOrder(text: string, source: string, sentences: Sentences, isAnswer: boolean): Command[] | null {
  const orders = ordersIn(text, sentences.length).map(orderIn);
  const isUnclear = orders.some((order) => order === null || (isAnswer && !NUMBERED.has(order.kind)));
  return isUnclear ? null : orders.flatMap((order) => (order ? commandsFor(order, source, sentences) : []));
}

/** Where an order may end: before a space or a sign, but not inside of "2,5". */
const ORDER_ENDS = /[\s,.;:!?–—(](?!\d)/gu;

/**
 * "cut 2 and 5 please, that was only me": other words follow the order, so that it is asked whether it is meant.
 *
 * @returns null where the text begins with no order
 */
export function startOrder(text: string, sentences: Sentences): Command[] | null {
  const told = text.trim().slice(0, ORDER_AT_MOST);
  const another = lastOfAnOrder(text.trim());
  // "Move 4 to 2 and add after 5: …", "cut 3, and replace Go with Rust": one of the two would be lost.
  const ends = [...told.matchAll(ORDER_ENDS)].map(({ index }) => index).filter((end) => end > another);
  for (const end of ends.toReversed()) {
    const order = orderIn(told.slice(0, end));
    if (order?.kind !== 'cut' && order?.kind !== 'move' && order?.kind !== 'swap') continue;
    const commands = commandsFor(order, '', sentences);
    const edits = sentenceEdits(commands.flatMap((command) => (command.type === 'edit-letter' ? [command.edit] : [])));
    const [first] = edits;
    const place = first?.type === 'move' ? first.to : 0;
    const numbers =
      order.kind === 'cut' ? [...order.numbers] : [order.number, order.kind === 'swap' ? order.other : place];
    return first ? [askBack({ kind: 'edit', action: order.kind, numbers, edits })] : commands;
  }
  return null;
}

/** Where the last digit, or the last verb of an order, begins; -1 without. */
function lastOfAnOrder(text: string): number {
  let [found, at] = [text.split('').findLastIndex(isDigit), 0];
  for (const word of text.split(' ')) {
    if (VERBS.has(word.toLowerCase())) found = Math.max(found, at);
    at += word.length + 1;
  }
  return found;
}

/** "6: It costs less. 19: cut. and 1: I am …", "6: It costs less. Cut 19": each from its number on, or from its verb. */
function ordersIn(text: string, count: number): string[] {
  const words = text.split(/[ \n]/u);
  const low = (at: number) => words[at]?.toLowerCase() ?? '';
  const isOf = (word: string, end: string) => {
    const number = word.endsWith(end) ? Number(trimEnds(word)) : Number.NaN;
    return number >= 1 && number <= count;
  };
  const isList = isOf(low(0), ':') || VERBS.has(low(0));
  const starts = [...words.keys()].slice(1).filter((at) => {
    const next = low(at + 1) === 'after' ? low(at + 2) : low(at + 1);
    const isVerb = isList && NUMBERED_VERBS.has(VERBS.get(low(at)) ?? '') && isOf(next, '');
    const before = low(at - 1) === 'and' ? low(at - 2) : low(at - 1);
    return isVerb ? '.!?,;'.includes(before.slice(-1)) : isOf(low(at), ':') && !NAMED_BEFORE.has(low(at - 1));
  });
  if (starts.length === 0) return [text];
  return [0, ...starts].map((from, at) => {
    const piece = words.slice(from, starts[at]);
    return (piece.at(-1)?.toLowerCase() === 'and' ? piece.slice(0, -1) : piece).join(' ');
  });
}

const NUMBERED_VERBS: ReadonlySet<string> = new Set(['cut', 'move', 'swap', 'add']);

/** "add after 4: …", "rewrite 4: …", "sentence 4: …" */
const NAMED_BEFORE = new Set(['after', ...VERBS.keys(), ...FILLERS]);

const move = (key: string, to: number) => editLetter({ type: 'move', key, to });

function commandsFor(order: Order, source: string, sentences: Sentences): Command[] {
  const keyOf = (number: number) => sentences[number - 1]?.key ?? '';
  const numbers = 'numbers' in order ? order.numbers : 'number' in order ? [order.number] : [];
  const others = 'other' in order ? [order.other] : [];
  const isMissing = [...numbers, ...others].some((number) => keyOf(number) === '');
  if (isMissing && !(order.kind === 'add' && order.number === 0)) return [remark('no-such-sentence')];
  switch (order.kind) {
    // All of them, or none where one is not there.
    case 'cut':
      return order.numbers.map((number) => editLetter({ type: 'cut', key: keyOf(number) }));
    case 'move': {
      const { number, to } = order;
      const places = new Map(Object.entries({ end: sentences.length, start: 1, up: number - 1, down: number + 1 }));
      return [move(keyOf(number), places.get(String(to)) ?? Number(to))];
    }
    case 'swap': {
      const [first = 0, last = 0] = [order.number, order.other].toSorted((one, other) => one - other);
      return [move(keyOf(last), first), move(keyOf(first), last)];
    }
    case 'replace':
      return replaceWords(order, source, sentences);
    case 'add': {
      const after = keyOf(order.number) || null;
      return [editLetter({ type: 'add', key: `added:${source}`, after, text: order.text, source })];
    }
    case 'rewrite':
      return [editLetter({ type: 'rewrite', key: keyOf(order.number), text: order.text, source })];
    default:
      return [editLetter({ type: order.kind, text: order.text })];
  }
}

/** Words that stand in more sentences than these are not meant everywhere. */
const REPLACED_AT_MOST = 3;

/** Writes the sentences anew that hold the old words; not certain where there are none, or many. */
function replaceWords(
  { old, text }: Extract<Order, { kind: 'replace' }>,
  source: string,
  sentences: Sentences,
): Command[] {
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
