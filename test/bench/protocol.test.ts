import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { LineIn } from '../../bench/lines.ts';
import { ProgramExitedError, ProtocolError, SilenceError, startProgram } from '../../bench/protocol.ts';

const script = join(import.meta.dirname, 'fixtures', 'stand-in.ts');
const start = (silenceMs?: number) => startProgram({ script, ...(silenceMs !== undefined && { silenceMs }) });

function say(text: string, place?: LineIn['place']): LineIn {
  return { type: 'text', text, ...(place !== undefined && { place }) };
}

afterEach(() => {
  vi.unstubAllEnvs();
});

test('a turn has the lines of a place up to its ready', async () => {
  await using program = await start();
  const [greeting, other] = await Promise.all([
    program.turn({ type: 'command', name: 'start', rest: '', place: 'terminal:a' }),
    program.turn(say('hello', 'terminal:b')),
  ]);
  expect(greeting).toMatchObject([{ type: 'ask', slot: 'role.position+role.company', place: 'terminal:a' }]);
  expect(other).toMatchObject([{ type: 'ask', slot: 'role.position+role.company', place: 'terminal:b' }]);
  // U+2028 does not end a line.
  expect(await program.turn(say('by the way', 'terminal:a'))).toMatchObject([{ text: 'Noted.\u2028Go on.' }]);
});

test('the answer to a line sent without waiting is not in the next turn', async () => {
  await using program = await start();
  program.send(say('hello'));
  expect(await program.turn(say('my role'))).toMatchObject([{ type: 'noted' }, { slot: 'system.what' }]);
});

test('the program gets a fresh data directory, and no settings of this process', async () => {
  vi.stubEnv('OPENAI_API_KEY', 'secret');
  vi.stubEnv('DATABASE_URL', 'postgres://elsewhere');
  const program = await startProgram({ script, env: { FOREWORD_MODEL: 'small' } });
  const [line] = await program.turn({ type: 'command', name: 'env', rest: '' });
  const env = z.record(z.string(), z.string()).parse(JSON.parse(line?.type === 'say' ? line.text : '{}'));
  expect(env).toMatchObject({ FOREWORD_MODEL: 'small' });
  expect(env).not.toHaveProperty('OPENAI_API_KEY');
  expect(env).not.toHaveProperty('DATABASE_URL');

  const directory = z.string().parse(env.FOREWORD_DATA);
  expect(existsSync(directory)).toBe(true);
  expect(await program.end()).toEqual({ code: 0, signal: null });
  expect(existsSync(directory)).toBe(false);
});

test('if the program dies, pending turns and later lines are rejected', async () => {
  await using program = await start();
  const owed = program.turn(say('!hang', 'terminal:a'));
  await expect(program.turn(say('!die'))).rejects.toThrow(ProgramExitedError);
  await expect(owed).rejects.toThrow('exited with code 3');
  await expect(program.turn(say('hello?'))).rejects.toThrow(ProgramExitedError);
  expect(() => program.send(say('hello?'))).toThrow(ProgramExitedError);
  expect(program.errors).toContain('stand-in started');
});

test('kill() returns the signal', async () => {
  await using program = await start();
  expect(await program.kill('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
});

test('output that is not a protocol line rejects the turn and every later one', async () => {
  await using program = await start();
  await expect(program.turn(say('!babble'))).rejects.toThrow(ProtocolError);
  await expect(program.turn(say('hello?'))).rejects.toThrow('Segmentation fault');
});

test('an extra ready is a protocol error', async () => {
  await using program = await start();
  await program.turn(say('!twice'));
  await vi.waitFor(() => expect(program.fault).toBeInstanceOf(ProtocolError));
});

test('a silent place does not affect another one', async () => {
  await using program = await start(300);
  await expect(program.turn(say('!hang', 'terminal:a'))).rejects.toThrow(SilenceError);
  await expect(program.turn(say('hello', 'terminal:b'))).resolves.toHaveLength(1);
});

test('lines outside a turn are strays', async () => {
  await using program = await start();
  await program.turn(say('!late'));
  await vi.waitFor(() => expect(program.strays).toMatchObject([{ type: 'say', text: 'by the way' }]));
});

test('a program that never gets ready rejects with its log', async () => {
  await expect(startProgram({ script: join(import.meta.dirname, 'missing.ts') })).rejects.toThrow(/Cannot find module/);
});
