/**
 * Parses the typed orders about numbered sentences that the review prints: "4: new sentence", "cut 4", "move 4 to 2" and
 * "add: new sentence", also with a place, a range or the greeting in front of the colon. Any other message about the letter is asked about (`unclear-orders.ts`).
 */

import type { Move } from '../machine/edits.ts';
import { parseNameTable, wordSet } from '../text/lexer.ts';
import { withoutPlease, withoutYesOrNo } from '../text/phrases.ts';
import { countWords, isDigit, isEnded, trimEnd, trimPunctuation, unquoted } from '../text/sentences.ts';

/** The verbs, in the languages of the interview: English, German, French, Spanish, Portuguese. */
const VERBS =
  parseNameTable(`cut: cut delete remove drop streiche lösche supprime enlève borra elimina quita apaga apague
  corta; swap: swap vertausche intervertis intercambia inverta; move: move verschiebe déplace mueve mova mover; add: add ergänze ajoute añade adicione acrescente;
  replace: replace change ersetze ändere remplace reemplaza cambia substitua troque`);
/** Further verbs in front of the colon of a new sentence, also of one that replaces several. */
export const REWORD = wordSet(`rewrite reword rephrase formuliere réécris reformule reescribe reformula reescreva
  join merge combine verbinde fusionne joins réunis une junta fusiona junte funda`);
/** Words between the numbers of an order. */
const JOINTS =
  parseNameTable(`and: and und et y e & also auch aussi también também; to: to auf bis à a para até hasta; after: after hinter nach après tras
  después apos após; before: before vor avant antes`);
/** What stands around the sentences, as a label: "greeting: Dear Ms Weber," */
export const FRAME =
  parseNameTable(`greeting: greeting anrede salutation saludo saudação; sign-off: sign-off signoff grußformel
  despedida`);
/** Spells the label in "sign off with Best wishes" as one word. */
export function withSignOff(text: string): string {
  return text.replace(/\bsign off\b/iu, 'sign-off');
}

/** Words between the old and the new ones, in the languages of the interview. */
export const WITH = wordSet('with by to into durch in zu par en por');
/** Words beside the number of a sentence that say nothing more. */
const SENTENCE = wordSet(`sentence sentences number numbers satz sätze nummer nummern phrase phrases numéro numéros
  frase frases número números`);

export type Order =
  /** @property numbers the sentences that the text replaces; empty: the selected one */
  | { readonly id: 'rewrite'; readonly numbers: readonly number[]; readonly text: string }
  | { readonly id: 'cut'; readonly numbers: readonly number[] }
  | { readonly id: 'swap'; readonly numbers: readonly number[] }
  /** @property to the number of another sentence; null if it isn't said @property side null: to its place, for one alone */
  | {
      readonly id: 'move';
      readonly numbers: readonly number[];
      readonly to: number | null;
      readonly side: Move['side'] | null;
    }
  /** @property after the number of a sentence, 0 for the beginning; null if no place is said */
  | { readonly id: 'add'; readonly text: string; readonly after: number | null }
  /** Replaces words (`letter-orders.ts`). */
  | { readonly id: 'replace'; readonly text: string }
  | { readonly id: 'frame'; readonly part: 'greeting' | 'sign-off'; readonly text: string };

/** Maximum characters of an order without a new sentence. */
const ORDER_AT_MOST = 60;
/** Maximum characters of a line with several orders. */
const DIVIDED_AT_MOST = 2_000;
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

/** Words that lead to an order: "now cut 4", "ok, cut 4". */
const LEADS = wordSet(
  'ok okay now then also so jetzt dann auch also maintenant puis aussi ahora luego también agora depois também',
);

/** An order without "no,", "now" and "please". */
export function bareOrder(typed: string): string {
  const [lead = '', ...order] = withoutYesOrNo(typed.trim()).split(' ');
  return withoutPlease(LEADS.has(trimPunctuation(lead).toLowerCase()) ? order.join(' ') : [lead, ...order].join(' '));
}

/** Whether a text that was typed as a sentence may be a request instead: "shorter", "greeting should be …", "2 and 3: …". */
export function mayBeOrder(text: string): boolean {
  const [first = ''] = text.split(' ', 1);
  const colon = text.indexOf(':');
  const isNumbered = numberOf(trimEnd(first, ':')) !== null && colon > 0 && colon <= ORDER_AT_MOST;
  if (isNumbered || FRAME.has(trimEnd(first.toLowerCase(), ':'))) return true;
  return !isEnded(text) && (countWords(text) < SENTENCE_WORDS || startsWithOrder(text));
}

/** Reads orders, of which a line may hold several. @returns null unless every word of all is understood */
export function parseOrders(typed: string): readonly Order[] | null {
  const parts = typed.split('\n').flatMap(dividedOrders);
  const orders = parts.length > ORDERS_AT_MOST ? [] : parts.flatMap((part) => parseOrder(part) ?? []);
  return orders.length > 0 && orders.length === parts.length ? orders : null;
}

/** Divides a line where another order begins: "4: It runs. 5: I wrote it, and cut 6". */
function dividedOrders(line: string): readonly string[] {
  if (line.length > DIVIDED_AT_MOST) return [line.trim()];
  const words = line.split(' ').filter((word) => word !== '');
  const parts: string[] = [];
  let start = 0;
  for (const [at, word] of words.entries()) {
    if (!beginsOrder(word, words[at + 1])) continue;
    let end = at;
    const isFrame = FRAME.has(trimEnd(word.toLowerCase(), ':'));
    while (end > start && isBeside(words[end - 1] ?? '', isFrame)) end -= 1;
    const isShort = end - start <= ORDER_AT_MOST / 2;
    const part = trimEnd(words.slice(start, end).join(' '), ',;');
    const isWhole = isShort && numbered(part) !== null;
    const isNumber = numberOf(words[end - 1] ?? '') !== null;
    // A new sentence ends in front of it, or an order without one.
    const isOver = isWhole || (!isNumber && replacing(part) !== null) || isEnded(words[end - 1] ?? '');
    if (end <= start || !(verbIn(word) === 'replace' ? isWhole : isOver)) continue;
    parts.push(words.slice(start, end).join(' '));
    start = at;
  }
  return words.length === 0 ? [] : [...parts, words.slice(start).join(' ')];
}

/** Whether a word may stand in front of the first one of an order: "and sentence 5:", "and the greeting". */
function isBeside(word: string, isFrame: boolean): boolean {
  const low = word.toLowerCase();
  return isAnd(word) || SENTENCE.has(low) || (isFrame && ARTICLES.has(low));
}

const ARTICLES = wordSet('the die den la el o le');
/** Words beside the number of a sentence that say nothing more: "after the 14". */
const BESIDE_NUMBERS = [SENTENCE, ARTICLES];

export function isAnd(word: string): boolean {
  return JOINTS.get(word.toLowerCase()) === 'and';
}

/** Whether an order may begin behind the first of these words: "Rust and cut the last one", "Rust, sentence 5 is odd". */
export function holdsOrder(words: readonly string[]): boolean {
  const isOther = (word: string, next?: string) =>
    verbIn(word) !== undefined || SENTENCE.has(word.toLowerCase()) || beginsOrder(word, next);
  return words.some((word, at) => at > 0 && isOther(word, words[at + 1]));
}

/** "5:", "4-6:", "greeting", "cut 5", "join 5 and 6: …", "change Go to Rust" */
function beginsOrder(word: string, next = ''): boolean {
  const label = trimEnd(word.toLowerCase(), ':');
  if (FRAME.has(label) || verbIn(word) === 'replace') return true;
  if (label !== word.toLowerCase()) return label.split('-').every((number) => numberOf(number) !== null);
  const isVerb = verbIn(word) !== undefined || REWORD.has(word.toLowerCase());
  return isVerb && numberOf(trimPunctuation(next)) !== null;
}

function parseOrder(typed: string): Order | null {
  return numbered(typed) ?? behindColon(typed) ?? replacing(typed);
}

/** "4: New sentence.", "add: New sentence."; French has a space before the colon. */
function behindColon(typed: string): Order | null {
  const colon = typed.indexOf(':');
  const [head, text] = [typed.slice(0, Math.max(0, colon)), unquoted(typed.slice(colon + 1).trim())];
  // "14:30" is a time.
  if (head.length > ORDER_AT_MOST || text === '' || isDigit(typed[colon + 1])) return null;
  const order = orderBefore(head, text);
  // "4: It runs. And cut 5", "4: We moved, 5: it runs", "in 6 remove the date", "add: it scales"
  const isOrder = (word: string, at: number, words: readonly string[]) => {
    const isLabel = word.endsWith(':') && numberOf(word.slice(0, -1).split('-').at(-1) ?? '') !== null;
    if (isLabel || verbIn(word) === undefined) return isLabel;
    const isBehindLead = LEADS.has((words[at - 1] ?? '').toLowerCase()) || isAnd(words[at - 1] ?? '');
    const before = words[isBehindLead ? at - 2 : at - 1] ?? '';
    return isEnded(before) || numberOf(before) !== null || word.endsWith(':');
  };
  return numbered(text) !== null || text.split(' ').some(isOrder) ? null : order;
}

/** "Change Go to Rust" */
function replacing(typed: string): Order | null {
  const [, , ...words] = orderVerb(typed) === 'replace' ? bareOrder(typed).split(' ') : [];
  const isWhole = words.slice(0, -1).some((word) => WITH.has(word.toLowerCase()));
  return isWhole ? { id: 'replace', text: trimEnd(typed, ',;') } : null;
}

/** The order of the words before a colon: "4", "4 and 5", "join 2-4", "rewrite", "add", "add after 4", "greeting". */
function orderBefore(head: string, text: string): Order | null {
  const part = FRAME.get(bareOrder(head).toLowerCase());
  if (part === 'greeting' || part === 'sign-off') return { id: 'frame', part, text };
  const words = numberedWords(head);
  const [verb = '', ...rest] = words;
  const id = VERBS.get(verb);
  const last = VERBS.get(words.at(-1) ?? '');
  if (id === 'add' || last === 'add') {
    // "Add after 4", "after 4 add"
    const place = id === 'add' ? rest : words.slice(0, -1);
    const after = besides(place);
    return place.length === 0 || after !== null ? { id: 'add', text, after } : null;
  }
  const isVerb = id === 'replace' || REWORD.has(verb);
  const numbers = numbersOf(isVerb ? rest.slice(0, WITH.has(rest.at(-1) ?? '') ? -1 : undefined) : words);
  return numbers !== null && (isVerb || numbers.length > 0) ? { id: 'rewrite', numbers, text } : null;
}

/** The words of an order, in lower case, without marks and "sentence"; the dash of a range is one. */
function numberedWords(typed: string): readonly string[] {
  const order = bareOrder(typed).toLowerCase().replaceAll(',', ' ');
  const words = order.replaceAll('-', ' - ').replaceAll('–', ' - ').split(' ');
  return words
    .map((word) => trimEnd(word, '.!'))
    .filter((word) => word !== '' && !BESIDE_NUMBERS.some((all) => all.has(word)));
}

/** A verb that moves only what has a number: "put 17 before 15". "Put a version into each frame" is an answer. */
const PUT = /^put (?=\d)/iu;

/** "Cut 2, 4 and 5", "cut 13 to 16", "4: cut", "swap 4 and 5", "move 4", "move 4 to 2", "move 4 after 2" */
function numbered(text: string): Order | null {
  if (text.length > ORDER_AT_MOST) return null;
  const [label = '', behind = '', more] = text.split(':');
  const isBehind = more === undefined && verbIn(behind.trim()) !== undefined;
  const typed = (isBehind ? `${behind.trim()} ${label}` : text).replace(PUT, 'move ');
  if (!startsWithOrder(typed)) return null;
  const [verb = '', ...items] = numberedWords(typed);
  const id = VERBS.get(verb);
  if (id === 'move') return moving(items);
  const numbers = numberOf(items.at(-1) ?? '') !== null ? numbersOf(items) : null;
  if (id === 'swap' && numbers?.length === 2) return { id, numbers };
  return id === 'cut' && numbers ? { id, numbers } : null;
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

/** "4", "4 to 2", "4 after 2", "9 to 14 after 20" */
function moving(items: readonly string[]): Order | null {
  const [first, joint, to] = [items[0] ?? '', JOINTS.get(items.at(-2) ?? ''), numberOf(items.at(-1) ?? '')];
  const only = numberOf(first);
  if (only !== null && items.length === 1) return { id: 'move', numbers: [only], to: null, side: null };
  if (only !== null && items.length === 3 && joint === 'to' && to !== null)
    return { id: 'move', numbers: [only], to, side: null };
  const numbers = numbersOf(items.slice(0, -2));
  if (!numbers?.length || to === null || (joint !== 'after' && joint !== 'before')) return null;
  return { id: 'move', numbers, to, side: joint };
}

/** The number of the sentence in front of a place: 4 in "4", "after 4" and "before 5"; null for any other text. */
export function placeIn(text: string): number | null {
  if (text.length > ORDER_AT_MOST) return null;
  const words = numberedWords(text);
  return words.length === 1 ? numberOf(words.join()) : besides(words);
}

function besides([joint, number = '', more]: readonly string[]): number | null {
  const [side, beside] = [JOINTS.get(joint ?? ''), numberOf(number)];
  if (beside === null || more !== undefined || (side !== 'after' && side !== 'before')) return null;
  return side === 'after' ? beside : beside - 1;
}

/** The number of a sentence; null for any other word. */
function numberOf(word: string): number | null {
  return word !== '' && word.length <= 2 && [...word].every(isDigit) ? Number(word) : null;
}

/** Whether a text is an order about numbered sentences, whatever the open question is. */
export function isCertainOrder(text: string): boolean {
  return parseOrders(text)?.some(({ id }) => id === 'cut' || id === 'move' || id === 'swap') ?? false;
}

/** Whether a text holds an order about numbered sentences beside other words: "in 5 it was seven weeks, and cut 6". */
export function holdsCertainOrder(text: string): boolean {
  const clauses = text.length > DIVIDED_AT_MOST ? [] : text.split(/[,.;]\s|\sand\s/u);
  return (
    clauses.length > 1 && clauses.map((clause) => trimPunctuation(clause.replace(/^and\s/u, ''))).some(isCertainOrder)
  );
}

/** The clause that is an order about numbered sentences: "remove 10" of "I think 10 looks bad, remove 10". */
export function certainOrderIn(text: string): string | null {
  const clauses = text.length > DIVIDED_AT_MOST ? [] : text.split(/[,.;?!]\s/u);
  return clauses.find(isCertainOrder) ?? null;
}

/** What comes before the second of several orders: "drop 5" of "drop 5, and the greeting is Dear Ruth"; null for any other text. */
export function firstOfSeveral(text: string): string | null {
  const words = text.length > DIVIDED_AT_MOST ? [] : withSignOff(text).split(' ');
  const isOrder = (clause: readonly string[]) => {
    const names = clause.some((word) => FRAME.has(trimPunctuation(word).toLowerCase()));
    return names || isCertainOrder(trimPunctuation(clause.join(' ')));
  };
  const isJoint = (at: number) => isAnd(words[at] ?? '') || /[,;.]$/u.test(words[at] ?? '');
  const end = words.findIndex((_, at) => {
    const [before, behind] = [words.slice(0, at), words.slice(at + 1)];
    return isJoint(at) && isOrder(behind) && (startsWithOrder(before.join(' ')) || isOrder(before));
  });
  return end < 0 ? null : trimEnd(words.slice(0, isAnd(words[end] ?? '') ? end : end + 1).join(' '), ',;.');
}

/** The new sentence in "4: It lost no order."; null for any other text. A list of several may be an answer. */
export function numberedSentence(text: string): string | null {
  const [order, another] = parseOrders(text) ?? [];
  return order?.id === 'rewrite' && order.numbers.length === 1 && another === undefined ? order.text : null;
}
