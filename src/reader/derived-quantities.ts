/** Quantities that an answer may mean without stating them. They are only offered, never noted without a question. */
import type { Language } from '../machine/language.ts';
import { kindOf, type Period } from '../machine/quantity.ts';
import { isChange } from '../text/before-after.ts';
import { wordSet } from '../text/lexer.ts';
import { largeFirst } from '../text/measure.ts';
import { exact } from '../text/numerals.ts';
import type { Mention, Numbers, PercentileMention } from '../text/quantities.ts';
import { PERIOD_OF } from '../text/units.ts';

function isCount({ quantity }: Mention): boolean {
  return ['count', 'bare'].includes(kindOf(quantity));
}

/** A smaller count before a larger one as a share: "2 wrong payments from 1000", "one on 5.000". */
export function sharesIn(text: string, mentions: readonly Mention[]): Mention[] {
  return mentions.flatMap((part, at) => {
    const whole = mentions[at + 1];
    if (!whole || !isCount(part) || !isCount(whole)) return [];
    const [size = 0] = largeFirst(whole.readings.map(({ value }) => value));
    const { value } = part.quantity;
    if (value === 0 || value >= size) return [];
    const quantity = { value: exact((value / size) * 100), unit: '%' };
    return [{ ...part, end: whole.end, text: text.slice(part.start, whole.end), quantity, readings: [quantity] }];
  });
}

const OF = [' of ', ' der ', ' de ', ' des ', ' das ', ' dos '];

/** A share of durations as a percentile: "99 % of restarts fit in 18 s", "12 minutes, nine in ten"; not "at 70% load". */
export function sharePercentiles(
  text: string,
  { mentions, percentiles }: Numbers,
  language: Language,
): PercentileMention[] {
  const isOf = ({ end, text: typed }: Mention) => !typed.includes('%') || OF.some((word) => text.startsWith(word, end));
  const isMost = ({ quantity: { value, unit } }: Mention) => unit === '%' && value >= 50 && value < 100;
  const shares = mentions.filter((mention) => isMost(mention) && isOf(mention));
  const isOne = new Set(shares.map(({ quantity }) => quantity.value)).size === 1;
  if (!isOne || percentiles.length > 0 || shares.some((share) => isChange(text, share, language))) return [];
  return shares.map(({ start, end, quantity }) => ({ name: `p${quantity.value}`, start, end }));
}

/** Words between a count and the time it took. */
const SPREAD_OVER = wordSet('in within over every each per by /');
/** A rate may be stated by the minute or the hour instead. By the day would extrapolate to hours without load. */
const LONGER: ReadonlyMap<Period, Period> = new Map([
  ['second', 'minute'],
  ['minute', 'hour'],
]);

/** Counts over a longer time as rates, if these are integers: "5,200 readings every 15 minutes" → 20,800 an hour. */
export function ratesIn(text: string, mentions: readonly Mention[]): Mention[] {
  return mentions.flatMap((mention, at) => {
    const time = mentions[at + 1];
    let per = PERIOD_OF.get(time?.quantity.unit ?? '');
    if (!time || !isCount(mention) || !SPREAD_OVER.has(text.slice(mention.end, time.start).trim().toLowerCase()))
      return [];
    let counted = mention.quantity.value;
    for (; per !== undefined && counted % time.quantity.value !== 0; per = LONGER.get(per)) counted *= 60;
    if (per === undefined) return [];
    const quantity = { ...mention.quantity, value: counted / time.quantity.value, per };
    return [{ ...mention, end: time.end, text: text.slice(mention.start, time.end), quantity, readings: [quantity] }];
  });
}
