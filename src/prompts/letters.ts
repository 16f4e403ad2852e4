/** What is said about the letters that somebody got. */

export const NO_LETTERS = "There's no letter yet.";
export const NOTHING_TO_COMPARE = "There's only one letter, so there's nothing to compare.";

interface Listed {
  readonly company: string | null;
  readonly at: Date;
}

/** "1. Harbour Grid, 29 November 2026" */
export function letterList(letters: readonly Listed[]): string {
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const lines = letters.map(({ company, at }, place) => `${place + 1}. ${company ?? 'No company'}, ${day.format(at)}`);
  const how = 'Type /letters 1 to see one, /letters 1 delete to delete it, /letters compare to see what changed last.';
  return ['Your letters:', ...lines, '', how].join('\n');
}

export function noSuchLetter(count: number): string {
  return `There's no letter with that number. You have ${count === 1 ? 'one' : count}.`;
}

export function letterDeleted(number: number): string {
  return `Letter ${number} is deleted.`;
}

/** @param gone sentences of the letter before @param added sentences of the last one */
export function changesBetween(gone: readonly string[], added: readonly string[]): string {
  if (gone.length + added.length === 0) return 'The last two letters say the same.';
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [title, ...lines.map((line) => `- ${line}`)];
  return [...list('Gone:', gone), ...list('New:', added)].join('\n');
}
