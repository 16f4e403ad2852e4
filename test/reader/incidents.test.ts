import { describe, expect, test } from 'vitest';
import { type Brief, EMPTY_BRIEF } from '../../src/machine/brief.ts';
import { conflictWith } from '../../src/reader/incidents.ts';
import { sentences } from '../../src/reader/sentences.ts';
import { briefAfter, converse, figuresIn, read } from './converse.ts';

const conflict = (text: string, brief: Brief) => conflictWith(sentences(text), brief);

describe('what does not fit an earlier claim', () => {
  const neverLost = briefAfter('We never lost a payout.', 'reliability');
  const fiveNines = briefAfter('Availability is 99.999%.', 'reliability');
  const unmatched = briefAfter('Unmatched lines went from 9% to 0.4%', 'reliability');
  const quick = briefAfter('Exporting an invoice takes 200 ms at p95.', 'latency');

  const noOutage = briefAfter("Not a single outage since it's running.", 'reliability');
  const bids = briefAfter('From 60 bids a second to 2,400 bids a second at peak.', 'throughput');
  test.each([
    ['3 payouts were lost in June.', neverLost, 'reliability'],
    ["In March last year a seller's payout was lost for good.", neverLost, 'reliability'],
    ['In February one team took it down for two hours.', noOutage, 'reliability'],
    ['In the busiest evening we ever had it was 1,700 bids a second.', bids, 'throughput'],
    ['It was down for four hours last year.', fiveNines, 'reliability'],
    ['With that, 2% of the lines still stay unmatched.', unmatched, 'reliability'],
    ['People still wait 8 seconds exporting an invoice.', quick, 'latency'],
  ] as const)('%s', (later, brief, topic) => {
    expect(conflict(later, brief)).toEqual({ topic, earlier: brief.facts[0]?.quote, later });
  });

  test.each<[string, Brief]>([
    ['3 payouts were late in June.', neverLost],
    ['A payout is never lost by the queue.', neverLost],
    ['The most we had before was 60 bids a second.', bids],
    ['On a quiet night it is 300 bids a second.', bids],
    ['At peak it sends 900 mails a second.', bids],
    ['It was down for two minutes.', fiveNines],
    ['People still wait 8 seconds for the login page.', quick],
    ['3 payouts were lost in June.', fiveNines],
    ['3 payouts were lost in June.', EMPTY_BRIEF],
    ['0.4% of the lines still stay unmatched.', unmatched],
    ['2% of the desks were closed.', unmatched],
  ])('but not: %s', (text, brief) => {
    expect(conflict(text, brief)).toBeNull();
  });
});

test('a contradiction is asked about, with both statements', () => {
  const { context } = converse([
    'Backend Engineer at Quillnote',
    'I rebuilt the payout service.',
    'from 300 to 4,500 jobs per minute',
    'p99 went from 1.8 s to 210 ms',
    'We never lost a payout.',
    'The bank could not change its format, so I versioned ours. And 3 payouts were lost in June.',
  ]);
  expect(context.asking).toMatchObject({
    topic: 'reliability',
    gap: { kind: 'contradiction', earlier: 'We never lost a payout.' },
  });
});

test.each([
  "Both can't be true. 120 ms is an ordinary day, on sale nights the p99 is 450 ms. Take 450 ms.",
  'Please write 450 ms, 120 ms is an ordinary day.',
  "I'd go with 450 ms.",
])('the value that is chosen stands, beside the one before that nobody disputed: %s', (choice) => {
  const { brief } = converse([
    'Backend Engineer at Quillnote',
    'I rebuilt the payout service.',
    'from 300 to 4,500 jobs per minute',
    'p99 was 3 s and is 120 ms now',
    'we never lost one',
    'The bank could not change its format, so I versioned ours. No import failed since.',
    'By the way, on sale nights the p99 stood at 450 ms for hours.',
    choice,
  ]).context;
  expect(figuresIn(brief).filter((figure) => figure.startsWith('latency'))).toEqual(['latency p99 3 s → 450 ms']);
});

test('two statements of one message are held against each other', () => {
  const sole = 'I wrote it alone from the first line.';
  const shared = 'And Ulrika, who wrote the decoder core, trained the operators.';
  expect(conflict(`The decoder at Meridia. ${sole} ${shared}`, EMPTY_BRIEF)).toEqual({
    topic: 'system',
    earlier: sole,
    later: shared,
  });
});

test('half of them take no longer than nearly all', () => {
  const { conflict: found } = read('p50 is 900 ms and p99 is 350 ms', 'latency');
  expect(found).toMatchObject({ topic: 'latency' });
  expect(read('p50 is 90 ms and p99 is 350 ms', 'latency').conflict).toBeNull();
});
