/** What came of reading a file. */
import { z } from 'zod';
import type { Refusal } from '../prompts/documents.ts';

/** In characters: thirty full pages. */
export const TEXT_AT_MOST = 150_000;

const REASONS = ['encrypted', 'scanned', 'empty', 'broken', 'too-large', 'too-long', 'unsupported', 'timeout'] as const;

export const OutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('read'),
    /** Line by line, without invisible text. Cells of a table row, and columns on one line, are parted by tabs. */
    text: z.string(),
  }),
  z.object({ outcome: z.literal('refused'), why: z.enum(REASONS satisfies readonly Refusal[]) }),
]);
export type Outcome = z.infer<typeof OutcomeSchema>;

export function refused(why: Refusal): Outcome {
  return { outcome: 'refused', why };
}
