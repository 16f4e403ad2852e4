/** The contract between the interviewer and a platform. */
import { z } from 'zod';
import { LetterSchema } from '../letter/letter.ts';
import { LanguageSchema } from '../machine/language.ts';
import { BriefFigureSchema, BriefSchema } from '../machine/sheet.ts';

export const PLATFORMS = ['discord', 'telegram', 'terminal'] as const;
export type Platform = (typeof PLATFORMS)[number];

export const PlaceSchema = z.templateLiteral([z.enum(PLATFORMS), ':', z.string()]);
/** One conversation. Primary key, lock key and log field. */
export type Place = z.infer<typeof PlaceSchema>;

export function platformOf(place: Place): Platform {
  const platform = PLATFORMS.find((name) => place.startsWith(`${name}:`));
  if (!platform) throw new TypeError('a place of no platform');
  return platform;
}

/** One event from a person. */
export interface Inbound {
  /** The platform's id of the event. The same id again is a redelivery. */
  readonly id: string;
  readonly place: Place;
  readonly author: string;
  readonly at: Date;
  /** Where it stands among its place's messages, as `Sent.order`: a text from before a question does not answer that. */
  readonly order?: string;
  /** The person's language as the platform tells it, such as "de-AT": what a new interview begins in. */
  readonly locale?: string;
  readonly said: Said;
}

const ReferenceSchema = z.union([z.object({ id: z.string() }), z.object({ ordinal: z.int() })]);
/** An earlier message of the same place: by the platform's id, or as the n-th text of the candidate (from 1). */
export type MessageReference = Readonly<z.infer<typeof ReferenceSchema>>;

/** What was said, as it is kept until its turn. */
export const KeptSaidSchema = z.discriminatedUnion('kind', [
  /**
   * Plain text, without the platform's formatting. `re`: the person's own earlier text that this replies to; `to`: the
   * platform's id of the bot's message that this replies to. `isForeign`: forwarded, quoted, or marked as a job post, so
   * perhaps not the person's words.
   */
  z.object({
    kind: z.literal('text'),
    text: z.string(),
    re: ReferenceSchema.exactOptional(),
    to: z.string().exactOptional(),
    isForeign: z.boolean().exactOptional(),
  }),
  /** `of`: the mark of the question that offered the choice, where the platform reports it. */
  z.object({ kind: z.literal('choice'), choice: z.string(), of: z.string().exactOptional() }),
  z.object({ kind: z.literal('command'), name: z.string(), rest: z.string() }),
  z.object({ kind: z.literal('edited'), of: ReferenceSchema, text: z.string() }),
  /** A form with texts by slot. Each is the literal answer to its slot, all of them are one turn, and what is unchanged stays. */
  z.object({ kind: z.literal('form'), fields: z.record(z.string(), z.string()) }),
]);
export type KeptSaid = Readonly<z.infer<typeof KeptSaidSchema>>;

export type Said =
  | KeptSaid
  /**
   * `read`: null where it is too large or can't be read. `seconds`: of a recording. `to`, `isForeign`: as for a text.
   * `isTyped`: a message that the client made a file of, as it is too long.
   */
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly mime: string;
      readonly seconds?: number;
      readonly to?: string;
      readonly isForeign?: boolean;
      readonly isTyped?: boolean;
      read(): Promise<Uint8Array | null>;
    };

/** The newest event taken from a conversation, on platforms whose event ids are increasing numbers. */
export interface Bookmark {
  readonly place: Place;
  readonly event: string;
}

const ChoiceSchema = z.object({
  /** At most 32 ASCII characters. Returned when the button is pressed. */
  id: z.string(),
  label: z.string(),
  /** The text or the figure that it would set, and the noted value or the sentence that it would change. */
  value: z.string().exactOptional(),
  figure: BriefFigureSchema.exactOptional(),
  slot: z.string().exactOptional(),
  /** The value is noted, and the choice only asks for another one: a form with it will do. */
  isNoted: z.literal(true).exactOptional(),
});
/** A button. A chat shows the label; the terminal's line protocol prints all fields. */
export type Choice = Readonly<z.infer<typeof ChoiceSchema>>;

/** A sentence of a paragraph or of the letter under review. */
const LineSchema = z.object({ slot: z.string(), text: z.string() });

/** `figure`: the whole figure after the change, where the slot belongs to one. */
const NotedSchema = LineSchema.extend({ figure: BriefFigureSchema.exactOptional() });
/** A value that a turn set or changed, as shown to the person. */
export type Noted = Readonly<z.infer<typeof NotedSchema>>;

const AskSchema = z.object({
  kind: z.literal('ask'),
  /** What it is for. Part of the line protocol. */
  question: z.enum([
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
  ]),
  topic: z.string().exactOptional(),
  slot: z.string().exactOptional(),
  /** The question, without what was noted. */
  text: z.string(),
  choices: z.array(ChoiceSchema).readonly(),
  value: z.string().exactOptional(),
  figure: BriefFigureSchema.exactOptional(),
  lines: z.array(LineSchema).readonly().exactOptional(),
  /** What this turn noted. A person sees it before the question, in the same message (`messageOf`). */
  noted: z.array(NotedSchema).readonly(),
  /** `at` of `of` topics are done. */
  progress: z.object({ at: z.number(), of: z.number() }).exactOptional(),
  /** Slots of the topic that can be answered together (`Said.form`), with what is noted in each. */
  form: z
    .array(z.object({ slot: z.string(), value: z.string() }))
    .readonly()
    .exactOptional(),
  /** A bare number may be the answer, so it doesn't pick a choice. */
  takesNumbers: z.boolean(),
  /** The same question as before with other contents, such as the review after a change: an edit in place will do. */
  isAgain: z.boolean().exactOptional(),
  /** Of the interview, for what a platform says around the question; left out where it is English. */
  language: LanguageSchema.exactOptional(),
  /** Identifies this version of the question, in at most 30 characters: a choice with another mark belongs to an earlier one. */
  mark: z.string(),
});
export type Ask = Readonly<z.infer<typeof AskSchema>>;

/** A part of a text, in UTF-16 units, that was said in this earlier message of the person's, by the platform's id. */
const LinkSchema = z.object({ at: z.int(), length: z.int(), message: z.string() });
export type Link = Readonly<z.infer<typeof LinkSchema>>;

/** A message without the bytes of a file, as it is stored. */
export const BodySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('say'), text: z.string(), links: z.array(LinkSchema).readonly().exactOptional() }),
  AskSchema,
  /** A finished letter. A platform shows `text`; the rest is for front ends that use the data. */
  z.object({
    kind: z.literal('letter'),
    version: z.int(),
    text: z.string(),
    letter: LetterSchema,
    brief: BriefSchema,
  }),
  z.object({
    kind: z.literal('file'),
    name: z.string(),
    mime: z.string(),
    /** The version of the letter that it holds. */
    letter: z.int().exactOptional(),
  }),
]);
type Body = Readonly<z.infer<typeof BodySchema>>;

export type Outbound =
  | Exclude<Body, { kind: 'file' }>
  | (Extract<Body, { kind: 'file' }> & { readonly bytes: Uint8Array });

/** `gone` ends all sending to a place. `failed` is retried after `again` milliseconds, else with the next message there. */
export type Sent =
  /** `order`: see `Inbound.order`; left out where the platform has none. */
  | { readonly outcome: 'sent'; readonly platformId: string | null; readonly order?: string }
  | { readonly outcome: 'gone'; readonly why: string }
  | { readonly outcome: 'failed'; readonly why: string; readonly again?: number };

/** What one attempt to send a message leaves for the next; stored with the message until it is sent. */
export interface Attempt {
  readonly noted: string | null;
  /** Resolves once it is stored, so that it survives a crash. */
  note(text: string): Promise<void>;
  /**
   * The question that was sent to this place before, also by an earlier process. A new question takes its buttons away;
   * one with `Ask.isAgain` takes its place, where it is still the last message. Null where none was sent.
   */
  readonly before?: { readonly platformId: string } | null;
}

export interface Adapter {
  readonly name: Platform;
  /** People write several messages in a row here, which are one answer: they are collected before they are read. */
  readonly isGathering?: boolean;
  /** A press that is acknowledged never comes again: what has to wait for its turn is kept. */
  readonly isDeliveringOnce?: boolean;
  /** A message that is sent again under its key still stands where it was sent first. */
  readonly isSendingOnce?: boolean;
  /** Pictures that are sent here are seen without opening them. */
  readonly isShowingPictures?: boolean;
  /** Whether an earlier message of this place can be linked to (`Link`): one in a thread of Discord's can't without its server. */
  canLink?(place: Place): boolean;
  /**
   * Starts to listen; `send` works without it. `receive` settles once the event is kept for good: with its turn committed and its messages passed to
   * `send`, or with the event stored for a later turn (`isGathering`, `isDeliveringOnce`). `typing` tells that the person is
   * about to send more.
   */
  start(receive: (inbound: Inbound) => Promise<void>, typing?: (place: Place) => void): Promise<void>;
  /** Never rejects. `key` is the same for every attempt: the idempotency key, where the platform has one. */
  send(place: Place, message: Outbound, key: string, attempt?: Attempt): Promise<Sent>;
  /** "Typing…", best effort. */
  busy?(place: Place): Promise<void>;
  /** Previews a letter that is being written, best effort. Sending the letter replaces the preview; null removes it. */
  grow?(place: Place, text: string | null): Promise<void>;
  /** Removes what was written for a place outside the store, such as files of letters: all of it, or of one letter. */
  forget?(place: Place, letter?: number): Promise<void>;
  /** Whether people are heard now; left out where they always are. */
  isConnected?(): boolean;
  stop(): Promise<void>;
}
