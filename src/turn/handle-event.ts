/**
 * One turn, from an event to what is said: read, advance, commit, send. The only place where the parts meet. All that an
 * event changes commits in one transaction, and nothing is sent before; what is sent is marked, and what is not is sent
 * again after a restart.
 */
import { commandIn } from '../adapters/command.ts';
import {
  type Adapter,
  type Bookmark,
  type Inbound,
  type Outbound,
  type Place,
  type Platform,
  platformOf,
} from '../adapters/contract.ts';
import { PlaceQueue } from '../adapters/place-queue.ts';
import { typingWhile } from '../adapters/turn.ts';
import type { Writer } from '../letter/writer.ts';
import { EMPTY } from '../machine/context.ts';
import { advance, begin, type Interview, revive, waitsFor } from '../machine/interview.ts';
import { freeze, thaw } from '../machine/saved.ts';
import type { Transcriber } from '../model/transcribing.ts';
import { DATABASE_AWAY } from '../prompts/platforms.ts';
import * as say from '../prompts/remarks.ts';
import type { Reader } from '../reader/reader.ts';
import type { JobChange, SentQuestion, Store, Turn } from '../store/store.ts';
import { type Action, createActions } from './actions.ts';
import { crashPoint } from './crash-points.ts';
import { createDelivery } from './deliver.ts';
import { createGathering, type GatheringPace, PACE } from './gather.ts';
import { sentAs } from './letter-messages.ts';
import { createOutages } from './outage.ts';
import { Retries } from './retries.ts';
import { askOf, speak, standingOf } from './speak.ts';
import { BUSY, createLetters, OVERTAKEN_AT_MOST } from './write-letter.ts';

export interface Interviewer {
  /**
   * Takes an event; settles when its turn is committed and what there was to say was handed to the platform. A letter
   * that it asked for is said later.
   */
  receive(inbound: Inbound): Promise<void>;
  /** Somebody is writing: what they sent is not read yet. */
  typing(place: Place): void;
  /** Settles when no text waits to be read and no letter is being written for the place here, and what was written is handed to the platform. */
  settled(place: Place): Promise<void>;
  /**
   * Sends what an earlier process left unsent, and begins the letters that it left unwritten. What keeps it from that is
   * told, and it is tried again by itself.
   */
  resume(): Promise<void>;
  /** See `Store.bookmarks`. It outlasts an outage: nobody would ask again. */
  bookmarks(platform: Platform): Promise<readonly Bookmark[]>;
  /** Breaks off the letters that are being written; the next process goes on with them. */
  stop(): Promise<void>;
}

export interface Parts {
  readonly store: Store;
  readonly reader: Reader;
  readonly writer: Writer;
  readonly transcriber?: Transcriber | null;
  /** False: another process writes the letters. */
  readonly isWriting?: boolean;
  /** The platform of a place; undefined for one that is not running. */
  adapterFor(place: Place): Adapter | undefined;
  now(): Date;
  /** How long texts in a row are waited for, where the platform's adapter collects them; without it none are. */
  readonly gathering?: GatheringPace;
  /** Called with what the writer threw, of which the person is told in a plain sentence, and with what is tried again. */
  onFault(error: unknown): void;
}

export function createInterviewer(parts: Parts): Interviewer {
  const { store } = parts;
  const queue = new PlaceQueue();
  const outages = createOutages(parts.onFault);
  const delivery = createDelivery({ ...parts, queue, outages });
  const { deliver, takeOver } = delivery;
  const letters = createLetters({ ...parts, queue, outages, deliver });
  const actionFor = createActions(parts);
  const retries = new Retries<'resume'>(() => void resume());
  /** Places that were told that the database is away. */
  const told = new Set<Place>();
  const gathering = createGathering({
    store,
    pace: parts.gathering ?? PACE,
    read: (place) =>
      queue.run(place, () => persist(place, 'held', () => store.exclusively(place, () => readHeld(place)))),
    onFault: parts.onFault,
  });

  /** @param also ids of further texts that are part of it; undefined where none was held */
  async function turn(inbound: Inbound, also?: readonly string[]): Promise<void> {
    for (let attempt = 0; attempt < OVERTAKEN_AT_MOST; attempt += 1) if (await attemptTurn(inbound, also)) return;
    await deliver(inbound.place);
    // Not taken in silence: whoever brought the event says so, and it can be sent again.
    throw new Error('the interview was overtaken each time');
  }

  /** @returns whether the event is dealt with; false where another turn came first */
  async function attemptTurn(inbound: Inbound, also?: readonly string[]): Promise<boolean> {
    const { place } = inbound;
    const { kept, seen, owed, question } = await store.before(place, inbound.id);
    const thawed = kept ? thaw(kept.saved) : begin();
    if (seen) {
      // It may come again because the process died over the letter that it asked for.
      if (thawed && waitsFor(thawed) !== null) letters.goOn(place);
      await takeOver(place);
      return true;
    }
    // A conversation that starts again gives no letter the number of one that was delivered.
    const state = withReader(thawed ?? revive('new', { ...EMPTY, letters: (await store.editions(place)).last }));
    const action = await actionFor(inbound, state, await isEarly(inbound, question, owed));
    if (action.kind === 'forget') {
      await store.forget(place, [{ kind: 'say', text: say.FORGOTTEN }]);
      letters.abandon(place);
      await parts.adapterFor(place)?.forget?.(place).catch(parts.onFault);
      await deliver(place);
      return true;
    }
    const lost: Outbound[] = thawed ? [] : [{ kind: 'say', text: say.START_AGAIN }];
    const { next, out } = await outcomeOf(action, state, place);
    const version = waitsFor(next);
    const isChanged = version !== waitsFor(state);
    const job: JobChange = version === null ? { kind: 'unwanted' } : { kind: 'wanted', version };
    const change: Turn = {
      place,
      event: {
        id: inbound.id,
        isText: inbound.said.kind === 'text',
        asked: standingOf(state, parts.now())?.question.slot ?? null,
      },
      ...(also && { also }),
      expected: kept?.version ?? null,
      saved: freeze(next),
      out: [...lost, ...out],
      ...(isChanged && { job }),
    };
    crashPoint('turn.before-commit');
    const committed = await store.commit(change);
    crashPoint('turn.committed');
    if (committed === 'stale') return false;
    if (committed === 'seen') {
      await takeOver(place);
      return true;
    }
    if (isChanged && version === null) letters.abandon(place);
    else if (isChanged) letters.begin(place);
    else if (version !== null) letters.goOn(place);
    await deliver(place, owed ? undefined : store.leaves(change), question);
    // While somebody reads the review, there is time for it. What keeps it from working is told where it is needed.
    if (!owed && next.value === 'review') store.jobs.prepare(platformOf(place)).catch(() => undefined);
    return true;
  }

  /** Written before the question that stands was sent: it can't be an answer to it. */
  async function isEarly(
    { place, said, order }: Inbound,
    question: SentQuestion | null,
    owed: boolean,
  ): Promise<boolean> {
    if ((said.kind !== 'text' && said.kind !== 'file') || order === undefined) return false;
    if (owed && (await store.unsent(place)).some(({ message }) => message.kind === 'ask')) return true;
    return question?.order != null && BigInt(order) < BigInt(question.order);
  }

  /** A text that may not be the whole answer; null for everything that is dealt with at once. */
  function textToHold({ place, said }: Inbound): string | null {
    if (!parts.gathering || parts.adapterFor(place)?.isGathering !== true || said.kind !== 'text') return null;
    const isPlain = said.re === undefined && said.to === undefined && said.isForeign !== true;
    return isPlain && commandIn(said.text) === null ? said.text : null;
  }

  /** Reads the texts that a place holds, as one. */
  async function readHeld(place: Place): Promise<void> {
    gathering.taken(place);
    const [first, ...others] = await store.held(place);
    if (!first) return;
    const { id, author, at, order } = first;
    const text = [first, ...others].map((one) => one.text).join('\n');
    const inbound = { id, place, author, at, ...(order !== null && { order }), said: { kind: 'text' as const, text } };
    const also = others.map((one) => one.id);
    const show = () => void parts.adapterFor(place)?.busy?.(place).catch(parts.onFault);
    await typingWhile(turn(inbound, also), show, BUSY);
  }

  async function receive(inbound: Inbound): Promise<void> {
    const { place } = inbound;
    const text = textToHold(inbound);
    if (text !== null && (await persist(place, inbound.id, () => gathering.hold(inbound, text)))) return;
    const isGathering = parts.adapterFor(place)?.isGathering === true;
    const taken = async () => {
      if (isGathering) await readHeld(place);
      await turn(inbound);
    };
    await queue.run(place, () => persist(place, inbound.id, () => store.exclusively(place, taken)));
  }

  /** Tries for as long as the database is away. After the one retry the person is told so, once. */
  async function persist<T>(place: Place, event: string, task: () => Promise<T>): Promise<T> {
    let failures = 0;
    const result = await outages.lasting(task, (count) => {
      failures = count;
      if (count !== 2 || told.has(place)) return;
      told.add(place);
      const said = { kind: 'say', text: DATABASE_AWAY } as const;
      void parts.adapterFor(place)?.send(place, said, `${place}/away/${event}`);
    });
    told.delete(place);
    // A commit may have gone through without an answer: what it left to be said isn't known here.
    if (failures > 0) await outages.lasting(() => takeOver(place));
    return result;
  }

  /** A conversation is open from its beginning on, and as long as there is a model that reads. */
  function withReader(state: Interview): Interview {
    const isOpen = parts.reader.isOpen === true;
    const { open } = state.context;
    if (open === isOpen || (isOpen && state.value !== 'new')) return state;
    return revive(String(state.value), { ...state.context, open: isOpen });
  }

  async function outcomeOf(
    action: Exclude<Action, { kind: 'forget' }>,
    before: Interview,
    place: Place,
  ): Promise<{ next: Interview; out: readonly Outbound[] }> {
    const state = action.from ?? before;
    if (action.kind === 'words') return begun(state, action.out);
    if (action.kind === 'start') {
      if (state.value === 'new') return begun(state, []);
      // What an earlier process left unsent is about to be sent, and the question may be part of it.
      const waiting = await store.unsent(place);
      return { next: state, out: waiting.some(({ message }) => message.kind === 'ask') ? [] : standsIn(state) };
    }
    const heard = advance(state, action.event);
    const next = action.after && heard.context.pending.length === 0 ? advance(heard, action.after) : heard;
    if (next === state) return begun(state, []);
    const { remarks, shown, sends, sheet, draft } = next.context;
    const isAbout = shown !== null || sends !== null || remarks.includes('why');
    const letters = isAbout ? await store.letters(place) : [];
    const letter = (shown === null ? letters.at(-1) : letters[shown - 1]) ?? null;
    const how = {
      edition: letters.length,
      language: draft?.frame?.language ?? 'en',
      isPictured: parts.adapterFor(place)?.isShowingPictures === true,
    };
    const sent = sends && letter ? await sentAs(sends, letter, sheet, how) : [];
    return { next, out: [...sent, ...speak(next, parts.now(), letter, before)] };
  }

  /** The question that stands; while a letter is written none does, and that is said in its place. */
  function standsIn(state: Interview): readonly Outbound[] {
    const stands = standingOf(state, parts.now());
    if (!stands) return [{ kind: 'say', text: say.remarkText('being-written') }];
    // What this turn noted was said already.
    return [{ ...askOf(state, stands), noted: [] }];
  }

  /** After `out`, what stands; where nothing was asked yet, the interview begins, so that nobody is left without a question. */
  function begun(state: Interview, out: readonly Outbound[]): { next: Interview; out: readonly Outbound[] } {
    if (state.value !== 'new') return { next: state, out: [...out, ...standsIn(state)] };
    const next = advance(state, { type: 'began' });
    return { next, out: [...out, ...speak(next, parts.now(), null)] };
  }

  async function resume(): Promise<void> {
    try {
      await Promise.all([letters.resume(), delivery.resume(), gathering.resume()]);
      retries.worked('resume');
    } catch (error) {
      parts.onFault(error);
      retries.failed('resume');
    }
  }

  return {
    receive,
    bookmarks: (platform) => outages.lasting(() => store.bookmarks(platform)),
    typing: gathering.typing,
    resume,
    async settled(place) {
      await gathering.settled(place);
      await letters.settled(place);
    },
    stop() {
      retries.stop();
      outages.stop();
      gathering.stop();
      delivery.stop();
      return letters.stop();
    },
  };
}
