/** Many concurrent interviews under faults: nothing may be lost, duplicated or out of order. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chatPlace } from '../../src/adapters/telegram/updates.ts';
import type { Where } from '../../src/store/database.ts';
import { FakeTelegram } from '../../test/fakes/telegram/bot-api.ts';
import type { Person } from '../../test/fakes/telegram/people.ts';
import { loadCases } from '../case.ts';
import { differenceAtEnd } from '../soak/brief.ts';
import { whatIsKept, whatIsMissing } from '../soak/kept.ts';
import { Bot } from '../soak/program.ts';
import { Random } from '../soak/random.ts';
import { type SoakReport, total } from '../soak/report.ts';
import { learn } from '../soak/script.ts';
import { Watch } from '../soak/watch.ts';
import { Chaos } from './chaos.ts';
import { textsSeen, Walker } from './walker.ts';

export interface SoakOptions {
  readonly seed: number;
  readonly people: number;
  /** Directory of the cases that the people play. */
  readonly cases: string;
  /** Share of calls that fail. */
  readonly share: number;
  /** Average milliseconds. */
  readonly killEvery: number;
  /** Milliseconds after which the faults end. Default: when all is said. */
  readonly chaosFor?: number;
  /** URL of a PostgreSQL database. Default: the built-in database. */
  readonly databaseUrl?: string;
  /** Called with a progress line from time to time. */
  print?(line: string): void;
}

/** Milliseconds after which people check again without a new message. */
const LOOK_MS = 1_000;
/** Milliseconds in which everybody starts. */
const ARRIVING_MS = 4_000;

export async function soak(options: SoakOptions): Promise<SoakReport> {
  const random = new Random(options.seed);
  const scripts = await learn(await loadCases(options.cases), textsSeen);
  const directory = await mkdtemp(join(tmpdir(), 'foreword-soak-'));
  const where: Where = options.databaseUrl === undefined ? { directory } : { url: options.databaseUrl };
  const fake = await FakeTelegram.start({ conflictDelay: 300 });
  const bot = new Bot({
    TELEGRAM_TOKEN: fake.token,
    TELEGRAM_API: fake.url,
    // Short, so that thousands of turns don't take long, but longer than storing a paste of many lines.
    FOREWORD_GATHERING_MS: '500',
    // Each process reserves a few of a person's daily messages, which hundreds of kills would use up.
    FOREWORD_MESSAGES_PER_DAY: '10000',
    ...('url' in where ? { DATABASE_URL: where.url } : { FOREWORD_DATA: directory }),
  });
  const began = Date.now();
  try {
    // The compile cache is written when a process exits normally, which a killed process doesn't.
    for (const isWarm of [false, true]) {
      bot.start();
      await fake.until(() => fake.updates.isHeld, 60_000);
      if (!isWarm) await bot.end('SIGTERM');
    }
    const chaos = new Chaos({ ...options, fake, bot, random });
    chaos.begin();
    const calm = options.chaosFor === undefined ? undefined : setTimeout(() => void chaos.end(), options.chaosFor);
    const awaited = new Map<number, () => void>();
    fake.world.chats.onShown = ({ chat }) => awaited.get(chat)?.();
    const shownTo = async (chat: number): Promise<void> => {
      const { promise, resolve } = Promise.withResolvers<void>();
      awaited.set(chat, resolve);
      const timer = setTimeout(resolve, LOOK_MS);
      await promise;
      clearTimeout(timer);
    };
    using watch = new Watch(
      options.print ?? (() => undefined),
      () => `${bot.starts} processes, ${fake.updates.pending.length} updates unconfirmed`,
    );
    const people = Array.from({ length: options.people }, (_, at) => fake.person(5_000_000_000 + at));
    const walkers = await Promise.all(
      people.map(async (person, at) => {
        const script = scripts[at % scripts.length];
        if (!script) throw new Error('there are no cases');
        // Spread the starts.
        await sleep(random.between(0, ARRIVING_MS));
        const walker = new Walker(
          person,
          script,
          new Random(options.seed + at),
          () => shownTo(person.id),
          (say) => fake.updates.together(say),
          watch.still,
        );
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
    const wrong = walked.flatMap(({ wrong: what, misplaced, different, script }, at) => {
      const why = what ?? differenceAtEnd(misplaced, different);
      return why === null ? [] : [`person ${at} (${script}): ${why}`];
    });
    const missing = await whatIsMissing(
      where,
      walked.map(({ said }, at) => ({ place: chatPlace(people[at]?.id ?? 0), said })),
    );
    return {
      turns: total(walked, ({ turns }) => turns),
      letters: total(walked, ({ letters }) => letters),
      requests: fake.calls.length,
      messages: total(people, ({ chat }) => chat.messages.length),
      starts: bot.starts,
      seconds,
      counts: {
        ...chaos.counts,
        'answers in the wrong slot': total(walked, ({ misplaced }) => misplaced.length),
        'answers that crossed with a question': total(walked, ({ crossed }) => crossed),
        'answers asked for again after "It\'s my answer"': total(walked, ({ askedAgain }) => askedAgain),
        'letters that are the same byte for byte': total(walked, ({ identical }) => identical),
        'letters that differ': total(walked, ({ different }) => different),
        'messages once more, as nobody knew of the first': total(walked, ({ repeats }) => repeats),
      },
      wrong: [...standing, ...wrong, ...missing, ...chaos.wrong, ...(wrong.length > 0 ? [bot.log.slice(-2_000)] : [])],
      unimplemented: fake.unknown,
    };
  } finally {
    await bot.end('SIGKILL');
    await fake[Symbol.asyncDispose]();
    await rm(directory, { recursive: true, force: true });
  }
}

/** Diagnoses people who waited in vain: what they sent and saw last, and what is stored. */
async function whoStands(fake: FakeTelegram, bot: Bot, where: Where, people: readonly Person[]): Promise<string[]> {
  const { pending } = fake.updates;
  const isPending = ({ id }: Person) => JSON.stringify(pending).includes(`"id":${id}`);
  const polls = fake.called('getUpdates').slice(-5);
  await bot.end('SIGKILL');
  return [
    `${pending.length} updates are not confirmed: ${pending.map(({ update_id: id }) => id)}`,
    ...polls.map(({ params, outcome }) => `polled from ${params.offset}: ${outcome}`),
    ...people.map((person) => {
      const said = person.chat.messages.findLast(({ fromBot }) => !fromBot);
      const seen = person.seen.at(-1);
      const last = fake.calls.findLast(({ chat }) => chat === person.id);
      return `${person.id}: said ${said?.id}, ${isPending(person) ? 'with something unconfirmed' : 'all confirmed'}; saw ${seen?.id}; last call ${last?.method} ${last?.outcome}`;
    }),
    ...(await whatIsKept(
      where,
      people.map(({ id }) => chatPlace(id)),
    )),
  ];
}

/** Resolves when the bot polls, all updates are confirmed, and it makes no other calls. */
async function settled(fake: FakeTelegram): Promise<void> {
  const calls = () => fake.calls.filter(({ method }) => method !== 'getUpdates').length;
  for (let last = -1; last !== calls(); await sleep(2_500)) {
    last = calls();
    await fake.updates.idle();
  }
}
