import { describe, expect, test } from 'vitest';
import { readNames } from '../../src/reader/name-answers.ts';

const told = (text: string) => readNames({ text, source: 'm1', slot: 'system.employer', step: null });

describe('an employer with what it is', () => {
  test.each([
    ['Nordlys Energi, a grid operator in Norway', 'Nordlys Energi', 'a grid operator in Norway', ''],
    [
      'At Savinja, which is a dairy cooperative near Celje. I have been there for six years.',
      ...['Savinja', 'which is a dairy cooperative near Celje', 'I have been there for six years.'],
    ],
  ])('is read from: %s', (text, name, about, rest) => {
    const kept = rest === '' ? [] : [{ type: 'keep', kept: { text: rest, topic: 'system' } }];
    expect(told(text)).toMatchObject([...kept, { type: 'set', value: { text: name, about } }]);
  });

  test.each([
    'Nordlys Energi',
    'Nordlys Energi, Norway',
    'Sapling, the payments team',
    'Acme, we do software for salmon farms',
    'Acme, a',
    'Norsea, a ferry operator; we run 12 ships',
    `Acme, a ${'very '.repeat(18)}big shop`,
  ])('is not certain in: %s', (text) => {
    for (const command of told(text)) expect(command).not.toHaveProperty('value.about');
  });
});
