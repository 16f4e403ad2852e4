/** What the interviewer needs kept. One implementation (`database.ts` opens it) serves PGlite and PostgreSQL. */
import type { Bookmark, MessageReference, Outbound, Place, Platform } from '../adapters/contract.ts';
import type { Letter } from '../letter/letter.ts';
import type { Saved } from '../machine/saved.ts';
import type { Brief } from '../machine/sheet.ts';
import type { Usage } from '../model/budget.ts';

export interface Kept {
  readonly saved: Saved;
  /** Rises by one with each turn; a turn commits only over the version that it read. */
  readonly version: number;
}

/** What a turn begins from. */
export interface Before {
  readonly kept: Kept | null;
  /** The event was committed before. */
  readonly seen: boolean;
  /** There may be something of earlier turns that is still to be said. */
  readonly owed: boolean;
}

/** A text that the candidate sent earlier: its event id, and the slot that was asked for when it came. */
export interface EarlierMessage {
  readonly id: string;
  readonly asked: string | null;
}

/**
 * A place waits for a letter. There is a job for exactly as long as its interview is being written for, and one process
 * at a time holds it: what that process does counts only as long as it does.
 */
export interface Job {
  readonly id: string;
  readonly place: Place;
  /** Of the letter. */
  readonly version: number;
  /** How many have held it before. */
  readonly attempt: number;
}

/** What a turn changes about the letter that its place waits for. */
export type JobChange =
  /** It waits for this one from now on. */
  | { readonly kind: 'wanted'; readonly version: number }
  /** It waits for none any more: whoever writes it writes for nobody. */
  | { readonly kind: 'unwanted' }
  /** It has an answer. Only whoever holds the job can give it; for anybody else the turn is stale. */
  | { readonly kind: 'done'; readonly job: Job };

/** Everything that one event changes; it commits whole or not at all. */
export interface Turn {
  readonly place: Place;
  readonly event: { readonly id: string; readonly isText: boolean; readonly asked: string | null };
  /** The version that the turn was computed from; null where nothing was kept yet. */
  readonly expected: number | null;
  readonly saved: Saved;
  readonly out: readonly Outbound[];
  /** A letter that became final in this turn. */
  readonly letter?: {
    readonly version: number;
    readonly letter: Letter;
    readonly brief: Brief;
    /** What a model cost for it; null where none had a part in it. */
    readonly usage: Usage | null;
  };
  readonly job?: JobChange;
}

/** `seen`: the event was committed before; `stale`: another turn came first. In both cases nothing was changed. */
export type Commit = 'committed' | 'seen' | 'stale';

export interface Unsent {
  /** Stable over restarts: the idempotency key of the send. */
  readonly key: string;
  readonly message: Outbound;
  /** What an earlier attempt to send it left. */
  readonly noted: string | null;
}

export interface KeptLetter {
  readonly version: number;
  readonly letter: Letter;
  readonly brief: Brief;
  readonly usage: Usage | null;
  readonly at: Date;
}

/** The letters that a place got: how many, and the version of the last; 0 where there is none. */
export interface Editions {
  readonly count: number;
  readonly last: number;
}

/** A question to a model on the way to a letter. */
export interface LetterStep {
  readonly place: Place;
  /** Of the letter that it is for. */
  readonly version: number;
  readonly step: string;
}

/** Who writes which letter. All of it may be tried again; none of it waits for a letter. */
export interface Jobs {
  /** A job is free again when its holder was silent for so many milliseconds; null where no other process can be one. */
  readonly patience: number | null;
  /** Takes hold of the job that has waited longest on this platform; null where none waits. */
  claim(platform: Platform): Promise<Job | null>;
  /** Says that its holder is still at it. @returns whether it is theirs */
  hold(job: Job): Promise<boolean>;
  /** Lets go of it, for whoever comes next. */
  release(job: Job): Promise<void>;
  /** There was nothing to do. */
  drop(job: Job): Promise<void>;
  /** Sees to it that there is one for the letter that the interview waits for, as it does at this version of it. */
  want(place: Place, letter: number, expected: number): Promise<void>;
  /** Gets ready for the first of them, which takes a moment in a new database. */
  prepare(platform: Platform): Promise<void>;
}

export interface Store {
  /** Nobody but this process writes to it. */
  readonly alone: boolean;
  readonly jobs: Jobs;
  load(place: Place): Promise<Kept | null>;
  /** What a turn for this event begins from, in one look. */
  before(place: Place, eventId: string): Promise<Before>;
  seen(place: Place, eventId: string): Promise<boolean>;
  /** Where the conversations of a platform stand. */
  bookmarks(platform: string): Promise<readonly Bookmark[]>;
  /** An earlier text of the candidate, for an edit. */
  message(place: Place, reference: MessageReference): Promise<EarlierMessage | null>;
  commit(turn: Turn): Promise<Commit>;
  /** What a turn leaves to be said once it is committed, as `unsent` gives it too. */
  leaves(turn: Turn): readonly Unsent[];
  /** What is still to be said to a place, oldest first, but for what this version of the program can't read. */
  unsent(place: Place): Promise<readonly Unsent[]>;
  /** Places with something still to be said. */
  placesWithUnsent(): Promise<readonly Place[]>;
  /** Keeps with a message what an attempt to send it leaves for the next one. */
  note(key: string, noted: string): Promise<void>;
  /** Said: the row is gone, so that nothing is kept longer than it is needed. */
  markSent(keys: readonly string[]): Promise<void>;
  /** Places whose saved state has this value (a state's name), for the sweep at start. */
  placesIn(value: string): Promise<readonly Place[]>;
  /** What a model answered to a step of a letter that is not delivered yet; null where it never did. */
  recall(step: LetterStep): Promise<string | null>;
  /** Keeps such an answer, unless the job is somebody else's by now, or is over. */
  keep(step: LetterStep, raw: string, job: Job): Promise<void>;
  letters(place: Place): Promise<readonly KeptLetter[]>;
  editions(place: Place): Promise<Editions>;
  /** Deletes every row of the place, and leaves `farewell` as the only thing still to be said. */
  forget(place: Place, farewell: readonly Outbound[]): Promise<void>;
  close(): Promise<void>;
}
