/** A few random, hostile conversations through the real turn code and PGlite. `npm run fuzz` runs them for an hour. */
import { expect, test } from 'vitest';
import { fuzz } from '../../bench/hostile/fuzz.ts';
import { openStore } from '../../src/store/database.ts';
import { dataDirectory } from '../store/pglite.ts';
import { opened } from '../store/turns.ts';

const SEED = 20_261_129;
const CONVERSATIONS = Number(process.env.FOREWORD_RUNS ?? 4);
/** CPU time in milliseconds, for a busy machine; bench/fuzz.ts has the real limit. */
const TURN_AT_MOST = 1_500;

test(`${CONVERSATIONS} random conversations from seed ${SEED} on break no invariant`, async () => {
  await using data = await dataDirectory();
  const store = opened(await openStore(data.where));
  for (let at = 0; at < CONVERSATIONS; at += 1) {
    const { broken, turns } = await fuzz({ store, seed: SEED + at, turnAtMost: TURN_AT_MOST });
    expect(broken).toEqual([]);
    expect(turns).toBeGreaterThanOrEqual(20);
  }
  await store.close();
}, 180_000);
