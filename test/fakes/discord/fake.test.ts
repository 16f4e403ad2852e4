/** The fake Discord refuses what Discord refuses. */
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { type FakeDiscord, fakeDiscord } from './server.ts';

async function ask(fake: FakeDiscord, method: string, path: string, body?: unknown, token = fake.token) {
  const response = await fetch(`${fake.api}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer: unknown = response.status === 204 ? null : await response.json();
  return { status: response.status, answer, headers: response.headers };
}

describe('messages', () => {
  const refusals = [
    { title: '2001 characters', body: { content: 'x'.repeat(2_001) }, status: 400, code: 50_035 },
    { title: 'no text', body: { content: ' ' }, status: 400, code: 50_006 },
    { title: 'a nonce of 26 characters', body: { content: 'x', nonce: 'n'.repeat(26) }, status: 400, code: 50_035 },
    { title: 'an unknown field', body: { content: 'x', colour: 'red' }, status: 400, code: 50_035 },
  ];
  test.for(refusals)('a message with $title is refused', async ({ body, status, code }) => {
    await using fake = await fakeDiscord();
    const sam = fake.person();
    const refused = await ask(fake, 'POST', `/channels/${sam.direct.id}/messages`, body);
    expect(refused).toMatchObject({ status, answer: { code } });
    expect(sam.sees()).toEqual([]);
  });

  test('a message of 2000 characters is accepted, and one nonce makes one message for some minutes', async () => {
    await using fake = await fakeDiscord();
    const sam = fake.person();
    const body = { content: 'x'.repeat(2_000), nonce: 'once', enforce_nonce: true };
    const path = `/channels/${sam.direct.id}/messages`;
    const [one, other] = [await ask(fake, 'POST', path, body), await ask(fake, 'POST', path, body)];
    expect(one.answer).toEqual(other.answer);
    fake.world.ahead += 10 * 60_000;
    await ask(fake, 'POST', path, body);
    expect(sam.sees()).toHaveLength(2);
  });

  test('closed direct messages and a wrong token are refused', async () => {
    await using fake = await fakeDiscord();
    const sam = fake.person();
    const path = `/channels/${sam.direct.id}/messages`;
    expect(await ask(fake, 'POST', path, { content: 'x' }, 'wrong')).toMatchObject({ status: 401 });
    sam.user.isOpen = false;
    expect(await ask(fake, 'POST', path, { content: 'x' })).toMatchObject({ status: 403, answer: { code: 50_007 } });
  });

  test('a message above the rate limit gets 429 with a retry time, as the headers announced', async () => {
    await using fake = await fakeDiscord({ rate: { limit: 2, windowMs: 5_000 } });
    const path = `/channels/${fake.person().direct.id}/messages`;
    const answers = [];
    for (let at = 0; at < 3; at += 1) answers.push(await ask(fake, 'POST', path, { content: `${at}` }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual(['1', '0', '0']);
    expect(answers[2]?.answer).toMatchObject({ global: false, retry_after: expect.any(Number) });
    expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

test('a list with a duplicate value or too many default options is refused', async () => {
  await using fake = await fakeDiscord();
  const sam = fake.person();
  const send = (options: readonly object[]) => {
    const components = [{ type: 1, components: [{ type: 3, custom_id: 'list', options }] }];
    return ask(fake, 'POST', `/channels/${sam.direct.id}/messages`, { content: 'pick', components });
  };
  const option = (value: string, isDefault = false) => ({ label: value, value, default: isDefault });
  expect(await send([option('a', true), option('b')])).toMatchObject({ status: 200 });
  expect(await send([option('a'), option('a')])).toMatchObject({ status: 400, answer: { code: 50_035 } });
  expect(await send([option('a', true), option('b', true)])).toMatchObject({ status: 400 });
});

test('an interaction is answered once, within three seconds, and its reply is editable for fifteen minutes', async () => {
  await using fake = await fakeDiscord();
  const sam = fake.person();
  const begin = () =>
    fake.interactions.begin({ kind: 'command', user: sam.user.id, channel: sam.direct.id, message: null });
  const [first, late] = [begin(), begin()];
  const answer = ({ id, token }: typeof first) =>
    ask(fake, 'POST', `/interactions/${id}/${token}/callback`, { type: 5 });
  expect(await answer(first)).toMatchObject({ status: 204 });
  expect(await answer(first)).toMatchObject({ status: 400, answer: { code: 40_060 } });
  fake.world.ahead += 3_001;
  expect(await answer(late)).toMatchObject({ status: 404, answer: { code: 10_062 } });
  const edit = () =>
    ask(fake, 'PATCH', `/webhooks/${fake.world.bot.id}/${first.token}/messages/@original`, { content: 'done' });
  expect(await edit()).toMatchObject({ status: 200 });
  fake.world.ahead += 15 * 60_000;
  expect(await edit()).toMatchObject({ status: 401, answer: { code: 50_027 } });
});

test('a command can be created, changed, listed and deleted, globally and in one server', async () => {
  await using fake = await fakeDiscord();
  const bot = `/applications/${fake.world.bot.id}`;
  const command = { type: 1, name: 'letter', description: 'as it was', integration_types: [0], contexts: [0] };
  for (const path of [`${bot}/commands`, `${bot}/guilds/${fake.world.addGuild('one').id}/commands`]) {
    const posted = await ask(fake, 'POST', path, command);
    expect(posted).toMatchObject({ status: 200, answer: { name: 'letter', application_id: fake.world.bot.id } });
    const { id } = z.object({ id: z.string() }).parse(posted.answer);
    expect(await ask(fake, 'PATCH', `${path}/${id}`, { description: 'as it is' })).toMatchObject({ status: 200 });
    expect(await ask(fake, 'GET', path)).toMatchObject({ answer: [{ id, description: 'as it is' }] });
    expect(await ask(fake, 'DELETE', `${path}/${id}`)).toMatchObject({ status: 204 });
    expect(await ask(fake, 'GET', `${path}/${id}`)).toMatchObject({ status: 404, answer: { code: 10_063 } });
  }
});

test('servers have channels and members, and messages have reactions', async () => {
  await using fake = await fakeDiscord();
  const [sam, room] = [fake.person(), fake.room()];
  expect(await ask(fake, 'GET', `/guilds/${room.guild}/channels`)).toMatchObject({ answer: [{ id: room.id }] });
  expect(await ask(fake, 'GET', `/guilds/${room.guild}/members/${sam.user.id}`)).toMatchObject({
    answer: { user: { id: sam.user.id } },
  });
  expect(await ask(fake, 'GET', '/guilds/1')).toMatchObject({ status: 404, answer: { code: 10_004 } });
  const { id } = sam.say('hello');
  const path = `/channels/${sam.direct.id}/messages/${id}/reactions/${encodeURIComponent('👍')}/@me`;
  expect(await ask(fake, 'PUT', path)).toMatchObject({ status: 204 });
  expect(fake.world.message(sam.direct.id, id)?.reactions).toEqual(['👍']);
  expect(await ask(fake, 'DELETE', path)).toMatchObject({ status: 204 });
  expect(fake.world.message(sam.direct.id, id)?.reactions).toEqual([]);
});

test('an unknown route is listed, and disposing throws', async () => {
  const fake = await fakeDiscord();
  expect(await ask(fake, 'GET', '/guilds/1/audit-logs')).toMatchObject({ status: 404 });
  expect(fake.ledger.unimplemented).toEqual(['GET /guilds/1/audit-logs']);
  await expect(fake[Symbol.asyncDispose]()).rejects.toThrow('not implemented: GET /guilds/1/audit-logs');
});

describe('gateway', () => {
  const identify = (fake: FakeDiscord, more: object = {}) => ({
    op: 2,
    d: { token: fake.token, intents: 1 << 12, properties: { os: 'x', browser: 'x', device: 'x' }, ...more },
  });
  const cases = [
    { code: 4002, say: () => 'no JSON' },
    { code: 4001, say: () => JSON.stringify({ op: 99 }) },
    { code: 4003, say: () => JSON.stringify({ op: 3, d: {} }) },
    { code: 4004, say: (fake: FakeDiscord) => JSON.stringify(identify(fake, { token: 'wrong' })) },
    { code: 4013, say: (fake: FakeDiscord) => JSON.stringify(identify(fake, { intents: 2 ** 30 })) },
    { code: 4014, say: (fake: FakeDiscord) => JSON.stringify(identify(fake, { intents: 1 << 15 })) },
  ];
  test.for(cases)('the gateway closes an invalid connection with code $code', async ({ code, say }) => {
    await using fake = await fakeDiscord();
    const socket = new WebSocket(`${fake.origin.replace('http', 'ws')}/?v=10&encoding=json`);
    await once(socket, 'open');
    socket.send(say(fake));
    const [closed] = await once(socket, 'close');
    expect(closed).toBe(code);
  });
});
