/** Whether a quantity of a sentence is one of the facts': the same amount, of the same thing, on the same side. */
import { inBase, kindOf, near, type Quantity, sameQuantity } from '../machine/quantity.ts';
import type { Side } from '../text/relations.ts';
import { wordsOfPeriod } from '../text/units.ts';
import { type Said, SMALL, type Stated } from './draft-stated.ts';
import { PEOPLE, STRUCTURE, stem, wordsOf } from './draft-words.ts';
import { withoutPeriod } from './render.ts';

/** "About 40" may stand for 41.3. */
export const ROUNDING = 0.05;

/** "One of the reasons", "the two": no figures. */
export function isFree({ mention: { spelled, quantity, text } }: Stated): boolean {
  if (!spelled || quantity.per !== undefined) return false;
  if (quantity.value === 1) return kindOf(quantity) !== 'duration' && kindOf(quantity) !== 'share';
  if (quantity.value === 2 && quantity.unit === '') return true;
  const noun = wordsOf(text).at(-1) ?? '';
  return quantity.value <= 4 && STRUCTURE.has(noun);
}

/** "Within one minute" of "within a minute"; "once a month" of "a monthly run". */
export function isUnitSaid({ mention: { quantity } }: Stated, words: ReadonlySet<string>): boolean {
  const { value, unit, per } = quantity;
  if (value !== 1) return false;
  if (unit === 'times' && per !== undefined)
    return wordsOfPeriod(per).some((word) => word.endsWith('ly') && words.has(stem(word)));
  return kindOf(quantity) === 'duration' && words.has(stem(unit));
}

export function isStated(
  readings: readonly Quantity[],
  { mention, sizes }: Stated,
  other: Said,
  words: ReadonlySet<string>,
  sentence: string,
): boolean {
  const slack = slackOf(mention);
  if (!mayBeSame(sizes, other.sizes, slack)) return false;
  const candidates = mention.borrowed
    ? readings.flatMap((one) => [one, { value: one.value, unit: one.unit }])
    : readings;
  return candidates.some((reading) =>
    other.readings.some((said) => {
      if (!isSame(reading, said, slack)) return false;
      const newPeriod = said.per === undefined && kindOf(said) !== 'bare' ? reading.per : undefined;
      if (newPeriod && !wordsOfPeriod(newPeriod).some((word) => other.stems.has(stem(word)))) return false;
      return isSameNoun(reading, said, other, words, sentence);
    }),
  );
}

/** How far a number may be off that says itself how exact it is. */
export function slackOf({ bound }: Stated['mention']): number {
  return bound === null ? 1e-9 : ROUNDING;
}

/** Most numbers are another one, in whatever unit. */
export function mayBeSame(sizes: readonly number[], others: readonly number[], slack: number): boolean {
  return sizes.some((one) => others.some((other) => near(one, other, slack)));
}

export function isSame(reading: Quantity, said: Quantity, slack: number): boolean {
  if (sameQuantity(reading, said)) return true;
  const [kind, other] = [kindOf(reading), kindOf(said)];
  if (kind === 'bare' || other === 'bare') {
    // A bare number of a fact is no time and no data, unless it says so.
    if (other === 'bare' && (kind === 'duration' || kind === 'data' || kind === 'money')) return false;
    return near(reading.value, said.value, slack);
  }
  const isPeriodLess = reading.per === undefined || said.per === undefined;
  const [a, b] = isPeriodLess ? [withoutPeriod(reading), withoutPeriod(said)] : [reading, said];
  if (sameQuantity(a, b)) return true;
  if (isPeriodLess && (a.unit === '' || b.unit === '') && near(a.value, b.value, slack)) return true;
  return slack > 1e-6 && kindOf(a) === kindOf(b) && near(inBase(a), inBase(b), slack);
}

function isSameNoun(
  reading: Quantity,
  said: Quantity,
  { stems }: Said,
  words: ReadonlySet<string>,
  sentence: string,
): boolean {
  if (kindOf(reading) !== 'count' || reading.value > SMALL) return true;
  const noun = wordsOf(reading.unit).at(-1) ?? '';
  if (noun === '') return true;
  const heads = [noun, ...wordsOf(reading.unit)];
  const saidNoun = wordsOf(said.unit).at(-1) ?? '';
  if (PEOPLE.has(noun) && (saidNoun === '' || PEOPLE.has(saidNoun) || [...PEOPLE].some((one) => stems.has(stem(one)))))
    return true;
  if (heads.some((word) => stems.has(stem(word)))) return true;
  if (STRUCTURE.has(noun)) return true;
  // "Seven were needed": the word behind the number is no noun of the facts' at all.
  const isVerb = VERBS.has(noun) && sentence.includes(noun);
  return isVerb || (saidNoun === '' && words.has(stem(noun)));
}

const VERBS: ReadonlySet<string> = new Set('were are was is have had in at on per for and or to'.split(' '));

export function isSameThing({ mention }: Stated, words: ReadonlySet<string>): boolean {
  const nouns = wordsOf(mention.quantity.unit);
  return nouns.length === 0 || nouns.some((noun) => words.has(stem(noun)));
}

export function isSwapped(side: Side, matching: readonly Said[]): boolean {
  const told = matching.map((one) => one.side).filter((one) => one !== null);
  return told.length > 0 && !told.includes(side) && told.length === matching.length;
}

/**
 * @param all percentiles that were said anywhere
 * @param ofFigures those that were said of a number
 */
export function isOtherPercentile(
  { percentile, mention }: Stated,
  matching: readonly Said[],
  all: ReadonlySet<string>,
  ofFigures: ReadonlySet<string | null>,
): boolean {
  if (percentile === null) return false;
  const told = matching.map((one) => one.percentile).filter((one) => one !== null);
  if (told.length > 0) return !told.includes(percentile);
  // "1,900 a second on average, 7,200 in the evening": what is no latency has no percentile of its own.
  const isLatency = mention.quantity.unit !== '' && kindOf(mention.quantity) === 'duration';
  return !(all.has(percentile) && !isLatency) && !ofFigures.has(percentile);
}
