/** Verdicts and transcripts as text for a person. */
import type { Interview } from './candidate.ts';
import { figureText } from './figures.ts';
import type { LineIn, LineOut } from './lines.ts';
import type { Verdict } from './score.ts';
import { mean, percentile, sum } from './statistics.ts';

/** One line per case; what is wrong in it follows in `findings`. */
export function caseLine(verdict: Verdict): string {
  const { figures, letter, probes, needless, questions, declined, quotes, crowded, turns } = verdict;
  const found = figures.expected - figures.missed.length;
  return [
    verdict.id.padEnd(26),
    letter === null ? 'NO LETTER' : `${String(letter.words).padStart(3)} words`,
    `figures ${found}/${figures.expected}, ${figures.wrong.length} wrong`,
    `asks ${String(questions.topics).padStart(2)} (${String(questions.all).padStart(2)}) of ${questions.max}`,
    `probes ${probes.due.length - probes.missed.length}/${probes.due.length}`,
    `needless ${needless.length}`,
    `forbidden ${letter?.forbidden.length ?? '-'}`,
    `unmatched ${letter?.unmatched.length ?? '-'}`,
    `declined ${declined.exact ? 'ok' : 'NO'}`,
    `quotes off ${quotes.unfaithful.length}`,
    `crowded ${crowded.length}`,
    `p95 ${milliseconds(percentile(turns, 95))}`,
  ].join('  ');
}

/** Every single thing that is wrong in a case, one line each. */
export function findings(verdict: Verdict): string[] {
  const { figures, letter, probes, needless, questions, declined, quotes, unsaid, crowded } = verdict;
  const list = [
    ...(verdict.failure === null ? [] : [`failed: ${verdict.failure}`]),
    ...figures.missed.map((figure) => `figure missed: ${figureText(figure)}`),
    ...figures.wrong.map((figure) => `figure wrong: ${figureText(figure)}, from ${quoted(figure.quote)}`),
    ...(letter?.forbidden ?? []).map((string) => `letter holds what is forbidden: ${quoted(string)}`),
    ...(letter?.unmatched ?? []).map((pattern) => `letter doesn't match: ${pattern}`),
    ...probes.missed.map((topic) => `not followed up: ${topic}`),
    ...needless.map((topic) => `asked needlessly: ${topic}`),
    ...(questions.topics > questions.max ? [`asked ${questions.topics}, at most ${questions.max} allowed`] : []),
    ...(declined.exact ? [] : [`declined [${declined.given.join(', ')}] instead of [${declined.expected.join(', ')}]`]),
    ...quotes.unfaithful.map((quote) => `quote isn't verbatim: ${quoted(quote)}`),
    ...unsaid.map((text) => `never got to say: ${quoted(text)}`),
    ...crowded.map(({ topic, text }) => `more than one question (${topic}): ${quoted(text)}`),
  ];
  return list.map((finding) => `${verdict.id}: ${finding}`);
}

/** The sums over all cases. */
export function totals(verdicts: readonly Verdict[]): string {
  const total = (count: (verdict: Verdict) => number) => sum(verdicts.map(count));
  const cases = (holds: (verdict: Verdict) => boolean) => ratio(verdicts.filter(holds).length, verdicts.length);

  const letters = verdicts.flatMap(({ letter }) => letter ?? []);
  const words = letters.map((letter) => letter.words);
  const forbidden = sum(letters.map((letter) => letter.forbidden.length));
  const absentChecks = sum(letters.map((letter) => letter.absentChecks));
  const unmatched = sum(letters.map((letter) => letter.unmatched.length));
  const presentChecks = sum(letters.map((letter) => letter.presentChecks));

  const expected = total(({ figures }) => figures.expected);
  const missed = total(({ figures }) => figures.missed.length);
  const right = total(({ figures }) => figures.right);
  const wrong = total(({ figures }) => figures.wrong.length);
  const unfaithful = total(({ quotes }) => quotes.unfaithful.length);
  const quotes = total(({ quotes }) => quotes.checked);

  const asks = verdicts.map(({ questions }) => questions.topics);
  const due = total(({ probes }) => probes.due.length);
  const made = due - total(({ probes }) => probes.missed.length);
  const crowded = verdicts.flatMap((verdict) => verdict.crowded);
  const crowdedElsewhere = crowded.filter(({ topic }) => topic === 'review' || topic === 'letter').length;

  const turns = verdicts.flatMap((verdict) => verdict.turns);
  const time = (percent: number) => milliseconds(percentile(turns, percent));

  const rows: [string, string][] = [
    ['cases', `${verdicts.length}, ${verdicts.length - letters.length} without a letter`],
    ['figure recall', ratio(expected - missed, expected)],
    ['figure precision, strict', ratio(right, right + wrong)],
    ['forbidden strings in letters', `${forbidden} of ${absentChecks}`],
    ['patterns that letters lack', `${unmatched} of ${presentChecks}`],
    ['probes made', ratio(made, due)],
    ['needless asks', String(total(({ needless }) => needless.length))],
    [
      'questions per interview',
      `mean ${mean(asks).toFixed(1)}, median ${percentile(asks, 50)}, max ${Math.max(...asks)}`,
    ],
    ['maxQuestions kept, ten topics', cases(({ questions }) => questions.topicsKept)],
    ['maxQuestions kept, all asks', cases(({ questions }) => questions.allKept)],
    ['declined exactly', cases(({ declined }) => declined.exact)],
    ["quotes that aren't verbatim", `${unfaithful} of ${quotes}`],
    ['asks with more than one question', `${crowded.length}, ${crowdedElsewhere} of them review or letter`],
    [
      'letter length in words',
      words.length === 0
        ? '-'
        : `min ${Math.min(...words)}, median ${percentile(words, 50)}, max ${Math.max(...words)}`,
    ],
    ['time of a turn', `p50 ${time(50)}, p95 ${time(95)}, p99 ${time(99)}, max ${time(100)}, ${turns.length} turns`],
  ];
  return rows.map(([name, value]) => `${name.padEnd(34)}${value}`).join('\n');
}

/** An interview as one would read it in a chat, with the letter. */
export function transcriptText(id: string, { transcript, failure }: Interview): string {
  const parts = transcript.map((line) => entryText(line)).filter((entry) => entry !== null);
  return [`=== ${id}`, ...parts, ...(failure === null ? [] : [`(failed: ${failure})`])].join('\n\n');
}

function entryText(line: LineIn | LineOut): string | null {
  switch (line.type) {
    case 'text':
      return `> ${line.text.replaceAll('\n', '\n> ')}`;
    case 'choice':
      return `> [${line.id}]`;
    case 'command':
      return `> /${line.name} ${line.rest}`.trimEnd();
    case 'edit':
      return `> (message ${line.of} edited) ${line.text}`;
    case 'file':
      return 'mime' in line ? `(file: ${line.name}, ${line.mime})` : `> (file: ${line.path})`;
    case 'ask':
      return `[${line.topic}] ${line.text}${line.choices.map(({ label }) => `  (${label})`).join('')}`;
    case 'say':
      return line.text;
    case 'letter':
      return `--- letter, version ${line.version}\n\n${line.text}\n\n---`;
    case 'ready':
      return null;
  }
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
