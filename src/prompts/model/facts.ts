/** How a brief is laid before a model: as data, without what was taken back and without what must stay out. */
import type { Fact } from '../../machine/brief.ts';
import type { Figure } from '../../machine/quantity.ts';
import { quantity } from '../../machine/wording.ts';

export interface TellableFact {
  readonly id: string;
  readonly topic: Fact['topic'];
  /** The candidate's words, or those of a job post, which speaks of the company alone. */
  readonly says: 'candidate' | 'company';
  readonly words: string;
  /** Each figure in full, as it may be told. */
  readonly figures: readonly string[];
}

/** `p99: 1.8 seconds before, 210 ms now`: nothing is left to be read out of it. */
export function figureInWords({ percentile, before, after, measure, approximate }: Figure): string {
  // A single word before a number is mostly a scrap; the fact's own words say what was measured.
  const label = measure !== undefined && /\S\s+\S/.test(measure) ? measure : undefined;
  const name = [label, percentile].filter((part) => part !== undefined).join(', ');
  const sides = [before ? `${quantity(before)} before` : '', after ? `${quantity(after)} now` : ''].filter(
    (side) => side !== '',
  );
  return `${name === '' ? '' : `${name}: `}${sides.join(', ')}${approximate ? ' (approximate)' : ''}`;
}
