/**
 * `npm run bench:letters -- [FILE] [--raw FILE]`: how many planted faults the gate finds in letters of a model, and how
 * often it flags a correct letter. Raw findings are `{"id","faults":[{"kind","span"}]}`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { DraftFault, DraftSentence } from '../src/letter/draft.ts';
import { buildFacts } from '../src/letter/facts.ts';
import { modelGate } from '../src/letter/model-gate.ts';
import { loadSpelling } from '../src/letter/names.ts';
import { sentencesIn } from '../src/text/sentences.ts';
import { type Item, itemsOf, sheetOfItem } from './letter-items.ts';

/** Faults that need understanding. The verifier finds them with a model. */
const UNDERSTANDING: ReadonlySet<string> = new Set([
  'upgraded-ownership',
  'vague-company-praise',
  'invented-employer-in-words',
]);
/** Faults that only apply to a draft: a finished letter may be longer, and its figures are not on a sheet here. */
const OF_DRAFTS: ReadonlySet<string> = new Set(['length', 'missing', 'incomplete', 'own']);

interface Finding {
  readonly kind: string;
  readonly span: string;
  readonly start: number;
  readonly end: number;
}

/** Sentences with their offset. Greeting and signature are only checked for placeholders. */
function sentencesOfLetter(letter: string): { sentence: DraftSentence; start: number; isFrame: boolean }[] {
  const paragraphs = letter.split('\n\n');
  let from = 0;
  return paragraphs.flatMap((paragraph, place) =>
    sentencesIn(paragraph).map((text, at) => {
      const start = letter.indexOf(text, from);
      from = start + text.length;
      const isFrame =
        (place === 0 && /^(?:dear|hello|hi)\b|,$/iu.test(paragraph)) ||
        (place === paragraphs.length - 1 && paragraph.split('\n').length > 1);
      const sentence = { key: `s${place}.${at}`, paragraph: place, text, facts: [] };
      return { sentence, start, isFrame };
    }),
  );
}

const FRAME_KINDS: ReadonlySet<string> = new Set(['placeholder', 'hidden']);

async function findingsIn(item: Item): Promise<{ findings: Finding[]; milliseconds: number }> {
  const facts = buildFacts({ sheet: sheetOfItem(item), edits: [], date: new Date(0) });
  const spelling = await loadSpelling();
  const all = sentencesOfLetter(item.letter);
  const began = performance.now();
  const gate = modelGate(facts, spelling);
  const body = gate.draft(all.filter(({ isFrame }) => !isFrame).map(({ sentence }) => sentence));
  const frame = all.filter(({ isFrame }) => isFrame).flatMap(({ sentence }) => gate.sentence(sentence));
  const faults = [
    ...body.filter(({ kind }) => !OF_DRAFTS.has(kind)),
    ...frame.filter(({ kind }) => FRAME_KINDS.has(kind)),
  ];
  const milliseconds = performance.now() - began;
  return { findings: faults.map((fault) => finding(fault)), milliseconds };

  function finding({ kind, key, span }: DraftFault): Finding {
    const at = all.find(({ sentence }) => sentence.key === key);
    const start = (at?.start ?? 0) + (span?.start ?? 0);
    const end = span === null ? start + (at?.sentence.text.length ?? 0) : (at?.start ?? 0) + span.end;
    return { kind, span: item.letter.slice(start, end), start, end };
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { raw: { type: 'string' } } });
  const file = resolve(positionals[0] ?? '../shared/letters/dev.jsonl');
  if (!existsSync(file)) {
    console.error(`There are no letters at ${file}. Name a file of JSON lines.`);
    return 2;
  }
  const items = itemsOf(readFileSync(file, 'utf8'));
  const rows = new Map<string, { planted: number; found: number }>();
  const raw: string[] = [];
  const times: number[] = [];
  let flaggedClean = 0;
  let alarms = 0;
  for (const item of items) {
    const { findings, milliseconds } = await findingsIn(item);
    times.push(milliseconds);
    raw.push(JSON.stringify({ id: item.id, faults: findings.map(({ kind, span }) => ({ kind, span })) }));
    const overlaps = (one: Finding, span: string) => {
      const at = item.letter.indexOf(span);
      return one.start < at + span.length && one.end > at;
    };
    for (const { kind, span } of item.faults) {
      const row = rows.get(kind) ?? { planted: 0, found: 0 };
      const isFound = findings.some((one) => overlaps(one, span));
      rows.set(kind, { planted: row.planted + 1, found: row.found + (isFound ? 1 : 0) });
      if (!isFound) console.log(`${item.id}: missed ${kind} "${span}"`);
    }
    const strays = findings.filter((one) => !item.faults.some(({ span }) => overlaps(one, span)));
    for (const { kind, span } of strays)
      console.log(`${item.id}: ${item.faults.length === 0 ? 'CLEAN, ' : ''}alarm ${kind} "${span}"`);
    alarms += strays.length;
    if (item.faults.length === 0 && findings.length > 0) flaggedClean += 1;
  }
  report(
    'The gate alone',
    [...rows].filter(([kind]) => !UNDERSTANDING.has(kind)),
  );
  report(
    'What takes understanding (the verifier, with a model)',
    [...rows].filter(([kind]) => UNDERSTANDING.has(kind)),
  );
  const clean = items.filter(({ faults }) => faults.length === 0).length;
  console.log(`\nclean letters flagged                ${flaggedClean} of ${clean}`);
  console.log(`alarms that nothing was planted for  ${alarms}`);
  const sorted = times.toSorted((one, other) => one - other);
  console.log(`time of a check                      p50 ${sorted[Math.floor(sorted.length / 2)]?.toFixed(1)} ms`);
  if (values.raw !== undefined) writeFileSync(values.raw, `${raw.join('\n')}\n`);
  return 0;
}

function report(title: string, rows: readonly (readonly [string, { planted: number; found: number }])[]): void {
  console.log(`\n${title}`);
  for (const [kind, { planted, found }] of [...rows].sort())
    console.log(`  ${kind.padEnd(34)} found ${found} of ${planted}`);
}

process.exitCode = await main();
