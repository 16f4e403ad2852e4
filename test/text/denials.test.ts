import { expect, test } from 'vitest';
import { denialIn } from '../../src/text/denials.ts';

test.each([
  ['wait it was Rust not Go', 'Rust', 'Go'],
  ['140 hauliers, not 240', '140 hauliers', '240'],
  ["no, it's 1,800 meters, not 1,900", '1,800 meters', '1,900'],
  ['sorry its 85,000 not 58,000', '85,000', '58,000'],
])('reads the new and the old words of "%s"', (text, told, old) => expect(denialIn(text)).toEqual({ text: told, old }));

test.each([
  'not 240',
  'I would rather not',
  'first Rust, then Go, not Java',
  'Rust, not Go, sorry',
  'Rust not\nGo',
  `${'a '.repeat(30)}not b`,
])('reads nothing from "%s"', (text) => expect(denialIn(text)).toBeNull());
