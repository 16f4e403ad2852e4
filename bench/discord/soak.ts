/** Many concurrent interviews under faults: nothing may be lost, duplicated or out of order. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CARD_AT_MOST, escapeMarkup, textsOf } from '../../src/adapters/discord/rendering.ts';
import type { Where } from '../../src/store/database.ts';
import { shown } from '../../test/fakes/discord/markdown.ts';
import type { Person } from '../../test/fakes/discord/person.ts';
import { type FakeDiscord, fakeDiscord } from '../../test/fakes/discord/server.ts';
import { loadCases } from '../case.ts';
import { differenceAtEnd } from '../soak/brief.ts';
import { whatIsKept, whatIsMissing } from '../soak/kept.ts';
import { Bot } from '../soak/program.ts';
import { Random } from '../soak/random.ts';
import { type SoakReport, total } from '../soak/report.ts';
import { learn, type TextsOf } from '../soak/script.ts';
import { Watch } from '../soak/watch.ts';
import { Chaos } from './chaos.ts';
import { Walker } from './walker.ts';

export interface SoakOptions {
  readonly seed: number;
  readonly people: number;
  /** Directory of the cases that the people play. */
  readonly cases: string;
  /** Share of requests that fail. */
  readonly share: number;
  /** Average milliseconds. */
  readonly cutEvery: number;
  readonly killEvery: number;
  /** Milliseconds after which the faults end. Default: when all is said. */
  readonly chaosFor?: number;
  /** Milliseconds in which a channel accepts five messages. Default: Discord's limit. */
  readonly window?: number;
  /** URL of a PostgreSQL database. Default: the built-in database. */
  readonly databaseUrl?: string;
  /** Called with a progress line from time to time. */
  print?(line: string): void;
}

export async function soak(options: SoakOptions): Promise<SoakReport> {
  const random = new Random(options.seed);
  const scripts = await learn(await loadCases(options.cases), textsSeen);
  const directory = await mkdtemp(join(tmpdir(), 'foreword-soak-'));
  const where: Where = options.databaseUrl === undefined ? { directory } : { url: options.databaseUrl };
  const fake = await fakeDiscord({ rate: { limit: 5, windowMs: options.window ?? 5_000 } });
  const bot = new Bot({
    DISCORD_TOKEN: fake.token,
    DISCORD_API: fake.api,
    // Short, so that thousands of turns don't take long.
    FOREWORD_GATHERING_MS: '50',
    // Each process reserves a few of a person's daily messages, which hundreds of kills would use up.
    FOREWORD_MESSAGES_PER_DAY: '10000',
    ...('url' in where ? { DATABASE_URL: where.url } : { FOREWORD_DATA: directory }),
  });
  const began = Date.now();
  try {
    // The compile cache is written when a process exits normally, which a killed process doesn't.
    for (const isWarm of [false, true]) {
      bot.start();
      while (fake.world.commands.length === 0 || fake.gateway.listeners === 0) await sleep(20);
      if (!isWarm) await bot.end('SIGTERM');
    }
    const chaos = new Chaos({ ...options, fake, bot, random });
    chaos.begin();
    const calm = options.chaosFor === undefined ? undefined : setTimeout(() => void chaos.end(), options.chaosFor);
    using watch = new Watch(options.print ?? (() => undefined), () => `${bot.starts} processes`);
    const people = Array.from({ length: options.people }, (_, at) => fake.person(`person ${at}`));
    const walkers = await Promise.all(
      people.map(async (person, at) => {
        const script = scripts[at % scripts.length];
        if (!script) throw new Error('there are no cases');
        // Spread the starts.
        await sleep(random.between(0, 20 * options.people));
        const walker = new Walker(person, script, new Random(options.seed + at), chaos.sparing, watch.still);
        watch.begin(`person ${at}`, walker);
        await walker.walk();
        watch.end(`person ${at}`);
        return walker;
      }),
    );
    clearTimeout(calm);
    const waiting = people.filter((_, at) => walkers[at]?.report().wrong !== null);
    const standing = watch.still.aborted ? await whoStands(fake, bot, where, waiting) : [];
    await chaos.end();
    // Late duplicates have arrived by now.
    await settled(fake);
    await bot.end('SIGTERM');
    const walked = walkers.map((walker) => walker.report());
    const seconds = (Date.now() - began) / 1000;
    const missing = await whatIsMissing(
      where,
      walked.map(({ said }, at) => ({ place: `discord:${people[at]?.direct.id}`, said })),
    );
    const wrong = walked.flatMap(({ wrong: what, misplaced, different, script }, at) => {
      const why = what ?? differenceAtEnd(misplaced, different);
      return why === null ? [] : [`person ${at} (${script}): ${why}`];
    });
    return {
      turns: total(walked, ({ turns }) => turns),
      letters: total(walked, ({ letters }) => letters),
      requests: fake.ledger.entries.length,
      messages: total(people, ({ direct }) => direct.messages.length),
      starts: bot.starts,
      seconds,
      counts: {
        ...chaos.counts,
        'answers in the wrong slot': total(walked, ({ misplaced }) => misplaced.length),
        'letters that are the same byte for byte': total(walked, ({ identical }) => identical),
        'letters that differ': total(walked, ({ different }) => different),
        'presses again, after Discord said that they failed': total(walked, ({ again }) => again),
      },
      wrong: [...standing, ...wrong, ...missing, ...(wrong.length > 0 ? [bot.log.slice(-2_000)] : [])],
      unimplemented: fake.ledger.unimplemented,
    };
  } finally {
    await bot.end('SIGKILL');
    await fake.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** Diagnoses people who waited in vain: what they said and saw last, and what is stored. */
async function whoStands(fake: FakeDiscord, bot: Bot, where: Where, people: readonly Person[]): Promise<string[]> {
  await bot.end('SIGKILL');
  return [
    `${fake.gateway.listeners} processes listened`,
    ...people.map(({ direct: { id, messages } }) => {
      const said = messages.findLast(({ author }) => !author.bot);
      const seen = messages.findLast(({ author, isDeleted }) => author.bot && !isDeleted);
      const last = fake.ledger.entries.findLast(({ path }) => path.includes(id));
      return `${id}: said ${said?.id}, saw ${seen?.id}; last request ${last?.method} ${last?.route} ${last?.status}`;
    }),
    ...(await whatIsKept(
      where,
      people.map(({ direct }) => `discord:${direct.id}` as const),
    )),
  ];
}

/** Resolves when the bot is connected and makes no more requests. */
async function settled(fake: FakeDiscord): Promise<void> {
  for (let last = -1; fake.gateway.listeners === 0 || last !== fake.ledger.entries.length; await sleep(1_500))
    last = fake.ledger.entries.length;
}

/** The parts of a text as a person sees them on Discord. A review, or a question about it, is one part. */
export const textsSeen: TextsOf = (text, question) => {
  const whole = escapeMarkup(text);
  const isCard = question === 'review' || question === 'which';
  const parts = isCard && whole.length <= CARD_AT_MOST ? [whole] : textsOf(text);
  return parts.map((part) => shown(part).text);
};
