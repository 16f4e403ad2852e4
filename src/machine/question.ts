/** Questions as data: what is asked for, what each option does, and what holds for each kind. The texts are in `prompts/`. */
import type { Command } from './commands.ts';
import type { Story } from './context.ts';
import type { Language } from './language.ts';
import type { Pending, PendingOf, Problem } from './pending.ts';
import type { Figure, FigurePatch, Value } from './sheet.ts';
import { topicOf } from './slots.ts';

/** A text that waits for a tap. */
export interface HeldText {
  readonly text: string;
  readonly source: string;
  /**
   * How it is read after the tap. `answer`: never as an order. `own`: nor as the words of others. `post`: as the job post.
   * `document`: only for values to offer. `message`: as one that `answers` a slot, or the question below.
   */
  readonly as: 'answer' | 'own' | 'post' | 'document' | 'message';
  /** Ask what it answers, if the option's own commands don't. */
  readonly asks?: readonly Command[] | undefined;
  readonly answers?: string | undefined;
  /** It was sent before the current question was visible. */
  readonly isEarly?: boolean | undefined;
}

export interface Option {
  /** At most 32 ASCII characters. */
  readonly id: string;
  /** Executed when the option is chosen. A `control` goes to the chart. */
  readonly does: readonly Command[];
  /** What the turn reads afterwards. */
  readonly reads?: HeldText;
  /** The text it would put into the slot. */
  readonly value?: Value;
  /** The figure it would set, with the change applied. */
  readonly figure?: Figure;
  readonly patch?: FigurePatch;
  /** A second figure it would set. */
  readonly also?: Figure;
  /** The line of a résumé or pasted text that has the figure's number. */
  readonly line?: string;
  /** The system it would switch to. */
  readonly story?: Story;
  /** The replacement of the confidential value that it would unhide. */
  readonly standIn?: string;
  /** The noted slot, or the key of the sentence, that it would change. */
  readonly slot?: string;
  /** The figure that the noted slot belongs to. */
  readonly figureId?: string;
  readonly language?: Language;
  /** The candidate's words, which it would put into the letter. */
  readonly words?: string;
}

export function option(id: string, ...does: Command[]): Option {
  return { id, does };
}

/** An option after whose commands a text is read that waited for it. */
export function reading(
  tapped: Option,
  { text, source, answers, isEarly }: Omit<HeldText, 'as' | 'asks'>,
  as: HeldText['as'],
  asks?: readonly Command[],
): Option {
  return { ...tapped, reads: { text, source, as, asks, answers, isEarly } };
}

/** The base of a side question. @param slot empty for one about the letter or the conversation */
export function sideBase(slot: string) {
  return { step: null, topic: slot === '' ? 'letter' : topicOf(slot), slot };
}

/** Options for a list, with ids from 1: `kept:1`, `kept:2`. */
export function numbered<T>(id: string, items: readonly T[], of: (item: T) => Omit<Option, 'id'>): Option[] {
  return items.map((item, at) => ({ id: `${id}:${at + 1}`, ...of(item) }));
}

/** The only figure that a question offers. It is shown as the letter would state it. */
export function onlyFigure(question: Question | null): Figure | null {
  if (question?.kind !== 'order' || question.problem !== null) return null;
  const [option, ...others] = question.options.filter(({ figure }) => figure !== undefined);
  return others.length === 0 ? (option?.figure ?? null) : null;
}

/** A misspelt word, in lower case, and its correction. */
export interface Correction {
  readonly typed: string;
  readonly correct: string;
}

/** What is wrong with the sentences that a question shows. */
interface Faults {
  /** Corrections that the option of this name makes. */
  readonly spelling?: readonly Correction[];
  /** Numbers of the sentences that correct themselves: "3, no wait, 2". */
  readonly corrected?: readonly number[];
  /** Set if a sentence to the company says "they". */
  readonly saysThey?: true;
  /** Numbers of the sentences that state an amount that another one states, too. */
  readonly repeated?: readonly number[];
}

interface Base {
  /** The step it belongs to; null for a side question. */
  readonly step: string | null;
  readonly topic: string;
  /** A slot, or several joined by "+". */
  readonly slot: string;
  readonly options: readonly Option[];
}

/** A question with the fields of its `Pending`. */
type Asked<Kind extends Pending['kind']> = { [Each in Kind]: Base & PendingOf<Each> }[Kind];

/** Pending questions that have other fields, or are asked as a question of another kind. */
type Special = 'again' | 'revise' | 'order' | 'conflict' | 'differs' | 'unsure' | 'keep-out' | 'describe' | 'practiced';

export type Question =
  | Asked<Exclude<Pending['kind'], Special>>
  | (Base & {
      readonly kind: 'slot';
      readonly problem: Problem | null;
      /** The value to replace. */
      readonly current: string | null;
      readonly figure: Figure | null;
      readonly isRevision: boolean;
      /** Topic whose paragraph is read back with the question. */
      readonly readsBack: string | null;
      /** The model's wording. */
      readonly words?: string;
    } & Faults)
  /** Asks for whole topics, answered freely: for all metrics at once, as long as none is told. */
  | (Base & { readonly kind: 'open'; readonly topics: readonly string[] })
  | (Base & { readonly kind: 'order'; readonly figure: Figure | null; readonly problem: Problem | null })
  | (Base & { readonly kind: 'conflict' })
  | (Base & {
      readonly kind: 'confirm';
      readonly about: 'worse' | 'percentiles' | 'kinds' | 'unsure';
      readonly figure: Figure;
    })
  /** `isRead`: a model reads the answer before it goes into the letter; otherwise it is used as typed. */
  | (Asked<'practiced'> & { readonly isRead: boolean })
  | (Base & {
      readonly kind: 'confidential';
      readonly asks: 'value' | 'say';
      readonly value: string | null;
      /** The sentences that call something confidential. */
      readonly said?: string;
      /** Something is hidden already. */
      readonly isMore: boolean;
    })
  | (Base & { readonly kind: 'review' | 'letter' } & Faults);

/** A question that shows sentences of the letter. */
export type ReadBack = Extract<Question, { kind: 'slot' | 'review' | 'letter' }>;

/** The kinds of questions in the line protocol. */
export const PROTOCOL_KINDS = [
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
type ProtocolKind = (typeof PROTOCOL_KINDS)[number];

type Trait =
  /** Takes any text. */
  | 'text'
  /** The name of a button or command is never the answer. */
  | 'names'
  /** Shows the whole letter, with numbered sentences. */
  | 'numbered'
  /** Takes typed orders about the letter. */
  | 'orders'
  /** Its message replaces that of the question before, if both have this trait. */
  | 'replaces'
  /** Rules understand the answer, also with a model. */
  | 'rules';

const KINDS: Readonly<Record<Question['kind'], readonly [as: ProtocolKind, ...Trait[]]>> = {
  open: ['open', 'text'],
  slot: ['slot', 'text'],
  order: ['order', 'text'],
  conflict: ['conflict', 'text'],
  confirm: ['confirm'],
  aside: ['confirm', 'rules'],
  which: ['which', 'text'],
  confidential: ['confidential', 'text'],
  'job-post': ['job-post', 'rules'],
  heard: ['confirm'],
  proposals: ['which'],
  stories: ['which', 'rules'],
  language: ['which'],
  remind: ['which', 'rules'],
  deleted: ['confirm'],
  sure: ['confirm'],
  former: ['confirm', 'text', 'names', 'rules'],
  review: ['review', 'names', 'numbered', 'orders', 'replaces'],
  sentence: ['which', 'numbered', 'orders', 'replaces', 'rules'],
  change: ['which', 'names', 'numbered', 'orders', 'replaces', 'rules'],
  place: ['which', 'names', 'numbered', 'orders', 'replaces', 'rules'],
  wording: ['which', 'text', 'names', 'numbered', 'replaces', 'rules'],
  letter: ['letter', 'names', 'numbered', 'orders'],
  practice: ['open', 'names', 'numbered'],
  practiced: ['confirm', 'names', 'numbered'],
};

export function hasTrait({ kind }: Pick<Question, 'kind'>, trait: Trait): boolean {
  return KINDS[kind].includes(trait);
}

export function protocolKind({ kind }: Pick<Question, 'kind'>): ProtocolKind {
  return KINDS[kind][0];
}
