/** Before a letter to another company, asks once about each sentence that may name an earlier application. */
import { composeLetter, type LetterRequest } from '../letter/compose.ts';
import { loadSpelling, type Spelling } from '../letter/draft-names.ts';
import { findHidden, type Match } from '../letter/find-hidden.ts';
import { type Letter, sentencesOf } from '../letter/letter.ts';
import { COMMON_WORDS, GENERIC_ADDRESSEES, TITLES } from '../letter/word-lists.ts';
import type { FormerName, InterviewContext } from '../machine/context.ts';
import { formerNames, formerStep } from '../machine/former-names.ts';
import { asked, awaitedLetter, type Interview, questionOf } from '../machine/interview.ts';
import type { PendingOf } from '../machine/pending.ts';
import { figureOf, type Hidden, type Sheet, textOf } from '../machine/sheet.ts';
import { keyParts } from '../machine/slots.ts';
import { isCapital } from '../text/capitals.ts';
import { foldAccents, sentencesIn, trimEnd, trimPunctuation } from '../text/sentences.ts';

/** Slots whose names may appear in the current letter. */
const OWN = ['role.company', 'role.team', 'role.addressee', 'role.position', 'system.employer', 'contact.name'];

async function namesFor(former: readonly FormerName[], { values }: Sheet): Promise<FormerNames> {
  const own = OWN.flatMap((slot) => values[slot]?.text ?? []);
  return formerNameFinder(former, own, await loadSpelling());
}

/**
 * @param before the state before the turn
 * @param next the state after it
 * @returns `next`, or a state with a question, if the letter to show or write may name an earlier application
 */
export async function askAboutFormerNames(before: Interview, next: Interview, date: Date): Promise<Interview> {
  const isWriting = awaitedLetter(next) !== null && awaitedLetter(next) !== awaitedLetter(before);
  if (!isWriting && questionOf(next)?.kind !== 'review') return next;
  const state = isWriting ? before : next;
  const found = await firstNamed(state.context, date);
  return found ? asked(state, found, isWriting) : next;
}

async function firstNamed(context: InterviewContext, date: Date): Promise<PendingOf<'former'> | null> {
  const { sheet, edits, draft, former = [], done } = context;
  // A model's draft was made from sentences that were checked before.
  if (former.length === 0 || draft !== null) return null;
  const names = await namesFor(former, sheet);
  const letter = composeLetter({ sheet, edits, date });
  for (const { key, text } of partsOf(letter)) {
    const words = done.includes(formerStep(text)) ? null : names.in(text);
    if (words !== null) return { kind: 'former', key, text, words, typed: typedIn(key, context) };
  }
  return null;
}

function partsOf(letter: Letter): { readonly key: string; readonly text: string }[] {
  const { greeting, signOff } = letter;
  const frame = { greeting, 'sign-off': signOff };
  return [...sentencesOf(letter), ...Object.entries(frame).map(([key, text]) => ({ key, text }))];
}

/** Returns the typed sentence that a sentence of the letter is made from; null if uncertain. */
function typedIn(key: string, { sheet }: InterviewContext): string | null {
  const { slot, number } = keyParts(key);
  const text = sheet.values[slot]?.ours ? null : (textOf(sheet, slot) ?? figureOf(sheet, slot)?.sentence ?? null);
  return text === null ? null : (sentencesIn(text)[number - 1] ?? null);
}

/** Returns texts that may name the previous application and that no letter shows, but a model or a button may use. */
export async function namedBefore(context: InterviewContext): Promise<string[]> {
  const former = formerNames(context);
  if (former.length === 0) return [];
  const { sheet, stories } = context;
  const names = formerNameFinder(former, [], await loadSpelling());
  const isNamed = (sentence: string) => names.in(sentence) !== null;
  const texts = [sheet, ...stories].flatMap(({ values, figures, kept }) => [
    ...Object.values(values).map(({ around }) => around),
    ...figures.map(({ typed }) => typed),
    ...kept.map(({ text }) => text),
  ]);
  return texts.filter((text) => text != null).filter((text) => sentencesIn(text).some(isNamed));
}

/** Whether a model's letter names an earlier application, although the template letter doesn't. */
export async function mentionsFormerName(letter: Letter, request: LetterRequest, former: readonly FormerName[] = []) {
  if (former.length === 0) return false;
  const names = await namesFor(former, request.sheet);
  const isNamed = (one: Letter) => partsOf(one).some(({ text }) => names.in(text) !== null);
  return isNamed(letter) && !isNamed(composeLetter({ ...request, draft: null }));
}

/** Finds names of earlier applications (company, team, addressee): whole, in part or joined. */
interface FormerNames {
  /** @returns the words that may name an earlier application; null for none */
  in(sentence: string): string | null;
}

/** @param own names that may appear in the letter: current company, team and addressee, employer, candidate */
export function formerNameFinder(
  former: readonly FormerName[],
  own: readonly string[],
  spelling: Spelling,
): FormerNames {
  const known = new Set(own.flatMap(wordsOf));
  const ownInitials = own.flatMap(initialsOf);
  // Ordinary words ("our data platform") don't name a team, but may name a company.
  const sought = former.map(({ slot, name }) => {
    const isCompany = slot === 'role.company';
    return { spellings: spellingsOf(name), initials: isCompany ? initialsOf(name) : [], isCompany };
  });
  // Short words count as ordinary, as in "Der Spiegel" and "Les Échos": there are no lists of articles here.
  const isOrdinary = (word: string) => word.length <= SMALL_AT_MOST || spelling.isWord(word);

  function isName(sentence: string, { start, end }: Match, isCompany: boolean): boolean {
    const typed = sentence.slice(start, end);
    const words = wordsOf(typed);
    if (words.every((word) => known.has(word))) return false;
    if (!words.every(isOrdinary) || (isCompany && words.length > 1)) return true;
    // "Harbour" is a name; "the harbour" isn't, nor is a team or a reader at the start of a sentence: "Metering was easy".
    const isUpper = isCapital(typed);
    if (typed.length > 1 && isUpper && typed === typed.toUpperCase()) return true;
    return isUpper && (isCompany || !isFirst(sentence, start) || isGenitive(typed, sentence.slice(end)));
  }

  return {
    in(sentence) {
      for (const { spellings, initials, isCompany } of sought) {
        const found = findHidden(sentence, spellings).find((match) => isName(sentence, match, isCompany));
        if (found) return trimPunctuation(sentence.slice(found.start, found.end));
        const words = sentence.split(' ').flatMap((word) => word.split('-'));
        const short = words.map(trimPunctuation).find((word) => initials.includes(withoutGenitive(word)));
        if (short !== undefined && !ownInitials.includes(withoutGenitive(short))) return short;
      }
      return null;
    },
  };
}

/** Maximum length of a word that always counts as ordinary, in characters. */
const SMALL_AT_MOST = 3;
/** Minimum length of a word to look for with a genitive s, in characters. A shorter one becomes another word. */
const GENITIVE_AT_LEAST = 4;

/** The name, and its words with a German genitive s: "Nordsees Leitung". Without titles. */
function spellingsOf(name: string): readonly Hidden[] {
  const words = name.split(' ').filter((word) => !isTitle(trimEnd(word.toLowerCase(), '.,')));
  const telling = words.filter((word) => word.length >= GENITIVE_AT_LEAST && !COMMON_WORDS.has(foldAccents(word)));
  const all = words.length === 0 ? [] : [words.join(' '), ...telling.map((word) => `${trimPunctuation(word)}s`)];
  return all.map((value) => ({ value, say: null }));
}

/** "HG" for "Harbour Grid", with and without what ends the name, as "GmbH". */
function initialsOf(name: string): readonly string[] {
  const words = name.split(' ').filter((word) => trimPunctuation(word) !== '');
  const short = (some: readonly string[]) => some.map((word) => trimPunctuation(word).charAt(0).toUpperCase()).join('');
  return [short(words), short(words.slice(0, -1))].filter(({ length }) => length > 1);
}

function withoutGenitive(word: string): string {
  const plain = word.replaceAll('’', "'");
  return plain.endsWith("'s") ? plain.slice(0, -2) : plain;
}

function isTitle(word: string): boolean {
  return TITLES.has(word) || GENERIC_ADDRESSEES.has(word);
}

function isFirst(sentence: string, start: number): boolean {
  const before = trimEnd(sentence.slice(0, start), ' "“„«(\'');
  return before === '' || '.!?…:'.includes(before.slice(-1));
}

function isGenitive(typed: string, after: string): boolean {
  return ["'s", '’s'].some((end) => typed.endsWith(end) || after.startsWith(end));
}

/** Splits into words, in lower case and without genitive. */
function wordsOf(text: string): string[] {
  return text
    .split(' ')
    .flatMap((word) => word.split('-'))
    .map((word) => withoutGenitive(trimPunctuation(foldAccents(word))))
    .filter((word) => word !== '');
}
