/** The gate for every letter: reports hidden values and placeholders. */
import type { Sheet } from '../machine/sheet.ts';
import { type Letter, sentencesOf } from './letter.ts';
import { hides } from './redact.ts';

/** Placeholders that are always a fault, even if the candidate typed them. */
export const TEMPLATE_MARKS =
  /\[(?:your|my|insert|company|employer|hiring|name|city|email|phone|date)\b[^\]]{0,40}\]|\b(?:TODO|TBD|XXX)\b/gi;

/** Placeholders unless the candidate typed them: "/orders/{id}", "undefined behaviour". */
export const CODE_MARKS = /\{[a-z][\w. ]{0,40}\}|\b(?:undefined|null|NaN)\b|\[object Object\]/g;

/** Returns the faulty words, each with the key of its sentence or `greeting`. Pure. */
export function faultsOf(letter: Letter, sheet: Sheet) {
  const typed = textsOf(sheet);
  return [{ key: 'greeting', text: letter.greeting }, ...sentencesOf(letter)].flatMap(({ key, text }) => {
    const codeMarks = [...text.matchAll(CODE_MARKS)].filter(({ 0: mark }) => !typed.some((one) => one.includes(mark)));
    // In Spanish and Portuguese "todo" is a word.
    const isWord = (mark: string) => sheet.language !== 'en' && mark.toLowerCase() === 'todo' && mark !== 'TODO';
    const templateMarks = [...text.matchAll(TEMPLATE_MARKS)].filter(({ 0: mark }) => !isWord(mark));
    const marks = [...templateMarks, ...codeMarks];
    return [
      ...(hides(text, sheet.hidden) ? [{ kind: 'hidden' as const, key, words: text }] : []),
      ...marks.map(({ 0: words }) => ({ kind: 'placeholder' as const, key, words })),
    ];
  });
}

/** All text that the candidate typed for the letter, including stand-ins. */
export function textsOf({ values, figures, hidden }: Sheet): readonly string[] {
  const texts = [
    ...figures.flatMap(({ measure, sentence, now, before }) => [measure, sentence, now?.tail, before?.tail]),
    ...Object.values(values).map(({ text }) => text),
    ...hidden.map(({ say }) => say),
  ];
  return texts.filter((text) => typeof text === 'string');
}
