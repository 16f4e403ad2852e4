/** Parses orders about the letter: a verb, the sentences or paragraphs that it names, and new words. */
import { denialIn } from '../text/corrections.ts';
import { withoutPlease } from '../text/phrases.ts';
import { isDigit, isEnded, trimEnd, trimPunctuation, unquoted } from '../text/sentences.ts';
import { numbersIn, type Place, placesIn, sentenceIn, type Unit, VERBS_OF_TWO, wordsIn } from './order-places.ts';
import {
  AROUND_BREAKS,
  FILLERS,
  IN,
  INTO,
  IT,
  JOINTS,
  NO_BREAK,
  REASONS,
  UNITS,
  type Verb,
  verbOf,
  WORDS,
} from './order-rules.ts';
import { type Replacement, replacementsIn } from './text-replacement.ts';

export interface Order {
  readonly id: Verb;
  readonly unit: Unit;
  readonly numbers: readonly number[];
  /** Where they move to: a number, or such as "end". */
  readonly to: number | string;
  /** The side of `to`; null to take its position. */
  readonly side: 'before' | 'after' | null;
  readonly text: string;
  /** Readings of "x with y". */
  readonly changes: readonly Replacement[];
  /** Whether `text` is certainly the new words, and no order. */
  readonly isSure: boolean;
}

function order(id: Verb, parts: Partial<Order>): Order {
  return { id, unit: 'sentence', numbers: [], to: '', side: null, text: '', changes: [], isSure: true, ...parts };
}

/** Maximum characters of an order without a colon. */
export const ORDER_AT_MOST = 240;
/** Maximum characters before the colon of an order. */
const HEAD_AT_MOST = 40;
/** Minimum words of a new sentence without a colon before it. */
const SENTENCE_WORDS = 3;

/** @returns null unless every word is understood */
export function parseOrder(typed: string): Order | null {
  // Copied text may have no-break spaces.
  const plain = withoutPlease(typed.trim()).replaceAll('\u202f', ' ').replaceAll('\u00a0', ' ');
  const [two = '', one = ''] = VERBS_OF_TWO.find(([words]) => plain.toLowerCase().startsWith(words)) ?? [];
  const told = one + plain.slice(two.length);
  return behindColon(told) ?? (told.length > ORDER_AT_MOST ? null : withoutColon(withoutReason(told)));
}

/** "Use Dear Anna because we've met": a reason changes nothing about an order. */
export function withoutReason(text: string): string {
  const words = text.split(' ');
  const at = words.findIndex((word, place) => place > 0 && REASONS.has(word.toLowerCase()));
  return at < 0 ? text : trimEnd(words.slice(0, at).join(' '), ', ');
}

/** "4: new sentence", "add after 4: …", "greeting: Hi Sam,"; French has a space before the colon. */
function behindColon(told: string): Order | null {
  const colon = told.indexOf(':');
  const text = told.slice(colon + 1).trim();
  // "14:30" is a time.
  if (colon < 1 || colon > HEAD_AT_MOST || text === '' || isDigit(told[colon + 1])) return null;
  const head = wordsIn(told.slice(0, colon));
  const [verb, part] = [verbOf(head[0]), framePart(head)];
  if (part) return order(part, { text });
  // "replace sentence 4 with: …", "change 4 to: …"
  const isInto = verb === 'replace' && INTO.has(head.at(-1) ?? '');
  const { places, shape, unit, isWhole } = placesIn(head.slice(verb ? 1 : 0, isInto ? -1 : undefined));
  const numbers = places.map(({ number }) => number);
  const isAdding = verb === 'add' || (verb === undefined && shape === 'after #');
  if (!isWhole || !['', '#', 'after #'].includes(shape)) return null;
  if (isAdding) return unit === 'paragraph' ? null : order('add', { numbers, text });
  const [place] = shape === '#' ? places : [];
  const behind = place && verb === undefined ? behindNumber(text, place) : null;
  if (behind || !place || unit === 'paragraph') return behind;
  const isNew = verb === undefined || verb === 'replace' || verb === 'rewrite' || verb === 'swap';
  return isNew ? order('rewrite', { numbers, text: unquoted(text) }) : null;
}

/** "4: cut", "5: replace Go with Rust", "4: move to 2", or unclear: "4: cut the end"; null for a new sentence. */
function behindNumber(text: string, { number, unit }: Place): Order | null {
  const [first = '', ...words] = withoutPlease(text).split(' ');
  const verb = verbOf(trimPunctuation(first));
  const [numbers, rest] = [[number], trimPunctuation(words.join(' '))];
  if (verb === 'cut' && (rest === '' || IT.has(rest.toLowerCase())))
    return order(verb, { unit: unit ?? 'sentence', numbers });
  if (unit === 'paragraph' || rest === '') return null;
  const unclear = order('rewrite', { numbers, text, isSure: false });
  if (verb === 'move') return withoutColon(`${first} ${number} ${rest}`) ?? unclear;
  if (verb === 'cut' || verb === 'rewrite') return unclear;
  return verb === 'replace' || verb === 'swap'
    ? order('replace', { numbers, text, changes: replacementsIn(words) })
    : null;
}

/** "Greeting", "change the sign-off": the part to change. Null for any other words. */
function framePart(words: readonly string[]): 'greeting' | 'sign-off' | null {
  const isChange = verbOf(words[0]) === 'replace' || verbOf(words[0]) === 'rewrite';
  const [part, ...others] = words.slice(isChange ? 1 : 0).filter((word) => !FILLERS.has(word));
  const verb = verbOf(part);
  return others.length === 0 && isFramePart(verb) ? verb : null;
}

export function isFramePart(verb: Verb | undefined): verb is 'greeting' | 'sign-off' {
  return verb === 'greeting' || verb === 'sign-off';
}

/** "cut 2, 5-7 and 9", "move 4 to 2", "new paragraph before 7", "replace Go with Rust in 4", "it was Rust, not Go" */
function withoutColon(told: string): Order | null {
  const [first, ...words] = told.split(' ');
  const [verb, part, broken] = [verbOf(first), framePart(wordsIn(told)), breakIn(told)];
  if (part) return order(part, { isSure: false });
  const { text = '', old = '' } = denialIn(told) ?? {};
  // "5 juniors, not 2": unclear which words replace the "2".
  if (old !== '' && text.split(' ').length === old.split(' ').length)
    return order('replace', { changes: [{ old, by: text, isSure: true }] });
  if (broken) return broken.order;
  const spaced = trimPunctuation(words.join(' ')).replace(/[-–]/g, ' to ').replace(/[&+]/g, ' and ');
  const { items, shape, unit, isWhole } = placesIn(spaced.split(/[ ,]/));
  const isSwap = verb === 'swap' && isWhole && shape === '# and #';
  if (verb === 'hide') return isWhole ? null : order(verb, { text: words.join(' ') });
  if (verb === 'replace' || (verb === 'swap' && !isSwap)) return replacing(words);
  if (verb === 'cut' && !isWhole) return cuttingWords(words);
  if (!isWhole || unit === null) return null;
  if (verb === 'move') return moving(items, unit);
  const numbers = verb === 'cut' || isSwap ? numbersIn(items) : null;
  return verb && numbers ? order(verb, { unit, numbers }) : null;
}

/** "4 to 2", "4 2", "4 up", "3 and 4 to the top", "3-5 after 7" */
function moving(items: readonly (Place | string)[], unit: Unit): Order | null {
  const [joint, last = ''] = items.slice(-2);
  const side = joint === 'before' || joint === 'after' ? joint : null;
  const isJoined = side !== null || joint === 'to';
  const to = typeof last === 'object' ? last.number : last;
  const isPlace =
    typeof last === 'object' ? isJoined || items.length === 2 : ['end', 'start', 'up', 'down'].includes(last);
  const numbers = isPlace ? numbersIn(items.slice(0, isJoined ? -2 : -1)) : null;
  return numbers && (unit === 'sentence' || numbers.length === 1) ? order('move', { unit, numbers, to, side }) : null;
}

/** "Go with Rust", "Go with Rust in 4", "sentence 4 to …", "the greeting to Hi Sam" */
function replacing(words: readonly string[]): Order | null {
  const at = words.findIndex((word, place) => place > 0 && INTO.has(word.toLowerCase()));
  const [head, text] = [words.slice(0, Math.max(0, at)), words.slice(at + 1).join(' ')];
  const [part, place] = [framePart(wordsIn(head.join(' '))), sentenceIn(head)];
  if (part && text !== '') return order(part, { text, isSure: false });
  const isSure = isEnded(text) && text.split(' ').length >= SENTENCE_WORDS;
  // "Change 4 to 5" is about a number in the letter.
  if (text !== '' && place && (isSure || place.unit))
    return order('rewrite', { numbers: [place.number], text: unquoted(text), isSure });
  const end = words.findLastIndex((word, index) => index > 0 && IN.has(word.toLowerCase()));
  const only = end < 0 ? null : sentenceIn(words.slice(end + 1));
  const changes = replacementsIn(only ? words.slice(0, end) : words);
  return changes.length === 0 ? null : order('replace', { numbers: only ? [only.number] : [], changes });
}

/** Quoted words, or those behind "the words", with the sentence that they are cut from: `", at peak" from 7`. */
function cuttingWords(words: readonly string[]): Order | null {
  const end = words.findLastIndex((word, at) => at > 0 && IN.has(word.toLowerCase()));
  const only = end < 0 ? null : sentenceIn(words.slice(end + 1));
  const told = only ? words.slice(0, end) : words;
  const start = told.findIndex((word) => WORDS.has(word.toLowerCase())) + 1;
  const isNamed = told.slice(0, Math.max(0, start - 1)).every((word) => FILLERS.has(word.toLowerCase()));
  const text = (isNamed ? told.slice(start) : told).join(' ');
  const old = unquoted(text);
  const isSure = old !== text || (isNamed && start > 0);
  return isSure && old !== ''
    ? order('replace', { numbers: only ? [only.number] : [], changes: [{ old, by: '', isSure }] })
    : null;
}

interface Break {
  readonly id: 'split' | 'join';
  /** The places that it names. */
  readonly places: readonly Place[];
  /** Null if it isn't certain where. */
  readonly order: Order | null;
}

/** "New paragraph before 7", "join paragraphs 2 and 3"; null for a text about anything else. */
export function breakIn(text: string): Break | null {
  const words = wordsIn(text).map((word) => (word === 'nach' ? 'hinter' : word));
  const verbs = words.map(verbOf);
  const isParagraph = words.some((word) => UNITS.get(word) === 'paragraph');
  const verb = verbs.slice(0, isParagraph ? words.length : 1).find((each) => each === 'split' || each === 'join');
  if (verb !== 'split' && verb !== 'join') return null;
  const isUndone = verb === 'split' && (NO_BREAK.has(words[0] ?? '') || verbs[0] === 'cut');
  const id = isUndone ? 'join' : verb;
  const others = words.filter((word, at) => !AROUND_BREAKS.has(word) && (JOINTS.has(word) || !verbs[at]));
  const { items, places, shape, unit, isWhole } = placesIn(others);
  const [first, last] = [places[0], places.at(-1)];
  const of = (parts: Partial<Order> | null) => ({ id, places, order: parts && order(id, parts) });
  if (!isWhole || !first || !last) return of(null);
  // "Split paragraph 2 before 3"
  const isWithin = shape.startsWith('# ') && first.unit === 'paragraph';
  const isBeside = ['before #', 'after #'].includes(isWithin ? shape.slice(2) : shape) && last.unit !== 'paragraph';
  if (isBeside && verb === 'split') return of({ numbers: [last.number + (items.at(-2) === 'after' ? 1 : 0)] });
  const isNext = shape === '# and #' && unit === 'paragraph' && Math.abs(last.number - first.number) === 1;
  return of(isNext && verb === 'join' ? { unit, numbers: [Math.max(first.number, last.number)] } : null);
}
