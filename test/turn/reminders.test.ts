/** The summary after a day of silence, and reminders. */
import { describe, expect, test, vi } from 'vitest';
import { LANGUAGES } from '../../src/machine/language.ts';
import { wordsOf } from '../../src/prompts/catalogues.ts';
import { reminderText, welcomeBack } from '../../src/prompts/remarks.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { ANSWERS, conversation } from './conversation.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PLACE = 'telegram:42';

/** A conversation with its own clock. A second one over the same store acts as another process. */
function away(place: 'telegram:42' | 'terminal:test', store = new MemoryStore()) {
  let time = Date.UTC(2026, 10, 29, 12);
  const talk = conversation({ store, place, now: () => new Date(time) });
  return {
    ...talk,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

const first = (out: readonly { readonly kind: string }[]) => {
  const [said] = out;
  return said && 'text' in said ? said.text : '';
};

describe('summary after a day of silence', () => {
  test('the summary comes before the usual answer after a day, and not earlier', async () => {
    const talk = away('terminal:test');
    await talk.answer(ANSWERS, 'contract.constraint+contract.decision+contract.result');
    talk.pass(DAY);
    const out = await talk.say('Old meters could not be changed. So I put a version into each frame. Nothing broke.');
    expect(first(out)).toBe(
      "Welcome back. We have the role, your view of the company, the system and the numbers of Harbour Grid's letter; the hard part is next.",
    );
    expect(out.map(({ kind }) => kind)).toEqual(['say', 'ask']);
    expect(talk.ask().topic).not.toBe('contract');
    talk.pass(DAY - 1);
    expect(first(await talk.say('skip'))).not.toContain('Welcome back');
    await talk.answer({}, 'closing');
    talk.pass(DAY);
    expect(first(await talk.command('start'))).toContain('; the ending is next.');
    expect(talk.faults).toEqual([]);
  });

  test('the summary has no hidden values', async () => {
    const talk = away('terminal:test');
    await talk.answer(ANSWERS, 'system.what');
    await talk.command('hide', 'Harbour Grid');
    await talk.choose('skip');
    talk.pass(2 * DAY);
    const line = first(await talk.command('brief'));
    expect(line).toContain('of your letter; the system is next.');
    expect(line).not.toContain('Harbour');
  });

  test('the summary says that only the review is missing, or that the letter is written', async () => {
    const talk = away('terminal:test');
    await talk.answer(ANSWERS);
    talk.pass(DAY);
    expect(first(await talk.command('brief'))).toContain('only your review is missing.');
    await talk.choose('write');
    talk.pass(DAY);
    expect(first(await talk.command('why'))).toBe(
      "Welcome back. Harbour Grid's letter is written; you can still change it.",
    );
  });

  test('the summary lists nothing of a new interview, and is not sent with /restart or after /forget', async () => {
    const talk = away('terminal:test');
    await talk.command('start');
    talk.pass(DAY);
    expect(first(await talk.choose('skip'))).toBe('Welcome back. We have only begun; the role is next.');
    talk.pass(DAY);
    expect(first(await talk.command('restart', 'now'))).not.toContain('Welcome back');
    talk.pass(DAY);
    await talk.command('forget', 'now');
    talk.pass(DAY);
    expect(first(await talk.command('start'))).not.toContain('Welcome back');
  });

  test('/remind is refused in the terminal', async () => {
    const talk = away('terminal:test');
    await talk.command('start');
    await talk.command('remind');
    expect(talk.said()).toContain(wordsOf('said', 'en')('no-reminder'));
  });
});

test.each(LANGUAGES)('summary and reminder in %s are two full sentences', (language) => {
  const numbers = { company: null, told: ['role', 'latency', 'throughput'], next: 'system', letter: 'open' } as const;
  for (const where of [
    numbers,
    { ...numbers, company: 'Tavolo', next: 'reliability' },
    { ...numbers, told: [], next: null },
    { ...numbers, letter: 'written' },
    { ...numbers, company: 'Tavolo', letter: 'being written' },
  ] as const) {
    const said = [welcomeBack(where, language), reminderText(where, language)];
    for (const text of said) {
      expect(text).toMatch(/^\p{Lu}.+\. \p{Lu}.+\.$/u);
      expect(text).not.toContain('{{');
      expect(text.includes('Tavolo')).toBe(where.company !== null);
    }
  }
});

test('the German summary uses the singular or plural of the next topic', () => {
  const where = {
    company: 'Tavolo',
    told: ['role', 'latency', 'throughput'],
    next: 'contract',
    letter: 'open',
  } as const;
  expect(welcomeBack(where, 'de')).toBe(
    'Schön, dass du wieder da bist. Für den Brief an Tavolo haben wir schon: die Stelle und die Zahlen; als Nächstes kommt der schwierige Teil.',
  );
  expect(reminderText({ ...where, told: ['role'], next: 'latency' }, 'de')).toContain(
    'als Nächstes kommen die Zahlen.',
  );
});

describe('reminder', () => {
  const REMINDER =
    "You asked me to remind you. We have the role, your view of the company and the system of Harbour Grid's letter; the numbers are next.";

  async function reminded(choice = 'three-days') {
    const talk = away(PLACE);
    await talk.answer(ANSWERS, 'reliability.now');
    await talk.command('remind');
    expect(talk.ask().choices.map(({ label }) => label)).toEqual([
      'Tomorrow',
      'In three days',
      'In a week',
      'Never mind',
    ]);
    await talk.choose(choice);
    return talk;
  }
  const remindersIn = ({ heard }: ReturnType<typeof conversation>) =>
    heard.filter((message) => message.kind === 'say' && message.text.startsWith('You asked me to remind you'));

  test('a reminder comes once, with the summary and the open question', async () => {
    const talk = await reminded();
    expect(talk.ask().slot).toBe('reliability.now');
    talk.pass(3 * DAY - 1);
    await talk.interviewer.resume();
    expect(remindersIn(talk)).toEqual([]);
    talk.pass(1);
    for (let looks = 0; looks < 3; looks += 1) await talk.interviewer.resume();
    expect(remindersIn(talk)).toEqual([{ kind: 'say', text: REMINDER }]);
    expect(talk.heard.at(-1)).toMatchObject({ kind: 'ask', slot: 'reliability.now', noted: [] });
    expect(await talk.store.reminders(['telegram'])).toEqual([]);
    // A message of the bot doesn't extend the retention period.
    expect((await talk.store.before(PLACE, 'none')).seenAt).toEqual(new Date(Date.UTC(2026, 10, 29, 12)));
    // The next text answers the open question.
    await talk.say('lost readings: 1.2% -> 0.05%');
    expect(talk.said()).toContain('Welcome back.');
    expect(talk.ask().slot).toBe('reliability.more');
    expect(talk.faults).toEqual([]);
    await talk.interviewer.stop();
  });

  test.each([
    ['tomorrow', 1],
    ['week', 7],
  ])('the choice "%s" sets a reminder in %i days', async (choice, days) => {
    const talk = await reminded(choice);
    const [reminder] = await talk.store.reminders(['telegram']);
    expect(reminder?.at).toEqual(new Date(Date.UTC(2026, 10, 29 + days, 12)));
  });

  test.each([
    ['a text', (talk: Awaited<ReturnType<typeof reminded>>) => talk.say('99.99% availability')],
    ['a button', (talk: Awaited<ReturnType<typeof reminded>>) => talk.choose('skip')],
    ['/brief', (talk: Awaited<ReturnType<typeof reminded>>) => talk.command('brief')],
    [
      'the deletion of an answer',
      async (talk: Awaited<ReturnType<typeof reminded>>) =>
        talk.send({ kind: 'deleted', of: { id: await talk.source('system.what') } }),
    ],
    ['/forget', (talk: Awaited<ReturnType<typeof reminded>>) => talk.command('forget', 'now')],
  ])('a reminder is cancelled by %s', async (_, act) => {
    const talk = await reminded('tomorrow');
    await act(talk);
    talk.pass(9 * DAY);
    await talk.interviewer.resume();
    expect(remindersIn(talk)).toEqual([]);
  });

  test('the deletion of a message that filled nothing leaves the reminder and the time of the last message', async () => {
    const talk = await reminded('week');
    talk.pass(2 * DAY);
    expect(await talk.send({ kind: 'deleted', of: { id: 'chatter' } })).toEqual([]);
    expect(await talk.store.reminders(['telegram'])).toHaveLength(1);
    await talk.say('lost readings: 1.2% -> 0.05%');
    expect(talk.said()).toContain('Welcome back.');
    expect(await talk.store.reminders(['telegram'])).toEqual([]);
  });

  test('a reminder is not sent while a message waits to be read', async () => {
    const talk = await reminded('tomorrow');
    await talk.store.hold(PLACE, {
      id: 'h1',
      author: 'x',
      at: new Date(0),
      order: null,
      said: { kind: 'text', text: 'I am back.' },
    });
    talk.pass(DAY);
    await talk.interviewer.resume();
    expect(remindersIn(talk)).toEqual([]);
    await talk.interviewer.stop();
  });

  test('"Never mind" sets no reminder, and brings the open question back', async () => {
    const talk = away(PLACE);
    await talk.answer(ANSWERS, 'latency.now');
    await talk.say('p99 350 ms to 4 s');
    const { question, mark } = talk.ask();
    expect(question).not.toBe('slot');
    await talk.command('remind');
    await talk.command('remind');
    await talk.choose('none');
    expect(talk.ask()).toMatchObject({ question, mark });
    expect(await talk.store.reminders(['telegram'])).toEqual([]);
  });

  test('a reminder is sent by one of several processes that look at the same time', async () => {
    const talk = await reminded('tomorrow');
    const others = Array.from({ length: 4 }, () => away(PLACE, talk.store));
    const all = [talk, ...others];
    for (const one of all) one.pass(DAY);
    await Promise.all(all.map(({ interviewer }) => interviewer.resume()));
    expect(all.flatMap(remindersIn)).toHaveLength(1);
    expect(all.flatMap(({ faults }) => faults)).toEqual([]);
    for (const { interviewer } of all) await interviewer.stop();
  });

  test('a reminder is sent once by a timer if two processes know it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: Date.UTC(2026, 10, 29, 12) });
    try {
      const store = new MemoryStore();
      const options = { place: PLACE, now: () => new Date() } as const;
      const talk = conversation({ store, ...options });
      await talk.answer(ANSWERS, 'reliability.now');
      await talk.command('remind');
      await talk.choose('tomorrow');
      const other = conversation({ store, ...options });
      await other.interviewer.resume();
      const count = () => [talk, other].flatMap(remindersIn).length;
      await vi.advanceTimersByTimeAsync(DAY - 1_000);
      expect(count()).toBe(0);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(count()).toBe(1);
      await vi.advanceTimersByTimeAsync(9 * DAY);
      expect(count()).toBe(1);
      for (const { interviewer } of [talk, other]) await interviewer.stop();
    } finally {
      vi.useRealTimers();
    }
  });
});
