import { describe, expect, test } from 'vitest';
import { pairingFaults } from '../../../src/letter/check/pairing.ts';
import { told } from '../briefs.ts';
import { found } from './found.ts';

const BOOKINGS = told(
  ['throughput', 'from 300 to 4,500 bookings per minute'],
  ['latency', 'p95 went from 1.8 s to 210 ms, and p99 from 4.2 s to 640 ms'],
  ['reliability', 'availability 99.9% before, 99.99% now'],
  ['contract', 'Cache hit rate rose from 40% to 92%. The report takes 45 ms.'],
);
const PARCELS = told(
  ['throughput', 'It fell over at 800 scans a second, and now it does 12k scans per second at peak'],
  ['latency', 'median went from 40 ms to 9 ms'],
  ['reliability', 'lost scans went from 36 a week to 2 a week'],
);
const INVOICES = told(
  ['throughput', 'We did 300 invoices an hour at first, then 1,200 after the first year, and 9,600 an hour today'],
  ['latency', 'p99 is 310 ms, it was 2.4 s'],
);

describe('before and after', () => {
  test.each([
    ['The p95 went from 210 ms to 1.8 s.', '210 ms to 1.8 s'],
    ['The p99 is 4.2 s today; it was 640 ms.', '4.2 s today; it was 640 ms'],
    ['Throughput fell from 4,500 to 300 bookings per minute.', '4,500 to 300 bookings per minute'],
    ['We handle 300 bookings a minute, up from 4,500.', '300 bookings a minute, up from 4,500'],
    ['Availability rose from 99.99% to 99.9%.', '99.99% to 99.9%'],
    // Told of no metric, but told with both sides.
    ['The hit rate went from 92% to 40%.', '92% to 40%'],
  ])('"%s" is the wrong way round', (text, span) => {
    expect(found(pairingFaults, text, BOOKINGS)).toEqual([['swapped-direction', span]]);
  });

  test.each([
    'The p95 went from 1.8 s to 210 ms.',
    'The p95 is 210 ms today; it was 1.8 s.',
    'We handle 4,500 bookings a minute, up from 300.',
    'Where 300 bookings a minute were too many, 4,500 are none.',
    'Availability is 99.99%, which used to be 99.9%.',
    'The hit rate went from 40% to 92%.',
    'A hit rate of 92% is what we came to from 40%.',
  ])('"%s" is the right way round', (text) => {
    expect(found(pairingFaults, text, BOOKINGS)).toEqual([]);
  });

  test.each([
    ['The p95 used to be 210 ms. Today it is 1.8 s.', '210 ms. Today it is 1.8 s'],
    [
      'The script took 4,500 bookings a minute. The engine takes 300 now.',
      '4,500 bookings a minute. The engine takes 300',
    ],
  ])('"%s" is wrong over two sentences', (text, span) => {
    expect(found(pairingFaults, text, BOOKINGS)).toEqual([['swapped-direction', span]]);
  });

  test.each([
    'The p95 used to be 1.8 s. Today it is 210 ms.',
    'The engine takes 4,500 bookings a minute now. The script took 300.',
    // Two paragraphs tell two stories.
    'The p95 is 210 ms.\n\nWhat took 1.8 s is gone.',
  ])('"%s" is right over two sentences', (text) => {
    expect(found(pairingFaults, text, BOOKINGS)).toEqual([]);
  });
});

describe('the percentile', () => {
  test.each([
    ['The p99 went from 1.8 s to 210 ms.', 'p99'],
    ['At the 99th percentile it is 210 ms.', '99th percentile'],
    ['The median is 640 ms.', 'median'],
    ['The p95 is 210 ms and the p99.9 is 640 ms.', 'p99.9'],
    ['Latency fell from 4.2 s to 640 ms at p95.', 'p95'],
  ])('of "%s" is another', (text, span) => {
    expect(found(pairingFaults, text, BOOKINGS)).toEqual([['wrong-percentile', span]]);
  });

  test.each([
    ['The p95 is 640 ms and the p99 is 210 ms.', ['p95', 'p99']],
    ['Latency fell from 1.8 s to 210 ms at p99 and from 4.2 s to 640 ms at p95.', ['p95', 'p99']],
  ])('of "%s" is exchanged for the other', (text, spans) => {
    expect(
      found(pairingFaults, text, BOOKINGS)
        .map(([, span]) => span)
        .sort(),
    ).toEqual(spans);
  });

  test('of a median told at p99, beside the median itself, is another', () => {
    expect(found(pairingFaults, 'The median is 9 ms and the p99 is 40 ms.', PARCELS)).toEqual([
      ['wrong-percentile', 'p99'],
    ]);
  });

  test.each([
    'The 95th percentile went from 1.8 s to 210 ms.',
    'At p95 it is 210 ms, and at p99 it is 640 ms.',
    'Latency fell from 1.8 s to 210 ms at p95 and from 4.2 s to 640 ms at p99.',
    'At p95 and p99 we went from 1.8 and 4.2 s to 210 and 640 ms.',
    'The p99 was 4.2 s before, and the p95 is 210 ms today.',
    // None is named.
    'A booking takes 210 ms.',
  ])('of "%s" is the right one', (text) => {
    expect(found(pairingFaults, text, BOOKINGS)).toEqual([]);
  });
});

describe('a value beside that of another figure', () => {
  test.each([
    ['The p95 fell from 4.2 s to 210 ms.', '4.2 s'],
    ['The p95 fell from 1.8 s to 640 ms.', '640 ms'],
    ['The p99 fell from 1.8 s to 640 ms.', '1.8 s'],
    ['The p99 fell from 4.2 s to 210 ms.', '210 ms'],
    ['The p95 fell from 1.8 s to 45 ms.', '45 ms'],
  ])('in "%s" is a changed one', (text, span) => {
    expect(found(pairingFaults, text, BOOKINGS)).toEqual([['changed-digit', span]]);
  });

  test.each([
    ['It went from 36 to 12,000 scans per second.', '36'],
    ['It went from 800 to 9,000 scans per second.', '9,000 scans per second'],
  ])('in "%s" is a changed one, though it was told of something', (text, span) => {
    expect(found(pairingFaults, text, PARCELS)).toEqual([['changed-digit', span]]);
  });

  test.each([
    'The p95 fell from 1.8 s to 210 ms, the p99 from 4.2 s to 640 ms.',
    'The p95 and the p99 fell from 1.8 s and 4.2 s to 210 ms and 640 ms.',
    // Rounded, or compared
    'The p95 fell from 1.8 s to about 200 ms.',
    'The p95 fell from 1.8 s to under 250 ms.',
    'The p95 fell from almost two seconds to 210 ms.',
    'Throughput went from 300 to more than 4,000 bookings per minute.',
  ])('does not stand in "%s"', (text) => {
    expect(found(pairingFaults, text, BOOKINGS)).toEqual([]);
  });

  test.each([
    'In the first year we went from 300 to 1,200 invoices an hour.',
    'We went from 300 to 1,200 invoices an hour in the first year, and to 9,600 today.',
    'We went from 1,200 to 9,600 invoices an hour.',
  ])('is none where it was a stage on the way: "%s"', (text) => {
    expect(found(pairingFaults, text, INVOICES)).toEqual([]);
  });

  test('is one where it was no stage on the way', () => {
    expect(found(pairingFaults, 'We went from 300 to 2,400 invoices an hour.', INVOICES)).toEqual([
      ['changed-digit', '2,400 invoices an hour'],
    ]);
  });

  test('may be what was agreed to say of a confidential one', () => {
    const brief = told(
      ['throughput', 'from 2,000 to 18,730 quotes per hour'],
      ['closing', 'The 18,730 is confidential, please say "close to twenty thousand".'],
    );
    expect(found(pairingFaults, 'It went from 2,000 to close to twenty thousand quotes per hour.', brief)).toEqual([]);
  });
});

describe('the unit that a number takes from its neighbour', () => {
  test.each([
    ['The p95 went from 1.8 to 210 ms.', '1.8'],
    ['The p99 was 4.2 and is 640 ms.', '4.2'],
  ])('is another in "%s"', (text, span) => {
    expect(found(pairingFaults, text, BOOKINGS)).toEqual([['changed-unit', span]]);
  });

  test.each(['The p95 went from 1,800 to 210 ms.', 'The median went from 40 to 9 ms.'])(
    'is its own in "%s"',
    (text) => {
      expect(found(pairingFaults, text, text.includes('median') ? PARCELS : BOOKINGS)).toEqual([]);
    },
  );
});

test('where no figure was told, nothing can be told the wrong way round', () => {
  expect(found(pairingFaults, 'The p95 went from 210 ms to 1.8 s.', told())).toEqual([]);
});

describe('a share of people beside a wait', () => {
  const brief = told(
    ['throughput', '1,800 quotes/min before; 95,000 quotes/min now'],
    ['latency', 'queue to match p90 41s -> 7s, p99 2min -> 19s'],
  );

  test.each([
    'Nine players in ten used to be matched within 41 seconds and are now matched within seven.',
    'It went from thirty quotes a second to more than fifteen hundred.',
    'Ninety-nine in a hundred waited two minutes at most and wait 19 seconds now.',
  ])('is no side of it: %s', (text) => {
    expect(found(pairingFaults, text, brief)).toEqual([]);
  });
});

describe('a value told by the other', () => {
  test.each([
    'It took 40 ms at the median and takes a quarter of that now, 9 ms.',
    'It takes 12,000 scans a second, 720,000 in each minute.',
  ])('is not the wrong way round: %s', (text) => {
    expect(found(pairingFaults, text, PARCELS)).toEqual([]);
  });
});

describe('words right before both sides', () => {
  const known = told(
    ['throughput', '9,000 payslips an hour before, 54,000 payslips an hour now'],
    ['reliability', 'availability 99.8% before, 99.98% now'],
  );

  test.each([
    'Instead of 9,000 payslips an hour we now produce 54,000, six times as many.',
    'We were available 99.8% of the time and have reached 99.98%.',
  ])('say which came first: %s', (text) => expect(found(pairingFaults, text, known)).toEqual([]));

  test.each([
    'Instead of 54,000 payslips an hour we now produce 9,000 payslips an hour.',
    'We were available 99.98% of the time and have reached 99.8%.',
  ])('and which did not: %s', (text) => {
    expect(found(pairingFaults, text, known).map(([kind]) => kind)).toContain('swapped-direction');
  });
});
