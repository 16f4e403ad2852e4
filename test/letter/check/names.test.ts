/** Names and doings that the candidate never told of. */
import { describe, expect, test } from 'vitest';
import { borrowedFaults, employerFaults } from '../../../src/letter/check/names.ts';
import { numberFaults } from '../../../src/letter/check/numbers.ts';
import { brief, fact, told } from '../briefs.ts';
import { found } from './found.ts';

describe('a tool', () => {
  const said = told([
    'system',
    'I wrote the permit check in Gleam, SQLite copies on the handhelds. Ines keeps the list.',
  ]);

  test.each([
    'The handhelds carry SQLite copies that Litestream keeps fresh.',
    'The handhelds carry copies because Rsyncopate replicates them.',
  ])('that nobody named is invented: %s', (text) => {
    expect(found(employerFaults, text, said).map(([kind]) => kind)).toEqual(['invented-technology']);
  });

  test('and whoever was named is none', () => {
    expect(found(employerFaults, 'The handhelds carry a list that Ines keeps fresh.', said)).toEqual([]);
  });
});

describe('what a job post wants to have been done', () => {
  const post = 'You have 8 years in payments and have mentored a team of six.';
  const known = (said: string) => brief(fact('system', said), fact('company', post, { voice: 'job-post' }));

  test('is borrowed where it is claimed', () => {
    expect(found(borrowedFaults, 'I have mentored a team of six.', known('I wrote the score cache.'))).toEqual([
      ['borrowed-from-job-post', 'I have mentored'],
    ]);
  });

  test("is one's own where it was said, and no claim where it is theirs", () => {
    expect(found(borrowedFaults, 'I have mentored juniors.', known('I wrote the cache and mentored juniors.'))).toEqual(
      [],
    );
    expect(found(borrowedFaults, 'You look for someone who has mentored.', known('I wrote the cache.'))).toEqual([]);
  });
});

describe('half of them', () => {
  const latency = (at: string) => told(['latency', `${at} 1.7 s before, 340 ms now`]);
  const text = 'Half of them used to need up to 1.7 s and now need no more than 340 ms.';

  test('is the median, and no other percentile', () => {
    expect(found(numberFaults, text, latency('p99'))).toEqual([['wrong-percentile', 'Half of them']]);
    expect(found(numberFaults, text, latency('p50'))).toEqual([]);
  });
});
