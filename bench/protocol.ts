/** The real program as a child process with the line protocol. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Answer, type LineIn, type LineOut, LineOutSchema, LOCAL, type TerminalPlace } from './lines.ts';

const PROJECT = join(import.meta.dirname, '..');

/** Milliseconds for the start, which is slow on a busy machine. */
const START_MS = 30_000;

export interface ProgramOptions {
  /** Added to the environment. Without FOREWORD_DATA the program gets a new directory, which is removed after its exit. */
  readonly env?: Readonly<Record<string, string>>;
  /** The script to run. Default: src/main.ts. */
  readonly script?: string;
  /** Maximum milliseconds without output in a place that waits for an answer. */
  readonly silenceMs?: number;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** There was no output for too long. Only the waiting place is affected. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError';
}

/** The program violated the protocol. Later output can't be trusted. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** The program exited, so pending turns get no answer. */
export class ProgramExitedError extends Error {
  override readonly name = 'ProgramExitedError';
}

/** Starts the program, and resolves when it is ready. */
export async function startProgram(options: ProgramOptions = {}): Promise<Program> {
  const { env = {}, script = join(PROJECT, 'src', 'main.ts'), silenceMs = 30_000 } = options;
  const scratch = env.FOREWORD_DATA === undefined ? await mkdtemp(join(tmpdir(), 'foreword-')) : null;
  const child = spawn(process.execPath, [script, '--jsonl'], {
    cwd: PROJECT,
    env: { ...environmentWithoutSettings(), ...(scratch !== null && { FOREWORD_DATA: scratch }), ...env },
    stdio: 'pipe',
  });
  const program = new Program(child, silenceMs, async () => {
    if (scratch !== null) await rm(scratch, { recursive: true, force: true });
  });
  try {
    await program.started;
    return program;
  } catch (error) {
    await program.kill();
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The program didn't start: ${why}\n${program.errors}`.trimEnd(), { cause: error });
  }
}

const SETTING = /^(?:FOREWORD|OPENAI|DATABASE|TELEGRAM|DISCORD)_|^PORT$/;

/** The environment of this process without settings of the program. */
export function environmentWithoutSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !SETTING.test(name)));
}

/** The answers to one input line so far. */
interface Exchange {
  readonly lines: Answer[];
  readonly promise: Promise<Answer[]>;
  resolve(lines: Answer[]): void;
  reject(error: Error): void;
}

/** The exchanges of one place, oldest first: the program answers the lines of a place in order. */
interface Conversation {
  readonly open: Exchange[];
  timer?: NodeJS.Timeout;
}

export class Program {
  /** Resolves at the first `ready`. */
  readonly started: Promise<void>;
  /** Resolves when the process has exited and all its output is read. */
  readonly exited: Promise<Exit>;
  /** Lines outside a turn: left over from an earlier run, or a violation of the protocol. */
  readonly strays: Answer[] = [];

  readonly #child: ChildProcessWithoutNullStreams;
  #silenceMs = START_MS;
  readonly #conversations = new Map<TerminalPlace, Conversation>();
  #unread = '';
  #errors = '';
  #fault: Error | null = null;

  constructor(child: ChildProcessWithoutNullStreams, silenceMs: number, cleanUp: () => Promise<void>) {
    this.#child = child;
    // The first `ready` answers no line, so expect it from the start.
    this.started = this.#expect(LOCAL).promise.then(() => {
      this.#silenceMs = silenceMs;
    });

    child.stdout.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-4_000);
    });
    // A write to a program that just died fails. Its exit is reported instead.
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => this.#fail(error));

    const { promise, resolve } = Promise.withResolvers<Exit>();
    child.on('close', (code, signal) => {
      this.#fail(new ProgramExitedError(`the program exited with ${signal ?? `code ${code}`}`));
      resolve({ code, signal });
    });
    this.exited = promise.finally(cleanUp);
  }

  /** The end of the program's log. */
  get errors(): string {
    return this.#errors;
  }

  /** Why the program can't be used any more, or null. */
  get fault(): Error | null {
    return this.#fault;
  }

  /** Writes a line without waiting for the answer. */
  send(line: LineIn): void {
    if (this.#fault !== null) throw this.#fault;
    this.#expect(line.place ?? LOCAL);
    this.#write(line);
  }

  /** Writes a line. @returns the lines of the program in that place up to its `ready` */
  turn(line: LineIn): Promise<Answer[]> {
    if (this.#fault !== null) return Promise.reject(this.#fault);
    const { promise } = this.#expect(line.place ?? LOCAL);
    this.#write(line);
    return promise;
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<Exit> {
    this.#child.kill(signal);
    return this.exited;
  }

  /** Ends the input. The program has to finish and exit, or it is killed. */
  async end(): Promise<Exit> {
    this.#child.stdin.end();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), this.#silenceMs);
    try {
      return await this.exited;
    } finally {
      clearTimeout(timer);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }

  #write(line: LineIn): void {
    this.#child.stdin.write(`${JSON.stringify(line)}\n`);
  }

  #expect(place: TerminalPlace): Exchange {
    const exchange: Exchange = { lines: [], ...Promise.withResolvers<Answer[]>() };
    // A rejection that nobody awaits must not end this process.
    exchange.promise.catch(() => undefined);
    const conversation = this.#conversations.get(place) ?? { open: [] };
    this.#conversations.set(place, conversation);
    conversation.open.push(exchange);
    this.#watch(place, conversation);
    return exchange;
  }

  /** Splits at line feeds only: `readline` also splits at U+2028, which JSON does not escape. */
  #read(text: string): void {
    const lines = (this.#unread + text).split('\n');
    this.#unread = lines.pop() ?? '';
    for (const line of lines) {
      if (this.#fault !== null) return;
      const parsed = parseLine(line);
      if (parsed instanceof ProtocolError) this.#fail(parsed);
      else this.#take(parsed);
    }
  }

  #take(line: LineOut): void {
    const conversation = this.#conversations.get(line.place);
    const exchange = conversation?.open[0];
    if (conversation === undefined || exchange === undefined) {
      if (line.type === 'ready') this.#fail(new ProtocolError(`a ready too many in ${line.place}`));
      else this.strays.push(line);
      return;
    }
    if (line.type === 'ready') {
      conversation.open.shift();
      exchange.resolve(exchange.lines);
    } else exchange.lines.push(line);
    this.#watch(line.place, conversation);
  }

  #watch(place: TerminalPlace, conversation: Conversation): void {
    clearTimeout(conversation.timer);
    if (conversation.open.length === 0) return;
    conversation.timer = setTimeout(() => {
      // They stay open, so that a late answer isn't taken as the answer to the next line.
      const error = new SilenceError(`no output in ${place} for ${this.#silenceMs} ms`);
      for (const exchange of conversation.open) exchange.reject(error);
    }, this.#silenceMs);
  }

  /** Keeps the first fault, which is the cause of later ones. */
  #fail(error: Error): void {
    this.#fault ??= error;
    for (const { open, timer } of this.#conversations.values()) {
      clearTimeout(timer);
      for (const exchange of open.splice(0)) exchange.reject(this.#fault);
    }
  }
}

function parseLine(line: string): LineOut | ProtocolError {
  try {
    return LineOutSchema.parse(JSON.parse(line));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : 'not JSON';
    return new ProtocolError(`a line outside the protocol (${why}): ${line.slice(0, 200)}`);
  }
}
