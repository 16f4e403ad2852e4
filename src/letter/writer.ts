/** What writes a letter: the composer, or a model behind the same interface. */
import type { Brief } from '../machine/brief.ts';
import { compose } from './compose.ts';
import type { Letter } from './letter.ts';

export interface LetterRequest {
  readonly brief: Brief;
  readonly date: Date;
  /** Only what a letter can't do without. */
  readonly short: boolean;
}

export interface Written {
  readonly letter: Letter;
  /** Whether a language model had a part in it. */
  readonly byModel: boolean;
}

export interface Writer {
  write(request: LetterRequest): Promise<Written>;
}

/** Writes out of the candidate's own sentences. */
export const plainWriter: Writer = {
  write: (request) => Promise.resolve({ letter: compose(request), byModel: false }),
};
