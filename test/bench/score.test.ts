import { expect, test } from 'vitest';
import type { Interview } from '../../bench/candidate.ts';
import type { Ask, Brief, DeliveredLetter, Figure } from '../../bench/lines.ts';
import { caseLine, findings, totals } from '../../bench/report.ts';
import { score } from '../../bench/score.ts';
import { makeCase } from './fixtures/cases.ts';

type Fact = Brief['facts'][number];

const EVENTS = new Map([
  ['m1', 'Backend Engineer at Plinth'],
  ['m2', 'p99 went from 1.8 s to 210 ms'],
  ['m3', '8,500 orders a minute'],
  ['m4', 'Skip'],
]);

const latency: Figure = {
  topic: 'latency',
  percentile: 'p99',
  before: { value: 1.8, unit: 's' },
  after: { value: 210, unit: 'ms' },
  approximate: false,
  quote: 'from 1.8 s to 210 ms',
};
const throughput: Figure = {
  topic: 'throughput',
  after: { value: 8_500, unit: 'orders', per: 'minute' },
  approximate: false,
  quote: '8,500 orders a minute',
};

function fact(slot: string, quote: string, source: string, ...figures: Figure[]): Fact {
  return { id: slot, topic: slot.split('.')[0] ?? '', slot, quote, source, figures };
}

const latencyFact = fact('latency.now', 'p99 went from 1.8 s to 210 ms', 'm2', latency);
const throughputFact = fact('throughput.now', '8,500 orders a minute', 'm3', throughput);

function delivered(facts: Fact[], text = ''): DeliveredLetter {
  const brief = { facts, declined: [], confidential: [] };
  return { type: 'letter', place: 'terminal:local', version: 1, text, letter: { paragraphs: [] }, brief };
}

function ask(topic: string, text = `About ${topic}?`): Ask {
  return { type: 'ask', kind: 'open', place: 'terminal:local', topic, text, choices: [] };
}

function held(changes: Partial<Interview> = {}): Interview {
  return {
    person: 'careful',
    transcript: [],
    asks: [],
    events: EVENTS,
    typed: 3,
    taps: 1,
    turns: [2, 4],
    fixes: [],
    firstNotes: [],
    unsaid: [],
    letter: delivered([]),
    failure: null,
    ...changes,
  };
}

function scoreFacts(facts: Fact[], expectation: object, slots = {}) {
  return score(makeCase('a', { slots }, expectation), held({ letter: delivered(facts) }));
}

test('score() counts expected, missed and wrong figures', () => {
  const { figures } = scoreFacts([latencyFact, throughputFact], {
    figures: [
      { topic: 'latency', percentile: 'p99', before: { value: 1800, unit: 'ms' }, after: { value: 210, unit: 'ms' } },
      { topic: 'throughput', after: { value: 72_000, unit: 'orders', per: 'minute' } },
    ],
  });
  expect(figures).toMatchObject({ expected: 2, wrong: [throughput] });
  expect(figures.missed).toMatchObject([{ topic: 'throughput', after: { value: 72_000 } }]);
});

test('a further figure and a confidential one are not wrong', () => {
  const more = { more: { throughput: ['8,500 orders a minute on Mondays'] } };
  expect(scoreFacts([throughputFact], {}, more).figures.wrong).toEqual([]);
  const confidential = { confidential: [{ hide: '8,500 orders', say: 'thousands of orders' }] };
  expect(scoreFacts([throughputFact], {}, confidential).figures.wrong).toEqual([]);
  expect(scoreFacts([throughputFact], {}).figures.wrong).toEqual([throughput]);
});

test('score() checks forbidden and required parts of the letter', () => {
  const letter = delivered([], 'I own the php side,\nat 4.2k a second.');
  const expectation = { absent: ['PHP', '19k'], present: ['4[,. ]?200|4\\.2K', 'Plinth'] };
  expect(score(makeCase('a', {}, expectation), held({ letter })).letter).toEqual({
    words: 9,
    forbidden: ['PHP'],
    absentChecks: 2,
    missing: ['Plinth'],
    presentChecks: 2,
  });
});

test('a quote, also of a figure, is unfaithful if it is not in its event', () => {
  const facts = [
    fact('role.company', 'Plinth', 'm1'),
    fact('role.team', 'Plinth', 'm2'),
    fact('latency.now', 'p99 went from 1.8 s to 210 ms', 'm2', { ...latency, quote: '1.8 s → 210 ms' }),
    fact('contact.name', 'Engineer', 'elsewhere'),
    fact('closing', 'minute Skip', 'elsewhere'),
    fact('background', '', 'm4'),
  ];
  expect(scoreFacts(facts, {}).quotes).toEqual({
    checked: 7,
    unfaithful: ['Plinth', '1.8 s → 210 ms', 'minute Skip', ''],
    unknown: 2,
  });
});

test('questions with several question marks are crowded', () => {
  const readBack = { ...ask('review', '1. May I ask? Is it right?'), lines: [{ slot: 'closing', text: 'May I ask?' }] };
  const behind = ask('contact', 'In the letter: "Who may change it?"\n\nHow do you sign?');
  const asks = [ask('role', 'Which role? Where?'), ask('company'), readBack, behind];
  expect(score(makeCase('a'), held({ asks })).crowded).toEqual([{ about: 'role', text: 'Which role? Where?' }]);
});

test('without a letter all expected figures are missed', () => {
  const verdict = score(
    makeCase('a', {}, { figures: [latency] }),
    held({ letter: null, failure: 'no letter after 60 lines' }),
  );
  expect(verdict).toMatchObject({
    failure: 'no letter after 60 lines',
    letter: null,
    figures: { expected: 1, wrong: [] },
  });
  expect(verdict.figures.missed).toHaveLength(1);
});

test('the report lists every finding, and totals for each person', () => {
  const good = scoreFacts([latencyFact], { figures: [latency] });
  const bad = score(
    makeCase('b', {}, { figures: [throughput] }),
    held({
      letter: delivered([latencyFact], 'one two three'),
      asks: [ask('role', 'Who? What?')],
      typed: 5,
      turns: [10, 100],
      fixes: ['latency.now'],
      firstNotes: [
        { slot: 'latency.now', isRight: false },
        { slot: 'latency.before', isRight: true },
      ],
      unsaid: ['by the way'],
    }),
  );
  expect(findings(good)).toEqual([]);
  expect(findings(bad)).toEqual([
    'b, careful: figure missed: throughput 8500 orders/minute',
    'b, careful: figure wrong: latency p99 1.8 s → 210 ms, from "from 1.8 s to 210 ms"',
    'b, careful: noted wrongly at first: latency.now',
    'b, careful: fixed: latency.now',
    'b, careful: never got to say: "by the way"',
    'b, careful: more than one question (role): "Who? What?"',
  ]);
  expect(caseLine(bad)).toContain('figures 0/1, 1 wrong  at first note 1/2 wrong  typed  5  taps  1  fixes 1');
  const text = totals([good, bad, { ...good, person: 'talkative' }]);
  expect(text).toMatch(
    /^careful person +2 interviews\nletters delivered +100\.0 % +\(2\/2\)\nfigures right +50\.0 % +\(1\/2\)/,
  );
  expect(text).toMatch(/figures wrong at first note +50\.0 % +\(1\/2\)/);
  expect(text).toMatch(/typed answers per interview +median 3, max 5/);
  expect(text).toMatch(/time of a turn +p50 4\.0 ms, p99 100 ms, 4 turns/);
  expect(text).toMatch(/\n\ntalkative person +1 interviews\n/);
});
