/** The latest of many: what is known beyond a number is forgotten, the oldest first, so that memory has a bound. */

/** Of how many people an adapter keeps what it could do without: some megabytes in all. */
export const PEOPLE_REMEMBERED = 20_000;

/** The entries that were put in last. */
export class Latest<Key, Value> {
  readonly #limit: number;
  readonly #entries = new Map<Key, Value>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key);
  }

  set(key: Key, value: Value): void {
    // A map keeps its order by when a key first came.
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#limit) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }

  /** Whether there was one. */
  delete(key: Key): boolean {
    return this.#entries.delete(key);
  }
}

/** Keys alone, of which the latest were put in last. */
export class LatestKeys<Key> {
  readonly #entries: Latest<Key, true>;

  constructor(limit: number) {
    this.#entries = new Latest(limit);
  }

  has(key: Key): boolean {
    return this.#entries.get(key) === true;
  }

  /** Makes it the latest. @returns whether it is new */
  add(key: Key): boolean {
    const isNew = !this.has(key);
    this.#entries.set(key, true);
    return isNew;
  }

  /** Whether it was there. */
  delete(key: Key): boolean {
    return this.#entries.delete(key);
  }
}
