/** Text in and out: escaped, complete, and split to fit messages. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkup, MESSAGE_AT_MOST, textPieces, textsOf } from '../../../src/adapters/discord/rendering.ts';
import { shown } from '../../fakes/discord/markdown.ts';
import { placeOf, started, until } from './open.ts';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
console.log(`words.test.ts: SEED=${seed}`);

const MARKUP = [
  '**bold** __under__ *it* _it_ ***both*** ~~gone~~ ||hidden||',
  '`code` ``a ` b`` ```js\nx\n```',
  '# heading\n## two\n### three\n-# small',
  '> quote\n>>> all of it\n  > indented',
  '- one\n  - two\n* three\n1. four\n12. five',
  '[click here](https://evil.example) <https://hidden.example>',
  '@everyone @here <@123> <@!123> <@&123> <#123> <t:1700000000:R> <:blob:123> <a:blob:123> </cmd:1>',
  ':white_check_mark: :100: at 10:30:45, and :x:',
  'discord.gg/abc https://discord.gg/abc https://example.com/a_b_c*d?x=~~1~~',
  'a_b_c snake_case_name __init__ 2 * 3 * 4 ~5 ms, p99 < 2 s > 1 s, C:\\dir\\*',
  '\\*not\\* \\\\ ¯\\_(ツ)_/¯',
  '<b>html</b> &amp; _*[`>#+-=|{}.!',
];

describe('escaped markup', () => {
  test.for(MARKUP.map((text) => ({ text })))('escaped markup is shown as text: $text', ({ text }) => {
    expect(shown(escapeMarkup(text))).toEqual({ text, markup: [] });
  });

  test('the first eight samples are markup if they are not escaped', () => {
    for (const text of MARKUP.slice(0, 8)) expect(shown(text).markup).not.toEqual([]);
  });

  test('plain words, numbers and links need no escaping', () => {
    const plain =
      'p99 went from 1.8 s to 210 ms (−88 %), ~2,000 req/s; see https://example.com/a_b.\n• and “quotes” - dash';
    expect(escapeMarkup(plain)).toBe(plain);
  });

  test('any escaped text is shown unchanged, without markup', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...MARKUP.join(' ').split(/(?<=\W)/), '\n', '\n- ', '# ', '> ', '1. ', '-# ', ' '),
    );
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (each) => {
        expect(shown(escapeMarkup(each))).toEqual({ text: each, markup: [] });
      }),
      { seed, numRuns: 500 },
    );
  });
});

describe('text parts', () => {
  test.for([1_999, 2_000, 2_001, 4_000, 4_001])(
    'a text of %i units is split into as few parts as possible',
    (length) => {
      const parts = textsOf('x'.repeat(length));
      expect(parts.length).toBe(Math.ceil(length / MESSAGE_AT_MOST));
      expect(parts.join('')).toBe('x'.repeat(length));
    },
  );

  test('each part fits into a message, and the joined parts show the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '👩‍👩‍👧‍👦',
        'e\u0301\u0323',
        '\u202Eمرحبا\u202C',
        'Straße ',
        '**',
        '_',
        '\n\n',
        '. ',
        'word ',
        '\\',
      ),
    );
    const text = fc
      .array(fc.tuple(piece, fc.integer({ min: 1, max: 300 })), { minLength: 1, maxLength: 40 })
      .map((pieces) => pieces.map(([each, times]) => each.repeat(times)).join(''));
    fc.assert(
      fc.property(text, (each) => {
        const parts = textPieces(each);
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(MESSAGE_AT_MOST);
          expect(part.isWellFormed() || !each.isWellFormed()).toBe(true);
          expect(shown(part).markup).toEqual([]);
        }
        expect(parts.map((part) => shown(part).text).join('')).toBe(each);
      }),
      { seed, numRuns: 150 },
    );
  });

  test('a text whose every character is escaped is sent complete', async () => {
    await using discord = await started();
    const { sam } = discord;
    const text = '*'.repeat(3_000);
    const sent = await discord.adapter.send(placeOf(sam), { kind: 'say', text }, 'key');
    expect(sent).toMatchObject({ outcome: 'sent' });
    expect(
      sam
        .sees()
        .map((each) => each.text)
        .join(''),
    ).toBe(text);
  });
});

describe('sent message', () => {
  test('case 31: a sent message mentions nobody, has no link previews, and shows the text unchanged', async () => {
    await using discord = await started();
    const { fake, adapter, sam } = discord;
    for (const [at, text] of MARKUP.entries()) await adapter.send(placeOf(sam), { kind: 'say', text }, `${at}`);
    expect(sam.sees().map(({ text }) => text)).toEqual(MARKUP);
    for (const { body } of fake.ledger.of('POST', '/channels/:channel/messages'))
      expect(body).toMatchObject({ allowed_mentions: { parse: [], users: [] }, flags: 4 });
    const sent = fake.world.channels.get(sam.direct.id)?.messages ?? [];
    expect(sent.flatMap(({ mentions }) => mentions)).toEqual([]);
  });
});

describe('received message', () => {
  test('case 39: received text is unchanged: NUL, lone surrogates, right-to-left text, large numbers', async () => {
    await using discord = await started();
    const { sam } = discord;
    const texts = ['a\u0000b', 'x\uD83Dy', '\u202Eمرحبا', 'e\u0301', '👩‍👩‍👧‍👦', '9007199254740993', 'x'.repeat(4_000)];
    for (const text of texts) sam.say(text);
    await until(() => expect(discord.heard).toHaveLength(texts.length));
    expect(discord.heard.map(({ said }) => said)).toEqual(texts.map((text) => ({ kind: 'text', text })));
    for (const { id, author, place } of discord.heard) {
      expect(id).toMatch(/^\d{17,20}$/);
      expect([author, place]).toEqual([sam.user.id, placeOf(sam)]);
    }
  });

  test('messages of the bot and of Discord itself are ignored', async () => {
    await using discord = await started();
    const { fake, adapter, sam } = discord;
    await adapter.send(placeOf(sam), { kind: 'say', text: 'from the bot itself' }, 'key');
    fake.world.addMessage({ channel: sam.direct.id, author: sam.user, content: '', type: 6 });
    sam.say('from sam');
    await until(() => expect(discord.saidIn(placeOf(sam))).toEqual([{ kind: 'text', text: 'from sam' }]));
  });

  test('a reply to the person’s own message or to a question refers to that message', async () => {
    await using discord = await started();
    const { adapter, sam } = discord;
    const mine = sam.say('it was p99');
    await adapter.send(placeOf(sam), { kind: 'say', text: 'a question' }, 'key');
    const [question] = sam.sees();
    sam.say('no, p95', { replyTo: mine.id });
    sam.say('an answer', { replyTo: question?.id ?? '' });
    await until(() => expect(discord.heard).toHaveLength(3));
    expect(discord.saidIn(placeOf(sam)).slice(1)).toEqual([
      { kind: 'text', text: 'no, p95', re: { id: mine.id } },
      { kind: 'text', text: 'an answer', to: question?.id },
    ]);
  });
});
