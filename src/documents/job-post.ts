/** Finds the role in a job post by its labels, title line and headings. The person taps what is right, or types it. */
import { isCapital } from '../text/capitals.ts';
import { wordSet } from '../text/lexer.ts';
import { plain } from '../text/phrases.ts';
import { hasTitle, positionAtCompany } from '../text/roles.ts';
import { countWords, isEnded, piecesOf, trimPunctuation } from '../text/sentences.ts';
import {
  dedupeProposals,
  isCompanyName,
  isPersonName,
  type Proposal,
  phraseSet,
  withoutBrackets,
  withoutMarkdown,
} from './recognize-names.ts';

const LINES_AT_MOST = 400;
/** In characters. */
const LINE_AT_MOST = 400;
/** First lines that are searched for the title. */
const TITLE_WITHIN = 3;
/** Maximum words of a title. */
const WORDS_AT_MOST = 8;

/** Labels before a colon or a tab, in the interview's languages. */
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
    phraseSet(`contact | contact person | your contact person | hiring manager | recruiter | reports to | reporting to
      | ansprechpartner | ansprechpartnerin | ansprechpartner:in | ansprechperson | ihr ansprechpartner
      | ihre ansprechpartnerin | kontakt | interlocuteur | interlocutrice | recruteur | recruteuse | contacto | contato
      | persona de contacto | pessoa de contato | reclutador | reclutadora | recrutador | recrutadora`),
  ],
];

/** Finds position, company, team and addressee, each with its line. A slot may have several proposals. */
export function findRole(text: string): Proposal[] {
  const lines = text
    .split('\n', LINES_AT_MOST)
    .filter(({ length }) => length <= LINE_AT_MOST)
    .map(withoutMarkdown)
    .filter((line) => line !== '');
  const labelled = lines.flatMap(labelledIn);
  const hasPosition = labelled.some(({ slot }) => slot === 'role.position');
  const titles = hasPosition ? [] : lines.slice(0, TITLE_WITHIN).map(titleIn);
  const title = titles.find((found) => found.length > 0) ?? [];
  return dedupeProposals([...labelled, ...title, ...lines.flatMap(aboutIn)]);
}

function labelledIn(line: string): Proposal[] {
  const [label = '', ...behind] = line.split(line.includes(':') ? ':' : '\t');
  const slot = LABELS.find(([, labels]) => labels.has(plain(label)))?.[0];
  const typed = behind.join(':');
  const [piece = ''] = piecesOf(typed);
  const value = slot === 'role.position' ? trimPunctuation(typed) : piece;
  return slot !== undefined && fits(slot, value) ? [{ slot, value: withoutBrackets(value), line }] : [];
}

function fits(slot: string, value: string): boolean {
  if (slot === 'role.position') return hasTitle(value) && countWords(value) <= WORDS_AT_MOST;
  const name = withoutBrackets(value);
  return slot === 'role.addressee' ? isPersonName(name) : isCompanyName(name);
}

/** "Senior Backend Engineer at Harbour Grid", "Senior Backend Engineer (m/f/d) – Metering"; none for a sentence. */
function titleIn(line: string): Proposal[] {
  if (isEnded(line)) return [];
  const { position = '', company = '' } = positionAtCompany(line) ?? {};
  const name = trimPunctuation(company);
  if (isTitle(position) && isCompanyName(name))
    return [
      { slot: 'role.position', value: withoutBrackets(position), line },
      { slot: 'role.company', value: name, line },
    ];
  const [title, another] = line.split(PARTS).map(trimPunctuation).filter(isTitle);
  return title === undefined || another !== undefined
    ? []
    : [{ slot: 'role.position', value: withoutBrackets(title), line }];
}

/** Separators of a title line; "Ingeniero/a" is one part. */
const PARTS = /\s[-–—/|·•]\s|[,;|\t]/u;

/** Words of a title that may be in lower case. */
const SMALL = wordSet('of and the for & de du des la für y e in');

/** Whether a text is a job title: short, with a word that only positions have, and with capitals, or that word first. */
function isTitle(piece: string): boolean {
  const words = piece.split(' ').map(trimPunctuation);
  const isWritten = (word: string) => isCapital(word.replace('(', '')) || SMALL.has(word) || word.includes('/');
  // "Ingénieure backend confirmée": in French and Spanish only the noun has its capital.
  const isNamed = hasTitle(words[0] ?? '') || words.every((word) => word === '' || isWritten(word));
  return isCapital(piece) && words.length <= WORDS_AT_MOST && hasTitle(piece) && isNamed;
}

/** Beginnings of the heading above a company's description. */
const ABOUT = ['About ', 'Über ', 'À propos de ', "À propos d'", 'À propos d’', 'Sobre '];
/** Articles before a company, in lower case. Not "el" and "la", which belong to the name: "El Corte Inglés". */
const ARTICLES = wordSet('die der das den dem o a');
/** First words after "About" that are not a company. */
const NOT_THE_COMPANY = wordSet('the this us you your our we me my it job role position team who what');

/** Company in a heading: "About Harbour Grid", "Über die Hafenstrom AG" */
function aboutIn(line: string): Proposal[] {
  const start = ABOUT.find((words) => line.startsWith(words));
  const typed = trimPunctuation(line.slice(start?.length ?? line.length));
  const [first = ''] = typed.split(' ', 1);
  const name = ARTICLES.has(first) ? typed.slice(first.length + 1) : typed;
  const isNamed = isCompanyName(name) && !NOT_THE_COMPANY.has(first.toLowerCase());
  return isNamed ? [{ slot: 'role.company', value: name, line }] : [];
}
