/**
 * Finds contact and employers in a résumé without a model, where its form is certain: labels, addresses, headings, and
 * lines with years. Everything is only offered: the person sees the line of each value.
 */
import { EVERYDAY_PRODUCTS, PRODUCTS } from '../letter/draft-words.ts';
import { LANGUAGES } from '../machine/language.ts';
import { wordSet } from '../text/lexer.ts';
import { plain } from '../text/phrases.ts';
import { countWords, isEmail, isPhone, piecesOf, trimPunctuation } from '../text/sentences.ts';
import {
  dedupeProposals,
  hasLegalForm,
  isCompanyName,
  isOfHeader,
  isPersonName,
  isWord,
  type Proposal,
  phraseSet,
  withoutBrackets,
  withoutMarkdown,
} from './recognize-names.ts';

/** First lines that are searched for name and contact. */
const HEADER_AT_MOST = 12;
/** Maximum lines that are read. */
const LINES_AT_MOST = 1000;
/** Maximum characters of a line; a longer one is skipped. */
const LINE_AT_MOST = 1000;

/** Returns name, e-mail, phone, city and employers, in this order. Numbers are offered with the questions about them. */
export function proposalsIn(text: string): Proposal[] {
  const lines = linesIn(text);
  const header = lines.filter(({ section }) => section === null).slice(0, HEADER_AT_MOST);
  const places = placeIn(header);
  return dedupeProposals([
    ...nameIn(header),
    ...emailsIn(header),
    ...phoneIn(header),
    ...places,
    ...employersIn(lines, places),
  ]);
}

/** "Phone: +46 70 123 45 67", "jo@example.com · +46 70 123 45 67"; none if the header has several. */
function phoneIn(header: readonly ResumeLine[]): Proposal[] {
  const found = header.flatMap(({ text: line }) =>
    piecesOf(line)
      .map((piece) => piece.slice(piece.indexOf(':') + 1).trim())
      .filter(isPhone)
      .map((value) => ({ slot: 'contact.phone', value, line })),
  );
  return found.length === 1 ? found : [];
}

function emailsIn(header: readonly ResumeLine[]): Proposal[] {
  const found = header.flatMap(({ text: line }) =>
    wordsOf(line)
      .filter(isEmail)
      .map((value) => ({ slot: 'contact.email', value, line })),
  );
  return found.slice(0, 1);
}

/** "E-mail:jo@example.com", "<jo@example.com>", "mailto:jo@example.com" */
function wordsOf(line: string): string[] {
  const spaced = [...'\t|<>:'].reduce((text, sign) => text.replaceAll(sign, ' '), line);
  return spaced.split(' ').map(trimPunctuation);
}

/** The labelled name, else the first text in the header that is written like a name, also on its first two lines. */
function nameIn(header: readonly ResumeLine[]): Proposal[] {
  const nameOf = (value: string, line: string) => [{ slot: 'contact.name', value, line }];
  const labelled = header.find(({ label, value }) => label === 'name' && isPersonName(value));
  if (labelled) return nameOf(labelled.value, labelled.text);
  // "Tomasz", "Wieczorek"
  const halves = header.slice(0, 2).map(({ text }) => text);
  if (halves.every((half) => !half.includes(' ')) && isPersonName(halves.join(' ')))
    return nameOf(halves.join(' '), halves.join('\n'));
  const found = header.find(({ text }) => isPersonName(piecesOf(text)[0] ?? ''));
  return found ? nameOf(piecesOf(found.text)[0] ?? '', found.text) : [];
}

/** "City: Oslo", or "Oslo, Norway" in a line of the header. */
function placeIn(header: readonly ResumeLine[]): Proposal[] {
  for (const { text: line, label, value } of header) {
    const place = label === 'place' ? value : cityAndCountry(line);
    if (place !== null) return [{ slot: 'contact.location', value: place, line }];
  }
  return [];
}

function cityAndCountry(line: string): string | null {
  const pieces = piecesOf(line);
  const at = pieces.findIndex(isCountry);
  const city = pieces[at - 1] ?? '';
  const place = `${city}, ${pieces[at]}`;
  return city.split(' ').every(isWord) && !isOfHeader(city) && line.includes(place) ? place : null;
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Names in lower case. */
let countries: ReadonlySet<string> | undefined;

function isCountry(text: string): boolean {
  countries ??= new Set([
    ...['uk', 'usa', 'u.s.', 'england', 'scotland', 'wales', 'the netherlands', 'czech republic'],
    ...LANGUAGES.flatMap((locale) => {
      const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
      return LETTERS.flatMap((one) => LETTERS.flatMap((two) => names.of(one + two)?.toLowerCase() ?? []));
    }),
  ]);
  return countries.has(text.toLowerCase());
}

const EMPLOYERS_AT_MOST = 12;
/** Maximum words of a line; a longer one is a sentence. */
const LINE_WORDS_AT_MOST = 16;

/** What separates a company from a position. Not Portuguese "em", which precedes a city. */
const JOINTS = [' – ', ' — ', ' - ', ' at ', ' @ ', ' bei der ', ' bei ', ' beim ', ' chez ', ' en ', ' na ', ' no '];

/**
 * Finds the employer on each line with a year under a heading such as "Experience", else on the lines beside it.
 * @param places the person's places, which are not companies
 */
export function employersIn(lines: readonly ResumeLine[], places: readonly Proposal[]): Proposal[] {
  const isPlace = (piece: string) =>
    isCountry(piece) || places.some(({ value }) => value === piece || value.startsWith(`${piece},`));
  // "Go, Kafka" may stand below a position.
  const isProduct = (piece: string) => [PRODUCTS, EVERYDAY_PRODUCTS].some((all) => all.has(piece.toLowerCase()));
  const employer = ({ text }: ResumeLine): Proposal[] => {
    const parts = JOINTS.reduce((rest, joint) => ` ${rest}`.replaceAll(joint, '\t'), text);
    // "Globex Corporation (acquired by Initech) 2010"
    const pieces = piecesOf(parts).map((piece) => withoutBrackets(piece.split(YEAR, 1).join()));
    const companies = pieces.filter((piece) => isCompanyName(piece) && !isPlace(piece) && !isProduct(piece));
    // The city comes behind the company.
    const value = companies.find(hasLegalForm) ?? companies[0];
    return value === undefined ? [] : [{ slot: 'system.employer', value, line: text }];
  };
  const found = lines.flatMap((line, at): Proposal[] => {
    const isDated = line.section === 'work' && isEntry(line) && YEAR.test(line.text);
    if (!isDated) return [];
    const own = employer(line);
    if (own.length > 0) return own;
    const beside = [lines[at - 1], lines[at + 1]].filter((other) => other?.section === 'work' && isEntry(other));
    return beside.flatMap((other) => (other && !YEAR.test(other.text) ? employer(other).slice(0, 1) : []));
  });
  return found.slice(0, EMPLOYERS_AT_MOST);
}

const YEAR = /\b(?:19|20)\d\d\b/;

/** Whether a line is the entry of a job, not a heading, an item or a sentence. */
function isEntry({ text, isItem }: ResumeLine): boolean {
  const isProse = text.endsWith('.') || countWords(text) > LINE_WORDS_AT_MOST;
  return !isItem && !isProse && headingOf(text) === null;
}

type Section = 'work' | 'other';

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
function headingOf(line: string): Section | null {
  if (line.length > 40) return null;
  const heading = plain(trimPunctuation(line).replaceAll('&', 'and'));
  return HEADINGS.work.has(heading) ? 'work' : HEADINGS.other.has(heading) ? 'other' : null;
}

export interface ResumeLine {
  /** Verbatim, without bullet and Markdown marks. */
  readonly text: string;
  /** Null above the first heading. */
  readonly section: Section | null;
  /** Whether it begins with a bullet. */
  readonly isItem: boolean;
  /** The label of "Name: Jo Lind", or of such a table row. */
  readonly label: 'name' | 'place' | null;
  /** The text after the label. */
  readonly value: string;
}

/** Labels before a colon, or in a table. */
const LABELS = {
  name: wordSet('name nom nombre nome'),
  place: wordSet('location city place ort wohnort ville ciudad cidade'),
};
const BULLETS = new Set([...'•●▪◦‣·*–—-o']);

export function linesIn(text: string): ResumeLine[] {
  let section: Section | null = null;
  const lines: ResumeLine[] = [];
  for (const each of text.split('\n', LINES_AT_MOST)) {
    const line = each.length > LINE_AT_MOST ? '' : withoutMarkdown(each);
    if (line === '') continue;
    section = headingOf(line) ?? section;
    const isItem = isBullet(line[0] ?? '') && ' \t'.includes(line[1] ?? '');
    lines.push({ text: isItem ? line.slice(1).trim() : line, section, isItem, ...labelled(line) });
  }
  return lines;
}

/** Bullets of symbol fonts are private-use characters. */
function isBullet(sign: string): boolean {
  return BULLETS.has(sign) || (sign >= '\ue000' && sign <= '\uf8ff');
}

function labelled(line: string): Pick<ResumeLine, 'label' | 'value'> {
  for (const sign of [':', '\t']) {
    const [before = '', ...behind] = line.split(sign);
    const word = plain(before);
    const value = trimPunctuation(behind.join(sign));
    if (value !== '' && LABELS.name.has(word)) return { label: 'name', value };
    if (value !== '' && LABELS.place.has(word)) return { label: 'place', value };
  }
  return { label: null, value: '' };
}
