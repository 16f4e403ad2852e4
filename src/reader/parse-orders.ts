/**
 * Parses the typed orders about numbered sentences that the review prints: "4: new sentence", "cut 4", "move 4 to 2" and
 * "add: new sentence". Any other message about the letter is asked about (`unclear-orders.ts`).
 */

import type { Move } from '../machine/edits.ts';
import { parseNameTable, wordSet } from '../text/lexer.ts';
import { withoutPlease, withoutYesOrNo } from '../text/phrases.ts';
import { countWords, isDigit, isEnded, trimEnd, trimPunctuation, unquoted } from '../text/sentences.ts';

/** The verbs, in the languages of the interview: English, German, French, Spanish, Portuguese. */
const VERBS = parseNameTable(`cut: cut delete remove streiche lösche supprime enlève borra elimina quita apaga apague
  corta; move: move verschiebe déplace mueve mova mover; add: add ergänze ajoute añade adicione acrescente;
  replace: replace change ersetze ändere remplace reemplaza cambia substitua troque`);
/** Words between the numbers of an order. */
const JOINTS =
  parseNameTable(`and: and und et y e &; to: to auf bis à a para até hasta; after: after hinter nach après tras
  después apos após; before: before vor avant antes`);
/** Words beside the number of a sentence that say nothing more. */
const SENTENCE = wordSet('sentence sentences satz sätze phrase phrases frase frases');

export type Order =
  | { readonly id: 'rewrite'; readonly number: number; readonly text: string }
  | { readonly id: 'cut'; readonly numbers: readonly number[] }
  /** @property to the number of another sentence; null if it isn't said @property side null: to its place */
  | { readonly id: 'move'; readonly number: number; readonly to: number | null; readonly side: Move['side'] | null }
  | { readonly id: 'add'; readonly text: string };

/** Maximum characters of an order without a new sentence. */
const ORDER_AT_MOST = 60;
/** Maximum orders in one message. */
const ORDERS_AT_MOST = 40;
/** Minimum words of a new sentence without a full stop. */
const SENTENCE_WORDS = 5;

/** Whether a text begins with the verb of an order. */
export function startsWithOrder(text: string): boolean {
  return orderVerb(text) !== null;
}

/** What a text begins with: `cut` for "remove the last one" or "please delete it"; null without such a verb. */
export function orderVerb(text: string): string | null {
  const start = text.slice(0, ORDER_AT_MOST);
  // Most texts have no such verb at all.
  if (!start.split(' ').some((word) => verbIn(word) !== undefined)) return null;
  return verbIn(bareOrder(start).split(' ', 1).join()) ?? null;
}

const verbIn = (word: string) => VERBS.get(trimPunctuation(word).toLowerCase());

/** An order without "no," and "please". */
export function bareOrder(typed: string): string {
  return withoutPlease(withoutYesOrNo(typed.trim()));
}

/** Whether a text that was typed as a sentence may be a request instead: "shorter", "cut the one about Go". */
export function mayBeOrder(text: string): boolean {
  return !isEnded(text) && (countWords(text) < SENTENCE_WORDS || startsWithOrder(text));
}

/** Reads one order a line. @returns null unless every word of all is understood */
export function parseOrders(typed: string): readonly Order[] | null {
  const lines = typed.split('\n').filter((line) => line.trim() !== '');
  const orders = lines.length > ORDERS_AT_MOST ? [] : lines.flatMap((line) => parseOrder(line.trim()) ?? []);
  return orders.length > 0 && orders.length === lines.length ? orders : null;
}

function parseOrder(typed: string): Order | null {
  return behindColon(typed) ?? numbered(typed);
}

/** "4: New sentence.", "add: New sentence."; French has a space before the colon. */
function behindColon(typed: string): Order | null {
  const colon = typed.indexOf(':');
  const [head, text] = [typed.slice(0, Math.max(0, colon)), unquoted(typed.slice(colon + 1).trim())];
  // "14:30" is a time.
  if (head.length > ORDER_AT_MOST || text === '' || isDigit(typed[colon + 1])) return null;
  const [what = '', another] = wordsOf(head);
  const number = numberOf(what);
  if (another !== undefined || (number === null && VERBS.get(what) !== 'add')) return null;
  // "4: It runs. Cut 5", "4: We moved, 5: it runs"
  const isOrder = (word: string, at: number, words: readonly string[]) =>
    (word.endsWith(':') && isDigit(word.charAt(0))) || (isEnded(words[at - 1] ?? '') && verbIn(word) !== undefined);
  if (numbered(text) !== null || text.split(' ').some(isOrder)) return null;
  return number === null ? { id: 'add', text } : { id: 'rewrite', number, text };
}

/** The words of an order, in lower case, without marks and "sentence". */
function wordsOf(typed: string): readonly string[] {
  const words = bareOrder(typed).toLowerCase().replaceAll(',', ' ').split(' ');
  return words.map((word) => trimEnd(word, '.!')).filter((word) => word !== '' && !SENTENCE.has(word));
}

/** "Cut 2, 4 and 5", "cut 13 to 16", "move 4", "move 4 to 2", "move 4 after 2" */
function numbered(typed: string): Order | null {
  if (typed.length > ORDER_AT_MOST || !startsWithOrder(typed)) return null;
  const [verb = '', ...items] = wordsOf(typed.replaceAll('-', ' - ').replaceAll('–', ' - '));
  const id = VERBS.get(verb);
  if (id === 'move') return moving(items);
  const numbers = id === 'cut' && numberOf(items.at(-1) ?? '') !== null ? numbersOf(items) : null;
  return numbers && { id: 'cut', numbers };
}

/** The numbers of a list such as "2, 4 and 6 to 8"; null if there are other words. */
function numbersOf([first, ...rest]: readonly string[]): readonly number[] | null {
  if (first === undefined) return [];
  if (JOINTS.get(first) === 'and') return numbersOf(rest);
  const isRange = rest[0] === '-' || JOINTS.get(rest[0] ?? '') === 'to';
  const [low, high] = [numberOf(first), numberOf((isRange ? rest[1] : first) ?? '')];
  const others = numbersOf(isRange ? rest.slice(2) : rest);
  if (low === null || high === null || others === null || low > high) return null;
  return [...Array.from({ length: high - low + 1 }, (_, at) => low + at), ...others];
}

/** "4", "4 to 2", "4 after 2" */
function moving([first = '', joint, second = '', more]: readonly string[]): Order | null {
  const [number, to, side] = [numberOf(first), numberOf(second), JOINTS.get(joint ?? '')];
  if (number === null || more !== undefined) return null;
  if (joint === undefined) return { id: 'move', number, to: null, side: null };
  if (to === null || side === undefined || side === 'and') return null;
  return { id: 'move', number, to, side: side === 'after' || side === 'before' ? side : null };
}

/** The number of a sentence; null for any other word. */
function numberOf(word: string): number | null {
  return word !== '' && word.length <= 2 && [...word].every(isDigit) ? Number(word) : null;
}

/** Whether a text is an order about numbered sentences, whatever the open question is. */
export function isCertainOrder(text: string): boolean {
  return parseOrders(text)?.some(({ id }) => id === 'cut' || id === 'move') ?? false;
}

/** The new sentence in "4: It lost no order."; null for any other text. A list of several may be an answer. */
export function numberedSentence(text: string): string | null {
  const [order, another] = parseOrders(text) ?? [];
  return order?.id === 'rewrite' && another === undefined ? order.text : null;
}
