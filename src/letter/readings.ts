/** Everything that a number in a text may mean. */
import type { Quantity } from '../machine/quantity.ts';
import type { Mention } from '../text/quantities.ts';

/** All readings of a mention, with both ends of a range. */
export function readingsOf({ quantity, readings, range }: Mention): readonly Quantity[] {
  return [quantity, ...readings, ...(range === null ? [] : [range.low, range.high])];
}

/** The amount alone: 35 of "35 per week". */
export function withoutPeriod({ value, unit }: Quantity): Quantity {
  return { value, unit };
}
