/** What the two front ends of the terminal share: the options, one turn, and how it starts and ends. */
import { TURN_FAILED } from '../../prompts/terminal.ts';
import type { Adapter, Inbound, Outbound, Place, Said, Sent } from '../contract.ts';
import { PlaceQueue } from '../place-queue.ts';
import { Printer, type TerminalInput, type TerminalOutput } from './streams.ts';

export interface TerminalOptions {
  /** `jsonl` speaks the line protocol with a program, `talk` talks to a person. */
  readonly mode: 'jsonl' | 'talk';
  readonly input: TerminalInput;
  readonly output: TerminalOutput;
  /** Where delivered files are written, in one folder for each place. Created when first needed. */
  readonly filesDirectory: string;
  /** A unique id for an event without one, such as `crypto.randomUUID`. */
  newId(): string;
  now(): Date;
  /** Called once the input or the output has ended and everything under way is finished, but not after `stop()`. */
  onEnd(): void;
  /** Called with what `receive` or the input threw; the person is told. Must not write to `output`. */
  onFault(error: unknown): void;
  /** Resolves when nothing is under way for the place, such as a letter. Only then is a turn over. Default: at once. */
  settled?(place: Place): Promise<void>;
}

/** The conversation of a line that names no place, and the only one of `talk`. */
export const LOCAL = 'terminal:local' satisfies Place;

export abstract class Session implements Adapter {
  readonly name = 'terminal';
  protected readonly options: TerminalOptions;
  protected readonly printer: Printer;
  protected readonly turns = new PlaceQueue();
  /** A file is written before its line is printed, and what was sent after it must not overtake it. */
  protected readonly outs = new PlaceQueue();
  /** The other side is gone: what is still to be said waits for their return. */
  protected hasLeft = false;
  #receive: (inbound: Inbound) => Promise<void> = () => Promise.resolve();
  /** Resolves on leaving and on stop: the next process continues with a letter that is being written. */
  readonly #ending = Promise.withResolvers<void>();
  #reading: Promise<void> = Promise.resolve();
  #isStopping = false;

  constructor(options: TerminalOptions) {
    this.options = options;
    this.printer = new Printer(options.output, () => this.leave());
    // `read` sees the input's errors; this is for one after it.
    options.input.on('error', () => undefined);
  }

  async start(receive: (inbound: Inbound) => Promise<void>): Promise<void> {
    this.#receive = receive;
    this.#reading = this.#run();
  }

  abstract send(place: Place, message: Outbound): Promise<Sent>;

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#ending.resolve();
    await this.close('');
    await this.#reading;
    await this.outs.idle();
    this.printer.close();
  }

  /** Takes in everything until the input ends. */
  protected abstract read(): Promise<void>;

  /** Ends the input, and with it `read`. Never rejects. @param _farewell printed for a person who leaves */
  protected async close(_farewell: string): Promise<void> {
    this.options.input.destroy();
  }

  protected leave(farewell = ''): void {
    if (this.hasLeft || this.#isStopping) return;
    this.hasLeft = true;
    this.#ending.resolve();
    void this.close(farewell);
  }

  /** Runs one turn. Never throws. @returns what to tell the person where it failed, else null */
  protected async turn(place: Place, said: Said, id = this.options.newId()): Promise<string | null> {
    const { now, onFault, settled } = this.options;
    try {
      const author = place.slice(place.indexOf(':') + 1);
      await this.#receive({ id, place, author, at: now(), said });
      await Promise.race([settled?.(place), this.#ending.promise]);
      return null;
    } catch (error) {
      onFault(error);
      return TURN_FAILED;
    }
  }

  /** Not `gone` where nobody reads: the person returns with the next process, and the message must still be there. */
  protected sentIf(isPrinted: boolean): Sent {
    return isPrinted ? { outcome: 'sent', platformId: null } : { outcome: 'failed', why: 'the output is closed' };
  }

  async #run(): Promise<void> {
    const { input, onEnd, onFault } = this.options;
    try {
      await this.read();
    } catch (error) {
      // Reading throws as well where we destroyed the input.
      if (input.errored !== null || !(this.hasLeft || this.#isStopping)) onFault(error);
    }
    await this.turns.idle();
    await this.outs.idle();
    this.leave();
    if (!this.#isStopping) onEnd();
  }
}
