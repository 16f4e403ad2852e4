import { describe, expect, test } from 'vitest';
import { metricSentences } from '../../src/letter/metrics.ts';
import type { Topic } from '../../src/machine/brief.ts';
import { briefAfter, converse } from '../reader/converse.ts';
import { brief, fact, figure } from './briefs.ts';

const texts = (...parameters: Parameters<typeof metricSentences>) =>
  metricSentences(...parameters).map(({ text }) => text);

describe('a figure in a letter’s words', () => {
  test.each<[Topic, string, string]>([
    ['throughput', 'from 300 to 4,500 jobs per minute', 'Throughput went from 300 to 4,500 jobs per minute.'],
    ['throughput', '40k rps at peak', 'It carries 40,000 requests per second at peak.'],
    ['throughput', 'over 2 million rows a day', 'It carries over 2 million rows per day.'],
    ['latency', 'p95 was 900ms, now 120ms', 'The p95 latency went from 900 ms to 120 ms.'],
    ['latency', 'median 40 ms', 'The median latency is 40 ms.'],
    ['latency', 'sub-20ms p99', 'The p99 latency is under 20 ms.'],
    ['reliability', 'error rate 0.8% -> 0.05%', 'Error rate went from 0.8% to 0.05%.'],
    ['reliability', '99.9% before, 99.99% now', 'Availability went from 99.9% to 99.99%.'],
    ['reliability', 'no parcel was lost', 'No parcel was lost.'],
    ['reliability', 'durability: 99.999999999%', 'Durability is 99.999999999%.'],
    ['reliability', 'five nines to eleven nines', 'Availability went from 99.999% to 99.999999999%.'],
    // What is counted is said once.
    [
      'reliability',
      'double bookings: 14 double bookings last summer, none since',
      'Double bookings went from 14 to zero.',
    ],
    // A verb names nothing that could be measured.
    [
      'throughput',
      'we do like 1.2k a minute on a summer friday, was 90',
      'Throughput went from 90 to about 1,200 per minute.',
    ],
    [
      'latency',
      'Searching an order at p99 went from 2.4 seconds to 310 ms.',
      'Searching an order at p99 went from 2.4 seconds to 310 ms.',
    ],
  ])('%s: %s', (topic, said, written) => {
    expect(texts(briefAfter(said, topic))).toEqual([written]);
  });

  test.each<[Topic, string, string]>([
    // A subject that is no noun phrase fills no template: the candidate's own clause tells it.
    [
      'reliability',
      "Since the rewrite we've had no timeout at the till, before it there were roughly four a month.",
      "Since the rewrite we've had no timeout at the till, before it there were roughly four a month.",
    ],
    [
      'reliability',
      'We drop 0.02% of frames in a bad week, with the old encoder it was 4%',
      'We drop 0.02% of frames in a bad week, with the old encoder it was 4%.',
    ],
    [
      'throughput',
      'Hmm, 2k rows a second before, 30k rows a second now',
      'Throughput went from 2,000 to 30,000 rows per second.',
    ],
    [
      'reliability',
      'We had one crash of 11 minutes; since then we ship from two halls and we have had 99.98%.',
      'We had one crash of 11 minutes. Since then we ship from two halls and we have had 99.98%.',
    ],
    // A label is part of a sentence, or none.
    [
      'latency',
      'lookup p99 went 12 ms → 0.9 ms, measured in the client',
      'The lookup p99 went from 12 ms to 0.9 ms, measured in the client.',
    ],
    ['latency', 'p95 of a refund: 3 s before, 400 ms after', 'The p95 of a refund went from 3 seconds to 400 ms.'],
    [
      'latency',
      'Decision on a small loan, p95: 50 s at first, then 4 s.',
      'At p95, the decision on a small loan went from 50 to 4 seconds.',
    ],
    [
      'latency',
      'To open a gate: p90 of 2 s before, 300 ms today',
      'To open a gate, the p90 went from 2 seconds to 300 ms.',
    ],
    [
      'reliability',
      "Orders that expire and fall into 'manual': 1.2 % earlier, 0.1 % today.",
      "Orders that expire and fall into 'manual' went from 1.2% to 0.1%.",
    ],
    ['reliability', 'Zero parcel lost.', 'There has been no lost parcel.'],
    ['reliability', 'Nine outages a year, now one outage a year', 'Outages went from 9 to 1 per year.'],
    ['reliability', 'Rejected scans are at 0.3% these days', 'Rejected scans are 0.3%.'],
    // What was rounded stays rounded.
    [
      'throughput',
      'around 3,000 votes per second before and something like 52k votes per second now',
      'Throughput went from about 3,000 to about 52,000 votes per second.',
    ],
    [
      'latency',
      'p99 was nearly 8 seconds, now under 600 ms',
      'The p99 latency went from almost 8 seconds to under 600 ms.',
    ],
    // So does what the number is of, and where and when it was so.
    [
      'latency',
      'about 70 milliseconds, give or take, time to first frame, at the edge',
      'Latency is about 70 ms, time to first frame, at the edge.',
    ],
    [
      'throughput',
      'from 40 to 900 trips per minute on the last day of school',
      'Throughput went from 40 to 900 trips per minute on the last day of school.',
    ],
    // What it was is not what it is.
    [
      'throughput',
      'About 700k open sockets, up from 20k polls per second',
      'It carries about 700,000 open sockets, up from 20,000 polls per second.',
    ],
    // The number of before has its setting to itself.
    ['latency', 'Search p99 is 9 ms, and it was 80 ms with the old tree.', 'The search p99 went from 80 ms to 9 ms.'],
    [
      'latency',
      'the p99 from dial to ring was 14 minutes and is 0.9 minutes',
      'From dial to ring, the p99 went from 14 minutes to 54 seconds.',
    ],
    // What caused it and what it meant is more than the figure.
    [
      'reliability',
      'Double refunds: 130 double refunds in May 2022 from one retry bug, none since the fix.',
      'There were 130 double refunds in May 2022 from one retry bug, none since the fix.',
    ],
    [
      'reliability',
      "99.9 to 99.99, and the client keeps the last prices when we're down",
      "Availability went from 99.9% to 99.99%. The client keeps the last prices when we're down.",
    ],
  ])('%s, in a sentence of its own: %s', (topic, said, written) => {
    expect(texts(briefAfter(said, topic)).join(' ')).toBe(written);
  });

  test('what was said around a figure stands beside it, and a heading names it', () => {
    expect(
      texts(
        briefAfter(
          'Lost scans went from 2% to 0.1%. When a depot goes dark, the scanners buffer a day of scans. My neighbour had pizza.',
          'reliability',
        ),
      ),
    ).toEqual(['Lost scans went from 2% to 0.1%.', 'When a depot goes dark, the scanners buffer a day of scans.']);
    expect(
      texts(briefAfter('Alarms because of an expired key. It was 12 a year and it is 1 a year.', 'reliability')),
    ).toEqual(['Alarms because of an expired key went from 12 to 1 per year.']);
  });

  test('there is no more of it than there is room for', () => {
    const known = briefAfter(
      'Lost scans went from 2% to 0.1%. When a depot goes dark, the scanners buffer a day of scans.',
      'reliability',
    );
    expect(texts(known, 5)).toEqual(['Lost scans went from 2% to 0.1%.']);
  });

  test('in the order load, latency, reliability, whatever the order told', () => {
    const known = brief(
      fact('reliability', '99.9%', {
        figures: [figure('reliability', '99.9%', { after: { value: 99.9, unit: '%' } })],
      }),
      fact('latency', '40 ms', {
        figures: [figure('latency', '40 ms', { percentile: 'p50', after: { value: 40, unit: 'ms' } })],
      }),
      fact('throughput', '9 rps', {
        figures: [figure('throughput', '9 rps', { after: { value: 9, unit: 'requests', per: 'second' } })],
      }),
    );
    expect(texts(known)).toEqual([
      'It carries 9 requests per second.',
      'The median latency is 40 ms.',
      'Availability is 99.9%.',
    ]);
  });

  test('a story without a number is told in the candidate’s words', () => {
    const said = 'nothing was measured, but the support queue about missing parcels dried up';
    expect(texts(briefAfter(said, 'reliability'))).toEqual([
      'Nothing was measured, but the support queue about missing parcels dried up.',
    ]);
  });

  test('a number that waits for its unit is no sentence; words around it are', () => {
    expect(texts(briefAfter('340', 'latency'))).toEqual([]);
    expect(texts(briefAfter('It handles 12 million', 'throughput'))).toEqual(['It handles 12 million.']);
  });
});

describe('a confidential figure', () => {
  const hidden = (say: string | null) =>
    brief(
      fact('throughput', 'from 3,100 to 48,200 payslips per day', {
        figures: [
          figure('throughput', 'from 3,100 to 48,200 payslips per day', {
            before: { value: 3100, unit: 'payslips', per: 'day' },
            after: { value: 48200, unit: 'payslips', per: 'day' },
          }),
        ],
        rough: true,
        standIns: [
          { hide: '3,100', say },
          { hide: '48,200', say },
        ],
      }),
    );

  test('is told by what may be said instead', () => {
    expect(texts(hidden('tens of thousands of payslips'))).toEqual(['It carries tens of thousands of payslips.']);
    expect(texts(hidden('a fifteenfold increase'))).toEqual(['There was a fifteenfold increase.']);
  });

  test('a wait in its place is told of the wait alone', () => {
    const said = hidden('single-digit milliseconds');
    expect(texts(said)).toEqual([]);
  });

  test('is not told where nothing may be said', () => {
    expect(texts(hidden(null))).toEqual([]);
  });

  test('stays out when only an earlier message told it', () => {
    const { brief: known } = converse([
      'Backend Engineer at Tamarind',
      'I built the payroll engine.',
      'it was 3,100 payslips per day before',
      'now it is 48,200 payslips per day',
      'p99 210 ms',
      'the 3,100 is confidential',
    ]).context;
    expect(texts(known).join(' ')).not.toMatch(/3,?100/);
    expect(texts(known)).toContain('The p99 latency is 210 ms.');
  });
});

test('what is measured may not be named after somebody who must not be named', () => {
  const known = brief(
    fact('system', 'I built it at Halcyon.', { standIns: [{ hide: 'Halcyon', say: 'a payroll house' }] }),
    fact('reliability', 'Halcyon failures went from 3% to 0.2%', {
      figures: [
        figure('reliability', 'Halcyon failures went from 3% to 0.2%', {
          measure: 'Halcyon failures',
          before: { value: 3, unit: '%' },
          after: { value: 0.2, unit: '%' },
        }),
      ],
    }),
  );
  const [text] = texts(known);
  expect(text).not.toContain('Halcyon');
  expect(text).toContain('went from 3% to 0.2%.');
});

test('what was taken back is not told as a story either', () => {
  const story = fact('reliability', 'We lost nobody. I was on call alone.', {
    struck: ['I was on call alone'],
    signals: ['story'],
  });
  expect(texts(brief(story))).toEqual(['We lost nobody.']);
});
