/** Forms of a position that names both genders, such as "Entwickler/in". */
import type { Language } from '../machine/language.ts';
import { trimEnd } from '../text/sentences.ts';
import { GENDER_ENDS } from './word-lists.ts';

/** Marks between a word and the ending of the other gender. */
const MARKS = ['/-', '(-', '/', '(', ':', '*', '_', '·', '.'];

/** @returns the position in each gender; empty if it has one form */
export function titleForms(position: string, language: Language): readonly string[] {
  const words = position.split(' ');
  for (const [at, word] of words.entries()) {
    const forms = formsOf(word, language);
    if (forms.length > 0) return forms.map((form) => words.with(at, form).join(' '));
  }
  return [];
}

function formsOf(word: string, language: Language): readonly string[] {
  const mark = MARKS.find((one) => word.includes(one));
  const [base = '', ending = '', ...rest] = mark === undefined ? [] : word.split(mark);
  const end = trimEnd(ending, '),');
  const isMarked = base.length > 1 && rest.length === 0 && GENDER_ENDS[language]?.has(end) === true;
  const after = ending.endsWith(',') ? ',' : '';
  return isMarked ? [base, otherGender(base, end, language)].map((form) => form + after) : [];
}

/** "Entwicklerin", "Ingénieure"; "Ingeniera"; "Développeuse", "Directrice". */
function otherGender(base: string, end: string, language: Language): string {
  const last = base.at(-1) ?? '';
  const [first = ''] = end;
  if (language === 'de' || end === 'e' || end === 'ne') return base + end;
  if (end === 'a') return ('aeo'.includes(last) ? base.slice(0, -1) : base) + end;
  const from = base.lastIndexOf(first);
  return base.slice(0, from > 0 ? from : -1) + end;
}
