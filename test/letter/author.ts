/** A candidate, and the model that writes their letter: what it is asked, step by step, and what it answers. */

import { createModelWriter } from '../../src/letter/chain.ts';
import { check } from '../../src/letter/check.ts';
import { type Letter, letterText } from '../../src/letter/letter.ts';
import type { Workshop, Written } from '../../src/letter/writer.ts';
import type { Brief } from '../../src/machine/brief.ts';
import { createModel } from '../../src/model/openai.ts';
import { type Asked, type ModelServer, type Reply, type Script, says } from '../fakes/model.ts';
import { type Answers, interviewed } from '../reader/converse.ts';

export const NADIA: Answers = {
  role: 'Senior Backend Engineer at Harrow & Pine, Ledger team, to Mira Solberg',
  system:
    'I rebuilt the invoicing service at Brightwell: it used to be a cron script, now it is an event-driven service in Kotlin. I designed the ledger part myself.',
  throughput: 'from 300 to 4,500 jobs per minute',
  latency: 'p95 was 900ms, now 120ms',
  reliability: '99.9% before, 99.99% now',
  contract:
    'The till vendors could not change their firmware, so I kept the old message format and put the version into a header. No till had to be touched since.',
  company:
    'On their blog they described how every alert must link to a runbook, and I think that is right because ours never did.',
  background: 'Before that I spent three years on interfaces at a hospital.',
  closing: 'I can share a redacted design doc.',
  contact: 'Nadia Ferro, nadia.ferro@example.com, Turin',
};

/** The id of the fact on a topic, in interviews that ask each topic once. */
export function factOn(brief: Brief, topic: string): string {
  const found = brief.facts.find((fact) => fact.topic === topic && fact.voice === 'candidate');
  if (!found) throw new Error(`nothing was said on ${topic}`);
  return found.id;
}

export const nadia = (): Brief => interviewed(NADIA).context.brief;

/** A sentence as a model writes it: paragraph, text, and the topics of the facts that it rests on. */
export type Line = readonly [paragraph: number, text: string, ...topics: string[]];

export const GOOD: readonly Line[] = [
  [1, 'On your blog you described how every alert must link to a runbook.', 'company'],
  [
    1,
    'I think that is right, because ours never did, and I would like to join the Ledger team as a Senior Backend Engineer.',
    'company',
    'role',
  ],
  [
    2,
    'At Brightwell I rebuilt the invoicing service, which used to be a cron script and is an event-driven service in Kotlin now.',
    'system',
  ],
  [2, 'I designed the ledger part myself.', 'system'],
  [
    2,
    'It went from 300 to 4,500 jobs per minute, p95 latency fell from 900 ms to 120 ms, and availability rose from 99.9% to 99.99%.',
    'throughput',
    'latency',
    'reliability',
  ],
  [3, 'The till vendors could not change their firmware.', 'contract'],
  [
    3,
    'So I kept the old message format and put the version into a header, and no till had to be touched since.',
    'contract',
  ],
  [4, 'Before that I spent three years on interfaces at a hospital.', 'background'],
  [5, 'I can share a redacted design doc with you.', 'closing'],
];

export function lines(brief: Brief, sentences: readonly Line[]): string {
  return sentences
    .map(([p, text, ...topics]) => JSON.stringify({ p, text, facts: topics.map((topic) => factOn(brief, topic)) }))
    .join('\n');
}

export function planFor(brief: Brief): string {
  return JSON.stringify({
    angle: 'A contract that nobody on the other side can change.',
    paragraphs: [{ purpose: 'opening', facts: brief.facts.map(({ id }) => id), point: 'All of it.' }],
    leave_out: [],
  });
}

export type Step = 'plan' | 'draft' | 'revise';

export function stepOf({ system }: Asked): Step {
  if (system.includes('Plan the letter before anybody writes it')) return 'plan';
  if (system.includes('Write the body of the letter after the plan')) return 'draft';
  if (system.includes('Rewrite only the sentences listed')) return 'revise';
  throw new Error('asked for no step of a letter');
}

/** What is wrong, as the model is told. */
export interface Complaint {
  readonly sentence: number;
  readonly text: string;
  readonly facts: readonly string[];
  readonly wrong: readonly { readonly kind: string; readonly words: string; readonly means: string }[];
}

export function complaintsIn({ user }: Asked): Complaint[] {
  return JSON.parse(user).objections;
}

export function revised(...sentences: readonly { sentence: number; text: string; facts: readonly string[] }[]): Reply {
  return says(JSON.stringify({ sentences }));
}

/** A model that does each step as it is told to here; what is not told here it must not be asked. */
export function author(brief: Brief, steps: Partial<Record<Step, (asked: Asked) => Reply | null>> = {}): Script {
  const own: Record<Step, (asked: Asked) => Reply | null> = {
    plan: () => says(planFor(brief)),
    draft: () => says(lines(brief, GOOD)),
    revise: () => null,
    ...steps,
  };
  return (asked) => own[stepOf(asked)](asked);
}

/** The desk of a job: what is kept outlives the writer, and what was shown is seen. */
export class Desk implements Workshop {
  readonly kept = new Map<string, string>();
  readonly shown: string[] = [];
  readonly stopped = new AbortController().signal;

  async recall(step: string): Promise<string | null> {
    return this.kept.get(step) ?? null;
  }

  async keep(step: string, raw: string): Promise<void> {
    if (this.kept.has(step)) throw new Error(`${step} was kept before`);
    this.kept.set(step, raw);
  }

  grown(text: string): void {
    this.shown.push(text);
  }
}

export interface Job {
  readonly written: Written;
  readonly text: string;
  /** HTTP requests, as the server counted them. */
  readonly calls: number;
  /** Milliseconds on the clock of the job, with every pause that was made. */
  readonly elapsed: number;
  readonly desk: Desk;
}

export interface Circumstances {
  readonly desk?: Desk;
  readonly milliseconds?: number;
  readonly short?: boolean;
}

/** Has the letter written, on a clock that moves with real time and leaps over every pause. */
export async function write(server: ModelServer, brief: Brief, more: Circumstances = {}): Promise<Job> {
  const { desk = new Desk(), milliseconds = 20_000, short = false } = more;
  let leapt = 0;
  const model = createModel({ apiKey: 'sk-test', baseUrl: server.baseUrl, model: 'gpt-test' }, async (pause) => {
    leapt += pause;
  });
  const writer = createModelWriter(model, { calls: 5, milliseconds }, () => Date.now() + leapt);
  const before = server.calls;
  const began = Date.now();
  const written = there(await writer.write({ brief, date: new Date('2026-03-02T12:00:00Z'), short }, desk));
  const elapsed = Date.now() - began + leapt;
  return { written, text: letterText(written.letter), calls: server.calls - before, elapsed, desk };
}

/** What was written, where something may be said at all. */
export function there<T>(written: T | null): T {
  if (written === null) throw new Error('nothing was written');
  return written;
}

/** What the gate has against a letter, and whether it is a letter at all. */
export function objections(letter: Letter, brief: Brief): string[] {
  const text = letterText(letter);
  const faults = check(text, brief).map(({ kind, span }) => `${kind}: ${span}`);
  const unfounded = letter.paragraphs
    .flatMap(({ sentences }) => sentences)
    .filter(({ facts }) => facts.length === 0 || facts.some((id) => !brief.facts.some((fact) => fact.id === id)))
    .map((sentence) => `unfounded: ${sentence.text}`);
  return [...faults, ...unfounded, ...(letter.paragraphs.length < 2 ? ['no letter'] : [])];
}
