import { expect, test } from 'vitest';
import { EXAMPLE_LETTERS, exampleLetters } from '../../src/prompts/model/example-letters.ts';
import { draftPrompt, revisePrompt } from '../../src/prompts/model/writing.ts';

/** What the prompt forbids, or readers held against letters. */
const NEVER = [
  '—',
  ';',
  ' while ',
  'excited',
  'passionate',
  'leverage',
  'resonated',
  'The hard part',
  'I am applying',
  '!',
];

const material = (company: string) => ({ job: { position: 'Backend Engineer', company }, interview: [], figures: [] });

test.each(EXAMPLE_LETTERS)('a letter that opens with $opening keeps to what the prompt asks for', ({ letter }) => {
  const words = letter.split(/\s+/).length;
  expect(words).toBeGreaterThanOrEqual(220);
  expect(words).toBeLessThanOrEqual(310);
  expect(letter.split('\n\n').length).toBeGreaterThanOrEqual(4);
  for (const phrase of NEVER) expect(letter).not.toContain(phrase);
});

test('the letters open, and end, each with other words', () => {
  const first = EXAMPLE_LETTERS.map(({ letter }) => letter.split(' ').slice(0, 2).join(' '));
  const last = EXAMPLE_LETTERS.map(({ letter }) => letter.split('\n\n').at(-1)?.split(' ').slice(0, 4).join(' '));
  expect(new Set(first).size).toBe(EXAMPLE_LETTERS.length);
  expect(new Set(last).size).toBe(EXAMPLE_LETTERS.length);
});

test('a prompt holds two of them, the same for a draft and its revision', () => {
  const held = (text: string) => EXAMPLE_LETTERS.filter(({ letter }) => text.includes(letter));
  const draft = held(draftPrompt(material('Harbour Grid'), [], null).system);
  expect(draft).toHaveLength(2);
  expect(held(revisePrompt(material('Harbour Grid'), [], []).system)).toEqual(draft);
});

test('all pairs occur, about equally often', () => {
  const counts = new Map<string, number>();
  for (let n = 0; n < 3000; n++) {
    const [first = '', second = ''] = exampleLetters(`{"company":"Company ${n}"}`);
    expect(first).not.toBe(second);
    const pair = `${first.slice(0, 20)}|${second.slice(0, 20)}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  expect(counts.size).toBe(EXAMPLE_LETTERS.length * (EXAMPLE_LETTERS.length - 1));
  expect(Math.min(...counts.values())).toBeGreaterThan(30);
});
