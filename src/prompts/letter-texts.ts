/** Texts about existing letters. */
import { type Language, languageOf } from '../machine/language.ts';
import { letterWords, localeOf, orderWords, wordsOf } from './catalogues.ts';

interface Listed {
  readonly company: string | null;
  readonly at: Date;
}

/** Maximum cached formats, one per locale: creating one takes a millisecond. */
const FORMATS_AT_MOST = 50;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats a date, such as "29 November 2026". */
export function dayText(date: Date, locale: string): string {
  const day = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  const format = formats.get(locale) ?? new Intl.DateTimeFormat(locale, day);
  if (formats.size < FORMATS_AT_MOST) formats.set(locale, format);
  const text = format.format(date);
  // "1er décembre 2026"
  return locale.startsWith('fr') && text.startsWith('1 ') ? text.replace('1', '1er') : text;
}

/** Lists letters: "1. Harbour Grid, 29 November 2026". Several for one company: "2. Harbour Grid (version 2), …". */
export function letterList(letters: readonly Listed[], language: Language): string {
  const say = wordsOf('letters', language);
  const lines = letters.map(({ company, at }, place) => {
    const name = company ?? say('no-company');
    const number = letters.slice(0, place + 1).filter((one) => one.company === company).length;
    const isOnly = number === 1 && letters.filter((one) => one.company === company).length === 1;
    return `${place + 1}. ${isOnly ? name : say('version', { name, number })}, ${dayText(at, localeOf(language))}`;
  });
  return [say('list'), ...lines, '', say('how', { ...orderWords(language) })].join('\n');
}

/** @param gone sentences only in the previous letter @param added sentences only in the last one */
export function changesBetween(gone: readonly string[], added: readonly string[], language: Language): string {
  const say = wordsOf('letters', language);
  if (gone.length + added.length === 0) return say('same');
  const list = (title: 'gone' | 'new', lines: readonly string[]) =>
    lines.length === 0 ? [] : [say(title), ...lines.map((line) => `- ${line}`)];
  return [...list('gone', gone), ...list('new', added)].join('\n');
}

/** Quotes a sentence of the job post in the letter, attributed to the company. */
export function quotedFromPost(text: string, language: Language): string {
  const say = letterWords(language);
  // In Spanish and French, the full stop comes after the quotation mark.
  const isOutside = say('of-post').endsWith('.') && text.endsWith('.');
  return say('of-post', { text: isOutside ? text.slice(0, -1) : text });
}

/**
 * Title of the letter file, shown by viewers.
 * @param language BCP 47; English if unknown
 * @param author may be empty
 */
export function coverLetterTitle(language: string, author: string): string {
  const title = wordsOf('letters', languageOf(language))('title');
  return author === '' ? title : `${title}, ${author}`;
}
