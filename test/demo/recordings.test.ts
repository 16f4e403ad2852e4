/** Recorded interviews with failing or changed answers. test/bench/model.test.ts replays each one to its letter. */
import { expect, test } from 'vitest';
import { RECORDINGS_DIRECTORY, recordingsIn, replayed } from '../../bench/replayed.ts';
import type { Adapter } from '../../src/adapters/contract.ts';
import { isNewTopic, type RecordedLine, type Recording, replay } from '../../src/demo/replay.ts';
import { TOPICS_THEN } from '../fixtures/topics.ts';

const [[, recording] = []] = await recordingsIn(RECORDINGS_DIRECTORY);
if (!recording) throw new Error('nothing is recorded');

test('without a recorded answer for the letter the template writes it, and the replay reports that', async () => {
  const answers = recording.answers.filter(({ step }) => step === 'reading');
  const { letters, templates, unanswered } = await replayed({ ...recording, answers });
  expect({ letters, templates, unanswered }).toEqual({ letters: [], templates: 1, unanswered: ['draft'] });
});

test('after an unusable recorded answer the next one is used', async () => {
  const answers = recording.answers.flatMap((answer, at) =>
    at === 0 ? [{ ...answer, content: 'Sorry?' }, answer] : [answer],
  );
  const broken: Recording = { ...recording, answers };
  const { calls, letters } = await replayed(broken);
  expect(calls.filter(({ line }) => line === answers[0]?.line)).toHaveLength(2);
  expect(letters).toHaveLength(1);
});

/** @returns each line with the topic of its question, without topics added after the first recordings */
async function linesOf(played: Recording): Promise<(readonly [topic: string | null, line: RecordedLine])[]> {
  const lines: (readonly [string | null, RecordedLine])[] = [];
  const adapter: Adapter = {
    name: 'terminal',
    start: () => Promise.resolve(),
    send: () => Promise.resolve({ outcome: 'sent', platformId: null }),
    stop: () => Promise.resolve(),
  };
  await replay(played, {
    adapter,
    async onLine(line, asked) {
      if (!isNewTopic(asked?.topic, TOPICS_THEN)) lines.push([asked?.topic ?? null, line]);
    },
  });
  return lines;
}

test('a topic that is newer than the recording is skipped, and the others are answered as recorded', async () => {
  const lines = await linesOf(recording);
  const at = lines.findIndex(([topic]) => topic === 'reliability');
  const without = lines.filter(([topic]) => topic !== 'reliability');
  expect(lines.length - without.length).toBe(1);
  const earlier: Recording = {
    ...recording,
    topics: recording.topics.filter((topic) => topic !== 'reliability'),
    lines: without.map(([, line]) => line),
    answers: recording.answers
      .filter(({ line }) => line !== at + 1)
      .map((answer) => (answer.line > at ? { ...answer, line: answer.line - 1 } : answer)),
  };
  const skipped = ['reliability', { type: 'choice', id: 'skip' }] as const;
  expect(await linesOf(earlier)).toEqual(lines.toSpliced(at, 1, skipped));
});
