import { describe, expect, it } from 'vitest';
import type { Choice } from '../../src/adapters/contract.ts';
import { choiceByLabel } from '../../src/turn/choose.ts';

const CHOICES: readonly Choice[] = [
  { id: 'use-1', label: 'identity', value: 'identity' },
  { id: 'use-2', label: 'Payments Core', value: 'Payments Core' },
  { id: 'skip', label: 'Only the new one is known' },
];

describe('choiceByLabel', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['identity', 'use-1'],
    ['Identity', undefined],
    ['Payments Core', 'use-2'],
    ['payments core', undefined],
    ['Only the new one is known', 'skip'],
    ['only the new one is known, please', 'skip'],
    ['[Only the new one is known]', 'skip'],
    ['skip', 'skip'],
    ['Only the new one', undefined],
    ['the first one', undefined],
    ['', undefined],
  ];
  it.each(cases)('takes %j for the choice %j', (text, id) => expect(choiceByLabel(text, CHOICES)?.id).toBe(id));
});
