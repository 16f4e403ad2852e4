import { describe, expect, test } from 'vitest';
import { materialOf } from '../../src/letter/material.ts';
import { discreet, masked } from '../../src/machine/discretion.ts';
import { knownFacts } from '../../src/reader/known.ts';
import { brief, fact, told } from '../letter/briefs.ts';

describe('what must stay out', () => {
  const hiding = (hide: string, say: string | null, quote = hide) =>
    brief(fact('system', quote, { rough: true, standIns: [{ hide, say }] }));

  test.each<[string, string, string | null, string | null]>([
    ['I built it at Halcyon.', 'Halcyon', 'a payroll house', 'I built it at a payroll house.'],
    ["It was Halcyon's.", 'Halcyon', 'A payroll house', "It was a payroll house's."],
    ['Halcyon paid for it, and Halcyon kept it.', 'Halcyon', 'a bank', 'a bank paid for it, and a bank kept it.'],
    [
      'It bills 4.6 million subscribers.',
      '4.6 million',
      'millions of subscribers',
      'It bills millions of subscribers.',
    ],
    ['It does 48,200 a day.', '48,200', 'tens of thousands', 'It does tens of thousands a day.'],
    ['I built it at Halcyon.', 'Halcyon', null, null],
    // Words that only contain it.
    ['It took 120 ms.', '12', 'a dozen', 'It took 120 ms.'],
    ['It took 4,480 ms.', '480', 'some', 'It took 4,480 ms.'],
    ['In Florida it ran.', 'Ida', null, 'In Florida it ran.'],
    ['A (very) odd [name].', '(very)', 'quite', 'A quite odd [name].'],
    // Articles, compounds and proper names around the place.
    ['The FLUX sessions dropped.', 'FLUX', 'the wire protocol', 'The wire protocol sessions dropped.'],
    ['It sits in a spare FLUX tag.', 'FLUX', 'the wire protocol', 'It sits in a spare wire protocol tag.'],
    ['Before, it was calls to Halcyon clerks.', 'Halcyon', 'a carrier', 'Before, it was calls to carrier clerks.'],
    ['I worked at the Halcyon.', 'Halcyon', 'a hotel', 'I worked at a hotel.'],
    ['We ran a service called Project Falcon for years.', 'Falcon', 'the project', 'We ran a service for years.'],
    ['Project Falcon was late.', 'Falcon', 'the project', 'the project was late.'],
    [
      'The old rules of Halcyon stood, and Halcyon kept them.',
      'Halcyon',
      'a bank',
      'The old rules of a bank stood, and a bank kept them.',
    ],
  ])('%j, hiding %j behind %j', (sentence, hide, say, left) => {
    expect(discreet(sentence, hiding(hide, say))).toBe(left);
  });

  test('is said to a reader who needs the rest of the words with a gap, where nothing may stand in', () => {
    const known = hiding('Halcyon', null);
    expect(masked('At Halcyon I built it.', known)).toBe('At … I built it.');
    expect(masked('At Ida I built it.', known)).toBe('At Ida I built it.');
  });

  test.each([
    [
      'Nordlys Energi',
      'an energy supplier',
      'Nordlys wanted its meters back.',
      'an energy supplier wanted its meters back.',
    ],
    ['Project Heron', 'the project', 'Heron went live.', 'the project went live.'],
    ['9,500 readings per second', 'thousands', 'It was 9500 readings a second.', 'It was thousands.'],
    ['4.6 million', 'millions', 'The 4,600,000 bills are due at midnight.', 'The millions are due at midnight.'],
  ])('%j in other words: never said in a letter, and masked for a model', (hide, say, text, left) => {
    expect(discreet(text, hiding(hide, say))).toBeNull();
    expect(masked(text, hiding(hide, say))).toBe(left);
  });
});

describe('what is told after somebody asked to keep it out', () => {
  const NAMED = told(
    ['system', 'I rebuilt meter ingestion at Nordlys Energi.'],
    ['throughput', "Do not name Nordlys Energi, write 'an energy supplier'."],
    ['contract', 'Nordlys Energi resends a whole day of readings, so the key is meter and register.'],
    ['reliability', 'Lost readings at Nordlys went from 1.2% to 0.05%.'],
  );
  const COUNTED = told(
    ['throughput', "From 400 to 9,500 readings per second, but keep the 9,500 confidential, say 'thousands'."],
    ['contract', 'None of the 9500 readings a second may be lost, so each one has a receipt.'],
    ['reliability', 'At 9,500 readings per second we lose 0.05%.'],
  );
  const NUMBER = /9[,.]?500/;

  test.each([
    ['the name', NAMED, /Nordlys/],
    ['the number', COUNTED, NUMBER],
  ])('is not shown to a model that reads: %s', (_, known, hidden) => {
    expect(JSON.stringify(knownFacts(known))).not.toMatch(hidden);
  });

  test.each([
    ['the name', NAMED, /Nordlys/],
    ['the number', COUNTED, NUMBER],
  ])('is not shown to a model that writes: %s', (_, known, hidden) => {
    const material = materialOf({ brief: known, date: new Date('2026-03-02T12:00:00Z'), short: false });
    expect(JSON.stringify(material)).not.toMatch(hidden);
    expect(material.facts.length).toBeGreaterThan(0);
  });

  test('is marked as confidential like what was told before', () => {
    expect(NAMED.facts.filter(({ rough }) => rough).map(({ topic }) => topic)).toEqual([
      'system',
      'contract',
      'reliability',
    ]);
  });
});
