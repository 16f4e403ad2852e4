/** What a sentence derives: "about eight times", "a sixfold increase", "cut by 88%", "a third of it", "14 out of every 15". */
import { tokens } from '../../machine/figures/lexer.ts';
import { numeral } from '../../machine/figures/numerals.ts';
import { readMentions } from '../../machine/figures.ts';

/** A multiple or a change, as it is claimed, with its offsets in the text that it was read from. */
export interface Claim {
  /** How many times one value is the other; by how many per cent they differ. */
  readonly kind: 'times' | 'percent';
  readonly value: number;
  /** "Six to seven times": the upper end. */
  readonly atMost?: number;
  readonly loose: 'exact' | 'about' | 'over' | 'under';
  /** Said in words that mean other things as well ("a third of the team"), so no claim where no figure is near. */
  readonly vague: boolean;
  readonly start: number;
  readonly end: number;
}

const ONES =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const NUMBER = String.raw`(?:\d[\d.,]*|(?:${TENS})(?:-\w+)?|${ONES}|a hundred|hundred|a thousand|thousand)(?: and a half)?`;
const HEDGE = String.raw`(?:(about|around|roughly|nearly|almost|close to|some|approximately|just about)|((?:a little |slightly |well |just |somewhat )?(?:more than|over|above)|at least|upwards of)|((?:a little |slightly |just )?(?:less than|under|below)|up to|not quite)) `;
const TIMES = new RegExp(
  String.raw`(?:${HEDGE})?(?:between )?(?:(${NUMBER}) (?:and|to) )?(${NUMBER})(?: times\b|-?fold\b|(?<=\d)x\b)`,
  'gi',
);
const FACTOR = new RegExp(String.raw`(?:by )?an? factor of (?:${HEDGE})?(${NUMBER})`, 'gi');
const WORDS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:doubled|doubling|doubles|twice (?:as|the|that))\b/gi, 2],
  [/\b(?:tripled|trebled|tripling|triples|threefold|thrice (?:as|the))\b/gi, 3],
  [/\b(?:quadrupled|quadrupling|fourfold)\b/gi, 4],
  [/\b(?:halved|halving|halves|cut in half|half as (?:long|many|much)|by half)\b/gi, 2],
];
const ORDINALS: Readonly<Record<string, number>> = {
  half: 2,
  third: 3,
  quarter: 4,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
  fortieth: 40,
  fiftieth: 50,
  sixtieth: 60,
  seventieth: 70,
  eightieth: 80,
  ninetieth: 90,
  hundredth: 100,
  thousandth: 1000,
};
const ORDINAL = Object.keys(ORDINALS).join('|');
const FRACTION = new RegExp(
  String.raw`(?:${HEDGE})?\b(by )?(an?|one|two|three|four|nine|half)(?: (?:a )?|-)?(${ORDINAL})?s?( of (?:the|that|what|it|its|this|those|their)\b|(?=[.,;]|$))`,
  'gi',
);
const OUT_OF = new RegExp(
  String.raw`(${NUMBER}) (?:out )?of (?:every )?(${NUMBER})(?= (?:of|such|cases?|no longer|are|were|is|was)\b|[.,;]|$)`,
  'gi',
);
const ONE_FOR = new RegExp(String.raw`\bone (?:for|in|out of) every (${NUMBER})`, 'gi');
const CHANGE_BEFORE =
  /(?:\bby|\b(?:reduction|drop|decrease|cut|increase|improvement|rise|gain|saving|decline|fall|growth) of|\bdown|\bup)\s*(?:about|around|roughly|nearly|almost|some|over|more than|under)?\s*$/i;
const CHANGE_AFTER =
  /^\s*(?:less|fewer|more|faster|slower|lower|higher|quicker|smaller|shorter|better|reduction|drop|cut|improvement|increase|decrease|decline)\b/i;

export function claimsIn(text: string): Claim[] {
  const found: Claim[] = [];
  const add = (claim: Claim) => {
    if (!found.some((other) => claim.start < other.end && claim.end > other.start)) found.push(claim);
  };
  for (const match of text.matchAll(OUT_OF)) {
    const [part, whole] = [value(match[1]), value(match[2])];
    if (part === null || whole === null || part >= whole || part < 2) continue;
    add({ ...spanOf(match), kind: 'percent', value: (100 * part) / whole, loose: 'about', vague: true });
  }
  for (const match of text.matchAll(ONE_FOR)) {
    const every = value(match[1]);
    if (every !== null) add({ ...spanOf(match), kind: 'times', value: every, loose: 'about', vague: true });
  }
  for (const match of text.matchAll(TIMES)) {
    const [, about, over, under, low, high = ''] = match;
    const [first, last] = [value(low ?? high), value(high)];
    // "three times a day" counts occasions.
    const rest = text.slice(match.index + match[0].length);
    if (first === null || last === null || OCCASIONS.test(rest)) continue;
    const upper = low ? { atMost: last } : {};
    add({ ...spanOf(match), kind: 'times', value: first, ...upper, loose: hedge(about, over, under), vague: false });
  }
  for (const match of text.matchAll(FACTOR)) {
    const [, about, over, under, amount] = match;
    const read = value(amount);
    if (read !== null)
      add({ ...spanOf(match), kind: 'times', value: read, loose: hedge(about, over, under), vague: false });
  }
  for (const [pattern, times] of WORDS)
    for (const match of text.matchAll(pattern))
      add({ ...spanOf(match), kind: 'times', value: times, loose: 'about', vague: /twice/i.test(match[0]) });
  for (const claim of fractions(text)) add(claim);
  for (const claim of changes(text)) add(claim);
  return found;
}

const OCCASIONS = /^\s*(?:a|per|each|every|in a row|already|over|before|in (?:the|a|my|our)|since)\b|^[.,;]?\s*$/i;

/** "a third of it", "cut by two thirds", "three quarters of what it was" */
function fractions(text: string): Claim[] {
  return [...text.matchAll(FRACTION)].flatMap((match): Claim[] => {
    const [, about, over, under, by, count = '', ordinal, of = ''] = match;
    const low = count.toLowerCase();
    // "half of the …", "by half" have no ordinal; "a half", "two thirds" have.
    const parts = low === 'half' ? 1 : /^an?$/.test(low) ? 1 : (value(low) ?? 0);
    const whole = low === 'half' && !ordinal ? 2 : (ORDINALS[ordinal?.toLowerCase() ?? ''] ?? 0);
    if (whole === 0 || parts === 0 || parts >= whole) return [];
    const share = parts / whole;
    // "Less than a tenth of it" is more than ten times less.
    const hedged = hedge(about, over, under);
    const loose =
      hedged === 'exact'
        ? 'about'
        : hedged === 'under' && parts === 1
          ? 'over'
          : hedged === 'over' && parts === 1
            ? 'under'
            : hedged;
    // "an eighth" at the end of a clause is one only if a number stands before it.
    if (/\band\s+$/i.test(text.slice(0, match.index))) return [];
    if (!by && of === '' && (!/\d/.test(text.slice(0, match.index)) || low === 'half')) return [];
    if (by) return [{ ...spanOf(match), kind: 'percent', value: share * 100, loose, vague: false }];
    return parts === 1
      ? [{ ...spanOf(match), kind: 'times', value: whole, loose, vague: true }]
      : [{ ...spanOf(match), kind: 'percent', value: (1 - share) * 100, loose, vague: true }];
  });
}

/** "by 88%", "88% less", "a drop of 88%" */
function changes(text: string): Claim[] {
  return readMentions(text).flatMap(({ quantity, start, end }): Claim[] => {
    if (quantity.unit !== '%') return [];
    const before = text.slice(Math.max(0, start - 30), start);
    if (!CHANGE_BEFORE.test(before) && !CHANGE_AFTER.test(text.slice(end))) return [];
    const loose = /\b(?:about|around|roughly|nearly|almost|some)\s*$/i.test(before)
      ? 'about'
      : /\b(?:over|more than)\s*$/i.test(before)
        ? 'over'
        : 'exact';
    return [{ kind: 'percent', value: quantity.value, loose, vague: false, start, end }];
  });
}

function spanOf(match: RegExpExecArray): { start: number; end: number } {
  const lead = /^\s*/.exec(match[0])?.[0].length ?? 0;
  return { start: match.index + lead, end: match.index + match[0].length };
}

function hedge(about?: string, over?: string, under?: string): Claim['loose'] {
  return about ? 'about' : over ? 'over' : under ? 'under' : 'exact';
}

function value(words: string | undefined): number | null {
  if (!words) return null;
  const read = numeral(tokens(words), 0)?.value;
  return read ?? (/^(?:a )?hundred/i.test(words) ? 100 : /^(?:a )?thousand/i.test(words) ? 1000 : null);
}
