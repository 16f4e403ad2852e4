/** The part of the store contract about letter jobs: one job per letter, and one holder at a time. */
import { describe, expect, test, vi } from 'vitest';
import type { Place } from '../../src/adapters/contract.ts';
import type { Job, Turn } from '../../src/store/store.ts';
import { brief, letter, say, turn } from '../store/turns.ts';
import type { Subject } from './store.ts';

export function keepsJobs({ store, newPlace, saidIn }: Subject): void {
  const asks = (place: Place, version: number, more: Parameters<typeof turn>[1] = {}) =>
    turn(place, { saved: writing(version), job: { kind: 'wanted', version }, ...more });
  const written = (job: Job, more: Parameters<typeof turn>[1]): Turn =>
    turn(job.place, {
      isText: false,
      job: { kind: 'done', job },
      letter: { version: job.version, letter, brief, usage: null },
      out: [say(`letter ${job.version}`)],
      ...more,
    });

  /** Claims the job of this place, and drops jobs that other tests left. */
  async function claimed(place: Place): Promise<Job | null> {
    for (let job = await store().jobs.claim('terminal'); job; job = await store().jobs.claim('terminal')) {
      if (job.place === place) return job;
      await store().jobs.drop(job);
    }
    return null;
  }

  async function held(place: Place, version = 1): Promise<Job> {
    expect(await store().commit(asks(place, version))).toBe('committed');
    const job = await claimed(place);
    if (!job) throw new Error('there is no job');
    return job;
  }

  describe('letter jobs', () => {
    test('the turn that asks for a letter creates its job, which has one holder', async () => {
      const place = newPlace();
      const job = await held(place, 3);
      expect(job).toMatchObject({ place, version: 3, attempt: 0 });
      expect(await claimed(place)).toBeNull();
      expect(await store().jobs.hold(job)).toBe(true);
      await store().jobs.drop(job);
      expect(await store().jobs.hold(job)).toBe(false);
    });

    test('jobs are claimed only for their platform, oldest first', async () => {
      const places = [newPlace(), newPlace(), newPlace()];
      await claimed('terminal:none');
      for (const place of places) await store().commit(asks(place, 1));
      expect(await store().jobs.claim('telegram')).toBeNull();
      expect(await store().jobs.claim('discord')).toBeNull();
      const jobs = [];
      for (const _ of places) jobs.push((await store().jobs.claim('terminal'))?.place);
      expect(jobs).toEqual(places);
    });

    test('a turn that is not committed creates no job', async () => {
      const place = newPlace();
      const first = turn(place, {});
      await store().commit(first);
      expect(await store().commit(asks(place, 1, { expected: 7 }))).toBe('stale');
      expect(await store().commit({ ...asks(place, 1, { expected: 1 }), event: first.event })).toBe('seen');
      await store().commit(turn(place, { expected: 1, letter: { version: 1, letter, brief, usage: null } }));
      const fails = asks(place, 2, { expected: 2, letter: { version: 1, letter, brief, usage: null } });
      await expect(store().commit(fails)).rejects.toMatchObject({ name: 'StoreFailure' });
      expect(await claimed(place)).toBeNull();
      expect(await store().load(place)).toMatchObject({ version: 2 });
    });

    test.each([null, 1])(
      'case 22: concurrent turns from version %s that ask for a letter create one job',
      async (expected) => {
        const place = newPlace();
        if (expected !== null) await store().commit(turn(place, {}));
        const turns = Array.from({ length: 5 }, () => asks(place, 1, { expected }));
        const again = turns.flatMap((each) => [each, each]);
        const outcomes = await Promise.all(again.map((each) => store().commit(each)));
        expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1);
        expect(await claimed(place)).not.toBeNull();
        expect(await claimed(place)).toBeNull();
      },
    );

    test('case 21: a letter is committed once, only by the holder of its job, and leaves no job', async () => {
      const place = newPlace();
      const job = await held(place);
      expect(await store().commit(written({ ...job, attempt: 1 }, { expected: 1 }))).toBe('stale');
      expect(await store().load(place)).toMatchObject({ version: 1 });
      expect(await store().letters(place)).toEqual([]);
      expect(await saidIn(place)).toEqual([]);
      expect(await store().commit(written(job, { expected: 1 }))).toBe('committed');
      const another = { version: 2, letter, brief, usage: null };
      expect(await store().commit(written(job, { expected: 2, letter: another }))).toBe('stale');
      expect(await saidIn(place)).toEqual([say('letter 1')]);
      expect(await store().letters(place)).toHaveLength(1);
      expect(await claimed(place)).toBeNull();
      expect(await store().jobs.hold(job)).toBe(false);
    });

    test('case 23: a letter of an older brief is stale', async () => {
      const place = newPlace();
      const older = await held(place, 1);
      expect(await store().commit(turn(place, { expected: 1, job: { kind: 'unwanted' } }))).toBe('committed');
      expect(await store().jobs.hold(older)).toBe(false);
      await store().commit(asks(place, 2, { expected: 2 }));
      const newer = await claimed(place);
      expect(newer).toMatchObject({ place, version: 2, attempt: 0 });
      expect(await store().commit(written(older, { expected: 3 }))).toBe('stale');
      await store().keep({ place, version: 1, step: 'draft' }, 'of the older one', older);
      expect(await store().recall({ place, version: 1, step: 'draft' })).toBeNull();
      expect(newer && (await store().commit(written(newer, { expected: 3 })))).toBe('committed');
      expect((await store().letters(place)).map(({ version }) => version)).toEqual([2]);
    });

    test('case 21: a released job goes to the next holder, and the former holder can change nothing', async () => {
      const place = newPlace();
      const first = await held(place);
      await store().keep({ place, version: 1, step: 'plan' }, 'the first answer', first);
      await store().jobs.release(first);
      expect(await store().jobs.hold(first)).toBe(false);
      // PostgreSQL offers the job again after a delay.
      const second = await vi.waitFor(async () => {
        const job = await claimed(place);
        if (job === null) throw new Error('there is no job yet');
        return job;
      }, 10_000);
      expect(second).toEqual({ ...first, attempt: 1 });
      await store().jobs.release(first);
      await store().jobs.drop(first);
      expect(await store().jobs.hold(second)).toBe(true);
      // The next holder gets the kept model answers, but none that the former holder stores late.
      await store().keep({ place, version: 1, step: 'draft' }, 'a late answer', first);
      expect(await store().recall({ place, version: 1, step: 'plan' })).toBe('the first answer');
      expect(await store().recall({ place, version: 1, step: 'draft' })).toBeNull();
      await store().keep({ place, version: 1, step: 'plan' }, 'another answer', second);
      expect(await store().recall({ place, version: 1, step: 'plan' })).toBe('the first answer');
    });

    test.each(['{"angle":"a \\u0000 b","paragraphs":[]}', '["a"]', '"a"', '12', 'null', 'no JSON \0 at all', ''])(
      'a kept model answer is returned unchanged: %j',
      async (raw) => {
        const place = newPlace();
        const job = await held(place);
        await store().keep({ place, version: 1, step: 'plan' }, raw, job);
        expect(await store().recall({ place, version: 1, step: 'plan' })).toBe(raw);
        await store().jobs.drop(job);
      },
    );

    test('a finished job drops its model answers, also if it brings no new letter', async () => {
      const place = newPlace();
      const job = await held(place);
      await store().keep({ place, version: 1, step: 'plan' }, 'an answer', job);
      await store().commit(turn(place, { expected: 1, isText: false, job: { kind: 'done', job } }));
      expect(await store().recall({ place, version: 1, step: 'plan' })).toBeNull();
    });

    test('case 22: want() creates a missing job once, only for the current version of the interview', async () => {
      const place = newPlace();
      await store().commit(turn(place, { saved: writing(1) }));
      await store().jobs.want(place, 1, 7);
      expect(await claimed(place)).toBeNull();
      await store().jobs.want(place, 1, 1);
      await store().jobs.want(place, 1, 1);
      const job = await claimed(place);
      expect(job).toMatchObject({ place, version: 1 });
      await store().jobs.want(place, 1, 1);
      expect(await claimed(place)).toBeNull();
    });

    test('forget() removes the job and its model answers, and a late letter is stale', async () => {
      const [place, other] = [newPlace(), newPlace()];
      const job = await held(place);
      await store().keep({ place, version: 1, step: 'plan' }, 'canary', job);
      await store().commit(asks(other, 1));
      await store().forget(place, []);
      expect(await store().jobs.hold(job)).toBe(false);
      await store().keep({ place, version: 1, step: 'draft' }, 'canary', job);
      for (const step of ['plan', 'draft']) expect(await store().recall({ place, version: 1, step })).toBeNull();
      // The same letter version of a new interview is a different letter.
      await store().commit(asks(place, 1));
      expect(await store().commit(written(job, { expected: 1 }))).toBe('stale');
      expect(await store().commit(written({ ...job, attempt: 0 }, { expected: 1 }))).toBe('stale');
      const anew = await claimed(place);
      expect(anew).toMatchObject({ place, attempt: 0 });
      expect(anew?.id).not.toBe(job.id);
    });
  });
}

function writing(version: number): Turn['saved'] {
  return { version: 1, value: 'writing', context: { letters: version } };
}
