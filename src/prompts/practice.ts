/** The questions that an engineer may ask about a letter: their words. */
import type { PracticeItem } from '../machine/pending.ts';

/** What a question is about, with nothing confidential in it: the figure as its sentence, or the text of the slot. */
type About = (subject: string | null) => string;

const of = (subject: string | null) => (subject === null ? '' : `"${subject}" `);

const QUESTIONS: Readonly<Record<PracticeItem['id'], About>> = {
  'share-of': (subject) => `${of(subject)}What is that the share of, and who counts it?`,
  baseline: (subject) => `${of(subject)}What was it before, and how do you know?`,
  result: (subject) => `${of(subject)}What came of your decision in the hard part, and how did you see it?`,
  window: (subject) => `${of(subject)}Over how long, and under what load, was that measured?`,
  measured: (subject) => `${of(subject)}How was that measured, and where: at the client, at the server, or in between?`,
  twice: (subject) => `${of(subject)}What would break first at twice the load?`,
  'gave-up': (subject) => `${of(subject)}What did you give up by deciding the hard part like that?`,
  notice: (subject) => `${of(subject)}If that got worse tonight, who or what would notice first?`,
  others: (subject) => `${of(subject)}Which decision there was yours alone, and where did the others overrule you?`,
  alone: () => 'You say that you built all of it. Who reviewed it, and who is called at night?',
  replaced: (subject) => `${of(subject)}Why did you replace it, and not mend it?`,
  again: (subject) => `${of(subject)}If you built it again today, what would you do differently?`,
  fails: (subject) => `${of(subject)}What fails first there, and what happens then?`,
};

/** @param subject a figure's sentence, or what the slot says; null where nothing of it may be said */
export function practiceQuestion({ id, words }: PracticeItem, subject: string | null): string {
  return words ?? QUESTIONS[id](subject);
}

/** "Question 2 of 3. …" */
export function practiceText(question: string, at: number, of: number): string {
  return `${of === 1 ? '' : `Question ${at} of ${of}. `}${question}`;
}

/** @param isRead a model puts it in its place; else it stands in the letter as it was typed */
export function practicedText(isRead: boolean): string {
  return isRead
    ? 'Should that go into the letter?'
    : 'Should that go into the letter, as you typed it? You can also type it as it should read there.';
}
