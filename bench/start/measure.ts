/** Starts the real program, in the terminal or on both platforms, and lets people talk to it. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BotProcess } from '../../test/adapters/telegram/program.ts';
import { follow, onDiscord, onTelegram, plain } from '../../test/end-to-end/chat.ts';
import { lettersIn, type Walked, walk, walkWith } from '../../test/end-to-end/walk.ts';
import { type FakeDiscord, fakeDiscord } from '../../test/fakes/discord/server.ts';
import { FakeTelegram } from '../../test/fakes/telegram/bot-api.ts';
import type { LineIn } from '../lines.ts';
import { startProgram } from '../protocol.ts';

type Settings = Readonly<Record<string, string>>;

export interface TerminalTimes {
  /** Milliseconds until it is ready: on no data yet, and each time after that. */
  readonly first: number;
  readonly again: readonly number[];
  /** Milliseconds that each turn took, without those that brought a letter, and these. */
  readonly turns: readonly number[];
  readonly letters: readonly number[];
}

/** @param people who are interviewed one after the other, in the last of the processes */
export async function measureTerminal(
  settings: Settings,
  { times, people }: { readonly times: number; readonly people: number },
): Promise<TerminalTimes> {
  const directory = await mkdtemp(join(tmpdir(), 'foreword-start-'));
  const start = async () => {
    const began = performance.now();
    const program = await startProgram({ env: { ...settings, FOREWORD_DATA: directory } });
    return { program, ready: performance.now() - began };
  };
  try {
    const first = await start();
    await first.program.end();
    const again: number[] = [];
    const turns: number[] = [];
    const letters: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const { program, ready } = await start();
      again.push(ready);
      await program.end();
    }
    const { program } = await start();
    const take = async (line: LineIn) => {
      const began = performance.now();
      const answers = await program.turn(line);
      const took = performance.now() - began;
      if (lettersIn(answers).length > 0) letters.push(took);
      else turns.push(took);
      return answers;
    };
    for (let person = 0; person < people; person += 1) await walk(take, { place: `terminal:person-${person}` });
    await program.end();
    return { first: first.ready, again, turns, letters };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

export interface BotCosts {
  readonly again: readonly number[];
  /** MiB that are resident whenever it is ready, and the most that ever were. */
  readonly idle: readonly number[];
  readonly peak: number;
  readonly letters: number;
}

/** @param people on each platform */
export async function measureBots(
  settings: Settings,
  { times, people }: { readonly times: number; readonly people: number },
): Promise<BotCosts> {
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
    const script = await scriptOf();
    const each = Array.from({ length: people }, (_, at) => at);
    const seen = await Promise.all([
      ...each.map((at) => follow(script, onDiscord(discord.person(`person ${at}`)))),
      ...each.map((at) => follow(script, onTelegram(telegram.person(1_000 + at)))),
    ]);
    const { most } = memoryOf(last.bot.pid);
    await last.bot.stop();
    const [letter] = script.turns.flatMap(lettersIn);
    const letters = seen.filter((texts) => letter && texts.includes(plain(letter.text))).length;
    return { again: [...again, last.ready], idle, peak: most, letters };
  } finally {
    await discord.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** What everybody says, and what comes of it. */
async function scriptOf(): Promise<Walked> {
  const program = await startProgram();
  const walked = await walkWith(program);
  await program.end();
  return walked;
}

/** Discord tells the program what is said, and the slash commands can be used. */
async function listening(discord: FakeDiscord, bot: BotProcess): Promise<void> {
  while (discord.gateway.listeners === 0 || discord.world.commands.length === 0) {
    if (!bot.running) throw new Error(`the program ended: ${bot.printed}`);
    await sleep(2);
  }
}

/** MiB of a process that are resident, and the most that ever were, as Linux counts them. */
function memoryOf(pid: number): { readonly now: number; readonly most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mib = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
  return { now: mib('VmRSS'), most: mib('VmHWM') };
}
