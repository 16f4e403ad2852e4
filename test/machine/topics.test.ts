import { describe, expect, test } from 'vitest';
import { type Brief, EMPTY_BRIEF, type Fact, type Signal, TOPICS, type Topic } from '../../src/machine/brief.ts';
import type { Figure } from '../../src/machine/quantity.ts';
import { emptyReading } from '../../src/machine/reading.ts';
import { branchOf, type Gap, known, lacking, metricsWithFigures } from '../../src/machine/topics.ts';
import { ENOUGH, fact, figure, MS, PERCENT, RPS } from './readings.ts';

const brief = (...facts: readonly Fact[]): Brief => ({ ...EMPTY_BRIEF, facts: [...facts] });
const silent = emptyReading('1');
const vague = (word: string) => ({ ...silent, vague: { word } });

test.each(TOPICS)('a full answer on %s lacks nothing, and a topic that it fills is not asked', (topic) => {
  expect(lacking(topic, brief(ENOUGH[topic]), silent)).toBeNull();
  expect(known(topic, brief(ENOUGH[topic]), true)).toBeNull();
});

test.each(TOPICS)('of %s nothing is known at first', (topic) => {
  expect(known(topic, EMPTY_BRIEF, false)).toEqual({ kind: 'open' });
  expect(lacking(topic, EMPTY_BRIEF, silent)).toEqual({ kind: 'again' });
});

describe('what an answer still lacks', () => {
  const system = (...signals: Signal[]) => fact('system', 'billing, search and a CMS', { signals });
  const contract = (...signals: Signal[]) => fact('contract', 'Kafka was hard', { signals });
  const company = (...signals: Signal[]) => fact('company', 'I love your culture', { signals });
  const metric = (topic: 'throughput' | 'latency' | 'reliability', ...figures: Figure[]) =>
    fact(topic, 'some numbers', { figures });
  const long = 'so it went on and on '.repeat(6).trim();

  test.each<[string, Topic, Fact, Gap | null]>([
    [
      'a role without a company',
      'role',
      fact('role', 'SRE', { details: { position: 'SRE' } }),
      { kind: 'company-name' },
    ],
    [
      'a role without a position',
      'role',
      fact('role', 'at Acme', { details: { company: 'Acme' } }),
      { kind: 'position' },
    ],
    ['several systems', 'system', system('several', 'shared'), { kind: 'several', word: 'billing, search and a CMS' }],
    ['only we', 'system', system('shared'), { kind: 'own-part', word: 'billing, search and a CMS' }],
    ['only a name', 'system', system(), { kind: 'own-part', word: 'billing, search and a CMS' }],
    ['helped stays helped', 'system', system('helped'), null],
    ['several, of which one was theirs', 'system', system('several', 'mine'), null],
    ['infrastructure', 'contract', contract('infrastructure'), { kind: 'infrastructure', word: 'Kafka was hard' }],
    [
      'a constraint without a decision',
      'contract',
      contract('infrastructure', 'constraint', 'idempotency'),
      { kind: 'decision', word: 'Kafka was hard', branch: 'idempotency' },
    ],
    [
      'a decision without a constraint',
      'contract',
      contract('decision'),
      { kind: 'constraint', word: 'Kafka was hard', branch: 'contract' },
    ],
    [
      'neither result nor view of it',
      'contract',
      contract('decision', 'constraint', 'migration'),
      { kind: 'result', word: 'Kafka was hard', branch: 'migration' },
    ],
    [
      'a long story without a word for its constraint',
      'contract',
      { ...contract('decision', 'result'), quote: long },
      null,
    ],
    ['praise', 'company', company(), { kind: 'choice', word: 'I love your culture' }],
    ['a choice without a view', 'company', company('choice', 'source'), { kind: 'view', word: 'I love your culture' }],
    [
      'a number without a window',
      'throughput',
      fact('throughput', '4000', {
        partial: {
          figure: figure('throughput', { value: 4000, unit: '' }, { quote: '4000 of them!' }),
          lacks: 'window',
        },
      }),
      { kind: 'window', word: '4000 of them' },
    ],
    [
      'a latency without a percentile',
      'latency',
      metric('latency', figure('latency', MS(90), { quote: '90 ms now.' })),
      { kind: 'percentile', word: '90 ms now' },
    ],
    [
      'two latencies say between them which they are',
      'latency',
      metric('latency', figure('latency', MS(90)), figure('latency', MS(900))),
      null,
    ],
    [
      'a whole run has no percentile',
      'latency',
      fact('latency', 'the nightly run', { figures: [figure('latency', MS(90))], signals: ['whole-run'] }),
      null,
    ],
    [
      'less throughput than before',
      'throughput',
      metric('throughput', figure('throughput', RPS.before, { before: RPS.after, quote: '4000 to 900' })),
      { kind: 'worse', earlier: '4000 to 900', later: '4000 to 900' },
    ],
    [
      'more waiting than before',
      'latency',
      metric('latency', figure('latency', MS(400), { before: MS(90), percentile: 'p99', quote: '90 to 400' })),
      { kind: 'worse', earlier: '90 to 400', later: '90 to 400' },
    ],
    [
      'more errors than before',
      'reliability',
      metric('reliability', figure('reliability', PERCENT(2), { before: PERCENT(0.1), quote: '0.1 to 2' })),
      { kind: 'worse', earlier: '0.1 to 2', later: '0.1 to 2' },
    ],
    [
      'more availability than before',
      'reliability',
      metric('reliability', figure('reliability', PERCENT(99.9), { before: PERCENT(98) })),
      null,
    ],
    ['reliability told in words', 'reliability', fact('reliability', 'nobody called', { signals: ['story'] }), null],
    [
      'throughput told in words',
      'throughput',
      fact('throughput', 'lots', { signals: ['story'] }),
      { kind: 'vague', word: '' },
    ],
    ['optional topics lack nothing', 'closing', fact('closing', 'bye'), null],
  ])('%s', (_, topic, told, gap) => {
    expect(lacking(topic, brief(told), silent)).toEqual(gap);
  });

  test.each<[Topic, Gap]>([
    ['latency', { kind: 'vague', word: 'faster' }],
    ['company', { kind: 'choice', word: 'faster' }],
    ['system', { kind: 'own-part', word: 'faster' }],
  ])('a vague answer on %s', (topic, gap) => {
    expect(lacking(topic, EMPTY_BRIEF, vague('faster'))).toEqual(gap);
  });

  test.each([
    ['a'.repeat(200), `${'a'.repeat(60)} …`],
    ['word '.repeat(40), 'word word word word word word word word word word word word …'],
    [
      'one, two and three, and then it goes on for quite a while longer',
      'one, two and three, and then it goes on for quite a while …',
    ],
    ['It was the night of the big sale, and all went black at once there', 'It was the night of the big sale …'],
    ['a\n  b', 'a b'],
    ['😀'.repeat(50), `${'😀'.repeat(30)} …`],
    [`x${'😀'.repeat(50)}`, `x${'😀'.repeat(29)} …`],
  ])('a long word is quoted back in short: %s', (quote, word) => {
    expect(lacking('system', brief(fact('system', quote)), silent)).toEqual({ kind: 'own-part', word });
  });
});

describe('what needs no asking', () => {
  const level = fact('throughput', '4000 rps', { figures: [figure('throughput', RPS.after)] });

  test.each<[string, Topic, Fact, boolean, Gap | null]>([
    ['a level in passing', 'throughput', level, false, { kind: 'rest', word: '4000 requests' }],
    ['a level in the opening', 'throughput', level, true, null],
    ['both sides in passing', 'throughput', ENOUGH.throughput, false, null],
    ['a level of reliability', 'reliability', ENOUGH.reliability, false, null],
    [
      'a story of reliability in passing',
      'reliability',
      fact('reliability', 'fine', { signals: ['story'] }),
      false,
      { kind: 'open' },
    ],
    ['a contract told whole in passing', 'contract', ENOUGH.contract, false, null],
    [
      'a part of a contract in passing',
      'contract',
      fact('contract', 'the id could not change', { signals: ['constraint'] }),
      false,
      { kind: 'open' },
    ],
    ['a company told whole in passing', 'company', ENOUGH.company, false, null],
    [
      'a choice of a company in passing',
      'company',
      fact('company', 'their blog', { signals: ['source', 'choice'] }),
      false,
      { kind: 'view', word: 'their blog' },
    ],
    ['a system that was ours', 'system', fact('system', 'ours', { signals: ['shared'] }), true, { kind: 'open' }],
    ['a job post’s number', 'throughput', { ...level, voice: 'job-post' }, true, { kind: 'open' }],
    ['a job post’s role', 'role', { ...ENOUGH.role, voice: 'job-post' }, true, null],
  ])('%s', (_, topic, told, fromOpening, gap) => {
    expect(known(topic, brief(told), fromOpening)).toEqual(gap);
  });
});

test('the branch of a contract is what its story is about', () => {
  expect(branchOf(brief(ENOUGH.contract))).toBe('versioning');
  expect(branchOf(brief(fact('contract', 'x', { signals: ['shape', 'migration'] })))).toBe('migration');
  expect(branchOf(EMPTY_BRIEF)).toBe('contract');
});

test('metrics are known by their figures', () => {
  expect(metricsWithFigures(brief(ENOUGH.latency, ENOUGH.contract, ENOUGH.throughput))).toEqual([
    'throughput',
    'latency',
  ]);
});
