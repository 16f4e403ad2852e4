/**
 * Extracts data from a résumé without a model, only if its form is certain. Ambiguous lines are skipped: the interview
 * asks for the data anyway.
 */
import { type Token, tokens, wordSet } from '../text/lexer.ts';
import { plain } from '../text/phrases.ts';
import { hasTitle, mayBeTitle, positionAtCompany } from '../text/roles.ts';
import { countWords, foldAccents, isEmail, isPhone, piecesOf, trimPunctuation } from '../text/sentences.ts';
import {
  dedupeProposals,
  hasLegalForm,
  headingOf,
  isCompanyName,
  isCountry,
  isNoCompany,
  isPersonName,
  namesPlace,
  type Proposal,
  phraseSet,
  type Section,
  withoutBrackets,
} from './recognize-names.ts';

/** First lines that are searched for name and contact. */
const HEADER_AT_MOST = 12;

/** Returns name, e-mail, phone, city and employers, in this order. Numbers are offered with the questions about them. */
export function proposalsIn(text: string): Proposal[] {
  const lines = linesIn(text);
  const header = lines.filter(({ section }) => section === null).slice(0, HEADER_AT_MOST);
  const emails = emailsIn(header);
  const names = nameIn(header, emails);
  const places = placeIn(header, names);
  return dedupeProposals([...names, ...emails, ...phoneIn(header), ...places, ...employersIn(lines, places)]);
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

/** The labelled name, else the name in the e-mail address, else the first line if it is clearly a name. */
function nameIn(header: readonly ResumeLine[], emails: readonly Proposal[]): Proposal[] {
  const [first, second] = header.filter(({ text }) => !DOCUMENTS.has(plain(text)));
  if (!first) return [];
  const labelled = header.find(({ label }) => label === 'name');
  if (labelled && isPersonName(labelled.value)) return [nameOf(labelled.value, labelled.text)];
  const mail = foldAccents(emails[0]?.value ?? '');
  // "Jörg" is "jorg" or "joerg" in an address.
  const isMailed = (name: string) =>
    [foldAccents(name), foldAccents(spelledOut(name))].some((each) =>
      each.split(' ').some((word) => word.length > 2 && mail.includes(word)),
    );
  // A name on two lines: "Tomasz", "Wieczorek".
  const halves = second ? `${first.text} ${second.text}` : '';
  const isHalf = [first, second].every((line) => line && !line.text.includes(' '));
  if (isHalf && second && isPersonName(halves) && isMailed(first.text) && isMailed(second.text))
    return [nameOf(halves, `${first.text}\n${second.text}`)];
  for (const { text } of header) {
    const [piece = ''] = piecesOf(text);
    if (isPersonName(piece) && (isMailed(piece) || text === first.text)) return [nameOf(piece, text)];
  }
  return [];
}

/** Titles of the document. */
const DOCUMENTS =
  phraseSet(`lebenslauf | curriculum vitae | curriculum | currículum | currículum vitae | currículo | cv | résumé
  | resume | tabellarischer lebenslauf`);

function spelledOut(name: string): string {
  const letters = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ø: 'oe', å: 'aa', æ: 'ae' };
  return Object.entries(letters).reduce((text, [one, two]) => text.replaceAll(one, two), name.toLowerCase());
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
/** Start of an open range: "seit 2019". */
const SINCE = wordSet('since seit depuis desde');
const DASHES = wordSet('- – —');
const BETWEEN = wordSet('- – — / . , ( ) to until till since from bis seit à a al hasta até desde of');

/**
 * Finds employers on and next to lines with a date range.
 * @param places the person's places, which are not companies
 */
export function employersIn(lines: readonly ResumeLine[], places: readonly Proposal[]): Proposal[] {
  const isPlace = (piece: string) =>
    isCountry(piece) || places.some(({ value }) => value === piece || value.startsWith(`${piece},`));
  const found = lines.flatMap((line, at): Proposal[] => {
    const rest = line.section === 'work' || line.section === null ? withoutDates(line.text) : null;
    if (rest === null || line.isItem || countWords(rest) > LINE_WORDS_AT_MOST) return [];
    const own = companyIn(rest, isPlace);
    const isPosition = hasTitle(rest);
    // If this line has a company and a position, a name on the next lines makes it ambiguous: one may be a city.
    const beside = own === null || isPosition ? companiesBeside(lines, at, isPlace) : [];
    if (own === null) return beside.length === 1 && (isPosition || rest === '') ? beside : [];
    // Above the first heading, a name with two years may be anything.
    const isWork = isPosition || line.section === 'work' || hasLegalForm(own) || isPositionBeside(lines, at);
    return isWork && beside.length === 0 ? [{ slot: 'system.employer', value: own, line: line.text }] : [];
  });
  return found.slice(0, EMPLOYERS_AT_MOST);
}

/** The line without its date range; null if it has none or several. */
function withoutDates(line: string): string | null {
  const list = tokens(line);
  const ranges = rangesIn(list);
  const [range] = ranges;
  if (ranges.length !== 1 || !range) return null;
  const before = line.slice(0, list[range.first]?.start ?? 0);
  const behind = line.slice(list[range.last]?.end ?? line.length);
  return trimPunctuation(`${withoutEnds(before)}\t${withoutEnds(behind)}`.trim());
}

/** Date ranges: runs of years, months and connecting words, with two ends or open. */
function rangesIn(list: readonly Token[]): { first: number; last: number }[] {
  const ranges: { first: number; last: number }[] = [];
  for (let at = 0; at < list.length; at += 1) {
    if (!isDate(list[at])) continue;
    let last = at;
    for (let next = at; next < list.length && (isDate(list[next]) || BETWEEN.has(list[next]?.low ?? '')); next += 1)
      if (isDate(list[next])) last = next;
    const ends = list.slice(at, last + 1).filter((token) => isYear(token) || TODAY.has(token.low));
    const isSince = SINCE.has(list[at - 1]?.low ?? '');
    const isLeftOpen = last + 2 === list.length && DASHES.has(list[last + 1]?.low ?? '');
    if (ends.length === 1 && ends[0] && isYear(ends[0]) && (isSince || isLeftOpen))
      ranges.push({ first: isSince ? at - 1 : at, last });
    if (ends.length === 2 && ends[0] && isYear(ends[0])) ranges.push({ first: at, last });
    at = last;
  }
  return ranges;
}

function isDate(token: Token | undefined): boolean {
  if (!token) return false;
  if (token.kind === 'word') return MONTHS.has(token.low) || TODAY.has(token.low);
  return token.kind === 'number' && (isYear(token) || Number(token.text) <= 31);
}

/** "2019", "03.2019" */
function isYear({ kind, text }: Token): boolean {
  const year = text.slice(text.lastIndexOf('.') + 1);
  return kind === 'number' && year.length === 4 && (year.startsWith('19') || year.startsWith('20'));
}

const OPEN_ENDS = /^[\s)\]|.,;:–—-]+|[\s([|.,;:–—-]+$/g;

/** Removes brackets and dashes that are left over around the dates. */
function withoutEnds(text: string): string {
  return trimPunctuation(text.replace(OPEN_ENDS, ''));
}

/** The company of a line without its dates; null if there is none, or if it is ambiguous. */
function companyIn(rest: string, isPlace: (piece: string) => boolean): string | null {
  const at = positionAtCompany(rest);
  const named = withoutBrackets(at?.company.split('\t')[0] ?? '');
  if (at && hasTitle(at.position)) return isCompanyName(named) ? named : null;
  const joined = joinedIn(rest);
  if (joined !== null) return isPlace(joined) ? null : joined;
  const pieces = piecesOf(rest.replaceAll(' – ', '\t').replaceAll(' — ', '\t').replaceAll(' - ', '\t'));
  // A line about education names no employer. A line with "/" is skipped, because "A/S" would be split.
  if (pieces.some(isNoCompany) || rest.includes('/')) return null;
  const others = pieces.filter((piece) => !hasTitle(piece) && !isPlace(piece));
  const legal = others.filter(hasLegalForm);
  const [written] = legal.length === 1 ? legal : others;
  // "Nordlys Energi, Bergen": without a position, the company comes before its city.
  const isFirst = written === pieces[0] && others.length === 2 && !others.some(mayBeTitle);
  const isCertain = others.length === 1 || legal.length === 1 || isFirst;
  const company = withoutBrackets(written ?? '');
  return isCertain && isCompanyName(company) ? company : null;
}

/** Prepositions before a company, after a position or alone. Not Portuguese "em", which precedes a city. */
const JOINTS = ['bei der ', 'bei ', 'beim ', 'chez ', 'en ', 'na ', 'no '];

/** Company of "Backend-Entwickler bei Isartal Software", "chez Voltalis, Paris"; null if there is none. */
function joinedIn(rest: string): string | null {
  for (const joint of JOINTS) {
    const isAlone = rest.startsWith(joint);
    const at = isAlone ? 0 : rest.lastIndexOf(` ${joint}`) + 1;
    if (at === 0 && !isAlone) continue;
    const [name = ''] = piecesOf(rest.slice(at + joint.length));
    const company = withoutBrackets(name);
    if ((isAlone || hasTitle(rest.slice(0, at))) && isCompanyName(company)) return company;
  }
  return null;
}

function isPositionBeside(lines: readonly ResumeLine[], at: number): boolean {
  return [lines[at - 1], lines[at + 1]].some((line) => line && !line.isItem && hasTitle(line.text));
}

/** Companies in the lines above and below, for dates that are alone or beside a position. */
function companiesBeside(lines: readonly ResumeLine[], at: number, isPlace: (piece: string) => boolean): Proposal[] {
  return [lines[at - 1], lines[at + 1]].flatMap((line): Proposal[] => {
    const isOther = !line || line.isItem || headingOf(line.text) !== null || line.section !== lines[at]?.section;
    if (isOther || withoutDates(line.text) !== null || hasTitle(line.text)) return [];
    const value = companyIn(line.text, isPlace);
    return value === null ? [] : [{ slot: 'system.employer', value, line: line.text }];
  });
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
