/** The plain text of a message, whether it is the person's own, and the order of messages. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { separateQuotes, stripFormatting } from '../../../src/adapters/discord/plain-text.ts';
import { escapeMarkup } from '../../../src/adapters/discord/rendering.ts';
import { shown } from '../../fakes/discord/markdown.ts';
import { placeOf, started, until } from './open.ts';
import { QUESTION } from './samples.ts';

const ID = '12345678901234567';

describe('plain text', () => {
  test.for([
    ['from **400** to **9,500** _readings_/s', 'from 400 to 9,500 readings/s'],
    ['fast <:ok:123456789012345678> now <a:yes:123456789012345678>', 'fast now'],
    ['I designed it <:ok:123> and <a:b_1:4>', 'I designed it and'],
    ['`p99` of ``a ` b`` was ```\n210 ms\n```', 'p99 of a ` b was 210 ms'],
    ['```sql\nselect 1\n```', 'select 1'],
    ['***both*** and ___too___ and **a *b* c**', 'both and too and a b c'],
    ['||4.2 s|| and ~~6 s~~', '4.2 s and 6 s'],
    ['# Story\n## Numbers\n-# small\n> quoted', 'Story\nNumbers\nsmall\nquoted'],
    [
      '[their blog](https://example.com/a_b_c) and **https://example.com/_x_**',
      'their blog and https://example.com/_x_',
    ],
    ['<https://example.com/a*b*c>', 'https://example.com/a*b*c'],
    ['since <t:1700000000:D>, at <t:1700000000>', 'since , at'],
    [`see </letter:${ID}9> again`, 'see again'],
    [`with <@${ID}5>, <@!${ID}5>, <@${ID}6>, <@&${ID}7> and <#${ID}8>`, 'with @sam, @sam, , and'],
    ['\\*not\\* ¯\\\\\\_(ツ)_/¯', '*not* ¯\\_(ツ)_/¯'],
  ] as const)('the plain text of %j is %j', ([typed, text]) => {
    expect(stripFormatting(typed, new Map([[`${ID}5`, 'sam']]))).toBe(text);
  });

  test.for([
    'snake_case_name, 2 * 3 * 4, 3*4*5, 5**2**2',
    '> 1 s before, < 200 ms now, ~5 ms, p99 < 2 s > 1 s',
    'C:\\dir\\file <b>html</b> a*b',
    '`unclosed and **open and [not a link] (x)',
    '- 5 ms\n* 9,500 per second\n1. four\n-1 - 2',
    '- an item\n- the last',
    '<:ok:> <:ok:12x> <a:b> <b:c:1>',
    'a\u0000b \uD83D \u202Eمرحبا',
  ])('%j has no formatting to remove', (text) => {
    expect(stripFormatting(text)).toBe(text);
  });

  test('the plain text of an escaped text is that text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('**', '_', '`', '<@5>', '> ', '\n# ', '||', 'a '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        fc.pre(!text.includes('://'));
        expect(stripFormatting(escapeMarkup(text))).toBe(text.trim());
      }),
    );
  });

  test('any markup repeated a thousand times is parsed within half a second', () => {
    const piece = fc.constantFrom(
      '*',
      '_',
      '**',
      '`',
      '``',
      '[',
      '](',
      '<',
      '<@',
      '>',
      'http://',
      '\n> ',
      '||',
      'word ',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), (pieces) => {
        const start = process.threadCpuUsage();
        stripFormatting(pieces.join('').repeat(1_000));
        const { user, system } = process.threadCpuUsage(start);
        expect((user + system) / 1000).toBeLessThan(500);
      }),
      { numRuns: 60 },
    );
  });

  test('the plain text has the same words as the marked-up text', () => {
    const mark = fc.constantFrom('**', '_', '||', '~~', '`');
    const words = fc.constantFrom('readings', '9,500 per second', 'p99', 'at 4.2 s');
    fc.assert(
      fc.property(mark, words, words, (each, before, inside) => {
        const typed = `${before} ${each}${inside}${each} after`;
        expect(shown(typed).markup.length).toBeGreaterThan(0);
        expect(stripFormatting(typed)).toBe(`${before} ${inside} after`);
      }),
    );
  });

  test.for([
    ['> one\n> two', '', '> one\n> two'],
    ['>>> all\nof it', '', '>>> all\nof it'],
    ['mine\n> theirs\nmine too', 'mine\nmine too', '> theirs'],
    ['mine\n>>> theirs\nto the end', 'mine', '>>> theirs\nto the end'],
    ['> 1 s', '> 1 s', ''],
    ['```\n> code\n```\n> theirs', '```\n> code\n```', '> theirs'],
    ['mine', 'mine', ''],
    ['', '', ''],
  ] as const)('%j has the own words %j and the quote %j', ([typed, own, quoted]) => {
    expect(separateQuotes(typed)).toEqual({ own, quoted });
  });
});

describe('attribution', () => {
  test('a forwarded message is foreign, and the comment on it is not', async () => {
    await using discord = await started();
    const { sam } = discord;
    const forwarded = sam.forward('We look for a **backend engineer**.', {
      name: 'post.txt',
      bytes: Buffer.from('all'),
    });
    const comment = sam.say('that is the job');
    await until(() => expect(discord.heard).toHaveLength(3));
    expect(discord.heard).toMatchObject([
      { id: forwarded.id, said: { kind: 'text', text: 'We look for a backend engineer.', isForeign: true } },
      { said: { kind: 'file', name: 'post.txt' } },
      { id: comment.id, said: { kind: 'text', text: 'that is the job' } },
    ]);
    expect(discord.heard[2]?.said).not.toHaveProperty('isForeign');
  });

  test('a message that is quoted as a whole is foreign', async () => {
    await using discord = await started();
    const { sam } = discord;
    sam.say('> We look for a backend engineer\n> with **Go**.');
    await until(() => expect(discord.heard).toHaveLength(1));
    expect(discord.heard[0]?.said).toEqual({
      kind: 'text',
      text: 'We look for a backend engineer\nwith Go.',
      isForeign: true,
    });
  });

  test('a question quoted above the answer is not read', async () => {
    await using discord = await started();
    const { sam } = discord;
    sam.say('> What did it replace? Complete the sentence: "Before that, …"\na nightly job copied every table');
    sam.say('done');
    await until(() => expect(discord.saidIn(placeOf(sam)).at(-1)).toEqual({ kind: 'text', text: 'done' }));
    expect(discord.saidIn(placeOf(sam)).slice(0, -1)).toEqual([
      { kind: 'text', text: 'a nightly job copied every table' },
    ]);
  });

  test('a comment next to a long quote is the person’s, the quote is not', async () => {
    await using discord = await started();
    const { sam } = discord;
    const said = sam.say(
      `> ${'The platform team led the **rewrite**. '.repeat(14)}\nthat is what my boss wrote\n> 1 s`,
    );
    await until(() => expect(discord.heard).toHaveLength(2));
    expect(discord.heard).toMatchObject([
      { id: said.id, said: { kind: 'text', text: 'that is what my boss wrote\n> 1 s' } },
      { id: `${said.id}:quote`, said: { kind: 'text', isForeign: true } },
    ]);
    expect(discord.heard[0]?.said).not.toHaveProperty('isForeign');
    sam.edit(said.id, '> The platform team led it.\nshe wrote');
    await until(() => expect(discord.heard[2]?.said).toMatchObject({ kind: 'edited', text: 'she wrote' }));
  });
});

test('received and sent messages share one order, and typing in a direct message is reported', async () => {
  await using discord = await started();
  const { fake, adapter, sam } = discord;
  const first = sam.say('one');
  const sent = await adapter.send(placeOf(sam), QUESTION, 'key');
  const last = sam.say('two');
  sam.type();
  sam.type(fake.room());
  await until(() => expect(discord.heard).toHaveLength(2));
  await until(() => expect(new Set(discord.typing)).toEqual(new Set([placeOf(sam)])));
  expect(adapter.isGathering).toBe(true);
  const orders = [discord.heard[0]?.order, 'order' in sent ? sent.order : null, discord.heard[1]?.order];
  expect(orders).toEqual([first.id, sam.sees()[0]?.id, last.id]);
  expect(orders.map((each) => BigInt(each ?? 0))).toEqual(orders.map((each) => BigInt(each ?? 0)).toSorted());
});

test.for<readonly [string, object]>([
  ['mentions', { mentions: 7 }],
  ['the replied message', { referenced_message: { id: 1 } }],
  ['a forwarded message', { message_snapshots: [{ message: null }] }],
  ['the type', { type: 'x' }],
  ['a webhook', { webhook_id: 7 }],
  ['the server', { guild_id: 7 }],
  ['components', { components: 7 }],
])('a message with an unknown form of %s keeps its text', async ([, extra]) => {
  await using discord = await started();
  const { fake, sam } = discord;
  const message = { channel_id: sam.direct.id, author: { id: sam.user.id }, content: 'hello', guild_id: null };
  for (let time = 0; time < 2; time += 1)
    fake.gateway.dispatch('MESSAGE_CREATE', { ...message, id: fake.world.newId(), ...extra }, null);
  const said = { kind: 'text', text: 'hello' };
  await until(() => expect(discord.saidIn(placeOf(sam))).toEqual([said, said]));
});

test('an unreadable attachment does not hide the others', async () => {
  await using discord = await started();
  const { fake, sam } = discord;
  const file = { filename: 'cv.txt', url: 'http://127.0.0.1/cv.txt' };
  const attachments = [
    { ...file, id: '1', size: '12' },
    { ...file, id: '2', size: 12 },
  ];
  const message = { id: fake.world.newId(), channel_id: sam.direct.id, author: { id: sam.user.id } };
  fake.gateway.dispatch('MESSAGE_CREATE', { ...message, content: '', attachments }, null);
  await until(() => expect(discord.heard).toMatchObject([{ id: `${message.id}:2`, said: { kind: 'file' } }]));
  expect(discord.troubles).toEqual([]);
});
