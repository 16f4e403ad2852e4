import { describe, expect, test } from 'vitest';
import { keepOutWish, ordersSilence } from '../../src/text/keep-out-wish.ts';

describe('a wish to keep words out', () => {
  test.each([
    ['dont mention Sunmar', ['Sunmar'], ''],
    ['and please don’t name our biggest customer, Sunmar hotels', ['our biggest customer', 'Sunmar hotels'], ''],
    ['overbookings: 9 per month, and pls keep Sunmar out of it', ['Sunmar'], 'overbookings: 9 per month'],
    ["Please don't write Thaba Kgolo either, that's the mine.", ['Thaba Kgolo'], ''],
    ['Jo Lind. Leave out Sunmar please. Malmö', ['Sunmar'], 'Jo Lind. Malmö'],
    ['Sunmar bitte nicht nennen', ['Sunmar'], ''],
    ['Und erwähne Sunmar bitte nicht.', ['Sunmar'], ''],
    ['ne mentionnez pas Sunmar', ['Sunmar'], ''],
    ['por favor, no menciones a Sunmar', ['a Sunmar'], ''],
    ['não mencione Sunmar', ['Sunmar'], ''],
  ])('is read in %j', (text, words, rest) => {
    expect(keepOutWish(text)).toMatchObject({ words, rest });
  });

  test.each([
    "don't mention the name",
    "don't name anyone",
    'nenne bitte niemanden',
    'no menciones a nadie',
    "I don't write Go yet",
    'we keep old prices out of the cache',
    'keep out',
    'leave',
    '',
  ])('is not read in %j', (text) => {
    expect(keepOutWish(text)).toBeNull();
  });
});

describe('an order to keep something quiet', () => {
  test.each([
    'dont tell who',
    'Please do not say who they are.',
    "don't tell",
    'never mention it',
    'Put it in, but keep the name out',
    'verrate das nicht',
    'bitte nicht sagen',
    'ne dis pas qui',
    'no digas quién',
    'não conte isso',
  ])('is %j', (text) => {
    expect(text.split(', ').some(ordersSilence)).toBe(true);
  });

  test.each([
    'We never say which meters failed.',
    'They did not tell us.',
    "It doesn't say who called",
    'Nobody mentioned the queue, so we kept it.',
    'Wir sagten es nicht allen',
  ])('is not %j', (text) => {
    expect(text.split(', ').some(ordersSilence)).toBe(false);
  });
});
