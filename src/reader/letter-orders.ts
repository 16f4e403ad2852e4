/** Typed orders about the letter: "cut 4", "4: new sentence", "move 4 to 2", "greeting: Hi Sam,". */
import { askBack, type Command, editLetter, remark } from '../machine/commands.ts';
import { sentenceEdits } from '../machine/edits.ts';
import { isHidden, typedValue } from '../machine/sheet.ts';
import { wordSet } from '../text/lexer.ts';
import { countWords, trimEnd } from '../text/sentences.ts';
import {
  type Counts,
  lastOrderOffset,
  ORDER_AT_MOST,
  type Order,
  parseOrder,
  parseOrders,
  type Unit,
} from './order-parser.ts';
import { isParagraphOrder, paragraphOrder } from './paragraph-orders.ts';
import type { Message } from './reader.ts';
import { replaceWhole } from './text-replacement.ts';

type Sentences = Message['sentences'];

type Told = Pick<Message, 'id' | 'text' | 'sentences' | 'letterText'> & {
  readonly context: Pick<Message['context'], 'sheet' | 'draft'>;
};

/** Orders that can't be an answer to a question: they consist of a verb and numbers. */
const CERTAIN: ReadonlySet<Order['kind']> = new Set(['cut', 'move', 'swap']);
const NUMBERED: ReadonlySet<Order['kind']> = new Set([...CERTAIN, 'add', 'rewrite', 'reword']);

/** The sentences of any letter, to parse an order while none are shown. */
const ANY: Counts = { sentence: 99, paragraph: 99 };

/** Whether a text is a new sentence for a number: "4: It lost no order.", but no numbered list. */
export function isNumberedSentence(text: string): boolean {
  const [order, ...others] = text.includes('\n') ? [] : parseOrders(text, ANY);
  return (order?.kind === 'rewrite' || order?.kind === 'add') && order.number > 0 && others.length === 0;
}

/** Whether a text is an order about numbered sentences, whatever the open question is. */
export function isCertainOrder(text: string): boolean {
  const order = parseOrder(text, { sentence: 1, paragraph: 1 });
  return order === null ? isParagraphOrder(text) : CERTAIN.has(order.kind);
}

const REASONS = wordSet('because weil denn parce puisque porque pois');

/** "Use Dear Anna because we've met": a reason changes nothing about an order. */
export function withoutReason(text: string): string {
  const words = text.split(' ');
  const at = words.findIndex((word, place) => place > 0 && REASONS.has(word.toLowerCase()));
  return at < 0 ? text : trimEnd(words.slice(0, at).join(' '), ', ');
}

function countsOf(sentences: Sentences): Counts {
  return { sentence: sentences.length, paragraph: Math.max(0, ...sentences.map(({ paragraph = 0 }) => paragraph)) };
}

/**
 * @param isAnswer whether the text could be an answer too: then only orders with a number count
 * @returns null if the text is no such order
 */
export function readOrder(told: Told, isAnswer: boolean): Command[] | null {
  const { text, sentences } = told;
  const orders = parseOrders(text, countsOf(sentences));
  const isUnclear = orders.some((order) => order === null || (isAnswer && !NUMBERED.has(order.kind)));
  if (isUnclear) return isAnswer && !isParagraphOrder(text) ? null : paragraphOrder(text, sentences);
  // Each order sees the sentences as the previous one left them.
  let [all, left] = [[] as Command[], sentences];
  for (const order of orders) {
    const commands = order ? commandsFor(order, { ...told, sentences: left }) : [];
    all = [...all, ...commands];
    left = commands.reduce(rewritten, left);
  }
  return all;
}

function rewritten(sentences: Sentences, command: Command): Sentences {
  if (command.type !== 'edit-letter' || command.edit.type !== 'rewrite') return sentences;
  const { key, text } = command.edit;
  return sentences.map((one) => (one.key === key ? { ...one, text } : one));
}

/** Possible ends of an order: a space or punctuation, but not inside "2,5". */
export const ORDER_ENDS = /[\s,.;:!?–—(](?!\d)/gu;

/**
 * Asks whether an order followed by other words is meant: "cut 2 and 5 please, that was only me".
 *
 * @returns null if the text doesn't begin with an order
 */
export function confirmLeadingOrder(text: string, sentences: Sentences): Command[] | null {
  const told = text.trim().slice(0, ORDER_AT_MOST);
  const another = lastOrderOffset(text.trim());
  // "Move 4 to 2 and add after 5: …", "cut 3, and replace Go with Rust": don't lose the second order.
  const ends = [...told.matchAll(ORDER_ENDS)].map(({ index }) => index).filter((end) => end > another);
  for (const end of ends.toReversed()) {
    const order = parseOrder(told.slice(0, end), countsOf(sentences));
    if (order?.kind !== 'cut' && order?.kind !== 'move' && order?.kind !== 'swap') continue;
    // The question can only name sentences.
    if (order.kind !== 'cut' && order.unit === 'paragraph') return null;
    const commands = arranging(order, sentences);
    const edits = sentenceEdits(commands.flatMap((command) => (command.type === 'edit-letter' ? [command.edit] : [])));
    const [first] = edits;
    return first
      ? [askBack({ kind: 'edit', action: order.kind, numbers: numbersOf(order, sentences), edits })]
      : commands;
  }
  return null;
}

/** The sentence numbers of an order; for a move also the target position, as the last one. */
function numbersOf(order: Extract<Order, { kind: 'cut' | 'move' | 'swap' }>, sentences: Sentences): number[] {
  if (order.kind === 'cut') return order.numbers.flatMap((number) => sentencesAt(number, order, sentences));
  if (order.kind === 'swap') return [order.number, order.other];
  const { number, others } = order;
  const { to, side } = placeOf(order, sentences.length);
  return [number, ...others, side === 'before' && number < to ? to - 1 : side === 'after' && number > to ? to + 1 : to];
}

/** Resolves a number to sentence numbers: itself, or every sentence of that paragraph. */
function sentencesAt(number: number, { unit }: { readonly unit: Unit }, sentences: Sentences): number[] {
  if (unit === 'sentence') return sentences[number - 1] ? [number] : [];
  return sentences.flatMap(({ paragraph }, at) => (paragraph === number ? [at + 1] : []));
}

/** The target of a move. `side` is null if moving to position `to` has the same effect. */
function placeOf({ number, others, to, side }: Extract<Order, { kind: 'move' }>, count: number) {
  const down = Math.max(number, ...others) + 1;
  const places = new Map(Object.entries({ end: count, start: 1, up: number - 1, down }));
  const place = places.get(String(to)) ?? Number(to);
  const isPlain = side === null || (side === 'before') === number > place;
  return { to: place, side: isPlain ? null : side };
}

function commandsFor(order: Order, told: Told): Command[] {
  const { id: source, sentences } = told;
  const keyOf = (number: number) => sentences[number - 1]?.key ?? '';
  if ('unit' in order) return arranging(order, sentences);
  if ('number' in order && keyOf(order.number) === '' && !(order.kind === 'add' && order.number === 0))
    return [remark('no-such-sentence')];
  switch (order.kind) {
    case 'replace':
      return replaceWords(order, told);
    case 'add': {
      const after = keyOf(order.number) || null;
      return [editLetter({ type: 'add', key: `added:${source}`, after, text: order.text, source })];
    }
    case 'reword':
      return reworded(order, source, sentences);
    case 'rewrite':
      return [editLetter({ type: 'rewrite', key: keyOf(order.number), text: order.text, source })];
    default:
      return [editLetter({ type: order.kind, text: order.text })];
  }
}

/** The edits of a cut, move or swap; only a remark if a sentence or paragraph doesn't exist. */
function arranging(order: Extract<Order, { unit: string }>, sentences: Sentences): Command[] {
  const at = (number: number) => sentencesAt(number, order, sentences);
  const missing = [remark(order.unit === 'paragraph' ? 'no-such-paragraph' : 'no-such-sentence')];
  const numbers =
    order.kind === 'cut' ? order.numbers : [order.number, ...(order.kind === 'swap' ? [order.other] : order.others)];
  if (numbers.some((number) => at(number).length === 0)) return missing;
  const keyAt = (number: number) => sentences[(at(number)[0] ?? 0) - 1]?.key ?? '';
  const isWhole = order.unit === 'paragraph';
  const move = (number: number, to: number, side: 'before' | 'after' | null = null) =>
    editLetter({ type: 'move', key: keyAt(number), to, ...(side && { side }), ...(isWhole && { isWhole }) });
  switch (order.kind) {
    case 'cut':
      return order.numbers
        .flatMap(at)
        .map((number) => editLetter({ type: 'cut', key: sentences[number - 1]?.key ?? '' }));
    case 'move': {
      const { to, side } = placeOf(order, countsOf(sentences)[order.unit]);
      if (!isWhole) return inARow([order.number, ...order.others].map(keyAt), to, side, sentences);
      const [place] = at(to);
      return place === undefined ? missing : [move(order.number, place, side)];
    }
    case 'swap': {
      const [first = 0, last = 0] = [order.number, order.other].toSorted((one, other) => one - other);
      return [move(last, at(first)[0] ?? 0), move(first, at(last).at(-1) ?? 0)];
    }
  }
}

/** Moves the first of these sentences, and then each behind the one before. */
function inARow(
  moved: readonly string[],
  to: number,
  side: 'before' | 'after' | null,
  sentences: Sentences,
): Command[] {
  let keys = sentences.map(({ key }) => key);
  return moved.map((key, at) => {
    const before = moved[at - 1];
    const place = before === undefined ? to : keys.indexOf(before) + 1;
    const beside = before === undefined ? side : 'after';
    const [from, target = key] = [keys.indexOf(key), keys[place - 1]];
    const others = keys.filter((other) => other !== key);
    const isBehind = beside === null ? from < place - 1 : beside === 'after';
    if (target !== key) keys = others.toSpliced(others.indexOf(target) + (isBehind ? 1 : 0), 0, key);
    return editLetter({ type: 'move', key, to: place, ...(beside && { side: beside }) });
  });
}

/** Replaces words in one sentence. Unless they occur exactly once, asks whether the text is the new sentence. */
function reworded(
  { number, old, by, typed }: Extract<Order, { kind: 'reword' }>,
  source: string,
  sentences: Sentences,
) {
  const { key = '', text = '' } = sentences[number - 1] ?? {};
  const at = old === '' ? -1 : text.toLowerCase().indexOf(old.toLowerCase());
  const found = at < 0 ? '' : text.slice(at, at + old.length);
  const isOnce = at >= 0 && at === text.toLowerCase().lastIndexOf(old.toLowerCase());
  const next = isOnce ? withoutGap(replaceWhole(text, found, by)) : text;
  if (next === withoutGap(text) || countWords(next) < WORDS_LEFT)
    return [askBack({ kind: 'change', key, number, offers: [typed] }), remark('order-or-sentence')];
  return [editLetter({ type: 'rewrite', key, text: next, source })];
}

/** Minimum words of a sentence after words were cut. */
const WORDS_LEFT = 3;

/** Closes the gaps that cut words leave: "It runs , daily ." */
function withoutGap(text: string): string {
  const tight = [',', '.', ';', '!', '?'].reduce((told, sign) => told.replaceAll(` ${sign}`, sign), text);
  return tight.replaceAll('  ', ' ').replaceAll(',.', '.').replaceAll(',,', ',').trim();
}

/** Maximum sentences that one replacement may change, unless it changes a name. */
const REPLACED_AT_MOST = 3;
/** Slots that also appear outside the sentences: in the heading, greeting, subject or signature. */
const NAMES = [
  ...['role.position', 'role.company', 'role.team', 'role.addressee', 'system.employer'],
  ...['contact.name', 'contact.email', 'contact.phone', 'contact.location'],
];

/** Replaces words in all sentences and names, or in the greeting; a remark if there are no matches, or too many. */
function replaceWords({ old, text }: Extract<Order, { kind: 'replace' }>, told: Told): Command[] {
  const { id, sentences, context } = told;
  const { sheet, draft } = context;
  const by = (told: string) => replaceWhole(told, old, text);
  const names = NAMES.flatMap((slot) => {
    const name = sheet.values[slot]?.text;
    return name === undefined || by(name) === name || isHidden(sheet, name) ? [] : [{ slot, name }];
  });
  // A template sentence picks up the new name by itself.
  const follows = ({ slots = [], edited }: Sentences[number]) =>
    draft === null && !edited && names.some(({ slot }) => slots.includes(slot));
  const found = sentences.filter((one) => by(one.text) !== one.text && !follows(one));
  const [greeting] =
    names.length + found.length > 0
      ? []
      : told
          .letterText()
          .split('\n')
          .filter((line) => by(line) !== line);
  if (greeting?.endsWith(',')) return [editLetter({ type: 'greeting', text: by(greeting) })];
  if (names.length === 0 && (found.length === 0 || found.length > REPLACED_AT_MOST)) return [remark('not-found')];
  // "Replace Go with Rust, it's newer": the end of the new words is unclear.
  const [short = text] = withoutReason(text).split(', ', 1);
  const isUnclear = short !== text && !old.includes(', ');
  if (isUnclear && found.length + names.length > 1)
    return [...replaceWords({ kind: 'replace', old, text: short }, told), remark('one-at-a-time')];
  if (isUnclear) return askHowMuch({ old, short, text }, found[0], names[0], sentences);
  return [
    ...names.map(({ slot, name }): Command => ({ type: 'rename', slot, value: typedValue(by(name), id) })),
    ...found.map((one) => editLetter({ type: 'rewrite', key: one.key, text: by(one.text), source: id })),
  ];
}

/** Offers a sentence or a name with all of the new words, and with those before the comma. */
function askHowMuch(
  { old, short, text }: Readonly<Record<'old' | 'short' | 'text', string>>,
  sentence: Sentences[number] | undefined,
  name: { readonly slot: string; readonly name: string } | undefined,
  sentences: Sentences,
): Command[] {
  const offersOf = (whole: string) => [short, text].map((by) => replaceWhole(whole, old, by));
  if (name) return [askBack({ kind: 'revise', slot: name.slot, figure: null, offers: offersOf(name.name) })];
  if (!sentence) return [remark('not-found')];
  const number = sentences.indexOf(sentence) + 1;
  return [askBack({ kind: 'change', key: sentence.key, number, offers: offersOf(sentence.text) })];
}
