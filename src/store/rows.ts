/** Rows to values: every row is checked by a schema, as another version of the program may have written it. */
import { z } from 'zod';
import { type Outbound, PLATFORMS, QUESTION_KINDS } from '../adapters/contract.ts';
import { LetterSchema } from '../letter/letter.ts';
import { LanguageSchema } from '../machine/language.ts';
import { upgraded, VERSION } from '../machine/saved.ts';
import { BriefFigureSchema, BriefSchema } from '../machine/sheet.ts';
import type { Cipher } from './encryption.ts';
import { UnreadableRow } from './failure.ts';

export const PlaceSchema = z.templateLiteral([z.enum(PLATFORMS), ':', z.string()]);

/** A value of a row. @throws UnreadableRow if it doesn't fit the schema */
export function readable<T>(schema: z.ZodType<T>, value: unknown, table: string, id: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new UnreadableRow(table, id);
  return parsed.data;
}

const ChoiceSchema = z.object({
  id: z.string(),
  label: z.string(),
  value: z.string().exactOptional(),
  figure: BriefFigureSchema.exactOptional(),
  slot: z.string().exactOptional(),
});

const BodySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('say'),
    text: z.string(),
    links: z.array(z.object({ at: z.int(), length: z.int(), message: z.string() })).exactOptional(),
  }),
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
    form: z.array(z.object({ slot: z.string(), value: z.string() })).exactOptional(),
    progress: z.object({ at: z.number(), of: z.number() }).exactOptional(),
    takesNumbers: z.boolean(),
    mark: z.string(),
    isAgain: z.boolean().exactOptional(),
    language: LanguageSchema.exactOptional(),
  }),
  z.object({
    kind: z.literal('letter'),
    version: z.int(),
    text: z.string(),
    letter: LetterSchema,
    brief: BriefSchema,
  }),
  z.object({ kind: z.literal('file'), name: z.string(), mime: z.string(), letter: z.int().exactOptional() }),
]);

/** A letter of any version. */
const AnyLetterSchema = z.looseObject({ brief: z.looseObject({}), letter: z.looseObject({}) });

/** A question of version 1. It is sent as plain text: its buttons lead nowhere today. */
const OldAskSchema = z.looseObject({ kind: z.literal('ask'), text: z.string() });

interface MessageColumns {
  readonly body: unknown;
  readonly bytes: Uint8Array | null;
}

/** A file's bytes have their own column: as JSON they would be a third larger. @param key of the row */
export function columnsOf(message: Outbound, key: string, cipher: Cipher): MessageColumns {
  if (message.kind !== 'file') return { body: cipher.seal(message, 'outbox', key), bytes: null };
  const { bytes, ...body } = message;
  return { body: cipher.seal(body, 'outbox', key), bytes: cipher.sealBytes(bytes, 'outbox', key) };
}

/** @throws UnreadableRow without the right key */
export function openedColumns({ body, bytes }: MessageColumns, key: string, cipher: Cipher): MessageColumns {
  return {
    body: cipher.open(body, 'outbox', key),
    bytes: bytes && cipher.openBytes(bytes, body, 'outbox', key),
  };
}

/** @param format the version that wrote the row. @returns null for an unreadable row */
export function messageOf({ body, bytes }: MessageColumns, format: number): Outbound | null {
  const old = format < VERSION ? OldAskSchema.safeParse(body).data : undefined;
  if (old) return { kind: 'say', text: old.text };
  const { data: kept } = AnyLetterSchema.safeParse(body);
  const current = kept
    ? { ...kept, brief: upgraded('brief', kept.brief, format), letter: upgraded('letter', kept.letter, format) }
    : body;
  const message = BodySchema.safeParse(current).data;
  if (message?.kind !== 'file') return message ?? null;
  return bytes === null ? null : { ...message, bytes };
}
