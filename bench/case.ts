/** An interview case: a candidate, and what the program must have understood at the end. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { FigureSchema } from './lines.ts';

/** The development set, in a folder beside the project. */
export const CASES_DIRECTORY = join(import.meta.dirname, '..', '..', 'shared', 'cases');

export const TOPICS = [
  'role',
  'system',
  'throughput',
  'latency',
  'reliability',
  'contract',
  'company',
  'background',
  'closing',
  'contact',
] as const;
const TopicSchema = z.enum(TOPICS);
export type Topic = z.infer<typeof TopicSchema>;

const ExpectedFigureSchema = FigureSchema.pick({ topic: true, percentile: true, before: true, after: true });
export type ExpectedFigure = z.infer<typeof ExpectedFigureSchema>;

const PatternSchema = z.string().transform((source, context) => {
  try {
    return new RegExp(source, 'i');
  } catch {
    context.addIssue(`not a regular expression: ${source}`);
    return z.NEVER;
  }
});

const ExpectSchema = z.object({
  figures: z.array(ExpectedFigureSchema),
  absent: z.array(z.string().min(1)),
  present: z.array(PatternSchema),
  probed: z.array(TopicSchema),
  notAsked: z.array(TopicSchema),
  declined: z.array(TopicSchema),
  maxQuestions: z.int().positive(),
});

const SlotsSchema = z
  .object({
    more: z.record(z.string(), z.array(z.string())).default({}),
    confidential: z.array(z.object({ hide: z.string().min(1), say: z.string().nullable() })).default([]),
  })
  .catchall(z.string().nullable());

export const CaseSchema = z.object({
  id: z.string().min(1),
  persona: z.string(),
  style: z.string(),
  /** One message for each open question on the topic. The last one repeats. */
  answers: z.record(TopicSchema, z.array(z.string()).min(1)),
  /** What the person answers when asked for one slot. Null for nothing. */
  slots: SlotsSchema,
  opening: z.string().optional(),
  interjections: z.array(z.object({ after: TopicSchema, say: z.string() })).default([]),
  expect: ExpectSchema,
});
export type Case = z.infer<typeof CaseSchema>;

/** The cases can't be read. The message is one line for a person. */
export class CasesError extends Error {
  override readonly name = 'CasesError';
}

/**
 * Loads every case of a directory, sorted by file name.
 *
 * @throws CasesError if there is nothing to play
 */
export async function loadCases(directory: string): Promise<Case[]> {
  const entries = await readdir(directory).catch(() => {
    throw new CasesError(`There are no cases to play: ${directory} can't be read.`);
  });
  const names = entries.filter((name) => name.endsWith('.json')).sort();
  if (names.length === 0) throw new CasesError(`There are no cases to play: ${directory} holds no .json file.`);

  const cases = await Promise.all(names.map((name) => loadCase(join(directory, name))));
  const twice = cases.find(({ id }, index) => cases.findIndex((other) => other.id === id) !== index);
  // The id is part of the place, so two cases with one id would share an interview.
  if (twice !== undefined) throw new CasesError(`Two cases have the id ${twice.id}.`);
  return cases;
}

/** @throws CasesError if the file is not a case */
export async function loadCase(path: string): Promise<Case> {
  try {
    return CaseSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error).replaceAll(/\s*\n\s*/g, ' ') : String(error);
    throw new CasesError(`${path} is no case: ${why}`);
  }
}
