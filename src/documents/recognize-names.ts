/** Recognises what is written like the name of a person or a company, in lines that can be little else. */
import { isCapital } from '../text/capitals.ts';
import { phraseList, wordSet } from '../text/lexer.ts';
import { plain } from '../text/phrases.ts';
import { hasTitle, mayBeTitle } from '../text/roles.ts';
import { trimPunctuation } from '../text/sentences.ts';

/** A value from a document for a slot. Shown to the candidate with its line, and used only if they accept it. */
export interface Proposal {
  /** A slot of `machine/slots.ts`. */
  readonly slot: string;
  /** Verbatim part of the line. */
  readonly value: string;
  /** The line of the value, verbatim without bullet and Markdown marks; two lines for a name on two lines. */
  readonly line: string;
}

/** Removes duplicates: keeps the first of each slot and value. */
export function dedupeProposals(proposals: readonly Proposal[]): Proposal[] {
  const seen = new Set<string>();
  return proposals.filter(({ slot, value }) => {
    const key = `${slot}\n${value}`;
    return !seen.has(key) && seen.add(key);
  });
}

export const phraseSet = (phrases: string) => new Set(phraseList(phrases));

/** Removes Markdown marks of headings and bold text. */
export function withoutMarkdown(line: string): string {
  let text = line.trim();
  while (text.startsWith('#')) text = text.slice(1);
  return text.replaceAll('**', '').replaceAll('__', '').trim();
}

/** Words of a header that are not names. */
const NO_NAMES = wordSet(`curriculum vitae resume résumé cv lebenslauf profile summary about contact details personal
  information page updated currículo email phone mobile tel address linkedin github gitlab website portfolio blog
  remote hybrid freelance photo confidential dear letter application team careers`);

export function isOfHeader(text: string): boolean {
  return plain(text)
    .split(' ')
    .some((word) => NO_NAMES.has(word));
}

const NAME_WORDS_AT_MOST = 4;

/** Whether a text is clearly a person's name: two to four words of letters, with capitals. */
export function isPersonName(text: string): boolean {
  const words = text.split(' ');
  return (
    words.length >= 2 &&
    words.length <= NAME_WORDS_AT_MOST &&
    isCapital(words[0] ?? '') &&
    [...(words.at(-1) ?? '')].some(isCapital) &&
    words.every(isWord) &&
    !isOfHeader(text) &&
    !mayBeTitle(text)
  );
}

/** Whether a word has only letters and the punctuation of names: "O'Neill", "Anne-Marie", "J.". */
export function isWord(word: string): boolean {
  const letters = [...word].filter((sign) => !"'’-.".includes(sign));
  return letters.length > 0 && letters.every((sign) => sign.toLowerCase() !== sign.toUpperCase());
}

/** Maximum words and characters of a company name. */
const COMPANY_WORDS_AT_MOST = 5;
const COMPANY_LENGTH_AT_MOST = 50;

const LEGAL_FORMS =
  wordSet(`gmbh ag kg ug se ltd limited inc llc llp plc corp corporation bv nv ab as asa a/s oy oyj sa sas
  sarl srl spa sl slu lda ltda sro kft zrt`);

/** Words inside names that may be in lower case. */
const SMALL = wordSet('of and the for & de du des la le und für y e + et da do das dos del');

/** Whether a text is written like a company name: up to five words with capitals, and no job title. */
export function isCompanyName(piece: string): boolean {
  const words = piece.split(' ');
  const isNamed = isCapital(piece) && words.every((word) => isCapital(trimPunctuation(word)) || SMALL.has(word));
  const isShort = words.length <= COMPANY_WORDS_AT_MOST && piece.length <= COMPANY_LENGTH_AT_MOST;
  return isNamed && isShort && !LEGAL_FORMS.has(plain(piece)) && !hasTitle(piece);
}

/** Whether a text ends with the legal form of a company: "GmbH", "Inc.". */
export function hasLegalForm(piece: string): boolean {
  return LEGAL_FORMS.has(plain(piece).split(' ').at(-1) ?? '');
}

/** Removes brackets at the end: "(m/f/d)", "(acquired by Initech)", but not the ending of "Engenheiro(a)". */
export function withoutBrackets(piece: string): string {
  return trimPunctuation(piece.split(' (', 1).join());
}
