import { describe, expect, it } from 'vitest';
import type { Ask } from '../../src/adapters/contract.ts';
import { choiceIn } from '../../src/turn/choose.ts';

const ASK: Pick<Ask, 'choices'> = {
  choices: [
    { id: 'use-1', label: 'identity', value: 'identity' },
    { id: 'use-2', label: 'Payments Core', value: 'Payments Core' },
    { id: 'skip', label: 'Only the new one is known' },
  ],
};

describe('choiceIn', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['identity', 'use-1'],
    ['Identity', null],
    ['payments core', 'use-2'],
    ['Payments core.', 'use-2'],
    ['the first one', 'use-1'],
    ['Only the new one', 'skip'],
    ['Only', 'skip'],
    ['Billing', null],
    ['', null],
  ];
  it.each(cases)('takes %j for the choice %j', (text, id) => expect(choiceIn(text, ASK)).toBe(id));
});
