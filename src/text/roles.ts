/** Positions: what they are called, and how people write them beside a company. */

import type { Language } from '../machine/language.ts';
import { wordSet } from './lexer.ts';
import { plain } from './phrases.ts';
import { trimEnds } from './sentences.ts';

/** "Senior Backend Engineer at Harbour Grid", "Staff Engineer, Bidding, at Lumenade, to Ines": position, company, the rest. */
const POSITION_AT_COMPANY = /^([^\n.]{2,80}?),?\s(?:at|@) ([^\n,.;(]{2,60})(.*)$/s;

export interface PositionAtCompany {
  readonly position: string;
  readonly company: string;
  /** What follows the company. */
  readonly rest: string;
}

/** What joins the two in the languages beside English. The last one counts: "Experte in Java en Acme". */
const JOINTS: Readonly<Record<Exclude<Language, 'en'>, readonly string[]>> = {
  de: [' bei ', ' bei der ', ' beim '],
  fr: [' chez ', ' à la ', " à l'", ' à l’'],
  es: [' en '],
  pt: [' na ', ' no ', ' em '],
};

/** "no Nubank", "bei Acme", "o iFood": the name alone. */
export function withoutJoint(name: string, language: Language): string {
  if (language === 'en') return name;
  return withoutLead(name, [
    ...JOINTS[language].map((words) => words.trimStart()),
    ...(language === 'pt' ? ['o ', 'a '] : []),
  ]);
}

/** A text without the longest of the `leads`, in lower case, that it begins with. */
export function withoutLead(text: string, leads: readonly string[]): string {
  const found = leads.filter((lead) => text.toLowerCase().startsWith(lead)).map(({ length }) => length);
  return text.slice(Math.max(0, ...found)).trim();
}

/** A text that begins with a position and a company; verbatim parts, of which either may be anything. */
export function positionAtCompany(text: string, language: Language = 'en'): PositionAtCompany | null {
  const [line = ''] = text.split('\n', 1);
  const joints = language === 'en' ? [] : JOINTS[language];
  const [joint] = joints
    .map((words) => ({ words, at: line.lastIndexOf(words) }))
    .filter(({ at }) => at > 0)
    .toSorted((one, other) => other.at - one.at || other.words.length - one.words.length);
  if (joint) {
    const [named = ''] = line.slice(joint.at + joint.words.length).split(',', 1);
    const [company = ''] = named.split(' (', 1);
    const rest = text.slice(joint.at + joint.words.length + company.length);
    return { position: trimEnds(line.slice(0, joint.at)), company, rest };
  }
  const [, position, company, rest] = POSITION_AT_COMPANY.exec(text) ?? [];
  return position !== undefined && company !== undefined ? { position, company, rest: rest ?? '' } : null;
}

/** Words that only a position has, in the languages of the interview. */
const TITLE_WORDS = wordSet(`engineer engineers developer programmer architect manager director consultant analyst
  administrator sysadmin scientist specialist intern trainee cto ceo vp sre devops founder cofounder
  freelancer owner designer researcher coordinator tester technician entwickler entwicklerin softwareentwickler
  softwareentwicklerin ingenieur ingenieurin architekt architektin berater werkstudent werkstudentin praktikant
  praktikantin leiter leiterin développeur développeuse ingénieur ingénieure architecte consultante stagiaire
  desarrollador desarrolladora ingeniero ingeniera arquitecto arquitecta programador programadora desenvolvedor
  desenvolvedora engenheiro engenheira arquiteto arquiteta estagiário estagiária`);
/** Words that a position often has, and other names too. */
const LEVEL_WORDS =
  wordSet(`senior junior lead staff principal chief head backend frontend fullstack software platform web
  data cloud security systems reliability associate team tech technical`);

/** Whether a text names a position. */
export function hasTitle(text: string): boolean {
  const words = wordsOf(text);
  return words.some((word) => TITLE_WORDS.has(word)) || words.at(-1) === 'lead' || words[0] === 'head';
}

/** Whether a text may be a part of a position, such as "Senior Backend", or of another name, such as "Web Services". */
export function mayBeTitle(text: string): boolean {
  return hasTitle(text) || wordsOf(text).some((word) => LEVEL_WORDS.has(word));
}

/** "Engineer/in", "Developer(in)", "Ingénieur·e" and "Full-Stack" in words. */
function wordsOf(text: string): string[] {
  return plain([...'/(-·'].reduce((words, sign) => words.replaceAll(sign, ' '), text)).split(' ');
}
