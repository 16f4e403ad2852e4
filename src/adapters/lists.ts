/** Long lists in what is said, such as the words that each sentence of a letter rests on: a chat folds them. */
import { split } from './split.ts';

/** A shorter list stands open. */
const FOLDED_FROM = 5;

interface Folded {
  /** What stands before the list; may be empty. */
  readonly head: string;
  /** Each with all its lines. Joined by line ends they are the list again. */
  readonly items: readonly string[];
}

/** @returns the text as words and a list behind them; null where it holds no long list */
export function longList(text: string): Folded | null {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, at) => (isItem(line) ? [at] : []));
  if (starts.length < FOLDED_FROM) return null;
  const items = starts.map((start, at) => lines.slice(start, starts[at + 1]).join('\n'));
  return { head: lines.slice(0, starts[0]).join('\n').trim(), items };
}

/** "- a value" or "12. a sentence" */
function isItem(line: string): boolean {
  const mark = line.split(' ', 1)[0] ?? '';
  return mark === '-' || (mark.endsWith('.') && Number.isInteger(Number(mark.slice(0, -1) || Number.NaN)));
}

/** Puts items together into texts of at most `limit` UTF-16 units. None is cut, unless it is longer by itself. */
export function packed(items: readonly string[], limit: number): string[] {
  const texts: string[] = [];
  for (const item of items.flatMap((each) => split(each, limit))) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + item.length <= limit) texts[texts.length - 1] = `${last}\n${item}`;
    else texts.push(item);
  }
  return texts;
}
