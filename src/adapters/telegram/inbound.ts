/** From an update to a turn: messages go to the interview in order, everything else is answered here. */
import { z } from 'zod';
import {
  ALREADY_ANSWERED,
  caughtUp,
  NOT_YOURS,
  onlyInPrivate,
  TOO_FAST,
  TROUBLE,
  TURN_FAILED,
} from '../../prompts/telegram.ts';
import type { Inbound } from '../contract.ts';
import { LatestKeys, PEOPLE_REMEMBERED } from '../latest.ts';
import { PlaceQueue } from '../place-queue.ts';
import { takeTurn } from '../turn.ts';
import { Backlog, FloodLimit } from './backlog.ts';
import type { ChatCalls } from './bot-api.ts';
import type { Settings } from './options.ts';
import type { Sender } from './outbound.ts';
import { type Event, eventsIn, placeOf, UpdateSchema } from './updates.ts';

interface ReceiverParts {
  readonly settings: Settings;
  readonly calls: ChatCalls;
  readonly sender: Sender;
  receive(inbound: Inbound): Promise<void>;
  /** The bot's own name, for links to it. */
  readonly username: string;
  fetchFile(fileId: string): Promise<Uint8Array>;
}

const NOT_TAKEN = 'stopping: the update has to be delivered again';

/** For the id of an update that doesn't parse. */
const IdSchema = z.object({ update_id: z.int() });

export class Receiver {
  readonly backlog: Backlog;
  readonly #parts: ReceiverParts;
  readonly #flood = new FloodLimit();
  readonly #turns = new PlaceQueue();
  /** Turns by update: an update that is delivered twice at once is one turn. */
  readonly #underWay = new Map<number, Promise<void>>();
  /** Albums of pictures that were answered: once each. */
  readonly #albums = new LatestKeys<string>(PEOPLE_REMEMBERED);
  /** Groups that were told that interviews are private. */
  readonly #groups = new LatestKeys<number>(PEOPLE_REMEMBERED);
  #stopping = false;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
    this.backlog = new Backlog(parts.settings, (chat) => this.#catchUp(chat));
  }

  /** Resolves when the update's turns are committed. @throws where it has to be delivered again */
  take(content: unknown): Promise<void> {
    const { settings, fetchFile } = this.#parts;
    const update = UpdateSchema.safeParse(content);
    if (!update.success) {
      settings.log(TROUBLE.strange(IdSchema.safeParse(content).data?.update_id ?? 0));
      return Promise.resolve();
    }
    const { update_id: id } = update.data;
    const same = this.#underWay.get(id);
    if (same) return same;
    // All events are queued at once, so that nothing gets between them.
    const events = eventsIn(update.data, fetchFile, settings.now()).map((event) => this.#queue(event));
    const taken = Promise.all(events).then(() => undefined);
    this.#underWay.set(id, taken);
    const forget = () => void this.#underWay.delete(id);
    taken.then(forget, forget);
    return taken;
  }

  /** Starts no more turns. Resolves when all turns under way have settled. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#turns.idle();
  }

  #queue(event: Event): Promise<void> {
    const { chat } = event;
    if (event.kind === 'said') {
      const flood = this.#flood.count(chat, event.inbound);
      if (flood === 'skip') return Promise.resolve();
      if (flood === 'warn') return this.#inTurn(chat, () => this.#tell(chat, TOO_FAST));
      if (!this.backlog.admit(chat, event.inbound)) return Promise.resolve();
    }
    return this.#inTurn(chat, () => this.#handle(event));
  }

  #inTurn(chat: number, task: () => Promise<void>): Promise<void> {
    return this.#turns.run(placeOf(chat), () => {
      if (this.#stopping) throw new Error(NOT_TAKEN);
      return task();
    });
  }

  async #handle(event: Event): Promise<void> {
    const { questions } = this.#parts.sender;
    const { chat } = event;
    switch (event.kind) {
      case 'said':
        return this.#turn(chat, event.inbound);
      case 'pressed': {
        const isStale = questions.isStale(chat, event.message, event.mark);
        this.#answerQuery(chat, event.query, isStale ? ALREADY_ANSWERED : undefined);
        questions.closed(chat, event.message);
        return isStale ? undefined : this.#turn(chat, event.inbound);
      }
      case 'mispressed':
        return this.#answerQuery(chat, event.query, NOT_YOURS);
      case 'unreadable':
        if (event.album !== null && !this.#albums.add(event.album)) return;
        return this.#tell(chat, event.reply);
      case 'group':
        return this.#tellGroup(chat);
      case 'migrated':
        return this.#moveGroup(chat, event.to);
    }
  }

  /** A button shows a spinner until its query is answered. */
  #answerQuery(chat: number, query: string, text?: string): void {
    const answer = text === undefined ? {} : { text };
    void this.#parts.calls.bestEffort(chat, (api) => api.answerCallbackQuery(query, answer));
  }

  async #tell(chat: number, text: string): Promise<void> {
    if (!this.backlog.holds(chat)) await this.#parts.sender.tell(chat, text);
  }

  async #tellGroup(group: number): Promise<void> {
    if (!this.#groups.add(group)) return;
    const { sender, username } = this.#parts;
    const text = onlyInPrivate(username);
    const sent = await sender.tell(group, text);
    if (!('failure' in sent) || sent.failure !== 'moved') return;
    this.#moveGroup(group, sent.to);
    await sender.tell(sent.to, text);
  }

  #moveGroup(from: number, to: number): void {
    if (this.#groups.delete(from)) this.#groups.add(to);
  }

  async #turn(chat: number, inbound: Inbound): Promise<void> {
    const { settings, receive, calls, sender } = this.#parts;
    const { pace, onFault } = settings;
    const show = () => calls.showTyping(chat);
    const isOver = () => this.#stopping;
    if (await takeTurn(() => receive(inbound), { pace, show, isOver, onFault })) return;
    // The next process receives it again.
    if (this.#stopping) throw new Error(NOT_TAKEN);
    await sender.tell(chat, TURN_FAILED);
  }

  /** The backlog of a chat is read: the person hears once where the interview stands. */
  #catchUp(chat: number): void {
    this.#inTurn(chat, async () => {
      const waited = this.backlog.release(chat);
      if (!waited) return;
      if (waited.messages > 1) await this.#tell(chat, caughtUp(waited.messages));
      const said = { kind: 'command', name: 'start', rest: '' } as const;
      const at = this.#parts.settings.now();
      await this.#turn(chat, { id: `after.${waited.last}`, place: placeOf(chat), author: String(chat), at, said });
    }).catch(() => undefined);
  }
}
