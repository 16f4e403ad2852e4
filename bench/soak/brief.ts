/** Compares the brief at the end of an interview with that of an undisturbed run. */

/**
 * Lines of the brief that are not in that of an undisturbed run: answers in the wrong slot.
 * @param seen all messages of the bot, in order. Replies to a repeated command may follow the brief.
 * @param due the brief of the undisturbed run, or the last part of it
 */
export function misplacedLines(seen: readonly string[], due: string): string[] {
  const lines = due.split('\n');
  const brief = seen.findLast((text) => text.split('\n')[0] === lines[0]) ?? seen.at(-1) ?? '';
  return brief.split('\n').filter((line) => !lines.includes(line));
}

/** The difference to an undisturbed run, or null. @param letters number of letters that differ */
export function differenceAtEnd(misplaced: readonly string[], letters: number): string | null {
  if (misplaced.length === 0 && letters === 0) return null;
  return `${letters} letters differ, and these lines of the brief: ${JSON.stringify(misplaced)}`;
}
