/** Dependencies and callbacks of turns, and the `Action` that an inbound event leads to. */
import { type Adapter, type Outbound, PLATFORMS, type Place, type Platform } from '../adapters/contract.ts';
import type { Writer } from '../letter/writer.ts';
import type { Command, Control } from '../machine/commands.ts';
import type { Interview, InterviewEvent } from '../machine/interview.ts';
import type { TokenBudget } from '../model/model.ts';
import type { Transcriber } from '../model/transcribing.ts';
import { wordsOf } from '../prompts/words.ts';
import type { Reader } from '../reader/reader.ts';
import type { Store } from '../store/store.ts';

export const DAY_MS = 86_400_000;

/** In milliseconds. */
export interface GatheringPace {
  /** Wait after the last text or sign of typing. */
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

export interface Parts {
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
export function platformsHere({ adapterFor }: Pick<Parts, 'adapterFor'>): readonly Platform[] {
  return PLATFORMS.filter((platform) => adapterFor(`${platform}:`) !== undefined);
}

/**
 * What an inbound event leads to: an event for the machine, messages only, the current question, or deletion.
 * `from`: the state to apply it to, if not the stored one. `after`: a second event, skipped if the first leaves a
 * pending question.
 */
export type Action = { readonly from?: Interview } & (
  | { readonly kind: 'event'; readonly event: InterviewEvent; readonly after?: InterviewEvent }
  /** `deletes`: version of a letter to delete. */
  | { readonly kind: 'words'; readonly out: readonly Outbound[]; readonly deletes?: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'forget' }
);

/** An action with the commands of a message. */
export const said = (commands: readonly Command[]): Action => ({ kind: 'event', event: { type: 'said', commands } });
/** An action that only sends a text. */
export const words = (text: string): Action => ({ kind: 'words', out: [{ kind: 'say', text }] });
/** An action that only sends a text of the catalogue, in the language of the interview. */
export const saying = ({ context }: Interview, key: Parameters<ReturnType<typeof wordsOf<'said'>>>[0]): Action =>
  words(wordsOf('said', context.sheet.language)(key));

/** The action of a control. */
export const controlled = (control: Control): Action =>
  control === 'forget' ? { kind: 'forget' } : { kind: 'event', event: { type: control } };

/** Converts commands to an action. A control is applied after the other commands. */
export function actionOf(commands: readonly Command[]): Action {
  const control = commands.find((command) => command.type === 'control');
  const others = commands.filter(({ type }) => type !== 'control');
  if (!control) return said(commands);
  if (others.length === 0 || control.control === 'forget') return controlled(control.control);
  return { kind: 'event', event: { type: 'said', commands: others }, after: { type: control.control } };
}
