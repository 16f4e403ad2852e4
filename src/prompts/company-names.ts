/** Names of companies behind the prepositions of our texts: "na empresa Acme", "del BBVA", "bei der Nordwind AG". */
import type { Language } from '../machine/language.ts';
import { wordSet } from '../text/lexer.ts';

/** German legal forms, which are feminine. */
const GERMAN_FORMS = wordSet('ag gmbh se kg kgaa ug gbr ohg eg ggmbh');
const GERMAN = [
  ['Bei ', 'Bei der '],
  [' bei ', ' bei der '],
  [' von ', ' von der '],
  [' an ', ' an die '],
] as const;

/** Our texts call a name "a empresa …", so that it takes no article; a description is none: "em uma fintech". */
const PORTUGUESE = [
  ['Na empresa ', 'Em '],
  [' na empresa ', ' em '],
  [' da empresa ', ' de '],
  [' à empresa ', ' a '],
] as const;

/** @returns the text with the article that the name in it takes, if any */
export function withArticleOf(name: string, text: string, language: Language): string {
  const words = name.toLowerCase().split(' ');
  const [first = ''] = words;
  const changed = (rows: readonly (readonly [string, string])[]) =>
    rows.reduce((told, [from, to]) => told.replaceAll(from + name, to + name), text);
  if (language === 'pt') {
    if (first === 'empresa') return text.replaceAll(`empresa ${name}`, name);
    return name.charAt(0) === first.charAt(0) ? changed(PORTUGUESE) : text;
  }
  if (language === 'de') return words.length > 1 && GERMAN_FORMS.has(words.at(-1) ?? '') ? changed(GERMAN) : text;
  if (language !== 'es' || !name.startsWith('el ')) return text;
  return text.replaceAll(` de ${name}`, ` d${name}`).replaceAll(` a ${name}`, ` a${name.slice(1)}`);
}
