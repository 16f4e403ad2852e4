/** Telegram as a platform: one bot, private chats only. */
import { connected } from '../../prompts/telegram.ts';
import { COMMAND_MENU } from '../command.ts';
import type { Adapter, Inbound } from '../contract.ts';
import { ChatCalls, connect, fetchFile, Outage, outcomeOf } from './bot-api.ts';
import { Receiver } from './inbound.ts';
import { settingsOf, type TelegramOptions } from './options.ts';
import { Sender } from './outbound.ts';
import { Polling } from './polling.ts';
import { chatIn } from './updates.ts';
import { Webhook } from './webhook.ts';

const MENU = COMMAND_MENU.map(({ name, description }) => ({ command: name, description }));

/**
 * `start` returns at once: without a network the bot waits for one. `send` never throws. What can't be sent now is
 * reported with the time after which to try again. `stop` resolves when every `receive` under way has settled and the
 * updates taken are confirmed.
 */
export function createTelegram(options: TelegramOptions): Adapter {
  const settings = settingsOf(options);
  const { poll, patience } = settings.pace;
  const main = connect(settings, patience);
  const polls = connect(settings, poll + patience);
  const uploads = connect(settings, patience * 3);
  const calls = new ChatCalls(main, settings);
  const sender = new Sender(calls, uploads, settings);
  const stopping = new AbortController();
  let receiver: Receiver | null = null;
  let source: Polling | Webhook | null = null;
  let running: Promise<void> = Promise.resolve();

  async function run(receive: (inbound: Inbound) => Promise<void>): Promise<void> {
    const outage = new Outage(settings, stopping.signal);
    const me = await outage.insist(() => outcomeOf(polls.api.getMe()));
    if (!me) return;
    const { username } = me;
    const download = (id: string) => fetchFile(main, settings, id);
    const inbox = new Receiver({ settings, calls, sender, receive, username, fetchFile: download });
    const take = (update: unknown) => inbox.take(update);
    const parts = { settings, connection: polls, outage, take };
    receiver = inbox;
    source = settings.webhook
      ? new Webhook(parts, settings.webhook)
      : new Polling(parts, () => inbox.backlog.drained());
    settings.log(connected(username));
    void showMenu();
    await source.run();
  }

  /** Retried in the background and without a log: the bot works without its menu. */
  async function showMenu(): Promise<void> {
    const outage = new Outage({ ...settings, log: () => undefined }, stopping.signal);
    await outage.insist<boolean>(async () => {
      const set = await outcomeOf(main.api.setMyCommands(MENU, { scope: { type: 'all_private_chats' } }));
      return 'failure' in set && set.failure === 'refused' ? { result: false } : set;
    });
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
    async start(receive) {
      running = run(receive);
    },
    async send(place, message, _key, attempt) {
      const chat = chatIn(place);
      if (chat === null) return { outcome: 'gone', why: 'no chat of Telegram' };
      if (receiver?.backlog.holds(chat)) return { outcome: 'failed', why: 'the backlog is still being read' };
      return sender.send(chat, message, attempt);
    },
    async busy(place) {
      const chat = chatIn(place);
      if (chat !== null) calls.showTyping(chat);
    },
    async grow(place, text) {
      const chat = chatIn(place);
      if (chat === null) return;
      if (text === null) await sender.previews.end(chat);
      else sender.previews.grow(chat, text);
    },
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
