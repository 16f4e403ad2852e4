/** The writer interface, and its implementation with templates. */
import type { Draft, Wish } from '../machine/edits.ts';
import type { Fit } from '../machine/pending.ts';
import type { Kept, Sheet } from '../machine/sheet.ts';
import type { Answer, Usage } from '../model/model-call.ts';
import { letterWords } from '../prompts/catalogues.ts';
import { composeLetter, type LetterRequest } from './compose.ts';
import { faultyKeys } from './gate.ts';
import { applyEdits, type Letter } from './letter.ts';

/** Services for a writer: stored answers, a preview, and cancellation. */
export interface WriterServices {
  /** Returns the model's answer for a step, stored before a crash; null if there is none. */
  recall(step: string): Promise<string | null>;
  /** Stores a model's answer before it is checked. */
  keep(step: string, raw: string): Promise<void>;
  /** Shows the part of the body that has passed the gate so far. */
  grown(text: string): void;
  /** Aborted when the letter is no longer needed. */
  readonly stopped: AbortSignal;
}

/** @returns the stored answer of a step, else the answer of a new call; null if the call fails */
export async function recallOrAsk(
  workshop: WriterServices,
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
  /** The model's sentences without the candidate's edits; null for a template letter. */
  readonly draft: Draft | null;
  /** Usage of the model; null without a call. */
  readonly usage: Usage | null;
  /** Sentences of a requested change that were rejected, redacted; the old ones stay. */
  readonly refused: readonly string[];
}

/** A letter that a model wrote, and the change requested in it. */
export type ChangeRequest = LetterRequest & { readonly draft: Draft; readonly wish: Wish };

/** Result of a request that changed nothing. */
export interface Unchanged {
  /** The model's reason, if it gave one. */
  readonly why: string | null;
  readonly usage: Usage | null;
}

/** What a model extracts from a job post. Texts are verbatim. */
export type OfPost = Pick<Kept, 'weight' | 'choices'>;

export interface Writer {
  /** Null if the sheet has nothing that a letter may say. */
  write(request: LetterRequest, workshop: WriterServices): Promise<Written | null>;
  /** Writes a note of a few sentences for a form field; null if it fails the checks. */
  note?(request: LetterRequest, workshop: WriterServices): Promise<string | null>;
  /** Picks the system that fits the job post, one request per system; null without a verbatim reason. */
  bestStory?(requests: readonly LetterRequest[]): Promise<Fit | null>;
  /** Extracts what a redacted job post asks for most, and its sentences about the company's decisions. */
  readPost?(post: string): Promise<OfPost | null>;
  /** Applies the requested change to a draft. Other sentences stay. */
  change?(request: ChangeRequest, workshop: WriterServices): Promise<Written | Unchanged | null>;
}

export const templateWriter: Writer = {
  write({ sheet, edits, date }) {
    const letter = clean(composeLetter({ sheet, edits, date }), sheet);
    return Promise.resolve(letter && { letter, draft: null, usage: null, refused: [] });
  },
};

/** Removes sentences that fail the gate; null if none is left. */
export function clean(letter: Letter, sheet: Sheet): Letter | null {
  const faulty = faultyKeys(letter, sheet);
  const cuts = faulty.map((key) => ({ type: 'cut' as const, key }));
  const left = applyEdits(
    { ...letter, greeting: faulty.includes('greeting') ? letterWords(sheet.language)('dear.nobody') : letter.greeting },
    cuts,
  );
  return left.paragraphs.length === 0 ? null : left;
}
