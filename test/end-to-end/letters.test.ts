/** The real program with a real server of a model, killed in the middle of a letter: it comes once, and for few calls. */
import { cp, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Answer, type DeliveredLetter, LOCAL, type TerminalPlace } from '../../bench/lines.ts';
import type { Program } from '../../bench/protocol.ts';
import { type Brief, BriefSchema } from '../../src/machine/brief.ts';
import { fallsSilent, hangs, type ModelServer, modelServer, type Reply, type Script, says } from '../fakes/model.ts';
import { author, GOOD, lines, NADIA, type Step, stepOf } from '../letter/author.ts';
import { type Directory, dataDirectory, speaking } from './program.ts';

const ANOTHER: TerminalPlace = 'terminal:another';
const START = { type: 'command', name: 'start', rest: '' } as const;
const WRITE = { type: 'text', text: '/write', id: 'write' } as const;

/** Two interviews that need nothing more than "write". */
let reviewed: Directory;
let brief: Brief;

beforeAll(async () => {
  reviewed = await dataDirectory();
  await using program = await speaking(reviewed);
  for (const place of [LOCAL, ANOTHER]) {
    let answers = await program.turn({ ...START, place });
    for (let asked = topicIn(answers); asked !== 'review' && asked !== 'letter'; asked = topicIn(answers))
      // The same ids of messages, and so of facts: the model's answers fit both.
      answers = await program.turn({ type: 'text', text: NADIA[asked], place, id: asked });
  }
  ({ brief } = await exported(program));
  expect(await program.end()).toEqual({ code: 0, signal: null });
});
afterAll(() => reviewed[Symbol.asyncDispose]());

const topicIn = (answers: readonly Answer[]) =>
  answers.flatMap((line) => (line.type === 'ask' ? [line.topic] : [])).at(-1) ?? 'review';
const lettersIn = (answers: readonly Answer[]) =>
  answers.filter((line): line is DeliveredLetter => line.type === 'letter');

async function exported(program: Program): Promise<{ brief: Brief; letters: { version: number }[] }> {
  const answers = await program.turn({ type: 'command', name: 'export', rest: '' });
  const file = answers.find((line) => line.type === 'file');
  const { brief, letters } = JSON.parse(await readFile(file?.path ?? '', 'utf8'));
  return { brief: BriefSchema.parse(brief), letters };
}

/** Programs, one after the other, over the same interview and the same model. */
async function labWith(server: ModelServer) {
  const directory = await dataDirectory();
  await cp(reviewed.path, directory.path, { recursive: true });
  const settings = { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'sk-test', FOREWORD_MODEL: 'gpt-test' };
  return {
    start: () => speaking(directory, settings),
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  };
}

/** The step at which it is killed, and what the model has answered to it by then. */
const POINTS: readonly (readonly [name: string, step: Step, reply: () => Reply])[] = [
  ['when the plan is asked for', 'plan', hangs],
  ['when the draft is asked for', 'draft', hangs],
  ['when half of the draft is there', 'draft', () => fallsSilent(lines(brief, GOOD.slice(0, 4)))],
  ['when the draft is on its way', 'draft', () => says(lines(brief, GOOD))],
];

/** The model as it always is, but for the one time when a step is asked for. */
function once(step: Step, reaction: () => Reply): Script {
  let isDue = true;
  return (asked) => {
    if (!isDue || stepOf(asked) !== step) return author(brief)(asked);
    isDue = false;
    return reaction();
  };
}

/** The program dies as soon as the answer, if there is one, has been handed to the network. */
function dying(program: Program, reply: Reply): Reply {
  setImmediate(() => void program.kill('SIGKILL'));
  return reply;
}

describe('a letter by a model', () => {
  test('takes two calls, and all of it is said before the program is ready for more', async () => {
    await using server = await modelServer(author(brief));
    await using lab = await labWith(server);
    await using program = await lab.start();
    const answers = await program.turn(WRITE);
    expect(lettersIn(answers)).toHaveLength(1);
    expect(topicIn(answers)).toBe('letter');
    expect(server.calls).toBe(2);
    expect(await program.end()).toEqual({ code: 0, signal: null });
    expect(program.strays).toEqual([]);
  });

  test('is waited for at the end of the input', async () => {
    await using server = await modelServer(author(brief));
    await using lab = await labWith(server);
    await using program = await lab.start();
    const answered = program.turn(WRITE);
    expect(await program.end()).toEqual({ code: 0, signal: null });
    expect(lettersIn(await answered)).toHaveLength(1);
  });

  test('keeps nobody else from talking, and not the program from ending when it is asked to', async () => {
    await using server = await modelServer(() => hangs());
    await using lab = await labWith(server);
    await using first = await lab.start();
    const unanswered = first.turn(WRITE).catch(() => null);
    expect(topicIn(await first.turn({ ...START, place: ANOTHER }))).toBe('review');
    expect(await first.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    // What was said of it is that it is ready, as nobody waits there any more.
    expect(lettersIn((await unanswered) ?? [])).toEqual([]);
    server.answer(author(brief));
    await using second = await lab.start();
    expect(lettersIn(await second.turn(START)).map(({ version }) => version)).toEqual([1]);
  });
});

describe('killed', () => {
  test.each(POINTS)('%s: it comes once, for one call more at most', async (_, step, reply) => {
    await using server = await modelServer();
    await using lab = await labWith(server);
    await using first = await lab.start();
    server.answer(once(step, () => dying(first, reply())));
    const answered = first.turn(WRITE).catch(() => []);
    await first.exited;
    await using second = await lab.start();
    const letters = [...lettersIn(await answered), ...lettersIn(await second.turn(START))];
    expect(letters.map(({ version }) => version)).toEqual([1]);
    expect((await exported(second)).letters.map(({ version }) => version)).toEqual([1]);
    expect(server.calls).toBeLessThanOrEqual(3);
    expect(second.strays).toEqual([]);
    expect(await second.end()).toEqual({ code: 0, signal: null });
  });

  test('again and again: each time costs one call at most, and the letter is one', async () => {
    await using server = await modelServer();
    await using lab = await labWith(server);
    const letters: DeliveredLetter[] = [];
    for (const step of ['plan', 'plan', 'draft', 'draft'] as const) {
      await using program = await lab.start();
      server.answer(once(step, () => dying(program, hangs())));
      const answered = program.turn(WRITE).catch(() => []);
      await program.exited;
      letters.push(...lettersIn(await answered));
    }
    expect(letters).toEqual([]);
    expect(server.calls).toBe(5);
    await using last = await lab.start();
    // Whoever got no answer sends the same press again.
    letters.push(...lettersIn(await last.turn(WRITE)));
    expect(letters.map(({ version }) => version)).toEqual([1]);
    expect(server.calls).toBe(6);
    expect((await exported(last)).letters).toHaveLength(1);
  });

  test('in two conversations: each gets its letter when it speaks, and not before', async () => {
    await using server = await modelServer();
    await using lab = await labWith(server);
    await using first = await lab.start();
    server.answer(() => hangs());
    const answered = [first.turn(WRITE), first.turn({ ...WRITE, place: ANOTHER })];
    for (const each of answered) each.catch(() => null);
    await vi.waitFor(() => expect(server.calls).toBe(2), { timeout: 20_000 });
    await first.kill('SIGKILL');
    server.answer(author(brief));
    await using second = await lab.start();
    expect(lettersIn(await second.turn(START))).toHaveLength(1);
    expect(second.strays).toEqual([]);
    expect(lettersIn(await second.turn({ ...START, place: ANOTHER }))).toHaveLength(1);
  });
});
