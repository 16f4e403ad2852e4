/** Questions that are pressed, and answers that tell of something else: what they tell is kept, and the interview goes on. */
import { describe, expect, test } from 'vitest';
import { factsOn, figuresOn, type Topic } from '../../src/machine/brief.ts';
import type { Interview } from '../../src/machine/interview.ts';
import { converse } from './converse.ts';

const ROLE = 'Backend Engineer at Marrow, Ledger team';
const SYSTEM =
  'At Pell I built the label printer. It replaced a spool script. I designed and wrote all of it in Kotlin.';
const asked = ({ context: { asking } }: Interview) => asking && `${asking.topic}: ${asking.gap.kind}`;
const words = (state: Interview, topic: Topic) => factsOn(state.context.brief, topic).map(({ quote }) => quote);

describe('a figure that reads as if it got worse', () => {
  const worse = () => converse([ROLE, SYSTEM, 'from 700 to 90 labels a minute']);
  const sides = (state: Interview) =>
    figuresOn(state.context.brief, 'throughput').map(({ before, after }) => [before?.value, after?.value]);

  test.each([
    'the other way round',
    'sorry, swapped them',
    '90 was before',
    '700 is what it does now',
    'before 90, now 700 labels a minute',
  ])('is set right by “%s”', (text) => {
    const state = converse([text], worse());
    expect(sides(state)).toEqual([[90, 700]]);
    expect(asked(state)).toBe('latency: open');
  });

  test.each(['yes, it got slower, we traded it for safety', '700 was before'])(
    'stays where “%s” confirms it',
    (text) => {
      const state = converse([text], worse());
      expect(sides(state)).toEqual([[700, 90]]);
      expect(asked(state)).toBe('latency: open');
    },
  );

  const ANSWERS: readonly (readonly [Topic, string])[] = [
    ['reliability', 'uptime is 99.95% now, was 99.2%'],
    ['contract', 'The scanners could not change their codes, so I keyed every label by order and line.'],
    ['company', 'They wrote on their blog that they rehearse failovers monthly, and I agree with it.'],
    ['background', 'Before that I ran databases at a clinic for six years.'],
    ['closing', 'I can show them the design notes.'],
    ['contact', 'Ola Brandt, ola@brandt.example, Bergen'],
  ];

  test.each(ANSWERS)('is asked about once more, and an answer on %s meanwhile is kept', (topic, text) => {
    const once = converse([text], worse());
    expect(asked(once)).toBe('throughput: worse');
    expect(words(once, topic).join()).toContain(topic === 'reliability' ? '99.95%' : text.slice(0, 20));
  });

  test('is left out of the letter once two messages go on with something else', () => {
    const state = converse([ANSWERS[1]?.[1] ?? '', ANSWERS[2]?.[1] ?? ''], worse());
    expect(asked(state)).toBe('latency: open');
    expect(sides(state)).toEqual([]);
    expect(words(state, 'throughput')).toEqual([]);
    expect(state.context.remarks).toContainEqual({ kind: 'left-open' });
  });

  test.each(['/skip', '/write', 'no idea'])('is left out after %s', (text) => {
    expect(sides(converse([text], worse()))).toEqual([]);
  });

  test('stays out when another message is edited', () => {
    const state = converse(['/skip'], worse());
    const again = converse(['p99 from 2 s to 1 s'], state);
    expect(sides(again)).toEqual([]);
  });
});

test('two statements that can’t both hold are asked about once more, then the later one stands', () => {
  const contested = converse([
    ROLE,
    SYSTEM,
    'from 90 to 700 labels a minute',
    'p99 from 2 s to 1 s, and it prints 300 labels a minute',
  ]);
  expect(asked(contested)).toBe('throughput: contradiction');
  const once = converse(['Before that I ran databases at a clinic for six years.'], contested);
  expect(asked(once)).toBe('throughput: contradiction');
  expect(words(once, 'background')).toHaveLength(1);
  const twice = converse(['I can show them the design notes.'], once);
  expect(asked(twice)).not.toBe('throughput: contradiction');
  expect(figuresOn(twice.context.brief, 'throughput').map(({ after }) => after?.value)).toEqual([300]);
});
