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
