import { describe, expect, test } from 'vitest';
import { absorb, keepLatest } from '../../src/machine/absorb.ts';
import { type Brief, EMPTY_BRIEF, type Fact, factsOn, figuresOn } from '../../src/machine/brief.ts';
import { emptyReading, type Reading } from '../../src/machine/reading.ts';
import { ENOUGH, fact, figure, MS, PERCENT, RPS, reading } from './readings.ts';

/** The brief after these readings, none of which settles anything. */
function absorbed(...readings: readonly Reading[]): Brief {
  return readings.reduce((brief, each) => absorb(brief, each, null).brief, EMPTY_BRIEF);
}

const rps = (value: number, quote = `${value} rps`) =>
  fact('throughput', quote, { figures: [figure('throughput', { ...RPS.after, value }, { quote })] });
const p99 = (value: number, quote = `p99 is ${value} ms`) =>
  fact('latency', quote, { figures: [figure('latency', MS(value), { percentile: 'p99', quote })] });

describe('figures of one measure', () => {
  test('merge: the newer takes over what the older knew besides', () => {
    const before = fact('latency', 'it took 400 ms', {
      figures: [figure('latency', MS(90), { before: MS(400), measure: 'placing an order' })],
    });
    expect(figuresOn(absorbed(reading('1', before), reading('2', p99(90))), 'latency')).toEqual([
      figure('latency', MS(90), {
        before: MS(400),
        percentile: 'p99',
        measure: 'placing an order',
        quote: 'p99 is 90 ms',
      }),
    ]);
  });

  test('that differ are asked about, and both stay until it is known', () => {
    const { brief, conflicts } = absorb(absorbed(reading('1', p99(90))), reading('2', p99(300)), null);
    expect(conflicts).toEqual([{ topic: 'latency', earlier: 'p99 is 90 ms', later: 'p99 is 300 ms' }]);
    expect(figuresOn(brief, 'latency')).toHaveLength(2);
  });

  test.each<[string, Fact, Fact]>([
    [
      'another percentile',
      p99(90),
      fact('latency', 'p50 is 5 ms', { figures: [figure('latency', MS(5), { percentile: 'p50' })] }),
    ],
    [
      'another fault',
      fact('reliability', 'no losses', { figures: [figure('reliability', { value: 0, unit: 'losses' })] }),
      fact('reliability', '3 pages', { figures: [figure('reliability', { value: 3, unit: 'pages' })] }),
    ],
    [
      'another thing counted',
      rps(4000),
      fact('throughput', '7 sales/s', { figures: [figure('throughput', { value: 7, unit: 'sales', per: 'second' })] }),
    ],
    [
      'another kind',
      rps(4000),
      fact('throughput', '2 TB a day', { figures: [figure('throughput', { value: 2, unit: 'TB', per: 'day' })] }),
    ],
    [
      'the same in another unit',
      p99(1500),
      fact('latency', 'p99 is 1.5 s', {
        figures: [figure('latency', { value: 1.5, unit: 's' }, { percentile: 'p99' })],
      }),
    ],
    [
      'the same over another time',
      rps(1000),
      fact('throughput', '60k a minute', {
        figures: [figure('throughput', { value: 60_000, unit: 'requests', per: 'minute' })],
      }),
    ],
    ['rounded once', rps(4000), rps(4040, 'the board says 4040 rps')],
    ['of a job post', rps(4000), { ...rps(9), voice: 'job-post' }],
    ['of one message', rps(4000), { ...rps(9), source: 'same' }],
  ])('don’t contradict: %s', (_, one, other) => {
    const second = other.source === 'same' ? reading('1', one, other) : reading('2', other);
    const first = other.source === 'same' ? [] : [reading('1', one)];
    expect(absorb(absorbed(...first), second, null).conflicts).toEqual([]);
  });

  test('shares that differ by little contradict: 99.9 is not 99.99', () => {
    const share = (value: number) =>
      fact('reliability', `${value}%`, { figures: [figure('reliability', PERCENT(value))] });
    expect(absorb(absorbed(reading('1', share(99.9))), reading('2', share(99.99)), null).conflicts).toHaveLength(1);
  });

  test('are corrected by later words, and the old value is struck wherever it stands', () => {
    const told = fact('latency', 'p99 is 90 ms, and everybody liked the 90 ms', {
      figures: p99(90).figures,
      signals: ['story'],
    });
    const brief = absorbed(reading('1', told), {
      ...reading('2', p99(310)),
      corrects: true,
    });
    expect(figuresOn(brief, 'latency').map(({ after }) => after)).toEqual([MS(310)]);
    expect(factsOn(brief, 'latency')[0]?.struck).toEqual(['p99 is 90 ms', 'everybody liked the 90 ms']);
  });
});

describe('facts', () => {
  test('said again in the same words are one, and as confidential as they were', () => {
    const hidden = { ...emptyReading('nda'), discretion: [{ hide: '4000', say: 'thousands' }] };
    const brief = absorbed(reading('1', rps(4000)), hidden, reading('2', rps(4000)));
    expect(factsOn(brief, 'throughput')).toMatchObject([
      { source: '2', rough: true, standIns: [{ hide: '4000', say: 'thousands' }] },
    ]);
  });

  test('of a job post are no candidate’s, and hide nothing', () => {
    const brief = absorbed(reading('1', { ...rps(9), voice: 'job-post' }), {
      ...emptyReading('2'),
      discretion: [{ hide: '9', say: null }],
    });
    expect(factsOn(brief, 'throughput')).toEqual([]);
    expect(brief.facts[0]).toMatchObject({ rough: false, standIns: [] });
  });

  test('of the candidate are not replaced by the same words in a job post', () => {
    const brief = absorbed(reading('1', rps(9)), reading('2', { ...rps(9), voice: 'job-post' }));
    expect(factsOn(brief, 'throughput')).toMatchObject([{ source: '1' }]);
  });

  test('lose what is withdrawn from them', () => {
    const brief = absorbed(reading('1', ENOUGH.contract), {
      ...emptyReading('2'),
      withdrawn: [{ fact: '1#1', part: 'and nobody noticed' }],
    });
    expect(factsOn(brief, 'contract')[0]?.struck).toEqual(['and nobody noticed']);
  });

  test('change one figure where a correction names it', () => {
    const two = fact('latency', 'two of them', { figures: [figure('latency', MS(1)), figure('latency', MS(2))] });
    const changed = figure('latency', MS(3));
    const brief = absorbed(reading('1', two), {
      ...emptyReading('2'),
      changes: [{ fact: '1#1', index: 1, figure: changed }],
    });
    expect(figuresOn(brief, 'latency')).toEqual([figure('latency', MS(1)), changed]);
  });
});

describe('what a figure was still missing', () => {
  const waiting = fact('throughput', '4000', {
    partial: {
      figure: figure('throughput', { value: 4000, unit: '' }, { before: { value: 900, unit: '' } }),
      lacks: 'window',
    },
  });

  test('makes it whole on both sides', () => {
    const brief = absorbed(reading('1', waiting), {
      ...emptyReading('2'),
      completes: { unit: 'requests', per: 'second' },
    });
    expect(figuresOn(brief, 'throughput')).toMatchObject([{ before: RPS.before, after: RPS.after }]);
    expect(brief.facts[0]?.partial).toBeNull();
  });

  test('gives a percentile to a latency that has none', () => {
    const nameless = fact('latency', '90 ms', { figures: [figure('latency', MS(90))] });
    const brief = absorbed(reading('1', nameless), { ...emptyReading('2'), completes: { percentile: 'p95' } });
    expect(figuresOn(brief, 'latency')).toMatchObject([{ percentile: 'p95' }]);
  });

  test('changes nothing where nothing waits', () => {
    const brief = absorbed(reading('1', ENOUGH.throughput));
    expect(absorb(brief, { ...emptyReading('2'), completes: { per: 'day' } }, null).brief).toEqual(brief);
  });
});

describe('declining', () => {
  test('stands until an answer, whoever’s posting comes between', () => {
    const no: Reading = { ...emptyReading('1'), declined: ['throughput', 'latency'] };
    const post = reading('2', { ...rps(9), voice: 'job-post' });
    expect(absorbed(no, post).declined).toEqual(['throughput', 'latency']);
    expect(absorbed(no, reading('2', rps(9))).declined).toEqual(['latency']);
  });

  test('and answering in one message is an answer', () => {
    expect(absorbed({ ...reading('1', rps(9)), declined: ['throughput'] }).declined).toEqual([]);
  });
});

describe('an answer to a contradiction', () => {
  const contested = absorbed(reading('1', p99(90)), reading('2', p99(300)));

  test('takes the place of all that stood there, and keeps the percentile', () => {
    const answer = fact('latency', '300 is right', {
      figures: [figure('latency', MS(300), { quote: '300 is right' })],
    });
    const { brief, conflicts } = absorb(contested, reading('3', answer), 'latency');
    expect(conflicts).toEqual([]);
    expect(figuresOn(brief, 'latency')).toMatchObject([{ after: MS(300), percentile: 'p99' }]);
  });

  test('about something else leaves both', () => {
    expect(figuresOn(absorb(contested, reading('3', rps(7)), 'latency').brief, 'latency')).toHaveLength(2);
  });

  test('that never comes leaves the last', () => {
    expect(figuresOn(keepLatest(contested, 'latency'), 'latency')).toMatchObject([{ after: MS(300) }]);
  });
});

test('of a small number that was corrected only its own fact is struck', () => {
  const outages = (after: number, quote: string) =>
    figure('reliability', { value: after, unit: '' }, { before: { value: 26, unit: '' }, quote });
  const quote = 'outages: 26 the year before, 3 last year';
  const before = absorbed(
    reading('1', fact('system', 'I led three developers, and 3 came along.')),
    reading('2', fact('reliability', quote, { figures: [outages(3, quote)] })),
  );
  const changes = [{ fact: '2#1', index: 0, figure: outages(5, '5 last year') }];
  const { facts } = absorb(before, { ...emptyReading('3'), changes }, null).brief;
  expect(facts.map(({ topic, struck }) => [topic, struck])).toEqual([
    ['system', []],
    ['reliability', ['3 last year']],
  ]);
});

test('a clause without an end is struck in a moment', () => {
  const long = `${'word '.repeat(40_000)}90 ms`;
  const begun = performance.now();
  const brief = absorbed(reading('1', { ...p99(90, long), signals: ['story'] }), {
    ...reading('2', p99(310)),
    corrects: true,
  });
  expect(factsOn(brief, 'latency')[0]?.struck).toEqual([long]);
  expect(performance.now() - begun).toBeLessThan(2000);
});
