/** What writes a letter: the templates, or a model behind the same interface. */
import type { Draft, Wish } from '../machine/edits.ts';
import type { Fit } from '../machine/pending.ts';
import type { Kept, Sheet } from '../machine/sheet.ts';
import type { Answer, Usage } from '../model/model.ts';
import type { AskedInPractice } from '../prompts/model/short-answers.ts';
import { composeLetter, type LetterRequest } from './compose.ts';
import { plainGreeting } from './foreign-letter.ts';
import { faultsOf } from './gate.ts';
import { applyEdits, type Letter } from './letter.ts';

/** What goes on beside the writing. */
export interface Workshop {
  /** What a model answered at this step before a crash; null where it never did. */
  recall(step: string): Promise<string | null>;
  /** Keeps what a model answered, before anything of it is checked. */
  keep(step: string, raw: string): Promise<void>;
  /** As much of the body as has passed the gate so far. */
  grown(text: string): void;
  /** Aborted once nobody waits for the letter any more. */
  readonly stopped: AbortSignal;
}

/** @returns what a model answered at a step, before a crash or when asked now; null for no answer */
export async function answered(
  workshop: Workshop,
  step: string,
  ask: () => Promise<Answer<string>>,
): Promise<string | null> {
  const kept = await workshop.recall(step);
  if (kept !== null) return kept;
  const answer = await ask();
  if (answer.outcome === 'failed') return null;
  await workshop.keep(step, answer.value);
  return answer.value;
}

export interface Written {
  readonly letter: Letter;
  /** The model's sentences without the candidate's changes to them; null for a letter of templates. */
  readonly draft: Draft | null;
  /** What the model cost; null where none was asked. */
  readonly usage: Usage | null;
  /** How many of the changes that were wished for didn't hold: their sentences stay as they were. */
  readonly kept: number;
}

/** A letter that a model wrote, and what is to be changed in it. */
export type ChangeRequest = LetterRequest & { readonly draft: Draft; readonly wish: Wish };

/** A wish came to nothing: the letter is as it was. */
export interface Unchanged {
  /** The model's reason, where it had one. */
  readonly why: string | null;
  readonly usage: Usage | null;
}

/** What a model finds in a job post, in its words. */
export type OfPost = Pick<Kept, 'weight' | 'choices'>;

export interface Writer {
  /** Null where the sheet holds nothing that may be said in a letter. */
  write(request: LetterRequest, workshop: Workshop): Promise<Written | null>;
  /** A note of a few sentences, for a form field; null where none holds. */
  note?(request: LetterRequest, workshop: Workshop): Promise<string | null>;
  /** The questions that somebody may be asked about the letter, by their ids; those that aren't there keep their words. */
  practice?(request: LetterRequest, questions: readonly AskedInPractice[]): Promise<Readonly<Record<string, string>>>;
  /** Which of several letters' systems fits the job post; null where a reason is not to be had. */
  bestStory?(requests: readonly LetterRequest[]): Promise<Fit | null>;
  /** What a job post, without anything hidden, asks for most, and what it tells of the company's decisions. */
  readPost?(post: string): Promise<OfPost | null>;
  /** Changes a draft as it was wished for, and no other sentence of it. */
  change?(request: ChangeRequest, workshop: Workshop): Promise<Written | Unchanged | null>;
}

/** Without a model. */
export const templateWriter: Writer = {
  write({ sheet, edits, date }) {
    const letter = clean(composeLetter({ sheet, edits, date }), sheet);
    return Promise.resolve(letter && { letter, draft: null, usage: null, kept: 0 });
  },
};

/** The letter without what may not leave; null where nothing stays. */
export function clean(letter: Letter, sheet: Sheet): Letter | null {
  const faulty = new Set(faultsOf(letter, sheet).map(({ key }) => key));
  const cuts = [...faulty].map((key) => ({ type: 'cut' as const, key }));
  const left = applyEdits(
    { ...letter, greeting: faulty.has('greeting') ? plainGreeting(sheet.language) : letter.greeting },
    cuts,
  );
  return left.paragraphs.length === 0 ? null : left;
}
