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
const SMALL = `(?:${TENS})(?:-\\w+)?|${ONES}`;
const NUMBER = String.raw`(?:\d[\d.,]{0,18}|(?:(?:an?|${SMALL}) )?(?:hundred|thousand|dozen)(?:(?: and)? (?:${SMALL}))?|${SMALL})(?: and a half)?`;
const HEDGE = String.raw`(?:(about|around|roughly|nearly|almost|close to|some|approximately|just about)|((?:a little |slightly |well |just |somewhat )?(?:more than|over|above)|at least|upwards of)|((?:a little |slightly |just )?(?:less than|under|below)|up to|not quite|not even)) `;
const TIMES = new RegExp(
  String.raw`(?:${HEDGE})?(?:between )?(?:(${NUMBER}) (?:and|to) )?(${NUMBER})( times\b|-?fold\b|(?<=\d)x\b)`,
  'gi',
);
const FACTOR = new RegExp(String.raw`(?:by )?an? factor of (?:${HEDGE})?(${NUMBER})(?!\w)`, 'gi');
const ORDERS = new RegExp(String.raw`(?:${HEDGE})?(an?|one|two|three) orders? of magnitude`, 'gi');
const WORDS: readonly (readonly [RegExp, number])[] = [
  [String.raw`doubled|doubling|doubles|twice (?:as|the|that|what)|double (?:the|that|what)`, 2],
  [String.raw`tripled|trebled|tripling|triples|threefold|three-fold|thrice (?:as|the)|triple (?:the|that|what)`, 3],
  [String.raw`quadrupled|quadrupling|fourfold|four-fold`, 4],
  [
    String.raw`halved|halving|halves (?:the|that|it|what|our)|cut (?:[^ .,;]+ ){0,4}in half|half as (?:long|many|much)|by half`,
    2,
  ],
].map(([words, times]) => [new RegExp(String.raw`(?:${HEDGE})?\b(?:${words})\b`, 'gi'), Number(times)]);
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
const LESS_OR_MORE =
  'less|fewer|more|faster|slower|lower|higher|quicker|smaller|shorter|better|reduction|drop|cut|improvement|increase|decrease|decline';
const FRACTION = new RegExp(
  String.raw`(by )?(?:${HEDGE})?\b(by )?(an?|one|two|three|four|nine|half)(?: (?:a )?|-)?(${ORDINAL}|(?:${TENS})-(?:${ORDINAL})|\d+(?:st|nd|rd|th))?s?( of (?:the|that|what|it|its|this|those|their)\b|(?=[.,;]|$| (?:${LESS_OR_MORE})\b))`,
  'gi',
);
const OUT_OF = new RegExp(
  String.raw`(${NUMBER}) (?:out )?of (?:every )?(${NUMBER})(?= (?:of|such|cases?|no longer|are|were|is|was)\b|[.,;]|$)`,
  'gi',
);
const ONE_FOR = new RegExp(String.raw`\bone (?:for|in|out of) every (${NUMBER})`, 'gi');
const CHANGE_BEFORE = new RegExp(
  String.raw`(?:\bby|\b(?:reduction|drop|decrease|cut|increase|improvement|rise|gain|saving|decline|fall|growth) of|\bdown|\bup)\s+(?:${HEDGE})?$`,
  'i',
);
const HEDGED = new RegExp(`${HEDGE}$`, 'i');
const CHANGE_AFTER = new RegExp(String.raw`^\s*(?:${LESS_OR_MORE})\b`, 'i');

/** What each of the patterns has in it; where none of it stands, a pattern full of hedges has nothing to look for. */
const MULTIPLIES = /times|fold|\dx|factor|magnitude/i;
const NAMED = /doubl|tripl|trebl|quadrupl|twice|thrice|fold|hal(?:f|v)/i;
const PARTS = new RegExp(`${ORDINAL}|\\d(?:st|nd|rd|th)`, 'i');

export function claimsIn(text: string): Claim[] {
  const found: Claim[] = [];
  const matches = (pattern: RegExp, needed: RegExp) => (needed.test(text) ? text.matchAll(pattern) : []);
  const add = (claim: Claim) => {
    if (!found.some((other) => claim.start < other.end && claim.end > other.start)) found.push(claim);
  };
  for (const match of matches(OUT_OF, / of /i)) {
    const [part, whole] = [value(match[1]), value(match[2])];
    if (part === null || whole === null || part >= whole || part < 2) continue;
    add({ ...spanOf(match), kind: 'percent', value: (100 * part) / whole, loose: 'about', vague: true });
  }
  for (const match of matches(ONE_FOR, / every /i)) {
    const every = value(match[1]);
    if (every !== null) add({ ...spanOf(match), kind: 'times', value: every, loose: 'about', vague: true });
  }
  for (const match of matches(TIMES, MULTIPLIES)) {
    const [words, about, over, under, low, high = '', unit] = match;
    const [least, last] = [value(low ?? high), value(high)];
    // "A hundred and eighty times" is one number, and no range that begins at a hundred.
    const isYear = /^(?:19|20)\d\d$/.test(low ?? '');
    const whole = isYear
      ? last
      : low && least !== null && last !== null && least >= last
        ? value(`${low} and ${high}`)
        : null;
    const first = whole ?? least;
    if (first === null || last === null) continue;
    const [before, rest] = [text.slice(0, match.index), text.slice(match.index + words.length)];
    if (unit === ' times' && countsOccasions(before, rest)) continue;
    const upper = low && whole === null ? { atMost: last } : {};
    const span = spanOf(match);
    const start = isYear ? span.end - `${high}${unit}`.length : span.start;
    add({ ...span, start, kind: 'times', value: first, ...upper, loose: hedge(about, over, under), vague: false });
  }
  for (const match of matches(FACTOR, MULTIPLIES)) {
    const [, about, over, under, amount] = match;
    const read = value(amount);
    if (read !== null)
      add({ ...spanOf(match), kind: 'times', value: read, loose: hedge(about, over, under), vague: false });
  }
  for (const match of matches(ORDERS, MULTIPLIES)) {
    const power = 10 ** (value(match[4]) ?? 1);
    add({ ...spanOf(match), kind: 'times', value: 0.6 * power, atMost: 2 * power, loose: 'about', vague: false });
  }
  for (const [pattern, times] of WORDS)
    for (const match of matches(pattern, NAMED)) {
      const [words, about, over, under] = match;
      const hedged = hedge(about, over, under);
      const loose = hedged === 'exact' ? 'about' : hedged;
      add({ ...spanOf(match), kind: 'times', value: times, loose, vague: /twice|(?:double|triple) /i.test(words) });
    }
  if (PARTS.test(text)) for (const claim of fractions(text)) add(claim);
  for (const claim of changes(text)) add(claim);
  return found;
}

const OCCASIONS =
  /^\s*(?:a|per|each|every|in a row|already|over|before|since|in (?:the|a|an|my|our|all|one|total|(?:19|20)\d\d|[A-Z]\w+)|(?:during|within|between|until|because|when|while|after|by|on|at|for|from|last|this|that (?:year|week|month|day|night|season)|so far|altogether|today|yesterday|and then|to (?:be|get|make|see|ask|call|find))\b|(?:an?|per) )/;
/** What a multiple is of, or what became more: "times as many", "times the earlier 70", "times faster", "times its former rate". */
const MULTIPLE =
  /^\s*(?:as\b|the\b(?! (?:year|week|month|season|day|night|first|last|second|third|following|next|whole|other|same)\b)|its\b|their\b|our\b|his\b|her\b|my\b|that\b(?! (?:time|year|week|month|season|day|night|morning|evening|spring|summer|autumn|winter)\b)|what\b|more\b|less\b|fewer\b|(?:former|previous|earlier|old|original|today)'?s?\b|\p{L}{3,}er\b(?! \d)|better\b|worse\b|increase|improvement|reduction|growth|gain|bandwidth|throughput|capacity|load|volume|rate\b|speed)/u;
const GREW =
  /\b(?:grew|grown|grows|rose|risen|increased?|improved|multiplied|went up|fell|fallen|dropped|shrank|shrunk|cut|reduced|sped up|scaled|higher|up|down)\b[^.]*$/i;

/** "Three times a day", "six times in 2023" count occasions, and so does "it failed three times". */
function countsOccasions(before: string, rest: string): boolean {
  if (MULTIPLE.test(rest)) return false;
  if (OCCASIONS.test(rest)) return true;
  return !GREW.test(before) && (/^[.,;:!?)]?\s*$/.test(rest) || !/\d[^.]*$/.test(before));
}

/** "a third of it", "cut by two thirds", "three quarters of what it was" */
function fractions(text: string): Claim[] {
  return [...text.matchAll(FRACTION)].flatMap((match): Claim[] => {
    const [, by1, about, over, under, by2, count = '', ordinal, of = ''] = match;
    const by = by1 ?? by2;
    const low = count.toLowerCase();
    // "half of the …", "by half" have no ordinal; "a half", "two thirds" have.
    const parts = low === 'half' ? 1 : /^an?$/.test(low) ? 1 : (value(low) ?? 0);
    const whole = low === 'half' && !ordinal ? 2 : wholeOf(ordinal?.toLowerCase() ?? '');
    if (whole === 0 || parts === 0 || parts >= whole) return [];
    const share = parts / whole;
    const hedged = hedge(about, over, under);
    const loose = hedged === 'exact' ? 'about' : hedged;
    // What is left and what is gone are opposites: "less than a tenth of it" is more than ten times less.
    const left = loose === 'under' ? 'over' : loose === 'over' ? 'under' : loose;
    const before = text.slice(0, match.index);
    // "The second half of the year" is no share of anything that was measured.
    if (/\b(?:first|second|third|last|latter|other|top|upper|lower)\s+$/i.test(before)) return [];
    const changes = by || new RegExp(String.raw`^ (?:${LESS_OR_MORE})\b`, 'i').test(text.slice(spanOf(match).end));
    // "More than three quarters of the wait have gone": what is gone, and not what is left.
    if (of !== '' && GONE.test(text.slice(spanOf(match).end)))
      return [{ ...spanOf(match), kind: 'percent', value: share * 100, loose: hedged, vague: true }];
    if (changes) return [{ ...spanOf(match), kind: 'percent', value: share * 100, loose, vague: !by }];
    // "an eighth" at the end of a clause is one only after a number, or where something came down to it.
    if (/\band\s+$/i.test(before)) return [];
    const isEnd = /\bto\s+$/i.test(before) || /\d/.test(before);
    if (of === '' && (!isEnd || low === 'half')) return [];
    return parts === 1
      ? [{ ...spanOf(match), kind: 'times', value: whole, loose: left, vague: true }]
      : [{ ...spanOf(match), kind: 'percent', value: (1 - share) * 100, loose: left, vague: true }];
  });
}

const GONE =
  /^(?: \p{L}+){1,4} (?:have|has|had|is|are|was|were) (?:now |been |all )?(?:gone|vanished|disappeared|removed|eliminated|saved|avoided|cut)\b/iu;

/** A third, a seventy-fifth, a 75th: into how many parts. */
function wholeOf(ordinal: string): number {
  const [tens, ones] = ordinal.split('-');
  const plain = /^\d+/.exec(ordinal)?.[0];
  if (plain) return Number(plain);
  return ones === undefined ? (ORDINALS[ordinal] ?? 0) : (value(tens) ?? 0) + (ORDINALS[ones] ?? 0);
}

/** "by 88%", "88% less", "a drop of 88%" */
function changes(text: string): Claim[] {
  return readMentions(text).flatMap(({ quantity, start, end }): Claim[] => {
    if (quantity.unit !== '%') return [];
    const before = text.slice(Math.max(0, start - 40), start);
    const follows = CHANGE_AFTER.test(text.slice(end));
    const match = CHANGE_BEFORE.exec(before) ?? (follows ? HEDGED.exec(before) : null);
    if (!match && !follows) return [];
    const loose = hedge(match?.[1], match?.[2], match?.[3]);
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
  return read ?? { hundred: 100, thousand: 1000, dozen: 12 }[words.toLowerCase()] ?? null;
}
