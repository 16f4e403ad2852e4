/** The 40 cases of reliability and abuse: which tests show each, and a mutation of the program that they must notice. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const CaseSchema = z.strictObject({
  number: z.int().min(1).max(40),
  title: z.string(),
  /** The file to run. */
  test: z.string(),
  /** Where the test is written, if several files share it. */
  shared: z.string().optional(),
  /** The file to change, what stands in it exactly once, and what takes its place. */
  source: z.string(),
  replace: z.string().min(1),
  by: z.string(),
  /** What the program does wrong then. */
  wrong: z.string(),
  /** What of the case this program doesn't have. */
  without: z.string().optional(),
});
export type Case = z.infer<typeof CaseSchema>;

export const CASES: readonly Case[] = z
  .array(CaseSchema)
  .parse(parse(readFileSync(join(import.meta.dirname, 'cases.yaml'), 'utf8')));

/** The source with the mutation in it. @throws where what it replaces doesn't stand there exactly once */
export function mutated(source: string, { number, replace, by }: Case): string {
  const [before, after, ...more] = source.split(replace);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`case ${number}: ${JSON.stringify(replace)} does not stand exactly once`);
  return `${before}${by}${after}`;
}
