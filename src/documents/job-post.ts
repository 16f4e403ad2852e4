/** Extracts the role from a job post. */
import { isCapital } from '../text/capitals.ts';
import { phraseList, wordSet } from '../text/lexer.ts';
import { plain } from '../text/phrases.ts';
import { hasTitle, positionAtCompany, withoutLead } from '../text/roles.ts';
import {
  capitalizedRuns,
  countWords,
  isEnded,
  piecesOf,
  sentencesIn,
  trimEnd,
  trimPunctuation,
} from '../text/sentences.ts';
import {
  dedupeProposals,
  hasLegalForm,
  isCompanyName,
  isPersonName,
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

/** Finds position, company, team and addressee, each with its line or sentence. A slot may have several proposals. */
export function findRole(text: string): Proposal[] {
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
  const titles = lines.slice(0, TITLE_WITHIN).map((line) => titleIn(trimEnd(sentencesIn(line)[0] ?? line, '.')));
  const title = hasPosition ? [] : (titles.find((found) => found.length > 0) ?? []);
  return dedupeProposals([
    ...labelled,
    ...title,
    ...belowTitleIn(lines, title[0]?.line),
    ...lines.flatMap(aboutIn),
    ...sentences.flatMap(hiringIn),
    ...legalIn(sentences),
    ...sentences.flatMap(teamIn),
    ...sentences.flatMap(behindLeadsIn),
  ]);
}

function labelledIn(line: string): Proposal[] {
  const [label = '', ...behind] = line.split(line.includes(':') ? ':' : '\t');
  const slot = LABELS.find(([, labels]) => labels.has(plain(label)))?.[0];
  const [first = ''] = piecesOf(behind.join(':'));
  const value = slot === 'role.position' ? withoutBrackets(trimPunctuation(behind.join(':'))) : first;
  return slot !== undefined && fits(slot, value) ? [{ slot, value, line }] : [];
}

function fits(slot: string, value: string): boolean {
  if (slot === 'role.addressee') return isPersonName(value);
  const isShort = value !== '' && countWords(value) <= TITLE_WORDS_AT_MOST && sentencesIn(value).length === 1;
  return isShort && (slot !== 'role.position' || hasTitle(value)) && (slot !== 'role.company' || isCompanyName(value));
}

/** Parses a title line: "Senior Backend Engineer at Harbour Grid", "Senior Backend Engineer (m/f/d) – Metering". */
function titleIn(line: string): Proposal[] {
  const both = positionAtCompany(line);
  if (both && isTitle(both.position) && isCompanyName(trimPunctuation(both.company)))
    return [
      { slot: 'role.position', value: withoutBrackets(both.position), line },
      { slot: 'role.company', value: trimPunctuation(both.company), line },
    ];
  const pieces = line
    .split(PARTS)
    .map(trimPunctuation)
    .filter((piece) => isTitle(piece) || (line.startsWith(piece) && isNounFirst(piece)));
  const [position] = pieces;
  if (position === undefined || pieces.length > 1) return [];
  // "Mollie - Senior Backend Engineer"
  const before = line.split(DASH, 1).join();
  const isCompany = before !== line && !before.includes(position) && isCompanyName(before);
  return [
    { slot: 'role.position', value: withoutBrackets(position), line },
    ...(isCompany ? [{ slot: 'role.company', value: before, line }] : []),
  ];
}

const DASH = /\s[-–—]\s/u;
/** Separators of a title line; "Ingeniero/a" is one part. */
const PARTS = /\s[-–—/|·•]\s|[,;|\t]/u;

/** "Ingénieure backend confirmée": a French or Spanish title begins with its noun, and only that is capitalised. */
function isNounFirst(line: string): boolean {
  return (
    isCapital(line) && hasTitle(line.split(' ', 1).join()) && countWords(line) <= TITLE_WORDS_AT_MOST && !isEnded(line)
  );
}

/** "Tidemark (Rotterdam / remote within EU)" in the line below the title. */
function belowTitleIn(lines: readonly string[], titleLine: string | undefined): Proposal[] {
  const line = titleLine === undefined ? '' : (lines[lines.indexOf(titleLine) + 1] ?? '');
  const [name = '', ...behind] = line.split(' (');
  return behind.length > 0 && isCompanyName(name) ? [{ slot: 'role.company', value: name, line }] : [];
}

const SMALL = wordSet('of and the for & de du des la für y e in');

/** Whether a text is a job title: short, capitalised, with a word that only positions have. Not "hire an engineer". */
function isTitle(piece: string): boolean {
  const words = piece.split(' ').map((word) => trimPunctuation(word.replaceAll('(', '').replaceAll(')', '')));
  const isWritten = words.every((word) => word === '' || isCapital(word) || SMALL.has(word) || word.includes('/'));
  return isWritten && words.length <= TITLE_WORDS_AT_MOST && hasTitle(piece) && isCapital(piece);
}

/** Beginnings of the heading above a company's description. */
const ABOUT = ['About ', 'Über ', 'À propos de ', "À propos d'", 'À propos d’', 'Sobre '];

/** Company in a heading: "About Harbour Grid", "Über die Hafenstrom AG" */
function aboutIn(line: string): Proposal[] {
  const begin = ABOUT.find((words) => line.startsWith(words)) ?? line;
  return companies(trimPunctuation(line.slice(begin.length)), line);
}

/** Articles before a company. Not "el" and "la", which belong to the name: "El Corte Inglés", "La Poste". */
const COMPANY_ARTICLES = wordSet('die der das den dem o a');

/** A company name with and without its article; empty if it is not clearly a company name. */
function companies(typed: string, line: string): Proposal[] {
  const [article = ''] = typed.split(' ', 1);
  const isArticled = COMPANY_ARTICLES.has(article.toLowerCase()) && article !== typed;
  const bare = isArticled ? typed.slice(article.length + 1) : typed;
  // Without a legal form the article may belong to the name: "O Boticário".
  const names = isArticled && hasLegalForm(bare) ? [bare] : [...new Set([bare, typed])];
  return names
    .filter((name) => !NOT_THE_COMPANY.has(plain(name).split(' ', 1).join()) && isCompanyName(name))
    .map((value) => ({ slot: 'role.company', value, line }));
}

/** The company with a legal form that begins a sentence, if there is only one: "Die Hafenstrom AG ist ein …". */
function legalIn(lines: readonly string[]): Proposal[] {
  const found = lines.flatMap((line) => {
    const words = (capitalizedRuns(line)[0] ?? '').split(' ');
    const end = words.findLastIndex((word) => hasLegalForm(trimPunctuation(word))) + 1;
    const name = trimEnd(words.slice(0, end).join(' '), ',');
    return end > 1 && line.startsWith(name) ? companies(name, line).slice(0, 1) : [];
  });
  const names = new Set(found.map(({ value }) => value));
  return names.size === 1 ? found.slice(0, 1) : [];
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
function hiringIn(line: string): Proposal[] {
  // The space at the end is for "Fjordly is hiring!".
  const told = `${trimPunctuation(line)} `;
  for (const verb of HIRES) {
    const at = told.indexOf(verb);
    const company = at === -1 ? '' : trimPunctuation(told.slice(0, at));
    const named = companies(company, line);
    if (named.length === 0) continue;
    const [article = '', ...words] = told.slice(at + verb.length).split(' ');
    const all = ARTICLES.has(article) ? words : [article, ...words];
    const run = leading(all, (word) => isCapital(word) || word === 'of' || word === '&');
    const found = run.slice(0, run.findLastIndex(isCapital) + 1);
    const position = trimPunctuation(found.join(' ').split(',', 1).join());
    return [...named, ...(isTitle(position) ? [{ slot: 'role.position', value: position, line }] : [])];
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
function teamIn(line: string): Proposal[] {
  const words = line.split(' ');
  return words.flatMap((word, at): Proposal[] => {
    if (trimPunctuation(word).toLowerCase() !== 'team') return [];
    const start = words.slice(0, at).findLastIndex((each) => !isCapital(each)) + 1;
    const name = words.slice(start, at);
    const isNamed = name.length > 0 && name.length <= TEAM_WORDS_AT_MOST && BEFORE_TEAM.has(words[start - 1] ?? '');
    return isNamed ? [{ slot: 'role.team', value: name.join(' '), line }] : [];
  });
}

/** Labels before the name of the reader, in a line of their own or within one: "Your contact person: Ines Kaltenbach". */
const READER_LABELS = phraseList(`contact | contact person | hiring manager | recruiter | reports to | reporting to
  | ansprechpartner | ansprechpartnerin | ansprechpartner:in | ansprechperson | kontakt | interlocuteur | interlocutrice
  | recruteur | recruteuse | contacto | contato | persona de contacto | pessoa de contato | reclutador | reclutadora
  | recrutador | recrutadora`).map((label) => `${label}:`);

/** Phrases before a name, by slot: of a team, and of the person who reads applications or leads the team. */
const LEADS: readonly (readonly [slot: string, phrases: readonly string[]])[] = [
  [
    'role.team',
    phraseList('unser team | unserem team | notre équipe | nuestro equipo de | nosso time de | nossa equipe de'),
  ],
  ['role.addressee', READER_LABELS],
  [
    'role.addressee',
    phraseList(`for the attention of | report to | reporting to | reports to | cover letter to | application to | applications to
      | apply to | write to | cv to | questions to | fragen an | bewirb dich bei | postuler auprès de | escribe a | escreva para
      | contact is | contact person is | manager will be | ansprechpartner ist | ansprechpartnerin ist
      | ansprechperson ist | führungskraft ist | berichtest an | berichten an | bewerbung an | anschreiben an
      | rattaché à | rattachée à | candidature à | lettre de motivation à | responsable sera | interlocuteur sera
      | interlocutrice sera | responsable será | persona de contacto es | jefe será | jefa será | responsável será
      | gestor será | gestora será | reportarás a | reportando a | reportará a | solicitud a | candidatura a
      | carta de presentación a | candidatura para | carta de apresentação para`),
  ],
];

/** Phrases that also tell what a service does, so that they count only as a request: "Please write to Ada Li". */
const REQUESTS = wordSet('write apply');
const BEFORE_REQUEST = wordSet('please and or to');
/** Last words of what is no person: "Hudson Bay Careers". */
const NO_PEOPLE = wordSet('careers team jobs recruiting recruitment');

/** Whether a phrase is a request, or can't be meant otherwise. @param before the text in front of it */
function isRequest(phrase: string, before: string): boolean {
  const last = before.trim().split(' ').at(-1) ?? '';
  const isStart = trimPunctuation(last) !== last || BEFORE_REQUEST.has(last.toLowerCase()) || last === '';
  return isStart || !REQUESTS.has(phrase.split(' ')[0] ?? '');
}

/** "la Dra. Ana Ortega" */
const ARTICLES_OF_PEOPLE = ['la ', 'el ', 'a ', 'o '];

/** "für unser Team Abrechnung", "send your cover letter to Achieng Otieno, Head of Engineering" */
function behindLeadsIn(line: string): Proposal[] {
  // Spaced, for a phrase that begins the sentence. A table has tabs for colons.
  const spaced = ` ${line}`.replace('\t', ': ').replaceAll(' :', ':').replaceAll('(', ', (');
  const low = spaced.toLowerCase();
  return LEADS.flatMap(([slot, phrases]) =>
    phrases.flatMap((phrase): Proposal[] => {
      const at = low.indexOf(` ${phrase} `);
      if (at < 0) return [];
      const [behind = ''] = piecesOf(spaced.slice(at + phrase.length + 2));
      const words = withoutLead(behind, ARTICLES_OF_PEOPLE).split(' ');
      const name = leading(words, isCapital);
      // Every German noun is capitalised, so the name must end the clause: "in unserem Team Verantwortung übernehmen".
      const isWhole = name.length === words.length || !phrase.endsWith(' team');
      const value = name.join(' ');
      const isPerson = !NO_PEOPLE.has(name.at(-1)?.toLowerCase() ?? '');
      const isMeant = isWhole && isPerson && isRequest(phrase, spaced.slice(0, at));
      return isMeant && fits(slot, value) ? [{ slot, value, line }] : [];
    }),
  );
}
