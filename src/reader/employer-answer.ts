/** Reads what an employer is beside its name: "Nordlys Energi, a grid operator in Norway". English only. */
import { wordSet } from '../text/lexer.ts';
import { countWords, sentencesIn, trimPunctuation } from '../text/sentences.ts';

/** An employer, and the words that the letter puts behind its name, between commas. */
export interface DescribedEmployer {
  readonly name: string;
  readonly about: string;
  /** Further sentences of the answer. */
  readonly rest: string;
}

/** Maximum words of such a description. */
const ABOUT_WORDS = 18;
/** Words that begin a description, behind the comma after a name. */
const APPOSITIONS = wordSet('a an which who where');

/** @returns null unless a text begins with a name and a description that fits into a sentence as typed */
export function describedEmployer(text: string): DescribedEmployer | null {
  const [first = '', ...others] = sentencesIn(text.trim());
  const comma = first.indexOf(', ');
  const about = trimPunctuation(first.slice(comma + 1));
  const isShort = countWords(about) > 1 && countWords(about) <= ABOUT_WORDS;
  // "A ferry operator; we run 12 ships" fits between no commas.
  const isOne = ![...';:–—'].some((sign) => about.includes(sign));
  const isDescription = APPOSITIONS.has(about.split(' ', 1).join().toLowerCase());
  return comma > 0 && isShort && isOne && isDescription
    ? { name: first.slice(0, comma), about, rest: others.join(' ') }
    : null;
}
