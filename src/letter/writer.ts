/** What writes a letter: the templates, or a model behind the same interface. */
import type { Usage } from '../model/budget.ts';
import { composeLetter, type LetterRequest } from './compose.ts';
import { faultsOf } from './gate.ts';
import { applyEdits, type Letter } from './letter.ts';

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

/** Without a model. */
export const templateWriter: Writer = {
  write({ sheet, edits, date }) {
    const letter = composeLetter({ sheet, edits, date });
    const faulty = new Set(faultsOf(letter, sheet).flatMap(({ kind, key }) => (kind === 'number' ? [] : [key])));
    const cuts = [...faulty].map((key) => ({ type: 'cut' as const, key }));
    const clean = applyEdits({ ...letter, greeting: faulty.has('greeting') ? 'Hello,' : letter.greeting }, cuts);
    return Promise.resolve(clean.paragraphs.length === 0 ? null : { letter: clean, byModel: false, usage: null });
  },
};
