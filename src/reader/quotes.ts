/** Finds quotes in a text, ignoring differences in white space, quotation marks and dashes; and sentences by their words. */
import { isCapital } from '../text/capitals.ts';
import { overlaps, type Span, tokens } from '../text/lexer.ts';
import { isFunctionWord } from '../text/naming.ts';
import { numberReadings } from '../text/numerals.ts';
import { foldAccents, isEnded, sentencesIn, trimEnd, trimPunctuation } from '../text/sentences.ts';

/** A verbatim part of the message. */
export interface QuotePlace extends Span {
  readonly text: string;
}

export interface Finder {
  /** Returns the first allowed place of the quote; null if there is none. */
  find(quote: string, isAllowed?: (found: QuotePlace) => boolean): QuotePlace | null;
}

const SAME: ReadonlyMap<string, string> = new Map([
  ...[...'‘’‚‛`´'].map((sign) => [sign, "'"] as const),
  ...[...'“”„‟«»'].map((sign) => [sign, '"'] as const),
  ...[...'‐‑‒–—−'].map((sign) => [sign, '-'] as const),
]);

/** Maximum places searched per quote. */
const PLACES_AT_MOST = 200;

export function finderFor(text: string): Finder {
  const { plain, offsets } = normalized(text);
  const known = new Map<string, readonly QuotePlace[]>();

  function placesOf(quote: string): readonly QuotePlace[] {
    const places: QuotePlace[] = [];
    // Also without the punctuation at the ends of the quote.
    const whole = normalized(quote.trim()).plain;
    for (const wanted of new Set([whole, trimPunctuation(whole)])) {
      let at = wanted === '' ? -1 : plain.indexOf(wanted);
      for (let seen = 0; at >= 0 && seen < PLACES_AT_MOST; seen += 1) {
        const start = offsets[at] ?? 0;
        const end = (offsets[at + wanted.length - 1] ?? 0) + 1;
        const found = { start, end, text: text.slice(start, end) };
        if (isWhole(text, found)) places.push(found);
        at = plain.indexOf(wanted, at + wanted.length);
      }
    }
    return places;
  }

  return {
    find(quote, isAllowed = () => true) {
      const places = known.get(quote) ?? placesOf(quote);
      known.set(quote, places);
      return places.find((found) => isAllowed(found)) ?? null;
    },
  };
}

/** Whether the place cuts no word or number: "10 ms" isn't in "310 ms", nor is "6" in "6.8". */
function isWhole(text: string, { start, end }: QuotePlace): boolean {
  const isCut = (around: string) => /^(?:[\p{L}\p{N}]{2}|\d[.,]\d)/u.test(around);
  const before = [...text.slice(Math.max(0, start - 2), start + 1)].toReversed().join('');
  return !isCut(before) && !isCut(text.slice(end - 1, end + 2));
}

/** Collapses white space, unifies quotation marks and dashes, and lowers the case; with offsets into `text`. */
function normalized(text: string): { plain: string; offsets: readonly number[] } {
  const signs: string[] = [];
  const offsets: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    const isSpace = sign <= ' ' || (sign > '~' && sign.trim() === '');
    if (isSpace && signs.at(-1) === ' ') continue;
    const lower = sign.toLowerCase();
    signs.push(isSpace ? ' ' : (SAME.get(sign) ?? (lower.length === 1 ? lower : sign)));
    offsets.push(at);
  }
  return { plain: signs.join(''), offsets };
}

/** The sentences of a message, selected by quoted parts. */
export interface Sentences {
  /** The sentences with any of the parts. Asides are cut out, unless they overlap a part. */
  holding(parts: readonly QuotePlace[]): string;
  /** The sentences without any part, aside or order. */
  without(parts: readonly QuotePlace[]): readonly QuotePlace[];
}

/**
 * @param asides parts that are not about the candidate's work
 * @param orders parts of an order to the bot: only the quoted parts of these sentences are used
 */
export function sentenceIndex(text: string, asides: readonly QuotePlace[], orders: readonly QuotePlace[]): Sentences {
  let end = 0;
  const sentences = sentencesIn(text).map((sentence) => {
    const start = text.indexOf(sentence, end);
    end = start + sentence.length;
    return { sentence, start, end };
  });
  function told({ sentence, start, end }: (typeof sentences)[number], parts: readonly QuotePlace[]): string {
    const here = parts.filter((part) => overlaps(part, { start, end }));
    if (orders.some((order) => overlaps(order, { start, end }))) return here.map((part) => part.text).join(', ');
    return asides
      .filter((aside) => overlaps(aside, { start, end }) && !parts.some((part) => overlaps(part, aside)))
      .toSorted((one, other) => other.start - one.start)
      .reduce((left, aside) => without(left, aside.start - start, aside.end - start), sentence);
  }

  return {
    holding: (parts) =>
      sentences
        .filter((one) => parts.some((part) => overlaps(part, one)))
        .map((one) => told(one, parts))
        // A sentence without final punctuation was a line of its own.
        .reduce((all, sentence) => `${all}${'.!?…'.includes(all.slice(-1)) ? ' ' : '\n'}${sentence}`.trim(), ''),
    without: (parts) =>
      sentences
        .filter((one) => ![...parts, ...asides, ...orders].some((part) => overlaps(part, one)))
        .map(({ sentence, start, end }) => ({ text: sentence, start, end })),
  };
}

/** Cuts a part, the punctuation before it, and a dangling "and". */
function without(text: string, start: number, end: number): string {
  const before = trimEnd(text.slice(0, Math.max(0, start)), ' ,;:-–—(');
  const after = text.slice(end);
  const last = before.slice(before.lastIndexOf(' ') + 1);
  const leadsNowhere = ['and', 'or', 'but'].includes(last.toLowerCase()) && trimEnd(after, ' .!?…)') === '';
  const left = leadsNowhere ? trimEnd(before.slice(0, -last.length), ' ,;:-–—(') : before;
  // What followed a cut beginning: "sorry, 200 a day".
  return left === '' ? after.replace(/^[ ,;:)–—-]+/u, '') : left + after;
}

/** Cuts the words from a text. Ignores a single word: it would leave a hole, or is the name of a slot. */
export function removeWords(text: string, words: string): string {
  const found = words.includes(' ') ? finderFor(text).find(words) : null;
  if (found === null) return text;
  const before = text.slice(0, found.start).trimEnd();
  // Inside a sentence, keep the punctuation that follows.
  if (before !== '' && !'.!?…;'.includes(before.slice(-1))) return without(text, found.start, found.end);
  let { end } = found;
  while (end < text.length && ' .,;:!?…'.includes(text[end] ?? '')) end += 1;
  return `${before} ${text.slice(end)}`.trim();
}

/** Whether `name` spells out `typed`, word by word: "Senior Backend Engineer" for "sr backend eng". */
export function isSpelledOut(name: string, typed: string): boolean {
  const [full, short] = [name, typed].map((words) => words.toLowerCase().split(' '));
  return full?.length === short?.length && (full ?? []).every((word, at) => isShortFor(short?.[at] ?? '', word));
}

/** Whether `short` has letters of `word` in order, including the first. */
function isShortFor(short: string, word: string): boolean {
  let from = 0;
  return [...trimEnd(short, '.')].every((sign, place) => {
    from = word.indexOf(sign, from) + 1;
    return from > 0 && (place > 0 || from === 1);
  });
}

/** The clause without the separators at its end, which joining drops. */
export function withoutSeparators(clause: string): string {
  return trimEnd(clause, ' ,;:–-');
}

/** Joins clauses from different places of a message with punctuation. */
export function joinClauses(clauses: readonly string[]): string {
  return clauses.reduce((text, clause) => {
    const before = withoutSeparators(text);
    return `${before}${isEnded(before) ? '' : isCapital(clause) ? '.' : ';'} ${clause}`;
  });
}

/** Maximum sentences that a telling word is in. */
const HELD_AT_MOST = 6;
/** Maximum characters of a text that are compared. */
const COMPARED_AT_MOST = 1_000;

/** Words in lower case without accents and plural endings, and numbers by value. */
function tellingWords(text: string): Set<string> {
  const words = tokens(text.slice(0, COMPARED_AT_MOST)).flatMap(({ kind, low }) => {
    if (kind === 'number') return numberReadings(low).map(String);
    return kind === 'word' && !isFunctionWord(low) ? [trimEnd(foldAccents(low), 's')] : [];
  });
  return new Set(words);
}

/** The sentences that share telling words or numbers with a text, the likeliest first. */
export function describedIn<Sentence extends { readonly text: string }>(
  text: string,
  sentences: readonly Sentence[],
): Sentence[] {
  const held = sentences.map((one) => tellingWords(one.text));
  const telling = [...tellingWords(text)].flatMap((word) => {
    const count = held.filter((words) => words.has(word)).length;
    return count > 0 && count <= Math.min(HELD_AT_MOST, sentences.length - 1) ? [{ word, count }] : [];
  });
  const weighed = sentences.flatMap((sentence, at) => {
    const shared = telling.filter(({ word }) => held[at]?.has(word));
    const [first] = shared;
    // A word that only one sentence has says more, and so does the first one.
    const weight = shared.reduce((sum, { count }) => sum + 1 / count, 0);
    return first ? [{ sentence, weight, first: telling.indexOf(first) }] : [];
  });
  const sorted = weighed.toSorted((one, other) => other.weight - one.weight || one.first - other.first);
  return sorted.map(({ sentence }) => sentence);
}
