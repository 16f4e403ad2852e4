/** Extracts data from a résumé without a model. It is only offered: the person sees the line of each value. */
import { type Token, tokens, wordSet } from '../text/lexer.ts';
import { plain } from '../text/phrases.ts';
import { hasTitle } from '../text/roles.ts';
import { countWords, isEmail, isPhone, piecesOf, trimPunctuation } from '../text/sentences.ts';
import {
  hasLegalForm,
  headingOf,
  isCountry,
  isNoCompany,
  isOfHeader,
  isPersonName,
  mayBeCompany,
  namesPlace,
  type Proposal,
  type Section,
  withoutBrackets,
} from './recognize-names.ts';

/** First lines that are searched for name and contact. */
const HEADER_AT_MOST = 12;

/** Returns name, e-mail, phone, city and employers, in this order. Numbers are offered with the questions about them. */
export function proposalsIn(text: string): Proposal[] {
  const lines = linesIn(text);
  const header = lines.filter(({ section }) => section === null).slice(0, HEADER_AT_MOST);
  const emails = contactsIn(header, 'contact.email', (line) => wordsOf(line).filter(isEmail)).slice(0, 1);
  const phones = contactsIn(header, 'contact.phone', phonesIn);
  const names = nameIn(header);
  const places = placeIn(header, names);
  // Of several phone numbers, none is certain.
  const phone = phones.length === 1 ? phones : [];
  const found = [...names, ...emails, ...phone, ...places, ...employersIn(lines, places)];
  const isSame = (one: Proposal, other: Proposal) => one.slot === other.slot && one.value === other.value;
  return found.filter((one, at) => found.findIndex((other) => isSame(one, other)) === at);
}

/** Finds contacts of a kind in the header. @param valuesIn finds them in a line */
function contactsIn(header: readonly ResumeLine[], slot: string, valuesIn: (line: string) => string[]): Proposal[] {
  return header.flatMap(({ text: line }) => valuesIn(line).map((value) => ({ slot, value, line })));
}

/** "Phone: +46 70 123 45 67", "jo@example.com · +46 70 123 45 67" */
function phonesIn(line: string): string[] {
  const pieces = piecesOf(line).map((piece) => piece.slice(piece.indexOf(':') + 1).trim());
  return pieces.filter(isPhone);
}

/** "E-mail:jo@example.com", "<jo@example.com>", "mailto:jo@example.com" */
function wordsOf(line: string): string[] {
  const spaced = [...'\t|<>:'].reduce((text, sign) => text.replaceAll(sign, ' '), line);
  return spaced.split(' ').map(trimPunctuation);
}

/** The labelled name, else the first text in the header that is written like a name, also on two lines. */
function nameIn(header: readonly ResumeLine[]): Proposal[] {
  const labelled = header.find(({ label, value }) => label === 'name' && isPersonName(value));
  if (labelled) return [nameOf(labelled.value, labelled.text)];
  const [first, second] = header.filter(({ text }) => !isOfHeader(text));
  // "Tomasz", "Wieczorek"
  const halves = [first, second].map((line) => line?.text ?? '');
  if (halves.every((half) => !half.includes(' ')) && isPersonName(halves.join(' ')))
    return [nameOf(halves.join(' '), halves.join('\n'))];
  const found = header.find(({ text }) => isPersonName(piecesOf(text)[0] ?? ''));
  return found ? [nameOf(piecesOf(found.text)[0] ?? '', found.text)] : [];
}

function nameOf(value: string, line: string): Proposal {
  return { slot: 'contact.name', value, line };
}

/** A place after a label, else "Oslo, Norway", or a city beside the e-mail address. */
function placeIn(header: readonly ResumeLine[], [name]: readonly Proposal[]): Proposal[] {
  for (const { text: line, label, value } of header) {
    if (label === 'place' && value !== '') return [{ slot: 'contact.location', value, line }];
    const place = namesPlace(line, name?.value ?? '');
    if (place !== null) return [{ slot: 'contact.location', value: place, line }];
  }
  return [];
}

const EMPLOYERS_AT_MOST = 12;
/** Maximum words of a line; a longer one is a sentence. */
const LINE_WORDS_AT_MOST = 12;

const MONTHS = wordSet(`jan january feb february mar march apr april may jun june jul july aug august sep sept september
  oct october nov november dec december januar februar märz mai juni juli oktober dezember janv janvier févr février
  mars avr avril juin juil juillet août septembre octobre novembre déc décembre enero febrero marzo abril mayo junio
  julio agosto septiembre octubre noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro
  novembro dezembro`);
const TODAY = wordSet(`present now today current currently ongoing heute aktuell aujourd'hui présent actualidad presente
  atual atualmente`);

/**
 * Finds employers on lines with a year, and on the lines above and below it.
 * @param places the person's places, which are not companies
 */
export function employersIn(lines: readonly ResumeLine[], places: readonly Proposal[]): Proposal[] {
  const isPlace = (piece: string) =>
    isCountry(piece) || places.some(({ value }) => value === piece || value.startsWith(`${piece},`));
  const isOther = (line: ResumeLine) =>
    line.isItem || headingOf(line.text) !== null || withoutDates(line.text) !== null;
  const found = lines.flatMap((line, at): Proposal[] => {
    const rest = line.section === 'other' || line.isItem ? null : withoutDates(line.text);
    if (rest === null || countWords(rest) > LINE_WORDS_AT_MOST || line.text.endsWith('.')) return [];
    const own = employer(rest, line, isPlace);
    const others = [lines[at - 1], lines[at + 1]].filter((other) => other?.section === line.section && !isOther(other));
    // Above the first heading, a name with two years may be anything.
    const isWork = line.section === 'work' || [line, ...others].some((each) => each && hasTitle(each.text));
    const isLegal = own.some(({ value }) => hasLegalForm(value));
    if (isLegal || !isWork) return isLegal ? own : [];
    // Beside a position, the name may be a city, and the company on a line of its own. Not behind "at" or a dash.
    const isSure = own.some(({ value }) => JOINTS.some((joint) => rest.includes(`${joint}${value}`)));
    const beside = own.length === 0 || (hasTitle(rest) && !isSure) ? others : [];
    return [...own, ...beside.flatMap((other) => (other ? employer(other.text, other, isPlace) : []))];
  });
  return found.slice(0, EMPLOYERS_AT_MOST);
}

/** The company in a text of a line: the one with a legal form, else the first name, as its city comes after it. */
function employer(text: string, { text: line }: ResumeLine, isPlace: (piece: string) => boolean): Proposal[] {
  const parts = JOINTS.reduce((rest, joint) => ` ${rest}`.replaceAll(joint, '\t'), text);
  const pieces = piecesOf(parts).map(withoutBrackets);
  // A line about education names no employer. A line with "/" is skipped, because "A/S" would be split.
  if (pieces.some(isNoCompany) || parts.includes('/')) return [];
  const companies = pieces.filter((piece) => mayBeCompany(piece) && !isPlace(piece));
  const value = companies.find(hasLegalForm) ?? companies[0];
  return value === undefined ? [] : [{ slot: 'system.employer', value, line }];
}

/** What separates a company from a position. Not Portuguese "em", which precedes a city. */
const JOINTS = [' – ', ' — ', ' - ', ' at ', ' @ ', ' bei der ', ' bei ', ' beim ', ' chez ', ' en ', ' na ', ' no '];

/** The line without its dates, with tabs in their place; null if it has no year. */
function withoutDates(line: string): string | null {
  const list = tokens(line);
  if (!list.some(isYear)) return null;
  let [rest, end] = ['', 0];
  for (const [at, token] of list.entries()) {
    const isMark = token.kind !== 'word' && (isDate(list[at - 1]) || isDate(list[at + 1]));
    if (!isMark && !isDate(token)) continue;
    rest += `${line.slice(end, token.start)}\t`;
    end = token.end;
  }
  return trimPunctuation(rest + line.slice(end)).trim();
}

function isDate(token: Token | undefined): boolean {
  if (token?.kind === 'word') return MONTHS.has(token.low) || TODAY.has(token.low);
  return token?.kind === 'number' && (isYear(token) || Number(token.text) <= 31);
}

/** "2019", "03.2019" */
function isYear({ kind, text }: Token): boolean {
  const year = text.slice(text.lastIndexOf('.') + 1);
  return kind === 'number' && year.length === 4 && (year.startsWith('19') || year.startsWith('20'));
}

/** Maximum lines that are read. */
const LINES_AT_MOST = 1000;
/** Maximum characters of a line; a longer one is skipped. */
const LINE_AT_MOST = 1000;

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
    const line = each.length > LINE_AT_MOST ? '' : withoutMarks(each);
    if (line === '') continue;
    const heading = headingOf(line);
    if (heading !== null) section = heading;
    const isItem = isBullet(line[0] ?? '') && ' \t'.includes(line[1] ?? '');
    lines.push({ text: isItem ? line.slice(1).trim() : line, section, isItem, ...labelled(line) });
  }
  return lines;
}

/** Bullets of symbol fonts are private-use characters. */
function isBullet(sign: string): boolean {
  return BULLETS.has(sign) || (sign >= '\ue000' && sign <= '\uf8ff');
}

/** Removes Markdown marks of headings and bold text. */
function withoutMarks(line: string): string {
  let text = line.trim();
  while (text.startsWith('#')) text = text.slice(1);
  return text.replaceAll('**', '').replaceAll('__', '').trim();
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
