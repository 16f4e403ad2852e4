/** What writes a letter: the templates, or a model behind the same interface. */
import type { Edit } from '../machine/edits.ts';
import type { Sheet } from '../machine/sheet.ts';
import type { Usage } from '../model/budget.ts';
import type { Letter } from './letter.ts';

export interface LetterRequest {
  readonly sheet: Sheet;
  /** The candidate's changes to its sentences. */
  readonly edits: readonly Edit[];
  readonly date: Date;
}

/** What goes on beside the writing. */
export interface Workshop {
  /** What a model answered at this step before a crash; null where it never did. */
  recall(step: string): Promise<string | null>;
  /** Keeps what a model answered, before anything of it is checked. */
  keep(step: string, raw: string): Promise<void>;
  /** As much of the body as has passed the gate so far. */
  grown(text: string): void;
  /** Aborted once nobody waits for the letter any more. */
  readonly stopped: AbortSignal;
}

export interface Written {
  readonly letter: Letter;
  /** Whether a language model had a part in it. */
  readonly byModel: boolean;
  /** What the model cost; null where none was asked. */
  readonly usage: Usage | null;
}

export interface Writer {
  /** Null where the sheet holds nothing that may be said in a letter. */
  write(request: LetterRequest, workshop: Workshop): Promise<Written | null>;
}
