/** Random conversations of ordinary and hostile events with the real turn code and a real database, and their invariants. */
import { isDeepStrictEqual } from 'node:util';
import type { Adapter, Ask, Outbound, Place, Said } from '../../src/adapters/contract.ts';
import { faultyKeys } from '../../src/letter/gate.ts';
import { templateWriter } from '../../src/letter/writer.ts';
import { deserialize, serialize } from '../../src/machine/saved.ts';
import { CATALOGUES } from '../../src/prompts/catalogues.ts';
import { guidedReader } from '../../src/reader/guided.ts';
import type { Store } from '../../src/store/store.ts';
import { createInterviewer } from '../../src/turn/handle-event.ts';
import { Random } from '../soak/random.ts';
import { INPUTS } from './inputs.ts';
import { ANSWERS } from './states.ts';

export interface FuzzOptions {
  readonly store: Store;
  readonly seed: number;
  /** Maximum milliseconds of processor time for a turn, without the database. */
  readonly turnAtMost: number;
}

export interface FuzzResult {
  readonly turns: number;
  readonly letters: number;
  /** Milliseconds of processor time, in the database and without it, and the event. */
  readonly slowest: { readonly time: number; readonly inStore: number; readonly event: string };
  /** Violations, with the event before. */
  readonly broken: readonly string[];
}

const STEPS_AT_MOST = 60;
/** Values that are told and later hidden. Nothing else contains them. */
const SECRETS = ['Zalvora', '8,412,345'] as const;
const TOLD: Readonly<Record<string, string>> = {
  ...ANSWERS,
  'system.employer': 'Zalvora Metering',
  'throughput.now': '8,412,345 readings per day',
};
/** Commands that make files, which are made by libraries and may contain hidden values. */
const MAKES_FILES: ReadonlySet<string> = new Set(['pdf', 'docx', 'export']);
const COMMANDS = Object.keys(CATALOGUES.en.commands).filter((name) => !MAKES_FILES.has(name));

/** Plays one conversation. The same seed gives the same conversation. */
export async function fuzz({ store: real, seed, turnAtMost }: FuzzOptions): Promise<FuzzResult> {
  const random = new Random(seed);
  const { store, spent } = timedStore(real);
  const place: Place = `terminal:fuzz-${seed}`;
  const heard: Outbound[] = [];
  const broken: string[] = [];
  const send: Adapter['send'] = (_, message) => {
    heard.push(message);
    return Promise.resolve({ outcome: 'sent', platformId: String(heard.length) });
  };
  const adapter: Adapter = { name: 'terminal', start: () => Promise.resolve(), send, stop: () => Promise.resolve() };
  const interviewer = createInterviewer({
    store,
    reader: guidedReader,
    writer: templateWriter,
    adapterFor: () => adapter,
    now: () => new Date('2026-11-29T12:00:00Z'),
    onFault: (error) => broken.push(`a fault: ${error instanceof Error ? error.stack : String(error)}`),
  });
  let slowest = { time: 0, inStore: 0, event: '' };
  const steps = 20 + Math.floor(random.next() * (STEPS_AT_MOST - 20));
  for (let step = 1; step <= steps; step += 1) {
    const ask = heard.findLast((message) => message.kind === 'ask') ?? null;
    const { said, name } = eventOf(random, ask, step);
    const event = `seed ${seed}, event ${step} (${name})`;
    const before = heard.length;
    const [start, storeStart] = [cpuTime(), spent()];
    try {
      await interviewer.receive({ id: `e${step}`, place, author: 'fuzz', at: new Date(step * 1_000), said });
      await interviewer.settled(place);
    } catch (error) {
      broken.push(`${event}: ${error instanceof Error ? error.stack : String(error)}`);
    }
    const inStore = spent() - storeStart;
    const time = cpuTime() - start - inStore;
    if (time > slowest.time) slowest = { time, inStore, event };
    const out = heard.slice(before);
    const wrong = [
      ...(time > turnAtMost ? [`took ${time.toFixed(0)} ms`] : []),
      ...(out.length === 0 ? ['was not answered'] : []),
      ...(await wrongIn(store, place, out)),
    ];
    broken.push(...wrong.map((what) => `${event}: ${what}`));
  }
  await interviewer.stop();
  const letters = heard.filter(({ kind }) => kind === 'letter').length;
  return { turns: steps, letters, slowest, broken };
}

/** @returns milliseconds of processor time of this thread */
function cpuTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Measures the time in the store: PGlite runs in this thread, and its time says nothing about texts. */
function timedStore(real: Store): { readonly store: Store; spent(): number } {
  let [spent, since, open] = [0, 0, 0];
  const begin = () => {
    if (open === 0) since = cpuTime();
    open += 1;
  };
  const end = () => {
    open -= 1;
    if (open === 0) spent += cpuTime() - since;
  };
  const store = new Proxy(real, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      // It runs the turn itself.
      if (name === 'exclusively') return member;
      return (...args: unknown[]): unknown => {
        begin();
        const result: unknown = Reflect.apply(member, target, args);
        if (result instanceof Promise) return result.finally(end);
        end();
        return result;
      };
    },
  });
  return { store, spent: () => spent };
}

/** @returns violations after a turn */
async function wrongIn(store: Store, place: Place, out: readonly Outbound[]): Promise<string[]> {
  const { kept } = await store.before(place, 'none');
  // After /forget.
  if (!kept) return [];
  const state = deserialize(kept.saved);
  if (!state) return ['the saved state is not understood'];
  const { sheet } = state.context;
  const texts = out.filter((message) => message.kind !== 'file').map((message) => JSON.stringify(shownOf(message)));
  const hidden = sheet.hidden.filter(({ value }) => SECRETS.some((secret) => value.includes(secret)));
  return [
    ...(isDeepStrictEqual(serialize(state), kept.saved) ? [] : ['the state does not thaw to itself']),
    ...SECRETS.filter((secret) => hidden.some(({ value }) => value.includes(secret))).flatMap((secret) => {
      const leak = texts.find((text) => text.includes(secret));
      const at = leak?.indexOf(secret) ?? 0;
      return leak === undefined ? [] : [`what is hidden was sent: …${leak.slice(Math.max(0, at - 120), at + 40)}…`];
    }),
    ...out.flatMap((message) =>
      message.kind === 'letter' && faultyKeys(message.letter, sheet).length > 0
        ? ['a letter that the gate refuses']
        : [],
    ),
  ];
}

/** The visible part of a message. The data of a letter may contain hidden values. */
function shownOf(message: Outbound): unknown {
  return message.kind === 'letter' ? message.text : message;
}

interface Event {
  readonly said: Said;
  readonly name: string;
}

function eventOf(random: Random, ask: Ask | null, step: number): Event {
  const text = (told: string, name = told): Event => ({ said: { kind: 'text', text: told }, name });
  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(random.next() * all.length)];
  const [kind = '', make = () => ''] = pick(Object.entries(INPUTS)) ?? [];
  const length = Math.floor(random.chance(0.1) ? 20_000 : random.between(1, 3_000));
  const hostile = () => text(make(length), `${length} of ${kind}`);
  const command = (name: string, rest: string): Event => ({
    said: { kind: 'command', name, rest },
    name: `/${name} ${rest}`,
  });
  const tap = (choice: string): Event => ({ said: { kind: 'choice', choice }, name: `tap ${choice}` });
  const dice = random.next();
  if (dice < 0.45)
    return ordinary(ask, text, tap, () => pick(ask?.choices.filter(({ id }) => !MAKES_FILES.has(id)) ?? [])?.id);
  if (dice < 0.65) return hostile();
  if (dice < 0.75) return tap(pick(ask?.choices.filter(({ id }) => !MAKES_FILES.has(id)) ?? [])?.id ?? 'none');
  if (dice < 0.78) return { said: { kind: 'choice', choice: make(20), of: 'another' }, name: `an old button, ${kind}` };
  if (dice < 0.83) return command(pick(COMMANDS) ?? 'help', random.chance(0.3) ? make(30) : '');
  if (dice < 0.88) return command('hide', pick(SECRETS) ?? '');
  const bytes = new TextEncoder().encode(make(length));
  const file = (name: string, mime: string): Event => ({
    said: { kind: 'file', name, mime, read: () => Promise.resolve(random.chance(0.1) ? null : bytes) },
    name: `${name}: ${length} of ${kind}`,
  });
  // Other files are read in a separate process, which is slow to start.
  if (dice < 0.92)
    return file(random.chance(0.5) ? 'page.html' : 'message.txt', random.chance(0.5) ? 'text/html' : 'text/plain');
  const of = random.chance(0.5)
    ? { id: `e${Math.ceil(random.next() * step)}` }
    : { ordinal: Math.ceil(random.next() * 9) };
  if (dice < 0.95) return { said: { kind: 'edited', of, text: make(200) }, name: `an edit, 200 of ${kind}` };
  if (dice < 0.97) return { said: { kind: 'text', text: make(length), isForeign: true }, name: `forwarded ${kind}` };
  if (dice < 0.98) return { said: { kind: 'text', text: make(100), re: of, to: '3' }, name: `a reply, 100 of ${kind}` };
  const fields = { 'company.choice': make(300), 'company.view': 'I agree with it.' };
  return { said: { kind: 'form', fields }, name: `a form, 300 of ${kind}` };
}

/** An answer of a person who wants a letter. */
function ordinary(
  ask: Ask | null,
  text: (told: string) => Event,
  tap: (choice: string) => Event,
  any: () => string | undefined,
): Event {
  const answer = TOLD[ask?.slot ?? ''];
  if (answer !== undefined) return text(answer);
  const usual = ['write', 'yes', 'no', 'skip', 'keep', 'none'].find((id) => ask?.choices.some((one) => one.id === id));
  return ask === null ? text('hello') : tap(usual ?? any() ?? 'none');
}
