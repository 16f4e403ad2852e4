/** The command menu, buttons, typing, the letter preview, corrections and attachments. */
import { describe, expect, test, vi } from 'vitest';
import { commandMenu } from '../../../src/adapters/command.ts';
import { telegramWords, unreadable } from '../../../src/prompts/telegram-texts.ts';
import type { Attachment } from '../../fakes/telegram/people.ts';
import { ALREADY_DONE, DELETED, LETTER_TEXT, QUESTIONS, SENT } from '../survey.ts';
import { answered, begun, interviewBegun, interviewing, reviewed, shownTo } from './interviewing.ts';
import { open } from './open.ts';

const [{ text: ROLE }, , { text: LOAD }] = QUESTIONS;
const SYSTEM = 'I rebuilt the payout service at Brightwell, in Kotlin.';

describe('commands and buttons', () => {
  test('each command of the menu arrives as a command', async () => {
    await using telegram = await interviewBegun();
    const { fake, memory, person } = telegram;
    const names = commandMenu()
      .map(({ name }) => name)
      .filter((name) => name !== 'forget');
    const turns = memory.turns.length;
    for (const name of names) person.say(`/${name}`);
    await fake.until(() => memory.turns.length === turns + names.length);
    expect(memory.turns.slice(turns).map(({ said }) => said)).toMatchObject(
      names.map((name) => ({ kind: 'command', name })),
    );
  });

  test('/start with a parameter, as from a deep link, starts the interview', async () => {
    await using telegram = await interviewing();
    const { fake } = telegram;
    const person = fake.person(42);
    person.say('/start group');
    await answered(fake, person, ROLE);
    expect(shownTo(person)).toHaveLength(1);
  });

  test('text that begins with a path is an answer', async () => {
    await using telegram = await interviewBegun();
    const { fake, memory, person } = telegram;
    person.say('/orders was a service that I rebuilt at Brightwell, in Kotlin.');
    await answered(fake, person, LOAD);
    expect(memory.answersIn('telegram:42').system).toContain('/orders was');
  });

  test('the second of two presses is told that the question is answered', async () => {
    await using telegram = await interviewBegun();
    const { fake, memory, person } = telegram;
    const [first, second] = ['', ''].map(() => person.press('Skip'));
    await answered(fake, person, LOAD);
    await fake.until(() => fake.world.queries.get(second ?? '')?.answered);
    expect(fake.world.queries.get(first ?? '')?.answered?.text).toBe(null);
    expect(fake.world.queries.get(second ?? '')?.answered?.text).toBe(telegramWords()('already-answered'));
    expect(memory.turns).toHaveLength(3);
  });

  test('case 38: a button pressed by somebody else, or with forged data, does nothing', async () => {
    await using telegram = await interviewBegun();
    const { fake, memory, person } = telegram;
    const message = person.seen.at(-1);
    if (!message) throw new Error('nothing was asked');
    const button = message.keyboard?.[0]?.[0];
    const data = button && 'callback_data' in button ? button.callback_data : '';
    for (const query of [
      person.pressData(data, message, 99),
      person.pressData('drop table', message),
      person.pressData('', message),
    ]) {
      await fake.until(() => fake.world.queries.get(query)?.answered);
      expect(fake.world.queries.get(query)?.answered?.text).toBe(telegramWords()('not-yours'));
    }
    person.pressData(`${'format'}${data.slice(data.indexOf(':'))}`, message);
    await fake.until(() => shownTo(person).includes(ALREADY_DONE));
    expect(memory.turns.at(-1)?.said).toMatchObject({ kind: 'choice', choice: 'format' });
  });

  test('a press whose callback query has expired is still a choice', async () => {
    await using telegram = await interviewBegun();
    const { fake, person } = telegram;
    const query = person.press('Skip');
    fake.world.queries.delete(query);
    await answered(fake, person, LOAD);
  });
});

describe('during a turn', () => {
  test('typing is shown repeatedly during a long turn', async () => {
    const slow = Promise.withResolvers<void>();
    await using telegram = await interviewBegun({ pace: { typing: [30, 30] } });
    const { fake, memory, person } = telegram;
    const before = fake.called('sendChatAction').length;
    memory.beforeCommit = () => slow.promise;
    person.press('Skip');
    await fake.until(() => fake.called('sendChatAction').length >= before + 3);
    slow.resolve();
    await answered(fake, person, LOAD);
    expect(fake.world.actions.every(({ chat, action }) => chat === 42 && action === 'typing')).toBe(true);
  });

  test('a letter is previewed as a draft while it is written, and sent once', async () => {
    const steps = ['Dear team,', 'Dear team,\n\nI rebuilt', 'Dear team,\n\nI rebuilt the payout service.'];
    const turns: PromiseWithResolvers<void>[] = steps.map(() => Promise.withResolvers());
    await using telegram = await interviewing({
      async write(grown) {
        for (const [index, step] of steps.entries()) {
          grown(step);
          await turns[index]?.promise;
        }
      },
    });
    const { fake } = telegram;
    const person = await reviewed(fake);
    person.press('Write the letter');
    for (const [index, step] of steps.entries()) {
      await fake.until(() => person.chat.draft?.text === step);
      turns[index]?.resolve();
    }
    await answered(fake, person, SENT);
    expect(person.chat.draft).toBe(null);
    expect(shownTo(person).filter((text) => steps.includes(text))).toEqual([]);
    expect(shownTo(person).filter((text) => text === LETTER_TEXT)).toHaveLength(1);
    expect(fake.called('sendMessageDraft').length).toBeGreaterThan(1);
  });
  test('/forget removes the draft of a letter', async () => {
    const begun = 'Dear team,\n\nI rebuilt';
    await using telegram = await interviewing({
      write(grown) {
        grown(begun);
        return new Promise(() => undefined);
      },
    });
    const { fake } = telegram;
    const person = await reviewed(fake);
    person.press('Write the letter');
    await fake.until(() => person.chat.draft?.text === begun);
    person.say('/forget');
    await answered(fake, person, DELETED);
    await fake.until(() => person.chat.draft === null && !shownTo(person).includes(begun));
  });
});

describe('corrections', () => {
  const corrected = async (telegram: Awaited<ReturnType<typeof interviewing>>) => {
    const { fake } = telegram;
    const person = await begun(fake);
    const message = person.say(SYSTEM);
    await answered(fake, person, LOAD);
    return { person, message };
  };
  const NOW = 'I rebuilt the refund service.';

  test('editing an earlier message corrects its answer', async () => {
    await using telegram = await interviewing();
    const { person, message } = await corrected(telegram);
    person.edit(message, NOW);
    await vi.waitFor(() => expect(telegram.memory.answersIn('telegram:42').system).toBe(NOW));
    await answered(telegram.fake, person, LOAD);
  });

  test('replying to an earlier message corrects its answer', async () => {
    await using telegram = await interviewing();
    const { person, message } = await corrected(telegram);
    person.say(NOW, { replyTo: message });
    await vi.waitFor(() => expect(telegram.memory.answersIn('telegram:42').system).toBe(NOW));
    await answered(telegram.fake, person, LOAD);
  });
});

describe('attachments without text', () => {
  test.for<Attachment>(['photo', 'sticker', 'location', 'video', 'contact'])(
    'a %s is declined with a sentence, and is not a turn',
    async (kind) => {
      await using telegram = await interviewBegun();
      const { fake, memory, person } = telegram;
      person.show(kind);
      await fake.until(() => shownTo(person).at(-1) === unreadable(kind));
      expect(memory.turns).toHaveLength(2);
    },
  );

  test('an album of pictures is declined once, and a caption is an answer', async () => {
    await using telegram = await interviewBegun();
    const { fake, person } = telegram;
    for (let picture = 0; picture < 3; picture += 1) person.show('photo', { media_group_id: 'album' });
    person.show('photo', { caption: SYSTEM });
    await answered(fake, person, LOAD);
    expect(shownTo(person).filter((text) => text === unreadable('photo'))).toHaveLength(1);
    expect(shownTo(person)).toContain(telegramWords()('only-the-words'));
  });
});

test('busy() and grow() do not fail if Telegram refuses the chat', async () => {
  await using telegram = await open();
  const { adapter, fake } = telegram;
  await adapter.busy?.('telegram:1');
  await adapter.grow?.('telegram:1', 'Dear');
  await adapter.grow?.('terminal:local', 'Dear');
  await fake.until(() => fake.called('sendChatAction').length === 1 && fake.called('sendMessageDraft').length === 1);
});
