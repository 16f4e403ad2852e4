/** What turns are made of, what they tell, and what an inbound event comes to. */
import type { Adapter, Outbound, Place, Platform } from '../adapters/contract.ts';
import type { Writer } from '../letter/writer.ts';
import type { Command, Control } from '../machine/commands.ts';
import type { Interview, InterviewEvent } from '../machine/interview.ts';
import type { TokenBudget } from '../model/model.ts';
import type { Transcriber } from '../model/transcribing.ts';
import { wordsOf } from '../prompts/words.ts';
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

/**
 * What a turn does to a place: an event for the machine, words without one, or the end of everything kept. `from`: the state
 * that it is about, where the turn first settles what a recording said. `after` comes behind an event, where nothing is
 * left to be confirmed.
 */
export type Action = { readonly from?: Interview } & (
  | { readonly kind: 'event'; readonly event: InterviewEvent; readonly after?: InterviewEvent }
  /** `deletes`: the version of a letter. */
  | { readonly kind: 'words'; readonly out: readonly Outbound[]; readonly deletes?: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'forget' }
);

/** What a person said, as commands. */
export const said = (commands: readonly Command[]): Action => ({ kind: 'event', event: { type: 'said', commands } });
/** A sentence, without an event. */
export const words = (text: string): Action => ({ kind: 'words', out: [{ kind: 'say', text }] });
/** Something said, in the language of the interview. */
export const saying = ({ context }: Interview, key: Parameters<ReturnType<typeof wordsOf<'said'>>>[0]): Action =>
  words(wordsOf('said', context.sheet.language)(key));

/** What moves the interview itself. */
export const controlled = (control: Control): Action =>
  control === 'forget' ? { kind: 'forget' } : { kind: 'event', event: { type: control } };

/** What commands ask for: what they say, and then what moves the interview itself. */
export function actionOf(commands: readonly Command[]): Action {
  const control = commands.find((command) => command.type === 'control');
  const others = commands.filter(({ type }) => type !== 'control');
  if (!control) return said(commands);
  if (others.length === 0 || control.control === 'forget') return controlled(control.control);
  return { kind: 'event', event: { type: 'said', commands: others }, after: { type: control.control } };
}
