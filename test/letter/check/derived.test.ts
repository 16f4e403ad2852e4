import { describe, expect, test } from 'vitest';
import { derivedFaults } from '../../../src/letter/check/derived.ts';
import { told } from '../briefs.ts';
import { found } from './found.ts';

const BOOKINGS = told(
  ['throughput', 'from 300 to 4,500 bookings per minute'],
  ['latency', 'p95 went from 1.8 s to 210 ms, and p99 from 4.2 s to 640 ms'],
  ['reliability', 'availability 99.9% before, 99.99% now'],
  ['contract', 'Cache hit rate rose from 40% to 92%. The box offices send everything twice.'],
);
const SCANS = told(
  ['throughput', '12k scans per second at peak'],
  ['latency', 'median went from 40 ms to 9 ms'],
  ['reliability', 'lost scans went from 36 a week to 2 a week'],
  ['background', 'That was three times as much as any other team had.'],
);

describe('a multiple or a change that follows', () => {
  test.each([
    // 15 times
    'Throughput went from 300 to 4,500 bookings per minute, fifteen times as much.',
    'It takes 4,500 bookings a minute, fifteenfold.',
    'It takes 4,500 bookings a minute, 15x the old limit.',
    'It takes 4,500 bookings a minute, more than an order of magnitude above the script.',
    'Throughput grew by 1,400%.',
    // 8.57 times, 88.3 per cent
    'The p95 went from 1.8 s to 210 ms, about eight times less.',
    'The p95 went from 1.8 s to 210 ms, between eight and nine times less.',
    'The p95 went from 1.8 s to 210 ms, nine times less.',
    'The p95 went from 1.8 s to 210 ms, a cut of 88%.',
    'The p95 went from 1.8 s to 210 ms, a cut of nearly 90%.',
    'The p95 is 210 ms, less than an eighth of what it was.',
    'The p95 is 210 ms. That is 88% less.',
    // 6.56 times, 84.8 per cent
    'The p99 went from 4.2 s to 640 ms, a factor of six and a half.',
    'The p99 fell by more than four fifths, to 640 ms.',
    // A tenth of the downtime, and what an availability leaves
    'Availability is 99.99%, which is a tenth of the downtime.',
    'Availability went from 99.9% to 99.99%, and downtime fell tenfold.',
    // 2.3 times, told of no metric
    'The hit rate more than doubled.',
    'The hit rate went from 40% to 92%, up 130%.',
  ])('"%s"', (text) => {
    expect(found(derivedFaults, text, BOOKINGS)).toEqual([]);
  });

  test.each([
    // 4.4 times
    'The median is four times as fast.',
    'The median fell from 40 to 9 ms, by more than three quarters.',
    // 18 times
    'Lost scans fell eighteenfold.',
    'We lose two scans a week, one eighteenth of what it was.',
    'Lost scans fell from 36 to 2 a week, by 94%.',
    // In the words that were used
    'It was three times as much as any other team had.',
  ])('"%s", of others', (text) => {
    expect(found(derivedFaults, text, SCANS)).toEqual([]);
  });
});

describe('a multiple or a change that does not follow', () => {
  test.each([
    ['Throughput went from 300 to 4,500 bookings per minute, ten times as much.', 'ten times'],
    ['It takes 4,500 bookings a minute, 51x the old limit.', '51x'],
    ['Throughput rose twentyfold, to 4,500 bookings a minute.', 'twentyfold'],
    ['It takes 4,500 bookings a minute, two orders of magnitude above the script.', 'two orders of magnitude'],
    ['The p95 went from 1.8 s to 210 ms, about twelve times less.', 'about twelve times'],
    ['The p95 went from 1.8 s to 210 ms, more than nine times less.', 'more than nine times'],
    ['The p95 went from 1.8 s to 210 ms, a cut of 78%.', '78%'],
    ['The p95 went from 1.8 s to 210 ms, a cut of more than 95%.', '95%'],
    ['The p95 is 210 ms, a fifth of what it was.', 'a fifth of what'],
    ['We halved the p95, to 210 ms.', 'halved'],
    ['The p99 fell by two thirds, to 640 ms.', 'by two thirds'],
    ['Availability is 99.99%, which is a third of the downtime.', 'a third of the'],
    ['The hit rate went from 40% to 92%, three times as high.', 'three times'],
    // It follows from another figure than the one beside it.
    ['The p95 went from 1.8 s to 210 ms, fifteen times less.', 'fifteen times'],
  ])('"%s": %s', (text, span) => {
    expect(found(derivedFaults, text, BOOKINGS)).toEqual([['wrong-derived', span]]);
  });

  test.each([
    ['It is thirty times as fast.', 'thirty times'],
    ['Throughput quadrupled.', 'quadrupled'],
    ['We nearly tripled what it takes.', 'nearly tripled'],
  ])('"%s": %s, with no figure beside it', (text, span) => {
    expect(found(derivedFaults, text, BOOKINGS)).toEqual([['wrong-derived', span]]);
  });

  test.each([
    ['Costs fell by 55%.', '55%'],
    ['Support calls are down 70%.', '70%'],
  ])('"%s": a percentage beside nothing is a number of its own', (text, span) => {
    expect(found(derivedFaults, text, BOOKINGS)).toEqual([['invented-number', span]]);
  });
});

describe('where it stands', () => {
  test('a claim may follow from the sentence before', () => {
    expect(found(derivedFaults, 'The p95 is 210 ms now. That is eight times less.', BOOKINGS)).toEqual([]);
    expect(found(derivedFaults, 'The p95 is 210 ms now. That is six times less.', BOOKINGS)).toEqual([
      ['wrong-derived', 'six times'],
    ]);
  });

  test('with no figure near, it may follow from any', () => {
    expect(found(derivedFaults, 'That is six and a half times less.', BOOKINGS)).toEqual([]);
  });

  test('with no figure near, what means other things as well is no claim', () => {
    expect(found(derivedFaults, 'A third of the code is tests, twice as much as before.', BOOKINGS)).toEqual([]);
  });

  test('two numbers of the sentence itself may carry it', () => {
    expect(found(derivedFaults, 'At p99 it is 640 ms, three times the 210 ms of p95.', BOOKINGS)).toEqual([]);
    expect(found(derivedFaults, 'At p99 it is 640 ms, five times the 210 ms of p95.', BOOKINGS)).toEqual([
      ['wrong-derived', 'five times'],
    ]);
  });

  test('a percentage is no number of bookings that a multiple could follow from', () => {
    const text = 'It takes 4,800 bookings a minute, fifty times as many, at 99.99% availability.';
    expect(found(derivedFaults, text, BOOKINGS)).toEqual([['wrong-derived', 'fifty times']]);
  });
});

describe('what the candidate said', () => {
  test('is no claim of the letter', () => {
    const brief = told(['throughput', 'It takes 4,500 bookings a minute, nearly ten times as much as before.']);
    expect(found(derivedFaults, 'It is nearly ten times as much.', brief)).toEqual([]);
  });

  test('holds in other words for a half and a double', () => {
    const brief = told(['latency', 'p95 is 210 ms'], ['contract', 'The new key halved the size of the index.']);
    expect(found(derivedFaults, 'The index takes half as much.', brief)).toEqual([]);
  });

  test('of occasions halves nothing', () => {
    // "The box offices send everything twice."
    expect(found(derivedFaults, 'We cut the p95 in half, to 210 ms.', BOOKINGS)).toEqual([
      ['wrong-derived', 'cut the p95 in half'],
    ]);
  });
});
