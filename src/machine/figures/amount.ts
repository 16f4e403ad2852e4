/** A number with what it counts, in which unit and over which period, where it stands in a text. */
import type { Quantity } from '../quantity.ts';
import type { AmountKind } from './counted.ts';

export interface Amount {
  readonly kind: AmountKind;
  readonly quantity: Quantity;
  /** "12 in 2021" has no unit of its own; it may take one from its partner or from the words before it. */
  readonly bare: boolean;
  readonly approximate: boolean;
  /** "not 210": named only to be denied. */
  readonly denied: boolean;
  readonly spelled: boolean;
  /** Token range, from the numeral's first token to after its unit. */
  readonly first: number;
  readonly next: number;
  readonly start: number;
  readonly end: number;
  /** Told as a count of nines. */
  readonly nines?: boolean;
  /** What "k" or "million" multiplied it by. */
  readonly scale?: number;
  readonly alternative?: number;
  /** A zero said without a numeral: "never lost one". */
  readonly implied?: boolean;
}
