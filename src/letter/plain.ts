/** The writer without a model. */
import { composed } from './settle.ts';
import type { LetterRequest, Writer, Written } from './writer.ts';

/** Writes out of the candidate's own sentences. */
export const plainWriter = {
  async write(request: LetterRequest): Promise<Written | null> {
    const letter = composed(request);
    return letter && { letter, byModel: false, usage: null };
  },
} satisfies Writer;
