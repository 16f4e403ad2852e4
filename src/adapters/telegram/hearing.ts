/** From an update to a turn: what is heard goes to the interview in order, and all else gets its plain word here. */
import {
  ALREADY_ANSWERED,
  caughtUp,
  NOT_YOURS,
  ONLY_THE_WORDS,
  TOO_FAST,
  TURN_FAILED,
  unreadable,
} from '../../prompts/telegram.ts';
import type { Inbound, Place } from '../contract.ts';
import { PlaceQueue } from '../place-queue.ts';
import { takeTurn } from '../turn.ts';
import type { Away } from './away.ts';
import type { Standing } from './buttons.ts';
import type { Calls } from './calls.ts';
import type { Flood } from './flood.ts';
import type { Groups } from './groups.ts';
import type { Event } from './incoming.ts';
import type { Pace } from './options.ts';
import type { Outgoing } from './outgoing.ts';
import { placeOf } from './places.ts';
import { showTyping } from './typing.ts';

type Receive = (inbound: Inbound) => Promise<void>;

interface HearingParts {
  readonly receive: Receive;
  readonly calls: Calls;
  readonly outgoing: Outgoing;
  readonly standing: Standing;
  readonly groups: Groups;
  readonly flood: Flood;
  readonly away: Away;
  readonly pace: Pace;
  /** The bot's own name, for the link to it. */
  username(): string;
  now(): Date;
  onFault(error: unknown): void;
}

/** The turn was not taken, and the update has to come again. */
class NotTaken extends Error {
  override readonly name = 'NotTaken';
}

export class Hearing {
  readonly #parts: HearingParts;
  /** The turns of a chat, one after the other. */
  readonly #turns = new PlaceQueue();
  /** Albums whose first picture was answered; the last few of them. */
  readonly #albums: string[] = [];
  #stopping = false;

  constructor(parts: HearingParts) {
    this.#parts = parts;
  }

  /** Settles when what the event led to is committed, and with it the update may be confirmed. @throws NotTaken */
  hear(event: Event): Promise<void> {
    const { away, flood, now } = this.#parts;
    if (event.kind === 'said') {
      const { chat, sentAt } = event;
      const counted = sentAt === null ? 'read' : flood.count(chat, sentAt);
      if (counted === 'leave') return Promise.resolve();
      if (counted === 'tell') return this.#inTurn(chat, () => this.#tell(chat, TOO_FAST));
      if ((away.isOld(event, now()) || away.holds(chat)) && !away.take(event)) return Promise.resolve();
    }
    return this.#inTurn(event.chat, () => this.#handle(event));
  }

  /** Everything of a chat that waited is read: it is told where the interview stands. */
  catchUp(chat: number): Promise<void> {
    return this.#inTurn(chat, async () => {
      const waited = this.#parts.away.release(chat);
      if (!waited) return;
      if (waited.messages > 1) await this.#tell(chat, caughtUp(waited.messages));
      const place: Place = placeOf(chat);
      const said = { kind: 'command', name: 'start', rest: '' } as const;
      await this.#turn(chat, { id: `after.${waited.last}`, place, author: String(chat), at: this.#parts.now(), said });
    });
  }

  /** Nothing is begun any more; settles when all turns under way have. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#turns.idle();
  }

  #inTurn(chat: number, task: () => Promise<void>): Promise<void> {
    return this.#turns.run(placeOf(chat), () => {
      if (this.#stopping) throw new NotTaken();
      return task();
    });
  }

  async #handle(event: Event): Promise<void> {
    const { standing, groups, username } = this.#parts;
    const { chat } = event;
    switch (event.kind) {
      case 'said':
        return this.#turn(chat, event.inbound);
      case 'pressed': {
        const stale = standing.isStale(chat, event.message, event.mark);
        this.#settleQuery(chat, event.query, stale ? ALREADY_ANSWERED : undefined);
        standing.retire(chat, event.message);
        return stale ? undefined : this.#turn(chat, event.inbound);
      }
      case 'mispressed':
        return this.#settleQuery(chat, event.query, NOT_YOURS);
      case 'captioned':
        return this.#tell(chat, ONLY_THE_WORDS);
      case 'unreadable':
        if (event.album !== null && this.#albums.includes(event.album)) return;
        if (event.album !== null) this.#albums.push(...this.#albums.splice(0).slice(-20), event.album);
        return this.#tell(chat, unreadable(event.what));
      case 'group':
        return groups.tell(chat, username());
      case 'migrated':
        return groups.move(chat, event.to);
    }
  }

  /** A button shows that it works until its query is answered. */
  #settleQuery(chat: number, query: string, text?: string): void {
    void this.#parts.calls.lightly(chat, (api) => api.answerCallbackQuery(query, text === undefined ? {} : { text }));
  }

  async #tell(chat: number, text: string): Promise<void> {
    if (!this.#parts.away.holds(chat)) await this.#parts.outgoing.tell(chat, text);
  }

  async #turn(chat: number, inbound: Inbound): Promise<void> {
    const { receive, calls, outgoing, pace, onFault } = this.#parts;
    const show = () => showTyping(chat, calls);
    const isOver = () => this.#stopping;
    if (await takeTurn(() => receive(inbound), { pace, show, isOver, onFault })) return;
    // Whoever stops leaves it to the next process, which is given it again.
    if (this.#stopping) throw new NotTaken();
    await outgoing.tell(chat, TURN_FAILED);
  }
}
