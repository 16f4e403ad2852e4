/** Text in sentences and in short pieces, all of them verbatim. One pass, no language understood. */

const ABBREVIATIONS = new Set(
  'mr mrs ms dr st prof inc ltd co vs etc e.g i.e eg ie ca approx no nr mio mrd tsd jr sr dept resp incl min max'.split(
    ' ',
  ),
);
const CLOSERS = new Set([...'"\'”’)]»']);
const ENDS = new Set([...'.!?…']);

/** The sentences of a text, trimmed, without empty ones. A line break ends one too. */
export function sentencesIn(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  const push = (end: number) => {
    const sentence = text.slice(start, end).trim();
    if (sentence !== '') found.push(sentence);
    start = end;
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '\n') {
      push(at);
      continue;
    }
    if (!ENDS.has(sign)) continue;
    let end = at + 1;
    while (ENDS.has(text[end] ?? '') || CLOSERS.has(text[end] ?? '')) end += 1;
    const next = text[end];
    if (next !== undefined && next !== ' ' && next !== '\n' && next !== '\t') continue;
    if (sign === '.' && end === at + 1 && ABBREVIATIONS.has(wordBefore(text, at, start))) continue;
    push(end);
    at = end - 1;
  }
  push(text.length);
  return found;
}

/** The letters and full stops right before `at`, in lower case; never looks further back than a word is long. */
function wordBefore(text: string, at: number, start: number): string {
  let first = at;
  while (first > start && at - first < 12 && !' \n\t(,;:'.includes(text[first - 1] ?? ' ')) first -= 1;
  const word = text.slice(first, at);
  // An initial: "T. Brandvold".
  const isInitial = word.length === 1 && word !== 'I' && word !== word.toLowerCase();
  return isInitial ? 'mr' : word.toLowerCase();
}

export function countWords(text: string): number {
  return text.split(' ').filter((word) => word.trim() !== '').length;
}

const SEPARATORS = new Set([...',;/|·•\n\t']);
/** Words around a name in what people write about a role: "at Harbour Grid", "team Metering", "to Ms Abernathy". */
const AROUND = new Set(
  'at in on to for from by with the a an and is its our their team job position role called company'.split(' '),
);

/** At most so many pieces of a text are offered. */
const NAMES_AT_MOST = 40;
const NAME_WORDS = 7;

/** Short pieces that may be names: what stands between separators, and runs of capitalised words in longer ones. */
export function namesIn(text: string): string[] {
  const names = new Set<string>();
  for (const sentence of sentencesIn(text)) {
    for (const piece of piecesOf(sentence)) {
      if (names.size >= NAMES_AT_MOST) return [...names];
      const parts = splitAround(piece);
      for (const part of parts) if (countWords(part) <= NAME_WORDS) names.add(part);
      if (countWords(piece) > NAME_WORDS || parts.length !== 1) for (const run of capitalRuns(piece)) names.add(run);
    }
  }
  return [...names].slice(0, NAMES_AT_MOST);
}

/** The text between its separators, trimmed, with brackets kept whole. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const sign = text[at] ?? '\n';
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (at < text.length && (depth > 0 || !SEPARATORS.has(sign))) continue;
    const piece = trimEnds(text.slice(start, at));
    if (piece !== '') pieces.push(piece);
    start = at + 1;
    depth = 0;
  }
  return pieces;
}

/** "Backend Engineer at Ferrox Games" in two: at small words that stand alone between capitals. */
function splitAround(piece: string): string[] {
  const parts: string[] = [];
  let part: string[] = [];
  const push = () => {
    while (part.length > 0 && AROUND.has((part[0] ?? '').toLowerCase())) part.shift();
    while (part.length > 0 && AROUND.has((part.at(-1) ?? '').toLowerCase())) part.pop();
    const words = part.join(' ');
    if (words !== '') parts.push(trimEnds(words));
    part = [];
  };
  for (const word of piece.split(' ')) {
    if (word === 'at' || word === '@' || word === 'to' || word === 'in' || word === 'on') push();
    else part.push(word);
  }
  push();
  return parts;
}

function capitalRuns(piece: string): string[] {
  const runs: string[] = [];
  let run: string[] = [];
  const push = () => {
    if (run.length > 0) runs.push(trimEnds(run.join(' ')));
    run = [];
  };
  for (const word of piece.split(' ')) {
    const first = word[0] ?? '';
    const isCapital = first !== first.toLowerCase();
    if (isCapital && word !== 'I' && !word.startsWith("I'")) run.push(word);
    else push();
  }
  push();
  return runs.filter((name) => name !== '');
}

const TRIMMED = new Set([...' .,;:!?…-–—"\'“”']);

/** Without the spaces and punctuation at both ends. */
export function trimEnds(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && TRIMMED.has(text[start] ?? '')) start += 1;
  while (end > start && TRIMMED.has(text[end - 1] ?? '')) end -= 1;
  return text.slice(start, end);
}
