/** Buttons of past questions, the chosen button, and questions that are edited in place. */
import { describe, expect, test } from 'vitest';
import type { Ask, Attempt, Place } from '../../../src/adapters/contract.ts';
import { takenChoice, telegramWords } from '../../../src/prompts/telegram-texts.ts';
import type { Message } from '../../fakes/telegram/chats.ts';
import { badRequest } from '../../fakes/telegram/faults.ts';
import type { Person } from '../../fakes/telegram/people.ts';
import { QUESTIONS } from '../survey.ts';
import { answered, interviewBegun, shownTo } from './interviewing.ts';
import { type Opened, open } from './open.ts';

const [{ text: ROLE }, , { text: LOAD }, { text: SPEED }] = QUESTIONS;
const HERE: Place = 'telegram:42';

const labelsOf = ({ keyboard }: Message): string[] => keyboard?.flat().map(({ text }) => text) ?? [];
/** The button labels of each message that has buttons. */
const labelsOn = (person: Person) => person.seen.map(labelsOf).filter((labels) => labels.length > 0);

describe('chosen button', () => {
  test('the chosen button stays visible, and pressing it does nothing', async () => {
    await using telegram = await interviewBegun();
    const { fake, memory, person } = telegram;
    const [, system] = person.seen;
    person.press('Skip');
    await answered(fake, person, LOAD);
    await fake.until(() => labelsOn(person)[0]?.length === 1);
    expect(labelsOn(person)).toEqual([[takenChoice('Skip')], ['Skip', 'Back']]);
    const turns = memory.turns.length;
    const query = person.press(takenChoice('Skip'), system);
    await fake.until(() => fake.world.queries.get(query)?.answered);
    expect(fake.world.queries.get(query)?.answered?.text).toBe(telegramWords()('already-answered'));
    person.say('4,500 jobs per minute');
    await answered(fake, person, SPEED);
    expect(memory.turns).toHaveLength(turns + 1);
    await expect.poll(() => labelsOn(person)).toEqual([[takenChoice('Skip')], ['Skip', 'Back']]);
  });

  test('a choice can be pressed again if its turn failed', async () => {
    await using telegram = await interviewBegun();
    const { fake, memory, person } = telegram;
    let failures = 3;
    memory.beforeCommit = () => {
      if (failures-- > 0) throw new Error('no database');
    };
    person.press('Skip');
    await fake.until(() => fake.updates.pending.length === 0 && person.seen.length === 3);
    expect(labelsOn(person)).toEqual([['Skip', 'Back']]);
    person.press('Skip');
    await answered(fake, person, LOAD);
  });

  test('the chosen button is shown after a restart between question and press', async () => {
    await using telegram = await interviewBegun();
    const { fake, adapter, person } = telegram;
    await adapter.stop();
    await telegram.again();
    person.press('Skip');
    await answered(fake, person, LOAD);
    await fake.until(() => labelsOn(person)[0]?.length === 1);
    expect(labelsOn(person)).toEqual([[takenChoice('Skip')], ['Skip', 'Back']]);
  });
});

describe('question buttons', () => {
  test('the buttons of a question are removed when it is answered by text', async () => {
    await using telegram = await interviewBegun();
    const { fake, person } = telegram;
    expect(shownTo(person).at(0)).toBe(ROLE);
    await fake.until(() => labelsOn(person).length === 1);
    person.say('I rebuilt the payout service.');
    await answered(fake, person, LOAD);
    await fake.until(() => labelsOn(person).length === 1);
  });

  test('the buttons of a question are removed when it is answered by text after a restart', async () => {
    await using telegram = await interviewBegun();
    const { fake, adapter, person } = telegram;
    await fake.until(() => labelsOn(person).length === 1);
    await adapter.stop();
    await telegram.again();
    person.say('I rebuilt the payout service.');
    await answered(fake, person, LOAD);
    await fake.until(() => labelsOn(person).length === 1);
    expect(person.seen.at(-1)?.keyboard?.flat()).toHaveLength(2);
  });

  test('the buttons of a question are removed when a question without buttons follows', async () => {
    await using telegram = await opened();
    const { fake, adapter } = telegram;
    const first = await adapter.send(HERE, askWith('1'), 'key 1');
    await adapter.send(HERE, { ...askWith('2'), choices: [] }, 'key 2', behind(first));
    await fake.until(() => labelsOn(fake.person(42)).length === 0);
  });
});

describe('new version of a question', () => {
  const again = (mark: string): Ask => ({ ...askWith(mark), text: `Review ${mark}`, isAgain: true });

  test('a new version replaces the previous message', async () => {
    await using telegram = await opened();
    const { fake, adapter } = telegram;
    const person = fake.person(42);
    const first = await adapter.send(HERE, again('1'), 'key 1');
    expect(await adapter.send(HERE, again('2'), 'key 2', behind(first))).toEqual(first);
    expect(await adapter.send(HERE, again('2'), 'key 2', behind(first))).toEqual(first);
    expect(shownTo(person)).toEqual(['Review 2']);
    expect(labelsOn(person)).toEqual([['Skip']]);
    expect(fake.called('editMessageReplyMarkup')).toEqual([]);
  });

  test('a new version that follows a press keeps its buttons, and they work', async () => {
    await using telegram = await opened();
    const { fake, adapter } = telegram;
    const person = fake.person(42);
    const first = await adapter.send(HERE, again('1'), 'key 1');
    await adapter.start(async () => void (await adapter.send(HERE, again('2'), 'key 2', behind(first))));
    person.press('Skip');
    await fake.until(() => fake.updates.isHeld && fake.updates.pending.length === 0);
    expect(shownTo(person)).toEqual(['Review 2']);
    expect(labelsOn(person)).toEqual([['Skip']]);
    person.press('Skip');
    await fake.until(
      () => fake.world.queries.size === 2 && [...fake.world.queries.values()].every((each) => each.answered),
    );
    expect([...fake.world.queries.values()].map(({ answered: reply }) => reply?.text)).toEqual([null, null]);
  });

  test.for(['a message of the person', 'a remark'])('a new version is a new message after %s', async (between) => {
    await using telegram = await opened();
    const { fake, adapter } = telegram;
    const person = fake.person(42);
    const first = await adapter.send(HERE, again('1'), 'key 1');
    if (between === 'a remark') await adapter.send(HERE, { kind: 'say', text: 'OK.' }, 'say');
    else {
      const heard = Promise.withResolvers<void>();
      await adapter.start(async () => heard.resolve());
      person.say('4: another sentence');
      await heard.promise;
    }
    await adapter.send(HERE, again('2'), 'key 2', behind(first));
    expect(shownTo(person).filter((text) => text.startsWith('Review'))).toEqual(['Review 1', 'Review 2']);
    await fake.until(() => labelsOn(person).length === 1);
  });

  test.for(["message can't be edited", 'message to edit not found'])(
    'a new version is sent as a new message if Telegram says "%s"',
    async (why) => {
      await using telegram = await opened();
      const { fake, adapter } = telegram;
      const first = await adapter.send(HERE, again('1'), 'key 1');
      fake.faults.plan({ kind: 'refuse', refusal: badRequest(why) }, { method: 'editMessageText' });
      await adapter.send(HERE, again('2'), 'key 2', behind(first));
      expect(shownTo(fake.person(42))).toEqual(['Review 1', 'Review 2']);
    },
  );
});

async function opened(): Promise<Opened> {
  const telegram = await open();
  telegram.fake.person(42).chat.opened = true;
  return telegram;
}

function askWith(mark: string): Ask {
  const choices = [{ id: 'skip', label: 'Skip' }];
  return { kind: 'ask', question: 'review', text: `Question ${mark}`, choices, noted: [], mark };
}

function behind(sent: Awaited<ReturnType<Opened['adapter']['send']>>): Attempt {
  const platformId = (sent.outcome === 'sent' ? sent.platformId : null) ?? '';
  return { noted: null, note: () => Promise.resolve(), before: { platformId } };
}
