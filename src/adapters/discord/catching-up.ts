/**
 * What was said while nobody listened: after a start or a gap of the gateway from where each conversation stood, and now
 * and then in those under way, as an event may never be sent at all. It comes out of the channel's own history.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { REST } from 'discord.js';
import type { Bookmark, Place } from '../contract.ts';
import { LatestKeys, PEOPLE_REMEMBERED } from '../latest.ts';
import { failureOf } from './failure.ts';
import type { Message } from './hearing.ts';
import { pagesBack } from './history.ts';
import { idAt, isLater, spotOf, timeOf } from './place.ts';

/** Conversations that nothing was said in for so long are over, in milliseconds. */
const OVER_MS = 30 * 24 * 60 * 60_000;
/** Within so many milliseconds messages of different senders may get their ids in another order than they come in. */
const SETTLED_MS = 5_000;
const ATTEMPTS = 4;
/** Before the first message of all. */
const BEGINNING = '0';
/** Channels that are read at the same time. */
const SIDE_BY_SIDE = 4;

interface CatchingUpOptions {
  readonly rest: () => REST;
  readonly now: () => Date;
  /** The bot itself. */
  readonly me: () => string;
  /** Before the second attempt to read a history, in milliseconds. */
  readonly retry: number;
  /** How long a conversation counts as under way, in milliseconds. */
  readonly underWay: number;
  /** Runs within the turns of the place, before those that are heard from now on. */
  queue(place: Place, task: () => Promise<void>): Promise<void>;
  /** Takes a message, as far as it is new; settles when its turn is over. */
  take(place: Place, message: Message, kind: 'said' | 'edited'): Promise<void>;
  onFault(error: unknown): void;
}

export class CatchingUp {
  readonly #options: CatchingUpOptions;
  /** Places that are behind, and the id from which on. */
  readonly #gaps = new Map<Place, string>();
  /**
   * Places that somebody spoke in before, as far as this process knows. One that was forgotten costs a look at its
   * history: what was taken of it before has the same id again.
   */
  readonly #known = new LatestKeys<Place>(PEOPLE_REMEMBERED);
  /** Conversations under way: the id up to which everything was heard, and when somebody last spoke. */
  readonly #underWay = new Map<Place, { upTo: string; last: number }>();
  #working: Promise<void> | null = null;

  constructor(options: CatchingUpOptions) {
    this.#options = options;
  }

  /** Notes where somebody spoke before. */
  know(places: readonly Place[]): void {
    for (const place of places) this.#known.add(place);
  }

  /** Notes that somebody speaks there. */
  heard(place: Place, event: string): void {
    const last = this.#options.now().getTime();
    const known = this.#underWay.get(place);
    // What is heard now may have overtaken something that was said just before.
    const upTo = known?.upTo ?? idAt(new Date(timeOf(event).getTime() - SETTLED_MS));
    this.#underWay.set(place, { upTo, last });
  }

  /** Catches up with all of these, those first where somebody spoke last. */
  async from(bookmarks: readonly Bookmark[]): Promise<void> {
    const oldest = idAt(new Date(this.#options.now().getTime() - OVER_MS));
    const open = bookmarks
      .filter(({ event }) => isLater(event, oldest))
      .sort((one, other) => (isLater(one.event, other.event) ? -1 : 1));
    for (const { place, event } of open) if (!this.#gaps.has(place)) this.#gaps.set(place, event);
    await this.#work();
  }

  /** Looks through the conversations under way, and tries again where it failed before. */
  async look(): Promise<void> {
    const since = this.#options.now().getTime() - this.#options.underWay;
    for (const [place, { upTo, last }] of this.#underWay) {
      if (last < since) this.#underWay.delete(place);
      else if (!this.#gaps.has(place)) this.#gaps.set(place, upTo);
    }
    await this.#work();
  }

  /**
   * Whatever was missed there, to be called within a turn of the place: what is heard live comes after it. What is later
   * than `until` is left, as it is told live. Somebody who speaks for the first time may have done so before, unheard.
   */
  async before(place: Place, until: string | null): Promise<void> {
    const isNew = this.#known.add(place);
    if (isNew && !this.#gaps.has(place)) this.#gaps.set(place, BEGINNING);
    const after = this.#gaps.get(place);
    if (after === undefined) return;
    const read = await this.#historyOf(place, after);
    if (read === null) return;
    this.#gaps.delete(place);
    // Of somebody who is new here, nothing tells what was taken but that it was answered.
    const messages =
      after === BEGINNING ? read.slice(1 + read.findLastIndex(({ author }) => this.#isMe(author))) : read;
    const due = messages.filter(({ id }) => until === null || isLater(until, id));
    this.#settle(place, due);
    await this.#take(place, due, after);
  }

  #isMe({ id }: Message['author']): boolean {
    return id === this.#options.me();
  }

  /** Null where it can't be had. What is waiting to be taken would overtake what was missed, so that it is tried again. */
  async #historyOf(place: Place, after: string): Promise<readonly Message[] | null> {
    const { rest, retry, onFault } = this.#options;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (attempt > 0) await sleep(retry * 2 ** (attempt - 1));
      try {
        return await pagesBack({ rest: rest(), channel: spotOf(place).channel }, after);
      } catch (error) {
        const { kind } = failureOf(error);
        if (kind === 'later') continue;
        // A channel that is gone has nothing more to tell; any other is tried again at the next look.
        this.#gaps.delete(place);
        if (kind !== 'gone') onFault(error);
        return null;
      }
    }
    return null;
  }

  async #take(place: Place, messages: readonly Message[], after: string): Promise<void> {
    for (const message of messages) {
      const isNew = isLater(message.id, after);
      if (isNew) await this.#options.take(place, message, 'said');
      else if (message.edited_timestamp && new Date(message.edited_timestamp) >= timeOf(after))
        await this.#options.take(place, message, 'edited');
    }
  }

  /** Up to here the history is whole. */
  #settle(place: Place, messages: readonly Message[]): void {
    const known = this.#underWay.get(place);
    if (!known) return;
    const settled = idAt(new Date(this.#options.now().getTime() - SETTLED_MS));
    const last = messages.findLast(({ id }) => isLater(settled, id));
    if (last && isLater(last.id, known.upTo)) known.upTo = last.id;
  }

  #work(): Promise<void> {
    this.#working ??= this.#all().finally(() => {
      this.#working = null;
    });
    return this.#working;
  }

  async #all(): Promise<void> {
    const places = [...this.#gaps.keys()];
    const next = async () => {
      for (let place = places.shift(); place !== undefined; place = places.shift()) {
        const here = place;
        await this.#options.queue(here, () => this.before(here, null));
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, next));
  }
}
