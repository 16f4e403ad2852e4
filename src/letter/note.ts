/**
 * A short note for a form field, without a model: the job, the system, its best figure, who did what, the company, the
 * hard part.
 */

import type { Sheet } from '../machine/sheet.ts';
import { keyParts, topicOf } from '../machine/slots.ts';
import { strongestFigure } from '../machine/stories.ts';
import { straight } from '../text/capitals.ts';
import { DEPENDENT_STARTS } from '../text/openings.ts';
import { trimEnd } from '../text/sentences.ts';
import { topicSentences } from './compose.ts';
import { type Letter, type Sentence, sentencesOf } from './letter.ts';
import { BACK_REFERENCE_PRONOUNS, BACK_REFERENCE_STARTS, PREPOSITIONS } from './word-lists.ts';
import { completeSentence } from './wording.ts';

/** Maximum characters of a note: most form fields and first messages accept so many. */
export const NOTE_AT_MOST = 600;

/** Maximum sentences on the system. */
const SYSTEM_AT_MOST = 2;

/** Minimum sentences of a hard part without its last one: one alone is only the problem. */
const STORY_AT_LEAST = 2;

/** Picks the most important sentences of a template letter, in its order, up to `NOTE_AT_MOST` characters. */
export function noteOf(letter: Letter, sheet: Sheet): string {
  // The note has no subject line, so that it names the job in a sentence.
  const isNamed = letter.subject === undefined || sheet.language !== 'en';
  const all = [...(isNamed ? [] : topicSentences(sheet, 'role')), ...sentencesOf(letter)];
  const name = letter.signOff.split('\n').slice(1).join(' ');
  const taken = new Set<number>();
  let length = name.length + 2;
  /** Takes all of the sentences if they fit, else none. */
  function take(ats: readonly number[]): boolean {
    const more = ats.reduce((sum, at) => sum + (all[at]?.text.length ?? 0) + 1, 0);
    if (ats.length === 0 || length + more > NOTE_AT_MOST) return false;
    for (const at of ats) taken.add(at);
    length += more;
    return true;
  }
  const placesOf = (isWanted: (slot: string) => boolean) =>
    all.flatMap(({ slots }, at) => (slots.some(isWanted) ? [at] : []));
  const isAlone = (at: number) => !pointsBack(all[at]?.text ?? '');
  const takeFirst = (isWanted: (slot: string) => boolean) => take(placesOf(isWanted).filter(isAlone).slice(0, 1));
  takeFirst((slot) => topicOf(slot) === 'role');
  // What was built, and what it does: "It takes readings from 2 million homes."
  const what = placesOf((slot) => slot === 'system.what').slice(0, SYSTEM_AT_MOST);
  const isTold = isAlone(what[0] ?? -1) && [what, what.slice(0, 1)].some(take);
  if (!isTold) takeFirst((slot) => slot === 'system.part');
  // "It fell to 3 per week" names nothing.
  const isThereIs = (at: number) => all[at]?.text.toLowerCase().startsWith('there ') === true;
  const places = figurePlaces(all, sheet);
  const figures = places.filter((at) => isAlone(at) || isThereIs(at));
  take(figures.slice(0, 1));
  // Without it, the work of colleagues would seem to be theirs.
  const part = placesOf((slot) => slot === 'system.part').filter((at) => isAlone(at) && !taken.has(at));
  [part, part.slice(0, 1)].some(take);
  const story = placesOf((slot) => topicOf(slot) === 'contract');
  // A later sentence may need an earlier one ("all three moved"), so that only the last one may be missing.
  const isStory = (part: readonly number[]) =>
    isAlone(part[0] ?? -1) && !isProblem(part.flatMap((at) => all[at] ?? []));
  const parts = story.length > STORY_AT_LEAST ? [story, story.slice(0, -1)] : [story];
  const reason = placesOf((slot) => topicOf(slot) === 'company');
  [reason, reason.slice(0, 1)].filter(([first = -1]) => isAlone(first)).some(take);
  parts.filter(isStory).some(take);
  for (const at of figures.slice(1)) take([at]);
  // In German the letter's first sentence may start in lower case.
  const body = all.filter((_, at) => taken.has(at)).map(({ text }) => completeSentence(text));
  return [body.join(' '), name].filter((part) => part !== '').join('\n\n');
}

/** Places of the figures' sentences, strongest first; then those of improvements without a number. */
function figurePlaces(all: readonly Sentence[], { figures }: Sheet): number[] {
  const places: number[] = [];
  for (let left = figures; left.length > 0; ) {
    const strongest = strongestFigure(left);
    left = left.filter((one) => one !== strongest);
    places.push(...all.flatMap((one, at) => (keyParts(one.key).slot === strongest?.id ? [at] : [])));
  }
  const isInWords = ({ slots }: Sentence) => slots.some((slot) => slot.endsWith('.words'));
  return [...places, ...all.flatMap((one, at) => (isInWords(one) ? [at] : []))];
}

/** Whether the story only has the constraint, without a decision or result. */
function isProblem(story: readonly Sentence[]): boolean {
  return story.length < 2
    ? !story.some(({ slots }) => slots.some((slot) => slot === 'contract.decision' || slot === 'contract.result'))
    : story.every(({ slots }) => slots.every((slot) => slot === 'contract.constraint'));
}

/** First words of a sentence that are searched for pronouns: "At Tavolo I rebuilt it". */
const BEGINNING = 5;

const PRONOUN_FORMS = new Set([...DEPENDENT_STARTS, ...BACK_REFERENCE_PRONOUNS]);

/** Whether a sentence may need the one before it to be understood: "it", "so", "before that". */
function pointsBack(text: string): boolean {
  const [first = '', ...words] = straight(text)
    .split(' ', BEGINNING)
    .map((word) => trimEnd(word, '.,;:!?'))
    // "it's", but not "c'est", which is listed.
    .map((word) => (PRONOUN_FORMS.has(word.split("'", 1).join()) ? word.split("'", 1).join() : word));
  // "Because of that, …", but not "I knew that …"
  const isOfThat = words.slice(0, 2).includes('that') && (first === 'because' || PREPOSITIONS.has(first));
  // Only the first clause: "When a meter fails, it …" names what "it" means.
  const clause = words.slice(0, text.split(',', 1).join().split(' ').length - 1);
  return (
    isOfThat ||
    DEPENDENT_STARTS.has(first) ||
    BACK_REFERENCE_STARTS.has(first) ||
    clause.some((word) => BACK_REFERENCE_PRONOUNS.has(word))
  );
}
