/** Finds misspelt words in a letter that no model writes, and offers to correct them. */
import { type Letter, sentencesOf } from '../letter/letter.ts';
import type { InterviewContext } from '../machine/context.ts';
import type { Correction, Option, Question } from '../machine/question.ts';
import { type Amount, type Sheet, wordedValue } from '../machine/sheet.ts';
import { slotKind } from '../machine/slots.ts';
import { wordsOf } from '../prompts/catalogues.ts';
import { correctionList } from '../prompts/question-texts.ts';
import { correctSpelling, isNoun, wordsIn } from '../spelling/correct-spelling.ts';
import { ALSO_NAMES } from '../spelling/misspellings.ts';
import { capital, isCapital } from '../text/capitals.ts';
import { tokens } from '../text/lexer.ts';
import { sentencesIn } from '../text/sentences.ts';

/** Adds the misspelt words of the letter to the review, and the option to correct them all. English only. */
export function withSpelling(question: Question, context: InterviewContext, letter: Letter | null): Question {
  const { sheet, edits, open, draft } = context;
  // A model mends the spelling itself.
  if (question.kind !== 'review' || letter === null || open || draft !== null || sheet.language !== 'en')
    return question;
  const sentences = sentencesOf(letter).map(({ text }) => text);
  const shown = new Set(sentences.flatMap(wordsIn));
  // The first word of a sentence has its capital already.
  const inLower = new Set(sentences.flatMap((text) => tokens(text).map(({ text: word }) => word)));
  const names = namesOn(sheet);
  const found = new Map<string, Correction>();
  const [inLetter, inAnswers] = [sentences, answersOn(sheet)].map(capitalizedWords);
  const offer = (correction: Correction): Correction | null => {
    const { typed, correct } = correction;
    if (!shown.has(typed) || [typed, ...wordsIn(correct)].some((word) => names.has(word.toLowerCase()))) return null;
    // "Ines" elsewhere: "ines" is her name, and no "lines".
    if (!isCapital(correct) && inLetter?.has(typed))
      return inLower.has(typed) ? { typed, correct: capital(typed) } : null;
    return ALSO_NAMES.has(typed) || (!isCapital(correct) && inAnswers?.has(typed)) ? null : correction;
  };
  const corrected = (text: string): string => {
    const { text: next, corrections } = correctSpelling(text, offer);
    for (const correction of corrections) found.set(correction.typed, correction);
    return next;
  };
  const side = (amount: Amount | null) => {
    if (amount === null) return null;
    const { tail, quantity } = amount;
    const unit = isNoun(quantity.unit) ? corrected(quantity.unit) : quantity.unit;
    return { ...amount, tail: corrected(tail), quantity: { ...quantity, unit } };
  };
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

/** All that the candidate told. */
function answersOn({ values, figures, kept }: Sheet): string[] {
  const ofFigures = figures.flatMap(({ measure, sentence }) => [measure ?? '', sentence ?? '']);
  return [...Object.values(values), ...kept].map(({ text }) => text).concat(ofFigures);
}

/** Words with a capital that no start of a sentence explains, in lower case. Names may begin sentences. */
function capitalizedWords(texts: readonly string[]): ReadonlySet<string> {
  const words = texts.flatMap(sentencesIn).flatMap((sentence) =>
    tokens(sentence).filter(({ kind, text, low }, at) => {
      const isName = at > 0 || ALSO_NAMES.has(low);
      return kind === 'word' && isCapital(text) && text !== text.toUpperCase() && isName;
    }),
  );
  return new Set(words.map(({ low }) => low));
}

/** Words that are no misspellings, as they name somebody or something, or stand in for a confidential value. */
function namesOn({ values, hidden }: Sheet): ReadonlySet<string> {
  const names = Object.entries(values).flatMap(([slot, { text }]) => (slotKind(slot) === 'name' ? [text] : []));
  return new Set([...names, ...hidden.flatMap(({ value, say }) => [value, say ?? ''])].flatMap(wordsIn));
}
