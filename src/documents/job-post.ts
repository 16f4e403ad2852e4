/** What a job post says about the role, by certain patterns. Its numbers and demands are never the candidate's. */
import { wordSet } from '../text/lexer.ts';
import { plain } from '../text/phrases.ts';
import { hasTitle, positionAtCompany } from '../text/roles.ts';
import { countWords, piecesOf, sentencesIn, trimEnds } from '../text/sentences.ts';
import { distinct, isCapital, isCompanyName, isName, type Proposal, phraseSet, withoutBrackets } from './names.ts';

const LINES_AT_MOST = 400;
/** In characters. */
const LINE_AT_MOST = 4000;
const SENTENCE_AT_MOST = 400;
/** The title is among so many lines. */
const TITLE_WITHIN = 3;
/** A longer piece is no title, in words. */
const TITLE_WORDS_AT_MOST = 8;

/** Labels in front of a colon, in the languages of the interview. */
const LABELS: readonly (readonly [slot: string, labels: ReadonlySet<string>])[] = [
  [
    'role.position',
    phraseSet(`position | role | title | job title | job | vacancy | opening | stelle | stellenbezeichnung | rolle | poste
      | intitulé du poste | puesto | cargo | vaga`),
  ],
  [
    'role.company',
    phraseSet(`company | employer | organisation | organization | company name | unternehmen | firma | arbeitgeber
      | entreprise | société | empresa`),
  ],
  ['role.team', phraseSet('team | your team | the team | department | abteilung | équipe | equipo | equipe')],
  [
    'role.addressee',
    phraseSet(`contact | contact person | your contact | hiring manager | recruiter | ansprechpartner | ansprechpartnerin
      | ansprechperson | kontakt | ihr kontakt | contacto | contato | persona de contacto`),
  ],
];

/** Position, company, team and addressee, each with its line or its sentence; several of one slot where the post names several. */
export function roleIn(text: string): Proposal[] {
  const lines = text
    .split('\n', LINES_AT_MOST)
    .map((line) => line.replaceAll('**', '').replaceAll('#', '').trim())
    .filter((line) => line !== '');
  const sentences = lines
    .flatMap((line) => sentencesIn(line.slice(0, LINE_AT_MOST)))
    .filter(({ length }) => length <= SENTENCE_AT_MOST);
  const labelled = lines.flatMap(labelledIn);
  const hasPosition = labelled.some(({ slot }) => slot === 'role.position');
  const titles = lines.slice(0, TITLE_WITHIN).map(titleIn);
  const title = hasPosition ? [] : (titles.find((found) => found.length > 0) ?? []);
  return distinct([
    ...labelled,
    ...title,
    ...belowTitleIn(lines, title[0]?.line),
    ...lines.flatMap(aboutIn),
    ...sentences.flatMap(hiringIn),
    ...sentences.flatMap(teamIn),
  ]);
}

function labelledIn(line: string): Proposal[] {
  const [label = '', ...behind] = line.split(line.includes(':') ? ':' : '\t');
  const slot = LABELS.find(([, labels]) => labels.has(plain(label)))?.[0];
  const [first = ''] = piecesOf(behind.join(':'));
  const value = slot === 'role.position' ? withoutBrackets(trimEnds(behind.join(':'))) : first;
  return slot !== undefined && fits(slot, value) ? [{ slot, value, line }] : [];
}

function fits(slot: string, value: string): boolean {
  if (slot === 'role.addressee') return isName(value);
  const isShort = value !== '' && countWords(value) <= TITLE_WORDS_AT_MOST && sentencesIn(value).length === 1;
  return isShort && (slot !== 'role.position' || hasTitle(value)) && (slot !== 'role.company' || isCompanyName(value));
}

/** A title line: "Senior Backend Engineer at Harbour Grid", "Senior Backend Engineer (m/f/d) – Metering". */
function titleIn(line: string): Proposal[] {
  const both = positionAtCompany(line);
  if (both && isTitle(both.position) && isCompanyName(trimEnds(both.company)))
    return [
      { slot: 'role.position', value: withoutBrackets(both.position), line },
      { slot: 'role.company', value: trimEnds(both.company), line },
    ];
  const pieces = piecesOf(line.replaceAll(' – ', '\n').replaceAll(' — ', '\n').replaceAll(' - ', '\n')).filter(isTitle);
  const [position] = pieces;
  return position !== undefined && pieces.length === 1
    ? [{ slot: 'role.position', value: withoutBrackets(position), line }]
    : [];
}

/** "Tidemark (Rotterdam / remote within EU)", in the line below the title. */
function belowTitleIn(lines: readonly string[], titleLine: string | undefined): Proposal[] {
  const line = titleLine === undefined ? '' : (lines[lines.indexOf(titleLine) + 1] ?? '');
  const [name = '', ...behind] = line.split(' (');
  return behind.length > 0 && isCompanyName(name) ? [{ slot: 'role.company', value: name, line }] : [];
}

const SMALL = wordSet('of and the for & de du des la für y e in');

/** Short, with a word that only positions have, and written like a title: "hire an engineer" is none. */
export function isTitle(piece: string): boolean {
  const words = piece.split(' ').map((word) => trimEnds(word.replaceAll('(', '').replaceAll(')', '')));
  const isWritten = words.every((word) => word === '' || isCapital(word) || SMALL.has(word) || word.includes('/'));
  return isWritten && words.length <= TITLE_WORDS_AT_MOST && hasTitle(piece) && isCapital(piece);
}

/** The heading "About Harbour Grid" */
function aboutIn(line: string): Proposal[] {
  const name = line.startsWith('About ') ? trimEnds(line.slice(6)) : '';
  const [first = ''] = plain(name).split(' ');
  return !NOT_THE_COMPANY.has(first) && isCompanyName(name) ? [{ slot: 'role.company', value: name, line }] : [];
}

const NOT_THE_COMPANY = wordSet('the this us you your our we me my it job role position company team who what working');

/** "Harbour Grid is hiring a Senior Backend Engineer" */
function hiringIn(line: string): Proposal[] {
  // "Fjordly is hiring!"
  const told = `${trimEnds(line)} `;
  for (const verb of [' is hiring ', ' is looking for ', ' is seeking ', ' sucht ']) {
    const at = told.indexOf(verb);
    const company = at === -1 ? '' : trimEnds(told.slice(0, at));
    const [first = ''] = plain(company).split(' ');
    if (at === -1 || NOT_THE_COMPANY.has(first) || !isCompanyName(company)) continue;
    const [article = '', ...words] = told.slice(at + verb.length).split(' ');
    const all = ARTICLES.has(article) ? words : [article, ...words];
    const end = [...all, ''].findIndex((word) => !isCapital(word) && word !== 'of' && word !== '&');
    const found = all.slice(0, all.slice(0, end).findLastIndex(isCapital) + 1);
    const position = trimEnds(found.join(' ').split(',', 1).join());
    return [
      { slot: 'role.company', value: company, line },
      ...(isTitle(position) ? [{ slot: 'role.position', value: position, line }] : []),
    ];
  }
  return [];
}

const ARTICLES = wordSet('a an our eine einen ein');
const BEFORE_TEAM = wordSet('the our its');
const TEAM_WORDS_AT_MOST = 3;

/** "join our Metering team" */
function teamIn(line: string): Proposal[] {
  const words = line.split(' ');
  return words.flatMap((word, at): Proposal[] => {
    if (trimEnds(word).toLowerCase() !== 'team') return [];
    const start = words.slice(0, at).findLastIndex((each) => !isCapital(each)) + 1;
    const name = words.slice(start, at);
    const isNamed = name.length > 0 && name.length <= TEAM_WORDS_AT_MOST && BEFORE_TEAM.has(words[start - 1] ?? '');
    return isNamed ? [{ slot: 'role.team', value: name.join(' '), line }] : [];
  });
}
