/** Starts the real program on both platforms, and lets people talk to it. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { reviewed, shownTo } from '../../test/adapters/telegram/interviewing.ts';
import { BotProcess } from '../../test/adapters/telegram/program.ts';
import { type FakeDiscord, fakeDiscord } from '../../test/fakes/discord/server.ts';
import { FakeTelegram } from '../../test/fakes/telegram/bot-api.ts';
import { Walker } from '../discord/walker.ts';
import { Random } from '../soak/random.ts';
import type { Script } from '../soak/script.ts';

export interface MeasureOptions {
  readonly times: number;
  /** On each platform. */
  readonly people: number;
  readonly scripts: readonly Script[];
}

export interface Measured {
  /** Milliseconds until it is ready: on no data yet, and each time after that. */
  readonly first: number;
  readonly again: readonly number[];
  /** MiB that are resident whenever it is ready, and the most that ever were. */
  readonly idle: readonly number[];
  readonly peak: number;
  readonly letters: number;
}

export async function measure(
  settings: Readonly<Record<string, string>>,
  { times, people, scripts }: MeasureOptions,
): Promise<Measured> {
  const directory = await mkdtemp(join(tmpdir(), 'foreword-start-'));
  const discord = await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } });
  await using telegram = await FakeTelegram.start();
  const start = async () => {
    const began = performance.now();
    const env = { ...settings, DISCORD_TOKEN: discord.token, DISCORD_API: discord.api };
    const bot = new BotProcess(telegram, directory, env);
    await Promise.all([telegram.updates.idle(), listening(discord, bot)]);
    return { bot, ready: performance.now() - began };
  };
  try {
    const again: number[] = [];
    const idle: number[] = [];
    const first = await start();
    await first.bot.stop();
    for (let time = 1; time < times; time += 1) {
      const { bot, ready } = await start();
      again.push(ready);
      idle.push(memoryOf(bot.pid).now);
      await bot.stop();
    }
    const last = await start();
    const walked = await Promise.all([
      ...Array.from({ length: people }, (_, at) => inDiscord(discord, scripts, at)),
      ...Array.from({ length: people }, (_, at) => inTelegram(telegram, 1_000 + at)),
    ]);
    const { most } = memoryOf(last.bot.pid);
    await last.bot.stop();
    const letters = walked.reduce((sum, each) => sum + each, 0);
    return { first: first.ready, again: [...again, last.ready], idle, peak: most, letters };
  } finally {
    await discord.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** Discord tells the program what is said, and the slash commands can be used. */
async function listening(discord: FakeDiscord, bot: BotProcess): Promise<void> {
  while (discord.gateway.listeners === 0 || discord.world.commands.length === 0) {
    if (!bot.running) throw new Error(`the program ended: ${bot.printed}`);
    await sleep(2);
  }
}

/** A whole interview. @returns how many letters came of it */
async function inDiscord(discord: FakeDiscord, scripts: readonly Script[], at: number): Promise<number> {
  const script = scripts[at % scripts.length];
  if (!script) throw new Error('there are no cases');
  const walker = new Walker(discord.person(`person ${at}`), script, new Random(at), (say) => say());
  await walker.walk();
  const { wrong, letters } = walker.report();
  if (wrong !== null) throw new Error(wrong);
  return letters;
}

async function inTelegram(telegram: FakeTelegram, id: number): Promise<number> {
  const person = await reviewed(telegram, id);
  person.press('Write the letter');
  await telegram.until(() => shownTo(person).some((text) => /^Dear /m.test(text)), 60_000);
  return 1;
}

/** MiB of a process that are resident, and the most that ever were, as Linux counts them. */
function memoryOf(pid: number): { readonly now: number; readonly most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mib = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
  return { now: mib('VmRSS'), most: mib('VmHWM') };
}
