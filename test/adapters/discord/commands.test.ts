/** Slash commands, in direct messages, in servers, and where direct messages are closed. */
import { describe, expect, test } from 'vitest';
import { commandMenu } from '../../../src/adapters/command.ts';
import { SETUP_COMMAND } from '../../../src/adapters/discord/slash-commands.ts';
import { CATALOGUES } from '../../../src/prompts/catalogues.ts';
import { discordWords } from '../../../src/prompts/discord-texts.ts';
import type { Requested } from '../../fakes/discord/faults.ts';
import { fakeDiscord } from '../../fakes/discord/server.ts';
import { QUESTIONS } from '../survey.ts';
import { startBot } from './bot.ts';
import { open, openOn, placeOf, started, synced, until } from './open.ts';
import { QUESTION } from './samples.ts';

const CALLBACK = '/interactions/:id/:token/callback';
const [{ text: ROLE }] = QUESTIONS;

describe('slash commands', () => {
  test('each start registers the commands', async () => {
    await using discord = await open();
    const { fake } = discord;
    await discord.start();
    await synced(fake);
    const names = fake.world.commands.map(({ name }) => name);
    expect(names).toEqual([
      ...commandMenu().map(({ name }) => name),
      SETUP_COMMAND,
      CATALOGUES.en['discord-names']['use-as-job-post'],
    ]);
    for (const command of fake.world.commands)
      if (command.name !== SETUP_COMMAND)
        expect(command).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2] });
    await discord.adapter.stop();
    fake.world.commands = fake.world.commands.map((each) => (each.name === 'skip' ? { ...each, name: 'gone' } : each));
    await using next = openOn(fake);
    await next.start();
    await until(() => expect(fake.world.commands.map(({ name }) => name)).toEqual(names));
  });

  test('a command in a direct message is acknowledged at once, and only its reply stays', async () => {
    await using discord = await open();
    const { fake } = discord;
    const slow = Promise.withResolvers<void>();
    await discord.start(() => slow.promise);
    await synced(fake);
    const sam = fake.person();
    const interaction = sam.command('brief');
    await until(() => expect(interaction.acknowledged).toBe(5));
    await until(() => expect(discord.heard).toHaveLength(1));
    expect(discord.heard[0]).toMatchObject({
      id: interaction.id,
      place: placeOf(sam),
      author: sam.user.id,
      said: { kind: 'command', name: 'brief', rest: '' },
    });
    expect(sam.sees().map(({ isEphemeral }) => isEphemeral)).toEqual([true]);
    slow.resolve();
    await until(() => expect(sam.sees()).toEqual([]));
  });
});

describe('/letter in a server', () => {
  test('/letter in a server is answered by an ephemeral message, and continues in a direct message', async () => {
    await using fake = await fakeDiscord();
    await using bot = await startBot(fake);
    await synced(fake);
    const sam = fake.person();
    const room = fake.room();
    sam.command('letter', { in: room });
    await bot.untilTurns(1);
    await until(() => expect(sam.sees(room)[0]?.text).toContain('discord.com/channels'));
    const [answer] = sam.sees(room);
    expect(answer).toMatchObject({
      isEphemeral: true,
      text: discordWords()('moved-to', { link: `https://discord.com/channels/@me/${sam.direct.id}` }),
    });
    const [greeting, question] = sam.sees();
    expect(greeting?.text).toBe(discordWords()('greeting'));
    expect(question?.text).toContain(ROLE);
    expect(fake.person('ada').sees(room)).toEqual([]);
  });

  test('/letter continues in a private thread if direct messages are closed, with answers by form or mention', async () => {
    await using fake = await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } });
    await using bot = await startBot(fake);
    await synced(fake);
    const sam = fake.person();
    sam.user.isOpen = false;
    const room = fake.room();
    sam.command('letter', { in: room });
    await bot.untilTurns(1);
    const thread = [...fake.world.channels.values()].find(({ type }) => type === 12);
    if (!thread) throw new Error('no thread was opened');
    await until(() => expect(sam.sees(room)[0]?.text).toBe(discordWords()('moved-to', { link: `<#${thread.id}>` })));
    expect(thread.parent).toBe(room.id);
    expect([...thread.members]).toEqual([fake.world.bot.id, sam.user.id]);
    expect(sam.sees(thread).at(-1)?.text).toContain(ROLE);

    const form = sam.press('Answer', { in: thread });
    await until(() => expect(form.modal?.title).toBe('Your answer'));
    sam.submit(form, 'Senior Backend Engineer at Harbour Grid, Metering team. It goes to Ada Lindqvist.');
    await bot.untilTurns(2);
    sam.say('no use', { in: thread });
    await until(() => expect(sam.sees(thread).at(-1)?.text).toBe(discordWords()('cannot-read-thread')));
    sam.say(`<@${fake.world.bot.id}> At Nordlys Energi I rebuilt meter ingestion.`, { in: thread });
    await bot.untilTurns(3);
    expect(bot.memory.answersIn(`discord:${thread.id}:${sam.user.id}`)).toEqual({
      role: 'Senior Backend Engineer at Harbour Grid, Metering team. It goes to Ada Lindqvist.',
      system: 'At Nordlys Energi I rebuilt meter ingestion.',
    });

    // The same thread is used again, also after a restart.
    await bot.discord.adapter.stop();
    await using next = await startBot(fake, bot.memory);
    sam.command('letter', { in: room });
    await next.untilTurns(1);
    expect([...fake.world.channels.values()].filter(({ type }) => type === 12)).toHaveLength(1);
  });

  test('/letter says what to do, in an ephemeral message, if direct messages and threads are impossible', async () => {
    await using fake = await fakeDiscord();
    await using bot = await startBot(fake);
    await synced(fake);
    const sam = fake.person();
    sam.user.isOpen = false;
    const room = fake.room({ allowsThreads: false });
    sam.command('letter', { in: room });
    await until(() => expect(sam.sees(room)[0]?.text).toBe(discordWords()('cannot-reach-in-server')));
    expect(sam.sees(room)[0]?.isEphemeral).toBe(true);
    expect(bot.turns()).toBe(0);
    sam.command('help', { in: room });
    await until(() =>
      expect(sam.sees(room).map(({ text }) => text)).toEqual([
        discordWords()('cannot-reach-in-server'),
        discordWords()('cannot-reach-in-server'),
      ]),
    );
  });

  test.each([
    ['the thread is not opened', '/channels/:channel/threads'],
    ['the first message is not sent', '/channels/:channel/messages'],
  ])('/letter asks to try again if Discord is down: %s', async (_, route) => {
    await using fake = await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } });
    await using bot = await startBot(fake);
    await synced(fake);
    const sam = fake.person();
    sam.user.isOpen = false;
    const room = fake.room();
    const threads = () => [...fake.world.channels.values()].filter(({ type }) => type === 12);
    const isBroken = (requested: Requested) => requested.method === 'POST' && requested.route === route;
    // The direct message is refused; only what follows fails.
    fake.faults.request = (requested) =>
      isBroken(requested) && !requested.path.includes(sam.direct.id) ? { kind: 'status', status: 503 } : null;
    sam.command('letter', { in: room });
    await until(() => expect(sam.sees(room)[0]?.text).toBe(discordWords()('try-again')));
    fake.faults.request = () => null;
    sam.command('letter', { in: room });
    await bot.untilTurns(1);
    expect(threads()).toHaveLength(1);
  });

  test('/letter opens a thread after a connection that broke', async () => {
    await using fake = await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } });
    await using bot = await startBot(fake);
    await synced(fake);
    const sam = fake.person();
    sam.user.isOpen = false;
    fake.faults.plan('POST', '/channels/:channel/threads', { kind: 'cut' });
    sam.command('letter', { in: fake.room() });
    await bot.untilTurns(1);
  });

  test('case 38: /letter in two servers continues one interview', async () => {
    await using fake = await fakeDiscord();
    await using bot = await startBot(fake);
    await synced(fake);
    const sam = fake.person();
    sam.command('letter', { in: fake.room() });
    await bot.untilTurns(1);
    sam.command('letter', { in: fake.room() });
    await bot.untilTurns(2);
    expect(bot.memory.turns.map(({ place }) => place)).toEqual([placeOf(sam), placeOf(sam)]);
  });
});

describe('user-installed app', () => {
  test.for(['a group of people', 'a server without the bot'])(
    '/letter in %s continues in a direct message',
    async (where) => {
      await using fake = await fakeDiscord();
      await using bot = await startBot(fake);
      await synced(fake);
      const sam = fake.person();
      const room = where === 'a group of people' ? fake.group() : fake.room({ hasBot: false });
      sam.command('letter', { in: room });
      await bot.untilTurns(1);
      const link = discordWords()('moved-to', { link: `https://discord.com/channels/@me/${sam.direct.id}` });
      await until(() => expect(sam.sees(room)).toMatchObject([{ text: link, isEphemeral: true }]));
      expect(sam.sees().at(-1)?.text).toContain(ROLE);
    },
  );

  test('/letter says what to do if direct messages are closed', async () => {
    await using fake = await fakeDiscord();
    await using bot = await startBot(fake);
    await synced(fake);
    const sam = fake.person();
    sam.user.isOpen = false;
    const [group, room] = [fake.group(), fake.room({ hasBot: false })];
    sam.command('letter', { in: group });
    sam.command('letter', { in: room });
    await until(() => expect(sam.sees(group).map(({ text }) => text)).toEqual([discordWords()('cannot-reach')]));
    await until(() =>
      expect(sam.sees(room).map(({ text }) => text)).toEqual([discordWords()('cannot-reach-in-server')]),
    );
    expect(bot.turns()).toBe(0);
  });
});

test('a mention in a server gets a hint, and is not an answer', async () => {
  await using discord = await started();
  const { fake, sam } = discord;
  const room = fake.room();
  sam.say('not for the bot', { in: room });
  sam.say(`<@${fake.world.bot.id}> I built the ledger of a bank`, { in: room });
  await until(() => expect(sam.sees(room).map(({ text }) => text)).toEqual([discordWords()('only-in-private')]));
  expect(discord.heard).toEqual([]);
});

describe('case 19: acknowledgement', () => {
  test('a press whose acknowledgement is too late is still handled', async () => {
    await using discord = await open();
    const { fake, adapter } = discord;
    await discord.start();
    await synced(fake);
    const sam = fake.person();
    await adapter.send(placeOf(sam), QUESTION, 'key');
    fake.faults.plan('POST', CALLBACK, { kind: 'status', status: 404, code: 10_062 });
    sam.press('Skip');
    await until(() => expect(discord.saidIn(placeOf(sam))).toEqual([{ kind: 'choice', choice: 'skip', of: 'a1-b2' }]));
    expect(discord.faults).toEqual([]);
  });

  test('case 10: an acknowledgement that another process sent first is not a fault', async () => {
    await using discord = await started();
    const { fake, adapter, sam } = discord;
    await adapter.send(placeOf(sam), QUESTION, 'key');
    fake.faults.planDispatches('twice');
    sam.press('Skip');
    await until(() => expect(fake.ledger.of('POST', CALLBACK)).toHaveLength(2));
    expect(fake.ledger.of('POST', CALLBACK).map(({ code }) => code)).toEqual([null, 40_060]);
    await until(() => expect(discord.heard).toHaveLength(1));
    expect(discord.faults).toEqual([]);
  });

  test('an acknowledgement waits for no turn', async () => {
    await using discord = await open();
    const { fake, adapter } = discord;
    const slow = Promise.withResolvers<void>();
    await discord.start(() => slow.promise);
    await synced(fake);
    const sam = fake.person();
    await adapter.send(placeOf(sam), QUESTION, 'key');
    sam.say('something that takes long');
    await until(() => expect(discord.heard).toHaveLength(1));
    const interactions = [sam.press('Skip'), sam.command('brief'), sam.command('letter', { in: fake.room() })];
    await until(() => expect(interactions.map(({ acknowledged }) => acknowledged)).toEqual([6, 5, 5]));
    expect(discord.heard).toHaveLength(1);
    slow.resolve();
    await until(() => expect(discord.heard).toHaveLength(4));
  });

  test('a token that expires during the turn loses no message', async () => {
    await using discord = await open();
    const { fake, adapter } = discord;
    await discord.start(async ({ place }) => {
      await until(() => expect(fake.interactions.all[0]?.acknowledged).toBe(5));
      fake.world.ahead += 20 * 60_000;
      await adapter.send(place, { kind: 'say', text: 'after twenty minutes' }, 'key');
    });
    await synced(fake);
    const sam = fake.person();
    sam.command('write');
    await until(() => expect(fake.ledger.entries.at(-1)).toMatchObject({ method: 'DELETE', code: 50_027 }));
    expect(sam.sees().map(({ text }) => text)).toContain('after twenty minutes');
    expect(discord.faults).toEqual([]);
  });
});
