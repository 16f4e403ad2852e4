/** Many concurrent interviews under faults: nothing may be lost, duplicated or out of order. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Place } from '../../src/adapters/contract.ts';
import type { Where } from '../../src/store/database.ts';
import { CASES_DIRECTORY, loadCases } from '../case.ts';
import { differenceAtEnd } from './compare.ts';
import { whatIsKept, whatIsMissing } from './kept.ts';
import { Bot } from './program.ts';
import { Random } from './random.ts';
import { learn, type Script, type TextsOf } from './script.ts';
import { Watch } from './watch.ts';

/** Options of all programs that make faults. */
export const FaultOptionsSchema = z.object({
  seed: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(Date.now() % 1_000_000),
  /** Share of requests that fail. */
  share: z.coerce.number().min(0).max(1).default(0.1),
  /** Directory of the cases that the people play. */
  cases: z.string().default(CASES_DIRECTORY),
  /** URL of a PostgreSQL database. Default: the built-in database. */
  database: z.string().optional(),
});

export interface SoakOptions extends z.infer<typeof FaultOptionsSchema> {
  readonly people: number;
  /** Called with a progress line from time to time. */
  print(line: string): void;
}

/** What a person did and saw. */
export interface Walked {
  readonly script: string;
  readonly turns: number;
  /** The first wrong message, or null. */
  readonly wrong: string | null;
  /** Ids of the person's events. */
  readonly said: readonly string[];
  /** Complete letters. */
  readonly letters: number;
  /** Lines of the final brief that are not in an undisturbed run: answers in the wrong slot. */
  readonly misplaced: readonly string[];
  /** Letter files that are identical to those of an undisturbed run, and that differ. */
  readonly identical: number;
  readonly different: number;
  /** How often other things happened. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface Player {
  readonly place: Place;
  readonly walker: { walk(): Promise<void>; report(): Walked };
  /** What the person said and saw last, for one who waited in vain. */
  about(): string;
}

interface Faults {
  /** How often each thing happened. */
  readonly counts: Readonly<Record<string, number>>;
  readonly wrong: readonly string[];
  begin(): void;
  /** Ends the faults with a last kill. The restarted bot has to find what is left. */
  end(): Promise<void>;
}

export interface SoakReport {
  readonly turns: number;
  readonly letters: number;
  readonly requests: number;
  readonly messages: number;
  /** The number of started processes. */
  readonly starts: number;
  readonly seconds: number;
  /** How often each thing happened. */
  readonly counts: Readonly<Record<string, number>>;
  /** What was lost, duplicated or out of order. */
  readonly wrong: readonly string[];
  /** Requests that the fake does not support. */
  readonly unimplemented: readonly string[];
}

/** A fake platform with the bot on it. */
export interface SoakPlatform {
  /** Settings of the bot. */
  readonly settings: Readonly<Record<string, string>>;
  readonly textsOf: TextsOf;
  /** Milliseconds in which everybody starts. */
  readonly arriving: number;
  /** Resolves when the bot listens. */
  listening(): Promise<void>;
  faultsOn(bot: Bot, random: Random): Faults;
  player(at: number, script: Script, random: Random, still: AbortSignal): Player;
  /** The state of the platform, for a line of progress and for people who wait in vain. */
  about(): string;
  /** Resolves when the bot has nothing to do. */
  settled(): Promise<void>;
  totals(): Pick<SoakReport, 'requests' | 'messages' | 'unimplemented'>;
  close(): Promise<void>;
}

export async function soak(platform: SoakPlatform, options: SoakOptions): Promise<SoakReport> {
  const random = new Random(options.seed);
  const scripts = await learn(await loadCases(options.cases), platform.textsOf);
  const directory = await mkdtemp(join(tmpdir(), 'foreword-soak-'));
  const where: Where = options.database === undefined ? { directory } : { url: options.database };
  const bot = new Bot({
    // Each process reserves a few of a person's daily messages, which hundreds of kills would use up.
    FOREWORD_MESSAGES_PER_DAY: '10000',
    ...platform.settings,
    ...('url' in where ? { DATABASE_URL: where.url } : { FOREWORD_DATA: directory }),
  });
  const began = Date.now();
  try {
    // The compile cache is written when a process exits normally, which a killed process doesn't.
    for (const isWarm of [false, true]) {
      bot.start();
      await platform.listening();
      if (!isWarm) await bot.end('SIGTERM');
    }
    const faults = platform.faultsOn(bot, random);
    faults.begin();
    using watch = new Watch(options.print, () => `${bot.starts} processes; ${platform.about()}`);
    const players = Array.from({ length: options.people }, (_, at) => {
      const script = scripts[at % scripts.length];
      if (!script) throw new Error('there are no cases');
      return platform.player(at, script, new Random(options.seed + at), watch.still);
    });
    await Promise.all(
      players.map(async ({ walker }, at) => {
        await sleep(random.between(0, platform.arriving));
        watch.begin(`person ${at}`, walker);
        await walker.walk();
        watch.end(`person ${at}`);
      }),
    );
    const waiting = watch.still.aborted ? players.filter(({ walker }) => walker.report().wrong !== null) : [];
    const standing = waiting.length > 0 ? [platform.about(), ...waiting.map((one) => one.about())] : [];
    if (waiting.length > 0) await bot.end('SIGKILL');
    const kept =
      waiting.length > 0
        ? await whatIsKept(
            where,
            waiting.map(({ place }) => place),
          )
        : [];
    await faults.end();
    // Late duplicates have arrived by now.
    await platform.settled();
    await bot.end('SIGTERM');
    const walked = players.map(({ place, walker }) => ({ ...walker.report(), place }));
    const seconds = (Date.now() - began) / 1000;
    const missing = await whatIsMissing(where, walked);
    const wrong = walked.flatMap(({ wrong: what, misplaced, different, script }, at) => {
      const why = what ?? differenceAtEnd(misplaced, different);
      return why === null ? [] : [`person ${at} (${script}): ${why}`];
    });
    const names = new Set(walked.flatMap(({ counts }) => Object.keys(counts)));
    const ofPeople = [...names].map((name) => [name, total(walked, ({ counts }) => counts[name] ?? 0)] as const);
    return {
      turns: total(walked, ({ turns }) => turns),
      letters: total(walked, ({ letters }) => letters),
      ...platform.totals(),
      starts: bot.starts,
      seconds,
      counts: {
        ...faults.counts,
        'answers in the wrong slot': total(walked, ({ misplaced }) => misplaced.length),
        'letters that are the same byte for byte': total(walked, ({ identical }) => identical),
        'letters that differ': total(walked, ({ different }) => different),
        ...Object.fromEntries(ofPeople),
      },
      wrong: [
        ...standing,
        ...kept,
        ...wrong,
        ...missing,
        ...faults.wrong,
        ...(wrong.length > 0 ? [bot.log.slice(-2_000)] : []),
      ],
    };
  } finally {
    await bot.end('SIGKILL');
    await platform.close();
    await rm(directory, { recursive: true, force: true });
  }
}

export function total<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((sum, one) => sum + of(one), 0);
}

/** The report as text, with the seed to reproduce the run. */
export function reportText({ counts, wrong, unimplemented, ...report }: SoakReport, seed: number): string {
  const happened = Object.entries(counts)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([what, count]) => `  ${String(count).padStart(6)}  ${what}`);
  return [
    `seed ${seed}: ${report.turns} turns, ${report.letters} letters, ${report.messages} messages in ${report.seconds.toFixed(1)} s`,
    `  ${String(report.requests).padStart(6)}  requests`,
    `  ${String(report.starts).padStart(6)}  processes`,
    ...happened,
    `lost, doubled or out of order: ${wrong.length}`,
    ...wrong,
    `not implemented: ${unimplemented.length}`,
    ...unimplemented,
  ].join('\n');
}
