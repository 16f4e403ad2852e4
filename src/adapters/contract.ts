/** The interface between the interviewer and a platform's adapter. */
import { z } from 'zod';
import { LetterSchema } from '../letter/letter.ts';
import { LanguageSchema } from '../machine/language.ts';
import { PROTOCOL_KINDS } from '../machine/question.ts';
import { BriefFigureSchema, BriefSchema } from '../machine/sheet.ts';
import { FormSlotSchema } from '../machine/slots.ts';

export const PLATFORMS = ['discord', 'telegram', 'terminal'] as const;
export type Platform = (typeof PLATFORMS)[number];

export const PlaceSchema = z.templateLiteral([z.enum(PLATFORMS), ':', z.string()]);
/** One conversation. Used as primary key, lock key and log field. */
export type Place = z.infer<typeof PlaceSchema>;

export function platformOf(place: Place): Platform {
  const platform = PLATFORMS.find((name) => place.startsWith(`${name}:`));
  if (!platform) throw new TypeError('a place of no platform');
  return platform;
}

export interface Inbound {
  /** The platform's id of the event. A repeated id is a redelivery. */
  readonly id: string;
  readonly place: Place;
  readonly author: string;
  readonly at: Date;
  /** Position among the place's messages, like `Sent.order`. A text sent before a question can't answer it. */
  readonly order?: string;
  /** The client's language, such as "de-AT". A new interview starts in it. */
  readonly locale?: string;
  readonly said: Said;
  /**
   * Tells the person without a message that the question of this choice is answered. @param current platform id of the
   * current question @returns false if its buttons were pressed: then the turn answers
   */
  outdated?(current: string): boolean;
}

const ReferenceSchema = z.union([z.object({ id: z.string() }), z.object({ ordinal: z.int() })]);
/** An earlier message of the same place: by the platform's id, or the candidate's n-th text (from 1). */
export type MessageReference = Readonly<z.infer<typeof ReferenceSchema>>;

/** What a person said, in the form that is stored until its turn. */
export const KeptSaidSchema = z.discriminatedUnion('kind', [
  /**
   * Plain text, without the platform's formatting. `re`: the person's own text that this replies to. `to`: platform id
   * of the bot's message that this replies to. `isForeign`: forwarded or quoted, so maybe not the person's words. `as`:
   * the person said that it is the job post.
   */
  z.object({
    kind: z.literal('text'),
    text: z.string(),
    re: ReferenceSchema.exactOptional(),
    to: z.string().exactOptional(),
    isForeign: z.boolean().exactOptional(),
    as: z.literal('post').exactOptional(),
  }),
  /** `of`: mark of the question that offered the choice, if the platform reports it. */
  z.object({ kind: z.literal('choice'), choice: z.string(), of: z.string().exactOptional() }),
  z.object({ kind: z.literal('command'), name: z.string(), rest: z.string() }),
  z.object({ kind: z.literal('edited'), of: ReferenceSchema, text: z.string() }),
  z.object({ kind: z.literal('deleted'), of: z.object({ id: z.string() }) }),
  /** A submitted form: texts by slot, taken literally, all in one turn. Unchanged fields are ignored. */
  z.object({ kind: z.literal('form'), fields: z.record(z.string(), z.string()) }),
]);
export type KeptSaid = Readonly<z.infer<typeof KeptSaidSchema>>;

export type Said =
  | KeptSaid
  /**
   * `read`: null if the file is too large or unreadable. `seconds`: duration of a recording. `to`, `isForeign`, `as`: as
   * for a text. `isTyped`: a message that the client turned into a file because of its length.
   */
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly mime: string;
      readonly seconds?: number;
      readonly to?: string;
      readonly isForeign?: boolean;
      readonly as?: 'post';
      readonly isTyped?: boolean;
      read(): Promise<Uint8Array | null>;
    };

/** The newest event of a conversation, on platforms with increasing numeric event ids. */
export interface Bookmark {
  readonly place: Place;
  readonly event: string;
}

const ChoiceSchema = z.object({
  /** At most 32 ASCII characters. Returned when the button is pressed. */
  id: z.string(),
  label: z.string(),
  /** `value` or `figure`: what the choice sets. `slot`: the noted value or the sentence that it changes. */
  value: z.string().exactOptional(),
  figure: BriefFigureSchema.exactOptional(),
  slot: z.string().exactOptional(),
  /** The value is noted and the choice asks for a new one, so a form prefilled with it can be shown instead. */
  isNoted: z.literal(true).exactOptional(),
});
/** A button. A chat shows the label; the terminal's JSON Lines protocol prints all fields. */
export type Choice = Readonly<z.infer<typeof ChoiceSchema>>;

/** A sentence of a paragraph or a letter under review. */
const LineSchema = z.object({ slot: z.string(), text: z.string() });

/** `figure`: the whole figure after the change, if the slot belongs to one. */
const NotedSchema = LineSchema.extend({ figure: BriefFigureSchema.exactOptional() });
/** A value that a turn set or changed, as shown to the person. */
export type Noted = Readonly<z.infer<typeof NotedSchema>>;

const AskSchema = z.object({
  kind: z.literal('ask'),
  /** The kind of question. Part of the JSON Lines protocol. */
  question: z.enum(PROTOCOL_KINDS),
  topic: z.string().exactOptional(),
  slot: z.string().exactOptional(),
  /** The question, without the noted values. */
  text: z.string(),
  choices: z.array(ChoiceSchema).readonly(),
  value: z.string().exactOptional(),
  figure: BriefFigureSchema.exactOptional(),
  lines: z.array(LineSchema).readonly().exactOptional(),
  /** Values noted in this turn. Shown before the question in the same message (`composeQuestion`). */
  noted: z.array(NotedSchema).readonly(),
  /** `at` of `of` topics are done. */
  progress: z.object({ at: z.number(), of: z.number() }).exactOptional(),
  /** Slots of the topic that one form can answer together (`Said`, kind `form`), with their noted values. */
  form: z
    .array(z.object({ slot: FormSlotSchema, value: z.string() }))
    .readonly()
    .exactOptional(),
  /** The previous question with new contents, such as the review after a change. May be shown as an edit in place. */
  isAgain: z.boolean().exactOptional(),
  /** The interview's language, for texts around the question; omitted for English. */
  language: LanguageSchema.exactOptional(),
  /** Identifies this version of the question (at most 30 characters). Choices with another mark are outdated. */
  mark: z.string(),
});
export type Ask = Readonly<z.infer<typeof AskSchema>>;

/** A range of a text in UTF-16 units, and the person's earlier message (platform id) that it quotes. */
const LinkSchema = z.object({ at: z.int(), length: z.int(), message: z.string() });
export type Link = Readonly<z.infer<typeof LinkSchema>>;

/** A message as stored, without the bytes of a file. */
export const BodySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('say'), text: z.string(), links: z.array(LinkSchema).readonly().exactOptional() }),
  AskSchema,
  /** A finished letter. Platforms show `text`; the rest is for front ends that use the data. */
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
    /** Version of the letter in the file. */
    letter: z.int().exactOptional(),
  }),
]);
type Body = Readonly<z.infer<typeof BodySchema>>;

export type Outbound =
  | Exclude<Body, { kind: 'file' }>
  | (Extract<Body, { kind: 'file' }> & { readonly bytes: Uint8Array });

/** `gone`: stop sending to the place. `failed`: retry after `again` milliseconds, or else with its next message. */
export type Sent =
  /** `order`: see `Inbound.order`; omitted if the platform has none. */
  | { readonly outcome: 'sent'; readonly platformId: string | null; readonly order?: string }
  | { readonly outcome: 'gone'; readonly why: string }
  | { readonly outcome: 'failed'; readonly why: string; readonly again?: number };

/** Data that one send attempt leaves for the next. Stored with the message until it is sent. */
export interface Attempt {
  readonly noted: string | null;
  /** Resolves once the note is stored, so that it survives a crash. */
  note(text: string): Promise<void>;
  /**
   * The previous question in this place, also if an earlier process sent it; null if none. A new question removes its
   * buttons. A question with `Ask.isAgain` replaces it if it is still the last message.
   */
  readonly before?: { readonly platformId: string } | null;
}

export interface Adapter {
  readonly name: Platform;
  /** People split one answer over several messages here, so texts are gathered before they are read. */
  readonly isGathering?: boolean;
  /** Maximum characters of a person's message. A longer text comes as several. */
  readonly textAtMost?: number;
  /** An acknowledged press is never redelivered, so it is stored if it has to wait for its turn. */
  readonly isDeliveringOnce?: boolean;
  /** Sending a message again with the same key returns the original, with its position. */
  readonly isSendingOnce?: boolean;
  /** Pictures are shown inline. */
  readonly isShowingPictures?: boolean;
  /** Whether messages can link to earlier ones of the place (`Link`). Not in Discord threads: that needs the server. */
  canLink?(place: Place): boolean;
  /**
   * Starts to listen; `send` works without it.
   * @param receive resolves once the event is stored: its turn is committed and its messages were passed to `send`, or
   * it is held for a later turn (`isGathering`, `isDeliveringOnce`)
   * @param typing reports that the person has started to write
   */
  start(receive: (inbound: Inbound) => Promise<void>, typing?: (place: Place) => void): Promise<void>;
  /** Never rejects. `key` is the same for every attempt: the idempotency key, if the platform supports one. */
  send(place: Place, message: Outbound, key: string, attempt?: Attempt): Promise<Sent>;
  /** Shows "Typing…", best effort. */
  busy?(place: Place): Promise<void>;
  /** Previews a letter in progress, best effort. Sending the letter replaces the preview; null removes it. */
  grow?(place: Place, text: string | null): Promise<void>;
  /** Removes the buttons of a question that no other question follows, best effort. */
  retire?(place: Place, platformId: string): Promise<void>;
  /** Deletes data of a place outside the store, such as letter files: everything, or one letter's. */
  forget?(place: Place, letter?: number): Promise<void>;
  /** Resolves once what people sent before the start was received; omitted if that can't be known. */
  caughtUp?(): Promise<void>;
  /** Whether messages currently reach the bot; omitted if they always do. */
  isConnected?(): boolean;
  stop(): Promise<void>;
}
