/** Shares told in words: "nine out of ten", "six in ten thousand", "of a hundred saves, ninety-nine", "95 percent of all". */
import { tokens } from '../../machine/figures/lexer.ts';
import { numeral } from '../../machine/figures/numerals.ts';

export interface Proportion {
  /** In per cent. */
  readonly share: number;
  readonly start: number;
  readonly end: number;
}

const ONES =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const SMALL = String.raw`\d[\d.,]*|(?:${TENS})(?:[- ](?:${ONES}))?|${ONES}`;
const WHOLE = String.raw`(?:a |one |every |each |ten |a )?(?:hundred|thousand|million)|ten thousand|ten|twenty|a hundred thousand|\d[\d.,]*\d`;
const NOUN = String.raw`(?: (?!percent|per|instead)\p{L}+){0,3}?`;
const PATTERNS = [
  // "nine payslips in a thousand", "ninety-nine out of a hundred", "nineteen of twenty"
  String.raw`(?<part>${SMALL})${NOUN} (?:in|out of|of)(?: every)? (?<whole>${WHOLE})(?![\d\p{L}-])`,
  // "of a hundred saves, ninety-nine", "in every thousand sessions 24"
  String.raw`(?:in|of|out of) (?<whole>(?:a|every|each|one) (?:hundred|thousand|million)|ten thousand|a hundred thousand)${NOUN},? (?<part>${SMALL})(?![\d\p{L}])`,
].map((pattern) => new RegExp(pattern, 'giu'));
const PER_CENT = new RegExp(
  String.raw`(?<part>${SMALL}) ?(?:%|per ?cent) of (?:all|the|our|every|those|these|\p{L}+s\b)`,
  'giu',
);
const HALF = /\bhalf of (?:all|our|the) \p{L}+/giu;

export function proportionsIn(text: string): Proportion[] {
  const found: Proportion[] = [];
  const add = (match: RegExpExecArray, share: number) => {
    const span = { start: match.index, end: match.index + match[0].length };
    if (!found.some((other) => span.start < other.end && span.end > other.start)) found.push({ share, ...span });
  };
  for (const pattern of PATTERNS)
    for (const match of text.matchAll(pattern)) {
      const [part, whole] = [value(match.groups?.part), value(match.groups?.whole)];
      // "12 in 2021" names a year.
      const year = /^(?:19|20)\d\d$/.test(match.groups?.whole ?? '');
      if (part !== null && whole !== null && whole >= 10 && part < whole && !year)
        add(match, Number(((100 * part) / whole).toPrecision(12)));
    }
  for (const match of text.matchAll(PER_CENT)) {
    const part = value(match.groups?.part);
    if (part !== null && part <= 100) add(match, part);
  }
  for (const match of text.matchAll(HALF)) add(match, 50);
  return found;
}

function value(words: string | undefined): number | null {
  if (!words) return null;
  const plain = words.toLowerCase().replace(/^(?:every|each) /, 'a ');
  const bare = /^(?:a )?(hundred|thousand|million)$/.exec(plain)?.[1];
  if (bare) return { hundred: 100, thousand: 1e3, million: 1e6 }[bare] ?? null;
  return numeral(tokens(plain), 0)?.value ?? null;
}
