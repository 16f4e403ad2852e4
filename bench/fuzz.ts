/**
 * Plays random hostile conversations for a given time:
 *
 *     npm run fuzz -- [--minutes 60] [--seed N]
 *
 * Prints the seed, a line each minute, and every violation; exits 1 if there is one. `--seed N --minutes 0` plays
 * only the conversation of that seed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '../src/store/database.ts';
import { type FuzzResult, fuzz } from './hostile/fuzz.ts';

/** Maximum milliseconds of processor time for a turn, without the database. */
const TURN_AT_MOST = 250;

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, seed: { type: 'string', default: String(Date.now() % 1e6) } },
});
const first = Number(values.seed);
const until = performance.now() + Number(values.minutes) * 60_000;
console.log(`seed ${first}`);

const directory = await mkdtemp(join(tmpdir(), 'foreword-fuzz-'));
const opened = await openStore({ directory });
if ('failure' in opened) throw new Error(opened.failure);
const totals = { conversations: 0, turns: 0, letters: 0, broken: 0 };
let slowest: FuzzResult['slowest'] = { time: 0, inStore: 0, event: '' };
let told = performance.now();
for (let seed = first; seed === first || performance.now() < until; seed += 1) {
  // The first turns of a process include compilation.
  const result = await fuzz({
    store: opened.store,
    seed,
    turnAtMost: seed === first ? TURN_AT_MOST * 4 : TURN_AT_MOST,
  });
  totals.conversations += 1;
  totals.turns += result.turns;
  totals.letters += result.letters;
  totals.broken += result.broken.length;
  if (seed !== first && result.slowest.time > slowest.time) slowest = result.slowest;
  for (const what of result.broken) console.log(`BROKEN ${what}`);
  if (performance.now() - told < 60_000) continue;
  told = performance.now();
  console.log(JSON.stringify(totals));
}
console.log(
  `${JSON.stringify(totals)}; slowest ${slowest.time.toFixed(0)} ms, and the database ${slowest.inStore.toFixed(0)} ms: ${slowest.event}`,
);
await opened.store.close();
await rm(directory, { recursive: true, force: true });
process.exitCode = totals.broken > 0 ? 1 : 0;
