/** Orders about the breaks between paragraphs: "new paragraph before 7", "join paragraphs 2 and 3". */
import { askBack, type Command, editLetter, remark } from '../machine/commands.ts';
import { wordSet } from '../text/lexer.ts';
import { withoutPlease } from '../text/phrases.ts';
import { isDigit, trimPunctuation } from '../text/sentences.ts';
import { FILLERS, isChangeVerb, JOINTS, LAST, ORDER_AT_MOST, ORDINALS, UNITS, type Unit } from './order-parser.ts';
import type { Message } from './reader.ts';

type Sentences = Message['sentences'];

const SPLIT = wordSet('split break teile teil trenne trenn coupe scinde sépare divide divida separa separe parte');
const JOIN = wordSet(`join merge combine verbinde verbind zusammen joins réunis fusionne une junta junte fusiona fusione
  combina funde`);
const NEW = wordSet(`new own separate neuer neuen neue eigener eigenen eigene nouveau nouvel propre séparé nuevo propio
  aparte novo próprio separado`);
/** "Join paragraph 3 with the previous one." */
const PREVIOUS = wordSet('previous above preceding vorigen vorherigen davor précédent anterior');
const NONE = wordSet('no kein keinen pas aucun sin ningún sem nenhum');
/** Further words of an order without a meaning of its own. */
const AROUND =
  wordSet(`a an start begin make put insert can could you i i'd want would like have the with from in into at
  it one line up this fang fange beginne mach mache setze füge ein einen einem ab mit bei im in commence mets un une avec à dans
  empieza pon con en un una comienza começa comece põe ponha com um uma em`);

/** A place that an order names: "before 7", "paragraph 2". */
interface Place {
  readonly unit: Unit;
  readonly number: number;
  readonly side: 'before' | 'after' | null;
}

interface ParagraphOrder {
  readonly kind: 'split' | 'join';
  readonly places: readonly Place[];
  readonly isPrevious: boolean;
  /** Whether every word is understood. */
  readonly isWhole: boolean;
}

/** Whether the whole text is such an order with a number, so that it can't be an answer. */
export function isParagraphOrder(text: string): boolean {
  const order = parse(text);
  return order?.isWhole === true && order.places.length > 0;
}

/**
 * Splits or joins paragraphs. If it isn't certain where, asks with the sentences as buttons.
 *
 * @returns null for any other text
 */
export function paragraphOrder(text: string, sentences: Sentences): Command[] | null {
  const order = parse(text);
  if (order === null || sentences.length === 0) return null;
  return order.kind === 'split' ? splitting(order, sentences) : joining(order, sentences);
}

function splitting({ places, isWhole }: ParagraphOrder, sentences: Sentences): Command[] {
  const isWithin = ({ unit, side }: Place) => unit === 'paragraph' && side === null;
  const named = places.filter((place) => !isWithin(place));
  const [at, ...others] = named.flatMap((place) => indexOf(place, sentences));
  const side = named[0]?.side ?? null;
  if (at !== undefined && others.length === 0 && side !== null && isWhole) {
    const start = side === 'after' ? at + 1 : at;
    const { key } = sentences[start] ?? {};
    return [
      key === undefined || isFirst(start, sentences) ? remark('paragraph-there') : editLetter({ type: 'split', key }),
    ];
  }
  const near = at === undefined || others.length > 0 ? [...sentences.keys()] : [at, at + 1];
  const open = near.filter((one) => sentences[one] && !isFirst(one, sentences));
  const within = places.filter(isWithin).map((place) => sentences[indexOf(place, sentences)[0] ?? -1]?.paragraph);
  const inside = open.filter((one) => within.includes(sentences[one]?.paragraph));
  return askWhere('split', inside.length > 0 ? inside : open, sentences);
}

function joining({ places, isPrevious, isWhole }: ParagraphOrder, sentences: Sentences): Command[] {
  const firsts = [...sentences.keys()].slice(1).filter((at) => isFirst(at, sentences));
  const [at = 0, next, ...others] = places
    .flatMap((place) => indexOf(place, sentences))
    .toSorted((one, two) => one - two);
  const last = next ?? at;
  const isNext = next === undefined ? isPrevious || places.some(({ side }) => side === 'before') : firstOf(last) === at;
  const key = isWhole && isNext && others.length === 0 && firsts.includes(last) ? sentences[last]?.key : undefined;
  return key === undefined ? askWhere('join', firsts, sentences) : [editLetter({ type: 'join', key })];

  /** The first sentence of the paragraph before. */
  function firstOf(start: number): number {
    return [...sentences.keys()].findLast((each) => each < start && isFirst(each, sentences)) ?? -1;
  }
}

function askWhere(action: 'split' | 'join', ats: readonly number[], sentences: Sentences): Command[] {
  const only = ats.flatMap((at) => sentences[at]?.key ?? []);
  return [only.length === 0 ? remark('no-such-paragraph') : askBack({ kind: 'sentence', action, only })];
}

/** Whether a paragraph begins with this sentence. */
function isFirst(at: number, sentences: Sentences): boolean {
  return at === 0 || sentences[at]?.paragraph !== sentences[at - 1]?.paragraph;
}

/** The index of a sentence; for a paragraph, of its first one, or of its last one after it. Empty if there is none. */
function indexOf({ unit, number, side }: Place, sentences: Sentences): number[] {
  const numberOf = (at: number) => (unit === 'sentence' ? at + 1 : sentences[at]?.paragraph);
  const wanted = number === LAST ? numberOf(sentences.length - 1) : number;
  const all = [...sentences.keys()].filter((at) => numberOf(at) === wanted);
  return side === 'after' ? all.slice(-1) : all.slice(0, 1);
}

function parse(text: string): ParagraphOrder | null {
  const typed = withoutPlease(text.trim());
  // "4: We split it before 7"
  if (typed.length > ORDER_AT_MOST || typed.includes(':')) return null;
  const words = wordsIn(typed);
  const [first = ''] = words;
  const has = (known: { has(word: string): boolean }) => words.some((word) => known.has(word));
  const places = placesIn(words);
  const isPlaced = places.some(({ side }) => side !== null);
  const isParagraph = words.some((word) => UNITS.get(word) === 'paragraph');
  const isBreak = isParagraph && (has(NEW) || has(SPLIT));
  const isJoin = isParagraph && (has(JOIN) || (isBreak && (NONE.has(first) || isCut(first))));
  if (!isJoin && !isBreak && !(SPLIT.has(first) && isPlaced)) return null;
  const known = [SPLIT, JOIN, NEW, PREVIOUS, NONE, AROUND, FILLERS, UNITS, ORDINALS, JOINTS];
  return {
    kind: isJoin ? 'join' : 'split',
    places,
    // "Join paragraph 3 with the one before"
    isPrevious: has(PREVIOUS) || sideOf(words.at(-1)) === 'before',
    isWhole: words.every((word) => isNumber(word) || known.some((each) => each.has(word)) || isCut(word)),
  };
}

function isCut(word: string): boolean {
  return isChangeVerb(word, ['cut']);
}

function wordsIn(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll('#', '')
    .split(' ')
    .map(trimPunctuation)
    .filter((word) => word !== '');
}

/** The sentences and paragraphs that the words name: sentence 7 of "new paragraph before 7", both of "paragraphs 2 and 3". */
function placesIn(words: readonly string[]): Place[] {
  const places: Place[] = [];
  let unit: Unit = 'sentence';
  let side: Place['side'] = null;
  for (const [at, word] of words.entries()) {
    // "Second and third paragraph"
    const behind = words.slice(at + 1).find((next) => UNITS.has(next));
    const number = isNumber(word) ? Number(word) : behind === undefined ? undefined : ORDINALS.get(word);
    const named = UNITS.get(isNumber(word) ? (words[at + 1] ?? '') : number === undefined ? word : (behind ?? ''));
    if (named === 'sentence' || named === 'paragraph') unit = named;
    if (number !== undefined) places.push({ unit, number, side });
    if (number === undefined && sideOf(word) !== null) [unit, side] = ['sentence', sideOf(word)];
    else if (number !== undefined) side = null;
  }
  return places;
}

function sideOf(word = ''): Place['side'] {
  const joint = word === 'nach' ? 'after' : JOINTS.get(word);
  return joint === 'before' || joint === 'after' ? joint : null;
}

function isNumber(word: string): boolean {
  return word !== '' && word.length <= 2 && [...word].every(isDigit);
}
