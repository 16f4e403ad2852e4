/**
 * Recognises names of people, places and companies in lines that can be nothing else, such as a résumé's heading.
 * Proposes them for slots.
 */
import { EVERYDAY_PRODUCTS, PLAIN_CAPITALS, PRODUCTS, SPELLINGS } from '../letter/word-lists.ts';
import { LANGUAGES } from '../machine/language.ts';
import { isCapital } from '../text/capitals.ts';
import { phraseList, wordSet } from '../text/lexer.ts';
import { isFunctionWord } from '../text/naming.ts';
import { plain } from '../text/phrases.ts';
import { hasTitle, mayBeTitle } from '../text/roles.ts';
import { countWords, isEmail, piecesOf, trimPunctuation } from '../text/sentences.ts';

/** Words of a header that are not names. */
const NO_NAMES =
  wordSet(`curriculum vitae currículum resume résumé cv lebenslauf profile summary about contact details personal
  information page updated currículo email phone mobile tel address linkedin github gitlab website portfolio blog
  remote hybrid freelance employed objective photo confidential dear letter
  application`);
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
function isWord(word: string): boolean {
  const letters = [...word].filter((sign) => !"'’-.".includes(sign));
  return letters.length > 0 && letters.every((sign) => sign.toLowerCase() !== sign.toUpperCase());
}

/** Whether a text has a word of a document's header, such as "Lebenslauf". */
export function isOfHeader(text: string): boolean {
  return plain(text)
    .split(' ')
    .some((word) => NO_NAMES.has(word));
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Names in lower case. */
let countries: ReadonlySet<string> | undefined;

export function isCountry(text: string): boolean {
  countries ??= new Set([
    ...['uk', 'usa', 'u.s.', 'england', 'scotland', 'wales', 'the netherlands', 'czech republic'],
    ...LANGUAGES.flatMap((locale) => {
      const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
      return LETTERS.flatMap((one) => LETTERS.flatMap((two) => names.of(one + two)?.toLowerCase() ?? []));
    }),
  ]);
  return countries.has(text.toLowerCase());
}

/**
 * Finds "Oslo, Norway" in a line, alone or among other contacts. A city alone counts only beside an e-mail address.
 * @param person name of the person, which may be in the same line
 */
export function namesPlace(line: string, person: string): string | null {
  const pieces = piecesOf(line);
  const at = pieces.findIndex(isCountry);
  const [city = '', country = ''] = [pieces[at - 1], pieces[at]];
  const both = `${city}, ${country}`;
  if (at > 0 && isPlaceWord(city) && city !== person && line.includes(both)) return both;
  if (!pieces.some(isEmail)) return null;
  const places = pieces.filter((piece) => isPlaceWord(piece) && piece !== person);
  return places.length === 1 ? (places[0] ?? null) : null;
}

function isPlaceWord(piece: string): boolean {
  const words = piece.split(' ');
  return isCapital(piece) && words.length <= 3 && words.every(isWord) && !isOfHeader(piece) && !mayBeTitle(piece);
}

/** Maximum words and characters of a company name. */
const COMPANY_WORDS_AT_MOST = 5;
const COMPANY_LENGTH_AT_MOST = 50;

/** Words of lines about education, or about a time without an employer. */
const NO_COMPANIES = wordSet(`university universität universidad universidade université college school schule
  hochschule institute gymnasium academy msc bsc ma ba phd mba bachelor master diploma degree thesis abitur
  certificate certified course freelance freelancer employed remote hybrid various sabbatical
  leave break parental unemployed volunteer military experience`);
const LEGAL_FORMS =
  wordSet(`gmbh ag kg ug se ltd limited inc llc llp plc corp corporation bv nv ab as asa a/s oy oyj sa sas
  sarl srl spa sl slu lda ltda sro kft zrt`);

/** Words inside names that may be in lower case. */
const SMALL = wordSet('of and the for & de du des la le und für y e + et da do das dos del');

/** Whether a text is written like a company name, and like nothing else. */
export function isCompanyName(piece: string): boolean {
  const words = piece.split(' ');
  const isNamed =
    isCapital(piece) && words.every((word) => isCapital(trimPunctuation(word).replace('(', '')) || SMALL.has(word));
  const isShort = countWords(piece) <= COMPANY_WORDS_AT_MOST && piece.length <= COMPANY_LENGTH_AT_MOST;
  return (
    isNamed &&
    isShort &&
    !LEGAL_FORMS.has(plain(piece)) &&
    !hasTitle(piece) &&
    !isNoCompany(piece) &&
    headingOf(piece) === null
  );
}

/** Abbreviations of job posts that no other list has. */
const ABBREVIATIONS = wordSet('rest soap cqrs ddd ci cd sre ux ml ai llm iot saas b2b b2c hr otc rfc dns vpn ssl sso');
const NO_COMPANY_WORDS = [ABBREVIATIONS, EVERYDAY_PRODUCTS, PLAIN_CAPITALS, PRODUCTS, SPELLINGS];

/** Whether a text of a job post may name the company: no product, language or abbreviation, and no pronoun. */
export function mayBeCompany(piece: string): boolean {
  const words = plain(piece).split(' ');
  return (
    isCompanyName(piece) &&
    !words.every((word) => isFunctionWord(word) || NO_COMPANY_WORDS.some((all) => all.has(word)))
  );
}

/** Whether a text is about education, or about a time without an employer. */
export function isNoCompany(piece: string): boolean {
  return wordsOf(piece).some((word) => NO_COMPANIES.has(word));
}

/** Whether a text ends with the legal form of a company: "GmbH", "Inc.". */
export function hasLegalForm(piece: string): boolean {
  return LEGAL_FORMS.has(wordsOf(piece).at(-1) ?? '');
}

function wordsOf(piece: string): string[] {
  return plain(piece.replaceAll('-', ' ').replaceAll('(', ' ')).split(' ');
}

/** Removes brackets at the end: "(m/f/d)", "(acquired by Initech)", but not the ending of "Engenheiro(a)". */
export function withoutBrackets(piece: string): string {
  return trimPunctuation(piece.split(' (', 1).join());
}

/** A value from a document for a slot. Shown to the candidate with its line, and used only if they accept it. */
export interface Proposal {
  /** A slot of `machine/slots.ts`. */
  readonly slot: string;
  /** Verbatim part of the line. */
  readonly value: string;
  /** The line of the value, verbatim without bullet and Markdown marks; two lines for a name on two lines. */
  readonly line: string;
}

export type Section = 'work' | 'other';

export const phraseSet = (phrases: string) => new Set(phraseList(phrases));

/** Headings, as whole lines, in the interview's languages. */
const HEADINGS: Readonly<Record<Section, ReadonlySet<string>>> = {
  work: phraseSet(`experience | work experience | professional experience | employment | employment history | work history
    | work | career | career history | relevant experience | berufserfahrung | beruflicher werdegang | werdegang
    | expérience | expériences | expérience professionnelle | expériences professionnelles | experiencia
    | experiencia laboral | experiencia profesional | experiência | experiência profissional`),
  other: phraseSet(`highlights | achievements | key achievements | selected achievements | projects | selected projects
    | personal projects | open source | summary | professional summary | career summary | profile | about | about me
    | objective | profil | über mich | kurzprofil | à propos | perfil | resumen | resumo | sobre mí | sobre mim
    | projekte | projets | proyectos | projetos
    | education | education and training | academic background | studies | ausbildung | studium | bildung
    | formation | formations | educación | formación | formación académica | educação | formação
    | formação acadêmica | certifications | certificates | courses | training | zertifikate | certificaciones
    | certificações
    | skills | technical skills | technologies | tools | languages | interests | hobbies | references | awards
    | publications | volunteering | kenntnisse | sprachen | interessen | compétences | langues | intérêts
    | habilidades | idiomas | competências | competencias | referenzen`),
};

/** @returns null if the line is not a heading */
export function headingOf(line: string): Section | null {
  if (line.length > 40) return null;
  const heading = plain(trimPunctuation(line).replaceAll('&', 'and'));
  return HEADINGS.work.has(heading) ? 'work' : HEADINGS.other.has(heading) ? 'other' : null;
}
