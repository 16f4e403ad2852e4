/** Subject line of a letter: printed above the greeting and used as the subject of the e-mail. */

import { LANGUAGES } from '../machine/language.ts';
import { type Sheet, textOf } from '../machine/sheet.ts';
import { letterWords, wordsOf } from '../prompts/catalogues.ts';
import { capital } from '../text/capitals.ts';
import { trimEnd } from '../text/sentences.ts';
import { applicationText, placePhrase } from './foreign-letter.ts';
import { type Letter, letterText } from './letter.ts';
import { redacted } from './redact.ts';
import { hasComma, tidied } from './wording.ts';

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
    const place = company === '' ? null : placePhrase(sheet.values['role.company'], company, known);
    const names = { position: capital(position) || null, team: team || null, company: place };
    return applicationText(names, known, 'subject');
  }
  const isSaid = position.toLowerCase().includes(team.toLowerCase());
  const join = (...parts: string[]) => parts.filter((part) => part !== '').join(', ');
  if (known === undefined) return join(capital(position), isSaid ? '' : team, company);
  // "Engineer, Metering, at Voltwerk": a third name without "at" could be anything.
  const where = company !== '' && hasComma(position) ? `at ${company}` : company;
  const named = join(capital(position), isSaid ? '' : team, where);
  const say = wordsOf('said', known);
  return named === '' ? say('application') : say('application.for', { named });
}

/** Subject of a template letter: the position only, as the first sentence names team and company. Null in English. */
export function templateSubject(sheet: Sheet): string | null {
  const position = nameOf(sheet, 'role.position');
  if (sheet.language === 'en' || position === '') return null;
  return applicationText({ position: capital(position), team: null, company: null }, sheet.language, 'subject');
}

/** Adds the customary label to a subject. @param language as for `letterSubject` */
export function withLabel(subject: string, language: string): Pick<Letter, 'subject' | 'subjectLabel'> {
  const known = LANGUAGES.find((one) => one === language);
  const subjectLabel = known === undefined || known === 'en' ? '' : letterWords(known)('subject.label');
  return { subject, ...(subjectLabel !== '' && { subjectLabel }) };
}

/** Empty if the name is unknown, or hidden without a stand-in. */
function nameOf(sheet: Sheet, slot: string): string {
  const { text, removed } = redacted(textOf(sheet, slot) ?? '', sheet.hidden);
  return removed ? '' : trimEnd(tidied(text), '.,;: ');
}
