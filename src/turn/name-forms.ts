/** Asks once which form of a name the letter uses, if the typed form is unclear. */
import { shorterReaders } from '../letter/greeting.ts';
import { GENERIC_ADDRESSEES } from '../letter/word-lists.ts';
import { fixCasing, properName } from '../letter/wording.ts';
import { awaitedLetter, type Interview, questionOf, withQuestion } from '../machine/interview.ts';
import { LANGUAGES, type Language } from '../machine/language.ts';
import type { Problem } from '../machine/pending.ts';
import { capital } from '../text/capitals.ts';
import { parseNameTable, wordSet } from '../text/lexer.ts';
import { nameWord } from '../text/naming.ts';
import { titleForms } from '../text/roles.ts';
import { trimPunctuation } from '../text/sentences.ts';

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
    const formed = (text: string) => ({ ...value, text, typed: value.text });
    const offers = forms(value.text, language).map((text) => ({ value: formed(text), patch: null }));
    return offers.length === 0
      ? state
      : withQuestion(state, { kind: 'again', slot, figure: null, problem, offers, text: value.text }, false);
  }, next);
}
