/** The line protocol (version 2) as the bench reads it. Has its own schemas, to be independent of the program. */
import { z } from 'zod';

const PlaceSchema = z.templateLiteral(['terminal:', z.string()]);
export type TerminalPlace = z.infer<typeof PlaceSchema>;

/** The place of a line without a place. */
export const LOCAL: TerminalPlace = 'terminal:local';

const incoming = { event: z.string().optional(), place: PlaceSchema.optional() };

/** A line that the candidate writes. */
export const LineInSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string(), ...incoming }),
  z.object({ type: z.literal('choice'), id: z.string(), ...incoming }),
  z.object({ type: z.literal('command'), name: z.string(), rest: z.string(), ...incoming }),
  z.object({ type: z.literal('edit'), of: z.int().positive(), text: z.string(), ...incoming }),
  z.object({ type: z.literal('file'), path: z.string(), ...incoming }),
]);
export type LineIn = z.infer<typeof LineInSchema>;

export const PERIODS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];

export const QuantitySchema = z.object({ value: z.number(), unit: z.string(), per: z.enum(PERIODS).optional() });
export type Quantity = z.infer<typeof QuantitySchema>;

export const FigureSchema = z.object({
  topic: z.string(),
  percentile: z.string().optional(),
  before: QuantitySchema.optional(),
  after: QuantitySchema.optional(),
  approximate: z.boolean().default(false),
  quote: z.string().default(''),
});
export type Figure = z.infer<typeof FigureSchema>;

export const BriefSchema = z.object({
  facts: z.array(
    z.object({
      id: z.string(),
      topic: z.string(),
      slot: z.string(),
      quote: z.string(),
      source: z.string(),
      value: z.string().optional(),
      figures: z.array(FigureSchema),
    }),
  ),
  declined: z.array(z.string()),
  confidential: z.array(z.object({ value: z.string(), say: z.string().nullable() })),
});
export type Brief = z.infer<typeof BriefSchema>;

const LetterSchema = z.object({
  paragraphs: z.array(z.object({ sentences: z.array(z.object({ text: z.string(), slots: z.array(z.string()) })) })),
});

const ChoiceSchema = z.object({
  id: z.string(),
  label: z.string(),
  value: z.string().optional(),
  figure: FigureSchema.optional(),
  slot: z.string().optional(),
});
export type Choice = z.infer<typeof ChoiceSchema>;

const ASK_KINDS = [
  'open',
  'slot',
  'order',
  'confirm',
  'preview',
  'conflict',
  'which',
  'job-post',
  'confidential',
  'review',
  'letter',
] as const;

const outgoing = { place: PlaceSchema.default(LOCAL) };

/** A line that the program prints. */
export const LineOutSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('noted'),
    slot: z.string(),
    text: z.string(),
    figure: FigureSchema.optional(),
    ...outgoing,
  }),
  z.object({
    type: z.literal('ask'),
    kind: z.enum(ASK_KINDS),
    topic: z.string().optional(),
    slot: z.string().optional(),
    text: z.string(),
    value: z.string().optional(),
    figure: FigureSchema.optional(),
    lines: z.array(z.object({ slot: z.string(), text: z.string() })).optional(),
    choices: z.array(ChoiceSchema).default([]),
    ...outgoing,
  }),
  z.object({ type: z.literal('say'), text: z.string(), ...outgoing }),
  z.object({ type: z.literal('file'), name: z.string(), mime: z.string(), path: z.string(), ...outgoing }),
  z.object({
    type: z.literal('letter'),
    version: z.int().positive(),
    text: z.string(),
    letter: LetterSchema,
    brief: BriefSchema,
    ...outgoing,
  }),
  z.object({ type: z.literal('ready'), ...outgoing }),
]);
export type LineOut = z.infer<typeof LineOutSchema>;

/** Everything that a turn can print before its `ready`. */
export type Answer = Exclude<LineOut, { type: 'ready' }>;
export type Ask = Extract<LineOut, { type: 'ask' }>;
export type Noted = Extract<LineOut, { type: 'noted' }>;
export type DeliveredLetter = Extract<LineOut, { type: 'letter' }>;
