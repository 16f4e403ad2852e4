/** A bot on a fake Discord: the adapter with a `Survey`, for tests with several messages. */
import { expect } from 'vitest';
import type { DiscordOptions } from '../../../src/adapters/discord/discord.ts';
import type { FakeDiscord } from '../../fakes/discord/server.ts';
import { Survey, SurveyMemory } from '../survey.ts';
import { type Opened, openOn, until } from './open.ts';

export interface Bot extends AsyncDisposable {
  readonly discord: Opened;
  readonly memory: SurveyMemory;
  readonly survey: Survey;
  /** The number of turns that are over. */
  turns(): number;
  /** Waits until this many turns are over since the bot was started. */
  untilTurns(count: number): Promise<void>;
}

/** Starts a process with the bot. A second call with the same memory is a restart. */
export async function startBot(
  fake: FakeDiscord,
  memory = new SurveyMemory(),
  options: Partial<DiscordOptions> = {},
): Promise<Bot> {
  const discord = openOn(fake, { bookmarks: async () => memory.bookmarks(), ...options });
  const survey = new Survey({ memory, adapter: discord.adapter });
  /** Ids of events: one may arrive twice, live and from the history. */
  const turns = new Set<string>();
  await discord.start(async (inbound) => {
    try {
      await survey.receive(inbound);
    } finally {
      // Includes the letter, which the adapter does not wait for.
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
