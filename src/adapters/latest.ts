/** Maps and sets of bounded size: the oldest entry is dropped first. */

/** For how many people an adapter keeps what it could do without: a few megabytes. */
export const PEOPLE_REMEMBERED = 20_000;

/** The entries that were set last. */
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
    // A map orders its keys by first insertion.
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#limit) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }

  /** @returns whether there was one */
  delete(key: Key): boolean {
    return this.#entries.delete(key);
  }
}

/** The keys that were added last. */
export class LatestKeys<Key> {
  readonly #entries: Latest<Key, true>;

  constructor(limit: number) {
    this.#entries = new Latest(limit);
  }

  has(key: Key): boolean {
    return this.#entries.get(key) === true;
  }

  /** Makes the key the latest. @returns whether it is new */
  add(key: Key): boolean {
    const isNew = !this.has(key);
    this.#entries.set(key, true);
    return isNew;
  }

  /** @returns whether it was there */
  delete(key: Key): boolean {
    return this.#entries.delete(key);
  }
}
