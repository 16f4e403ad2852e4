/**
 * Breaks the program in one place for each of the 40 cases of reliability and abuse, and expects its tests to notice:
 *
 *     npm run mutations -- [CASE …]
 *
 * The cases and their mutations are in test/operation/cases.yaml. Each runs in a copy of the project, with the tests named
 * "case N". Exits 1 where a mutation is not noticed.
 */
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { CASES, type Case, mutated } from '../test/operation/cases.ts';

const ROOT = join(import.meta.dirname, '..');
/** Milliseconds for one case; a database starts in some. */
const LONGEST = 300_000;

const ReportSchema = z.object({
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) })),
});

/** A copy to break: what is installed is shared. */
async function copied(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'foreword-mutations-'));
  const shared = ['.git', 'node_modules'];
  for (const name of await readdir(ROOT))
    if (!shared.includes(name)) await cp(join(ROOT, name), join(copy, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** @returns null where it took too long, or nothing was reported */
async function run(root: string, { number, test }: Case): Promise<z.infer<typeof ReportSchema> | null> {
  const report = join(root, 'mutation.json');
  await rm(report, { force: true });
  const args = ['node_modules/vitest/vitest.mjs', 'run', test, '-t', `case ${number}:`, '--bail=1'];
  const reporting = ['--reporter=json', `--outputFile=${report}`];
  const child = spawn(join('bin', 'node'), [...args, ...reporting], { cwd: root, stdio: 'ignore', detached: true });
  const end = () => {
    // With what the tests have started.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  };
  const timer = setTimeout(end, LONGEST);
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  const text = await readFile(report, 'utf8').catch(() => null);
  return text === null ? null : ReportSchema.parse(JSON.parse(text));
}

/** @returns what was noticed: a failed test of the case; a program that doesn't even load proves nothing */
async function outcomeOf(root: string, one: Case): Promise<'caught' | 'SURVIVED' | 'DID NOT RUN'> {
  const path = join(root, one.source);
  const source = await readFile(path, 'utf8');
  await writeFile(path, mutated(source, one));
  const report = await run(root, one);
  await writeFile(path, source);
  const tests = report?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
  const ran = tests.filter(
    ({ fullName, status }) => fullName.includes(`case ${one.number}:`) && ['passed', 'failed'].includes(status),
  );
  if (ran.length === 0) return 'DID NOT RUN';
  return ran.some(({ status }) => status === 'failed') ? 'caught' : 'SURVIVED';
}

const wanted = process.argv.slice(2).map(Number);
const cases = CASES.filter(({ number }) => wanted.length === 0 || wanted.includes(number));
const root = await copied();
let caught = 0;
try {
  for (const one of cases) {
    const began = performance.now();
    const outcome = await outcomeOf(root, one);
    if (outcome === 'caught') caught += 1;
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    const where = `${basename(one.test, '.test.ts')}  ${one.source}`;
    console.log(
      `${String(one.number).padStart(2)}  ${outcome} in ${seconds} s  ${one.title}  [${where}: ${one.wrong}]`,
    );
  }
} finally {
  await rm(root, { recursive: true, force: true });
}
console.log(`${caught} of ${cases.length} mutations were caught`);
if (caught < cases.length) process.exitCode = 1;
