/** How it looks and sounds: lists that fold, what makes a sound, what can be copied, groups, and the bot's profile. */
import { describe, expect, test } from 'vitest';
import { commandMenu } from '../../../src/adapters/command.ts';
import type { Outbound, Place } from '../../../src/adapters/contract.ts';
import { telegramWords } from '../../../src/prompts/telegram.ts';
import { badRequest, Refusal } from '../../fakes/telegram/refusal.ts';
import { letterOf } from '../survey.ts';
import { interviewing, shownTo } from './interviewing.ts';
import { type Opened, open } from './open.ts';

const HERE: Place = 'telegram:42';

async function opened(): Promise<Opened> {
  const telegram = await open();
  telegram.fake.person(42).chat.opened = true;
  return telegram;
}

describe('what a letter rests on', () => {
  const entry = (at: number, length = 60) => `${at + 1}. ${'word '.repeat(length / 5)}← the system: "your words"`;

  test('is folded, with what stands before it in the open', async () => {
    await using telegram = await opened();
    const list = Array.from({ length: 8 }, (_, at) => entry(at)).join('\n');
    await telegram.adapter.send(HERE, { kind: 'say', text: `Here it is:\n${list}` }, 'key');
    const [message] = telegram.fake.person(42).seen;
    expect(message?.text).toBe(`Here it is:\n${list}`);
    expect(message?.entities).toEqual([{ type: 'expandable_blockquote', offset: 12, length: list.length }]);
  });

  test('is never cut between a sentence and its source', async () => {
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

  test('stands open where a server doesn’t know such quotes', async () => {
    await using telegram = await opened();
    const text = Array.from({ length: 8 }, (_, at) => entry(at)).join('\n');
    telegram.fake.faults.plan({ kind: 'refuse', refusal: badRequest('unsupported entity') }, { method: 'sendMessage' });
    expect(await telegram.adapter.send(HERE, { kind: 'say', text }, 'key')).toMatchObject({ outcome: 'sent' });
    expect(telegram.fake.person(42).seen).toMatchObject([{ text, entities: [] }]);
  });
});

test('questions and letters make a sound, and nothing else does', async () => {
  await using telegram = await opened();
  const file: Outbound = { kind: 'file', name: 'letter.txt', mime: 'text/plain', bytes: Buffer.from('text') };
  const question = { kind: 'ask', question: 'slot', choices: [], noted: [], takesNumbers: false, mark: 'm' } as const;
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

describe('a group', () => {
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

  test('case 38: is told that interviews are private, with a button that opens one', async () => {
    await using telegram = await asked('/start', '/skip@foreword_bot', 'hello @foreword_bot');
    expect(shownTo(telegram.member)).toEqual([telegramWords()('only-in-private')]);
    expect(telegram.member.seen[0]?.keyboard).toEqual([
      [{ text: telegramWords()('open-private-chat'), url: 'https://t.me/foreword_bot?start=group' }],
    ]);
    expect(telegram.memory.turns).toEqual([]);
  });

  test('is answered once a day, where the bot is meant', async () => {
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

describe('the profile', () => {
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

  test('has all commands and both descriptions, for everybody and for those whose language has its own', async () => {
    await using telegram = await interviewing();
    await isSet(telegram);
    await telegram.fake.until(() => changes(telegram).length === 6);
    expect([...telegram.fake.world.profile]).toEqual([
      ['', profile],
      ['en', profile],
    ]);
  });

  test('is left as it is where nothing changed', async () => {
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

  test('that a server doesn’t know keeps nobody from being answered', async () => {
    await using telegram = await interviewing({ unstarted: true });
    const { fake, adapter, survey } = telegram;
    for (const method of ['getMyDescription', 'setMyDescription', 'setMyCommands'])
      fake.faults.plan({ kind: 'refuse', refusal: new Refusal(404, 'Not Found') }, { method, times: 9 });
    await adapter.start(survey.receive);
    await fake.until(() => fake.world.profile.get('en')?.shortDescription === telegramWords()('short-description'));
    expect(telegram.logged).toHaveLength(1);
  });
});
