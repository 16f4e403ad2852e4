/** Messages are sent once, in order, and to the right person, also after failures. */
import { describe, expect, test } from 'vitest';
import { discordWords, refusedRequest } from '../../../src/prompts/discord-texts.ts';
import { NONCE_MS } from '../../fakes/discord/posts.ts';
import { open, openOn, placeOf, started, until } from './open.ts';
import { attempt, LETTER, QUESTION } from './samples.ts';

const MESSAGES = '/channels/:channel/messages';
const say = (text: string) => ({ kind: 'say', text }) as const;

describe('message with a lost response', () => {
  test('case 14: a message whose response was lost arrives once, as the retry has the same nonce', async () => {
    await using discord = await started();
    const { fake, adapter, sam } = discord;
    fake.faults.plan('POST', MESSAGES, { kind: 'accept-then-cut' });
    expect(await adapter.send(placeOf(sam), say('once'), 'key')).toMatchObject({ outcome: 'sent' });
    expect(sam.sees().map(({ text }) => text)).toEqual(['once']);
    const nonces = fake.ledger.of('POST', MESSAGES).map(({ body }) => body);
    expect(nonces).toHaveLength(2);
    expect(nonces[0]).toEqual(nonces[1]);
    expect(nonces[0]).toMatchObject({ enforce_nonce: true, nonce: expect.stringMatching(/^[\w-]{25}$/) });
  });

  test('case 15: a message sent again by the next process arrives once', async () => {
    await using discord = await open();
    const { fake } = discord;
    const sam = fake.person();
    await discord.start();
    await discord.adapter.send(placeOf(sam), QUESTION, 'key');
    await discord.adapter.stop();
    await using next = openOn(fake);
    await next.start();
    expect(await next.adapter.send(placeOf(sam), QUESTION, 'key')).toMatchObject({ outcome: 'sent' });
    expect(sam.sees()).toHaveLength(1);
    await next.adapter.send(placeOf(sam), QUESTION, 'another key');
    expect(sam.sees()).toHaveLength(2);
  });

  test('case 14: a letter of two messages arrives once, also after its nonces expired', async () => {
    await using discord = await open();
    const { fake } = discord;
    const sam = fake.person();
    await discord.start();
    const kept = attempt();
    // The first message arrives; the second and all further attempts do not.
    fake.faults.plan('POST', MESSAGES, { kind: 'late', ms: 0 });
    fake.faults.plan('POST', MESSAGES, { kind: 'accept-then-cut' });
    fake.faults.plan('POST', MESSAGES, { kind: 'cut' }, 3);
    const sent = await discord.adapter.send(placeOf(sam), LETTER, 'key', kept);
    expect(sent).toMatchObject({ outcome: 'failed', again: expect.any(Number) });
    await discord.adapter.stop();
    fake.world.ahead += 2 * NONCE_MS;
    await using next = openOn(fake);
    await next.start();
    expect(await next.adapter.send(placeOf(sam), LETTER, 'key', kept)).toMatchObject({ outcome: 'sent' });
    expect(sam.sees()).toHaveLength(2);
    // Another letter with the same words is another letter.
    await next.adapter.send(placeOf(sam), LETTER, 'another key', attempt());
    expect(sam.sees()).toHaveLength(4);
  });

  test('case 14: a file arrives once, also after its nonce expired', async () => {
    await using discord = await open();
    const { fake, adapter } = discord;
    const sam = fake.person();
    await discord.start();
    const kept = attempt();
    const file = {
      kind: 'file',
      name: 'Cover letter (1).txt',
      mime: 'text/plain',
      bytes: Buffer.from('letter'),
    } as const;
    fake.faults.plan('POST', MESSAGES, { kind: 'accept-then-cut' });
    fake.faults.plan('POST', MESSAGES, { kind: 'cut' }, 3);
    expect(await adapter.send(placeOf(sam), file, 'key', kept)).toMatchObject({ outcome: 'failed' });
    fake.world.ahead += 2 * NONCE_MS;
    expect(await adapter.send(placeOf(sam), file, 'key', kept)).toMatchObject({ outcome: 'sent' });
    expect(sam.sees().flatMap(({ files }) => files)).toHaveLength(1);
  });

  test('case 14: a message retried for a long time arrives once, also after its nonce expired', async () => {
    await using discord = await open();
    const { fake, adapter } = discord;
    const sam = fake.person();
    await discord.start();
    const kept = attempt();
    fake.faults.plan('POST', MESSAGES, { kind: 'accept-then-cut' });
    fake.faults.request = ({ method }) => {
      if (method !== 'POST') return null;
      fake.world.ahead += 5_000;
      return { kind: 'cut' };
    };
    expect(await adapter.send(placeOf(sam), QUESTION, 'key', kept)).toMatchObject({ outcome: 'failed' });
    fake.faults.request = () => null;
    fake.world.ahead += 2 * NONCE_MS;
    expect(await adapter.send(placeOf(sam), QUESTION, 'key', kept)).toMatchObject({ outcome: 'sent' });
    expect(sam.sees()).toHaveLength(1);
  });

  test('an unsent question is not confused with an earlier one of the same text', async () => {
    await using discord = await open();
    const { fake, adapter } = discord;
    const sam = fake.person();
    await discord.start();
    await adapter.send(placeOf(sam), QUESTION, 'key');
    const [first] = sam.sees();
    const kept = Object.assign(attempt(), { before: { platformId: first?.id ?? '' } });
    fake.faults.plan('POST', MESSAGES, { kind: 'cut' }, 4);
    expect(await adapter.send(placeOf(sam), QUESTION, 'key 2', kept)).toMatchObject({ outcome: 'failed' });
    fake.world.ahead += 2 * NONCE_MS;
    expect(await adapter.send(placeOf(sam), QUESTION, 'key 2', kept)).toMatchObject({ outcome: 'sent' });
    expect(sam.sees().map(({ rows }) => rows.length)).toEqual([0, first?.rows.length]);
  });
});

describe('case 16: rate limit', () => {
  test('a rate limit of one conversation delays no other, and keeps the order', async () => {
    await using discord = await open();
    const { fake, adapter } = discord;
    await discord.start();
    const [sam, ada] = [fake.person('sam'), fake.person('ada')];
    fake.faults.plan('POST', MESSAGES, { kind: 'limit', after: 0.4, scope: 'shared' });
    const texts = ['one', 'two', 'three'];
    const slow = (async () => {
      for (const text of texts) await adapter.send(placeOf(sam), say(text), text);
    })();
    await until(() => expect(fake.ledger.of('POST', MESSAGES)).toHaveLength(1));
    await adapter.send(placeOf(ada), say('quick'), 'quick');
    expect(ada.sees()).toHaveLength(1);
    expect(sam.sees()).toHaveLength(0);
    await slow;
    expect(sam.sees().map(({ text }) => text)).toEqual(texts);
    expect(discord.faults).toEqual([]);
  });

  test('a global rate limit delays all conversations, and no message is lost', async () => {
    await using discord = await open();
    const { fake, adapter } = discord;
    await discord.start();
    const people = [fake.person('sam'), fake.person('ada'), fake.person('joe')];
    fake.faults.plan('POST', MESSAGES, { kind: 'limit', after: 1, scope: 'global' });
    const first = adapter.send(placeOf(people[0] ?? fake.person()), say('hello'), 'first');
    await until(() => expect(fake.ledger.of('POST', MESSAGES)).toHaveLength(1));
    await Promise.all([
      first,
      ...people.slice(1).map((each) => adapter.send(placeOf(each), say('hello'), each.user.id)),
    ]);
    expect(people.map((each) => each.sees().length)).toEqual([1, 1, 1]);
    const [limited, ...later] = fake.ledger.of('POST', MESSAGES);
    const done = later.filter((each) => each.done);
    expect(done).toHaveLength(3);
    for (const { at } of done) expect(at - (limited?.at ?? 0)).toBeGreaterThanOrEqual(900);
    // Requests already on the way are refused as well. After that none is made before the limit ends.
    expect(later.length).toBeLessThanOrEqual(5);
  });

  test('the rate limit headers are respected, so that no request is refused', async () => {
    await using discord = await started({}, { rate: { limit: 2, windowMs: 300 } });
    const { fake, adapter, sam } = discord;
    for (let at = 0; at < 6; at += 1) await adapter.send(placeOf(sam), say(`${at}`), `${at}`);
    expect(sam.sees().map(({ text }) => text)).toEqual(['0', '1', '2', '3', '4', '5']);
    expect(fake.ledger.entries.filter(({ status }) => status === 429)).toEqual([]);
  });
});

describe('case 17: unreachable person', () => {
  test.for([
    { status: 403, code: 50_007 },
    { status: 403, code: 50_278 },
    { status: 403, code: 50_013 },
    { status: 403, code: 50_001 },
    { status: 404, code: 10_003 },
  ])('code $code means gone, and is not retried', async ({ status, code }) => {
    await using discord = await started();
    const { fake, adapter, sam } = discord;
    fake.faults.plan('POST', MESSAGES, { kind: 'status', status, code });
    expect(await adapter.send(placeOf(sam), say('hello'), 'key')).toMatchObject({ outcome: 'gone' });
    expect(fake.ledger.of('POST', MESSAGES)).toHaveLength(1);
    expect(await adapter.send(placeOf(sam), say('hello again'), 'key 2')).toMatchObject({ outcome: 'sent' });
  });

  test('any other refusal is reported, and the message counts as sent', async () => {
    await using discord = await started();
    const { fake, adapter, sam } = discord;
    fake.faults.plan('POST', MESSAGES, { kind: 'status', status: 400, code: 50_035 });
    expect(await adapter.send(placeOf(sam), say('hello'), 'key')).toEqual({ outcome: 'sent', platformId: null });
    expect(discord.troubles).toEqual([
      { sentence: refusedRequest('POST /channels/…/messages', '400', '400, code 50035'), fatal: false },
    ]);
  });
});

test('a 5xx status is retried, and a lasting one fails the message', async () => {
  await using discord = await started();
  const { fake, adapter, sam } = discord;
  fake.faults.plan('POST', MESSAGES, { kind: 'status', status: 502 }, 2);
  expect(await adapter.send(placeOf(sam), say('after all'), 'key')).toMatchObject({ outcome: 'sent' });
  fake.faults.plan('POST', MESSAGES, { kind: 'status', status: 503 }, 100);
  const sent = await adapter.send(placeOf(sam), say('later'), 'key 2');
  expect(sent).toMatchObject({ outcome: 'failed', again: expect.any(Number) });
  expect(sam.sees().map(({ text }) => text)).toEqual(['after all']);
});

test('a letter is sent as ordinary messages, not as interaction responses', async () => {
  await using discord = await started();
  const { fake, adapter, sam } = discord;
  await adapter.send(placeOf(sam), LETTER, 'key');
  const posted = fake.ledger.of('POST', MESSAGES);
  expect(posted).toHaveLength(2);
  for (const { body } of posted) expect(body).toMatchObject({ enforce_nonce: true, allowed_mentions: { parse: [] } });
  expect(fake.ledger.entries.filter(({ route }) => /webhooks|interactions/.test(route))).toEqual([]);
});

describe('letter preview', () => {
  test('the preview is one message, edited at a limited rate, and deleted when the letter is sent', async () => {
    await using discord = await started({ timing: { preview: 60 } });
    const { fake, adapter, sam } = discord;
    const words = Array.from({ length: 500 }, (_, at) => `word${at}`);
    for (const count of [1, 50, 150, 300, 500]) {
      for (let few = 1; few <= count; few += 1) await adapter.grow?.(placeOf(sam), words.slice(0, few).join(' '));
      await until(() => expect(sam.sees().at(-1)?.text).toMatch(new RegExp(`word${count - 1}$`)));
    }
    const edits = fake.ledger.of('PATCH', '/channels/:channel/messages/:message').map(({ at }) => at);
    expect(edits.length).toBeGreaterThanOrEqual(4);
    for (const [at, edit] of edits.slice(1).entries()) expect(edit - (edits[at] ?? 0)).toBeGreaterThanOrEqual(55);
    expect(sam.sees()).toHaveLength(1);
    await adapter.send(placeOf(sam), LETTER, 'key');
    expect(sam.sees()).toHaveLength(2);
    expect(
      sam
        .sees()
        .map(({ text }) => text)
        .join(' '),
    ).not.toContain(discordWords()('letter-preview'));
  });

  test('the preview is one message even if its first response was lost', async () => {
    await using discord = await started();
    const { fake, adapter, sam } = discord;
    fake.faults.plan('POST', MESSAGES, { kind: 'accept-then-cut' });
    await adapter.grow?.(placeOf(sam), 'Dear');
    await until(() => expect(fake.ledger.of('POST', MESSAGES)).toHaveLength(1));
    await adapter.grow?.(placeOf(sam), 'Dear team');
    await until(() => expect(sam.sees().at(-1)?.text).toMatch(/Dear team$/));
    expect(sam.sees()).toHaveLength(1);
    await adapter.send(placeOf(sam), LETTER, 'key');
    expect(sam.sees()).toHaveLength(2);
  });

  test('the preview of a killed process is deleted when the letter is sent', async () => {
    await using discord = await started();
    const { fake, sam } = discord;
    await discord.adapter.grow?.(placeOf(sam), 'Dear te');
    await until(() => expect(sam.sees().at(-1)?.text).toMatch(/Dear te$/));
    await discord.adapter.stop();
    await using next = openOn(fake);
    await next.start();
    await next.adapter.grow?.(placeOf(sam), 'Dear team');
    await until(() => expect(sam.sees()).toHaveLength(2));
    await next.adapter.send(placeOf(sam), LETTER, 'key');
    expect(
      sam
        .sees()
        .map(({ text }) => text)
        .join(' '),
    ).not.toContain(discordWords()('letter-preview'));
    expect(sam.sees()).toHaveLength(2);
  });

  test('a preview that another process sends after the letter is deleted', async () => {
    await using discord = await started();
    const { fake, sam } = discord;
    await using next = openOn(fake, { timing: { check: 300 } });
    await next.start();
    await next.adapter.send(placeOf(sam), LETTER, 'key');
    await discord.adapter.grow?.(placeOf(sam), 'Dear te');
    await until(() => expect(fake.ledger.of('DELETE', '/channels/:channel/messages/:message')).toHaveLength(1));
    expect(JSON.stringify(sam.sees())).not.toContain(discordWords()('letter-preview'));
  });

  test('a failed deletion of the preview is retried', async () => {
    await using discord = await started();
    const { fake, adapter, sam } = discord;
    await adapter.grow?.(placeOf(sam), 'Dear');
    await until(() => expect(sam.sees()).toHaveLength(1));
    fake.faults.plan('DELETE', '/channels/:channel/messages/:message', { kind: 'status', status: 503 });
    await adapter.grow?.(placeOf(sam), null);
    expect(sam.sees()).toEqual([]);
  });

  test('the preview is deleted if no letter follows, and the next one is a new message', async () => {
    await using discord = await open();
    const { adapter } = discord;
    await discord.start();
    const sam = discord.fake.person();
    await adapter.grow?.(placeOf(sam), 'Dear');
    await until(() => expect(sam.sees()).toHaveLength(1));
    await adapter.grow?.(placeOf(sam), null);
    expect(sam.sees()).toEqual([]);
    await adapter.grow?.(placeOf(sam), null);
    await adapter.grow?.(placeOf(sam), 'Hello');
    await until(() => expect(sam.sees()[0]?.text).toContain('Hello'));
  });

  test('a failed preview does not affect the letter', async () => {
    await using discord = await started();
    const { fake, adapter, sam } = discord;
    fake.faults.plan('POST', MESSAGES, { kind: 'status', status: 400, code: 50_035 });
    await adapter.grow?.(placeOf(sam), 'Dear');
    await until(() => expect(fake.ledger.of('POST', MESSAGES)).toHaveLength(1));
    await adapter.send(placeOf(sam), LETTER, 'key');
    expect(sam.sees()).toHaveLength(2);
  });
});

test('typing is shown for a long turn, not for a quick one', async () => {
  await using discord = await open();
  const { fake } = discord;
  const slow = Promise.withResolvers<void>();
  await discord.start(({ said }) => (said.kind === 'text' && said.text === 'slow' ? slow.promise : Promise.resolve()));
  const [sam, ada] = [fake.person('sam'), fake.person('ada')];
  ada.say('quick');
  sam.say('slow');
  const typing = () => fake.ledger.of('POST', '/channels/:channel/typing');
  await until(() => expect(typing().length).toBeGreaterThanOrEqual(2));
  expect(new Set(typing().map(({ path }) => path))).toEqual(new Set([`/channels/${sam.direct.id}/typing`]));
  slow.resolve();
});
