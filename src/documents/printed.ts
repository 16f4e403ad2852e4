/** A letter as the formats print it: its parts as clean lines, and what a file says about itself. */
import type { Letter } from '../letter/letter.ts';
import { firstWord } from '../letter/wording.ts';
import { languageOf } from '../machine/language.ts';
import { coverLetterTitle } from '../prompts/letter-files.ts';

/** @param language BCP 47 */
export function printed({ heading, greeting, paragraphs, signOff }: Letter, language: string) {
  const clean = (text: string) => (languageOf(language) === 'en' ? oneLine(text) : unbroken(oneLine(text)));
  // The date is the last line; it has no line above it where there is no contact.
  const sender = heading.slice(0, -1).map(clean);
  const [name = ''] = sender[0]?.split(' · ', 1) ?? [];
  // A heading without a name begins with an address or a place.
  const author = name !== '' && signOff.includes(firstWord(name)) ? name : '';
  return {
    /** The candidate's name; empty where the letter doesn't give it. */
    author,
    title: coverLetterTitle(language, author),
    language,
    /** Name and contact; the first line begins with `author`, where there is one. */
    sender,
    date: clean(heading.at(-1) ?? ''),
    greeting: clean(greeting),
    paragraphs: paragraphs.map(({ sentences }) => clean(sentences.map(({ text }) => text).join(' '))),
    /** The close, and the name below it. */
    close: signOff.split('\n').map(clean),
  };
}

/** One line without what no XML and no font can hold: control characters become spaces, half surrogate pairs U+FFFD. */
function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\uFFFE\uFFFF]+/gu, ' ')
    .trim();
}

/** No line ends inside "72 000", "1,2 %" or "4 s", or before a colon that has a space in front. */
const JOINED = /(?<=\d) (?=\d{3}(?!\d)|%|[mµn]?s(?!\p{L}))|(?<=\S) (?=[:;?!»])|(?<=«) /gu;

function unbroken(text: string): string {
  return text.replace(JOINED, '\u00a0');
}
