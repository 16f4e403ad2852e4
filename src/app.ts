/** Composition root: builds everything from the environment, starts it and stops it. */
import { Console } from 'node:console';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import program from '../package.json' with { type: 'json' };
import { type Adapter, type Bookmark, type Place, type Platform, platformOf } from './adapters/contract.ts';
import { BOTS, type Bot, type Config, configure } from './config.ts';
import { templateWriter } from './letter/writer.ts';
import { createLog, type Log } from './log.ts';
import { languageOf } from './machine/language.ts';
import type { ModelCall, TokenBudget } from './model/model-call.ts';
import type { Transcriber } from './model/openai.ts';
import type { Monitoring, Vitals } from './monitoring.ts';
import { runsOn, STOPPED_EARLY, startFaults, terminalWords } from './prompts/terminal-texts.ts';
import { guidedReader } from './reader/guided.ts';
import { openStore } from './store/database.ts';
import { prepareDirectory } from './store/database-errors.ts';
import { createTokenBudget } from './store/usage.ts';
import { GATHERING_PACE } from './turn/gather.ts';
import { createInterviewer } from './turn/handle-event.ts';

/** The system's locale, in POSIX order of precedence. */
const LOCALE = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG;
/** Milliseconds until a stopped process is forced to exit. */
const ENDING_MS = 2_000;
/** Milliseconds that a stop waits for work in progress, then for the database; together below ten seconds. */
const PARTS_STOP_MS = 6_500;
const STORE_STOPS_MS = 2_000;

async function start(config: Config, jsonl: boolean): Promise<void> {
  const isBot = !jsonl && hasPlatform(config);
  const log = createLog({
    level: config.logLevel,
    isPlain: !isBot || process.stderr.isTTY,
    write: (line) => process.stderr.write(line),
  });
  // Standard output carries the conversation. What a library prints is not logged: it may quote people.
  const printing = new Writable({
    write(_text, _encoding, done) {
      log.warn('A library printed something.');
      done();
    },
  });
  globalThis.console = new Console(printing, printing);

  let vitals: Vitals | null = null;
  let monitoring: Monitoring | null = null;
  if (config.monitoring !== null) {
    const { startMonitoring } = await import('./monitoring.ts');
    const served = await startMonitoring({ ...config.monitoring, vitals: () => vitals });
    if (typeof served === 'string') return refuse([served]);
    monitoring = served;
  }
  const data = resolve(config.data);
  // With a database server, only a terminal writes to the data directory.
  const failure = isBot || config.databaseUrl === null ? null : prepareDirectory(data);
  // Loads the platforms' libraries while the database opens.
  const [opened, platformsWith] = await Promise.all([
    failure ??
      openStore(
        config.databaseUrl === null ? { directory: data } : { url: config.databaseUrl },
        ({ message }) => log.error(`A message will not be sent: ${message}`),
        config.keys,
      ),
    loadPlatforms(config, jsonl),
  ]);
  if ('failure' in opened) {
    monitoring?.close();
    return refuse([opened.failure]);
  }
  const { store } = opened;
  const onFault = (error: unknown) => log.fault('A turn or a request failed.', error);
  const { tokensPerDay, perDay, allowed, retentionDays } = config;
  const tokens = tokensPerDay === null ? null : createTokenBudget(store, tokensPerDay, now, onFault);
  const onCall = (call: ModelCall) => monitoring?.modelCall(call);
  const model = await modelFor(config, jsonl, { log, tokens, onCall });
  if (model === 'left') {
    monitoring?.close();
    return store.close();
  }
  const platforms = platformsWith({
    settled: (place) => interviewer.settled(place),
    onEnd: () => void stop(0),
    onFault,
    onTrouble(sentence, fatal) {
      log[fatal ? 'error' : 'warn'](sentence);
      if (fatal) void stop(1);
    },
    log: (sentence, level = 'info') => log[level](sentence),
    bookmarks: (platform) => interviewer.bookmarks(platform),
  });
  const adapters = monitoring ? platforms.map((platform) => counted(platform, monitoring.sent)) : platforms;
  let transcriber: Transcriber | null = null;
  if (config.transcribing !== null) {
    const { createTranscriber } = await import('./model/openai.ts');
    const { time, ...endpoint } = config.transcribing;
    transcriber = createTranscriber({ ...endpoint, onCall }, time, () => performance.now(), undefined, tokens);
  }
  const isListening = (platform: Platform) => platform === 'terminal' || config.roles.has(platform);
  const interviewer = createInterviewer({
    store,
    reader: model?.reader ?? guidedReader,
    writer: model?.writer ?? templateWriter,
    transcriber,
    adapterFor: (place) => adapters.find(({ name }) => place.startsWith(`${name}:`)),
    now,
    isWriting: config.roles.has('letters'),
    isListening,
    limits: { perDay, allowed },
    tokens,
    retentionDays,
    ...(config.gathering > 0 && { gathering: { ...GATHERING_PACE, quiet: config.gathering } }),
    onFault,
    ...(monitoring && {
      onTurn: (platform, outcome, took) => monitoring.turn(platform, outcome, took / 1000),
      onLetter: monitoring.letter,
    }),
  });
  let stopping: Promise<void> | null = null;
  const stop = (code: number) => {
    stopping ??= end(code);
    return stopping;
  };
  async function end(code: number): Promise<void> {
    vitals = null;
    // In parallel: a turn that is blocked by the database is dropped without an error message to the person.
    const parts = Promise.all([interviewer.stop(), ...adapters.map((adapter) => adapter.stop())]);
    // A hanging model doesn't delay the stop: the turn's input is stored or will be redelivered.
    const isOver = await within(PARTS_STOP_MS, parts);
    if (!isOver) log.warn(STOPPED_EARLY);
    const isClosed = await within(STORE_STOPS_MS, store.close());
    monitoring?.close();
    process.exitCode = code;
    if (!isOver || !isClosed) process.exit();
    process.stdin.destroy();
    // Everything is stored by now, so a platform's library that still waits to send may be cut off.
    setTimeout(() => process.exit(), ENDING_MS).unref();
  }
  process.once('SIGTERM', () => void stop(0));
  process.once('SIGINT', () => void stop(0));
  const isTalk = !jsonl && adapters.every(({ name }) => name === 'terminal');
  if (isTalk && model === null) process.stdout.write(`${terminalWords(languageOf(LOCALE))('demo-hint')}\n\n`);
  if (isBot) for (const line of runsOn(program.version, await store.about(), model?.about ?? null)) log.info(line);
  // The other adapters only send the letters that this process writes.
  const listening = adapters.filter(({ name }) => isListening(name));
  await Promise.all(listening.map((adapter) => adapter.start(interviewer.receive, interviewer.typing)));
  if (stopping !== null) return;
  vitals = {
    backlog: () => store.backlog(),
    connected: () => Object.fromEntries(listening.map(({ name, isConnected }) => [name, isConnected?.() ?? true])),
    turns: interviewer.turns,
  };
  // A terminal opens its conversation itself. Other platforms continue what an earlier process left unfinished.
  if (adapters.every(({ name }) => name !== 'terminal')) await interviewer.resume();
}

/** @returns whether the work settled in time; rejections are ignored */
async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const done = work.then(
    () => true,
    () => true,
  );
  return Promise.race([done, sleep(milliseconds, false, { ref: false })]);
}

function counted(adapter: Adapter, sent: Monitoring['sent']): Adapter {
  return {
    ...adapter,
    async send(place, ...rest) {
      const done = await adapter.send(place, ...rest);
      sent(platformOf(place), done.outcome);
      return done;
    },
  };
}

function hasPlatform(config: Config): boolean {
  return BOTS.some((bot) => config[bot] !== null);
}

/** Creates the reader and writer that use a model; null without one. Offers a local model to a person at a terminal. */
async function modelFor(
  config: Config,
  jsonl: boolean,
  watchers: { readonly log: Log; readonly tokens: TokenBudget | null; onCall(call: ModelCall): void },
) {
  const isTerminal = !jsonl && !hasPlatform(config);
  const isPerson = isTerminal && process.stdin.isTTY && process.stdout.isTTY;
  if (config.model === null && !isPerson) return null;
  const { languageModel } = await import('./language-model.ts');
  return languageModel(
    config,
    isPerson ? { input: process.stdin, output: process.stdout, locale: LOCALE } : null,
    watchers,
  );
}

interface Surroundings {
  /** Resolves when the place has no turn or letter in progress. */
  settled(place: Place): Promise<void>;
  /** Called when the input or output of a terminal has ended. */
  onEnd(): void;
  onFault(error: unknown): void;
  /** Called with a sentence for the operator. After a fatal one, the platform no longer works. */
  onTrouble(sentence: string, fatal: boolean): void;
  log(sentence: string, level?: 'info' | 'warn'): void;
  bookmarks(platform: Platform): Promise<readonly Bookmark[]>;
}

type Created = (surroundings: Surroundings) => Adapter;

const now = () => new Date();

/** Loads a platform's library only if it is configured. */
const LOAD: { readonly [Name in Bot]: (settings: NonNullable<Config[Name]>) => Promise<Created> } = {
  async discord(settings) {
    const { createDiscord } = await import('./adapters/discord/discord.ts');
    return ({ bookmarks, onFault, onTrouble, log }) =>
      createDiscord({ ...settings, bookmarks: () => bookmarks('discord'), now, onFault, onTrouble, log });
  },
  async telegram(settings) {
    const { createTelegram } = await import('./adapters/telegram/telegram.ts');
    // Nothing is fatal for Telegram: it retries until the network is back or the token is accepted.
    return ({ log, onFault }) => createTelegram({ ...settings, now, log, onFault });
  },
};

function load<Name extends Bot>(name: Name, config: Config): Promise<Created>[] {
  const settings = config[name];
  return settings == null ? [] : [LOAD[name](settings)];
}

/** @param jsonl talks to a program over standard streams @returns creates the adapters, at least one, not started */
async function loadPlatforms(
  config: Config,
  jsonl: boolean,
): Promise<(surroundings: Surroundings) => readonly Adapter[]> {
  const { roles, data } = config;
  const used = BOTS.filter((bot) => !jsonl && (roles.has(bot) || roles.has('letters')));
  const platforms = await Promise.all(used.flatMap((bot) => load(bot, config)));
  if (platforms.length === 0) {
    const { createTerminal } = await import('./adapters/terminal/terminal.ts');
    platforms.push(({ settled, onEnd, onFault }) =>
      createTerminal({
        mode: jsonl ? 'jsonl' : 'talk',
        input: process.stdin,
        output: process.stdout,
        filesDirectory: join(resolve(data), 'letters'),
        ...(LOCALE && { locale: LOCALE }),
        newId: randomUUID,
        now,
        settled,
        onEnd,
        onFault,
      }),
    );
  }
  return (surroundings) => platforms.map((create) => create(surroundings));
}

function refuse(faults: readonly string[]): void {
  process.stderr.write(`${startFaults(faults)}\n`);
  process.exitCode = 1;
}

// `.env` is optional; variables that are already set take precedence.
if (existsSync('.env')) process.loadEnvFile('.env');
const configured = configure(process.env);
if ('faults' in configured) refuse(configured.faults);
else await start(configured.config, process.argv.includes('--jsonl'));
