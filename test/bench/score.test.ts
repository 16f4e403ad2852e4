import { expect, test } from 'vitest';
import type { Interview } from '../../bench/candidate.ts';
import type { Ask, DeliveredLetter } from '../../bench/lines.ts';
import { caseLine, findings, totals } from '../../bench/report.ts';
import { score } from '../../bench/score.ts';
import type { Brief, Fact } from '../../src/machine/brief.ts';
import type { Figure } from '../../src/machine/quantity.ts';
import { makeCase } from './fixtures/cases.ts';

const MESSAGES = ['Backend Engineer at Plinth', 'p99 went from 1.8 s to 210 ms', '8,500 orders a minute', '/skip'];

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

function fact(changes: Pick<Fact, 'topic' | 'quote'> & Partial<Fact>): Fact {
  return {
    id: changes.topic,
    source: '1',
    figures: [],
    partial: null,
    rough: false,
    standIns: [],
    struck: [],
    details: {},
    signals: [],
    voice: 'candidate',
    ...changes,
  };
}

const role = fact({ topic: 'role', quote: 'Backend Engineer at Plinth' });
const latencyFact = fact({ topic: 'latency', quote: 'p99 went from 1.8 s to 210 ms', figures: [latency] });
const throughputFact = fact({ topic: 'throughput', quote: '8,500 orders a minute', figures: [throughput] });

function delivered(brief: Brief, text: string): DeliveredLetter {
  return {
    type: 'letter',
    place: 'terminal:local',
    version: 1,
    text,
    letter: { heading: [], greeting: '', paragraphs: [], signOff: '' },
    brief,
  };
}

function ask(topic: Ask['topic'], text = `About ${topic}?`): Ask {
  return { type: 'ask', place: 'terminal:local', topic, text, choices: [] };
}

function played(changes: Partial<Interview> = {}): Interview {
  return {
    transcript: [],
    asks: [],
    messages: MESSAGES,
    turns: [2, 4],
    unsaid: [],
    letter: delivered({ facts: [], declined: [] }, ''),
    failure: null,
    ...changes,
  };
}

function scoreBrief(brief: Partial<Brief>, expectation: object) {
  const letter = delivered({ facts: [], declined: [], ...brief }, '');
  return score(makeCase('a', {}, expectation), played({ letter }));
}

test('counts figures that were understood, missed and got wrong', () => {
  const { figures } = scoreBrief(
    { facts: [latencyFact, throughputFact] },
    {
      figures: [
        { topic: 'latency', percentile: 'p99', before: { value: 1800, unit: 'ms' }, after: { value: 210, unit: 'ms' } },
        { topic: 'throughput', after: { value: 72_000, unit: 'orders', per: 'minute' } },
      ],
    },
  );
  expect(figures).toMatchObject({ expected: 2, right: 1, wrong: [throughput] });
  expect(figures.missed).toMatchObject([{ topic: 'throughput', after: { value: 72_000 } }]);
});

test('a figure said twice is right twice and understood once', () => {
  const { figures } = scoreBrief(
    { facts: [latencyFact, { ...latencyFact, id: 'again', topic: 'system' }] },
    { figures: [{ topic: 'latency', percentile: 'p99', after: { value: 0.21, unit: 's' } }] },
  );
  expect(figures).toMatchObject({ expected: 1, missed: [], right: 2, wrong: [] });
});

test('a confidential figure is not held against the brief', () => {
  const { figures } = scoreBrief({ facts: [{ ...throughputFact, rough: true }] }, { figures: [] });
  expect(figures).toMatchObject({ right: 0, wrong: [] });
});

test('looks for what the letter may not and must hold', () => {
  const letter = delivered({ facts: [], declined: [] }, 'I own the php side,\nat 4.2k a second.');
  const { letter: verdict } = score(
    makeCase('a', {}, { absent: ['PHP', '19k'], present: ['4[,. ]?200|4\\.2K', 'Plinth'] }),
    played({ letter }),
  );
  expect(verdict).toEqual({ words: 9, forbidden: ['PHP'], absentChecks: 2, unmatched: ['Plinth'], presentChecks: 2 });
});

test('judges the questions', () => {
  const asks = [
    ask('role', 'Which role? Where?'),
    ask('reliability'),
    ask('reliability'),
    ask('company'),
    ask('review', 'Is this right?'),
  ];
  const verdict = score(
    makeCase('a', {}, { probed: ['reliability', 'company'], notAsked: ['role', 'contact'], maxQuestions: 4 }),
    played({ asks }),
  );
  expect(verdict.probes).toEqual({ due: ['reliability', 'company'], missed: ['company'] });
  expect(verdict.needless).toEqual(['role']);
  expect(verdict.questions).toEqual({ topics: 4, all: 5, max: 4, topicsKept: true, allKept: false });
  expect(verdict.crowded).toEqual([{ topic: 'role', text: 'Which role? Where?' }]);
});

test('declined topics match as sets', () => {
  const expectation = { declined: ['latency', 'background'] };
  expect(scoreBrief({ declined: ['background', 'latency'] }, expectation).declined.exact).toBe(true);
  expect(scoreBrief({ declined: ['latency'] }, expectation).declined.exact).toBe(false);
  expect(scoreBrief({ declined: ['latency', 'background', 'role'] }, expectation).declined.exact).toBe(false);
});

test('a quote has to stand in a message, the one of a figure too', () => {
  const paraphrased = fact({
    topic: 'latency',
    quote: 'p99 fell to 210 ms',
    figures: [{ ...latency, quote: '1.8 s to 210 ms' }],
  });
  const joined = fact({ topic: 'closing', quote: 'a minute /skip' });
  expect(scoreBrief({ facts: [role, paraphrased, joined, fact({ topic: 'contact', quote: '' })] }, {}).quotes).toEqual({
    checked: 5,
    unfaithful: ['p99 fell to 210 ms', 'a minute /skip', ''],
  });
});

test('without a letter nothing was understood and nothing was kept', () => {
  const verdict = score(
    makeCase('a', {}, { figures: [latency], declined: [] }),
    played({ letter: null, failure: 'no letter after 40 turns', asks: [ask('role')] }),
  );
  expect(verdict).toMatchObject({
    failure: 'no letter after 40 turns',
    letter: null,
    figures: { expected: 1, right: 0, wrong: [] },
    declined: { exact: false },
    questions: { topics: 1, topicsKept: false, allKept: false },
  });
});

test('the report names every finding and adds up', () => {
  const good = scoreBrief({ facts: [latencyFact] }, { figures: [latency] });
  const bad = score(
    makeCase('b', {}, { figures: [throughput], probed: ['latency'], notAsked: ['role'], maxQuestions: 1 }),
    played({
      letter: delivered({ facts: [latencyFact], declined: ['role'] }, 'one two three'),
      asks: [ask('role'), ask('role', 'Who? What?')],
      turns: [10, 100],
      unsaid: ['by the way'],
    }),
  );
  expect(findings(good)).toEqual([]);
  expect(findings(bad)).toEqual([
    'b: figure missed: throughput 8500 orders/minute',
    'b: figure wrong: latency p99 1.8 s → 210 ms, from "from 1.8 s to 210 ms"',
    'b: not followed up: latency',
    'b: asked needlessly: role',
    'b: asked needlessly: role',
    'b: asked 2, at most 1 allowed',
    'b: declined [role] instead of []',
    'b: never got to say: "by the way"',
    'b: more than one question (role): "Who? What?"',
  ]);
  expect(caseLine(bad)).toContain('figures 0/1, 1 wrong');
  const text = totals([good, bad]);
  expect(text).toMatch(/figure recall +50\.0 % +\(1\/2\)/);
  expect(text).toMatch(/figure precision, strict +50\.0 % +\(1\/2\)/);
  expect(text).toMatch(/questions per interview +mean 1\.0, median 0, max 2/);
  expect(text).toMatch(/time of a turn +p50 4\.0 ms, p95 100 ms, p99 100 ms, max 100 ms, 4 turns/);
});
