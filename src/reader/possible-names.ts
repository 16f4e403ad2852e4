/** What can be a name by its form: no clause, and in a text with capitals, no words without them; and which of several. */
import type { Language } from '../machine/language.ts';
import { wordSet } from '../text/lexer.ts';
import { isFunctionWord, mayName, nameWord } from '../text/naming.ts';
import { hasTitle } from '../text/roles.ts';
import { capitalizedRuns, isDigit, trimPunctuation } from '../text/sentences.ts';
import { hasClause } from './words-around.ts';

/** Lower-case words inside names, or between two names. */
const PARTICLES =
  wordSet(`de del della di da do das dos du la le les el al van von vom zu zum zur der den dem ter ten te 't af
  av bin ibn ben y e et und and & i`);
const SHORTEST_NAME = 2;

export function isNameWord(word: string): boolean {
  return PARTICLES.has(word.toLowerCase()) || word !== word.toLowerCase();
}

/** "Achieng Otieno the head of engineering" → "Achieng Otieno"; null unless lower-case words follow a name. */
export function personIn(name: string): string | null {
  const words = name.split(' ');
  const end = words.findIndex((word) => !isNameWord(word));
  return end >= SHORTEST_NAME ? words.slice(0, end).join(' ') : null;
}

/** @returns what a piece of an answer may name: "Korvane" of "It is Korvane", "Engineer" of "Engineer then" */
export function possibleNames(piece: string): string[] {
  const words = piece.split(' ');
  const clause = words.findIndex(hasClause);
  const name = withoutChat(clause < 0 ? words : words.slice(0, clause));
  if ([...name].every(isDigit)) return capitalizedRuns(piece).filter(mayName);
  if (hasTitle(name)) return [name];
  if (clause >= 0) return capitalizedRuns(piece).filter(mayName);
  const first = personIn(name) ?? name;
  return [first, ...capitalizedRuns(name.slice(first.length))];
}

/** Without words that name nothing at the ends, but with an article: "or maybe sam", "Staff Engineer then". */
function withoutChat(words: readonly string[]): string {
  const isTyped = (word: string) => word !== word.toLowerCase() || word.includes('@');
  const start = words.findIndex((word) => isTyped(word) || !['nameless', 'preposition'].includes(nameWord(word, 'en')));
  const end = words.findLastIndex((word) => isTyped(word) || !isFunctionWord(word));
  return start < 0 ? '' : words.slice(start, end + 1).join(' ');
}

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
