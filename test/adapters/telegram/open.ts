/** The adapter on a fake Telegram, for tests. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Adapter } from '../../../src/adapters/contract.ts';
import type { Pace, TelegramOptions } from '../../../src/adapters/telegram/bot-api.ts';
import { createTelegram } from '../../../src/adapters/telegram/telegram.ts';
import { type FakeOptions, FakeTelegram } from '../../fakes/telegram/bot-api.ts';

/** Milliseconds, short for tests. */
const BRISK: Partial<Pace> = {
  poll: 2_000,
  patience: 1_000,
  glance: [5, 40],
  retry: [20, 200],
  standby: [100, 400],
  turn: [10, 20],
  growth: 5,
  quiet: 100,
};

export interface Opened extends AsyncDisposable {
  readonly fake: FakeTelegram;
  readonly adapter: Adapter;
  readonly logged: string[];
  readonly faults: unknown[];
}

export type OpenOptions = FakeOptions & Partial<Omit<TelegramOptions, 'token' | 'api'>>;

/** Disposing stops both, and throws if the bot called a method that the fake does not know. */
export async function open({ pace, webhook = null, now, ...options }: OpenOptions = {}): Promise<Opened> {
  const fake = await FakeTelegram.start({ conflictDelay: 50, webhookPauses: [0, 20, 40], ...options });
  const logged: string[] = [];
  const faults: unknown[] = [];
  const adapter = anotherOn(fake, {
    webhook,
    ...(pace && { pace }),
    ...(now && { now }),
    log: (line) => logged.push(line),
    onFault: (error) => faults.push(error),
  });
  return {
    fake,
    adapter,
    logged,
    faults,
    async [Symbol.asyncDispose]() {
      await adapter.stop();
      await fake[Symbol.asyncDispose]();
      if (fake.unknown.length > 0) throw new Error(`called and not known: ${fake.unknown}`);
    },
  };
}

/** Another adapter for the same bot, as in another process. */
export function anotherOn(
  fake: Pick<FakeTelegram, 'token' | 'url'>,
  { pace, webhook = null, now, log, onFault }: Partial<TelegramOptions> = {},
): Adapter {
  return createTelegram({
    token: fake.token,
    api: fake.url,
    webhook,
    now: now ?? (() => new Date()),
    log: log ?? (() => undefined),
    onFault: onFault ?? (() => undefined),
    pace: { ...BRISK, ...pace },
  });
}

/** @returns a port that is not in use */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('it did not listen');
  return address.port;
}
