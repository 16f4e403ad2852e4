/** What an order to move or swap sentences or paragraphs does to the letter. */
import type { Move } from '../machine/edits.ts';
import { type Moved, movesOf } from '../machine/sentence-moves.ts';
import type { Order } from './order-parser.ts';
import { sentencesAt } from './order-places.ts';
import { LAST } from './order-rules.ts';
import type { Message } from './reader.ts';

type Sentences = Message['sentences'];

/** @returns null if the letter has no such place */
export function moving(order: Order, sentences: Sentences): Moved | null {
  const { numbers, unit, side } = order;
  const at = (number: number) => sentencesAt({ unit, number }, sentences);
  const [number = 0, to] = [numbers[0], targetOf(order, sentences)];
  const [key, beside] = [number, to].map((each) => at(each)[0]?.key);
  if (key === undefined || beside === undefined) return null;
  if (unit === 'sentence')
    return movesOf(
      numbers.flatMap(at).map((one) => one.key),
      beside,
      side,
      sentences,
    );
  const own = side ?? (number < to ? 'after' : 'before');
  const isThere = number === to || number === to + (own === 'after' ? 1 : -1);
  return { edits: isThere ? [] : [{ type: 'move', key, beside, side: own, isWhole: true }], position: to };
}

/** The number of the sentence or paragraph that a move names as its target. */
function targetOf({ numbers, to, unit }: Order, sentences: Sentences): number {
  const last = unit === 'sentence' ? sentences.length : (sentences.at(-1)?.paragraph ?? 0);
  const places = { end: last, start: 1, up: Math.min(...numbers) - 1, down: Math.max(...numbers) + 1, [LAST]: last };
  return new Map(Object.entries(places)).get(String(to)) ?? Number(to);
}

/** Moves the later one in front of the other, and that one to where the later one was. */
export function swapping({ numbers, unit }: Order, sentences: Sentences): Pick<Moved, 'edits'> {
  const [first = 0, last = 0] = numbers.toSorted((one, other) => one - other);
  const [one, before, other] = [first, last - 1, last].map((number) => sentencesAt({ unit, number }, sentences)[0]);
  if (!one || !before || !other) return { edits: [] };
  const [spot, otherSpot] = unit === 'paragraph' ? [] : [first, last].map((number) => spotOf(number, sentences));
  // Two paragraphs, or two sentences that each are a paragraph.
  const isWhole = !spot && !otherSpot && ({ isWhole: true } as const);
  const move = (key: string, place: Spot): Move => ({ type: 'move', key, ...place, ...isWhole });
  const isAlone = spot && !otherSpot;
  if (isAlone) return { edits: [move(one.key, { beside: other.key, side: 'after' }), move(other.key, spot)] };
  const there: Spot = otherSpot ?? { beside: before.key, side: 'after' };
  const back = there.beside === one.key ? [] : [move(one.key, there)];
  return { edits: [move(other.key, { beside: one.key, side: 'before' }), ...back] };
}

type Spot = Pick<Move, 'beside' | 'side'>;

/** Where a sentence is, told by another one of its paragraph; null if it has none. */
function spotOf(number: number, sentences: Sentences): Spot | null {
  const [before, one, behind] = [number - 2, number - 1, number].map((at) => sentences[at]);
  if (before && before.paragraph === one?.paragraph) return { beside: before.key, side: 'after' };
  return behind && behind.paragraph === one?.paragraph ? { beside: behind.key, side: 'before' } : null;
}
