/** Shares told in words: "nine out of ten", "six in ten thousand", "of a hundred saves, ninety-nine", "95 percent of all". */
import { tokens } from '../../machine/figures/lexer.ts';
import { numeral } from '../../machine/figures/numerals.ts';

export interface Proportion {
  /** In per cent. */
  readonly share: number;
  /** "One in ninety": how many there are for each one. */
  readonly every: number | null;
  readonly start: number;
  readonly end: number;
}

const ONES =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const SMALL = String.raw`\d{1,15}(?:[.,]\d{1,15}){0,4}|(?:${TENS})(?:[- ](?:${ONES}))?|${ONES}`;
const LARGE = '(?:hundred thousand|hundred million|hundred|thousand|million|billion)';
const WHOLE = String.raw`(?:a |one |every |each |ten |a )?${LARGE}|ten|twenty|\d[\d.,]{0,18}\d`;
/** Any number: "in sixty", "in four hundred", "in 12,000", "in two thousand". */
const ANY = String.raw`(?:(?:an?|${SMALL}) )?${LARGE}|${SMALL}`;
const NOUN = String.raw`(?: (?!percent|per|instead)\p{L}+){0,3}?`;
/** What is told of a whole before its part: "lines we used to drop", "bookings". */
const OF_IT = String.raw`(?: (?!percent|per|instead|${ONES}|${TENS}|hundred|thousand)[\p{L}’']+){0,6}?`;
const PATTERNS = [
  // "one order in sixty", "once in eight times", "three pallets in a hundred", "two out of every five"
  String.raw`(?<part>${SMALL}|once|twice)${NOUN} (?:in|out of)(?: every)? (?<whole>${ANY})(?: or (?:${SMALL}))?(?: (?:times|cases))?(?![\d\p{L}-]|:\d)(?!,\d)`,
  // "nine payslips in a thousand", "ninety-nine out of a hundred", "nineteen of twenty"
  String.raw`(?<part>${SMALL})${NOUN} (?:in|out of|of)(?: every)? (?<whole>${WHOLE})(?![\d\p{L}-])`,
  // "of a hundred saves, ninety-nine", "in every thousand sessions 24", "of every ten thousand rows we lost five"
  String.raw`(?:in|of|out of) (?<whole>(?:(?:a|every|each|one) )?(?:ten )?${LARGE})${OF_IT},? (?<part>${SMALL})(?![\d\p{L}])`,
  // "one gap of every thirty", "for every thirty gaps there used to be, one is left"
  String.raw`(?<part>one)${NOUN} (?:of|for) every (?<whole>${ANY})(?![\d\p{L}-])`,
  String.raw`(?:(?:for|of|out of) every|where there (?:were|used to be|had been)) (?<whole>${ANY})${OF_IT},?(?: (?:there is|we have|we see) (?<part>one)(?![\p{L}-])| (?<part>one)(?= (?:is|was|remains?|remained|stays|stayed|left)\b))`,
].map((pattern) => new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${pattern})`, 'giu'));
const PER_CENT = new RegExp(
  String.raw`(?<part>${SMALL}) ?(?:%|per ?cent) of (?:all|the|our|every|those|these|them|\p{L}+s)(?!\p{L})`,
  'giu',
);
/** Without a number of any kind there is no share. */
const NUMBER = new RegExp(String.raw`\d|\b(?:${ONES}|${TENS}|once|twice|half|hundred|thousand|million)`, 'i');
/** "Half of them" is a share of what was measured where a wait follows it. */
const HALF =
  /\bhalf of (?:(?:all|our|the) \p{L}+|(?:them|those|these)\b(?=[^.,;]{0,30}\b(?:up to|within|at most|no more than|less than|need(?:ed)?|took|take|wait(?:ed)?)\b))/giu;

export function proportionsIn(text: string): Proportion[] {
  if (!NUMBER.test(text)) return [];
  const found: Proportion[] = [];
  const add = (match: RegExpExecArray, share: number, every: number | null = null) => {
    const span = { start: match.index, end: match.index + match[0].length };
    if (!found.some((other) => span.start < other.end && span.end > other.start)) found.push({ share, every, ...span });
  };
  for (const pattern of PATTERNS)
    for (const match of text.matchAll(pattern)) {
      const [part, whole] = [value(match.groups?.part), value(match.groups?.whole)];
      // "12 in 2021" names a year.
      const year = /^(?:19|20)\d\d$/.test(match.groups?.whole ?? '');
      if (part !== null && whole !== null && part < whole && !year && isWhole(match, text, part, whole))
        add(match, Number(((100 * part) / whole).toPrecision(12)), part === 1 ? whole : null);
    }
  for (const match of text.matchAll(PER_CENT)) {
    const part = value(match.groups?.part);
    if (part !== null && part <= 100) add(match, part);
  }
  for (const match of text.matchAll(HALF)) add(match, 50);
  return found;
}

/** What a number can be a share of: ten or more, or less where it is said of nothing in particular. */
function isWhole(match: RegExpExecArray, text: string, part: number, whole: number): boolean {
  const after = text.slice(match.index + match[0].length);
  if (TIME.test(after)) return false;
  if (whole >= 10) return true;
  // "One outage in two regions" only says where.
  const named = /\p{L}+ \p{L}+ (?:in|out)/u.test(match[0]);
  return (
    whole >= 3 && (part === 1 || / out of /.test(match[0])) && !(named && /^\s+\p{L}/u.test(after) && !DOES.test(after))
  );
}
/** "One link in eight was broken": a verb, and nothing that there are eight of. */
const DOES =
  /^\s+(?:was|were|is|are|had|has|have|came|comes?|used|got|gets?|fail(?:s|ed)?|ended|ends?|never|still|no|now|today|before|and|but|of|which|that|who|would|will|did|does|went|goes|took|takes|needed|needs|broke|breaks)\b/i;
const TIME =
  /^\s+(?:ms|milliseconds|seconds|minutes|hours|days|weeks|months|years|nights|summers|winters|seasons|pieces|parts|chunks|slices|steps|stages|batches)\b/i;

function value(words: string | undefined): number | null {
  if (!words) return null;
  const often = { once: 1, twice: 2 }[words.toLowerCase()];
  if (often) return often;
  const plain = words
    .toLowerCase()
    .replace(/^(?:every|each) (?!ten )/, 'a ')
    .replace(/^(?:every|each|an?) (?=ten )/, '');
  const bare = plain.startsWith('hundred') || /^(?:thousand|million|billion)$/.test(plain) ? `a ${plain}` : plain;
  return numeral(tokens(bare), 0)?.value ?? null;
}
