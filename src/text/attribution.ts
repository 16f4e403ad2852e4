/**
 * Whose words a text holds, by its form alone: what is quoted, commented out or pasted may be somebody else's. What it
 * says is not looked at, so that no wording gets around it.
 */
import { countWords, isDigit } from './sentences.ts';

/** A part of a text that may not be its sender's; UTF-16 offsets. */
export interface ForeignSpan {
  readonly kind: 'quotation' | 'half-quotation' | 'quoted-line' | 'comment' | 'encoded' | 'paste';
  readonly start: number;
  readonly end: number;
}

/** A text with paragraphs and so many words is pasted, and not typed into a chat. */
const PASTE_WORDS = 40;
/** Shorter quotations are names: "the big bang". In words. */
const QUOTATION_WORDS = 4;

/** Signs that open a quotation, and what closes it. */
const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”'],
  ['„', '“”'],
  ['«', '»'],
  ['»', '«'],
]);
const CLOSING = new Set([...QUOTES.values()].flatMap((signs) => [...signs]));

/** All parts of a text that may be somebody else's, in no order. One pass for each form. */
export function foreignSpans(text: string): readonly ForeignSpan[] {
  const paragraphs = text.split('\n').map((line) => line.trim());
  const hasParagraphs = paragraphs.slice(paragraphs.findIndex((line) => line !== '')).indexOf('') > 0;
  const isPaste = hasParagraphs && text.trim().includes('\n') && countWords(text.replaceAll('\n', ' ')) >= PASTE_WORDS;
  if (isPaste) return [{ kind: 'paste', start: 0, end: text.length }];
  const spans = (kind: ForeignSpan['kind'], pattern: RegExp) =>
    [...text.matchAll(pattern)].map(({ 0: { length }, index: start }) => ({ kind, start, end: start + length }));
  const isEncoded = ({ start, end }: ForeignSpan) => isMixed(text.slice(start, end));
  return [
    ...spans('quoted-line', QUOTED_LINE),
    ...COMMENTS.flatMap((pattern) => spans('comment', pattern)),
    ...spans('encoded', LONG_WORD).filter(isEncoded),
    ...quotations(text),
  ];
}

/** "> their words"; "> 1 s" is a number. */
const QUOTED_LINE = /^[^\S\n]*>[^\S\n]*[^\s\d=>-].*$/gm;
/** Of HTML, and the title behind the address of a link of Markdown's. */
const COMMENTS = [/<!--.*?(?:-->|$)/gs, /\]\([^)]*\)?/g];
/** Base64: a word without an end, of small letters, capitals and digits. A shorter word is an identifier. */
const LONG_WORD = /(?<![^ \n])[a-z\d+/]{32}[^ \n]*/gi;

function isMixed(word: string): boolean {
  return word !== word.toLowerCase() && word !== word.toUpperCase() && [...word].some(isDigit);
}

/** The text without what may be somebody else's; a quotation is how a wording is given. */
export function ownText(text: string): string {
  const spans = foreignSpans(text).filter(({ kind }) => !kind.endsWith('quotation'));
  const kept = spans.toSorted((one, other) => one.start - other.start);
  return kept.reduceRight((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text);
}

/** Of several words or with a number in it. One without its other end reaches to the end of the text. */
function quotations(text: string): ForeignSpan[] {
  const found: ForeignSpan[] = [];
  const take = (start: number, end: number, kind: ForeignSpan['kind'] = 'quotation') => {
    const words = text.slice(start, end);
    const isClaim = countWords(words.replaceAll('\n', ' ')) >= QUOTATION_WORDS || [...words].some(isDigit);
    if (isClaim) found.push({ kind, start, end });
  };
  let open: { readonly at: number; readonly close: string } | null = null;
  // Of all that was read: it is not read again for each sign that may end it.
  const read = { words: 0, isInWord: false, hasDigit: false };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    const isWord = sign !== ' ' && sign !== '\n' && (read.isInWord || sign.trim() !== '');
    if (isWord && !read.isInWord) read.words += 1;
    read.isInWord = isWord;
    read.hasDigit ||= isDigit(sign);
    const close = QUOTES.get(sign);
    if (open?.close.includes(sign)) {
      take(open.at, at + 1);
      open = null;
    } else if (open === null && close !== undefined && isBoundary(text[at - 1]) && !isBoundary(text[at + 1]))
      open = { at, close };
    // A quotation that began in an earlier message. 19" is a size.
    else if (open === null && CLOSING.has(sign) && found.length === 0 && isEnd(text, at)) {
      if (read.words >= QUOTATION_WORDS || read.hasDigit) found.push({ kind: 'half-quotation', start: 0, end: at + 1 });
    }
  }
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

/** What nobody sees; joiners and the selectors of emoji are part of what is seen. */
const INVISIBLE = /[\0\u{fff9}-\u{fffb}[\p{DI}--[\u200c\u200d\ufe00-\ufe0f]]]/v;
/** They show a text in another order than it has. */
const TURNING = new Set([...'\u202a\u202b\u202d\u202e']);
const BLACK_FLAG = '\u{1f3f4}';

/**
 * The text as a person sees it: without signs that nobody sees, and without half surrogate pairs.
 *
 * @returns whether it was made to read otherwise than it looks, too: turned around, or with letters that are not shown
 */
export function visibleText(text: string): { readonly text: string; readonly isDisguised: boolean } {
  let isDisguised = false;
  let isFlag = false;
  let shown = '';
  for (const sign of text.toWellFormed()) {
    const code = sign.codePointAt(0) ?? 0;
    const isTag = code >= 0xe0000 && code <= 0xe01ef;
    // The flags of regions are a black flag with tags behind it.
    isFlag = sign === BLACK_FLAG || (isFlag && isTag);
    if (TURNING.has(sign) || (isTag && !isFlag)) isDisguised = true;
    if (!INVISIBLE.test(sign)) shown += sign;
  }
  return { text: shown, isDisguised };
}
