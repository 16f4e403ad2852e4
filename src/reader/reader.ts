/** The reader interface: message → commands. Implementations: rules (`guided.ts`) and a language model (`model.ts`). */
import type { Command } from '../machine/commands.ts';
import type { InterviewContext } from '../machine/context.ts';
import type { Question } from '../machine/question.ts';

export interface Message {
  /** The platform's message id; it becomes the `source` of every value that is read from the message. */
  readonly id: string;
  readonly text: string;
  /** The open question when the message arrived; null if none was open. */
  readonly question: Question | null;
  readonly context: InterviewContext;
  /** The numbered sentences that the user sees, in order. `paragraph` is the paragraph number in a letter. */
  readonly sentences: readonly {
    readonly key: string;
    readonly text: string;
    /** Slots that a letter sentence is based on. */
    readonly slots?: readonly string[];
    readonly paragraph?: number;
  }[];
  /** The greeting, and the sign-off without the name; absent if no letter is shown. */
  readonly frame?: Readonly<Record<'greeting' | 'sign-off', string>>;
  /** Returns the words as spelled in the letter; a number matches in any notation. Null if the letter has neither. */
  inLetter(words: string): string | null;
  /** The letter as it would be composed now. */
  letterText(): string;
  /** Whether the letter would omit this sentence because of a confidential value in it. */
  drops(sentence: string): boolean;
  /** Returns the forms of a typed greeting. `isSure`: the only form is a greeting, and nothing else. */
  greets(typed: string): { readonly forms: readonly string[]; readonly isSure: boolean };
  readonly as: ReadAs | null;
}

/**
 * What is known about a text. `answer`: it answers the question, even if it looks like a command. `form`: the same, and
 * it is noted as typed. `own`: the same, and these are the candidate's own words, even if they look quoted or pasted.
 * `post`: it is a job post, in which nothing is about the candidate. Null: any message.
 */
export type ReadAs = 'answer' | 'form' | 'own' | 'post';

/** Whether the text answers the question, even if it looks like a command. */
export function isLiteral({ as }: Pick<Message, 'as'>): boolean {
  return as !== null && as !== 'post';
}

export interface Reader {
  /** Whether the reader understands answers to open questions. */
  readonly isOpen?: boolean;
  read(message: Message): Promise<readonly Command[]>;
}

/** A message as the model sees it: marks replace the confidential values in `text`. */
export interface MaskedMessage extends Pick<Message, 'id' | 'text' | 'question' | 'context' | 'as'> {
  /** The letter's sentences; empty unless the question is about the letter. */
  readonly sentences: readonly { readonly key: string; readonly text: string }[];
  /** Replaces the marks by the confidential values. */
  unmask(text: string): string;
}
