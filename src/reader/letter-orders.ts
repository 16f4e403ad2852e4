/**
 * Carries out the typed orders about the letter that are certain: "4: New sentence.", "4-5: One sentence for both.",
 * "cut 2 and 5", "move 4 to 2", "change Go to Rust".
 */
import { askBack, type Command, editLetter, remark, setValue } from '../machine/commands.ts';
import { moveOf } from '../machine/sentence-question.ts';
import { textOf, typedValue } from '../machine/sheet.ts';
import { withoutPlease } from '../text/phrases.ts';
import { isDigit, trimEnd, unquoted } from '../text/sentences.ts';
import { frameEdit } from './letter-frame.ts';
import { mayBeOrder, type Order, parseOrders, REPLACEMENT_AT_MOST, VERBS, WITH } from './parse-orders.ts';
import { finderFor } from './quotes.ts';
import type { Message } from './reader.ts';

/** "Change 14 laundries to 12", where the letter has the old words exactly once; null for any other message. */
export function replacementOrder(message: Message): Command | null {
  const { text, id: source, sentences } = message;
  const words = text.length > REPLACEMENT_AT_MOST ? [] : trimEnd(withoutPlease(text.trim()), '.!').split(' ');
  const isReplacement = VERBS.get((words[0] ?? '').toLowerCase()) === 'replace';
  const named = isReplacement ? namesInSubject(message) : [];
  // Each word such as "to" may stand between the old and the new words.
  const joints = isReplacement ? words.flatMap((word, at) => (at > 1 && WITH.has(word.toLowerCase()) ? [at] : [])) : [];
  const found = joints.flatMap((at) => {
    const [old, by] = [words.slice(1, at), words.slice(at + 1)].map((each) => each.join(' ').trim());
    const [from, to] = [unquoted(old ?? ''), unquoted(by ?? '')];
    // 'Change "it" to "Halm" and move it up'
    if (OPENS_QUOTE.has(to.charAt(0))) return [];
    // "Change 14 depots to 12" would lose the noun, and "change 14 to 12 depots" may double it.
    const isShort = [from, to].every((each) => isDigit(each.charAt(0))) && to.includes(' ') !== from.includes(' ');
    // "Change 7 to 8 and 3 to 4": without quotation marks, a second "to" may divide them, too.
    const isUnsure = to === by && words.slice(at + 1).includes(words[at] ?? '');
    if (from === '' || to === '' || isShort || isUnsure) return [];
    const replaced = (told: string, does: (text: string) => Command) => {
      const parts = wholeParts(told, from);
      // Twice in one sentence is as unclear as in two.
      return parts.slice(1).map(() => does(parts.join(to)));
    };
    return [
      ...sentences.flatMap(({ key, text: told }) =>
        replaced(told, (anew) => editLetter({ type: 'rewrite', key, text: anew, source })),
      ),
      ...named.flatMap(({ slot, name }) => replaced(name, (anew) => setValue(slot, typedValue(anew, source)))),
    ];
  });
  const [only = null, another] = found;
  return another ? null : only;
}

/** The names in a letter's subject line. */
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

const OPENS_QUOTE = new Set([...'"“„«']);

/** A text, divided where these words stand in it as whole words. */
function wholeParts(text: string, words: string): string[] {
  const place = finderFor(text).find(words);
  return place === null ? [text] : [text.slice(0, place.start), ...wholeParts(text.slice(place.end), words)];
}

/** Carries out orders; null for any other message. */
export function letterOrder(message: Message): readonly Command[] | null {
  const orders = parseOrders(message.text);
  if (orders === null) {
    const replacement = replacementOrder(message);
    return replacement && [replacement];
  }
  // At a question of the interview, "1: …" and "2: …" may be the points of an answer.
  const isList = orders.length > 1 && orders.every(({ id }) => id === 'rewrite');
  if (isList && message.question?.kind === 'slot') return null;
  const commands = orders.map((order) => commandsOf(order, message));
  const isMissing = commands.some((each) => each === null);
  if (isMissing) return [remark('no-such-sentence')];
  const all = commands.flatMap((each) => each ?? []);
  // Of several, each has to be certain.
  return orders.length > 1 && all.some(({ type }) => type === 'ask-back') ? null : all;
}

/** @returns null if there is no sentence with such a number */
function commandsOf(order: Order, message: Message): readonly Command[] | null {
  const { id: source, sentences } = message;
  const keyOf = (number: number | null) => sentences[(number ?? 0) - 1]?.key ?? null;
  switch (order.id) {
    case 'rewrite': {
      const { text } = order;
      const numbers = [...new Set(order.numbers)].toSorted((one, other) => one - other);
      const [key, ...others] = numbers.flatMap((number) => keyOf(number) ?? []);
      if (key === undefined || others.length + 1 < numbers.length) return null;
      const paragraphs = numbers.map((number) => sentences[number - 1]?.paragraph);
      const isRun = numbers.every((number, at) => number === (numbers[0] ?? 0) + at) && new Set(paragraphs).size === 1;
      if (!isRun) return [remark('not-one-run')];
      // "4: cut the end"
      if (mayBeOrder(text))
        return [
          askBack({ kind: 'wording', action: 'rewrite', key, offers: [text], source }),
          remark('order-or-sentence'),
        ];
      const cuts = others.map((other) => editLetter({ type: 'cut', key: other }));
      return [editLetter({ type: 'rewrite', key, text, source }), ...cuts];
    }
    case 'cut': {
      const keys = [...new Set(order.numbers)].map(keyOf);
      const there = keys.filter((key) => key !== null);
      return there.length < keys.length ? null : there.map((key) => editLetter({ type: 'cut', key }));
    }
    case 'add': {
      const { after: number, text } = order;
      if (number === null) return [askBack({ kind: 'sentence', action: 'add', added: { text, source } })];
      const after = keyOf(number);
      return after === null
        ? null
        : [editLetter({ type: 'add', key: `added:${source}:${number}`, after, text, source })];
    }
    case 'frame':
      return [frameEdit(order.part, { ...message, text: order.text })];
    case 'move': {
      const keys = order.numbers.map(keyOf);
      const [key, ...others] = keys.filter((each) => each !== null);
      if (key === undefined || others.length + 1 < keys.length) return null;
      if (order.to === null) return [askBack({ kind: 'place', key })];
      const beside = keyOf(order.to);
      if (beside === null) return null;
      const move = moveOf(key, beside, order.side, sentences);
      // The others follow the first.
      const following = others.map((each, at) =>
        editLetter({ type: 'move', key: each, beside: others[at - 1] ?? key, side: 'after' }),
      );
      return [move === null ? remark('already-there') : editLetter(move), ...following];
    }
  }
}
