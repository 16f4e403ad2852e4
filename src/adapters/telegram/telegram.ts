/** The Telegram adapter: one bot, private chats only. */
import type { Api } from 'grammy';
import { LANGUAGES } from '../../machine/language.ts';
import { connected, telegramWords } from '../../prompts/telegram-texts.ts';
import { commandMenu } from '../command.ts';
import type { Adapter, Inbound } from '../contract.ts';
import {
  type ApiOutcome,
  connect,
  createChatCalls,
  createOutage,
  fetchFile,
  type Outage,
  outcomeOf,
  POLLING_PACE,
  type TelegramOptions,
} from './bot-api.ts';
import { createReceiver, type Receiver } from './inbound.ts';
import { createSender, TEXT_AT_MOST } from './outbound.ts';
import { createPolling, createWebhook, type Source } from './sources.ts';
import { chatIn } from './updates.ts';

/** `start` returns at once. `stop` resolves when all turns have settled and their updates are confirmed. */
export function createTelegram(options: TelegramOptions): Adapter {
  const settings = { ...options, pace: { ...POLLING_PACE, ...options.pace } };
  const { poll, patience } = settings.pace;
  const main = connect(settings, patience);
  const polls = connect(settings, poll + patience);
  const uploads = connect(settings, patience * 3);
  const calls = createChatCalls(main, settings);
  const sender = createSender(calls, uploads, settings);
  const stopping = new AbortController();
  let receiver: Receiver | null = null;
  let source: Source | null = null;
  let running: Promise<void> = Promise.resolve();
  let isConnected = () => false;
  const caughtUp = Promise.withResolvers<void>();

  async function run(receive: (inbound: Inbound) => Promise<void>): Promise<void> {
    const outage = createOutage(settings, stopping.signal);
    isConnected = () => source !== null && outage.isOver();
    const me = await outage.insist(() => outcomeOf(polls.api.getMe()));
    if (!me) return;
    const { username } = me;
    const parts = { settings, calls, sender, receive, username };
    const inbox = createReceiver({ ...parts, fetchFile: (id) => fetchFile(main.api, settings, id) });
    const sourceParts = { settings, connection: polls, outage, take: inbox.take };
    receiver = inbox;
    const drained = () => {
      inbox.drained();
      caughtUp.resolve();
    };
    source = settings.webhook ? createWebhook(sourceParts, settings.webhook) : createPolling(sourceParts, drained);
    // A webhook doesn't tell when nothing more is waiting.
    if (settings.webhook) caughtUp.resolve();
    settings.log(connected(username), 'info');
    // In the background and without logging, because the bot works without it.
    void showProfile(main.api, createOutage({ ...settings, log: () => {} }, stopping.signal));
    await source.run();
  }

  async function end(ran: Promise<void>): Promise<void> {
    await ran;
    await receiver?.stop();
    await source?.close();
    await calls.close();
    polls.close();
    uploads.close();
  }

  return {
    name: 'telegram',
    // Bots can't see that a person is typing.
    isGathering: true,
    textAtMost: TEXT_AT_MOST,
    isShowingPictures: true,
    async start(receive) {
      running = run(receive);
    },
    async send(place, message, _key, attempt) {
      const chat = chatIn(place);
      if (receiver?.holds(chat)) return { outcome: 'failed', why: 'the backlog is still being read' };
      return sender.send(chat, message, attempt);
    },
    busy: async (place) => calls.showAction(chatIn(place), 'typing'),
    async grow(place, text) {
      if (text === null) await sender.previews.end(chatIn(place));
      else sender.previews.grow(chatIn(place), text);
    },
    retire: async (place, platformId) => sender.questions.retire(chatIn(place), Number(platformId)),
    caughtUp: () => caughtUp.promise,
    isConnected: () => isConnected(),
    stop() {
      if (!stopping.signal.aborted) {
        stopping.abort();
        polls.close();
        running = end(running);
      }
      return running;
    },
  };
}

const PRIVATE = { scope: { type: 'all_private_chats' } } as const;

/** Sets what people see before they write. Only differences are set: Telegram limits changes. Refusals are ignored. */
async function showProfile(api: Api, { insist }: Outage): Promise<void> {
  const attempt = <T>(call: () => Promise<T>) =>
    insist<T | null>(async () => {
      const outcome: ApiOutcome<T> = await outcomeOf(call());
      return 'failure' in outcome && ['refused', 'unknown'].includes(outcome.failure) ? { result: null } : outcome;
    });

  // `undefined` sets the default; the languages override it.
  for (const code of [undefined, ...LANGUAGES]) {
    const language = code === undefined ? {} : { language_code: code };
    const say = telegramWords(code);
    const [about, inShort] = [say('description'), say('short-description')];
    const menu = commandMenu(code).map(({ name, description }) => ({ command: name, description }));
    const commands = await attempt(() => api.getMyCommands({ ...PRIVATE, ...language }));
    if (JSON.stringify(commands) !== JSON.stringify(menu))
      await attempt(() => api.setMyCommands(menu, { ...PRIVATE, ...language }));
    const long = await attempt(() => api.getMyDescription(language));
    if (long?.description !== about) await attempt(() => api.setMyDescription(about, language));
    const short = await attempt(() => api.getMyShortDescription(language));
    if (short?.short_description !== inShort) await attempt(() => api.setMyShortDescription(inShort, language));
  }
}
