/** Whose text a message contains, what it refers to, its order, and its formatting. */
import { describe, expect, test } from 'vitest';
import type { Inbound } from '../../../src/adapters/contract.ts';
import { unreadable } from '../../../src/prompts/telegram-texts.ts';
import type { Person, SayOptions } from '../../fakes/telegram/people.ts';
import { shownTo } from './interviewing.ts';
import { type Opened, open } from './open.ts';

interface Heard extends Opened {
  readonly person: Person;
  /** @returns what arrives when the person acts */
  after(act: (person: Person) => void): Promise<Inbound[]>;
}

async function listening(): Promise<Heard> {
  const telegram = await open();
  const { fake, adapter } = telegram;
  const person = fake.person(42);
  person.chat.opened = true;
  const heard: Inbound[] = [];
  await adapter.start(async (inbound) => void heard.push(inbound));
  return {
    ...telegram,
    person,
    async after(act) {
      act(person);
      await fake.until(() => fake.updates.isHeld && fake.updates.pending.length === 0);
      return heard.splice(0);
    },
    [Symbol.asyncDispose]: () => telegram[Symbol.asyncDispose](),
  };
}

const POST = 'Harbour Grid seeks a Senior Backend Engineer with ten years of Go.';
const NOTES = { name: 'post.txt', bytes: Buffer.from(POST) };

describe('foreign text', () => {
  test.for<readonly [string, SayOptions]>([
    ['forwarded from a channel', { forwardedFrom: 'channel' }],
    ['forwarded from somebody', { forwardedFrom: 7 }],
    ['forwarded from the bot', { forwardedFrom: 7_000_000_001 }],
    ['written by another bot', { isViaBot: true }],
  ])('text and files %s are foreign', async ([, options]) => {
    await using telegram = await listening();
    const said = { kind: 'text', text: POST, isForeign: true };
    expect(await telegram.after((person) => person.say(POST, options))).toMatchObject([{ said }]);
    expect(await telegram.after((person) => person.attach(NOTES, options))).toMatchObject([{ said }]);
  });

  test('a forwarded command is foreign text, not a command', async () => {
    await using telegram = await listening();
    const [inbound] = await telegram.after((person) => person.say('/start', { forwardedFrom: 7 }));
    expect(inbound?.said).toEqual({ kind: 'text', text: '/start', isForeign: true });
  });

  test('a forwarded message of the person is their own', async () => {
    await using telegram = await listening();
    const heard = await telegram.after((person) => person.say(POST, { forwardedFrom: person.id }));
    expect(heard.map(({ said }) => said)).toEqual([{ kind: 'text', text: POST }]);
  });

  test('a quote from another chat is foreign, and the comment on it is not', async () => {
    await using telegram = await listening();
    const heard = await telegram.after((person) =>
      person.say('I want this one', { quote: POST, isReplyElsewhere: true }),
    );
    expect(heard.map(({ said }) => said)).toEqual([
      { kind: 'text', text: 'I want this one' },
      { kind: 'text', text: POST, isForeign: true },
    ]);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(2);
  });

  test('a long block quote is foreign, and the text around it is not', async () => {
    await using telegram = await listening();
    const post = Array.from({ length: 10 }, () => POST).join(' ');
    const text = `${post}\nI want this one`;
    const heard = await telegram.after((person) =>
      person.say(text, { entities: [{ type: 'blockquote', offset: 0, length: post.length }] }),
    );
    const foreign = { kind: 'text', text: post, isForeign: true };
    expect(heard.map(({ said }) => said)).toEqual([{ kind: 'text', text: 'I want this one' }, foreign]);
  });

  test('a short block quote is foreign if it is alone, and not read beside an answer', async () => {
    await using telegram = await listening();
    const question = 'What did it replace?';
    const entities = [{ type: 'blockquote', offset: 0, length: question.length }];
    const heard = await telegram.after((person) => person.say(`${question}\na nightly job`, { entities }));
    expect(heard.map(({ said }) => said)).toEqual([{ kind: 'text', text: 'a nightly job' }]);
    const alone = await telegram.after((person) => person.say(question, { entities }));
    expect(alone.map(({ said }) => said)).toEqual([{ kind: 'text', text: question, isForeign: true }]);
  });
});

describe('replies', () => {
  test('a reply to a message of the bot refers to it, with or without a quote', async () => {
    await using telegram = await listening();
    const sent = await telegram.adapter.send('telegram:42', { kind: 'say', text: 'A question?' }, 'key');
    const to = sent.outcome === 'sent' ? sent.platformId : null;
    for (const quote of [undefined, 'question']) {
      const options = { replyTo: Number(to), ...(quote !== undefined && { quote }) };
      const [inbound] = await telegram.after((person) => person.say('An answer', options));
      expect(inbound?.said).toEqual({ kind: 'text', text: 'An answer', to });
    }
  });

  test('a reply to the person’s own message refers to that message', async () => {
    await using telegram = await listening();
    let first = 0;
    const [earlier] = await telegram.after((person) => {
      first = person.say('1.2 s');
    });
    const [inbound] = await telegram.after((person) => person.say('2.1 s', { replyTo: first }));
    expect(inbound?.said).toEqual({ kind: 'text', text: '2.1 s', re: { id: earlier?.id } });
  });
});

test('received and sent messages share one order', async () => {
  await using telegram = await listening();
  const send = async () => {
    const sent = await telegram.adapter.send('telegram:42', { kind: 'say', text: 'A question?' }, 'key');
    return Number(sent.outcome === 'sent' ? sent.order : Number.NaN);
  };
  const first = await send();
  const [text] = await telegram.after((person) => person.say('An answer'));
  const [file] = await telegram.after((person) => person.attach(NOTES));
  const last = await send();
  expect([first, Number(text?.order), Number(file?.order), last]).toEqual([first, first + 1, first + 2, first + 3]);
});

describe('formatting', () => {
  test('formatted text is kept as plain text, and custom emoji are removed', async () => {
    await using telegram = await listening();
    const text = '🎉 9,500 readings in kafka-streams, see our blog 🎉';
    const entities = [
      { type: 'custom_emoji', offset: 0, length: 2 },
      { type: 'bold', offset: 3, length: 5 },
      { type: 'code', offset: 21, length: 13 },
      { type: 'text_link', offset: 40, length: 8 },
      { type: 'spoiler', offset: 9, length: 8 },
      { type: 'something_new', offset: 0, length: 9 },
      { type: 'custom_emoji', offset: text.length - 2, length: 2 },
    ];
    const [inbound] = await telegram.after((person) => person.say(text, { entities }));
    expect(inbound?.said).toEqual({ kind: 'text', text: ' 9,500 readings in kafka-streams, see our blog ' });
  });

  test('a message of only custom emoji is declined like a sticker', async () => {
    await using telegram = await listening();
    const entities = [{ type: 'custom_emoji', offset: 0, length: 2 }];
    expect(await telegram.after((person) => person.say('🎉', { entities }))).toEqual([]);
    expect(shownTo(telegram.person)).toEqual([unreadable('sticker')]);
  });

  test.for<readonly [string, object, object?]>([
    ['an entity', { entities: [{ type: 7 }] }],
    ['a quote', { quote: { text: 7 } }],
    ['the message that it replies to', { reply_to_message: { id: 1 } }],
    ['a recording', { voice: { file_id: 1 } }],
    ['music', { audio: 'x' }],
    ['a document', { document: {} }],
    ['an album', { media_group_id: 7 }],
    ['the time of an edit', { edit_date: 'x' }],
    ['a language', { from: { id: 42, language_code: 7 } }],
    ['an origin, so it counts as foreign', { forward_origin: 'x' }, { isForeign: true }],
    ['a bot, so it counts as foreign', { via_bot: 7 }, { isForeign: true }],
  ])('a message with an unknown form of %s keeps its text', async ([, extra, more = {}]) => {
    await using telegram = await listening();
    const date = Math.floor(Date.now() / 1000);
    const message = { message_id: 900, date, chat: { id: 42, type: 'private' }, from: { id: 42 }, text: 'words' };
    const heard = await telegram.after(() => {
      for (const id of [900, 901]) telegram.fake.updates.add('message', { ...message, ...extra, message_id: id });
    });
    const said = { kind: 'text', text: 'words', ...more };
    expect(heard.map((each) => each.said)).toEqual([said, said]);
  });
});
