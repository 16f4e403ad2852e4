/** Names of companies behind the prepositions of our texts: "na Harbour Grid", "del BBVA", "bei der Nordwind AG". */
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

/** First words of masculine Portuguese names; others are feminine, as "a empresa" is, and as our texts are written. */
const MASCULINE =
  wordSet(`agibank airbnb banco bndes bradesco btg c6 carrefour centro clube colégio consórcio enjoei estúdio
  facebook getninjas github gitlab google governo grupo gympass hospital ifood instituto itaú jornal laboratório linkedin
  magalu mercado ministério neon nubank pagbank pagseguro picpay portal projeto quintoandar santander serpro serviço sicredi
  sistema spotify tribunal twitter wellhub`);

/** A preposition with the feminine article; with the masculine one; without an article, before "uma fintech". */
const PORTUGUESE = [
  ['Na ', 'No ', 'Em '],
  [' na ', ' no ', ' em '],
  [' da ', ' do ', ' de '],
  [' a ', ' o ', ' '],
  [' à ', ' ao ', ' a '],
] as const;

/** @returns the text with the article that the name in it takes, if any */
export function withArticleOf(name: string, text: string, language: Language): string {
  const words = name.toLowerCase().split(' ');
  const [first = ''] = words;
  const changed = (rows: readonly (readonly [string, string])[]) =>
    rows.reduce((told, [from, to]) => told.replaceAll(from + name, to + name), text);
  if (language === 'pt') {
    const form = first === 'um' || first === 'uma' ? 2 : MASCULINE.has(first) ? 1 : 0;
    return changed(PORTUGUESE.map((forms) => [forms[0], forms[form]]));
  }
  if (language === 'de') return words.length > 1 && GERMAN_FORMS.has(words.at(-1) ?? '') ? changed(GERMAN) : text;
  if (language !== 'es' || !name.startsWith('el ')) return text;
  return text.replaceAll(` de ${name}`, ` d${name}`).replaceAll(` a ${name}`, ` a${name.slice(1)}`);
}
