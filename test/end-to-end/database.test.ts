/** The real program with a database that disconnects, stalls or restarts, and letters whose process is killed. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Place } from '../../src/adapters/contract.ts';
import { EMPTY } from '../../src/machine/context.ts';
import { restoreState } from '../../src/machine/interview.ts';
import { serialize } from '../../src/machine/saved.ts';
import { wordsOf } from '../../src/prompts/catalogues.ts';
import { openStore, type Where } from '../../src/store/database.ts';
import { loadPostgres } from '../../src/store/engine.ts';
import { BotProcess } from '../adapters/telegram/program.ts';
import { type DatabaseProxy, databaseProxy } from '../fakes/database-proxy.ts';
import { hangs, modelServer, says } from '../fakes/model.ts';
import { FakeTelegram } from '../fakes/telegram/bot-api.ts';
import type { Person } from '../fakes/telegram/people.ts';
import { author, draftOf, fixture, requestOf, verdicts } from '../letter/scripted-model.ts';
import { type Server, startServer } from '../store/postgres.ts';
import { opened, turn } from '../store/turns.ts';
import { dataDirectory } from './program.ts';

const DATABASE_AWAY = wordsOf('said', 'en')('database-away');

/** Milliseconds. */
const POLLING = { timeout: 30_000, interval: 20 };
const TURN_DEADLINE = 10_000;
const RESUMED_WITHIN = 15_000;
const OUTAGE = 30_000;

let server: Server;
beforeAll(async () => {
  server = await startServer();
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());

/** What each person says, and a part of the next question. */
const TALK = [
  ['/start', 'job post'],
  ['skip', 'Which position'],
  ['Senior Backend Engineer at Harbour Grid', 'engineering choice'],
  ['On your blog you explain why every meter keeps its own clock.', 'What do you think'],
] as const;

interface Bot extends AsyncDisposable {
  readonly fake: FakeTelegram;
  readonly proxy: DatabaseProxy;
  readonly program: BotProcess;
  /** People who said the first three lines. */
  readonly people: readonly Person[];
}

async function bot(howMany: number): Promise<Bot> {
  const { where } = await server.database();
  const proxy = await databaseProxy(where.url);
  const directory = await dataDirectory();
  const fake = await FakeTelegram.start();
  const program = new BotProcess(fake, directory.path, { DATABASE_URL: proxy.url });
  const people = Array.from({ length: howMany }, (_, at) => fake.person(42 + at));
  const all = {
    fake,
    proxy,
    program,
    people,
    async [Symbol.asyncDispose]() {
      await program[Symbol.asyncDispose]();
      await fake[Symbol.asyncDispose]();
      await proxy[Symbol.asyncDispose]();
      await directory[Symbol.asyncDispose]();
    },
  };
  for (const [said, next] of TALK.slice(0, 3)) {
    for (const person of people) person.say(said);
    for (const person of people) await sees(person, next);
  }
  await noted(where.url);
  return all;
}

/** Waits until every sent message is marked: others would be sent again after a restart, and cross with answers. */
async function noted(url: string): Promise<void> {
  const sql = loadPostgres().postgres(url, { max: 1 });
  await vi.waitFor(async () => expect(await sql`select key from outbox`).toHaveLength(0), POLLING);
  await sql.end();
}

const textsOf = (person: Person) => person.seen.map(({ text }) => text ?? '');
const sees = (person: Person, text: string) =>
  vi.waitFor(() => expect(textsOf(person).at(-1)).toEqual(expect.stringContaining(text)), POLLING);

/** Continues after the outage: what was said during it is answered once, and so is the next answer. */
async function goesOn({ people }: Bot, apologies: number): Promise<void> {
  for (const person of people) await sees(person, TALK[3][1]);
  for (const person of people) person.say('I learned the same after a night of wrong timestamps.');
  for (const person of people) await sees(person, 'Where did you build it');
  for (const person of people) {
    const texts = textsOf(person);
    expect(texts.filter((text) => text === DATABASE_AWAY)).toHaveLength(apologies);
    expect(texts.filter((text) => text.includes(TALK[3][1]))).toHaveLength(1);
    // Six with the welcome.
    expect(texts).toHaveLength(6 + apologies);
  }
}

describe('case 25: PostgreSQL outage', () => {
  // Concurrent, as both wait for deadlines. `expect.poll` does not support concurrent tests.
  test.concurrent('an outage of 30 s gets one sentence for each person, and no message is lost or repeated', async () => {
    await using at = await bot(2);
    at.proxy.cut();
    const gone = Date.now();
    for (const person of at.people) person.say(TALK[3][0]);
    for (const person of at.people) await sees(person, DATABASE_AWAY);
    expect(Date.now() - gone).toBeLessThan(TURN_DEADLINE);
    await vi.waitUntil(() => Date.now() - gone > OUTAGE, { timeout: 60_000, interval: 500 });
    at.proxy.open();
    await goesOn(at, 1);
    expect(at.program.running).toBe(true);
  }, 120_000);

  test.concurrent('a stalled database ends the turn at its deadline with a sentence, and the message is handled afterwards', async () => {
    await using at = await bot(1);
    at.proxy.stall();
    const stalled = Date.now();
    for (const person of at.people) person.say(TALK[3][0]);
    for (const person of at.people) await sees(person, DATABASE_AWAY);
    expect(Date.now() - stalled).toBeLessThan(TURN_DEADLINE + 1_000);
    at.proxy.open();
    await goesOn(at, 1);
  }, 120_000);

  test('after a restart of the database the first turn works, without a sentence to people', async () => {
    await using at = await bot(2);
    await server.stop();
    await server.start();
    for (const person of at.people) person.say(TALK[3][0]);
    await goesOn(at, 0);
  }, 120_000);

  test('the program stops cleanly during an outage, and the next process handles the messages', async () => {
    await using at = await bot(1);
    at.proxy.cut();
    for (const person of at.people) person.say(TALK[3][0]);
    for (const person of at.people) await sees(person, DATABASE_AWAY);
    expect(await at.program.stop()).toBe(0);
    at.proxy.open();
    await using directory = await dataDirectory();
    await using _next = new BotProcess(at.fake, directory.path, { DATABASE_URL: at.proxy.url });
    await goesOn(at, 1);
  }, 120_000);
});

describe('case 20: letter of a killed process', () => {
  const ledger = fixture('cooperative-ledger');
  const place: Place = 'telegram:42';

  async function comesByItself(where: Where): Promise<void> {
    const store = opened(await openStore(where));
    const review = serialize(restoreState('review', { ...EMPTY, sheet: requestOf(ledger).sheet, enough: true }));
    await store.commit(turn(place, { saved: review }));
    await store.close();
    await using model = await modelServer(() => hangs());
    await using fake = await FakeTelegram.start();
    await using directory = await dataDirectory();
    const settings = {
      FOREWORD_MODEL: 'gpt-test',
      OPENAI_BASE_URL: model.baseUrl,
      ...('url' in where ? { DATABASE_URL: where.url } : { FOREWORD_DATA: where.directory }),
    };
    const dying = new BotProcess(fake, directory.path, settings);
    const person = fake.person(42);
    person.say('/write');
    await expect.poll(() => model.calls, POLLING).toBe(1);
    dying.kill();
    await dying.ended();
    const killed = Date.now();
    model.answer(author({ draft: [says(draftOf(ledger))], verify: [verdicts(ledger)] }));
    await using _next = new BotProcess(fake, directory.path, settings);
    const letters = () => textsOf(person).filter((text) => text.includes('Kind regards'));
    await expect.poll(() => letters().length, { ...POLLING, timeout: 60_000 }).toBe(1);
    expect(Date.now() - killed).toBeLessThan(RESUMED_WITHIN);
    // The interrupted call, the draft, and its verification.
    expect(model.calls).toBe(3);
    expect(letters()).toHaveLength(1);
  }

  test(
    'the next process writes the letter within 15 s on PostgreSQL',
    async () => comesByItself((await server.database()).where),
    120_000,
  );

  test('the next process writes the letter within 15 s on PGlite', async () => {
    await using directory = await dataDirectory();
    await comesByItself({ directory: directory.path });
  }, 120_000);
});
