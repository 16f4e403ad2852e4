/** Names of companies behind the prepositions of Portuguese texts, which are written for a feminine name: "na Harbour Grid". */
import { wordSet } from '../text/lexer.ts';

/** First words of masculine names; others are feminine, as "a empresa" is. */
const MASCULINE =
  wordSet(`agibank airbnb banco bndes bradesco btg c6 carrefour centro clube colégio consórcio enjoei estúdio
  facebook getninjas github gitlab google governo grupo gympass hospital ifood instituto itaú jornal laboratório linkedin
  magalu mercado ministério neon nubank pagbank pagseguro picpay portal projeto quintoandar santander serpro serviço sicredi
  sistema spotify tribunal twitter wellhub`);

/** A preposition with the feminine article; with the masculine one; without an article, before "uma fintech". */
const FORMS = [
  ['Na ', 'No ', 'Em '],
  [' na ', ' no ', ' em '],
  [' da ', ' do ', ' de '],
  [' a ', ' o ', ' '],
  [' à ', ' ao ', ' a '],
] as const;

/** @returns the text with the article that the name in it takes, or none before "uma fintech" */
export function withArticleOf(name: string, text: string): string {
  const [first = ''] = name.toLowerCase().split(' ');
  const isBare = first === 'um' || first === 'uma';
  const form = isBare ? 2 : MASCULINE.has(first) ? 1 : 0;
  return FORMS.reduce((told, forms) => told.replaceAll(forms[0] + name, forms[form] + name), text);
}
