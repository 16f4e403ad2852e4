/** Splits the alternatives of "A or B". */
import type { Language } from '../machine/language.ts';
import { trimPunctuation } from '../text/sentences.ts';

/**
 * @param isOne the text should name one person, so "and" separates names too
 * @returns the alternatives of "A or B", followed by the text itself; only the text if there are none
 */
export function alternativesIn(text: string, language: Language, isOne: boolean): string[] {
  const joints = (['disjunction', 'conjunction'] as const).slice(0, isOne ? 2 : 1).flatMap((type) => {
    const parts = new Intl.ListFormat(language, { type }).formatToParts(['a', 'b']);
    return parts.flatMap((part) => (part.type === 'literal' ? [part.value] : []));
  });
  const pieces = joints.reduce(splitAll, [text]).map(trimPunctuation);
  const isWhole = pieces.length < 2 || pieces.some((piece) => piece === '');
  return isWhole ? [text] : [...pieces, text];
}

/** Splits each piece at a sign; for `reduce`. */
export function splitAll(pieces: readonly string[], sign: string): string[] {
  return pieces.flatMap((piece) => piece.split(sign));
}
