/** The connection: refused, lost, resumed and replaced, and errors of the library. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { INTENTS_REFUSED, PRESENCE, TOKEN_REFUSED } from '../../../src/prompts/discord-texts.ts';
import { fakeDiscord } from '../../fakes/discord/server.ts';
import type { Channel } from '../../fakes/discord/world.ts';
import { open, openOn, placeOf, started, until } from './open.ts';

describe('case 13: permanent refusal', () => {
  test('a wrong token is reported once, without the token, and not retried', async () => {
    await using discord = await open({ token: 'wrong.token.here' });
    await discord.start();
    expect(discord.troubles).toEqual([{ sentence: TOKEN_REFUSED, fatal: true }]);
    expect(JSON.stringify(discord.troubles)).not.toContain('wrong.token.here');
    expect(discord.fake.ledger.of('GET', '/gateway/bot')).toHaveLength(1);
  });

  test.for([
    { code: 4004, sentence: TOKEN_REFUSED },
    { code: 4014, sentence: INTENTS_REFUSED },
  ])('close code $code while running is reported as fatal and not retried', async ({ code, sentence }) => {
    await using discord = await open();
    await discord.start();
    discord.fake.gateway.cut({ code });
    await until(() => expect(discord.troubles).toEqual([{ sentence, fatal: true }]));
    expect(discord.fake.gateway.heard).toEqual(['IDENTIFY']);
  });

  test('close code 4014 at the start is reported as fatal and not retried', async () => {
    await using discord = await open();
    const { gateway } = discord.fake;
    gateway.refuseIdentify = 4014;
    await discord.start();
    expect(discord.troubles).toEqual([{ sentence: INTENTS_REFUSED, fatal: true }]);
    expect(gateway.heard).toEqual(['IDENTIFY']);
  });

  test('the bot asks for no privileged intents and not for the list of servers', async () => {
    await using discord = await open();
    await discord.start();
    expect(discord.troubles).toEqual([]);
    expect(discord.fake.gateway.intents).toEqual([(1 << 9) | (1 << 12) | (1 << 14)]);
  });

  test('the status of the bot says how to start', async () => {
    await using discord = await open();
    await discord.start();
    expect(discord.fake.gateway.presences).toEqual([PRESENCE]);
  });
});

test('each failed connection attempt is reported and retried', async () => {
  await using discord = await open();
  const { fake } = discord;
  fake.faults.plan('GET', '/gateway/bot', { kind: 'cut' }, 3);
  await discord.start();
  expect(discord.troubles).toHaveLength(1);
  await until(() => expect(fake.gateway.listeners).toBe(1));
  expect(discord.troubles).toHaveLength(3);
  for (const { sentence, fatal } of discord.troubles) {
    expect(sentence).toMatch(/^Discord can't be reached \(\w+\)\. Next attempt in \d+ s\.$/);
    expect(fatal).toBe(false);
  }
  const sam = fake.person();
  sam.say('still here');
  await until(() => expect(discord.saidIn(placeOf(sam))).toEqual([{ kind: 'text', text: 'still here' }]));
});

describe('connection gap', () => {
  test('case 11: after a cut the session resumes, and missed messages are handled once, in order', async () => {
    await using discord = await started();
    const { fake, sam } = discord;
    sam.say('before');
    await until(() => expect(discord.heard).toHaveLength(1));
    fake.gateway.isClosed = true;
    fake.gateway.cut();
    const texts = Array.from({ length: 50 }, (_, at) => `meanwhile ${at}`);
    for (const text of texts) sam.say(text);
    fake.gateway.isClosed = false;
    await until(() => expect(discord.heard).toHaveLength(51));
    expect(fake.gateway.heard).toEqual(['IDENTIFY', 'RESUME']);
    expect(discord.heard.map(({ said }) => said)).toEqual(['before', ...texts].map((text) => ({ kind: 'text', text })));
  });

  test('case 11: replayed events are handled once', async () => {
    await using discord = await started();
    const { fake, sam } = discord;
    for (let at = 0; at < 50; at += 1) sam.say(`text ${at}`);
    await until(() => expect(discord.heard).toHaveLength(50));
    fake.gateway.replayFrom = 30;
    fake.gateway.cut();
    sam.say('the last');
    await until(() => expect(discord.heard.at(-1)?.said).toEqual({ kind: 'text', text: 'the last' }));
    expect(discord.heard).toHaveLength(51);
  });

  test('the session resumes when Discord asks to reconnect', async () => {
    await using discord = await open();
    const { fake } = discord;
    await discord.start();
    fake.gateway.tell(7);
    await until(() => expect(fake.gateway.heard).toEqual(['IDENTIFY', 'RESUME']));
    const sam = fake.person();
    sam.say('here');
    await until(() => expect(discord.saidIn(placeOf(sam))).toHaveLength(1));
  });

  test('case 12: after a lost session the history of open conversations is read', async () => {
    await using fake = await fakeDiscord();
    const sam = fake.person();
    const first = sam.say('long ago, and taken');
    await using discord = openOn(fake, { bookmarks: async () => [{ place: placeOf(sam), event: first.id }] });
    sam.say('one');
    sam.say('two');
    sam.edit(first.id, 'long ago, and put right');
    const stranger = fake.person('nobody we know');
    stranger.say('hello');
    await discord.start();
    await until(() => expect(discord.heard).toHaveLength(3));
    expect(discord.saidIn(placeOf(sam))).toEqual([
      { kind: 'edited', of: { id: first.id }, text: 'long ago, and put right' },
      { kind: 'text', text: 'one' },
      { kind: 'text', text: 'two' },
    ]);
  });
});

describe('errors of discord.js', () => {
  test('a session that becomes invalid right after a resume does not end the process', async () => {
    await using discord = await open();
    const { fake } = discord;
    await discord.start();
    fake.gateway.onResume = 'resume-then-invalid';
    fake.gateway.cut();
    // Discord requires five seconds before the next identify.
    await until(() => expect(fake.gateway.heard).toEqual(['IDENTIFY', 'RESUME', 'IDENTIFY']));
    const sam = fake.person();
    await until(() => expect(fake.gateway.listeners).toBe(1));
    sam.say('still here');
    await until(() => expect(discord.saidIn(placeOf(sam))).toEqual([{ kind: 'text', text: 'still here' }]));
    expect(discord.faults.map(String)).toEqual([expect.stringMatching(/TypeError/)]);
  });
});

describe('two processes under a ShardingManager', () => {
  const SHARDS = 2;
  const PROGRAM = join(import.meta.dirname, 'echo.ts');
  // totalShards is given, as the manager would ask the real Discord for it.
  const SCRIPT = `new (require('discord.js').ShardingManager)(${JSON.stringify(PROGRAM)}, { totalShards: ${SHARDS} }).spawn({ delay: 100 })`;

  const eventually = (assertion: () => void) => vi.waitFor(assertion, { timeout: 45_000, interval: 20 });

  test('a conversation started in a server of the second shard continues on the first', async () => {
    await using fake = await fakeDiscord();
    const manager = spawn(process.execPath, ['-e', SCRIPT], {
      env: { ...process.env, DISCORD_TOKEN: fake.token, DISCORD_API: fake.api },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    try {
      await eventually(() => expect(fake.gateway.shards).toEqual([0, 1]));
      await eventually(() => expect(fake.world.commands.length).toBeGreaterThan(0));
      const sam = fake.person();
      sam.command('letter', { in: roomOfShard(1, () => fake.room()) });
      await eventually(() => expect(sam.sees().at(-1)?.text).toBe('You used: command'));
      sam.say('Backend Engineer at Quillnote');
      await eventually(() => expect(sam.sees().at(-1)?.text).toBe('You said: Backend Engineer at Quillnote'));
      expect(sam.sees()).toHaveLength(3);
    } finally {
      manager.kill('SIGINT');
      await once(manager, 'close');
      // The shards end after their manager.
      await eventually(() => expect(fake.gateway.shards).toEqual([]));
    }
  }, 60_000);

  function roomOfShard(shard: number, make: () => Channel): Channel {
    for (;;) {
      const room = make();
      if (Number((BigInt(room.guild ?? 0) >> 22n) % BigInt(SHARDS)) === shard) return room;
    }
  }
});
