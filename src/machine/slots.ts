/**
 * The table of slots: everything that the interview wants to know, in the order in which a guided interview asks for it.
 * A new topic is a row here, its words in `prompts/`, and its place in `letter/compose.ts` (CONTRIBUTING.md).
 */
import { z } from 'zod';

/** What a slot holds: a name, sentences for the letter, or a part of a figure. */
export type SlotKind = 'name' | 'text' | 'figure';

export interface Slot {
  readonly id: string;
  readonly kind: SlotKind;
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

/** The contract is told as one story; its parts are asked for one by one only where the story is short. */
export const CONTRACT = ['contract.constraint', 'contract.decision', 'contract.result'] as const;
export const CONTRACT_STORY = CONTRACT.join('+');
/** A contract told in so many sentences holds its three parts; below, the parts are asked for. */
export const STORY_SENTENCES = 3;

/** @param id a slot, or several joined by "+" */
export function step(id: string): Step {
  const topic = topicOf(id);
  const asks = isMetric(topic) ? 'figure' : 'slots';
  return { id, topic, asks, slots: id.split('+'), readsBack: null };
}

/** A step that is about no single slot of the sheet. */
function besides(topic: string, asks: Step['asks'], ...slots: string[]): Step {
  return { id: `${topic}:${asks}`, topic, asks, slots, readsBack: null };
}
const CONFIDENTIAL = besides('confidential', 'confidential', 'confidential.value');

/** The parts of a figure. Only a time has a percentile, and only failures are worth a sentence without a number. */
function partsOf(topic: Metric): string[] {
  return ['now', 'before', 'percentile', 'measure', 'more', 'words']
    .filter((part) => (part === 'percentile' ? topic === 'latency' : part !== 'words' || topic === 'reliability'))
    .map((part) => `${topic}.${part}`);
}

/** Slots that hold a name; what is neither a name nor part of a figure is told in sentences. */
const EMPLOYER = 'system.employer';
const NAMED_TOPICS = ['role', 'contact'];

/** What a topic is about. Another system is told with its own, another company is written to with its own, and the person's stay. */
type About = 'system' | 'company' | 'person';

/** What the interview asks for, in its order. */
const ASKED: readonly (readonly [about: About, ...ids: string[]])[] = [
  ['company', 'role.position+role.company', 'company.choice', 'company.view'],
  ['system', EMPLOYER, 'system.what', 'system.before', 'system.part'],
  ['system', ...METRICS.flatMap(partsOf)],
  ['system', CONTRACT_STORY, 'contract.decision', 'contract.result'],
  ['person', 'background'],
  // It speaks to the company.
  ['company', 'closing'],
  ['person', 'contact.name+contact.email+contact.location'],
  ['company', 'role.team', 'role.addressee'],
];

const ABOUT: ReadonlyMap<string, About> = new Map(
  ASKED.flatMap(([about, ...ids]) => ids.map((id) => [topicOf(id), about] as const)),
);

/** @param id a slot, a step ("system:open", "doubt:latency.1"), or the key of a sentence ("closing#2") */
export function isAbout(about: About, id: string): boolean {
  const [named = ''] = id.split('#');
  return named.split(':').some((part) => ABOUT.get(topicOf(part)) === about);
}

/** Topics told in several slots: once it is whole, the paragraph is read back with the question that comes next. */
const READ_BACK = ['system', 'contract'];

const SLOT_STEPS: readonly Step[] = ASKED.flatMap(([, ...ids]) => ids.map(step)).map((each, at, all) => {
  const before = all[at - 1]?.topic ?? each.topic;
  return { ...each, readsBack: before !== each.topic && READ_BACK.includes(before) ? before : null };
});

export const STEPS: readonly Step[] = [besides('role', 'post', 'job-post'), ...SLOT_STEPS, CONFIDENTIAL];

export const SLOTS: readonly Slot[] = [...new Set(SLOT_STEPS.flatMap(({ slots }) => slots))].map((id) => {
  const isName = id === EMPLOYER || NAMED_TOPICS.includes(topicOf(id));
  return { id, kind: isMetric(topicOf(id)) ? 'figure' : isName ? 'name' : 'text' };
});

/** What a topic and its letter are complete without, beside a figure's parts. */
export const OPTIONAL: readonly string[] = [
  EMPLOYER,
  'system.before',
  'background',
  'closing',
  'contact.email',
  'contact.location',
  'role.team',
  'role.addressee',
];

/** Where a model reads: each topic is asked openly, then what may be missing of it. */
const OPEN_TOPICS: readonly (readonly [topic: string, ...followUps: string[]])[] = [
  ['role', 'role.position+role.company', 'role.team', 'role.addressee'],
  ['system', 'system.what', 'system.part', EMPLOYER, 'system.before'],
  ['throughput', 'throughput.now', 'throughput.before', 'throughput.measure'],
  ['latency', 'latency.now', 'latency.before', 'latency.percentile', 'latency.measure'],
  ['reliability', 'reliability.now', 'reliability.before', 'reliability.measure'],
  ['contract', ...CONTRACT],
  ['company', 'company.choice', 'company.view'],
  ['closing', 'closing'],
  ['contact', 'contact.name+contact.email+contact.location'],
];

/** The questions where a model reads; the last is what must not be in the letter. */
export const OPEN_STEPS: readonly Step[] = [
  ...OPEN_TOPICS.flatMap(([topic, ...ids]) => [besides(topic, 'open'), ...ids.map(step)]),
  CONFIDENTIAL,
];

/** Follow-ups on a topic, beside those that a letter can't do without: a figure and the hard part say little without all parts. */
export const followUpsAtMost = (topic: string) => (isMetric(topic) || topic === 'contract' ? 3 : 2);

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
  return SLOTS.map(({ id }) => id).filter((id) => id === topic || (topicOf(id) === topic && !OPTIONAL.includes(id)));
}

/** The topics in the order in which they are first asked about. */
export const TOPICS: readonly string[] = [...new Set(STEPS.map(({ topic }) => topic))];

/** What a model may read as sentences: the slots of a text, where the contract is one story, and what got better in words. */
export const READ_TEXTS: readonly string[] = [
  ...new Set(
    SLOTS.filter(({ kind }) => kind === 'text').map(({ id }) => (topicOf(id) === 'contract' ? 'contract' : id)),
  ),
  ...METRICS.map((topic) => `${topic}.words`),
];

/** How many topics are asked about, beside what must not be in the letter. @param isOpen where a model reads */
export function topicCount(isOpen: boolean): number {
  const asked = (isOpen ? OPEN_STEPS : STEPS).filter(({ asks }) => asks !== 'confidential');
  return new Set(asked.map(({ topic }) => topic)).size;
}

/** No name is longer, and no address; in characters. */
export const NAME_AT_MOST = 300;

/** A slot of the table, or several that are asked for together ("contract.constraint+contract.decision+…"). */
export function slotKind(id: string): SlotKind | null {
  const [first] = id.split('+');
  return SLOTS.find((slot) => slot.id === first)?.kind ?? null;
}

export function topicOf(slot: string): string {
  return slot.split('.')[0] ?? slot;
}

/** Where a slot stands in the interview, from 0; -1 for none. Of several that are answered together the first counts. */
export function orderOf(slot: string): number {
  const [first] = slot.split('+');
  return SLOTS.findIndex(({ id }) => id === first);
}
