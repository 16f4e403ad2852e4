/**
 * Carries out the typed orders about the letter that are certain: "4: New sentence.", "4-5: One sentence for both.",
 * "cut 2 and 5", "move 4 to 2", "change Go to Rust".
 */
import { askBack, type Command, editLetter, remark } from '../machine/commands.ts';
import { moveOf } from '../machine/sentence-question.ts';
import { frameEdit } from './letter-frame.ts';
import { mayBeOrder, type Order, parseOrders } from './parse-orders.ts';
import type { Message } from './reader.ts';
import { wordOrder } from './word-orders.ts';

/** Carries out orders; null for any other message. */
export function letterOrder(message: Message): readonly Command[] | null {
  const orders = parseOrders(message.text);
  if (orders === null) {
    const order = wordOrder(message);
    return order && [order];
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
      // "17: replace before that with before Rolhaviva"
      const own = sentences.filter((one) => one.key === key);
      const changed = others.length === 0 ? wordOrder({ ...message, text, sentences: own }, []) : null;
      if (changed) return [changed];
      const isRun = numbers.every((number, at) => number === (numbers[0] ?? 0) + at) && new Set(paragraphs).size === 1;
      if (!isRun) return [remark('not-one-run')];
      // "4: cut the end"
      const ask = (offers: string[]) => askBack({ kind: 'wording', action: 'rewrite', key, offers, source });
      if (mayBeOrder(text)) return [ask([text]), remark('order-or-sentence')];
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
