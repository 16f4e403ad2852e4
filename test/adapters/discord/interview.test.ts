/** The real interview on Discord: /why, which links each quote to its message, and /remind. */
import { expect, test } from 'vitest';
import type { Adapter, Ask } from '../../../src/adapters/contract.ts';
import { templateWriter } from '../../../src/letter/writer.ts';
import { wordsOf } from '../../../src/prompts/catalogues.ts';
import { guidedReader } from '../../../src/reader/guided.ts';
import { createInterviewer } from '../../../src/turn/handle-event.ts';
import { MemoryStore } from '../../fakes/memory-store.ts';
import { ANSWERS } from '../../turn/conversation.ts';
import { open, placeOf, until } from './open.ts';

const DAY = 86_400_000;

async function interviewed() {
  const discord = await open({}, { rate: { limit: 1_000, windowMs: 1_000 } });
  const sam = discord.fake.person('sam');
  const store = new MemoryStore();
  const asks: Ask[] = [];
  const adapter: Adapter = {
    ...discord.adapter,
    async send(place, message, key, attempt) {
      const sent = await discord.adapter.send(place, message, key, attempt);
      if (message.kind === 'ask') asks.push(message);
      return sent;
    },
  };
  let time = Date.UTC(2026, 10, 29, 12);
  const interviewer = createInterviewer({
    store,
    reader: guidedReader,
    writer: templateWriter,
    adapterFor: (place) => (place.startsWith('discord:') ? adapter : undefined),
    now: () => new Date(time),
    onFault: (error) => discord.faults.push(error),
  });
  await discord.start(interviewer.receive);
  let turns = 0;
  const asked = async (act: () => unknown) => {
    turns += 1;
    const before = asks.length;
    await until(() => act());
    await until(() => expect(asks.length).toBeGreaterThan(before));
    await interviewer.settled(placeOf(sam));
  };
  await asked(() => sam.say('hello'));
  return {
    discord,
    sam,
    store,
    interviewer,
    asked,
    /** Turns that led to a question. */
    turns: () => turns,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    /** Answers questions until this slot or kind of question is asked. */
    async answer(until: string): Promise<void> {
      for (let turns = 0; turns < 60; turns += 1) {
        const { question, slot = '', choices } = asks.at(-1) ?? {};
        if (question === until || slot === until) return;
        const text = ANSWERS[slot];
        const skip = choices?.find(({ id }) => id === 'skip' || id === 'no' || id === 'yes')?.label ?? '';
        await asked(() => (text === undefined ? sam.press(skip) : sam.say(text)));
      }
      throw new Error(`never came to ${until}`);
    },
    async [Symbol.asyncDispose]() {
      await interviewer.stop();
      await discord[Symbol.asyncDispose]();
    },
  };
}

test('an interview has one message of the bot per turn, besides the welcome and the letter', async () => {
  await using at = await interviewed();
  const { sam } = at;
  await at.answer('review');
  await at.asked(() => sam.press('Write it'));
  await until(() => expect(sam.sees().at(-1)?.rows.length).toBeGreaterThan(0));
  const messages = sam.direct.messages.filter(({ author, isDeleted }) => author !== sam.user && !isDeleted);
  // The welcome; the letter with its heading and its file.
  expect(messages.length).toBeLessThanOrEqual(at.turns() + 1 + 3);
  expect(at.turns()).toBeGreaterThan(20);
});

test('/why is one message, and each quote in it links to its message', async () => {
  await using at = await interviewed();
  const { sam } = at;
  await at.answer('system.part');
  // A button press is not a message, so nothing can link to it.
  await at.asked(() => sam.press('All of it was mine'));
  await at.answer('review');
  await at.asked(() => sam.press('Write it'));
  const before = sam.direct.messages.length;
  sam.say('/why');
  await until(() => expect(sam.sees().at(-1)?.text).toContain('What each sentence is based on'));
  const [, shown, ...more] = sam.direct.messages.slice(before);
  expect(more).toEqual([]);
  const text = shown?.content || JSON.stringify(shown?.components).replaceAll('\\"', '"').replaceAll('\\\\', '\\');
  const links = [...text.matchAll(/\[("[^\]]*")\]\(https:\/\/discord\.com\/channels\/@me\/(\d+)\/(\d+)\)/g)];
  expect(links.length).toBeGreaterThan(12);
  for (const [, label = '', channel, id] of links) {
    expect(channel).toBe(sam.direct.id);
    const message = sam.direct.messages.find((each) => each.id === id);
    expect(message?.author).toBe(sam.user);
    const [first = ''] = label.replaceAll('\\', '').slice(1).split(/ …"|"/);
    expect(message?.content.toLowerCase()).toContain(first.toLowerCase());
  }
  expect(text).toContain('→ shows what you built, and which part was yours');
  expect(at.discord.faults).toEqual([]);
});

test('/remind sends one message at its time, and none if the person answers before', async () => {
  await using at = await interviewed();
  const { sam } = at;
  await at.answer('system.what');
  const reminders = () => sam.sees().filter(({ text }) => text.startsWith('You asked me to remind you.'));
  await at.asked(() => sam.command('remind'));
  await at.asked(() => sam.press('Tomorrow'));
  at.pass(DAY);
  await at.interviewer.resume();
  await at.interviewer.resume();
  expect(reminders().map(({ text }) => text)).toEqual([
    "You asked me to remind you. We have the role and your view of the company of Harbour Grid's letter; the system is next.",
  ]);
  await at.asked(() => sam.command('remind'));
  await at.asked(() => sam.press('In a week'));
  await at.asked(() => sam.say('rebuilt the meter pipeline in Go'));
  at.pass(8 * DAY);
  await at.interviewer.resume();
  expect(reminders()).toHaveLength(1);
  expect(at.discord.faults).toEqual([]);
});

test.for([
  ['typed', '/forget now', null],
  ['confirmed by typing', '/forget', 'yes'],
] as const)('/forget, %s, removes the buttons of the last question', async ([, command, answer]) => {
  await using at = await interviewed();
  const { sam } = at;
  await at.answer('system.part');
  if (answer === null) sam.say(command);
  else await at.asked(() => sam.say(command));
  if (answer !== null) sam.say(answer);
  await until(() => expect(sam.sees().at(-1)?.text).toContain('is deleted'));
  await until(() => expect(['Yes, do it', 'All of it was mine'].filter((label) => sam.canPress(label))).toEqual([]));
  expect(at.discord.faults).toEqual([]);
});

test('a button that an answer overtook is refused by an ephemeral reply only, and its choice is not shown', async () => {
  await using at = await interviewed();
  const { sam, discord } = at;
  await at.answer('system.part');
  const shown = sam.sees().length;
  await at.asked(() => {
    sam.say('I designed the protocol.');
    sam.press('All of it was mine');
  });
  await until(() =>
    expect(
      sam
        .sees()
        .slice(shown)
        .map(({ isEphemeral }) => isEphemeral),
    ).toEqual([false, true]),
  );
  expect(sam.sees().at(-1)?.text).toBe(wordsOf('said', 'en')('already-done'));
  await until(() => expect(JSON.stringify(sam.direct.messages)).not.toContain('All of it was mine'));
  expect(discord.faults).toEqual([]);
});
