/**
 * The size of the source and its limits: `npm run stats`. Lines, files and regular expressions of src,
 * by folder. Exits 1 if a limit is exceeded.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type RegexLiteral, regexConstructions, regexLiterals } from './regexes.ts';
import { sum } from './statistics.ts';

const PROJECT = join(import.meta.dirname, '..');

const LIMITS = { lines: 19_000, files: 160, regexes: 199, regexLength: 120, regexesInMachine: 0 };

interface SourceFile {
  /** Relative to src, with `/`. */
  readonly path: string;
  readonly lines: number;
  readonly regexes: readonly RegexLiteral[];
  readonly constructions: number;
}

/** Parts that are only needed with a language model. */
const MODEL_PARTS: readonly RegExp[] = [
  /^model\//,
  /^language-model\.ts$/,
  /^prompts\/local-model\.ts$/,
  /^prompts\/model\//,
  /^demo\//,
  /^reader\/(?:model|reading|trial|quotes|verify[a-z-]*)\.ts$/,
  /^letter\/(?:chain|change-letter|facts|model-gate|short-texts|verify-letter|nspell\.d|draft(?:-[a-z]+)?)\.ts$/,
];

function isOfModel(path: string): boolean {
  return MODEL_PARTS.some((part) => part.test(path));
}

function filesIn(directory: string, ending: string): string[] {
  return readdirSync(join(PROJECT, directory), { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => path.endsWith(ending))
    .sort();
}

function read(path: string): SourceFile {
  const source = readFileSync(join(PROJECT, 'src', path), 'utf8');
  const lines = source.split('\n').length - (source.endsWith('\n') ? 1 : 0);
  return { path, lines, regexes: regexLiterals(source), constructions: regexConstructions(source) };
}

function folderOf(path: string): string {
  const [first = '', ...rest] = path.split('/');
  return rest.length === 0 ? '.' : first;
}

function row(name: string, files: readonly SourceFile[]): string {
  const lines = sum(files.map((file) => file.lines));
  const regexes = sum(files.map((file) => file.regexes.length));
  return [
    name.padEnd(28),
    String(lines).padStart(7),
    String(files.length).padStart(6),
    String(regexes).padStart(8),
  ].join('');
}

function main(): number {
  const files = filesIn('src', '.ts').map(read);
  const own = files.filter(({ path }) => !isOfModel(path));
  const regexes = files.flatMap((file) => file.regexes.map((regex) => ({ ...regex, path: file.path })));
  const longest = regexes.toSorted((one, other) => other.text.length - one.text.length);
  const inMachine = regexes.filter(({ path }) => path.startsWith('machine/'));

  console.log(`${'src'.padEnd(28)}${'lines'.padStart(7)}${'files'.padStart(6)}${'regexes'.padStart(8)}`);
  for (const folder of [...new Set(files.map(({ path }) => folderOf(path)))])
    console.log(
      row(
        folder,
        files.filter(({ path }) => folderOf(path) === folder),
      ),
    );
  console.log(row('all', files));
  console.log(row("without the model's part", own));
  console.log(
    row(
      "the model's part",
      files.filter(({ path }) => isOfModel(path)),
    ),
  );
  console.log();
  console.log(`test files                  ${filesIn('test', '.test.ts').length}`);
  console.log(`calls of RegExp()           ${sum(files.map(({ constructions }) => constructions))}`);
  console.log('longest regular expressions');
  for (const { path, line, text } of longest.slice(0, 5)) console.log(`  ${text.length}  ${path}:${line}  ${text}`);
  for (const { path, line, text } of inMachine) console.log(`in machine: ${path}:${line}  ${text}`);
  console.log();

  const checks: [string, number, number][] = [
    ['lines', sum(files.map(({ lines }) => lines)), LIMITS.lines],
    ['files', files.length, LIMITS.files],
    ['regular expressions', regexes.length, LIMITS.regexes],
    ['characters of the longest one', longest[0]?.text.length ?? 0, LIMITS.regexLength],
    ['regular expressions in machine', inMachine.length, LIMITS.regexesInMachine],
  ];
  for (const [name, value, limit] of checks)
    console.log(`${name.padEnd(32)}${String(value).padStart(6)} of ${limit}  ${value <= limit ? 'kept' : 'BROKEN'}`);
  return checks.some(([, value, limit]) => value > limit) ? 1 : 0;
}

process.exitCode = main();
