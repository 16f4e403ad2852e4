/** What the bot keeps. `database.ts` opens the one implementation, on PGlite or PostgreSQL. */
import type { Bookmark, KeptSaid, MessageReference, Outbound, Place, Platform } from '../adapters/contract.ts';
import type { Letter } from '../letter/letter.ts';
import type { Saved } from '../machine/saved.ts';
import type { Brief } from '../machine/sheet.ts';
import type { Usage } from '../model/model.ts';

export interface Kept {
  readonly saved: Saved;
  /** Rises by one with each turn. A turn commits only over the version that it read. */
  readonly version: number;
}

/** What a turn starts from. */
export interface Before {
  readonly kept: Kept | null;
  /** The event was committed before. */
  readonly seen: boolean;
  /** Messages of earlier turns may still be unsent. */
  readonly owed: boolean;
  /** When the person was heard last; null for a new place. */
  readonly seenAt: Date | null;
  /** When they want to be reminded; null for not at all. */
  readonly remindAt: Date | null;
  /** The question that was sent last; null where none was. */
  readonly question: SentQuestion | null;
  /** What waits, in the order in which it came. */
  readonly held: readonly Held[];
}

/** A question as the platform knows it. */
export interface SentQuestion {
  readonly platformId: string;
  /** See `Sent.order`. */
  readonly order: string | null;
  /** Empty for one that is about no slot. */
  readonly slot: string;
}

/** A text that waits for more of the same answer, or an event that waits for its turn. */
export interface Held {
  readonly id: string;
  readonly author: string;
  readonly at: Date;
  readonly order: string | null;
  readonly said: KeptSaid;
}

/** There as long as the interview waits for a letter. One process at a time holds it, and only its results count. */
export interface Job {
  readonly id: string;
  readonly place: Place;
  /** Of the letter. */
  readonly version: number;
  /** The number of earlier holders. */
  readonly attempt: number;
}

/** What a turn changes about the letter that its place waits for. */
export type JobChange =
  | { readonly kind: 'wanted'; readonly version: number }
  | { readonly kind: 'unwanted' }
  /** The letter is there, or failed. The turn is stale if `job` is no longer held. */
  | { readonly kind: 'done'; readonly job: Job };

/** All changes of one event. They commit together or not at all. */
export interface Turn {
  readonly place: Place;
  readonly event: { readonly id: string; readonly isText: boolean; readonly asked: string | null };
  /** Ids of further texts that were taken with it; none of them is held any more. */
  readonly also?: readonly string[];
  /** The version that the turn was computed from; null for a new place. */
  readonly expected: number | null;
  readonly saved: Saved;
  /** When the person was heard; left out for a turn that is not theirs. */
  readonly seenAt?: Date;
  /** When they want to be reminded; null for not at all, any more. Left out, it stays as it is. */
  readonly remindAt?: Date | null;
  readonly out: readonly Outbound[];
  /** A letter that became final in this turn. */
  readonly letter?: Omit<KeptLetter, 'at'>;
  /** The version of a letter that is deleted for good. */
  readonly deletes?: number;
  readonly job?: JobChange;
}

/** `seen`: the event was committed before. `stale`: another turn came first. Neither changes anything. */
export type Commit = 'committed' | 'seen' | 'stale';

export interface Unsent {
  /** Idempotency key of the send, stable over restarts. */
  readonly key: string;
  readonly message: Outbound;
  /** What an earlier attempt noted, such as the id of a placeholder. */
  readonly noted: string | null;
}

export interface KeptLetter {
  readonly version: number;
  readonly letter: Letter;
  readonly brief: Brief;
  /** The model's calls and tokens; null for a letter without a model. */
  readonly usage: Usage | null;
  readonly at: Date;
}

/** Somebody asked to be written to. */
export interface Reminder {
  readonly place: Place;
  readonly at: Date;
}

/** One model call on the way to a letter. */
export interface LetterStep {
  readonly place: Place;
  /** Of the letter. */
  readonly version: number;
  readonly step: string;
}

/** What is used of a limit of a day. */
export interface Use {
  /** In UTC, such as 2026-11-29. */
  readonly day: string;
  readonly what: string;
  /** Platform and author; null for what all people use together. Stored as a hash. */
  readonly person: string | null;
  readonly amount: number;
}

/** The queue of letters to write. All methods may be retried. */
export interface Jobs {
  /** Milliseconds without `hold` after which a job is free again; null if no other process shares the database. */
  readonly patience: number | null;
  /** Takes the oldest free job of a platform, or that of a process that died; null if there is none. */
  claim(platform: Platform): Promise<Job | null>;
  /** Heartbeat. @returns whether the caller still holds the job */
  hold(job: Job): Promise<boolean>;
  /** Frees the job for the next holder. */
  release(job: Job): Promise<void>;
  /** Deletes the job. */
  drop(job: Job): Promise<void>;
  /** Adds a job for a letter if the place has none and its interview is still at version `expected`. */
  want(place: Place, letter: number, expected: number): Promise<void>;
}

/** What waits, at the moment, in all places. */
export interface Backlog {
  /** Messages that are not sent, without those that are set aside. */
  readonly unsent: number;
  /** Of the oldest of them, in seconds by the database's clock; 0 where there is none. */
  readonly age: number;
  /** Interviews that wait for a letter. */
  readonly letters: number;
}

/** Methods throw `StoreFailure` if the database fails, and `UnreadableRow` if a row doesn't fit its schema. */
export interface Store {
  /** No other process writes to the database. */
  readonly alone: boolean;
  readonly jobs: Jobs;
  /** The kind, version and place of the database, without users and passwords. */
  about(): Promise<string>;
  backlog(): Promise<Backlog>;
  /**
   * Runs a task once no other process runs one for this place; within a process, `PlaceQueue` sees to that.
   * @param event where it is known: the task may get what a turn for it starts from, read in one round trip with the lock
   */
  exclusively<T>(place: Place, task: (start?: Before) => Promise<T>, event?: string): Promise<T>;
  load(place: Place): Promise<Kept | null>;
  /** What a turn for this event starts from, in one query. */
  before(place: Place, eventId: string): Promise<Before>;
  /** The newest event of each conversation of a platform, among events with numeric ids. */
  bookmarks(platform: string): Promise<readonly Bookmark[]>;
  /** An earlier text of the candidate, for an edit: its event id, and the slot that was asked for when it came. */
  message(place: Place, reference: MessageReference): Promise<Pick<Turn['event'], 'id' | 'asked'> | null>;
  commit(turn: Turn): Promise<Commit>;
  /** The messages that `unsent` returns for a turn once it is committed. */
  leaves(turn: Turn): readonly Unsent[];
  /** Unsent messages of a place, oldest first. Unreadable ones are set aside. */
  unsent(place: Place): Promise<readonly Unsent[]>;
  placesWithUnsent(): Promise<readonly Place[]>;
  /** Notes with a message what the next attempt to send it needs. */
  note(key: string, noted: string): Promise<void>;
  /** Deletes messages that were sent. @param question what was among them */
  markSent(keys: readonly string[], question?: { readonly place: Place } & SentQuestion): Promise<void>;
  /** A question that was sent to a place, by the platform's id. */
  questionSent(place: Place, platformId: string): Promise<SentQuestion | null>;
  /** Keeps an event for a later turn. @returns false where its turn is committed already */
  hold(place: Place, event: Held): Promise<boolean>;
  /** Ends that: its turn is over. */
  release(place: Place, eventId: string): Promise<void>;
  placesHolding(): Promise<readonly Place[]>;
  /** The reminders of these platforms, the next one first; of many, the first hundred. */
  reminders(platforms: readonly Platform[]): Promise<readonly Reminder[]>;
  /** Places whose interview is in this state. */
  placesIn(value: string): Promise<readonly Place[]>;
  /** A model's answer for a letter that isn't delivered yet; null if there is none. */
  recall(step: LetterStep): Promise<string | null>;
  /** Keeps a model's answer, if the caller still holds the job. */
  keep(step: LetterStep, raw: string, job: Job): Promise<void>;
  letters(place: Place): Promise<readonly KeptLetter[]>;
  /** How many letters a place got, and the version of the last; 0 for none. */
  editions(place: Place): Promise<{ readonly count: number; readonly last: number }>;
  /** Deletes every row of the place. Only `farewell` remains to be sent. */
  forget(place: Place, farewell: readonly Outbound[]): Promise<void>;
  /** Deletes all of one place that is silent since then, but no terminal's. @returns it; null if none is left to take */
  forgetSilent(before: Date): Promise<Place | null>;
  /** Counts something against a limit. @returns false, with nothing counted, where that would exceed it */
  reserve(use: Use, limit: number): Promise<boolean>;
  /** Gives back what was reserved and not used; a negative amount: more was used. */
  giveBack(use: Use): Promise<void>;
  /** Forgets what was used on earlier days. */
  dropUsesBefore(day: string): Promise<void>;
  close(): Promise<void>;
}
