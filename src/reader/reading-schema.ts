/** Schema of a model's answer about one message. Fields are nullable, not optional: strict-schema servers need that. */
import { z } from 'zod';
import { FormSchema } from '../machine/edits.ts';
import { PeriodSchema } from '../machine/quantity.ts';
import { MetricSchema, READ_TEXTS } from '../machine/slots.ts';

const SideSchema = z.object({
  value: z.number(),
  unit: z.string(),
  per: PeriodSchema.nullable(),
  approximate: z.boolean(),
  /** Qualifying words: "at peak". */
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
  /** The name with its capitals if it was typed without: "Li Wenqi". */
  name: z.string().nullable(),
});

const TextSchema = z.object({
  slot: z.enum(READ_TEXTS),
  quotes: z.array(z.string()),
  english: z.string().nullable(),
});

const PostSchema = z.object({ first: z.string(), last: z.string() });
const HideSchema = z.object({ hide: z.string(), say: z.string().nullable() });
/** `text`: the new sentence; null to cut it. */
const SentenceEditSchema = z.object({ n: z.number().int(), text: z.string().nullable() });
/** Interview controls and buttons of the letter that a model may trigger. */
const OrderSchema = z.enum([
  ...(['write', 'undo', 'back', 'brief', 'why', 'another', 'practice', 'note'] as const),
  ...FormSchema.options,
]);
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
  /** A change that requires rewriting the letter. */
  wish: z.string().nullable(),
  /** The number of an earlier letter to show. */
  show: z.number().int().nullable(),
  order: OrderSchema.nullable(),
  followUp: FollowUpSchema.nullable(),
  answer: z.string().nullable(),
});
export type Reading = z.infer<typeof ShapeSchema>;

/** Tolerates servers without schema support: fills in omitted fields and drops invalid list items. */
export const ReadingSchema = z.preprocess(tidied, ShapeSchema);

const ObjectSchema = z.record(z.string(), z.unknown());

/** Maximum items per list. */
const ITEMS_AT_MOST = 40;
/** Defaults of the omitted fields that aren't nullable. */
const MISSING: Readonly<Record<string, unknown>> = { language: 'en', unit: '', quote: '', approximate: false };

function tidied(raw: unknown): unknown {
  const { data } = ObjectSchema.safeParse(raw);
  const isReading = data && Object.keys(ShapeSchema.shape).some((key) => key in data);
  return isReading ? mended(ShapeSchema, data) : raw;
}

/** Repairs a value to fit the schema: invalid nullable fields become null, invalid list items are dropped. */
function mended(schema: z.core.$ZodType, raw: unknown): unknown {
  const fits = (part: z.core.$ZodType, value: unknown) => z.safeParse(part, value).success;
  if (schema instanceof z.ZodNullable) {
    const value = mended(schema.unwrap(), raw);
    return fits(schema, value) ? value : null;
  }
  if (schema instanceof z.ZodArray) {
    const list = raw ?? [];
    const items = Array.isArray(list) ? list.slice(0, ITEMS_AT_MOST).map((item) => mended(schema.element, item)) : null;
    return items ? items.filter((item) => fits(schema.element, item)) : list;
  }
  const { data } = ObjectSchema.safeParse(raw);
  if (!(schema instanceof z.ZodObject) || !data) return raw;
  const parts = Object.entries<z.core.$ZodType>(schema.shape);
  return Object.fromEntries(parts.map(([key, part]) => [key, mended(part, data[key] ?? MISSING[key])]));
}
