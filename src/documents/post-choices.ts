/**
 * Sentences of a job post that may tell of an engineering decision, without a model. They are only offered: the person says
 * whether one is, and what they think of it. So two lists do: verbs of deciding, and names of technology.
 */
import { EVERYDAY_PRODUCTS, PRODUCTS } from '../letter/draft-words.ts';
import { tellsNumber } from '../letter/post-numbers.ts';
import type { Kept } from '../machine/sheet.ts';
import { tokens, wordSet } from '../text/lexer.ts';

const CHOICES_AT_MOST = 3;
/** A longer sentence can't be judged on a button; in characters. */
const SENTENCE_AT_MOST = 200;

/** In the languages of the interview. */
const DECIDING = wordSet(`
  replaced replacing moved migrated migrating rewrote rewritten rebuilt redesigned switched chose chosen decided dropped
  split introduced adopted removed abandoned standardised standardized instead
  ersetzt ersetzten abgelöst umgestellt umgestiegen migriert entschieden gewählt eingeführt verzichten verzichtet
  aufgeteilt umgebaut abgeschafft statt anstelle
  remplacé remplacée migré réécrit choisi décidé abandonné adopté découpé introduit
  reemplazamos sustituimos migramos reescribimos elegimos decidimos abandonamos adoptamos dividimos cambiamos reemplazado
  sustituido migrado reescrito elegido decidido abandonado adoptado dividido
  substituímos reescrevemos escolhemos adotamos dividimos trocamos substituído reescrito escolhido abandonado adotado`);

/** @returns at most three, verbatim, in the order of the post */
export function choicesIn({ sentences }: Pick<Kept, 'sentences'>): string[] {
  const weighed = sentences
    .filter((line) => line.length <= SENTENCE_AT_MOST && !tellsNumber(line))
    .map((line) => ({ line, weight: weightOf(line) }))
    .filter(({ weight }) => weight > 0);
  const best = weighed.toSorted((one, other) => other.weight - one.weight).slice(0, CHOICES_AT_MOST);
  return weighed.filter((one) => best.includes(one)).map(({ line }) => line);
}

/** A decision about a technology first, then any decision, then any technology. */
function weightOf(line: string): number {
  const words = tokens(line).filter(({ kind }) => kind === 'word');
  const isDecision = words.some(({ low }) => DECIDING.has(low));
  const isTechnology = words.some(({ text, low }) => PRODUCTS.has(low) || (EVERYDAY_PRODUCTS.has(low) && text !== low));
  return (isDecision ? 2 : 0) + (isTechnology ? 1 : 0);
}
