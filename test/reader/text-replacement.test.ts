import { describe, expect, test } from 'vitest';
import { replacedText, replaceWhole } from '../../src/reader/text-replacement.ts';

const NOTED = 'rebuilt the dispatch for 240 hauliers in Go, with a budget of 1,240 euros';

describe('replacedText', () => {
  test.each([
    ['change 240 to 140', 'for 140 hauliers'],
    ['Please replace "240 hauliers" with "140 hauliers".', 'for 140 hauliers'],
    ['ändere 240 auf 140', 'for 140 hauliers'],
    ['remplace Go par Rust', 'in Rust'],
    ['cambia 240 a 140', 'for 140 hauliers'],
    ['Sorry, I made a mistake, it is 140 hauliers, not 240.', 'for 140 hauliers'],
    ['Oops. It was 140, not 240. My bad.', 'for 140 hauliers'],
    ['I meant 140, not 240', 'for 140 hauliers'],
    ['it was Rust not Go', 'in Rust'],
    ['change 1,240 to 1,140', 'of 1,140 euros'],
  ])('replaces words that occur once: %s', (text, expected) => expect(replacedText(text, NOTED)).toContain(expected));

  test.each([
    ['wait, it is 640,000 meters, not 460,000. sorry', 'with 640,000 smart meters'],
    ['sorry its 640,000 not 460,000, mixed it up', 'with 640,000 smart meters'],
    ['it was 1,800 readings not 1,900', 'lost 1,800 readings'],
    ['it was 4 smart meters, not 2', null],
    ['it was 5 clerks, not 2', 'for 5 clerks'],
  ])('replaces a number in front of its noun: %s', (text, expected) => {
    const noted = 'built it for 2 clerks and an operator with 460,000 smart meters; it lost 1,900 readings';
    const next = replacedText(text, noted);
    expect(next).toEqual(expected && expect.stringContaining(expected));
  });

  test.each([
    'change 24 to 14',
    'change in to at',
    'change a budget',
    'it has 140 trucks, not 240',
    'it is 140, not 250',
    'After a long time we moved to Go',
    'Nach dem Umbau ging es auf 140',
    'rebuilt the dispatch for 140 hauliers, not the app',
    '240',
  ])('returns null for any other text: %s', (text) => {
    const noted = `${NOTED}. It ran in Bern`;
    expect(replacedText(text, noted)).toBeNull();
  });
});

test.each([
  ['It follows 3,200 wagons.', '3200', '3400', 'It follows 3,400 wagons.'],
  ['It follows 3,200 wagons.', '3200 wagons', '13400 cars', 'It follows 13,400 cars.'],
  ['It follows 3200 wagons.', '3,200', '3,400', 'It follows 3400 wagons.'],
  ['Es folgt 3.200 Wagen.', '3200', '3400', 'Es folgt 3.400 Wagen.'],
  ['Il suit 3\u202f200 wagons.', '3200', '3400', 'Il suit 3\u202f400 wagons.'],
  ['Sie brauchte 1,5 Stunden.', '1.5', '1.7', 'Sie brauchte 1,7 Stunden.'],
  ['It takes 12 s at p99.', '12s', '14s', 'It takes 14s at p99.'],
  ['It takes 12 s at p99.', '12 seconds', '10 seconds', 'It takes 10 seconds at p99.'],
  ['It serves 3.2 million homes.', '3,200,000', '3,400,000', 'It serves 3,400,000 homes.'],
  ['It crossed four countries.', '4', '5000', 'It crossed 5000 countries.'],
  ['It had 23,200 users.', '3200', '1', 'It had 23,200 users.'],
])('finds a number in "%s" in every notation: %s → %s', (text, old, by, expected) =>
  expect(replaceWhole(text, old, by)).toBe(expected),
);
