/** The interview shown in the docs: its number of messages, and its picture. */
import { expect, test } from 'vitest';
import { skipTo } from '../../bench/asked.ts';
import { chatPicture } from '../../bench/chat-picture.ts';
import { messagesOf, textOf, transcript } from '../../bench/telegram/transcript.ts';

test('the documented interview has about one message of the bot per turn, and a valid picture', async () => {
  const played = await transcript();
  // Three turns edit the review in place.
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

test('skipTo skips other questions, and rejects if its question is never asked', async () => {
  const asked = [
    'How many people built it?',
    'And on which continent?',
    'Which team at Harbour Grid is the job in? For example: Metering',
  ];
  let at = 0;
  const skip = async () => {
    at += 1;
  };
  await skipTo('role.team', () => asked[at] ?? '', skip);
  expect(at).toBe(2);
  await expect(skipTo('closing', () => asked[at] ?? 'That is all.', skip)).rejects.toThrow('closing is never asked');
});
