/** The interview that is shown in the docs: how much is said in it, and its picture. */
import { expect, test } from 'vitest';
import { skipTo } from '../../../bench/asked.ts';
import { chatPicture } from '../../../bench/chat-picture.ts';
import { messagesOf, textOf, transcript } from '../../../bench/telegram/transcript.ts';

test('at most one message of the bot a turn, but for the greeting, the letter and a word before it', async () => {
  const played = await transcript();
  // Three turns change the review where it stands.
  expect(played.spoken).toBeLessThanOrEqual(played.turns - 3 + 2);
  expect(played.entries.filter(({ text }) => text.includes('with its sentences numbered'))).toHaveLength(1);
  expect(played.entries.filter(({ file }) => file !== null)).toHaveLength(1);
  const text = textOf(played);
  expect(text).toContain('[✓ Write it]');
  expect(text).toContain('(file) cover-letter-harbour-grid.txt');
  const svg = chatPicture(messagesOf(played));
  expect(Buffer.byteLength(svg)).toBeLessThan(300_000);
  expect(svg).not.toMatch(/NaN|undefined/);
});

test('a played interview skips what it has no answer to, and says so where its next question never comes', async () => {
  const asked = ['How many people built it?', 'And on which continent?', 'Which team is it? For example: Metering'];
  let at = 0;
  const skip = async () => {
    at += 1;
  };
  await skipTo('role.team', () => asked[at] ?? '', skip);
  expect(at).toBe(2);
  await expect(skipTo('closing', () => asked[at] ?? 'That is all.', skip)).rejects.toThrow('closing is never asked');
});
