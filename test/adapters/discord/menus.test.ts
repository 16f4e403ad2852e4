/** Slash commands with options and languages, the message menu, the start button, deleted messages, and leaving a thread. */
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { isCommand } from '../../../src/adapters/command.ts';
import { LANGUAGES } from '../../../src/machine/language.ts';
import { CATALOGUES } from '../../../src/prompts/catalogues.ts';
import { discordWords } from '../../../src/prompts/discord-texts.ts';
import { stored } from '../../fakes/discord/posts.ts';
import { open, placeOf, started, synced, until } from './open.ts';

describe('slash commands', () => {
  test('each slash command has its own name in each language', () => {
    for (const language of LANGUAGES) {
      const all = CATALOGUES[language]['discord-names'];
      const names = Object.entries(all).flatMap(([name, own]) => (isCommand(name) || name === 'setup' ? [own] : []));
      expect(names).toHaveLength(Object.keys(CATALOGUES.en.commands).length + 1);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('slash commands are registered with options and localizations', async () => {
    await using discord = await open();
    await discord.start();
    await synced(discord.fake);
    const letter = discord.fake.world.commands.find(({ name }) => name === 'letter');
    expect(letter).toMatchObject({
      name_localizations: { de: 'anschreiben', fr: 'lettre', 'es-ES': 'carta', 'pt-BR': 'carta' },
      options: [
        { name: 'company', type: 3 },
        { name: 'job-post', type: 3 },
        { name: 'file', type: 11 },
      ],
    });
    expect(discord.fake.world.commands.find(({ name }) => name === 'setup')).toMatchObject({
      default_member_permissions: '32',
      contexts: [0],
    });
  });

  test('slash commands take their options: company, job post, file, letters, words to hide', async () => {
    await using discord = await open();
    const { fake } = discord;
    await discord.start();
    await synced(fake);
    const sam = fake.person();
    const file = stored(fake.world, { name: 'post.txt', mime: 'text/plain', bytes: Buffer.from('We look for you') });
    sam.command('letter', { given: { company: 'Harbour Grid', 'job-post': 'We look for you', file } });
    await until(() => expect(discord.heard).toHaveLength(4));
    expect(discord.saidIn(placeOf(sam))).toMatchObject([
      { kind: 'command', name: 'letter', rest: '' },
      { kind: 'form', fields: { 'role.company': 'Harbour Grid' } },
      { kind: 'text', text: 'We look for you', isForeign: true, as: 'post' },
      { kind: 'file', name: 'post.txt', mime: 'text/plain' },
    ]);
    // It may be a résumé.
    expect(discord.heard.at(-1)?.said).not.toHaveProperty('as');
    expect(new Set(discord.heard.map(({ id }) => id)).size).toBe(4);
    sam.command('letters', { given: { which: 'compare' } });
    await until(() => expect(discord.saidIn(placeOf(sam)).at(-1)).toMatchObject({ name: 'letters', rest: 'compare' }));
    sam.command('hide', { given: { words: 'Nordlys' } });
    await until(() => expect(discord.saidIn(placeOf(sam)).at(-1)).toMatchObject({ name: 'hide', rest: 'Nordlys' }));
  });
});

test('the message menu uses a message as the job post', async () => {
  await using discord = await open();
  const { fake } = discord;
  await discord.start();
  await synced(fake);
  const [sam, ada] = [fake.person('sam'), fake.person('ada')];
  const room = fake.room();
  const post = ada.say('**Backend engineer** wanted', { in: room });
  sam.menu(CATALOGUES.en['discord-names']['use-as-job-post'], post);
  await until(() =>
    expect(discord.saidIn(placeOf(sam))).toEqual([
      { kind: 'text', text: 'Backend engineer wanted', isForeign: true, as: 'post' },
    ]),
  );
  await until(() =>
    expect(sam.sees(room).map(({ text }) => text)).toEqual([
      discordWords()('moved-to', { link: `https://discord.com/channels/@me/${sam.direct.id}` }),
    ]),
  );
});

test('/setup posts a start button that starts an interview for anyone who presses it', async () => {
  await using discord = await open();
  const { fake } = discord;
  await discord.start();
  await synced(fake);
  const [admin, sam] = [fake.person('admin'), fake.person('sam')];
  const room = fake.room();
  admin.command('setup', { in: room });
  await until(() => expect(sam.sees(room)).toMatchObject([{ text: discordWords()('setup.text'), isEphemeral: false }]));
  sam.press(discordWords()('setup.button'), { in: room });
  await until(() => expect(discord.saidIn(placeOf(sam))).toMatchObject([{ kind: 'command', name: 'letter' }]));
  expect(sam.sees().map(({ text }) => text)).toEqual([discordWords()('greeting')]);
});

test('mentions in a public channel are answered at most once per interval', async () => {
  await using discord = await open();
  const { fake } = discord;
  await discord.start();
  const [sam, room, other] = [fake.person(), fake.room(), fake.room()];
  const mention = `<@${fake.world.bot.id}> hello`;
  for (const channel of [room, room, room, other]) sam.say(mention, { in: channel });
  await until(() => expect(sam.sees(other).map(({ text }) => text)).toEqual([discordWords()('only-in-private')]));
  expect(sam.sees(room).map(({ text }) => text)).toEqual([discordWords()('only-in-private')]);
  fake.world.ahead += 6 * 60_000;
  sam.say(mention, { in: room });
  await until(() => expect(sam.sees(room)).toHaveLength(2));
});

test('a deleted message is reported with its author', async () => {
  await using discord = await started();
  const { sam } = discord;
  const message = sam.say('It was 1.8 s.');
  await until(() => expect(discord.heard).toHaveLength(1));
  sam.delete(message.id);
  await until(() => expect(discord.saidIn(placeOf(sam)).at(-1)).toEqual({ kind: 'deleted', of: { id: message.id } }));
  expect(discord.heard.at(-1)?.author).toBe(discord.heard[0]?.author);
  const quoted = sam.say(`> ${'We own 40 services. '.repeat(21)}\nthis one`);
  await until(() => expect(discord.heard).toHaveLength(4));
  sam.delete(quoted.id);
  await until(() => expect(discord.heard).toHaveLength(6));
  expect(discord.saidIn(placeOf(sam)).slice(-2)).toEqual(
    [quoted.id, `${quoted.id}:quote`].map((id) => ({ kind: 'deleted', of: { id } })),
  );
});

test('a deletion does not tell up to where the history is read', async () => {
  await using discord = await started({ timing: { check: 40 } });
  const { fake, sam } = discord;
  const message = sam.say('It was 1.8 s.');
  await until(() => expect(discord.heard).toHaveLength(1));
  const read = () => fake.ledger.of('GET', '/channels/:channel/messages').length;
  fake.world.ahead += 11 * 60_000;
  await setTimeout(100);
  const before = read();
  sam.delete(message.id);
  await until(() => expect(discord.heard).toHaveLength(2));
  await setTimeout(100);
  expect(read()).toBe(before);
});

describe('private thread', () => {
  test('a private thread says who can read it, and moves to direct messages once they are open', async () => {
    await using discord = await open();
    const { fake } = discord;
    await discord.start();
    await synced(fake);
    const sam = fake.person();
    sam.user.isOpen = false;
    sam.command('letter', { in: fake.room() });
    await until(() => expect(discord.heard).toHaveLength(1));
    const thread = [...fake.world.channels.values()].find(({ type }) => type === 12);
    if (!thread) throw new Error('no thread');
    expect(sam.sees(thread)[0]?.text).toContain(discordWords()('greeting-in-thread'));
    expect(discordWords()('greeting-in-thread')).toContain('can read it too');
    sam.press(discordWords()('talk-in-private'), { in: thread });
    await until(() =>
      expect(sam.sees(thread).at(-1)).toMatchObject({ text: discordWords()('still-closed'), isEphemeral: true }),
    );
    sam.user.isOpen = true;
    sam.press(discordWords()('talk-in-private'), { in: thread });
    const link = `https://discord.com/channels/@me/${sam.direct.id}`;
    await until(() => expect(sam.sees(thread).at(-1)?.text).toBe(discordWords()('started-in-private', { link: link })));
    expect(sam.sees().map(({ text }) => text)).toEqual([discordWords()('greeting')]);
    expect(discord.saidIn(placeOf(sam))).toMatchObject([{ kind: 'command', name: 'start' }]);
  });

  test('no thread is opened if Discord limits direct messages only for a time', async () => {
    await using discord = await open();
    const { fake } = discord;
    await discord.start();
    await synced(fake);
    const [sam, room] = [fake.person(), fake.room()];
    fake.faults.plan('POST', '/users/@me/channels', { kind: 'status', status: 400, code: 40_003 }, 4);
    sam.command('letter', { in: room });
    await until(() => expect(sam.sees(room).map(({ text }) => text)).toEqual([discordWords()('try-again')]));
    expect([...fake.world.channels.values()].filter(({ type }) => type === 12)).toEqual([]);
    sam.command('letter', { in: room });
    await until(() => expect(discord.heard).toHaveLength(1));
  });
});
