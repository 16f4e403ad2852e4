/** Asks once which form of a name the letter uses, if the typed form is unclear. */
import { shorterReaders } from '../letter/greeting.ts';
import { GENERIC_ADDRESSEES } from '../letter/word-lists.ts';
import { properName } from '../letter/wording.ts';
import { asked, awaitedLetter, type Interview, questionOf } from '../machine/interview.ts';
import { LANGUAGES, type Language } from '../machine/language.ts';
import type { Problem } from '../machine/pending.ts';
import { nameWord } from '../text/naming.ts';
import { titleForms } from '../text/roles.ts';

interface Asks {
  readonly slot: string;
  readonly problem: Problem;
  forms(typed: string, language: Language): readonly string[];
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

/** Nothing for a description, such as "a bank in Porto". */
const companyForms = (typed: string) =>
  LANGUAGES.some((language) => nameWord(typed.split(' ', 1).join(), language) === 'article')
    ? []
    : capitalForms(typed).flatMap((form) => (form.length <= ACRONYM_AT_MOST ? [form.toUpperCase(), form] : [form]));

const ASKS: readonly Asks[] = [
  { slot: 'role.company', problem: 'capitals', forms: companyForms },
  { slot: 'system.employer', problem: 'capitals', forms: companyForms },
  { slot: 'role.position', problem: 'title-forms', forms: titleForms },
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
  return ASKS.reduce((state, { slot, problem, forms }) => {
    const value = values[slot];
    const isAnswer = stood?.kind === 'slot' && stood.problem === problem;
    // A model that writes the letter knows which part is the surname, and writes names with capitals.
    if (open && problem !== 'title-forms') return state;
    // The same text again, or one that came back by undo, keeps the form that was chosen.
    const isNew = notes.some((note) => note.slot === slot) && value?.text !== before.context.sheet.values[slot]?.text;
    if (!value || value.ours || !isNew || isAnswer) return state;
    const formed = (text: string) => ({ ...value, text, typed: value.text });
    const offers = forms(value.text, language).map((text) => ({ value: formed(text), patch: null }));
    return offers.length === 0
      ? state
      : asked(state, { kind: 'again', slot, figure: null, problem, offers, text: value.text }, false);
  }, next);
}
