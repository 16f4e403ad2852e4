import { describe, expect, test } from 'vitest';
import { check } from '../../src/letter/check.ts';
import { compose } from '../../src/letter/compose.ts';
import { letterText } from '../../src/letter/letter.ts';
import type { Topic } from '../../src/machine/brief.ts';
import { isWish } from '../../src/reader/wishes.ts';
import { converse, read } from './converse.ts';

describe('a name that must stay out', () => {
  test.each<[string, string, string | null]>([
    [
      'I can\'t name Pelagic Insurance, call it "an insurer". I built the claims intake there.',
      'Pelagic Insurance',
      'an insurer',
    ],
    [
      "The client is Nordhavn Bank but I can't name them, say 'a Nordic bank'. I built their payout service.",
      'Nordhavn Bank',
      'a Nordic bank',
    ],
    ['Our client Dovetail must not appear. I pinned the schema there.', 'Dovetail', null],
    ['I built the payroll engine at Halcyon. Please don’t mention Halcyon in the letter.', 'Halcyon', null],
    ['I built the payroll engine at Halcyon. Halcyon is under NDA.', 'Halcyon', null],
    ['I built the payroll engine at Halcyon, that name is confidential', 'Halcyon', null],
    ['I built the payroll engine at Halcyon. That is confidential.', 'Halcyon', null],
    [
      'I built the payroll engine at Halcyon (keep the name out of it, “a payroll house” is ok)',
      'Halcyon',
      'a payroll house',
    ],
    ['I built the payroll engine at Halcyon. Keep Halcyon out of it, please.', 'Halcyon', null],
  ])('%s', (text, hide, say) => {
    const { discretion, facts } = read(text, 'system');
    expect(discretion).toEqual([{ hide, say }]);
    // The wish is no part of the story, and the story is still there.
    expect(facts.map(({ quote }) => quote).join(' ')).toMatch(/I (?:built|pinned)/);
    for (const { quote } of facts) expect(isWish(quote)).toBe(false);
  });

  test('is found among what was said earlier', () => {
    const { brief } = converse([
      'Backend Engineer at Tamarind',
      'I built the payroll engine at Halcyon, in Kotlin.',
      'from 3,100 to 48,200 payslips per day',
      "one more thing: don't name my employer, say 'a payroll house'",
    ]).context;
    expect(brief.facts.find(({ topic }) => topic === 'system')).toMatchObject({
      rough: true,
      standIns: [{ hide: 'Halcyon', say: 'a payroll house' }],
    });
  });

  test.each([
    ['dont name my employer, say a payroll house', 'a payroll house'],
    ["please don't mention Halcyon. Call them one of the big payroll houses.", 'one of the big payroll houses'],
    ['you can’t print Halcyon; just write a payroll house instead', 'a payroll house'],
  ])('has its stand-in without quotation marks too: %s', (wish, say) => {
    const told = ['Backend Engineer at Tamarind', 'I built the payroll engine at Halcyon, in Kotlin.'];
    const { context } = converse([...told, wish]);
    expect(context.brief.facts.find(({ topic }) => topic === 'system')?.standIns).toEqual([{ hide: 'Halcyon', say }]);
    expect(context.asking).toMatchObject({ topic: 'throughput', gap: { kind: 'again' } });
  });

  test('never hides a word that everybody uses', () => {
    for (const text of [
      "I can't name them, I built it",
      "We can't say who it was",
      'It must not be named',
      'Legal says no names',
    ])
      for (const { hide } of read(text, 'system').discretion) expect(hide).not.toMatch(/^(?:i|we|it|the|legal)$/i);
  });
});

describe('a number that must stay out', () => {
  test.each<[Topic, string, readonly string[], string | null]>([
    [
      'throughput',
      "We do 48,200 payouts a day, but don't print the exact number, say “tens of thousands of payouts a day”",
      ['48,200'],
      'tens of thousands of payouts a day',
    ],
    ['throughput', "48,200 payouts a day, that's confidential", ['48,200'], null],
    [
      'throughput',
      "The exact value is secret, it is 48,200 payouts a day. In the letter only 'tens of thousands of payouts a day'.",
      ['48,200'],
      'tens of thousands of payouts a day',
    ],
    ['throughput', '48,200 payouts a day. That is confidential.', ['48,200'], null],
    [
      'throughput',
      'from 3,100 to 48,200 payouts a day. The exact figures are under NDA, say roughly fifteen times as many.',
      ['3,100', '48,200'],
      'roughly fifteen times as many',
    ],
    [
      'throughput',
      'between us: 9,300 transfers per second. You may only say "thousands per second".',
      ['9,300'],
      'thousands per second',
    ],
    ['reliability', '99.97%, but not for print', ['99.97'], null],
    ['reliability', '99.97% availability. That is confidential.', ['99.97'], null],
  ])('%s: %s', (topic, text, hidden, say) => {
    const { discretion } = read(text, topic);
    expect(discretion.map(({ hide }) => hide.replace(/%$/, ''))).toEqual(hidden);
    for (const standIn of discretion) expect(standIn.say).toBe(say);
  });

  test.each([
    ['throughput', 'it is 600 requests per second, no secret'],
    ['latency', 'Not confidential: the p95 of a quote fell from 5.5 s to 320 ms.'],
    ['latency', 'p95 120 ms, fine to print'],
    ['latency', 'p95 went from 900 to 120 ms; the vendors could not share their traces'],
  ] as const)('not in %s: %s', (topic, text) => {
    expect(read(text, topic).discretion).toEqual([]);
  });
});

test('a message that only asks for discretion answers nothing, and the question stands', () => {
  const before = converse(['Backend Engineer at Tamarind', 'I built the payroll engine at Halcyon.']);
  const { context } = converse(["one more thing: don't name Halcyon"], before);
  expect(context.asking?.topic).toBe('throughput');
  expect(context.remarks).toContainEqual({ kind: 'confidential', says: [] });
  expect(context.brief.declined).toEqual([]);
});

test('numbers that are told of by their name, and what may be said of them', () => {
  const { brief } = converse([
    'Backend Engineer at Tamarind',
    'I built the payment check at Halcyon.',
    'from 1,200 to 8,000 payments per second',
    'p99 went from 310 ms to 48 ms',
    'Good payments that we declined by mistake were 1.7% and are 0.9% now',
    'I just had compliance on the phone. The rates of declined payments are internal, the letter may only say that they fell by almost half.',
  ]).context;
  expect(brief.facts.flatMap(({ topic, standIns }) => standIns.map((standIn) => [topic, standIn]))).toEqual([
    ['reliability', { hide: '1.7', say: 'they fell by almost half' }],
    ['reliability', { hide: '0.9', say: 'they fell by almost half' }],
  ]);
  const letter = letterText(compose({ brief, short: false, date: new Date(0) }));
  expect(letter).toContain('Good payments that we declined by mistake fell by almost half.');
  expect(letter).toContain('8,000 payments per second');
  expect(check(letter, brief)).toEqual([]);
});

describe('several names in one breath, each by the words that ask for it', () => {
  test.each<[string, readonly (readonly [string, string | null])[]]>([
    [
      "I built the berth planner at Nordkai. It is called Kestrel internally, that word must not show up, nor the customer, which is the Solmark harbour office. Say 'a port operator'.",
      [
        ['Kestrel', 'a port operator'],
        ['Solmark harbour office', null],
      ],
    ],
    [
      "My employer is Varnholt Systems and must not be named, nor the programme, Amber Sluice. 'A signalling supplier' is alright. I wrote the interlocking log.",
      [
        ['Varnholt Systems', 'A signalling supplier'],
        ['Amber Sluice', null],
      ],
    ],
    [
      "It's for Aldermoor Bank, don't name them, write 'a British bank'. I rebuilt the quote engine, called Project Heron, that name must not appear. Heron went live in May.",
      [
        ['Aldermoor Bank', 'a British bank'],
        ['Project Heron', null],
      ],
    ],
    [
      "At Corvane I built the track service for a coast guard, I must not name Corvane or the coast guard. Call it 'a supplier' and 'a public customer'.",
      [['Corvane', 'a supplier']],
    ],
    [
      "I am at Brisevoie but one must not write it, put 'a ticketing platform'. I built the seat lock.",
      [['Brisevoie', 'a ticketing platform']],
    ],
    [
      "We bill for operators; which operators (it's Telmora and Balticall) is under NDA, don't write them. I wrote the parser.",
      [
        ['Telmora', null],
        ['Balticall', null],
      ],
    ],
  ])('%s', (text, hidden) => {
    const { discretion, facts } = read(text, 'system');
    for (const [hide, say] of hidden) expect(discretion).toContainEqual({ hide, say });
    expect(facts.map(({ quote }) => quote).join(' ')).toMatch(/\bI (?:built|rebuilt|wrote)\b/);
    for (const { quote } of facts) expect(quote).not.toMatch(/must not|don't name|nor the/);
  });

  test('whoever has a role is found among what was said earlier', () => {
    const { brief } = converse([
      'Backend Engineer at Tamarind',
      'I built the odds publisher at Quotemill, in Go. The biggest client is Wettmeister.',
      'from 3,100 to 48,200 prices per second',
      "Sorry, the client's name must not appear, 'a bookmaker' at most.",
    ]).context;
    expect(brief.facts.find(({ topic }) => topic === 'system')?.standIns).toEqual([
      { hide: 'Wettmeister', say: 'a bookmaker' },
    ]);
  });

  test('a client who was never named needs no hiding, and the wish is no part of the story', () => {
    const { discretion, facts } = read(
      "I wrote the cart. Before, it was SOAP calls to each carrier. I can't name the carrier, call it 'a carrier'.",
      'system',
    );
    expect(discretion).toEqual([]);
    expect(facts.map(({ quote }) => quote).join(' ')).toBe(
      'I wrote the cart. Before, it was SOAP calls to each carrier.',
    );
  });
});

describe('numbers that are named by what they are of', () => {
  const told = [
    'Backend Engineer at Tamarind',
    'I built the claims engine at Halcyon, in Kotlin. It has paid out 2.3 billion euros.',
    'from 3,100 to 48,200 claims per day',
    'p99 went from 1.9 s to 140 ms',
  ];

  test('everything of a metric', () => {
    const { brief } = converse([
      ...told,
      'Everything about latency is confidential, no number of any sort there.',
    ]).context;
    const latency = brief.facts.find(({ topic }) => topic === 'latency');
    expect(latency?.standIns.map(({ hide }) => hide)).toEqual(['1.9 s', '140 ms']);
    expect(brief.facts.find(({ topic }) => topic === 'throughput')?.rough).toBe(false);
  });

  test('a sum of money', () => {
    const { brief } = converse([...told, 'Compliance wrote: the payout sum has to stay out.']).context;
    expect(brief.facts.find(({ topic }) => topic === 'system')?.standIns.map(({ hide }) => hide)).toEqual([
      '2.3 billion euros',
    ]);
  });
});

test.each([
  [
    "It's Pelagic but the contract says I mustn't write the name, 'an insurer' please. I built the intake.",
    'Pelagic',
    'an insurer',
  ],
  [
    "I built the intake. How many claims we lost is sealed, it was 412, in the letter say 'some claims' please.",
    '412',
    'some claims',
  ],
])('what a contract or a court keeps in: %s', (text, hide, say) => {
  expect(read(text, 'system').discretion).toEqual([{ hide, say }]);
});
