/** Reads what an employer is beside its name: "Nordlys Energi, a grid operator in Norway". English only. */
import { capital, isCapital } from '../text/capitals.ts';
import { wordSet } from '../text/lexer.ts';
import { nameWord } from '../text/naming.ts';
import { startsWithVerb, subjectIn } from '../text/openings.ts';
import { withoutNameArticle } from '../text/roles.ts';
import { countWords, piecesOf, sentencesIn, trimPunctuation } from '../text/sentences.ts';
import { hasClause } from './words-around.ts';

/** An employer, and the words that the letter puts behind its name, between commas. */
export interface Described {
  readonly name: string;
  readonly about: string;
  /** Further sentences of the answer. */
  readonly rest: string;
  /** Whether the description was typed as it stands in the letter. Another one is only offered. */
  readonly isSure: boolean;
}

/** Maximum words of such a description. */
const ABOUT_WORDS = 18;
/** Words that begin a description, behind the comma after a name. */
const APPOSITIONS = wordSet('a an which who where');
/** Behind "we", these tell who works there, or what was. */
const STATES = wordSet('are were have had was');

/** @returns null unless a text begins with a name and a description that fits into a sentence */
export function describedEmployer(text: string): Described | null {
  const [first = '', ...others] = sentencesIn(text.trim());
  const comma = first.indexOf(', ');
  const [name, told] = comma < 0 ? [first, others[0] ?? ''] : [first.slice(0, comma), first.slice(comma + 2)];
  const about = trimPunctuation(told);
  const isShort = countWords(about) > 1 && countWords(about) <= ABOUT_WORDS;
  // "A ferry operator; we run 12 ships" fits between no commas.
  const isOne = ![...';:–—'].some((sign) => about.includes(sign));
  if (comma >= 0 && isShort && isOne && APPOSITIONS.has(about.split(' ', 1).join().toLowerCase()))
    return { name, about, rest: others.join(' '), isSure: true };
  const clause = joinedToName(piecesOf(told)[0] ?? '') ?? (comma < 0 || others.length > 0 ? null : noun(told, name));
  const isName = subjectIn(name, 'en') === '' && piecesOf(name).length === 1;
  if (clause === null || !isName || countWords(clause) > ABOUT_WORDS) return null;
  return { name: withoutNameArticle(trimPunctuation(name), 'en'), about: clause, rest: '', isSure: false };
}

/** Ends of words that take no article: "stoppers", "software", "banking". */
const UNCOUNTED = ['s', 'ware', 'ing'];

/**
 * "Cork stopper maker in portugal" → "a cork stopper maker in Portugal", by the form of its words.
 *
 * @param name if it has no capital either, a description needs a preposition: "acme, berlin germany" has none
 */
function noun(told: string, name: string): string | null {
  const words = trimPunctuation(told).split(' ');
  const kinds = words.map((word) => nameWord(word, 'en'));
  const end = kinds.indexOf('preposition');
  const head = words.slice(0, end < 0 ? undefined : end);
  const isHead = head.length > 1 && kinds.slice(0, head.length).every((kind) => kind === 'content');
  const isCounted = !UNCOUNTED.some((ending) => head.at(-1)?.endsWith(ending));
  const isTyped = piecesOf(told).length === 1 && !startsWithVerb(told) && !hasClause(told) && !isCapital(told);
  if (!isHead || !isCounted || !isTyped || (end < 0 && !isCapital(name))) return null;
  const place = words.lastIndexOf('in');
  const written = words.map((word, at) => (place >= 0 && at > place && kinds[at] === 'content' ? capital(word) : word));
  return `${'aeiou'.includes(told.charAt(0)) ? 'an' : 'a'} ${written.join(' ')}`;
}

/** "We do software for salmon farms" → "where we do …", "It's a dairy" → "a dairy"; null for other clauses. */
function joinedToName(clause: string): string | null {
  const [first = '', second = '', third = ''] = clause.toLowerCase().replaceAll('’', "'").split(' ');
  if (first === 'we') return STATES.has(second) ? null : `where ${first}${clause.slice(first.length)}`;
  const isSaid = first === "it's" ? second : first === 'it' && second === 'is' ? third : '';
  return ['a', 'an'].includes(isSaid)
    ? clause
        .split(' ')
        .slice(first === "it's" ? 1 : 2)
        .join(' ')
    : null;
}
