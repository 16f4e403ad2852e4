/** Readings as a reader would hand them over, made by hand: the machine's tests read no English. */
import type { Fact, Metric, Topic } from '../../src/machine/brief.ts';
import { advance, begin, type Interview, type InterviewEvent } from '../../src/machine/interview.ts';
import type { Figure, Quantity } from '../../src/machine/quantity.ts';
import { emptyReading, type Reading } from '../../src/machine/reading.ts';

type Told = Omit<Partial<Fact>, 'topic' | 'quote'>;

export function fact(topic: Topic, quote: string, more: Told = {}): Fact {
  return {
    id: '',
    topic,
    quote,
    source: '',
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

export function figure(topic: Metric, after: Quantity, more: Partial<Figure> = {}): Figure {
  return { topic, after, approximate: false, quote: `${after.value} ${after.unit}`, ...more };
}

export function reading(source: string, ...facts: readonly Fact[]): Reading {
  return {
    ...emptyReading(source),
    facts: facts.map((each, index) => ({ ...each, id: `${source}#${index + 1}`, source })),
  };
}

const perSecond = (value: number): Quantity => ({ value, unit: 'requests', per: 'second' });
export const RPS = { before: perSecond(900), after: perSecond(4000), more: perSecond(5000) };
export const MS = (value: number): Quantity => ({ value, unit: 'ms' });
export const PERCENT = (value: number): Quantity => ({ value, unit: '%' });

/** An answer to each topic that leaves nothing to ask. */
export const ENOUGH: Readonly<Record<Topic, Fact>> = {
  role: fact('role', 'Backend Engineer at Tamarind', {
    details: { position: 'Backend Engineer', company: 'Tamarind' },
  }),
  system: fact('system', 'I built the price engine', { signals: ['mine'] }),
  throughput: fact('throughput', 'from 900 to 4000 rps', {
    figures: [figure('throughput', RPS.after, { before: RPS.before, quote: 'from 900 to 4000 rps' })],
  }),
  latency: fact('latency', 'p99 from 400 ms to 90 ms', {
    figures: [figure('latency', MS(90), { before: MS(400), percentile: 'p99', quote: 'p99 from 400 ms to 90 ms' })],
  }),
  reliability: fact('reliability', '99.99% available', {
    figures: [figure('reliability', PERCENT(99.99), { quote: '99.99% available' })],
  }),
  contract: fact('contract', 'old clients could not change, so I kept both versions, and nobody noticed', {
    signals: ['constraint', 'decision', 'result', 'versioning'],
  }),
  company: fact('company', 'their post on replays, I would do it the same way', { signals: ['choice', 'view'] }),
  background: fact('background', 'payroll before that'),
  closing: fact('closing', 'I can share the design'),
  contact: fact('contact', 'Ada, ada@example.org', { details: { name: 'Ada', email: 'ada@example.org' } }),
};

export const said = (told: Reading): InterviewEvent => ({ type: 'said', reading: told });
export const edited = (told: Reading): InterviewEvent => ({ type: 'edited', reading: told });
export const skipped: InterviewEvent = { type: 'skipped' };
export const back: InterviewEvent = { type: 'went-back' };
export const write: InterviewEvent = { type: 'asked-to-write' };

export function after(...events: readonly InterviewEvent[]): Interview {
  return events.reduce(advance, begin());
}

/** An interview that has just been begun: the role is asked. */
export const begun = () => after({ type: 'began' });

/** Answers whatever is asked with enough, until a topic is asked or the review is reached. */
export function until(topic: Topic | 'review', state: Interview = begun(), answers = ENOUGH): Interview {
  let now = state;
  for (let turn = 0; now.value !== topic; turn += 1) {
    const asked = now.context.asking?.topic;
    if (!asked || turn > 20) throw new Error(`${topic} is never asked; stuck in ${String(now.value)}`);
    now = advance(now, said(reading(`enough-${turn}-${asked}`, answers[asked])));
  }
  return now;
}

/** What stands asked, in short. */
export const asked = ({ context }: Interview) =>
  context.asking ? `${context.asking.topic}: ${context.asking.gap.kind}` : null;
export const remarks = ({ context }: Interview) => context.remarks.map(({ kind }) => kind);

export const review = () => until('review');
export const writing = () => advance(review(), write);
export const letter = () => advance(writing(), { type: 'letter.written', version: 1 });
export const digression = { ...emptyReading('aside'), digression: 'why' as const };
