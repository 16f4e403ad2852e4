/** The real program on a fake Discord: what a token is enough for, how it ends, and what is left where it is killed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { Bot } from '../../../bench/soak/program.ts';
import { INTENTS_REFUSED, TOKEN_REFUSED } from '../../../src/prompts/discord.ts';
import type { Requested } from '../../fakes/discord/faults.ts';
import type { Person } from '../../fakes/discord/person.ts';
import { type FakeDiscord, fakeDiscord } from '../../fakes/discord/server.ts';

const ROLE = 'Senior Backend Engineer at Harbour Grid, Metering team. It goes to Ada Lindqvist.';
const SYSTEM = 'At Nordlys Energi I rebuilt meter ingestion. I designed and wrote an append-only store in Go.';
const TOKEN = 'wrong.token.here';

interface Running extends AsyncDisposable {
  readonly fake: FakeDiscord;
  readonly bot: Bot;
  readonly sam: Person;
}

async function running(settings: Readonly<Record<string, string>> = {}): Promise<Running> {
  const directory = await mkdtemp(join(tmpdir(), 'foreword-discord-'));
  const fake = await fakeDiscord();
  const bot = new Bot({ DISCORD_TOKEN: fake.token, DISCORD_API: fake.api, FOREWORD_DATA: directory, ...settings });
  bot.start();
  return {
    fake,
    bot,
    sam: fake.person('sam'),
    async [Symbol.asyncDispose]() {
      await bot.end('SIGKILL');
      await fake[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const until = (assertion: () => void) => vi.waitFor(assertion, { timeout: 45_000, interval: 10 });
const listens = (fake: FakeDiscord) => until(() => expect(fake.gateway.listeners).toBe(1));
const texts = (person: Person) => person.sees().map(({ text }) => text);
const isMessage = ({ method, route }: Requested) => method === 'POST' && route === '/channels/:channel/messages';

/** Begins, up to the first question. */
async function asked({ fake, sam }: Running): Promise<void> {
  await listens(fake);
  sam.say('/letter');
  await until(() => expect(texts(sam).at(-1)).toContain('Which role is this for?'));
}

describe('killed', () => {
  test('when a message came and nothing was committed: the next process finds it in the history', async () => {
    await using it = await running();
    const { bot, sam } = it;
    await asked(it);
    // Not even the dispatch arrives.
    const killed = bot.end('SIGKILL');
    sam.say(ROLE);
    await killed;
    bot.start();
    await until(() => expect(texts(sam).at(-1)).toContain('Which one system'));
    expect(texts(sam).filter((text) => text.includes('Which one system'))).toHaveLength(1);
  });

  test.for([
    { title: 'between the commit and the send', kind: 'cut' },
    { title: 'when it was sent and nobody knows yet', kind: 'accept-then-cut' },
  ] as const)('$title: it is there once', async ({ kind }) => {
    await using it = await running();
    const { fake, bot, sam } = it;
    await asked(it);
    let killed: Promise<void> | null = null;
    fake.faults.request = (requested) => {
      if (killed !== null || !isMessage(requested)) return null;
      killed = bot.end('SIGKILL');
      return { kind };
    };
    sam.say(ROLE);
    await until(() => expect(killed).not.toBeNull());
    await killed;
    bot.start();
    await until(() => expect(texts(sam).at(-1)).toContain('Which one system'));
    // What is said next comes after all that the process has to say of what was before.
    sam.say(SYSTEM);
    await until(() => expect(texts(sam).at(-1)).toContain('How much does it carry?'));
    expect(await stopped(bot)).toBe(0);
    expect(texts(sam).map((text) => /Which role|Which one|How much/.exec(text)?.[0])).toEqual([
      'Which role',
      'Which one',
      'How much',
    ]);
  });
});

describe('a token is all it takes', () => {
  test('and it ends when it is asked to, with nothing of what was said in its log', async () => {
    await using it = await running();
    await asked(it);
    it.sam.say(ROLE);
    await until(() => expect(texts(it.sam).at(-1)).toContain('Which one system'));
    expect(await stopped(it.bot)).toBe(0);
    expect(it.bot.log).toBe('');
  });

  test('also while Discord has it wait for a minute', async () => {
    await using it = await running();
    const { fake, bot, sam } = it;
    await asked(it);
    let limited = 0;
    fake.faults.request = (requested) => {
      if (!isMessage(requested)) return null;
      limited += 1;
      return { kind: 'limit', after: 60, scope: 'shared' };
    };
    sam.say(ROLE);
    await until(() => expect(limited).toBeGreaterThan(0));
    const began = performance.now();
    expect(await stopped(bot)).toBe(0);
    expect(performance.now() - began).toBeLessThan(30_000);
    fake.faults.request = () => null;
    bot.start();
    await until(() => expect(texts(sam).at(-1)).toContain('Which one system'));
  });

  test.for([
    { title: 'a wrong one', settings: { DISCORD_TOKEN: TOKEN }, close: null, sentence: TOKEN_REFUSED },
    { title: 'intents that are refused', settings: {}, close: 4014, sentence: INTENTS_REFUSED },
  ])('$title: a plain sentence, no stack trace, no token, exit code 1', async ({ settings, close, sentence }) => {
    await using fake = await fakeDiscord();
    fake.gateway.refuseIdentify = close;
    await using it = await running({ DISCORD_TOKEN: fake.token, DISCORD_API: fake.api, ...settings });
    await until(() => expect(it.bot.exitCode).toBe(1));
    expect(it.bot.log).toBe(`foreword: ${sentence}\n`);
  });
});

/** Its exit code, when it was asked to end. */
async function stopped(bot: Bot): Promise<number | null> {
  await bot.end('SIGTERM');
  return bot.exitCode;
}
