/**
 * One turn, from an event to what is said: read, advance, commit, send. The only place where the parts meet. All that an
 * event changes commits in one transaction, and nothing is sent before; what is sent is marked, and what is not is sent
 * again after a restart.
 */
import { type Adapter, type Inbound, type Outbound, type Place, platformOf, type Said } from './adapters/adapter.ts';
import { commandIn } from './adapters/command.ts';
import { PlaceQueue } from './adapters/place-queue.ts';
import { createDelivery } from './delivery.ts';
import type { Writer } from './letter/writer.ts';
import { createLetters, OVERTAKEN_AT_MOST, waitsFor } from './letters.ts';
import { EMPTY } from './machine/context.ts';
import { advance, begin, type Interview, revive } from './machine/interview.ts';
import { freeze, thaw } from './machine/saved.ts';
import * as say from './prompts/remarks.ts';
import { speak, standing } from './prompts/speak.ts';
import { chosenIn } from './reader/choosing.ts';
import { READ_AT_MOST } from './reader/plain.ts';
import type { Reader } from './reader/reader.ts';
import { Recent, type Standing } from './recent.ts';
import { Retries } from './retries.ts';
import { askedAt, choiceStep, commandStep, type Step, spokenStep, words } from './steps.ts';
import type { JobChange, Store, Turn, Unsent } from './store/store.ts';

export interface Interviewer {
  /**
   * Takes an event; settles when its turn is committed and what there was to say was handed to the platform. A letter
   * that it asked for is said later.
   */
  receive(inbound: Inbound): Promise<void>;
  /** Settles when no letter is being written for the place here, and what was written is handed to the platform. */
  settled(place: Place): Promise<void>;
  /**
   * Sends what an earlier process left unsent, and begins the letters that it left unwritten. What keeps it from that is
   * told, and it is tried again by itself.
   */
  resume(): Promise<void>;
  /** Breaks off the letters that are being written; the next process goes on with them. */
  stop(): Promise<void>;
}

export interface Parts {
  readonly store: Store;
  readonly reader: Reader;
  readonly writer: Writer;
  /** The platform of a place; undefined for one that is not running. */
  adapterFor(place: Place): Adapter | undefined;
  now(): Date;
  /** Called with what the writer threw, of which the person is told in a plain sentence, and with what is tried again. */
  onFault(error: unknown): void;
}

/** A turn that is committed, where all that is still to be said there is known. */
interface Through extends Standing<Interview> {
  readonly said: readonly Unsent[];
}

export function createInterviewer(parts: Parts): Interviewer {
  const { store } = parts;
  const queue = new PlaceQueue();
  const { deliver, takeOver } = createDelivery({ ...parts, queue });
  const recent = new Recent<Interview>();
  const letters = createLetters({ ...parts, queue, deliver, recent });
  const retries = new Retries<'resume'>(() => void resume());

  async function turn(inbound: Inbound): Promise<void> {
    let outcome = await attemptTurn(inbound);
    for (let attempt = 1; outcome === 'stale' && attempt < OVERTAKEN_AT_MOST; attempt += 1)
      outcome = await attemptTurn(inbound);
    if (outcome === 'seen') return takeOver(inbound.place);
    const through = typeof outcome === 'object' ? outcome : null;
    const isSaid = await deliver(inbound.place, through?.said);
    if (isSaid && through && store.alone) recent.put(inbound.place, through);
    // While somebody reads the brief, there is time for it. What keeps it from working will be told where it is needed.
    if (through?.kept.saved.value === 'review') store.jobs.prepare(platformOf(inbound.place)).catch(() => undefined);
    // Not taken in silence: whoever brought the event says so, and it can be sent again.
    if (outcome === 'stale') throw new Error('the interview was overtaken each time');
  }

  async function attemptTurn(inbound: Inbound): Promise<'done' | 'seen' | 'stale' | Through> {
    const { place } = inbound;
    const known = recent.take(place, inbound.id);
    const { kept, seen, owed } = known ?? (await store.before(place, inbound.id));
    const thawed = known?.state ?? (kept ? thaw(kept.saved) : begin());
    if (seen) {
      // It may come again because the process died over the letter that it asked for.
      if (thawed && waitsFor(thawed) !== null) letters.goOn(place);
      return 'seen';
    }
    const state = thawed ?? (await anew(place));
    const step = await stepFor(inbound, state, kept !== null);
    if (step.kind === 'forget') {
      await store.forget(place, [{ kind: 'say', text: say.FORGOTTEN }]);
      letters.abandon(place);
      return 'done';
    }
    const lost: Outbound[] = thawed ? [] : [{ kind: 'say', text: say.BEGIN_AGAIN }];
    const { next, out } = await outcomeOf(step, state, place);
    const job = jobChange(waitsFor(state), waitsFor(next));
    const change: Turn = {
      place,
      event: { id: inbound.id, isText: inbound.said.kind === 'text', asked: askedIn(state) },
      expected: kept?.version ?? null,
      saved: freeze(next),
      out: [...lost, ...out],
      ...(job && { job }),
    };
    const committed = await store.commit(change);
    if (committed !== 'committed') return committed;
    if (job?.kind === 'wanted') letters.begin(place);
    else if (job?.kind === 'unwanted') letters.abandon(place);
    else if (waitsFor(next) !== null) letters.goOn(place);
    if (owed) return 'done';
    const version = (change.expected ?? 0) + 1;
    const events = [...(known?.events ?? []), inbound.id];
    return { said: store.leaves(change), kept: { version, saved: change.saved }, state: next, events };
  }

  /** A conversation from its beginning, in which no letter takes the number of one that was delivered. */
  async function anew(place: Place): Promise<Interview> {
    const { last } = await store.editions(place);
    return revive('new', { ...EMPTY, letters: last });
  }

  async function outcomeOf(
    step: Exclude<Step, { kind: 'forget' }>,
    state: Interview,
    place: Place,
  ): Promise<{ next: Interview; out: readonly Outbound[] }> {
    switch (step.kind) {
      case 'words':
        return begun(state, step.out);
      case 'export':
        return begun(state, [await exportOf(place, state)]);
      case 'start': {
        if (state.value === 'new') return begun(state, []);
        // What an earlier process left unsent is about to be sent, and the question may be part of it.
        const waiting = await store.unsent(place);
        return { next: state, out: waiting.some(({ message }) => message.kind === 'ask') ? [] : standsIn(state) };
      }
      case 'event': {
        const next = advance(state, step.event);
        // "/skip" before anything was asked: it begins.
        if (next === state && state.value === 'new') return begun(state, []);
        const last = step.event.type === 'asked-why' ? ((await store.letters(place)).at(-1) ?? null) : null;
        return { next, out: next === state ? standsIn(state) : speak(next, last) };
      }
    }
  }

  async function stepFor(inbound: Inbound, state: Interview, isKept: boolean): Promise<Step> {
    const { said } = inbound;
    switch (said.kind) {
      case 'text': {
        const command = commandIn(said.text);
        if (command !== null) return commandStep(command.name);
        const chosen = chosenIn(said.text);
        const spoken = chosen ? spokenStep(chosen, state) : null;
        if (spoken) return spoken;
        return unreadable(said.text) ?? (await replyStep(inbound, said, state)) ?? textStep(inbound, said.text, state);
      }
      case 'command':
        return commandStep(said.name.toLowerCase());
      case 'choice':
        return choiceStep(said, state);
      case 'file':
        return fileStep(inbound, said, state);
      case 'edited': {
        const earlier = isKept ? await store.message(inbound.place, said.of) : null;
        if (!earlier) return words(say.EMPTY);
        // An edit to nothing takes away what was said.
        const refused = said.text.trim() === '' ? null : unreadable(said.text);
        if (refused) return refused;
        const reading = await read(earlier.id, said.text, state, askedAt(earlier.id, state));
        return { kind: 'event', event: { type: 'edited', reading } };
      }
    }
  }

  /** A reply to an earlier answer sets that answer right; null where it has to be read like any other text. */
  async function replyStep(
    { id, place }: Inbound,
    { text, re }: Extract<Said, { kind: 'text' }>,
    state: Interview,
  ): Promise<Step | null> {
    const earlier = re ? await store.message(place, re) : null;
    const asking = earlier ? askedAt(earlier.id, state) : null;
    if (!asking || asking.topic === state.context.asking?.topic) return null;
    const reading = await read(id, text, state, asking);
    return reading.facts.some(({ topic }) => topic === asking.topic)
      ? { kind: 'event', event: { type: 'said', reading: { ...reading, corrects: true } } }
      : null;
  }

  async function textStep(inbound: Inbound, text: string, state: Interview): Promise<Step> {
    const reading = await read(inbound.id, text, state, state.context.asking);
    return { kind: 'event', event: { type: 'said', reading } };
  }

  function read(id: string, text: string, state: Interview, asking: Interview['context']['asking']) {
    return parts.reader.read({ id, text, asking, brief: state.context.brief });
  }

  async function fileStep(inbound: Inbound, said: Extract<Said, { kind: 'file' }>, state: Interview): Promise<Step> {
    if (!/^text\/|markdown/.test(said.mime)) return words(say.UNREADABLE_FILE);
    const bytes = await said.read().catch(() => null);
    if (!bytes) return words(say.UNREADABLE_FILE);
    const text = new TextDecoder().decode(bytes);
    return unreadable(text) ?? textStep(inbound, text, state);
  }

  async function exportOf(place: Place, state: Interview): Promise<Outbound> {
    const letters = await store.letters(place);
    const content = { place, brief: state.context.brief, interview: freeze(state), letters };
    return {
      kind: 'file',
      name: 'foreword-export.json',
      mime: 'application/json',
      bytes: new TextEncoder().encode(JSON.stringify(content, null, 2)),
    };
  }

  async function resume(): Promise<void> {
    try {
      await Promise.all([letters.resume(), sayWhatIsOwed()]);
      retries.worked('resume');
    } catch (error) {
      parts.onFault(error);
      retries.failed('resume');
    }
  }

  /** Side by side: a place that can't be reached holds up no other. */
  async function sayWhatIsOwed(): Promise<void> {
    const owed = await store.placesWithUnsent();
    await Promise.all(owed.map((place) => queue.run(place, () => deliver(place))));
  }

  return {
    receive: (inbound) => queue.run(inbound.place, () => turn(inbound)),
    resume,
    settled: letters.settled,
    stop() {
      retries.stop();
      return letters.stop();
    },
  };
}

/** The answer to a text that no reader is given. */
function unreadable(text: string): Step | null {
  if (text.length > READ_AT_MOST) return words(say.TOO_LONG);
  // A lone dash is how some leave a question out.
  return /[\p{L}\p{N}]|^\s*[-–—]+\s*$/u.test(text) ? null : words(say.EMPTY);
}

function jobChange(before: number | null, after: number | null): JobChange | null {
  if (before === after) return null;
  return after === null ? { kind: 'unwanted' } : { kind: 'wanted', version: after };
}

/** The question that stands; while a letter is written none does, and that is said in its place. */
function standsIn(state: Interview): readonly Outbound[] {
  return waitsFor(state) === null ? standing(state) : [{ kind: 'say', text: say.remark({ kind: 'being-written' }) }];
}

/** After `out`, what stands; where nothing was asked yet, the interview begins, so that nobody is left without a question. */
function begun(state: Interview, out: readonly Outbound[]): { next: Interview; out: readonly Outbound[] } {
  if (state.value !== 'new') return { next: state, out: [...out, ...standing(state)] };
  const next = advance(state, { type: 'began' });
  return { next, out: [...out, ...speak(next, null)] };
}

function askedIn(state: Interview): 'review' | 'letter' | Interview['context']['closed'][number] | null {
  if (state.value === 'review' || state.value === 'letter') return state.value;
  return state.context.asking?.topic ?? null;
}
