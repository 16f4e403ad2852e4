import { expect, test } from 'vitest';
import { capital } from '../../src/text/capitals.ts';

test.each([
  ['"two orders"', '"Two orders"'],
  ['““we moved', '““We moved'],
  ['npm is slow', 'npm is slow'],
  ['"', '"'],
])('capitalises %s', (text, capitalised) => expect(capital(text)).toBe(capitalised));

test('a text of quotation marks alone stays as it is', () => {
  expect(capital('"'.repeat(20_000))).toHaveLength(20_000);
});
