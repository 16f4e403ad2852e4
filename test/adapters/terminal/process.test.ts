/** The adapter in its own process, on real standard streams. */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { linesIn } from './open.ts';
import { aLetter } from './samples.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'foreword-process-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

interface Running extends Disposable {
  readonly child: ChildProcessWithoutNullStreams;
  out(): string;
  readonly exited: Promise<number | NodeJS.Signals | null>;
}

function run(mode: 'jsonl' | 'talk'): Running {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'echo.ts'), mode, directory], { stdio: 'pipe' });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.resume();
  child.stdin.on('error', () => undefined);
  const { promise: exited, resolve } = Promise.withResolvers<number | NodeJS.Signals | null>();
  child.on('close', (code, signal) => resolve(code ?? signal));
  return { child, out: () => out, exited, [Symbol.dispose]: () => void child.kill('SIGKILL') };
}

const PATIENCE = { timeout: 20_000 };

test('every line is answered before the process exits with code 0, with only the protocol on standard output', async () => {
  using program = run('jsonl');
  const text = 'x'.repeat(1_000_000);
  const lines = ['letter', 'file', 'throw', 'slow', text].map((said) => JSON.stringify({ type: 'text', text: said }));
  program.child.stdin.end([...lines, 'rubbish', Buffer.of(0xff, 0xfe).toString('latin1'), '{"type":"text"'].join('\n'));
  expect(await program.exited).toBe(0);
  const out = linesIn(program.out());
  expect(out.filter(({ type }) => type === 'ready')).toHaveLength(9);
  expect(out.find(({ type }) => type === 'letter')).toMatchObject({ text: aLetter.text });
  expect(out.map((line) => line.text)).toContain(`You said: ${text}`);
  const file = out.find(({ type }) => type === 'file');
  expect(await readFile(String(file?.path), 'utf8')).toBe('a file');
}, 30_000);

test('a closed standard output ends the process with exit code 0, although the input is open', async () => {
  using program = run('jsonl');
  await vi.waitFor(() => expect(program.out()).toContain('ready'), PATIENCE);
  program.child.stdout.destroy();
  program.child.stdin.write(`${JSON.stringify({ type: 'text', text: 'anyone?' })}\n`.repeat(50));
  expect(await program.exited).toBe(0);
}, 30_000);

test('an empty input gets one ready and exit code 0', async () => {
  using program = run('jsonl');
  program.child.stdin.end();
  expect(await program.exited).toBe(0);
  expect(linesIn(program.out())).toEqual([{ type: 'ready', place: 'terminal:local' }]);
}, 30_000);

test('talk mode answers every line of a pipe before it exits', async () => {
  using program = run('talk');
  program.child.stdin.end('slow answer\n[a]\n');
  expect(await program.exited).toBe(0);
  expect(program.out().match(/^You said: .*/gm)).toEqual([
    'You said: {"kind":"command","name":"start","rest":""}',
    'You said: slow answer',
    'You said: {"kind":"choice","choice":"skip","of":"mark-1"}',
  ]);
}, 30_000);
