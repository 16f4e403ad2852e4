/** Builds everything out of the environment, starts it, and stops it cleanly. */
import { Console } from 'node:console';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Adapter, Bookmark, Place, Platform } from './adapters/contract.ts';
import {
  type Config,
  configure,
  type DiscordConfig,
  type Role,
  type TelegramConfig,
  type TranscribingConfig,
} from './config.ts';
import { templateWriter } from './letter/writer.ts';
import type { Transcriber } from './model/transcribing.ts';
import { startFaults } from './prompts/platforms.ts';
import { DEMO_HINT } from './prompts/terminal.ts';
import { guidedReader } from './reader/guided.ts';
import { openStore } from './store/database.ts';
import { PACE } from './turn/gather.ts';
import { createInterviewer } from './turn/handle-event.ts';

// Standard output belongs to the conversation; whatever a dependency logs goes to standard error.
globalThis.console = new Console(process.stderr, process.stderr);

/** How long a process that has stopped may take to end. */
const ENDING_MS = 2_000;

async function start(config: Config, jsonl: boolean): Promise<void> {
  const data = resolve(config.data);
  const opened = await openStore(
    config.databaseUrl === null ? { directory: data } : { url: config.databaseUrl },
    ({ message }) => console.error(`foreword: something will not be said: ${message}`),
  );
  if ('failure' in opened) return refuse([opened.why]);
  const { store } = opened;
  const model = await modelFor(config, jsonl);
  if (model === 'left') return store.close();
  // The kind of fault alone: its message may quote what a person said.
  const onFault = (error: unknown) =>
    console.error(`foreword: a turn failed: ${error instanceof Error ? error.name : 'unknown'}`);
  const adapters = await platformsFor(config, {
    jsonl,
    settled: (place) => interviewer.settled(place),
    onEnd: () => void stop(0),
    onFault,
    onTrouble(sentence, fatal) {
      console.error(`foreword: ${sentence}`);
      if (fatal) void stop(1);
    },
    bookmarks: (platform) => interviewer.bookmarks(platform),
  });
  const interviewer = createInterviewer({
    store,
    reader: model?.reader ?? guidedReader,
    writer: model?.writer ?? templateWriter,
    transcriber: config.transcribing && (await transcriberFor(config.transcribing)),
    adapterFor: (place) => adapters.find(({ name }) => place.startsWith(`${name}:`)),
    now: () => new Date(),
    isWriting: config.roles.has('letters'),
    ...(config.gathering > 0 && { gathering: { ...PACE, quiet: config.gathering } }),
    onFault,
  });
  let stopping: Promise<void> | null = null;
  const stop = (code: number) => {
    // At once: a turn that the database keeps waiting is given up, and told to nobody.
    stopping ??= Promise.all([interviewer.stop(), ...adapters.map((adapter) => adapter.stop())])
      .then(() => store.close())
      .then(() => {
        process.exitCode = code;
        process.stdin.destroy();
        // All that is kept is kept: a platform's library that still waits for its turn to send holds up nothing.
        setTimeout(() => process.exit(), ENDING_MS).unref();
      });
    return stopping;
  };
  process.once('SIGTERM', () => void stop(0));
  process.once('SIGINT', () => void stop(0));
  const isTalk = !jsonl && adapters.every(({ name }) => name === 'terminal');
  if (isTalk && model === null) process.stdout.write(`${DEMO_HINT}\n\n`);
  // The others only send the letters that are written here.
  const listening = adapters.filter(({ name }) => name === 'terminal' || config.roles.has(name));
  await Promise.all(listening.map((adapter) => adapter.start(interviewer.receive, interviewer.typing)));
  // A terminal opens its conversation by itself; elsewhere people wait for what an earlier process left.
  if (stopping === null && adapters.every(({ name }) => name !== 'terminal')) await interviewer.resume();
}

/** What works with a language model; null without one. A person at a terminal is offered what this machine has. */
async function modelFor(config: Config, jsonl: boolean) {
  const isTerminal = !jsonl && config.telegram === null && config.discord === null;
  const isPerson = isTerminal && process.stdin.isTTY && process.stdout.isTTY;
  if (config.model === null && !isPerson) return null;
  const { languageModel } = await import('./language-model.ts');
  return languageModel(config, isPerson ? { input: process.stdin, output: process.stdout } : null);
}

async function transcriberFor({ time, ...endpoint }: TranscribingConfig): Promise<Transcriber> {
  const { createTranscriber } = await import('./model/transcribing.ts');
  return createTranscriber(endpoint, time, () => performance.now());
}

interface Surroundings {
  /** Another program is at the other end of the standard streams, and speaks the line protocol. */
  readonly jsonl: boolean;
  /** Settles when nothing is under way for a place any more that has still to be said there. */
  settled(place: Place): Promise<void>;
  /** Called when there is nobody left to talk to. */
  onEnd(): void;
  /** Called with what went wrong in a turn. */
  onFault(error: unknown): void;
  /** Called with a plain sentence for whoever runs the program. After a fatal one the platform is of no use any more. */
  onTrouble(sentence: string, fatal: boolean): void;
  /** Where the conversations of a platform stand. */
  bookmarks(platform: Platform): Promise<readonly Bookmark[]>;
}

/** Adapters that are not started yet, at least one. */
async function platformsFor(config: Config, surroundings: Surroundings): Promise<readonly Adapter[]> {
  // A program that speaks the line protocol expects to be answered, whatever else is configured.
  if (surroundings.jsonl) return [await terminal(config, surroundings)];
  const platforms: Adapter[] = [];
  const { roles } = config;
  const isUsed = (role: Role) => roles.has(role) || roles.has('letters');
  if (config.telegram !== null && isUsed('telegram')) platforms.push(await telegram(config.telegram, surroundings));
  if (config.discord !== null && isUsed('discord')) platforms.push(await discord(config.discord, surroundings));
  return platforms.length > 0 ? platforms : [await terminal(config, surroundings)];
}

async function telegram(config: TelegramConfig, { onFault, onTrouble }: Surroundings): Promise<Adapter> {
  const { createTelegram } = await import('./adapters/telegram/telegram.ts');
  // Nothing is fatal to it: it waits for a network, or for a token that is set right elsewhere.
  const log = (sentence: string) => onTrouble(sentence, false);
  return createTelegram({ ...config, now: () => new Date(), log, onFault });
}

async function discord(config: DiscordConfig, { bookmarks, onFault, onTrouble }: Surroundings): Promise<Adapter> {
  const { createDiscord } = await import('./adapters/discord/discord.ts');
  return createDiscord({
    ...config,
    bookmarks: () => bookmarks('discord'),
    now: () => new Date(),
    onFault,
    onTrouble,
    log: (sentence) => onTrouble(sentence, false),
  });
}

async function terminal({ data }: Config, { jsonl, settled, onEnd, onFault }: Surroundings): Promise<Adapter> {
  const { createTerminal } = await import('./adapters/terminal/terminal.ts');
  return createTerminal({
    mode: jsonl ? 'jsonl' : 'talk',
    input: process.stdin,
    output: process.stdout,
    filesDirectory: join(resolve(data), 'letters'),
    newId: randomUUID,
    now: () => new Date(),
    settled,
    onEnd,
    onFault,
  });
}

function refuse(faults: readonly string[]): void {
  console.error(startFaults(faults));
  process.exitCode = 1;
}

// Settings may stand in a file beside the program; what the environment already says goes before it.
if (existsSync('.env')) process.loadEnvFile('.env');
const configured = configure(process.env);
if ('faults' in configured) refuse(configured.faults);
else await start(configured.config, process.argv.includes('--jsonl'));
