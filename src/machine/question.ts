/** A question as data: what is asked for, and what each of its options would do. The words are in `prompts/`. */
import type { Command } from './commands.ts';
import type { Story } from './context.ts';
import type { Language } from './language.ts';
import type { Fit, Pending, PracticeItem, Problem } from './pending.ts';
import type { Figure, FigurePatch, Value } from './sheet.ts';

export interface Option {
  /** At most 32 characters of ASCII. */
  readonly id: string;
  /** Carried out when it is chosen. A `control` goes to the chart. */
  readonly does: readonly Command[];
  /** The text that it would put into the slot. */
  readonly value?: Value;
  /** The figure that it would set, as it would stand then. */
  readonly figure?: Figure;
  readonly patch?: FigurePatch;
  /** A second figure that it would set. */
  readonly also?: Figure;
  /** The system that the letter would tell. */
  readonly story?: Story;
  /** What stands in the place of the confidential value that it would show again. */
  readonly standIn?: string;
  /** The noted value, or the sentence, that it would change. */
  readonly slot?: string;
  readonly language?: Language;
}

interface Base {
  /** The step of the interview that it belongs to; null for what is asked besides. */
  readonly step: string | null;
  readonly topic: string;
  /** A slot, or several joined by "+". */
  readonly slot: string;
  readonly options: readonly Option[];
}

/** What is pending, asked as it is. */
type Asked<Kind extends Pending['kind']> = Base & Extract<Pending, { kind: Kind }>;

export type Question =
  | (Base & {
      readonly kind: 'slot';
      readonly problem: Problem | null;
      /** The value that is to be said anew. */
      readonly current: string | null;
      /** The figure that the slot belongs to. */
      readonly figure: Figure | null;
      readonly isRevision: boolean;
      /** The topic whose paragraph is read back with it. */
      readonly readsBack: string | null;
      /** The model's own wording. */
      readonly words?: string;
    })
  /** A whole topic, to be told in the candidate's own way. */
  | (Base & { readonly kind: 'open' })
  | (Base & { readonly kind: 'order'; readonly figure: Figure | null; readonly problem: Problem | null })
  | (Base & { readonly kind: 'aside'; readonly value: Value; readonly asides: readonly number[] })
  | (Base & { readonly kind: 'conflict' })
  | (Base & {
      readonly kind: 'confirm';
      readonly about: 'worse' | 'percentiles' | 'kinds' | 'unsure';
      readonly figure: Figure;
    })
  | (Base & { readonly kind: 'which'; readonly text: string | null })
  | Asked<'sentence'>
  | Asked<'wording'>
  | Asked<'place'>
  | Asked<'change'>
  | Asked<'edit'>
  | Asked<'former'>
  /** The lines of a document that its options are from. */
  | (Base & { readonly kind: 'proposals'; readonly lines: readonly string[] })
  /** Whether this is what was said in a recording. */
  | (Base & { readonly kind: 'heard'; readonly current: string })
  /** Which system the letter is about: its options are in the order of `stories`. */
  | (Base & { readonly kind: 'stories'; readonly stories: readonly Story[]; readonly fit: Fit | null })
  /** Question `at` of `of`, from 1; `figure` is what it is about. */
  | (Base & {
      readonly kind: 'practice';
      readonly item: PracticeItem;
      readonly at: number;
      readonly of: number;
      readonly figure: Figure | null;
    })
  /** Whether the answer to it goes into the letter: as it was typed, unless a model reads it first. */
  | (Base & {
      readonly kind: 'practiced';
      readonly item: PracticeItem;
      readonly answer: string;
      readonly isRead: boolean;
    })
  | Asked<'remind'>
  | Asked<'sure'>
  /** `offered`: whether to go on in this one. */
  | (Base & { readonly kind: 'language'; readonly offered: Language | null })
  | (Base & { readonly kind: 'job-post' })
  | (Base & {
      readonly kind: 'confidential';
      readonly asks: 'value' | 'say';
      readonly value: string | null;
      /** Something is kept out already. */
      readonly isMore: boolean;
    })
  | (Base & { readonly kind: 'review' })
  | (Base & { readonly kind: 'letter' });
