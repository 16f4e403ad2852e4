import { describe, expect, test } from 'vitest';
import { converse, figuresIn } from './converse.ts';

const load = converse([
  'Backend Engineer at Quillnote',
  'I rebuilt the payout service.',
  'it does 4,500 jobs per minute',
]);

describe('what a figure lacked comes later', () => {
  test.each<[readonly string[], string]>([
    [['340 ms', 'that is p95, at the gateway'], 'latency p95 340 ms'],
    [['340', 'milliseconds, p95'], 'latency p95 340 ms'],
    [['210 ms', 'p99. it was 1.8 s before'], 'latency p99 1.8 s → 210 ms'],
  ])('%j', (messages, figure) => {
    const { brief, asking } = converse(messages, load).context;
    expect(figuresIn(brief)).toEqual(['throughput 4500 jobs/minute', figure]);
    expect(asking?.topic).toBe('reliability');
  });

  test('a unit alone leaves the percentile to be asked', () => {
    const { brief, asking } = converse(['340', 'ms'], load).context;
    expect(figuresIn(brief)).toContain('latency 340 ms');
    expect(asking).toMatchObject({ topic: 'latency', gap: { kind: 'percentile' } });
  });
});

describe('a change that is claimed, and another that is told', () => {
  test.each(['down by 80 percent, from 500 ms to 250 ms', '5 times faster, from 2 s to 1.5 s'])('%s', (text) => {
    expect(converse([text], load).context.asking).toMatchObject({ topic: 'latency', gap: { kind: 'contradiction' } });
  });

  test.each([
    'down by 50 percent, p95 from 500 ms to 250 ms',
    'twice as fast, p95 from 2 s to 1 s',
    '4 times faster, p95 from 2 s to 500 ms',
  ])('that agree: %s', (text) => {
    expect(converse([text], load).context.asking).toMatchObject({ topic: 'reliability', gap: { kind: 'open' } });
  });
});

describe('two statements that can’t both hold', () => {
  const torn = converse(['p99 went from 1.8 s to 210 ms, at 9,000 jobs per minute'], load);

  test('are asked about', () => {
    expect(torn.context.asking).toMatchObject({
      topic: 'throughput',
      gap: {
        kind: 'contradiction',
        earlier: expect.stringContaining('4,500'),
        later: expect.stringContaining('9,000'),
      },
    });
  });

  test.each([
    ['the first one', 4500],
    ['4,500 is right', 4500],
    ['9,000 jobs per minute', 9000],
    ['the second one', 9000],
  ])('and settled by: %s', (text, value) => {
    const { brief, asking, conflicts } = converse([text], torn).context;
    const values = brief.facts.flatMap(({ figures }) => figures.filter(({ topic }) => topic === 'throughput'));
    expect(values.map(({ after }) => after?.value)).toEqual([value]);
    expect({ conflicts, asks: asking?.topic }).toEqual({ conflicts: [], asks: 'reliability' });
    // What does not hold any more is struck, so that no letter tells it.
    const struck = brief.facts.flatMap((fact) => fact.struck).join(' ');
    const quotes = brief.facts.map(({ quote }) => quote).join(' ');
    const wrong = value === 4500 ? '9,000' : '4,500';
    expect(struck.includes(wrong) || !quotes.includes(wrong)).toBe(true);
  });

  test('nobody is asked for ever: the later one stands in the end', () => {
    const { asking, conflicts } = converse(['hm', 'hm', 'hm', 'hm', 'hm', 'hm'], torn).context;
    expect(conflicts).toEqual([]);
    expect(asking?.gap.kind).not.toBe('contradiction');
  });
});

test('an answer that says things got worse is asked about', () => {
  const { asking } = converse(['p95 from 100 ms to 300 ms'], load).context;
  expect(asking).toMatchObject({ topic: 'latency', gap: { kind: 'worse' } });
});

test('with fewer than two numbers there is one more try, whatever it brings', () => {
  const story = 'Nothing was measured, but the support queue about missing parcels dried up.';
  const asked = converse([
    'Backend Engineer at Quillnote',
    'I rebuilt the payout service.',
    'we never counted',
    'no idea',
    story,
    '/skip',
    '/skip',
    '/skip',
    '/skip',
    '/skip',
  ]);
  expect(asked.context.asking).toMatchObject({ topic: 'reliability', gap: { kind: 'one-more' } });
  for (const answer of [story, 'The queue stayed empty, I looked every morning for a month.', 'no', '/skip'])
    expect(converse([answer], asked).value).toBe('review');
});
