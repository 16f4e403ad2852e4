/** The terminal as a platform: for a program that speaks the line protocol, or for a person at a prompt. */
import { turnFailed } from '../../prompts/refusals.ts';
import { lineNotTaken, terminalWords } from '../../prompts/terminal.ts';
import type { Adapter, Ask, Inbound, Outbound, Place, Said, Sent } from '../contract.ts';
import { createLanguages } from '../latest.ts';
import { PlaceQueue } from '../place-queue.ts';
import { deliver, fileAt, missingFile, type Printable, removeFiles } from './files.ts';
import { LOCAL, type ParsedLine, parseLine, printed } from './jsonl.ts';
import { chosen, createGrowing, layOut, rowsOf, scrolledAway } from './layout.ts';
import { createPrompt, type Prompt } from './prompt.ts';
import { createPrinter, linesOf, storable, type TerminalInput, type TerminalOutput } from './streams.ts';

export interface TerminalOptions {
  /** `jsonl` speaks the line protocol with a program, `talk` talks to a person. */
  readonly mode: 'jsonl' | 'talk';
  readonly input: TerminalInput;
  readonly output: TerminalOutput;
  /** Where delivered files are written, in one folder for each place. Created when first needed. */
  readonly filesDirectory: string;
  /** What the person's system is set to. A program says which language it wants. */
  readonly locale?: string;
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

/** The most lines read before the first of them is answered; a place that floods beyond it holds up the others. */
const UNDER_WAY = 64;

/** Rows of what is typed, mostly: a line and an empty one. */
const TYPED_ROWS = 2;

/** `stop` resolves when every `receive` under way has settled; it does not wait for `settled`. */
export function createTerminal(options: TerminalOptions): Adapter {
  const { input, output, filesDirectory, now, newId, onEnd, onFault, settled } = options;
  const isProgram = options.mode === 'jsonl';
  const languages = createLanguages();
  const localeFor = () => (isProgram || options.locale === undefined ? {} : { locale: options.locale });
  languages.heard(LOCAL, localeFor().locale);
  const printer = createPrinter(output, () => leave(''));
  const turns = new PlaceQueue();
  /** A file is written before its line is printed, and what was sent after it must not overtake it. */
  const outs = new PlaceQueue();
  /** Resolves on leaving and on stop: the next process continues with a letter that is being written. */
  const ending = Promise.withResolvers<void>();
  let receive: (inbound: Inbound) => Promise<void> = () => Promise.resolve();
  let running = Promise.resolve();
  /** Null for a program, and where a line can't be edited in place: a pipe, or a terminal that can't move its cursor. */
  let prompt: Prompt | null = null;
  const page = createGrowing(output, () => prompt ?? printer);
  /** The latest question, some answers to which are choices. */
  let asked: Ask | null = null;
  /** Rows below it. */
  let below = 0;
  /** The other side is gone: what is still to be said waits for their return. */
  let hasLeft = false;
  let isStopping = false;
  // `read` sees the input's errors; this is for one after it.
  input.on('error', () => undefined);

  /** Takes in everything until the input ends. */
  async function read(): Promise<void> {
    const onMessage = (text: string) => void take({ place: LOCAL, ...lineOf(text) });
    const onLeave = () => leave(`${terminalWords(languages.of(LOCAL))('goodbye')}\n`);
    if (isProgram) await outs.run(LOCAL, () => ready(LOCAL));
    else if (input.isTTY && output.isTTY && process.env.TERM !== 'dumb')
      prompt = createPrompt({ input, output, printer, onMessage, onLeave });
    const reading = prompt ? prompt.run() : readLines();
    if (!isProgram) void take({ place: LOCAL, said: { kind: 'command', name: 'start', rest: '' } });
    await reading;
  }

  async function readLines(): Promise<void> {
    for await (const line of linesOf(input)) {
      if (isProgram) {
        await turns.room(UNDER_WAY);
        void take(parseLine(line));
      } else if (line === null) await take({ place: LOCAL, fault: 'too-long' });
      else if (line.trim() !== '') await take({ place: LOCAL, ...lineOf(line) });
    }
  }

  /** A path that leads nowhere is no answer. */
  function lineOf(text: string): { readonly said: Said } | { readonly missing: string } {
    const missing = missingFile(text);
    return missing === null ? { said: saidBy(text) } : { missing };
  }

  function saidBy(text: string): Said {
    const choice = asked ? chosen(text, asked) : undefined;
    if (!asked || !choice) return fileAt(text) ?? { kind: 'text', text: storable(text) };
    return { kind: 'choice', choice: choice.id, ...(asked.mark !== '' && { of: asked.mark }) };
  }

  /** One turn, after all the turns before it. A program gets one `ready` after everything that a line leads to. */
  function take(line: ParsedLine | { readonly place: Place; readonly missing: string }): Promise<void> {
    const { place } = line;
    page.keep();
    below += TYPED_ROWS;
    prompt?.working(true);
    return turns.run(place, async () => {
      const text =
        'missing' in line
          ? terminalWords(languages.of(place))('no-file', { path: line.missing })
          : 'fault' in line
            ? lineNotTaken(line.fault)
            : await turn(line);
      if (text !== null) await outs.run(place, () => print(place, { kind: 'say', text }));
      if (isProgram) await outs.run(place, () => ready(place));
      // After a long text, such as the help, the question that stands may be out of sight.
      const again = isProgram || !asked ? null : scrolledAway(asked, below, output);
      if (again !== null) await outs.run(place, () => askAgain(again));
      if (turns.size === 1) prompt?.working(false);
    });
  }

  /** @returns what to tell the person where it failed, else null */
  async function turn({ place, said, id = newId() }: Exclude<ParsedLine, { fault: unknown }>): Promise<string | null> {
    try {
      await receive({ id, place, author: place.slice(place.indexOf(':') + 1), at: now(), ...localeFor(), said });
      await Promise.race([settled?.(place), ending.promise]);
      return null;
    } catch (error) {
      onFault(error);
      return turnFailed(languages.of(place));
    }
  }

  async function send(place: Place, message: Outbound): Promise<Sent> {
    // Left over from another conversation, it must not appear in this one.
    if (!isProgram && place !== LOCAL) return { outcome: 'failed', why: 'that conversation is not open here' };
    if (hasLeft) return { outcome: 'failed', why: 'the other side left' };
    const shown =
      message.kind === 'file' ? { ...message, delivery: await deliver(filesDirectory, place, message) } : message;
    if (isProgram && shown.kind === 'file' && 'failure' in shown.delivery)
      return { outcome: 'failed', why: `file not written: ${shown.delivery.failure}` };
    // Not `gone` where nobody reads: the person returns with the next process, and the message must still be there.
    if (!(await print(place, shown))) return { outcome: 'failed', why: 'the output is closed' };
    if (shown.kind === 'ask') asked = shown;
    return { outcome: 'sent', platformId: null };
  }

  /** @returns false where nobody reads any more */
  function print(place: Place, message: Printable): Promise<boolean> {
    if (isProgram) return printer.print(printed(place, message));
    if (message.kind !== 'file') languages.sent(place, message);
    const text = layOut(message, output, languages.of(place));
    below = message.kind === 'ask' ? 0 : below + rowsOf(text);
    return page.print(`${text}\n\n`);
  }

  async function askAgain(text: string): Promise<void> {
    below = 0;
    await page.print(`${text}\n\n`);
  }

  /** Tells a program that it can send the next line. */
  function ready(place: Place): Promise<boolean> {
    return printer.print(printed(place, { kind: 'ready' }));
  }

  function leave(farewell: string): void {
    if (hasLeft || isStopping) return;
    hasLeft = true;
    void close(farewell);
  }

  /** Ends the input, and with it `read`. */
  async function close(farewell: string): Promise<void> {
    ending.resolve();
    await prompt?.close(farewell);
    input.destroy();
  }

  async function run(): Promise<void> {
    try {
      await read();
    } catch (error) {
      // Reading throws as well where we destroyed the input.
      if (input.errored !== null || !(hasLeft || isStopping)) onFault(error);
    }
    await turns.idle();
    await outs.idle();
    leave('');
    if (!isStopping) onEnd();
  }

  return {
    name: 'terminal',
    async start(receiver) {
      receive = receiver;
      running = run();
    },
    send: (place, message) => outs.run(place, () => send(place, message)),
    forget: (place, letter) => outs.run(place, () => removeFiles(filesDirectory, place, letter)),
    async grow(place, text) {
      if (!isProgram && place === LOCAL && !hasLeft) await page.grow(text);
    },
    async stop() {
      isStopping = true;
      await close('');
      await running;
      await outs.idle();
      printer.close();
    },
  };
}
