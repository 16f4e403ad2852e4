/** The real interview on Telegram: reminders, messages in a row, forwarded text, replies, a backlog, message counts. */
import { expect, test } from 'vitest';
import { templateWriter } from '../../../src/letter/writer.ts';
import { telegramWords } from '../../../src/prompts/telegram-texts.ts';
import { guidedReader } from '../../../src/reader/guided.ts';
import { createInterviewer } from '../../../src/turn/handle-event.ts';
import { MemoryStore } from '../../fakes/memory-store.ts';
import type { Person } from '../../fakes/telegram/people.ts';
import { shownTo } from './interviewing.ts';
import { type OpenOptions, open } from './open.ts';

const ROLE = 'Which position, at which company? For example: Senior Backend Engineer at Harbour Grid';

async function interviewed(options: OpenOptions & { readonly isLate?: boolean } = {}) {
  let passed = 0;
  const telegram = await open(options);
  const { adapter } = telegram;
  const interviewer = createInterviewer({
    store: new MemoryStore(),
    reader: guidedReader,
    writer: templateWriter,
    adapterFor: () => adapter,
    now: () => new Date(Date.now() + passed),
    gathering: { quiet: 60, longest: 400 },
    onFault: (error) => telegram.faults.push(error),
  });
  const begin = () => adapter.start(interviewer.receive, interviewer.typing);
  if (!options.isLate) await begin();
  const person = telegram.fake.person(42);
  return {
    ...telegram,
    person,
    begin,
    interviewer,
    pass: (milliseconds: number) => {
      passed += milliseconds;
    },
    /** Acts as the person and waits until the bot is idle. @returns the new messages */
    async after(act: (person: Person) => void): Promise<string[]> {
      const before = person.seen.length;
      // Deliver together: on a busy machine the messages could arrive further apart than people write.
      telegram.fake.updates.together(() => act(person));
      await telegram.fake.until(() => person.seen.length > before);
      await telegram.fake.until(() => telegram.fake.updates.isHeld && telegram.fake.updates.pending.length === 0);
      await interviewer.settled('telegram:42');
      return shownTo(person).slice(before);
    },
    async [Symbol.asyncDispose]() {
      await interviewer.stop();
      await telegram[Symbol.asyncDispose]();
    },
  };
}

test('/remind sends one reminder, and the next answer after a long silence gets a summary', async () => {
  const day = 86_400_000;
  await using telegram = await interviewed();
  const { person, after, pass, interviewer } = telegram;
  await after(() => person.say('/start'));
  await after(() => person.press('Skip'));
  await after(() => person.say('/remind'));
  const [said] = await after(() => person.press('In three days'));
  expect(said).toContain("I'll write to you then, once.");
  pass(3 * day);
  const reminder = 'You asked me to remind you. We have only begun; the role is next.';
  expect((await after(() => void interviewer.resume()))[0]).toBe(reminder);
  await interviewer.resume();
  await telegram.fake.until(() => shownTo(person).at(-1)?.includes(ROLE) ?? false);
  expect(shownTo(person).filter((text) => text === reminder)).toHaveLength(1);
  const texts = await after(() => person.say('Senior Backend Engineer at Harbour Grid'));
  expect(texts[0]).toBe('Welcome back. We have only begun; the role is next.');
  expect(telegram.faults).toEqual([]);
});

test('messages in a row are one answer and get one reply', async () => {
  await using telegram = await interviewed();
  await telegram.after((person) => person.say('/start'));
  await telegram.after((person) => person.press('Skip'));
  const texts = await telegram.after((person) => {
    person.say('Senior Backend Engineer');
    person.say('at Harbour Grid');
  });
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain('Noted: Senior Backend Engineer · Harbour Grid');
});

test('a paste that Telegram splits into two messages gets one reply', async () => {
  await using telegram = await interviewed();
  await telegram.after((person) => person.say('/start'));
  const sentence = 'We look for a Senior Backend Engineer at Harbour Grid who knows Go. ';
  const texts = await telegram.after((person) => {
    person.say(sentence.repeat(70).slice(0, 4096));
    person.say(sentence.repeat(70).slice(4096));
  });
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain('the role and the company');
});

test('the bot asks what a forwarded text is, and notes nothing of it before', async () => {
  await using telegram = await interviewed();
  await telegram.after((person) => person.say('/start'));
  await telegram.after((person) => person.press('Skip'));
  const [asked = ''] = await telegram.after((person) =>
    person.say('Staff Engineer at Elsewhere', { forwardedFrom: 'channel' }),
  );
  expect(asked).toContain('job post');
  const shown = await telegram.after((person) => person.say('/brief'));
  expect(shown.join('\n')).not.toContain('Elsewhere');
});

test('a reply to an earlier question answers that question', async () => {
  await using telegram = await interviewed();
  await telegram.after((person) => person.say('/start'));
  await telegram.after((person) => person.press('Skip'));
  const role = telegram.person.seen.findLast(({ text }) => text?.includes(ROLE));
  await telegram.after((person) => person.say('Senior Backend Engineer at Harbour Grid'));
  await telegram.after((person) => person.say('You publish how you estimate readings.'));
  await telegram.after((person) => person.say('Staff Engineer at Harbour Grid', { replyTo: role?.id ?? 0 }));
  const brief = (await telegram.after((person) => person.say('/brief'))).join('\n');
  expect(brief).toContain('Staff Engineer');
  expect(brief).toContain('how you estimate readings');
});

test('greetings sent while the bot was away get one summary and one question, and are not answers', async () => {
  await using telegram = await interviewed({ isLate: true });
  const { fake, person } = telegram;
  const date = Math.floor(Date.now() / 1000) - 3_600;
  for (const [at, text] of ['hi', 'is anybody there', 'hello?'].entries()) person.say(text, { date: date + at });
  await telegram.begin();
  await fake.until(() => shownTo(person).length >= 3);
  await fake.until(() => fake.updates.isHeld && fake.updates.pending.length === 0);
  const texts = shownTo(person);
  expect(texts.filter((text) => text === telegramWords()('caught-up', { count: 3 }))).toHaveLength(1);
  expect(texts.filter((text) => text.includes('job post'))).toHaveLength(1);
  const brief = (await telegram.after((someone) => someone.say('/brief'))).join('\n');
  expect(brief).not.toContain('anybody');
});

test('the bot sends one message per turn after the welcome', async () => {
  await using telegram = await interviewed();
  const { fake, person } = telegram;
  const welcome = await telegram.after((someone) => someone.say('/start'));
  expect(welcome.length).toBeLessThanOrEqual(2);
  const steps = ['Skip', 'Senior Backend Engineer at Harbour Grid', 'On your blog you explain your estimates.'];
  for (const step of steps) {
    const isButton = person.seen
      .at(-1)
      ?.keyboard?.flat()
      .some(({ text }) => text === step);
    const texts = await telegram.after((someone) => void (isButton ? someone.press(step) : someone.say(step)));
    expect(texts).toHaveLength(1);
  }
  expect(fake.called('sendMessage').length).toBe(welcome.length + steps.length);
});

test.for([
  ['typed', ['/forget now']],
  ['confirmed by typing', ['/forget', 'yes']],
] as const)('/forget, %s, removes the buttons of the last question', async ([, texts]) => {
  await using telegram = await interviewed();
  const { person, after } = telegram;
  await after(() => person.say('/start'));
  for (const text of texts) await after(() => person.say(text));
  expect(shownTo(person).at(-1)).toContain('is deleted');
  await telegram.fake.until(() => person.seen.every(({ keyboard }) => !keyboard));
});

test('/start typed several times gets the question once', async () => {
  await using telegram = await interviewed();
  const { person, after } = telegram;
  const shown = await after(() => {
    for (let time = 0; time < 3; time += 1) person.say('/start');
  });
  expect(shown.filter((text) => text.includes('job post'))).toHaveLength(1);
  // Typed after the question, it brings it back.
  expect(await after(() => person.say('/start'))).toEqual([expect.stringContaining('job post')]);
});

test('a button that an answer overtook is refused by a toast only, and its choice is not shown', async () => {
  await using telegram = await interviewed();
  const { person, after, fake } = telegram;
  await after(() => person.say('/start'));
  const shown = await after(() => {
    person.say('Senior Backend Engineer at Harbour Grid');
    person.press('Skip');
  });
  expect(shown).toHaveLength(1);
  await fake.until(() => fake.called('answerCallbackQuery').length === 1);
  expect(fake.called('answerCallbackQuery')[0]?.params).toMatchObject({ text: telegramWords()('already-answered') });
  await fake.until(() => person.seen.filter(({ keyboard }) => keyboard).length === 1);
  expect(telegram.faults).toEqual([]);
});
