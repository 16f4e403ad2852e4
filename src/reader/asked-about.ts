/** What a model was asked about, for whoever verifies its reading. */
import type { InterviewContext } from '../machine/context.ts';
import type { Question } from '../machine/question.ts';

/** A message as the model was asked about it. */
export interface AskedAbout {
  readonly id: string;
  /** As it was sent: with marks in place of what is confidential. */
  readonly text: string;
  readonly question: Question | null;
  readonly context: InterviewContext;
  /** Of the letter, where it is what the question is about. */
  readonly sentences: readonly { readonly key: string; readonly text: string }[];
  /** The whole of it is a job post. */
  readonly isPost?: boolean;
  /** The person said that all of it is in their own words. */
  readonly isOwn?: boolean;
  /** Puts confidential values back in place of their marks. */
  unmask(text: string): string;
}
