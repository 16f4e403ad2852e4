/** A letter as data: paragraphs of sentences, each with the ids of the facts that it rests on. */
import { z } from 'zod';

const SentenceSchema = z.object({ text: z.string(), facts: z.array(z.string()) });
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
