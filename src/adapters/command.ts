/** Slash commands: their names, their menu, and how a typed command differs from an answer. */
import { COMMAND_DESCRIPTIONS } from '../prompts/platforms.ts';

export type CommandName = keyof typeof COMMAND_DESCRIPTIONS;

/** The command menu of Telegram and Discord. */
export const COMMAND_MENU = Object.entries(COMMAND_DESCRIPTIONS).map(([name, description]) => ({ name, description }));

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMAND_DESCRIPTIONS, name);
}

/** Parses "/skip", "/skip@bot" and "/skip it". Null for an answer that starts with a path: "/orders took 2 s". */
export function commandIn(text: string): { readonly name: string; readonly rest: string } | null {
  const [, word, behind = ''] = /^\s*\/(\p{L}+)(?:@\S*)?(?:\s+([\s\S]*))?$/u.exec(text) ?? [];
  if (word === undefined) return null;
  const [name, rest] = [word.toLowerCase(), behind.trim()];
  return rest === '' || isCommand(name) ? { name, rest } : null;
}
