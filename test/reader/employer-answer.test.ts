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
    expect(describedEmployer(text)).toEqual({ name, about, rest, isSure: true });
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
    expect(describedEmployer(text)?.isSure ?? false).toBe(false);
  });

  test.each([
    ["Lorne. We do software for salmon farms, I've been there since 2017.", 'where we do software for salmon farms'],
    ['dzirnavas, we run grain silos in latvia', 'where we run grain silos in latvia'],
    ["Savinja. It's a dairy near Celje.", 'a dairy near Celje'],
    ['rolhaviva, cork stopper maker in portugal', 'a cork stopper maker in Portugal'],
    ['kelpo air, online shop for pipes.', 'an online shop for pipes'],
    ['Savinja, dairy cooperative', 'a dairy cooperative'],
  ])('can be offered for: %s', (text, about) => {
    expect(describedEmployer(text)).toMatchObject({ about, isSure: false });
  });

  test.each([
    'Lorne. It was great.',
    'in Apuaslab, we are a deposit of marble',
    'Lorne. I like it. We do software.',
    'I am with Kivu Wash, we run washing stations.',
    'Nordlys Energi, Norway',
    'acme, berlin germany',
    'Acme, Berlin office',
    'Rolhaviva, cork stoppers, portugal',
    'Acme, logistics software in Berlin',
    'Tavolo, rebuilt the router in Go',
    'Savinja, dairy cooperative. I left in 2020.',
    'well, not sure about that',
  ])('is not offered for: %s', (text) => {
    expect(describedEmployer(text)).toBeNull();
  });
});
