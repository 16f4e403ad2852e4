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

test.each([
  ['On ur blog u say u keep it', 'On your blog you say you keep it'],
  ['Its in go w NATS, n it took 9 hrs b4 that', 'Its in go with NATS, and it took 9 hours before that'],
  ['N id like to ask how they deal w crates', "And I'd like to ask how they deal with crates"],
  [
    'Partners r slow, so it runs w/o them (w/ 3 shards).',
    'Partners are slow, so it runs without them (with 3 shards).',
  ],
  ['Idk maybe. I dunno why, dunno how.', "I don't know maybe. I don't know why, I don't know how."],
  ['i dunno why it wont start', "i don't know why it won't start"],
  ['2 yrs, 1 yr, per hr', '2 years, 1 year, per hour'],
  ['Imo we were gonna lose, sry', 'In my opinion we were going to lose, sorry'],
])('writes chat shorthand out: %s', (text, next) => {
  expect(corrected(text)).toBe(next);
});

test.each([
  ['every team had its own copy lol', 'every team had its own copy'],
  ['it was luck, haha.', 'it was luck.'],
  ['Lol that was hard', 'That was hard'],
  ['lol haha, it worked', 'it worked'],
  ['It broke. Haha. We fixed it.', 'It broke. We fixed it.'],
  ['it broke, lol, at night', 'it broke, at night'],
  ['lol', 'lol'],
])('removes laughter: %s', (text, next) => {
  expect(corrected(text)).toBe(next);
});

test('laughter that is a whole sentence stays if the sentences are counted', () => {
  expect(correctSpelling('It broke. Haha. We won lol.', (one) => one, { isWhole: true }).text).toBe(
    'It broke. Haha. We won.',
  );
});

test.each([
  'the parser is in r and python, the rest in r',
  'O(n) for n nodes, n = 3, in n log n',
  'N nodes replicate. R is slow. W is 3.',
  'with r 3 and 3 w, at w 2',
  'hr asked, and yr blog',
  'the user id like any other, an id rather than a name',
  'as is his wont, he was wont to wait',
  'an n8n flow, `u r`, "lol", W/O, and/or, w/e',
])('leaves letters, units and other words alone: %s', (text) => {
  expect(corrected(text)).toBe(text);
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
  for (const text of ['u ', 'lol ', 'w/o ', ', lol', 'n i r w ', 'id like to ']) corrected(text.repeat(1_500));
  // Generous, as the machine may be busy.
  expect(performance.now() - start).toBeLessThan(2_000);
});
