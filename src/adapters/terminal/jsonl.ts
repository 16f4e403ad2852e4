/** The front end for programs: JSON Lines in, JSON Lines out. */

import { lineNotTaken, TURN_FAILED } from '../../prompts/terminal.ts';
import type { Adapter, Inbound, Outbound, Place, Said, Sent } from '../contract.ts';
import { PlaceQueue } from '../place-queue.ts';
import { attachment } from './attachment.ts';
import { deliver } from './delivery.ts';
import { linesOf } from './lines.ts';
import { LOCAL, type TerminalOptions } from './options.ts';
import { Printer } from './printer.ts';
import { type LineEvent, type ParsedLine, type Printed, parseLine, printed } from './protocol.ts';

/** How many lines are read before the first of them is answered; a place that floods beyond it holds the others up. */
const UNDER_WAY = 64;

type Receive = (inbound: Inbound) => Promise<void>;

export class Jsonl implements Adapter {
  readonly name = 'terminal';
  readonly #options: TerminalOptions;
  readonly #printer: Printer;
  /** Lines in. */
  readonly #turns = new PlaceQueue();
  /** Lines out: a file is written before its line is printed, and what was sent after it must not overtake it. */
  readonly #outs = new PlaceQueue();
  /** Resolves in `stop`: nobody waits then for a letter that is still being written, which the next process goes on with. */
  readonly #stopped = Promise.withResolvers<void>();
  #reading: Promise<void> = Promise.resolve();
  #stopping = false;

  constructor(options: TerminalOptions) {
    this.#options = options;
    // With nobody to read the answers, the loop that reads the lines ends as at the end of input.
    this.#printer = new Printer(options.output, () => options.input.destroy());
    // The loop sees the input's failures while it runs; this is for one after it.
    options.input.on('error', () => undefined);
  }

  async start(receive: Receive): Promise<void> {
    await this.#print(LOCAL, { kind: 'ready' });
    this.#reading = this.#read(receive);
  }

  async send(place: Place, message: Outbound): Promise<Sent> {
    return this.#outs.run(place, async () => {
      if (message.kind !== 'file') return this.#sent(printed(place, message));
      const { filesDirectory, newId } = this.#options;
      const delivery = await deliver(filesDirectory, place, message, newId);
      if ('failure' in delivery) return { outcome: 'failed', why: `file not written: ${delivery.failure}` };
      const { name, mime } = message;
      return this.#sent(printed(place, { kind: 'file', name, mime, path: delivery.path }));
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#stopped.resolve();
    this.#options.input.destroy();
    await this.#reading;
    await this.#outs.idle();
    this.#printer.close();
  }

  async #read(receive: Receive): Promise<void> {
    try {
      for await (const { text } of linesOf(this.#options.input)) {
        await this.#turns.room(UNDER_WAY);
        const line = parseLine(text);
        void this.#turns.run(line.place, () => this.#turn(line, receive));
      }
    } catch (error) {
      // Destroyed by us, in `stop` or because the reader of the output is gone, it breaks off too: no fault then.
      if (this.#options.input.errored !== null) this.#options.onFault(error);
    }
    await this.#turns.idle();
    await this.#outs.idle();
    if (!this.#stopping) this.#options.onEnd();
  }

  /** One line in: everything it leads to, and one `ready`. Never throws. */
  async #turn(line: ParsedLine, receive: Receive): Promise<void> {
    const { place } = line;
    if ('fault' in line) {
      await this.#print(place, { kind: 'say', text: lineNotTaken(line.fault) });
    } else {
      try {
        await receive(this.#inbound(place, line.event));
        await Promise.race([this.#options.settled?.(place), this.#stopped.promise]);
      } catch (error) {
        this.#options.onFault(error);
        await this.#print(place, { kind: 'say', text: TURN_FAILED });
      }
    }
    await this.#print(place, { kind: 'ready' });
  }

  #inbound(place: Place, event: LineEvent): Inbound {
    const id = event.event ?? (event.type === 'choice' ? undefined : event.id);
    const author = place.slice(place.indexOf(':') + 1);
    return { id: id ?? this.#options.newId(), place, author, at: this.#options.now(), said: saidIn(event) };
  }

  #print(place: Place, message: Printed): Promise<boolean> {
    return this.#outs.run(place, () => this.#printer.print(printed(place, message)));
  }

  async #sent(text: string): Promise<Sent> {
    // Not `gone`: the person comes back with the next process, and what was not delivered must still be there.
    if (!(await this.#printer.print(text))) return { outcome: 'failed', why: 'the output is closed' };
    return { outcome: 'sent', platformId: null };
  }
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
