/** The same letter in other forms: an e-mail, and a short note for a form field or a recruiter's message. */
import { LANGUAGES } from '../machine/language.ts';
import { type Sheet, textOf } from '../machine/sheet.ts';
import { topicOf } from '../machine/slots.ts';
import { wordsOf } from '../prompts/words.ts';
import { type Letter, letterText, type Sentence, sentencesOf } from './letter.ts';
import { redact } from './redact.ts';
import { capital, tidied, trimEnd } from './wording.ts';
import { LEANING, POINTERS, POINTING_BACK, PREPOSITIONS } from './words.ts';

export interface Email {
  readonly subject: string;
  readonly body: string;
}

/** The name block and the date stand in a letter; an e-mail has them in its head, and its subject is the letter's. */
export function emailOf({ subject, ...letter }: Letter, sheet: Sheet): Email {
  return { subject: subject ?? subjectOf(sheet), body: letterText({ ...letter, heading: [] }) };
}

/**
 * Which job a letter is for: "Application: Backend Engineer, Payments, Plinth".
 * @param language of a letter that a model wrote in another language; of one that we have no words in, the names alone
 */
export function subjectOf(sheet: Sheet, language: string = sheet.language): string {
  const [position = '', team = '', company = ''] = ['role.position', 'role.team', 'role.company'].map((slot) =>
    trimEnd(tidied(redact(textOf(sheet, slot) ?? '', sheet.hidden)), '.,;: '),
  );
  const isSaid = position.toLowerCase().includes(team.toLowerCase());
  const named = [capital(position), isSaid ? '' : team, company].filter((part) => part !== '').join(', ');
  const known = LANGUAGES.find((one) => one === language);
  if (known === undefined) return named;
  const say = wordsOf('said', known);
  return named === '' ? say('application') : say('application.for', { named });
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
    const isOn = (one: Sentence | undefined) => one?.slots.some((slot) => topicOf(slot) === topic) ?? false;
    const at = all.findIndex((one, place) => {
      const { text } = one;
      const isAlone = !pointsBack(text) || (taken.has(place - 1) && isOn(all[place - 1]));
      return isOn(one) && isAlone && !taken.has(place) && length + text.length + 1 <= NOTE_AT_MOST;
    });
    if (at < 0) continue;
    taken.add(at);
    length += (all[at]?.text.length ?? 0) + 1;
  }
  const body = all.filter((_, at) => taken.has(at)).map(({ text }) => text);
  return [body.join(' '), name].filter((part) => part !== '').join('\n\n');
}

/** Words of a beginning that has no room yet for what a pronoun in it stands for: "At Tavolo I rebuilt it". */
const BEGINNING = 5;

/** "It", "so", "before that": whether it needs the sentence in front to be understood, or may. */
function pointsBack(text: string): boolean {
  const [first = '', ...words] = text
    .toLowerCase()
    .replaceAll('’', "'")
    .split(' ', BEGINNING)
    .map((word) => trimEnd(word, '.,;:!?'));
  // "Because of that, …", but not "I knew that …"
  const isOfThat = words.slice(0, 2).includes('that') && (first === 'because' || PREPOSITIONS.has(first));
  // "When a meter fails, it …" names what it stands for.
  const clause = words.slice(0, text.split(',', 1).join().split(' ').length - 1);
  return isOfThat || LEANING.has(first) || POINTING_BACK.has(first) || clause.some((word) => POINTERS.has(word));
}
