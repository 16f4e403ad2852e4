/** Two processes under discord.js's ShardingManager. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { fakeDiscord } from '../../fakes/discord/server.ts';
import type { Channel } from '../../fakes/discord/world.ts';

const SHARDS = 2;
const PROGRAM = join(import.meta.dirname, 'echo.ts');
// totalShards is given, as the manager would ask the real Discord for it.
const SCRIPT = `new (require('discord.js').ShardingManager)(${JSON.stringify(PROGRAM)}, { totalShards: ${SHARDS} }).spawn({ delay: 100 })`;

const until = (assertion: () => void) => vi.waitFor(assertion, { timeout: 45_000, interval: 20 });

test('a conversation started in a server of the second shard continues on the first', async () => {
  await using fake = await fakeDiscord();
  const manager = spawn(process.execPath, ['-e', SCRIPT], {
    env: { ...process.env, DISCORD_TOKEN: fake.token, DISCORD_API: fake.api },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    await until(() => expect(fake.gateway.shards).toEqual([0, 1]));
    await until(() => expect(fake.world.commands.length).toBeGreaterThan(0));
    const sam = fake.person();
    sam.command('letter', { in: roomOfShard(1, () => fake.room()) });
    await until(() => expect(sam.sees().at(-1)?.text).toBe('You used: command'));
    sam.say('Backend Engineer at Quillnote');
    await until(() => expect(sam.sees().at(-1)?.text).toBe('You said: Backend Engineer at Quillnote'));
    expect(sam.sees()).toHaveLength(3);
  } finally {
    manager.kill('SIGINT');
    await once(manager, 'close');
    // The shards end after their manager.
    await until(() => expect(fake.gateway.shards).toEqual([]));
  }
}, 60_000);

function roomOfShard(shard: number, make: () => Channel): Channel {
  for (;;) {
    const room = make();
    if (Number((BigInt(room.guild ?? 0) >> 22n) % BigInt(SHARDS)) === shard) return room;
  }
}
