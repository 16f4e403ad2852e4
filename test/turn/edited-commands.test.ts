/** An edit of a message that was a command, or from which nothing was noted. */
import { expect, test } from 'vitest';
import { wordsOf } from '../../src/prompts/catalogues.ts';
import { ANSWERS, conversation } from './conversation.ts';

test('an edited command is run as it stands now', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS, 'system.what');
  await talk.send({ kind: 'command', name: 'brif', rest: '' }, 'm1');
  await talk.send({ kind: 'edited', of: { id: 'm1' }, text: '/brief' });
  expect(talk.said()).toContain('Employer: Tavolo');
});

test('the edit of a message from which nothing was noted says so, and the question stays', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS, 'system.what');
  await talk.send({ kind: 'command', name: 'brief', rest: '' }, 'm1');
  await talk.send({ kind: 'edited', of: { id: 'm1' }, text: 'rebuilt the meter pipeline' });
  expect(talk.said()).toContain(wordsOf('said', 'en')('nothing-to-edit'));
  expect(talk.ask().slot).toBe('system.what');
  await talk.command('brief');
  expect(talk.said()).not.toContain('rebuilt the meter pipeline');
});
