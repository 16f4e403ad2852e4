/** From a pair of amounts to a figure: units shared, percentile named, and the words that it stands in. */
import type { Topic } from '../brief.ts';
import type { Figure, Quantity } from '../quantity.ts';
import type { Amount } from './amount.ts';
import { nines } from './counted.ts';
import type { Item } from './items.ts';
import { measureOf } from './measures.ts';
import { isAvailability, type Part } from './pairs.ts';
import type { Speech } from './speech.ts';
import { kindOf } from './units.ts';

/** What a figure still lacks before it can be trusted. */
type Lack = 'unit' | 'window';

export interface FoundFigure {
  readonly figure: Figure;
  readonly lacks: readonly Lack[];
  /** Where in the text its words stand (UTF-16 offsets), whole sentences. */
  readonly start: number;
  readonly end: number;
}

export function figureOf(speech: Speech, part: Part, asked: Topic | null): FoundFigure | null {
  const { text, list, sentences } = speech;
  const items = [part.before, part.after].filter((item) => item !== undefined);
  const [first] = items;
  if (!first) return null;
  const { before, after } = withUnits(part);
  const span = {
    first: Math.min(...items.map(({ sentence }) => sentence)),
    last: Math.max(...items.map(({ sentence }) => sentence)),
  };
  const head = sentences[span.first];
  const tail = sentences[span.last];
  const start = list[head?.first ?? 0]?.start ?? 0;
  const end = list[(tail?.next ?? list.length) - 1]?.end ?? text.length;
  const percentile =
    part.topic === 'latency' ? items.map((item) => item.percentile).find((name) => name !== null) : null;
  const some = after ?? before;
  if (!some) return null;
  const lacks: Lack[] = [];
  if (part.topic === 'throughput' && !some.per && kindOf(some) !== 'rate') lacks.push('window');
  if (part.topic === 'latency' && kindOf(some) === 'count') lacks.push('unit');
  const measure = measureOf(speech, items, asked);
  return {
    figure: {
      topic: part.topic,
      ...(percentile ? { percentile } : {}),
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
      approximate: items.some(({ amount }) => amount.approximate),
      ...(measure ? { measure } : {}),
      quote: text.slice(start, end),
    },
    lacks,
    start,
    end,
  };
}

/** Nobody counts more nines; 99.99 beside "three nines" is a percentage. */
const NINES_AT_MOST = 13;

/** A bare number takes its unit from its partner; two bare ones between 90 and 100 are an availability. */
function withUnits(part: Part): { before: Quantity | undefined; after: Quantity | undefined } {
  const take = (item: Item | undefined, partner: Item | undefined): Quantity | undefined => {
    if (!item) return undefined;
    const { amount } = item;
    if (amount.quantity.value === 0 && amount.kind === 'count' && partner && partner.amount.kind !== 'count') {
      // Nothing at all needs no window: 35 a week before, zero now.
      const { unit } = partner.amount.quantity;
      return partner.amount.kind === 'rate'
        ? { value: 0, unit: amount.quantity.unit || unit }
        : { ...partner.amount.quantity, value: 0 };
    }
    if (
      amount.kind === 'rate' &&
      partner?.amount.kind === 'rate' &&
      widens(amount.quantity.unit, partner.amount.quantity.unit)
    ) {
      return { ...amount.quantity, unit: partner.amount.quantity.unit };
    }
    if (amount.kind === 'data' && partner?.amount.quantity.per && !amount.quantity.per)
      return { ...amount.quantity, per: partner.amount.quantity.per };
    if (!amount.bare && !(amount.kind === 'rate' && amount.quantity.unit === '')) return amount.quantity;
    if (amount.bare && partner?.amount.nines && amount.quantity.value < NINES_AT_MOST)
      return { value: nines(amount.quantity.value), unit: '%' };
    if (partner && !partner.amount.bare) {
      return {
        ...partner.amount.quantity,
        value: unshortened(amount, partner.amount),
        ...(amount.quantity.per ? { per: amount.quantity.per } : {}),
      };
    }
    const share =
      part.topic === 'reliability' &&
      amount.bare &&
      isAvailability(amount) &&
      (!partner || isAvailability(partner.amount));
    return share ? { value: amount.quantity.value, unit: '%' } : amount.quantity;
  };
  return { before: take(part.before, part.after), after: take(part.after, part.before) };
}

/** "8 million a day, and it used to choke at 5": millions, where the number alone would be out of all proportion. */
function unshortened({ quantity: { value }, scale }: Amount, partner: Amount): number {
  const short = !scale && (partner.scale ?? 1) >= 1e6 && value >= 1 && partner.quantity.value / value > 1e4;
  return short ? Number((value * (partner.scale ?? 1)).toPrecision(15)) : value;
}

/** "minutes" beside "minutes of footage": the same noun, once in full. */
function widens(short: string, long: string): boolean {
  return short !== '' && long !== short && long.toLowerCase().startsWith(`${short.toLowerCase()} `);
}
