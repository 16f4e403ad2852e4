/** Messages to the operator, and a token that is refused once. */
import { expect, test } from 'vitest';
import { failureOf } from '../../../src/adapters/discord/api.ts';
import { signedIn } from '../../../src/prompts/discord-texts.ts';
import { open, placeOf, started, until } from './open.ts';

const MESSAGES = '/channels/:channel/messages';

test('at the start the log names the bot, with an invitation link', async () => {
  await using discord = await open();
  const { bot } = discord.fake.world;
  await discord.start();
  await until(() => expect(discord.log).toContain(signedIn(bot.name, bot.id)));
  expect(signedIn('foreword', '42')).toContain('https://discord.com/oauth2/authorize?client_id=42&');
});

test('a token that is refused once is tried again', async () => {
  await using discord = await started();
  const { fake, adapter, sam } = discord;
  fake.faults.plan('POST', MESSAGES, { kind: 'status', status: 401 });
  expect(await adapter.send(placeOf(sam), { kind: 'say', text: 'hello' }, 'key')).toMatchObject({ outcome: 'sent' });
  fake.faults.plan('POST', MESSAGES, { kind: 'status', status: 401 });
  const more = ['again', 'and again'].map((text) => adapter.send(placeOf(sam), { kind: 'say', text }, text));
  expect(await Promise.all(more)).toMatchObject([{ outcome: 'sent' }, { outcome: 'sent' }]);
  expect(sam.sees().map(({ text }) => text)).toHaveLength(3);
  expect(discord.faults).toEqual([]);
});

test('without session starts left the bot reports when they reset, and connects then', async () => {
  await using discord = await open();
  const { gateway } = discord.fake;
  gateway.sessionStarts = { remaining: 0, reset_after: 300 };
  await discord.start();
  expect(discord.troubles).toMatchObject([{ fatal: false }]);
  const at = /resets at (\S+)\)/.exec(discord.troubles[0]?.sentence ?? '')?.[1] ?? '';
  expect(Date.parse(at)).toBeGreaterThan(0);
  gateway.sessionStarts = { remaining: 10, reset_after: 300 };
  // Wait until it is ready: discord.js reopens a shard that is closed before.
  await until(() => expect(discord.adapter.isConnected?.()).toBe(true));
});

test('a reported refusal has the request without ids, and Discord’s reason', async () => {
  await using discord = await started();
  const { adapter, sam } = discord;
  const choices = [{ id: 'one', label: '' }];
  const ask = { kind: 'ask', question: 'slot', text: 'x', choices, noted: [], mark: 'm' } as const;
  await adapter.send(placeOf(sam), ask, 'key');
  const [{ sentence } = { sentence: '' }] = discord.troubles;
  expect(sentence).toContain('Discord refused POST /channels/…/messages: Invalid Form Body');
  expect(sentence).toContain('(400, code 50035)');
  expect(sentence).not.toContain(sam.direct.id);
});

test('an error that is not from Discord is classified as unknown', () => {
  expect(failureOf(new RangeError('x'))).toEqual({ kind: 'unknown', why: 'RangeError' });
});
