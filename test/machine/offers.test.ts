/** "Fix something": the list of noted values, as the letter has them. */
import { expect, test } from 'vitest';
import { ANSWERS, interviewAt } from '../turn/conversation.ts';

async function atTheReview() {
  const talk = await interviewAt('reliability.more');
  await talk.say('failed jobs: 4% -> 1%', 'stuck jobs: 12 -> 3 per week');
  await talk.answer(ANSWERS);
  const labels = async (topic: string) => {
    await talk.say('fix');
    return talk
      .ask()
      .choices.map(({ label }) => label)
      .filter((label) => label.startsWith(topic));
  };
  return { ...talk, labels };
}

test('each figure of a topic has its own value', async () => {
  const talk = await atTheReview();
  expect(await talk.labels('Failures, more')).toEqual([
    'Failures, more: 4% → 1% (failed jobs)',
    'Failures, more: 12 per week → 3 per week (stuck jobs)',
  ]);
});

test('a text and a figure have the words that were written into the letter', async () => {
  const talk = await atTheReview();
  await talk.say('11: Old meters were sealed.', '7: Failed jobs became rare.');
  expect(await talk.labels('Hard part')).toEqual(['Hard part: Old meters were sealed. So I put a version into …']);
  expect(await talk.labels('Failures')).toEqual([
    'Failures, now: 0.05%',
    'Failures, before: 1.2%',
    'Failures, more: Failed jobs became rare.',
    'Failures, more: 12 per week → 3 per week (stuck jobs)',
  ]);
});

test('a change applies to the words that were written into the letter', async () => {
  const talk = await atTheReview();
  await talk.say('2: We learned it twice.', 'fix');
  const { choices } = talk.ask();
  await talk.choose(choices.find(({ label }) => label.startsWith('Your view'))?.id ?? '');
  expect(talk.ask().text).toContain('So far: We learned it twice.');
  await talk.say('We learned it late.');
  expect(talk.ask().text).toContain('2. We learned it late.');
});

test('a note shows a gap for a hidden value', async () => {
  const talk = await interviewAt();
  await talk.say('/hide Tavolo', 'leave the sentence out', 'fix');
  expect(talk.ask().choices.map(({ label }) => label)).toContain('Employer: …');
});
