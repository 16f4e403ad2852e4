/**
 * The table of slots, in the order of the guided interview. A new topic needs a row here, its texts in `prompts/` and a
 * place in `letter/compose.ts` (see CONTRIBUTING.md).
 */
import { z } from 'zod';

/** Content of a slot: a name, sentences for the letter, or a part of a figure. */
export type SlotKind = 'name' | 'text' | 'figure';

/** One question of the interview. One answer can fill all its slots. */
export interface Step {
  readonly id: string;
  readonly topic: string;
  readonly asks: 'open' | 'post' | 'slots' | 'figure' | 'confidential';
  readonly slots: readonly string[];
  /** Topic whose paragraph is read back with this question, as it would appear in the letter. */
  readonly readsBack: string | null;
}

export const METRICS = ['reliability', 'latency', 'throughput'] as const;
export type Metric = (typeof METRICS)[number];
export const MetricSchema = z.enum(METRICS);

export function isMetric(topic: string): topic is Metric {
  return METRICS.some((metric) => metric === topic);
}

/** Asked for as one story. Its parts are asked for one by one only if the story is short. */
export const CONTRACT = ['contract.constraint', 'contract.decision', 'contract.result'] as const;
export const CONTRACT_STORY = CONTRACT.join('+');
/** Minimum sentences of a contract story that needs no questions about its parts. */
export const STORY_SENTENCES = 3;

/** @param id one slot, or several joined by "+" */
function step(id: string): Step {
  const topic = topicOf(id);
  const asks = isMetric(topic) ? 'figure' : 'slots';
  return { id, topic, asks, slots: id.split('+'), readsBack: null };
}

/** Builds a step that fills no slot of the table. */
function besides(topic: string, asks: Step['asks'], ...slots: string[]): Step {
  return { id: `${topic}:${asks}`, topic, asks, slots, readsBack: null };
}
const CONFIDENTIAL = besides('confidential', 'confidential', 'confidential.value');

/** Slots of a figure. Only latency has a percentile; only reliability can be described in words without a number. */
function partsOf(topic: Metric): string[] {
  return ['now', 'before', 'percentile', 'measure', 'more', 'words']
    .filter((part) => (part === 'percentile' ? topic === 'latency' : part !== 'words' || topic === 'reliability'))
    .map((part) => `${topic}.${part}`);
}

/** Slots and topics that hold names. All others hold sentences, except figures. */
const EMPLOYER = 'system.employer';
export const NAMED_TOPICS: readonly string[] = ['role', 'contact'];

/** Subject of a topic. A new system resets the system topics, a new company the company topics; person topics stay. */
type About = 'system' | 'company' | 'person';

/** Steps of the guided interview, in order. */
const GUIDED_STEPS: readonly (readonly [about: About, ...ids: string[]])[] = [
  ['company', 'role.position+role.company', 'company.choice', 'company.view'],
  ['system', EMPLOYER, 'system.what', 'system.before', 'system.part'],
  ['system', ...METRICS.flatMap(partsOf)],
  ['system', CONTRACT_STORY, 'contract.decision', 'contract.result'],
  ['person', 'background'],
  // The closing addresses the company.
  ['company', 'closing'],
  ['person', 'contact.name+contact.email+contact.location'],
  ['company', 'role.team', 'role.addressee'],
];

const ABOUT: ReadonlyMap<string, About> = new Map(
  GUIDED_STEPS.flatMap(([about, ...ids]) => ids.map((id) => [topicOf(id), about] as const)),
);

/** @param id a slot, a step ("system:open", "doubt:latency.1"), or a sentence key ("closing#2") */
export function isAbout(about: About, id: string): boolean {
  const { slot } = keyParts(id);
  return slot.split(':').some((part) => ABOUT.get(topicOf(part)) === about);
}

/** Topics of sentences. They are read back with the next question, as the letter will have them. */
const READ_BACK = ['company', 'system', 'contract', 'background', 'closing'];

const SLOT_STEPS: readonly Step[] = GUIDED_STEPS.flatMap(([, ...ids]) => ids.map(step)).map((each, at, all) => {
  const before = all[at - 1]?.topic ?? each.topic;
  return { ...each, readsBack: before !== each.topic && READ_BACK.includes(before) ? before : null };
});

export const STEPS: readonly Step[] = [besides('role', 'post', 'job-post'), ...SLOT_STEPS, CONFIDENTIAL];

/** Returns the step that asks for a slot, or for several joined by "+". */
export function stepOf(slot: string): Step {
  return (
    STEPS.find(({ slots }) => slots.join('+') === slot) ?? STEPS.find(({ slots }) => slots.includes(slot)) ?? step(slot)
  );
}

/** No step asks for it; it is noted if it is typed. */
const UNASKED = ['contact.phone'];

export const SLOTS: readonly { readonly id: string; readonly kind: SlotKind }[] = [
  ...new Set([...SLOT_STEPS.flatMap(({ slots }) => slots), ...UNASKED]),
].map((id) => {
  const isName = id === EMPLOYER || NAMED_TOPICS.includes(topicOf(id));
  return { id, kind: isMetric(topicOf(id)) ? 'figure' : isName ? 'name' : 'text' };
});

/** Slots that a form can fill, topic by topic, in the order of its fields. Each has a label in the catalogues. */
export const FORM_SLOTS = [
  ...(['role.position', 'role.company', 'role.team', 'role.addressee'] as const),
  ...(['company.choice', 'company.view'] as const),
  ...([EMPLOYER, 'system.what', 'system.before', 'system.part'] as const),
  ...(['reliability.measure', 'reliability.now', 'reliability.before'] as const),
  ...(['latency.measure', 'latency.now', 'latency.before', 'latency.percentile'] as const),
  ...(['throughput.now', 'throughput.before'] as const),
  ...CONTRACT,
  ...(['contact.name', 'contact.email', 'contact.location', 'contact.phone'] as const),
];
export const FormSlotSchema = z.enum(FORM_SLOTS);
export type FormSlot = z.infer<typeof FormSlotSchema>;

/** Slots that a complete topic or letter may lack. The parts of figures aren't listed. */
export const OPTIONAL: readonly string[] = [
  EMPLOYER,
  'system.before',
  'background',
  'closing',
  'contact.email',
  ...UNASKED,
  'contact.location',
  'role.team',
  'role.addressee',
];

/** With a model as reader: each topic starts with an open question, followed by questions for missing slots. */
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

/** Steps of an interview with a model. The last one asks what to keep out of the letter. */
export const OPEN_STEPS: readonly Step[] = [
  ...OPEN_TOPICS.flatMap(([topic, ...ids]) => [besides(topic, 'open'), ...ids.map(step)]),
  CONFIDENTIAL,
];

/** Maximum follow-up steps on a topic. `REQUIRED` steps marked `always` are asked regardless of it. */
export const followUpsAtMost = (topic: string) => (isMetric(topic) || topic === 'contract' ? 3 : 2);

/** Steps that are asked even if the model doesn't ask for them: `always` until answered, or `once`. */
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

/** Returns the slots to decline when a whole topic is skipped. */
export function slotsOfTopic(topic: string): readonly string[] {
  if (isMetric(topic)) return [`${topic}.now`];
  if (topic === 'contract') return [CONTRACT_STORY];
  return SLOTS.map(({ id }) => id).filter((id) => id === topic || (topicOf(id) === topic && !OPTIONAL.includes(id)));
}

/**
 * The slots that a topic's open question declines if it is skipped. A letter needs role and contact, and who knows no
 * choice of the company is asked what made them look at it.
 */
export function slotsToSkip(topic: string): readonly string[] {
  const isNeeded = topic === 'role' || topic === 'contact';
  return isNeeded ? [] : slotsOfTopic(topic).filter((slot) => slot !== 'company.view');
}

/** Topics in the order of their first question. */
export const TOPICS: readonly string[] = [...new Set(STEPS.map(({ topic }) => topic))];

/** Text slots that a model can fill. The contract is one story; `<metric>.words` is an improvement without a number. */
export const READ_TEXTS: readonly string[] = [
  ...new Set(
    SLOTS.filter(({ kind }) => kind === 'text').map(({ id }) => (topicOf(id) === 'contract' ? 'contract' : id)),
  ),
  ...METRICS.map((topic) => `${topic}.words`),
];

/** Number of topics, without the question about confidential values. @param isOpen whether a model reads */
export function topicCount(isOpen: boolean): number {
  const asked = (isOpen ? OPEN_STEPS : STEPS).filter(({ asks }) => asks !== 'confidential');
  return new Set(asked.map(({ topic }) => topic)).size;
}

/** Maximum length of a name or an address, in characters. */
export const NAME_AT_MOST = 300;

/** @param id a slot, or several joined by "+", of which the first counts @returns null for an unknown slot */
export function slotKind(id: string): SlotKind | null {
  const [first] = id.split('+');
  return SLOTS.find((slot) => slot.id === first)?.kind ?? null;
}

/** The key of a sentence of an answer: "closing", or "closing#2" if it has several. @param number from 1 */
export function sentenceKey(slot: string, number: number, of: number): string {
  return of === 1 ? slot : `${slot}#${number}`;
}

/** Splits the key of a sentence into the answer (a slot, or the id of a figure) and the sentence's number from 1. */
export function keyParts(key: string): { readonly slot: string; readonly number: number } {
  const [slot = '', number = '1'] = key.split('#');
  return { slot, number: Number(number) };
}

export function topicOf(slot: string): string {
  return slot.split('.')[0] ?? slot;
}

/** Position of a slot in the table, from 0; -1 if unknown. Of several joined by "+", the first counts. */
export function orderOf(slot: string): number {
  const [first] = slot.split('+');
  return SLOTS.findIndex(({ id }) => id === first);
}
