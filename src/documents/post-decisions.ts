/** Finds the company's engineering decisions in a job post. Its numbers and demands are never the candidate's. */
import { EVERYDAY_PRODUCTS, PRODUCTS } from '../letter/draft-words.ts';
import { hasPostNumber } from '../letter/post-numbers.ts';
import type { Kept } from '../machine/sheet.ts';
import { tokens, wordSet } from '../text/lexer.ts';

const CHOICES_AT_MOST = 3;
/** Maximum characters of a sentence that is offered on a button. */
const CHOICE_AT_MOST = 200;

/** Verbs of decisions, in the interview's languages. */
const DECIDING = wordSet(`
  replaced replacing moved migrated migrating rewrote rewritten rebuilt redesigned switched chose chosen decided dropped
  split introduced adopted removed abandoned standardised standardized instead
  ersetzt ersetzten abgelöst umgestellt umgestiegen migriert entschieden gewählt eingeführt verzichten verzichtet
  aufgeteilt umgebaut umgezogen gewechselt abgeschafft statt anstelle
  remplacé remplacée migré passé passés réécrit choisi décidé abandonné adopté découpé introduit
  pasamos reemplazamos sustituimos migramos reescribimos elegimos decidimos abandonamos adoptamos dividimos cambiamos reemplazado
  sustituido migrado reescrito elegido decidido abandonado adoptado dividido
  passamos substituímos reescrevemos escolhemos adotamos trocamos substituído escolhido adotado`);

/** Words for the company and for the reader, in the interview's languages: the first tells whom a sentence is about. */
const OF_COMPANY = wordSet('we our us wir uns unser unsere nous notre nos nosotros nuestro nuestra nós nosso nossa');
const OF_READER = wordSet(`you your yours du dich dir dein deine deinen vous votre vos tu tus tú usted tienes conoces
  dominas você vocês`);
/** Words of a demand on the reader. */
const DEMANDING =
  wordSet(`experience experienced knowledge must required requirement requirements proficiency proficient
  familiar familiarity fluent fluency skills expertise looking seeking erfahrung erfahrungen kenntnisse voraussetzung
  erforderlich suchen expérience connaissance connaissances maîtrise exigé exigée recherchons cherchons experiencia
  conocimiento conocimientos requisito buscamos experiência conhecimento conhecimentos procuramos`);

/**
 * Finds sentences that may state an engineering decision, without a model. Two word lists are enough, decision verbs
 * and names of technologies, because the sentences are only suggested to the candidate.
 *
 * @returns at most three, verbatim, in the order of the post
 */
export function findDecisions({ sentences }: Pick<Kept, 'sentences'>): string[] {
  const weighed = sentences
    .filter((line) => line.length <= CHOICE_AT_MOST && !hasPostNumber(line))
    .map((line) => ({ line, weight: weightOf(line) }))
    .filter(({ weight }) => weight > 0);
  const best = weighed.toSorted((one, other) => other.weight - one.weight).slice(0, CHOICES_AT_MOST);
  return weighed.filter((one) => best.includes(one)).map(({ line }) => line);
}

/** 3 for a decision about a technology, 2 for any other decision, 1 for a technology alone, 0 for a demand. */
function weightOf(line: string): number {
  const words = tokens(line).filter(({ kind }) => kind === 'word');
  const isDecision = words.some(({ low }) => DECIDING.has(low));
  const [subject] = words
    .flatMap(({ low }) => low.split("'", 1))
    .filter((word) => OF_COMPANY.has(word) || OF_READER.has(word));
  if (OF_READER.has(subject ?? '') || (!isDecision && words.some(({ low }) => DEMANDING.has(low)))) return 0;
  const isTechnology = words.some(({ text, low }) => PRODUCTS.has(low) || (EVERYDAY_PRODUCTS.has(low) && text !== low));
  return (isDecision ? 2 : 0) + (isTechnology ? 1 : 0);
}
