/**
 * `npm run bench:letters -- [FILE] [--raw FILE]`: how many planted faults the gate finds, and how often it cries wolf.
 * Items are JSON lines `{id, brief, company_source, letter, faults}`; raw findings are `{"id","faults":[{"kind","span"}]}`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { check, type Fault } from '../src/letter/check.ts';
import { keepLatest } from '../src/machine/absorb.ts';
import { type Brief, type Fact, TopicSchema } from '../src/machine/brief.ts';
import { EMPTY } from '../src/machine/context.ts';
import { hear } from '../src/machine/hearing.ts';
import type { Asking } from '../src/machine/topics.ts';
import { readPlainly } from '../src/reader/plain.ts';
import { percentile } from './statistics.ts';

const ItemSchema = z.object({
  id: z.string(),
  brief: z.array(z.object({ topic: TopicSchema, quote: z.string() })),
  company_source: z.string().nullable(),
  letter: z.string(),
  faults: z.array(z.object({ kind: z.string(), span: z.string() })),
});
type Item = z.infer<typeof ItemSchema>;

/**
 * The brief as an interview would have built it, except that no question is asked back: of two messages on one thing the
 * later one holds, and of a message the whole text is evidence.
 */
export function briefOf(item: Pick<Item, 'brief' | 'company_source'>): Brief {
  let context = EMPTY;
  for (const [index, { topic, quote }] of item.brief.entries()) {
    const own: Asking = context.asking?.topic === topic ? context.asking : { topic, gap: { kind: 'open' }, repeats: 0 };
    const again = item.brief.slice(0, index).some((earlier) => earlier.topic === topic);
    const read = (asking: Asking) => readPlainly({ id: `m${index + 1}`, text: quote, asking, brief: context.brief });
    // A second message on a topic comes late, when something else is being asked; if it corrects, it is read as that.
    const late: Asking = { topic: 'closing', gap: { kind: 'open' }, repeats: 0 };
    const correction = again && own.gap.kind === 'open' ? read(late) : null;
    const corrects = correction !== null && (correction.changes.length > 0 || correction.withdrawn.length > 0);
    const [asking, reading] = corrects ? [late, correction] : [own, read(own)];
    const heard = hear({ ...context, asking }, { ...reading, corrects: reading.corrects || again });
    const brief = heard.conflicts.reduce((settled, conflict) => keepLatest(settled, conflict.topic), heard.brief);
    context = { ...heard, brief, conflicts: [] };
  }
  const told = withWhole(context.brief, item.brief);
  return item.company_source === null ? told : { ...told, facts: [...told.facts, jobPost(item.company_source)] };
}

/** The items' quotes are evidence as a whole, also where an interview would have kept only a part of the message. */
function withWhole(brief: Brief, messages: Item['brief']): Brief {
  const struck = brief.facts.flatMap((fact) => fact.struck);
  const facts = messages.flatMap(({ topic, quote }, index): Fact[] => {
    const source = `m${index + 1}`;
    const kept = brief.facts.some((fact) => fact.source === source && fact.quote === quote);
    const corrected = messages.slice(index + 1).some((later) => later.topic === topic);
    if (kept || corrected) return [];
    const whole = topic === 'company' ? topic : 'background';
    return [{ ...jobPost(quote), id: `${source}#whole`, topic: whole, source, voice: 'candidate', struck }];
  });
  return { ...brief, facts: [...brief.facts, ...facts] };
}

function jobPost(quote: string): Fact {
  return {
    id: 'post#1',
    topic: 'role',
    quote,
    source: 'post',
    figures: [],
    partial: null,
    rough: false,
    standIns: [],
    struck: [],
    details: {},
    signals: [],
    voice: 'job-post',
  };
}

const overlaps = (letter: string, fault: Fault, span: string) => {
  const at = letter.indexOf(span);
  return fault.start < at + span.length && fault.end > at;
};

function main(): number {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { raw: { type: 'string' } } });
  const file = resolve(positionals[0] ?? '../shared/letters/dev.jsonl');
  if (!existsSync(file)) {
    console.error(`There are no letters at ${file}. Name a file of JSON lines.`);
    return 2;
  }
  const items = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ItemSchema.parse(JSON.parse(line)));
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
