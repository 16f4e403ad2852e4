/** Recorded interviews whose answers fail; that each comes to its letter is in test/bench/model.test.ts. */
import { expect, test } from 'vitest';
import { RECORDINGS_DIRECTORY, recordingsIn, replayed } from '../../bench/replayed.ts';
import type { Recording } from '../../src/demo/replay.ts';

const [[, recording] = []] = await recordingsIn(RECORDINGS_DIRECTORY);
if (!recording) throw new Error('nothing is recorded');

test('without the answers to its letter: a letter of the template, which is told apart', async () => {
  const answers = recording.answers.filter(({ step }) => step === 'reading');
  const { letters, templates, unanswered } = await replayed({ ...recording, answers });
  expect({ letters, templates, unanswered }).toEqual({ letters: [], templates: 1, unanswered: ['draft'] });
});

test('an answer that the program can not use is followed by the next one', async () => {
  const answers = recording.answers.flatMap((answer, at) =>
    at === 0 ? [{ ...answer, content: 'Sorry?' }, answer] : [answer],
  );
  const broken: Recording = { ...recording, answers };
  const { calls, letters } = await replayed(broken);
  expect(calls.filter(({ line }) => line === answers[0]?.line)).toHaveLength(2);
  expect(letters).toHaveLength(1);
});
