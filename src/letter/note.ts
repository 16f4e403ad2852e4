/**
 * A short note for a form field, without a model: the job, the system, its best figure, who did what, the company, the
 * hard part.
 */

import type { Sheet } from '../machine/sheet.ts';
import { isMetric, keyParts, topicOf } from '../machine/slots.ts';
import { strongestFigure } from '../machine/stories.ts';
import { topicSentences } from './compose.ts';
import { type Letter, sentencesOf } from './letter.ts';
import { completeSentence, pointsBack } from './wording.ts';

/** Maximum characters of a note: most form fields and first messages accept so many. */
export const NOTE_AT_MOST = 600;

/** Maximum sentences on the system. */
const SYSTEM_AT_MOST = 2;

/** Minimum sentences of a hard part without its last one: one alone is only the problem. */
const STORY_AT_LEAST = 2;

/** Picks the most important sentences of a template letter, in its order, up to `NOTE_AT_MOST` characters. */
export function noteOf(letter: Letter, sheet: Sheet): string {
  // The note has no subject line, so that it names the job in a sentence.
  const all = [...(sheet.language === 'en' ? topicSentences(sheet, 'role') : []), ...sentencesOf(letter)];
  const name = letter.signOff.split('\n').slice(1).join(' ');
  const taken = new Set<number>();
  let length = name.length + 2;
  /** Takes all of the sentences if they fit and the first stands alone, else none. */
  function take(ats: readonly number[]): boolean {
    const more = ats.reduce((sum, at) => sum + (all[at]?.text.length ?? 0) + 1, 0);
    const [first = -1] = ats;
    if (pointsBack(all[first]?.text ?? 'it') || length + more > NOTE_AT_MOST) return false;
    for (const at of ats) taken.add(at);
    length += more;
    return true;
  }
  const placesOf = (isWanted: (slot: string) => boolean) =>
    all.flatMap(({ slots }, at) => (slots.some(isWanted) ? [at] : []));
  const takeSome = (ats: readonly number[]) => take(ats) || take(ats.slice(0, 1));
  take(placesOf((slot) => topicOf(slot) === 'role').slice(0, 1));
  // What was built, and what it does: "It takes readings from 2 million homes."
  takeSome(placesOf((slot) => slot === 'system.what').slice(0, SYSTEM_AT_MOST));
  const strongest = strongestFigure(sheet.figures);
  const isStrongest = (at: number) => keyParts(all[at]?.key ?? '').slot === strongest?.id;
  const figures = placesOf((slot) => isMetric(topicOf(slot)));
  figures.sort((one, other) => Number(isStrongest(other)) - Number(isStrongest(one)));
  take(figures.slice(0, 1));
  // Without it, the work of colleagues would seem to be theirs.
  takeSome(placesOf((slot) => slot === 'system.part'));
  takeSome(placesOf((slot) => topicOf(slot) === 'company'));
  const story = placesOf((slot) => topicOf(slot) === 'contract');
  // A later sentence may need an earlier one ("all three moved"), so that only the last one may be missing.
  if (story.length >= STORY_AT_LEAST && !take(story) && story.length > STORY_AT_LEAST) take(story.slice(0, -1));
  for (const at of figures.slice(1)) take([at]);
  // In German the letter's first sentence may start in lower case.
  const body = all.filter((_, at) => taken.has(at)).map(({ text }) => completeSentence(text));
  return [body.join(' '), name].filter((part) => part !== '').join('\n\n');
}
