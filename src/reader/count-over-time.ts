/** Counts with a time beside them, read as rates: "5,200 readings every 15 minutes". The person confirms what is read. */
import { kindOf, type Period } from '../machine/quantity.ts';
import { tokens, wordSet } from '../text/lexer.ts';
import type { Mention } from '../text/quantities.ts';
import { PERIOD_OF, periodAt, wordsOfPeriod } from '../text/units.ts';

/** Maximum characters of the clause that names the period. */
const CLAUSE_AT_MOST = 200;

/** Returns the length of the period at the start of " in a day, at peak", so that the tail doesn't repeat it; or 0. */
export function periodBehind(text: string, period: Period): number {
  const words = wordsOfPeriod(period).map(RegExp.escape).join('|');
  return new RegExp(`^(?: [\\p{L}1]{1,6}){0,2} (?:${words})(?!\\p{L})`, 'iu').exec(text)?.[0].length ?? 0;
}

/** Words between a count and the time it took. */
const SPREAD_OVER = new Set([...wordSet('in within over every each per by /'), 'per shift of']);

/** A rate may be stated by the minute or the hour instead. By the day would extrapolate to hours without load. */
const LONGER: ReadonlyMap<Period, Period> = new Map([
  ['second', 'minute'],
  ['minute', 'hour'],
]);

/**
 * "1.2 million cards in 5 hours" → 240,000 an hour; "5,200 readings every 15 minutes" → 20,800 an hour, as the rate by the
 * minute is no integer. Returns null without such a time, or if no period gives an integer.
 */
export function rateOverDuration(text: string, mention: Mention, all: readonly Mention[]): Mention | null {
  const isOver = ({ start, quantity: { unit } }: Mention) =>
    PERIOD_OF.has(unit) && SPREAD_OVER.has(text.slice(mention.end, start).trim().toLowerCase());
  const time = all.find((other) => other.start > mention.end && isOver(other));
  let per = PERIOD_OF.get(time?.quantity.unit ?? '');
  if (!time || time.quantity.value === 1) return null;
  let counted = mention.quantity.value;
  for (; per !== undefined && counted % time.quantity.value !== 0; per = LONGER.get(per)) counted *= 60;
  if (per === undefined) return null;
  const quantity = { ...mention.quantity, value: counted / time.quantity.value, per };
  return { ...mention, end: time.end, text: text.slice(mention.start, time.end), quantity, readings: [quantity] };
}

const ONE = wordSet('one a an');
/** Maximum words of "one", "a tow truck". */
const ONE_WORDS = 4;

/** Reads the time of "one every 15 seconds" or "a truck every 6 minutes" as a rate: 4 per minute, 10 per hour. */
export function rateOfInterval(text: string, time: Mention): Mention {
  const words = text.slice(0, time.start).trimEnd().split(' ');
  const before = words.slice(0, -1);
  const at = before.findLastIndex((word) => ONE.has(word.toLowerCase()));
  if (words.at(-1)?.toLowerCase() !== 'every' || at < 0 || before.length - at > ONE_WORDS) return time;
  const quantity = { value: 1, unit: '' };
  const end = before.join(' ').length;
  const start = end - before.slice(at).join(' ').length;
  return rateOverDuration(text, { ...time, start, end, quantity, readings: [quantity] }, [time]) ?? time;
}

/** "One wrong name in print a year" as a rate, which may be wrong; null if the clause names no period. */
export function asRate(text: string, mention: Mention): Mention | null {
  if (kindOf(mention.quantity) !== 'count') return null;
  const list = tokens(text.slice(mention.end, mention.end + CLAUSE_AT_MOST));
  const end = list.findIndex(({ kind }) => kind !== 'word');
  const clause = end < 0 ? list : list.slice(0, end);
  const [read] = clause.flatMap((_, at) => periodAt(clause, at) ?? []);
  const last = read && clause[read.next - 1];
  if (!last) return null;
  const [quantity, to] = [{ ...mention.quantity, per: read.per }, mention.end + last.end];
  return { ...mention, end: to, text: text.slice(mention.start, to), quantity, readings: [quantity] };
}
