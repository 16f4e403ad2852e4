/**
 * Breaks the program in one place for each of the 40 cases of reliability and abuse, and expects a test to fail:
 *
 *     npm run mutations -- [CASE …]
 *
 * The cases and their mutations are in test/operation/cases.yaml. Each runs in a copy of the project, with the tests named
 * "case N". Prints the message of the failed test, which has to be about the mutation. Exits 1 if no test fails.
 */
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { parse } from '@swc/core';
import { z } from 'zod';
import { CASES, type Case, mutated } from '../test/operation/cases.ts';

const ROOT = join(import.meta.dirname, '..');
/** Milliseconds for one case. Some start a database. */
const LONGEST = 300_000;
/** Maximum characters of the message of a failed test. */
const WHY_AT_MOST = 160;

const TestSchema = z.object({
  fullName: z.string(),
  status: z.string(),
  failureMessages: z.array(z.string()).nullish(),
});
const ReportSchema = z.object({ testResults: z.array(z.object({ assertionResults: z.array(TestSchema) })) });

/** Copies the project, with a link to its node_modules. */
async function copied(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'foreword-mutations-'));
  const shared = ['.git', 'node_modules'];
  for (const name of await readdir(ROOT))
    if (!shared.includes(name)) await cp(join(ROOT, name), join(copy, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** @returns null after the time limit, or without a report */
async function run(root: string, { number, test }: Case): Promise<z.infer<typeof ReportSchema> | null> {
  const report = join(root, 'mutation.json');
  await rm(report, { force: true });
  const args = ['node_modules/vitest/vitest.mjs', 'run', test, '-t', `case ${number}:`, '--bail=1'];
  const reporting = ['--reporter=json', `--outputFile=${report}`];
  const child = spawn(join('bin', 'node'), [...args, ...reporting], { cwd: root, stdio: 'ignore', detached: true });
  const end = () => {
    // The process group, with what the tests have started.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  };
  const timer = setTimeout(end, LONGEST);
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  const text = await readFile(report, 'utf8').catch(() => null);
  return text === null ? null : ReportSchema.parse(JSON.parse(text));
}

interface Outcome {
  readonly is: 'caught' | 'SURVIVED' | 'DID NOT RUN';
  /** The first line of the message of the failed test. */
  readonly why: string;
}

/** A mutation counts as caught if a test of the case fails. A file that doesn't load proves nothing. */
async function outcomeOf(root: string, one: Case): Promise<Outcome> {
  const path = join(root, one.source);
  const source = await readFile(path, 'utf8');
  const text = mutated(source, one);
  // Throws if the mutated source is invalid: then the mutation needs a fix.
  if (path.endsWith('.ts')) await parse(text, { syntax: 'typescript' });
  await writeFile(path, text);
  const report = await run(root, one);
  await writeFile(path, source);
  const tests = report?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
  const named = tests.filter(({ fullName }) => fullName.includes(`case ${one.number}:`));
  const failed = named.find(({ status }) => status === 'failed');
  if (failed) return { is: 'caught', why: failed.failureMessages?.[0]?.split('\n')[0] ?? '' };
  return { is: named.some(({ status }) => status === 'passed') ? 'SURVIVED' : 'DID NOT RUN', why: '' };
}

const wanted = process.argv.slice(2).map(Number);
const cases = CASES.filter(({ number }) => wanted.length === 0 || wanted.includes(number));
const root = await copied();
let caught = 0;
try {
  for (const one of cases) {
    const began = performance.now();
    const { is, why } = await outcomeOf(root, one);
    if (is === 'caught') caught += 1;
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    console.log(`${String(one.number).padStart(2)}  ${is} in ${seconds} s  ${one.title}`);
    console.log(`      ${one.test}\n      ${one.source}: ${one.wrong}`);
    if (why !== '') console.log(`      ${stripVTControlCharacters(why).slice(0, WHY_AT_MOST)}`);
  }
} finally {
  await rm(root, { recursive: true, force: true });
}
console.log(`${caught} of ${cases.length} mutations were caught`);
if (caught < cases.length) process.exitCode = 1;
