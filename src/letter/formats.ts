/** The same letter in other forms: an e-mail, and a short note for a form field or a recruiter's message. */
import { type Sheet, textOf } from '../machine/sheet.ts';
import { topicOf } from '../machine/slots.ts';
import { wordsOf } from '../prompts/words.ts';
import { type Letter, letterText, sentencesOf } from './letter.ts';
import { redact } from './redact.ts';
import { firstWord } from './wording.ts';
import { LEANING } from './words.ts';

export interface Email {
  readonly subject: string;
  readonly body: string;
}

/** The name block and the date stand in a letter; an e-mail has them in its head. */
export function emailOf(letter: Letter, sheet: Sheet): Email {
  const named = ['role.position', 'role.company'].map((slot) => redact(textOf(sheet, slot) ?? '', sheet.hidden).trim());
  const parts = named.filter((part) => part !== '').join(', ');
  const say = wordsOf('said', sheet.language);
  const subject = parts === '' ? say('application') : say('application.for', { named: parts });
  return { subject, body: letterText({ ...letter, heading: [] }) };
}

/** Characters that a form field or a first message mostly takes. */
export const NOTE_AT_MOST = 600;

/** What a note tells first; a topic twice, where there is room. */
const ORDER = ['role', 'system', 'reliability', 'latency', 'contract', 'company', 'throughput', 'closing', 'contract'];

/** Sentences of a letter of templates, in its order, that tell most in at most `NOTE_AT_MOST` characters. */
export function noteOf(letter: Letter): string {
  const all = sentencesOf(letter);
  const name = letter.signOff.split('\n').slice(1).join(' ');
  const taken = new Set<number>();
  let length = name.length + 2;
  for (const topic of ORDER) {
    const at = all.findIndex(({ slots, text }, place) => {
      const isAbout = slots.some((slot) => topicOf(slot) === topic);
      // "It" and "so" need the sentence in front of them.
      const isAlone = !LEANING.has(firstWord(text).toLowerCase()) || taken.has(place - 1);
      return isAbout && isAlone && !taken.has(place) && length + text.length + 1 <= NOTE_AT_MOST;
    });
    if (at < 0) continue;
    taken.add(at);
    length += (all[at]?.text.length ?? 0) + 1;
  }
  const body = all.filter((_, at) => taken.has(at)).map(({ text }) => text);
  return [body.join(' '), name].filter((part) => part !== '').join('\n\n');
}
