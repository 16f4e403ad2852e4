/** The 40 cases of reliability and abuse: the test of each, and a mutation of the program that it must fail on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const CaseSchema = z.strictObject({
  number: z.int().min(1).max(40),
  title: z.string(),
  /** The file to run. */
  test: z.string(),
  /** The file that defines the test, if several files share it. */
  shared: z.string().optional(),
  /** The file to change, the text that is in it exactly once, and its replacement. */
  source: z.string(),
  replace: z.string().min(1),
  by: z.string(),
  /** What the mutated program does wrong. */
  wrong: z.string(),
  /** The part of the case that this program doesn't have. */
  without: z.string().optional(),
});
export type Case = z.infer<typeof CaseSchema>;

export const CASES: readonly Case[] = z
  .array(CaseSchema)
  .parse(parse(readFileSync(join(import.meta.dirname, 'cases.yaml'), 'utf8')));

/** @returns the source with the mutation. @throws if the replaced text is not there exactly once */
export function mutated(source: string, { number, replace, by }: Case): string {
  const [before, after, ...more] = source.split(replace);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`case ${number}: ${JSON.stringify(replace)} does not stand exactly once`);
  return `${before}${by}${after}`;
}
