import { expect, test } from 'vitest';
import type { Fact } from '../../src/machine/brief.ts';
import { EMPTY } from '../../src/machine/context.ts';
import { revive } from '../../src/machine/interview.ts';
import { markOf } from '../../src/machine/standing.ts';

test('a question has the same mark in whatever order the keys of its state are', () => {
  const figure = { topic: 'latency', approximate: false, quote: 'was 700 ms' } as const;
  const [before, after] = [
    { value: 700, unit: 'ms' },
    { unit: 'ms', value: 40 },
  ];
  const fact = { id: '1#1', topic: 'latency', quote: 'was 700 ms', source: '1' } as const;
  const rest: Omit<Fact, 'id' | 'topic' | 'quote' | 'source' | 'figures'> = {
    partial: null,
    rough: false,
    standIns: [],
    struck: [],
    details: {},
    signals: [],
    voice: 'candidate',
  };
  const one = { ...fact, ...rest, figures: [{ ...figure, before, after }] };
  const other = { ...rest, figures: [{ after, before, ...figure }], ...fact };
  const marks = [one, other].map((each) =>
    markOf(revive('review', { ...EMPTY, brief: { facts: [each], declined: [] } })),
  );
  expect(marks[0]).toBe(marks[1]);
  expect(marks[0]).not.toBe(markOf(revive('review', EMPTY)));
});
