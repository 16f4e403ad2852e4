/** Turns updates into turns: messages go to the interview in order, everything else is answered here. */
import { setTimeout as sleep } from 'node:timers/promises';
import { InlineKeyboard } from 'grammy';
import { type Language, languageOf } from '../../machine/language.ts';
import { turnFailed } from '../../prompts/refusals.ts';
import { TROUBLE, telegramWords, unreadable } from '../../prompts/telegram-texts.ts';
import { BoundedMap, BoundedSet } from '../bounded.ts';
import { commandIn } from '../command.ts';
import type { Inbound } from '../contract.ts';
import { PlaceQueue, takeTurn } from '../place-queue.ts';
import { textOfFile } from '../sent-files.ts';
import type { ChatCalls, Settings } from './bot-api.ts';
import type { Sender } from './outbound.ts';
import { chatIn, chatPlace, type Event, UpdateSchema, updateEvents } from './updates.ts';

interface ReceiverParts {
  readonly settings: Settings;
  readonly calls: ChatCalls;
  readonly sender: Sender;
  receive(inbound: Inbound): Promise<void>;
  readonly username: string;
  fetchFile(id: string): Promise<Uint8Array | null>;
}

/** Maximum bytes of a text file that is merged with its caption. */
const READ_AT_MOST = 1024 * 1024;

/** Maximum milliseconds that a button shows its spinner. */
const SPINNER_MS = 700;

const NOT_TAKEN = 'stopping: the update has to be delivered again';

export type Receiver = ReturnType<typeof createReceiver>;

export function createReceiver({ settings, calls, sender, receive, username, fetchFile }: ReceiverParts) {
  const backlog = createBacklog(settings, catchUp);
  const turns = new PlaceQueue();
  /** Albums of pictures that already got their reply. */
  const albums = new BoundedSet<string>();
  const groups = createGroups(sender, username, settings.now);
  let isStopping = false;

  function queue(event: Event): Promise<void> {
    const { chat } = event;
    const isMessage = event.kind === 'said' || event.kind === 'document';
    if (isMessage && !backlog.admit(chat, event.inbound)) return Promise.resolve();
    return inTurn(chat, () => handle(event));
  }

  function inTurn(chat: number, task: () => Promise<void>): Promise<void> {
    return turns.run(chatPlace(chat), () => {
      if (isStopping) throw new Error(NOT_TAKEN);
      return task();
    });
  }

  async function handle(event: Event): Promise<void> {
    const { chat } = event;
    switch (event.kind) {
      case 'said':
        passed(event.inbound);
        return void (await turn(chat, event.inbound));
      case 'document':
        passed(event.inbound);
        return document(event);
      case 'pressed':
        return press(event);
      case 'mispressed':
        return answerQuery(chat, event.query, telegramWords(languageIn(chat))(event.why));
      case 'unreadable':
        return event.album === null || albums.add(event.album)
          ? tell(chat, replyTo(event, languageIn(chat)))
          : undefined;
      case 'group':
        return groups.heard(chat, event.text, languageOf(event.locale));
      case 'migrated':
        return groups.moved(chat, event.to);
    }
  }

  function languageIn(chat: number): Language {
    return sender.languages.of(chatPlace(chat));
  }

  /** Ends the button's spinner. */
  function answerQuery(chat: number, query: string, text?: string): void {
    void calls.bestEffort(chat, (api) => api.answerCallbackQuery(query, text === undefined ? {} : { text }));
  }

  async function tell(chat: number, text: string): Promise<void> {
    if (!backlog.holds(chat)) await sender.remark(chat, text);
  }

  /** Records a message's position. An edit doesn't move a message. */
  function passed({ place, order, said }: Inbound): void {
    if (order !== undefined && said.kind !== 'edited') sender.questions.passed(chatIn(place), Number(order));
  }

  async function press({ chat, message, mark, label, query, inbound }: Extract<Event, { kind: 'pressed' }>) {
    const { questions } = sender;
    const isStale = questions.isStale(chat, message, mark);
    const answered = telegramWords(languageIn(chat))('already-answered');
    if (isStale) answerQuery(chat, query, answered);
    if (isStale) return questions.retire(chat, message);
    questions.passed(chat, message);
    questions.pressed(chat, { message, label });
    let isOutdated = false;
    const outdated = (current: string) => {
      isOutdated = current !== String(message);
      return isOutdated;
    };
    const taken = turn(chat, { ...inbound, outdated });
    await Promise.race([taken, sleep(SPINNER_MS, undefined, { ref: false })]);
    answerQuery(chat, query, isOutdated ? answered : undefined);
    const isKept = await taken;
    questions.settled(chat, message, isKept && !isOutdated);
    if (isOutdated) questions.retire(chat, message);
  }

  /** Merges a text file with its caption. Alone it may be a résumé and stays a file. Other files follow their text. */
  async function document({ chat, inbound, caption, file, size }: Extract<Event, { kind: 'document' }>) {
    const isAlone = caption.kind === 'text' && !caption.isForeign && caption.text.trim() === '';
    const content = isAlone || size > READ_AT_MOST ? null : await textOfFile(file);
    const parts = [caption.text, content ?? ''].filter((part) => part.trim() !== '');
    const hasWords = parts.length > 0;
    if (content !== null || hasWords) await turn(chat, { ...inbound, said: { ...caption, text: parts.join('\n\n') } });
    if (content !== null || caption.kind === 'edited') return;
    await turn(chat, { ...inbound, id: hasWords ? `${inbound.id}.file` : inbound.id, said: file });
  }

  /** @returns whether the event was stored; if not, the person is told */
  async function turn(chat: number, inbound: Inbound): Promise<boolean> {
    const { pace, onFault } = settings;
    const parts = { pace, show: () => calls.showAction(chat, 'typing'), isOver: () => isStopping, onFault };
    if (await takeTurn(() => receive(inbound), parts)) return true;
    // The update will be redelivered to the next process.
    if (isStopping) throw new Error(NOT_TAKEN);
    await sender.remark(chat, turnFailed(languageIn(chat)));
    return false;
  }

  /**
   * Ends the backlog of a chat and sends the state of the interview once: the first `start` command reads the gathered
   * texts without sending, the second sends the current question.
   */
  function catchUp(chat: number): void {
    inTurn(chat, async () => {
      const last = backlog.lastOf(chat);
      if (last === undefined) return;
      await start(chat, `before.${last}`);
      const messages = backlog.release(chat);
      if (messages > 1) await tell(chat, telegramWords(languageIn(chat))('caught-up', { count: messages }));
      await start(chat, `after.${last}`);
    }).catch(() => undefined);
  }

  async function start(chat: number, id: string): Promise<void> {
    const said = { kind: 'command', name: 'start', rest: '' } as const;
    await turn(chat, { id, place: chatPlace(chat), author: String(chat), at: settings.now(), said });
  }

  return {
    holds: backlog.holds,
    drained: backlog.drained,
    /** Resolves when the update's turns are committed. @throws if it must be redelivered */
    async take(sent: unknown): Promise<void> {
      const update = UpdateSchema.safeParse(sent).data;
      const content = update?.message ?? update?.edited_message ?? update?.callback_query ?? update?.my_chat_member;
      if (!update || !content) return settings.log(TROUBLE.strange(update?.update_id ?? 0), 'warn');
      const { from } = content;
      if (from) sender.languages.heard(chatPlace(from.id), from.language_code);
      // Queues all events at once, so that no other event gets between them.
      await Promise.all(updateEvents(update, fetchFile, settings.now()).map((event) => queue(event)));
    },
    /** Starts no more turns. Resolves when the turns in progress have settled. */
    async stop(): Promise<void> {
      isStopping = true;
      await turns.idle();
    },
  };
}

function replyTo({ what }: Extract<Event, { kind: 'unreadable' }>, language: Language): string {
  return what === 'captioned' ? telegramWords(language)('only-the-words') : unreadable(what, language);
}

interface Waiting {
  readonly messages: number;
  /** Id of the last message, followed by its command, if any. */
  readonly last: string;
  readonly command: string | null;
  /** Ends the backlog after a pause. */
  readonly quiet?: NodeJS.Timeout;
}

/** Processes messages that were sent while the program was offline, without replying until the last one. */
function createBacklog({ now, pace, webhook }: Settings, onComplete: (chat: number) => void) {
  const chats = new Map<number, Waiting>();

  return {
    /** Whether sending to this chat is suspended. */
    holds: (chat: number): boolean => chats.has(chat),
    /** Adds an old message. @returns whether to process it; a repeated command is dropped */
    admit(chat: number, { id, at, said }: Inbound): boolean {
      const known = chats.get(chat);
      if (now().getTime() - at.getTime() <= pace.away && !known) return true;
      clearTimeout(known?.quiet);
      const command = said.kind === 'command' ? said.name : null;
      chats.set(chat, {
        messages: (known?.messages ?? 0) + 1,
        last: id,
        command,
        // A poll shows when nothing more is waiting, a webhook doesn't.
        ...(webhook && { quiet: setTimeout(onComplete, pace.quiet, chat).unref() }),
      });
      return command === null || command !== known?.command;
    },
    /** Telegram has no more updates waiting: completes the backlogs of all chats. */
    drained(): void {
      for (const chat of [...chats.keys()]) onComplete(chat);
    },
    /** Id of the backlog's last message; undefined without a backlog. */
    lastOf: (chat: number): string | undefined => chats.get(chat)?.last,
    /** Ends the backlog of a chat. @returns its number of messages */
    release(chat: number): number {
      const waiting = chats.get(chat);
      clearTimeout(waiting?.quiet);
      chats.delete(chat);
      return waiting?.messages ?? 0;
    },
  };
}

/** Minimum milliseconds between answers to the same group. */
const DAY = 86_400_000;

/** Tells groups that interviews are private and how to start one. @param username of the bot */
function createGroups(sender: Sender, username: string, now: () => Date) {
  /** Time of the last answer to each group. Bounded: after eviction, a group is answered again. */
  const told = new BoundedMap<number, number>();
  const link = `https://t.me/${username}?start=group`;

  function moved(from: number, to: number): void {
    const at = told.get(from);
    if (at === undefined) return;
    told.delete(from);
    told.set(to, at);
  }

  function isForBot(text: string): boolean {
    const name = `@${username.toLowerCase()}`;
    return text.toLowerCase().includes(name) || (commandIn(text)?.name === 'start' && !text.includes('@'));
  }

  return {
    /** Call it when a group's id has changed. */
    moved,
    /** Answers the group, at most once a day. @param text of a message; null if the bot was added */
    async heard(group: number, text: string | null, language: Language): Promise<void> {
      const say = telegramWords(language);
      const buttons = { inline_keyboard: [[InlineKeyboard.url(say('open-private-chat'), link)]] };
      const time = now().getTime();
      const isTold = time - (told.get(group) ?? Number.NEGATIVE_INFINITY) < DAY;
      if (isTold || (text !== null && !isForBot(text))) return;
      told.set(group, time);
      const sent = await sender.remark(group, say('only-in-private'), buttons);
      if (!('failure' in sent) || sent.failure !== 'moved') return;
      moved(group, sent.to);
      await sender.remark(sent.to, say('only-in-private'), buttons);
    },
  };
}
