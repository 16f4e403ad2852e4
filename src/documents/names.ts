/**
 * Names of people, of places and of companies, where a text can be nothing else, such as a heading of a résumé; and how they
 * are proposed for a slot.
 */
import { phraseList, wordSet } from '../text/lexer.ts';
import { plain } from '../text/phrases.ts';
import { hasTitle, mayBeTitle } from '../text/roles.ts';
import { countWords, isEmail, piecesOf, trimEnds } from '../text/sentences.ts';

/** Words of a header that are no names. */
const NO_NAMES = wordSet(`curriculum vitae resume résumé cv lebenslauf profile summary about contact details personal
  information page updated currículo email phone mobile tel address linkedin github gitlab website portfolio blog
  remote hybrid freelance self-employed objective photo confidential dear letter
  application`);
const NAME_WORDS_AT_MOST = 4;

/** Whether a text can be nothing but a person's name: two to four words of letters, with capitals. */
export function isName(text: string): boolean {
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

/** Whether a word begins with a capital letter. */
export function isCapital(word: string): boolean {
  return word.charAt(0) !== word.charAt(0).toLowerCase();
}

/** Letters, and what stands between them in names: "O'Neill", "Anne-Marie", "J.". */
function isWord(word: string): boolean {
  const letters = [...word].filter((sign) => !"'’-.".includes(sign));
  return letters.length > 0 && letters.every((sign) => sign.toLowerCase() !== sign.toUpperCase());
}

function isOfHeader(text: string): boolean {
  return plain(text)
    .split(' ')
    .some((word) => NO_NAMES.has(word));
}

/** Languages in which countries are known. */
const LOCALES = ['en', 'de', 'fr', 'es', 'pt'];
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
let countries: ReadonlySet<string> | undefined;

/** Names of countries, in lower case. */
function allCountries(): ReadonlySet<string> {
  countries ??= new Set([
    ...['uk', 'usa', 'u.s.', 'england', 'scotland', 'wales', 'the netherlands', 'czech republic'],
    ...LOCALES.flatMap((locale) => {
      const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
      return LETTERS.flatMap((one) => LETTERS.flatMap((two) => names.of(one + two)?.toLowerCase() ?? []));
    }),
  ]);
  return countries;
}

export function isCountry(text: string): boolean {
  return allCountries().has(text.toLowerCase());
}

/**
 * "Oslo, Norway" in a line with nothing else, or among other contacts; a city alone only beside an e-mail address.
 * @param person whose name may stand in the same line
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

/** A longer piece is no company's name, in words and in characters. */
const COMPANY_WORDS_AT_MOST = 5;
const COMPANY_LENGTH_AT_MOST = 50;

/** Words of lines about learning, and about no employer. */
const NO_COMPANIES = wordSet(`university universität universidad universidade université college school schule
  hochschule institute gymnasium academy msc bsc ma ba phd mba bachelor master diploma degree thesis abitur
  certificate certified course freelance freelancer self-employed selfemployed remote hybrid various sabbatical
  leave break parental unemployed volunteer military experience`);
const LEGAL_FORMS =
  wordSet(`gmbh ag kg ug se ltd limited inc llc llp plc corp corporation bv nv ab as asa a/s oy oyj sa sas
  sarl srl spa sl slu lda ltda sro kft zrt`);

/** Small words inside of names. */
const SMALL = wordSet('of and the for & de du des la le und für y e + et da do das dos del');

/** Whether a text is written like the name of a company, and like nothing else. */
export function isCompanyName(piece: string): boolean {
  const words = piece.split(' ');
  const isNamed =
    isCapital(piece) && words.every((word) => isCapital(trimEnds(word).replace('(', '')) || SMALL.has(word));
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

/** Without what stands in brackets behind it: "(m/f/d)", "(acquired by Initech)". */
export function withoutBrackets(piece: string): string {
  return trimEnds(piece.split('(', 1).join());
}

/** What a document may say for a slot: shown with its line, and used only once the person takes it. */
export interface Proposal {
  /** A slot of `machine/slots.ts`. */
  readonly slot: string;
  /** Part of the line, as it stands there. */
  readonly value: string;
  /** Where it was found, in its own words, without a bullet or Markdown's marks; two lines where a name stands on two. */
  readonly line: string;
}

/** Without repetitions: the first of each slot and value. */
export function distinct(proposals: readonly Proposal[]): Proposal[] {
  const seen = new Set<string>();
  return proposals.filter(({ slot, value }) => {
    const key = `${slot}\n${value}`;
    return !seen.has(key) && seen.add(key);
  });
}

export type Section = 'work' | 'other';

export const phraseSet = (phrases: string) => new Set(phraseList(phrases));

/** Headings, as whole lines, in the languages of the interview. */
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

/** @returns null for a line that is no heading */
export function headingOf(line: string): Section | null {
  if (line.length > 40) return null;
  const heading = plain(trimEnds(line).replaceAll('&', 'and'));
  return HEADINGS.work.has(heading) ? 'work' : HEADINGS.other.has(heading) ? 'other' : null;
}
