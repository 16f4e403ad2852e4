/** What a model answers about one message, as data. Fields are nullable, never optional: servers with strict schemas want it. */
import { z } from 'zod';
import { PERIODS, PeriodSchema } from '../machine/quantity.ts';
import { MetricSchema } from '../machine/slots.ts';

const SideSchema = z.object({
  value: z.number(),
  unit: z.string(),
  per: PeriodSchema.nullable(),
  approximate: z.boolean(),
  /** Words that limit it: "at peak". */
  tail: z.string().nullable(),
  quote: z.string(),
});
export type ReadSide = z.infer<typeof SideSchema>;

const FigureSchema = z.object({
  id: z.string().nullable(),
  topic: MetricSchema,
  measure: z.string().nullable(),
  percentile: z.string().nullable(),
  before: SideSchema.nullable(),
  after: SideSchema.nullable(),
  quote: z.string(),
});
export type ReadFigure = z.infer<typeof FigureSchema>;

const NameSchema = z.object({
  slot: z.enum([
    'role.position',
    'role.company',
    'role.team',
    'role.addressee',
    'system.employer',
    'contact.name',
    'contact.email',
    'contact.location',
  ]),
  quote: z.string(),
  /** With its proper capitals, where it was typed without: "Li Wenqi". */
  name: z.string().nullable(),
});

const TextSchema = z.object({
  slot: z.enum([
    'system.what',
    'system.before',
    'system.part',
    'contract',
    'company.choice',
    'company.view',
    'background',
    'closing',
    'throughput.words',
    'latency.words',
    'reliability.words',
  ]),
  quotes: z.array(z.string()),
  english: z.string().nullable(),
});

const PostSchema = z.object({ first: z.string(), last: z.string() });
const HideSchema = z.object({ hide: z.string(), say: z.string().nullable() });
/** A sentence as it should read; null to cut it. */
const SentenceEditSchema = z.object({ n: z.number().int(), text: z.string().nullable() });
/** What a model may tell the interview to do, in the words of its commands. */
const OrderSchema = z.enum(['write', 'undo', 'back', 'brief', 'why', 'another']);
const FollowUpSchema = z.object({ slot: z.string(), question: z.string() });

const ShapeSchema = z.object({
  language: z.string(),
  post: PostSchema.nullable(),
  figures: z.array(FigureSchema),
  names: z.array(NameSchema),
  texts: z.array(TextSchema),
  takenBack: z.array(z.string()),
  confidential: z.array(HideSchema),
  toBot: z.array(z.string()),
  declined: z.array(z.string()),
  conflicts: z.array(z.string()),
  edits: z.array(SentenceEditSchema),
  /** A change to the letter for which it has to be written anew. */
  wish: z.string().nullable(),
  /** The number of an earlier letter. */
  show: z.number().int().nullable(),
  order: OrderSchema.nullable(),
  followUp: FollowUpSchema.nullable(),
  answer: z.string().nullable(),
});
export type Reading = z.infer<typeof ShapeSchema>;

/** Servers without schemas leave out what is null, and may get one item of a list wrong: the others still count. */
export const ReadingSchema = z.preprocess(tidied, ShapeSchema);

const ObjectSchema = z.record(z.string(), z.unknown());

const LISTS: Readonly<Record<string, (item: unknown) => unknown>> = {
  figures: (item) => kept(FigureSchema, figureOf(item)),
  names: (item) => kept(NameSchema, filled(item, { name: null })),
  texts: (item) => kept(TextSchema, filled(item, { english: null })),
  takenBack: (item) => kept(z.string(), item),
  confidential: (item) => kept(HideSchema, filled(item, { say: null })),
  toBot: (item) => kept(z.string(), item),
  declined: (item) => kept(z.string(), item),
  conflicts: (item) => kept(z.string(), item),
  edits: (item) => kept(SentenceEditSchema, filled(item, { text: null })),
};

/** Of each list; a message holds no more. */
const ITEMS_AT_MOST = 40;

function tidied(raw: unknown): unknown {
  const { data } = ObjectSchema.safeParse(raw);
  if (!data || !Object.keys(ShapeSchema.shape).some((key) => key in data)) return raw;
  const lists = Object.entries(LISTS).map(([key, read]) => {
    const list = data[key] ?? [];
    const items = Array.isArray(list) ? list.slice(0, ITEMS_AT_MOST) : list;
    return [key, Array.isArray(items) ? items.map(read).filter((item) => item !== undefined) : items];
  });
  const { language, answer, wish } = data;
  return {
    language: language ?? 'en',
    post: kept(PostSchema, data.post) ?? null,
    wish: wish ?? null,
    show: kept(ShapeSchema.shape.show, data.show) ?? null,
    order: kept(OrderSchema, data.order) ?? null,
    followUp: kept(FollowUpSchema, data.followUp) ?? null,
    answer: answer ?? null,
    ...Object.fromEntries(lists),
  };
}

/** The item, where it fits; undefined where it doesn't. */
function kept(schema: z.ZodType, item: unknown): unknown {
  const read = schema.safeParse(item);
  return read.success ? read.data : undefined;
}

function filled(item: unknown, defaults: Readonly<Record<string, unknown>>): unknown {
  const { data } = ObjectSchema.safeParse(item);
  return data ? { ...defaults, ...data } : item;
}

function figureOf(item: unknown): unknown {
  const { data } = ObjectSchema.safeParse(item);
  if (!data) return item;
  const rest = { id: null, measure: null, percentile: null, quote: '' };
  return { ...rest, ...data, before: sideOf(data.before), after: sideOf(data.after) };
}

function sideOf(item: unknown): unknown {
  const { data } = ObjectSchema.safeParse(item);
  if (!data) return null;
  const per = PERIODS.find((period) => period === data.per) ?? null;
  return { unit: '', quote: '', approximate: false, tail: null, ...data, per };
}
