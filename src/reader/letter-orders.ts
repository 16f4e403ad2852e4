/** Carries out the typed orders about the letter that are certain: "4: New sentence.", "cut 2 and 5", "change Go to Rust". */
import { askBack, type Command, editLetter, remark } from '../machine/commands.ts';
import { moveOf, placeAfter, placeOf, wordingCommands } from '../machine/sentence-question.ts';
import { mayBeOrder, type Order, parseOrders } from './parse-orders.ts';
import type { Message } from './reader.ts';
import { frameEdit } from './sentence-answers.ts';
import { wordOrder } from './word-orders.ts';

/** Carries out orders; null for any other message. */
export function letterOrder(message: Message): readonly Command[] | null {
  const orders = parseOrders(message.text);
  if (orders === null) return null;
  // At a question of the interview, "1: …" and "2: …" may be the points of an answer, and "Change: …" its beginning.
  const isAnswer = orders.every((one) => one.id === 'rewrite' && (orders.length > 1 || one.numbers.length === 0));
  if (isAnswer && message.question?.kind === 'slot') return null;
  const commands = orders.map((one) =>
    one.id === 'replace' ? wordOrder({ ...message, text: one.text }) : commandsOf(one, message),
  );
  if (orders.some(({ id }, at) => id === 'replace' && commands[at] === null)) return null;
  if (commands.includes(null)) return [remark('no-such-sentence')];
  const all = commands.flatMap((each) => each ?? []);
  // Of several, one may have to be asked about: after the others.
  const [asked, ...others] = all.filter(({ type }) => type === 'ask-back');
  if (asked === undefined || orders.length === 1) return all;
  return others.length > 0 ? null : [...all.filter((one) => one !== asked), asked];
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
    // "4: cut the end"
    return [askBack({ kind: 'wording', ...wording, offers: [text], source }), remark('order-or-sentence')];
  }
  const key = keyOf(order.number);
  if (key === null) return null;
  if (order.to === null) return [askBack({ kind: 'place', key })];
  const beside = keyOf(order.to);
  if (beside === null) return null;
  const move = moveOf(key, beside, order.side, sentences);
  return [move === null ? remark('already-there') : editLetter(move)];

  function keysOf(numbers: readonly number[]): string[] | null {
    const keys = [...new Set(numbers)].map(keyOf);
    const there = keys.filter((each) => each !== null);
    return there.length < keys.length ? null : there;
  }
}
