/** Measures the real program in the terminal and on both platforms, with interviews. */
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
  /** Milliseconds until it is ready: with a new database, and at each later start. */
  readonly first: number;
  readonly again: readonly number[];
  /** Milliseconds of each turn without a letter, and of each turn with one. */
  readonly turns: readonly number[];
  readonly letters: readonly number[];
}

/** @param people to interview one after another, in the last process */
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
  /** Resident MiB when it is ready, and the maximum. */
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

/** A recorded interview that everybody repeats. */
async function scriptOf(): Promise<Walked> {
  const program = await startProgram();
  const walked = await walkWith(program);
  await program.end();
  return walked;
}

/** Resolves when the program is connected to Discord and its slash commands are registered. */
async function listening(discord: FakeDiscord, bot: BotProcess): Promise<void> {
  while (discord.gateway.listeners === 0 || discord.world.commands.length === 0) {
    if (!bot.running) throw new Error(`the program ended: ${bot.printed}`);
    await sleep(2);
  }
}

/** Resident MiB of a process, now and at most, from /proc. */
function memoryOf(pid: number): { readonly now: number; readonly most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mib = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
  return { now: mib('VmRSS'), most: mib('VmHWM') };
}
