/** Discord's ids (snowflakes): 64 bits in decimal, with the time in the upper bits. */

const EPOCH = 1_420_070_400_000;

export class Ids {
  #last = 0n;

  /** @returns an id that is higher than every earlier one */
  next(at: number): string {
    const first = BigInt(at - EPOCH) << 22n;
    this.#last = first > this.#last ? first : this.#last + 1n;
    return this.#last.toString();
  }
}

export function isHigher(id: string, than: string): boolean {
  return BigInt(id) > BigInt(than);
}
