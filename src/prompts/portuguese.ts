/** Names of companies behind the prepositions of Portuguese texts, which are written for a feminine name: "na Harbour Grid". */
import { wordSet } from '../text/lexer.ts';

/** First words of masculine names; others are feminine, as "a empresa" is. */
const MASCULINE =
  wordSet(`agibank airbnb banco bndes bradesco btg c6 carrefour centro clube colégio consórcio enjoei estúdio
  facebook getninjas github gitlab google governo grupo gympass hospital ifood instituto itaú jornal laboratório linkedin
  magalu mercado ministério neon nubank pagbank pagseguro picpay portal projeto quintoandar santander serpro serviço sicredi
  sistema spotify tribunal twitter wellhub`);

const ARTICLES: ReadonlyMap<string, 'o' | 'a'> = new Map([
  ['o', 'o'],
  ['no', 'o'],
  ['a', 'a'],
  ['na', 'a'],
]);

/** A preposition with the feminine article; with the masculine one; without an article, before "uma fintech". */
const FORMS = [
  ['Na ', 'No ', 'Em '],
  [' na ', ' no ', ' em '],
  [' da ', ' do ', ' de '],
  [' a ', ' o ', ' '],
  [' à ', ' ao ', ' a '],
] as const;

/**
 * @param text with the name in it as it was typed, which may be "no Nubank"
 * @returns the text with the article that the name takes
 */
export function withArticleOf(name: string, text: string): string {
  const [first = '', ...rest] = name.split(' ');
  const typed = rest.length > 0 ? ARTICLES.get(first) : undefined;
  const bare = typed === undefined ? name : rest.join(' ');
  const isBare = ['um', 'uma'].includes(first.toLowerCase());
  const isMasculine = (typed ?? (MASCULINE.has(first.toLowerCase()) ? 'o' : 'a')) === 'o';
  const articled = FORMS.reduce(
    (told, [feminine, masculine, none]) =>
      told.replaceAll(feminine + name, (isBare ? none : isMasculine ? masculine : feminine) + bare),
    text,
  );
  return articled.replaceAll(name, bare);
}
