/** Saves and restores the state as versioned plain JSON, independent of XState's snapshot format. */
import { z } from 'zod';
import { ContextSchema, EMPTY, type InterviewContext } from './context.ts';
import { type Interview, restoreState } from './interview.ts';
import { nextQuestion } from './next-question.ts';
import { type Quantity, QuantitySchema } from './quantity.ts';
import { type Amount, applyPatch, type Brief, type Figure, type Hidden, typedValue, type Value } from './sheet.ts';
import { CONTRACT_STORY, METRICS, MetricSchema } from './slots.ts';

/** Increase it with every change of a stored shape that an old state doesn't fit, with an upgrade below and a test fixture. */
export const VERSION = 4;

export const SavedSchema = z.object({ version: z.number().int(), value: z.string(), context: z.unknown() });
export type Saved = z.infer<typeof SavedSchema>;

const ObjectSchema = z.record(z.string(), z.unknown());

const FROM_V1 = { context: contextFromV1, brief: briefFromV1, letter: letterFromV1 };

/** Fields that contexts of an older version lack, with their defaults. */
const LACKING: Readonly<Record<number, Partial<InterviewContext>>> = {
  2: { wish: null, shown: null, sends: null, stories: [] },
  3: { stories: [] },
  [VERSION]: {},
};

/** Converts data stored under an older version to the current shape; undefined if that isn't possible. */
export function migrate(kind: keyof typeof FROM_V1, kept: unknown, from: number): unknown {
  if (from === 1) return FROM_V1[kind](kept);
  const lacking = LACKING[from];
  if (lacking === undefined) return undefined;
  return kind === 'context' ? { ...ObjectSchema.safeParse(kept).data, ...lacking } : kept;
}

/** Cache of states frozen by this process, which need no parsing. */
const frozen = new WeakMap<Saved, Interview>();

export function serialize(state: Interview): Saved {
  const saved = { version: VERSION, value: String(state.value), context: state.context };
  frozen.set(saved, state);
  return saved;
}

/** Restores a stored state, upgraded to the current shape; null if it is unreadable, so that the person starts over. */
export function deserialize(saved: Saved): Interview | null {
  const known = frozen.get(saved);
  if (known) return known;
  const parsed = ContextSchema.safeParse(migrate('context', saved.context, saved.version));
  if (!parsed.success) return null;
  // The questions may have changed since an older version: continue with the first open one.
  const isOld = saved.version < VERSION && saved.value !== 'new' && saved.value !== 'letter';
  const value = isOld ? (nextQuestion(parsed.data)?.topic ?? 'review') : saved.value;
  if (value === 'deciding') return null;
  try {
    const state = restoreState(value, parsed.data);
    return state.value === value ? state : null;
  } catch {
    // XState throws for an unknown state.
    return null;
  }
}

/* Version 1: the values that map to a slot. Everything else is asked again. */

const FigureV1Schema = z.object({
  topic: MetricSchema,
  percentile: z.string().exactOptional(),
  before: QuantitySchema.exactOptional(),
  after: QuantitySchema.exactOptional(),
  approximate: z.boolean(),
  measure: z.string().exactOptional(),
  quote: z.string(),
});

const BriefV1Schema = z.object({
  facts: z.array(
    z.object({
      id: z.string(),
      topic: z.string(),
      quote: z.string(),
      source: z.string(),
      figures: z.array(FigureV1Schema),
      rough: z.boolean(),
      standIns: z.array(z.object({ hide: z.string(), say: z.string().nullable() })),
      details: z.record(z.string(), z.string()),
    }),
  ),
  declined: z.array(z.string()),
});
type BriefV1 = z.infer<typeof BriefV1Schema>;
type FactV1 = BriefV1['facts'][number];

const ContextV1Schema = z.object({ brief: BriefV1Schema, letters: z.number().int() });

const DETAILS: Readonly<Record<string, string>> = {
  position: 'role.position',
  company: 'role.company',
  team: 'role.team',
  addressee: 'role.addressee',
  employer: 'system.employer',
  name: 'contact.name',
  email: 'contact.email',
  location: 'contact.location',
};

/** Slots of the topics that version 1 stored as sentences. */
const TEXTS: Readonly<Record<string, string>> = {
  system: 'system.what',
  contract: CONTRACT_STORY,
  company: 'company.choice',
  background: 'background',
  closing: 'closing',
};

/** Slots to decline for a topic that was left out. */
const DECLINED: Readonly<Record<string, readonly string[]>> = {
  reliability: ['reliability.now', 'reliability.words'],
  latency: ['latency.now'],
  throughput: ['throughput.now'],
  contract: [CONTRACT_STORY],
  company: ['company.choice', 'company.view'],
  contact: ['contact.name+contact.email+contact.location'],
  system: ['system.employer', 'system.what', 'system.before', 'system.part'],
  role: ['role.team', 'role.addressee'],
};

/** @returns undefined if it isn't a context of version 1 */
function contextFromV1(kept: unknown): InterviewContext | undefined {
  const parsed = ContextV1Schema.safeParse(kept);
  if (!parsed.success) return undefined;
  const { brief, letters } = parsed.data;
  const values: Record<string, Value> = {};
  for (const { details, source } of brief.facts)
    for (const [name, text] of Object.entries(details)) {
      const slot = DETAILS[name];
      if (slot) values[slot] = typedValue(text, source);
    }
  for (const [topic, slot] of Object.entries(TEXTS)) {
    const told = brief.facts.filter((fact) => fact.topic === topic);
    const [first] = told;
    const text = told.map(({ quote }) => quote).join(' ');
    if (first) values[slot] = typedValue(text, first.source, told.length);
  }
  return {
    ...EMPTY,
    sheet: {
      values,
      figures: METRICS.flatMap((topic) => figuresFromV1(brief.facts, topic)),
      declined: brief.declined.flatMap((topic) => DECLINED[topic] ?? [topic]),
      hidden: hiddenFromV1(brief.facts),
      kept: [],
      language: 'en',
    },
    letters,
  };
}

function hiddenFromV1(facts: readonly FactV1[]): Hidden[] {
  return facts.flatMap(({ standIns }) => standIns.map(({ hide, say }) => ({ value: hide, say })));
}

function figuresFromV1(facts: readonly FactV1[], topic: Figure['topic']): Figure[] {
  const told = facts.flatMap(({ figures, source }) => figures.map((figure) => ({ figure, source })));
  return told
    .filter(({ figure }) => figure.topic === topic)
    .map(({ figure, source }, at) => {
      const side = (quantity: Quantity | undefined): Amount | null =>
        quantity
          ? { quantity, bound: figure.approximate ? 'about' : null, tail: '', quote: figure.quote, source }
          : null;
      const sides = { now: side(figure.after), before: side(figure.before) };
      const { measure, percentile } = figure;
      return applyPatch(null, `${topic}.${at + 1}`, topic, { measure, percentile, ...sides });
    });
}

/** Converts the brief of a letter of version 1. @returns undefined if it isn't one */
function briefFromV1(kept: unknown): Brief | undefined {
  const parsed = BriefV1Schema.safeParse(kept);
  if (!parsed.success) return undefined;
  const { facts, declined } = parsed.data;
  return {
    facts: facts.map(({ id, topic, quote, source, figures }) => ({
      id,
      topic,
      slot: TEXTS[topic] ?? topic,
      quote,
      source,
      value: quote,
      figures: figures.map(({ measure: _, ...figure }) => figure),
    })),
    declined,
    confidential: hiddenFromV1(facts),
  };
}

const LetterV1Schema = z.looseObject({
  paragraphs: z.array(z.object({ sentences: z.array(z.object({ text: z.string(), facts: z.array(z.string()) })) })),
});

/** Converts a letter of version 1, whose sentences cite facts and have no keys. @returns undefined if it isn't one */
function letterFromV1(kept: unknown): unknown {
  const parsed = LetterV1Schema.safeParse(kept);
  if (!parsed.success) return undefined;
  return {
    ...parsed.data,
    paragraphs: parsed.data.paragraphs.map(({ sentences }, paragraph) => ({
      sentences: sentences.map(({ text, facts }, at) => ({
        text,
        slots: facts,
        key: `v1:${paragraph}.${at}`,
        edited: false,
      })),
    })),
  };
}
