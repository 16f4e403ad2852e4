import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_BRIEF, TOPICS, type Topic } from '../../src/machine/brief.ts';
import type { Gap } from '../../src/machine/topics.ts';
import { question } from '../../src/prompts/questions.ts';
import { brief, fact, figure } from '../letter/briefs.ts';
import { gapsWith } from './gaps.ts';

const ask = (topic: Topic, gap: Gap, known = EMPTY_BRIEF) => question({ topic, gap, repeats: 0 }, known);
const count = (text: string, mark: string) => text.split(mark).length - 1;
const digitsIn = (text: string) => text.match(/\d+/g) ?? [];

describe.each(TOPICS)('%s', (topic) => {
  test('each gap is asked in one question, in plain words', () => {
    for (const gap of gapsWith('it was 340 or so')) {
      const text = ask(topic, gap);
      expect(count(text, '?'), text).toBe(1);
      expect(text).not.toMatch(/!|undefined|null|\[object|\n/);
      expect(text).toMatch(/^[\p{Lu}“]/u);
      expect(text).toMatch(/[.?]$/);
      expect(text.length).toBeLessThan(320);
    }
  });

  test('no number is offered that was not said', () => {
    for (const gap of gapsWith('')) expect(digitsIn(ask(topic, gap))).toEqual([]);
    for (const gap of gapsWith('it was 340 or so'))
      for (const number of digitsIn(ask(topic, gap))) expect(number).toBe('340');
  });

  test('however often, whatever the candidate said: one question mark', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('why? how?', '“what?”', '? ? ?', '!', '99?', 'x'.repeat(500)),
    );
    fc.assert(
      fc.property(words, words, (earlier, later) => {
        for (const gap of gapsWith(earlier, earlier, later)) {
          const text = ask(topic, gap);
          expect(count(text, '?'), text).toBe(1);
          expect(text.length).toBeLessThan(700);
        }
      }),
      { numRuns: 40 },
    );
  });
});

test('the candidate’s word is picked up', () => {
  expect(ask('throughput', { kind: 'vague', word: 'scaled a lot' })).toMatch(/^“scaled a lot”: from what to what/);
  expect(ask('latency', { kind: 'percentile', word: '340 ms' })).toMatch(/^“340 ms”: which percentile/);
  expect(ask('system', { kind: 'several', word: 'Kafka, Redis' })).toContain('“Kafka, Redis”');
  const torn = ask('reliability', { kind: 'contradiction', earlier: 'We never lost one.', later: '3 were lost' });
  expect(torn).toContain('“We never lost one”');
  expect(torn).toContain('“3 were lost”');
});

test('a contract is asked about by what it is: six ways for each of its parts', () => {
  for (const kind of ['constraint', 'decision', 'result'] as const) {
    const texts = gapsWith('')
      .filter((gap) => gap.kind === kind)
      .map((gap) => ask('contract', gap));
    expect(texts).toHaveLength(6);
    expect(new Set(texts).size).toBe(6);
  }
});

test('each topic opens in words of its own, and comes back in others', () => {
  const opened = TOPICS.map((topic) => ask(topic, { kind: 'open' }));
  const again = TOPICS.map((topic) => ask(topic, { kind: 'again' }));
  expect(new Set([...opened, ...again]).size).toBe(2 * TOPICS.length);
});

describe('the question about failures', () => {
  const load = fact('throughput', 'it does 4,500 jobs per minute', {
    figures: [
      figure('throughput', 'it does 4,500 jobs per minute', { after: { value: 4500, unit: 'jobs', per: 'minute' } }),
    ],
  });

  test('starts from the candidate’s own load', () => {
    expect(ask('reliability', { kind: 'open' }, brief(load))).toMatch(
      /^So it carries 4,500 jobs per minute on a good day\. /,
    );
  });

  test('but not from a confidential one', () => {
    const known = brief({ ...load, rough: true, standIns: [{ hide: '4,500', say: null }] });
    expect(digitsIn(ask('reliability', { kind: 'open' }, known))).toEqual([]);
  });
});
