/** Words behind a command that say what it does: "/letters 2 löschen", "/forget now". Each works in every language. */
import { LANGUAGES, type Language } from '../machine/language.ts';
import { CATALOGUES } from './words.ts';

type Order = keyof typeof CATALOGUES.en.orders;

export function isOrder(order: Order, typed: string): boolean {
  const word = typed.trim().normalize().toLowerCase();
  return LANGUAGES.some((language) => CATALOGUES[language].orders[order] === word);
}

/** For the texts that tell of them. */
export function orderWords(language: Language): Readonly<Record<Order, string>> {
  return CATALOGUES[language].orders;
}
