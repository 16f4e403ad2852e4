/** Removes the progress line of a question. */

/** A new process may show the progress again, and the line protocol doesn't have it. */
export function withoutProgress(text: string): string {
  return text.replace(/\s*\(\d+ of \d+ topics done\)$/, '');
}
