/** Letters that take their time: what goes on beside them, what overtakes them, and what is left when a process dies. */
import { describe, expect, test, vi } from 'vitest';
import type { Place } from '../src/adapters/adapter.ts';
import { plainWriter } from '../src/letter/plain.ts';
import type { LetterRequest, Workshop, Writer, Written } from '../src/letter/writer.ts';
import * as say from '../src/prompts/remarks.ts';
import { MemoryStore } from './fakes/memory-store.ts';
import { HERE, interviewed, type Process, started, stateOf, THERE } from './interviewing.ts';

interface Sheet {
  readonly request: LetterRequest;
  readonly workshop: Workshop;
  finish(): void;
  fail(error: Error): void;
}

/** A writer that waits until it is told to finish. */
class Slow implements Writer {
  readonly sheets: Sheet[] = [];

  async write(request: LetterRequest, workshop: Workshop): Promise<Written | null> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.sheets.push({ request, workshop, finish: resolve, fail: reject });
    await promise;
    return plainWriter.write(request);
  }

  /** The sheet that is written on now. */
  async sheet(number = 1): Promise<Sheet> {
    await vi.waitFor(() => expect(this.sheets).toHaveLength(number), { timeout: 5_000 });
    const sheet = this.sheets.at(-1);
    if (!sheet) throw new Error('nothing is being written');
    return sheet;
  }
}

const WRITE = { kind: 'choice', choice: 'write' } as const;
const BEING_WRITTEN = 'The letter is being written.';
const LETTER = [say.WITHOUT_MODEL, 'letter 1', 'file cover-letter-quillnote.txt', 'ask letter'];

/** A letter was asked for, and is being written. `grown` is what the platform was told to show of it. */
async function writing(store = new MemoryStore()) {
  const writer = new Slow();
  const process = started(store, { writer });
  const grown: (string | null)[] = [];
  Object.assign(process.screen, { grow: async (_: Place, text: string | null) => void grown.push(text) });
  await interviewed(process);
  process.screen.take();
  await process.receive(WRITE);
  return { process, writer, grown, sheet: await writer.sheet() };
}

const versions = async ({ store }: Process, place = HERE) => (await store.letters(place)).map(({ version }) => version);

describe('while a letter is written', () => {
  test('the turn that asked for it is over, and what is said is answered', async () => {
    const { process, sheet } = await writing();
    await process.receive({ kind: 'command', name: 'help', rest: '' });
    expect(process.screen.take()).toEqual([say.HELP]);
    await process.receive({ kind: 'text', text: '/brief' });
    expect(process.screen.take()).toEqual([expect.stringContaining('This is what I understood')]);
    await process.receive({ kind: 'text', text: 'are you still there?' });
    expect(process.screen.take()).toHaveLength(1);
    sheet.finish();
    await process.interviewer.settled(HERE);
    expect(process.screen.take()).toEqual(LETTER);
    expect(process.faults).toEqual([]);
  });

  test.each(['start', 'why', 'shorter', 'another', 'skip', 'back', 'write'])(
    '/%s is answered with that',
    async (name) => {
      const { process, sheet } = await writing();
      await process.receive({ kind: 'command', name, rest: '' });
      expect(process.screen.take()).toEqual([BEING_WRITTEN]);
      sheet.finish();
      await process.interviewer.settled(HERE);
      expect(process.screen.take()).toEqual(LETTER);
    },
  );

  test('nobody else waits, not even for a letter', async () => {
    const { process, writer, sheet } = await writing();
    await interviewed(process, THERE);
    await process.receive(WRITE, { place: THERE });
    (await writer.sheet(2)).finish();
    await process.interviewer.settled(THERE);
    expect(await versions(process, THERE)).toEqual([1]);
    expect(await versions(process)).toEqual([]);
    sheet.finish();
    await process.interviewer.settled(HERE);
    expect(await versions(process)).toEqual([1]);
  });

  test('five presses of the button, and a redelivery of each, come to one letter', async () => {
    const writer = new Slow();
    const process = started(new MemoryStore(), { writer });
    await interviewed(process);
    process.screen.take();
    const presses = Array.from({ length: 10 }, (_, n) => process.receive(WRITE, { id: `press ${n % 5}` }));
    await Promise.all(presses);
    expect(process.store.jobsOf(HERE)).toEqual([1]);
    expect(process.screen.take()).toEqual(Array(4).fill(BEING_WRITTEN));
    (await writer.sheet()).finish();
    await process.interviewer.settled(HERE);
    expect(process.screen.take()).toEqual(LETTER);
    await process.send(WRITE, { id: 'press 0' });
    await process.send(WRITE, { id: 'press 3' });
    expect(writer.sheets).toHaveLength(1);
    expect(await versions(process)).toEqual([1]);
    expect(process.store.jobsOf(HERE)).toEqual([]);
    expect(process.screen.take()).toEqual([]);
  });

  test('the platform is told that somebody waits', async () => {
    const { process, sheet } = await writing();
    const busy: Place[] = [];
    const { screen } = process;
    Object.assign(screen, { busy: async (place: Place) => void busy.push(place) });
    await vi.waitFor(() => expect(busy).toEqual([HERE]), { timeout: 2_000 });
    sheet.finish();
    await process.interviewer.settled(HERE);
  });

  test('another process that changes nothing costs nothing', async () => {
    const { process, sheet } = await writing();
    process.store.overtaken = 3;
    sheet.finish();
    await process.interviewer.settled(HERE);
    expect(process.screen.take()).toEqual(LETTER);
    expect(await versions(process)).toEqual([1]);
  });
});

describe('a letter that nobody waits for any more', () => {
  test.each<[string, (process: Process) => Promise<void>]>([
    ['a correction', (process) => process.receive({ kind: 'text', text: 'wait, the p99 is 220 ms now, not 210' })],
    [
      'an edited answer',
      (process) => process.receive({ kind: 'edited', of: { ordinal: 4 }, text: 'p99 went from 1.8 s to 220 ms' }),
    ],
  ])('is broken off by %s, and the next one tells of the newer brief', async (_, correct) => {
    const { process, writer, sheet, grown } = await writing();
    sheet.workshop.grown('Dear');
    await correct(process);
    expect(process.screen.take()).toEqual(['ask review']);
    expect(sheet.workshop.stopped.aborted).toBe(true);
    expect(process.store.jobsOf(HERE)).toEqual([]);
    await process.receive(WRITE);
    const newer = await writer.sheet(2);
    // The older one comes to its end only now, and has something to keep and to show.
    await sheet.workshop.keep('draft', 'of the older brief');
    sheet.workshop.grown('of the older brief');
    sheet.finish();
    newer.finish();
    await process.interviewer.settled(HERE);
    expect(grown).toEqual(['Dear', null]);
    expect(await newer.workshop.recall('draft')).toBeNull();
    const [letter, ...more] = await process.store.letters(HERE);
    expect(more).toEqual([]);
    expect(JSON.stringify(letter?.letter)).toContain('220 ms');
    expect(JSON.stringify(letter?.letter)).not.toContain('210 ms');
    // It was asked for twice, and is the first that they get.
    expect(letter?.version).toBe(2);
    expect(process.screen.take().slice(-4)).toEqual([
      say.WITHOUT_MODEL,
      'letter 2',
      'file cover-letter-quillnote.txt',
      'ask letter',
    ]);
    await process.receive(WRITE);
    await process.receive({ kind: 'choice', choice: 'shorter' });
    (await writer.sheet(3)).finish();
    await process.interviewer.settled(HERE);
    expect(process.screen.take()).toContain('file cover-letter-quillnote-v2.txt');
  });

  test('is broken off by "restart"', async () => {
    const { process, sheet } = await writing();
    await process.receive({ kind: 'command', name: 'restart', rest: '' });
    expect(sheet.workshop.stopped.aborted).toBe(true);
    sheet.finish();
    await process.interviewer.settled(HERE);
    expect(process.screen.take()).toEqual(['ask role']);
    expect(await versions(process)).toEqual([]);
  });

  test('is forgotten with everything else, whatever comes after', async () => {
    const { process, writer, sheet } = await writing();
    await sheet.workshop.keep('plan', 'canary');
    await process.receive({ kind: 'command', name: 'forget', rest: '' });
    expect(sheet.workshop.stopped.aborted).toBe(true);
    await sheet.workshop.keep('draft', 'canary');
    sheet.finish();
    await process.interviewer.settled(HERE);
    expect(process.screen.take()).toEqual([say.FORGOTTEN]);
    expect(process.store.rowsOf(HERE)).toBe(0);
    // Whoever comes back gets a letter of what they say then, under the same number.
    await interviewed(process);
    process.screen.take();
    await process.receive(WRITE);
    const anew = await writer.sheet(2);
    expect(await anew.workshop.recall('plan')).toBeNull();
    anew.finish();
    await process.interviewer.settled(HERE);
    expect(process.screen.take()).toEqual(LETTER);
  });
});

describe('a letter that can’t be written', () => {
  test('is told in a plain sentence, and asked for again', async () => {
    const { process, writer, sheet } = await writing();
    sheet.fail(new Error('the model is down'));
    await process.interviewer.settled(HERE);
    expect(process.screen.take()).toEqual(['ask review']);
    expect((await stateOf(process)).context.remarks).toEqual([{ kind: 'failed' }]);
    expect(process.faults).toHaveLength(1);
    expect(process.store.jobsOf(HERE)).toEqual([]);
    await process.receive(WRITE);
    (await writer.sheet(2)).finish();
    await process.interviewer.settled(HERE);
    expect(await versions(process)).toEqual([2]);
  });

  test('because nothing may be said in it, is told likewise, and is no fault', async () => {
    const process = started(new MemoryStore(), { writer: { write: async () => null } });
    await interviewed(process);
    process.screen.take();
    await process.press('write');
    expect(process.screen.take()).toEqual(['ask review']);
    expect((await stateOf(process)).context.remarks).toEqual([{ kind: 'failed' }]);
    expect(process.faults).toEqual([]);
    expect(await versions(process)).toEqual([]);
  });

  test('because the database is out of order, is tried again by itself', async () => {
    const { process, writer, sheet } = await writing();
    let failures = 1;
    process.store.beforeCommit = ({ letter }) => {
      if (letter && failures-- > 0) throw new Error('the disk is full');
    };
    sheet.finish();
    (await writer.sheet(2)).finish();
    await vi.waitFor(() => expect(process.screen.shown).toHaveLength(4));
    expect(process.screen.take()).toEqual(LETTER);
    expect(await versions(process)).toEqual([1]);
    expect(process.faults).toHaveLength(1);
  });

  test('because each process dies over it, is given up, and the interview goes on', async () => {
    const { process } = await writing();
    const { store } = process;
    store.freeJobs();
    for (let died = 1; died < 20; died += 1) {
      expect(await store.jobs.claim('terminal')).toMatchObject({ attempt: died });
      store.freeJobs();
    }
    const writer = new Slow();
    const next = started(store, { writer });
    await next.interviewer.resume();
    await next.interviewer.settled(HERE);
    expect(writer.sheets).toEqual([]);
    expect(next.screen.take()).toEqual(['ask review']);
    expect((await stateOf(next)).context.remarks).toEqual([{ kind: 'failed' }]);
  });
});

describe('a process that dies over a letter', () => {
  test('leaves it to the next one, which needs nobody to say anything', async () => {
    const { process: first, sheet } = await writing();
    await sheet.workshop.keep('plan', 'paid for');
    first.store.freeJobs();
    const writer = new Slow();
    const second = started(first.store, { writer });
    await second.interviewer.resume();
    const again = await writer.sheet();
    expect(await again.workshop.recall('plan')).toBe('paid for');
    // It was not dead, but slow: what it brings now is not taken.
    sheet.finish();
    await first.interviewer.settled(HERE);
    expect(first.screen.take()).toEqual([]);
    again.finish();
    await second.interviewer.settled(HERE);
    expect(second.screen.take()).toEqual(LETTER);
    expect(await versions(second)).toEqual([1]);
  });

  test('leaves it to the next one also where the database is out of order as that begins', async () => {
    const { process: first } = await writing();
    first.screen.outcomes = ['failed'];
    await first.command('help', { place: THERE });
    first.store.freeJobs();
    const placesIn = vi.spyOn(first.store, 'placesIn').mockRejectedValueOnce(new Error('no connection'));
    const placesWithUnsent = vi
      .spyOn(first.store, 'placesWithUnsent')
      .mockRejectedValueOnce(new Error('no connection'));
    const second = started(first.store);
    await second.interviewer.resume();
    expect(second.faults).toEqual([new Error('no connection')]);
    await vi.waitFor(() => expect(second.screen.shown).toHaveLength(6), { timeout: 5_000 });
    const shownIn = (place: Place) => second.screen.shown.filter((each) => each.place === place).length;
    expect([shownIn(HERE), shownIn(THERE)]).toEqual([4, 2]);
    expect([placesIn.mock.calls.length, placesWithUnsent.mock.calls.length]).toEqual([2, 2]);
  });

  test('leaves it to one that lives already, whatever that could not do as it began', async () => {
    const { process: first } = await writing();
    Object.assign(first.store.jobs, { patience: 60 });
    const second = started(first.store);
    vi.spyOn(first.store, 'placesIn').mockRejectedValue(new Error('no connection'));
    await second.interviewer.resume();
    first.store.freeJobs();
    await vi.waitFor(() => expect(second.screen.shown).toHaveLength(4), { timeout: 5_000 });
    expect(second.screen.take()).toEqual(LETTER);
    await second.interviewer.stop();
  });

  test('and is stopped in order, leaves it as well, and does not wait for it', async () => {
    const { process: first, sheet } = await writing();
    await first.interviewer.stop();
    expect(sheet.workshop.stopped.aborted).toBe(true);
    expect(first.store.jobsOf(HERE)).toEqual([1]);
    const second = started(first.store);
    await second.interviewer.resume();
    await second.interviewer.settled(HERE);
    expect(second.screen.take()).toEqual(LETTER);
    expect(first.screen.take()).toEqual([]);
  });

  test('that kept no job, as an earlier version of the program did not, leaves it all the same', async () => {
    const first = started();
    await interviewed(first);
    const kept = await first.store.load(HERE);
    if (!kept) throw new Error('nothing is kept');
    const context = { ...JSON.parse(JSON.stringify(kept.saved.context)), letters: 1 };
    first.store.overwrite(HERE, { ...kept.saved, value: 'writing', context });
    expect(first.store.jobsOf(HERE)).toEqual([]);
    const second = started(first.store);
    await second.interviewer.resume();
    await second.interviewer.settled(HERE);
    expect(second.screen.take()).toEqual(LETTER);
  });

  test('in one of several conversations: the others are not written to before they speak', async () => {
    const { process: first, writer } = await writing();
    await interviewed(first, THERE);
    await first.receive(WRITE, { place: THERE });
    await writer.sheet(2);
    first.store.freeJobs();
    const second = started(first.store);
    await second.command('start', { place: THERE });
    await second.interviewer.settled(HERE);
    const shown = second.screen.shown.map(({ place }) => place);
    expect(new Set(shown)).toEqual(new Set([THERE]));
    expect(await versions(second)).toEqual([1]);
    await second.command('start');
    expect(second.screen.shown.filter(({ place }) => place === HERE)).toHaveLength(4);
  });
});
