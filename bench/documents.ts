/**
 * Measures the time for the files of a letter, also as processor time, as other programs may be running:
 *
 *     npm run bench:documents -- [--times 9]
 *
 * Cold is the first letter of a process: each time in a new process that loads the modules. Warm is a
 * later letter, never the same one. Exits 1 if a goal is missed.
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Letter } from '../src/letter/letter.ts';
import { percentile } from './statistics.ts';

/** Milliseconds. */
const GOALS = { 'PDF, cold': 60, 'PDF, warm': 20, 'DOCX, cold': 120, 'DOCX, warm': 120 };

const { values } = parseArgs({ options: { times: { type: 'string', default: '9' }, once: { type: 'boolean' } } });

const TimesSchema = z.record(z.string(), z.object({ wall: z.number(), processor: z.number() }));
type Times = z.infer<typeof TimesSchema>;

/** A letter of about 250 words. `salt` makes it different. */
function letterOf(salt: number): Letter {
  const sentence = (at: number) => ({
    text: `In service ${salt}-${at} every reading went through one procedure that fell over at midnight, from 2.4 s to 310 ms.`,
    slots: [],
    key: String(at),
    edited: false,
  });
  return {
    heading: ['Mira Solheim · mira@example.com · Oslo', '29 November 2026'],
    greeting: `Dear reader ${salt},`,
    paragraphs: [0, 4, 8].map((from) => ({ sentences: [0, 1, 2, 3].map((at) => sentence(from + at)) })),
    signOff: 'Kind regards,\nMira Solheim',
  };
}

/** Measures one process: each kind of file for a first and a second letter. */
async function once(): Promise<Times> {
  const times: Times = {};
  async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
    const [start, used] = [performance.now(), process.cpuUsage()];
    await work();
    const { user, system } = process.cpuUsage(used);
    times[name] = { wall: performance.now() - start, processor: (user + system) / 1000 };
  }
  const { letterDocx, letterPdf, letterPng } = await import('../src/documents/letter-files.ts');
  await measure('import of the typesetter', () => import('@myriaddreamin/typst-ts-node-compiler'));
  await measure('PDF, cold', () => letterPdf(letterOf(0)));
  for (const salt of [1, 2, 3]) await measure('PDF, warm', () => letterPdf(letterOf(salt)));
  await measure('import of docx', () => import('docx'));
  await measure('DOCX, cold', () => letterDocx(letterOf(0)));
  for (const salt of [1, 2, 3]) await measure('DOCX, warm', () => letterDocx(letterOf(salt)));
  await measure('PNG, cold', () => letterPng(letterOf(4)));
  await measure('PNG, warm', () => letterPng(letterOf(5)));
  times.memory = { wall: process.memoryUsage.rss() / 2 ** 20, processor: 0 };
  return times;
}

if (values.once) console.log(JSON.stringify(await once()));
else {
  const runs = Array.from({ length: Number(values.times) }, () => {
    const printed = execFileSync(process.execPath, [import.meta.filename, '--once'], { encoding: 'utf8' });
    return TimesSchema.parse(JSON.parse(printed));
  });
  const goals: Readonly<Record<string, number>> = GOALS;
  console.log(`median of ${runs.length} processes${' '.repeat(14)}wall      processor`);
  for (const name of Object.keys(runs[0] ?? {})) {
    const [wall, processor] = (['wall', 'processor'] as const).map((kind) =>
      percentile(
        runs.map((run) => run[name]?.[kind] ?? Number.NaN),
        50,
      ),
    );
    if (wall === undefined || processor === undefined) throw new TypeError('no times');
    if (name === 'memory') {
      console.log(`resident at the end: ${wall.toFixed(0)} MiB`);
      continue;
    }
    const goal = goals[name];
    const isMissed = goal !== undefined && wall > goal;
    if (isMissed) process.exitCode = 1;
    const verdict = goal === undefined ? '' : `of ${goal}${isMissed ? ' MISSED' : ''}`;
    console.log(
      `${name.padEnd(30)} ${wall.toFixed(1).padStart(8)} ms ${processor.toFixed(1).padStart(8)} ms  ${verdict}`,
    );
  }
}
