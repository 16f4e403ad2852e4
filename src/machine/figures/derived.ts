/** Sides that nobody said because they follow: "cut in half from 400 ms", "doubled from 400 rps". */
import type { Item } from './items.ts';
import type { Part } from './pairs.ts';
import type { Range, Speech } from './speech.ts';

const FACTORS: Readonly<Record<string, number>> = {
  halved: 1 / 2,
  doubled: 2,
  tripled: 3,
  trebled: 3,
  quadrupled: 4,
};

/** Gives a figure its other side, where a word of its sentence says by how much it changed. */
export function derivation(speech: Speech, items: readonly Item[]): (part: Part) => Part {
  const places = new Map(items.map((item, index) => [item, index]));
  return (part) => {
    const item = part.after ?? part.before;
    const sentence = item ? speech.sentences[item.sentence] : undefined;
    if (!item || !sentence || (part.before && part.after) || item.amount.quantity.value === 0) return part;
    const factor = factorIn(speech, sentence);
    const index = places.get(item) ?? -1;
    // Another amount of the same kind says itself what came of it.
    if (factor === null || [items[index - 1], items[index + 1]].some((other) => keepsCompany(item, other))) return part;
    const lead = speech.list[item.amount.first - 1]?.low;
    const { topic } = part;
    if (lead === 'from' || (lead !== 'to' && item.lean < 0)) return { topic, before: item, after: times(item, factor) };
    return lead === 'to' ? { topic, before: times(item, 1 / factor), after: item } : part;
  };
}

function factorIn({ list, find }: Speech, sentence: Range): number | null {
  const half = find(HALF, sentence);
  if (half >= 0 && /^(?:in|by)$/.test(list[half - 1]?.low ?? '')) return 1 / 2;
  return FACTORS[list[find(MULTIPLIED, sentence)]?.low ?? ''] ?? null;
}
const HALF = /^half$/;
const MULTIPLIED = /^(?:halved|doubled|tripled|trebled|quadrupled)$/;

function keepsCompany(item: Item, other: Item | undefined): boolean {
  return other?.sentence === item.sentence && (other.amount.kind === item.amount.kind || other.amount.bare);
}

function times(item: Item, factor: number): Item {
  const { amount } = item;
  const value = Number((amount.quantity.value * factor).toPrecision(12));
  return { ...item, amount: { ...amount, approximate: true, quantity: { ...amount.quantity, value } } };
}
