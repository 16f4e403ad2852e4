/**
 * The table of slots: everything that the interview wants to know, in the order in which a guided interview asks for it.
 * A new topic is a row here, its words in `prompts/`, and its place in `letter/compose.ts`.
 */
import { z } from 'zod';

/** What a slot holds: a name, sentences for the letter, or a part of a figure. */
export type SlotKind = 'name' | 'text' | 'figure';

export interface Slot {
  readonly id: string;
  readonly topic: string;
  readonly kind: SlotKind;
  /** Nothing depends on it: a letter and its topic are complete without it. */
  readonly optional?: true;
}

/** One question of the guided interview: the slots that it asks for, in one answer. */
export interface Step {
  readonly id: string;
  readonly topic: string;
  readonly asks: 'open' | 'post' | 'slots' | 'figure' | 'confidential';
  readonly slots: readonly string[];
  /** The topic whose paragraph is read back with this question, as it would stand in the letter. */
  readonly readsBack: string | null;
}

export const METRICS = ['reliability', 'latency', 'throughput'] as const;
export type Metric = (typeof METRICS)[number];
export const MetricSchema = z.enum(METRICS);

export function isMetric(topic: string): topic is Metric {
  return METRICS.some((metric) => metric === topic);
}

/** The parts of a figure that are asked for one at a time. */
export const FIGURE_PARTS = ['now', 'before', 'percentile', 'measure', 'more', 'words'] as const;
export type FigurePart = (typeof FIGURE_PARTS)[number];

/** Only a time has a percentile, and only failures are worth a sentence without a number. */
function partsOf(topic: Metric): readonly FigurePart[] {
  return FIGURE_PARTS.filter((part) =>
    part === 'percentile' ? topic === 'latency' : part !== 'words' || topic === 'reliability',
  );
}

const figureSlots = METRICS.flatMap((topic) =>
  partsOf(topic).map((part): Slot => ({ id: `${topic}.${part}`, topic, kind: 'figure', optional: true })),
);

export const SLOTS: readonly Slot[] = [
  { id: 'role.position', topic: 'role', kind: 'name' },
  { id: 'role.company', topic: 'role', kind: 'name' },
  { id: 'company.choice', topic: 'company', kind: 'text' },
  { id: 'company.view', topic: 'company', kind: 'text' },
  { id: 'system.employer', topic: 'system', kind: 'name', optional: true },
  { id: 'system.what', topic: 'system', kind: 'text' },
  { id: 'system.before', topic: 'system', kind: 'text', optional: true },
  { id: 'system.part', topic: 'system', kind: 'text' },
  ...figureSlots,
  { id: 'contract.constraint', topic: 'contract', kind: 'text' },
  { id: 'contract.decision', topic: 'contract', kind: 'text' },
  { id: 'contract.result', topic: 'contract', kind: 'text' },
  { id: 'background', topic: 'background', kind: 'text', optional: true },
  { id: 'closing', topic: 'closing', kind: 'text', optional: true },
  { id: 'contact.name', topic: 'contact', kind: 'name' },
  { id: 'contact.email', topic: 'contact', kind: 'name', optional: true },
  { id: 'contact.location', topic: 'contact', kind: 'name', optional: true },
  { id: 'role.team', topic: 'role', kind: 'name', optional: true },
  { id: 'role.addressee', topic: 'role', kind: 'name', optional: true },
];

/** The contract is told as one story; its parts are asked for one by one only where the story is short. */
export const CONTRACT = ['contract.constraint', 'contract.decision', 'contract.result'] as const;
export const CONTRACT_STORY = CONTRACT.join('+');

/** A paragraph is read back once it is whole: with the question that comes next. */
const READ_BACK: ReadonlyMap<string, string> = new Map([
  ['reliability.now', 'system'],
  ['background', 'contract'],
]);

const step = (asks: Step['asks'], topic: string, ...slots: string[]): Step => {
  const id = asks === 'slots' || asks === 'figure' ? slots.join('+') : `${topic}:${asks}`;
  return { id, topic, asks, slots, readsBack: READ_BACK.get(id) ?? null };
};

export const STEPS: readonly Step[] = [
  step('post', 'role', 'job-post'),
  step('slots', 'role', 'role.position', 'role.company'),
  step('slots', 'company', 'company.choice'),
  step('slots', 'company', 'company.view'),
  step('slots', 'system', 'system.employer'),
  step('slots', 'system', 'system.what'),
  step('slots', 'system', 'system.before'),
  step('slots', 'system', 'system.part'),
  ...METRICS.flatMap((topic) => partsOf(topic).map((part) => step('figure', topic, `${topic}.${part}`))),
  step('slots', 'contract', ...CONTRACT),
  step('slots', 'contract', 'contract.decision'),
  step('slots', 'contract', 'contract.result'),
  step('slots', 'background', 'background'),
  step('slots', 'closing', 'closing'),
  step('slots', 'contact', 'contact.name', 'contact.email', 'contact.location'),
  step('slots', 'role', 'role.team'),
  step('slots', 'role', 'role.addressee'),
  step('confidential', 'confidential', 'confidential.value'),
];

/** The order of the open questions: one covers a topic, where a model reads. */
const OPEN_TOPICS = [
  'role',
  'system',
  'throughput',
  'latency',
  'reliability',
  'contract',
  'company',
  'closing',
  'contact',
] as const;

/** What may be asked after an open question, a slot each. */
function followUpsOf(topic: (typeof OPEN_TOPICS)[number]): readonly Step[] {
  if (isMetric(topic)) {
    const parts = partsOf(topic).filter((part) => part !== 'more' && part !== 'words');
    return parts.map((part) => step('figure', topic, `${topic}.${part}`));
  }
  switch (topic) {
    case 'role':
      return [step('slots', topic, 'role.position', 'role.company')];
    case 'system':
      return ['what', 'part', 'employer', 'before'].map((part) => step('slots', topic, `system.${part}`));
    case 'contract':
      return CONTRACT.map((slot) => step('slots', topic, slot));
    case 'company':
      return [step('slots', topic, 'company.choice'), step('slots', topic, 'company.view')];
    case 'contact':
      return [step('slots', topic, 'contact.name', 'contact.email', 'contact.location')];
    case 'closing':
      return [];
  }
}

/** The questions where a model reads: each topic openly, then what is missing, then what must not be in the letter. */
export const OPEN_STEPS: readonly Step[] = [
  ...OPEN_TOPICS.flatMap((topic) => [step('open', topic), ...followUpsOf(topic)]),
  step('confidential', 'confidential', 'confidential.value'),
].map((each) => ({ ...each, readsBack: null }));

/** Follow-ups on a topic, beside those that a letter can't do without. */
export const FOLLOW_UPS_AT_MOST = 2;

/** What is asked for though the model did not: until it is answered, or once. */
export const REQUIRED: ReadonlyMap<string, 'always' | 'once'> = new Map([
  ['role.position+role.company', 'always'],
  ['system.what', 'always'],
  ['system.part', 'once'],
  ...METRICS.flatMap((topic) =>
    ['before', 'percentile', 'measure'].map((part) => [`${topic}.${part}`, 'once'] as const),
  ),
  ['company.view', 'once'],
  ['contact.name+contact.email+contact.location', 'always'],
]);

/** Slots that are left out where a whole topic is. */
export function slotsOfTopic(topic: string): readonly string[] {
  if (isMetric(topic)) return [`${topic}.now`];
  if (topic === 'contract') return [CONTRACT_STORY];
  return SLOTS.filter((slot) => slot.topic === topic && (!slot.optional || slot.id === topic)).map(({ id }) => id);
}

/** The topics in the order in which they are first asked about. */
export const TOPICS: readonly string[] = topicsOf(STEPS);

export function topicsOf(steps: readonly Step[]): string[] {
  return [...new Set(steps.map(({ topic }) => topic))];
}

/** A slot of the table, or several that are asked for together ("contract.constraint+contract.decision+…"). */
export function slotKind(id: string, slots: readonly Slot[] = SLOTS): SlotKind | null {
  const [first] = id.split('+');
  return slots.find((slot) => slot.id === first)?.kind ?? null;
}

export function topicOf(slot: string): string {
  return slot.split('.')[0] ?? slot;
}

/** The tables that an interview runs on; tests add to them. */
export interface Tables {
  readonly slots: readonly Slot[];
  readonly steps: readonly Step[];
  /** The steps where a model reads; left out, they are the same. */
  readonly open?: readonly Step[];
}
export const TABLES: Tables = { slots: SLOTS, steps: STEPS, open: OPEN_STEPS };
