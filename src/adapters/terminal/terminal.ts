/** The terminal adapter: for a program with the JSON Lines protocol, or a person at a prompt. */
import { turnFailed } from '../../prompts/refusals.ts';
import { lineNotTaken, terminalWords } from '../../prompts/terminal-texts.ts';
import type { Adapter, Ask, Inbound, Outbound, Place, Said, Sent } from '../contract.ts';
import { createLanguages } from '../place-languages.ts';
import { PlaceQueue } from '../place-queue.ts';
import { deliver, fileAt, type Printable, removeFiles } from './files.ts';
import { LOCAL, type ParsedLine, parseLine, printed } from './jsonl.ts';
import { chosen, createLivePreview, render } from './layout.ts';
import { createPrompt, type Prompt } from './prompt.ts';
import { createPrinter, linesOf, sanitizeInput, type TerminalInput, type TerminalOutput } from './streams.ts';

export interface TerminalOptions {
  /** `jsonl` talks to a program, `talk` to a person. */
  readonly mode: 'jsonl' | 'talk';
  readonly input: TerminalInput;
  readonly output: TerminalOutput;
  /** Directory of delivered files, with a folder per place. Created when needed. */
  readonly filesDirectory: string;
  /** The system's locale. Ignored for a program, which chooses the language itself. */
  readonly locale?: string;
  newId(): string;
  now(): Date;
  /** Called when the input or output has ended and all work is finished, but not after `stop()`. */
  onEnd(): void;
  /** Called with errors of `receive` or the input; the person is told. Must not write to `output`. */
  onFault(error: unknown): void;
  /** Resolves when the place has no work in progress, such as a letter: this ends a turn. Default: at once. */
  settled?(place: Place): Promise<void>;
}

/** Maximum lines read before the first is answered. A place that floods beyond this delays the others. */
const UNDER_WAY = 64;

/** `stop` resolves when every `receive` in progress has settled; it doesn't wait for `settled`. */
export function createTerminal(options: TerminalOptions): Adapter {
  const { input, output, filesDirectory, now, newId, onEnd, onFault, settled } = options;
  const isProgram = options.mode === 'jsonl';
  const languages = createLanguages();
  const localeFor = () => (isProgram || options.locale === undefined ? {} : { locale: options.locale });
  languages.heard(LOCAL, localeFor().locale);
  const printer = createPrinter(output, () => leave(''));
  const turns = new PlaceQueue();
  /** Keeps the order of output: a file is written before its line is printed. */
  const outs = new PlaceQueue();
  /** Resolves on leaving and on stop. The next process continues a letter in progress. */
  const ending = Promise.withResolvers<void>();
  let receive: (inbound: Inbound) => Promise<void> = () => Promise.resolve();
  let running = Promise.resolve();
  /** Null for a program, and if lines can't be edited in place: in a pipe, or a terminal without cursor movement. */
  let prompt: Prompt | null = null;
  const page = createLivePreview(output, () => prompt ?? printer);
  /** The latest question, to recognize its choices in the input. */
  let asked: Ask | null = null;
  /** The other side has left. Unsent messages wait for their return. */
  let hasLeft = false;
  let isStopping = false;
  // `read` handles the input's errors; this catches one after it.
  input.on('error', () => undefined);

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

  /** A path of a missing file isn't an answer. */
  function lineOf(text: string): { readonly said: Said } | { readonly missing: string } {
    const choice = asked && chosen(text, asked);
    if (choice) return { said: { kind: 'choice', choice: choice.id, ...(asked?.mark && { of: asked.mark }) } };
    const file = fileAt(text);
    if (file && 'missing' in file) return file;
    return { said: file ?? { kind: 'text', text: sanitizeInput(text) } };
  }

  /** Runs one turn in order. A program gets one `ready` after all output of a line. */
  function take(line: ParsedLine | { readonly place: Place; readonly missing: string }): Promise<void> {
    const { place } = line;
    page.keep();
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
      if (turns.size === 1) prompt?.working(false);
    });
  }

  /** @returns an error text for the person, or null */
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
    // A message left from another conversation must not appear in this one.
    if (!isProgram && place !== LOCAL) return { outcome: 'failed', why: 'that conversation is not open here' };
    if (hasLeft) return { outcome: 'failed', why: 'the other side left' };
    const shown =
      message.kind === 'file' ? { ...message, delivery: await deliver(filesDirectory, place, message) } : message;
    if (isProgram && shown.kind === 'file' && 'failure' in shown.delivery)
      return { outcome: 'failed', why: `file not written: ${shown.delivery.failure}` };
    // Not `gone`: the person may return with the next process, and the message must still be there.
    if (!(await print(place, shown))) return { outcome: 'failed', why: 'the output is closed' };
    if (shown.kind === 'ask') asked = shown;
    return { outcome: 'sent', platformId: null };
  }

  /** @returns false if the output is closed */
  function print(place: Place, message: Printable): Promise<boolean> {
    if (isProgram) return printer.print(printed(place, message));
    if (message.kind !== 'file') languages.sent(place, message);
    return page.print(`${render(message, output, languages.of(place))}\n\n`);
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

  /** Ends the input, which ends `read`. */
  async function close(farewell: string): Promise<void> {
    ending.resolve();
    await prompt?.close(farewell);
    input.destroy();
  }

  async function run(): Promise<void> {
    try {
      await read();
    } catch (error) {
      // Reading also throws if this adapter destroyed the input.
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
