/** The interview that is shown in the docs: how much is said in it, and its picture. */
import { expect, test } from 'vitest';
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
