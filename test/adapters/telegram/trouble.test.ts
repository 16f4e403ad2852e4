/** What the operator is told. */
import { expect, test } from 'vitest';
import { FakeTelegram } from '../../fakes/telegram/bot-api.ts';
import { Refusal, tooManyRequests } from '../../fakes/telegram/faults.ts';
import { QUESTIONS } from '../survey.ts';
import { answered, begun, interviewBegun, interviewing } from './interviewing.ts';
import { anotherOn, open } from './open.ts';

test.for([
  [new Refusal(401, 'Unauthorized'), /refuses the token in TELEGRAM_TOKEN/],
  [new Refusal(404, 'Not Found'), /refuses the token in TELEGRAM_TOKEN/],
  [new Refusal(502, 'Bad Gateway'), /can't be reached/],
  [new Refusal(400, 'Bad Request: something'), /refused to start/],
] as const)(
  '%s at the start is logged as one sentence, and retried with growing pauses',
  async ([refusal, sentence]) => {
    await using telegram = await interviewing({ unstarted: true });
    const { fake, adapter, survey, logged } = telegram;
    fake.faults.plan({ kind: 'refuse', refusal }, { method: 'getMe', times: 4 });
    await adapter.start(survey.receive);
    await begun(fake);
    const at = fake.called('getMe').map((call) => call.at);
    const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    for (const [index, least] of [18, 38, 78, 155].entries()) expect(pauses[index]).toBeGreaterThan(least);
    expect(logged.filter((line) => sentence.test(line))).toHaveLength(1);
    expect(logged.join('\n')).not.toMatch(/\n\s+at |Error|Unauthorized/);
  },
);

test('404 after the start is an outage, not a refused token', async () => {
  await using telegram = await interviewBegun();
  const { fake, logged, person } = telegram;
  for (const method of ['getUpdates', 'sendMessage'])
    fake.faults.plan({ kind: 'refuse', refusal: new Refusal(404, 'Not Found') }, { method });
  person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  await answered(fake, person, QUESTIONS[2].text);
  await fake.until(() => logged.some((line) => /can't be reached/.test(line)));
  expect(logged.filter((line) => /token/.test(line))).toEqual([]);
});

test('the menu is set after its first calls failed', async () => {
  await using telegram = await interviewing({ unstarted: true });
  const { fake, adapter, survey, logged } = telegram;
  fake.faults.plan({ kind: 'reset' }, { method: 'setMyCommands' });
  fake.faults.plan({ kind: 'refuse', refusal: new Refusal(500, 'Internal Server Error') }, { method: 'setMyCommands' });
  await adapter.start(survey.receive);
  await fake.until(() => fake.world.profile.get('en')?.shortDescription);
  expect(fake.world.profile.get('')?.commands.length).toBeGreaterThan(0);
  expect(logged).toHaveLength(1);
});

test('a bot without a network says so once and sends nothing', async () => {
  const nobody = await FakeTelegram.start();
  const logged: string[] = [];
  const { url } = nobody;
  await nobody[Symbol.asyncDispose]();
  const adapter = anotherOn({ token: nobody.token, url }, { log: (line) => logged.push(line) });
  await adapter.start(() => Promise.resolve());
  await expect.poll(() => logged).toHaveLength(1);
  expect(logged[0]).toMatch(/^Telegram can't be reached\. Next attempt in \d+ s\.$/);
  expect(await adapter.send('telegram:1', { kind: 'say', text: 'hello?' }, 'key')).toMatchObject({ outcome: 'failed' });
  await adapter.stop();
  expect(logged).toHaveLength(1);
});

test('failed polls are retried, and reported at most once', async () => {
  await using telegram = await interviewBegun();
  const { fake, logged, person } = telegram;
  fake.faults.plan(
    { kind: 'refuse', refusal: new Refusal(500, 'Internal Server Error') },
    { method: 'getUpdates', times: 3 },
  );
  fake.faults.plan({ kind: 'refuse', refusal: tooManyRequests(1) }, { method: 'getUpdates' });
  person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  await answered(fake, person, QUESTIONS[2].text);
  await fake.until(() => fake.updates.pending.length === 0);
  expect(logged.filter((line) => /can't be reached/.test(line)).length).toBeLessThanOrEqual(1);
});

test('stopping during a poll is not reported as an outage', async () => {
  await using telegram = await interviewing();
  const { fake, adapter, logged } = telegram;
  await begun(fake);
  await fake.until(() => fake.updates.pending.length === 0);
  await adapter.stop();
  expect(logged).toEqual([expect.stringContaining('connected as')]);
});

test('a webhook set by another program is deleted before polling', async () => {
  await using telegram = await interviewing({ unstarted: true });
  const { fake, adapter, survey } = telegram;
  fake.world.webhook.set('http://127.0.0.1:1/', null);
  await adapter.start(survey.receive);
  await begun(fake);
  expect(fake.called('getUpdates').some(({ outcome }) => outcome === 409)).toBe(false);
});

test('an invalid update is skipped and logged', async () => {
  await using telegram = await interviewing();
  const { fake, logged } = telegram;
  fake.updates.add('message', { message_id: 'seven', chat: null });
  fake.updates.add('message', { message_id: 7, date: 1, chat: { id: 42, type: 'private' }, pinned_message: {} });
  const person = await begun(fake);
  await fake.until(() => fake.updates.pending.length === 0);
  expect(logged.filter((line) => /^Skipped update/.test(line))).toHaveLength(1);
  expect(person.seen).toHaveLength(2);
});

test('case 36: logs and faults contain neither people’s words nor the token', async () => {
  await using telegram = await open();
  const { fake, adapter, logged, faults } = telegram;
  const canary = 'canary-of-a-person';
  await adapter.start(async () => {
    throw new Error('a turn failed');
  });
  const person = fake.person(42);
  person.say(canary);
  person.attach({ name: `${canary}.txt`, bytes: Buffer.from(canary) });
  for (const method of ['sendMessage', 'getUpdates']) {
    fake.faults.plan({ kind: 'reset' }, { method });
    fake.faults.plan({ kind: 'refuse', refusal: new Refusal(400, 'Bad Request: odd') }, { method });
  }
  await fake.until(() => fake.updates.pending.length === 0);
  const told = JSON.stringify([
    logged,
    faults.map((fault) => (fault instanceof Error ? [fault.message, fault.stack] : fault)),
  ]);
  expect(told).not.toContain(canary);
  expect(told).not.toContain(fake.token);
  expect(told).not.toContain(fake.token.split(':')[1]);
});

test('case 36: a failed file download is not a fault, and the log does not contain the token', async () => {
  await using telegram = await open();
  const { fake, adapter, logged, faults } = telegram;
  const read: unknown[] = [];
  await adapter.start(async ({ said }) => {
    if (said.kind === 'file') read.push(await said.read());
  });
  const person = fake.person(42);
  fake.faults.plan({ kind: 'refuse', refusal: new Refusal(500, 'Internal') }, { method: 'getFile' });
  for (const name of ['one.txt', 'two.txt']) person.attach({ name, bytes: new Uint8Array((21 << 20) + 1) });
  await fake.until(() => read.length === 2);
  expect(read).toEqual([null, null]);
  expect(faults).toEqual([]);
  expect(logged.join()).not.toContain(fake.token);
});
