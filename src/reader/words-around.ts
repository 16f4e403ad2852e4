/** Reads the words next to a number: what it counts, and where or when it holds. What isn't certain is only offered. */
import type { Language } from '../machine/language.ts';
import { isPerOther, kindOf } from '../machine/quantity.ts';
import type { Amount } from '../machine/sheet.ts';
import { tokens, wordSet } from '../text/lexer.ts';
import { perOther } from '../text/measure.ts';
import { hasClause, inEnglish, nameWord } from '../text/naming.ts';
import type { Mention, Numbers } from '../text/quantities.ts';
import { isAbbreviated, isDigit, trimPunctuation } from '../text/sentences.ts';
import { PERCENT_WORDS } from '../text/units.ts';
import { translated } from '../text/vocabulary.ts';

export interface WordsAround {
  /** What is counted or takes time, if the words can be nothing else; otherwise words to offer when it is asked for. */
  readonly named: { readonly measure: string | null; readonly names?: string[] };
  /** The words after the number, as typed: "in the nightly run", ", across five regions". */
  readonly tail: string;
}

/** Maximum words of a label, and of a name that only the number or a verb ends. */
const LABEL_WORDS = 8;
const NAME_WORDS = 3;
const TAIL_WORDS = 5;
/** Characters behind a number that are searched for what it is counted per. */
const PER_AT_MOST = 60;

/** First words of a tail, and words after a tail that aren't part of it, in English: "6% of runners before and". */
const BEGINS_TAIL =
  wordSet(`of at in on for since with without across during per as under over within after between among
  against through until measured`);
const BEHIND_TAIL = wordSet('now before today currently previously earlier after and was were is are but');
/** Words that a name or a tail may have behind an article, and words of a whole: "of all bids in the last minute". */
const PLACES = wordSet('first last next minute hour');
const WHOLE = wordSet('all each every our');

/** @param mention one of the numbers of the text */
export function wordsAround(text: string, mention: Mention, numbers: Numbers, language: Language): WordsAround {
  const next = numbers.mentions.find(({ start }) => start >= mention.end);
  const to = sentenceEnd(text, mention.end, next?.start ?? text.length);
  const behind = wordsBetween(text, mention.end, to, numbers, language).join(' ');
  const front = nameBefore(text, mention.start, numbers, language);
  const after = front?.isSure ? null : nameBehind(behind, mention, language);
  const rest = after ? behind.slice(after.name.length).trimStart() : behind;
  const isCounted = ['count', 'bare'].includes(kindOf(mention.quantity)) && !isPerOther(mention.quantity);
  const tail = (isCounted && perOtherIn(behind, language)) || tailIn(rest, language);
  const names = [front, after].filter((name) => name !== null);
  const sure = names.find(({ isSure }) => isSure);
  // "The team saw 3 outages": a number with its noun only takes a label.
  if (hasNoun(mention)) return { named: { measure: sure?.isLabel ? sure.name : null }, tail };
  const measure = sure?.name ?? null;
  const isOpen = measure === null && names.length > 0;
  return { named: { measure, ...(isOpen && { names: names.map(({ name }) => name) }) }, tail };
}

/** "a season", "per release" at the start of a text: what something is counted per, if it has no fixed length. */
function perOtherIn(text: string, language: Language): string | null {
  return perOther(translated(tokens(text.slice(0, PER_AT_MOST)), language), 0);
}

/** The least number in words that counts as if it were in digits. */
const WORD_AT_LEAST = 10;

/** Whether a number is a small one in words that counts things, which may be a part of a name: "sold to two farmers". */
export function isSmallWord({ spelled, quantity }: Mention): boolean {
  return spelled && kindOf(quantity) === 'count' && quantity.value > 0 && quantity.value < WORD_AT_LEAST;
}

function hasNoun({ quantity, text }: Mention): boolean {
  return quantity.unit !== '' && ['count', 'rate'].includes(kindOf(quantity)) && text.includes(quantity.unit);
}

export function amountOf({ quantity, bound, text }: Mention, tail: string, source: string): Amount {
  return { quantity, bound, tail, quote: text, source };
}

function sentenceStart(text: string, at: number): number {
  for (let index = at - 1; index > 0; index -= 1) if (isSentenceEnd(text, index - 1)) return index;
  return 0;
}

/** The start of the clause behind the number before, if a comma or "and" ends that: "calls 180 → 45, bill 7,600 → 2,600". */
function clauseStart(text: string, at: number, mentions: readonly Mention[], language: Language): number | null {
  const before = mentions.findLast(({ end }) => end <= at);
  if (!before || before.end <= sentenceStart(text, at)) return null;
  const gap = text.slice(before.end, at);
  const [first = ''] = wordsIn(gap);
  if (inEnglish(first, language) === 'and') return before.end;
  const comma = Math.max(gap.indexOf(','), gap.indexOf(';'));
  return comma < 0 ? null : before.end + comma + 1;
}

function sentenceEnd(text: string, at: number, atMost: number): number {
  for (let index = at; index < atMost; index += 1) if (isSentenceEnd(text, index)) return index;
  return atMost;
}

function isSentenceEnd(text: string, at: number): boolean {
  const sign = text[at] ?? '';
  return sign === '\n' || ('.!?'.includes(sign) && ' \n'.includes(text[at + 1] ?? ' ') && !isAbbreviated(text, at));
}

/** The words from `from` to `to` without percentiles and the function words before them: "at the p99". */
function wordsBetween(text: string, from: number, to: number, { percentiles }: Numbers, language: Language): string[] {
  const inside = percentiles.filter(({ start, end }) => start >= from && end <= to);
  const starts = [from, ...inside.map(({ end }) => end)];
  return starts.flatMap((start, at) => {
    const words = wordsIn(text.slice(start, inside[at]?.start ?? to));
    return inside[at] ? upTo(words, (word) => isContent(word, language)) : words;
  });
}

/** The words up to the last that meets the condition. */
function upTo(words: readonly string[], meets: (word: string) => boolean): string[] {
  return words.slice(0, words.findLastIndex(meets) + 1);
}

/** Whether a word is no function word. */
function isContent(word: string, language: Language): boolean {
  return ['content', 'other'].includes(nameWord(word, language));
}

interface Name {
  readonly name: string;
  /** A mark separates it from the number. */
  readonly isLabel: boolean;
  readonly isSure: boolean;
}

/**
 * The name between the start of a sentence and its first number. It is sure if a mark or a few words are all that follows:
 * "lost readings: 3%", "Failed pushes were at 3%". If only such words are in front, the name is the sentence before
 * ("Lost readings. Now 3%").
 */
function nameBefore(text: string, at: number, numbers: Numbers, language: Language, isSentence = false): Name | null {
  const { mentions, percentiles } = numbers;
  const clause = clauseStart(text, at, mentions, language);
  const begins = clause ?? sentenceStart(text, at);
  if (mentions.some(({ start, end }) => start >= begins && end <= at)) return null;
  const between = wordsBetween(text, begins, at, numbers, language);
  const words = inEnglish(between[0] ?? '', language) === 'and' ? between.slice(1) : between;
  if (clause === null && !isSentence && begins > 0 && !words.some((word) => isContent(word, language)))
    return nameBefore(text, begins - 1, numbers, language, true);
  const isMark = (word: string) =>
    ':('.includes(word.at(-1) ?? ' ') || (',.'.includes(word.at(-1) ?? ' ') && isContent(word, language));
  const mark = words.findLastIndex(isMark) + 1;
  const isMarked = isSentence || (mark > 0 && !words.slice(mark).some((word) => isContent(word, language)));
  const label = isSentence ? words : isMarked ? words.slice(0, mark) : upTo(words, (word) => isContent(word, language));
  const name = nameOf(label, language);
  const isBeforePercentile = percentiles.some(({ start }) => start > begins && start < at);
  const isShort = label.filter((word) => isContent(word, language)).length <= NAME_WORDS;
  // Only English verbs are known, but not all: "traffic peaked at".
  const isNoun = isBeforePercentile || (language === 'en' && !name?.endsWith('ed'));
  const isSure = (isMarked || (isShort && isNoun)) && name?.includes(',') === false;
  return name === null ? null : { name, isLabel: isMarked, isSure };
}

/** "0.03% wrong statuses", "4 s from meter to bill": sure if nothing follows. "1 in 40 visits" counts no visits. */
function nameBehind(behind: string, { text, quantity }: Mention, language: Language): Name | null {
  const words = wordsIn(behind);
  const isRoute = language === 'en' && words[0] === 'from' && words.slice(2, -1).includes('to');
  if (isRoute && kindOf(quantity) === 'duration') {
    const name = nameOf(words, language);
    return name === null ? null : { name, isLabel: false, isSure: true };
  }
  const isPercent = [...PERCENT_WORDS].some((word) => text.toLowerCase().endsWith(word));
  const name = isPercent ? nameOf(wordsIn(leadingNoun(behind, language)), language) : null;
  if (name === null) return null;
  const isWhole = !wordsIn(behind.slice(name.length)).some((word) => isContent(word, language));
  return { name, isLabel: false, isSure: isWhole };
}

/** Whether a word says where or when, behind an article: "in the last minute". */
function isPlace(words: readonly string[], at: number, language: Language): boolean {
  const [before = '', word = ''] = [words[at - 1] ?? '', words[at] ?? ''].map((each) => inEnglish(each, language));
  return at > 1 && PLACES.has(word) && (nameWord(before, language) === 'article' || isPlace(words, at - 1, language));
}

/** A label as a name; null if it can't be one. */
export function nameIn(text: string, language: Language): string | null {
  return nameOf(
    upTo(wordsIn(text), (word) => isContent(word, language)),
    language,
  );
}

function nameOf(words: readonly string[], language: Language): string | null {
  // "Complaints about wrong invoices"
  const isOf = (word: string, at: number) => at > 0 && inEnglish(word, language) === 'about';
  const kinds = words.map((word, at) => (isOf(word, at) ? 'preposition' : nameWord(word, language)));
  // "p99 of an evaluation" without its percentile, but "from meter to bill", "de la compra al envío"
  const first = ['of', 'for'].includes(words[0]?.toLowerCase() ?? '') ? 1 : 0;
  const isRoute = kinds.slice(first + 2).some((kind) => kind === 'preposition' || kind === 'article');
  const start = kinds[first] === 'preposition' && !isRoute ? -1 : first;
  const typed = trimPunctuation(words.slice(first).join(' '));
  const name = typed.startsWith('(') && typed.endsWith(')') ? typed.slice(1, -1) : typed;
  const isNone =
    start < 0 ||
    name === '' ||
    kinds.some((kind, at) => kind === 'other' || (kind === 'nameless' && !isPlace(words, at, language))) ||
    words.length > LABEL_WORDS;
  // Code and table cells: "set rating=5", "| lookup |".
  const isNumbered = words.some((word) => isDigit(word.charAt(word.startsWith('p') ? 1 : 0)));
  return isNone || isNumbered || [...name].some((sign) => '|={}[]:.'.includes(sign)) ? null : name;
}

function wordsIn(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** The words behind a number if they only say of what, where or when: "at peak, now" → "at peak"; else empty. */
function tailIn(text: string, language: Language): string {
  const comma = text.startsWith(', ') ? ', ' : '';
  const [part = ''] = text.slice(comma.length).split(/[,;()→]|->/);
  const within = upTo(wordsIn(part), (word) => !BEHIND_TAIL.has(inEnglish(word, language)));
  const tail = trimPunctuation(within.join(' '));
  const [first = '', last = ''] = [within[0] ?? '', within.at(-1) ?? ''].map((word) => inEnglish(word, language));
  if (tail === 'peak') return comma + tail;
  const isSince = first === 'since';
  const isBegin = BEGINS_TAIL.has(first) || (language === 'de' && first === 'the');
  // "2 weeks to build" is another sentence; "the same" and "an hour" say nothing alone.
  const isEnd =
    last === 'since' || isContent(within.at(-1) ?? '', language) || isPlace(within, within.length - 1, language);
  // "2.4% of the bids in the last minute" is no longer true without one of these words.
  const isWhole =
    first === 'of' &&
    within.every(
      (word, at) =>
        nameWord(word, language) !== 'nameless' ||
        WHOLE.has(inEnglish(word, language)) ||
        isPlace(within, at, language),
    );
  const isShort = within.length > 1 && within.length <= (isSince || isWhole ? LABEL_WORDS : TAIL_WORDS);
  const isTail = isBegin && isEnd && isShort && (isSince || !hasClause(tail));
  return isTail ? comma + tail : '';
}

/** The words at the start of a text that can be one noun: "wrong statuses since May" → "wrong statuses". */
export function leadingNoun(text: string, language: Language = 'en'): string {
  const words = wordsIn(text);
  const isOver = (word: string, at: number) =>
    !isLetter(word.charAt(0)) || nameWord(word, language) !== 'content' || (at > 0 && !isLetter(words[at - 1]?.at(-1)));
  const end = words.findIndex(isOver);
  const noun = words.slice(0, end === -1 ? words.length : end);
  return noun.length <= LABEL_WORDS ? trimPunctuation(noun.join(' ')) : '';
}

const isLetter = (sign = '') => sign.toLowerCase() !== sign.toUpperCase();
