/** FOREWORD_ALLOWED and FOREWORD_MESSAGES_PER_DAY with the real program and the ids of the platforms. */
import { expect, test, vi } from 'vitest';
import { notAllowedText } from '../../src/prompts/refusals.ts';
import { BotProcess } from '../adapters/telegram/program.ts';
import { fakeDiscord } from '../fakes/discord/server.ts';
import { FakeTelegram } from '../fakes/telegram/bot-api.ts';
import { type Chatter, onDiscord, onTelegram, POLLING } from './chat.ts';
import { dataDirectory } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

/** The third message of ada is over the limit. Eve, who is not allowed, gets one sentence for two messages. */
async function check(ada: Chatter, eve: Chatter): Promise<void> {
  eve.say('hello');
  await expect.poll(() => eve.seen(), POLLING).toEqual([notAllowedText()]);
  ada.say('/start');
  // The greeting comes first.
  await expect.poll(() => ada.seen().at(-1), POLLING).toContain('job post');
  const asked = ada.seen().length;
  ada.say('Senior Backend Engineer at Harbour Grid');
  await expect.poll(() => ada.seen().length, POLLING).toBeGreaterThan(asked);
  eve.say('hello?');
  ada.say('On your blog you explain your clocks.');
  await expect.poll(() => ada.seen().at(-1), POLLING).toMatch(/^That was message 2 for today/);
  expect(eve.seen()).toEqual([notAllowedText()]);
}

test('Telegram enforces the message limit and the list of allowed people', async () => {
  await using directory = await dataDirectory();
  await using fake = await FakeTelegram.start();
  const settings = { FOREWORD_ALLOWED: 'telegram:42', FOREWORD_MESSAGES_PER_DAY: '2' };
  await using program = new BotProcess(fake, directory.path, settings);
  await check(onTelegram(fake.person(42)), onTelegram(fake.person(43)));
  expect(await program.stop()).toBe(0);
});

test('Discord enforces the message limit and the list of allowed people', async () => {
  await using directory = await dataDirectory();
  await using fake = await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } });
  const [ada, eve] = [fake.person('ada'), fake.person('eve')];
  const settings = {
    TELEGRAM_TOKEN: '',
    DISCORD_TOKEN: fake.token,
    DISCORD_API: fake.api,
    FOREWORD_ALLOWED: `discord:${ada.user.id}`,
    FOREWORD_MESSAGES_PER_DAY: '2',
  };
  await using program = new BotProcess({ token: '', url: fake.origin }, directory.path, settings);
  await expect.poll(() => fake.gateway.listeners, POLLING).toBe(1);
  await check(onDiscord(ada), onDiscord(eve));
  expect(await program.stop()).toBe(0);
});
