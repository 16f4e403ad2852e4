/** Reads what an employer is beside its name: "Nordlys Energi, a grid operator in Norway". English only. */
import { wordSet } from '../text/lexer.ts';
import { subjectIn } from '../text/openings.ts';
import { withoutNameArticle } from '../text/roles.ts';
import { countWords, piecesOf, sentencesIn, trimPunctuation } from '../text/sentences.ts';

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

/** Openings of a clause about the employer, and the words that join it to the name. */
const JOINED: ReadonlyMap<string, string> = new Map([
  ['we', 'where we'],
  ["it's a", 'a'],
  ["it's an", 'an'],
  ['it is a', 'a'],
  ['it is an', 'an'],
]);
/** Behind "we", these tell who works there, or what was. */
const STATES = wordSet('are were have had was');

/** "Lorne. We do software for salmon farms" → "where we do …": offered, as code can't be sure of it. */
export function describedByClause(text: string): Described | null {
  const [name = '', clause = ''] = sentencesIn(text.trim()).flatMap(piecesOf).map(trimPunctuation);
  const low = clause.toLowerCase().replaceAll('’', "'");
  const opening = JOINED.keys().find((words) => low.startsWith(`${words} `));
  const [, second = ''] = low.split(' ');
  if (opening === undefined || STATES.has(second) || countWords(clause) > ABOUT_WORDS) return null;
  const about = `${JOINED.get(opening)}${clause.slice(opening.length)}`;
  return subjectIn(name, 'en') === '' ? { name: withoutNameArticle(name, 'en'), about, rest: '' } : null;
}
