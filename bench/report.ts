/** Verdicts and transcripts as text for a person. */
import type { Interview } from './candidate.ts';
import { figureText } from './figures.ts';
import type { Ask, LineIn, LineOut } from './lines.ts';
import { PERSONS } from './person.ts';
import type { Verdict } from './score.ts';
import { percentile, sum } from './statistics.ts';

/** One line per interview. `findings` lists what is wrong. */
export function caseLine(verdict: Verdict): string {
  const { figures, letter, typed, taps, fixes, quotes, crowded, turns } = verdict;
  const found = figures.expected - figures.missed.length;
  return [
    verdict.id.padEnd(26),
    verdict.person.padEnd(9),
    letter === null ? 'NO LETTER' : `${String(letter.words).padStart(3)} words`,
    `figures ${found}/${figures.expected}, ${figures.wrong.length} wrong`,
    `at first note ${figures.wrongAtFirst.length}/${figures.noted} wrong`,
    `typed ${String(typed).padStart(2)}`,
    `taps ${String(taps).padStart(2)}`,
    `fixes ${fixes.length}`,
    `forbidden ${letter?.forbidden.length ?? '-'}`,
    `missing ${letter?.missing.length ?? '-'}`,
    `quotes off ${quotes.unfaithful.length}`,
    `crowded ${crowded.length}`,
    `p99 ${milliseconds(percentile(turns, 99))}`,
  ].join('  ');
}

/** Everything that is wrong in an interview, one line each. */
export function findings(verdict: Verdict): string[] {
  const { figures, letter, fixes, quotes, unsaid, crowded } = verdict;
  const list = [
    ...(verdict.failure === null ? [] : [`failed: ${verdict.failure}`]),
    ...figures.missed.map((figure) => `figure missed: ${figureText(figure)}`),
    ...figures.wrong.map((figure) => `figure wrong: ${figureText(figure)}, from ${quoted(figure.quote)}`),
    ...figures.wrongAtFirst.map((slot) => `noted wrongly at first: ${slot}`),
    ...fixes.map((slot) => `fixed: ${slot}`),
    ...(letter?.forbidden ?? []).map((string) => `letter holds what is forbidden: ${quoted(string)}`),
    ...(letter?.missing ?? []).map((pattern) => `letter doesn't match: ${pattern}`),
    ...quotes.unfaithful.map((quote) => `quote isn't verbatim: ${quoted(quote)}`),
    ...unsaid.map((text) => `never got to say: ${quoted(text)}`),
    ...crowded.map(({ about, text }) => `more than one question (${about}): ${quoted(text)}`),
  ];
  return list.map((finding) => `${verdict.id}, ${verdict.person}: ${finding}`);
}

/** The totals for each person. */
export function totals(verdicts: readonly Verdict[]): string {
  const parts = PERSONS.flatMap((person) => {
    const own = verdicts.filter((verdict) => verdict.person === person);
    return own.length === 0 ? [] : [totalsOf(`${person} person`, own)];
  });
  return parts.join('\n\n');
}

function totalsOf(title: string, verdicts: readonly Verdict[]): string {
  const total = (count: (verdict: Verdict) => number) => sum(verdicts.map(count));
  const letters = verdicts.flatMap(({ letter }) => letter ?? []);
  const inLetters = (count: (letter: (typeof letters)[number]) => number) => sum(letters.map(count));
  const spread = (count: (verdict: Verdict) => number) => range(verdicts.map(count));

  const expected = total(({ figures }) => figures.expected);
  const missed = total(({ figures }) => figures.missed.length);
  const turns = verdicts.flatMap((verdict) => verdict.turns);
  const time = (percent: number) => milliseconds(percentile(turns, percent));

  const rows: [string, string][] = [
    [title, `${verdicts.length} interviews`],
    ['letters delivered', ratio(letters.length, verdicts.length)],
    ['figures right', ratio(expected - missed, expected)],
    ['figures missed', String(missed)],
    ['figures wrong', String(total(({ figures }) => figures.wrong.length))],
    [
      'figures wrong at first note',
      ratio(
        total(({ figures }) => figures.wrongAtFirst.length),
        total(({ figures }) => figures.noted),
      ),
    ],
    ['typed answers per interview', spread(({ typed }) => typed)],
    ['taps per interview', spread(({ taps }) => taps)],
    ['typed answers and taps', spread(({ typed, taps }) => typed + taps)],
    ['fixes', `${total(({ fixes }) => fixes.length)}, ${spread(({ fixes }) => fixes.length)}`],
    [
      'forbidden strings in letters',
      `${inLetters(({ forbidden }) => forbidden.length)} of ${inLetters(({ absentChecks }) => absentChecks)}`,
    ],
    [
      'patterns that letters lack',
      `${inLetters(({ missing }) => missing.length)} of ${inLetters(({ presentChecks }) => presentChecks)}`,
    ],
    [
      "quotes that aren't verbatim",
      `${total(({ quotes }) => quotes.unfaithful.length)} of ${total(({ quotes }) => quotes.checked)}, ${total(({ quotes }) => quotes.unknown)} of unknown source`,
    ],
    ['asks with more than one question', String(total(({ crowded }) => crowded.length))],
    ['letter length in words', range(letters.map(({ words }) => words))],
    ['time of a turn', `p50 ${time(50)}, p99 ${time(99)}, ${turns.length} turns`],
  ];
  return rows.map(([name, value]) => `${name.padEnd(34)}${value}`).join('\n');
}

/** An interview as in a chat, with the letter. */
export function transcriptText(id: string, { person, transcript, failure }: Interview): string {
  const parts = transcript
    .map((line, at) => entryText(line, lastAsk(transcript, at)))
    .filter((entry) => entry !== null);
  return [`=== ${id}, ${person}`, ...parts, ...(failure === null ? [] : [`(failed: ${failure})`])].join('\n\n');
}

function lastAsk(transcript: readonly (LineIn | LineOut)[], at: number): Ask | undefined {
  for (let index = at - 1; index >= 0; index -= 1) {
    const line = transcript[index];
    if (line?.type === 'ask') return line;
  }
  return undefined;
}

function entryText(line: LineIn | LineOut, ask: Ask | undefined): string | null {
  switch (line.type) {
    case 'text':
      return `> ${line.text.replaceAll('\n', '\n> ')}`;
    case 'choice': {
      const label = ask?.choices.find(({ id }) => id === line.id)?.label;
      return `> [${line.id}]${label === undefined ? '' : ` ${label}`}`;
    }
    case 'command':
      return `> /${line.name} ${line.rest}`.trimEnd();
    case 'edit':
      return `> (message ${line.of} edited) ${line.text}`;
    case 'file':
      return 'mime' in line ? `(file: ${line.name}, ${line.mime})` : `> (file: ${line.path})`;
    case 'noted':
      return `(noted ${line.slot}: ${line.text}${line.figure === undefined ? '' : ` = ${figureText(line.figure)}`})`;
    case 'ask': {
      const name = [line.kind, line.slot ?? line.topic].filter((part) => part !== undefined).join(' ');
      return `[${name}] ${line.text}${line.choices.map(({ label }) => `  (${label})`).join('')}`;
    }
    case 'say':
      return line.text;
    case 'letter':
      return `--- letter, version ${line.version}\n\n${line.text}\n\n---`;
    case 'ready':
      return null;
  }
}

function range(values: readonly number[]): string {
  return values.length === 0 ? '-' : `median ${percentile(values, 50)}, max ${Math.max(...values)}`;
}

function ratio(part: number, whole: number): string {
  return whole === 0 ? `${part}/${whole}` : `${((100 * part) / whole).toFixed(1)} %  (${part}/${whole})`;
}

function milliseconds(value: number): string {
  return Number.isNaN(value) ? '-' : `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 160 ? `${text.slice(0, 159)}…` : text);
}
