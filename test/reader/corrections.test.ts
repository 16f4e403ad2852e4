import { describe, expect, test } from 'vitest';
import { detail } from '../../src/machine/brief.ts';
import { opensAsCorrection } from '../../src/reader/corrections.ts';
import { begun, converse, figuresIn } from './converse.ts';

const TOLD = [
  'Backend Engineer at Quillnote',
  'I rebuilt the payout service at Brightwell. I own the gateway in front of it, too.',
  'from 300 to 4,500 jobs per minute',
  'p99 went from 1.8 s to 210 ms',
  'we never lost a payout',
];
const told = converse(TOLD);

describe('a later message sets a figure right, and only that one', () => {
  test.each([
    ['scratch that, p99 was 310', 'latency p99 1.8 s → 310 ms'],
    ['the 210 is wrong, it is 290 ms', 'latency p99 1.8 s → 290 ms'],
    ['make it 190 ms', 'latency p99 1.8 s → 190 ms'],
    ['*215', 'latency p99 1.8 s → 215 ms'],
    ['p99 is 310ms, sorry', 'latency p99 1.8 s → 310 ms'],
    ['wait, it was 2.8 s before', 'latency p99 2.8 s → 210 ms'],
    ['make that p95', 'latency p95 1.8 s → 210 ms'],
    ['sorry, 5,400 jobs per minute now', 'throughput 300 jobs/minute → 5400 jobs/minute'],
    ['Correction: the throughput was 400 jobs per minute before', 'throughput 400 jobs/minute → 4500 jobs/minute'],
    ['not 4,500, 5,400', 'throughput 300 jobs/minute → 5400 jobs/minute'],
    ['typo: 4,500 -> 4,050', 'throughput 300 jobs/minute → 4050 jobs/minute'],
    ['hm, 4,500 should be 4,800', 'throughput 300 jobs/minute → 4800 jobs/minute'],
    ['I have the report in front of me now. It is 290 ms, I was wrong with 210 ms.', 'latency p99 1.8 s → 290 ms'],
    [
      'Ah man, units! The jobs are per second, both of them, 300 and 4,500 per second. Not minutes.',
      'throughput 300 jobs/second → 4500 jobs/second',
    ],
    [
      'I have to correct the latency: both values, the 1.8 s and the 210 ms, are p95 and not p99.',
      'latency p95 1.8 s → 210 ms',
    ],
    ['Erratum: the 4,500 must read 4,800.', 'throughput 300 jobs/minute → 4800 jobs/minute'],
    ['I misremembered, from 320 to 4,600 jobs per minute', 'throughput 320 jobs/minute → 4600 jobs/minute'],
  ])('%s', (text, now) => {
    const after = converse([text], told).context;
    const before = figuresIn(told.context.brief);
    const topic = now.split(' ')[0] ?? '';
    expect(figuresIn(after.brief)).toEqual(before.map((figure) => (figure.startsWith(topic) ? now : figure)));
    expect(after.remarks).toContainEqual(expect.objectContaining({ kind: 'corrected' }));
    // The question that stood still stands.
    expect(after.asking?.topic).toBe(told.context.asking?.topic);
  });

  test('of several corrections the last one holds', () => {
    const { brief } = converse(['scratch that, p99 was 310', 'sorry, p99 was 330'], told).context;
    expect(figuresIn(brief)).toContain('latency p99 1.8 s → 330 ms');
  });

  test('in review as well', () => {
    const review = converse(['/skip', '/skip', '/skip', '/skip', '/skip'], told);
    expect(review.value).toBe('review');
    const corrected = converse(['scratch that, p99 was 310'], review);
    expect(corrected.value).toBe('review');
    expect(figuresIn(corrected.context.brief)).toContain('latency p99 1.8 s → 310 ms');
  });

  test('what was said before is struck wherever it told the old value', () => {
    const { brief } = converse(['scratch that, p99 was 310'], told).context;
    const old = brief.facts.find(({ quote }) => quote.includes('210'));
    expect(old?.struck.join(' ')).toContain('210');
  });

  test('the word "sorry" in an answer makes no correction of it', () => {
    const { brief } = converse(
      ['Backend Engineer at Quillnote', 'I rebuilt payouts.', 'it does 900 jobs per minute, sorry'],
      begun(),
    ).context;
    expect(figuresIn(brief)).toEqual(['throughput 900 jobs/minute']);
  });
});

describe('a claim that is taken back', () => {
  const { brief } = converse(
    ['I said I own the gateway, but I only wrote its limiter. My colleague owns it.'],
    told,
  ).context;

  test('is struck, and what it really was takes its place', () => {
    expect(brief.facts.flatMap(({ struck }) => struck).join(' ')).toContain('own the gateway');
  });

  test('leaves all else alone', () => {
    expect(figuresIn(brief)).toEqual(figuresIn(told.context.brief));
    expect(brief.facts.flatMap(({ struck }) => struck).join(' ')).not.toContain('rebuilt');
  });
});

describe('opens as a correction', () => {
  test.each([
    'scratch that, it was 40',
    'Wait, no. 40.',
    'I misspoke earlier',
    'oh, and correction: it was May',
    '*four nines',
    'let me correct the number',
  ])('%s', (text) => {
    expect(opensAsCorrection(text)).toBe(true);
  });

  test.each([
    'It went from 40 to 90 jobs per minute.',
    'The vendors should have changed it, but could not.',
    'Waiting rooms were my first project.',
    'They publish every incident.',
  ])('not: %s', (text) => {
    expect(opensAsCorrection(text)).toBe(false);
  });
});

describe('a value that is known is set right wherever it is spoken of', () => {
  test.each([
    [
      'Just looked again, the 4,500 counts two regions twice. It is 3,900 jobs per minute. The 300 is fine.',
      'throughput 300 jobs/minute → 3900 jobs/minute',
    ],
    ['4,500 jobs was spring, by now it is 6,100 a minute', 'throughput 300 jobs/minute → 6100 jobs/minute'],
    ["The times I gave aren't p99 but p95. Both of them.", 'latency p95 1.8 s → 210 ms'],
    ['It is the p95 and not the p99, the milliseconds are right.', 'latency p95 1.8 s → 210 ms'],
    [
      'and the jobs, those are per second, not per minute. 300 per second and 4,500 per second.',
      'throughput 300 jobs/second → 4500 jobs/second',
    ],
  ])('%s', (text, now) => {
    const closing = converse(['/skip'], converse(['we pin the schema, and since then nothing broke'], told));
    for (const from of [told, closing]) expect(figuresIn(converse([text], from).context.brief)).toContain(now);
  });

  test('but a story may mention one', () => {
    const story =
      'The 4,500 jobs a minute all came from one tenant, so I gave each its own queue and nothing else had to wait.';
    expect(figuresIn(converse([story], told).context.brief)).toContain('throughput 300 jobs/minute → 4500 jobs/minute');
  });

  test('also beside another order, in review', () => {
    let state = told;
    for (let turn = 0; state.context.asking !== null && turn < 20; turn += 1) state = converse(['/skip'], state);
    const { brief } = converse(
      [
        'The company is Quillmote. The latency is the p95 and not the p99. 4,500 was spring, by now it is 6,100 a minute.',
      ],
      state,
    ).context;
    expect(figuresIn(brief)).toEqual(
      expect.arrayContaining(['throughput 300 jobs/minute → 6100 jobs/minute', 'latency p95 1.8 s → 210 ms']),
    );
    expect(detail(brief, 'company')).toBe('Quillmote');
  });
});
