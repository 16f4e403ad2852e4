/** The fake Telegram refuses what Telegram refuses. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { FakeTelegram } from './bot-api.ts';
import { tooManyRequests } from './faults.ts';

const AnswerSchema = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.number().optional(),
  description: z.string().optional(),
  parameters: z.object({ retry_after: z.number().optional() }).optional(),
});

async function call(fake: FakeTelegram, method: string, params: object = {}, token = fake.token) {
  const response = await fetch(`${fake.url}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  const answer = AnswerSchema.parse(await response.json());
  return { ...answer, status: response.status };
}

const UpdatesSchema = z.array(z.object({ update_id: z.number() }));
async function poll(fake: FakeTelegram, params: object = {}): Promise<number[]> {
  return UpdatesSchema.parse((await call(fake, 'getUpdates', params)).result).map(({ update_id }) => update_id);
}

async function withPerson() {
  const fake = await FakeTelegram.start({ conflictDelay: 50, firstUpdate: 100 });
  const person = fake.person(42);
  person.chat.opened = true;
  return { fake, person, [Symbol.asyncDispose]: () => fake[Symbol.asyncDispose]() };
}

test.for([
  ['sendMessage', { chat_id: 42, text: 'x'.repeat(4097) }, 'message is too long'],
  ['sendMessage', { chat_id: 42, text: ' \n ' }, 'message text is empty'],
  ['sendMessage', { chat_id: 42, text: '<b>bold', parse_mode: 'HTML' }, "can't parse entities"],
  ['sendMessage', { chat_id: 42, text: 'end.', parse_mode: 'MarkdownV2' }, "can't parse entities"],
  ['sendMessage', { chat_id: 7, text: 'hello' }, 'chat not found'],
  ['editMessageText', { chat_id: 42, message_id: 999, text: 'other' }, 'message to edit not found'],
  ['answerCallbackQuery', { callback_query_id: 'gone' }, 'query is too old'],
  ['getFile', { file_id: 'none' }, 'wrong file_id'],
  ['setMyCommands', { commands: [{ command: 'Not One', description: 'x' }] }, 'BOT_COMMAND_INVALID'],
] as const)('%s refuses %j', async ([method, params, why]) => {
  await using there = await withPerson();
  const answer = await call(there.fake, method, params);
  expect(answer).toMatchObject({ ok: false, status: 400, error_code: 400 });
  expect(answer.description).toContain(why);
  expect(there.fake.calls.at(-1)).toMatchObject({ method, outcome: 400 });
});

test('button data has at most 64 bytes, counted in UTF-8', async () => {
  await using there = await withPerson();
  const send = (callback_data: string) =>
    call(there.fake, 'sendMessage', {
      chat_id: 42,
      text: 'choose',
      reply_markup: { inline_keyboard: [[{ text: 'a', callback_data }]] },
    });
  expect(await send('x'.repeat(64))).toMatchObject({ ok: true });
  expect(await send('x'.repeat(65))).toMatchObject({ ok: false, description: 'Bad Request: BUTTON_DATA_INVALID' });
  expect(await send('ö'.repeat(33))).toMatchObject({ ok: false });
});

test.for([
  [{ text: 'a', copy_text: { text: 'x'.repeat(256) } }, true],
  [{ text: 'a', copy_text: { text: 'x'.repeat(257) } }, false],
  [{ text: 'a', copy_text: { text: '' } }, false],
  [{ text: 'a', url: 'https://t.me/foreword_bot?start=group' }, true],
  [{ text: 'a', url: 'no address' }, false],
  [{ text: 'a', pay: true }, false],
] as const)('the button %j is accepted: %s', async ([button, ok]) => {
  await using there = await withPerson();
  const reply_markup = { inline_keyboard: [[button]] };
  expect(await call(there.fake, 'sendMessage', { chat_id: 42, text: 'choose', reply_markup })).toMatchObject({ ok });
});

test.for([
  [{ type: 'expandable_blockquote', offset: 1, length: 3 }, true],
  [{ type: 'expandable_blockquote', offset: 1, length: 4 }, false],
  [{ type: 'bold', offset: -1, length: 2 }, false],
  [{ type: 'bold', offset: 0, length: 0 }, false],
  [{ type: 'no_such_thing', offset: 0, length: 1 }, false],
] as const)('the entity %j in a text of four characters is accepted: %s', async ([entity, ok]) => {
  await using there = await withPerson();
  const { fake, person } = there;
  const params = { chat_id: 42, text: 'text', entities: [entity], disable_notification: true };
  expect(await call(fake, 'sendMessage', params)).toMatchObject({ ok });
  expect(person.seen).toMatchObject(ok ? [{ entities: [entity], isSilent: true }] : []);
});

test('a draft ends after its time and with the next message, and an invalid one is refused', async () => {
  await using fake = await FakeTelegram.start({ draftLife: 60 });
  const person = fake.person(42);
  person.chat.opened = true;
  const draft = (text: string, draft_id = 1) => call(fake, 'sendMessageDraft', { chat_id: 42, draft_id, text });
  expect(await draft('Dear')).toMatchObject({ ok: true });
  expect(person.chat.draft).toEqual({ id: 1, text: 'Dear' });
  await fake.until(() => person.chat.draft === null);
  await draft('Dear team');
  await call(fake, 'sendMessage', { chat_id: 42, text: 'Dear team,' });
  expect(person.chat.draft).toBe(null);
  expect(await draft('Dear', 0)).toMatchObject({ ok: false });
  expect(await draft('x'.repeat(4097))).toMatchObject({ ok: false });
});

test('the profile of a bot is kept by language, and its limits are enforced', async () => {
  await using there = await withPerson();
  const { fake } = there;
  expect(await call(fake, 'setMyDescription', { description: 'x'.repeat(513) })).toMatchObject({ ok: false });
  expect(await call(fake, 'setMyShortDescription', { short_description: 'x'.repeat(121) })).toMatchObject({
    ok: false,
  });
  expect(await call(fake, 'setMyDescription', { description: 'x', language_code: 'english' })).toMatchObject({
    ok: false,
  });
  await call(fake, 'setMyDescription', { description: 'Hej', language_code: 'sv' });
  expect(await call(fake, 'getMyDescription', { language_code: 'sv' })).toMatchObject({
    result: { description: 'Hej' },
  });
  expect(await call(fake, 'getMyDescription')).toMatchObject({ result: { description: '' } });
  expect(await call(fake, 'getMyCommands')).toMatchObject({ result: [] });
});

test('an edit without a change or of a person’s message is refused, and an edit without buttons removes them', async () => {
  await using there = await withPerson();
  const { fake, person } = there;
  const reply_markup = { inline_keyboard: [[{ text: 'Skip', callback_data: 'skip:m' }]] };
  await call(fake, 'sendMessage', { chat_id: 42, text: 'one', reply_markup });
  const [message] = person.seen;
  const edit = (text: string, more = {}) =>
    call(fake, 'editMessageText', { chat_id: 42, message_id: message?.id, text, ...more });
  expect((await edit('one', { reply_markup })).description).toContain('message is not modified');
  expect(await edit('one')).toMatchObject({ ok: true });
  expect(message?.keyboard).toBe(null);
  const theirs = person.say('mine');
  expect(await call(fake, 'editMessageText', { chat_id: 42, message_id: theirs, text: 'x' })).toMatchObject({
    description: "Bad Request: message can't be edited",
  });
});

test('sending to a person who never wrote or blocked the bot is refused', async () => {
  await using there = await withPerson();
  const { fake } = there;
  fake.person(43);
  expect(await call(fake, 'sendMessage', { chat_id: 43, text: 'hi' })).toMatchObject({ error_code: 403 });
  there.person.block();
  expect(await call(fake, 'sendMessage', { chat_id: 42, text: 'hi' })).toMatchObject({
    error_code: 403,
    description: 'Forbidden: bot was blocked by the user',
  });
});

test('updates are returned, up to the limit, until a higher offset confirms them', async () => {
  await using there = await withPerson();
  const { fake, person } = there;
  for (const text of ['one', 'two', 'three']) person.say(text);
  expect(await poll(fake)).toEqual([100, 101, 102]);
  expect(await poll(fake, { limit: 2 })).toEqual([100, 101]);
  expect(await poll(fake, { offset: 102 })).toEqual([102]);
  expect(await poll(fake)).toEqual([102]);
  expect(await poll(fake, { offset: 103 })).toEqual([]);
});

test('a poll is held until an update arrives or its timeout ends', async () => {
  await using there = await withPerson();
  const { fake, person } = there;
  const held = poll(fake, { timeout: 5 });
  await fake.until(() => fake.updates.isHeld);
  person.say('now');
  expect(await held).toEqual([100]);
  const began = performance.now();
  expect(await poll(fake, { offset: 101, timeout: 1 })).toEqual([]);
  expect(performance.now() - began).toBeGreaterThan(990);
});

test('updates of kinds that were not requested are not returned', async () => {
  await using there = await withPerson();
  const { fake, person } = there;
  await poll(fake, { allowed_updates: ['callback_query'] });
  person.say('unheard');
  expect(await poll(fake)).toEqual([]);
});

test('the first of two pollers gets a conflict, and with a webhook every poller does', async () => {
  await using there = await withPerson();
  const { fake } = there;
  const first = call(fake, 'getUpdates', { timeout: 5 });
  await fake.until(() => fake.updates.isHeld);
  const second = call(fake, 'getUpdates', { timeout: 1 });
  expect(await first).toMatchObject({ error_code: 409, description: expect.stringContaining('other getUpdates') });
  expect(await second).toMatchObject({ ok: true });
  await call(fake, 'setWebhook', { url: 'http://127.0.0.1:1/' });
  expect(await call(fake, 'getUpdates')).toMatchObject({ error_code: 409 });
});

test('an uploaded file is downloaded unchanged, only with the token', async () => {
  await using there = await withPerson();
  const { fake, person } = there;
  const bytes = new Uint8Array([0, 13, 10, 45, 45, 255]);
  const form = new FormData();
  form.set('chat_id', '42');
  form.set('document', 'attach://up');
  form.set('up', new Blob([bytes]), 'a file.bin');
  const response = await fetch(`${fake.url}/bot${fake.token}/sendDocument`, { method: 'POST', body: form });
  expect(response.status).toBe(200);
  const [sent] = person.seen;
  expect(sent?.document).toMatchObject({ name: 'a file.bin', bytes });
  const described = await call(fake, 'getFile', { file_id: sent?.document?.fileId });
  const { file_path } = z.object({ file_path: z.string() }).parse(described.result);
  const down = await fetch(`${fake.url}/file/bot${fake.token}/${file_path}`);
  expect(new Uint8Array(await down.arrayBuffer())).toEqual(bytes);
  expect((await fetch(`${fake.url}/file/botother/${file_path}`)).status).toBe(404);
});

test('a wrong token, an unknown method and an unknown parameter are refused, and the method is listed', async () => {
  await using there = await withPerson();
  const { fake } = there;
  expect(await call(fake, 'getMe', {}, '1:other')).toMatchObject({ status: 401, description: 'Unauthorized' });
  expect(await call(fake, 'sendPigeon')).toMatchObject({ status: 404 });
  expect(fake.unknown).toEqual(['sendPigeon']);
  expect(await call(fake, 'sendMessage', { chat_id: 42, text: 'x', colour: 'red' })).toMatchObject({ status: 400 });
});

test('a planned fault breaks a call before or after its effect, refuses, hangs or delays it', async () => {
  await using there = await withPerson();
  const { fake, person } = there;
  const say = (text: string) => call(fake, 'sendMessage', { chat_id: 42, text });
  const texts = () => person.seen.map((message) => message.text);
  fake.faults.plan({ kind: 'reset' }, { method: 'sendMessage' });
  await expect(say('before')).rejects.toThrow();
  expect(texts()).toEqual([]);
  fake.faults.plan({ kind: 'drop' }, { method: 'sendMessage' });
  await expect(say('after')).rejects.toThrow();
  expect(texts()).toEqual(['after']);
  fake.faults.plan({ kind: 'refuse', refusal: tooManyRequests(3) }, { method: 'sendMessage' });
  expect(await say('no')).toMatchObject({ error_code: 429, parameters: { retry_after: 3 } });
  fake.faults.plan({ kind: 'hang', milliseconds: 20 }, { method: 'sendMessage' });
  await expect(say('never')).rejects.toThrow();
  fake.faults.plan({ kind: 'delay', milliseconds: 20 }, { method: 'sendMessage' });
  expect(await say('late')).toMatchObject({ ok: true });
  expect(texts()).toEqual(['after', 'late']);
  expect(fake.faults.struck).toEqual({ refuse: 1, reset: 1, drop: 1, hang: 1, delay: 1 });
});

test('a repeated old update does not prevent others from being confirmed', async () => {
  await using there = await withPerson();
  const { fake, person } = there;
  for (let at = 0; at < 30; at += 1) person.say(`text ${at}`);
  const [first] = fake.updates.pending;
  if (first) fake.updates.again(first);
  expect(await poll(fake, { offset: 125 })).toEqual([125, 126, 127, 128, 129]);
});
