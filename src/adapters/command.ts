/** Slash commands: names, menus and parsing. */
import { LANGUAGES, type Language } from '../machine/language.ts';
import { CATALOGUES, type CommandName } from '../prompts/catalogues.ts';

/** The command menu of Telegram and Discord. */
export function commandMenu(language: Language = 'en'): readonly { name: string; description: string }[] {
  return Object.entries(CATALOGUES[language].commands).map(([name, description]) => ({ name, description }));
}

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(CATALOGUES.en.commands, name);
}

/** Names that Discord shows in other languages. Accepted on every platform. */
const OTHER_NAMES = new Map(
  LANGUAGES.flatMap((language) => Object.entries(CATALOGUES[language]['discord-names']))
    .filter(([name]) => isCommand(name))
    .map(([name, other]) => [other, name]),
);

/** Parses "/skip", "/skip@bot" and "/skip it". Null for an answer that begins with a path: "/orders took 2 s". */
export function commandIn(text: string): { readonly name: string; readonly rest: string } | null {
  const [, word, behind = ''] = /^\s*\/(\p{L}+)(?:@\S*)?(?:\s+([\s\S]*))?$/u.exec(text) ?? [];
  if (word === undefined) return null;
  const typed = word.toLowerCase();
  const name = isCommand(typed) ? typed : (OTHER_NAMES.get(typed) ?? typed);
  const rest = behind.trim();
  return rest === '' || isCommand(name) ? { name, rest } : null;
}
