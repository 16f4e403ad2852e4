/** Job titles: how people write them next to a company, and their forms by gender. */

import type { Language } from '../machine/language.ts';
import { isCapital, straight } from './capitals.ts';
import { wordSet } from './lexer.ts';
import { plain } from './phrases.ts';
import { AROUND, namesIn, piecesOf, sentencesIn, trimEnd, trimPunctuation } from './sentences.ts';

/** "Senior Backend Engineer at Harbour Grid", "Staff Engineer, Bidding, at Lumenade, to Ines" */
const POSITION_AT_COMPANY = /^([^\n]{2,80}?),?\s(?:at|@) ([^\n,;(]{2,60})/d;

export interface PositionAtCompany {
  readonly position: string;
  /** As typed between the two, except in English: "bei der ". */
  readonly lead?: string;
  readonly company: string;
  /** The text after the company. */
  readonly rest: string;
}

/** "at" between position and company in the other languages. The last match counts: "Experto en Java en Acme". */
const JOINTS: Readonly<Record<Exclude<Language, 'en'>, readonly string[]>> = {
  de: [' bei ', ' beim '],
  fr: [' chez ', ' au sein ', ' au ', ' aux ', ' à la ', " à l'"],
  es: [' en '],
  pt: [' na ', ' no ', ' em ', ' numa ', ' num '],
};

/** First words of an answer that says where somebody worked, and the articles that may follow. */
const PLACE_LEADS = {
  de: { sure: wordSet('bei beim'), words: wordSet('in im an am als für'), articles: 'der die das dem den einem einer' },
  fr: { sure: wordSet('chez à au aux'), words: wordSet('en dans comme pour'), articles: "la le les un une l'" },
  es: { sure: wordSet('en'), words: wordSet('como para'), articles: '' },
  pt: { sure: wordSet('na no em'), words: wordSet('nas nos numa num como para'), articles: '' },
} as const;

/** What follows "au" in "au sein de la", in lower case. */
const WITHIN = ['de la ', 'de ', 'du ', 'des ', "de l'", "d'", "d'un ", "d'une "].map((article) => `sein ${article}`);

/** The preposition and article that a place starts with: "bei der ", "à l'", "in einem ", "como "; empty if none. */
export function placeLead(text: string, language: Language): string {
  if (language === 'en') return '';
  const { sure, words, articles } = PLACE_LEADS[language];
  const [typed = ''] = text.split(' ', 1);
  const low = typed.toLowerCase();
  if (!text.includes(' ') || !(sure.has(low) || words.has(low))) return '';
  const rest = text.slice(typed.length + 1);
  const leads = articles.split(' ').map((one) => (one.endsWith("'") ? one : `${one} `));
  const name = withoutLead(rest, articles === '' ? [] : [...leads, ...(low === 'au' ? WITHIN : [])]);
  // "In Motion" may be a name.
  const isSure = sure.has(low) || typed === low || name !== rest || !isCapital(name);
  return isSure ? text.slice(0, text.length - name.length) : '';
}

/** Removes the article, "o iFood", or the English preposition, "at Acme". */
export function withoutNameArticle(name: string, language: Language): string {
  const leads = language === 'pt' ? ['o ', 'a '] : language === 'en' ? ['at '] : [];
  return withoutLead(name, leads);
}

/** Removes the longest lead that the text starts with. @param leads in lower case with straight apostrophes */
export function withoutLead(text: string, leads: readonly string[]): string {
  const found = leads.filter((lead) => straight(text).startsWith(lead)).map(({ length }) => length);
  return text.slice(Math.max(0, ...found)).trim();
}

/** Splits a text that begins with a position and a company. The parts are verbatim and not validated. */
export function positionAtCompany(text: string, language: Language = 'en'): PositionAtCompany | null {
  const [line = ''] = text.split('\n', 1);
  const joints = language === 'en' ? [] : JOINTS[language];
  const [joint] = joints
    .map((words) => ({ words, at: line.replaceAll('’', "'").lastIndexOf(words) }))
    .filter(({ at }) => at > 0)
    .toSorted((one, other) => other.at - one.at || other.words.length - one.words.length);
  if (joint) {
    const place = line.slice(joint.at + 1);
    const lead = placeLead(place, language);
    const [named = ''] = place.slice(lead.length).split(',', 1);
    const [company = ''] = named.split(' (', 1);
    const rest = text.slice(joint.at + 1 + lead.length + company.length);
    return { position: trimPunctuation(line.slice(0, joint.at)), lead, company, rest };
  }
  // The two may be on lines of their own.
  const all = text.replaceAll('\n', ' ');
  const told = sentencesIn(all).find((sentence) => sentence.endsWith('.')) ?? all;
  const found = POSITION_AT_COMPANY.exec(text.slice(0, all.indexOf(told) + told.length));
  const [, position, place] = found ?? [];
  if (position === undefined || place === undefined) return null;
  // The full stop of the sentence, but not the one in "Booking.com".
  const company = trimEnd(place, '.');
  const end = (found?.indices?.[2]?.[0] ?? 0) + company.length;
  return { position, company, rest: text.slice(end) };
}

/** "No post, it's backend engineer at Ferrox in Bern": the only position that ends in a title, with its company. */
export function roleWithin(text: string): Pick<PositionAtCompany, 'position' | 'company'> | null {
  const pieces = sentencesIn(text)
    .flatMap(piecesOf)
    .flatMap((piece) => piece.split(': '));
  const found = pieces.flatMap((piece) => {
    const { position = '', company: place = '' } = positionAtCompany(piece) ?? {};
    const isAround = (word: string) => AROUND.has(word.toLowerCase());
    const all = position.split(' ');
    const words = all.slice(0, all.findLastIndex((word) => !isAround(word)) + 1);
    const title = words.slice(words.findLastIndex(isAround) + 1);
    const [company] = namesIn(place);
    return hasTitle(title.at(-1) ?? '') && company !== undefined ? [{ position: title.join(' '), company }] : [];
  });
  const [role, another] = found;
  return role && !another ? role : null;
}

/** Words that occur only in job titles, in the languages of the interview. */
const TITLE_WORDS = wordSet(`engineer engineers developer programmer architect manager director consultant analyst
  administrator sysadmin scientist specialist intern trainee cto ceo vp sre devops founder cofounder
  freelancer owner designer researcher coordinator tester technician entwickler entwicklerin softwareentwickler
  softwareentwicklerin ingenieur ingenieurin architekt architektin berater werkstudent werkstudentin praktikant
  praktikantin leiter leiterin développeur développeuse ingénieur ingénieure architecte consultante stagiaire
  desarrollador desarrolladora ingeniero ingeniera arquitecto arquitecta programador programadora desenvolvedor
  desenvolvedora engenheiro engenheira arquiteto arquiteta estagiário estagiária`);
/** Words that are common in job titles and in other names. */
const LEVEL_WORDS =
  wordSet(`senior junior lead staff principal chief head backend frontend fullstack software platform web
  data cloud security systems reliability associate team tech technical`);

/** Whether a text contains a job title. */
export function hasTitle(text: string): boolean {
  const words = wordsOf(text);
  return words.some((word) => TITLE_WORDS.has(word)) || words.at(-1) === 'lead' || words[0] === 'head';
}

/** Whether a text may be part of a job title, such as "Senior Backend", or of another name, such as "Web Services". */
export function mayBeTitle(text: string): boolean {
  return hasTitle(text) || wordsOf(text).some((word) => LEVEL_WORDS.has(word));
}

/** Splits into words, also "Engineer/in", "Developer(in)", "Ingénieur·e" and "Full-Stack". */
function wordsOf(text: string): string[] {
  return plain([...'/(-·'].reduce((words, sign) => words.replaceAll(sign, ' '), text)).split(' ');
}

/** Marks between a word and the ending of the other gender. */
const GENDER_SIGNS = ['/-', '(-', '/', '(', ':', '*', '_', '·', '.'];

/** Endings of the other gender in job posts: "Entwickler/in", "Ingeniero/a". */
const GENDER_ENDS: Readonly<Partial<Record<Language, ReadonlySet<string>>>> = {
  de: wordSet('in'),
  fr: wordSet('e ne se euse trice nne enne ienne'),
  es: wordSet('a ora triz'),
  pt: wordSet('a ora triz eira'),
};

/** @returns a position that names both genders, such as "Entwickler/in", in each; empty if it has one form */
export function titleForms(position: string, language: Language): readonly string[] {
  const words = position.split(' ');
  for (const [at, word] of words.entries()) {
    const forms = formsOf(word, language);
    if (forms.length > 0) return forms.map((form) => words.with(at, form).join(' '));
  }
  return [];
}

function formsOf(word: string, language: Language): readonly string[] {
  const mark = GENDER_SIGNS.find((one) => word.includes(one));
  const [base = '', ending = '', ...rest] = mark === undefined ? [] : word.split(mark);
  const end = trimEnd(ending, '),');
  const isMarked = base.length > 1 && rest.length === 0 && GENDER_ENDS[language]?.has(end) === true;
  const after = ending.endsWith(',') ? ',' : '';
  return isMarked ? [base, otherGender(base, end, language)].map((form) => form + after) : [];
}

/** "Entwicklerin", "Ingénieure"; "Ingeniera"; "Développeuse", "Directrice". */
function otherGender(base: string, end: string, language: Language): string {
  const last = base.at(-1) ?? '';
  const [first = ''] = end;
  if (language === 'de' || end === 'e' || end === 'ne') return base + end;
  if (end === 'a') return ('aeo'.includes(last) ? base.slice(0, -1) : base) + end;
  const from = base.lastIndexOf(first);
  return base.slice(0, from > 0 ? from : -1) + end;
}
