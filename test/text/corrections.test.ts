import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { correctsItself, opensCorrection, opensWithCorrection } from '../../src/text/corrections.ts';
import { sentencesIn } from '../../src/text/sentences.ts';
import { FRENCH, GERMAN, PORTUGUESE, SPANISH } from '../end-to-end/languages.ts';

describe('opensCorrection', () => {
  test.each([
    'No, it was 400',
    'no - 400',
    'actually the p99 is 310 ms',
    'wait, I looked it up',
    'wait I looked it up',
    'sorry, 1.4 s',
    'oh, correction: Priya and I built it',
    '*210',
    'wrong: 12',
    'no no that was a correction, go back',
    'no sorry 40 sec',
    'it should say that two orders got lost',
    'desculpa, foram 12',
    'no wait it was 12',
    'oops, no, the other one',
    'oops, it was 310',
  ])('finds a correction in "%s"', (text) => expect(opensCorrection(text)).toBe(true));

  test.each([
    'no orders were lost',
    'No complaint about mail after an unsubscribe since.',
    'waiting times fell',
    'nowhere else',
    '**9,500** requests',
    'we never lost one',
    'wrong invoices 0.02%',
    'wrong-price complaints 18 a week',
    'no-op builds take 22 s',
    'Wait times fell from 4 s to 1 s',
    'No.',
  ])('finds no correction in "%s"', (text) => expect(opensCorrection(text)).toBe(false));
});

test.each([
  ['Wait I said 48 mills, its 38.', true],
  ['Correction: it was a Wednesday.', true],
  ['wait one more for the hard part', true],
  ['No, Kuipwerk.', false],
  ['It should never happen twice.', false],
])('within an answer, "%s" corrects another sentence: %s', (sentence, corrects) => {
  expect(opensWithCorrection(sentence)).toBe(corrects);
});

describe('correctsItself', () => {
  test.each([
    "I mentored the 3 juniors, no wait it's 2, the third one was only an intern.",
    'We were 4 people (no, 5) and it took a year.',
    'It started in 2019 – sorry, 2018.',
    'It runs on 3 nodes, oh wait, 4 of them.',
    'It took 40 ms, no wait 50 ms.',
    'Das waren 40, nein, 50 Zähler.',
    'Eran 40, perdón, 50 contadores.',
  ])('finds a correction in "%s"', (text) => expect(correctsItself(text)).toBe(true));

  test.each([
    'When a meter fails, it should retry.',
    'There were no locks, no wait times, no wrong invoices and no correction by hand.',
    'Clients send a request, wait for the receipt and go on.',
    'It had no tests, actually.',
    'No, it was 400.',
    'We had three goals: no downtime, no lost readings, no night shifts.',
  ])('finds no correction in "%s"', (text) => expect(correctsItself(text)).toBe(false));

  const ItemSchema = z.object({ letter: z.string() });

  test.each(['letters/dev.jsonl', 'letters-held-out.jsonl'])('finds none in the letters of %s', async (file) => {
    const lines = (await readFile(new URL(`../fixtures/${file}`, import.meta.url), 'utf8')).trim().split('\n');
    const sentences = lines.flatMap((line) => sentencesIn(ItemSchema.parse(JSON.parse(line)).letter));
    expect(sentences.length).toBeGreaterThan(150);
    expect(sentences.filter(correctsItself)).toEqual([]);
  });

  test('finds none in answers in other languages', () => {
    const sentences = [GERMAN, FRENCH, SPANISH, PORTUGUESE].flatMap(Object.values<string>).flatMap(sentencesIn);
    expect(sentences.filter(correctsItself)).toEqual([]);
  });
});
