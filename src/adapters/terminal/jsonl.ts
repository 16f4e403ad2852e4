/** The protocol between the terminal and a program: JSON Lines in and out. */
import { z } from 'zod';
import { isLineFault, type LineFault } from '../../prompts/terminal.ts';
import type { Place, Said } from '../contract.ts';
import { attachment, type Printable } from './files.ts';
import { storable } from './streams.ts';

/** The conversation of a line that names no place, and the only one of `talk`. */
export const LOCAL = 'terminal:local' satisfies Place;
const SURE: ReadonlySet<string> = new Set(['forget', 'restart']);
const NAMED_PLACE = /^terminal:[^\p{Cc}\p{Cs}]{1,200}$/u;

const WhereSchema = z.object({
  place: z.custom<Place>((value) => typeof value === 'string' && NAMED_PLACE.test(value)).default(LOCAL),
});

const text = z.string().transform(storable);
/** Refused, not repaired, where it cannot be stored: two ids must not become one. */
const word = z.string().regex(/^[^\p{Cs}\0]{1,256}$/u);
/** What a line says. */
export const SaidSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text }).transform(({ text }): Said => ({ kind: 'text', text })),
  z.object({ type: z.literal('choice'), id: word }).transform(({ id }): Said => ({ kind: 'choice', choice: id })),
  z
    .object({ type: z.literal('command'), name: word, rest: text.default('') })
    // A program means what it says: it is not asked whether it is sure.
    .transform(({ name, rest }): Said => ({ kind: 'command', name, rest: rest || (SURE.has(name) ? 'now' : '') })),
  z
    .object({ type: z.literal('edit'), of: z.int().min(1), text })
    .transform(({ of, text }): Said => ({ kind: 'edited', of: { ordinal: of }, text })),
  // A path is left as it is: only the file system knows which names exist.
  z.object({ type: z.literal('file'), path: z.string().min(1) }).transform(({ path }): Said => attachment(path)),
]);

/** The id of the event. `id` means the same, except in a choice, where it names the button. */
const IdSchema = z.object({ event: word.optional(), id: word.optional() });

/** An input line. A faulty line is answered in its place, where that can be read. */
export type ParsedLine = { readonly place: Place } & (
  | { readonly said: Said; readonly id?: string }
  | { readonly fault: LineFault }
);

/** Parses one line; null is a line that was too long. Never throws. */
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

function faultOf(error: z.ZodError | undefined): LineFault {
  const field = error?.issues[0]?.path[0];
  return field !== undefined && isLineFault(field) ? field : 'not-an-object';
}

/** The lines of a message, with their keys in the protocol's order: one, but two for a letter and more for a question. */
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

/** Escapes the three characters that JSON leaves as they are and at which many readers end a line. */
function line(content: object): string {
  const json = JSON.stringify(content);
  return `${json.replace(/[\u0085\u2028\u2029]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
