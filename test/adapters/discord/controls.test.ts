/** Buttons and forms: whose they are, that they count once, and what comes of them. */
import { describe, expect, test } from 'vitest';
import { LARGEST_FILE } from '../../../src/adapters/files.ts';
import { NOT_YOURS } from '../../../src/prompts/discord.ts';
import * as remarks from '../../../src/prompts/remarks.ts';
import { fakeDiscord } from '../../fakes/discord/server.ts';
import { startBot } from './bot.ts';
import { open, placeOf, synced, until } from './open.ts';
import { QUESTION, REVIEW } from './samples.ts';

describe('buttons', () => {
  test('are off once one of them was used, and the one that was stands out', async () => {
    await using discord = await open();
    const { fake, adapter } = discord;
    await discord.start();
    const sam = fake.person();
    await adapter.send(placeOf(sam), QUESTION, 'key');
    sam.press('Skip');
    await until(() =>
      expect(sam.sees()[0]?.rows[0]?.components).toMatchObject([
        { label: 'Skip', style: 3, disabled: true },
        { label: 'Back', disabled: true },
      ]),
    );
    expect(() => sam.press('Back')).toThrow('no button');
  });

  test('pressed five times, and on two devices, write one letter', async () => {
    await using fake = await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } });
    await using bot = await startBot(fake);
    await synced(fake);
    const sam = fake.person();
    for (const text of [
      'Senior Backend Engineer at Harbour Grid',
      'At Nordlys I rebuilt meter ingestion in Go.',
      '/write',
    ])
      sam.say(text);
    await bot.untilTurns(3);
    const [asked] = sam.sees().filter(({ rows }) => JSON.stringify(rows).includes('Write the letter'));
    const message = fake.world.message(sam.direct.id, asked?.id ?? '');
    const button = asked?.rows
      .flatMap(({ components }) => [...components])
      .find((each) => each.custom_id?.includes('write'));
    if (!message || !button?.custom_id) throw new Error('no button to write the letter');
    const presses = Array.from({ length: 5 }, () => sam.pressRaw(message, button.custom_id ?? ''));
    await bot.untilTurns(4);
    await until(() => expect(presses.map(({ acknowledged }) => acknowledged)).toEqual([6, 6, 6, 6, 6]));
    expect(await bot.store.letters(placeOf(sam))).toHaveLength(1);
    // On another process, or after a restart, the mark of the question tells.
    await bot.discord.adapter.stop();
    await using next = await startBot(fake, bot.store);
    sam.pressRaw(message, button.custom_id);
    await next.untilTurns(1);
    expect(await bot.store.letters(placeOf(sam))).toHaveLength(1);
    expect(sam.sees().map(({ text }) => text)).toContain(remarks.ALREADY_DONE);
    expect(bot.out.filter(({ message: { kind } }) => kind === 'letter')).toHaveLength(1);
  });

  test('of an interview in a thread are its owner’s alone', async () => {
    await using discord = await open();
    const { fake, adapter } = discord;
    const [sam, eve] = [fake.person('sam'), fake.person('eve')];
    const room = fake.room();
    sam.user.isOpen = false;
    await discord.start(({ place }) => adapter.send(place, QUESTION, `key ${place}`).then(() => undefined));
    await synced(fake);
    sam.command('letter', { in: room });
    await until(() => expect(discord.heard).toHaveLength(1));
    const thread = [...fake.world.channels.values()].find(({ type }) => type === 12);
    if (!thread) throw new Error('no thread');
    await until(() => expect(sam.sees(thread)).toHaveLength(2));
    const interaction = eve.press('Skip', { in: thread });
    await until(() => expect(interaction.acknowledged).toBe(4));
    expect(eve.sees(thread).at(-1)).toMatchObject({ text: NOT_YOURS, isEphemeral: true });
    const form = eve.press('Answer', { in: thread });
    await until(() => expect(form.acknowledged).toBe(4));
    expect(form.modal).toBeNull();
    // What is said there by others is theirs, and no answer.
    eve.say(`<@${fake.world.bot.id}> I did all of it`, { in: thread });
    sam.press('Skip', { in: thread });
    await until(() => expect(discord.heard).toHaveLength(2));
    expect(discord.heard[1]).toMatchObject({ author: sam.user.id, said: { kind: 'choice', choice: 'skip' } });
  });

  test('with ids that were guessed do nothing but be acknowledged', async () => {
    await using discord = await open();
    const { fake, adapter } = discord;
    await discord.start();
    const sam = fake.person();
    await adapter.send(placeOf(sam), QUESTION, 'key');
    const [shown] = sam.sees();
    const message = fake.world.message(sam.direct.id, shown?.id ?? '');
    if (!message) throw new Error('no message');
    const guesses = [
      '',
      'choice',
      'choice:skip',
      'form:answer:%:',
      'drop:table::',
      `choice:skip::${fake.person('eve').user.id}`,
    ];
    const interactions = guesses.map((guess) => sam.pressRaw(message, guess));
    await until(() => expect(interactions.every(({ acknowledged }) => acknowledged !== null)).toBe(true));
    sam.say('the end');
    await until(() => expect(discord.heard).toHaveLength(1));
    expect(discord.heard[0]?.said).toEqual({ kind: 'text', text: 'the end' });
    expect(discord.faults).toEqual([]);
  });
});

describe('forms', () => {
  test('a job post that is longer than a message of theirs may be', async () => {
    await using discord = await open();
    const { fake, adapter } = discord;
    await discord.start();
    const sam = fake.person();
    await adapter.send(placeOf(sam), { ...QUESTION, topic: 'role' }, 'key');
    const form = sam.press('Paste a job post');
    await until(() => expect(form.modal?.title).toBe('Job post'));
    const post = 'We look for a backend engineer. '.repeat(120).trim();
    const sent = sam.submit(form, post);
    await until(() => expect(discord.saidIn(placeOf(sam))).toEqual([{ kind: 'text', text: post }]));
    await until(() => expect(sent.acknowledged).toBe(6));
    expect(discord.heard[0]?.id).toBe(sent.id);
  });

  test('a fact that is changed begins as it stands, and comes as a correction', async () => {
    await using discord = await open();
    const { fake, adapter } = discord;
    await discord.start();
    const sam = fake.person();
    await adapter.send(placeOf(sam), REVIEW, 'key');
    const form = sam.pick('Latency');
    await until(() => expect(form.modal?.components[0]?.component.value).toBe('Latency: p99 6 minutes → 4 seconds'));
    sam.submit(form, 'Latency: p99 6 minutes → 5 seconds');
    await until(() =>
      expect(discord.saidIn(placeOf(sam))).toEqual([
        { kind: 'text', text: 'Correction: Latency: p99 6 minutes → 5 seconds' },
      ]),
    );
  });

  test('the list has the lines of the brief, and nothing that is said around them', async () => {
    await using fake = await fakeDiscord();
    await using bot = await startBot(fake);
    const sam = fake.person();
    const texts = [
      'Senior Backend Engineer at Harbour Grid',
      'At Nordlys I rebuilt meter ingestion in Go.',
      'p99 latency went from 6 minutes to 4 seconds',
      '/write',
      'the p99 is 5 seconds now, not 4',
    ];
    for (const text of texts) sam.say(text);
    await bot.untilTurns(texts.length);
    const { text = '', rows = [] } = sam.sees().at(-1) ?? {};
    expect(text).toMatch(/^Changed: latency, /);
    const [list] = rows.flatMap(({ components }) => components.flatMap((each) => ('options' in each ? [each] : [])));
    expect(list?.options.map(({ label }) => label)).toEqual([
      'Role: Senior Backend Engineer, Harbour Grid',
      'System: At Nordlys I rebuilt meter ingestion in Go.',
      'Latency: p99 6 minutes → 5 seconds',
      'Something else',
    ]);
  });

  test('a brief without its lines, as an earlier version left it, can be changed all the same', async () => {
    await using discord = await open();
    const { fake, adapter } = discord;
    await discord.start();
    const sam = fake.person();
    const { lines: _, ...left } = REVIEW;
    await adapter.send(placeOf(sam), left, 'key');
    const form = sam.pick('Something else');
    await until(() => expect(form.modal?.title).toBe('Change a fact'));
    sam.submit(form, 'It was Go');
    await until(() => expect(discord.saidIn(placeOf(sam))).toEqual([{ kind: 'text', text: 'It was Go' }]));
  });

  test('what is not on the list, or was cut short, begins empty, and comes as it is said', async () => {
    await using discord = await open();
    const { fake, adapter } = discord;
    await discord.start();
    const sam = fake.person();
    await adapter.send(placeOf(sam), REVIEW, 'key');
    for (const option of ['System', 'Something else']) {
      const form = sam.pick(option);
      await until(() => expect(form.modal?.title).toBe('Change a fact'));
      expect(form.modal?.components[0]?.component.value).toBeUndefined();
      sam.submit(form, `It was Go, ${option}`);
    }
    await until(() =>
      expect(discord.saidIn(placeOf(sam))).toEqual([
        { kind: 'text', text: 'It was Go, System' },
        { kind: 'text', text: 'It was Go, Something else' },
      ]),
    );
  });
});

describe('files', () => {
  test('a text is read as if it had been typed, and of a PDF the text is asked for', async () => {
    await using fake = await fakeDiscord();
    await using bot = await startBot(fake);
    const sam = fake.person();
    sam.attach('story.md', Buffer.from('At Nordlys Energi I rebuilt meter ingestion in Go.'));
    await bot.untilTurns(1);
    const kept = JSON.stringify((await bot.store.load(placeOf(sam)))?.saved);
    expect(kept).toContain('I rebuilt meter ingestion');
    sam.attach('cv.pdf', Buffer.from('%PDF-1.7'), { mime: 'application/pdf' });
    await bot.untilTurns(2);
    expect(sam.sees().map(({ text }) => text)).toContain(remarks.UNREADABLE_FILE);
  });

  test('a message with words and files is all of these, in their order', async () => {
    await using discord = await open();
    await discord.start();
    const sam = discord.fake.person();
    sam.attach('post.txt', Buffer.from('the post'), {
      content: 'here is the job post',
      mime: 'text/plain; charset=utf-8',
    });
    await until(() => expect(discord.heard).toHaveLength(2));
    expect(discord.heard.map(({ said }) => said)).toMatchObject([
      { kind: 'text', text: 'here is the job post' },
      { kind: 'file', name: 'post.txt', mime: 'text/plain' },
    ]);
    expect(new Set(discord.heard.map(({ id }) => id)).size).toBe(2);
  });

  test('one that is too large, or not there any more, cannot be read', async () => {
    await using discord = await open();
    await discord.start();
    const { fake } = discord;
    const sam = fake.person();
    sam.attach('huge.txt', new Uint8Array(LARGEST_FILE + 1));
    sam.attach('gone.txt', Buffer.from('words'));
    await until(() => expect(discord.heard).toHaveLength(2));
    fake.world.files.clear();
    for (const { said } of discord.heard) {
      if (said.kind !== 'file') throw new Error('not a file');
      await expect(said.read()).rejects.toMatchObject({ name: 'FileUnavailable' });
    }
  });
});
