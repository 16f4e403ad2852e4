/** A recorded interview: what a person said, and what a model answered. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** A line of the person, as in the line protocol of the terminal. */
const RecordedLineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('choice'), id: z.string() }),
  z.object({ type: z.literal('command'), name: z.string(), rest: z.string() }),
]);
export type RecordedLine = z.infer<typeof RecordedLineSchema>;

/** What a model is asked to do: read a message, draft a letter, check it, write it again. */
export const STEPS = ['reading', 'draft', 'verify', 'revise'] as const;
export type RecordedStep = (typeof STEPS)[number];

const RecordedAnswerSchema = z.object({
  step: z.enum(STEPS),
  /** The line that led to it, from 1. */
  line: z.int().positive(),
  content: z.string(),
  /** As the server counted them. */
  tokens: z.object({ input: z.int(), output: z.int() }),
});
export type RecordedAnswer = z.infer<typeof RecordedAnswerSchema>;

export const RecordingSchema = z.object({
  /** One sentence: who it is, and that the answers are a model's. */
  about: z.string(),
  lines: z.array(RecordedLineSchema),
  /** In the order in which they were given, those included that the program could not use. */
  answers: z.array(RecordedAnswerSchema),
});
export type Recording = z.infer<typeof RecordingSchema>;

/** @throws where the file can't be read or is no recording */
export async function readRecording(path: string): Promise<Recording> {
  return RecordingSchema.parse(JSON.parse(await readFile(path, 'utf8')));
}
