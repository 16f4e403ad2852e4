/** Slash commands: their names, their menu, and how a typed command differs from an answer. */
import { COMMAND_DESCRIPTIONS } from '../prompts/menu.ts';

/** In menu order. */
export const COMMANDS = [
  'start',
  'letter',
  'skip',
  'back',
  'fix',
  'write',
  'brief',
  'hide',
  'undo',
  'why',
  'another',
  'help',
  'restart',
  'export',
  'forget',
] as const;
export type CommandName = (typeof COMMANDS)[number];

/** The command menu of Telegram and Discord. */
export const COMMAND_MENU: readonly { readonly name: CommandName; readonly description: string }[] = COMMANDS.map(
  (name) => ({ name, description: COMMAND_DESCRIPTIONS[name] }),
);

export function isCommand(name: string): name is CommandName {
  return COMMANDS.some((known) => known === name);
}

/**
 * Parses "/skip", "/skip@the_bot" and "/skip it, please". A single word after the slash is a command, even an unknown
 * one. "/orders went from 2 s to 300 ms" is an answer that starts with a path.
 *
 * @returns null where the text is an answer
 */
export function commandIn(text: string): { readonly name: string; readonly rest: string } | null {
  const [, word, behind = ''] = /^\s*\/(\p{L}+)(?:@\S*)?(?:\s+([\s\S]*))?$/u.exec(text) ?? [];
  if (word === undefined) return null;
  const [name, rest] = [word.toLowerCase(), behind.trim()];
  return rest === '' || isCommand(name) ? { name, rest } : null;
}
