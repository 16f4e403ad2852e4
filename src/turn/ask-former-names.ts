/** Before a letter to another company, asks once about each sentence that may name an earlier application. */
import { composeLetter, type LetterRequest } from '../letter/compose.ts';
import { findHidden, type Match } from '../letter/find-hidden.ts';
import { type Letter, sentencesOf } from '../letter/letter.ts';
import { COMMON_WORDS, GENERIC_ADDRESSEES, TITLES } from '../letter/word-lists.ts';
import type { FormerName, InterviewContext } from '../machine/context.ts';
import { formerNames } from '../machine/context-updates.ts';
import { awaitedLetter, type Interview, questionOf, withQuestion } from '../machine/interview.ts';
import type { PendingOf } from '../machine/pending.ts';
import { formerStep } from '../machine/sentence-question.ts';
import type { Sheet } from '../machine/sheet.ts';
import { isCapital } from '../text/capitals.ts';
import { foldAccents, sentencesIn, trimEnd, trimPunctuation } from '../text/sentences.ts';

/** Slots whose names may appear in the current letter. */
const OWN = ['role.company', 'role.team', 'role.addressee', 'role.position', 'system.employer', 'contact.name'];

function namesFor(former: readonly FormerName[], { values }: Sheet): FindName {
  const own = OWN.flatMap((slot) => values[slot]?.text ?? []);
  return formerNameFinder(former, own);
}

/**
 * @param before the state before the turn
 * @param next the state after it
 * @returns `next`, or a state with a question, if the letter to show or write may name an earlier application
 */
export function askAboutFormerNames(before: Interview, next: Interview, date: Date): Interview {
  const isWriting = awaitedLetter(next) !== null && awaitedLetter(next) !== awaitedLetter(before);
  if (!isWriting && questionOf(next)?.kind !== 'review') return next;
  const state = isWriting ? before : next;
  const found = firstNamed(state.context, date);
  return found ? withQuestion(state, found, isWriting) : next;
}

function firstNamed(context: InterviewContext, date: Date): PendingOf<'former'> | null {
  const { sheet, edits, draft, former = [], done } = context;
  // A model's draft was made from sentences that were checked before.
  if (former.length === 0 || draft !== null) return null;
  const nameIn = namesFor(former, sheet);
  for (const { key, text } of partsOf(composeLetter({ sheet, edits, date }))) {
    const words = done.includes(formerStep(text)) ? null : nameIn(text);
    if (words !== null) return { kind: 'former', key, text, words };
  }
  return null;
}

function partsOf(letter: Letter): { readonly key: string; readonly text: string }[] {
  const { greeting, signOff } = letter;
  const frame = { greeting, 'sign-off': signOff };
  return [...sentencesOf(letter), ...Object.entries(frame).map(([key, text]) => ({ key, text }))];
}

/** Returns texts that may name the previous application and that no letter shows, but a model or a button may use. */
export function namedBefore(context: InterviewContext): string[] {
  const nameIn = formerNameFinder(formerNames(context), []);
  const { sheet, stories } = context;
  const texts = [sheet, ...stories].flatMap(({ values, figures, kept }) => [
    ...Object.values(values).map(({ around }) => around),
    ...figures.map(({ typed }) => typed),
    ...kept.map(({ text }) => text),
  ]);
  return texts.filter((text) => text != null).filter((text) => sentencesIn(text).some((one) => nameIn(one) !== null));
}

/** Whether a model's letter names an earlier application, although the template letter doesn't. */
export function mentionsFormerName(letter: Letter, request: LetterRequest, former: readonly FormerName[] = []) {
  const nameIn = namesFor(former, request.sheet);
  const isNamed = (one: Letter) => partsOf(one).some(({ text }) => nameIn(text) !== null);
  return isNamed(letter) && !isNamed(composeLetter({ ...request, draft: null }));
}

/** Returns the words of a sentence that may name an earlier application; null for none. */
type FindName = (sentence: string) => string | null;

/** Maximum letters of a word that names something only with a capital. */
const SMALL_AT_MOST = 3;

/**
 * @param former company, team and addressee, to be found whole or in part
 * @param own names that may appear in the letter: current company, team and addressee, employer, candidate
 */
export function formerNameFinder(former: readonly FormerName[], own: readonly string[]): FindName {
  const known = new Set(own.flatMap(wordsOf));
  const sought = former.map(({ slot, name }) => ({ spellings: spellingsOf(name), isTeam: slot === 'role.team' }));
  return (sentence) => {
    const wordsAt = ({ start, end }: Match) => sentence.slice(start, end);
    for (const { spellings, isTeam } of sought) {
      // "Our data platform" names no team.
      const isName = (typed: string) => isCapital(typed) || (!isTeam && typed.length > SMALL_AT_MOST);
      const found = findHidden(sentence, spellings)
        .map(wordsAt)
        .find((typed) => isName(typed) && !wordsOf(typed).every((word) => known.has(word)));
      if (found !== undefined) return trimPunctuation(found);
    }
    return null;
  };
}

/** Minimum letters of a word to look for with a genitive s. A shorter one becomes another word. */
const GENITIVE_AT_LEAST = 4;

/** The name, and its words with a German genitive s: "Nordsees Leitung". Without titles. */
function spellingsOf(name: string): readonly { readonly value: string; readonly say: null }[] {
  const words = name.split(' ').filter((word) => !isTitle(trimEnd(word.toLowerCase(), '.,')));
  const telling = words.filter((word) => word.length >= GENITIVE_AT_LEAST && !COMMON_WORDS.has(foldAccents(word)));
  const all = words.length === 0 ? [] : [words.join(' '), ...telling.map((word) => `${trimPunctuation(word)}s`)];
  return all.map((value) => ({ value, say: null }));
}

function isTitle(word: string): boolean {
  return TITLES.has(word) || GENERIC_ADDRESSEES.has(word);
}

/** Splits into words, in lower case and without genitive. */
function wordsOf(text: string): string[] {
  const words = foldAccents(text).replaceAll('’', "'").split(/[ -]/u).map(trimPunctuation);
  return words.map((word) => (word.endsWith("'s") ? word.slice(0, -2) : word)).filter((word) => word !== '');
}
