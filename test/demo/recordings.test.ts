/** Recorded interviews through the program of today: each comes to the letter that the model wrote. */
import { describe, expect, test } from 'vitest';
import { RECORDINGS_DIRECTORY, recordingsIn, replayed } from '../../bench/replayed.ts';
import type { Recording } from '../../src/demo/recording.ts';

const recordings = await recordingsIn(RECORDINGS_DIRECTORY);

describe('a recording', () => {
  test.each(recordings)('%s', async (_, recording) => {
    const { letters, templates, unanswered } = await replayed(recording);
    expect(unanswered).toEqual([]);
    expect(templates).toBe(0);
    expect(letters.length).toBeGreaterThan(0);
  });

  test('without the answers to its letter: a letter of the template, which is told apart', async () => {
    const [[, recording] = []] = recordings;
    if (!recording) throw new Error('nothing is recorded');
    const answers = recording.answers.filter(({ step }) => step === 'reading');
    const { letters, templates, unanswered } = await replayed({ ...recording, answers });
    expect({ letters, templates, unanswered }).toEqual({ letters: [], templates: 1, unanswered: ['draft'] });
  });

  test('an answer that the program can not use is followed by the next one', async () => {
    const [[, recording] = []] = recordings;
    if (!recording) throw new Error('nothing is recorded');
    const answers = recording.answers.flatMap((answer, at) =>
      at === 0 ? [{ ...answer, content: 'Sorry?' }, answer] : [answer],
    );
    const broken: Recording = { ...recording, answers };
    const { calls, letters } = await replayed(broken);
    expect(calls.filter(({ line }) => line === answers[0]?.line)).toHaveLength(2);
    expect(letters).toHaveLength(1);
  });
});
