/** Parses typed orders about numbered sentences of the letter; what isn't certain is no order. */

import type { Move } from '../machine/edits.ts';
import { isCapital } from '../text/capitals.ts';
import { parseNameTable, phraseList, wordSet } from '../text/lexer.ts';
import { withoutPlease, withoutYesOrNo } from '../text/phrases.ts';
import { countWords, isDigit, isEnded, sentencesIn, trimEnd, trimPunctuation, unquoted } from '../text/sentences.ts';

/**
 * The verbs, in the languages of the interview: English, German, French, Spanish, Portuguese. The review prints a form with
 * each. Any other message about the letter is asked about (`unclear-orders.ts`).
 */
export const VERBS =
  parseNameTable(`cut: cut delete remove streiche lösche supprime enlève borra elimina quita apaga apague
  corta; join: join merge combine verbinde fusionne fusiona combina; move: move verschiebe déplace mueve mova mover;
  add: add ergänze ajoute añade adicione acrescente;
  replace: replace change ersetze ändere remplace reemplaza cambia substitua troque`);
/** The parts around the sentences, in front of a colon. */
const FRAMES = parseNameTable(`greeting: greeting salutation anrede begrüßung saludo saudação;
  sign-off: sign-off signoff gruß grußformel despedida`);
/** Words between the numbers of an order, or between old and new words. */
const JOINTS =
  parseNameTable(`and: and und et y e &; to: to auf bis à a para até hasta; after: after hinter nach après tras
  después apos após; before: before vor avant antes`);
export const WITH = wordSet('with by to durch in zu par en por');
/** Words beside the number of a sentence that say nothing more. */
const SENTENCE = wordSet('sentence sentences satz sätze phrase phrases frase frases');

/** Words that begin a clause which limits an order. */
const LIMITS = wordSet('but or not except only unless if aber oder nicht nur mais ou pas sauf pero o no sino mas não');

export type Order =
  /** @property numbers those that the text replaces */
  | { readonly id: 'rewrite'; readonly numbers: readonly number[]; readonly text: string }
  | { readonly id: 'cut'; readonly numbers: readonly number[] }
  /** @property to the number of another sentence; null if it isn't said @property side null: to its place */
  | {
      readonly id: 'move';
      readonly numbers: readonly number[];
      readonly to: number | null;
      readonly side: Move['side'] | null;
    }
  /** @property after the number of the sentence before it; null if it isn't said */
  | { readonly id: 'add'; readonly after: number | null; readonly text: string }
  | { readonly id: 'frame'; readonly part: 'greeting' | 'sign-off'; readonly text: string };

/** Maximum characters of an order without a new sentence, and of one with old and new words. */
const ORDER_AT_MOST = 60;
export const REPLACEMENT_AT_MOST = 240;
/** Maximum orders in one message. */
const ORDERS_AT_MOST = 40;
/** Minimum words of a new sentence without a full stop. */
const SENTENCE_WORDS = 5;

/** Whether a text begins with the verb of an order. */
export function startsWithOrder(text: string): boolean {
  return orderVerb(text) !== null;
}

/** What a text begins with: `cut` for "remove the last one" or "and please delete it"; null without such a verb. */
export function orderVerb(text: string): string | null {
  const start = text.slice(0, ORDER_AT_MOST);
  if (!hasVerb(start)) return null;
  return VERBS.get(trimPunctuation(bare(start).split(' ', 1).join()).toLowerCase()) ?? null;
}

/** Whether the verb of an order is in a text, which most sentences of a long one lack. */
function hasVerb(text: string): boolean {
  return text.split(' ').some((word) => VERBS.has(trimPunctuation(word.toLowerCase())));
}

/** The number right behind the verb of an order: 2 in "move sentence 2 to the top"; null for none. */
export function numberBehindVerb(text: string): number | null {
  return numberOf(wordsOf(text.slice(0, REPLACEMENT_AT_MOST))[1] ?? '');
}

/** Words in front of a request: "could you please cut 4". */
const POLITE = phraseList(
  'could you | can you | would you | kannst du | könntest du | peux-tu | puedes | podrías | pode',
);

/** An order without "no,", "and", "could you" and "please". */
function bare(typed: string): string {
  const [first = '', ...rest] = withoutYesOrNo(typed.trim()).split(' ');
  const order = withoutPlease((JOINTS.get(first.toLowerCase()) === 'and' ? rest : [first, ...rest]).join(' '));
  const asking = POLITE.find((words) => order.toLowerCase().startsWith(`${words} `)) ?? '';
  return withoutPlease(order.slice(asking.length).trimStart());
}

/** Whether a text that was typed as a sentence may be a request instead: "shorter", "cut the one about Go". */
export function mayBeOrder(text: string): boolean {
  return !isEnded(text) && (countWords(text) < SENTENCE_WORDS || startsWithOrder(text));
}

/** Reads orders: one, or one a line or sentence. @returns null unless every word of all is understood */
export function parseOrders(typed: string): readonly Order[] | null {
  const lines = typed
    .split('\n')
    .flatMap(withoutFurther)
    .filter((line) => line.trim() !== '');
  const orders = lines.length > ORDERS_AT_MOST ? [] : lines.flatMap((line) => parseOrder(line) ?? []);
  if (orders.length > 1 && orders.length === lines.length) return orders;
  const only = parseOrder(typed);
  return only && [only];
}

/** Splits a line in front of further orders behind a full stop: "4: We moved. 5: It runs. Cut 6." */
function withoutFurther(line: string): readonly string[] {
  const words = line.split(' ');
  const starts = words.flatMap((word, at) => {
    const number = numberOf(trimEnd(words[at + 1] ?? '', ',.!'));
    const isOrder = isNumbersAndColon(word) || (VERBS.has(word.toLowerCase()) && number !== null);
    return at > 0 && isOrder && (isEnded(words[at - 1] ?? '') || isListOver(words, at)) ? [at] : [];
  });
  return [0, ...starts].map((start, at, all) => {
    const end = all[at + 1];
    const isJoined = end !== undefined && JOINTS.get(words[end - 1]?.toLowerCase() ?? '') === 'and';
    return words.slice(start, isJoined ? end - 1 : end).join(' ');
  });
}

/** Maximum words of a list of numbers. */
const LIST_AT_MOST = 12;

/** Whether a word follows a whole order and "and": "3:" in "Cut 2, and 3: New sentence." */
function isListOver(words: readonly string[], at: number): boolean {
  if (at > LIST_AT_MOST || JOINTS.get(words[at - 1]?.toLowerCase() ?? '') !== 'and') return false;
  return numbered(words.slice(0, at - 1).join(' ')) !== null;
}

function parseOrder(typed: string): Order | null {
  return behindColon(typed.trim()) ?? behindWith(typed.trim()) ?? numbered(typed.trim());
}

/** "4: New sentence.", "replace 4 with: New sentence.", "add after 4: New sentence."; French has a space before the colon. */
function behindColon(typed: string): Order | null {
  const colon = typed.indexOf(':');
  const [head, text] = [typed.slice(0, Math.max(0, colon)).trim(), unquoted(typed.slice(colon + 1).trim())];
  // "14:30" is a time.
  if (head.length > ORDER_AT_MOST || text === '' || isDigit(typed[colon + 1])) return null;
  const order = orderOf(head, text);
  if (order === null || order.id === 'frame') return order;
  // "4: It runs. Cut 5 and merge 6 and 7": what follows may be an order that isn't understood.
  if (withoutFurther(text).length > 1) return null;
  // "4: We moved, 5: it runs"
  if (text.split(/\s/u).some(isNumbersAndColon)) return null;
  return sentencesIn(text).some((one, at) => numbered(one) !== null || (at > 0 && startsWithOrder(one))) ? null : order;
}

/** "Change 6 to "We moved it in a week."": a quotation or a sentence; a number in the letter may be changed to anything else. */
function behindWith(typed: string): Order | null {
  const words = typed.split(' ');
  const at = words.findIndex((word, place) => place > 1 && WITH.has(word.toLowerCase()));
  const [head, typedText] = [
    words.slice(0, Math.max(0, at)).join(' '),
    words
      .slice(at + 1)
      .join(' ')
      .trim(),
  ];
  const text = unquoted(typedText);
  const isSentence = isCapital(text) && isEnded(text);
  const isCertain = countWords(text) >= SENTENCE_WORDS && (isSentence || text !== typedText);
  if (head.length > ORDER_AT_MOST || orderVerb(head) !== 'replace' || !isCertain) return null;
  const numbers = numbersOf(wordsOf(head).slice(1));
  return numbers?.[0] === undefined ? null : { id: 'rewrite', numbers, text };
}

/** @param head the words before a colon */
function orderOf(head: string, text: string): Order | null {
  const words = wordsOf(head);
  const [first = '', second = '', third] = words;
  const verb = VERBS.get(first);
  const isReplaced = verb === 'replace' || verb === 'join';
  const numbers = numbersOf(words.slice(isReplaced ? 1 : 0, WITH.has(words.at(-1) ?? '') ? -1 : undefined));
  // "4-5: shorter" is no sentence for both.
  const isUnsure = numbers?.[1] !== undefined && mayBeOrder(text);
  if (numbers?.[0] !== undefined) return isUnsure ? null : { id: 'rewrite', numbers, text };
  const part = words.length === 1 ? FRAMES.get(first) : undefined;
  if (part === 'greeting' || part === 'sign-off') return { id: 'frame', part, text };
  if (verb === 'add' && words.length === 1) return { id: verb, after: null, text };
  const after = numberOf(third ?? '');
  const isAfter = verb === 'add' && words.length === 3 && JOINTS.get(second) === 'after' && after !== null;
  return isAfter ? { id: verb, after, text } : null;
}

/** "4:", "4-5:" */
function isNumbersAndColon(word: string): boolean {
  return word.endsWith(':') && numbersOf([word.slice(0, -1)])?.[0] !== undefined;
}

/** The words of an order, in lower case, without marks and "sentence". */
export function wordsOf(typed: string): readonly string[] {
  const words = bare(typed).toLowerCase().replaceAll(',', ' ').split(' ');
  return words.map((word) => trimEnd(word, '.!')).filter((word) => word !== '' && !SENTENCE.has(word));
}

/** "Cut 2, 4 and 5", "cut 4, that was a joke", "cut 13 to 16", "move 4", "move 4 to 2", "move 4 after 2" */
function numbered(typed: string): Order | null {
  if (typed.length > ORDER_AT_MOST || !hasVerb(typed)) return null;
  const [verb = '', ...items] = wordsOf(withoutReason(typed));
  if (VERBS.get(verb) === 'move') return moving(items);
  if (VERBS.get(verb) !== 'cut' || numberOf(items.at(-1)?.split(/[-–]/u).at(-1) ?? '') === null) return null;
  const numbers = numbersOf(items);
  return numbers === null ? null : { id: 'cut', numbers };
}

/** Removes a clause without a number behind a comma, but not one that limits the order: "cut 4, but keep the load". */
function withoutReason(typed: string): string {
  const comma = typed.lastIndexOf(',');
  const [first = '', ...rest] = typed
    .slice(comma + 1)
    .trim()
    .toLowerCase()
    .split(' ');
  const isReason = comma > 0 && rest.length > 0 && !JOINTS.has(first) && !LIMITS.has(first);
  return isReason && ![first, ...rest].some((word) => [...word].some(isDigit)) ? typed.slice(0, comma) : typed;
}

/** The numbers of a list such as "2, 4 and 6 to 8" or "6-8"; null if there are other words. */
function numbersOf([first, ...rest]: readonly string[]): readonly number[] | null {
  if (first === undefined) return [];
  if (JOINTS.get(first) === 'and') return numbersOf(rest);
  const isRange = JOINTS.get(rest[0] ?? '') === 'to';
  const [from, to, more] = isRange ? [first, rest[1] ?? '', rest.slice(2)] : [...ends(first), rest];
  const [low, high, others] = [numberOf(from), numberOf(to), numbersOf(more)];
  if (low === null || high === null || others === null || low > high) return null;
  return [...Array.from({ length: high - low + 1 }, (_, at) => low + at), ...others];
}

/** "6-8" → "6" and "8"; "6" → "6" and "6" */
function ends(word: string): readonly [string, string] {
  const [from = '', to = from, more] = word.split(/[-–]/u);
  return more === undefined ? [from, to] : ['', ''];
}

/** "4", "4 to 2", "4 2", "4 and 5 after 2" */
function moving(items: readonly string[]): Order | null {
  const at = items.findIndex((item) => !['and', undefined].includes(JOINTS.get(item)));
  const [joint, to, ...rest] = at < 0 ? [] : items.slice(at);
  const numbers = numbersOf(at < 0 ? items : items.slice(0, at));
  if (numbers === null || numbers.length === 0 || rest.length > 0) return null;
  const target = numberOf(to ?? '');
  const side = JOINTS.get(joint ?? '');
  if (joint !== undefined)
    return target === null
      ? null
      : { id: 'move', numbers, to: target, side: side === 'after' || side === 'before' ? side : null };
  const [from, place] = numbers;
  if (items.length > 2 || from === undefined) return null;
  return { id: 'move', numbers: [from], to: place ?? null, side: null };
}

/** The number of a sentence; null for any other word. */
export function numberOf(word: string): number | null {
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
