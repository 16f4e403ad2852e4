import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setImmediate as nextRound } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { Inbound, Place } from '../../../src/adapters/contract.ts';
import { turnFailed } from '../../../src/prompts/refusals.ts';
import { open, openJsonl } from './open.ts';
import { aLetter } from './samples.ts';

const READY = { type: 'ready', place: 'terminal:local' };

function textOf({ said }: Inbound): string {
  return said.kind === 'text' ? said.text : said.kind;
}

test('one ready is printed at the start', async () => {
  await using terminal = await openJsonl();
  await terminal.adapter.start(() => Promise.resolve());
  expect(terminal.lines()).toEqual([READY]);
});

test('each line gets one ready, after everything that the line caused', async () => {
  await using terminal = await openJsonl();
  const { adapter } = terminal;
  await adapter.start(async ({ place }) => {
    // Not awaited, as the interviewer need not wait.
    const bytes = new Uint8Array(3_000_000);
    void adapter.send(place, { kind: 'file', name: 'big.pdf', mime: 'application/pdf', bytes }, '1');
    void adapter.send(place, { kind: 'say', text: 'after the file' }, '2');
  });
  terminal.write({ type: 'text', text: 'go', place: 'terminal:a' });
  await vi.waitFor(() => expect(terminal.lines()).toHaveLength(4));
  expect(terminal.lines().map(({ type, place }) => [type, place])).toEqual([
    ['ready', 'terminal:local'],
    ['file', 'terminal:a'],
    ['say', 'terminal:a'],
    ['ready', 'terminal:a'],
  ]);
});

test('ready waits for the letter of its place, and other places do not wait', async () => {
  const written = Promise.withResolvers<void>();
  const settled = async (place: Place) => (place === 'terminal:local' ? written.promise : undefined);
  await using terminal = await openJsonl({ settled });
  const { adapter } = terminal;
  await adapter.start(() => Promise.resolve());
  terminal.write({ type: 'choice', id: 'write' });
  terminal.write({ type: 'text', text: 'later, and answered before it', place: 'terminal:other' });
  const other = { type: 'ready', place: 'terminal:other' };
  await vi.waitFor(() => expect(terminal.lines()).toContainEqual(other));
  expect(terminal.lines()).toEqual([READY, other]);
  await adapter.send('terminal:local', aLetter, 'letter');
  written.resolve();
  await vi.waitFor(() => expect(terminal.lines()).toHaveLength(5));
  expect(terminal.lines().map(({ type }) => type)).toEqual(['ready', 'ready', 'say', 'letter', 'ready']);
});

test('lines of one place are handled in sequence, lines of different places concurrently', async () => {
  const gates = new Map<string, PromiseWithResolvers<void>>();
  const seen: string[] = [];
  await using terminal = await openJsonl();
  await terminal.adapter.start(async (inbound) => {
    const gate = Promise.withResolvers<void>();
    gates.set(textOf(inbound), gate);
    seen.push(textOf(inbound));
    await gate.promise;
  });
  for (const text of ['a1', 'a2', 'b1', 'a3', 'b2']) {
    terminal.write({ type: 'text', text, place: `terminal:${text[0]}` });
  }
  await vi.waitFor(() => expect(seen).toEqual(['a1', 'b1']));
  gates.get('b1')?.resolve();
  await vi.waitFor(() => expect(seen).toEqual(['a1', 'b1', 'b2']));
  gates.get('a1')?.resolve();
  await vi.waitFor(() => expect(seen).toContain('a2'));
  expect(seen).not.toContain('a3');
  for (const text of ['a2', 'b2', 'a3'])
    await vi.waitFor(() => gates.get(text)?.resolve() ?? expect(seen).toContain(text));
});

test('at most 64 lines are handled at once', async () => {
  const gate = Promise.withResolvers<void>();
  let [underWay, most] = [0, 0];
  await using terminal = await openJsonl();
  await terminal.adapter.start(async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await gate.promise;
    await nextRound();
    underWay -= 1;
  });
  for (let place = 0; place < 1_000; place += 1)
    terminal.write({ type: 'text', text: 'x', place: `terminal:${place}` });
  await vi.waitFor(() => expect(most).toBeGreaterThanOrEqual(64), { timeout: 5_000 });
  gate.resolve();
  await vi.waitFor(() => expect(terminal.lines()).toHaveLength(1_001), { timeout: 5_000 });
  expect(most).toBe(64);
});

test('a slow reader of the output loses no message', async () => {
  const taken: string[] = [];
  const output = new Writable({
    highWaterMark: 1,
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => {
      taken.push(chunk);
      setTimeout(done, 1);
    },
  });
  await using terminal = await openJsonl({ output });
  const { adapter } = terminal;
  await adapter.start(async (inbound) => {
    await adapter.send(inbound.place, { kind: 'say', text: textOf(inbound) }, inbound.id);
  });
  const texts = Array.from({ length: 100 }, (_, index) => `message ${index}`);
  for (const text of texts) terminal.write({ type: 'text', text });
  terminal.input.end();
  await terminal.ended;
  const said = taken.flatMap((line) => JSON.parse(line).text ?? []);
  expect(said).toEqual(texts);
});

test('each type of line arrives as its event, with the given or a new id', async () => {
  const heard: Inbound[] = [];
  let ids = 0;
  await using terminal = await openJsonl({
    newId: () => `new-${++ids}`,
    now: () => new Date('2026-01-02T03:04:05Z'),
  });
  await terminal.adapter.start(async (inbound) => void heard.push(inbound));
  terminal.write('\uFEFF{"type":"edit","of":3,"text":"corrected","id":"mine"}\r');
  terminal.write({ type: 'choice', id: 'skip' });
  terminal.write({ type: 'choice', id: 'skip' });
  terminal.write({ type: 'choice', id: 'skip', event: 'press 3' });
  terminal.write({ type: 'text', text: 'hi', id: 'not this', event: 'text 4' });
  await vi.waitFor(() => expect(heard).toHaveLength(5));
  terminal.write({ type: 'command', name: 'start', rest: '', place: 'terminal:Ann' });
  await vi.waitFor(() => expect(heard).toHaveLength(6));
  const at = new Date('2026-01-02T03:04:05Z');
  const here = { place: 'terminal:local', author: 'local', at };
  expect(heard).toEqual([
    { ...here, id: 'mine', said: { kind: 'edited', of: { ordinal: 3 }, text: 'corrected' } },
    { ...here, id: 'new-1', said: { kind: 'choice', choice: 'skip' } },
    { ...here, id: 'new-2', said: { kind: 'choice', choice: 'skip' } },
    { ...here, id: 'press 3', said: { kind: 'choice', choice: 'skip' } },
    { ...here, id: 'text 4', said: { kind: 'text', text: 'hi' } },
    { id: 'new-3', place: 'terminal:Ann', author: 'Ann', at, said: { kind: 'command', name: 'start', rest: '' } },
  ]);
});

test('a missing file is named by its last path segment, and reading it returns null', async () => {
  const heard: Inbound[] = [];
  await using terminal = await openJsonl();
  await terminal.adapter.start(async (inbound) => void heard.push(inbound));
  terminal.write({ type: 'file', path: join(terminal.directory, 'none', 'cv.DOCX') });
  await vi.waitFor(() => expect(terminal.lines()).toHaveLength(2));
  const said = heard[0]?.said;
  if (said?.kind !== 'file') throw new Error('not a file');
  expect(said.name).toBe('cv.DOCX');
  expect(await said.read()).toBe(null);
});

test('a file that cannot be written has failed, and the next message is sent', async () => {
  await using terminal = await openJsonl();
  const blocked = join(terminal.directory, 'blocked');
  await writeFile(blocked, 'no directory');
  await using other = await openJsonl({ filesDirectory: blocked });
  await other.adapter.start(() => Promise.resolve());
  const file = { kind: 'file', name: 'a.pdf', mime: 'application/pdf', bytes: new Uint8Array(1) } as const;
  expect(await other.adapter.send('terminal:local', file, '1')).toEqual({
    outcome: 'failed',
    why: expect.stringMatching(/ENOTDIR|EEXIST/),
  });
  expect(await other.adapter.send('terminal:local', { kind: 'say', text: 'on' }, '2')).toMatchObject({
    outcome: 'sent',
  });
});

test('a delivered file is at the path in its line', async () => {
  await using terminal = await openJsonl();
  await terminal.adapter.start(() => Promise.resolve());
  const bytes = new TextEncoder().encode('%PDF');
  await terminal.adapter.send('terminal:Ann', { kind: 'file', name: 'l.pdf', mime: 'application/pdf', bytes }, '1');
  const line = terminal.lines()[1];
  expect(line).toMatchObject({ type: 'file', place: 'terminal:Ann', name: 'l.pdf', mime: 'application/pdf' });
  expect(await readFile(String(line?.path), 'utf8')).toBe('%PDF');
});

test('a failed turn is reported to the person and as a fault, and the next line is handled', async () => {
  await using terminal = await openJsonl();
  await terminal.adapter.start(async (inbound) => {
    if (textOf(inbound) === 'bad') throw new Error('secret');
  });
  terminal.write({ type: 'text', text: 'bad' });
  terminal.write({ type: 'text', text: 'good' });
  await vi.waitFor(() => expect(terminal.lines()).toHaveLength(4));
  expect(terminal.lines()).toEqual([READY, { type: 'say', place: 'terminal:local', text: turnFailed() }, READY, READY]);
  expect(terminal.faults).toEqual([new Error('secret')]);
});

test('at the end of input the running turn finishes before onEnd is called', async () => {
  const gate = Promise.withResolvers<void>();
  const linesAtEnd: unknown[] = [];
  await using terminal = await openJsonl({ onEnd: () => linesAtEnd.push(terminal.lines().map(({ type }) => type)) });
  const { adapter } = terminal;
  await adapter.start(async ({ place }) => {
    await gate.promise;
    await adapter.send(place, { kind: 'say', text: 'the last word' }, '1');
  });
  terminal.input.end('{"type":"text","text":"no line feed at the end"}');
  await once(terminal.input, 'close');
  // The input is read to its end. Messages can still be sent.
  await adapter.send('terminal:local', { kind: 'say', text: 'still at it' }, '0');
  gate.resolve();
  await vi.waitFor(() => expect(linesAtEnd).toEqual([['ready', 'say', 'say', 'ready']]));
});

test('stop() waits for the running turn and does not call onEnd', async () => {
  const ended = vi.fn();
  const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const terminal = await openJsonl({ onEnd: ended });
  await terminal.adapter.start(() => {
    begun.resolve();
    return gate.promise;
  });
  terminal.write({ type: 'text', text: 'under way' });
  await begun.promise;
  const stopped = terminal[Symbol.asyncDispose]();
  gate.resolve();
  await stopped;
  expect(terminal.lines()).toEqual([READY, READY]);
  expect(ended).not.toHaveBeenCalled();
  expect(terminal.faults).toEqual([]);
});

test('stop() does not wait for a letter, which the next process writes', async () => {
  const waiting = Promise.withResolvers<void>();
  const terminal = await openJsonl({
    settled() {
      waiting.resolve();
      return new Promise(() => undefined);
    },
  });
  await terminal.adapter.start(() => Promise.resolve());
  terminal.write({ type: 'choice', id: 'write' });
  await waiting.promise;
  expect(terminal.lines()).toEqual([READY]);
  await terminal[Symbol.asyncDispose]();
  expect(terminal.lines()).toEqual([READY, READY]);
});

test('a closed output ends the adapter, and the message has failed', async () => {
  await using terminal = await openJsonl();
  await terminal.adapter.start(() => Promise.resolve());
  terminal.output.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  const sent = await terminal.adapter.send('terminal:local', { kind: 'say', text: 'anyone?' }, '1');
  expect(sent.outcome).toBe('failed');
  await terminal.ended;
  expect(terminal.faults).toEqual([]);
});

test('an input error is a fault and ends the adapter', async () => {
  await using terminal = await openJsonl();
  await terminal.adapter.start(() => Promise.resolve());
  terminal.input.destroy(new Error('EIO'));
  await terminal.ended;
  expect(terminal.faults).toEqual([new Error('EIO')]);
});

test('an output that fails from the start ends the adapter without a fault', async () => {
  const output = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
  await using terminal = await openJsonl({ output });
  await terminal.adapter.start(() => Promise.resolve());
  await terminal.ended;
  const sent = await terminal.adapter.send('terminal:local', { kind: 'say', text: 'anyone?' }, '1');
  expect(sent.outcome).toBe('failed');
  expect(terminal.faults).toEqual([]);
});

test('both modes have the platform name "terminal"', async () => {
  await using jsonl = await openJsonl();
  await using talk = await open({ mode: 'talk', input: jsonl.input, output: jsonl.output });
  expect([jsonl.adapter.name, talk.adapter.name]).toEqual(['terminal', 'terminal']);
});
