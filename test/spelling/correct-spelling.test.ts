/** Corrections in a text: which words of it they touch. */
import { expect, test } from 'vitest';
import { correctSpelling, wordsIn } from '../../src/spelling/correct-spelling.ts';

const corrected = (text: string) => correctSpelling(text, (correction) => correction).text;

test.each([
  ['they recieve it', 'they receive it'],
  ['Recieved frames stay. It dont loose them', "Received frames stay. It don't loose them"],
  ['Im glad. Ive built it (alot), wich helped!', "I'm glad. I've built it (a lot), which helped!"],
  ['First line\nTeh second, ppl say:', 'First line\nThe second, people say:'],
])('corrects whole words, with the capital of a sentence: %s', (text, next) => {
  expect(corrected(text)).toBe(next);
});

test.each([
  'we call it Recieve or RECIEVE',
  'see https://example.com/recieve and teh@example.com',
  'in src/recieve/teh.ts, recieve.ts, recieve_frame and recieve-frame',
  'run `git recieve pack` or `recieve`',
  'the "teh recieve" tickets, and “teh wich” too',
  'recieve2 and 2recieve',
  'their colour and behaviour were organised',
])('leaves names, addresses, paths, code and quotations alone: %s', (text) => {
  expect(corrected(text)).toBe(text);
});

test.each([
  ['it took fourty minutes, teh most', 'it took fourty minutes, the most'],
  ['abuot 40 mesages per secnd', 'abuot 40 messages per secnd'],
  ['two collegues, 3 yrs', 'two colleagues, 3 years'],
  ['teh page takes 3 secnds', 'the page takes 3 seconds'],
  ['a rack of 4 u', 'a rack of 4 u'],
  ['30% of it, ppl say', '30% of it, people say'],
])('changes no number, unit or bound: %s', (text, next) => {
  expect(corrected(text)).toBe(next);
});

test('makes only offered corrections, and returns each that it made', () => {
  const told = correctSpelling('Ppl recieve ppl', (one) => (one.typed === 'ppl' ? one : null));
  const ppl = { typed: 'ppl', correct: 'people' };
  expect(told).toEqual({ text: 'People recieve people', corrections: [ppl, ppl] });
});

test('lists words in lower case, without numbers and addresses', () => {
  expect(wordsIn('I’ve sent 40 Frames to a@b.org.')).toEqual(["i've", 'sent', 'frames', 'to']);
});

test('stays fast with thousands of misspelt words', () => {
  const start = performance.now();
  corrected('u '.repeat(1_500));
  // Generous, as the machine may be busy.
  expect(performance.now() - start).toBeLessThan(2_000);
});
