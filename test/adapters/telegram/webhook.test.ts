/** Updates by webhook: only with the secret, each counts once, and confirmed only after the commit. */
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { telegramWords } from '../../../src/prompts/telegram-texts.ts';
import { QUESTIONS } from '../survey.ts';
import { answered, begun, type Interviewing, interviewing, shownTo } from './interviewing.ts';
import { freePort, type OpenOptions } from './open.ts';

const [{ text: ROLE }, , { text: LOAD }, { text: SPEED }] = QUESTIONS;
const SECRET = 'a-secret_of-ours';

interface Listening extends Interviewing {
  readonly url: string;
}

async function listening(pace: OpenOptions['pace'] = {}): Promise<Listening> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/telegram`;
  const telegram = await interviewing({ pace, webhook: { url, secret: SECRET, port } });
  await telegram.fake.until(() => telegram.fake.world.webhook.url !== null);
  return { ...telegram, url, [Symbol.asyncDispose]: () => telegram[Symbol.asyncDispose]() };
}

const post = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }).then(
    ({ status }) => status,
  );
const secret = { 'x-telegram-bot-api-secret-token': SECRET };

test('an interview works by webhook, without polling', async () => {
  await using telegram = await listening();
  const { fake } = telegram;
  const person = await begun(fake);
  person.press('Skip');
  await answered(fake, person, LOAD);
  expect(fake.called('getUpdates')).toHaveLength(0);
  expect(fake.called('setWebhook')[0]?.params).toMatchObject({ url: telegram.url, secret_token: SECRET });
  expect(fake.world.webhook.deliveries.every(({ status }) => status === 200)).toBe(true);
});

test('case 10: a request without the secret gets 401, and nothing is stored', async () => {
  await using telegram = await listening();
  const { fake, memory, url } = telegram;
  const person = fake.person(42);
  const message = { message_id: 1, date: 1, chat: { id: 42, type: 'private' }, from: { id: 42 }, text: 'forged' };
  const body = JSON.stringify({ update_id: 1, message });
  expect(await post(url, body)).toBe(401);
  expect(await post(url, body, { 'x-telegram-bot-api-secret-token': 'a-secret_of-them' })).toBe(401);
  expect(await post(url, body, { 'x-telegram-bot-api-secret-token': `${SECRET}x` })).toBe(401);
  expect(memory.turns).toEqual([]);
  expect(person.seen).toEqual([]);
});

test('case 10: oversized, invalid and misdirected requests are refused, and nothing is stored', async () => {
  await using telegram = await listening();
  const { memory, url } = telegram;
  const long = JSON.stringify({ update_id: 1, text: 'x'.repeat(1024 * 1024) });
  expect(await post(url, long, secret)).toBe(413);
  const chunks = new ReadableStream({
    start(controller) {
      for (let chunk = 0; chunk < 20; chunk += 1) controller.enqueue(new Uint8Array(100_000));
      controller.close();
    },
  });
  const streamed = await fetch(url, { method: 'POST', body: chunks, headers: secret, duplex: 'half' }).then(
    ({ status }) => status,
    () => 413,
  );
  expect(streamed).toBe(413);
  expect(await post(url, '{"update_id":', secret)).toBe(400);
  expect(await post(url, '{"unheard":"of"}', secret)).toBe(200);
  expect(await post(new URL('/elsewhere', url).href, '{}', secret)).toBe(404);
  expect(await fetch(url).then(({ status }) => status)).toBe(405);
  expect(memory.turns).toEqual([]);
});

test('/health answers without the secret', async () => {
  await using telegram = await listening();
  const response = await fetch(new URL('/health', telegram.url));
  expect([response.status, await response.text()]).toEqual([200, 'ok']);
});

test('case 1: an update delivered twice, together or one after the other, gets 200 each time and counts once', async () => {
  await using telegram = await listening();
  const { fake, memory } = telegram;
  const person = await begun(fake);
  const update = {
    update_id: 99,
    message: {
      message_id: 4_000,
      date: Math.floor(Date.now() / 1000),
      chat: { id: 42, type: 'private' },
      from: { id: 42, is_bot: false, first_name: 'A' },
      text: 'I rebuilt the payout service at Brightwell, in Kotlin.',
    },
  };
  const { webhook } = fake.world;
  expect(await Promise.all([webhook.attempt(update), webhook.attempt(update)])).toEqual([200, 200]);
  expect(await webhook.attempt(update)).toBe(200);
  expect(memory.turns).toHaveLength(3);
  expect(shownTo(person).filter((text) => text.endsWith(LOAD))).toHaveLength(1);
});

test('case 1: an update delivered to two processes at once gets 200 from both and is one answer', async () => {
  await using telegram = await listening();
  const { fake, memory, url } = telegram;
  const person = await begun(fake);
  await fake.until(() => fake.updates.pending.length === 0);
  const port = await freePort();
  const other = `http://127.0.0.1:${port}/telegram`;
  await telegram.again({ webhook: { url: other, secret: SECRET, port } });
  await fake.until(() => fake.called('setWebhook').length === 2);
  const text = 'I rebuilt the payout service at Brightwell, in Kotlin.';
  const date = Math.floor(Date.now() / 1000);
  const from = { id: 42, is_bot: false, first_name: 'A' };
  const message = { message_id: 4_000, date, chat: { id: 42, type: 'private' }, from, text };
  const body = JSON.stringify({ update_id: 99, message });
  expect(await Promise.all([post(url, body, secret), post(other, body, secret)])).toEqual([200, 200]);
  await answered(fake, person, LOAD);
  expect(memory.turns).toHaveLength(3);
  const asked = shownTo(person).filter((shown) => shown.endsWith(LOAD));
  expect(asked.length).toBeLessThanOrEqual(1);
});

test('case 3: an update is confirmed only after its turn is committed', async () => {
  await using telegram = await listening();
  const { fake, memory } = telegram;
  const person = await begun(fake);
  await fake.until(() => fake.updates.pending.length === 0);
  const committed = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  memory.beforeCommit = () => {
    reached.resolve();
    return committed.promise;
  };
  const deliveries = fake.world.webhook.deliveries.length;
  person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  await reached.promise;
  expect(fake.updates.pending).toHaveLength(1);
  expect(fake.world.webhook.deliveries).toHaveLength(deliveries);
  committed.resolve();
  await answered(fake, person, LOAD);
  await fake.until(() => fake.updates.pending.length === 0);
});

test('case 7: a press that an answer overtakes is refused as already answered', async () => {
  await using telegram = await listening();
  const { fake, memory } = telegram;
  const person = await begun(fake);
  let query = '';
  fake.updates.together(() => {
    query = person.press('Skip');
    person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
    fake.updates.reorder((updates) => updates.toReversed());
  });
  await answered(fake, person, LOAD);
  await fake.until(() => fake.world.queries.get(query)?.answered);
  expect(fake.world.queries.get(query)?.answered?.text).toBe(telegramWords()('already-answered'));
  expect(memory.turns).toHaveLength(3);
});

test('case 9: a backlog of a day is read in order, with one summary and one question', async () => {
  // Longer, as messages arrive further apart on a busy machine.
  await using telegram = await listening({ quiet: 500 });
  const { fake, memory } = telegram;
  const yesterday = Math.floor(Date.now() / 1000) - 80_000;
  const person = fake.person(42);
  const lone = fake.person(43);
  fake.updates.together(() => {
    const said = ['/start', 'Backend Engineer at Quillnote', 'I rebuilt the payout service at Brightwell, in Kotlin.'];
    for (const [at, text] of said.entries()) person.say(text, { date: yesterday + at });
    lone.say('/start', { date: yesterday });
  });
  await answered(fake, person, LOAD);
  await answered(fake, lone, ROLE);
  expect(shownTo(person)).toEqual([telegramWords()('caught-up', { count: 3 }), LOAD]);
  expect(shownTo(lone)).toHaveLength(1);
  expect(memory.answersIn('telegram:42').system).toContain('payout service');
  // After that messages are answered as usual.
  person.say('4,500 jobs per minute');
  await answered(fake, person, SPEED);
});

test('a stopped webhook refuses updates, and the next process handles them', async () => {
  await using telegram = await listening();
  const { fake, adapter } = telegram;
  const person = await begun(fake);
  await adapter.stop();
  person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  await fake.until(() => fake.world.webhook.deliveries.at(-1)?.status === null);
  expect(fake.updates.pending).toHaveLength(1);
  await telegram.again();
  await answered(fake, person, LOAD);
});

test('a port in use is logged once, and retried', async () => {
  const taken = createServer();
  const port = await freePort();
  await new Promise<void>((resolve) => taken.listen(port, resolve));
  await using telegram = await interviewing({ webhook: { url: `http://127.0.0.1:${port}/t`, secret: null, port } });
  const { fake, logged } = telegram;
  await fake.until(() => logged.some((line) => line.includes(`Can't listen on port ${port}`)));
  await new Promise((resolve) => taken.close(resolve));
  await begun(fake);
  expect(logged.filter((line) => line.includes('port'))).toHaveLength(1);
});
