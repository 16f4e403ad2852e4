/** Finds the role and the company's engineering decisions in a job post. They are only offered. */
import type { Kept } from '../machine/sheet.ts';
import { isCapital } from '../text/capitals.ts';
import { phraseList, tokens, wordSet } from '../text/lexer.ts';
import { plain } from '../text/phrases.ts';
import { isNumberless } from '../text/quantities.ts';
import { hasTitle, mayBeTitle, positionAtCompany, roleWithin } from '../text/roles.ts';
import { countWords, piecesOf, sentencesIn, trimEnd, trimPunctuation } from '../text/sentences.ts';
import {
  hasLegalForm,
  isCompanyName,
  isPersonName,
  mayBeCompany,
  type Proposal,
  phraseSet,
  withoutBrackets,
} from './recognize-names.ts';

const LINES_AT_MOST = 400;
/** In characters. */
const LINE_AT_MOST = 4000;
const SENTENCE_AT_MOST = 400;
/** First lines that are searched for the title. */
const TITLE_WITHIN = 3;
/** Maximum words of a title. */
const TITLE_WORDS_AT_MOST = 8;

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
];

type RolePart = Pick<Proposal, 'slot' | 'value'>;

/** Finds the possible positions, companies, teams and addressees, by slot. */
export function findRole(text: string): Record<string, string[]> {
  const lines = text
    .split('\n', LINES_AT_MOST)
    .map((line) => line.replaceAll('**', '').replaceAll('#', '').trim())
    .filter((line) => line !== '');
  const sentences = lines
    .flatMap((line) => sentencesIn(line.slice(0, LINE_AT_MOST)))
    .filter(({ length }) => length <= SENTENCE_AT_MOST);
  const labelled = lines.flatMap(labelledIn);
  const hasPosition = labelled.some(({ slot }) => slot === 'role.position');
  // A post pasted in one line begins with its title.
  const firstLines = lines.slice(0, TITLE_WITHIN).map((line) => trimEnd(sentencesIn(line)[0] ?? line, '.'));
  const titleLine = hasPosition ? undefined : firstLines.find((line) => titleIn(line).length > 0);
  const found = [
    ...labelled,
    ...(titleLine === undefined ? [] : titleIn(titleLine)),
    ...lines.flatMap(aboutIn),
    ...sentences.flatMap(hiringIn),
    ...sentences.flatMap(legalIn),
    ...sentences.flatMap(teamIn),
    ...sentences.flatMap(readerIn),
  ];
  const isCompanyNamed = found.some(({ slot }) => slot === 'role.company');
  const guessed = titleLine === undefined || isCompanyNamed ? [] : besideTitle(titleLine);
  const roles: Record<string, string[]> = {};
  for (const { slot, value } of [...found, ...guessed]) roles[slot] = [...new Set([...(roles[slot] ?? []), value])];
  return roles;
}

function labelledIn(line: string): RolePart[] {
  const [label = '', ...behind] = line.split(line.includes(':') ? ':' : '\t');
  const slot = LABELS.find(([, labels]) => labels.has(plain(label)))?.[0];
  const [first = ''] = piecesOf(behind.join(':'));
  const value = slot === 'role.position' ? withoutBrackets(trimPunctuation(behind.join(':'))) : first;
  return slot !== undefined && fits(slot, value) ? [{ slot, value }] : [];
}

function fits(slot: string, value: string): boolean {
  const isShort = value !== '' && countWords(value) <= TITLE_WORDS_AT_MOST && sentencesIn(value).length === 1;
  return isShort && (slot !== 'role.position' || hasTitle(value)) && (slot !== 'role.company' || isCompanyName(value));
}

/** Parses a title line: "Senior Backend Engineer at Harbour Grid", "Senior Backend Engineer (m/f/d) – Metering". */
function titleIn(line: string): RolePart[] {
  const both = [positionAtCompany(line), roleWithin(line)].find((one) => one && isTitle(one.position));
  if (both && isCompanyName(trimPunctuation(both.company)))
    return [
      { slot: 'role.position', value: withoutBrackets(both.position) },
      { slot: 'role.company', value: trimPunctuation(both.company) },
    ];
  const pieces = line.split(PARTS).map(trimPunctuation);
  const [position, another] = pieces.filter(isTitle);
  if (position === undefined || another !== undefined) return [];
  return [{ slot: 'role.position', value: withoutBrackets(position) }];
}

/** What stands beside the title: "Senior Backend Engineer, Harbour Grid, Leeds" may name a company, a team or a city. */
function besideTitle(line: string): RolePart[] {
  const names = line
    .split(PARTS)
    .map((piece) => withoutBrackets(trimPunctuation(piece)))
    .filter((piece) => mayBeCompany(piece) && !mayBeTitle(piece));
  return names.map((value) => ({ slot: 'role.company', value }));
}

/** Separators of a title line; "Ingeniero/a" is one part. */
const PARTS = /\s[-–—/|·•]\s|[,;|\t]/u;

const SMALL = wordSet('of and the for & de du des la für y e in');

/**
 * Whether a text is a job title: short, with capitals, and a word that only positions have. Not "hire an engineer". A
 * French or Spanish title begins with its noun, and only that has a capital: "Développeur backend".
 */
function isTitle(piece: string): boolean {
  const words = piece.split(' ').map((word) => trimPunctuation(word.replaceAll('(', '').replaceAll(')', '')));
  const isWritten = words.every((word) => word === '' || isCapital(word) || SMALL.has(word) || word.includes('/'));
  const isShort = words.length <= TITLE_WORDS_AT_MOST && isCapital(piece);
  return isShort && hasTitle(isWritten ? piece : (words[0] ?? ''));
}

/** Beginnings of the heading above a company's description. */
const ABOUT = ['About ', 'Über ', 'À propos de ', "À propos d'", 'À propos d’', 'Sobre '];

/** Company in a heading: "About Harbour Grid", "Über die Hafenstrom AG" */
function aboutIn(line: string): RolePart[] {
  const begin = ABOUT.find((words) => line.startsWith(words)) ?? line;
  return companies(trimPunctuation(line.slice(begin.length)));
}

/** Articles before a company. Not "el" and "la", which belong to the name: "El Corte Inglés", "La Poste". */
const COMPANY_ARTICLES = wordSet('die der das den dem o a');

/** A company name with and without its article; empty if it is not clearly a company name. */
function companies(typed: string): RolePart[] {
  const [article = ''] = typed.split(' ', 1);
  const isArticled = COMPANY_ARTICLES.has(article.toLowerCase()) && article !== typed;
  const bare = isArticled ? typed.slice(article.length + 1) : typed;
  // Without a legal form the article may belong to the name: "O Boticário".
  const names = isArticled && hasLegalForm(bare) ? [bare] : [...new Set([bare, typed])];
  return names
    .filter((name) => !NOT_THE_COMPANY.has(plain(name).split(' ', 1).join()) && isCompanyName(name))
    .map((value) => ({ slot: 'role.company', value }));
}

/** "Yelp Inc., San Francisco" */
function legalIn(line: string): RolePart[] {
  const [name = ''] = piecesOf(line);
  return hasLegalForm(name) ? companies(name) : [];
}

const NOT_THE_COMPANY =
  wordSet(`the this us you your our we me my it job role position company team who what working uns dich wir die das
  nous vous notre nosotros ti nuestra nuestro nós você nosso nossa o a`);

/** Verbs between a company and the position that it wants to fill, in the interview's languages. */
const HIRES = [
  ...[' is hiring ', ' is looking for ', ' is seeking ', ' sucht ', ' recherche ', ' recrute '],
  ...[' busca ', ' contrata ', ' procura '],
];

/** "Harbour Grid is hiring a Senior Backend Engineer" */
function hiringIn(line: string): RolePart[] {
  // The space at the end is for "Fjordly is hiring!".
  const told = `${trimPunctuation(line)} `;
  for (const verb of HIRES) {
    const at = told.indexOf(verb);
    const company = at === -1 ? '' : trimPunctuation(told.slice(0, at));
    const named = companies(company);
    if (named.length === 0) continue;
    const [article = '', ...words] = told.slice(at + verb.length).split(' ');
    const all = ARTICLES.has(article) ? words : [article, ...words];
    const run = leading(all, (word) => isCapital(word) || word === 'of' || word === '&');
    const found = run.slice(0, run.findLastIndex(isCapital) + 1);
    const position = trimPunctuation(found.join(' ').split(',', 1).join());
    return [...named, ...(isTitle(position) ? [{ slot: 'role.position', value: position }] : [])];
  }
  return [];
}

/** The words up to the first that doesn't belong; all words if there is none. */
function leading(words: readonly string[], belongs: (word: string) => boolean): readonly string[] {
  const end = words.findIndex((word) => !belongs(word));
  return end < 0 ? words : words.slice(0, end);
}

const ARTICLES = wordSet('a an our eine einen ein un une una um uma');

const BEFORE_TEAM = wordSet('the our its');
const TEAM_WORDS_AT_MOST = 3;

/** "join our Metering team" */
function teamIn(line: string): RolePart[] {
  const words = line.split(' ');
  const at = words.findIndex((word) => trimPunctuation(word).toLowerCase() === 'team');
  const before = words.slice(0, Math.max(at, 0));
  const start = before.findLastIndex((word) => !isCapital(word)) + 1;
  const name = before.slice(start);
  const isNamed = name.length > 0 && name.length <= TEAM_WORDS_AT_MOST && BEFORE_TEAM.has(words[start - 1] ?? '');
  return isNamed ? [{ slot: 'role.team', value: name.join(' ') }] : [];
}

/** Labels before the name of the reader, in a line of their own or within one: "Your contact person: Ines Kaltenbach". */
const READER_LABELS = phraseList(`contact | contact person | hiring manager | recruiter | reports to | reporting to
  | ansprechpartner | ansprechpartnerin | ansprechpartner:in | ansprechperson | kontakt | interlocuteur | interlocutrice
  | recruteur | recruteuse | contacto | contato | persona de contacto | pessoa de contato | reclutador | reclutadora
  | recrutador | recrutadora`).map((label) => `${label}:`);

/** "Hiring manager: Achieng Otieno, Head of Engineering" */
function readerIn(line: string): RolePart[] {
  // Spaced, for a label that begins the sentence. A table has tabs for colons.
  const spaced = ` ${line}`.replace('\t', ': ').replaceAll(' :', ':').replaceAll('(', ', (');
  const low = spaced.toLowerCase();
  return READER_LABELS.flatMap((label): RolePart[] => {
    const at = low.indexOf(` ${label} `);
    const [behind = ''] = at < 0 ? [] : piecesOf(spaced.slice(at + label.length + 2));
    const value = leading(behind.split(' '), isCapital).join(' ');
    return isPersonName(value) ? [{ slot: 'role.addressee', value }] : [];
  });
}

const CHOICES_AT_MOST = 3;
/** Maximum characters of a sentence that is offered on a button. */
const CHOICE_AT_MOST = 200;

/** Verbs of decisions, in the interview's languages. */
const DECIDING = wordSet(`
  replaced replacing moved migrated migrating rewrote rewritten rebuilt redesigned switched chose chosen decided dropped
  split introduced adopted removed abandoned standardised standardized instead
  ersetzt ersetzten abgelöst umgestellt umgestiegen migriert entschieden gewählt eingeführt verzichten verzichtet
  aufgeteilt umgebaut umgezogen gewechselt abgeschafft statt anstelle
  remplacé remplacée migré passé passés réécrit choisi décidé abandonné adopté découpé introduit
  pasamos reemplazamos sustituimos migramos reescribimos elegimos decidimos abandonamos adoptamos dividimos cambiamos reemplazado
  sustituido migrado reescrito elegido decidido abandonado adoptado dividido
  passamos substituímos reescrevemos escolhemos adotamos trocamos substituído escolhido adotado`);

/** Words for the company and for the reader, in the interview's languages: the first tells whom a sentence is about. */
const OF_COMPANY = wordSet('we our us wir uns unser unsere nous notre nos nosotros nuestro nuestra nós nosso nossa');
const OF_READER = wordSet(`you your yours du dich dir dein deine deinen vous votre vos tu tus tú usted tienes conoces
  dominas você vocês`);

/** @returns up to three sentences of a job post that may state a decision, verbatim and without numbers */
export function findDecisions({ sentences }: Pick<Kept, 'sentences'>): string[] {
  return sentences
    .filter((line) => line.length <= CHOICE_AT_MOST && isNumberless(line) && isDecision(line))
    .slice(0, CHOICES_AT_MOST);
}

function isDecision(line: string): boolean {
  const words = tokens(line).flatMap(({ low }) => low.split("'", 1));
  const subject = words.find((word) => OF_COMPANY.has(word) || OF_READER.has(word)) ?? '';
  return words.some((word) => DECIDING.has(word)) && !OF_READER.has(subject);
}
