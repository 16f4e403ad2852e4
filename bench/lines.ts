/** The lines of the terminal's JSON Lines protocol, in both directions, as they stand outside this project. */
import { z } from 'zod';
import { CHOICES } from '../src/adapters/adapter.ts';
import { LetterSchema } from '../src/letter/letter.ts';
import { BriefSchema, TOPICS } from '../src/machine/brief.ts';

const PlaceSchema = z.templateLiteral(['terminal:', z.string()]);
export type TerminalPlace = z.infer<typeof PlaceSchema>;

/** Where a line belongs that names no place. */
export const LOCAL: TerminalPlace = 'terminal:local';

const incoming = { id: z.string().optional(), place: PlaceSchema.optional() };

/** What the program is told. */
export const LineInSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string(), ...incoming }),
  z.object({ type: z.literal('choice'), ...incoming, id: z.enum(CHOICES) }),
  z.object({ type: z.literal('command'), name: z.string(), rest: z.string(), ...incoming }),
  z.object({ type: z.literal('edit'), of: z.int().positive(), text: z.string(), ...incoming }),
  z.object({ type: z.literal('file'), path: z.string(), ...incoming }),
]);
export type LineIn = z.infer<typeof LineInSchema>;

const outgoing = { place: PlaceSchema.default(LOCAL) };

/** What the program says. */
export const LineOutSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ask'),
    topic: z.enum([...TOPICS, 'review', 'letter']),
    text: z.string(),
    choices: z.array(z.object({ id: z.enum(CHOICES), label: z.string() })),
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

/** Everything that a turn can say before its `ready`. */
export type Answer = Exclude<LineOut, { type: 'ready' }>;
export type Ask = Extract<LineOut, { type: 'ask' }>;
export type DeliveredLetter = Extract<LineOut, { type: 'letter' }>;
