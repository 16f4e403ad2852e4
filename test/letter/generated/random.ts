/** Numbers from a seed, so that whatever a test makes up can be made up again. */
export interface Random {
  /** From `least` to `most`, both of them possible. */
  whole(least: number, most: number): number;
  one<Item>(of: readonly Item[]): Item;
  chance(of: number): boolean;
  /** In another order. */
  shuffled<Item>(items: readonly Item[]): Item[];
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    whole,
    one(of) {
      const item = of[whole(0, of.length - 1)];
      if (item === undefined) throw new Error('nothing to choose from');
      return item;
    },
    chance: (of) => next() < of,
    shuffled: (items) =>
      items
        .map((item) => ({ item, key: next() }))
        .sort((one, other) => one.key - other.key)
        .map(({ item }) => item),
  };
}

/** The seed of a run: the one that is given, to see a failure again, or a new one. */
export function seedOfRun(): number {
  return Number(process.env.SEED ?? Date.now() % 1_000_000);
}
