/** Parses orders about the letter: a verb, the sentences or paragraphs that it names, and new words. */
import { denialIn } from '../text/corrections.ts';
import { withoutPlease } from '../text/phrases.ts';
import { isDigit, isEnded, trimEnd, trimPunctuation } from '../text/sentences.ts';
import {
  AND,
  AROUND_BREAKS,
  FILLERS,
  IN,
  INTO,
  IT,
  JOINTS,
  LAST,
  NO_BREAK,
  ORDINALS,
  REASONS,
  UNITS,
  type Verb,
  verbOf,
} from './order-rules.ts';
import type { Message } from './reader.ts';
import { type Replacement, replacementsIn } from './text-replacement.ts';

type Sentences = Message['sentences'];

export type Unit = 'sentence' | 'paragraph';

/** A sentence or a paragraph that a text names. */
export interface Place {
  /** Null if the text doesn't say which of the two. */
  readonly unit: Unit | null;
  readonly number: number;
  /** "The second", not "2". */
  readonly isOrdinal: boolean;
}

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
  /** Whether `text` is certainly a new sentence, and no order. */
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
  const told = withoutPlease(typed.trim()).replaceAll('\u202f', ' ').replaceAll('\u00a0', ' ');
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
  const verb = verbOf(head[0]);
  // "replace sentence 4 with: …", "change 4 to: …"
  const isInto = verb === 'replace' && INTO.has(head.at(-1) ?? '');
  const { items, isWhole } = placesIn(head.slice(verb ? 1 : 0, isInto ? -1 : undefined));
  const [place, ...others] = items.filter((item) => item !== 'after');
  if (!isWhole || others.length > 0 || typeof place === 'string') return null;
  if (place === undefined)
    return verb === 'add' || verb === 'greeting' || verb === 'sign-off' ? order(verb, { text }) : null;
  const numbers = [place.number];
  if (verb === 'add' || items[0] === 'after')
    return place.unit === 'paragraph' ? null : order('add', { numbers, text });
  const behind = verb === undefined ? behindNumber(text, place) : null;
  if (behind || place.unit === 'paragraph') return behind;
  const isNew = verb === undefined || verb === 'replace' || verb === 'rewrite' || verb === 'swap';
  return isNew ? order('rewrite', { numbers, text }) : null;
}

/** "4: cut", "11: cut morning and evening", "5: replace Go with Rust", "4: move to 2"; null for a new sentence. */
function behindNumber(text: string, { number, unit }: Place): Order | null {
  const [first = '', ...words] = withoutPlease(text).split(' ');
  const verb = verbOf(trimPunctuation(first));
  const [numbers, rest] = [[number], trimPunctuation(words.join(' '))];
  if (verb === 'cut' && (rest === '' || IT.has(rest.toLowerCase())))
    return order(verb, { unit: unit ?? 'sentence', numbers });
  if (unit === 'paragraph' || rest === '') return null;
  if (verb === 'move')
    return withoutColon(`${first} ${number} ${rest}`) ?? order('rewrite', { numbers, text, isSure: false });
  if (verb === 'cut') return order('replace', { numbers, text, changes: [{ old: rest, by: '', isSure: true }] });
  if (verb !== 'replace' && verb !== 'swap' && verb !== 'rewrite') return null;
  return order('replace', { numbers, text, changes: replacementsIn(words) });
}

/** "cut 2, 5-7 and 9", "move 4 to 2", "new paragraph before 7", "replace Go with Rust in 4", "it was Rust, not Go" */
function withoutColon(told: string): Order | null {
  const [first, ...words] = told.split(' ');
  const verb = verbOf(first);
  const { text = '', old = '' } = denialIn(told) ?? {};
  // "5 juniors, not 2": unclear which words replace the "2".
  if (old !== '' && text.split(' ').length === old.split(' ').length)
    return order('replace', { changes: [{ old, by: text, isSure: true }] });
  const broken = breakIn(told);
  if (broken) return broken.order;
  const spaced = trimPunctuation(words.join(' ')).replace(/[-–]/g, ' to ').replace(/[&+]/g, ' and ');
  const { items, isWhole } = placesIn(spaced.split(/[ ,]/));
  switch (verb) {
    case 'cut':
      return isWhole ? listed('cut', items) : null;
    case 'move':
      return isWhole ? moving(items) : null;
    case 'replace':
    case 'swap':
      return (
        (isWhole && verb === 'swap' && items.length === 3 && items[1] === 'and' ? listed('swap', items) : null) ??
        replacing(words)
      );
    case 'hide':
      return isWhole || words.length === 0 ? null : order('hide', { text: words.join(' ') });
    default:
      return null;
  }
}

/** The numbers of "2, 5-7 and 9"; null if other words are between them, or sentences and paragraphs are mixed. */
function listed(id: Verb, items: readonly (Place | string)[]): Order | null {
  const places = items.filter((item) => typeof item === 'object');
  const unit = unitOf(places);
  if (
    unit === null ||
    items[0] !== places[0] ||
    items.some((item) => typeof item === 'string' && !['and', 'to'].includes(item))
  )
    return null;
  const numbers = items.flatMap((item, at) => {
    if (typeof item === 'string') return [];
    const start = items[at - 1] === 'to' ? items[at - 2] : item;
    const from = typeof start === 'object' ? start.number : item.number;
    return Array.from({ length: Math.abs(item.number - from) + 1 }, (_, more) => Math.min(from, item.number) + more);
  });
  return order(id, { unit, numbers: [...new Set(numbers)] });
}

/** The unit of these places, which a later one inherits; null if they differ, or there are none. */
function unitOf(places: readonly Place[]): Unit | null {
  let last: Unit = 'sentence';
  const units = new Set(places.map(({ unit }) => (last = unit ?? last)));
  return units.size === 1 ? last : null;
}

/** "4 to 2", "4 2", "4 up", "3 and 4 to the top", "3-5 after 7" */
function moving(items: readonly (Place | string)[]): Order | null {
  const [joint, last] = items.slice(-2);
  const side = joint === 'before' || joint === 'after' ? joint : null;
  const isJoined = side !== null || joint === 'to';
  const to = typeof last === 'object' ? last.number : last;
  const isPlace =
    typeof last === 'object' ? isJoined || items.length === 2 : ['end', 'start', 'up', 'down'].includes(last ?? '');
  const moved = listed('move', items.slice(0, isJoined ? -2 : -1));
  if (
    !isPlace ||
    moved === null ||
    to === undefined ||
    unitOf(items.filter((item) => typeof item === 'object')) === null
  )
    return null;
  return moved.unit === 'paragraph' && moved.numbers.length > 1 ? null : { ...moved, to, side };
}

/** "Go with Rust", "Go with Rust in 4", "sentence 4 to: …" */
function replacing(words: readonly string[]): Order | null {
  const at = words.findIndex((word, place) => place > 0 && INTO.has(word.toLowerCase()));
  const [head, text] = [placesIn(words.slice(0, at)), words.slice(at + 1).join(' ')];
  const [place, ...others] = head.items;
  const isSure = isEnded(text) && text.split(' ').length >= SENTENCE_WORDS;
  const isPlace = head.isWhole && typeof place === 'object' && others.length === 0 && place.unit !== 'paragraph';
  // "Change 4 to 5" is about a number in the letter.
  if (at > 0 && text !== '' && isPlace && (isSure || place.unit === 'sentence'))
    return order('rewrite', { numbers: [place.number], text, isSure });
  const end = words.findLastIndex((word, place) => place > 0 && IN.has(word.toLowerCase()));
  const tail = placesIn(end < 0 ? [] : words.slice(end + 1));
  const [only, ...more] = tail.items;
  const isIn = tail.isWhole && typeof only === 'object' && more.length === 0 && only.unit !== 'paragraph';
  const changes = replacementsIn(isIn ? words.slice(0, end) : words);
  return changes.length === 0 ? null : order('replace', { numbers: isIn ? [only.number] : [], changes });
}

export interface Break {
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
  const breaks = verbs.slice(0, isParagraph ? words.length : 1).filter((verb) => verb === 'split' || verb === 'join');
  const [verb] = breaks;
  if (verb === undefined) return null;
  const isUndone = verb === 'split' && (NO_BREAK.has(words[0] ?? '') || verbs[0] === 'cut');
  const id = isUndone ? 'join' : verb;
  const { items, isWhole } = placesIn(
    words.filter((word, at) => JOINTS.has(word) || !(verbs[at] || AROUND_BREAKS.has(word))),
  );
  const places = items.filter((item) => typeof item === 'object');
  const isBeside = (place: Place) => ['before', 'after'].includes(String(items[items.indexOf(place) - 1]));
  const [at, ...others] = places.filter(isBeside);
  // "Split paragraph 2 before 3"
  const isRest = places.every((place) => place === at || place.unit === 'paragraph');
  const number = at && at.number + (items[items.indexOf(at) - 1] === 'after' ? 1 : 0);
  if (
    number !== undefined &&
    at?.unit !== 'paragraph' &&
    others.length === 0 &&
    isRest &&
    isWhole &&
    (isUndone || id === 'split')
  )
    return { id, places, order: order(id, { numbers: [number] }) };
  const [first, next] = places.map((place) => place.number).toSorted((one, other) => one - other);
  const isPair = id === 'join' && isWhole && items.length === 3 && items[1] === 'and' && unitOf(places) === 'paragraph';
  const isNext = isPair && first !== undefined && next === first + 1;
  return { id, places, order: isNext ? order(id, { unit: 'paragraph', numbers: [next] }) : null };
}

/** Splits at line breaks, and at punctuation or "and" before a verb or a number: "cut 4, replace 2100 with 2,100". */
export function ordersIn(text: string): string[] {
  const words = withoutPlease(text.trim()).replaceAll('\n', ' \n ').split(' ');
  const pieces: string[][] = [[]];
  for (const [at, word] of words.entries()) {
    const before = words[at - 1] ?? '';
    const isEnd = before === '\n' || '.,;!?'.includes(before.slice(-1)) || AND.has(before.toLowerCase());
    const isStart = verbOf(word) !== undefined || (word.endsWith(':') && isDigit(word.charAt(0)));
    if (isEnd && isStart && at > 0) pieces.push([]);
    pieces.at(-1)?.push(word);
  }
  const told = pieces.map((piece) => {
    const last = piece.findLastIndex((word) => word !== '\n' && !AND.has(word.toLowerCase()));
    return trimEnd(piece.slice(0, last + 1).join(' '), ',; ');
  });
  return told.length > 1 ? told : [text];
}

/** Words in lower case, without punctuation. */
export function wordsIn(text: string): string[] {
  const low = text.toLowerCase().replaceAll('’', "'").replace('sign off', 'sign-off');
  const words = low.split(' ').map((word) => trimPunctuation(word.replace('#', '').replace("'s", '')));
  return words.filter((word) => word !== '');
}

/** The sentences and paragraphs that words name, and the words between them. `isWhole`: every word is understood. */
export function placesIn(typed: readonly string[]): { items: readonly (Place | string)[]; isWhole: boolean } {
  const words = typed.map((word) => word.toLowerCase().replace('#', ''));
  const items: (Place | string)[] = [];
  let isWhole = true;
  let unit: Unit | null = null;
  for (const [at, dotted] of words.entries()) {
    const word = trimEnd(dotted, '.');
    const [joint, ordinal, last] = [JOINTS.get(word), ORDINALS.get(word), items.at(-1)];
    const isNumber = word !== '' && word.length <= 2 && [...word].every(isDigit);
    // "The second and third paragraph", "2. Absatz"
    const behind = words.slice(at + 1).find((next) => UNITS.has(next));
    const isCounted = ordinal !== undefined || (isNumber && dotted !== word && behind === words[at + 1]);
    // "The second to last"
    const isVague = ordinal !== undefined && (behind === undefined || (ordinal === LAST && last === 'to'));
    if (isVague) isWhole = false;
    else if (isCounted && behind)
      items.push({ unit: unitNamed(behind), number: ordinal ?? Number(word), isOrdinal: true });
    else if (isNumber) items.push({ unit, number: Number(word), isOrdinal: false });
    else if (UNITS.has(word)) {
      unit = unitNamed(word);
      // "The last 2 sentences"
      if (typeof last === 'object' && String(last.number) === words[at - 1]) isWhole = false;
    } else if (joint && (joint !== 'to' || typeof last === 'object')) {
      if (joint === 'before' || joint === 'after') unit = null;
      // "4 to before 2"
      if (last === 'to') items.pop();
      items.push(joint);
    } else if (word !== '' && !FILLERS.has(word)) isWhole = false;
  }
  return { items, isWhole };
}

/** The sentence at a place, or all of its paragraph; empty if there is none. */
export function sentencesAt({ unit, number }: Pick<Place, 'unit' | 'number'>, all: Sentences): Sentences {
  if (unit !== 'paragraph') return all.filter((_, at) => at + 1 === (number === LAST ? all.length : number));
  const wanted = number === LAST ? all.at(-1)?.paragraph : number;
  return all.filter(({ paragraph }) => paragraph !== undefined && paragraph === wanted);
}

function unitNamed(word: string): Unit {
  return UNITS.get(word) === 'paragraph' ? 'paragraph' : 'sentence';
}
