/** Carries out the typed orders about the letter that are certain: "4: New sentence.", "cut 2 and 5", "change Go to Rust". */
import { askBack, type Command, editLetter, remark, setValue } from '../machine/commands.ts';
import { moveOf, movesOf, placeAfter, placeOf, swapsOf, wordingCommands } from '../machine/sentence-question.ts';
import { textOf, typedValue } from '../machine/sheet.ts';
import { capital, isCapital, OPENING_QUOTES } from '../text/capitals.ts';
import { isFunctionWord } from '../text/naming.ts';
import { isDigit, isEnded, trimEnd, unquoted } from '../text/sentences.ts';
import { frameEdit } from './letter-frame.ts';
import { bareOrder, holdsOrder, isAnd, mayBeOrder, type Order, orderVerb, parseOrders, WITH } from './parse-orders.ts';
import { finderFor } from './quotes.ts';
import type { Message } from './reader.ts';

/** Carries out orders; null for any other message. */
export function letterOrder(message: Message): readonly Command[] | null {
  const orders = parseOrders(message.text);
  if (orders === null) return null;
  // At a question of the interview, "1: …" and "2: …" may be the points of an answer, and "Change: …" its beginning.
  const isAnswer = orders.every((one) => one.id === 'rewrite' && (orders.length > 1 || one.numbers.length === 0));
  if (isAnswer && message.question?.kind === 'slot') return null;
  const [only, another] = orders;
  if (only?.id === 'replace' && !another) {
    const selected = message.sentences.filter(({ key }) => key === selectedKey(message.question));
    // While a sentence is asked for, words that several have are those of this one.
    return wordOrder(message) ?? (selected.length > 0 ? wordOrder({ ...message, sentences: selected }) : null);
  }
  const commands = orders.map((one) =>
    one.id === 'replace' ? replaced({ ...message, text: one.text }) : commandsOf(one, message),
  );
  if (commands.includes(null)) return [remark('no-such-sentence')];
  const all = commands.flatMap((each) => each ?? []);
  // Of several, one may have to be asked about: after the others.
  const [asked, ...others] = all.filter(({ type }) => type === 'ask-back');
  if (asked === undefined || !another) return all;
  return others.length > 0 ? null : [...all.filter((one) => one !== asked), asked];
}

/** One of several orders, so that the others are carried out though the place of this one is unknown. */
function replaced(message: Message): readonly Command[] {
  const ask = askBack({ kind: 'sentence', action: 'change', only: [], about: message.text });
  return wordOrder(message) ?? [askWhereToChange(message) ?? ask];
}

/** The key of the sentence that a question is about: what to do with it, or its new words. */
function selectedKey(question: Message['question']): string | null {
  const isOfOne = question?.kind === 'change' || (question?.kind === 'wording' && question.action === 'rewrite');
  return isOfOne ? question.key : null;
}

/** @returns null if there is no sentence with such a number */
function commandsOf(order: Exclude<Order, { id: 'replace' }>, message: Message): readonly Command[] | null {
  const { id: source, sentences } = message;
  const keyOf = (number: number) => sentences[number - 1]?.key ?? null;
  if (order.id === 'frame') return [frameEdit(order.part, { ...message, text: order.text })];
  if (order.id === 'add') {
    const place = placeOf({ text: order.text, source });
    return order.after === null ? [askBack(place)] : placeAfter(place, order.after, sentences);
  }
  if (order.id === 'swap') {
    const [one, other] = keysOf(order.numbers) ?? [];
    return one === undefined || other === undefined ? null : swapsOf(one, other, sentences).map(editLetter);
  }
  if (order.id === 'cut') return keysOf(order.numbers)?.map((key) => editLetter({ type: 'cut', key })) ?? null;
  if (order.id === 'rewrite') {
    const { numbers, text } = order;
    const [number, ...others] = numbers;
    const selected = selectedKey(message.question);
    if (number === undefined && selected === null)
      return [askBack({ kind: 'sentence', action: 'rewrite', added: { text, source } })];
    const [key, cuts] = [
      number === undefined ? selected : keyOf(number),
      keysOf(others.filter((one) => one !== number)),
    ];
    if (key === null || cuts === null) return null;
    const wording = { action: 'rewrite', key, ...(cuts.length > 0 && { cuts }) } as const;
    if (!mayBeOrder(text)) return wordingCommands(wording, text, source);
    // "4: change Go to Rust"
    const changes = wordOrder({ ...message, text, sentences: sentences.filter((one) => one.key === key) });
    if (changes && cuts.length === 0) return changes;
    // "4: cut the end"
    return [askBack({ kind: 'wording', ...wording, offers: [text], source }), remark('order-or-sentence')];
  }
  const [keys, beside] = [keysOf(order.numbers), order.to === null ? null : keyOf(order.to)];
  const [key] = keys ?? [];
  if (!keys || key === undefined || (order.to !== null && beside === null)) return null;
  if (beside === null) return [askBack({ kind: 'place', key })];
  const { side } = order;
  const edits = side !== null && keys.length > 1 ? movesOf(keys, beside, side, sentences) : null;
  const move = edits ? null : moveOf(key, beside, side, sentences);
  const moves = edits ?? (move === null ? [] : [move]);
  return moves.length === 0 ? [remark('already-there')] : moves.map(editLetter);

  function keysOf(numbers: readonly number[]): string[] | null {
    const keys = [...new Set(numbers)].map(keyOf);
    const there = keys.filter((each) => each !== null);
    return there.length < keys.length ? null : there;
  }
}

/** Maximum characters. */
const ORDER_AT_MOST = 240;

/**
 * @returns the edits of the only sentences, or names in the subject line, with the words; null for any other message, and
 *   if the message can be read in several ways
 */
export function wordOrder(message: Message): readonly Command[] | null {
  const words = wordsIn(message);
  const [only = null, another] = words ? readings(words, message) : [];
  return another ? null : only;
}

/** Maximum sentences that are offered with other words. More have hardly more than a small word in common. */
const CHANGED_AT_MOST = 5;

/** Asks which sentences to change, if several have the words: "change nine to eight". */
export function askWhereToChange(message: Message): Command | null {
  const quoted = quotedPair(message.text);
  const [pair, another] = quoted ? [quoted] : pairsIn(wordsIn(message) ?? []);
  if (!pair || another || pair.from.split(' ').every(isFunctionWord)) return null;
  const anew = message.sentences.flatMap(({ key, text: told }) => {
    const [text] = replacedIn(told, pair.from, pair.to);
    return text === undefined ? [] : [{ key, text, source: message.id }];
  });
  const [only, more] = anew;
  if (!only || anew.length > CHANGED_AT_MOST) return null;
  if (more) return askBack({ kind: 'sentence', action: 'change', anew });
  return quoted
    ? askBack({ kind: 'wording', action: 'rewrite', key: only.key, offers: [only.text], source: only.source })
    : null;
}

const QUOTED = /["“„«]\s?([^"“”„«»]{1,240}?)\s?["”“»]/gu;

/** Two quotations, of which the second may be to stand for the first: "I don't like "A", can it be "B"?" */
function quotedPair(text: string): { from: string; to: string } | null {
  const [from, to, another] =
    text.length > ORDER_AT_MOST ? [] : [...text.matchAll(QUOTED)].map(([, words = '']) => words);
  return from && to && another === undefined ? { from, to } : null;
}

/** The words behind the verb; null for a message that is no such order. */
function wordsIn({ text }: Message): readonly string[] | null {
  if (text.length > ORDER_AT_MOST || orderVerb(text) !== 'replace') return null;
  const words = trimEnd(bareOrder(text), '.!').split(' ').slice(1);
  // "Change Go to Rust. Make it shorter": the second sentence is no part of the new words.
  return words.slice(0, -1).some(isEnded) ? null : words;
}

/** The ways to read the words as one replacement or several: "Go to Rust and 3 to 4". */
function readings(words: readonly string[], message: Message): (readonly Command[])[] {
  const several = words.flatMap((word, at) => {
    const first = isAnd(word) ? replacement(words.slice(0, at), message) : null;
    if (first === null) return [];
    const rest = words.slice(orderVerb(words[at + 1] ?? '') === 'replace' ? at + 2 : at + 1);
    return readings(rest, changed(message, first)).map((others) => [first, ...others]);
  });
  const only = several.length === 0 ? replacement(words, message) : null;
  return only ? [[only]] : several;
}

/** The message at a letter with a changed sentence. */
function changed(message: Message, command: Command): Message {
  if (command.type !== 'edit-letter' || command.edit.type !== 'rewrite') return message;
  const { key, text } = command.edit;
  return { ...message, sentences: message.sentences.map((one) => (one.key === key ? { ...one, text } : one)) };
}

function replacement(words: readonly string[], message: Message): Command | null {
  const [only = null, another] = pairsIn(words).flatMap(({ from, to }) => edits(from, to, message));
  return another ? null : only;
}

/** A clause behind the new words, which may be a remark. */
const RUN_ON = /[,;:]\s+\S+\s+\S+\s+\S/u;

/** The old and the new words. Each word such as "to" may stand between them. */
function pairsIn(words: readonly string[]): readonly { from: string; to: string }[] {
  return words.flatMap((word, at) => {
    if (at === 0 || !WITH.has(word.toLowerCase())) return [];
    const [old = '', by = ''] = [words.slice(0, at), words.slice(at + 1)].map((each) => each.join(' ').trim());
    const [from, to] = [unquoted(old), unquoted(trimEnd(by, ',;'))];
    // 'Change "it" to "Halm" and move it up'
    if (from === '' || to === '' || OPENING_QUOTES.has(to.charAt(0))) return [];
    // "Change 14 depots to 12" would lose the noun, and "change 14 to 12 depots" may double it.
    const isShort = [from, to].every((each) => isDigit(each.charAt(0))) && to.includes(' ') !== from.includes(' ');
    // Without quotation marks, a second "to" or "by" may divide them, too, and another order may follow.
    const isLong = words.slice(at + 1).some((one) => WITH.has(one)) || holdsOrder(words.slice(at + 1));
    // "Change millon to million, and it is 12 barges since May, not 11"
    const isRunOn = to === trimEnd(by, ',;') && RUN_ON.test(to) && !RUN_ON.test(from);
    return isRunOn || isShort || (to === trimEnd(by, ',;') && isLong) ? [] : [{ from, to }];
  });
}

/** @returns the edit of each place where the letter has the old words; the greeting and sign-off count last */
export function edits(from: string, to: string, message: Message): readonly Command[] {
  const { id: source, sentences, frame } = message;
  const found = [
    ...sentences.flatMap(({ key, text: told }) =>
      replacedIn(told, from, to).map((text) => editLetter({ type: 'rewrite', key, text, source })),
    ),
    ...namesInSubject(message).flatMap(({ slot, name }) =>
      replacedIn(name, from, to).map((text) => setValue(slot, typedValue(text, source))),
    ),
  ];
  if (found.length > 0 || !frame) return found;
  return (['greeting', 'sign-off'] as const).flatMap((part) =>
    replacedIn(frame[part], from, to).map((text) => frameEdit(part, { ...message, text })),
  );
}

const SUBJECT = ['role.position', 'role.team', 'role.company'];

/** The names in the subject line, if no sentence has them and they are not confidential. */
function namesInSubject({ question, context, inLetter, sentences }: Message) {
  const isInSentence = sentences.some(({ slots }) => slots?.some((slot) => SUBJECT.includes(slot)));
  if (question?.kind === 'slot' || isInSentence) return [];
  return SUBJECT.flatMap((slot) => {
    const name = textOf(context.sheet, slot);
    return name === null || inLetter(name) === null ? [] : [{ slot, name }];
  });
}

/** A text with other words, once for each place of the old ones: twice in one sentence is as unclear as in two. */
function replacedIn(text: string, old: string, to: string): readonly string[] {
  const parts = wholeParts(text, old);
  const anew = isCapital(text) ? capital(parts.join(to)) : parts.join(to);
  // "Change tavolo to Tavolo": the old words are found with any capitals.
  return anew === text ? [] : parts.slice(1).map(() => anew);
}

/** A text, divided where these words stand in it as whole words. */
function wholeParts(text: string, words: string): string[] {
  const place = finderFor(text).find(words);
  return place === null ? [text] : [text.slice(0, place.start), ...wholeParts(text.slice(place.end), words)];
}
