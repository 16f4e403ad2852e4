import { describe, expect, test } from 'vitest';
import { factsOn, figuresOn, METRICS, TOPICS, type Topic } from '../../src/machine/brief.ts';
import { advance, begin, type Interview } from '../../src/machine/interview.ts';
import { emptyReading } from '../../src/machine/reading.ts';
import { FOLLOW_UPS_AT_MOST, REPEATS_AT_MOST } from '../../src/machine/topics.ts';
import {
  asked,
  back,
  begun,
  digression,
  ENOUGH,
  edited,
  fact,
  figure,
  letter,
  MS,
  PERCENT,
  RPS,
  reading,
  remarks,
  review,
  said,
  skipped,
  until,
  writing,
} from './readings.ts';

describe('following up', () => {
  const vague = (word: string) => said({ ...emptyReading(word), vague: { word } });

  test('the candidate’s word is picked up, once and no more than twice a topic', () => {
    let state = until('contract');
    const gaps: (string | null)[] = [];
    for (let turn = 0; state.value === 'contract'; turn += 1) {
      state = advance(
        state,
        said(reading(`c${turn}`, fact('contract', `Kafka was hard ${turn}`, { signals: ['infrastructure'] }))),
      );
      if (state.value === 'contract') gaps.push(asked(state));
    }
    expect(gaps.length).toBeGreaterThan(0);
    expect(gaps.length).toBeLessThanOrEqual(FOLLOW_UPS_AT_MOST);
    expect(gaps[0]).toBe('contract: infrastructure');
  });

  test('two vague answers are enough', () => {
    const state = advance(until('latency'), vague('much faster'));
    expect(state.context.asking).toMatchObject({ topic: 'latency', gap: { kind: 'vague', word: 'much faster' } });
    expect(advance(state, vague('a lot')).value).toBe('reliability');
  });

  test('a number without a window waits for it, and is a figure with it', () => {
    const partial = { figure: figure('throughput', { value: 4000, unit: 'requests' }), lacks: 'window' as const };
    const state = advance(until('throughput'), said(reading('1', fact('throughput', '4000 requests', { partial }))));
    expect(asked(state)).toBe('throughput: window');
    expect(figuresOn(state.context.brief, 'throughput')).toEqual([]);
    const next = advance(state, said({ ...emptyReading('2'), completes: { per: 'second' } }));
    expect(next.value).toBe('latency');
    expect(figuresOn(next.context.brief, 'throughput')).toMatchObject([{ after: RPS.after }]);
  });

  test('optional topics take any answer', () => {
    for (const topic of ['background', 'closing', 'contact'] as const) {
      expect(advance(until(topic), vague('dunno')).value).not.toBe(topic);
    }
  });

  test('asides move the question for so long and no longer', () => {
    let state = until('contract');
    for (let turn = 0; turn < REPEATS_AT_MOST; turn += 1) {
      state = advance(state, said({ ...digression, source: `aside-${turn}` }));
      expect(asked(state)).toBe('contract: again');
    }
    expect(advance(state, said(digression)).value).toBe('company');
  });

  test('what lies between is not asked from the start again after a contradiction', () => {
    const claim = reading(
      'c1',
      fact('contract', 'the id could not change', { signals: ['constraint'] }),
      fact('throughput', '7 rps', { figures: [figure('throughput', { ...RPS.after, value: 7 }, { quote: '7 rps' })] }),
    );
    const contested = advance(until('contract'), said(claim));
    expect(asked(contested)).toBe('throughput: contradiction');
    const settled = advance(contested, said(reading('c2', ENOUGH.throughput)));
    expect(asked(settled)).toBe('contract: decision');
  });
});

describe('one more try for a second metric', () => {
  const without = { ...ENOUGH, latency: fact('latency', 'quick enough', { signals: ['story'] }) };
  const story = fact('reliability', 'it just never broke', { signals: ['story'] });
  /** Through all topics with throughput as the only figure. */
  const short = () => {
    const state = advance(until('latency', begun(), without), { type: 'skipped' });
    return until('contact', advance(state, said(reading('story', story))), without);
  };

  test('is made once, accepted as it comes, and never pressed', () => {
    const state = advance(short(), said(reading('1', ENOUGH.contact)));
    expect(asked(state)).toBe('reliability: one-more');
    for (const answer of [
      skipped,
      said(reading('2', story)),
      said({ ...emptyReading('3'), vague: { word: 'well' } }),
    ]) {
      expect(advance(state, answer).value).toBe('review');
    }
  });

  test('stands again after an aside', () => {
    const state = advance(short(), said(reading('1', ENOUGH.contact)));
    expect(asked(advance(state, said(digression)))).toBe('reliability: one-more');
  });

  test('asks for the unit of a number that comes of it', () => {
    const partial = { figure: figure('reliability', { value: 12, unit: '' }), lacks: 'window' as const };
    const tried = advance(short(), said(reading('1', ENOUGH.contact)));
    expect(asked(advance(tried, said(reading('2', fact('reliability', '12', { partial })))))).toBe(
      'reliability: window',
    );
  });

  test('is not made where two metrics are known, nor where all others were declined', () => {
    expect(review().context.followUps).toEqual({});
    const declining = advance(advance(advance(until('throughput'), skipped), skipped), skipped);
    expect(until('review', declining).context.brief.declined).toEqual([...METRICS]);
  });

  test('is not made after a follow-up on numbers', () => {
    const vague = said({ ...emptyReading('v'), vague: { word: 'fast' } });
    const pressed = advance(advance(until('latency'), vague), vague);
    const state = until('review', advance(advance(pressed, vague), vague));
    expect(state.value).toBe('review');
  });
});

describe('contradictions', () => {
  const clashing = (value: number, source = 'clash') => {
    const quote = `${value} rps`;
    return reading(
      source,
      fact('throughput', quote, { figures: [figure('throughput', { ...RPS.after, value }, { quote })] }),
    );
  };
  const clash = (value: number, source?: string) => said(clashing(value, source));
  const contested = () => advance(until('contact'), clash(7));
  const values = (state: Interview) => figuresOn(state.context.brief, 'throughput').map(({ after }) => after?.value);

  test('are asked about in both their words, before anything else', () => {
    expect(contested().context.asking).toMatchObject({
      topic: 'throughput',
      gap: { kind: 'contradiction', earlier: 'from 900 to 4000 rps', later: '7 rps' },
    });
  });

  test('are settled by an answer, once', () => {
    const state = advance(contested(), clash(8, 'answer'));
    expect(asked(state)).toBe('contact: open');
    expect(values(state)).toEqual([8]);
    expect(state.context.conflicts).toEqual([]);
  });

  test.each([
    ['/skip', skipped],
    ['“no idea”', said({ ...emptyReading('v'), vague: { word: 'no idea' } })],
  ])('without an answer (%s) the later word stands, and the question does not return', (_, event) => {
    const state = advance(contested(), event);
    expect(asked(state)).toBe('contact: open');
    expect(values(state)).toEqual([7]);
    expect(state.context.conflicts).toEqual([]);
  });

  test.each([
    ['a correction', { ...clashing(7), corrects: true }, 7],
    ['the same word again', clashing(4000), 4000],
    ['a word that rounds it', clashing(4010), 4010],
  ])('%s is none', (_, told, value) => {
    const state = advance(until('contact'), said(told));
    expect(state.value).toBe('contact');
    expect(values(state)).toEqual([value]);
  });

  test('an answer about one settles no other silently', () => {
    const both = reading(
      'both',
      fact('throughput', '8 rps', { figures: [figure('throughput', { ...RPS.after, value: 8 }, { quote: '8 rps' })] }),
      fact('latency', 'p99 5 s', { figures: [figure('latency', MS(5000), { percentile: 'p99', quote: 'p99 5 s' })] }),
    );
    expect(asked(advance(contested(), said(both)))).toBe('latency: contradiction');
  });

  test('an edit that takes one statement back takes the question away', () => {
    const state = advance(contested(), edited(reading('clash', fact('throughput', 'as I said'))));
    expect(asked(state)).toBe('contact: open');
    expect(state.context.conflicts).toEqual([]);
    expect(values(state)).toEqual([4000]);
  });

  test('an edit that makes one is asked about, in the edited words', () => {
    const made = advance(advance(until('contact'), clash(4000)), edited(clashing(3)));
    expect(made.context.asking).toMatchObject({ gap: { kind: 'contradiction', later: '3 rps' } });
    const again = advance(made, edited(clashing(5)));
    expect(again.context.asking).toMatchObject({ gap: { kind: 'contradiction', later: '5 rps' } });
  });

  test('what was settled stays settled through later edits', () => {
    const settled = advance(contested(), skipped);
    const state = advance(settled, edited(reading('enough-0-role', ENOUGH.role)));
    expect(asked(state)).toBe('contact: open');
    expect(values(state)).toEqual([7]);
  });
});

describe('corrections', () => {
  const states: readonly [string, () => Interview][] = [
    ['a topic', () => until('company')],
    ['the review', review],
    ['writing', writing],
    ['the letter', letter],
  ];
  test.each(states)('in %s change one figure and leave everything else alone', (_, from) => {
    const state = from();
    const home = factsOn(state.context.brief, 'latency')[0];
    const changed = figure('latency', MS(310), { percentile: 'p99' });
    const next = advance(
      state,
      said({ ...emptyReading('fix'), corrects: true, changes: [{ fact: home?.id ?? '', index: 0, figure: changed }] }),
    );
    expect(figuresOn(next.context.brief, 'latency')).toEqual([changed]);
    expect(remarks(next)).toContain('corrected');
    for (const topic of TOPICS.filter((other) => other !== 'latency'))
      expect(factsOn(next.context.brief, topic)).toEqual(factsOn(state.context.brief, topic));
    expect(next.context.closed).toEqual(state.context.closed);
  });

  test('later ones win', () => {
    const fix = (value: number) =>
      said({
        ...reading(
          `fix${value}`,
          fact('latency', `p99 ${value} ms`, { figures: [figure('latency', MS(value), { percentile: 'p99' })] }),
        ),
        corrects: true,
      });
    const state = [fix(310), fix(210)].reduce(advance, review());
    expect(figuresOn(state.context.brief, 'latency').map(({ after }) => after?.value)).toEqual([210]);
  });
});

describe('edits', () => {
  test('put the new reading in the place of the old, and nothing else moves', () => {
    const state = until('company');
    const next = advance(
      state,
      edited(
        reading('enough-2-throughput', fact('throughput', '5000 rps', { figures: [figure('throughput', RPS.more)] })),
      ),
    );
    expect(figuresOn(next.context.brief, 'throughput')).toEqual([figure('throughput', RPS.more)]);
    for (const topic of TOPICS.filter((other) => other !== 'throughput'))
      expect(factsOn(next.context.brief, topic)).toEqual(factsOn(state.context.brief, topic));
    expect(asked(next)).toBe(asked(state));
  });

  test('keep what was left out by /skip', () => {
    const state = advance(until('throughput'), skipped);
    expect(state.context.brief.declined).toEqual(['throughput']);
    const next = advance(state, edited(reading('enough-0-role', ENOUGH.role)));
    expect(next.context.brief.declined).toEqual(['throughput']);
  });

  test('an edited answer that leaves nothing to ask closes its question', () => {
    const we = advance(
      until('system'),
      said(reading('we', fact('system', 'we had a price engine', { signals: ['shared'] }))),
    );
    expect(asked(we)).toBe('system: own-part');
    expect(advance(we, edited(reading('we', ENOUGH.system))).value).toBe('throughput');
  });

  test('a question that an edited message answers is not asked', () => {
    const state = advance(until('latency'), edited(reading('enough-1-system', ENOUGH.system, ENOUGH.latency)));
    expect(state.value).toBe('reliability');
  });

  test('of a message that is not known are heard as corrections', () => {
    const state = advance(review(), edited(reading('lost', fact('background', 'a bureau'))));
    expect(factsOn(state.context.brief, 'background').map(({ quote }) => quote)).toContain('a bureau');
  });

  test('leave a letter under way behind', () => {
    const state = advance(writing(), edited(reading('enough-0-role', ENOUGH.role)));
    expect(state.value).toBe('review');
    expect(advance(state, { type: 'letter.written', version: 1 })).toBe(state);
  });
});

describe('/back', () => {
  test('opens the last topic, and the answer takes the place of the old one', () => {
    const state = advance(until('latency'), back);
    expect(asked(state)).toBe('throughput: revisit');
    const next = advance(
      state,
      said(reading('new', fact('throughput', '5000 rps', { figures: [figure('throughput', RPS.more)] }))),
    );
    expect(figuresOn(next.context.brief, 'throughput')).toEqual([figure('throughput', RPS.more)]);
    expect(asked(next)).toBe('latency: open');
  });

  test('an aside in between loses nothing', () => {
    const state = [back, said(digression), skipped, edited(reading('enough-0-role', ENOUGH.role))].reduce(
      advance,
      until('latency'),
    );
    expect(figuresOn(state.context.brief, 'throughput')).toEqual(ENOUGH.throughput.figures);
  });

  test('keeps what the old answer said of other topics', () => {
    const both = advance(until('system'), said(reading('both', ENOUGH.system, ENOUGH.contract)));
    const state = advance(
      advance(both, back),
      said(reading('new', fact('system', 'I built another', { signals: ['mine'] }))),
    );
    expect(factsOn(state.context.brief, 'system').map(({ quote }) => quote)).toEqual(['I built another']);
    expect(factsOn(state.context.brief, 'contract')).toHaveLength(1);
  });

  test('out of the brief it goes to the last question, whichever was answered last', () => {
    const again = [back, back, said(reading('new', ENOUGH.closing))].reduce(advance, until('review'));
    expect(asked(again)).toBeNull();
    expect(asked(advance(again, back))).toBe('contact: revisit');
  });

  test('twice goes back two, and leaves the one between as it was', () => {
    const state = advance(advance(until('contract'), back), back);
    expect(asked(state)).toBe('latency: revisit');
    const next = advance(state, said(reading('new', ENOUGH.latency)));
    expect(asked(next)).toBe('contract: open');
    expect(figuresOn(next.context.brief, 'reliability')).toEqual(ENOUGH.reliability.figures);
  });

  test('twice leaves the one between done with, however much it lacked', () => {
    const half = fact('contract', 'the id could not change', { signals: ['constraint'] });
    const told = ['c1', 'c2', 'c3'].map((source) => said(reading(source, { ...half, quote: source })));
    const state = [...told, back, back, said(reading('new', ENOUGH.reliability))].reduce(advance, until('contract'));
    expect(asked(state)).toBe('company: open');
    expect(state.context.closed).toContain('contract');
  });

  test('is no contradiction of what was said elsewhere', () => {
    const level = fact('throughput', '4000 rps', { figures: [figure('throughput', RPS.after)] });
    const state = advance(until('system'), said(reading('both', ENOUGH.system, level)));
    const more = fact('throughput', '5000 rps', { figures: [figure('throughput', RPS.more)] });
    const next = [said(reading('1', ENOUGH.throughput)), back, said(reading('new', more))].reduce(advance, state);
    expect(asked(next)).toBe('latency: open');
    expect(figuresOn(next.context.brief, 'throughput').map(({ after }) => after)).toEqual([RPS.more]);
  });

  test('over a topic that was left out leaves it out still', () => {
    const state = [skipped, skipped, back, back].reduce(advance, until('throughput'));
    expect(asked(state)).toBe('throughput: revisit');
    expect(state.context.brief.declined).toEqual(['latency']);
  });

  test('takes a topic up that was left out', () => {
    const state = [skipped, back, said(reading('new', ENOUGH.throughput))].reduce(advance, until('throughput'));
    expect(state.context.brief.declined).toEqual([]);
    expect(asked(state)).toBe('latency: open');
  });

  test('leaves a topic out that was told', () => {
    const state = [back, said({ ...emptyReading('no'), declined: ['throughput'] satisfies Topic[] })].reduce(
      advance,
      until('latency'),
    );
    expect(figuresOn(state.context.brief, 'throughput')).toEqual([]);
    expect(state.context.brief.declined).toEqual(['throughput']);
  });
});

describe('declined topics', () => {
  test('are never asked, also where they were declined ahead of their turn', () => {
    const state = advance(
      until('system'),
      said({ ...reading('1', ENOUGH.system), declined: ['latency', 'reliability'] }),
    );
    const seen: unknown[] = [];
    for (let now = state; now.value !== 'review'; now = advance(now, skipped)) seen.push(now.value);
    expect(seen).toEqual(['throughput', 'contract', 'company', 'background', 'closing', 'contact']);
  });

  test('are taken up by an answer', () => {
    const state = advance(advance(until('latency'), skipped), said(reading('1', ENOUGH.latency)));
    expect(state.context.brief.declined).toEqual([]);
  });
});

describe('a whole story at once', () => {
  const dump = reading('dump', ENOUGH.role, ENOUGH.system, ENOUGH.throughput, ENOUGH.latency, ENOUGH.contract);

  test.each([
    ['before anything was asked', begin],
    ['as the answer to the first question', begun],
  ])('%s: what it fills is not asked', (_, from) => {
    const seen: unknown[] = [];
    for (let now = advance(from(), said(dump)); now.value !== 'review'; now = advance(now, skipped))
      seen.push(now.value);
    expect(seen).toEqual(['reliability', 'company', 'background', 'closing', 'contact']);
  });

  test('a number of a job post is never the candidate’s', () => {
    const post = reading(
      'post',
      fact('throughput', 'we run 9M rps', { voice: 'job-post', figures: [figure('throughput', RPS.more)] }),
    );
    const state = advance(begin(), said({ ...post, jobPost: true }));
    expect(figuresOn(state.context.brief, 'throughput')).toEqual([]);
    expect(remarks(state)).toContain('job-post');
  });
});

test('a hidden value is marked in what was said and in what is said later', () => {
  const hide = said({ ...emptyReading('nda'), discretion: [{ hide: '99.99%', say: 'very available' }] });
  const state = advance(review(), hide);
  expect(factsOn(state.context.brief, 'reliability')).toMatchObject([
    { rough: true, standIns: [{ hide: '99.99%', say: 'very available' }] },
  ]);
  expect(figuresOn(state.context.brief, 'reliability')).toEqual([
    figure('reliability', PERCENT(99.99), { quote: '99.99% available' }),
  ]);
  expect(state.context.remarks).toEqual([{ kind: 'confidential', says: ['very available'] }]);
});
