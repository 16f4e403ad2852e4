import { describe, expect, test } from 'vitest';
import { describedEmployer } from '../../src/reader/employer-answer.ts';

describe('an employer with what it is', () => {
  test.each([
    ['Nordlys Energi, a grid operator in Norway', 'Nordlys Energi', 'a grid operator in Norway', ''],
    [
      'Savinja, which is a dairy cooperative near Celje. I have been there for six years.',
      ...['Savinja', 'which is a dairy cooperative near Celje', 'I have been there for six years.'],
    ],
  ])('is read from: %s', (text, name, about, rest) => {
    expect(describedEmployer(text)).toEqual({ name, about, rest });
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
    expect(describedEmployer(text)).toBeNull();
  });
});
