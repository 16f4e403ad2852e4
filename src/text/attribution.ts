/**
 * Finds parts of a text that may be someone else's words: quoted, commented out or pasted. It checks the form only, not
 * the content, so that no wording can circumvent it.
 */
import type { Span } from './lexer.ts';
import { countWords, isDigit } from './sentences.ts';

/** A part of a text that may not be the sender's own words. */
export interface ForeignSpan extends Span {
  readonly kind: 'quotation' | 'half-quotation' | 'other';
}

/** Minimum words of a text with paragraphs to count as pasted. */
const PASTE_WORDS = 40;
/** Minimum words of a quotation; shorter ones are names: "the big bang". */
const QUOTATION_WORDS = 4;

/** Opening quotation marks → their closing marks. */
const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”'],
  ['„', '“”'],
  ['«', '»'],
  ['»', '«'],
]);
const CLOSING = new Set([...QUOTES.values()].flatMap((signs) => [...signs]));

/** Returns all foreign spans of a text, unordered. */
export function foreignSpans(text: string): readonly ForeignSpan[] {
  const paragraphs = text.split('\n').map((line) => line.trim());
  const hasParagraphs = paragraphs.slice(paragraphs.findIndex((line) => line !== '')).indexOf('') > 0;
  const isPaste = hasParagraphs && text.trim().includes('\n') && countWords(text.replaceAll('\n', ' ')) >= PASTE_WORDS;
  if (isPaste) return [{ kind: 'other', start: 0, end: text.length }];
  const spans = (pattern: RegExp) =>
    [...text.matchAll(pattern)].map(({ 0: { length }, index: start }): ForeignSpan => {
      return { kind: 'other', start, end: start + length };
    });
  const encoded = spans(LONG_WORD).filter(({ start, end }) => isMixed(text.slice(start, end)));
  return [...[QUOTED_LINE, ...COMMENTS].flatMap(spans), ...encoded, ...quotations(text)];
}

/** "> their words", but not "> 1 s". */
const QUOTED_LINE = /^[^\S\n]*>[^\S\n]*[^\s\d=>-].*$/gm;
/** HTML comments, several words in double brackets or braces, and the target and title of Markdown links. */
const COMMENTS = [/<!--.*?(?:-->|$)|\[\[[^\s[\]]*\s[^[\]]*\]\]|\{\{[^\s{}]*\s[^{}]*\}\}/gs, /\]\([^)]*\)?/g];
/** Base64 candidates: very long words. Shorter ones are identifiers. */
const LONG_WORD = /(?<![^ \n])[a-z\d+/]{32}[^ \n]*/gi;

function isMixed(word: string): boolean {
  return word !== word.toLowerCase() && word !== word.toUpperCase() && [...word].some(isDigit);
}

/** Removes foreign spans, except quotations: users quote the wording that they want. */
export function withoutForeignText(text: string): string {
  const spans = foreignSpans(text).filter(({ kind }) => kind === 'other');
  const kept = spans.toSorted((one, other) => one.start - other.start);
  return kept.reduceRight((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text);
}

/** Quotations with several words or a digit. An unclosed one extends to the end of the text. */
function quotations(text: string): ForeignSpan[] {
  const found: ForeignSpan[] = [];
  const take = (start: number, end: number, kind: ForeignSpan['kind'] = 'quotation') => {
    const words = text.slice(start, end);
    const isClaim = countWords(words.replaceAll('\n', ' ')) >= QUOTATION_WORDS || [...words].some(isDigit);
    if (isClaim) found.push({ kind, start, end });
  };
  let open: { readonly at: number; readonly close: string } | null = null;
  /** The end of a quotation that began in an earlier message. */
  let begun = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    const close = QUOTES.get(sign);
    if (open?.close.includes(sign)) {
      take(open.at, at + 1);
      open = null;
    } else if (open === null && close !== undefined && isBoundary(text[at - 1]) && !isBoundary(text[at + 1]))
      open = { at, close };
    // 19" is a size.
    else if (open === null && CLOSING.has(sign) && found.length === 0 && isEnd(text, at)) begun = at + 1;
  }
  if (begun > 0) take(0, begun, 'half-quotation');
  if (open !== null) take(open.at, text.length, 'half-quotation');
  return found;
}

function isEnd(text: string, at: number): boolean {
  const before = text[at - 1];
  return !isBoundary(before) && !isDigit(before) && isBoundary(text[at + 1]);
}

function isBoundary(sign = ' '): boolean {
  return sign.trim() === '' || '([{–—-:,.;!?'.includes(sign);
}

/** Invisible characters, except joiners and variation selectors, which change how emoji are displayed. */
const INVISIBLE = /[\0\u{fff9}-\u{fffb}[\p{DI}--[\u200c\u200d\ufe00-\ufe0f]]]/v;
/** Bidi controls, which display a text in another order. */
const TURNING = new Set([...'\u202a\u202b\u202d\u202e']);
const BLACK_FLAG = '\u{1f3f4}';

/**
 * Removes invisible characters and replaces lone surrogates.
 *
 * @returns `isDisguised`: the text reads differently than it looks, because of bidi controls or invisible letters
 */
export function visibleText(text: string): { readonly text: string; readonly isDisguised: boolean } {
  let isDisguised = false;
  let isFlag = false;
  let shown = '';
  for (const sign of text.toWellFormed()) {
    const code = sign.codePointAt(0) ?? 0;
    const isTag = code >= 0xe0000 && code <= 0xe01ef;
    // The flag of a region is a black flag followed by tags.
    isFlag = sign === BLACK_FLAG || (isFlag && isTag);
    if (TURNING.has(sign) || (isTag && !isFlag)) isDisguised = true;
    if (!INVISIBLE.test(sign)) shown += sign;
  }
  return { text: shown, isDisguised };
}

/** Maximum words of a quote that may be a question of the bot. A longer text may be a job post. */
const QUESTION_WORDS = 80;

/** Drops a short quote beside own words: it mostly shows the question that they answer. */
export function quoteBeside(own: string, quoted: string): string {
  return own.trim() !== '' && countWords(quoted) <= QUESTION_WORDS ? '' : quoted;
}
