/** Reads what an employer is beside its name: "Nordlys Energi, a grid operator in Norway". English only. */
import { wordSet } from '../text/lexer.ts';
import { countWords, sentencesIn, trimPunctuation } from '../text/sentences.ts';

/** An employer, and the words that the letter puts behind its name, between commas. */
export interface Described {
  readonly name: string;
  readonly about: string;
  /** Further sentences of the answer. */
  readonly rest: string;
}

/** Maximum words of such a description. */
const ABOUT_WORDS = 18;
/** Words that begin a description, behind the comma after a name. */
const APPOSITIONS = wordSet('a an which who where');

/** @returns null unless the first sentence is a name and a description that fit into a sentence as typed */
export function describedEmployer(text: string): Described | null {
  const [first = '', ...others] = sentencesIn(text.trim());
  const comma = first.indexOf(', ');
  if (comma < 0) return null;
  const about = trimPunctuation(first.slice(comma + 2));
  const [opening = ''] = about.split(' ', 1);
  const isShort = countWords(about) > 1 && countWords(about) <= ABOUT_WORDS;
  // "A ferry operator; we run 12 ships" fits between no commas.
  const isOne = ![...';:–—'].some((sign) => about.includes(sign));
  return APPOSITIONS.has(opening.toLowerCase()) && isShort && isOne
    ? { name: first.slice(0, comma), about, rest: others.join(' ') }
    : null;
}
