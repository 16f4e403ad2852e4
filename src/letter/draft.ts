/** A model's draft as data, and what is wrong with it. */

/** A sentence as a model wrote it, as plain text in one line. */
export function plainLine(written: string): string {
  return written
    .replaceAll('**', '')
    .replace(/\s*—\s*/gu, ', ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A sentence that is not verified yet. @param key `s1`, `s2`, …: its place in the draft @param text as a model wrote it */
export function plainSentence(key: string, paragraph: number, text: string): DraftSentence {
  return { key, paragraph, text: plainLine(text), facts: [], own: false };
}

export interface DraftSentence {
  /** `s1`, `s2`, …: its place in the draft. */
  readonly key: string;
  readonly paragraph: number;
  readonly text: string;
  /** The facts that it rests on; none before it is verified. */
  readonly facts: readonly string[];
  /** Explains what follows from the facts, in words of the model's own. */
  readonly own: boolean;
}

export type DraftFaultKind =
  | 'number'
  | 'order'
  | 'percentile'
  | 'derived'
  | 'name'
  | 'hidden'
  | 'placeholder'
  | 'phrase'
  | 'worn'
  | 'praise'
  | 'soup'
  | 'length'
  | 'missing'
  | 'incomplete'
  | 'alone'
  | 'own'
  | 'unsupported';

export interface DraftFault {
  readonly kind: DraftFaultKind;
  /** The key of the sentence, or `letter`. */
  readonly key: string;
  /** Offsets in the sentence; null for a fault of the whole. */
  readonly span: { readonly start: number; readonly end: number } | null;
  /** What a model is told to mend it. */
  readonly hint: string;
  /** A letter that still has it doesn't leave. */
  readonly isSerious: boolean;
}
