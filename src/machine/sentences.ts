/** Where the sentences of a text begin and end. */

/** A full stop after these ends no sentence. */
const ABBREVIATION =
  /(?:^|[\s(])(?:Dr|Mr|Mrs|Ms|Mx|Prof|St|Jr|Sr|Inc|Ltd|[Aa]ttn|[Nn]o|vs|approx|ca|e\.g|i\.e|resp|P\.S|fig|incl|excl|\d\s?(?:tys|mln|mrd|mio|Mio|Mrd|Tsd|тыс|млн))\.$/;
/** "T. Brandvold": a lone capital that begins a line or follows a comma is an initial; "embedded C." ends a sentence. */
const INITIAL = /(?:^|[,;:(|/·]\s*|\b(?:to|by|is|am|and)\s)\p{Lu}\.$/u;
const CLOSERS = /["'”’)\]»]/;

/** Splits a text into sentences; a line feed always ends one, a full stop inside a number or after "Dr." never does. */
export function sentenceSpans(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  let start = 0;
  const close = (end: number) => {
    let from = start;
    let to = end;
    while (from < to && /[\s•*#\-–—·]/.test(text[from] ?? '') && !/^[*-]\d/.test(text.slice(from, from + 2))) from += 1;
    // "1) …", "b) …", "3. …": the marker of a list
    from += /^(?:\d{1,2}|[a-z])[).]\s+(?=\S)/.exec(text.slice(from, Math.min(to, from + 6)))?.[0].length ?? 0;
    while (to > from && /\s/.test(text[to - 1] ?? '')) to -= 1;
    if (to > from) spans.push({ start: from, end: to });
    start = end;
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '\n') close(at + 1);
    if (!/[.!?…]/.test(character)) continue;
    let end = at + 1;
    while (end < text.length && /[.!?…]/.test(text[end] ?? '')) end += 1;
    while (end < text.length && CLOSERS.test(text[end] ?? '')) end += 1;
    const ends = end >= text.length || /\s/.test(text[end] ?? '');
    const tail = text.slice(Math.max(start, at - 8), end);
    const initial = character === '.' && end === at + 1 && (ABBREVIATION.test(tail) || INITIAL.test(tail));
    // "no. 5" and "T. Brandvold" go on; "no. Then" doesn't matter here.
    if (ends && !(initial && end < text.length)) close(end);
    at = end - 1;
  }
  close(text.length);
  return spans;
}

/** The sentences of what somebody said, where not even a full stop may tell where one ends. */
export function spokenSpans(text: string): { start: number; end: number }[] {
  return sentenceSpans(text).flatMap((span) => breathed(text, span));
}

/** Of what was dictated nobody sees where a sentence ends; where the speaker begins anew is the nearest to it. */
const BREATH =
  /(?<!\b(?:and|so|but|oh|um|uh|then|because|since))\s+(?=(?:(?:and|so|but|oh|um|uh|then|because)\s+)+(?:i|i'm|the|my|it|there|there's|we|they|anything|everything|nobody|in|since|what|before)\b|(?:the|what) (?:tricky|hard|nasty|difficult|interesting|thing)\b|it (?:was|took|is|used|takes|does) |i (?:don't know who|designed|wrote|built|gave|made|rewrote)\b|they (?:are|were|just|can't|won't)\b|that's (?:it|all)\b|nobody (?:can|could)\b|(?:lost|failed|wrong|duplicate) \p{L}+ (?:were|was|are|went)\b|the person\b|i'?m (?:applying|going)\b)/giu;
const BREATHLESS = 220;

function breathed(text: string, { start, end }: { start: number; end: number }): { start: number; end: number }[] {
  const part = text.slice(start, end);
  const marks = part.match(/[,;:()–—]\s/g)?.length ?? 0;
  if (part.length < BREATHLESS || part.length / (marks + 1) < BREATHLESS) return [{ start, end }];
  const joints = [...part.matchAll(BREATH)];
  const starts = [start, ...joints.map((joint) => start + joint.index + joint[0].length)];
  const ends = [...joints.map((joint) => start + joint.index), end];
  return starts.map((from, index) => ({ start: from, end: ends[index] ?? end }));
}
