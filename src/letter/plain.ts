/** The writer without a model. */
import { composed } from './settle.ts';
import type { LetterRequest, Writer, Written } from './writer.ts';

/** Writes out of the candidate's own sentences. */
export const plainWriter = {
  write: async (request: LetterRequest): Promise<Written> => ({
    letter: composed(request),
    byModel: false,
    usage: null,
  }),
} satisfies Writer;
