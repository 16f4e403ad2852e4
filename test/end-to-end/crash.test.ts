/** The real program, killed and restarted: nothing is lost, nothing counts twice, and there is one letter. */

import { createHash } from 'node:crypto';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Answer, LOCAL } from '../../bench/lines.ts';
import type { Program } from '../../bench/protocol.ts';
import { type Saved, SavedSchema, VERSION } from '../../src/machine/saved.ts';
import { openStore } from '../../src/store/database.ts';
import { opened, turn } from '../store/turns.ts';
import { type Directory, dataDirectory, speaking } from './program.ts';
import { askIn, lettersIn, START, type Walked, walkWith } from './walk.ts';

/** Numbers in [0, 1) from a seed, so that a failure can be reproduced. */
function randomFrom(seed: number): () => number {
  let count = 0;
  return () => {
    count += 1;
    return createHash('sha256').update(`${seed}/${count}`).digest().readUInt32BE(0) / 2 ** 32;
  };
}

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
/** Maximum milliseconds between a line and the kill: enough for it to be answered. */
const LATEST_KILL_MS = 25;

/** The stored interview, from the export. */
async function kept(program: Program): Promise<Saved> {
  const answers = await program.turn({ type: 'command', name: 'export', rest: '' });
  const file = answers.find((line) => line.type === 'file');
  const { interview } = z
    .object({ interview: SavedSchema })
    .parse(JSON.parse(new TextDecoder().decode(unzipSync(await readFile(file?.path ?? ''))['foreword.json'])));
  return interview;
}

/** An undisturbed interview, its stored state, and a data directory without interviews. */
let expected: Walked;
let whole: Saved;
let empty: Directory;

beforeAll(async () => {
  empty = await dataDirectory();
  const first = await speaking(empty);
  expect(await first.end()).toEqual({ code: 0, signal: null });
  await using directory = await copyOf(empty);
  await using program = await speaking(directory);
  expected = await walkWith(program);
  whole = await kept(program);
});
afterAll(() => empty[Symbol.asyncDispose]());

/** Copies a prepared database, which opens faster than a new one. */
async function copyOf(directory: Directory): Promise<Directory> {
  const copy = await dataDirectory();
  await cp(join(directory.path, 'postgres'), join(copy.path, 'postgres'), { recursive: true });
  return copy;
}

describe(`random kills (SEED=${SEED})`, () => {
  test('case 2: after kills at random lines the open question, the answers and the letter are the same', async () => {
    const random = randomFrom(SEED);
    await using directory = await copyOf(empty);
    let program = await speaking(directory);
    const letters: string[] = [];
    const take = (answers: readonly Answer[]) => {
      letters.push(...lettersIn(answers).map(({ version, text }) => `${version} ${text}`));
      return answers;
    };
    let kills = 0;
    for (const [at, line] of expected.lines.entries()) {
      const isLast = at === expected.lines.length - 1;
      const answered = program.turn(line).then(take, () => null);
      // Kills at some lines, always at an early one and at the one that asks for the letter.
      if (random() < 0.2 || at === 3 || isLast) {
        kills += 1;
        await Promise.race([answered, new Promise((resolve) => setTimeout(resolve, random() * LATEST_KILL_MS))]);
        await program.kill('SIGKILL');
        program = await speaking(directory);
        // A client without an answer sends the line again.
        take(await program.turn(line));
      }
      await answered;
      if (isLast || random() < 0.2) {
        const standing = take(await program.turn({ type: 'command', name: 'start', rest: '' }));
        const was = askIn(expected.turns[at] ?? []);
        expect(askIn(standing)?.slot, `after line ${at}, SEED=${SEED}`).toBe(was?.slot);
        expect(askIn(standing)?.kind, `after line ${at}, SEED=${SEED}`).toBe(was?.kind);
      }
      expect(program.strays).toEqual([]);
    }
    expect(kills).toBeGreaterThan(1);
    expect(await kept(program), `SEED=${SEED}`).toEqual(whole);
    // If the kill came between sending and marking as sent, the same letter is sent twice.
    const letter = expected.turns.flatMap(lettersIn).map(({ version, text }) => `${version} ${text}`);
    expect([...new Set(letters)], `SEED=${SEED}`).toEqual(letter);
    expect(await program.end()).toEqual({ code: 0, signal: null });
  });

  test('after a kill during lines that were sent at once, a prefix of them is kept', async () => {
    const random = randomFrom(SEED + 1);
    await using directory = await copyOf(empty);
    const slots = expected.turns.map((answers) => `${askIn(answers)?.kind} ${askIn(answers)?.slot}`);
    const reached: number[] = [];
    for (let round = 0; round < 2; round += 1) {
      const program = await speaking(directory);
      for (const line of expected.lines.slice(0, -1)) program.send(line);
      await new Promise((resolve) => setTimeout(resolve, random() * 4 * LATEST_KILL_MS));
      await program.kill('SIGKILL');
      await using next = await speaking(directory);
      const asked = askIn(await next.turn({ type: 'command', name: 'start', rest: '' }));
      expect(await next.end()).toEqual({ code: 0, signal: null });
      reached.push(slots.indexOf(`${asked?.kind} ${asked?.slot}`));
    }
    // Sending the same lines again advances the interview, never sets it back.
    expect(reached, `SEED=${SEED}`).toEqual(reached.toSorted((one, other) => one - other));
    expect(reached[0], `SEED=${SEED}`).toBeGreaterThanOrEqual(0);
    await using program = await speaking(directory);
    for (const line of expected.lines) await program.turn(line);
    expect(await kept(program), `SEED=${SEED}`).toEqual(whole);
  });
});

test('case 2: a repeated event changes nothing and gets no answer', async () => {
  await using directory = await copyOf(empty);
  await using program = await speaking(directory);
  const letters: number[] = [];
  for (const [at, line] of expected.lines.entries()) {
    const first = await program.turn(line);
    expect(first.map(nameless)).toEqual(expected.turns[at]?.map(nameless));
    const again = [...(await program.turn(line)), ...(await program.turn(expected.lines[Math.floor(at / 2)] ?? line))];
    expect(again).toEqual([]);
    letters.push(...lettersIn([...first, ...again]).map(({ version }) => version));
  }
  expect(letters).toEqual([1]);
  expect(await kept(program)).toEqual(whole);
});

/** Replaces a file by its name, as its path differs between directories. */
function nameless(line: Answer): unknown {
  return line.type === 'file' ? line.name : line;
}

test('on SIGTERM the program exits with code 0 within 2 s, and the next process continues', async () => {
  await using directory = await copyOf(empty);
  const program = await speaking(directory);
  for (const line of expected.lines.slice(0, 5)) await program.turn(line);
  const began = performance.now();
  expect(await program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(performance.now() - began).toBeLessThan(2_000);
  await using next = await speaking(directory);
  const standing = askIn(await next.turn({ type: 'command', name: 'start', rest: '' }));
  expect(standing?.slot).toBe(askIn(expected.turns[4] ?? [])?.slot);
});

describe('case 26: saved interview of another version', () => {
  test.each([1, VERSION + 7])('an interview of version %i starts over, and the person is told', async (version) => {
    await using directory = await copyOf(empty);
    const store = opened(await openStore({ directory: directory.path }));
    const saved = { version, value: 'role', context: { of: 'another time' } };
    expect(await store.commit(turn('terminal:old', { expected: null, saved }))).toBe('committed');
    await store.close();
    await using program = await speaking(directory);
    const answers = await program.turn({ ...START, place: 'terminal:old' });
    expect(answers.find((line) => line.type === 'say')?.text).toContain('Foreword was updated');
    expect(askIn(answers)?.slot).toBe('job-post');
    expect(program.strays).toEqual([]);
  });
});

test('a line without a place belongs to the local one', () => {
  expect(expected.turns.flat().every(({ place }) => place === LOCAL)).toBe(true);
});
