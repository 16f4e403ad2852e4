/** Numbers that nobody told and that follow from what was: the downtime of an availability, what is left, the rate of a run. */
import { factor, inBase, kindOf, type Mention, remainder, sameQuantity } from '../../machine/figures.ts';
import type { Quantity } from '../../machine/quantity.ts';
import type { Evidence } from './evidence.ts';
import type { Proportion } from './proportions.ts';
import { around, type Sentence } from './sentence.ts';
import { INTERVALS, isRounded, isSupported, PERIODS } from './support.ts';

/** Whether a number follows from the brief, or from others of its sentence and the one before, which are held to the brief themselves. */
export function worksOut(
  mention: Mention,
  sentence: Sentence,
  previous: Sentence | undefined,
  { quantities }: Evidence,
): boolean {
  const others = sentence.mentions.filter((other) => other !== mention);
  const { before } = around(sentence, mention);
  const down = downOf(mention, sentence, previous, quantities);
  if (down && isSupported({ ...mention, quantity: down.told, bare: false }, down.known, before)) return true;
  if (isComplement(mention, sentence, quantities) || isAverage(mention, sentence, quantities)) return true;
  const known = [
    ...(LEFT.test(sentence.text) ? differences(others) : []),
    ...ratesOfRuns(mention, [...(previous?.mentions ?? []), ...others]),
  ];
  return isRhythm(mention, quantities) || isSupported(mention, known, before);
}

/** A number that was to be worked out from the brief and comes out otherwise: a downtime, or a rate over another period. */
export function isMiscalculated(
  mention: Mention,
  sentence: Sentence,
  previous: Sentence | undefined,
  { quantities, figures }: Evidence,
): boolean {
  if (downOf(mention, sentence, previous, quantities)) return true;
  const { per } = mention.quantity;
  if (!per || kindOf(mention.quantity) !== 'rate') return false;
  const rates = figures
    .flatMap(({ before, after }) => [before, after])
    .filter((side) => side?.per !== undefined)
    .filter((side) => side !== undefined);
  const isBeside = (side: Quantity) =>
    sentence.mentions.some((other) => other !== mention && sameQuantity(other.quantity, side));
  return rates.some(isBeside) && !rates.some((side) => side.per === per);
}

const DOWN = /\b(?:downtime|availab\w*|unavailab\w*|uptime|outages?|nines|offline|down for|was down|be down)\b/i;
const WHOLE =
  /\b(?:an?|the|per|one|each|every|whole|full|calendar|in terms of a) (?:whole |full |calendar )?(day|week|month|quarter|year)\b/i;
const AND_PART = /^ and (?:an? (half|quarter)|(three) quarters)\b/i;

/**
 * "Nearly nine hours of downtime a year" is 99.9%, and so is "over a year it leaves nearly nine hours" after a sentence
 * on availability: what a number says of it, and what it could be.
 */
function downOf(
  { quantity, bare, start, end }: Mention,
  sentence: Sentence,
  previous: Sentence | undefined,
  known: readonly Quantity[],
): { told: Quantity; known: Quantity[] } | null {
  const lent = sentence.mentions.find((other) => kindOf(other.quantity) === 'duration' && other.end <= start);
  const read = bare && lent ? { ...lent.quantity, value: quantity.value } : quantity;
  const period = quantity.per ?? WHOLE.exec(sentence.text)?.[1]?.toLowerCase();
  const per = PERIODS.find((each) => each === period);
  if (!per || kindOf(read) !== 'duration') return null;
  const isWhole = quantity.value === 1 && read.unit === INTERVALS[per];
  if (isWhole || (!quantity.per && !DOWN.test(`${previous?.text ?? ''} ${sentence.text}`))) return null;
  const [, part, three] = AND_PART.exec(around(sentence, { start, end }).after) ?? [];
  const more = three ? 0.75 : part === 'half' ? 0.5 : part ? 0.25 : 0;
  const whole = inBase({ value: 1, unit: INTERVALS[per] });
  const downtimes = known
    .filter(({ unit, value }) => unit === '%' && value > 90 && value < 100)
    .map(({ value }) => ({ value: (whole * remainder(value)) / 100, unit: 'ms' }));
  return downtimes.length > 0 ? { told: { value: read.value + more, unit: read.unit }, known: downtimes } : null;
}

const OTHERWISE =
  /\b(?:other way (?:round|around)|lost|los[et]|losses|missing|missed|fail(?:s|ed|ures?)?|never|not|no longer|without|rest|remaining|unavailable|down|rejected|dropped)\b/i;

/** "Put the other way round, 3.5% got lost", of 96.5% that arrived. */
function isComplement({ quantity: { unit, value } }: Mention, { text }: Sentence, known: readonly Quantity[]): boolean {
  if (unit !== '%' || value >= 50 || !OTHERWISE.test(text)) return false;
  return known.some((one) => one.unit === '%' && one.value > 50 && Math.abs(remainder(one.value) - value) < 1e-9);
}

const WORKED_OUT =
  /\b(?:(?:which|that|this) (?:is|makes|averages|comes|works|means|amounts)|averag\w+|works? out|it means|amounts? to|in other words)\b[^.]*$/i;

/** "Which averages out at two and a half a second", of 220,000 a day that stand beside it: people tell two digits then. */
function isAverage(mention: Mention, sentence: Sentence, known: readonly Quantity[]): boolean {
  const { quantity: told, bare } = mention;
  const { before } = around(sentence, mention);
  if (bare || kindOf(told) !== 'rate' || !WORKED_OUT.test(before)) return false;
  const stands = (one: Quantity) =>
    sentence.mentions.some(
      (other) =>
        other.end <= mention.start &&
        (other.bare ? other.quantity.value === one.value : sameQuantity(other.quantity, one)),
    );
  return known.some(
    (one) =>
      one.per !== undefined &&
      one.per !== told.per &&
      kindOf(one) === 'rate' &&
      isRounded(told, one, true) &&
      stands(one),
  );
}

const LEFT =
  /\b(?:left|leaves|leaving|remain(?:s|ing|ed)?|reserve|spare|margin|headroom|more|less|fewer|difference)\b/i;

/** "Of fifty milliseconds we need 41, which keeps nine in reserve". */
function differences(mentions: readonly Mention[]): Quantity[] {
  return mentions.flatMap(({ quantity: one }, index) =>
    mentions.slice(index + 1).flatMap(({ quantity: other, bare }) => {
      const unit = bare ? one.unit : other.unit;
      return one.unit === unit || one.unit === ''
        ? [{ ...one, unit, value: Number(Math.abs(one.value - other.value).toPrecision(12)) }]
        : [];
    }),
  );
}

/** "Sixty thousand in 45 minutes, which is more than 1,300 a minute". */
function ratesOfRuns({ quantity: told }: Mention, mentions: readonly Mention[]): Quantity[] {
  if (kindOf(told) !== 'rate') return [];
  const lasted = mentions.map(({ quantity }) => quantity).filter((one) => kindOf(one) === 'duration' && !one.per);
  const counted = mentions.filter(({ quantity }) => kindOf(quantity) !== 'duration' && quantity.value >= 100);
  return lasted.flatMap((run) =>
    counted.map(({ quantity: { value } }): Quantity => {
      return { value: (value * 1000) / inBase(run), unit: told.unit, per: 'second' };
    }),
  );
}

/** "It runs once a month", of what was counted per month. */
function isRhythm({ quantity: { unit, value, per } }: Mention, known: readonly Quantity[]): boolean {
  return unit === 'times' && value === 1 && per !== undefined && known.some((quantity) => quantity.per === per);
}

/** "Of every thirty there used to be, one is left", "5% of the former time": what became of a figure, as a share of what it was. */
export function isWhatIsLeft(proportion: Proportion, sentence: Sentence, { figures }: Evidence): boolean {
  const { every, share } = proportion;
  const counted = /\b(?:left|remain(?:s|ed)?|leaves|for every|of every|where there)\b/i.test(sentence.text);
  const parts = every !== null && counted ? every : isOfFormer(proportion, sentence) ? 100 / share : null;
  if (parts === null) return false;
  return figures.some(({ before, after }) => {
    const ratio = before && after ? factor(after, before) : null;
    return ratio !== null && Math.abs(ratio - parts) <= 0.08 * ratio;
  });
}

/** "5% of the former time" says what is left of it. */
export function isOfFormer({ start, end }: Proportion, sentence: Sentence): boolean {
  const words = sentence.text.slice(start - sentence.start, end - sentence.start);
  const { after } = around(sentence, { start, end });
  return /\bof (?:the|its|our)$/i.test(words) && /^ (?:former|earlier|old|previous|original|initial)\b/i.test(after);
}

/** "Nearly two in a hundred", of 1.9%. */
export function isHedgedShare(
  { share, start, end }: Proportion,
  { value, unit }: Quantity,
  sentence: Sentence,
): boolean {
  if (unit !== '%' || value <= 0) return false;
  const { before } = around(sentence, { start, end });
  if (/\b(?:nearly|almost|close to|just under|not quite|fewer than|less than)\s+$/i.test(before))
    return share >= value && share <= value * 1.1;
  return /\b(?:more than|just over|a little over|over)\s+$/i.test(before) && share <= value && share >= value / 1.1;
}

/** "One in ninety" for 1.1%: as whole a number as people say, and the nearest to it. */
export function isNearestWhole({ every }: Proportion, { value, unit }: Quantity): boolean {
  if (every === null || unit !== '%' || value <= 0) return false;
  const exact = 100 / value;
  const isRounded = [1, 2].some((digits) => Number(exact.toPrecision(digits)) === every);
  return Math.abs(exact - every) <= (isRounded ? Math.max(0.5, 0.03 * exact) : 0.5) && every >= 3;
}
