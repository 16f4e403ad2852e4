/** Briefs for tests of the letter, put together by hand. */
import type { Brief, Fact, Topic } from '../../src/machine/brief.ts';
import type { Figure } from '../../src/machine/quantity.ts';

let count = 0;

export function fact(topic: Topic, quote: string, more: Partial<Fact> = {}): Fact {
  count += 1;
  return {
    id: `m${count}#1`,
    topic,
    quote,
    source: `m${count}`,
    figures: [],
    partial: null,
    rough: false,
    standIns: [],
    struck: [],
    details: {},
    signals: [],
    voice: 'candidate',
    ...more,
  };
}

export function figure(topic: Figure['topic'], quote: string, more: Partial<Figure>): Figure {
  return { topic, quote, approximate: false, ...more };
}

export function brief(...facts: Fact[]): Brief {
  return { facts, declined: [] };
}
