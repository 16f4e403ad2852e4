import { describe, expect, test } from 'vitest';
import { apply, type Command } from '../../src/machine/commands.ts';
import { EMPTY } from '../../src/machine/context.ts';
import { EMPTY_SHEET, type FigurePatch } from '../../src/machine/sheet.ts';
import type { Metric } from '../../src/machine/slots.ts';
import { readFigure } from '../../src/reader/figure-answer.ts';

function read(topic: Metric, part: string, text: string): Command[] {
  return readFigure({ text, source: 'm1', topic, part, figure: null, sheet: EMPTY_SHEET });
}

/** "before → now percentile (measure) | tail of now" if it was noted; otherwise "?" and what is asked. */
function shown(commands: readonly Command[]): string {
  const told = commands.find((command) => command.type === 'set-figure');
  if (!told) {
    const asked = commands.find((command) => command.type === 'ask-back')?.pending;
    const problem = asked && 'problem' in asked ? asked.problem : undefined;
    const options = asked?.kind === 'order' && problem ? ` of ${asked.options.length}` : '';
    return `? ${problem ?? asked?.kind ?? 'nothing'}${options}`;
  }
  return patchText(told.patch);
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
    ['latency', 'now', '310 ms, query p99', '310 ms p99 (query)'],
    ['reliability', 'before', 'a quarter', '25 % before'],
    ['reliability', 'before', 'Half', '50 % before'],
    ['reliability', 'before', 'three fifths', '60 % before'],
    ['throughput', 'now', 'one every 15 sec, 44 deg days', '4 /minute'],
    ['latency', 'now', '(4 s on the new system)', '4 s | on the new system'],
    ['latency', 'now', 'overhead p95 4ms', '4 ms p95 (overhead)'],
    ['latency', 'now', 'no the 2 days', '2 days'],
    ['latency', 'now', 'ok so settlement 2 days', '2 days (settlement)'],
    ['latency', 'now', '99 % of restarts fit in 18 sec', '18 s p99 (restarts)'],
    ['latency', 'now', '12 mins, nine mornings in ten', '12 min p90'],
    ['latency', 'now', '50 minutes, nine out of ten trucks', '50 min p90'],
    ['latency', 'now', '1,4 seconds for 95 of 100', '1.4 s p95'],
    ['latency', 'now', 'slowest 1 in 100: was 4 and a half s, now 0.7 s', '4.5 s → 0.7 s p99'],
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
    [
      'throughput',
      'now',
      '190,000 lookups per second, across five regions',
      '190000 lookups/second | , across five regions',
    ],
    ['throughput', 'before', 'Roughly 40 documents a second with the rebuild', 'about 40 documents/second before'],
    ['throughput', 'now', '9,500 rps, up from 400 rps', '400 requests/second → 9500 requests/second'],
    ['reliability', 'now', 'failed pushes. 0.2% -> 0.01%', '0.2 % → 0.01 % (failed pushes)'],
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
      'now',
      'zero matcher crashes in the two seasons since',
      '0 matcher crashes | in the two seasons since',
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
    ['reliability', 'now', 'wrong house, 3 of 1000 trips', '0.3 % (wrong house) | trips'],
    ['reliability', 'now', 'unmatched plays 4 outta 100', '4 % (unmatched plays)'],
    ['reliability', 'now', 'charges lost 1 on 200', '0.5 % (charges lost)'],
    ['reliability', 'now', 'lost_soundings: 3/100 -> 2/1000', '3 % → 0.2 % (lost_soundings)'],
    ['reliability', 'now', 'wrong labels, 7 from 1000', '0.7 % (wrong labels)'],
    ['reliability', 'now', 'Missed visits 1 in 10.000', '0.01 % (Missed visits)'],
    ['reliability', 'now', '1 failed opening every two weeks', '0.5 failed opening/week'],
    ['reliability', 'now', 'not a single late return since 2022, zero', '0 late return | since 2022'],
    ['reliability', 'now', 'Eleven wrong finals in the 2022 season', '11 wrong finals | in the 2022 season'],
    ['latency', 'now', '20 seconds, on average', '20 s average'],
    ['latency', 'before', 'a quarter of an hour on average', '15 min before average'],
    ['latency', 'now', 'on average 20 seconds', '20 s average'],
    ['latency', 'now', 'p99(frame -> bulletin): 240 s => 11 s', '240 s → 11 s p99 (frame -> bulletin)'],
    ['reliability', 'now', 'none last season, wrong counts that is', '0  | last season'],
    ['throughput', 'now', 'with the old app 1,100 trees an hour', '1100 trees/hour'],
    ['reliability', 'now', 'wrong alarms, 1 in a week', '1 /week (wrong alarms)'],
    ['latency', 'now', '| lookup | 90 ms | p99 |', '90 ms p99'],
    ['latency', 'now', 'um that took 4 minutes, median', '4 min p50'],
    ['throughput', 'now', 'dunno, maybe 1.5 million events a day', '1500000 events/day'],
    ['throughput', 'now', '9,600 texts an hour and it was fine', '9600 texts/hour'],
    [
      'throughput',
      'now',
      '60 permits a minute and then lay down, now 1,400 a minute',
      '60 permits/minute → 1400 permits/minute',
    ],
    ['reliability', 'now', 'no recounts since the audit in 2022', '0 recounts | since the audit in 2022'],
    [
      'reliability',
      'now',
      'poisoned entries: 3/week before, none since oct 2024',
      '3 /week → 0 poisoned entries (poisoned entries) | since oct 2024',
    ],
    ['throughput', 'now', '85,000 holds per day in july, 9 carriers', '85000 holds/day | in july'],
    ['throughput', 'now', 'we take in 620 GB/h', '620 GB/hour'],
    ['throughput', 'now', '31.500 cheques in a day', '31500 cheques/day'],
    ['throughput', 'now', '4.600 scans an hour, 1.150 before', '1150 scans/hour → 4600 scans/hour'],
    ['reliability', 'more', 'zero unbalanced journals since the cutover', '0 unbalanced journals | since the cutover'],
    ['reliability', 'more', 'timeouts to the exchange are at 0.4%', '0.4 % + sentence'],
    ['throughput', 'more', '400 → 6k nodes', '400 nodes → 6000 nodes'],
    ['throughput', 'more', '540 clubs are on it, up from 31', '31 clubs → 540 clubs'],
    ['reliability', 'more', 'bag for wrong patient is zero since two years', '0  + sentence'],
  ])('notes for %s.%s: "%s"', (topic, part, text, expected) => expect(shown(read(topic, part, text))).toBe(expected));
});

describe('unclear figure answer', () => {
  test.each<[Metric, string, string, string]>([
    ['throughput', 'now', '14 mil posters per hour', '? order'],
    ['latency', 'now', 'drei Tage, p90', '? order'],
    ['reliability', 'now', 'we lost or duplicate 25 result a week, now 1', '? in-a-clause of 1'],
    [
      'reliability',
      'now',
      "Things got promised to two people quite a lot. That doesn't happen now.",
      '? more-than-a-number of 1',
    ],
    ['throughput', 'now', '410 samples/s. now 8200', '? order'],
    ['throughput', 'now', '14.000 Protokolle pro Tag', '? order'],
    ['throughput', 'now', '9500 tps (800 tps on the mainframe)', '? order'],
    ['throughput', 'now', '120 to 2,600 scans/sec in december', '? order'],
    ['latency', 'now', '200-300 ms', '? order'],
    ['latency', 'now', 'p50 30 ms, p99 400 ms', '? order'],
    ['latency', 'now', 'it was 2 s', '? order'],
    ['throughput', 'now', 'we take in 620 GB/h, the cron job managed 75 GB/h', '? order'],
    ['latency', 'now', 'after 2 s p95 and it had been a day and a half', '? order'],
    ['latency', 'now', 'cut by 80 % from 500 ms', '? order'],
    ['throughput', 'now', '0.5%', '? share-is-no-load'],
    ['reliability', 'more', 'in 2023 it stood still 19 hours, in 2024 only 25 minutes', '? order'],
    ['reliability', 'more', 'spray kills: nine hives in 2022, one in 2024', '? order'],
    ['throughput', 'more', 'it copies 85,000 rows a second, where the dump gave us 11,000 rows a second', '? order'],
    ['throughput', 'now', '40 machines', '? count-is-no-rate of 5'],
    ['throughput', 'now', 'It handles 310 pond owners and 11 hatcheries use it', '? count-is-no-rate'],
    ['latency', 'now', 'p95 1,6 sn', '? no-duration of 4'],
    ['latency', 'now', 'p95 was 25 sn, now 1,6 sn', '? no-duration of 4'],
    ['throughput', 'now', '2,200 reservations per 1 second', '? count-is-no-rate of 2'],
    ['latency', 'now', '9 in 10 answers took 11 s, now 9 in 10 come in 900 ms', '? order'],
    ['latency', 'now', '2 s for 9 in 10, 5 s for 99 in 100', '? order'],
    ['throughput', 'now', '45 thousand families in a quarter of an hour', '? count-over-time of 1'],
    ['throughput', 'now', '15 000 measures by quarter of hour', '? count-over-time of 1'],
    ['throughput', 'now', '90.000 points per shift of 8 hours', '? count-over-time of 1'],
    ['reliability', 'now', 'one wrong name in print a year', '? order'],
    ['throughput', 'now', '400 units / 8h shift', '? count-over-time of 1'],
    ['throughput', 'now', '1.2 million cards in 5 hours', '? count-over-time of 1'],
    ['throughput', 'now', '1 million cards in 3 hours', '? count-is-no-rate of 5'],
    ['throughput', 'now', '4 mil (thousand) papers for hour', '? bare-number of 2'],
    ['throughput', 'now', '9500', '? bare-number of 4'],
    [
      'throughput',
      'now',
      '46 000 bags in a day, it was 11 000 in a day. In money 380 million forint in one night',
      '? order',
    ],
    ['latency', 'now', 'fast enough', '? no-number'],
    ['latency', 'now', '12 orders', '? no-duration of 4'],
    ['reliability', 'now', 'good', '? no-number'],
    [
      'reliability',
      'now',
      'Matcher crashes: nine in the last season before, zero in the two seasons since.',
      '? order',
    ],
  ])('asks about %s.%s: "%s"', (topic, part, text, expected) => expect(shown(read(topic, part, text))).toBe(expected));

  test('offers numbers of several kinds one by one, and gives a bare number no unit', () => {
    const text = 'p99 380 ms now, timeouts 0.04%, double payments 3 in 6 months, it was about 900 a month';
    const asked = read('reliability', 'now', text).find((command) => command.type === 'ask-back')?.pending;
    const options = asked?.kind === 'order' ? asked.options : [];
    expect(options.map(({ patch }) => patchText(patch))).toEqual(['380 ms', '0.04 %', 'about 900 /month']);
  });

  test('offers each of several figures as a whole', () => {
    const text =
      'status delay was 40 min p95, now 4 s. throughput 900 -> 4500 events/s. lost tickets 2100 a week -> 700';
    const asked = read('reliability', 'now', text).find((command) => command.type === 'ask-back')?.pending;
    const options = asked?.kind === 'order' ? asked.options : [];
    expect(options.map(({ patch }) => patchText(patch))).toEqual([
      '40 min → 4 s (status delay)',
      '900 events/second → 4500 events/second (throughput)',
      '2100 /week → 700 /week (lost tickets)',
    ]);
  });

  test('offers an unclear period as a period or as words', () => {
    const [asked] = read('throughput', 'now', '31.500 cheques in day, at peak');
    const options = asked?.type === 'ask-back' && asked.pending.kind === 'order' ? asked.pending.options : [];
    expect(options.map(({ patch }) => patchText(patch))).toEqual([
      '31500 cheques/day | , at peak',
      '31500 cheques | in day, at peak',
    ]);
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
    expect(shown(readFigure({ ...answer, sheet, part: 'before', text: '5 per release' }))).toBe('5 hotfix before');
  });

  test('a zero now counts the same thing as the value before', () => {
    const answer = { topic: 'reliability', source: 'm2', figure: null, sheet: EMPTY_SHEET } as const;
    const noted = readFigure({ ...answer, part: 'now', text: 'none last season', source: 'm1' });
    const { sheet } = noted.reduce(apply, EMPTY);
    const said = readFigure({ ...answer, sheet, part: 'before', text: '17 wrong counts in one season' });
    expect(shown(said)).toBe('17 wrong counts → 0 wrong counts | last season');
  });

  test('a corrected value keeps the tail of the old one unless it has its own', () => {
    const answer = { topic: 'throughput', part: 'now', source: 'm2', figure: null, sheet: EMPTY_SHEET } as const;
    const noted = readFigure({ ...answer, text: '350 splits a second at nationals', source: 'm1' });
    const { sheet } = noted.reduce(apply, EMPTY);
    expect(shown(readFigure({ ...answer, sheet, text: '280 splits a second' }))).toBe(
      '280 splits/second | at nationals',
    );
    expect(shown(readFigure({ ...answer, sheet, text: '280 splits a second on Mondays' }))).toContain('on Mondays');
  });

  test('a number given twice counts once', () =>
    expect(shown(read('throughput', 'now', '60万 connections, six hundred thousand'))).toBe('? count-is-no-rate of 5'));

  test('a number in the answer for a name does not replace the noted number', () => {
    const measure = { topic: 'reliability', part: 'measure', source: 'm2', figure: null, sheet: EMPTY_SHEET } as const;
    const noted = readFigure({ ...measure, text: 'nothing but numbers: 0,03 %', part: 'now', source: 'm1' });
    const { sheet } = noted.reduce(apply, EMPTY);
    expect(sheet.figures[0]?.now).toMatchObject({ quantity: { value: 0.03, unit: '%' } });
    expect(shown(readFigure({ ...measure, sheet, text: 'And please not the 412 stations' }))).toBe('? conflict');
    expect(shown(readFigure({ ...measure, sheet, text: 'packets, 0,03 % of them' }))).not.toBe('? conflict');
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
  ['throughput', 'now 400 orders/s, 9,000 orders/s with the old queue', '9000 orders/second → 400 orders/second'],
] as const)('offers the likelier order of two numbers first: %s "%s"', (topic, text, expected) => {
  const asked = read(topic, 'now', text).find((command) => command.type === 'ask-back')?.pending;
  const [first] = asked?.kind === 'order' ? asked.options : [];
  expect(first && patchText(first.patch)).toContain(expected);
});

describe('range as one side', () => {
  const pairs = (text: string) => {
    const asked = read('latency', 'now', text).find((command) => command.type === 'ask-back')?.pending;
    return asked?.kind === 'order' ? asked.options.map(({ patch }) => patchText(patch)) : [];
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
