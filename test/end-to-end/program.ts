/** The real program in its own process, with its own data directory. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answer, type LineOut, LineOutSchema } from '../../bench/lines.ts';
import { type Program, startProgram } from '../../bench/protocol.ts';

export const PROJECT = join(import.meta.dirname, '..', '..');
const MAIN = join(PROJECT, 'src', 'main.ts');

/** Every setting as empty, so that neither the environment of the tests nor an .env file applies. */
const LEFT_OUT = Object.fromEntries(
  [...readFileSync(join(PROJECT, '.env.example'), 'utf8').matchAll(/^([A-Z_]+)=$/gm)].map(([, name = '']) => [
    name,
    '',
  ]),
);

export interface Directory extends AsyncDisposable {
  readonly path: string;
}

export async function dataDirectory(): Promise<Directory> {
  const path = await mkdtemp(join(tmpdir(), 'foreword-end-to-end-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Starts the program with the line protocol. */
export function speaking({ path }: Directory, settings: Readonly<Record<string, string>> = {}): Promise<Program> {
  return startProgram({ env: { ...LEFT_OUT, FOREWORD_DATA: path, ...settings } });
}

/** @returns the paths of the files that contain any of these words */
export async function filesWith(words: readonly string[], directory: string): Promise<string[]> {
  const files = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  const found = await Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(path);
      return words.some((each) => bytes.includes(each));
    }),
  );
  return paths.filter((_, at) => found[at]);
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

/** Runs the program, or another command, on this input until it ends. */
export function run(
  args: readonly string[],
  input: string | Uint8Array | null,
  settings: Readonly<Record<string, string>>,
  command: readonly [string, ...string[]] = [process.execPath, MAIN],
): Promise<Ended> {
  const [program, ...rest] = command;
  const child = spawn(program, [...rest, ...args], {
    cwd: PROJECT,
    env: { ...process.env, LC_ALL: 'C', ...LEFT_OUT, ...settings },
    stdio: [input === null ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  let [out, errors] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  child.on('error', reject);
  child.on('close', (code) => resolve({ code, out, errors }));
  // A program that refuses to start closes its input.
  child.stdin?.on('error', () => undefined);
  if (input !== null) child.stdin?.end(input);
  return promise;
}

/** @returns the printed answers by turn; the first turn is before the first line. @throws if the last turn has no end */
export function turnsIn(out: string): Answer[][] {
  const turns: Answer[][] = [];
  let turn: Answer[] = [];
  for (const line of out.split('\n').slice(0, -1)) {
    const parsed: LineOut = LineOutSchema.parse(JSON.parse(line));
    if (parsed.type !== 'ready') turn.push(parsed);
    else {
      turns.push(turn);
      turn = [];
    }
  }
  if (turn.length > 0) throw new Error('the last turn has no end');
  return turns;
}

/** Stack traces and internal errors, which a person must never see. */
export const STACK =
  /\bat \S+ \(?\S*:\d+:\d+\)?|node:internal|\bTypeError|\bRangeError|\bSyntaxError|\[object |undefined/;
