/** What makes it pleasant: menus, buttons that go when they are used, typing, a letter that grows, corrections, files. */
import { describe, expect, test, vi } from 'vitest';
import { plainWriter } from '../../../src/letter/plain.ts';
import * as say from '../../../src/prompts/remarks.ts';
import {
  ALREADY_ANSWERED,
  MENU,
  NOT_YOURS,
  ONLY_THE_WORDS,
  onlyInPrivate,
  progress,
  unreadable,
} from '../../../src/prompts/telegram.ts';
import type { Attachment } from '../../fakes/telegram/people.ts';
import { answered, begun, interviewing, reviewed, shownTo } from './interviewing.ts';
import { open } from './open.ts';

const SYSTEM = 'I rebuilt the payout service at Brightwell, in Kotlin.';

describe('commands and buttons', () => {
  test('the menu has every command that it offers, and each of them works', async () => {
    await using telegram = await interviewing();
    const { fake } = telegram;
    await fake.until(() => fake.world.commands.length > 0);
    expect(fake.world.commands).toEqual(MENU);
    const person = await begun(fake);
    for (const { command } of MENU) {
      const before = shownTo(person).length;
      person.say(`/${command}`);
      await fake.until(() => person.seen.length > before);
    }
    expect(shownTo(person)).not.toContain(say.UNKNOWN_COMMAND);
  });

  test('/start with a word behind it, as a deep link has it, begins like /start', async () => {
    await using telegram = await interviewing();
    const { fake } = telegram;
    const person = fake.person(42);
    person.say('/start group');
    await answered(fake, person, /Which role/);
    expect(shownTo(person)).toHaveLength(1);
  });

  test('an answer that begins with a path is an answer', async () => {
    await using telegram = await interviewing();
    const { fake, store } = telegram;
    const person = await begun(fake);
    person.say('/orders was a service that I rebuilt at Brightwell, in Kotlin.');
    await answered(fake, person, /How much does it carry/);
    expect(JSON.stringify(store.turns.at(-1)?.saved)).toContain('/orders was');
  });

  test('buttons go once they are used, and once their question is answered in words', async () => {
    await using telegram = await interviewing();
    const { fake } = telegram;
    const person = await begun(fake);
    const withButtons = () => person.seen.filter(({ keyboard }) => keyboard !== null);
    await fake.until(() => withButtons().length === 1);
    const [system] = withButtons();
    const query = person.press('Skip');
    await answered(fake, person, /How much does it carry/);
    await fake.until(() => withButtons().length === 1 && withButtons()[0] !== system);
    expect(fake.world.queries.get(query)?.answered).toEqual({ text: null, alert: false });
  });

  test('of two presses the second one is told that it came too late', async () => {
    await using telegram = await interviewing();
    const { fake, store } = telegram;
    const person = await begun(fake);
    const [first, second] = ['', ''].map(() => person.press('Skip'));
    await answered(fake, person, /How much does it carry/);
    await fake.until(() => fake.world.queries.get(second ?? '')?.answered);
    expect(fake.world.queries.get(first ?? '')?.answered?.text).toBe(null);
    expect(fake.world.queries.get(second ?? '')?.answered?.text).toBe(ALREADY_ANSWERED);
    expect(store.turns).toHaveLength(3);
  });

  test('a button in somebody else’s hands, or made up, does nothing', async () => {
    await using telegram = await interviewing();
    const { fake, store } = telegram;
    const person = await begun(fake);
    const message = person.seen.at(-1);
    if (!message) throw new Error('nothing was asked');
    const data = message.keyboard?.flat()[0]?.callback_data ?? '';
    for (const query of [
      person.pressData(data, message, 99),
      person.pressData('drop table', message),
      person.pressData('', message),
    ]) {
      await fake.until(() => fake.world.queries.get(query)?.answered);
      expect(fake.world.queries.get(query)?.answered?.text).toBe(NOT_YOURS);
    }
    person.pressData(`${'format'}${data.slice(data.indexOf(':'))}`, message);
    await fake.until(() => shownTo(person).includes(say.ALREADY_DONE));
    expect(store.turns.at(-1)?.saved).toEqual(store.turns[1]?.saved);
  });

  test('a query that is too old to be answered is a choice all the same', async () => {
    await using telegram = await interviewing();
    const { fake } = telegram;
    const person = await begun(fake);
    const query = person.press('Skip');
    fake.world.queries.delete(query);
    await answered(fake, person, /How much does it carry/);
  });

  test('progress stands below the first question of each topic', async () => {
    await using telegram = await interviewing();
    const { fake } = telegram;
    const person = await reviewed(fake);
    const lines = shownTo(person).flatMap((text) => text.split('\n').filter((line) => line.includes('✓')));
    expect(lines.slice(0, 3)).toEqual([
      'role ✓  system …',
      'role ✓  system ✓  numbers …',
      'role ✓  system ✓  numbers …',
    ]);
    expect(lines.at(-1)).toBe('role ✓  system ✓  numbers ✓  contract ✓  company ✓  ending …');
    expect(progress('role', [])).toBe(null);
    expect(progress('review', ['role'])).toBe(null);
  });
});

describe('while it thinks', () => {
  test('typing is shown, and shown again, but not for a quick turn', async () => {
    const slow = Promise.withResolvers<void>();
    await using telegram = await interviewing({
      pace: { typing: [30, 30] },
      writer: {
        async write(request) {
          await slow.promise;
          return plainWriter.write(request);
        },
      },
    });
    const { fake } = telegram;
    const person = await reviewed(fake);
    const before = fake.called('sendChatAction').length;
    person.press('Write the letter');
    await fake.until(() => fake.called('sendChatAction').length >= before + 3);
    slow.resolve();
    await answered(fake, person, /Would you send it/);
    expect(fake.world.actions.every(({ chat, action }) => chat === 42 && action === 'typing')).toBe(true);
  });

  test.for([true, false])('a letter grows and is there once (drafts: %s)', async (drafts) => {
    const steps = ['Dear team,', 'Dear team,\n\nI rebuilt', 'Dear team,\n\nI rebuilt the payout service.'];
    const turns: PromiseWithResolvers<void>[] = steps.map(() => Promise.withResolvers());
    await using telegram = await interviewing({
      drafts,
      writer: {
        async write(request, workshop) {
          for (const [index, step] of steps.entries()) {
            workshop.grown(step);
            await turns[index]?.promise;
          }
          return plainWriter.write(request);
        },
      },
    });
    const { fake } = telegram;
    const person = await reviewed(fake);
    person.press('Write the letter');
    for (const [index, step] of steps.entries()) {
      await fake.until(() => (drafts ? person.chat.draft?.text === step : shownTo(person).at(-1) === step));
      turns[index]?.resolve();
    }
    await answered(fake, person, /Would you send it/);
    expect(person.chat.draft).toBe(null);
    expect(shownTo(person).filter((text) => steps.includes(text))).toEqual([]);
    expect(shownTo(person).filter((text) => text.includes('\nNadia Ferro'))).toHaveLength(1);
    expect(fake.called('sendMessageDraft').length > 1).toBe(drafts);
  });
  test.for([true, false])('of a letter that grew nothing is left after /forget (drafts: %s)', async (drafts) => {
    const begun = 'Dear team,\n\nI rebuilt';
    await using telegram = await interviewing({
      drafts,
      writer: {
        write(_, workshop) {
          workshop.grown(begun);
          return new Promise(() => undefined);
        },
      },
    });
    const { fake, store } = telegram;
    const person = await reviewed(fake);
    person.press('Write the letter');
    await fake.until(() => (drafts ? person.chat.draft?.text === begun : shownTo(person).at(-1) === begun));
    person.say('/forget');
    await answered(fake, person, /Everything of this conversation is deleted/);
    await fake.until(() => person.chat.draft === null && !shownTo(person).includes(begun));
    await telegram.interviewer.settled('telegram:42');
    expect(store.rowsOf('telegram:42')).toBe(0);
  });
});

describe('corrections', () => {
  const p99 = async (telegram: Awaited<ReturnType<typeof interviewing>>) => {
    const { fake } = telegram;
    const person = await begun(fake);
    person.say(SYSTEM);
    await answered(fake, person, /How much does it carry/);
    person.say('from 300 to 4,500 jobs per minute');
    await answered(fake, person, /how long does one/);
    const message = person.say('p99 went from 1.8 s to 210 ms');
    await answered(fake, person, /goes wrong/);
    return { person, message };
  };
  const latency = async ({ store }: Awaited<ReturnType<typeof interviewing>>) =>
    JSON.stringify((await store.load('telegram:42'))?.saved).includes('"value":250');

  test('by editing the old message', async () => {
    await using telegram = await interviewing();
    const { person, message } = await p99(telegram);
    person.edit(message, 'p99 went from 1.8 s to 250 ms');
    await vi.waitFor(async () => expect(await latency(telegram)).toBe(true));
    await answered(telegram.fake, person, /goes wrong/);
  });

  test('by replying to it', async () => {
    await using telegram = await interviewing();
    const { person, message } = await p99(telegram);
    person.say('p99 went from 1.8 s to 250 ms', { replyTo: message });
    await vi.waitFor(async () => expect(await latency(telegram)).toBe(true));
    await answered(telegram.fake, person, /reliability/i);
  });

  test('a reply to a question is an answer to the one that stands', async () => {
    await using telegram = await interviewing();
    const { person } = await p99(telegram);
    const question = person.seen.at(-1);
    person.say('we never lost a payout', { replyTo: question?.id ?? 0 });
    await answered(telegram.fake, person, /the contract/);
  });
});

describe('what is not typed', () => {
  test.for(['notes.txt', 'notes.md', 'NOTES.TXT'])('%s is read as if it had been typed', async (name) => {
    await using telegram = await interviewing();
    const { fake, store } = telegram;
    const person = await begun(fake);
    person.attach({ name, bytes: Buffer.from(SYSTEM) });
    await answered(fake, person, /How much does it carry/);
    expect(JSON.stringify(store.turns.at(-1)?.saved)).toContain('payout service');
  });

  test.for(['cv.pdf', 'cv.docx'])('%s: its text is asked for', async (name) => {
    await using telegram = await interviewing();
    const { fake } = telegram;
    const person = await begun(fake);
    person.attach({ name, bytes: Buffer.from('%PDF') });
    await fake.until(() => shownTo(person).includes(say.UNREADABLE_FILE));
    await answered(fake, person, /Which one system/);
  });

  test('a file that is too large, or can’t be fetched, gets a plain sentence; words below it count', async () => {
    await using telegram = await interviewing();
    const { fake } = telegram;
    const person = await begun(fake);
    person.attach({ name: 'huge.txt', bytes: new Uint8Array((20 << 20) + 1) }, SYSTEM);
    await answered(fake, person, /How much does it carry/);
    expect(shownTo(person)).toContain(say.UNREADABLE_FILE);
  });

  test.for<Attachment>(['photo', 'sticker', 'voice', 'location', 'video', 'contact'])(
    'a %s gets a kind sentence, and nothing moves',
    async (kind) => {
      await using telegram = await interviewing();
      const { fake, store } = telegram;
      const person = await begun(fake);
      person.show(kind);
      await fake.until(() => shownTo(person).at(-1) === unreadable(kind));
      expect(store.turns).toHaveLength(2);
    },
  );

  test('of an album one picture is answered; words below a picture count', async () => {
    await using telegram = await interviewing();
    const { fake } = telegram;
    const person = await begun(fake);
    for (let picture = 0; picture < 3; picture += 1) person.show('photo', { media_group_id: 'album' });
    person.show('photo', { caption: SYSTEM });
    await answered(fake, person, /How much does it carry/);
    expect(shownTo(person).filter((text) => text === unreadable('photo'))).toHaveLength(1);
    expect(shownTo(person)).toContain(ONLY_THE_WORDS);
  });
});

test('in a group it is said once that interviews are private, with the link', async () => {
  await using telegram = await interviewing();
  const { fake, store } = telegram;
  const member = fake.inGroup(-500, 42);
  member.addBot();
  member.say('/start');
  member.say('/skip@foreword_bot');
  await fake.until(() => fake.updates.pending.length === 0);
  expect(shownTo(member)).toEqual([onlyInPrivate('foreword_bot')]);
  expect(shownTo(member)[0]).toContain('https://t.me/foreword_bot?start=');
  expect(store.turns).toEqual([]);
});

test('"busy" and "grow" never fail, whatever Telegram does', async () => {
  await using telegram = await open();
  const { adapter, fake } = telegram;
  await adapter.busy?.('telegram:1');
  await adapter.grow?.('telegram:1', 'Dear');
  await adapter.grow?.('terminal:local', 'Dear');
  await fake.until(() => fake.called('sendChatAction').length === 1 && fake.called('sendMessageDraft').length === 1);
});
