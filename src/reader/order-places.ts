/** Splits a message about the letter into words, and finds the sentences and paragraphs that they name. */
import { withoutPlease } from '../text/phrases.ts';
import { isDigit, trimEnd, trimPunctuation } from '../text/sentences.ts';
import { AND, FILLERS, IN, INTO, JOINTS, LAST, ORDINALS, UNITS, verbOf } from './order-rules.ts';
import type { Message } from './reader.ts';

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

interface Named {
  /** The places and the words between them, such as "to". */
  readonly items: readonly (Place | string)[];
  readonly places: readonly Place[];
  /** The items in one string: "# and #" for "2 and 3". */
  readonly shape: string;
  /** The unit of all places; null if they differ, or there are none. */
  readonly unit: Unit | null;
  /** Whether every word is understood. */
  readonly isWhole: boolean;
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

/** Maximum words of a place: "in the sentence number 5". */
const PLACE_WORDS = 4;

/** "In sentence 5, replace x with y" → "replace x with y in 5"; any other text as it is. */
export function withPlaceBehind(text: string): string {
  const [first = '', ...words] = withoutPlease(text.trim()).split(' ');
  const at = words.slice(0, PLACE_WORDS + 1).findIndex((word) => verbOf(word) === 'replace' || verbOf(word) === 'cut');
  const place = IN.has(first.toLowerCase()) && at > 0 ? sentenceIn(wordsIn(words.slice(0, at).join(' '))) : null;
  return place ? `${words.slice(at).join(' ')} in ${place.number}` : text;
}

/** "Replace x with y and v with w in 3": an order for each pair; only the text itself if there are no two. */
export function pairsIn(text: string): string[] {
  const [verb = '', ...all] = withoutPlease(text.trim()).split(' ');
  const end = all.findLastIndex((word, at) => IN.has(word.toLowerCase()) && sentenceIn(all.slice(at + 1)) !== null);
  const [words, place] = end < 0 ? [all, []] : [all.slice(0, end), all.slice(end)];
  const pairs: string[][] = [[]];
  for (const word of words) {
    if (AND.has(word.toLowerCase())) pairs.push([]);
    else pairs.at(-1)?.push(word);
  }
  const isPair = (pair: readonly string[]) => pair.filter((word) => INTO.has(word.toLowerCase())).length === 1;
  if (verbOf(verb) !== 'replace' || !pairs.every(isPair)) return [text];
  return pairs.map((pair) => [verb, ...pair, ...place].join(' '));
}

/** Verbs of two words, and the one that each means. */
export const VERBS_OF_TWO: readonly (readonly [two: string, one: string])[] = [
  ['take out ', 'cut '],
  ['throw out ', 'cut '],
  ['get rid of ', 'cut '],
  ['take it out', 'cut it'],
  ['take that out', 'cut that'],
  ['throw it out', 'cut it'],
];

/** Words in lower case, without punctuation. */
export function wordsIn(text: string): string[] {
  const typed = ` ${text.toLowerCase()}`.replaceAll('’', "'").replace(' sign off', ' sign-off');
  const low = VERBS_OF_TWO.reduce((told, [two, one]) => told.replace(` ${two}`, ` ${one}`), typed);
  const words = low.split(' ').map((word) => trimPunctuation(word.replace('#', '').replace("'s", '')));
  return words.filter((word) => word !== '');
}

/** Finds the places that these words name. */
export function placesIn(typed: readonly string[]): Named {
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
    // "The second", "the second to last sentence"
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
  const places = items.filter((item) => typeof item === 'object');
  const shape = items.map((item) => (typeof item === 'object' ? '#' : item)).join(' ');
  return { items, places, shape, unit: unitOf(places), isWhole };
}

function unitNamed(word: string): Unit {
  return UNITS.get(word) === 'paragraph' ? 'paragraph' : 'sentence';
}

/** A place without a unit has that of the one before. */
function unitOf(places: readonly Place[]): Unit | null {
  let last: Unit = 'sentence';
  const units = new Set(places.map(({ unit }) => (last = unit ?? last)));
  return units.size === 1 ? last : null;
}

/** The number of the only sentence that these words name, and nothing else; null for any others. */
export function sentenceIn(words: readonly string[]): Place | null {
  const { places, shape, isWhole, unit } = placesIn(words);
  return isWhole && shape === '#' && unit === 'sentence' ? (places[0] ?? null) : null;
}

/** The numbers of "2, 5-7 and 9"; null for a list with other words. */
export function numbersIn(items: readonly (Place | string)[]): readonly number[] | null {
  const isList = items.every((item) => typeof item === 'object' || item === 'and' || item === 'to');
  if (!isList || typeof items[0] !== 'object') return null;
  const numbers = items.flatMap((item, at) => {
    if (typeof item === 'string') return [];
    const start = items[at - 1] === 'to' ? items[at - 2] : item;
    const from = typeof start === 'object' ? start.number : item.number;
    return Array.from({ length: Math.abs(item.number - from) + 1 }, (_, more) => Math.min(from, item.number) + more);
  });
  return [...new Set(numbers)];
}

/** The sentence at a place, or all of its paragraph; empty if there is none. */
export function sentencesAt({ unit, number }: Pick<Place, 'unit' | 'number'>, all: Sentences): Sentences {
  if (unit !== 'paragraph') return all.filter((_, at) => at + 1 === (number === LAST ? all.length : number));
  const wanted = number === LAST ? all.at(-1)?.paragraph : number;
  return all.filter(({ paragraph }) => paragraph !== undefined && paragraph === wanted);
}
