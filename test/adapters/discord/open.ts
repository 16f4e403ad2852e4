/** The adapter on a fake Discord, for tests. */
import { expect, vi } from 'vitest';
import type { Adapter, Inbound, Place, Said } from '../../../src/adapters/contract.ts';
import { createDiscord, type DiscordOptions, type Timing } from '../../../src/adapters/discord/discord.ts';
import type { Person } from '../../fakes/discord/person.ts';
import { type FakeDiscord, type FakeOptions, fakeDiscord } from '../../fakes/discord/server.ts';

export interface Trouble {
  readonly sentence: string;
  readonly fatal: boolean;
}

export interface Opened extends AsyncDisposable {
  readonly fake: FakeDiscord;
  readonly adapter: Adapter;
  readonly faults: unknown[];
  readonly troubles: Trouble[];
  /** What was logged for the operator. */
  readonly log: string[];
  /** Places where typing was reported. */
  readonly typing: Place[];
  /** Everything that was handed to `receive`, in order. */
  readonly heard: Inbound[];
  start(receive?: (inbound: Inbound) => Promise<void>): Promise<void>;
  /** What was said in a place, in order. */
  saidIn(place: Place): Said[];
}

/** Milliseconds, short for tests. */
const QUICK: Timing = {
  retry: 5,
  turn: [5, 5],
  typing: [30, 50],
  preview: 20,
  check: 60_000,
  connect: 20,
};

export async function open(options: Partial<DiscordOptions> = {}, fakeOptions: FakeOptions = {}): Promise<Opened> {
  const fake = await fakeDiscord({ rate: { limit: 5, windowMs: 100 }, ...fakeOptions });
  return openOn(fake, options);
}

/** The adapter, started, and a person. */
export async function started(options: Partial<DiscordOptions> = {}, fakeOptions: FakeOptions = {}) {
  const discord = await open(options, fakeOptions);
  await discord.start();
  return { ...discord, sam: discord.fake.person() };
}

/** Another process on the same Discord. */
export function openOn(fake: FakeDiscord, options: Partial<DiscordOptions> = {}): Opened {
  const faults: unknown[] = [];
  const troubles: Trouble[] = [];
  const said: string[] = [];
  const heard: Inbound[] = [];
  const typing: Place[] = [];
  const adapter = createDiscord({
    token: fake.token,
    api: fake.api,
    bookmarks: async () => [],
    now: () => new Date(fake.world.now()),
    onFault: (error) => faults.push(error),
    log: (sentence) => said.push(sentence),
    onTrouble: (sentence, fatal) => troubles.push({ sentence, fatal }),
    ...options,
    timing: { ...QUICK, ...options.timing },
  });
  return {
    fake,
    adapter,
    faults,
    troubles,
    log: said,
    heard,
    typing,
    start: (receive = () => Promise.resolve()) =>
      adapter.start(
        (inbound) => {
          heard.push(inbound);
          return receive(inbound);
        },
        (place) => typing.push(place),
      ),
    saidIn: (place) => heard.filter((inbound) => inbound.place === place).map(({ said }) => said),
    async [Symbol.asyncDispose]() {
      await adapter.stop();
      await fake[Symbol.asyncDispose]();
    },
  };
}

export function placeOf(person: Person): Place {
  return `discord:${person.direct.id}`;
}

export function until(assertion: () => void): Promise<void> {
  return vi.waitFor(assertion, { timeout: 10_000, interval: 5 });
}

/** Waits until the bot has registered its commands. */
export async function synced(fake: FakeDiscord): Promise<void> {
  await until(() => expect(fake.world.commands.length).toBeGreaterThan(0));
}
