import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DetailsSchema, type Fact, METRICS, SignalSchema, TOPICS } from '../../src/machine/brief.ts';
import { advance, begin, type Interview, type InterviewEvent } from '../../src/machine/interview.ts';
import { type Figure, PeriodSchema, type Quantity } from '../../src/machine/quantity.ts';
import { DigressionSchema, emptyReading, type Reading } from '../../src/machine/reading.ts';
import { freeze, thaw } from '../../src/machine/saved.ts';
import { FOLLOW_UPS_AT_MOST } from '../../src/machine/topics.ts';
import { reading } from './readings.ts';

const words = fc.constantFrom(
  'p99 was 310 ms',
  '4000 rps',
  'we never lost one',
  'Kafka',
  '',
  'fast, and 4000 rps before',
);
const source = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const topic = fc.constantFrom(...TOPICS);

const quantity: fc.Arbitrary<Quantity> = fc
  .record({
    value: fc.constantFrom(0, 1, 99.9, 310, 4000),
    unit: fc.constantFrom('ms', 's', '%', 'requests', ''),
    per: fc.option(fc.constantFrom(...PeriodSchema.options), { nil: undefined }),
  })
  .map(({ per, ...rest }) => (per ? { ...rest, per } : rest));

const figure: fc.Arbitrary<Figure> = fc
  .record({
    topic: fc.constantFrom(...METRICS),
    before: fc.option(quantity, { nil: undefined }),
    after: quantity,
    percentile: fc.option(fc.constantFrom('p50', 'p99'), { nil: undefined }),
    approximate: fc.boolean(),
    quote: words,
  })
  .map(({ before, percentile, ...rest }) => ({
    ...rest,
    ...(before ? { before } : {}),
    ...(percentile ? { percentile } : {}),
  }));

const told: fc.Arbitrary<Fact> = fc.record({
  id: fc.constant(''),
  topic,
  quote: words,
  source: fc.constant(''),
  figures: fc.array(figure, { maxLength: 2 }),
  partial: fc.option(fc.record({ figure, lacks: fc.constantFrom('unit', 'window') })),
  rough: fc.boolean(),
  standIns: fc.array(fc.record({ hide: words, say: fc.option(words) }), { maxLength: 1 }),
  struck: fc.array(words, { maxLength: 1 }),
  details: fc
    .dictionary(fc.constantFrom('position', 'company', 'name'), words)
    .map((each) => DetailsSchema.parse(each)),
  signals: fc.subarray(SignalSchema.options),
  voice: fc.constantFrom('candidate', 'job-post'),
});

const anyReading: fc.Arbitrary<Reading> = fc
  .record({
    source,
    facts: fc.array(told, { maxLength: 4 }),
    declined: fc.subarray([...TOPICS], { maxLength: 2 }),
    vague: fc.option(fc.record({ word: words }), { freq: 3 }),
    digression: fc.option(fc.constantFrom(...DigressionSchema.options)),
    corrects: fc.boolean(),
    changes: fc.array(fc.record({ fact: source.map((id) => `${id}#1`), index: fc.nat(2), figure }), { maxLength: 1 }),
    withdrawn: fc.array(fc.record({ fact: source.map((id) => `${id}#1`), part: words }), { maxLength: 1 }),
    discretion: fc.array(fc.record({ hide: words, say: fc.option(words) }), { maxLength: 1 }),
    completes: fc.option(fc.constantFrom({ unit: 'ms' }, { per: 'second' as const }, { percentile: 'p95' })),
    conflict: fc.option(fc.record({ topic, earlier: words, later: words })),
    jobPost: fc.boolean(),
    orders: fc.boolean(),
  })
  .map(({ facts, ...rest }) => ({ ...rest, facts: reading(rest.source, ...facts).facts }));

/** Most messages say little: an answer, an aside, nothing. */
const message = fc.oneof(
  { weight: 2, arbitrary: anyReading },
  { weight: 2, arbitrary: fc.tuple(source, told).map(([from, each]) => reading(from, each)) },
  { weight: 1, arbitrary: source.map(emptyReading) },
);

const event: fc.Arbitrary<InterviewEvent> = fc.oneof(
  { weight: 6, arbitrary: message.map((each) => ({ type: 'said' as const, reading: each })) },
  { weight: 1, arbitrary: message.map((each) => ({ type: 'edited' as const, reading: each })) },
  { weight: 3, arbitrary: fc.constant({ type: 'skipped' as const }) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(
        'began',
        'went-back',
        'asked-to-write',
        'asked-for-help',
        'asked-for-brief',
        'asked-why',
        'asked-for-shorter',
        'asked-for-another',
        'restarted',
        'thanked',
      )
      .map((type) => ({ type })),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom('letter.written', 'letter.failed'),
      version: fc.integer({ min: 0, max: 3 }),
    }),
  },
);
const events = fc.array(event, { maxLength: 40 });

function* walk(
  all: readonly InterviewEvent[],
): Generator<[before: Interview, event: InterviewEvent, after: Interview]> {
  let state = begin();
  for (const each of all) {
    const next = advance(state, each);
    yield [state, each, next];
    state = next;
  }
}

test('whatever comes, in whatever order: nothing throws, and every state can be kept and taken up again', () => {
  fc.assert(
    fc.property(events, (all) => {
      for (const [before, each, after] of walk(all)) {
        const kept = JSON.stringify(freeze(before));
        expect(advance(before, each).context).toEqual(after.context);
        expect(JSON.stringify(freeze(before))).toBe(kept);
        const thawed = thaw(JSON.parse(JSON.stringify(freeze(after))));
        expect(thawed?.value).toBe(after.value);
        expect(thawed?.context).toEqual(after.context);
      }
    }),
    { numRuns: 300 },
  );
});

test('a question that is done with comes back only where the candidate or a contradiction brings it back', () => {
  fc.assert(
    fc.property(events, (all) => {
      for (const [before, each, after] of walk(all)) {
        if (['went-back', 'restarted', 'asked-for-another'].includes(each.type)) continue;
        const asking = after.context.asking;
        const again = asking && before.context.closed.includes(asking.topic) ? asking.gap.kind : null;
        expect([null, 'contradiction', 'one-more']).toContain(again);
      }
    }),
    { numRuns: 500 },
  );
});

test('nobody is followed up more than twice on a topic, and no number of a letter is given twice', () => {
  fc.assert(
    fc.property(events, (all) => {
      for (const [before, each, after] of walk(all)) {
        for (const count of Object.values(after.context.followUps))
          expect(count).toBeLessThanOrEqual(FOLLOW_UPS_AT_MOST);
        expect(after.context.letters).toBeGreaterThanOrEqual(before.context.letters);
        if (each.type === 'letter.written' && after !== before) expect(each.version).toBe(before.context.letters);
      }
    }),
    { numRuns: 500 },
  );
});

test('skipping ends in the review, from anywhere, in no more steps than there are questions', () => {
  fc.assert(
    fc.property(events, (all) => {
      let state = [...walk(all)].at(-1)?.[2] ?? begin();
      if (state.value === 'writing' || state.value === 'letter') state = advance(state, { type: 'restarted' });
      const most = TOPICS.length + state.context.conflicts.length + 3;
      for (let step = 0; step < most && state.value !== 'review'; step += 1)
        state = advance(state, { type: 'skipped' });
      expect(state.value).toBe('review');
    }),
    { numRuns: 500 },
  );
});

test('what was declined or left out has no facts, and every topic that is done with is one or the other', () => {
  fc.assert(
    fc.property(events, (all) => {
      for (const [, , after] of walk(all)) {
        const { brief, closed } = after.context;
        // Which role it is may be known from the posting alone.
        const said = brief.facts.filter(({ voice, topic }) => voice === 'candidate' || topic === 'role');
        const told = new Set(said.map((each) => each.topic));
        for (const each of closed)
          expect([each, told.has(each) || brief.declined.includes(each)]).toEqual([each, true]);
        expect(new Set(closed).size).toBe(closed.length);
        expect(new Set(brief.declined).size).toBe(brief.declined.length);
      }
    }),
    { numRuns: 300 },
  );
});
