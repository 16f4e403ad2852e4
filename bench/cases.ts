/**
 * Plays interview cases against the real program and prints scores.
 *
 *     npm run bench:cases -- [DIR] [--person careful|talkative|both] [--raw FILE] [--only ID] [--parallel N]
 *                            [--transcript] [--program SCRIPT]
 *
 * Exits 0 if all cases were played, whatever the scores; 1 if the program died or broke the protocol; 2 if there was
 * nothing to play.
 */
import { appendFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Interview, interview } from './candidate.ts';
import { CASES_DIRECTORY, type Case, CasesError, loadCases } from './case.ts';
import { PERSONS, type PersonName } from './person.ts';
import { type Program, startProgram } from './protocol.ts';
import { caseLine, findings, totals, transcriptText } from './report.ts';
import { score, type Verdict } from './score.ts';

const OptionsSchema = z.object({
  directory: z.string().default(CASES_DIRECTORY),
  person: z.enum([...PERSONS, 'both']).default('both'),
  raw: z.string().optional(),
  only: z.string().optional(),
  parallel: z.coerce.number().int().min(1).default(1),
  transcript: z.boolean().default(false),
  program: z.string().optional(),
});
type Options = z.infer<typeof OptionsSchema>;

function readOptions(args: string[]): Options {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        person: { type: 'string' },
        raw: { type: 'string' },
        only: { type: 'string' },
        parallel: { type: 'string' },
        transcript: { type: 'boolean' },
        program: { type: 'string' },
      },
    });
    return OptionsSchema.parse({ ...values, directory: positionals[0] });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new CasesError(error instanceof z.ZodError ? z.prettifyError(error) : error.message);
  }
}

async function chooseCases({ directory, only }: Options): Promise<Case[]> {
  const cases = await loadCases(directory);
  if (only === undefined) return cases;
  const chosen = cases.filter(({ id }) => id === only);
  if (chosen.length === 0) throw new CasesError(`There is no case ${only} in ${directory}.`);
  return chosen;
}

/** One interview: a case and the person who plays it. */
interface Booking {
  readonly played: Case;
  readonly person: PersonName;
}

/** Plays the interviews, at most `parallel` at a time, until the program fails. */
async function play(program: Program, bookings: readonly Booking[], options: Options): Promise<Verdict[]> {
  const waiting = [...bookings];
  const verdicts: Verdict[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined && program.fault === null; next = waiting.shift()) {
      const { played, person } = next;
      const held = await interview(program, played, person);
      const verdict = score(played, held);
      verdicts.push(verdict);
      if (options.transcript) console.log(`${transcriptText(played.id, held)}\n`);
      console.log(caseLine(verdict));
      if (options.raw !== undefined) await appendFile(options.raw, rawLine(played, held, verdict));
    }
  };
  await Promise.all(Array.from({ length: options.parallel }, work));
  return verdicts;
}

function rawLine({ id, persona, style }: Case, { person, transcript, letter }: Interview, verdict: Verdict): string {
  const result = {
    id,
    person,
    persona,
    style,
    verdict,
    brief: letter?.brief ?? null,
    letter: letter?.text ?? null,
    transcript,
  };
  return `${JSON.stringify(result)}\n`;
}

/** Violations of the protocol. */
async function breaches(program: Program): Promise<string[]> {
  const { fault, strays } = program;
  const list = fault === null ? [] : [fault.message];
  const [stray] = strays;
  if (stray) list.push(`${strays.length} lines outside a turn, the first: ${JSON.stringify(stray).slice(0, 200)}`);
  if (fault !== null) {
    await program.kill();
    return program.errors === '' ? list : [...list, program.errors.trimEnd()];
  }
  const { code, signal } = await program.end();
  if (code !== 0) list.push(`the program ended with ${signal ?? `code ${code}`}, not with 0, when its input ended`);
  return list;
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const cases = await chooseCases(options);
  if (options.raw !== undefined) await writeFile(options.raw, '');

  const program = await startProgram(options.program === undefined ? {} : { script: options.program });
  const persons = options.person === 'both' ? PERSONS : [options.person];
  const bookings = cases.flatMap((played) => persons.map((person) => ({ played, person })));
  const verdicts = await play(program, bookings, options);

  console.log(['', ...verdicts.flatMap(findings), '', totals(verdicts)].join('\n'));
  const wrong = await breaches(program);
  if (verdicts.length < bookings.length) wrong.push(`${bookings.length - verdicts.length} interviews were not played`);
  for (const line of wrong) console.error(line);
  return wrong.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof CasesError ? 2 : 1;
}
