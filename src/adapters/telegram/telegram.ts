/** The adapter: what it is made of, and how it begins and ends. */
import { randomBytes } from 'node:crypto';
import { connected, TROUBLE } from '../../prompts/telegram.ts';
import { COMMAND_MENU } from '../command.ts';
import type { Adapter, Attempt, Inbound, Outbound, Place, Sent } from '../contract.ts';
import { Connection, type Failure, type Outcome } from './api.ts';
import { Away } from './away.ts';
import { Standing } from './buttons.ts';
import { Calls } from './calls.ts';
import { fetchFile } from './files.ts';
import { Flood } from './flood.ts';
import { Groups } from './groups.ts';
import { Growth } from './growth.ts';
import { Hearing } from './hearing.ts';
import { eventsIn, KINDS, UpdateSchema } from './incoming.ts';
import { growing, PACE, type Pace, type TelegramOptions } from './options.ts';
import { Outgoing } from './outgoing.ts';
import { chatIn } from './places.ts';
import { Polling } from './polling.ts';
import { Trouble } from './trouble.ts';
import { showTyping } from './typing.ts';
import { WebhookServer } from './webhook.ts';

const MENU = COMMAND_MENU.map(({ name, description }) => ({ command: name, description }));

/** Where updates come from, until it is stopped. */
interface Source {
  /** Settles once it is stopped. */
  run(): Promise<void>;
  /** After the last turn. */
  close(): Promise<void>;
}

export class Telegram implements Adapter {
  readonly name = 'telegram';
  readonly #options: TelegramOptions;
  readonly #pace: Pace;
  readonly #main: Connection;
  readonly #polls: Connection;
  readonly #uploads: Connection;
  readonly #calls: Calls;
  readonly #growth: Growth;
  readonly #standing: Standing;
  readonly #outgoing: Outgoing;
  readonly #away: Away;
  readonly #stopping = new AbortController();
  readonly #trouble: Trouble;
  /** Updates under way: the same one, brought again meanwhile, is the same turn. */
  readonly #underWay = new Map<number, Promise<void>>();
  #hearing: Hearing | null = null;
  #source: Source | null = null;
  #running: Promise<void> = Promise.resolve();
  #username = '';

  constructor(options: TelegramOptions) {
    const { token, api, log } = options;
    this.#options = options;
    this.#pace = { ...PACE, ...options.pace };
    const { poll, patience } = this.#pace;
    this.#main = new Connection(token, api, patience);
    this.#polls = new Connection(token, api, poll + patience);
    this.#uploads = new Connection(token, api, patience * 3);
    this.#calls = new Calls(this.#main, this.#pace);
    this.#growth = new Growth(this.#calls, this.#pace.growth);
    this.#standing = new Standing(this.#calls);
    this.#away = new Away(this.#pace.away);
    this.#trouble = new Trouble(log, this.#stopping.signal);
    this.#outgoing = new Outgoing({
      calls: this.#calls,
      uploads: this.#uploads,
      standing: this.#standing,
      growth: this.#growth,
      log,
    });
  }

  /** Comes back at once: without a network the bot waits for one, and nobody else has to. */
  async start(receive: (inbound: Inbound) => Promise<void>): Promise<void> {
    const { now, onFault } = this.#options;
    this.#hearing = new Hearing({
      receive,
      calls: this.#calls,
      outgoing: this.#outgoing,
      standing: this.#standing,
      groups: new Groups(this.#calls),
      flood: new Flood(),
      away: this.#away,
      pace: this.#pace,
      username: () => this.#username,
      now,
      onFault,
    });
    this.#source = this.#options.webhook ? this.#webhook(this.#options.webhook) : this.#polling();
    this.#running = this.#run(this.#source);
  }

  async send(place: Place, message: Outbound, _key: string, attempt?: Attempt): Promise<Sent> {
    const chat = chatIn(place);
    if (chat === null) return { outcome: 'gone', why: 'no chat of Telegram' };
    if (this.#away.holds(chat)) return { outcome: 'failed', why: 'what waited there is still being read' };
    return this.#outgoing.send(chat, message, attempt);
  }

  async busy(place: Place): Promise<void> {
    const chat = chatIn(place);
    if (chat !== null) showTyping(chat, this.#calls);
  }

  async grow(place: Place, text: string | null): Promise<void> {
    const chat = chatIn(place);
    if (chat === null) return;
    if (text === null) await this.#growth.end(chat);
    else this.#growth.grow(chat, text);
  }

  async stop(): Promise<void> {
    if (this.#stopping.signal.aborted) return this.#running;
    this.#stopping.abort();
    this.#polls.close();
    const ended = this.#end(this.#running);
    this.#running = ended;
    return ended;
  }

  async #end(running: Promise<void>): Promise<void> {
    await running;
    await this.#hearing?.stop();
    await this.#source?.close();
    await this.#calls.close();
    for (const connection of [this.#polls, this.#uploads]) connection.close();
  }

  async #run(source: Source): Promise<void> {
    const me = await this.#insist((connection) => connection.call((api) => api.getMe()));
    if (!me) return;
    this.#username = me.username;
    this.#options.log(connected(me.username));
    void this.#showMenu();
    await source.run();
  }

  /** Beside everything else: nobody waits for a menu, but it is there in the end. */
  async #showMenu(): Promise<void> {
    for (let times = 0; !this.#stopping.signal.aborted; times += 1) {
      const outcome = await this.#main.call((api) => api.setMyCommands(MENU, { scope: { type: 'all_private_chats' } }));
      if ('result' in outcome || outcome.failure === 'refused') return;
      const pause = outcome.failure === 'slow-down' ? outcome.after : growing(this.#pace.retry, times);
      await this.#trouble.pause(pause);
    }
  }

  #polling(): Source {
    const polling = new Polling({
      connection: this.#polls,
      pace: this.#pace,
      trouble: this.#trouble,
      stopped: this.#stopping.signal,
      take: (update) => this.#take(update),
      taken: (isMore) => {
        if (!isMore) for (const chat of this.#away.chats) this.#catchUp(chat);
      },
    });
    return {
      run: async () => {
        // Nothing can be fetched while it is brought somewhere.
        const free = await this.#insist((connection) => connection.call((api) => api.deleteWebhook()));
        if (free) await polling.run();
      },
      close: () => polling.confirm(),
    };
  }

  #webhook({ url, port, secret: told }: NonNullable<TelegramOptions['webhook']>): Source {
    this.#away.whenQuiet(this.#pace.quiet, (chat) => this.#catchUp(chat));
    const secret = told ?? randomBytes(32).toString('hex');
    const server = new WebhookServer({ path: new URL(url).pathname, secret, take: (update) => this.#take(update) });
    return {
      run: async () => {
        const { retry } = this.#pace;
        while (!this.#stopping.signal.aborted && !(await server.listen(port)))
          await this.#trouble.wait('port', (again) => TROUBLE.port(port, again), retry);
        const options = { secret_token: secret, allowed_updates: KINDS };
        await this.#insist((connection) => connection.call((api) => api.setWebhook(url, options)));
      },
      close: () => server.close(),
    };
  }

  /** Calls until it works or everything stops, which breaks it off; then null. */
  async #insist<T>(call: (connection: Connection) => Promise<Outcome<T>>): Promise<T | null> {
    const { retry } = this.#pace;
    while (!this.#stopping.signal.aborted) {
      const outcome = await call(this.#polls);
      if ('result' in outcome) {
        this.#trouble.over();
        return outcome.result;
      }
      if (outcome.failure === 'slow-down') await this.#trouble.pause(outcome.after);
      else await this.#trouble.wait(outcome.failure, sentenceOn(outcome), retry);
    }
    return null;
  }

  /** Settles when the update is done with; rejects where it has to come again. */
  #take(content: unknown): Promise<void> {
    const parsed = UpdateSchema.safeParse(content);
    if (!parsed.success) {
      this.#options.log(TROUBLE.strange(idOf(content)));
      return Promise.resolve();
    }
    const { update_id: id } = parsed.data;
    const same = this.#underWay.get(id);
    if (same) return same;
    const heard = this.#hear(parsed.data);
    this.#underWay.set(id, heard);
    const forget = () => void this.#underWay.delete(id);
    heard.then(forget, forget);
    return heard;
  }

  async #hear(update: Parameters<typeof eventsIn>[0]): Promise<void> {
    const { token, api: root, now } = this.#options;
    const patience = this.#pace.patience * 3;
    const fetch = (file: string) => fetchFile({ connection: this.#main, root, token, patience }, file);
    // All at once, so that nothing gets in between.
    await Promise.all(eventsIn(update, fetch, now()).map((event) => this.#hearing?.hear(event)));
  }

  #catchUp(chat: number): void {
    this.#hearing?.catchUp(chat).catch(() => undefined);
  }
}

function sentenceOn({ failure }: Failure): (again: number) => string {
  if (failure === 'denied') return TROUBLE.denied;
  return failure === 'refused' ? TROUBLE.refused : TROUBLE.unreachable;
}

function idOf(update: unknown): number {
  const known = typeof update === 'object' && update !== null && 'update_id' in update ? Number(update.update_id) : 0;
  return Number.isSafeInteger(known) ? known : 0;
}
