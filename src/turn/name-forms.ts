/** Asks once which form of a name the letter uses, if the typed form is unclear. */
import { shorterReaders } from '../letter/greeting.ts';
import { asked, awaitedLetter, type Interview, questionOf } from '../machine/interview.ts';
import type { Language } from '../machine/language.ts';
import type { Problem } from '../machine/pending.ts';
import { typedValue } from '../machine/sheet.ts';
import { titleForms } from '../text/roles.ts';

interface Asks {
  readonly slot: string;
  readonly problem: Problem;
  forms(typed: string, language: Language): readonly string[];
}

const ASKS: readonly Asks[] = [
  { slot: 'role.position', problem: 'title-forms', forms: titleForms },
  { slot: 'role.addressee', problem: 'surname', forms: shorterReaders },
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
    // A model that writes the letter knows which part is the surname.
    if (open && problem === 'surname') return state;
    // The same text again, or one that came back by undo, keeps the form that was chosen.
    const isNew = notes.some((note) => note.slot === slot) && value?.text !== before.context.sheet.values[slot]?.text;
    if (!value || value.ours || !isNew || isAnswer) return state;
    const offers = forms(value.text, language).map((text) => ({ value: typedValue(text, value.source), patch: null }));
    return offers.length === 0
      ? state
      : asked(state, { kind: 'again', slot, figure: null, problem, offers, text: value.text }, false);
  }, next);
}
