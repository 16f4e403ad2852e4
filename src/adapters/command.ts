/** Commands behind a slash: the names that there are, and how a typed one is told from an answer. */

export const COMMANDS = [
  'start',
  'letter',
  'skip',
  'back',
  'write',
  'brief',
  'help',
  'restart',
  'another',
  'shorter',
  'why',
  'export',
  'forget',
] as const;
export type CommandName = (typeof COMMANDS)[number];

export function isCommand(name: string): name is CommandName {
  return COMMANDS.some((known) => known === name);
}

/**
 * "/skip", "/skip@the_bot", and "/skip it, please"; "/orders went from 2 s to 300 ms" is an answer that begins with a
 * path. A word alone behind the slash is a command, if an unknown one.
 */
export function commandIn(text: string): { readonly name: string; readonly rest: string } | null {
  const [, word, behind = ''] = /^\s*\/(\p{L}+)(?:@\S*)?(?:\s+([\s\S]*))?$/u.exec(text) ?? [];
  if (word === undefined) return null;
  const [name, rest] = [word.toLowerCase(), behind.trim()];
  return rest === '' || isCommand(name) ? { name, rest } : null;
}
