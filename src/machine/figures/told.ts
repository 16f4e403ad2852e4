/** What every question about a text's figures begins with. */
import type { Amount } from './amount.ts';
import { amounts } from './amounts.ts';
import { type Percentile, percentiles } from './percentiles.ts';
import { remembered } from './remembered.ts';
import { type Speech, speechOf } from './speech.ts';

export interface Told {
  readonly speech: Speech;
  readonly amounts: readonly Amount[];
  readonly percentiles: readonly Percentile[];
}

/** What a text tells, whichever topic it is asked about. */
export const toldIn = remembered(
  (text: string): Told => {
    const speech = speechOf(text);
    return { speech, amounts: amounts(speech), percentiles: percentiles(speech.list) };
  },
  { texts: 32, length: 2_000 },
);
