/** What a question shows, and the longer texts of questions: sentences, what to keep out of the letter, and practice. */
import type { Language } from '../machine/language.ts';
import type { Question } from '../machine/question.ts';
import { isDigit } from '../text/sentences.ts';
import { wordsOf } from './catalogues.ts';

/** The parts of the interview that a question shows, with confidential parts replaced. */
export interface View {
  /** Replaces the confidential parts of a text that the question holds. Every text that is shown goes through it. */
  open(text: string): string;
  readonly company: string | null;
  /** Whether a choice of the company is noted. */
  readonly hasChoice: boolean;
  readonly employer: string | null;
  /** "At Tavolo", as the letter says it. */
  readonly place: string | null;
  /** The figure in question, as a sentence. */
  readonly figure: string | null;
  /** The current value, which the person is asked to say again. */
  readonly current: string | null;
  /** The sentences that change, with a gap in place of the value that stays out. */
  readonly gaps: readonly string[];
  /** Sentences of the paragraph or letter, to be numbered. */
  readonly lines: readonly string[];
  /** The paragraph of each line, if they are those of a letter. */
  readonly paragraphs: readonly number[];
  /** The subject of a practice question; null if all of it is confidential. */
  readonly subject: string | null;
  /** If a model writes: `before` its letter, `lines` are its source; `after`, the letter can be changed by chat. */
  readonly writer: 'none' | 'before' | 'after';
  /** Subject line and greeting of the letter; empty without one. */
  readonly subjectLine: string;
  readonly greeting: string;
  readonly signOff: string;
}

/** Returns a function that puts the person's words in quotation marks, with confidential parts replaced. */
export function quotes({ open }: Pick<View, 'open'>, language: Language) {
  return (text: string) => wordsOf('questions', language)('quoted', { text: open(text) });
}

/** Asks what stays out, or what the letter says instead: shows every sentence that would change. */
export function confidentialText(
  { step, asks, value, said, isMore }: Extract<Question, { kind: 'confidential' }>,
  { gaps, open, writer }: View,
  language: Language,
): string {
  const say = wordsOf('questions', language);
  const quoted = quotes({ open }, language);
  if (asks === 'value') {
    const ask = say(step === null && !isMore ? 'confidential.told' : 'confidential.value');
    return said === undefined ? ask : `${quoted(said)}\n\n${ask}`;
  }
  const all = (lines: readonly string[]) => lines.map(quoted).join('\n');
  const isNowhere = gaps.length === 0 && writer === 'none';
  const shown = isNowhere
    ? [say('confidential.nowhere')]
    : gaps.length > 1
      ? [`${say('in-letter.lines')}\n${all(gaps)}`]
      : gaps.map((line) => say('in-letter', { line }));
  // A model hides a value before it asks.
  const isHidden = value === null || open(value) !== value;
  const ask = isHidden ? say('confidential.say.hidden') : say('confidential.say', { quoted: quoted(value) });
  const example = say([...(value ?? '')].some(isDigit) ? 'confidential.example.number' : 'confidential.example');
  return [...shown, `${ask} ${example}`].join('\n\n');
}

/** Asks for a sentence of the letter, or what a message is about that named one or none. */
export function sentenceText(
  { action, anew, only, of, about, isKnown }: Extract<Question, { kind: 'sentence' }>,
  { open, writer }: View,
  language: Language,
): string {
  const ask = wordsOf('sentences', language);
  if (anew) return ask('change.anew');
  if (about !== undefined) return ask('change.about', { quoted: quotes({ open }, language)(about) });
  if (action !== 'change' || !(only || of)) return ask(action);
  if (isKnown) return ask('change.again');
  return writer === 'none' ? `${ask('change.any')} ${ask('change.alone')}` : ask('change.any');
}

export function practicedText(isRead: boolean, { current }: View, language: Language): string {
  const say = wordsOf('questions', language);
  return isRead ? say('practiced.read') : say('practiced', { line: current ?? '' });
}

/** Such as "Question 2 of 3. …". @param subject a figure's sentence or the slot's text; null if all of it is confidential */
export function practiceText(
  { item: { id }, rest, of }: Extract<Question, { kind: 'practice' }>,
  subject: string | null,
  language: Language,
): string {
  const say = wordsOf('practice', language);
  const isAbout = subject !== null && id !== 'alone';
  const question = isAbout ? `${wordsOf('questions', language)('quoted', { text: subject })} ${say(id)}` : say(id);
  return of === 1 ? question : say('nth', { at: of - rest.length, of, question });
}
