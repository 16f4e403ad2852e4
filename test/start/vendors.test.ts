/** The program loads only the packages that its settings need. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { startProgram } from '../../bench/protocol.ts';
import { BotProcess } from '../adapters/telegram/program.ts';
import { run } from '../end-to-end/program.ts';
import { fakeDiscord } from '../fakes/discord/server.ts';
import { modelServer } from '../fakes/model.ts';
import { FakeTelegram } from '../fakes/telegram/bot-api.ts';

/** Packages that must not be loaded if they are not needed. */
const VENDORS = [
  'discord.js',
  '@discordjs/rest',
  '@discordjs/ws',
  'undici',
  'grammy',
  'langchain',
  '@langchain/core',
  '@langchain/openai',
  'openai',
  '@electric-sql/pglite',
  'postgres',
  'pg-boss',
  'wrap-ansi',
  'pino',
  'prom-client',
];

interface Watched extends AsyncDisposable {
  /** The environment for the watched program. */
  readonly env: Readonly<Record<string, string>>;
  readonly directory: string;
  /** The packages of VENDORS that were loaded so far. */
  vendors(): Promise<string[]>;
}

async function watched(): Promise<Watched> {
  const directory = await mkdtemp(join(tmpdir(), 'foreword-vendors-'));
  const list = join(directory, 'loaded');
  return {
    directory,
    env: {
      FOREWORD_DATA: join(directory, 'data'),
      LOADED: list,
      NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'loaded.ts'))}`,
    },
    async vendors() {
      const paths = (await readFile(list, 'utf8')).split('\n');
      const packages = new Set(paths.map((path) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]));
      return VENDORS.filter((vendor) => packages.has(vendor));
    },
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}

const OF_TELEGRAM = ['grammy'];
const OF_DISCORD = ['discord.js', '@discordjs/rest', '@discordjs/ws', 'undici'];

test.for([
  { title: 'Telegram alone', telegram: true, discord: false, loads: OF_TELEGRAM },
  { title: 'Discord alone', telegram: false, discord: true, loads: OF_DISCORD },
  { title: 'both platforms', telegram: true, discord: true, loads: [...OF_DISCORD, ...OF_TELEGRAM] },
])('with $title only the packages for it are loaded', async ({ telegram, discord, loads }) => {
  await using watching = await watched();
  await using bots = await FakeTelegram.start();
  await using fake = await fakeDiscord();
  await using program = new BotProcess(bots, watching.directory, {
    ...watching.env,
    ...(!telegram && { TELEGRAM_TOKEN: '' }),
    ...(discord && { DISCORD_TOKEN: fake.token, DISCORD_API: fake.api }),
  });
  if (telegram) await bots.updates.idle();
  if (discord) await expect.poll(() => fake.gateway.listeners, { timeout: 30_000 }).toBe(1);
  expect(await program.stop()).toBe(0);
  expect((await watching.vendors()).toSorted()).toEqual([...loads, '@electric-sql/pglite', 'pino'].toSorted());
});

test('with a PostgreSQL server the built-in database is not loaded', async () => {
  await using watching = await watched();
  // No server listens there.
  const settings = { ...watching.env, DATABASE_URL: 'postgres://127.0.0.1:1/foreword' };
  expect((await run(['--jsonl'], '', settings)).code).toBe(1);
  expect((await watching.vendors()).toSorted()).toEqual(['postgres', 'wrap-ansi']);
});

test('the model library is not loaded before the first model call', async () => {
  await using watching = await watched();
  await using server = await modelServer(() => ({
    kind: 'said',
    response: { error: { message: 'not now', type: 'server_error' }, status: 401 },
  }));
  const env = { ...watching.env, FOREWORD_MODEL: 'some-model', OPENAI_BASE_URL: server.baseUrl };
  const program = await startProgram({ env });
  try {
    await program.turn({ type: 'command', name: 'start', rest: '' });
    expect(await watching.vendors()).toEqual(['@electric-sql/pglite', 'wrap-ansi']);
    expect(server.calls).toBe(0);
  } finally {
    await program.end();
  }
});
