/** The front end for programs: JSON Lines in and out. The protocol first, then the adapter. */
import { z } from 'zod';
import { isLineFault, type LineFault, lineNotTaken } from '../../prompts/terminal.ts';
import type { Outbound, Place, Said, Sent } from '../contract.ts';
import { attachment, deliver } from './files.ts';
import { LOCAL, Session } from './session.ts';
import { linesOf, storable } from './streams.ts';

const NAMED_PLACE = /^terminal:[^\p{Cc}\p{Cs}]{1,200}$/u;

const WhereSchema = z.object({
  place: z.custom<Place>((value) => typeof value === 'string' && NAMED_PLACE.test(value)).default(LOCAL),
});

const text = z.string().transform(storable);
/** Refused, not repaired, where it cannot be stored: two ids must not become one. */
const word = z.string().regex(/^[^\p{Cs}\0]{1,256}$/u);
/** The id of the event. `id` means the same, except in a choice, where it names the button. */
const event = word.optional();
const id = word.optional();

const EventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), event, id, text }),
  z.object({ type: z.literal('choice'), event, id: word }),
  z.object({ type: z.literal('command'), event, id, name: word, rest: text.default('') }),
  z.object({ type: z.literal('edit'), event, id, of: z.int().min(1), text }),
  // A path is left as it is: only the file system knows which names exist.
  z.object({ type: z.literal('file'), event, id, path: z.string().min(1) }),
]);

type LineEvent = z.infer<typeof EventSchema>;

/** An input line. A faulty line is answered in its place, where that can be read. */
type ParsedLine =
  | { readonly place: Place; readonly event: LineEvent }
  | { readonly place: Place; readonly fault: LineFault };

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
  const event = EventSchema.safeParse(json);
  return event.success ? { place, event: event.data } : { place, fault: faultOf(event.error) };
}

function idOf(event: LineEvent): string | undefined {
  return event.event ?? (event.type === 'choice' ? undefined : event.id);
}

function saidIn(event: LineEvent): Said {
  switch (event.type) {
    case 'text':
      return { kind: 'text', text: event.text };
    case 'choice':
      return { kind: 'choice', choice: event.id };
    case 'command':
      return { kind: 'command', name: event.name, rest: event.rest };
    case 'edit':
      return { kind: 'edited', of: { ordinal: event.of }, text: event.text };
    case 'file':
      return attachment(event.path);
  }
}

function faultOf(error: z.ZodError): LineFault {
  const field = error.issues[0]?.path[0];
  return field !== undefined && isLineFault(field) ? field : 'not-an-object';
}

/** A file is printed once it is written, so its line has a path in place of the bytes. */
type Printed =
  | Exclude<Outbound, { kind: 'file' }>
  | { readonly kind: 'file'; readonly name: string; readonly mime: string; readonly path: string }
  | { readonly kind: 'ready' };

/** The lines of a message, with their keys in the protocol's order: one, but two for a letter and more for a question. */
export function printed(place: Place, message: Printed): string {
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
      return printed(place, { kind: 'say', text }) + line({ type: 'letter', place, version, text, letter, brief });
    }
    case 'file':
      return line({ type: 'file', place, name: message.name, mime: message.mime, path: message.path });
    case 'ready':
      return line({ type: 'ready', place });
  }
}

/** Escapes the three characters that JSON leaves as they are and at which many readers end a line. */
function line(content: object): string {
  const json = JSON.stringify(content);
  return `${json.replace(/[\u0085\u2028\u2029]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

/** The most lines read before the first of them is answered; a place that floods beyond it holds up the others. */
const UNDER_WAY = 64;

export class Jsonl extends Session {
  async send(place: Place, message: Outbound): Promise<Sent> {
    return this.outs.run(place, async () => {
      if (message.kind !== 'file') return this.sentIf(await this.printer.print(printed(place, message)));
      const delivery = await deliver(this.options.filesDirectory, place, message);
      if ('failure' in delivery) return { outcome: 'failed', why: `file not written: ${delivery.failure}` };
      const { name, mime } = message;
      const { path } = delivery;
      return this.sentIf(await this.printer.print(printed(place, { kind: 'file', name, mime, path })));
    });
  }

  protected async read(): Promise<void> {
    await this.#print(LOCAL, { kind: 'ready' });
    for await (const text of linesOf(this.options.input)) {
      await this.turns.room(UNDER_WAY);
      const line = parseLine(text);
      void this.turns.run(line.place, () => this.#answer(line));
    }
  }

  /** Everything that a line leads to, and one `ready`. Never throws. */
  async #answer(line: ParsedLine): Promise<void> {
    const { place } = line;
    const text =
      'fault' in line ? lineNotTaken(line.fault) : await this.turn(place, saidIn(line.event), idOf(line.event));
    if (text !== null) await this.#print(place, { kind: 'say', text });
    await this.#print(place, { kind: 'ready' });
  }

  #print(place: Place, message: Printed): Promise<boolean> {
    return this.outs.run(place, () => this.printer.print(printed(place, message)));
  }
}
