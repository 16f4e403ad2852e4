/** Numbers that nobody told and that follow from what was: the downtime of an availability, what is left, the rate of a run. */
import { factor, inBase, kindOf, type Mention, remainder } from '../../machine/figures.ts';
import type { Quantity } from '../../machine/quantity.ts';
import type { Evidence } from './evidence.ts';
import type { Proportion } from './proportions.ts';
import { around, type Sentence } from './sentence.ts';
import { INTERVALS, isSupported } from './support.ts';

/** Whether a number follows from the brief, or from others of its sentence and the one before, which are held to the brief themselves. */
export function worksOut(
  mention: Mention,
  sentence: Sentence,
  previous: Sentence | undefined,
  { quantities }: Evidence,
): boolean {
  const others = sentence.mentions.filter((other) => other !== mention);
  const { before } = around(sentence, mention);
  const known = [
    ...downtimes(mention, quantities),
    ...(LEFT.test(sentence.text) ? differences(others) : []),
    ...ratesOfRuns(mention, [...(previous?.mentions ?? []), ...others]),
  ];
  return isRhythm(mention, quantities) || isSupported(mention, known, before);
}

/** "Nearly nine hours of downtime a year" is 99.9%. */
function downtimes({ quantity: { per }, quantity }: Mention, known: readonly Quantity[]): Quantity[] {
  if (!per || kindOf(quantity) !== 'duration') return [];
  const whole = inBase({ value: 1, unit: INTERVALS[per] }) * (per === 'quarter' ? 3 : 1);
  return known
    .filter(({ unit, value }) => unit === '%' && value > 90 && value < 100)
    .map(({ value }) => ({ value: (whole * remainder(value)) / 100, unit: 'ms', per }));
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

/** "Of every thirty there used to be, one is left": what became of a figure, told as a share of what it was. */
export function isWhatIsLeft({ every }: Proportion, { text }: Sentence, { figures }: Evidence): boolean {
  if (every === null || !/\b(?:left|remain(?:s|ed)?|leaves|for every|of every|where there)\b/i.test(text)) return false;
  return figures.some(({ before, after }) => {
    const ratio = before && after ? factor(after, before) : null;
    return ratio !== null && Math.abs(ratio - every) <= 0.08 * ratio;
  });
}

/** "One in ninety" for 1.1%: as whole a number as people say, and the nearest to it. */
export function isNearestWhole({ every }: Proportion, { value, unit }: Quantity): boolean {
  if (every === null || unit !== '%' || value <= 0) return false;
  const exact = 100 / value;
  const isRounded = [1, 2].some((digits) => Number(exact.toPrecision(digits)) === every);
  return Math.abs(exact - every) <= (isRounded ? Math.max(0.5, 0.03 * exact) : 0.5) && every >= 3;
}
