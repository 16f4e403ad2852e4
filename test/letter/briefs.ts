/** Briefs for tests of the letter, put together by hand, or read as an interview reads them. */
import type { Brief, Fact, Topic } from '../../src/machine/brief.ts';
import { EMPTY } from '../../src/machine/context.ts';
import { hear } from '../../src/machine/hearing.ts';
import type { Figure } from '../../src/machine/quantity.ts';
import type { Asking } from '../../src/machine/topics.ts';
import { readPlainly } from '../../src/reader/plain.ts';

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

/** What is known after these messages, each read and heard where the question on its topic stood. */
export function told(...messages: readonly (readonly [asked: Topic, text: string])[]): Brief {
  let context = EMPTY;
  for (const [index, [topic, text]] of messages.entries()) {
    const asking: Asking = { topic, gap: { kind: 'open' }, repeats: 0 };
    const reading = readPlainly({ id: `m${index + 1}`, text, asking, brief: context.brief });
    context = hear({ ...context, asking }, reading);
  }
  return context.brief;
}
