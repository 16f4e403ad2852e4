/** What stands around a question: what was noted before it, and how far the interview is after it. */

/** Longer values have just been typed, or are read back as a paragraph; in characters. */
const LONGEST = 80;

/** "Noted: Harbour Grid · Ghent"; empty where nothing was noted. */
export function notedLine(texts: readonly string[]): string {
  const short = texts.filter((text) => text.length <= LONGEST);
  if (short.length === 0) return texts.length === 0 ? '' : 'Noted.';
  return `Noted: ${short.join(' · ')}`;
}

/** "4 of 9 topics done" */
export function progressLine({ at, of }: { readonly at: number; readonly of: number }): string {
  return at === 0 ? '' : `(${at} of ${of} topics done)`;
}
