/** The whole bot on a fake Discord: interviewer, store and adapter, for tests that are about more than the adapter. */
import { expect } from 'vitest';
import type { Adapter, Outbound, Place } from '../../../src/adapters/adapter.ts';
import type { DiscordOptions } from '../../../src/adapters/discord/index.ts';
import { createInterviewer, type Interviewer, type Parts } from '../../../src/interviewer.ts';
import { plainWriter } from '../../../src/letter/plain.ts';
import { plainReader } from '../../../src/reader/plain.ts';
import type { FakeDiscord } from '../../fakes/discord/server.ts';
import { MemoryStore } from '../../fakes/memory-store.ts';
import { type Opened, openOn, until } from './open.ts';

export interface Bot extends AsyncDisposable {
  readonly discord: Opened;
  readonly store: MemoryStore;
  readonly interviewer: Interviewer;
  /** What was handed to the adapter, in order. */
  readonly out: { place: Place; message: Outbound }[];
  /** Turns that are over. */
  turns(): number;
  /** Waits until so many turns are over since the bot was started. */
  untilTurns(count: number): Promise<void>;
}

/** A process with the bot in it; another one over the same store is what a restart leads to. */
export async function startBot(
  fake: FakeDiscord,
  store = new MemoryStore(),
  { parts = {}, ...options }: Partial<DiscordOptions> & { parts?: Partial<Parts> } = {},
): Promise<Bot> {
  const discord = openOn(fake, { bookmarks: () => store.bookmarks('discord'), ...options });
  const out: Bot['out'] = [];
  const spy: Adapter = {
    name: 'discord',
    start: (receive) => discord.adapter.start(receive),
    stop: () => discord.adapter.stop(),
    send(place, message, key, attempt) {
      out.push({ place, message });
      return discord.adapter.send(place, message, key, attempt);
    },
  };
  const interviewer = createInterviewer({
    store,
    reader: plainReader,
    writer: plainWriter,
    adapterFor: () => spy,
    now: () => new Date(fake.world.now()),
    onFault: (error) => discord.faults.push(error),
    ...parts,
  });
  /** By their events, as one may come again: live, and out of the history. */
  const turns = new Set<string>();
  await discord.start(async (inbound) => {
    try {
      await interviewer.receive(inbound);
    } finally {
      // With the letter that it asked for, if it did; the adapter does not wait for that.
      void interviewer.settled(inbound.place).then(() => {
        turns.add(inbound.id);
      });
    }
  });
  return {
    discord,
    store,
    interviewer,
    out,
    turns: () => turns.size,
    untilTurns: (count) => until(() => expect(turns.size).toBeGreaterThanOrEqual(count)),
    async [Symbol.asyncDispose]() {
      await discord.adapter.stop();
    },
  };
}
