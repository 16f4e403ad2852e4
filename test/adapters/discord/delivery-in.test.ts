/** Messages, edits and button presses are handled once and in order, also after crashes and lost events. */
import { describe, expect, test, vi } from 'vitest';
import { readingOrder } from '../../../src/adapters/discord/backlog.ts';
import type { Person } from '../../fakes/discord/person.ts';
import { type FakeDiscord, fakeDiscord } from '../../fakes/discord/server.ts';
import { ALREADY_DONE, QUESTIONS, SurveyMemory, UNREADABLE_FILE } from '../survey.ts';
import { startBot } from './bot.ts';
import { placeOf, synced, until } from './open.ts';

const ROLE = 'Senior Backend Engineer at Harbour Grid, Metering team. It goes to Ada Lindqvist.';
const SYSTEM =
  'At Nordlys Energi I rebuilt meter ingestion. Every reading used to go through one Oracle procedure. I designed and wrote an append-only store in Go.';

/** A bot, and a person who started an interview. */
async function begun(memory = new SurveyMemory()) {
  const fake = await fakeDiscord();
  const bot = await startBot(fake, memory);
  const sam = fake.person('sam');
  await synced(fake);
  sam.command('letter');
  await bot.untilTurns(1);
  // "Thinking…" is deleted after the turn.
  await until(() => expect(sam.sees().filter(({ isEphemeral }) => isEphemeral)).toEqual([]));
  const dispose = async () => {
    await bot[Symbol.asyncDispose]();
    await fake[Symbol.asyncDispose]();
  };
  return { fake, bot, sam, memory, [Symbol.asyncDispose]: dispose };
}

function texts(person: Person): string[] {
  return person.sees().map(({ text }) => text);
}

/** What a person answered. */
function answersOf(memory: SurveyMemory, person: Person): Record<string, string> {
  return memory.answersIn(placeOf(person));
}

/** The slot that each turn answered, or null if it was not an answer. */
function askedIn({ turns }: SurveyMemory): (string | null)[] {
  return turns.map(({ said, asked }) => (said.kind === 'text' ? asked : null));
}

/** A process after the previous one was killed, together with its gateway session. */
async function restarted(fake: FakeDiscord, memory: SurveyMemory) {
  fake.gateway.cut({ forget: true });
  return startBot(fake, memory);
}

describe('case 1: duplicate event', () => {
  test('an event delivered twice in a row is one answer', async () => {
    await using it = await begun();
    it.fake.faults.planDispatches('twice');
    it.sam.say(ROLE);
    await it.bot.untilTurns(2);
    it.sam.say(SYSTEM);
    await until(() => expect(texts(it.sam).length).toBe(3));
    expect(askedIn(it.memory)).toEqual([null, 'role', 'system']);
  });

  test('an event delivered to two processes at once is one answer and one message', async () => {
    await using it = await begun();
    // The fake delivers everything to both, as Discord does while one process takes over from another.
    it.fake.gateway.keepsOldSessions = true;
    await using other = await startBot(it.fake, it.memory);
    it.sam.say(ROLE);
    await until(() => expect(it.bot.turns() + other.turns()).toBe(3));
    expect(it.memory.turns).toHaveLength(2);
    expect(texts(it.sam)).toHaveLength(2);
    expect(it.fake.ledger.of('POST', '/channels/:channel/messages').length).toBeGreaterThanOrEqual(2);
  });
});

describe('killed process', () => {
  test('case 2: killed between commit and sending, the next process sends the reply and handles nothing twice', async () => {
    await using it = await begun();
    it.fake.faults.plan('POST', '/channels/:channel/messages', { kind: 'cut' }, 4);
    it.sam.say(ROLE);
    await it.bot.untilTurns(2);
    expect(texts(it.sam)).toHaveLength(1);
    await it.bot.discord.adapter.stop();
    await using next = await restarted(it.fake, it.memory);
    await next.survey.resume();
    expect(texts(it.sam)).toHaveLength(2);
    expect(it.memory.turns).toHaveLength(2);
  });

  test('case 3: killed before the commit: the next process finds the message in the history', async () => {
    await using it = await begun();
    it.memory.beforeCommit = () => {
      throw new Error('killed');
    };
    it.sam.say(ROLE);
    await it.bot.untilTurns(2);
    await it.bot.discord.adapter.stop();
    it.memory.beforeCommit = () => undefined;
    it.sam.say(SYSTEM);
    await using next = await restarted(it.fake, it.memory);
    await next.untilTurns(2);
    expect(askedIn(it.memory)).toEqual([null, 'role', 'system']);
    expect(answersOf(it.memory, it.sam)).toEqual({ role: ROLE, system: SYSTEM });
  });
});

test('case 5: two quick messages are both stored and answered, in order', async () => {
  await using it = await begun();
  it.sam.say(ROLE);
  it.sam.say(SYSTEM);
  await it.bot.untilTurns(3);
  expect(askedIn(it.memory)).toEqual([null, 'role', 'system']);
  expect(answersOf(it.memory, it.sam)).toEqual({ role: ROLE, system: SYSTEM });
  expect(texts(it.sam)).toHaveLength(3);
});

test('case 5: two quick messages to two processes are both stored and answered once, in order', async () => {
  await using it = await begun();
  it.fake.gateway.keepsOldSessions = true;
  await using other = await startBot(it.fake, it.memory);
  it.sam.say(ROLE);
  it.sam.say(SYSTEM);
  await until(() => expect(it.bot.turns() + other.turns()).toBe(5));
  expect(askedIn(it.memory)).toEqual([null, 'role', 'system']);
  expect(answersOf(it.memory, it.sam)).toEqual({ role: ROLE, system: SYSTEM });
  expect(it.memory.turns).toHaveLength(3);
  expect(texts(it.sam).filter((text) => text.endsWith(QUESTIONS[1].text))).toHaveLength(1);
  expect(texts(it.sam)).toHaveLength(3);
});

test('case 7: a button of an earlier question changes nothing, and the open question is repeated', async () => {
  await using it = await begun();
  const [question] = it.sam.sees();
  const [skip] = question?.rows[0]?.components ?? [];
  const message = it.fake.world.message(it.sam.direct.id, question?.id ?? '');
  it.sam.say(ROLE);
  await it.bot.untilTurns(2);
  const before = answersOf(it.memory, it.sam);
  if (!message || !skip?.custom_id) throw new Error('no button');
  // The client of the person still shows the button.
  it.sam.pressRaw(message, skip.custom_id);
  await it.bot.untilTurns(3);
  expect(answersOf(it.memory, it.sam)).toEqual(before);
  expect(texts(it.sam)).toContain(ALREADY_DONE);
  expect(texts(it.sam).at(-1)).toBe(QUESTIONS[1].text);
});

describe('edit', () => {
  test('case 8: an edit corrects only that answer, and the open question stays', async () => {
    await using it = await begun();
    const role = it.sam.say(ROLE);
    await it.bot.untilTurns(2);
    it.sam.say(SYSTEM);
    await it.bot.untilTurns(3);
    const question = texts(it.sam).at(-1) ?? '';
    it.sam.edit(role.id, ROLE.replace('Harbour Grid', 'Northwind Parcels'));
    await it.bot.untilTurns(4);
    expect(answersOf(it.memory, it.sam)).toEqual({
      role: ROLE.replace('Harbour Grid', 'Northwind Parcels'),
      system: SYSTEM,
    });
    expect(texts(it.sam).at(-1)).toContain(question.split('\n').at(-1));
  });

  test('an edit works after a restart, before any new message', async () => {
    await using it = await begun();
    const role = it.sam.say(ROLE);
    await it.bot.untilTurns(2);
    await it.bot.discord.adapter.stop();
    await using next = await restarted(it.fake, it.memory);
    it.sam.edit(role.id, ROLE.replace('Harbour Grid', 'Northwind Parcels'));
    await next.untilTurns(1);
    expect(answersOf(it.memory, it.sam).role).toContain('Northwind Parcels');
  });

  test('an edit by Discord that adds a link preview is ignored', async () => {
    await using it = await begun();
    const role = it.sam.say(`${ROLE} https://example.com`);
    await it.bot.untilTurns(2);
    it.sam.unfurl(role.id);
    it.sam.say(SYSTEM);
    await it.bot.untilTurns(3);
    expect(it.memory.turns).toHaveLength(3);
  });
});

describe('undelivered event', () => {
  test('case 12: a message lost with the session is read from the history before the next one, with retries', async () => {
    await using it = await begun();
    it.fake.faults.planDispatches('lost');
    it.sam.say(ROLE);
    it.fake.faults.plan('GET', '/channels/:channel/messages', { kind: 'cut' }, 3);
    it.fake.gateway.tell(9, false);
    await until(() => expect(it.fake.gateway.heard).toEqual(['IDENTIFY', 'IDENTIFY']));
    it.sam.say(SYSTEM);
    await it.bot.untilTurns(3);
    expect(askedIn(it.memory)).toEqual([null, 'role', 'system']);
  });

  test('case 12: a lost first message of a conversation is handled before the next message', async () => {
    await using fake = await fakeDiscord();
    await using bot = await startBot(fake);
    const sam = fake.person();
    await synced(fake);
    fake.faults.planDispatches('lost');
    sam.say(ROLE);
    sam.say(SYSTEM);
    await bot.untilTurns(2);
    expect(bot.memory.turns).toHaveLength(2);
    expect(bot.memory.turns.map(({ said }) => said.kind === 'text' && said.text)).toEqual([ROLE, SYSTEM]);
  });

  test('case 12: a lost first message is found although the history could not be read before the first command', async () => {
    await using fake = await fakeDiscord();
    await using bot = await startBot(fake, new SurveyMemory(), { timing: { check: 50 } });
    const sam = fake.person();
    await synced(fake);
    fake.faults.planDispatches('lost');
    sam.say(ROLE);
    fake.faults.plan('GET', '/channels/:channel/messages', { kind: 'status', status: 503 }, 16);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 20_000 });
    sam.command('letter');
    vi.useRealTimers();
    await bot.untilTurns(2);
    expect(bot.memory.turns.map(({ said }) => said.kind)).toEqual(['command', 'text']);
  });

  test('case 12: the periodic check finds a lost message', async () => {
    await using fake = await fakeDiscord();
    await using bot = await startBot(fake, new SurveyMemory(), { timing: { check: 50 } });
    const sam = fake.person();
    await synced(fake);
    sam.command('letter');
    await bot.untilTurns(1);
    fake.faults.planDispatches('lost');
    sam.say(ROLE);
    await bot.untilTurns(2);
    expect(askedIn(bot.memory)).toEqual([null, 'role']);
    expect(texts(sam)).toHaveLength(2);
  });

  test('case 12: the periodic check finds a lost message also in a process without messages so far', async () => {
    await using it = await begun();
    it.sam.say(ROLE);
    await it.bot.untilTurns(2);
    await it.bot.discord.adapter.stop();
    it.fake.gateway.cut({ forget: true });
    const read = () => it.fake.ledger.of('GET', '/channels/:channel/messages').length;
    const before = read();
    await using next = await startBot(it.fake, it.memory, { timing: { check: 50 } });
    await until(() => expect(read()).toBeGreaterThan(before));
    it.fake.faults.planDispatches('lost');
    it.sam.say(SYSTEM);
    await next.untilTurns(1);
    expect(askedIn(it.memory)).toEqual([null, 'role', 'system']);
  });

  test('case 12: the history of the person who has waited longest is read first', async () => {
    await using fake = await fakeDiscord();
    const memory = new SurveyMemory();
    const bot = await startBot(fake, memory);
    await synced(fake);
    const people = Array.from({ length: 9 }, (_, at) => fake.person(`person ${at}`));
    for (const [at, person] of people.entries()) {
      person.say(ROLE);
      await bot.untilTurns(at + 1);
    }
    await bot[Symbol.asyncDispose]();
    const read = () => fake.ledger.of('GET', '/channels/:channel/messages');
    const before = read().length;
    await using _next = await restarted(fake, memory);
    await until(() => expect(read().length).toBe(before + people.length));
    const [first] = people;
    const order = read()
      .slice(before)
      .map(({ path }) => path);
    expect(order.findIndex((path) => path.includes(first?.direct.id ?? ''))).toBeLessThan(4);
  });

  test('active conversations are read before others, the oldest first, and the others the newest first', () => {
    const bookmarks = ['5', '14', '9', '3', '12'].map((event) => ({ place: `discord:${event}`, event }) as const);
    expect(readingOrder(bookmarks, '10').map(({ event }) => event)).toEqual(['12', '14', '9', '5', '3']);
  });

  test('case 13: a sticker gets a reply, and the question stays open', async () => {
    await using it = await begun();
    it.sam.say('');
    await it.bot.untilTurns(2);
    expect(texts(it.sam)).toContain(UNREADABLE_FILE);
    expect(texts(it.sam)[0]).toContain(texts(it.sam).at(-1));
    expect(texts(it.sam)).toHaveLength(3);
  });
});

test('a forwarded recording is marked as foreign', async () => {
  await using it = await begun();
  it.sam.forward('', { name: 'memo.mp3', bytes: Buffer.from('ID3') });
  await it.bot.untilTurns(2);
  expect(it.memory.turns.at(-1)?.said).toMatchObject({ kind: 'file', mime: 'audio/mpeg', isForeign: true });
});

test('a voice message is a file with its length, and an unreadable one leaves the question open', async () => {
  await using it = await begun();
  const question = it.sam.sees().at(-1)?.id ?? '';
  it.sam.speak(Buffer.from('OggS'), 7.5, question);
  await it.bot.untilTurns(2);
  const voice = { kind: 'file', name: 'voice-message.ogg', mime: 'audio/ogg', seconds: 7.5, to: question };
  expect(it.memory.turns.at(-1)?.said).toMatchObject(voice);
  expect(texts(it.sam)).toContain(UNREADABLE_FILE);
  expect(texts(it.sam)[0]).toContain(texts(it.sam).at(-1));
});

test('messages before /forget are not read from the history again', async () => {
  await using it = await begun();
  it.sam.say(ROLE);
  await it.bot.untilTurns(2);
  it.sam.command('forget');
  await it.bot.untilTurns(3);
  expect(it.memory.turns).toEqual([]);
  it.sam.command('letter');
  await it.bot.untilTurns(4);
  await it.bot.discord.adapter.stop();
  await using next = await restarted(it.fake, it.memory);
  it.sam.say(SYSTEM);
  await next.untilTurns(1);
  expect(answersOf(it.memory, it.sam)).toEqual({ role: SYSTEM });
});
