/**
 * Runs hostile texts through every function that reads text, and checks that the time grows at most linearly. The texts
 * are as long as a message can be, and as long as an answer that is read, as a longer one is refused:
 *
 *     npm run bench:hostile -- [--length 20000] [--only "turn:"] [--all]
 *
 * Prints the slowest: processor time for half of the text and for all of it, with the ratio. Exits 1 if a limit is missed.
 */
import { parseArgs } from 'node:util';
import { composeLetter } from '../src/letter/compose.ts';
import { buildFacts } from '../src/letter/facts.ts';
import { letterText } from '../src/letter/letter.ts';
import { modelGate } from '../src/letter/model-gate.ts';
import { loadSpelling } from '../src/letter/names.ts';
import { explainLetter } from '../src/letter/why.ts';
import { EMPTY_SHEET } from '../src/machine/sheet.ts';
import { SLOT_AT_MOST } from '../src/reader/answer-backlog.ts';
import { everyFunction, figuresOf, hiddenValues, timeOf } from './hostile/functions.ts';
import { INPUTS } from './hostile/inputs.ts';

/** Milliseconds. */
const LIMITS = { message: 50, letter: 200 };
/** Repeated runs of slow functions. The fastest counts. */
const RUNS = 3;
/** Milliseconds. Faster runs say nothing about growth. */
const LEAST = 5;
const RATIO_AT_MOST = 3;
/** Runs of what seems to miss a limit. Some clocks tick only every 4 ms, so that their mean counts. */
const RUNS_IN_DOUBT = 10;

const { values } = parseArgs({
  options: {
    length: { type: 'string', default: '20000' },
    only: { type: 'string', default: '' },
    all: { type: 'boolean', default: false },
  },
});
const length = Number(values.length);

interface Row {
  readonly name: string;
  readonly half: number;
  readonly whole: number;
}

function best(work: () => unknown, enough: number): number {
  let least = timeOf(work);
  for (let run = 1; run < RUNS && least > enough; run += 1) least = Math.min(least, timeOf(work));
  return least;
}

function mean(work: () => unknown): number {
  const all = timeOf(() => {
    for (let run = 0; run < RUNS_IN_DOUBT; run += 1) work();
  });
  return all / RUNS_IN_DOUBT;
}

const isMissed = ({ half, whole }: Omit<Row, 'name'>, limit: number) =>
  whole > limit || (whole > LEAST * 4 && whole / half > RATIO_AT_MOST);

function table(title: string, rows: readonly Row[], limit: number): void {
  const missed = rows.filter((row) => isMissed(row, limit));
  const shown = rows.toSorted((one, other) => other.whole - one.whole).slice(0, values.all ? rows.length : 15);
  console.log(
    `\n${title}: ${rows.length} measured, ${missed.length} over the limit of ${limit} ms or of linear growth`,
  );
  console.log(`${'n'.padStart(12)}${'2n'.padStart(12)}${'ratio'.padStart(8)}`);
  for (const row of [...new Set([...shown, ...missed])]) {
    const times = [row.half, row.whole].map((time) => `${time.toFixed(1)} ms`.padStart(12)).join('');
    const ratio = (row.whole / Math.max(row.half, 0.1)).toFixed(1).padStart(8);
    console.log(`${times}${ratio}  ${row.name}${isMissed(row, limit) ? '  MISSED' : ''}`);
  }
  if (missed.length > 0) process.exitCode = 1;
}

const messages: Row[] = [];
for (const [name, timed] of await everyFunction()) {
  if (!name.includes(values.only)) continue;
  for (const warm of Object.values(INPUTS)) timed(warm(400));
  for (const [kind, make] of Object.entries(INPUTS)) {
    for (const size of [SLOT_AT_MOST, length]) {
      const [quarter, half, whole] = [make(size / 4), make(size / 2), make(size)];
      const first = { half: best(() => timed(half), LEAST), whole: best(() => timed(whole), LIMITS.message / 4) };
      const isInDoubt = isMissed(first, LIMITS.message);
      // A text may be too short or too long for a part of the work, which is no growth: the shorter one tells.
      const exact = () => ({
        half: Math.max(
          mean(() => timed(half)),
          2 * mean(() => timed(quarter)),
        ),
        whole: mean(() => timed(whole)),
      });
      const times = isInDoubt ? exact() : first;
      const row = { name: `${name} ← ${size} of ${kind}`, ...times };
      messages.push(row);
      if (row.whole > LIMITS.message) console.error(`${row.whole.toFixed(0).padStart(8)} ms  ${row.name}`);
    }
  }
}
table(`Messages of ${SLOT_AT_MOST} and ${length} characters`, messages, LIMITS.message);

const spelling = await loadSpelling();
const date = new Date('2026-11-29');
const letterWork = (count: number) => {
  const sheetOf = () => ({ ...EMPTY_SHEET, figures: figuresOf(count), hidden: hiddenValues() });
  const requestOf = () => ({ sheet: sheetOf(), edits: [], date });
  const letter = composeLetter(requestOf());
  const draft = letter.paragraphs.flatMap(({ sentences }) =>
    sentences.map(({ text }, at) => ({ key: `s${at + 1}`, paragraph: 2, text, facts: [`f${at + 1}`] })),
  );
  return {
    compose: () => letterText(composeLetter(requestOf())),
    why: () => explainLetter(letter, sheetOf()),
    facts: () => buildFacts(requestOf()),
    'gate and completeness, 60 sentences': () => modelGate(buildFacts(requestOf()), spelling).draft(draft.slice(0, 60)),
  };
};
const [few, many] = [letterWork(250), letterWork(500)];
const letters = (['compose', 'why', 'facts', 'gate and completeness, 60 sentences'] as const).map((name) => ({
  name: `${name} ← figures`,
  half: best(few[name], 0),
  whole: best(many[name], 0),
}));
table('A letter from 500 figures', letters, LIMITS.letter);
