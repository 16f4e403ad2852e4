/** Carries out the typed orders about the letter that are certain: "cut 4", "4: new sentence", "greet Ms Weber". */
import { askBack, type Command, editLetter, remark } from '../machine/commands.ts';
import { sentenceEdits } from '../machine/edits.ts';
import { isHidden, typedValue } from '../machine/sheet.ts';
import { withoutPlease } from '../text/phrases.ts';
import { isDigit, sentencesIn, trimPunctuation } from '../text/sentences.ts';
import { frameEdit, frameOrder } from './frame-orders.ts';
import { hideCommands } from './keep-out.ts';
import { moving, swapping } from './order-moves.ts';
import { isFramePart, ORDER_AT_MOST, type Order, parseOrder } from './order-parser.ts';
import { ordersIn, pairsIn, sentenceIn, sentencesAt, withPlaceBehind } from './order-places.ts';
import { AND, startsWithOrder, type Verb, verbOf } from './order-rules.ts';
import type { Message } from './reader.ts';
import { isShorter } from './shorten-letter.ts';
import { correctedSentences, replaceWhole, withoutWords } from './text-replacement.ts';
import { askWhatToChange } from './unclear-orders.ts';

type Sentences = Message['sentences'];

/** Orders that can't be an answer to a question: they consist of a verb and numbers. */
const CERTAIN: ReadonlySet<Verb> = new Set(['cut', 'move', 'swap', 'split', 'join']);

/** Maximum orders of one message: each is a change of the whole letter, and no letter has as many sentences. */
const ORDERS_AT_MOST = 60;

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
export function letterOrder(typed: Message, isAnswer: boolean): Command[] | null {
  const isShort = typed.text.length <= ORDER_AT_MOST;
  const message = isShort ? { ...typed, text: withPlaceBehind(typed.text) } : typed;
  const orders = ordersIn(message.text);
  const pieces = isShort ? orders.flatMap(pairsIn) : orders;
  const all = pieces.length > 1 && pieces.length <= ORDERS_AT_MOST ? inTurn(pieces, message, isAnswer) : null;
  if (all) return all;
  // "2: It is in Rust. Cut 4 or so" may be two orders.
  const isFree =
    message.text.includes(':') && pieces.slice(1).some((piece) => sentenceIn(piece.split(' ', 2).slice(1)));
  const whole = isFree ? null : oneOrder(message.text, message, isAnswer);
  return whole ?? (isAnswer ? null : (correctedSentences(message) ?? confirmStart(message)));
}

/** An order that can't be the wording that was asked for: "cut 4", "4: …", "shorter", "greet Ms Weber"; null for any other. */
export function orderOverWording(message: Message): Command[] | null {
  const text = message.text.trim();
  const verb = verbOf(text.split(' ', 1).join());
  if (isCertainOrder(text) || isNumberedSentence(text)) return letterOrder(message, true);
  if (isShorter(text)) return askWhatToChange(message, false);
  const isAskedForFrame = message.question?.kind === 'wording' && isFramePart(message.question.action);
  if (isAskedForFrame && startsWithOrder(text)) return letterOrder(message, false) ?? askWhatToChange(message, true);
  const isFrame = verb === 'replace' && isFramePart(parseOrder(text)?.id);
  if (isFrame) return oneOrder(text, message, false);
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
  if (isAnswer) return order && (order.numbers.length > 0 || order.id === 'add') ? carryOut(order, message) : null;
  const frame = text.length > ORDER_AT_MOST ? null : frameOrder(withoutPlease(text.trim()), message);
  return frame ?? (order && carryOut(order, message));
}

/** Maximum sentences of a paragraph that is cut without a question. */
const CUT_AT_MOST = 3;

/** @returns null if the letter doesn't have the words of the order */
function carryOut(order: Order, message: Message): Command[] | null {
  const { id, unit, numbers, text } = order;
  const { id: source, sentences } = message;
  const at = (number: number) => sentencesAt({ unit, number }, sentences);
  if (numbers.some((number) => at(number).length === 0))
    return [remark(unit === 'paragraph' ? 'no-such-paragraph' : 'no-such-sentence')];
  const named = numbers.flatMap(at);
  const key = named[0]?.key ?? '';
  const place = named[0] ? sentences.indexOf(named[0]) : 0;
  const isFirst = sentences[place]?.paragraph !== sentences[place - 1]?.paragraph || place === 0;
  const asksIfSentence = [
    askBack({ kind: 'change', key, number: place + 1, offers: [text] }),
    remark('order-or-sentence'),
  ];
  switch (id) {
    case 'cut': {
      const edits = named.map((one) => ({ type: id, key: one.key }));
      const isLong = unit === 'paragraph' && named.length > CUT_AT_MOST;
      const asked = {
        kind: 'edit',
        action: id,
        numbers: named.map((one) => sentences.indexOf(one) + 1),
        edits,
      } as const;
      return isLong ? [askBack(asked)] : edits.map(editLetter);
    }
    case 'swap':
    case 'move': {
      const moved = id === 'swap' ? swapping(order, sentences) : moving(order, sentences);
      if (moved === null) return [remark('no-such-paragraph')];
      return moved.edits.length === 0 ? [remark('already-there')] : moved.edits.map(editLetter);
    }
    case 'split':
      return [isFirst ? remark('already-there') : editLetter({ type: id, key })];
    case 'join':
      return [isFirst && place > 0 ? editLetter({ type: id, key }) : remark('no-such-paragraph')];
    case 'rewrite':
      return order.isSure ? [editLetter({ type: id, key, text, source })] : asksIfSentence;
    case 'add':
      return [editLetter({ type: id, key: `added:${source}`, after: key || null, text, source })];
    case 'greeting':
    case 'sign-off':
      return [frameEdit(id, text, order.isSure, message)];
    case 'hide':
      return hideCommands({ ...message, text });
    case 'replace':
      return replacing(order, message) ?? (text === '' ? null : asksIfSentence);
    default:
      return null;
  }
}

/** Maximum sentences that one replacement may change, unless it changes a name. */
const REPLACED_AT_MOST = 3;
/** Slots that also appear outside the sentences: in the heading, greeting, subject or signature. */
const NAMES = [
  ...['role.position', 'role.company', 'role.team', 'role.addressee', 'system.employer'],
  ...['contact.name', 'contact.email', 'contact.phone', 'contact.location'],
];

/** Replaces words in one sentence; or in all sentences and names, or in the greeting. Null if it finds none, or too many. */
function replacing(
  { numbers: [only], changes }: Order,
  { id, sentences, context, letterText }: Message,
): Command[] | null {
  const { sheet, draft } = context;
  const found = changes.flatMap(({ old, by, isSure }) => {
    const next = (told: string) => (by === '' ? withoutWords(told, old) : replaceWhole(told, old, by));
    const names = NAMES.flatMap((slot) => {
      const name = sheet.values[slot]?.text ?? '';
      return only !== undefined || next(name) === name || isHidden(sheet, name) ? [] : [{ slot, text: next(name) }];
    });
    // A template sentence picks up the new name by itself.
    const follows = ({ slots = [], edited }: Sentences[number]) =>
      draft === null && !edited && names.some(({ slot }) => slots.includes(slot));
    const texts = sentences.flatMap((one, at) => {
      const isMeant = (only ?? at + 1) === at + 1 && next(one.text) !== one.text && !follows(one);
      return isMeant ? [{ key: one.key, number: at + 1, text: next(one.text) }] : [];
    });
    const lines = only === undefined && names.length + texts.length === 0 ? letterText().split('\n') : [];
    const [frame] = lines.filter((line) => next(line) !== line);
    const frames = frame?.endsWith(',') ? [next(frame)] : [];
    const isFew = names.length > 0 || texts.length <= REPLACED_AT_MOST;
    return isFew && names.length + texts.length + frames.length > 0 ? [{ names, texts, frames, isSure }] : [];
  });
  const [first, second] = found;
  if (first?.isSure && !second)
    return [
      ...first.frames.map((text) => editLetter({ type: 'greeting', text })),
      ...first.names.map(({ slot, text }): Command => ({ type: 'rename', slot, value: typedValue(text, id) })),
      ...first.texts.map(({ key, text }) => editLetter({ type: 'rewrite', key, text, source: id })),
    ];
  // It isn't certain where the new words end: offer each reading.
  const [name, text] = [first?.names[0], first?.texts[0]];
  const offers = found.flatMap(
    ({ names, texts }) => names[0]?.text ?? texts.find(({ key }) => key === text?.key)?.text ?? [],
  );
  if (name) return [askBack({ kind: 'revise', slot: name.slot, figure: null, offers })];
  if (!text) return null;
  const keys = first?.texts.map(({ key }) => key) ?? [];
  return [
    keys.length > 1
      ? askBack({ kind: 'sentence', action: 'rewrite', only: keys })
      : askBack({ kind: 'change', key: text.key, number: text.number, offers }),
  ];
}

/** Possible ends of an order: punctuation, but not inside "2,5". */
const ENDS = new Set([...',.;:!?–—-(']);

/** Asks whether the order at the start of a message, or in one of its sentences, is meant: "cut 2, that was only me". */
function confirmStart(message: Message): Command[] | null {
  // "The numbers should come later. Put 12 and 13 after 18."
  const told = sentencesIn(message.text);
  const [certain, another] = told.filter(isCertainOrder);
  const isAlone = told.every((one) => one === certain || ![...one].some(isDigit));
  if (certain !== undefined && another === undefined && told.length > 1 && isAlone)
    return askToConfirm(
      parseOrder(certain),
      oneOrder(certain, { ...message, text: certain }, true) ?? [],
      message.sentences,
    );
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
  // The question can only name sentences.
  if (!order || (order.id !== 'cut' && (order.unit === 'paragraph' || (order.id !== 'move' && order.id !== 'swap'))))
    return null;
  const named = order.numbers.flatMap((number) => sentencesAt({ number, unit: order.unit }, sentences));
  const numbers = named.map((one) => sentences.indexOf(one) + 1);
  const position = order.id === 'move' ? (moving(order, sentences)?.position ?? []) : [];
  return [askBack({ kind: 'edit', action: order.id, numbers: numbers.concat(position), edits })];
}
