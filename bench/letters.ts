/**
 * `npm run bench:letters -- [FILE] [--raw FILE]`: how many planted faults the gate finds, and how often it cries wolf.
 * Items are those of letter-briefs.ts; raw findings are `{"id","faults":[{"kind","span"}]}`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { check } from '../src/letter/check.ts';
import { briefOf, itemsOf, overlaps } from './letter-briefs.ts';
import { percentile } from './statistics.ts';

function main(): number {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { raw: { type: 'string' } } });
  const file = resolve(positionals[0] ?? '../shared/letters/dev.jsonl');
  if (!existsSync(file)) {
    console.error(`There are no letters at ${file}. Name a file of JSON lines.`);
    return 2;
  }
  const items = itemsOf(readFileSync(file, 'utf8'));
  const found = new Map<string, { planted: number; any: number; kind: number }>();
  let falseAlarms = 0;
  let flaggedClean = 0;
  const times: number[] = [];
  const raw: string[] = [];
  const briefs = new Map(items.map((item) => [item, briefOf(item)]));
  // What a process runs first it also compiles; what is timed is a check of a brief that is new to it.
  for (const [item, brief] of briefs) check(item.letter, { ...brief });
  for (const [item, brief] of briefs) {
    const began = performance.now();
    const faults = check(item.letter, brief);
    times.push(performance.now() - began);
    raw.push(JSON.stringify({ id: item.id, faults: faults.map(({ kind, span }) => ({ kind, span })) }));
    for (const planted of item.faults) {
      const row = found.get(planted.kind) ?? { planted: 0, any: 0, kind: 0 };
      const hits = faults.filter((fault) => overlaps(item.letter, fault, planted.span));
      found.set(planted.kind, {
        planted: row.planted + 1,
        any: row.any + (hits.length > 0 ? 1 : 0),
        kind: row.kind + (hits.some((fault) => fault.kind === planted.kind) ? 1 : 0),
      });
      if (!hits.some((fault) => fault.kind === planted.kind))
        console.log(
          `${item.id}: missed ${planted.kind} "${planted.span}"${hits.length > 0 ? ` (said ${hits.map(({ kind }) => kind).join(', ')})` : ''}`,
        );
    }
    const alarms = faults.filter((fault) => !item.faults.some((planted) => overlaps(item.letter, fault, planted.span)));
    for (const alarm of alarms)
      console.log(`${item.id}: ${item.faults.length === 0 ? 'CLEAN, ' : ''}alarm ${alarm.kind} "${alarm.span}"`);
    falseAlarms += alarms.length;
    if (item.faults.length === 0 && faults.length > 0) flaggedClean += 1;
  }
  const clean = items.filter(({ faults }) => faults.length === 0).length;
  console.log();
  for (const [kind, { planted, any, kind: right }] of [...found].sort())
    console.log(`${kind.padEnd(32)} found ${any} of ${planted}, named rightly ${right}`);
  console.log(`clean letters flagged            ${flaggedClean} of ${clean}`);
  console.log(`alarms that nothing was planted for  ${falseAlarms}`);
  console.log(
    `time of a check                  p50 ${percentile(times, 50).toFixed(1)} ms, p95 ${percentile(times, 95).toFixed(1)} ms`,
  );
  if (values.raw !== undefined) writeFileSync(values.raw, `${raw.join('\n')}\n`);
  return 0;
}

process.exitCode = main();
