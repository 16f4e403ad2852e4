/** Several processes with different roles on one PostgreSQL act as one bot. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../adapters/telegram/open.ts';
import { BotProcess } from '../adapters/telegram/program.ts';
import { type Balancer, balancer } from '../fakes/balancer.ts';
import { type FakeDiscord, fakeDiscord } from '../fakes/discord/server.ts';
import { FakeTelegram } from '../fakes/telegram/bot-api.ts';
import { type Server, startServer } from '../store/postgres.ts';
import { follow, onDiscord, onTelegram, plain } from './chat.ts';
import { dataDirectory, speaking } from './program.ts';
import { askIn, lettersIn, type Walked, walkWith } from './walk.ts';

const SECRET = 'a-secret_of-ours';
const POLLING = { timeout: 60_000, interval: 20 };

let server: Server;
let script: Walked;
beforeAll(async () => {
  server = await startServer();
  await using directory = await dataDirectory();
  await using program = await speaking(directory);
  script = await walkWith(program);
}, 120_000);
afterAll(() => server[Symbol.asyncDispose]());

interface Processes extends AsyncDisposable {
  readonly telegram: FakeTelegram;
  readonly discord: FakeDiscord;
  readonly replicas: readonly string[];
  readonly all: readonly BotProcess[];
  readonly balanced: Balancer;
  rows(): Promise<readonly string[]>;
}

/** Two Telegram replicas behind a load balancer, a Discord process and a letter writer, started at once on an empty database. */
async function processes(): Promise<Processes> {
  const { where, rows } = await server.database();
  const directory = await dataDirectory();
  const telegram = await FakeTelegram.start();
  const discord = await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } });
  const ports = [await freePort(), await freePort()];
  const balanced = await balancer(ports);
  const start = (roles: string, settings: Record<string, string> = {}) =>
    new BotProcess(telegram, directory.path, {
      FOREWORD_ROLES: roles,
      DATABASE_URL: where.url,
      DISCORD_TOKEN: discord.token,
      DISCORD_API: discord.api,
      TELEGRAM_WEBHOOK_URL: balanced.url,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      ...settings,
    });
  const replicas = ports.map((port) => start('telegram', { PORT: String(port) }));
  const all = [...replicas, start('discord'), start('letters')];
  await expect.poll(() => discord.gateway.listeners, POLLING).toBe(1);
  await expect.poll(() => telegram.called('setWebhook').length, POLLING).toBe(2);
  return {
    telegram,
    discord,
    balanced,
    all,
    rows,
    replicas: ports.map((port) => `http://127.0.0.1:${port}/telegram`),
    async [Symbol.asyncDispose]() {
      for (const program of all) await program[Symbol.asyncDispose]();
      await balanced[Symbol.asyncDispose]();
      await telegram[Symbol.asyncDispose]();
      await discord.close();
      await directory[Symbol.asyncDispose]();
    },
  };
}

test('case 5: several processes ask each question once, in order, and send one letter on each platform', async () => {
  await using at = await processes();
  const people = [onTelegram(at.telegram.person(42)), onDiscord(at.discord.person('sam'))];
  const seen = await Promise.all(people.map((person) => follow(script, person)));
  const due = script.turns.map((answers) => plain(askIn(answers)?.text ?? ''));
  const letter = plain(script.turns.flatMap(lettersIn)[0]?.text ?? '');
  for (const texts of seen) {
    const questions = texts.flatMap(
      (text) => due.filter((each) => text.includes(each)).toSorted((one, other) => other.length - one.length)[0] ?? [],
    );
    expect(questions).toEqual(due);
    // The letter and its file.
    expect(texts.filter((text) => text === letter)).toHaveLength(2);
  }
  expect(at.telegram.called('getUpdates')).toEqual([]);
  expect(await Promise.all(at.all.map((program) => program.stop()))).toEqual([0, 0, 0, 0]);
}, 180_000);

test('case 1: an update delivered to two processes at once is one turn; case 5: two in a row are both kept', async () => {
  await using at = await processes();
  const person = at.telegram.person(42);
  const texts = () => person.seen.map(({ text }) => text ?? '');
  const asks = (question: string) => expect.poll(() => texts().at(-1), POLLING).toContain(question);
  person.say('/start');
  await asks('job post');
  person.say('skip');
  await asks('Which position');
  const post = (to: string | undefined, id: number, text: string) =>
    fetch(to ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
      body: JSON.stringify({
        update_id: id,
        message: {
          message_id: id,
          date: Math.floor(Date.now() / 1000),
          chat: { id: 42, type: 'private' },
          from: { id: 42, is_bot: false, first_name: 'A' },
          text,
        },
      }),
    }).then(({ status }) => status);
  const [one, other] = at.replicas;
  const role = 'Senior Backend Engineer at Harbour Grid';
  expect(await Promise.all([post(one, 9_001, role), post(other, 9_001, role)])).toEqual([200, 200]);
  await asks('engineering choice');
  expect(texts().filter((text) => text.includes('engineering choice'))).toHaveLength(1);
  expect(await Promise.all([post(one, 9_002, '/help'), post(other, 9_003, '/brief')])).toEqual([200, 200]);
  await expect.poll(() => texts().join('\n'), POLLING).toContain('Nothing is invented');
  const rows = await at.rows();
  for (const id of ['m9001', 'm9002', 'm9003'])
    expect(rows.filter((row) => row.includes(`"event":"${id}"`))).toHaveLength(1);
}, 120_000);
