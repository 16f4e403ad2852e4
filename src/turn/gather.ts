/**
 * Debounces texts: several in a row are one answer ("Senior Backend Engineer", "at Harbour Grid", or a paste that the
 * platform split). Each is stored at once, and all are read together when no more follow, a forwarded text with the
 * comment beside it. Other events that wait for their turn are stored with them, in order.
 */
import { commandIn } from '../adapters/command.ts';
import { type Inbound, type KeptSaid, type Place, platformOf } from '../adapters/contract.ts';
import type { PendingEvent } from '../store/store.ts';
import { countWords } from '../text/sentences.ts';
import { crashPoint } from './crash-points.ts';
import type { GatheringPace, TurnDependencies } from './dependencies.ts';
import { joinedSource } from './earlier-messages.ts';

export const GATHERING_PACE: GatheringPace = { quiet: 1_500, longest: 10_000 };

/** Share of a message's maximum length from which on a text is probably cut: clients cut at the end of a line. */
const CUT_SHARE = 0.9;

/** Milliseconds after which the event of a running turn is stored. Most turns are shorter. */
const LONG_TURN_MS = 1_000;

interface GatheringParts extends Pick<TurnDependencies, 'store' | 'adapterFor' | 'isListening' | 'onFault'> {
  readonly pace: GatheringPace;
  /** Reads the stored events of a place. A rejection is reported and retried. */
  read(place: Place): Promise<unknown>;
}

interface Wait {
  readonly until: number;
  /** More will come: the last text was cut, or the person is typing. */
  readonly isMore: boolean;
  timer: NodeJS.Timeout;
  readonly over: PromiseWithResolvers<void>;
}

export function createGathering({ store, pace, read, onFault, adapterFor, isListening = () => true }: GatheringParts) {
  const waits = new Map<Place, Wait>();
  let isStopped = false;

  function wait(place: Place, isMore = waits.get(place)?.isMore ?? false): void {
    if (isStopped) return;
    const before = waits.get(place);
    const until = before?.until ?? performance.now() + pace.longest;
    clearTimeout(before?.timer);
    const left = Math.max(0, Math.min(isMore ? pace.longest : pace.quiet, until - performance.now()));
    const timer = setTimeout(() => void over(place), left);
    waits.set(place, { until, isMore, timer, over: before?.over ?? Promise.withResolvers() });
  }

  function isCut(said: KeptSaid, place: Place): boolean {
    const { textAtMost = Number.POSITIVE_INFINITY } = adapterFor(place) ?? {};
    return said.kind === 'text' && said.text.length >= textAtMost * CUT_SHARE;
  }

  async function over(place: Place): Promise<void> {
    const ended = waits.get(place);
    waits.delete(place);
    try {
      await read(place);
      ended?.over.resolve();
    } catch (error) {
      onFault(error);
      wait(place);
      void settled(place).then(ended?.over.resolve);
    }
  }

  /** Resolves at once if no text waits, as after the stop. */
  async function settled(place: Place): Promise<void> {
    await waits.get(place)?.over.promise;
  }

  async function keep({ id, author, at, order, place }: Inbound, said: KeptSaid): Promise<boolean> {
    const isNew = await store.hold(place, { id, author, at, order: order ?? null, said });
    crashPoint('text.held');
    return isNew;
  }

  return {
    wait,
    /** @returns false if a turn has already taken the text */
    async hold(inbound: Inbound, said: KeptSaid): Promise<boolean> {
      const isNew = await keep(inbound, said);
      if (isNew) wait(inbound.place, isCut(said, inbound.place));
      return isNew;
    },
    /**
     * Stores an event whose turn takes long.
     * @param isBehind its turn waits for others, so store it at once
     * @returns whether it was stored; false: its turn is over
     */
    async keptBefore(turn: Promise<unknown>, inbound: Inbound, said: KeptSaid, isBehind: boolean): Promise<boolean> {
      const { place, id } = inbound;
      const isOver = turn.then(() => true);
      const { promise: isLate, resolve } = Promise.withResolvers<boolean>();
      const timer = setTimeout(resolve, isBehind ? 0 : LONG_TURN_MS, false);
      if (await Promise.race([isOver, isLate]).finally(() => clearTimeout(timer))) return false;
      if (!(await keep(inbound, said))) return !(await isOver);
      const release = () => store.release(place, id);
      turn.then(release).catch((error: unknown) => {
        onFault(error);
        wait(place);
      });
      return true;
    },
    /** The person is typing: waits for the next text, up to the longest wait. */
    typing(place: Place): void {
      if (waits.has(place)) wait(place, true);
    },
    /** The stored events are being read: ends the wait. */
    taken(place: Place): void {
      const ended = waits.get(place);
      clearTimeout(ended?.timer);
      waits.delete(place);
      ended?.over.resolve();
    },
    settled,
    /** Continues with the events that an earlier process left. The rest of a paste may still be with the platform. */
    async resume(): Promise<void> {
      for (const place of await store.placesHolding()) {
        if (!isListening(platformOf(place))) continue;
        const caughtUp = adapterFor(place)?.caughtUp?.();
        if (caughtUp) void caughtUp.then(() => wait(place));
        else wait(place);
      }
    },
    stop(): void {
      isStopped = true;
      for (const { timer, over: ended } of waits.values()) {
        clearTimeout(timer);
        ended.resolve();
      }
      waits.clear();
    },
  };
}

type Text = Extract<KeptSaid, { kind: 'text' }>;
type WaitingText = PendingEvent & { readonly said: Text };

export interface MessageGroup {
  readonly first: PendingEvent;
  readonly said: KeptSaid;
  /** Ids of the other messages. */
  readonly also: readonly string[];
  /** Of what is noted: the ids of the messages that an answer was joined from. */
  readonly source: string;
  /** Own words beside a forwarded text; empty if there are none. */
  readonly comment: string;
}

/** Maximum words of a comment on a forwarded text. */
const COMMENT_WORDS = 30;

/** Whether a text may be part of a longer answer, so that it waits for more. */
export function isGathered(said: KeptSaid): said is Text {
  return said.kind === 'text' && commandIn(said.text) === null;
}

/**
 * @param held in order of arrival
 * @param question platform id of the open question; a reply to it is an answer like any other
 */
export function firstGroup(held: readonly [PendingEvent, ...PendingEvent[]], question: string | null): MessageGroup {
  const [first] = held;
  const end = held.findIndex(({ said }) => !isGathered(said));
  const texts = held.slice(0, end < 0 ? held.length : end).filter(isText);
  const [text] = texts;
  if (!text) return { first, said: first.said, also: [], source: first.id, comment: '' };
  const key = referenceOf(text, question);
  // A reply starts a new answer; the texts after it continue it.
  const isOther = (one: WaitingText) => ![key, ''].includes(referenceOf(one, question));
  const other = texts.findIndex(isOther);
  const run = texts.slice(0, other < 0 ? texts.length : other);
  const [foreign, own] = [run.filter(isForeign), run.filter((one) => !isForeign(one))];
  if (foreign.length === 0 || own.length === 0) return groupOf(run);
  const comment = joined(own);
  // A reply or a long text is more than a comment: it is read first.
  if (own.some((one) => referenceOf(one, question) !== '') || countWords(comment) > COMMENT_WORDS) return groupOf(own);
  const group = groupOf(foreign);
  return { ...group, also: [...group.also, ...own.map(({ id }) => id)], comment };
}

const isText = (event: PendingEvent): event is WaitingText => isGathered(event.said);
const isForeign = ({ said }: WaitingText) => said.isForeign === true;

/** The message that a text replies to; empty for none. */
function referenceOf({ said: { re, to } }: WaitingText, question: string | null): string {
  if (re !== undefined) return JSON.stringify(re);
  return to === undefined || to === question ? '' : to;
}

function joined(texts: readonly WaitingText[]): string {
  return withoutRepeats(texts)
    .map(({ said }) => said.text)
    .join('\n');
}

/** People repeat a text if they get no answer. */
function withoutRepeats(texts: readonly WaitingText[]): readonly WaitingText[] {
  return texts.filter(({ said }, at) => said.text !== texts[at - 1]?.said.text);
}

/** @param texts at least one */
function groupOf(texts: readonly WaitingText[]): MessageGroup {
  const [first, ...others] = texts;
  if (!first) throw new TypeError('a group of no messages');
  const said = { ...first.said, text: joined(texts) };
  const source = isForeign(first) ? first.id : joinedSource(withoutRepeats(texts).map(({ id }) => id));
  return { first, said, also: others.map(({ id }) => id), source, comment: '' };
}
