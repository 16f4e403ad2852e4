/** What understands a message: small certain rules (`guided.ts`), or a model behind the same interface. */
import type { Command } from '../machine/commands.ts';
import type { InterviewContext } from '../machine/context.ts';
import type { Question } from '../machine/question.ts';

export interface Message {
  /** The platform's id; what is noted carries it as its source. */
  readonly id: string;
  readonly text: string;
  /** What stood asked when the message came; null where nothing was. */
  readonly question: Question | null;
  readonly context: InterviewContext;
  /** The sentences that are shown with a number, in their order; of a letter, each with that of its paragraph. */
  readonly sentences: readonly {
    readonly key: string;
    readonly text: string;
    /** What it rests on, where it is a letter's. */
    readonly slots?: readonly string[];
    readonly paragraph?: number;
    /** The candidate wrote it into the letter. */
    readonly edited?: boolean;
  }[];
  /** These words as they stand in the letter, or this number in another notation; null where it holds none of it. */
  inLetter(words: string): string | null;
  /** The letter that would be written now. */
  letterText(): string;
  /** Whether a sentence of the letter would be left out, for something in it that is kept out. */
  drops(sentence: string): boolean;
  /** What is typed as a greeting, as it is customary: one, or two where that is not certain; `isAsked`: it is one for certain. */
  greets(typed: string, isAsked: boolean): readonly string[];
  /** It is the answer to the question, whatever it begins with. */
  readonly isLiteral: boolean;
  /** The person said that these are their own words, whatever they look like. */
  readonly isOwn?: boolean;
  /** It is a job post, so that nothing in it is the candidate's. */
  readonly isPost?: boolean;
}

export interface Reader {
  /** It understands answers to open questions. */
  readonly isOpen?: boolean;
  read(message: Message): Promise<readonly Command[]>;
}

/** A message as the model was asked about it: its text as it was sent, with marks in place of what is confidential. */
export interface AskedAbout extends Pick<Message, 'id' | 'text' | 'question' | 'context' | 'isPost' | 'isOwn'> {
  /** Of the letter, where it is what the question is about. */
  readonly sentences: readonly { readonly key: string; readonly text: string }[];
  /** Puts confidential values back in place of their marks. */
  unmask(text: string): string;
}
