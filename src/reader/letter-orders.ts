/** Carries out the typed orders about the letter that are certain: "cut 4", "4: new sentence", "greet Ms Weber". */
import { askBack, type Command, editLetter, remark } from '../machine/commands.ts';
import { sentenceEdits } from '../machine/edits.ts';
import { isHidden, typedValue } from '../machine/sheet.ts';
import { withoutPlease } from '../text/phrases.ts';
import { countWords, isDigit, trimPunctuation } from '../text/sentences.ts';
import { frameOrder, normalizeFrame } from './frame-orders.ts';
import { hideCommands } from './keep-out.ts';
import { ORDER_AT_MOST, type Order, ordersIn, parseOrder, sentencesAt } from './order-parser.ts';
import { AND, LAST, type Verb, verbOf } from './order-rules.ts';
import type { Message } from './reader.ts';
import { correctedSentences, type Replacement, replaceWhole } from './text-replacement.ts';
import { askWhatToChange, isShorter } from './unclear-orders.ts';

type Sentences = Message['sentences'];

/** Orders that can't be an answer to a question: they consist of a verb and numbers. */
const CERTAIN: ReadonlySet<Verb> = new Set(['cut', 'move', 'swap', 'split', 'join']);

/** Whether a text is a new sentence for a number: "4: It lost no order.", but no numbered list. */
export function isNumberedSentence(text: string): boolean {
  const order = text.includes('\n') || ordersIn(text).length > 1 ? null : parseOrder(text);
  return (order?.id === 'rewrite' || order?.id === 'add') && order.numbers.length > 0;
}

/** Whether a text is an order about numbered sentences, whatever the open question is. */
export function isCertainOrder(text: string): boolean {
  return CERTAIN.has(parseOrder(text)?.id ?? 'hide');
}

/**
 * Reads one order or several.
 *
 * @param isAnswer whether the text could be an answer too: then only orders with a number count
 * @returns null unless all of the text is certain
 */
export function letterOrder(message: Message, isAnswer: boolean): Command[] | null {
  const pieces = ordersIn(message.text);
  const all = pieces.length > 1 ? inTurn(pieces, message, isAnswer) : null;
  if (all) return all;
  // "2: It is in Rust. Cut 4 or so" may be two orders.
  const isFree = message.text.includes(':') && pieces.slice(1).some((piece) => [...piece].some(isDigit));
  const whole = isFree ? null : oneOrder(message.text, message, isAnswer);
  return whole ?? (isAnswer ? null : (correctedSentences(message) ?? confirmStart(message)));
}

/** An order that can't be the wording that was asked for: "cut 4", "4: …", "shorter", "greet Ms Weber"; null for any other. */
export function orderOverWording(message: Message): Command[] | null {
  const text = message.text.trim();
  if (isCertainOrder(text) || isNumberedSentence(text)) return letterOrder(message, true);
  if (isShorter(text)) return askWhatToChange(message, false);
  const verb = verbOf(text.split(' ', 1).join());
  return verb === 'greet' || verb === 'use' || verb === 'replace' || verb === 'add' ? frameOrder(text, message) : null;
}

/** Carries out each of these orders on the sentences as the one before left them; null unless all are certain. */
function inTurn(pieces: readonly string[], message: Message, isAnswer: boolean): Command[] | null {
  let [all, sentences] = [[] as Command[], message.sentences];
  for (const text of pieces) {
    const commands = oneOrder(text, { ...message, text, sentences }, isAnswer);
    if (commands === null) return null;
    all = [...all, ...commands];
    sentences = commands.reduce(rewritten, sentences);
  }
  return all;
}

function rewritten(sentences: Sentences, command: Command): Sentences {
  if (command.type !== 'edit-letter' || command.edit.type !== 'rewrite') return sentences;
  const { key, text } = command.edit;
  return sentences.map((one) => (one.key === key ? { ...one, text } : one));
}

function oneOrder(text: string, message: Message, isAnswer: boolean): Command[] | null {
  const order = parseOrder(text);
  const isNumbered =
    order && (CERTAIN.has(order.id) || order.id === 'add' || (order.numbers.length > 0 && order.id !== 'hide'));
  if (isAnswer && !isNumbered) return null;
  const frame = isAnswer || text.length > ORDER_AT_MOST ? null : frameOrder(withoutPlease(text.trim()), message);
  if (frame) return frame;
  return (order && carryOut(order, message)?.map((command) => normalizeFrame(command, message))) ?? null;
}

/** @returns null if the letter doesn't have the words of the order */
function carryOut({ id, ...order }: Order, message: Message): Command[] | null {
  const { id: source, sentences } = message;
  const numbers = order.numbers.map((number) =>
    number === LAST && order.unit === 'sentence' ? sentences.length : number,
  );
  const [number = 0] = numbers;
  const { key = '' } = sentences[number - 1] ?? {};
  const resolved = { ...order, id, numbers };
  if (id === 'cut' || id === 'move' || id === 'swap') return arranging(resolved, sentences);
  if (id === 'split' || id === 'join') return breaking(resolved, sentences);
  if (numbers.length > 0 && key === '') return [remark('no-such-sentence')];
  switch (id) {
    case 'rewrite':
      return order.isSure
        ? [editLetter({ type: id, key, text: order.text, source })]
        : askIfSentence(number, key, order.text);
    case 'add':
      return [editLetter({ type: id, key: `added:${source}`, after: key || null, text: order.text, source })];
    case 'greeting':
    case 'sign-off':
      return [editLetter({ type: id, text: order.text })];
    case 'hide':
      return hideCommands({ ...message, text: order.text });
    case 'replace':
      return numbers.length > 0 ? replaceIn(number, resolved, message) : replaceAnywhere(order.changes, message);
    default:
      return null;
  }
}

/** Asks whether a text that begins like an order is the new sentence. */
function askIfSentence(number: number, key: string, text: string): Command[] {
  return [askBack({ kind: 'change', key, number, offers: [text] }), remark('order-or-sentence')];
}

/** The target of a move. `side` is null if moving to position `to` has the same effect. */
function targetOf({ numbers, to, side, unit }: Order, sentences: Sentences) {
  const [number = 0] = numbers;
  const count =
    unit === 'sentence' ? sentences.length : Math.max(0, ...sentences.map(({ paragraph = 0 }) => paragraph));
  const places = new Map(
    Object.entries({ end: count, start: 1, up: number - 1, down: Math.max(...numbers) + 1, [LAST]: count }),
  );
  const place = places.get(String(to)) ?? Number(to);
  return { to: place, side: side !== null && (side === 'before') === number > place ? null : side };
}

/** The edits of a cut, move or swap; only a remark if a sentence or paragraph doesn't exist. */
function arranging(order: Order, sentences: Sentences): Command[] {
  const { id, numbers, unit } = order;
  const at = (number: number) => sentencesAt({ unit, number }, sentences);
  const missing = [remark(unit === 'paragraph' ? 'no-such-paragraph' : 'no-such-sentence')];
  if (numbers.some((number) => at(number).length === 0)) return missing;
  const keyOf = (number: number) => at(number)[0]?.key ?? '';
  const isWhole = unit === 'paragraph';
  const move = (number: number, to: Sentences[number] | undefined, side: Order['side'] = null) =>
    editLetter({
      ...{ type: 'move', key: keyOf(number), to: to ? sentences.indexOf(to) + 1 : 0 },
      ...(side && { side }),
      ...(isWhole && { isWhole }),
    });
  if (id === 'cut') return numbers.flatMap(at).map(({ key }) => editLetter({ type: 'cut', key }));
  if (id === 'swap') {
    const [first = 0, last = 0] = numbers.toSorted((one, other) => one - other);
    return [move(last, at(first)[0]), move(first, at(last).at(-1))];
  }
  const { to, side } = targetOf(order, sentences);
  if (!isWhole) return inARow(numbers.map(keyOf), to, side, sentences);
  return at(to).length === 0 ? missing : [move(numbers[0] ?? 0, at(to)[0], side)];
}

/** Moves the first of these sentences, and then each behind the one before. */
function inARow(moved: readonly string[], to: number, side: Order['side'], sentences: Sentences): Command[] {
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

/** Starts a paragraph with a sentence, or joins the paragraph that starts with it to the one before. */
function breaking({ id, numbers: [number = 0], ...order }: Order, sentences: Sentences): Command[] {
  const [sentence] = sentencesAt({ number, unit: order.unit }, sentences);
  const at = sentence ? sentences.indexOf(sentence) + 1 : 0;
  const { key, paragraph } = sentence ?? {};
  const isFirst = at === 1 || paragraph !== sentences[at - 2]?.paragraph;
  if (key === undefined) return [remark(order.unit === 'paragraph' ? 'no-such-paragraph' : 'no-such-sentence')];
  if (id === 'split') return [isFirst ? remark('paragraph-there') : editLetter({ type: 'split', key })];
  return [isFirst && at > 1 ? editLetter({ type: 'join', key }) : remark('no-such-paragraph')];
}

/** Minimum words of a sentence after words were cut. */
const WORDS_LEFT = 3;

/** Replaces words in one sentence. Unless they occur exactly once, asks whether the text is the new sentence. */
function replaceIn(
  number: number,
  { changes, text: typed }: Order,
  { sentences, id: source }: Message,
): Command[] | null {
  const { key = '', text = '' } = sentences[number - 1] ?? {};
  const low = text.toLowerCase();
  const [change, ...others] = changes.filter(({ old }) => low.includes(old.toLowerCase()));
  const at = low.indexOf(change?.old.toLowerCase() ?? '');
  const isOnce = change !== undefined && at === low.lastIndexOf(change.old.toLowerCase());
  const next = isOnce ? withoutGap(replaceWhole(text, text.slice(at, at + change.old.length), change.by)) : text;
  const isSure =
    change?.isSure === true && others.length === 0 && next !== withoutGap(text) && countWords(next) >= WORDS_LEFT;
  if (isSure) return [editLetter({ type: 'rewrite', key, text: next, source })];
  return typed === '' ? null : askIfSentence(number, key, typed);
}

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

/** Replaces words in all sentences and names, or in the greeting; null if there are no matches, or too many. */
function replaceAnywhere(
  changes: readonly Replacement[],
  { id, sentences, context, letterText }: Message,
): Command[] | null {
  const { sheet, draft } = context;
  const found = changes.flatMap((change) => {
    const by = (told: string) => replaceWhole(told, change.old, change.by);
    const names = NAMES.flatMap((slot) => {
      const name = sheet.values[slot]?.text;
      return name === undefined || by(name) === name || isHidden(sheet, name) ? [] : [{ slot, text: by(name) }];
    });
    // A template sentence picks up the new name by itself.
    const follows = ({ slots = [], edited }: Sentences[number]) =>
      draft === null && !edited && names.some(({ slot }) => slots.includes(slot));
    const texts = sentences.flatMap((one, at) =>
      by(one.text) === one.text || follows(one) ? [] : [{ key: one.key, number: at + 1, text: by(one.text) }],
    );
    const greeting = letterText()
      .split('\n')
      .find((line) => by(line) !== line);
    const frame = names.length + texts.length === 0 && greeting?.endsWith(',') ? [by(greeting)] : [];
    const isFew = names.length > 0 || texts.length <= REPLACED_AT_MOST;
    return names.length + texts.length + frame.length > 0 && isFew
      ? [{ names, texts, frame, isSure: change.isSure }]
      : [];
  });
  const [only, ...others] = found;
  if (only?.isSure && others.length === 0)
    return [
      ...only.frame.map((text) => editLetter({ type: 'greeting', text })),
      ...only.names.map(({ slot, text }): Command => ({ type: 'rename', slot, value: typedValue(text, id) })),
      ...only.texts.map(({ key, text }) => editLetter({ type: 'rewrite', key, text, source: id })),
    ];
  // It isn't certain where the new words end: offer each reading.
  const [name, text] = [only?.names[0], only?.texts[0]];
  if (name)
    return [
      askBack({
        kind: 'revise',
        slot: name.slot,
        figure: null,
        offers: found.flatMap((one) => one.names.map((each) => each.text)),
      }),
    ];
  if (!text) return null;
  if (only?.texts.length !== 1)
    return [askBack({ kind: 'sentence', action: 'rewrite', only: only?.texts.map(({ key }) => key) ?? [] })];
  const offers = found.flatMap(({ texts }) => texts.flatMap((each) => (each.key === text.key ? [each.text] : [])));
  return [askBack({ kind: 'change', key: text.key, number: text.number, offers })];
}

/** Possible ends of an order: punctuation, but not inside "2,5". */
const ENDS = new Set([...',.;:!?–—-(']);

/** Asks whether the order at the start of a message is meant: "cut 2 and 5 please, that was only me". */
function confirmStart(message: Message): Command[] | null {
  const text = withoutPlease(message.text.trim()).slice(0, ORDER_AT_MOST);
  const ends = [...text].flatMap((sign, at) => (ENDS.has(sign) && !isDigit(text[at + 1]) ? [at] : []));
  for (const end of ends.toReversed()) {
    const [start, rest] = [text.slice(0, end), text.slice(end + 1)];
    const words = rest.split(' ').map((word) => trimPunctuation(word).toLowerCase());
    // "Move 4 to 2 and add after 5: …": don't lose the second order.
    if ([...rest].some(isDigit) || words.some((word) => verbOf(word) && verbOf(word) !== 'use')) return null;
    const order = parseOrder(start);
    const commands = oneOrder(start, { ...message, text: start }, false);
    const more = AND.has(words.find((word) => word !== '') ?? '') ? [remark('one-at-a-time')] : [];
    const asked = commands && askToConfirm(order, commands, message.sentences);
    if (asked) return [...asked, ...more];
  }
  return null;
}

/** Asks whether to carry out an order; null for one that can't be asked about. */
function askToConfirm(order: Order | null, commands: readonly Command[], sentences: Sentences): Command[] | null {
  const edits = sentenceEdits(commands.flatMap((command) => (command.type === 'edit-letter' ? [command.edit] : [])));
  const [edit] = edits;
  if (edit?.type === 'greeting' || edit?.type === 'sign-off')
    return [askBack({ kind: 'wording', action: edit.type, key: '', offers: [edit.text] })];
  if (!edit) return commands.some(({ type }) => type === 'rename' || type === 'hide') ? null : [...commands];
  const id = order?.id;
  // The question can only name sentences.
  if (!order || (id !== 'cut' && id !== 'move' && id !== 'swap') || (id !== 'cut' && order.unit === 'paragraph'))
    return null;
  const named = order.numbers.flatMap((number) => sentencesAt({ number, unit: order.unit }, sentences));
  const numbers = named.map((one) => sentences.indexOf(one) + 1);
  return [
    askBack({
      kind: 'edit',
      action: id,
      numbers: id === 'move' ? [...numbers, targetAfter(order, sentences)] : numbers,
      edits,
    }),
  ];
}

/** The position of a moved sentence. */
function targetAfter(order: Order, sentences: Sentences): number {
  const [number = 0] = order.numbers;
  const { to, side } = targetOf(order, sentences);
  return side === 'before' && number < to ? to - 1 : side === 'after' && number > to ? to + 1 : to;
}
