/** Folded lists, notification sounds, groups, and the bot's profile. */
import { describe, expect, test } from 'vitest';
import { commandMenu } from '../../../src/adapters/command.ts';
import type { Outbound, Place } from '../../../src/adapters/contract.ts';
import { telegramWords } from '../../../src/prompts/telegram-texts.ts';
import { badRequest, Refusal } from '../../fakes/telegram/faults.ts';
import { letterOf } from '../survey.ts';
import { interviewing, shownTo } from './interviewing.ts';
import { type Opened, open } from './open.ts';

const HERE: Place = 'telegram:42';

async function opened(): Promise<Opened> {
  const telegram = await open();
  telegram.fake.person(42).chat.opened = true;
  return telegram;
}

describe('sources of a letter', () => {
  const entry = (at: number, length = 60) => `${at + 1}. ${'word '.repeat(length / 5)}← the system: "your words"`;

  test('the list of sources is folded, and its heading is not', async () => {
    await using telegram = await opened();
    const list = Array.from({ length: 8 }, (_, at) => entry(at)).join('\n');
    await telegram.adapter.send(HERE, { kind: 'say', text: `Here it is:\n${list}` }, 'key');
    const [message] = telegram.fake.person(42).seen;
    expect(message?.text).toBe(`Here it is:\n${list}`);
    expect(message?.entities).toEqual([{ type: 'expandable_blockquote', offset: 12, length: list.length }]);
  });

  test('the list of sources is never split inside an entry', async () => {
    await using telegram = await opened();
    const entries = Array.from(
      { length: 40 },
      (_, at) => `${entry(at, 300)}\n  and its second line. Of two sentences.`,
    );
    await telegram.adapter.send(HERE, { kind: 'say', text: entries.join('\n') }, 'key');
    const { seen } = telegram.fake.person(42);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.map(({ text }) => text).join('\n')).toBe(entries.join('\n'));
    for (const { text, entities } of seen) {
      expect(text).toMatch(/^\d+\. word.*Of two sentences\.$/s);
      expect(entities).toEqual([{ type: 'expandable_blockquote', offset: 0, length: text?.length }]);
    }
  });

  test('the list of sources is sent unfolded if the server does not know expandable quotes', async () => {
    await using telegram = await opened();
    const text = Array.from({ length: 8 }, (_, at) => entry(at)).join('\n');
    telegram.fake.faults.plan({ kind: 'refuse', refusal: badRequest('unsupported entity') }, { method: 'sendMessage' });
    expect(await telegram.adapter.send(HERE, { kind: 'say', text }, 'key')).toMatchObject({ outcome: 'sent' });
    expect(telegram.fake.person(42).seen).toMatchObject([{ text, entities: [] }]);
  });
});

test('only questions and letters make a sound, once per message', async () => {
  await using telegram = await opened();
  const file: Outbound = { kind: 'file', name: 'letter.txt', mime: 'text/plain', bytes: Buffer.from('text') };
  const question = { kind: 'ask', question: 'slot', choices: [], noted: [], mark: 'm' } as const;
  const long = 'A long sentence of a letter. '.repeat(200);
  const messages: Outbound[] = [
    { kind: 'say', text: 'Noted.' },
    { ...question, text: long },
    letterOf(long),
    file,
    { ...question, text: 'Which role?' },
  ];
  for (const [at, message] of messages.entries()) await telegram.adapter.send(HERE, message, `key ${at}`);
  const sounds = telegram.fake.person(42).seen.map(({ isSilent }) => !isSilent);
  expect(sounds).toEqual([false, false, true, false, true, false, true]);
});

describe('group', () => {
  const asked = async (...texts: string[]) => {
    let now = Date.now();
    const telegram = await interviewing({ now: () => new Date(now) });
    const { fake } = telegram;
    const member = fake.inGroup(-500, 42);
    member.addBot();
    await fake.until(() => member.seen.length === 1);
    const say = async (each: readonly string[]) => {
      for (const text of each) member.say(text);
      await fake.until(() => fake.updates.isHeld && fake.updates.pending.length === 0);
    };
    await say(texts);
    return {
      ...telegram,
      member,
      say,
      later: (hours: number) => {
        now += hours * 3_600_000;
      },
      [Symbol.asyncDispose]: () => telegram[Symbol.asyncDispose](),
    };
  };

  test('case 38: a group is told that interviews are private, with a button that opens one', async () => {
    await using telegram = await asked('/start', '/skip@foreword_bot', 'hello @foreword_bot');
    expect(shownTo(telegram.member)).toEqual([telegramWords()('only-in-private')]);
    expect(telegram.member.seen[0]?.keyboard).toEqual([
      [{ text: telegramWords()('open-private-chat'), url: 'https://t.me/foreword_bot?start=group' }],
    ]);
    expect(telegram.memory.turns).toEqual([]);
  });

  test('a group is answered at most once a day, and only if the bot is addressed', async () => {
    await using telegram = await asked();
    const { member, say, later } = telegram;
    later(25);
    await say(['hello', '/start@other_bot', '/help']);
    expect(member.seen).toHaveLength(1);
    await say(['/start@foreword_bot', '/start@Foreword_Bot', '/start']);
    expect(member.seen).toHaveLength(2);
    later(23);
    await say(['/start@foreword_bot']);
    expect(member.seen).toHaveLength(2);
    later(2);
    await say(['/start']);
    expect(member.seen).toHaveLength(3);
  });
});

describe('bot profile', () => {
  const commands = commandMenu().map(({ name, description }) => ({ command: name, description }));
  const profile = {
    commands,
    description: telegramWords()('description'),
    shortDescription: telegramWords()('short-description'),
  };
  const isSet = ({ fake }: Opened) =>
    fake.until(
      () =>
        fake.world.profile.get('en')?.shortDescription !== undefined &&
        fake.called('getMyShortDescription').length >= 2,
    );
  const changes = ({ fake }: Opened) => fake.calls.filter(({ method }) => method.startsWith('setMy'));

  test('the profile has all commands and both descriptions, as default and in English', async () => {
    await using telegram = await interviewing();
    await isSet(telegram);
    await telegram.fake.until(() => changes(telegram).length === 6);
    expect([...telegram.fake.world.profile]).toEqual([
      ['', profile],
      ['en', profile],
    ]);
  });

  test('only the changed part of the profile is written', async () => {
    await using telegram = await interviewing({ unstarted: true });
    const { fake, adapter, survey } = telegram;
    for (const language of ['', 'en']) fake.world.profile.set(language, structuredClone(profile));
    const last = fake.world.profile.get('en');
    if (last) last.description = 'an older one';
    await adapter.start(survey.receive);
    await fake.until(
      () => fake.called('setMyDescription').length === 1 && fake.called('getMyShortDescription').length === 2,
    );
    expect(changes(telegram).map(({ params }) => params)).toEqual([
      { description: telegramWords()('description'), language_code: 'en' },
    ]);
  });

  test('a server without profile methods is reported once, and the rest of the profile is set', async () => {
    await using telegram = await interviewing({ unstarted: true });
    const { fake, adapter, survey } = telegram;
    for (const method of ['getMyDescription', 'setMyDescription', 'setMyCommands'])
      fake.faults.plan({ kind: 'refuse', refusal: new Refusal(404, 'Not Found') }, { method, times: 9 });
    await adapter.start(survey.receive);
    await fake.until(() => fake.world.profile.get('en')?.shortDescription === telegramWords()('short-description'));
    expect(telegram.logged).toHaveLength(1);
  });
});
