/** Ids as Discord gives them: 64 bits, the moment in the upper ones, in decimal. */

const EPOCH = 1_420_070_400_000;

export class Ids {
  #last = 0n;

  /** Higher than every id before. */
  next(at: number): string {
    const first = BigInt(at - EPOCH) << 22n;
    this.#last = first > this.#last ? first : this.#last + 1n;
    return this.#last.toString();
  }
}

export function isHigher(id: string, than: string): boolean {
  return BigInt(id) > BigInt(than);
}
