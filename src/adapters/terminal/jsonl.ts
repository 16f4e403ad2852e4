/** The JSON Lines protocol between the terminal and a program. */
import { z } from 'zod';
import type { Place, Said } from '../contract.ts';
import { attachment, type Printable } from './files.ts';
import { sanitizeInput } from './streams.ts';

/** The default place of a line, and the only place in `talk` mode. */
export const LOCAL = 'terminal:local' satisfies Place;
const SURE: ReadonlySet<string> = new Set(['forget', 'restart']);
const NAMED_PLACE = /^terminal:[^\p{Cc}\p{Cs}]{1,200}$/u;

const WhereSchema = z.object({
  place: z.custom<Place>((value) => typeof value === 'string' && NAMED_PLACE.test(value)).default(LOCAL),
});

const text = z.string().transform(sanitizeInput);
/** Invalid ids are refused, not repaired: two ids must not become the same. */
const word = z.string().regex(/^[^\p{Cs}\0]{1,256}$/u);
/** The content of an input line. */
export const SaidSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text }).transform(({ text }): Said => ({ kind: 'text', text })),
  z.object({ type: z.literal('choice'), id: word }).transform(({ id }): Said => ({ kind: 'choice', choice: id })),
  z
    .object({ type: z.literal('command'), name: word, rest: text.default('') })
    // A program isn't asked for confirmation.
    .transform(({ name, rest }): Said => ({ kind: 'command', name, rest: rest || (SURE.has(name) ? 'now' : '') })),
  z
    .object({ type: z.literal('edit'), of: z.int().min(1), text })
    .transform(({ of, text }): Said => ({ kind: 'edited', of: { ordinal: of }, text })),
  // The path is not validated: only the file system knows which names exist.
  z.object({ type: z.literal('file'), path: z.string().min(1) }).transform(({ path }): Said => attachment(path)),
]);

/** The event's id. `id` is an alias, except in a choice, where it names the button. */
const IdSchema = z.object({ event: word.optional(), id: word.optional() });

/** A parsed input line. A fault is reported to its place, if that is readable. */
export type ParsedLine = { readonly place: Place } & (
  | { readonly said: Said; readonly id?: string }
  /** See `lineNotTaken`. */
  | { readonly fault: string }
);

/** Parses a line. @param line null if it was too long */
export function parseLine(line: string | null): ParsedLine {
  if (line === null) return { place: LOCAL, fault: 'too-long' };
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { place: LOCAL, fault: 'not-json' };
  }
  const where = WhereSchema.safeParse(json);
  if (!where.success) return { place: LOCAL, fault: faultOf(where.error) };
  const { place } = where.data;
  const [ids, said] = [IdSchema.safeParse(json), SaidSchema.safeParse(json)];
  if (!said.success || !ids.success) return { place, fault: faultOf(said.error ?? ids.error) };
  const id = ids.data.event ?? (said.data.kind === 'choice' ? undefined : ids.data.id);
  return { place, said: said.data, ...(id !== undefined && { id }) };
}

function faultOf(error: z.ZodError | undefined): string {
  const field = error?.issues[0]?.path[0];
  return field === undefined ? 'not-an-object' : String(field);
}

/** Serializes a message: one line, two for a letter, more for a question. Keys are in the protocol's order. */
export function printed(place: Place, message: Printable | { readonly kind: 'ready' }): string {
  switch (message.kind) {
    case 'say':
      return line({ type: 'say', place, text: message.text });
    case 'ask': {
      const { question: kind, topic, slot, text, value, figure } = message;
      const lines = message.lines?.map(({ slot, text }) => ({ slot, text }));
      const choices = message.choices.map(({ id, label, value, figure, slot }) => ({ id, label, value, figure, slot }));
      const noted = message.noted.map(({ slot, text, figure }) => line({ type: 'noted', place, slot, text, figure }));
      return noted.join('') + line({ type: 'ask', place, kind, topic, slot, text, value, figure, lines, choices });
    }
    case 'letter': {
      const { version, text, letter, brief } = message;
      return line({ type: 'say', place, text }) + line({ type: 'letter', place, version, text, letter, brief });
    }
    case 'file':
      return line({ type: 'file', place, name: message.name, mime: message.mime, ...message.delivery });
    case 'ready':
      return line({ type: 'ready', place });
  }
}

/** Escapes three line separators that JSON doesn't, but at which many readers end a line. */
function line(content: object): string {
  const json = JSON.stringify(content);
  return `${json.replace(/[\u0085\u2028\u2029]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
