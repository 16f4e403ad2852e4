/** Which job the letter applies for: its first sentence, and the subject line above the greeting or of the e-mail. */

import { LANGUAGES, type Language } from '../machine/language.ts';
import { type Sheet, textOf, type Value } from '../machine/sheet.ts';
import { languagesOfNames, letterWords, listed, listedWords, wordsOf } from '../prompts/catalogues.ts';
import { capital, uncapitalize } from '../text/capitals.ts';
import { phraseList } from '../text/lexer.ts';
import { withoutLead } from '../text/roles.ts';
import { trimEnd } from '../text/sentences.ts';
import { type Letter, letterText } from './letter.ts';
import { letterLanguage } from './letter-language.ts';
import { redact, redacted } from './redact.ts';
import { TEAM_SYNONYMS } from './word-lists.ts';
import { firstWord, hasComma, lastWord, tidied, withoutEnd } from './wording.ts';

/**
 * "bei der Deutschen Bahn", as the candidate typed it, or with the usual preposition. Only for an open name.
 *
 * @param value of the place, if it is noted @param name the same, redacted
 */
export function placePhrase(value: Value | undefined, name: string, language: Language): string {
  const isOpen = value !== undefined && tidied(value.text).startsWith(name);
  // The words may be those of another language, in which the interview began.
  if (isOpen && value.lead !== undefined && language !== 'en') return value.lead + name;
  return uncapitalize(letterWords(language)('at', { employer: name }));
}

/** Unknown and hidden names are empty. The place is the `placePhrase` of the company. */
interface Application {
  readonly position: string;
  readonly place: string;
  readonly team: string;
}

/** "I am applying for … at …" or, as a subject, "Bewerbung als … bei …". */
export function applicationText(
  { position, place, team }: Application,
  language: Language,
  start: 'apply' | 'subject' = 'apply',
): string {
  const say = letterWords(language);
  const title = titleIn(position, language);
  const unit = bare(team, 'team', language);
  const isSaid = unit === '' || position.toLowerCase().includes(unit.toLowerCase());
  const key = TEAM_SYNONYMS.has(lastWord(unit).toLowerCase()) ? 'apply.unit' : 'apply.team';
  const where = [isSaid ? '' : say(key, { team: unit }), place === '' ? '' : ` ${place}`].join('');
  const comma = where !== '' && hasComma(title) ? ',' : '';
  return `${start === 'apply' ? applying(title, language) : titled(title, language)}${comma}${where}`;
}

function applying(title: string, language: Language): string {
  const say = letterWords(language);
  if (title === '') return say('apply.any');
  return letterLanguage(language).elide(say(hasComma(title) ? 'apply.list' : 'apply', { position: title }), title);
}

/** "Application: Backend Engineer" */
function titled(title: string, language: Language): string {
  const say = wordsOf('said', language);
  if (title === '') return say('application');
  return letterLanguage(language).elide(say('application.for', { named: title }), title);
}

/** Removes the words that the template has: "vaga de", "role", and gender marks. */
function titleIn(position: string, language: Language): string {
  const title = bare(position, 'position', language);
  // "Ingénieur·e", "Ingénieur(e)"
  const [noun = ''] = firstWord(title).toLowerCase().split(/[·(/]/u, 1);
  const [, ...others] = title.split(' ');
  // "Ingeniera backend", but not "Ingeniera de Software Sénior"
  const isPlain = others.every((word) => uncapitalize(word) === word);
  return isPlain && listedWords('jobs', [language]).has(noun) ? uncapitalize(title) : title;
}

/** Marks of job titles in posts; English ones have none. */
const GENDER_MARKS =
  phraseList(`(m/w/d) | (w/m/d) | (m/f/d) | (f/m/d) | (m/w/x) | (w/m/x) | (d/m/w) | (gn) | (all) | (h/f)
  | (f/h) | (h/f/x) | (f/h/x) | (h/f/n) | (m/f)`);

function bare(text: string, part: 'position' | 'team', language: Language): string {
  // An article of another language may be a name: "A Coruña", "One Platform".
  const leads = listed(`${part}.leads`, [language]).map((lead) => `${lead} `);
  const marks = language === 'en' ? [] : GENDER_MARKS;
  return withoutLead(withoutEnd(text, [...listedWords(`${part}.ends`, languagesOfNames(language)), ...marks]), leads);
}

/** Converts a letter to an e-mail. Drops the name block and date, which the e-mail's header already has. */
export function emailOf({ subject, subjectLabel: _, ...letter }: Letter, sheet: Sheet) {
  // The header has no phone.
  const lines = [letterText({ ...letter, heading: [] }), nameOf(sheet, 'contact.phone')];
  return { subject: subject ?? letterSubject(sheet), body: lines.filter((line) => line !== '').join('\n') };
}

/**
 * Returns the subject: "Application: Backend Engineer, Payments, Plinth".
 * @param language BCP 47; without a catalogue for it, the subject is the names alone
 */
export function letterSubject(sheet: Sheet, language: string = sheet.language): string {
  const [position = '', team = '', company = ''] = ['role.position', 'role.team', 'role.company'].map((slot) =>
    nameOf(sheet, slot),
  );
  const known = LANGUAGES.find((one) => one === language);
  if (known !== undefined && known !== 'en') {
    const place = company === '' ? '' : placePhrase(sheet.values['role.company'], company, known);
    return applicationText({ position: capital(position), team, place }, known, 'subject');
  }
  const join = (...parts: string[]) => parts.filter((part) => part !== '').join(', ');
  const unsaid = (unit: string, title: string) => (title.toLowerCase().includes(unit.toLowerCase()) ? '' : unit);
  if (known === undefined) return join(capital(position), unsaid(team, position), company);
  const title = bare(position, 'position', known);
  const unit = unsaid(bare(team, 'team', known), title);
  // "Backend Developer, orders team, Voltwerk"
  const isName = capital(unit) === unit || TEAM_SYNONYMS.has(lastWord(unit).toLowerCase());
  // "Engineer, Metering, at Voltwerk": a third name without "at" could be anything.
  const where = company !== '' && hasComma(title) ? `at ${company}` : company;
  return titled(join(capital(title), isName ? unit : `${unit} team`, where), known);
}

/** Subject of a template letter; null without a job. Outside English, the first sentence names team and company. */
export function templateSubject(sheet: Sheet): string | null {
  const position = nameOf(sheet, 'role.position');
  if (sheet.language === 'en') return position + nameOf(sheet, 'role.company') === '' ? null : letterSubject(sheet);
  if (position === '') return null;
  return applicationText({ position: capital(position), team: '', place: '' }, sheet.language, 'subject');
}

/** Adds the customary label to a subject. @param language as for `letterSubject` */
export function withLabel(subject: string, language: string): Pick<Letter, 'subject' | 'subjectLabel'> {
  const known = LANGUAGES.find((one) => one === language);
  const subjectLabel = known === undefined ? '' : letterWords(known)('subject.label');
  return { subject, ...(subjectLabel !== '' && { subjectLabel }) };
}

/** A name, redacted; empty if it is unknown, or hidden without a stand-in. */
export function nameOf(sheet: Sheet, slot: string): string {
  const name = trimEnd(tidied(textOf(sheet, slot) ?? ''), ' .,;:!');
  const { text, removed } = redacted(name, sheet.hidden);
  if (removed || text === name) return removed ? '' : name;
  // Redacted after a colon, so that the stand-in is not capitalised: "a payments company".
  return redact(`: ${name}`, sheet.hidden).slice(2);
}
