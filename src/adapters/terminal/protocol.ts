/** The line protocol: lines in, parsed and checked; lines out, printed. */

import { z } from 'zod';
import { isLineFault, type LineFault } from '../../prompts/terminal.ts';
import type { Choice, Line, Outbound, Place } from '../contract.ts';
import { jsonIn } from '../json.ts';
import { LOCAL } from './options.ts';
import { storable } from './text.ts';

const NAMED_PLACE = /^terminal:[^\p{Cc}\p{Cs}]{1,200}$/u;

const WhereSchema = z.object({
  place: z.custom<Place>((value) => typeof value === 'string' && NAMED_PLACE.test(value)).default(LOCAL),
});

const text = z.string().transform(storable);
/** Refused and not repaired where it cannot be stored: two ids must not become one. */
const word = z.string().regex(/^[^\p{Cs}\0]{1,256}$/u);
/** The event's id. `id` is read as the same, except in a choice, where it names the button. */
const event = word.optional();
const id = word.optional();

const EventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), event, id, text }),
  z.object({ type: z.literal('choice'), event, id: word }),
  z.object({ type: z.literal('command'), event, id, name: word, rest: text.default('') }),
  z.object({ type: z.literal('edit'), event, id, of: z.int().min(1), text }),
  // A path is left as it is: only the file system knows which names it has.
  z.object({ type: z.literal('file'), event, id, path: z.string().min(1) }),
]);

/** What a line in says. */
export type LineEvent = z.infer<typeof EventSchema>;

/** A line in. The place is known even of a faulty line, as far as the line told it. */
export type ParsedLine =
  | { readonly place: Place; readonly event: LineEvent }
  | { readonly place: Place; readonly fault: LineFault };

/** Reads one line; null is a line that was too long to be kept. Never throws. */
export function parseLine(line: string | null): ParsedLine {
  if (line === null) return { place: LOCAL, fault: 'too-long' };
  const json = jsonIn(line);
  if (json === undefined) return { place: LOCAL, fault: 'not-json' };
  const where = WhereSchema.safeParse(json);
  if (!where.success) return { place: LOCAL, fault: faultOf(where.error) };
  const { place } = where.data;
  const event = EventSchema.safeParse(json);
  return event.success ? { place, event: event.data } : { place, fault: faultOf(event.error) };
}

function faultOf(error: z.ZodError): LineFault {
  const field = error.issues[0]?.path[0];
  return field !== undefined && isLineFault(field) ? field : 'not-an-object';
}

/** A file is printed once it is written, so its line has a path in place of the bytes. */
export type Printed =
  | Exclude<Outbound, { kind: 'file' }>
  | { readonly kind: 'file'; readonly name: string; readonly mime: string; readonly path: string }
  | { readonly kind: 'ready' };

/** The lines that say this, with their keys in the protocol's order: one, but two for a letter and more for a question. */
export function printed(place: Place, message: Printed): string {
  switch (message.kind) {
    case 'say':
      return line({ type: 'say', place, text: message.text });
    case 'ask': {
      const { question, topic, slot, text, value, figure, lines, choices, noted } = message;
      const asked = {
        topic,
        slot,
        text,
        value,
        figure,
        lines: lines?.map(lineFields),
        choices: choices.map(choiceFields),
      };
      return [
        ...noted.map((note) => line({ type: 'noted', place, slot: note.slot, text: note.text, figure: note.figure })),
        line({ type: 'ask', place, kind: question, ...asked }),
      ].join('');
    }
    case 'letter': {
      const { version, text, letter, brief } = message;
      return printed(place, { kind: 'say', text }) + line({ type: 'letter', place, version, text, letter, brief });
    }
    case 'file':
      return line({ type: 'file', place, name: message.name, mime: message.mime, path: message.path });
    case 'ready':
      return line({ type: 'ready', place });
  }
}

function choiceFields({ id, label, value, figure, slot }: Choice): object {
  return { id, label, value, figure, slot };
}

function lineFields({ slot, text }: Line): object {
  return { slot, text };
}

/** JSON leaves out what is undefined. Many readers also end a line at these three, which JSON leaves as they are; escaped, they mean the same. */
function line(content: object): string {
  const json = JSON.stringify(content);
  return `${json.replace(/[\u0085\u2028\u2029]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
