/** A small one of the soak that `npm run bench:discord` runs at full size: the real program, killed over and over. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { soak } from '../../../bench/discord/soak.ts';
import { reportText } from '../../../bench/soak/report.ts';

test('nothing is lost, doubled or out of order, whatever goes wrong', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  const report = await soak({
    seed,
    people: 12,
    share: 0.2,
    window: 500,
    cutEvery: 1_500,
    killEvery: 3_000,
    chaosFor: 8_000,
    cases: join(import.meta.dirname, '..', '..', 'fixtures', 'cases'),
  });
  console.log(reportText(report, seed));
  expect(report.wrong).toEqual([]);
  expect(report.unimplemented).toEqual([]);
  expect(report.turns).toBeGreaterThan(150);
  expect(report.counts['kill -9']).toBeGreaterThan(0);
}, 240_000);
