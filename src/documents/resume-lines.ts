/** The lines of a résumé, and the sections that they stand in. */
import { phraseList, wordSet } from '../text/lexer.ts';
import { plain } from '../text/phrases.ts';
import { trimEnds } from '../text/sentences.ts';

/** Whatever is sent, it is looked through at once. */
const LINES_AT_MOST = 1000;
/** A longer line, in characters, is no line of a résumé. */
const LINE_AT_MOST = 1000;

export type Section = 'work' | 'other';

export interface ResumeLine {
  /** In its own words, without a bullet and the marks of Markdown. */
  readonly text: string;
  /** Null above the first heading. */
  readonly section: Section | null;
  /** Whether it begins with a bullet. */
  readonly isItem: boolean;
  /** Of "Name: Jo Lind", or of such a row in a table. */
  readonly label: 'name' | 'place' | null;
  /** What stands behind the label. */
  readonly value: string;
}

const list = (phrases: string) => new Set(phraseList(phrases));

/** Headings, as whole lines, in the languages of the interview. */
const HEADINGS: Readonly<Record<Section, ReadonlySet<string>>> = {
  work: list(`experience | work experience | professional experience | employment | employment history | work history
    | work | career | career history | relevant experience | berufserfahrung | beruflicher werdegang | werdegang
    | expérience | expériences | expérience professionnelle | expériences professionnelles | experiencia
    | experiencia laboral | experiencia profesional | experiência | experiência profissional`),
  other: list(`highlights | achievements | key achievements | selected achievements | projects | selected projects
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
/** Labels in front of a colon, or in a table. */
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

/** Bullets of symbol fonts have codes of private use. */
function isBullet(sign: string): boolean {
  return BULLETS.has(sign) || (sign >= '\ue000' && sign <= '\uf8ff');
}

/** Without the marks of Markdown: headings, and emphasis around a whole line. */
function withoutMarks(line: string): string {
  let text = line.trim();
  while (text.startsWith('#')) text = text.slice(1);
  return text.replaceAll('**', '').replaceAll('__', '').trim();
}

/** @returns null for a line that is no heading */
export function headingOf(line: string): Section | null {
  if (line.length > 40) return null;
  const heading = plain(trimEnds(line).replaceAll('&', 'and'));
  return HEADINGS.work.has(heading) ? 'work' : HEADINGS.other.has(heading) ? 'other' : null;
}

function labelled(line: string): Pick<ResumeLine, 'label' | 'value'> {
  for (const sign of [':', '\t']) {
    const [before = '', ...behind] = line.split(sign);
    const word = plain(before);
    const value = trimEnds(behind.join(sign));
    if (value !== '' && LABELS.name.has(word)) return { label: 'name', value };
    if (value !== '' && LABELS.place.has(word)) return { label: 'place', value };
  }
  return { label: null, value: '' };
}
