/** Finds misspelt words in a letter that no model writes, and offers to correct them. */
import { type Letter, sentencesOf } from '../letter/letter.ts';
import type { InterviewContext } from '../machine/context.ts';
import type { Correction, Option, Question } from '../machine/question.ts';
import { type Amount, type Sheet, wordedValue } from '../machine/sheet.ts';
import { slotKind } from '../machine/slots.ts';
import { wordsOf } from '../prompts/catalogues.ts';
import { correctionList } from '../prompts/question-texts.ts';
import { correctSpelling, wordsIn } from '../spelling/correct-spelling.ts';

/** Adds the misspelt words of the letter to the review, and the option to correct them all. English only. */
export function withSpelling(question: Question, context: InterviewContext, letter: Letter | null): Question {
  const { sheet, edits, open, draft } = context;
  // A model mends the spelling itself.
  if (question.kind !== 'review' || letter === null || open || draft !== null || sheet.language !== 'en')
    return question;
  const shown = new Set(sentencesOf(letter).flatMap(({ text }) => wordsIn(text)));
  const names = namesOn(sheet);
  const found = new Map<string, Correction>();
  const isOffered = ({ typed, correct }: Correction) =>
    shown.has(typed) && ![typed, ...wordsIn(correct)].some((word) => names.has(word.toLowerCase()));
  const corrected = (text: string): string => {
    const { text: next, corrections } = correctSpelling(text, isOffered);
    for (const correction of corrections) found.set(correction.typed, correction);
    return next;
  };
  const side = (amount: Amount | null) => amount && { ...amount, tail: corrected(amount.tail) };
  const values = Object.entries(sheet.values).map(([slot, value]) => {
    const text = wordedValue(value, sheet.language);
    const next = slotKind(slot) !== 'name' && !value.ours ? corrected(text) : text;
    return [slot, next === text ? value : { ...value, english: next }] as const;
  });
  const figures = sheet.figures.map((figure) => ({
    ...figure,
    measure: figure.measure && corrected(figure.measure),
    sentence: figure.sentence && corrected(figure.sentence),
    now: side(figure.now),
    before: side(figure.before),
  }));
  const respelled = edits.map((edit) =>
    edit.type === 'rewrite' || edit.type === 'add' ? { ...edit, text: corrected(edit.text) } : edit,
  );
  if (found.size === 0) return question;
  // In the order of the letter.
  const spelling = [...shown].flatMap((word) => found.get(word) ?? []);
  const option: Option = {
    id: 'spelling',
    does: [
      { type: 'respell', values: Object.fromEntries(values), figures, edits: respelled },
      { type: 'say', text: wordsOf('said', sheet.language)('spelling-corrected', { words: correctionList(spelling) }) },
    ],
  };
  const [write, ...others] = question.options;
  return { ...question, spelling, options: [...(write ? [write] : []), option, ...others] };
}

/** Words that are no misspellings, as they name somebody or something, or stand in for a confidential value. */
function namesOn({ values, hidden }: Sheet): ReadonlySet<string> {
  const names = Object.entries(values).flatMap(([slot, { text }]) => (slotKind(slot) === 'name' ? [text] : []));
  return new Set([...names, ...hidden.flatMap(({ value, say }) => [value, say ?? ''])].flatMap(wordsIn));
}
