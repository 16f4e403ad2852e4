/** Buttons, lists, forms and files: who may use them, that a press counts once, and its effect. */
import { describe, expect, test } from 'vitest';
import type { Choice } from '../../../src/adapters/contract.ts';
import { actionRows, controlOf } from '../../../src/adapters/discord/controls.ts';
import { LARGEST_FILE } from '../../../src/adapters/sent-files.ts';
import { discordWords } from '../../../src/prompts/discord-texts.ts';
import { fakeDiscord } from '../../fakes/discord/server.ts';
import { ALREADY_DONE, QUESTIONS, SENT, UNREADABLE_FILE } from '../survey.ts';
import { startBot } from './bot.ts';
import { type Opened, open, placeOf, started, synced, until } from './open.ts';
import { QUESTION } from './samples.ts';

function fail(): never {
  throw new Error('the message is gone');
}

describe('buttons', () => {
  test('buttons are disabled after one is used, and that one is highlighted', async () => {
    await using discord = await started();
    const { adapter, sam } = discord;
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

  test('a press is acknowledged when it is stored, or at a timeout if storing takes too long', async () => {
    await using discord = await open();
    const { fake, adapter } = discord;
    const kept = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    await discord.start(() => (discord.heard.length > 1 ? kept[1] : kept[0]).promise);
    const sam = fake.person();
    await adapter.send(placeOf(sam), QUESTION, 'key');
    const press = sam.press('Skip');
    await until(() => expect(discord.heard).toHaveLength(1));
    // Another press has been answered, so the adapter had time to acknowledge this one.
    const other = sam.pressRaw(fake.world.message(sam.direct.id, press.message ?? '') ?? fail(), 'unknown');
    await until(() => expect(other.acknowledged).toBe(6));
    expect(press.acknowledged).toBeNull();
    kept[0].resolve();
    await until(() => expect(press.acknowledged).toBe(6));
    await adapter.send(placeOf(sam), { ...QUESTION, mark: 'mark-2' }, 'key 2');
    const second = sam.press('Skip');
    await until(() => expect(second.acknowledged).toBe(6));
    expect(discord.heard).toHaveLength(2);
    kept[1].resolve();
  });

  test('case 22: a button pressed five times, and again after a restart, writes one letter', async () => {
    await using fake = await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } });
    await using bot = await startBot(fake);
    await synced(fake);
    const sam = fake.person();
    const texts = ['/letter', ...QUESTIONS.map(({ slot }) => slot)];
    for (const text of texts) sam.say(text);
    await bot.untilTurns(texts.length);
    const [asked] = sam.sees().filter(({ rows }) => JSON.stringify(rows).includes('Write the letter'));
    const message = fake.world.message(sam.direct.id, asked?.id ?? '');
    const button = asked?.rows
      .flatMap(({ components }) => [...components])
      .find((each) => each.custom_id?.includes('write'));
    if (!message || !button?.custom_id) throw new Error('no button to write the letter');
    const presses = Array.from({ length: 5 }, () => sam.pressRaw(message, button.custom_id ?? ''));
    await bot.untilTurns(texts.length + 1);
    await until(() => expect(presses.map(({ acknowledged }) => acknowledged)).toEqual([6, 6, 6, 6, 6]));
    // In another process, or after a restart, the mark of the question shows that the press is stale.
    await bot.discord.adapter.stop();
    await using next = await startBot(fake, bot.memory);
    sam.pressRaw(message, button.custom_id);
    await next.untilTurns(1);
    const shown = sam.sees().map(({ text }) => text);
    expect(shown).toContain(ALREADY_DONE);
    expect(shown.filter((text) => text.startsWith('Dear team,'))).toHaveLength(1);
    expect(shown.at(-1)).toBe(SENT);
  });

  test('case 38: buttons in a thread work only for its owner', async () => {
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
    expect(eve.sees(thread).at(-1)).toMatchObject({ text: discordWords()('not-yours'), isEphemeral: true });
    const form = eve.press('Answer', { in: thread });
    await until(() => expect(form.acknowledged).toBe(4));
    expect(form.modal).toBeNull();
    // A message of somebody else in the thread is not an answer.
    eve.say(`<@${fake.world.bot.id}> I did all of it`, { in: thread });
    sam.press('Skip', { in: thread });
    await until(() => expect(discord.heard).toHaveLength(2));
    expect(discord.heard[1]).toMatchObject({ author: sam.user.id, said: { kind: 'choice', choice: 'skip' } });
  });

  test('buttons with unknown ids are acknowledged and do nothing', async () => {
    await using discord = await started();
    const { fake, adapter, sam } = discord;
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
      `choice:${fake.person('eve').user.id}::skip`,
      'choice:eve::skip',
      'choice::%:',
      'list:::',
      'form::drop:',
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
  test('a form takes a job post that is longer than a message', async () => {
    await using discord = await started();
    const { adapter, sam } = discord;
    await adapter.send(placeOf(sam), { ...QUESTION, slot: 'job-post' }, 'key');
    const form = sam.press(discordWords()('post.button'));
    await until(() => expect(form.modal?.title).toBe('Job post'));
    const post = 'We look for a backend engineer. '.repeat(120).trim();
    const sent = sam.submit(form, post);
    await until(() => expect(discord.saidIn(placeOf(sam))).toEqual([{ kind: 'text', text: post }]));
    await until(() => expect(sent.acknowledged).toBe(6));
    expect(discord.heard[0]?.id).toBe(sent.id);
  });
});

describe('choices', () => {
  const SENTENCE = 'Lost readings went from 1.2% of all readings in a month to 0.05% by the end of the year.';

  /** Sends a question with these choices. @returns the labels of its controls, row by row */
  async function shownIn(discord: Opened, choices: readonly Choice[], slot = 'latency.now') {
    const sam = discord.fake.person('sam');
    await discord.start();
    const sent = await discord.adapter.send(placeOf(sam), { ...QUESTION, slot, choices }, 'key');
    expect(sent).toMatchObject({ outcome: 'sent', platformId: expect.any(String) });
    expect(discord.faults).toEqual([]);
    const [message] = sam.sees();
    const rows = message?.rows.map(({ components }) =>
      components.map((each) => ('options' in each ? each.options.map(({ label }) => label) : each.label)),
    );
    return { sam, rows };
  }

  test('up to 20 choices are buttons, five in a row', async () => {
    await using discord = await open();
    const choices = Array.from({ length: 20 }, (_, at) => ({ id: `kept:${at}`, label: `${at}` }));
    const { sam, rows } = await shownIn(discord, choices, 'job-post');
    expect(rows?.map((row) => row.length)).toEqual([5, 5, 5, 5, 1]);
    sam.press('17');
    await until(() =>
      expect(discord.saidIn(placeOf(sam))).toEqual([{ kind: 'choice', choice: 'kept:17', of: 'a1-b2' }]),
    );
  });

  test.for([21, 25])('%i choices are a list, which is disabled after a choice', async (count) => {
    await using discord = await open();
    const choices = Array.from({ length: count }, (_, at) => ({ id: `kept:${at}`, label: `Sentence ${at}.` }));
    const { sam, rows } = await shownIn(discord, choices);
    expect(rows).toEqual([[choices.map(({ label }) => label)]]);
    sam.pick('Sentence 20.');
    await until(() =>
      expect(discord.saidIn(placeOf(sam))).toEqual([{ kind: 'choice', choice: 'kept:20', of: 'a1-b2' }]),
    );
    await until(() => expect(sam.sees()[0]?.rows[0]?.components[0]).toMatchObject({ disabled: true }));
    const [list] = sam.sees()[0]?.rows[0]?.components ?? [];
    expect(list).toMatchObject({ placeholder: discordWords()('pick') });
    expect(list && 'options' in list && list.options.flatMap((each) => (each.default ? each.value : []))).toEqual([
      'kept:20',
    ]);
    expect(() => sam.pick('Sentence 1.')).toThrow();
  });

  test('if a label is long, all choices with a value join it in a list, and the others stay buttons', async () => {
    await using discord = await open();
    const long = `${SENTENCE} It took two engineers.`;
    const choices = [
      { id: 'kept:0', label: SENTENCE, value: SENTENCE },
      { id: 'kept:1', label: 'Nothing was lost.', value: 'Nothing was lost.' },
      { id: 'kept:2', label: long },
      { id: 'skip', label: 'Skip' },
      { id: 'back', label: 'Back' },
    ];
    const { sam, rows } = await shownIn(discord, choices);
    expect(rows).toEqual([[[SENTENCE, 'Nothing was lost.', `${SENTENCE} It took…`]], ['Skip', 'Back']]);
    sam.pick('Lost readings');
    await until(() =>
      expect(discord.saidIn(placeOf(sam))).toEqual([{ kind: 'choice', choice: 'kept:0', of: 'a1-b2' }]),
    );
  });

  test('choices with the same id are one control, and the longest id fits with mark and owner', async () => {
    await using discord = await open();
    const id = `set:${'x'.repeat(28)}`;
    const { sam, rows } = await shownIn(discord, [
      { id, label: 'One' },
      { id, label: 'Other' },
    ]);
    expect(rows).toEqual([['Other']]);
    sam.press('Other');
    await until(() => expect(discord.saidIn(placeOf(sam))).toEqual([{ kind: 'choice', choice: id, of: 'a1-b2' }]));
    const owner = '1'.repeat(20);
    const mark = 'm'.repeat(30);
    const [row] = actionRows({ ...QUESTION, mark, choices: [{ id, label: 'One' }] }, owner);
    const [button] = row?.components ?? [];
    const customId = button && 'custom_id' in button ? button.custom_id : '';
    expect(customId.length).toBeLessThanOrEqual(100);
    expect(controlOf(customId)).toEqual({ kind: 'choice', value: id, owner, mark });
  });

  test('noted values, question and progress are one message', async () => {
    await using discord = await started();
    const { sam } = discord;
    const noted = [{ slot: 'role.company', text: 'Harbour Grid' }];
    await discord.adapter.send(placeOf(sam), { ...QUESTION, noted, progress: { at: 2, of: 9 } }, 'key');
    expect(sam.sees().map(({ text }) => text)).toEqual([
      'Noted: Harbour Grid\n\nHow long did it take?\n\n(2 of 9 topics done)',
    ]);
  });
});

describe('files', () => {
  test('a text file is an answer, and an unreadable PDF is reported', async () => {
    await using fake = await fakeDiscord();
    await using bot = await startBot(fake);
    const sam = fake.person();
    sam.say('/letter');
    sam.attach('story.md', Buffer.from('At Nordlys Energi I rebuilt meter ingestion in Go.'));
    await bot.untilTurns(2);
    expect(bot.memory.answersIn(placeOf(sam)).role).toContain('I rebuilt meter ingestion');
    sam.attach('cv.pdf', Buffer.from('%PDF-1.7'), { mime: 'application/pdf' });
    await bot.untilTurns(3);
    expect(sam.sees().map(({ text }) => text)).toContain(UNREADABLE_FILE);
  });

  test('the text and the files of a message are separate events, in order', async () => {
    await using discord = await started();
    const { sam } = discord;
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

  test('message.txt, which the client makes of a long text, is marked as typed', async () => {
    await using discord = await started();
    const { sam } = discord;
    sam.attach('message.txt', Buffer.from('a long answer'));
    sam.attach('cv.txt', Buffer.from('Jo Lind'));
    await until(() => expect(discord.heard).toHaveLength(2));
    expect(discord.heard.map(({ said }) => 'isTyped' in said && said.isTyped)).toEqual([true, false]);
  });

  test('reading a file that is too large or deleted returns null', async () => {
    await using discord = await started();
    const { fake, sam } = discord;
    sam.attach('huge.txt', new Uint8Array(LARGEST_FILE + 1));
    sam.attach('gone.txt', Buffer.from('words'));
    await until(() => expect(discord.heard).toHaveLength(2));
    fake.world.files.clear();
    for (const { said } of discord.heard) {
      if (said.kind !== 'file') throw new Error('not a file');
      expect(await said.read()).toBe(null);
    }
  });
});
