/** The platforms that the settings name, each loaded only where they do; where they name none, the terminal. */
import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Adapter, Bookmark, Place } from './adapters/adapter.ts';
import type { Config, DiscordConfig, TelegramConfig } from './config.ts';

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
  bookmarks(platform: string): Promise<readonly Bookmark[]>;
}

/** Adapters that are not started yet, at least one. */
export async function platformsFor(config: Config, surroundings: Surroundings): Promise<readonly Adapter[]> {
  // A program that speaks the line protocol expects to be answered, whatever else is configured.
  if (surroundings.jsonl) return [await terminal(config, surroundings)];
  const platforms: Adapter[] = [];
  if (config.telegram !== null) platforms.push(await telegram(config.telegram, surroundings));
  if (config.discord !== null) platforms.push(await discord(config.discord, surroundings));
  return platforms.length > 0 ? platforms : [await terminal(config, surroundings)];
}

async function telegram(config: TelegramConfig, { onFault, onTrouble }: Surroundings): Promise<Adapter> {
  const { createTelegram } = await import('./adapters/telegram/index.ts');
  // Nothing is fatal to it: it waits for a network, or for a token that is set right elsewhere.
  const log = (sentence: string) => onTrouble(sentence, false);
  return createTelegram({ ...config, now: () => new Date(), log, onFault });
}

async function discord(config: DiscordConfig, { bookmarks, onFault, onTrouble }: Surroundings): Promise<Adapter> {
  const { createDiscord } = await import('./adapters/discord/index.ts');
  return createDiscord({
    ...config,
    bookmarks: () => bookmarks('discord'),
    now: () => new Date(),
    onFault,
    onTrouble,
  });
}

async function terminal({ data }: Config, { jsonl, settled, onEnd, onFault }: Surroundings): Promise<Adapter> {
  const { createTerminal } = await import('./adapters/terminal/index.ts');
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
