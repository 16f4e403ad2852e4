/** A program around the Discord adapter that repeats each message. The tests run it as one of two shards. */
import { createDiscord } from '../../../src/adapters/discord/discord.ts';

const discord = createDiscord({
  token: process.env.DISCORD_TOKEN ?? '',
  api: process.env.DISCORD_API ?? null,
  bookmarks: async () => [],
  now: () => new Date(),
  onFault: (error) => console.error(error),
  log: () => undefined,
  onTrouble: (_, fatal) => {
    if (fatal) void discord.stop();
  },
});

await discord.start(async ({ id, place, said }) => {
  const text = said.kind === 'text' ? `You said: ${said.text}` : `You used: ${said.kind}`;
  await discord.send(place, { kind: 'say', text }, id);
});
