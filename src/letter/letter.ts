/** A letter as data: paragraphs of sentences, each with the slots that it rests on. */
import { z } from 'zod';

export const SentenceSchema = z.object({
  text: z.string(),
  slots: z.array(z.string()),
  /** Names the sentence through all changes: the slot or the figure that it is made from, or the edit that wrote it. */
  key: z.string(),
  /** Written by the candidate into the finished letter: what is new in it is theirs. */
  edited: z.boolean().default(false),
});
export type Sentence = z.infer<typeof SentenceSchema>;

export const LetterSchema = z.object({
  /** Name block and date, one line each; may be empty. */
  heading: z.array(z.string()),
  greeting: z.string(),
  paragraphs: z.array(z.object({ sentences: z.array(SentenceSchema) })),
  /** The close and the name below it, lines joined by a line feed. */
  signOff: z.string(),
});
export type Letter = z.infer<typeof LetterSchema>;

/** The letter as plain text, paragraphs apart by an empty line: what a person reads and what a file holds. */
export function letterText(letter: Letter): string {
  const paragraphs = letter.paragraphs.map(({ sentences }) => sentences.map(({ text }) => text).join(' '));
  return [letter.heading.join('\n'), letter.greeting, ...paragraphs, letter.signOff]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** All sentences in their order; the n-th is the one that the review numbers n. */
export function sentencesOf(letter: Letter): readonly Sentence[] {
  return letter.paragraphs.flatMap(({ sentences }) => sentences);
}
