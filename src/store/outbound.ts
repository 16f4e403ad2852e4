/** An outbound message as a row holds it. */
import { z } from 'zod';
import { type Outbound, QUESTION_KINDS } from '../adapters/contract.ts';
import { LetterSchema } from '../letter/letter.ts';
import { upgraded, VERSION } from '../machine/saved.ts';
import { BriefFigureSchema, BriefSchema } from '../machine/sheet.ts';

const ChoiceSchema = z.object({
  id: z.string(),
  label: z.string(),
  value: z.string().exactOptional(),
  figure: BriefFigureSchema.exactOptional(),
  slot: z.string().exactOptional(),
});

const BodySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('say'), text: z.string() }),
  z.object({
    kind: z.literal('ask'),
    question: z.enum(QUESTION_KINDS),
    topic: z.string().exactOptional(),
    slot: z.string().exactOptional(),
    text: z.string(),
    choices: z.array(ChoiceSchema),
    value: z.string().exactOptional(),
    figure: BriefFigureSchema.exactOptional(),
    lines: z.array(z.object({ slot: z.string(), text: z.string() })).exactOptional(),
    noted: z.array(z.object({ slot: z.string(), text: z.string(), figure: BriefFigureSchema.exactOptional() })),
    progress: z.object({ at: z.number(), of: z.number() }).exactOptional(),
    takesNumbers: z.boolean(),
    mark: z.string(),
  }),
  z.object({
    kind: z.literal('letter'),
    version: z.number().int(),
    text: z.string(),
    letter: LetterSchema,
    brief: BriefSchema,
  }),
  z.object({ kind: z.literal('file'), name: z.string(), mime: z.string() }),
]);

/** A letter, of whatever version. */
const WithBriefSchema = z.looseObject({ brief: z.looseObject({}), letter: z.looseObject({}) });

/** A question of version 1 can't be put any more: the person sees where they stand with their next message. */
const OldAskSchema = z.looseObject({ kind: z.literal('ask'), text: z.string() });

interface Columns {
  readonly body: unknown;
  readonly bytes: Uint8Array | null;
}

/** A file's bytes have a column of their own, as JSON would make them a third larger. */
export function toColumns(message: Outbound): Columns {
  if (message.kind !== 'file') return { body: message, bytes: null };
  const { bytes, ...body } = message;
  return { body, bytes };
}

/** Null where it is not what any version of the program up to this one writes. */
export function fromColumns({ body, bytes }: Columns, format: number): Outbound | null {
  const { data: letter } = WithBriefSchema.safeParse(body);
  const old = format < VERSION ? OldAskSchema.safeParse(body).data : undefined;
  if (old) return { kind: 'say', text: old.text };
  const today = letter
    ? { ...letter, brief: upgraded('brief', letter.brief, format), letter: upgraded('letter', letter.letter, format) }
    : body;
  const message = BodySchema.safeParse(today).data;
  if (message?.kind !== 'file') return message ?? null;
  return bytes === null ? null : { ...message, bytes };
}
