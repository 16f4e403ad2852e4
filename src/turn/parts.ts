/** What turns are made of, and what they tell. */
import type { Adapter, Place, Platform } from '../adapters/contract.ts';
import type { Writer } from '../letter/writer.ts';
import type { TokenBudget } from '../model/model.ts';
import type { Transcriber } from '../model/transcribing.ts';
import type { Reader } from '../reader/reader.ts';
import type { Store } from '../store/store.ts';

/** Milliseconds. */
export interface GatheringPace {
  /** Without a further text or a sign of typing. */
  readonly quiet: number;
  /** From the first text on, however many come. */
  readonly longest: number;
}

export interface LimitSettings {
  /** For each person and day. */
  readonly perDay: Readonly<Record<'messages' | 'letters', number>>;
  /** Persons such as `telegram:123`; null: everybody. */
  readonly allowed: readonly string[] | null;
}

export interface Parts {
  readonly store: Store;
  readonly reader: Reader;
  readonly writer: Writer;
  readonly transcriber?: Transcriber | null;
  /** False: another process writes the letters. */
  readonly isWriting?: boolean;
  /** False: another process takes what people say there. */
  isListening?(platform: Platform): boolean;
  /** The platform of a place; undefined for one that is not running. */
  adapterFor(place: Place): Adapter | undefined;
  now(): Date;
  /** How long texts in a row are waited for, where the platform's adapter collects them; without it none are. */
  readonly gathering?: GatheringPace;
  /** Who may use it, and how much a day; without it everybody may, and as much as they like. */
  readonly limits?: LimitSettings;
  /** What all models may cost in a day. */
  readonly tokens?: TokenBudget | null;
  /** Days of silence after which a conversation is forgotten, from `resume` on; without it none is. */
  readonly retentionDays?: number;
  /** Called with what the writer threw, of which the person is told in a plain sentence, and with what is tried again. */
  onFault(error: unknown): void;
  /** Called after each turn, for whoever counts them; not after an attempt that an outage ended. @param took milliseconds */
  onTurn?(platform: Platform, outcome: 'done' | 'failed', took: number): void;
  /** Called with each letter that was asked for: what wrote it, or that nothing could. */
  onLetter?(outcome: 'model' | 'template' | 'failed'): void;
}
