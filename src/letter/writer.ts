/** The writer interface, and its implementation with templates: a letter, and a short note for a form field. */
import type { Draft, Wish } from '../machine/edits.ts';
import type { Fit } from '../machine/pending.ts';
import type { Kept, Sheet } from '../machine/sheet.ts';
import { isMetric, keyParts, topicOf } from '../machine/slots.ts';
import { strongestFigure } from '../machine/stories.ts';
import type { Answer, Usage } from '../model/model-call.ts';
import { letterWords } from '../prompts/catalogues.ts';
import { composeLetter, type LetterRequest, topicSentences } from './compose.ts';
import { faultyKeys } from './gate.ts';
import { applyEdits, type Letter, sentencesOf } from './letter.ts';
import { completeSentence, pointsBack } from './wording.ts';

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

/** Maximum characters of a note: most form fields and first messages accept so many. */
export const NOTE_AT_MOST = 600;

/** Minimum sentences of a hard part without its last one: one alone is only the problem. */
const STORY_AT_LEAST = 2;

/**
 * Picks the most important sentences of a template letter, in its order, up to `NOTE_AT_MOST` characters: the job, the
 * system, its best figure, who did what, the company, the hard part.
 */
export function noteOf(letter: Letter, sheet: Sheet): string {
  // The note has no subject line, so that it names the job in a sentence.
  const all = [...(sheet.language === 'en' ? topicSentences(sheet, 'role') : []), ...sentencesOf(letter)];
  const name = letter.signOff.split('\n').slice(1).join(' ');
  const taken = new Set<number>();
  let length = name.length + 2;
  /** Takes all of the sentences if they fit and the first stands alone, else none. */
  function take(ats: readonly number[], isBehind = false): boolean {
    const more = ats.reduce((sum, at) => sum + (all[at]?.text.length ?? 0) + 1, 0);
    const [first = -1] = ats;
    if ((!isBehind && pointsBack(all[first]?.text ?? 'it')) || length + more > NOTE_AT_MOST) return false;
    for (const at of ats) taken.add(at);
    length += more;
    return true;
  }
  const placesOf = (isWanted: (slot: string) => boolean) =>
    all.flatMap(({ slots }, at) => (slots.some(isWanted) ? [at] : []));
  const takeSome = (ats: readonly number[]) => take(ats) || take(ats.slice(0, 1));
  take(placesOf((slot) => topicOf(slot) === 'role').slice(0, 1));
  const [built, ...more] = placesOf((slot) => slot === 'system.what');
  take(built === undefined ? [] : [built]);
  const strongest = strongestFigure(sheet.figures);
  const isStrongest = (at: number) => keyParts(all[at]?.key ?? '').slot === strongest?.id;
  const figures = placesOf((slot) => isMetric(topicOf(slot)));
  figures.sort((one, other) => Number(isStrongest(other)) - Number(isStrongest(one)));
  take(figures.slice(0, 1));
  // Without it, the work of colleagues would seem to be theirs.
  take(placesOf((slot) => slot === 'system.part'));
  // What it does: "It takes readings from 2 million homes."
  take(more.slice(0, 1), built !== undefined && taken.has(built) && more[0] === built + 1);
  takeSome(placesOf((slot) => topicOf(slot) === 'company'));
  const story = placesOf((slot) => topicOf(slot) === 'contract');
  // A later sentence may need an earlier one ("all three moved"), so that only the last one may be missing.
  if (story.length >= STORY_AT_LEAST && !take(story) && story.length > STORY_AT_LEAST) take(story.slice(0, -1));
  for (const at of figures.slice(1)) take([at]);
  // In German the letter's first sentence may start in lower case.
  const body = all.filter((_, at) => taken.has(at)).map(({ text }) => completeSentence(text));
  return [body.join(' '), name].filter((part) => part !== '').join('\n\n');
}
