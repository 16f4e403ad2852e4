/** Names of companies, by how they are written. */
import { wordSet } from '../text/lexer.ts';
import { plain } from '../text/phrases.ts';
import { hasTitle } from '../text/roles.ts';
import { countWords, trimEnds } from '../text/sentences.ts';
import { isCapital } from './names.ts';
import { headingOf } from './resume-lines.ts';

/** A longer piece is no company's name, in words and in characters. */
const WORDS_AT_MOST = 5;
const LENGTH_AT_MOST = 50;

/** Words of lines about learning, and about no employer. */
const NO_COMPANIES = wordSet(`university universität universidad universidade université college school schule
  hochschule institute gymnasium academy msc bsc ma ba phd mba bachelor master diploma degree thesis abitur
  certificate certified course freelance freelancer self-employed selfemployed remote hybrid various sabbatical
  leave break parental unemployed volunteer military experience`);
const LEGAL_FORMS =
  wordSet(`gmbh ag kg ug se ltd limited inc llc llp plc corp corporation bv nv ab as asa a/s oy oyj sa sas
  sarl srl spa sl slu lda ltda sro kft zrt`);

/** Small words inside of names. */
const SMALL = wordSet('of and the for & de du des la le und für y e + et');

/** Whether a text is written like the name of a company, and like nothing else. */
export function isCompanyName(piece: string): boolean {
  const words = piece.split(' ');
  const isNamed =
    isCapital(piece) && words.every((word) => isCapital(trimEnds(word).replace('(', '')) || SMALL.has(word));
  const isShort = countWords(piece) <= WORDS_AT_MOST && piece.length <= LENGTH_AT_MOST;
  return (
    isNamed &&
    isShort &&
    !LEGAL_FORMS.has(plain(piece)) &&
    !hasTitle(piece) &&
    !isNoCompany(piece) &&
    headingOf(piece) === null
  );
}

/** Whether it speaks of learning, or of a time without an employer. */
export function isNoCompany(piece: string): boolean {
  return wordsOf(piece).some((word) => NO_COMPANIES.has(word));
}

/** "GmbH", "Inc.": what only a company has. */
export function hasLegalForm(piece: string): boolean {
  return LEGAL_FORMS.has(wordsOf(piece).at(-1) ?? '');
}

function wordsOf(piece: string): string[] {
  return plain(piece.replaceAll('-', ' ').replaceAll('(', ' ')).split(' ');
}
