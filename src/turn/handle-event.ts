/**
 * One turn: read an event, advance the machine, commit, send. All changes of an event commit in one transaction, and
 * nothing is sent before. Sent messages are marked; unsent ones are sent after a restart.
 */
import { BoundedMap } from '../adapters/bounded.ts';
import { type Inbound, type Outbound, type Place, type Platform, platformOf, type Said } from '../adapters/contract.ts';
import { PlaceQueue, typingWhile } from '../adapters/place-queue.ts';
import { EMPTY } from '../machine/context.ts';
import { awaitedLetter, begin, restoreState } from '../machine/interview.ts';
import { languageOf } from '../machine/language.ts';
import { deserialize, serialize } from '../machine/saved.ts';
import { wordsOf } from '../prompts/catalogues.ts';
import { turnFailed } from '../prompts/refusals.ts';
import { StoreFailure } from '../store/database-errors.ts';
import type { JobChange, Turn, TurnStart } from '../store/store.ts';
import type { Action } from './action.ts';
import { createActions } from './actions.ts';
import { crashPoint } from './crash-points.ts';
import { createDelivery } from './deliver.ts';
import type { TurnDependencies } from './dependencies.ts';
import { createGathering, firstGroup, GATHERING_PACE, isGathered, type MessageGroup } from './gather.ts';
import { type Counted, createLimits } from './limits.ts';
import { createOutages, createPersistence } from './outage.ts';
import { createOutcomes, saidOf, withReader } from './outcome.ts';
import { contactIn, createReminders, welcomeBackMessage } from './reminders.ts';
import { createRetention } from './retention.ts';
import { BUSY, createLetters, OVERTAKEN_AT_MOST } from './write-letter.ts';

const TYPED: ReadonlySet<Said['kind']> = new Set(['text', 'file', 'command']);
/** Attempts per held event. Then it is dropped, so that it doesn't block the events behind it. */
const ATTEMPTS_AT_MOST = 3;

export type Interviewer = ReturnType<typeof createInterviewer>;

export function createInterviewer(parts: TurnDependencies) {
  const { store } = parts;
  const limits = parts.limits === undefined ? null : createLimits({ ...parts, settings: parts.limits });
  const queue = new PlaceQueue();
  const outages = createOutages(parts.onFault);
  const delivery = createDelivery({ ...parts, queue, outages });
  const { deliver, takeOver } = delivery;
  const letters = createLetters({ ...parts, queue, outages, deliver });
  const actionFor = createActions(parts);
  const { outcomeOf, begun, standsIn } = createOutcomes(parts);
  const reminders = createReminders({ ...parts, queue, deliver, standsIn });
  /** The language of each interview, or that of the client. Needed for held texts, which are stored without it. */
  const locales = new BoundedMap<Place, string>();
  const spoken = (place: Place) => languageOf(locales.get(place));
  /** Failed attempts of held events, by the first of those that are read as one. */
  const failures = new BoundedMap<string, number>();
  const persist = createPersistence({ ...parts, outages, takeOver, languageOf: spoken });
  const gathering = createGathering({
    ...parts,
    pace: parts.gathering ?? GATHERING_PACE,
    read: (place) =>
      queue.run(place, () => persist(place, 'held', () => alone(place, '', (start) => readHeld(place, '', start)))),
  });
  const retention = createRetention({
    ...parts,
    days: parts.retentionDays ?? 0,
    async forgotten(place) {
      letters.abandon(place);
      await removeFiles(place);
    },
  });

  async function removeFiles(place: Place, letter?: number): Promise<void> {
    await parts.adapterFor(place)?.forget?.(place, letter).catch(parts.onFault);
  }

  /** @param start undefined: loads it @param group the waiting messages that it was joined from; undefined for none */
  async function turn(inbound: Inbound, start?: TurnStart, group?: MessageGroup): Promise<void> {
    const began = parts.now().getTime();
    const told = (outcome: 'done' | 'failed') =>
      parts.onTurn?.(platformOf(inbound.place), outcome, parts.now().getTime() - began);
    try {
      const counted = limits?.counted(inbound) ?? { inbound };
      for (let attempt = 0; attempt < OVERTAKEN_AT_MOST; attempt += 1) {
        const before = (attempt === 0 && start) || (await store.before(inbound.place, inbound.id));
        if (await attemptTurn(counted, before, group)) return told('done');
      }
      await deliver(inbound.place);
      // Fail loudly: the adapter tells the person, who can send the message again.
      throw new Error('the interview was overtaken each time');
    } catch (error) {
      // Not counted during an outage: the turn is retried, and counts when it is done.
      if (!(error instanceof StoreFailure && error.isOutage)) told('failed');
      throw error;
    }
  }

  /** @returns whether the event is handled; false if another turn committed first */
  async function attemptTurn(counted: Counted, before: TurnStart, group?: MessageGroup): Promise<boolean> {
    const { inbound } = counted;
    const { place } = inbound;
    const { kept, seen, owed, seenAt, question } = before;
    const thawed = kept ? deserialize(kept.saved) : begin();
    if (seen) {
      // A redelivery can mean that the process died while it wrote the requested letter.
      if (thawed && awaitedLetter(thawed) !== null) letters.goOn(place);
      await takeOver(place);
      return true;
    }
    const language = languageOf(inbound.locale);
    const blank = { ...EMPTY, sheet: { ...EMPTY.sheet, language } };
    const isFirst = thawed === null || thawed.value === 'new';
    // An unreadable interview starts over, but must not reuse the versions of delivered letters.
    const last = thawed === null ? await store.lastLetter(place) : 0;
    const stored = isFirst ? restoreState('new', { ...blank, letters: last }) : thawed;
    const state = withReader(parts.reader.isOpen === true, stored);
    const say = wordsOf('said', state.context.sheet.language);
    const how = { isEarly: await isEarly(inbound, before), comment: group?.comment ?? '' };
    const asked = await actionFor({ ...inbound, id: group?.source ?? inbound.id }, state, how);
    const tooMuch = counted.file?.();
    // The question was sent after this "/start", or after this choice of the one before.
    const isTold = () => question !== null && inbound.outdated?.(question.platformId) === true;
    const isShown =
      state.value !== 'new' && (asked.kind === 'outdated' ? isTold() : asked.kind === 'start' && how.isEarly);
    const action: Action = tooMuch ? { kind: 'words', out: saidOf(tooMuch) } : isShown ? { kind: 'nothing' } : asked;
    if (kept === null && inbound.said.kind === 'deleted') {
      // After /forget, a deletion must store nothing.
      await store.release(place, inbound.id);
      return true;
    }
    if (action.kind === 'forget') {
      // Files first: only the rows tell that they exist.
      await removeFiles(place);
      await store.forget(place, [{ kind: 'say', text: say('forgotten') }]);
      locales.delete(place);
      letters.abandon(place);
      // Its id is gone from the store, so that no later question can do it.
      if (question) await parts.adapterFor(place)?.retire?.(place, question.platformId).catch(parts.onFault);
      await deliver(place);
      return true;
    }
    const lost: Outbound[] = thawed ? [] : [{ kind: 'say', text: say('start-again') }];
    const outcome = await outcomeOf(action, state, place);
    const wanted = awaitedLetter(outcome.next);
    const refusal = wanted === null || wanted === awaitedLetter(state) ? null : await counted.letter?.();
    const { next, out } = refusal ? begun(state, saidOf(refusal)) : outcome;
    const spent = limits !== null && parts.tokens?.isSpent() === true ? await limits.modelSpent(inbound) : null;
    const today = parts.now();
    const contact = contactIn(action, today);
    const version = awaitedLetter(next);
    const isChanged = version !== awaitedLetter(state);
    const job: JobChange = version === null ? { kind: 'unwanted' } : { kind: 'wanted', version };
    const deletes = action.kind === 'words' ? action.deletes : undefined;
    const change: Turn = {
      place,
      event: { id: inbound.id, isText: inbound.said.kind === 'text' },
      ...(group && { also: group.also }),
      expected: kept?.version ?? null,
      saved: serialize(next),
      ...contact,
      out: [...lost, ...welcomeBackMessage(state, action, seenAt, today), ...saidOf(spent), ...out],
      ...(isChanged && { job }),
      ...(deletes !== undefined && { deletes }),
    };
    // Before the row, as above; and again below, as the delivery may send the file.
    if (deletes !== undefined) await removeFiles(place, deletes);
    crashPoint('turn.before-commit');
    const committed = await store.commit(change);
    crashPoint('turn.committed');
    if (committed === 'stale') return false;
    locales.set(place, next.context.sheet.language);
    if (committed === 'seen') {
      await takeOver(place);
      return true;
    }
    if (contact.remindAt) reminders.set(contact.remindAt);
    if (isChanged && version === null) letters.abandon(place);
    else if (isChanged) letters.begin(place);
    else if (version !== null) letters.goOn(place);
    await (owed ? deliver(place) : deliver(place, store.leaves(change), question));
    if (deletes !== undefined) await removeFiles(place, deletes);
    return true;
  }

  /** Whether the message was written before the current question was sent, so that it can't be the answer. */
  async function isEarly({ place, said, order }: Inbound, { question, owed }: TurnStart) {
    if (!TYPED.has(said.kind) || order === undefined) return false;
    let last = question;
    if (owed && (await store.unsent(place)).some(({ message }) => message.kind === 'ask')) {
      // The process may have died after sending it. Sending it again tells its order.
      if (parts.adapterFor(place)?.isSendingOnce !== true || !(await deliver(place))) return true;
      last = (await store.before(place, '')).question;
    }
    return last?.order != null && BigInt(order) < BigInt(last.order);
  }

  function alone<T>(place: Place, event: string, task: (start?: TurnStart) => Promise<T>): Promise<T> {
    // Texts held so far are read under the lock. Later texts start a new wait.
    gathering.taken(place);
    return store.exclusively(place, task, event);
  }

  /**
   * Handles the held events before `event`: texts in a row as one, all others alone.
   * @returns what the turn of `event` starts from; undefined if it has to be loaded
   */
  async function readHeld(place: Place, event: string, known?: TurnStart): Promise<TurnStart | undefined> {
    if (!known) gathering.taken(place);
    const start = known ?? (await store.before(place, event));
    const { held } = start;
    const [first] = held;
    if (!first || first.id === event) {
      if (held.length > 1) gathering.wait(place);
      return start;
    }
    const group = firstGroup([first, ...held.slice(1)], start.question?.platformId ?? null);
    const { said } = group;
    const { id, author, at, order } = group.first;
    const locale = locales.get(place);
    const told = { ...(order !== null && { order }), ...(locale !== undefined && { locale }) };
    await keptTurn({ id, place, author, at, ...told, said }, { ...start, seen: false }, group);
    return event === '' && group.also.length + 1 === held.length ? undefined : readHeld(place, event);
  }

  /** Applies an edit or deletion of a text that waits to be read, and waits again. @returns false if it doesn't wait */
  async function amendsHeld({ place, said }: Inbound, { held }: TurnStart): Promise<boolean> {
    if (said.kind !== 'edited' && said.kind !== 'deleted') return false;
    const { of } = said;
    const waiting = held.find(({ id }) => 'id' in of && id === of.id);
    if (waiting?.said.kind !== 'text') return false;
    if (said.kind === 'deleted') await store.release(place, waiting.id);
    else await store.amend(place, { ...waiting, said: { ...waiting.said, text: said.text } });
    gathering.wait(place);
    return true;
  }

  async function keptTurn(inbound: Inbound, start: TurnStart, group: MessageGroup): Promise<void> {
    const { place, id } = inbound;
    try {
      await whileBusy(place, turn(inbound, start, group));
    } catch (error) {
      const count = (failures.get(`${place} ${id}`) ?? 0) + 1;
      failures.set(`${place} ${id}`, count);
      if (count < ATTEMPTS_AT_MOST || (error instanceof StoreFailure && error.isOutage)) throw error;
      parts.onFault(error);
      for (const kept of [id, ...group.also]) await store.release(place, kept);
      const out = { kind: 'say', text: turnFailed(spoken(place)) } as const;
      await parts.adapterFor(place)?.send(place, out, `${place}/failed/${id}`);
    }
  }

  function whileBusy<T>(place: Place, work: Promise<T>): Promise<T> {
    return typingWhile(work, () => void parts.adapterFor(place)?.busy?.(place).catch(parts.onFault), BUSY);
  }

  /**
   * Takes an event. Resolves when it is stored for later, or when its turn is committed and the messages were handed to
   * the platform. A requested letter is sent later.
   */
  async function receive(inbound: Inbound): Promise<void> {
    const { place } = inbound;
    if (inbound.locale !== undefined && !locales.has(place)) locales.set(place, inbound.locale);
    if (limits !== null && !(await persist(place, inbound.id, () => limits.admits(inbound)))) return;
    const { said } = inbound;
    const { isGathering = false, isDeliveringOnce = false } = parts.adapterFor(place) ?? {};
    const isHeld = parts.gathering && isGathering && said.kind !== 'file' && isGathered(said);
    if (isHeld && (await persist(place, inbound.id, () => gathering.hold(inbound, said)))) return;
    const taken = async (start?: TurnStart): Promise<void> => {
      if (!isGathering) return turn(inbound, start);
      const before = start ?? (await store.before(place, inbound.id));
      if (!(await amendsHeld(inbound, before))) await turn(inbound, await readHeld(place, inbound.id, before));
    };
    const isBehind = queue.isBusy(place);
    const done = queue.run(place, () => persist(place, inbound.id, () => alone(place, inbound.id, taken)));
    // Files can't be stored.
    if (!isDeliveringOnce || said.kind === 'file') return done;
    const isKept = await persist(place, inbound.id, () => gathering.keptBefore(done, inbound, said, isBehind));
    if (isKept) whileBusy(place, done).catch(() => undefined);
  }

  /** Sends messages and starts letters that an earlier process left. Retries in an outage; reports other errors. */
  async function resume(): Promise<void> {
    if (parts.retentionDays !== undefined) retention.start();
    const all = () => Promise.all([letters.resume(), delivery.resume(), gathering.resume(), reminders.resume()]);
    await outages.lasting(all).catch(parts.onFault);
  }

  return {
    receive,
    /** See `Store.bookmarks`. Retried during an outage, as the adapter asks only once. */
    bookmarks: (platform: Platform) => outages.lasting(() => store.bookmarks(platform)),
    /** The person is typing: what they sent so far isn't read yet. */
    typing: gathering.typing,
    resume,
    turns: () => queue.size,
    /** Resolves when no text waits to be read, and no letter for the place is being written or sent by this process. */
    async settled(place: Place): Promise<void> {
      await gathering.settled(place);
      await letters.settled(place);
    },
    /** Aborts the letters in progress. The next process continues them. */
    async stop(): Promise<void> {
      outages.stop();
      gathering.stop();
      delivery.stop();
      await Promise.all([reminders.stop(), letters.stop(), retention.stop()]);
    },
  };
}
