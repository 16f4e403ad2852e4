/** Compares what a person sees with an undisturbed run: questions, messages that crossed with one, and the brief. */
import { wordIn } from '../../src/prompts/catalogues.ts';
import { remarkText } from '../../src/prompts/remarks.ts';

/** For an answer that was written before the open question was visible. */
const CROSSED = remarkText('crossed');
/** For a text that was noted before, sent again before the open question was visible. */
export const HAD = remarkText('ok');
/** The question about a text that may be a correction. */
export const IS_CHANGE = wordIn('questions', 'which.text', 'en') ?? '';
/** The button for a text that was an answer. */
export const IS_ANSWER = "It's my answer";

/** Whether the bot took a text for no answer, and repeats its question below this message. */
export function isLeft(text: string): boolean {
  return text.includes(CROSSED) || text === HAD;
}

/** Characters to show before and after the first difference. */
const AROUND = 40;

export function difference(at: number, seen: string, due: string | undefined): string {
  const first = [...seen].findIndex((_, index) => seen[index] !== due?.[index]);
  const from = Math.max(0, (first < 0 ? seen.length : first) - AROUND);
  const [one, other] = [seen, due].map((text) => JSON.stringify(text?.slice(from, from + 2 * AROUND)));
  return `message ${at} was ${one} in place of ${other}`;
}

/** Removes the progress: a new process may show it again, and the line protocol doesn't have it. */
export function withoutProgress(text: string): string {
  return text.replace(/\s*\(\d+ of \d+ topics done\)$/, '');
}

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
