/** Dependencies, settings and callbacks of turns. */
import { type Adapter, PLATFORMS, type Place, type Platform } from '../adapters/contract.ts';
import type { Writer } from '../letter/writer.ts';
import type { TokenBudget } from '../model/model-call.ts';
import type { Transcriber } from '../model/openai.ts';
import type { Reader } from '../reader/reader.ts';
import type { Store } from '../store/store.ts';

export const DAY_MS = 86_400_000;

/** In milliseconds. */
export interface GatheringPace {
  /** Wait after the last text. */
  readonly quiet: number;
  /** Maximum wait after the first text. */
  readonly longest: number;
}

export interface LimitSettings {
  /** Per person and day. */
  readonly perDay: Readonly<Record<'messages' | 'letters', number>>;
  /** Persons such as `telegram:123`; null: everyone. */
  readonly allowed: readonly string[] | null;
}

export interface TurnDependencies {
  readonly store: Store;
  readonly reader: Reader;
  readonly writer: Writer;
  readonly transcriber?: Transcriber | null;
  /** False: another process writes the letters. */
  readonly isWriting?: boolean;
  /** False: another process takes the messages of this platform. */
  isListening?(platform: Platform): boolean;
  /** Returns undefined if the platform isn't running. */
  adapterFor(place: Place): Adapter | undefined;
  now(): Date;
  /** How long to wait for further texts, on platforms whose adapter collects them; absent: not at all. */
  readonly gathering?: GatheringPace;
  /** Absent: everyone may use the bot, without limits. */
  readonly limits?: LimitSettings;
  /** Daily token budget of all models. */
  readonly tokens?: TokenBudget | null;
  /** Days of silence after which a conversation is deleted, checked from `resume` on; absent: never. */
  readonly retentionDays?: number;
  /** Called with errors of the writer, for which the person gets a plain sentence, and with errors that are retried. */
  onFault(error: unknown): void;
  /** Called after each turn, but not after an attempt that an outage ended. @param took milliseconds */
  onTurn?(platform: Platform, outcome: 'done' | 'failed', took: number): void;
  /** Called after each requested letter, with what wrote it. */
  onLetter?(outcome: 'model' | 'template' | 'failed'): void;
}

/** Returns the platforms that run in this process. */
export function platformsHere({ adapterFor }: Pick<TurnDependencies, 'adapterFor'>): readonly Platform[] {
  return PLATFORMS.filter((platform) => adapterFor(`${platform}:`) !== undefined);
}
