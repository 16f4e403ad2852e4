import { describe, expect, test } from 'vitest';
import { figureSentence } from '../../src/letter/figure-sentence.ts';
import { apply, type Command } from '../../src/machine/commands.ts';
import { EMPTY } from '../../src/machine/context.ts';
import type { Language } from '../../src/machine/language.ts';
import { applyPatch, EMPTY_SHEET, type FigurePatch } from '../../src/machine/sheet.ts';
import type { Metric } from '../../src/machine/slots.ts';
import { readFigure } from '../../src/reader/figure-answer.ts';

function read(topic: Metric, part: string, text: string, language: Language = 'en'): Command[] {
  return readFigure({ text, source: 'm1', topic, part, figure: null, sheet: { ...EMPTY_SHEET, language } });
}

/** "before → now percentile (measure) | tail of now" if it was noted; otherwise "?" and what is asked, with its options. */
function shown(commands: readonly Command[]): string {
  const told = commands.find((command) => command.type === 'set-figure');
  if (told) return patchText(told.patch);
  const asked = commands.find((command) => command.type === 'ask-back')?.pending;
  const problem = asked && 'problem' in asked ? asked.problem : undefined;
  const options = asked?.kind === 'order' ? asked.options.map(({ patch }) => `[${patchText(patch)}]`) : [];
  return ['?', problem ?? (asked?.kind === 'order' ? '' : asked?.kind), ...options].filter(Boolean).join(' ');
}

function patchText({ before, now, percentile, measure, sentence }: FigurePatch): string {
  const text = (side: FigurePatch['now']) =>
    side
      ? `${side.bound ? `${side.bound} ` : ''}${side.quantity.value} ${side.quantity.unit}${side.quantity.per ? `/${side.quantity.per}` : ''}`
      : null;
  const sides = [text(before), text(now)].filter((side) => side !== null);
  const parts = [
    before && !now ? `${sides[0]} before` : sides.join(' → '),
    percentile ?? '',
    measure ? `(${measure})` : '',
    now?.tail ? `| ${now.tail}` : '',
    sentence ? '+ sentence' : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

describe('clear figure answer', () => {
  test.each<[Metric, string, string, string]>([
    ['latency', 'now', '95 ms at p99, measured on the server', '95 ms p99 | , measured on the server'],
    ['latency', 'now', '(4 s on the new system)', '4 s | on the new system'],
    ['latency', 'now', 'overhead p95 4ms', '4 ms p95 (overhead)'],
    [
      'reliability',
      'now',
      'deposits counted twice: nil since June',
      '0 deposits counted twice (deposits counted twice) | since June',
    ],
    ['latency', 'now', 'sub-10ms p95', 'under 10 ms p95'],
    [
      'latency',
      'now',
      'a booking takes now 400 ms at p95, before it took 14 hours',
      '14 hours → 400 ms p95 (a booking)',
    ],
    ['latency', 'now', '80 ms at p99 for issuing a token', '80 ms p99 | for issuing a token'],
    ['latency', 'now', 'from meter to bill, p99 4 seconds', '4 s p99 (from meter to bill)'],
    ['latency', 'before', 'half a minute at p95', '30 s before p95'],
    ['latency', 'now', 'Query p99 went from 2.4 s to 210 ms', '2.4 s → 210 ms p99 (Query)'],
    ['throughput', 'now', '900 invoices per second in the nightly run', '900 invoices/second | in the nightly run'],
    ['throughput', 'now', '8.5k → 72k orders/min', '8500 orders/minute → 72000 orders/minute'],
    ['throughput', 'before', 'Roughly 40 documents a second with the rebuild', 'about 40 documents/second before'],
    ['throughput', 'now', '9,500 rps, up from 400 rps', '400 requests/second → 9500 requests/second'],
    ['reliability', 'now', 'failed pushes. 0.2% -> 0.01%', '0.2 % → 0.01 % (failed pushes)'],
    [
      'reliability',
      'now',
      'lost bids were 2.4% of the bids in the last minute, now 0.02%',
      '2.4 % → 0.02 % (lost bids)',
    ],
    [
      'reliability',
      'now',
      'lost bids: 0.02% of all bids in the last minute',
      '0.02 % (lost bids) | of all bids in the last minute',
    ],
    [
      'reliability',
      'now',
      'lost bids in the last minute: 2.4% before, now 0.02%',
      '2.4 % → 0.02 % (lost bids in the last minute)',
    ],
    ['reliability', 'now', '0.03% wrong delivered statuses', '0.03 % (wrong delivered statuses)'],
    ['reliability', 'now', 'Out-of-memory restarts: one', '1 Out-of-memory restarts (Out-of-memory restarts)'],
    ['reliability', 'now', 'four nines since january', '99.99 % | since january'],
    [
      'reliability',
      'now',
      'zero lost deliveries since the outbox went live in January 2025',
      '0 lost deliveries | since the outbox went live in January 2025',
    ],
    [
      'reliability',
      'before',
      'stuck jobs, about a dozen incidents a quarter',
      'about 12 incidents/quarter before (stuck jobs)',
    ],
    [
      'reliability',
      'now',
      'Stale fares shown to customers: 0.02% of quotes',
      '0.02 % (Stale fares shown to customers) | of quotes',
    ],
    ['reliability', 'now', 'lost_soundings: 3/100 -> 2/1000', '3 % → 0.2 % (lost_soundings)'],
    ['reliability', 'now', 'wrong labels, 7 from 1000', '0.7 % (wrong labels)'],
    ['reliability', 'now', 'Eleven wrong finals in the 2022 season', '11 wrong finals | in the 2022 season'],
    ['latency', 'now', '20 seconds, on average', '20 s average'],
    ['latency', 'before', 'a quarter of an hour on average', '15 min before average'],
    ['latency', 'now', 'on average 20 seconds', '20 s average'],
    ['latency', 'now', 'p99(frame -> bulletin): 240 s => 11 s', '240 s → 11 s p99 (frame -> bulletin)'],
    ['reliability', 'now', 'wrong alarms, 1 in a week', '1 /week (wrong alarms)'],
    ['reliability', 'now', 'no recounts since the audit in 2022', '0 recounts | since the audit in 2022'],
    [
      'reliability',
      'now',
      'poisoned entries: 3/week before, none since oct 2024',
      '3 /week → 0 poisoned entries (poisoned entries) | since oct 2024',
    ],
    ['throughput', 'now', '31.500 cheques in a day', '31500 cheques/day'],
    ['throughput', 'now', '4.600 scans an hour, 1.150 before', '1150 scans/hour → 4600 scans/hour'],
    ['reliability', 'more', 'zero unbalanced journals since the cutover', '0 unbalanced journals | since the cutover'],
    ['reliability', 'more', 'timeouts to the exchange are at 0.4%', '0.4 % (timeouts to the exchange)'],
    ['throughput', 'more', '400 → 6k nodes', '400 nodes → 6000 nodes'],
    ['throughput', 'more', '540 clubs are on it, up from 31', '31 clubs → 540 clubs'],
    ['reliability', 'now', 'one wrong name in print a year', '1 wrong name in print/year'],
  ])('notes for %s.%s: "%s"', (topic, part, text, expected) => expect(shown(read(topic, part, text))).toBe(expected));
});

describe('unclear figure answer', () => {
  test.each<[Metric, string, string, string]>([
    ['latency', 'now', '310 ms, query p99', '? [310 ms p99]'],
    ['latency', 'now', 'no the 2 days', '? [2 days]'],
    ['latency', 'now', 'ok so settlement 2 days', '? [2 days]'],
    ['latency', 'now', '99 % of restarts fit in 18 sec', '? [18 s]'],
    ['latency', 'now', '12 mins, nine mornings in ten', '? [12 min]'],
    ['latency', 'now', '50 minutes, nine out of ten trucks', '? [50 min]'],
    ['latency', 'now', '1,4 seconds for 95 of 100', '? [1.4 s | for 95 of 100]'],
    [
      'latency',
      'now',
      'slowest 1 in 100: was 4 and a half s, now 0.7 s',
      '? [4.5 s → 0.7 s] [0.7 s → 4.5 s] [4.5 s] [0.7 s] [4.5 s]',
    ],
    [
      'throughput',
      'now',
      '190,000 lookups per second, across five regions',
      '? [190000 lookups/second | , across five regions]',
    ],
    [
      'reliability',
      'now',
      'zero matcher crashes in the two seasons since',
      '? [0 matcher crashes | in the two seasons since]',
    ],
    ['reliability', 'now', '1 failed opening every two weeks', '? [1 failed opening]'],
    ['reliability', 'now', '4,000 rps', '? [4000 requests/second]'],
    ['reliability', 'now', 'wrong house, 3 of 1000 trips', '? [0.3 % (wrong house)]'],
    ['reliability', 'now', 'unmatched plays 4 outta 100', '? [4 % (unmatched plays)]'],
    ['reliability', 'now', 'charges lost 1 on 200', '? [0.5 % (charges lost)]'],
    ['reliability', 'now', 'Missed visits 1 in 10.000', '? [0.01 % (Missed visits)]'],
    ['reliability', 'now', 'not a single late return since 2022, zero', '? [0 late return | since 2022]'],
    ['reliability', 'now', 'none last season, wrong counts that is', '? [0 ]'],
    ['throughput', 'now', 'with the old app 1,100 trees an hour', '? [1100 trees/hour]'],
    ['latency', 'now', '| lookup | 90 ms | p99 |', '? [90 ms p99]'],
    ['latency', 'now', 'um that took 4 minutes, median', '? [4 min p50]'],
    ['throughput', 'now', 'dunno, maybe 1.5 million events a day', '? [about 1500000 events/day]'],
    ['throughput', 'now', '9,600 texts an hour and it was fine', '? [9600 texts/hour]'],
    [
      'throughput',
      'now',
      '60 permits a minute and then lay down, now 1,400 a minute',
      '? [60 permits/minute → 1400 permits/minute] [1400 permits/minute → 60 permits/minute] [60 permits/minute] [1400 /minute] [60 permits/minute]',
    ],
    ['throughput', 'now', '85,000 holds per day in july, 9 carriers', '? [85000 holds/day | in july]'],
    ['throughput', 'now', 'we take in 620 GB/h', '? [620 GB/hour]'],
    ['throughput', 'now', '14 mil posters per hour', '? [14000000 posters/hour] [14000 posters/hour]'],
    ['latency', 'now', 'drei Tage, p90', '? no-number'],
    [
      'reliability',
      'now',
      'we lost or duplicate 25 result a week, now 1',
      '? [25 result/week → 1 result/week] [1 result/week → 25 result/week] [25 result/week] [1 result/week] [25 result/week]',
    ],
    [
      'reliability',
      'now',
      "Things got promised to two people quite a lot. That doesn't happen now.",
      '? [2 people quite]',
    ],
    [
      'throughput',
      'now',
      '410 samples/s. now 8200',
      '? [410 samples/second → 8200 samples/second] [8200 samples/second → 410 samples/second] [410 samples/second] [8200 samples/second] [410 samples/second]',
    ],
    ['throughput', 'now', '14.000 Protokolle pro Tag', '? count-is-no-rate [14000 Protokolle/day] [14000 Protokolle]'],
    [
      'throughput',
      'now',
      '9500 tps (800 tps on the mainframe)',
      '? [800 transactions/second → 9500 transactions/second] [9500 transactions/second → 800 transactions/second | on the mainframe] [9500 transactions/second] [800 transactions/second | on the mainframe] [9500 transactions/second]',
    ],
    [
      'throughput',
      'now',
      '120 to 2,600 scans/sec in december',
      '? [120 scans/second → 2600 scans/second | in december] [2600 scans/second → 120 scans/second] [120 scans/second] [2600 scans/second | in december] [120 scans/second]',
    ],
    ['latency', 'now', '200-300 ms', '? [200 ms] [300 ms]'],
    ['latency', 'now', 'p50 30 ms, p99 400 ms', '? [30 ms p50] [400 ms p99] [30 ms p50]'],
    ['latency', 'now', 'it was 2 s', '? [2 s] [2 s before]'],
    [
      'throughput',
      'now',
      'we take in 620 GB/h, the cron job managed 75 GB/h',
      '? [75 GB/hour → 620 GB/hour] [620 GB/hour → 75 GB/hour] [620 GB/hour] [75 GB/hour] [620 GB/hour]',
    ],
    [
      'latency',
      'now',
      'after 2 s p95 and it had been a day and a half',
      '? [1.5 days → 2 s p95] [2 s → 1.5 days p95] [2 s p95] [1.5 days p95] [2 s p95]',
    ],
    ['latency', 'now', 'cut by 80 % from 500 ms', '? [500 ms before]'],
    ['latency', 'now', 'down from 40', '? no-duration [40 ms before] [40 s before] [40 min before] [40 hours before]'],
    [
      'reliability',
      'now',
      'Across five regions there were 3 outages a year',
      '? [3 outages/year] [3 outages/year before]',
    ],
    ['reliability', 'now', 'My cat is 14. lost orders: 12 a month', '? [12 /month (lost orders)]'],
    [
      'reliability',
      'now',
      '7 missed alarms last spring, 0 missed alarms now. False alarms fell from 31 % to 6 %',
      '? [7 missed alarms → 0 missed alarms] [0 missed alarms → 7 missed alarms] [31 % → 6 % (False alarms)] [7 missed alarms] [0 missed alarms]',
    ],
    ['throughput', 'now', '0.5%', '? share-is-no-load'],
    [
      'reliability',
      'more',
      'in 2023 it stood still 19 hours, in 2024 only 25 minutes',
      '? [19 hours → 25 min] [25 min → 19 hours] [19 hours] [25 min] [19 hours]',
    ],
    [
      'reliability',
      'more',
      'spray kills: nine hives in 2022, one in 2024',
      '? [9 hives → 1 spray kills (spray kills) | in 2024] [1 spray kills → 9 hives (spray kills) | in 2022] [9 hives (spray kills) | in 2022] [1 spray kills | in 2024] [9 hives (spray kills) | in 2022]',
    ],
    [
      'throughput',
      'more',
      'it copies 85,000 rows a second, where the dump gave us 11,000 rows a second',
      '? [11000 rows/second → 85000 rows/second] [85000 rows/second → 11000 rows/second] [85000 rows/second] [11000 rows/second] [85000 rows/second]',
    ],
    ['throughput', 'now', '40 machines', '? count-is-no-rate [40 machines]'],
    ['throughput', 'now', '310 shops, before that 40', '? count-is-no-rate [40 shops → 310 shops]'],
    [
      'reliability',
      'now',
      'Double feeds. 2 in the last 14 months.',
      '? bare-number [2 Double feeds (Double feeds) | in the last 14 months] [2 % (Double feeds) | in the last 14 months]',
    ],
    [
      'reliability',
      'now',
      'We had 2 double feeds in the last 14 months, before that about 40 a month.',
      '? [2 double feeds | in the last 14 months] [about 40 /month] [2 double feeds | in the last 14 months]',
    ],
    [
      'reliability',
      'now',
      'When one farm tests positive, the whole 18,000 litre tank goes. That was nine times a year before Vial, and last year it was only once.',
      '? [9 times/year] [9 times/year before]',
    ],
    [
      'latency',
      'now',
      'Order to barge: 9 seconds at p95, it used to be up to 11 minutes',
      '? [9 s p95 (Order to barge)] [up to 11 min p95] [9 s p95 (Order to barge)]',
    ],
    [
      'latency',
      'now',
      'Order to barge: p95 9 seconds, before up to 11 minutes',
      '? [9 s p95 (Order to barge)] [up to 11 min p95] [9 s p95 (Order to barge)]',
    ],
    ['throughput', 'now', 'It handles 310 pond owners and 11 hatcheries use it', '? count-is-no-rate'],
    ['latency', 'now', 'p95 1,6 sn', '? no-duration [1.6 ms p95] [1.6 s p95] [1.6 min p95] [1.6 hours p95]'],
    [
      'latency',
      'now',
      'p95 was 25 sn, now 1,6 sn',
      '? no-duration [25 ms → 1.6 ms p95] [25 s → 1.6 s p95] [25 min → 1.6 min p95] [25 hours → 1.6 hours p95]',
    ],
    [
      'latency',
      'now',
      '9 in 10 answers took 11 s, now 9 in 10 come in 900 ms',
      '? [11 s → 900 ms] [900 ms → 11 s] [11 s] [900 ms] [11 s]',
    ],
    [
      'latency',
      'now',
      '2 s for 9 in 10, 5 s for 99 in 100',
      '? [5 s → 2 s | for 9 in 10] [2 s → 5 s | for 99 in 100] [2 s | for 9 in 10] [5 s | for 99 in 100] [2 s | for 9 in 10]',
    ],
    ['throughput', 'now', '90.000 points per shift of 8 hours', '? [90000 points per shift | of 8 hours]'],
    [
      'reliability',
      'more',
      'bag for wrong patient is zero since two years',
      '? [0  (bag for wrong patient) | since two years]',
    ],
    [
      'reliability',
      'now',
      'disputed results dropped from 310 to 42 per season',
      '? bare-number [310 disputed results → 42 disputed results (disputed results) | per season] [310 % → 42 % (disputed results) | per season]',
    ],
    ['throughput', 'now', '1.2 million cards in 5 hours', '? count-is-no-rate [1200000 cards | in 5 hours]'],
    ['throughput', 'now', '1 million cards in 3 hours', '? count-is-no-rate [1000000 cards | in 3 hours]'],
    ['throughput', 'now', '4 mil (thousand) papers for hour', '? count-is-no-rate [4000 papers/hour] [4000 papers]'],
    ['throughput', 'now', '9500', '? bare-number'],
    [
      'throughput',
      'now',
      '46 000 bags in a day, it was 11 000 in a day. In money 380 million forint in one night',
      '? [11000 bags/day → 46000 bags/day] [46000 bags/day → 11000 bags/day] [46000 bags/day] [11000 /day] [46000 bags/day]',
    ],
    ['latency', 'now', 'fast enough', '? no-number'],
    ['latency', 'now', '12 orders', '? no-duration [12 ms] [12 s] [12 min] [12 hours]'],
    ['reliability', 'now', 'good', '? no-number'],
    [
      'reliability',
      'now',
      'Matcher crashes: nine in the last season before, zero in the two seasons since.',
      '? [9 Matcher crashes → 0 Matcher crashes (Matcher crashes) | in the two seasons since] [0 Matcher crashes → 9 Matcher crashes (Matcher crashes) | in the last season] [9 Matcher crashes (Matcher crashes) | in the last season] [0 Matcher crashes | in the two seasons since] [9 Matcher crashes (Matcher crashes) | in the last season]',
    ],
  ])('asks about %s.%s: "%s"', (topic, part, text, expected) => expect(shown(read(topic, part, text))).toBe(expected));

  test('offers numbers of several kinds one by one, and gives a bare number no unit', () => {
    const text = 'p99 380 ms now, timeouts 0.04%, double payments 3 in 6 months, it was about 900 a month';
    const asked = read('reliability', 'now', text).find((command) => command.type === 'ask-back')?.pending;
    const options = asked?.kind === 'order' ? asked.options : [];
    expect(options.map(({ patch }) => patchText(patch))).toEqual(['0.04 %', 'about 900 /month', '0.04 %']);
  });

  test('offers each of several figures as a whole', () => {
    const text = 'throughput 900 -> 4500 events/s. lost tickets 2100 a week -> 700';
    const asked = read('reliability', 'now', text).find((command) => command.type === 'ask-back')?.pending;
    const options = asked?.kind === 'order' ? asked.options.map(({ patch }) => patchText(patch)) : [];
    expect(options).toContain('900 events/second → 4500 events/second (throughput)');
    expect(options).toContain('2100 /week → 700 /week (lost tickets)');
  });

  test.each([
    ['de', 'In fünf Regionen gab es 3 Ausfälle pro Jahr', '3 Ausfälle/year'],
    ['pt', 'Durante duas temporadas, 3 quedas por ano', '3 quedas/year'],
    ['de', 'In den letzten 14 Monaten 2 Doppelbuchungen, davor 40', '40 Doppelbuchungen → 2 Doppelbuchungen'],
    ['fr', 'Ces 14 derniers mois, 2 doublons', '2 doublons'],
    ['es', 'En los últimos 14 meses, 2 duplicados', '2 duplicados'],
    ['pt', 'Nos últimos 14 meses, 2 duplicados', '2 duplicados'],
  ] as const)('offers no number that only says where or when: %s "%s"', (language, text, offered) => {
    expect(shown(read('reliability', 'now', text, language))).toMatch(new RegExp(`^\\? \\[${offered}`));
  });

  test('offers a percentile of several only for the numbers of its sentence', () => {
    const text = 'latency was 40 min p95, now 4 s. search 900 ms -> 300 ms. login 2 s, was 7 s';
    const asked = read('latency', 'now', text).find((command) => command.type === 'ask-back')?.pending;
    const options = asked?.kind === 'order' ? asked.options.map(({ patch }) => patchText(patch)) : [];
    expect(options.slice(0, 3)).toEqual([
      '40 min → 4 s p95 (latency)',
      '900 ms → 300 ms (search)',
      '7 s → 2 s (login)',
    ]);
  });

  test('offers only pairs whose sides stand together, each with its own name and percentile', () => {
    const text = 'the p95 of the lookup went from 4.2 s to 180 ms, and the nightly run went from 6h40 to 23 minutes';
    expect(shown(read('latency', 'now', text))).toBe(
      '? [4.2 s → 180 ms p95 (the lookup)] [400 min → 23 min (the nightly run)]',
    );
    const marked = 'was 2 s, the export takes 3 min, now 300 ms';
    expect(shown(read('latency', 'now', marked))).toContain('[2 s → 300 ms');
  });

  test('offers a certain pair alone', () => {
    const text = 'Throughput rose from about 35 reads a second with the old merge to 2,400 reads a second at the start';
    expect(shown(read('throughput', 'now', text))).toMatch(/^\? \[[^\]]+\]$/);
  });

  test('offers a count without a period alone, and with the period that the text names', () => {
    const asked = shown(read('throughput', 'now', '31.500 cheques in day, at peak'));
    expect(asked).toBe('? count-is-no-rate [31500 cheques/day | in day] [31500 cheques | in day]');
  });

  test('a value of another kind removes the name of the value that it replaces', () => {
    const answer = { topic: 'throughput', part: 'now', source: 'm2', figure: null, sheet: EMPTY_SHEET } as const;
    const noted = readFigure({ ...answer, text: 'state: 84 TB', source: 'm1' });
    const { sheet } = noted.reduce(apply, EMPTY);
    expect(sheet.figures[0]?.measure).toBe('state');
    const anew = readFigure({ ...answer, sheet, text: '380,000 records per second' });
    expect(anew.reduce(apply, { ...EMPTY, sheet }).sheet.figures[0]).toMatchObject({ measure: null });
  });

  test('a bare number before counts the same thing as the value now', () => {
    const answer = { topic: 'reliability', source: 'm2', figure: null, sheet: EMPTY_SHEET } as const;
    const noted = readFigure({ ...answer, part: 'now', text: '1 hotfix per release', source: 'm1' });
    const { sheet } = noted.reduce(apply, EMPTY);
    expect(shown(readFigure({ ...answer, sheet, part: 'before', text: '5 per release' }))).toBe(
      '5 hotfix per release before',
    );
  });

  test('a zero now counts the same thing as the value before', () => {
    const answer = { topic: 'reliability', source: 'm2', figure: null, sheet: EMPTY_SHEET } as const;
    const noted = readFigure({ ...answer, part: 'now', text: 'none', source: 'm1' });
    const { sheet } = noted.reduce(apply, EMPTY);
    const said = readFigure({ ...answer, sheet, part: 'before', text: '17 wrong counts' });
    expect(shown(said)).toBe('17 wrong counts → 0 wrong counts');
  });

  test('a number given twice counts once', () =>
    expect(shown(read('throughput', 'now', '60万 connections, six hundred thousand'))).toMatch(
      /^\? count-is-no-rate( \[600000 connections[^\]]*\])$/,
    ));

  test('a number in the answer for a name does not replace the noted number', () => {
    const measure = { topic: 'reliability', part: 'measure', source: 'm2', figure: null, sheet: EMPTY_SHEET } as const;
    const noted = readFigure({ ...measure, text: 'lost packets: 0.03%', part: 'now', source: 'm1' });
    const { sheet } = noted.reduce(apply, EMPTY);
    expect(sheet.figures[0]?.now).toMatchObject({ quantity: { value: 0.03, unit: '%' } });
    expect(shown(readFigure({ ...measure, sheet, text: 'And please not the 412 stations' }))).toBe('? not-a-name');
    expect(shown(readFigure({ ...measure, sheet, text: 'packets, 0,03 % of them' }))).not.toContain('412');
  });

  test('two percentiles are offered as two figures', () => {
    const pending = read('latency', 'now', 'p50 30 ms, p99 400 ms').find(
      (command) => command.type === 'ask-back',
    )?.pending;
    const options = pending?.kind === 'order' ? pending.options : [];
    const both = options.find(({ also }) => also !== null);
    expect(both?.patch).toMatchObject({ percentile: 'p50', now: { quantity: { value: 30 } } });
    expect(both?.also).toMatchObject({ percentile: 'p99', now: { quantity: { value: 400 } } });
  });
});

test('quotes each value from the message', () => {
  for (const text of [
    'from 12,000 to 190,000 lookups per second',
    'p95 overhead 31ms -> 4ms',
    'about a dozen incidents a quarter',
  ])
    for (const topic of ['throughput', 'latency', 'reliability'] as const)
      for (const command of read(topic, 'now', text))
        if (command.type === 'set-figure')
          for (const side of [command.patch.now, command.patch.before]) if (side) expect(text).toContain(side.quote);
});

test.each([
  ['latency', '400 ms at p95, 14 hours with the old queue', '14 hours → 400 ms p95'],
  ['latency', '14 hours with the old queue, 400 ms at p95', '14 hours → 400 ms p95'],
  ['throughput', '9,000 orders/s, 400 orders/s with the old queue', '400 orders/second → 9000 orders/second'],
] as const)('offers the likelier order of two numbers first: %s "%s"', (topic, text, expected) => {
  const asked = read(topic, 'now', text).find((command) => command.type === 'ask-back')?.pending;
  const [first] = asked?.kind === 'order' ? asked.options : [];
  expect(first && patchText(first.patch)).toContain(expected);
});

test.each([
  ['9,500 readings per second from 2 million homes. It runs on 400 servers.', '? [9500 readings/second]'],
  ['It handles 9,000 an hour for 400 clubs, which is fine.', '? [9000 /hour | for 400 clubs]'],
])('offers no number beside the load: %s', (text, expected) =>
  expect(shown(read('throughput', 'now', text))).toBe(expected),
);

test.each(['we went from 310 to 42 per race', 'errors went from 310 to 42 a lot faster'])(
  'asks what is counted: %s',
  (text) => expect(shown(read('reliability', 'now', text))).toMatch(/^\? bare-number/),
);

describe('range as one side', () => {
  const pairs = (text: string) => {
    const asked = read('latency', 'now', text).find((command) => command.type === 'ask-back')?.pending;
    return asked?.kind === 'order'
      ? asked.options.filter(({ patch }) => patch.before).map(({ patch }) => patchText(patch))
      : [];
  };
  test.each([
    ['from 40-60 s to 3 s', ['40 s → 3 s', '60 s → 3 s']],
    ['it was 40-60 s, now 3 s', ['40 s → 3 s', '60 s → 3 s']],
    ['checkout p99: 3-5 s, down from 60 s', ['60 s → 3 s p99 (checkout)', '60 s → 5 s p99 (checkout)']],
    ['40-60 s -> 3-5 s', ['40 s → 3 s', '40 s → 5 s', '60 s → 3 s', '60 s → 5 s']],
  ])('offers one pair for each end: %s', (text, expected) => {
    expect(pairs(text).map((each) => each.replace(' (it)', ''))).toEqual(expected);
  });
});

test('zero of a count is zero percent beside a share, and the count names what is measured', () => {
  const told = ['0 lost messages', '2 percent'];
  const context = told.reduce((before, text, at) => {
    const part = at === 0 ? 'now' : 'before';
    const answer = { text, source: 'm1', topic: 'reliability' as const, part, figure: null, sheet: before.sheet };
    return readFigure(answer).reduce(apply, before);
  }, EMPTY);
  const [figure] = context.sheet.figures;
  expect(figure && shown([{ type: 'set-figure', slot: '', topic: 'reliability', id: '', patch: figure }])).toBe(
    '2 % → 0 % (lost messages)',
  );
});

/** The sentence that the letter would have. */
function stated(topic: Metric, patch: FigurePatch | undefined, language: Language = 'en'): string | null {
  return patch ? figureSentence(applyPatch(null, `${topic}.1`, topic, patch), language) : null;
}

describe('sure: noted without a question', () => {
  test.each<[Metric, string, string, Language?]>([
    ['reliability', 'lost readings: 0.05%', 'Lost readings are at 0.05%.'],
    ['reliability', '99.99% availability', 'Availability is 99.99%.'],
    ['reliability', '0.03% wrong statuses', 'Wrong statuses are at 0.03%.'],
    ['reliability', 'the error rate is 0.4%', 'The error rate is 0.4%.'],
    ['reliability', 'lost readings went from 1.2% to 0.05%', 'Lost readings fell from 1.2% to 0.05%.'],
    ['reliability', '99.95% up from 98', 'Reliability rose from 98% to 99.95%.'],
    ['reliability', 'about 3 incidents a month', 'There are about 3 incidents per month.'],
    ['reliability', 'no lost orders since the cutover', 'There have been no lost orders since the cutover.'],
    ['latency', 'from meter to bill, p99 4 seconds', 'The time from meter to bill is 4 seconds at p99.'],
    ['latency', 'a search takes 310 ms at p99', 'A search takes 310 ms at p99.'],
    [
      'latency',
      'from flash until the QR works: avg was 50 sec, is 6 sec now',
      'The time from flash until the QR works fell from 50 seconds to 6 seconds on average.',
    ],
    [
      'throughput',
      'it handles 9,500 readings a second at peak',
      'The system handles 9,500 readings per second at peak.',
    ],
    ['throughput', '46,000 bags in a day', 'The system handles 46,000 bags per day.'],
    ['throughput', '300 an hr before, forty a minute now', 'Throughput rose from 300 per hour to 40 per minute.'],
    ['throughput', '8.5k → 72k orders/min', 'Throughput rose from 8,500 to 72,000 orders per minute.'],
    [
      'throughput',
      '2,400 tag reads a shift before, 31,000 tag reads a shift now',
      'Throughput rose from 2,400 to 31,000 tag reads a shift.',
    ],
    ['throughput', '620 changes per shift', 'The system handles 620 changes per shift.'],
    ['throughput', '620 Änderungen pro Schicht', 'Das System verarbeitet 620 Änderungen pro Schicht.', 'de'],
    ['reliability', 'verlorene Messwerte: 0,05 %', 'Verlorene Messwerte: 0,05 %.', 'de'],
    ['latency', 'recherche : 310 ms au p95', 'Recherche (p95) : 310 ms.', 'fr'],
    ['reliability', 'errores: ahora 0,1%, antes el 3%', 'Errores: del 3 % al 0,1 %.', 'es'],
    ['throughput', '3 TB por dia', 'O sistema processa 3 TB por dia.', 'pt'],
  ])('%s: "%s"', (topic, text, expected, language) => {
    const [command, ...others] = read(topic, 'now', text, language);
    expect(command?.type === 'set-figure' && stated(topic, command.patch, language)).toBe(expected);
    expect(others).toEqual([]);
  });
});

describe('not sure: shown first', () => {
  test.each<[Metric, string, string, Language?]>([
    ['latency', '120 ms at 70% load', 'The latency is 120 ms at 70% load.'],
    ['latency', '200 ms with 90% cache hits', 'The latency is 200 ms with 90% cache hits.'],
    ['latency', 'down 80% to 200 ms', 'The latency is 200 ms.'],
    ['latency', 'a week-long backfill runs in 4 h', 'A week-long backfill runs take 4 hours.'],
    ['latency', 'errors plummeted to 2 s', 'The latency is 2 seconds.'],
    ['reliability', '1% of the pairs came back as odd pairs', 'Failures are at 1%.'],
    [
      'reliability',
      'people left behind, 3.5% of the trips before and 0.4%',
      'People left behind fell from 3.5% to 0.4% of the trips.',
    ],
    ['latency', 'Sorry, the dog, give me 2 minutes. Where were we?', 'The latency is 2 minutes.'],
    ['latency', 'took 2 weeks to build', 'The latency is 2 weeks.'],
    ['reliability', 'error reduction: 40%', 'Failures are at 40%.'],
    ['latency', 'is 200 ms good?', 'The latency is 200 ms.'],
    ['reliability', 'lost readings 0.05%', 'Lost readings are at 0.05%.'],
    ['reliability', 'the team saw 3 outages', 'There have been 3 outages.'],
    ['reliability', 'one deploy in five failed', 'Failures are at 20%.'],
    ['reliability', 'slab delivered wrong, one on 5.000', 'Slab delivered wrong is 0.02%.'],
    ['reliability', 'out of 1,200 merchants 3 complained', 'Merchants fell from 1,200 to 3 complained.'],
    ['latency', 'um 80 % auf 200 ms gesenkt', 'Latenz: 200 ms.', 'de'],
    ['reliability', 'Heute sind 0,2 % der Rechnungen falsch', 'Fehlerquote: 0,2 % der Rechnungen falsch.', 'de'],
  ])('%s: "%s"', (topic, text, expected, language) => {
    const commands = read(topic, 'now', text, language);
    const asked = commands.find((command) => command.type === 'ask-back')?.pending;
    const [option] = asked?.kind === 'order' ? asked.options : [];
    expect(commands.some(({ type }) => type === 'set-figure')).toBe(false);
    expect(asked).toMatchObject({ kind: 'order', text });
    expect(stated(topic, option?.patch, language)).toBe(expected);
  });

  test.each([
    'errors dropped by 90%',
    '40% fewer incidents',
    'we reduced failed payments by 80 percent',
    'errors fell 60%',
    'errors: -60%',
    'a 50% reduction in timeouts',
  ])('a change is no level: "%s"', (text) => {
    const asked = read('reliability', 'now', text).find((command) => command.type === 'ask-back');
    const words = [{ value: { text }, patch: { sentence: text } }];
    expect(asked).toMatchObject({ pending: { kind: 'again', problem: 'change-is-no-level', offers: words } });
  });

  test.each([
    ['matches where no ref turned up 0.4%', 'Failures are at 0.4%.'],
    ['incidents are down 60%', 'Incidents are at 60%.'],
  ])('"up" and "down" may belong to the verb, so it is asked: "%s"', (text, sentence) => {
    const asked = read('reliability', 'now', text).find((command) => command.type === 'ask-back')?.pending;
    expect(asked).toMatchObject({ kind: 'order', problem: 'change-is-no-level' });
    const options = asked?.kind === 'order' ? asked.options.map(({ patch }) => stated('reliability', patch)) : [];
    expect(options).toEqual([sentence]);
  });

  test('a bare number in another sentence has the unit of the number before it', () => {
    const text = "Skins where the tag doesn't match were 2.2 percent. Last season 0.15";
    const asked = read('reliability', 'now', text).find((command) => command.type === 'ask-back')?.pending;
    const options = asked?.kind === 'order' ? asked.options.map(({ patch }) => stated('reliability', patch)) : [];
    expect(options[0]).toBe('Failures fell from 2.2% to 0.15%.');
  });
});
