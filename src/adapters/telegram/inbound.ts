/** From an update to a turn: messages go to the interview in order, everything else is answered here. */
import { z } from 'zod';
import { TURN_FAILED } from '../../prompts/platforms.ts';
import { ALREADY_ANSWERED, caughtUp, NOT_YOURS, onlyInPrivate, TOO_FAST, TROUBLE } from '../../prompts/telegram.ts';
import type { Inbound } from '../contract.ts';
import { Latest, LatestKeys } from '../latest.ts';
import { PlaceQueue } from '../place-queue.ts';
import { takeTurn } from '../turn.ts';
import type { ChatCalls, Settings } from './bot-api.ts';
import type { Sender } from './outbound.ts';
import { type Event, eventsIn, placeOf, UpdateSchema } from './updates.ts';

interface ReceiverParts {
  readonly settings: Settings;
  readonly calls: ChatCalls;
  readonly sender: Sender;
  receive(inbound: Inbound): Promise<void>;
  /** The bot's own name, for links to it. */
  readonly username: string;
  fetchFile(id: string): Promise<Uint8Array | null>;
}

const NOT_TAKEN = 'stopping: the update has to be delivered again';
/** For the id of an update that doesn't parse. */
const IdSchema = z.object({ update_id: z.int() });

export type Receiver = ReturnType<typeof createReceiver>;

export function createReceiver({ settings, calls, sender, receive, username, fetchFile }: ReceiverParts) {
  const backlog = createBacklog(settings, catchUp);
  const countFlood = createFloodLimit();
  const turns = new PlaceQueue();
  /** Turns by update: an update that is delivered twice at once is one turn. */
  const underWay = new Map<number, Promise<unknown>>();
  /** Albums of pictures that were answered: once each. */
  const albums = new LatestKeys<string>();
  /** Groups that were told that interviews are private. */
  const groups = new LatestKeys<number>();
  let isStopping = false;

  function queue(event: Event): Promise<void> {
    const { chat } = event;
    if (event.kind === 'said') {
      const flood = countFlood(chat, event.inbound);
      if (flood === 'warn') return inTurn(chat, () => tell(chat, TOO_FAST));
      if (flood === 'skip' || !backlog.admit(chat, event.inbound)) return Promise.resolve();
    }
    return inTurn(chat, () => handle(event));
  }

  function inTurn(chat: number, task: () => Promise<void>): Promise<void> {
    return turns.run(placeOf(chat), () => {
      if (isStopping) throw new Error(NOT_TAKEN);
      return task();
    });
  }

  async function handle(event: Event): Promise<void> {
    const { chat } = event;
    switch (event.kind) {
      case 'said':
        return turn(chat, event.inbound);
      case 'pressed': {
        const isStale = sender.questions.isStale(chat, event.message, event.mark);
        answerQuery(chat, event.query, isStale ? ALREADY_ANSWERED : undefined);
        sender.questions.closed(chat, event.message);
        return isStale ? undefined : turn(chat, event.inbound);
      }
      case 'mispressed':
        return answerQuery(chat, event.query, NOT_YOURS);
      case 'unreadable':
        return event.album === null || albums.add(event.album) ? tell(chat, event.reply) : undefined;
      case 'group':
        return tellGroup(chat);
      case 'migrated':
        return moveGroup(chat, event.to);
    }
  }

  /** A button shows a spinner until its query is answered. */
  function answerQuery(chat: number, query: string, text?: string): void {
    void calls.bestEffort(chat, (api) => api.answerCallbackQuery(query, text === undefined ? {} : { text }));
  }

  async function tell(chat: number, text: string): Promise<void> {
    if (!backlog.holds(chat)) await sender.tell(chat, text);
  }

  async function tellGroup(group: number): Promise<void> {
    if (!groups.add(group)) return;
    const text = onlyInPrivate(username);
    const sent = await sender.tell(group, text);
    if (!('failure' in sent) || sent.failure !== 'moved') return;
    moveGroup(group, sent.to);
    await sender.tell(sent.to, text);
  }

  function moveGroup(from: number, to: number): void {
    if (groups.delete(from)) groups.add(to);
  }

  async function turn(chat: number, inbound: Inbound): Promise<void> {
    const { pace, onFault } = settings;
    const parts = { pace, show: () => calls.showTyping(chat), isOver: () => isStopping, onFault };
    if (await takeTurn(() => receive(inbound), parts)) return;
    // The next process receives it again.
    if (isStopping) throw new Error(NOT_TAKEN);
    await sender.tell(chat, TURN_FAILED);
  }

  /** The backlog of a chat is read: the person hears once where the interview stands. */
  function catchUp(chat: number): void {
    inTurn(chat, async () => {
      const waited = backlog.release(chat);
      if (!waited) return;
      if (waited.messages > 1) await tell(chat, caughtUp(waited.messages));
      const said = { kind: 'command', name: 'start', rest: '' } as const;
      const id = `after.${waited.last}`;
      await turn(chat, { id, place: placeOf(chat), author: String(chat), at: settings.now(), said });
    }).catch(() => undefined);
  }

  return {
    holds: backlog.holds,
    drained: backlog.drained,
    /** Resolves when the update's turns are committed. @throws where it has to be delivered again */
    async take(content: unknown): Promise<void> {
      const update = UpdateSchema.safeParse(content).data;
      if (!update) return settings.log(TROUBLE.strange(IdSchema.safeParse(content).data?.update_id ?? 0));
      const { update_id: id } = update;
      // All events are queued at once, so that nothing gets between them.
      const taken =
        underWay.get(id) ?? Promise.all(eventsIn(update, fetchFile, settings.now()).map((event) => queue(event)));
      underWay.set(id, taken);
      try {
        await taken;
      } finally {
        underWay.delete(id);
      }
    },
    /** Starts no more turns. Resolves when all turns under way have settled. */
    async stop(): Promise<void> {
      isStopping = true;
      await turns.idle();
    },
  };
}

interface Waiting {
  readonly messages: number;
  /** The id of the last message, and its command. */
  readonly last: string;
  readonly command: string | null;
  /** Runs out when nothing more came for a while. */
  readonly quiet?: NodeJS.Timeout;
}

/** What was sent while the program was offline is processed in order, but nothing is sent to the chat until the last. */
function createBacklog({ now, pace, webhook }: Settings, onComplete: (chat: number) => void) {
  const chats = new Map<number, Waiting>();

  return {
    /** Whether nothing is sent to this chat yet. */
    holds: (chat: number): boolean => chats.has(chat),
    /** Adds an old message. @returns whether to process it: a repeated command was only impatience */
    admit(chat: number, { id, at, said }: Inbound): boolean {
      const known = chats.get(chat);
      if (now().getTime() - at.getTime() <= pace.away && !known) return true;
      clearTimeout(known?.quiet);
      const command = said.kind === 'command' ? said.name : null;
      chats.set(chat, {
        messages: (known?.messages ?? 0) + 1,
        last: id,
        command,
        // A poll tells when nothing more is waiting, a webhook doesn't.
        ...(webhook && { quiet: setTimeout(onComplete, pace.quiet, chat).unref() }),
      });
      return command === null || command !== known?.command;
    },
    /** Nothing more is waiting at Telegram: completes the backlogs of all chats. */
    drained(): void {
      for (const chat of [...chats.keys()]) onComplete(chat);
    },
    /** Ends the backlog of a chat. @returns how many messages it had, and the id of the last */
    release(chat: number): Waiting | undefined {
      const waiting = chats.get(chat);
      clearTimeout(waiting?.quiet);
      chats.delete(chat);
      return waiting;
    },
  };
}

const WINDOW_MS = 60_000;
const MESSAGES_PER_WINDOW = 30;

/** Limits the messages per chat and minute. They count by when they were sent, so that a backlog is no flood. */
function createFloodLimit() {
  const windows = new Latest<number, { readonly start: number; readonly count: number }>();

  /** @returns `warn` once per minute */
  return (chat: number, { at }: Inbound): 'process' | 'warn' | 'skip' => {
    const sentAt = at.getTime();
    const known = windows.get(chat);
    const { start, count } = known && sentAt - known.start < WINDOW_MS ? known : { start: sentAt, count: 0 };
    windows.set(chat, { start, count: count + 1 });
    if (count < MESSAGES_PER_WINDOW) return 'process';
    return count === MESSAGES_PER_WINDOW ? 'warn' : 'skip';
  };
}
