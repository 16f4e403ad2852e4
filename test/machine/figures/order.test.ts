/** Which side was before, where words beside the numbers don't say it: years, what is compared with, last time and this. */
import { describe, expect, test } from 'vitest';
import { told } from './told.ts';

describe('a multiple of what was just told', () => {
  test.each([
    ['At p99 it took nine seconds, and takes a sixth of that, 1.5 seconds.', 'latency p99 9 s → 1.5 s'],
    ['The p95 was 4.2 s and is a third of that now, 1.4 s.', 'latency p95 4.2 s → 1.4 s'],
    [
      'It does 300 scans a minute, ten times the 30 scans a minute of the old one.',
      'throughput 30 scans/minute → 300 scans/minute',
    ],
    [
      'We do twelve million scans a day in place of one and a half.',
      'throughput 1500000 scans/day → 12000000 scans/day',
    ],
  ])('%s', (text, line) => {
    expect(told(text, null)).toEqual([line]);
  });
});

describe('of two years the earlier is before', () => {
  test.each([
    ['There were 31 stuck runs in 2023 and 2 in 2024.', 'reliability 31 stuck runs → 2 stuck runs'],
    ['In 2023 there were 31 stuck runs. In 2024 there were two.', 'reliability 31 stuck runs → 2 stuck runs'],
    ['2 stuck runs in 2024, down from 31 in 2023', 'reliability 31 stuck runs → 2 stuck runs'],
    ['Lost runs: 2 in 2024, 31 in 2023', 'reliability 31 → 2'],
    ["Lost runs: 2 in '24, 31 in '23", 'reliability 31 → 2'],
    ['Lost runs: 31 (2023), 2 (2024)', 'reliability 31 → 2'],
    ['2024: 2 lost runs. 2023: 31 lost runs.', 'reliability 31 lost runs → 2 lost runs'],
  ])('%s', (text, line) => {
    expect(told(text, 'reliability')).toEqual([line]);
  });

  test.each([
    [
      'On results day of 2022 we managed 1,100 views per second, on results day of 2024 it was 26,000 views per second.',
      'throughput 1100 views/second → 26000 views/second',
    ],
    [
      'In 2024 we served 26,000 views per second, in 2022 it was 1,100 views per second.',
      'throughput 1100 views/second → 26000 views/second',
    ],
    ['Peak of 26,000 rps in 2024, 1,100 rps in 2022', 'throughput 1100 requests/second → 26000 requests/second'],
  ])('%s', (text, line) => {
    expect(told(text, 'throughput')).toEqual([line]);
  });

  test('a single year settles nothing', () => {
    expect(told('From 900 rps to 4,000 rps, in 2023', 'throughput')).toEqual([
      'throughput 900 requests/second → 4000 requests/second',
    ]);
  });
});

describe('what is compared with was there first', () => {
  test.each([
    'It takes 1,150 bookings per minute, more than sixteen times the earlier 70.',
    'It takes 1,150 bookings per minute, sixteen times the former 70.',
    'It takes 1,150 bookings per minute, sixteen times the previous ceiling of 70.',
    'It takes 1,150 bookings per minute, sixteen times the old 70.',
    'It takes 1,150 bookings per minute, sixteen times the original limit of 70.',
    'It takes 1,150 bookings per minute, sixteen times the 70 of the lock.',
    'It takes 1,150 bookings per minute, sixteen times as many as the 70 of the lock.',
    'It takes 1,150 bookings per minute, 16x the 70 that the lock allowed.',
    'It takes 1,150 bookings per minute, which is sixteen times what the lock allowed, namely 70.',
    'We reached 1,150 bookings per minute, a sixteenfold rise on the old 70.',
  ])('%s', (text) => {
    expect(told(text, 'throughput')).toEqual(['throughput 70 bookings/minute → 1150 bookings/minute']);
  });

  test.each([
    'The p99 is 85 ms, about a third of the 240 ms it took before.',
    'The p99 is 85 ms, a third of the earlier 240 ms.',
    'The p99 is 85 ms, a third of the 240 ms of the old path.',
    'decision p99 85 ms, last time 240 ms, ok to print',
    'p99: last year 240 ms, this year 85 ms',
  ])('%s', (text) => {
    expect(told(text, 'latency')).toEqual(['latency p99 240 ms → 85 ms']);
  });
});

describe('a percentile as it is spoken', () => {
  test.each([
    ['p ninety nine was one point four seconds and is now ninety milliseconds', 'latency p99 1.4 s → 90 ms'],
    [
      'the ninety ninth percentile went from one point four seconds to ninety milliseconds',
      'latency p99 1.4 s → 90 ms',
    ],
    [
      'the ninety nine point nine percentile went from four seconds to ninety milliseconds',
      'latency p99.9 4 s → 90 ms',
    ],
    ['p ninety five from four seconds to ninety milliseconds', 'latency p95 4 s → 90 ms'],
  ])('%s', (text, line) => {
    expect(told(text, 'latency')).toEqual([line]);
  });
});

describe('percentiles told in one breath', () => {
  test('have one unit', () => {
    expect(told('seat click: p50 3 seconds → 0.2, p95 11 → 0.7', 'latency')).toEqual([
      'latency p50 3 s → 0.2 s',
      'latency p95 11 s → 0.7 s',
    ]);
  });
  test('unless the sizes speak against it', () => {
    expect(told('p50 3 seconds → 0.2 seconds, p95 11000 → 700', 'latency')[1]).toContain('no unit');
  });
});

describe('what only looks like a side', () => {
  test.each([
    [
      'In 2021 some forty washers a month got stuck, in 2023 it was seven a month.',
      'reliability',
      'reliability 40 washers/month → 7 washers/month ~',
    ],
    ['broken links in results one in eight, now one in two thousand', 'reliability', 'reliability 12.5% → 0.05%'],
    [
      'At p95 it was there after some fourteen hours, and today that takes twenty seconds.',
      'latency',
      'latency p95 14 hours → 20 s ~',
    ],
    [
      'Where the cron got through 240 events a minute, the receiver takes 6,000, which is twenty-five times the former load.',
      'throughput',
      'throughput 240 events/minute → 6000 events/minute',
    ],
  ] as const)('%s', (text, asked, line) => {
    expect(told(text, asked)).toContain(line);
  });
});

describe('where a system gave in is where it was before', () => {
  test.each([
    [
      'The old gateway died at 3,000 logins a minute, the queue took 180,000 logins a minute in May',
      'throughput 3000 logins/minute → 180000 logins/minute',
    ],
    [
      '900 price ticks a second, that was the ceiling, and 14,000 price ticks a second on budget day',
      'throughput 900 price ticks/second → 14000 price ticks/second',
    ],
  ])('%s', (text, line) => {
    expect(told(text, 'throughput')).toEqual([line]);
  });
});

test('a heading says what the durations behind it are of', () => {
  expect(told('crash recovery. was an hour and a half, now 4 min', 'reliability')).toEqual([
    'reliability 1.5 hours → 4 min',
  ]);
});

describe('a change that is told anew takes the place of the whole one', () => {
  test.each([
    ['from 40 to 900 sheets a minute. no, 40 to 850', 'throughput 40 sheets/minute → 850 sheets/minute'],
    ['From 40 to 900 sheets a minute. No wait, from 45 to 850.', 'throughput 45 sheets/minute → 850 sheets/minute'],
    ['7k to 90k events/s, sorry, 7k to 70k', 'throughput 7000 events/second → 70000 events/second'],
    ['it went 40 → 900 sheets a minute, I mean 40 → 850', 'throughput 40 sheets/minute → 850 sheets/minute'],
  ])('%s', (text, line) => {
    expect(told(text, 'throughput')).toEqual([line]);
  });

  test('a single value still replaces the one that it is near to', () => {
    expect(told('from 40 to 900 sheets a minute. no, 850', 'throughput')).toEqual([
      'throughput 40 sheets/minute → 850 sheets/minute',
    ]);
  });
});

describe('how far something went before is no connector', () => {
  test.each([
    ['end to end 95th percentile 6 s, before up to 2 h', 'latency p95 2 hours → 6 s'],
    ['p99 is 70 ms, previously it took up to 5 s', 'latency p99 5 s → 70 ms'],
    ['6 s at p95, formerly up to 2 h', 'latency p95 2 hours → 6 s'],
    ['p95 from 6 s up to 9 s', 'latency p95 6 s → 9 s'],
  ])('%s', (text, line) => {
    expect(told(text, 'latency')).toEqual([line]);
  });
});

describe('how far something went is no change', () => {
  test('it used to be up to five minutes', () => {
    expect(told('Start delay p99 is 800 ms, it used to be up to 5 minutes.', 'latency')).toEqual([
      'latency p99 5 min → 800 ms',
    ]);
  });
});
