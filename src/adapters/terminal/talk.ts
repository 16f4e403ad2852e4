/** The front end for a person: questions above, a line to write in below. */

import { GOODBYE, lineNotTaken, TURN_FAILED } from '../../prompts/terminal.ts';
import type { Adapter, Ask, Inbound, Outbound, Place, Said, Sent } from '../contract.ts';
import { PlaceQueue } from '../place-queue.ts';
import { deliver } from './delivery.ts';
import { chosen } from './layout.ts';
import { linesOf } from './lines.ts';
import { LOCAL, type TerminalOptions } from './options.ts';
import { Printer } from './printer.ts';
import { Prompt } from './prompt.ts';
import { file, letter, question, remark, styled } from './rendering.ts';
import { storable } from './text.ts';

type Receive = (inbound: Inbound) => Promise<void>;

export class Talk implements Adapter {
  readonly name = 'terminal';
  readonly #options: TerminalOptions;
  readonly #printer: Printer;
  readonly #turns = new PlaceQueue();
  readonly #outs = new PlaceQueue();
  /** Resolves when the person leaves: nobody waits then for what is still being written. */
  readonly #left = Promise.withResolvers<void>();
  /** None where a line cannot be edited in place. */
  #prompt: Prompt | undefined;
  #reading: Promise<void> = Promise.resolve();
  /** The latest question, some answers to which are choices. */
  #asked: Ask | null = null;
  /** Turns under way and waiting. */
  #turnsAhead = 0;
  #closing = false;
  /** The person left by themselves: what is still to be said waits for their return. */
  #gone = false;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.#printer = new Printer(options.output, () => void this.#leave(''));
    // The loop sees the input's failures while it runs; this is for one after it.
    options.input.on('error', () => undefined);
  }

  async start(receive: Receive): Promise<void> {
    const { input, output } = this.#options;
    const hear = (said: Said) => this.#hear(said, receive);
    // Without a prompt: a pipe, a file, or a terminal that cannot move its cursor.
    if (input.isTTY && output.isTTY && process.env.TERM !== 'dumb') {
      this.#prompt = new Prompt({
        input,
        output,
        printer: this.#printer,
        markers: { ready: styled('bold', '› ', output), working: styled('dim', '… ', output), more: '  ' },
        onMessage: (text) => void hear(this.#understood(text)),
        onLeave: () => void this.#leave(`${GOODBYE}\n`),
      });
      this.#reading = this.#watched(this.#prompt.run());
    } else {
      this.#reading = this.#watched(this.#readLines(hear));
    }
    void hear({ kind: 'command', name: 'start', rest: '' });
  }

  async send(place: Place, message: Outbound): Promise<Sent> {
    // What was left over from another conversation must not appear in this one.
    if (place !== LOCAL) return { outcome: 'failed', why: 'that conversation is not open here' };
    return this.#outs.run(place, async () => {
      if (this.#gone) return { outcome: 'failed', why: 'the person left' };
      if (!(await this.#print(await this.#rendered(message))))
        return { outcome: 'failed', why: 'the output is closed' };
      if (message.kind === 'ask') this.#asked = message;
      return { outcome: 'sent', platformId: null };
    });
  }

  async stop(): Promise<void> {
    await this.#close('');
    await this.#reading;
    this.#printer.close();
  }

  /** Leaving waits for the messages that were sent off, but not for a letter: the next process goes on with it. */
  async #leave(farewell: string): Promise<void> {
    if (this.#closing) return;
    this.#gone = true;
    await this.#close(farewell);
    this.#options.onEnd();
  }

  async #close(farewell: string): Promise<void> {
    this.#closing = true;
    this.#left.resolve();
    await this.#prompt?.close(farewell);
    this.#options.input.destroy();
    await this.#finished();
  }

  async #finished(): Promise<void> {
    await this.#turns.idle();
    await this.#outs.idle();
  }

  async #readLines(hear: (said: Said) => Promise<void>): Promise<void> {
    for await (const { text } of linesOf(this.#options.input)) {
      if (text === null) await this.#print(lineNotTaken('too-long'));
      else if (text.trim() !== '') await hear(this.#understood(text));
    }
    await this.#finished();
    await this.#leave('');
  }

  /** A loop over the input breaks off where we destroyed the input. Anything else is a fault, and the end as well. */
  async #watched(reading: Promise<void>): Promise<void> {
    try {
      await reading;
    } catch (error) {
      if (this.#closing) return;
      this.#options.onFault(error);
      await this.#leave('');
    }
  }

  #understood(text: string): Said {
    const asked = this.#asked;
    const choice = asked ? chosen(text, asked) : undefined;
    if (!asked || !choice) return { kind: 'text', text: storable(text) };
    return { kind: 'choice', choice: choice.id, ...(asked.mark !== '' && { of: asked.mark }) };
  }

  /** One turn, after all the turns before it. Never throws. */
  #hear(said: Said, receive: Receive): Promise<void> {
    const inbound: Inbound = {
      id: this.#options.newId(),
      place: LOCAL,
      author: 'local',
      at: this.#options.now(),
      said,
    };
    this.#turnsAhead += 1;
    this.#prompt?.working(true);
    return this.#turns.run(LOCAL, async () => {
      try {
        await receive(inbound);
        await Promise.race([this.#options.settled?.(LOCAL), this.#left.promise]);
      } catch (error) {
        this.#options.onFault(error);
        await this.#outs.run(LOCAL, () => this.#print(remark(TURN_FAILED, this.#options.output)));
      }
      this.#turnsAhead -= 1;
      if (this.#turnsAhead === 0) this.#prompt?.working(false);
    });
  }

  #print(block: string): Promise<boolean> {
    const text = `${block}\n\n`;
    return this.#prompt && !this.#closing ? this.#prompt.print(text) : this.#printer.print(text);
  }

  /** The message laid out for reading. */
  async #rendered(message: Outbound): Promise<string> {
    const { output } = this.#options;
    switch (message.kind) {
      case 'say':
        return remark(message.text, output);
      case 'ask':
        return question(message, output);
      case 'letter':
        return letter(message.text, output);
      case 'file':
        return file(await deliver(this.#options.filesDirectory, LOCAL, message, () => this.#options.newId()));
    }
  }
}
