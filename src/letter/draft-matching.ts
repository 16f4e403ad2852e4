/** Matches quantities of a draft against the facts: same value, thing and side, or derived from a stated change. */
import { isClose, kindOf, type Quantity, type QuantityKind, sameQuantity, toBaseUnit } from '../machine/quantity.ts';
import type { Side } from '../text/before-after.ts';
import { wordSet } from '../text/lexer.ts';
import type { Mention } from '../text/quantities.ts';
import { wordsOfPeriod } from '../text/units.ts';
import {
  type FactQuantity,
  type QuantityFault,
  type QuantityInContext,
  type quantitiesInText,
  SMALL,
} from './draft-quantities.ts';
import { COUNTABLE_WITHOUT_FACT, PEOPLE, stem, wordsIn } from './draft-words.ts';
import type { Fact } from './facts.ts';
import { withoutPeriod } from './render.ts';

/** Relative tolerance: "about 40" may stand for 41.3. */
const ROUNDING = 0.05;

/** Whether a spelled-out number is ordinary wording, not a figure: "one of the reasons", "the two". */
export function isIdiomaticNumber({ mention: { spelled, quantity, text } }: QuantityInContext): boolean {
  if (!spelled || quantity.per !== undefined) return false;
  if (quantity.value === 1) return kindOf(quantity) !== 'duration' && kindOf(quantity) !== 'share';
  if (quantity.value === 2 && quantity.unit === '') return true;
  const noun = wordsIn(text).at(-1) ?? '';
  return quantity.value <= 4 && COUNTABLE_WITHOUT_FACT.has(noun);
}

/** "Within one minute" is allowed if the facts say "within a minute". */
export function isSingleUnitInFacts({ mention: { quantity } }: QuantityInContext, words: ReadonlySet<string>): boolean {
  return quantity.value === 1 && kindOf(quantity) === 'duration' && words.has(stem(quantity.unit));
}

export function matchesFactQuantity(
  readings: readonly Quantity[],
  { mention }: QuantityInContext,
  other: FactQuantity,
  words: ReadonlySet<string>,
  sentence: string,
): boolean {
  const slack = toleranceOf(mention);
  const candidates = mention.borrowed
    ? readings.flatMap((one) => [one, { value: one.value, unit: one.unit }])
    : readings;
  return candidates.some((reading) =>
    other.readings.some((said) => {
      if (!isSame(reading, said, slack)) return false;
      const newPeriod = said.per === undefined && kindOf(said) !== 'bare' ? reading.per : undefined;
      if (newPeriod && !wordsOfPeriod(newPeriod).some((word) => other.stems.has(stem(word)))) return false;
      return isSameNoun(reading, said, other, words, sentence);
    }),
  );
}

/** Relative tolerance of a mention: `ROUNDING` with "about", "over" or "under", else only for float errors. */
export function toleranceOf({ bound }: QuantityInContext['mention']): number {
  return bound === null ? 1e-9 : ROUNDING;
}

export function isSame(reading: Quantity, said: Quantity, slack: number): boolean {
  if (sameQuantity(reading, said)) return true;
  const [kind, other] = [kindOf(reading), kindOf(said)];
  if (kind === 'bare' || other === 'bare') {
    // A bare number in a fact doesn't match a duration, an amount of data or money.
    if (other === 'bare' && (kind === 'duration' || kind === 'data' || kind === 'money')) return false;
    return isClose(reading.value, said.value, slack);
  }
  const isPeriodLess = reading.per === undefined || said.per === undefined;
  const [a, b] = isPeriodLess ? [withoutPeriod(reading), withoutPeriod(said)] : [reading, said];
  if (sameQuantity(a, b)) return true;
  if (isPeriodLess && (a.unit === '' || b.unit === '') && isClose(a.value, b.value, slack)) return true;
  return slack > 1e-6 && kindOf(a) === kindOf(b) && isClose(toBaseUnit(a), toBaseUnit(b), slack);
}

function isSameNoun(
  reading: Quantity,
  said: Quantity,
  { stems }: FactQuantity,
  words: ReadonlySet<string>,
  sentence: string,
): boolean {
  if (kindOf(reading) !== 'count' || reading.value > SMALL) return true;
  const noun = wordsIn(reading.unit).at(-1) ?? '';
  if (noun === '') return true;
  const heads = [noun, ...wordsIn(reading.unit)];
  const saidNoun = wordsIn(said.unit).at(-1) ?? '';
  if (PEOPLE.has(noun) && (saidNoun === '' || PEOPLE.has(saidNoun) || [...PEOPLE].some((one) => stems.has(stem(one)))))
    return true;
  if (heads.some((word) => stems.has(stem(word)))) return true;
  if (COUNTABLE_WITHOUT_FACT.has(noun)) return true;
  // "Seven were needed": the word after the number is a verb, not a noun to compare.
  const isVerb = VERBS.has(noun) && sentence.includes(noun);
  return isVerb || (saidNoun === '' && words.has(stem(noun)));
}

const VERBS: ReadonlySet<string> = wordSet('were are was is have had in at on per for and or to');

export function isSameThing({ mention }: QuantityInContext, words: ReadonlySet<string>): boolean {
  const nouns = wordsIn(mention.quantity.unit);
  return nouns.length === 0 || nouns.some((noun) => words.has(stem(noun)));
}

export function isSwapped(side: Side, matching: readonly FactQuantity[]): boolean {
  return matching.length > 0 && matching.every((one) => one.side !== null && one.side !== side);
}

/**
 * @param all percentiles stated anywhere in the facts
 * @param ofFigures percentiles stated for a number
 */
export function isOtherPercentile(
  { percentile, mention }: QuantityInContext,
  matching: readonly FactQuantity[],
  all: ReadonlySet<string>,
  ofFigures: ReadonlySet<string | null>,
): boolean {
  if (percentile === null) return false;
  const told = matching.map((one) => one.percentile).filter((one) => one !== null);
  if (told.length > 0) return !told.includes(percentile);
  // "1,900 a second on average, 7,200 in the evening": only a latency needs a percentile stated for its own number.
  const isLatency = mention.quantity.unit !== '' && kindOf(mention.quantity) === 'duration';
  return !(all.has(percentile) && !isLatency) && !ofFigures.has(percentile);
}

/** A change between two quantities of the same kind, or with one side bare. Values for comparison are precomputed. */
export interface StatedChange {
  /** In the base unit of the kind; unconverted if one side is bare. */
  readonly before: number;
  readonly now: number;
  /** Kind of the quantity now. */
  readonly kind: QuantityKind;
  /** The larger divided by the smaller; 0 unless both are positive. */
  readonly ratio: number;
  /** Stated as a change, not just two numbers in the same text. */
  readonly isTold: boolean;
}

function changeOf(from: Quantity, to: Quantity, isTold: boolean): StatedChange {
  const kind = kindOf(to);
  const isBare = kindOf(from) === 'bare' || kind === 'bare';
  const [before, now] = isBare ? [from.value, to.value] : [toBaseUnit(from), toBaseUnit(to)];
  const ratio = before > 0 && now > 0 ? Math.max(before / now, now / before) : 0;
  return { before, now, kind, ratio, isTold };
}

/** Maximum quantities of one text that are paired into changes. */
const PAIRED_AT_MOST = 12;

/** Changes of a fact: its figure, and every pair of quantities in its text. @param stated quantities of the text */
export function changesIn({ figure }: Fact, { stated }: ReturnType<typeof quantitiesInText>): readonly StatedChange[] {
  const own = figure?.before && figure.now ? [changeOf(figure.before.quantity, figure.now.quantity, true)] : [];
  return [...own, ...changesOf(stated, false)];
}

export function changesOf(stated: readonly QuantityInContext[], isTold: boolean): readonly StatedChange[] {
  const few = stated.flatMap(({ readings }) => readings.slice(0, 1)).slice(0, PAIRED_AT_MOST);
  return few.flatMap((before, at) =>
    few.slice(at + 1).flatMap((now) => {
      const isOne = before.unit === 'times' || now.unit === 'times';
      const kinds = [kindOf(before), kindOf(now)];
      const isAlike = kinds[0] === kinds[1] || (kinds.includes('bare') && !kinds.includes('duration'));
      return isAlike && !isOne && !sameQuantity(before, now) ? [changeOf(before, now, isTold)] : [];
    }),
  );
}

export function isWithin(ends: readonly Quantity[], { ratio: exact }: StatedChange): boolean {
  const [low = 0, high = 0] = ends.map(({ value }) => value).toSorted((a, b) => a - b);
  return exact >= low * 0.98 && exact <= high * 1.02;
}

/** Whether a multiple ("8 times") matches the ratio of a change, with tolerance for rounding, "nearly", "more than". */
function isRatio(told: number, bound: Mention['bound'], { ratio: exact }: StatedChange): boolean {
  if (exact === 0) return false;
  if (bound === 'over') return told <= exact * 1.001 && exact <= told * 1.35;
  if (bound === 'under') return told >= exact * 0.999 && told <= exact * 1.35;
  return isClose(told, exact, bound === 'about' ? 0.07 : ROUNDING) || Math.round(exact) === told;
}

/** Tolerance in percentage points: 1, or 3 for "almost 90 %", and less close to 100: 99.999 % is not 99.99 %. */
function shareSlack(share: number, bound: Mention['bound']): number {
  return Math.min(bound === null ? 1 : 3, Math.abs(100 - share) * 0.3 + 0.01);
}

/** Whether the quantity follows from one of the changes: as a share, a multiple or a difference. */
export function isDerived(reading: Quantity, { bound }: Mention, changes: readonly StatedChange[]): boolean {
  const [kind, base] = [kindOf(reading), toBaseUnit(reading)];
  return changes.some((change) => {
    const { before: a, now: b, ratio } = change;
    if (kind === 'share') {
      const isPoints = change.kind === 'share' && isClose(reading.value, Math.abs(b - a), 0.01);
      const isPart = change.kind !== 'share' && ratio > 0 && isClose(reading.value, 100 / ratio, 0.02);
      const part = (Math.abs(b - a) / a) * 100;
      return isPoints || isPart || (a > 0 && Math.abs(reading.value - part) <= shareSlack(reading.value, bound));
    }
    if (reading.unit === 'times') return isRatio(reading.value, bound, change);
    const isOfKind = change.isTold && kind === change.kind && a !== b;
    return isOfKind && isClose(base, Math.abs(b - a), bound === null ? 1e-6 : 0.05);
  });
}

interface Factor {
  readonly pattern: RegExp;
  readonly ratio: number;
  /** Wordings in the facts that already state this factor. */
  readonly same: readonly string[];
}

const FACTORS: readonly Factor[] = [
  {
    pattern: /\b(?:doubl(?:ed|ing)|halv(?:ed|ing)|in half|(?:by|to) half(?! an? | past ))\b/giu,
    ratio: 2,
    same: ['doubled', 'halved', 'in half', 'by half', 'to half', 'doubling', 'halving'],
  },
  {
    pattern: /\b(?:twice|half the|half as)\b/giu,
    ratio: 2,
    same: ['twice', 'half', 'two times', '2 times', 'double', 'duplicate', 'repeat', 'again'],
  },
  {
    pattern: /\b(?:tripl(?:ed|ing)|trebl(?:ed|ing)|(?:by|to) a third|thrice|(?:by|to) two[- ]thirds)\b/giu,
    ratio: 3,
    same: ['triple', 'treble', 'third', 'three times', '3 times'],
  },
  { pattern: /\b(?:quadrupl(?:ed|ing)|(?:by|to) a quarter)\b/giu, ratio: 4, same: ['quadruple', 'by a quarter'] },
  { pattern: /\border of magnitude\b/giu, ratio: 10, same: ['magnitude'] },
  { pattern: /\b(?:a |one )?hundred-?fold\b/giu, ratio: 100, same: ['hundredfold'] },
];

/** @param mentions quantities of the sentence: "to a quarter of one per cent" is a quantity, not a factor */
export function factorsIn(
  sentence: string,
  changes: readonly StatedChange[],
  facts: string,
  mentions: readonly Mention[],
): QuantityFault[] {
  return FACTORS.flatMap(({ pattern, ratio: factor, same }) =>
    [...sentence.matchAll(pattern)].flatMap(({ 0: text, index }): QuantityFault[] => {
      const end = index + text.length;
      const isAmount = mentions.some((one) => one.start < end && one.end > end);
      const isSaid = isAmount || same.some((words) => facts.includes(words));
      const isPart = text.startsWith('by ') || text.startsWith('By ');
      const isTold = changes.some(({ ratio: exact }) => {
        const cut = exact === 0 ? 0 : 1 / (1 - 1 / exact);
        return isClose(exact, factor, 0.1) || (isPart && isClose(cut, factor, 0.1));
      });
      return isSaid || isTold ? [] : [{ kind: 'derived', start: index, end }];
    }),
  );
}

/** Mentions that state a share of a round number: "of a thousand statements, 60 were redone" is 6 %. */
export function sharesOfRoundNumber(
  stated: readonly QuantityInContext[],
  source: readonly FactQuantity[],
): readonly QuantityInContext[] {
  const base = stated.find(({ mention: { quantity } }) => [100, 1000, 10_000, 100_000].includes(quantity.value));
  if (base === undefined) return [];
  const whole = base.mention.quantity.value;
  const told = stated.filter(({ mention: { quantity } }) =>
    source.some(({ readings }) =>
      readings.some((said) => kindOf(said) === 'share' && isClose((quantity.value / whole) * 100, said.value, 1e-9)),
    ),
  );
  return told.length === 0 ? [] : [base, ...told];
}
