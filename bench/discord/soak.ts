/** Many people in interviews at once while everything goes wrong: nothing lost, nothing twice, order kept. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore, type Where } from '../../src/store/database.ts';
import type { Person } from '../../test/fakes/discord/person.ts';
import { type FakeDiscord, fakeDiscord } from '../../test/fakes/discord/server.ts';
import { loadCases } from '../case.ts';
import { Chaos } from './chaos.ts';
import { Bot } from './program.ts';
import { Random } from './random.ts';
import { learn } from './script.ts';
import { type Walked, Walker } from './walker.ts';

export interface SoakOptions {
  readonly seed: number;
  readonly people: number;
  /** Of cases, whose candidates these people are. */
  readonly cases: string;
  /** Share of requests that go wrong. */
  readonly share: number;
  /** Milliseconds, on average. */
  readonly cutEvery: number;
  readonly killEvery: number;
  /** Milliseconds after which nothing goes wrong any more; until all is said without it. */
  readonly chaosFor?: number;
  /** A PostgreSQL server; the built-in database without one. */
  readonly databaseUrl?: string;
}

export interface SoakReport {
  readonly turns: number;
  readonly letters: number;
  readonly requests: number;
  readonly messages: number;
  /** Processes that were started. */
  readonly starts: number;
  readonly seconds: number;
  readonly counts: Readonly<Record<string, number>>;
  /** How often Discord told somebody that their press failed, and they pressed again. */
  readonly again: number;
  /** What was lost, doubled or out of order. */
  readonly wrong: readonly string[];
  readonly unimplemented: readonly string[];
}

export async function soak(options: SoakOptions): Promise<SoakReport> {
  const random = new Random(options.seed);
  const scripts = await Promise.all((await loadCases(options.cases)).map(learn));
  const directory = await mkdtemp(join(tmpdir(), 'foreword-soak-'));
  const where: Where = options.databaseUrl === undefined ? { directory } : { url: options.databaseUrl };
  const fake = await fakeDiscord({ rate: { limit: 5, windowMs: 5_000 } });
  const bot = new Bot(fake, 'url' in where ? { DATABASE_URL: where.url } : { FOREWORD_DATA: directory });
  const began = Date.now();
  try {
    bot.start();
    while (fake.world.commands.length === 0) await sleep(20);
    const chaos = new Chaos({ ...options, fake, bot, random });
    chaos.begin();
    const calm = options.chaosFor === undefined ? undefined : setTimeout(() => void chaos.end(), options.chaosFor);
    const people = Array.from({ length: options.people }, (_, at) => fake.person(`person ${at}`));
    const walkers = await Promise.all(
      people.map(async (person, at) => {
        const script = scripts[at % scripts.length];
        if (!script) throw new Error('there are no cases');
        // Nobody begins at the same instant.
        await sleep(random.between(0, 20 * options.people));
        const walker = new Walker(person, script, new Random(options.seed + at), chaos.sparing);
        await walker.walk();
        return walker;
      }),
    );
    clearTimeout(calm);
    await chaos.end();
    // What was doubled late would be seen by now.
    await settled(fake);
    await bot.end('SIGTERM');
    const walked = walkers.map((walker) => walker.report());
    const seconds = (Date.now() - began) / 1000;
    const missing = await missingIn(where, people, walked);
    const wrong = walked.flatMap(({ wrong: what, script }, at) =>
      what === null ? [] : [`person ${at} (${script}): ${what}`],
    );
    const sum = (of: (one: Walked) => number) => walked.reduce((total, one) => total + of(one), 0);
    return {
      turns: sum(({ turns }) => turns),
      letters: sum(({ letters }) => letters),
      requests: fake.ledger.entries.length,
      messages: people.reduce((total, { direct }) => total + direct.messages.length, 0),
      starts: bot.starts,
      seconds,
      counts: chaos.counts,
      again: sum(({ again }) => again),
      wrong: [...wrong, ...missing, ...(wrong.length > 0 ? [bot.log.slice(-2_000)] : [])],
      unimplemented: fake.ledger.unimplemented,
    };
  } finally {
    await bot.end('SIGKILL');
    await fake.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** Settles when the bot is there and has asked for nothing in a while. */
async function settled(fake: FakeDiscord): Promise<void> {
  for (let last = -1; fake.gateway.listeners === 0 || last !== fake.ledger.entries.length; await sleep(1_500))
    last = fake.ledger.entries.length;
}

/** What the database itself lacks, or still has to say. */
async function missingIn(where: Where, people: readonly Person[], walked: readonly Walked[]): Promise<string[]> {
  const opened = await openStore(where);
  if ('failure' in opened) return [opened.why];
  const { store } = opened;
  const missing: string[] = [];
  for (const [at, { said }] of walked.entries()) {
    const place = `discord:${people[at]?.direct.id}` as const;
    for (const id of said) if (!(await store.seen(place, id))) missing.push(`${place}: ${id} was not taken`);
  }
  for (const place of await store.placesWithUnsent()) missing.push(`${place}: something is still unsent`);
  await store.close();
  return missing;
}

/** As lines for a person, with all that it takes to have it again. */
export function reportText({ counts, wrong, unimplemented, ...report }: SoakReport, seed: number): string {
  const happened = Object.entries(counts)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([what, count]) => `  ${String(count).padStart(6)}  ${what}`);
  return [
    `seed ${seed}: ${report.turns} turns, ${report.letters} letters, ${report.messages} messages in ${report.seconds.toFixed(1)} s`,
    `  ${String(report.requests).padStart(6)}  requests`,
    `  ${String(report.starts).padStart(6)}  processes`,
    `  ${String(report.again).padStart(6)}  presses again, after Discord said that they failed`,
    ...happened,
    `lost, doubled or out of order: ${wrong.length}`,
    ...wrong,
    `not implemented: ${unimplemented.length}`,
    ...unimplemented,
  ].join('\n');
}
