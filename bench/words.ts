/** Text comparison for the bench. */

/** Lower case, without surrounding white space and a final full stop. */
function normalise(text: string): string {
  return text.trim().replace(/\.$/, '').trim().toLowerCase();
}

export function sameText(one: string, other: string): boolean {
  return normalise(one) === normalise(other);
}

/** Words and numbers in lower case. "p95" and "28ms" are split, "99.99%" isn't. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\d+(?:[.,]\d+)*%?|\p{L}+(?:['’]\p{L}+)*/gu) ?? [];
}

/** Whether `text` contains the words of `part` in a row. */
export function holds(text: string, part: string): boolean {
  const words = wordsOf(part);
  return words.length > 0 && ` ${wordsOf(text).join(' ')} `.includes(` ${words.join(' ')} `);
}

/** The share of the words of `part` that are anywhere in `text`. 0 if `part` has none. */
export function shareOfWords(text: string, part: string): number {
  const words = wordsOf(part);
  const known = new Set(wordsOf(text));
  return words.length === 0 ? 0 : words.filter((word) => known.has(word)).length / words.length;
}

/** Texts as sentences of one message. */
export function asSentences(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`))
    .join(' ');
}

const POST_CUES = [
  'is hiring',
  'we are hiring',
  "we're hiring",
  'looking for',
  'you bring',
  'you will',
  "you'll",
  'requirements',
  'responsibilities',
  'qualifications',
  'we offer',
  'hiring manager:',
  'apply now',
  'this is the ad',
  'job description',
  'years of experience with',
];

/** Whether a text looks like a pasted job post: it has at least two typical phrases. */
export function looksLikePost(text: string): boolean {
  const lower = text.toLowerCase();
  return POST_CUES.filter((cue) => lower.includes(cue)).length > 1;
}
