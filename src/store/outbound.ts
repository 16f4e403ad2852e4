/** An outbound message as a row holds it. */
import { z } from 'zod';
import { CHOICES, type Outbound } from '../adapters/adapter.ts';
import { LetterSchema } from '../letter/letter.ts';
import { BriefSchema, TopicSchema } from '../machine/brief.ts';
import { upgraded } from '../machine/saved.ts';
import { AskedSchema } from './rows.ts';

const BodySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('say'), text: z.string() }),
  z.object({
    kind: z.literal('ask'),
    topic: AskedSchema,
    text: z.string(),
    choices: z.array(z.object({ id: z.enum(CHOICES), label: z.string() })),
    lines: z.array(z.string()).exactOptional(),
    mark: z.string().exactOptional(),
    done: z.array(TopicSchema).exactOptional(),
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
const WithBriefSchema = z.looseObject({ brief: z.looseObject({}) });

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
  const today = letter ? { ...letter, brief: upgraded('brief', letter.brief, format) } : body;
  const message = BodySchema.safeParse(today).data;
  if (message?.kind !== 'file') return message ?? null;
  return bytes === null ? null : { ...message, bytes };
}
