import { describe, expect, test } from 'vitest';
import type { Topic } from '../../src/machine/brief.ts';
import { readFigures, readMentions, readPercentiles, readRepairs } from '../../src/machine/figures.ts';
import { amount, told } from './figures/told.ts';

type Row = readonly [text: string, ...expected: string[]];

/** One figure a line, read with a topic asked. */
function table(name: string, asked: Topic | null, rows: readonly Row[]): void {
  describe(name, () => {
    test.each(rows)('%s', (text, ...expected) => {
      expect(told(text, asked)).toEqual(expected);
    });
  });
}

table('how much it carries, in many notations', 'throughput', [
  ['8.5k→72k orders/min', 'throughput 8500 orders/minute → 72000 orders/minute'],
  ['8,500 to 72,000 orders per minute', 'throughput 8500 orders/minute → 72000 orders/minute'],
  ['8 500 to 72 000 orders/minute', 'throughput 8500 orders/minute → 72000 orders/minute'],
  ['from 8.500 to 72.000 orders per minute', 'throughput 8500 orders/minute → 72000 orders/minute'],
  ["8'500 to 72'000 orders a minute", 'throughput 8500 orders/minute → 72000 orders/minute'],
  ['8.5 to 72k orders/min', 'throughput 8500 orders/minute → 72000 orders/minute'],
  ['1.250.000 requests per day', 'throughput 1250000 requests/day'],
  ['1,250,000 requests/day', 'throughput 1250000 requests/day'],
  ['1 250 000 requests a day', 'throughput 1250000 requests/day'],
  ['12,50,000 requests each day', 'throughput 1250000 requests/day'],
  ['10 lakh transactions per day', 'throughput 1000000 transactions/day'],
  ['from 10 lakh to 1.2 crore payments daily', 'throughput 1000000 payments/day → 12000000 payments/day'],
  ['9 mio per day', 'throughput 9000000/day'],
  ['9 Mio. requests per day', 'throughput 9000000 requests/day'],
  ['3 mln events per hour', 'throughput 3000000 events/hour'],
  ['1,5 mrd events per month', 'throughput 1500000000 events/month'],
  ['80 tsd. calls per minute', 'throughput 80000 calls/minute'],
  ['3M rps', 'throughput 3000000 requests/second'],
  ['8 million a day, and it used to choke at 5', 'throughput 5000000/day → 8000000/day'],
  ['3m rps', 'throughput 3000000 requests/second'],
  ['12M+ txns/month', 'throughput 12000000 txns/month ~'],
  ['1e6 events per day', 'throughput 1000000 events/day'],
  ['10^6 events per day', 'throughput 1000000 events/day'],
  ['4.1 billion events a year', 'throughput 4100000000 events/year'],
  ['2 TB/day', 'throughput 2 TB/day'],
  ['from 200 GB to 2 TB a day', 'throughput 200 GB/day → 2 TB/day'],
  ['40 MB/s', 'throughput 40 MB/second'],
  ['10 Gbps', 'throughput 10 Gbit/second'],
  ['two hundred requests per second', 'throughput 200 requests/second'],
  ['twenty-five thousand jobs per night', 'throughput 25000 jobs/day'],
  ['half a million messages a day', 'throughput 500000 messages/day'],
  ['a million events an hour', 'throughput 1000000 events/hour'],
  ['a couple of hundred requests per second', 'throughput 200 requests/second ~'],
  ['120 qps to 3.4k qps', 'throughput 120 queries/second → 3400 queries/second'],
  ['1.8k → 2400 tpm', 'throughput 1800 transactions/minute → 2400 transactions/minute'],
  ['50 req/s -> 800 req/s', 'throughput 50 req/second → 800 req/second'],
  ['300/s to 5000/s', 'throughput 300/second → 5000/second'],
  ['1.5m rows a day before, 22m a day now', 'throughput 1500000 rows/day → 22000000 rows/day'],
  ["I've built three: a router, 2 million calls a day; a search index", 'throughput 2000000 calls/day'],
  [
    'earlier 150 calls per second and today 2,4 mil calls per second (mil is thousand)',
    'throughput 150 calls/second → 2400 calls/second',
  ],
  ['from 3 bin per minute to 60 bin per minute (bin means thousand)', 'throughput 3000/minute → 60000/minute'],
  ['2 million minutes of footage a day', 'throughput 2000000 minutes of footage/day'],
  ['7 requests per second per node', 'throughput 7 requests/second'],
  ['300 GB of logs a day, now 2.4 TB', 'throughput 300 GB/day → 2.4 TB/day'],
  ['48,000 checkouts an hour versus 11,000 the year before', 'throughput 11000 checkouts/hour → 48000 checkouts/hour'],
  [
    '15k rpm at peak, sustained 6k. Before the rewrite it was 2k.',
    'throughput 2000 requests/minute → 15000 requests/minute',
  ],
  ['2000 to 9000 rps', 'throughput 2000 requests/second → 9000 requests/second'],
]);

table('before and after, in either order of telling', 'throughput', [
  ['from 900 rps to 4k rps', 'throughput 900 requests/second → 4000 requests/second'],
  ['4k rps, up from 900', 'throughput 900 requests/second → 4000 requests/second'],
  ['4000 rps now, 900 before', 'throughput 900 requests/second → 4000 requests/second'],
  ['4000 rps instead of 900', 'throughput 900 requests/second → 4000 requests/second'],
  ['4000 rps (was 900)', 'throughput 900 requests/second → 4000 requests/second'],
  ['Before: 900 rps. Now: 4k rps.', 'throughput 900 requests/second → 4000 requests/second'],
  ['Now: 4k rps. Before: 900 rps.', 'throughput 900 requests/second → 4000 requests/second'],
  ['peak 4k rps, before it was 900', 'throughput 900 requests/second → 4000 requests/second'],
  ['it used to do 900 rps and now does 4000', 'throughput 900 requests/second → 4000 requests/second'],
  ['it handles 4000 rps, used to be 900', 'throughput 900 requests/second → 4000 requests/second'],
  ['900 => 4000 rps', 'throughput 900 requests/second → 4000 requests/second'],
  ['900 ➔ 4000 rps', 'throughput 900 requests/second → 4000 requests/second'],
  ['Lookups per second: 900 before, 4,000 after', 'throughput 900 Lookups/second → 4000 Lookups/second'],
]);

table('a range is one vague amount', 'throughput', [
  ['3 to 4 million events a day'],
  ['2-3k rps'],
  ['between 2k and 3k rps'],
]);

table('not meant to the digit', 'throughput', [
  ['~40k rps', 'throughput 40000 requests/second ~'],
  ['about 40k rps', 'throughput 40000 requests/second ~'],
  ['over 40k rps', 'throughput 40000 requests/second ~'],
  ['40k+ rps', 'throughput 40000 requests/second ~'],
  ['>40k rps', 'throughput 40000 requests/second ~'],
  ['nearly 40k rps', 'throughput 40000 requests/second ~'],
  ['40k-ish rps', 'throughput 40000 requests/second ~'],
  ['40k rps or so', 'throughput 40000 requests/second ~'],
  ['40k rps, give or take', 'throughput 40000 requests/second ~'],
]);

table('how long it takes, in many notations', 'latency', [
  ['from 1,8 s to 210ms', 'latency 1.8 s → 210 ms'],
  ['1.8s → 210ms', 'latency 1.8 s → 210 ms'],
  ['p99 went from 1.8 s to 210 ms', 'latency p99 1.8 s → 210 ms'],
  ['p99 210ms, down from 1.8s', 'latency p99 1.8 s → 210 ms'],
  ['p99: 1.8s before, 210ms now', 'latency p99 1.8 s → 210 ms'],
  ['p99=210ms, was 1.8s', 'latency p99 1.8 s → 210 ms'],
  ['P 99 300ms', 'latency p99 300 ms'],
  ['p-95 300ms', 'latency p95 300 ms'],
  ['tp99 300ms', 'latency p99 300 ms'],
  ['p99.9 from 4s to 800ms', 'latency p99.9 4 s → 800 ms'],
  ['p999 went from 4s to 800ms', 'latency p99.9 4 s → 800 ms'],
  ['median 12 ms, was 40 ms', 'latency p50 40 ms → 12 ms'],
  ['95th percentile 320 ms', 'latency p95 320 ms'],
  ['99.9th percentile was 2 s', 'latency p99.9 2 s'],
  ['the ninety-fifth percentile went from 2 s to 300 ms', 'latency p95 2 s → 300 ms'],
  ['99%ile 300 ms', 'latency p99 300 ms'],
  ['99% of requests are under 300 ms', 'latency p99 300 ms ~'],
  ['two hundred ms', 'latency 200 ms'],
  ['half a second to 90 ms', 'latency 0.5 s → 90 ms'],
  ['a quarter of a second', 'latency 0.25 s'],
  ['one and a half seconds', 'latency 1.5 s'],
  ['five hours and a half', 'latency 5.5 hours'],
  ['an hour and a half, now 5 minutes', 'latency 1.5 hours → 5 min'],
  ['it took an hour and takes a minute', 'latency 1 hours → 1 min'],
  ['1 min 30 s', 'latency 90 s'],
  ['1m30s to 20s', 'latency 90 s → 20 s'],
  ['2 hours and 15 minutes down to 4 min', 'latency 135 min → 4 min'],
  ['250 µs', 'latency 250 µs'],
  ['250us', 'latency 250 µs'],
  ['250μs at p99', 'latency p99 250 µs'],
  ['800 ns', 'latency 800 ns'],
  ['sub-10ms', 'latency 10 ms ~'],
  ['p99 is sub-10ms', 'latency p99 10 ms ~'],
  ['sub-millisecond', 'latency 1 ms ~'],
  ['under 10 ms', 'latency 10 ms ~'],
  ['<10ms', 'latency 10 ms ~'],
  ['.3 s', 'latency 0.3 s'],
  ['it took 1.250 s', 'latency 1.25 s'],
  ['1,250 ms', 'latency 1250 ms'],
  ['6 hours → 40 minutes', 'latency 6 hours → 40 min'],
  ['4h down to 35 min', 'latency 4 hours → 35 min'],
  ['p99 12 ms, p50 3 ms', 'latency p99 12 ms', 'latency p50 3 ms'],
  ['12 ms at p99, 3 ms at p50', 'latency p99 12 ms', 'latency p50 3 ms'],
  ['p50 3ms / p95 9ms / p99 12ms', 'latency p50 3 ms', 'latency p95 9 ms', 'latency p99 12 ms'],
  ['Median from 800ms to 120ms, p99 from 6s to 900ms', 'latency p50 800 ms → 120 ms', 'latency p99 6 s → 900 ms'],
  ['1.8s → 210ms, p99', 'latency p99 1.8 s → 210 ms'],
  ['12 ms median, 80 ms p99; before: 90 ms and 1.1 s', 'latency p50 90 ms → 12 ms', 'latency p99 80 ms'],
  ['p50/p99 went from 120/900 ms to 35/140 ms'],
  ['3 s less than before'],
  ['p99 from 6s to 900ms, median 40 ms', 'latency p99 6 s → 900 ms', 'latency p50 40 ms'],
  ['99th percentile: 1.2s → 180ms. Average: 300 → 45ms', 'latency p99 1.2 s → 180 ms', 'latency 300 ms → 45 ms'],
  ['cut by 70%, from 1.4s', 'latency 1.4 s before'],
  ['p99 210 ms measured over 30 days', 'latency p99 210 ms'],
  ['p99 210 ms over a 5 minute window', 'latency p99 210 ms'],
  ['p99 210ms with a 30s timeout', 'latency p99 210 ms'],
  ['p99 went from 310 to 210', 'latency p99 310 → 210 no unit'],
  ['1.8 seconds to two hundred and ten milliseconds', 'latency 1.8 s → 210 ms'],
]);

table('what follows from a factor or a cut', 'latency', [
  ['cut in half from 400ms', 'latency 400 ms → 200 ms ~'],
  ['halved from 400 ms', 'latency 400 ms → 200 ms ~'],
  ['p99 was cut in half, from 400ms', 'latency p99 400 ms → 200 ms ~'],
  ['it took 400 ms and we cut it in half', 'latency 400 ms → 200 ms ~'],
  ['cut in half from 400ms, so 200ms', 'latency 400 ms → 200 ms'],
  ['we halved it from 400 ms to 210 ms', 'latency 400 ms → 210 ms'],
]);
table('what follows from a multiple', 'throughput', [
  ['doubled from 400 rps', 'throughput 400 requests/second → 800 requests/second ~'],
  ['tripled from 400 rps to 1250', 'throughput 400 requests/second → 1250 requests/second'],
]);

table('what goes wrong, in many notations', 'reliability', [
  ['four nines', 'reliability 99.99%'],
  ['three nines to four nines', 'reliability 99.9% → 99.99%'],
  ['99.999 since the summer of 2023', 'reliability 99.999%'],
  ['2.1 lost scans per 1,000 before, 0.3 per 1,000 now', 'reliability 0.21% → 0.03%'],
  ['three and a half nines', 'reliability 99.95%'],
  ['from three and a half nines to four', 'reliability 99.95% → 99.99%'],
  ['3.5 nines', 'reliability 99.95%'],
  ['three nines before, 99.99 now', 'reliability 99.9% → 99.99%'],
  ['99.7 the year before, 99.98 since', 'reliability 99.7% → 99.98%'],
  ['five 9s', 'reliability 99.999%'],
  ['11 nines of durability', 'reliability 99.999999999%'],
  ['99.95 to 99.99', 'reliability 99.95% → 99.99%'],
  ['99.95% → 99.99%', 'reliability 99.95% → 99.99%'],
  ['99,95 % auf 99,99 %', 'reliability 99.95% → 99.99%'],
  ['availability 99.9', 'reliability 99.9%'],
  ['success rate 98.2 → 99.97', 'reliability 98.2% → 99.97%'],
  ['98.2% success, 99.97% now', 'reliability 98.2% → 99.97%'],
  ['0.2% -> 0.01%', 'reliability 0.2% → 0.01%'],
  ['0,2 % to 0,01 %', 'reliability 0.2% → 0.01%'],
  ['0.01 %, was 0.2', 'reliability 0.2% → 0.01%'],
  ['error rate %1,8', 'reliability 1.8%'],
  ['%1,8 to %0,2 errors', 'reliability 1.8% → 0.2%'],
  ['.09%', 'reliability 0.09%'],
  ['error rate went from .9% to .09%', 'reliability 0.9% → 0.09%'],
  ['error rate fell from 2 percent to 0.1 per cent', 'reliability 2% → 0.1%'],
  ['5 per mille', 'reliability 0.5%'],
  ['120 ppm', 'reliability 0.012%'],
  ['failure rate ~40%', 'reliability 40% ~'],
  ['1 in 10 million', 'reliability 0.00001%'],
  ['one in 2,000 calls failed, now one in a million', 'reliability 0.05% → 0.0001%'],
  ['1 out of 10,000', 'reliability 0.01%'],
  ['30 per 100,000 before, 2 per million now', 'reliability 0.03% → 0.0002%'],
  ['3 out of 1,000', 'reliability 0.3%'],
  ['6 sev-1 incidents in 2022, 1 in 2023', 'reliability 6 sev-1 incidents → 1 sev-1 incidents'],
  ['we had a 99.5% SLA and were at 98.9; for the last year it is 99.96', 'reliability 98.9% → 99.96%'],
  ['1 failed deploy in 300 instead of one in 12', 'reliability 8.33333333333% → 0.333333333333%'],
  ['from 1 in 1000 to 1 in 1 million', 'reliability 0.1% → 0.0001%'],
  ['12 incidents a quarter, now 1', 'reliability 12 incidents/quarter → 1 incidents/quarter'],
  ['5 Sev-1s a year, now none', 'reliability 5 Sev-1s/year → 0 Sev-1s'],
  ['paged twice a week, now once a month', 'reliability 2 times/week → 1 times/month'],
  ['double charges from 15 a month to 0', 'reliability 15/month → 0'],
  ['12 in 2021, 3 in 2022', 'reliability 12 → 3'],
  ['RTO 15 minutes', 'reliability 15 min'],
  ['RPO of zero', 'reliability 0'],
  ['RTO 15 minutes, RPO 5 minutes', 'reliability 15 min', 'reliability 5 min'],
  ['RTO 4h → 15 min', 'reliability 4 hours → 15 min'],
  [
    'RTO from 4 hours to 15 minutes and RPO from 1 hour to zero',
    'reliability 4 hours → 15 min',
    'reliability 1 hours → 0 hours',
  ],
  ['RTO went from 4 hours to 10 minutes; RPO is 5 s', 'reliability 4 hours → 10 min', 'reliability 5 s'],
  ['MTTR went from 2 hours to 10 minutes', 'reliability 2 hours → 10 min'],
  ['failover went from 10 minutes to 30 s', 'reliability 10 min → 30 s'],
  ['recovery in under a minute', 'reliability 1 min ~'],
  ['downtime 4 hours a year', 'reliability 4 hours/year'],
  ['43 minutes downtime per month to 4', 'reliability 43 min/month → 4 min/month'],
  ['we promise 99.9% and measured 99.97%', 'reliability 99.97%'],
  [
    'lost answers: 48 in the session before, 1 in the three sessions since. Availability 99.99.',
    'reliability 48 → 1',
    'reliability 99.99%',
  ],
  ['99.9% uptime over 30 days', 'reliability 99.9%'],
  ['Stop of service was 6 times in one year, now it is 1 time in one year', 'reliability 6 times/year → 1 time/year'],
  ['It went down twice a year, now never.', 'reliability 2 times/year → 0 times'],
  ['RTO is down from 4 hours to 20 minutes, we drill it twice a year', 'reliability 4 hours → 20 min'],
]);

table('nothing at all', 'reliability', [
  ['zero duplicates', 'reliability 0 duplicates'],
  ['0 lost messages', 'reliability 0 lost messages'],
  ['no duplicates', 'reliability 0 duplicates'],
  ['no dropped events', 'reliability 0 dropped events'],
  ['no outage in two years', 'reliability 0 outage'],
  ['without a single dropped event', 'reliability 0 dropped event'],
  ['not a single dropped event', 'reliability 0 dropped event'],
  ['never lost an order', 'reliability 0 lost order'],
  ['nothing was lost', 'reliability 0 losses'],
  ['none lost', 'reliability 0 losses'],
  ['zero downtime', 'reliability 0 downtime'],
  ['no data loss', 'reliability 0 data loss'],
  ['35 pages a week before, zero now', 'reliability 35 pages/week → 0 pages'],
  ['12 incidents per quarter to none', 'reliability 12 incidents/quarter → 0 incidents'],
  ['from 30 failed jobs a night to none', 'reliability 30 failed jobs/day → 0 failed jobs'],
  ['4 outages in 2021, none in 2022', 'reliability 4 outages → 0 outages'],
  ['no idea'],
  ['no numbers'],
  ['we never measured it'],
  ['nobody counted'],
]);

table('a change without a base is no level', 'reliability', [
  ['~40% fewer errors'],
  ['errors down by 40%'],
  ['errors down ~40%'],
  ['errors fell 40%'],
]);

describe('taken back or denied', () => {
  test.each<[string, Topic, string[], string[]]>([
    ['19k, no sorry 9k requests per minute', 'throughput', ['throughput 9000 requests/minute'], ['19000']],
    [
      '19k requests per minute, no sorry, 9k',
      'throughput',
      ['throughput 9000 requests/minute'],
      ['19000 requests/minute'],
    ],
    ['we do 19k rps. Sorry, 9k.', 'throughput', ['throughput 9000 requests/second'], ['19000 requests/second']],
    ['not 210, 310 ms', 'latency', ['latency 310 ms'], ['210']],
    ['not 210 ms but 310 ms', 'latency', ['latency 310 ms'], ['210 ms']],
    ['p99 from 210ms, sorry, 310ms to 90ms', 'latency', ['latency p99 310 ms → 90 ms'], ['210 ms']],
    ['99.9, no wait, 99.99', 'reliability', ['reliability 99.99%'], ['99.9']],
    [
      'lost frames were 2.4% before, now 0.3%... 0.03% sorry, one more zero',
      'reliability',
      ['reliability 2.4% → 0.03%'],
      ['0.3%'],
    ],
    [
      "p90 was three hours, now it's nine minutes, let me check, eight.",
      'latency',
      ['latency p90 3 hours → 8 min'],
      ['9 min'],
    ],
    [
      'from 700 to 5,200 jobs a second. Neither 610 nor 580, as the old slides have it.',
      'throughput',
      ['throughput 700 jobs/second → 5200 jobs/second'],
      ['610', '580'],
    ],
    [
      'p95 from 15 minutes to 8 milliseconds, ah, seconds I mean, 8 seconds',
      'latency',
      ['latency p95 15 min → 8 s'],
      ['8 ms'],
    ],
    [
      '1.9 million is all the sites together. My site: 35 thousand queries per second before, 140 thousand after.',
      'throughput',
      ['throughput 35000 queries/second → 140000 queries/second'],
      ['1900000'],
    ],
    [
      'From 2,000 to 26,000 files per hour. Erratum: the first figure must read 2,400.',
      'throughput',
      ['throughput 2400 files/hour → 26000 files/hour'],
      ['2000'],
    ],
  ])('%s', (text, asked, expected, retracted) => {
    expect(told(text, asked)).toEqual(expected);
    expect(readFigures(text, asked).retracted.map(amount)).toEqual(retracted);
  });

  test.each([
    ['three years. no wait, four', 'three years', 'four'],
    ['19k, no sorry 9k requests per minute', '19k', '9k requests per minute'],
    ['p99 210ms. Scratch that, 310ms.', '210ms', '310ms'],
  ])('%s: which words replace which', (text, old, fresh) => {
    const repairs = readRepairs(text).map(({ retracted, replacement }) => [
      text.slice(retracted.start, retracted.end),
      text.slice(replacement.start, replacement.end),
    ]);
    expect(repairs).toEqual([[old, fresh]]);
  });
});

table('in words that other languages lend', 'throughput', [
  ['Before 500 demands by hour, actually 18 000 demands by hour', 'throughput 500 demands/hour → 18000 demands/hour'],
  [
    'before 40 measures to the second, after 3.600 measures to the second',
    'throughput 40 measures/second → 3600 measures/second',
  ],
  [
    'The old way could place fifteen hearings a minute, and the new one places nine hundred a minute.',
    'throughput 15 hearings/minute → 900 hearings/minute',
  ],
  ['The new one took 880 gifts per second. They raised 14.2 million that night.', 'throughput 880 gifts/second'],
]);

table('told without a question, as in a brain-dump', null, [
  [
    'peak went from 8.5k to 72k orders a minute, p99 write latency from 1.8s to 210ms, zero dropped events',
    'throughput 8500 orders/minute → 72000 orders/minute',
    'latency p99 1.8 s → 210 ms',
    'reliability 0 dropped events',
  ],
  ['placing an order took 1.8 s → 210 ms', 'latency 1.8 s → 210 ms'],
  ['uptime went from 99.5 to 99.95', 'reliability 99.5% → 99.95%'],
  ['5 sev1s a year, now 0', 'reliability 5 sev1s/year → 0 sev1s'],
  ['throughput doubled from 400 rps', 'throughput 400 requests/second → 800 requests/second ~'],
  ['RPO is 0', 'reliability 0'],
  ['zero downtime, cutting the load from 7 hours to 50 min', 'reliability 0 downtime'],
  ['12 releases a day with 0.3% rollbacks', 'throughput 12 releases/day', 'reliability 0.3%'],
  ['it was 1 a week with 8% rollbacks', 'reliability 8%'],
  ['pauses of 300 ms became 5 ms', 'latency 300 ms → 5 ms'],
  ['p99 190ms, 24k rps, 99.995%', 'latency p99 190 ms', 'throughput 24000 requests/second', 'reliability 99.995%'],
  [
    'throughput: 900 -> 6400 postings/s; latency: p95 740 -> 95 ms; availability: 99.95 -> 99.99',
    'throughput 900 postings/second → 6400 postings/second',
    'latency p95 740 ms → 95 ms',
    'reliability 99.95% → 99.99%',
  ],
  [
    'With the rebuild we did 40 documents per second, and today it is 7,500. Query p99 went from 2.4 s to 310 ms.',
    'throughput 40 documents/second → 7500 documents/second',
    'latency p99 2.4 s → 310 ms',
  ],
  ['lost messages: 0', 'reliability 0'],
  ['our failover went from 10 minutes to 30 s', 'reliability 10 min → 30 s'],
]);

const NAMES = [
  'Postgres 16',
  'Java 17 and Spring Boot 3.2',
  'node v24.1.0',
  'version 2.14',
  'v1.2.3',
  'Python 3.11',
  'OAuth 2.0',
  'TLS 1.3',
  'log4j 2.17',
  'K8s 1.29',
  'HTTP/2',
  'HTTP 503',
  'a 503',
  'returns 429',
  'status 200',
  '503s and 429s',
  '4xx and 5xx',
  'on port 8080',
  'localhost:5432',
  'api.example.com:8443',
  '10.0.0.1',
  '192.168.1.17',
  '10.0.0.0/8',
  '+49 170 1234567',
  '+1 (555) 010-1234',
  '0171 2345678',
  '555-010-1234',
  '$12k a month',
  '€3,000',
  '12,000 EUR',
  'we saved $1.2M a year',
  'costs 20k euros a month',
  '3k dollars a month',
  'a team of 5',
  'team of five people',
  'five engineers',
  '3 engineers and 2 SREs',
  'engineer #4',
  '30 years old',
  'aged 41',
  'I am 34',
  '24/7',
  '24x7',
  'Black Friday 2025',
  'in 2019',
  'since 2021',
  'March 3, 2024',
  '3 March 2024',
  '2024-03-01',
  '01.03.2024',
  '3/4/2024',
  'at 14:30',
  '2 pm',
  "3 o'clock",
  'Q3 2023',
  'in week 12',
  'the 1990s',
  'the 90s',
  'RFC 7231',
  'sha256',
  'UTF-8',
  'x86-64',
  '64-bit',
  '128 bits',
  'ISO 8601',
  'PR 321',
  'issue 42',
  'ORD-12345',
  'id 123e4567-e89b-12d3-a456-426614174000',
  '0x1F',
  'commit abc1234',
  'level 5',
  'top 10',
  '1st',
  'the 3rd party',
  '3D',
  'S3 and EC2',
  'm5.xlarge',
  '/v1/orders',
  'B2B',
];
const COUNTS = [
  'over 30 days',
  'for 6 months',
  'for the last 2 years',
  'every 5 minutes',
  'twice a day',
  '5 years of experience',
  'three legacy clients',
  '200 tables',
  '300 people',
  '10k lines of code',
  '8 cores',
  '32 GB of RAM',
  'a 2 GB heap',
  'a 30-day window',
  '90 day retention',
  '7 days of retention',
  'a 5 minute timeout',
  'a timeout of 30 seconds',
  'a 2-week sprint',
  '50% of my time',
  '100% mine',
  'I own about 60% of it',
  'half of the team',
  'chapter 3',
];

describe('what is no metric, whatever was asked', () => {
  describe.each<Topic | null>([null, 'system', 'throughput', 'latency', 'reliability', 'contract', 'background'])(
    'asked: %s',
    (asked) => {
      test.each([...NAMES, ...COUNTS])('%s', (text) => {
        expect(told(text, asked)).toEqual([]);
      });
    },
  );
});

describe('within 90 seconds', () => {
  test.each([null, 'system', 'throughput', 'reliability', 'contract'] as const)('is a window, asked: %s', (asked) => {
    expect(told('we answer within 90 seconds', asked)).toEqual([]);
  });
  test('is an answer to the question how long it takes', () => {
    expect(told('we answer within 90 seconds', 'latency')).toEqual(['latency 90 s']);
  });
});

test('figures stand beside names and windows and take nothing from them', () => {
  const text =
    'On Java 17 with 3 engineers we moved to Postgres 16 in March 2024 (port 5432): 4k rps, p99 210 ms over 30 days, returning 503s 24/7.';
  expect(told(text, null)).toEqual(['throughput 4000 requests/second', 'latency p99 210 ms']);
});

test('the quote of a figure is its sentence, verbatim', () => {
  const text = 'It was slow. p99 went from 1.8 s to 210 ms, measured at the edge! Then we rested.';
  expect(readFigures(text, null).found.map(({ figure }) => figure.quote)).toEqual([
    'p99 went from 1.8 s to 210 ms, measured at the edge!',
  ]);
});

test('the percentile of a text is known where it names exactly one', () => {
  expect(readFigures('make that p95', 'latency').percentile).toBe('p95');
  expect(readFigures('p95, I misremembered, that is p99', 'latency').percentile).toBe('p99');
  expect(readFigures('p50 or p99', 'latency').percentile).toBeNull();
  expect(readFigures('no idea', 'latency').percentile).toBeNull();
  expect(readPercentiles('median and p999, also the 95th percentile')).toEqual(['p50', 'p99.9', 'p95']);
});

test('mentions stand where the text has them, with what denies them', () => {
  const text = 'It is not 210 ms, it was 310 ms.';
  expect(readMentions(text).map(({ start, end, denied }) => [text.slice(start, end), denied])).toEqual([
    ['210 ms', true],
    ['310 ms', false],
  ]);
});
