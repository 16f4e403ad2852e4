import { describe, expect, test } from 'vitest';
import { RELATIONS, relationOf } from '../../src/reader/relations.ts';
import { numbersIn } from '../../src/text/quantities.ts';

function relationIn(text: string): string | null {
  const [first, second] = numbersIn(text).mentions;
  if (!first || !second) throw new Error(`fewer than two numbers: ${text}`);
  return relationOf(text, first, second)?.id ?? null;
}

for (const { id, examples, counterexamples } of RELATIONS) {
  describe(id, () => {
    test.each(examples)('"%s"', (text) => expect(relationIn(text)).toBe(id));
    test.each(counterexamples)('not "%s"', (text) => expect(relationIn(text)).not.toBe(id));
  });
}

test('two numbers without a certain pattern have no order', () => {
  for (const text of ['120 to 2,600 scans/sec', '9500 tps (800 tps on the mainframe)', '6,000 orders and 9,000 orders'])
    expect(relationIn(text), text).toBeNull();
});
