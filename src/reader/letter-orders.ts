/** Carries out the typed orders about the letter that are certain: "4: New sentence.", "cut 2 and 5", "change Go to Rust". */
import { askBack, type Command, editLetter, remark } from '../machine/commands.ts';
import { moveOf } from '../machine/sentence-question.ts';
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
function commandsOf(order: Order, { id: source, sentences }: Message): readonly Command[] | null {
  const keyOf = (number: number) => sentences[number - 1]?.key ?? null;
  if (order.id === 'add') {
    const { text } = order;
    return [askBack({ kind: 'sentence', action: 'add', added: { text, source } })];
  }
  if (order.id === 'cut') {
    const keys = [...new Set(order.numbers)].map(keyOf);
    const there = keys.filter((key) => key !== null);
    return there.length < keys.length ? null : there.map((key) => editLetter({ type: 'cut', key }));
  }
  const key = keyOf(order.number);
  if (key === null) return null;
  if (order.id === 'rewrite') {
    const { text } = order;
    if (!mayBeOrder(text)) return [editLetter({ type: 'rewrite', key, text, source })];
    // "4: cut the end"
    return [askBack({ kind: 'wording', action: 'rewrite', key, offers: [text], source }), remark('order-or-sentence')];
  }
  if (order.to === null) return [askBack({ kind: 'place', key })];
  const beside = keyOf(order.to);
  if (beside === null) return null;
  const move = moveOf(key, beside, order.side, sentences);
  return [move === null ? remark('already-there') : editLetter(move)];
}
