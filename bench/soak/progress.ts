/** A question as it reads without the line that tells how far the interview is. */

/** A new process may show that line once more, and the line protocol doesn't tell it. */
export function withoutProgress(text: string): string {
  return text.replace(/\s*\(\d+ of \d+ topics done\)$/, '');
}
