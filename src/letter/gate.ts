/** The gate for every letter: reports hidden values and placeholders. */
import type { Sheet } from '../machine/sheet.ts';
import { type Letter, sentencesOf } from './letter.ts';
import { hides } from './redact.ts';

/** Placeholders that are always a fault, even if the candidate typed them. */
export const TEMPLATE_MARKS =
  /\[(?:your|my|insert|company|employer|hiring|name|city|email|phone|date)\b[^\]]{0,40}\]|\b(?:TODO|TBD|XXX)\b/gi;

/** Placeholders unless the candidate typed them: "/orders/{id}", "undefined behaviour". */
export const CODE_MARKS = /\{[a-z][\w. ]{0,40}\}|\b(?:undefined|null|NaN)\b|\[object Object\]/g;

/** Returns the keys of the faulty sentences, and `greeting` if that is faulty. Pure. */
export function faultyKeys(letter: Letter, sheet: Sheet): readonly string[] {
  const typed = typedTexts(sheet);
  // In German "null" is a number.
  const isWord = (mark: string) => sheet.language === 'de' && mark === 'null';
  const isCode = (mark: string) => !isWord(mark) && !typed.some((one) => one.includes(mark));
  // In Spanish and Portuguese "todo" is a word.
  const isTemplate = (mark: string) => sheet.language === 'en' || mark.toLowerCase() !== 'todo' || mark === 'TODO';
  const isFaulty = ({ text, edited = false }: { readonly text: string; readonly edited?: boolean }) =>
    hides(text, sheet.hidden) ||
    text.match(TEMPLATE_MARKS)?.some(isTemplate) === true ||
    (!edited && text.match(CODE_MARKS)?.some(isCode) === true);
  return [{ key: 'greeting', text: letter.greeting }, ...sentencesOf(letter)].filter(isFaulty).map(({ key }) => key);
}

/** All text that the candidate typed for the letter, including stand-ins. */
export function typedTexts({ values, figures, hidden }: Sheet): readonly string[] {
  const texts = [
    ...figures.flatMap(({ measure, sentence, now, before }) => [measure, sentence, now?.tail, before?.tail]),
    ...Object.values(values).flatMap(({ text, about }) => [text, about]),
    ...hidden.map(({ say }) => say),
  ];
  return texts.filter((text) => typeof text === 'string');
}
