/**
 * Asks about names: once which form of a name the letter uses, if the typed form is unclear; and before a letter to another
 * company, once about each sentence that may name an earlier application.
 */
import { composeLetter, type LetterRequest } from '../letter/compose.ts';
import { findHidden, type Match } from '../letter/find-hidden.ts';
import { shorterReaders } from '../letter/greeting.ts';
import { type Letter, sentencesOf } from '../letter/letter.ts';
import { COMMON_WORDS, GENERIC_ADDRESSEES, TITLES } from '../letter/word-lists.ts';
import { fixCasing, properName } from '../letter/wording.ts';
import type { FormerName, InterviewContext } from '../machine/context.ts';
import { formerNames } from '../machine/context-updates.ts';
import { awaitedLetter, type Interview, questionOf, withQuestion } from '../machine/interview.ts';
import { LANGUAGES, type Language } from '../machine/language.ts';
import type { PendingOf, Problem } from '../machine/pending.ts';
import { formerStep } from '../machine/sentence-question.ts';
import type { Sheet } from '../machine/sheet.ts';
import { capital, isCapital } from '../text/capitals.ts';
import { parseNameTable, wordSet } from '../text/lexer.ts';
import { nameWord } from '../text/naming.ts';
import { titleForms } from '../text/roles.ts';
import { foldAccents, sentencesIn, trimEnd, trimPunctuation } from '../text/sentences.ts';

interface Asks {
  readonly slot: string;
  readonly problem: Problem;
  forms(typed: string, language: Language): readonly string[];
  /** A model doesn't know the form either. */
  readonly isOfPerson?: true;
}

const isLower = (typed: string) => typed === typed.toLowerCase();

/** "Ms Weber" for "ms weber"; nothing for names with a capital, and for "hiring team". */
function capitalForms(typed: string): readonly string[] {
  if (!isLower(typed) || typed.split(' ').some((word) => GENERIC_ADDRESSEES.has(word))) return [];
  const form = properName(typed);
  return form === typed ? [] : [form];
}

/** Maximum letters of what may be an acronym: "ibm". */
const ACRONYM_AT_MOST = 4;
/** Between a company and its place. */
const IN: Readonly<Record<Language, string>> = { en: ' in ', de: ' in ', fr: ' à ', es: ' en ', pt: ' em ' };

/** Also "Kelpo Air" for "kelpo air in turku". Nothing for a description, such as "a bank in Porto". */
function companyForms(typed: string, language: Language): readonly string[] {
  const [first = ''] = typed.split(' ', 1);
  if (LANGUAGES.some((each) => nameWord(first, each) === 'article')) return [];
  const names = new Set([...typed.split(IN[language], 1), typed]);
  return [...names]
    .flatMap(capitalForms)
    .flatMap((form) => (form.length <= ACRONYM_AT_MOST ? [form.toUpperCase(), form] : [form]));
}

/** Abbreviations in English positions; the second table is for the last word: "eng manager", "backend eng". */
const ABBREVIATIONS = parseNameTable('senior: sr; junior: jr; engineering: eng');
const LAST_ABBREVIATIONS = parseNameTable('senior: sr; junior: jr; engineer: eng; developer: dev; manager: mgr');
/** Words of positions in capitals, besides those of the letter's tables. */
const ACRONYMS = wordSet('sre swe sde qa vp cto ceo ml ai it');
/** Small words inside a title. */
const SMALL = wordSet('of and the for in at & de für und');

/** "Senior Backend Engineer" and "senior backend engineer" for "sr backend eng"; in French, Spanish and Portuguese none. */
function positionForms(typed: string, language: Language): readonly string[] {
  if (!['en', 'de'].includes(language) || titleForms(typed, language).length > 0) return [];
  const words = typed.split(' ');
  const full = words.map((word, at) => {
    const table = at === words.length - 1 ? LAST_ABBREVIATIONS : ABBREVIATIONS;
    const name = language === 'en' ? table.get(trimPunctuation(word).toLowerCase()) : undefined;
    return name === undefined ? word : isLower(word) ? name : capital(name);
  });
  if (!isLower(typed)) return full.join(' ') === typed ? [] : [full.join(' ')];
  const cased = fixCasing(full.join(' '), language).split(' ');
  const title = cased.map((word) => {
    if (SMALL.has(word)) return word;
    return ACRONYMS.has(word) ? word.toUpperCase() : word.split('-').map(capital).join('-');
  });
  return [...new Set([title, cased].map((each) => each.join(' ')))].filter((form) => form !== typed);
}

const ASKS: readonly Asks[] = [
  { slot: 'role.company', problem: 'capitals', forms: companyForms },
  { slot: 'system.employer', problem: 'capitals', forms: companyForms },
  { slot: 'role.position', problem: 'title-forms', forms: positionForms },
  { slot: 'role.position', problem: 'title-forms', forms: titleForms, isOfPerson: true },
  { slot: 'role.addressee', problem: 'surname', forms: (typed) => (isLower(typed) ? [] : shorterReaders(typed)) },
  { slot: 'role.addressee', problem: 'capitals', forms: capitalForms },
  { slot: 'contact.name', problem: 'capitals', forms: capitalForms },
];

/**
 * @param before the state that the turn began from
 * @param next the state that it leads to
 * @returns the same, or with a question about a name that this turn noted
 */
export function withFormsAsked(before: Interview, next: Interview): Interview {
  if (awaitedLetter(next) !== null) return next;
  const { sheet, notes, open } = next.context;
  const { values, language } = sheet;
  const stood = questionOf(before);
  return ASKS.reduce((state, { slot, problem, forms, isOfPerson }) => {
    const value = values[slot];
    const isAnswer = stood?.kind === 'slot' && stood.problem === problem;
    // A model that writes the letter knows which part is the surname, and writes names with capitals.
    if (open && !isOfPerson) return state;
    // The same text again, or one that came back by undo, keeps the form that was chosen.
    const isNew = notes.some((note) => note.slot === slot) && value?.text !== before.context.sheet.values[slot]?.text;
    if (!value || value.ours || !isNew || isAnswer) return state;
    const formed = (text: string) => ({ ...value, text, typed: value.typed ?? value.text });
    const offers = forms(value.text, language).map((text) => ({ value: formed(text), patch: null }));
    return offers.length === 0
      ? state
      : withQuestion(state, { kind: 'again', slot, figure: null, problem, offers, text: value.text }, false);
  }, next);
}

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
