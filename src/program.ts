/** Builds everything out of the environment, starts it, and stops it cleanly. */
import { Console } from 'node:console';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Config, configure } from './config.ts';
import { createInterviewer } from './interviewer.ts';
import { mindsFor } from './minds.ts';
import { platformsFor } from './platforms.ts';
import { startFaults } from './prompts/start.ts';
import { openStore } from './store/database.ts';

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
    bookmarks: (platform) => store.bookmarks(platform),
  });
  const minds = await mindsFor(config.model, Date.now);
  const interviewer = createInterviewer({
    store,
    ...minds,
    adapterFor: (place) => adapters.find(({ name }) => place.startsWith(`${name}:`)),
    now: () => new Date(),
    onFault,
  });
  let stopping: Promise<void> | null = null;
  const stop = (code: number) => {
    stopping ??= interviewer
      .stop()
      .then(() => Promise.all(adapters.map((adapter) => adapter.stop())))
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
  await Promise.all(adapters.map((adapter) => adapter.start(interviewer.receive)));
  // A terminal opens its conversation by itself; elsewhere people wait for what an earlier process left.
  if (stopping === null && adapters.every(({ name }) => name !== 'terminal')) await interviewer.resume();
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
