/**
 * What is confidential leaves no exit: the one place where a hidden value is found in a text and replaced.
 * Numbers match in every notation, names with their parts and spellings. Rather too much is hidden than too little.
 */
import { kindOf, near, type Quantity, sameQuantity } from '../machine/quantity.ts';
import type { Hidden } from '../machine/sheet.ts';
import { type Mention, numbersIn } from '../text/quantities.ts';
import { folded, isCapital, type Pattern, patternOf, type Token, tokensIn } from './hidden-patterns.ts';
import { readingsOf, withoutPeriod } from './readings.ts';
import { capital, withIndefinite, withoutArticle } from './wording.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Match extends Span {
  readonly say: string | null;
}

export interface Redacted {
  readonly text: string;
  /** Something was taken out and nothing put in its place: the sentence around it may be broken. */
  readonly removed: boolean;
}

/** The text with every hidden value replaced by what may be said instead, or taken out. */
export function redact(text: string, hidden: readonly Hidden[]): string {
  return redacted(text, hidden).text;
}

/** Whether anything hidden can be read in the text. */
export function hides(text: string, hidden: readonly Hidden[]): boolean {
  return matchesIn(text, hidden).length > 0;
}

/** `redact`, and whether a hidden value left a hole. */
export function redacted(text: string, hidden: readonly Hidden[]): Redacted {
  const matches = matchesIn(text, hidden);
  if (matches.length === 0) return { text, removed: false };
  let result = '';
  let at = 0;
  for (const { start, end, say } of matches) {
    const before = result + text.slice(at, start);
    const isGlued = say !== null && /^[\p{L}\p{N}]/u.test(text.slice(end, end + 2));
    result = say === null ? before : standIn(before, say) + (isGlued ? ' ' : '');
    at = end;
  }
  result += text.slice(at);
  const removed = matches.some(({ say }) => say === null);
  return { text: removed ? result.replace(/ +(?=[ .,;:!?)])/g, '').trim() : result, removed };
}

const DETERMINERS: ReadonlySet<string> = new Set('the a an our my their its this that your his her'.split(' '));

/** The stand-in behind `before`: one article only, "a" or "an", and a capital at the start of a sentence. */
function standIn(before: string, say: string): string {
  const words = before.trimEnd();
  if (words === '' || '.!?…'.includes(words.charAt(words.length - 1)) || before.endsWith('\n'))
    return before + capital(say);
  const at = Math.max(words.lastIndexOf(' '), words.lastIndexOf('\n')) + 1;
  const last = words.slice(at).toLowerCase();
  if (before === words || !DETERMINERS.has(last)) return before + say;
  const noun = withoutArticle(say);
  if (last !== 'a' && last !== 'an') return before + noun;
  const fitting = withIndefinite(noun);
  return words.slice(0, at) + (words.charAt(at) === 'A' ? capital(fitting) : fitting);
}

function matchesIn(text: string, hidden: readonly Hidden[]): readonly Match[] {
  return hidden.length === 0 || text === '' ? [] : matchesOf(text, secretsOf(hidden));
}

/** Matches in their order, none over another. */
function matchesOf(text: string, secrets: readonly Secret[]): readonly Match[] {
  const tokens = tokensIn(text);
  const mentions = secrets.some(({ pattern }) => pattern.numbers.length > 0) ? numbersIn(text).mentions : [];
  const all = secrets.flatMap(({ pattern, say }) => {
    const numbers = mentions.flatMap((mention) => numberMatches(mention, pattern));
    const spans = [...numbers, ...literalMatches(text, pattern), ...nameMatches(text, tokens, pattern)];
    return spans.map(({ start, end }): Match => ({ start, end: say === null ? possessiveEnd(text, end) : end, say }));
  });
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Match[] = [];
  for (const match of all) {
    const last = kept.at(-1);
    if (last === undefined || match.start >= last.end) kept.push(match);
    else if (match.end > last.end) kept[kept.length - 1] = { ...last, end: match.end };
  }
  return kept;
}

function possessiveEnd(text: string, end: number): number {
  return /^['’]s\b/.test(text.slice(end, end + 3)) ? end + 2 : end;
}

interface Secret {
  readonly pattern: Pattern;
  /** Null where nothing may stand in its place. */
  readonly say: string | null;
}

const known = new WeakMap<readonly Hidden[], readonly Secret[]>();

function secretsOf(hidden: readonly Hidden[]): readonly Secret[] {
  const before = known.get(hidden);
  if (before !== undefined) return before;
  const all = hidden.map(({ value, say }) => ({ pattern: patternOf(value), say: say?.trim() ?? '' }));
  const bare = all.map(({ pattern }) => ({ pattern, say: null }));
  // A stand-in that gives something away is none. A word of a plain phrase does not: "a comma" for "trailing comma".
  const secrets = all.map(({ pattern, say }) => ({
    pattern,
    say:
      say === '' ||
      matchesOf(
        say,
        bare.map((each) => (each.pattern === pattern ? strict(each) : each)),
      ).length > 0
        ? null
        : say,
  }));
  known.set(hidden, secrets);
  return secrets;
}

/** From this value on plain digits count as the number, also where they look like a year. */
const LIKE_A_YEAR = 1000;

/** The value as it was typed, and its digits: for what nobody reads as a number ("1930", "1-2k"). */
function literalMatches(text: string, { value, numbers }: Pattern): readonly Span[] {
  if (numbers.length === 0 || value === '') return [];
  const lower = text.toLowerCase();
  // Some letters change their length in lower case; offsets would be wrong.
  if (lower.length !== text.length) return [];
  const large = numbers.filter((number) => number.value >= LIKE_A_YEAR && isCounted(number));
  const literals = new Set([value.toLowerCase(), ...large.map((number) => String(number.value))]);
  return [...literals].flatMap((literal) => {
    const found: Span[] = [];
    for (let start = lower.indexOf(literal); start >= 0; start = lower.indexOf(literal, start + 1)) {
      const end = start + literal.length;
      if (!isInside(lower, start, end)) found.push({ start, end });
    }
    return found;
  });
}

/** Whether a longer number or word goes on at one of the ends. */
function isInside(text: string, start: number, end: number): boolean {
  return (
    /[\p{L}\p{N}]$|\d[.,]$/u.test(text.slice(Math.max(0, start - 2), start)) ||
    /^(?:[\p{L}\p{N}]|[.,]\d)/u.test(text.slice(end, end + 2))
  );
}

function isCounted(quantity: Quantity): boolean {
  return ['count', 'rate', 'bare'].includes(kindOf(quantity));
}

/** Inside a longer word only spellings of this length match: "KestrelAPI", but not "Hub" in "GitHub". */
const INSIDE_WORDS = 5;
const GAP_AT_MOST = 3;

function nameMatches(text: string, tokens: readonly Token[], { spellings, words }: Pattern): readonly Span[] {
  if (spellings.size === 0) return [];
  const longest = Math.max(...[...spellings.keys()].map(({ length }) => length));
  const found: Span[] = [];
  for (let first = 0; first < tokens.length; first += 1) {
    const last = spelledFrom(text, tokens, first, spellings, longest);
    if (last < 0) continue;
    let [from, to] = [first, last];
    while (isWidened(text, tokens, to, to + 1, words)) to += 1;
    while (isWidened(text, tokens, from - 1, from, words)) from -= 1;
    found.push({ start: tokens[from]?.start ?? 0, end: tokens[to]?.end ?? 0 });
  }
  return found;
}

/** The last token of the longest spelling that begins at `first`; -1 for none. */
function spelledFrom(
  text: string,
  tokens: readonly Token[],
  first: number,
  spellings: Pattern['spellings'],
  longest: number,
): number {
  let joined = '';
  let found = -1;
  for (let at = first; at < tokens.length && joined.length < longest; at += 1) {
    const token = tokens[at];
    if (token === undefined || (at > first && !isNext(text, tokens, at - 1, at))) break;
    joined += token.folded;
    const casing = spellings.get(joined);
    if (casing === undefined) continue;
    const typed = text.slice(tokens[first]?.start, token.end);
    const isTyped = casing === 'any' || (casing === 'upper' ? typed === typed.toUpperCase() : isCapital(typed));
    const isInside = tokens[first - 1]?.end === tokens[first]?.start || tokens[at + 1]?.start === token.end;
    if (isTyped && (!isInside || joined.length >= INSIDE_WORDS)) found = at;
  }
  return found;
}

function isWidened(
  text: string,
  tokens: readonly Token[],
  one: number,
  next: number,
  words: Pattern['words'],
): boolean {
  return isNext(text, tokens, one, next) && [one, next].every((at) => words.has(tokens[at]?.folded ?? ''));
}

/** Whether only a space, a hyphen or the like is between two neighbours. */
function isNext(text: string, tokens: readonly Token[], one: number, next: number): boolean {
  const [a, b] = [tokens[one], tokens[next]];
  if (a === undefined || b === undefined) return false;
  const gap = text.slice(a.end, b.start);
  return gap.length <= GAP_AT_MOST && [...gap].every((sign) => " -_.'’&/\n".includes(sign));
}

/** A phrase without a capital by its whole alone; a name by its parts, too. */
function strict<T extends { readonly pattern: Pattern }>(secret: T): T {
  const { pattern } = secret;
  if (pattern.value.split(/\s+/u).some(isCapital)) return secret;
  const longest = [...pattern.spellings].toSorted(([one], [other]) => other.length - one.length).slice(0, 1);
  return { ...secret, pattern: { ...pattern, spellings: new Map(longest) } };
}

/** From this value on a number alone gives its fact away; "3 teams" hides "3 teams", but no other 3. */
const TELLING_NUMBER = 100;

function numberMatches(mention: Mention, { numbers }: Pattern): readonly Span[] {
  // A unit that came from a neighbour may be wrong: then the number counts alone.
  const alone = (mention.borrowed ? readingsOf(mention) : []).map((reading) => ({ value: reading.value, unit: '' }));
  const readings = [...readingsOf(mention), ...alone];
  const match = numbers.find((hidden) => readings.some((reading) => isSameNumber(reading, hidden)));
  if (match === undefined) return [];
  return [{ start: mention.start, end: mention.start + hiddenLength(mention, match) }];
}

function isSameNumber(one: Quantity, hidden: Quantity): boolean {
  const isBare = kindOf(one) === 'bare' || kindOf(hidden) === 'bare';
  if (!isCounted(one) || !isCounted(hidden))
    return sameQuantity(withoutPeriod(one), withoutPeriod(hidden)) || (isBare && near(one.value, hidden.value, 1e-9));
  const isNamed = one.unit !== '' && hidden.unit !== '' && folded(one.unit) !== folded(hidden.unit);
  return (
    (near(one.value, hidden.value, 1e-9) || sameQuantity(one, hidden)) && (!isNamed || hidden.value >= TELLING_NUMBER)
  );
}

/** How much of "430k users per second" is hidden: only the number where no noun was typed, and no period but the own. */
function hiddenLength({ text, quantity }: Mention, hidden: Quantity): number {
  if (hidden.per !== undefined) return text.length;
  for (const { index } of text.matchAll(/\s|$/gu)) {
    const [only] = numbersIn(text.slice(0, index)).mentions;
    const isWhole = only !== undefined && (hidden.unit === '' || only.quantity.unit === quantity.unit);
    if (isWhole && readingsOf(only).some(({ value }) => near(value, quantity.value, 1e-9))) return index;
  }
  return text.length;
}
