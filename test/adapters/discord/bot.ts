/** A bot on a fake Discord: the adapter with a `Survey` behind it, for tests with several messages. */
import { expect } from 'vitest';
import type { DiscordOptions } from '../../../src/adapters/discord/discord.ts';
import type { FakeDiscord } from '../../fakes/discord/server.ts';
import { Survey, SurveyMemory } from '../survey.ts';
import { type Opened, openOn, until } from './open.ts';

export interface Bot extends AsyncDisposable {
  readonly discord: Opened;
  readonly memory: SurveyMemory;
  readonly survey: Survey;
  /** Turns that are over. */
  turns(): number;
  /** Waits until so many turns are over since the bot was started. */
  untilTurns(count: number): Promise<void>;
}

/** A process with the bot in it; another one over the same memory is what a restart leads to. */
export async function startBot(
  fake: FakeDiscord,
  memory = new SurveyMemory(),
  options: Partial<DiscordOptions> = {},
): Promise<Bot> {
  const discord = openOn(fake, { bookmarks: async () => memory.bookmarks(), ...options });
  const survey = new Survey({ memory, adapter: discord.adapter });
  /** By their events, as one may come again: live, and out of the history. */
  const turns = new Set<string>();
  await discord.start(async (inbound) => {
    try {
      await survey.receive(inbound);
    } finally {
      // With the letter that it asked for, if it did; the adapter does not wait for that.
      void survey.settled(inbound.place).then(() => {
        turns.add(inbound.id);
      });
    }
  });
  return {
    discord,
    memory,
    survey,
    turns: () => turns.size,
    untilTurns: (count) => until(() => expect(turns.size).toBeGreaterThanOrEqual(count)),
    async [Symbol.asyncDispose]() {
      await discord.adapter.stop();
    },
  };
}
