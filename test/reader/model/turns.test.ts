/** Corrections, refusals, contradictions and discretion, as a model reads them and the message bears them out. */
import { describe, expect, test } from 'vitest';
import { modelServer, says } from '../../fakes/model.ts';
import { factOn, NADIA, nadia } from '../../letter/author.ts';
import { figuresIn, interviewed } from '../converse.ts';
import { answers, conversed, heard, readerAt } from './listening.ts';

const brief = nadia();

describe('a correction', () => {
  test('changes the figure that is known, by the digits of the message', async () => {
    const { reading } = await heard(
      'Hm, thinking of it, p95 is 140 ms now.',
      null,
      {
        corrections: [{ fact: factOn(brief, 'latency'), quote: 'p95 is 140 ms now.' }],
      },
      { brief },
    );
    expect(reading).toMatchObject({ corrects: true, facts: [] });
    expect(reading.changes).toMatchObject([
      {
        fact: factOn(brief, 'latency'),
        figure: { percentile: 'p95', before: { value: 900 }, after: { value: 140, unit: 'ms' } },
      },
    ]);
  });

  test('that tells the whole figure takes its place', async () => {
    const quote = 'Over the last year it is 99.8%, and it was 96% with the old code.';
    const { reading } = await heard(
      `True, that was last month only. ${quote}`,
      'reliability',
      {
        corrections: [{ fact: factOn(brief, 'reliability'), quote }],
      },
      { brief },
    );
    expect(figuresIn(reading)).toEqual(['reliability 96 % → 99.8 %']);
    expect(reading.corrects).toBe(true);
  });

  test('in words takes back what no longer holds', async () => {
    const part = 'I designed the ledger part myself.';
    const { reading } = await heard(
      'That was too generous to me, Ana designed the ledger part and I wrote the export.',
      null,
      {
        corrections: [{ fact: factOn(brief, 'system'), quote: 'Ana designed the ledger part and I wrote the export.' }],
        withdrawn: [{ fact: factOn(brief, 'system'), part }],
      },
      { brief },
    );
    expect(reading.withdrawn).toEqual([{ fact: factOn(brief, 'system'), part }]);
    expect(reading.facts.map(({ topic, quote }) => [topic, quote])).toEqual([
      ['system', 'Ana designed the ledger part and I wrote the export.'],
    ]);
  });

  test('moves nothing else of the interview', async () => {
    await using server = await modelServer(() =>
      answers({ corrections: [{ fact: factOn(brief, 'latency'), quote: 'p95 is 140 ms now' }] }),
    );
    const before = interviewed(NADIA);
    const after = await conversed(readerAt(server), ['Thinking of it, p95 is 140 ms now'], before);
    expect(after.value).toBe('review');
    expect(figuresIn(after.context.brief)).toEqual([
      'throughput 300 jobs/minute → 4500 jobs/minute',
      'latency p95 900 ms → 140 ms',
      'reliability 99.9 % → 99.99 %',
    ]);
    const others = (all: typeof before) => all.context.brief.facts.filter(({ topic }) => topic !== 'latency');
    expect(others(after)).toEqual(others(before));
  });
});

describe('a refusal', () => {
  test.each([
    ['Nobody ever looked at that, to be honest with you.', 'latency', ['latency'], ['latency']],
    ['Keine Ahnung.', 'latency', ['latency'], ['latency']],
    [
      'We have no numbers at all there, neither for the load nor for how fast it was nor for outages.',
      'throughput',
      ['throughput', 'latency', 'reliability'],
      ['throughput', 'latency', 'reliability'],
    ],
    ['Nobody ever looked at that, to be honest with you.', 'latency', ['latency', 'contract', 'closing'], ['latency']],
  ] as const)('%s', async (text, topic, declined, heardAs) => {
    const { reading } = await heard(text, topic, { declined: [...declined] });
    expect(reading.declined).toEqual(heardAs);
    expect(reading.facts).toEqual([]);
  });

  test('beside an answer on the same topic is none', async () => {
    const text = 'I can’t say much, but availability was 99.9% and is 99.99% now.';
    const { reading } = await heard(text, 'reliability', {
      facts: [{ topic: 'reliability', quote: 'availability was 99.9% and is 99.99% now.' }],
      declined: ['reliability'],
    });
    expect(reading.declined).toEqual([]);
    expect(figuresIn(reading)).toEqual(['reliability 99.9 % → 99.99 %']);
  });
});

describe('a contradiction', () => {
  const QUOTE = 'in May the whole invoicing stood still for a day';

  test('is asked about in both their words', async () => {
    const before = interviewed(NADIA);
    const known = factOn(before.context.brief, 'reliability');
    await using server = await modelServer(() =>
      answers({ facts: [{ topic: 'reliability', quote: QUOTE }], contradicts: { fact: known, quote: QUOTE } }),
    );
    const state = await conversed(readerAt(server), [`Oh, and ${QUOTE}.`], before);
    expect(state.context.asking).toMatchObject({
      topic: 'reliability',
      gap: { kind: 'contradiction', earlier: '99.9% before, 99.99% now', later: QUOTE },
    });
    expect(server.calls).toBe(1);
  });

  test('with a fact that there is not is none', async () => {
    const { reading } = await heard(
      `Oh, and ${QUOTE}.`,
      'closing',
      { contradicts: { fact: 'm99#1', quote: QUOTE } },
      { brief },
    );
    expect(reading.conflict).toBeNull();
  });
});

describe('discretion', () => {
  test('hides what was said here or before, and says only words of the candidate’s own', async () => {
    const { reading } = await heard(
      'You must not name Brightwell, say a retailer. And not the 4,500 either.',
      null,
      {
        confidential: [
          { hide: 'Brightwell', say: 'a retailer' },
          { hide: '4,500', say: 'thousands' },
        ],
      },
      { brief },
    );
    expect(reading.discretion).toContainEqual({ hide: 'Brightwell', say: 'a retailer' });
    expect(reading.discretion).toContainEqual({ hide: '4,500', say: null });
  });

  test('that the rules see and the model does not stands', async () => {
    const { reading } = await heard(
      "I rebuilt the importer at Pellucid Bank, but you can't name Pellucid Bank.",
      'system',
      {
        facts: [{ topic: 'system', quote: 'I rebuilt the importer at Pellucid Bank' }],
      },
    );
    expect(reading.discretion).toEqual([{ hide: 'Pellucid Bank', say: null }]);
  });
});

test('a question of theirs is heard as one, and answers nothing', async () => {
  const { reading } = await heard('How long will this take, by the way, and who reads it?', 'system', {
    asks_us: true,
  });
  expect(reading.facts).toEqual([]);
  expect(reading.digression).not.toBeNull();
});

test('a vague answer is followed up', async () => {
  await using server = await modelServer(() => answers({ vague: true }));
  const state = await conversed(
    readerAt(server),
    ['It got a great deal quicker than it had been.'],
    interviewed({ ...NADIA, throughput: '/skip' }),
  );
  expect(state.context.brief.facts.length).toBeGreaterThan(0);
  const { reading } = await heard('It got a great deal quicker than it had been.', 'throughput', { vague: true });
  expect(reading.vague).not.toBeNull();
  expect(figuresIn(reading)).toEqual([]);
  const silent = await heard('It got a great deal quicker.', 'throughput', says('{}'));
  expect(silent.calls).toBe(2);
});
