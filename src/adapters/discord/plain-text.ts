/**
 * Removes Discord's formatting: `**9,500**` becomes 9,500, a custom emoji is dropped. One pass by the rules of
 * Discord's client, except where they would change a number: "3*4*5" and "> 1 s" stay.
 */
import { FormattingPatterns } from 'discord.js';
import { isDigit } from '../../text/sentences.ts';

/** Paired marks, longer ones first. */
const MARKS = ['||', '~~', '**', '__', '*', '_'] as const;
type Mark = (typeof MARKS)[number];

const FENCE = '```';
const HEADINGS = ['# ', '## ', '### ', '-# '];
const PUNCTUATION = new Set('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~');

/** Plain text for a piece of the message, and the length of that piece. */
interface Found {
  readonly text: string;
  readonly length: number;
}

/** @param names of mentioned people by id; other mentions are dropped */
export function stripFormatting(content: string, names: ReadonlyMap<string, string> = new Map()): string {
  const pieces: string[] = [];
  /** Unclosed marks, with their index in `pieces`. */
  const open = new Map<Mark, number>();
  let at = 0;
  const take = ({ text, length }: Found) => {
    pieces.push(text);
    at += length;
  };
  while (at < content.length) {
    if (at === 0 || content[at - 1] === '\n') at += lineMark(content, at);
    const found =
      escaped(content, at) ?? code(content, at) ?? tag(content, at, names) ?? link(content, at, names, open);
    const mark = found ? undefined : markAt(content, at, open);
    if (found) {
      // If a dropped piece has a space on both sides, keep only one.
      const isGap = found.text === '' && isSpace(content[at - 1]) && isSpace(content[at + found.length]);
      take({ text: found.text, length: found.length + (isGap ? 1 : 0) });
    } else if (mark) {
      const start = open.get(mark);
      const isClosed =
        start !== undefined && pieces.length > start + 1 && isMark(mark, content[at + mark.length], content[at - 1]);
      if (isClosed) {
        pieces[start] = '';
        for (const [other, where] of open) if (where >= start) open.delete(other);
      } else if (isMark(mark, content[at - 1], content[at + mark.length])) open.set(mark, pieces.length);
      take({ text: isClosed ? '' : mark, length: mark.length });
    } else take({ text: content.charAt(at), length: 1 });
  }
  return pieces.join('').trim();
}

/** Separates the lines of a message: a quote may not be the person's own words. Both parts keep their formatting. */
export function separateQuotes(content: string): { readonly own: string; readonly quoted: string } {
  const [own, quoted]: [string[], string[]] = [[], []];
  let isCode = false;
  let isQuotedToEnd = false;
  for (const line of content.split('\n')) {
    isQuotedToEnd ||= !isCode && line.startsWith('>>> ');
    const isQuote = isQuotedToEnd || (!isCode && quoteMark(line, 0) > 0);
    (isQuote ? quoted : own).push(line);
    // In a block of code, ">" has no meaning.
    if (!isQuote && line.split(FENCE).length % 2 === 0) isCode = !isCode;
  }
  return { own: own.join('\n'), quoted: quoted.join('\n') };
}

/** Length of the prefix that makes a line a quote, a heading or small print. Bullets stay: they tell what a line is. */
function lineMark(content: string, at: number): number {
  const quote = quoteMark(content, at);
  const heading = HEADINGS.find((each) => content.startsWith(each, at + quote));
  return quote + (heading?.length ?? 0);
}

/** "> 1 s" is a number, not a quote. */
function quoteMark(content: string, at: number): number {
  const mark = ['>>> ', '> '].find((each) => content.startsWith(each, at));
  return mark === undefined || isDigit(content[at + mark.length]) ? 0 : mark.length;
}

function escaped(content: string, at: number): Found | null {
  const next = content[at + 1] ?? '';
  return content[at] === '\\' && PUNCTUATION.has(next) ? { text: next, length: 2 } : null;
}

/** Code ends with as many backticks as it began with. A block's first line may name its language. */
function code(content: string, at: number): Found | null {
  if (content[at] !== '`') return null;
  const size = runAt(content, at);
  const fence = '`'.repeat(size);
  let end = content.indexOf(fence, at + size);
  while (end >= 0 && runAt(content, end) !== size) end = content.indexOf(fence, end + runAt(content, end));
  // Without an end, the backticks are text.
  if (end < 0) return { text: fence, length: size };
  const inside = content.slice(at + size, end);
  const line = inside.slice(0, Math.max(0, inside.indexOf('\n')));
  const text = size >= 3 && line !== '' && !line.includes(' ') ? inside.slice(line.length) : inside;
  return { text: size >= 3 ? text.trim() : text, length: end + size - at };
}

function runAt(content: string, at: number): number {
  let end = at;
  while (content[end] === content[at]) end += 1;
  return end - at;
}

/** `<…>`: a URL stays, a mentioned person is named; other mentions, emoji, commands and times are dropped. */
function tag(content: string, at: number, names: ReadonlyMap<string, string>): Found | null {
  const tagged = content[at] === '<' ? content.slice(at, content.indexOf('>', at) + 1) : '';
  const inside = tagged.slice(1, -1);
  const found = (text: string): Found => ({ text, length: tagged.length });
  if (isAddress(inside) && ![...inside].some(isSpace)) return found(inside);
  if (inside.includes('<')) return null;
  const { UserWithOptionalNickname, Role, Channel, SlashCommand, Timestamp } = FormattingPatterns;
  const person = UserWithOptionalNickname.exec(tagged)?.groups?.id;
  if (person !== undefined) return found(names.has(person) ? `@${names.get(person)}` : '');
  const isDropped = [Role, Channel, SlashCommand, Timestamp].some((pattern) => pattern.test(tagged));
  return isEmoji(inside) || isDropped ? found('') : null;
}

/** `:name:id` or, if it moves, `a:name:id`. The library's pattern requires an id of at least 17 digits. */
function isEmoji(inside: string): boolean {
  const [mark, name = '', id = '', ...rest] = inside.split(':');
  const isNamed = name !== '' && [...name].every((sign) => sign === '_' || isWord(sign));
  return (mark === '' || mark === 'a') && isNamed && id !== '' && [...id].every(isDigit) && rest.length === 0;
}

/** A URL, in which marks have no meaning, or `[words](url)`, which becomes its words. */
function link(
  content: string,
  at: number,
  names: ReadonlyMap<string, string>,
  open: ReadonlyMap<Mark, number>,
): Found | null {
  if (content[at] === '[') {
    const middle = content.indexOf('](', at);
    const end = content.indexOf(')', middle);
    if (middle < 0 || end < 0 || !isAddress(content.slice(middle + 2, end).replace('<', ''))) return null;
    const words = content.slice(at + 1, middle);
    return words.includes('\n') ? null : { text: stripFormatting(words, names), length: end + 1 - at };
  }
  if (!isAddress(content, at)) return null;
  let end = at;
  while (end < content.length && !isSpace(content[end]) && content[end] !== '<') end += 1;
  const address = content.slice(at, end);
  const mark = [...open.keys()].find((each) => address.endsWith(each)) ?? '';
  const text = address.slice(0, address.length - mark.length);
  return { text, length: text.length };
}

function isAddress(text: string, at = 0): boolean {
  return text.startsWith('https://', at) || text.startsWith('http://', at);
}

/** In `***words***`, the inner mark is closed first. */
function markAt(content: string, at: number, open: ReadonlyMap<Mark, number>): Mark | undefined {
  const marks = MARKS.filter((mark) => content.startsWith(mark, at));
  const isInner = (mark: Mark) => (open.get(mark) ?? -1) > (open.get(marks[0] ?? mark) ?? Number.POSITIVE_INFINITY);
  return marks.find(isInner) ?? marks[0];
}

/** @param outside the character before an opening or after a closing mark @param inside the one on its other side */
function isMark(mark: Mark, outside: string | undefined, inside: string | undefined): boolean {
  if (inside === undefined || (isDigit(outside) && isDigit(inside))) return false;
  if (mark === '*') return !isSpace(inside);
  // snake_case_name
  return !mark.startsWith('_') || !isWord(outside);
}

function isSpace(sign = ''): boolean {
  return sign !== '' && sign.trim() === '';
}

function isWord(sign = ''): boolean {
  return isDigit(sign) || sign.toLowerCase() !== sign.toUpperCase();
}
