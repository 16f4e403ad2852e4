/** What the interviewer and a platform say to each other: types, and the names in them. */

import type { Letter } from '../letter/letter.ts';
import type { Brief, BriefFigure } from '../machine/sheet.ts';

export const PLATFORMS = ['discord', 'telegram', 'terminal'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** One conversation: primary key, lock key and log field at once. */
export type Place = `${Platform}:${string}`;

export function platformOf(place: Place): Platform {
  const platform = PLATFORMS.find((name) => place.startsWith(`${name}:`));
  if (!platform) throw new TypeError('a place of no platform');
  return platform;
}

/** One event from a person. */
export interface Inbound {
  /** The platform's id of the event; the same id again is a redelivery. */
  readonly id: string;
  readonly place: Place;
  readonly author: string;
  readonly at: Date;
  readonly said: Said;
}

export type Said =
  /** `re`: an earlier text of theirs that they replied to, where the platform can tell. */
  | { readonly kind: 'text'; readonly text: string; readonly re?: MessageReference }
  /** `of`: the mark of the question that it was offered with, where the platform can tell. */
  | { readonly kind: 'choice'; readonly choice: string; readonly of?: string }
  | { readonly kind: 'command'; readonly name: string; readonly rest: string }
  | { readonly kind: 'file'; readonly name: string; readonly mime: string; read(): Promise<Uint8Array> }
  | { readonly kind: 'edited'; readonly of: MessageReference; readonly text: string };

/** An earlier message of the same place: by the platform's id, or as the n-th text that the candidate sent (from 1). */
export type MessageReference = { readonly id: string } | { readonly ordinal: number };

/** Where a conversation stands, where events have numbers for ids that rise: the highest that was taken of it. */
export interface Bookmark {
  readonly place: Place;
  readonly event: string;
}

/** A button. The protocol of the terminal prints all of it; a chat shows the label. */
export interface Choice {
  /** At most 32 characters of ASCII: it comes back when the button is pressed. */
  readonly id: string;
  readonly label: string;
  /** The text that it would put into the slot. */
  readonly value?: string;
  /** The figure that it would set. */
  readonly figure?: BriefFigure;
  /** The noted value, or the sentence, that it would change. */
  readonly slot?: string;
}

/** What a question is for; `shared` words of the line protocol. */
export const QUESTION_KINDS = [
  'open',
  'slot',
  'order',
  'confirm',
  'preview',
  'conflict',
  'which',
  'job-post',
  'confidential',
  'review',
  'letter',
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** A value that a turn set or changed, as it is shown to the person. */
export interface Noted {
  readonly slot: string;
  readonly text: string;
  /** The whole figure as it now stands, where the slot belongs to one. */
  readonly figure?: BriefFigure;
}

/** A sentence of a paragraph or of the letter under review. */
export interface Line {
  readonly slot: string;
  readonly text: string;
}

export interface Ask {
  readonly kind: 'ask';
  readonly question: QuestionKind;
  readonly topic?: string;
  readonly slot?: string;
  /** The question, without what was noted. */
  readonly text: string;
  readonly choices: readonly Choice[];
  readonly value?: string;
  readonly figure?: BriefFigure;
  readonly lines?: readonly Line[];
  /** What this turn noted; a person sees it in front of the question, in the same message (`messageOf`). */
  readonly noted: readonly Noted[];
  /** How far the interview is: `at` of `of` topics are done. */
  readonly progress?: { readonly at: number; readonly of: number };
  /** A number alone may be the answer, so that it can't pick a choice. */
  readonly takesNumbers: boolean;
  /** Names the question as it stands: a choice that comes back with another mark is of a question that is over. */
  readonly mark: string;
}

export type Outbound =
  | { readonly kind: 'say'; readonly text: string }
  | Ask
  /** A finished letter: a platform shows `text`; the rest is for front ends that want the data. */
  | {
      readonly kind: 'letter';
      readonly version: number;
      readonly text: string;
      readonly letter: Letter;
      readonly brief: Brief;
    }
  | { readonly kind: 'file'; readonly name: string; readonly mime: string; readonly bytes: Uint8Array };

/**
 * What became of a send. `gone` ends all sending to this place (blocked, closed). `failed` may be tried again: after
 * `again` milliseconds where that is told, else when something is next said there.
 */
export type Sent =
  | { readonly outcome: 'sent'; readonly platformId: string | null }
  | { readonly outcome: 'gone'; readonly why: string }
  | { readonly outcome: 'failed'; readonly why: string; readonly again?: number };

/** What an attempt to send a message leaves for the next one; it is kept with the message until that is sent. */
export interface Attempt {
  readonly noted: string | null;
  /** Settles once it is kept, so that a crash right after it finds it again. */
  note(text: string): Promise<void>;
}

export interface Adapter {
  readonly name: string;
  /** Begins to listen. `receive` settles once the event's turn is committed and what there was to say has been handed to `send`. */
  start(receive: (inbound: Inbound) => Promise<void>): Promise<void>;
  /** `key` is the same at every attempt to send the same message: the platform's idempotency key where it has one. */
  send(place: Place, message: Outbound, key: string, attempt?: Attempt): Promise<Sent>;
  /** "Typing…", best effort. */
  busy?(place: Place): Promise<void>;
  /**
   * Shows how far a letter has grown, best effort; nothing of it counts as said. Null takes away what is shown of one
   * that will not be sent; the letter itself, when it is sent, does so too.
   */
  grow?(place: Place, text: string | null): Promise<void>;
  stop(): Promise<void>;
}
