/** The README's promises, with the real program: in the terminal, on Telegram and on Discord. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Place } from '../../src/adapters/contract.ts';
import { openStore } from '../../src/store/database.ts';
import { BotProcess } from '../adapters/telegram/program.ts';
import { fakeDiscord } from '../fakes/discord/server.ts';
import { hears, modelServer } from '../fakes/model.ts';
import { FakeTelegram } from '../fakes/telegram/bot-api.ts';
import { opened, turn } from '../store/turns.ts';
import { type Chatter, onDiscord, onTelegram, onTerminal, POLLING } from './chat.ts';
import { DOCUMENT_ITEMS } from './document-features.ts';
import { ITEMS as FEATURE_ITEMS, FORGOTTEN } from './features.ts';
import { answers, MODEL_ITEMS } from './model-features.ts';
import { dataDirectory, filesWith, speaking } from './program.ts';

const GUIDED = [...FEATURE_ITEMS, ...DOCUMENT_ITEMS];
const ITEMS = [...GUIDED, ...MODEL_ITEMS];
/** The platforms of `chatters`. */
const PLATFORM_NAMES = ['terminal', 'telegram', 'discord'] as const;

/** The platforms with a person for each item, and the programs, which are killed in between. */
async function platforms() {
  const parts = new AsyncDisposableStack();
  const telegram = parts.use(await FakeTelegram.start());
  const discord = parts.use(await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } }));
  const voice = parts.use(await modelServer());
  const model = parts.use(await modelServer(answers));
  voice.transcribe(() => hears('Senior Backend Engineer at Harbour Grid'));
  const [bots, terminal] = [parts.use(await dataDirectory()), parts.use(await dataDirectory())];
  const people = ITEMS.map((_, at) => ({ onTelegram: telegram.person(42 + at), onDiscord: discord.person(`p${at}`) }));
  // Their interviews have started, so the bot may write to them.
  for (const { onTelegram } of people) onTelegram.chat.opened = true;

  const kept = await Promise.all(
    ITEMS.map(async (item) => ({ saved: await item.from(), seenAt: new Date(), ...item.since?.() })),
  );
  async function prepare(directory: string, placesOf: (at: number) => readonly Place[]): Promise<void> {
    const store = opened(await openStore({ directory }));
    for (const [at, each] of kept.entries()) for (const place of placesOf(at)) await store.commit(turn(place, each));
    await store.close();
    expect(await filesWith([FORGOTTEN], directory)).not.toEqual([]);
  }
  await prepare(terminal.path, (at) => [`terminal:p${at}`]);
  const idOf = (at: number) => people[at]?.onDiscord.direct.id;
  await prepare(join(bots.path, 'data'), (at) => [`telegram:${42 + at}`, `discord:${idOf(at)}`]);

  const ofBots = { DISCORD_TOKEN: discord.token, DISCORD_API: discord.api };
  const hearing = { FOREWORD_TRANSCRIBING_MODEL: 'whisper-test', OPENAI_BASE_URL: voice.baseUrl };
  const start = async (settings: Readonly<Record<string, string>>) => {
    const bot = parts.use(new BotProcess(telegram, bots.path, { ...ofBots, ...settings }));
    const program = parts.use(await speaking(terminal, settings));
    await vi.waitUntil(() => discord.gateway.listeners === 1 && discord.world.commands.length > 0, POLLING);
    return { bot, program };
  };
  let running = await start({});
  const chatters = people.map(({ onTelegram: telegramPerson, onDiscord: discordPerson }, at) => ({
    terminal: onTerminal(() => running.program, `terminal:p${at}`, join(terminal.path, 'sent')),
    telegram: onTelegram(telegramPerson),
    discord: onDiscord(discordPerson),
  }));
  async function restarted(settings: Readonly<Record<string, string>>): Promise<void> {
    running.bot.kill();
    await running.bot.ended();
    await running.program.kill();
    await vi.waitUntil(() => discord.gateway.listeners === 0, POLLING);
    running = await start(settings);
  }

  return {
    parts,
    telegram,
    directories: [bots.path, terminal.path],
    running: () => running,
    chatter(platform: (typeof PLATFORM_NAMES)[number], at: number): Chatter {
      const chatter = chatters[at]?.[platform];
      if (!chatter) throw new Error('nobody');
      return chatter;
    },
    killed: () => restarted(hearing),
    /** Kills the programs, and starts them with a language model. */
    withModel: () =>
      restarted({ FOREWORD_MODEL: 'gpt-test', OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: model.baseUrl }),
  };
}
let all: Awaited<ReturnType<typeof platforms>>;
beforeAll(async () => {
  all = await platforms();
});
afterAll(() => all.parts.disposeAsync());

const CASES = ITEMS.map((item, at) => ({ ...item, at }));
const [GUIDED_CASES, MODEL_CASES] = [CASES.slice(0, GUIDED.length), CASES.slice(GUIDED.length)];

describe.each(PLATFORM_NAMES)('features before the kill, %s', (platform) => {
  test.each(CASES.filter(({ begin }) => begin))('$name', ({ begin, at }) => begin?.(all.chatter(platform, at)));
});

describe('features after the kill', () => {
  beforeAll(() => all.killed());

  describe.each(PLATFORM_NAMES)('%s', (platform) => {
    test.each(GUIDED_CASES)('$name', ({ run, at }) => run(all.chatter(platform, at), platform));
  });
});

describe('features with a model', () => {
  beforeAll(() => all.withModel());

  describe.each(PLATFORM_NAMES)('%s', (platform) => {
    test.each(MODEL_CASES)('$name', ({ run, at }) => run(all.chatter(platform, at), platform));
  });

  test('nothing failed, the log has no words of people, and no file has words of the forgotten person', async () => {
    const { bot, program } = all.running();
    expect(await bot.stop()).toBe(0);
    expect(await program.end()).toEqual({ code: 0, signal: null });
    expect(all.telegram.unknown).toEqual([]);
    expect(program.errors).toBe('');
    expect(bot.printed).not.toMatch(/Harbour Grid|Tavolo|"level":(?:50|60)/);
    for (const path of all.directories) expect(await filesWith([FORGOTTEN], path)).toEqual([]);
  });
});
