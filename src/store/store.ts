/** The persistence interface. `database.ts` opens its one implementation, on PGlite or PostgreSQL. */
import type { Bookmark, KeptSaid, MessageReference, Outbound, Place, Platform } from '../adapters/contract.ts';
import type { Letter } from '../letter/letter.ts';
import type { Saved } from '../machine/saved.ts';
import type { Brief } from '../machine/sheet.ts';
import type { Usage } from '../model/model-call.ts';

export interface StoredInterview {
  readonly saved: Saved;
  /** Increases by one with each turn. A turn commits only if the version is still the one that it read. */
  readonly version: number;
}

export interface TurnStart {
  readonly kept: StoredInterview | null;
  /** The event is already committed. */
  readonly seen: boolean;
  /** The place may have unsent messages of earlier turns. */
  readonly owed: boolean;
  /** Time of the person's last message; null for a new place. */
  readonly seenAt: Date | null;
  /** When the person wants a reminder; null for none. */
  readonly remindAt: Date | null;
  /** The last question sent; null if none was. */
  readonly question: SentQuestion | null;
  /** Waiting events in order of arrival. */
  readonly held: readonly PendingEvent[];
}

export interface SentQuestion {
  readonly platformId: string;
  /** See `Sent.order`. */
  readonly order: string | null;
  /** Empty if the question isn't about a slot. */
  readonly slot: string;
}

/** An event that waits for its turn, mostly a text that may be continued. */
export interface PendingEvent {
  readonly id: string;
  readonly author: string;
  readonly at: Date;
  readonly order: string | null;
  readonly said: KeptSaid;
}

/** Exists while the interview waits for a letter. One process at a time holds it; results of others are rejected. */
export interface Job {
  readonly id: string;
  readonly place: Place;
  /** Version of the letter. */
  readonly version: number;
  /** Number of earlier holders. */
  readonly attempt: number;
}

export type JobChange =
  | { readonly kind: 'wanted'; readonly version: number }
  | { readonly kind: 'unwanted' }
  /** The letter was written or failed. The turn is stale if the caller no longer holds `job`. */
  | { readonly kind: 'done'; readonly job: Job };

/** All changes of one event, committed in one transaction. */
export interface Turn {
  readonly place: Place;
  readonly event: { readonly id: string; readonly isText: boolean };
  /** Ids of further held texts that this turn consumed. */
  readonly also?: readonly string[];
  /** The version that the turn was computed from; null for a new place. */
  readonly expected: number | null;
  readonly saved: Saved;
  /** When the person wrote; omitted for other turns, such as a finished letter. */
  readonly seenAt?: Date;
  /** When the person wants a reminder; null cancels it, omitted leaves it unchanged. */
  readonly remindAt?: Date | null;
  readonly out: readonly Outbound[];
  /** A letter that became final in this turn. */
  readonly letter?: Omit<StoredLetter, 'at'>;
  /** Version of a letter to delete permanently. */
  readonly deletes?: number;
  readonly job?: JobChange;
}

/** `seen`: the event was committed before. `stale`: another turn committed first. Neither changes anything. */
export type Commit = 'committed' | 'seen' | 'stale';

export interface Unsent {
  /** Idempotency key of the send, stable across restarts. */
  readonly key: string;
  readonly message: Outbound;
  /** Data from an earlier send attempt, such as the id of a placeholder. */
  readonly noted: string | null;
}

export interface StoredLetter {
  readonly version: number;
  readonly letter: Letter;
  readonly brief: Brief;
  /** The model's calls and tokens; null for a letter without a model. */
  readonly usage: Usage | null;
  readonly at: Date;
}

export interface Reminder {
  readonly place: Place;
  readonly at: Date;
}

/** One model call for a letter. */
export interface LetterStep {
  readonly place: Place;
  /** Version of the letter. */
  readonly version: number;
  readonly step: string;
}

export interface UsageEntry {
  /** UTC, such as 2026-11-29. */
  readonly day: string;
  readonly what: string;
  /** Platform and author, stored as a hash; null for the total of all people. */
  readonly person: string | null;
  readonly amount: number;
}

/** The queue of letters to write. All methods may be retried. */
export interface Jobs {
  /** Milliseconds without `hold` until a job is free again; null if no other process shares the database. */
  readonly patience: number | null;
  /** Takes the platform's oldest free job, or that of a dead process; null if there is none. */
  claim(platform: Platform): Promise<Job | null>;
  /** Sends a heartbeat. @returns whether the caller still holds the job */
  hold(job: Job): Promise<boolean>;
  release(job: Job): Promise<void>;
  drop(job: Job): Promise<void>;
  /** Adds a job for a letter if the place has none and its interview is still at version `expected`. */
  want(place: Place, letter: number, expected: number): Promise<void>;
}

export interface Backlog {
  /** Unsent messages, without unreadable ones. */
  readonly unsent: number;
  /** Age of the oldest unsent message in seconds, by the database's clock; 0 if there is none. */
  readonly age: number;
  /** Interviews that wait for a letter. */
  readonly letters: number;
}

/** Methods throw `StoreFailure` if the database fails, and `UnreadableRow` if a row doesn't fit its schema. */
export interface Store {
  /** No other process writes to the database. */
  readonly alone: boolean;
  readonly jobs: Jobs;
  /** Kind, version and location of the database, without users and passwords. */
  about(): Promise<string>;
  backlog(): Promise<Backlog>;
  /**
   * Runs a task while no other process runs one for this place. Within a process, `PlaceQueue` ensures that.
   * @param event if known, the task gets the result of `before`, read in one round trip with the lock
   */
  exclusively<T>(place: Place, task: (start?: TurnStart) => Promise<T>, event?: string): Promise<T>;
  load(place: Place): Promise<StoredInterview | null>;
  /** Reads the state that a turn for this event starts from, in one query. */
  before(place: Place, eventId: string): Promise<TurnStart>;
  /** The newest event of each conversation of a platform. Only numeric event ids count. */
  bookmarks(platform: string): Promise<readonly Bookmark[]>;
  /** Returns the event id of an earlier text of the candidate; null if there is none. */
  message(place: Place, reference: MessageReference): Promise<string | null>;
  commit(turn: Turn): Promise<Commit>;
  /** Returns what `unsent` will return for this turn after its commit. */
  leaves(turn: Turn): readonly Unsent[];
  /** Unsent messages of a place, oldest first. Unreadable ones are skipped and flagged. */
  unsent(place: Place): Promise<readonly Unsent[]>;
  placesWithUnsent(): Promise<readonly Place[]>;
  /** Stores data for the next attempt to send a message. */
  note(key: string, noted: string): Promise<void>;
  /** Deletes sent messages. @param question the question among them, if any */
  markSent(keys: readonly string[], question?: { readonly place: Place } & SentQuestion): Promise<void>;
  questionSent(place: Place, platformId: string): Promise<SentQuestion | null>;
  /** Stores an event for a later turn. @returns false if its turn is already committed */
  hold(place: Place, event: PendingEvent): Promise<boolean>;
  /** Replaces a held event that no turn has taken yet. */
  amend(place: Place, event: PendingEvent): Promise<void>;
  /** Removes a held event whose turn is over. */
  release(place: Place, eventId: string): Promise<void>;
  placesHolding(): Promise<readonly Place[]>;
  /** Reminders of these platforms, earliest first, at most 100. */
  reminders(platforms: readonly Platform[]): Promise<readonly Reminder[]>;
  /** Places whose interview waits for a letter. */
  placesWriting(): Promise<readonly Place[]>;
  /** Returns a stored model answer for an undelivered letter; null if there is none. */
  recall(step: LetterStep): Promise<string | null>;
  /** Stores a model answer if the caller still holds the job. */
  keep(step: LetterStep, raw: string, job: Job): Promise<void>;
  letters(place: Place): Promise<readonly StoredLetter[]>;
  /** Version of the last letter of a place; 0 for none. */
  lastLetter(place: Place): Promise<number>;
  /** Deletes every row of the place, then queues `farewell`. */
  forget(place: Place, farewell: readonly Outbound[]): Promise<void>;
  /** Deletes all data of one place without messages since `before`, except terminals. @returns the place, or null */
  forgetSilent(before: Date): Promise<Place | null>;
  /** Counts usage against a limit. @returns false, with nothing counted, if that would exceed the limit */
  reserve(use: UsageEntry, limit: number): Promise<boolean>;
  /** Releases usage that was reserved but not used. A negative amount: more was used than reserved. */
  giveBack(use: UsageEntry): Promise<void>;
  dropUsesBefore(day: string): Promise<void>;
  close(): Promise<void>;
}
