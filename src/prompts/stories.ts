/** The list of the systems that somebody can write about. */

/** A system without anything that may be said of it. */
const UNNAMED_STORY = 'a system without a name yet';

/** "Tavolo: rebuilt the meter pipeline in Go. Lost readings fell from 1.2% to 0.05%." */
export function storyLine(employer: string | null, what: string | null, figure: string | null): string {
  const name = [employer, what].filter((part) => part !== null).join(': ');
  return [name === '' ? UNNAMED_STORY : name, figure].filter((part) => part !== null).join('. ');
}

/** "Tavolo · 1.2% → 0.05% (lost readings)", on a button. */
export function storyLabel(name: string | null, figure: string | null): string {
  return [name ?? UNNAMED_STORY, figure].filter((part) => part !== null).join(' · ');
}

/**
 * @param lines a system each, numbered from 1
 * @param fit which one fits the job post, with words of both
 */
export function storiesText(
  lines: readonly string[],
  fit: { readonly at: number; readonly post: string; readonly story: string } | null,
): string {
  const list = lines.map((line, at) => `${at + 1}. ${line}`).join('\n');
  const why =
    fit === null
      ? ''
      : `\n\nFor this job I would take number ${fit.at + 1}: the post says "${fit.post}", and there you say "${fit.story}".`;
  return `Which system is the letter about?\n\n${list}${why}`;
}
