/** Every number of a letter against the candidate's: invented, changed, in another unit, borrowed or confidential. */
import { nines } from '../../machine/figures/counted.ts';
import { cut, inBase, kindOf, type Mention, readFigures, remainder, sameQuantity } from '../../machine/figures.ts';
import type { Figure, Quantity } from '../../machine/quantity.ts';
import { isHedgedShare, isMiscalculated, isNearestWhole, isOfFormer, isWhatIsLeft, worksOut } from './arithmetic.ts';
import { type Evidence, isAboutCompany } from './evidence.ts';
import { type Fault, type FaultKind, faultAt } from './fault.ts';
import { moneyFaults, moneyIn } from './money.ts';
import { teamFaults, versionFaults } from './named.ts';
import { type Proportion, proportionsIn } from './proportions.ts';
import { around, type Sentence } from './sentence.ts';
import { isConverted, isHarmless, isSupported } from './support.ts';
import { clockFaults, experienceFaults, isBetweenYears, isClockTime, yearFaults } from './times.ts';

export function numberFaults(letter: string, sentences: readonly Sentence[], evidence: Evidence): Fault[] {
  return sentences.flatMap((sentence, index) => {
    const { mentions, proportions } = sentence;
    const claims = sentence.claims.filter((claim) => !proportions.some((one) => overlap(one, claim)));
    const money = moneyIn(sentence.text).map(({ start, end }) => ({
      start: start + sentence.start,
      end: end + sentence.start,
    }));
    const own = mentions.filter(
      (mention) => ![...claims, ...proportions, ...money].some((span) => overlap(mention, span)),
    );
    const faults = own.flatMap((mention) => {
      const kind = faultOf(mention, own, sentence, sentences[index - 1], evidence);
      return kind ? [faultAt(letter, kind, mention.start, mention.end)] : [];
    });
    const shares = proportions.flatMap((proportion) => {
      const kind = shareFault(proportion, sentence, sentences[index - 1], evidence);
      return kind ? [faultAt(letter, kind, proportion.start, proportion.end)] : [];
    });
    return [
      ...faults,
      ...shares,
      ...yearFaults(letter, sentence, evidence),
      ...experienceFaults(letter, sentence, evidence),
      ...magnitudeFaults(letter, sentence, evidence),
      ...noneFaults(letter, sentence, evidence),
      ...clockFaults(letter, sentence, evidence),
      ...moneyFaults(letter, sentence, evidence),
      ...teamFaults(letter, sentence, evidence),
      ...versionFaults(letter, sentence, evidence),
    ];
  });
}

function faultOf(
  mention: Mention,
  beside: readonly Mention[],
  sentence: Sentence,
  previous: Sentence | undefined,
  evidence: Evidence,
): FaultKind | null {
  const nines = ninesIn(mention, sentence, previous);
  if (nines) return evidence.quantities.some((known) => sameQuantity(nines, known)) ? null : 'changed-digit';
  if (isHarmless(mention, sentence)) return null;
  const { before } = around(sentence, mention);
  if (isOutdated(mention, [...(previous?.mentions ?? []), ...beside], evidence)) return 'changed-digit';
  if (isSupported(mention, evidence.quantities, before)) return null;
  // A bare number may be a side of a figure, and "a day" says nothing of that.
  if (!mention.bare && isSupported(mention, evidence.implied, before)) return null;
  if (isOccasion(mention, evidence) || isTail(mention, sentence, evidence)) return null;
  if (isBetweenYears(mention, sentence, evidence) || isClockTime(mention, sentence, evidence)) return null;
  if (isConverted(mention, beside, sentence, evidence.quantities)) return null;
  if (worksOut(mention, sentence, previous, evidence)) return null;
  if (isSupported(mention, evidence.postQuantities, before))
    return isBorrowed(mention, sentence, evidence) ? 'borrowed-from-job-post' : null;
  if (isMiscalculated(mention, sentence, previous, evidence)) return 'wrong-derived';
  const sides = sidesOf(evidence.figures);
  // "Nine times in 2023" is no bandwidth of 9 GB.
  const measures = !mention.bare && mention.quantity.unit !== 'times';
  if (measures && sides.some((side) => side.value === mention.quantity.value)) return 'changed-unit';
  if (evidence.quantities.some((quantity) => hasOtherUnit(mention, quantity))) return 'changed-unit';
  if (hasPartner(mention, beside, evidence.figures) || sides.some((side) => isNear(mention.quantity, side)))
    return 'changed-digit';
  return 'invented-number';
}

/** "From three nines to five": the five is a share, too. */
function ninesIn({ quantity, bare }: Mention, { text }: Sentence, previous: Sentence | undefined): Quantity | null {
  if (!bare || quantity.value > 16) return null;
  const share = { value: nines(quantity.value), unit: '%' };
  // "We used to run at three nines. In the year after it was four."
  if (/\bnines\.$/i.test(previous?.text ?? '') && /\b(?:it|we) (?:was|were|had|is|are|have)\b/i.test(text))
    return share;
  if (!/\bnines\b/i.test(text)) return null;
  const told = readFigures(text, 'reliability').found.flatMap(({ figure }) => sidesOf([figure]));
  return told.some((side) => sameQuantity(side, share)) ? share : null;
}

/** "For the slowest one per cent it was two minutes": what was told at the 99th percentile. */
function isTail({ quantity: { unit, value } }: Mention, { text }: Sentence, { figures }: Evidence): boolean {
  if (unit !== '%' || !/\b(?:slowest|worst|longest|fastest|unluckiest)\b/i.test(text)) return false;
  return figures.some(({ percentile }) => percentile && Math.abs(100 - value - Number(percentile.slice(1))) < 1e-9);
}

/** "On two occasions", where it was "twice"; a bare number may be a side of a figure. */
function isOccasion({ quantity, bare }: Mention, { occasions }: Evidence): boolean {
  return !bare && kindOf(quantity) === 'count' && occasions.has(quantity.value);
}

/** "Forty-eight minutes", where it was hours: the same number of the same kind. */
function hasOtherUnit({ quantity, bare }: Mention, known: Quantity): boolean {
  const kind = kindOf(quantity);
  return !bare && kind !== 'count' && kind === kindOf(known) && quantity.value === known.value;
}

function overlap(one: { start: number; end: number }, other: { start: number; end: number }): boolean {
  return one.start < other.end && one.end > other.start;
}

/** A share told in words is one that was told, what remains of one, or a percentile: "nine out of ten" at p90. */
function shareFault(
  proportion: Proportion,
  sentence: Sentence,
  previous: Sentence | undefined,
  evidence: Evidence,
): FaultKind | null {
  const { share } = proportion;
  const same = (value: number) => sameQuantity({ value, unit: '%' }, { value: share, unit: '%' });
  if (evidence.outdated.some(({ unit, value }) => unit === '%' && same(value))) return 'changed-digit';
  const known = [...evidence.quantities, ...evidence.implied, ...evidence.postQuantities].filter(
    ({ unit }) => unit === '%',
  );
  if (
    known.some(
      (quantity) =>
        same(quantity.value) ||
        same(remainder(quantity.value)) ||
        isNearestWhole(proportion, quantity) ||
        isHedgedShare(proportion, quantity, sentence),
    )
  )
    return null;
  if (evidence.proportions.has(share) || isWhatIsLeft(proportion, sentence, evidence)) return null;
  if (evidence.figures.some(({ before, after }) => before && after && same(Math.abs(cut(before, after) ?? Number.NaN))))
    return null;
  if (isOfFormer(proportion, sentence)) return 'wrong-derived';
  const near = evidence.figures.filter(
    ({ topic, before, after }) =>
      topic === 'latency' &&
      [before, after].some((side) => side && sentence.mentions.some(({ quantity }) => sameQuantity(quantity, side))),
  );
  const named = near.map(({ percentile }) => Number((percentile ?? '').slice(1))).filter((value) => value > 0);
  if (named.some((value) => same(value) || same(remainder(value)))) return null;
  // A half is what people say of anything; beside a latency it is a median.
  return named.length > 0
    ? 'wrong-percentile'
    : share === 50
      ? null
      : misderived(proportion, sentence, previous, evidence);
}

/** A share beside a side of its figure: changed where it was told as so many in so many, and worked out wrongly else. */
function misderived(
  proportion: Proportion,
  sentence: Sentence,
  previous: Sentence | undefined,
  { figures, said }: Evidence,
): FaultKind {
  const near = [sentence, ...(previous ? [previous] : [])];
  const shares = near.flatMap((one) => one.proportions).filter((one) => one !== proportion);
  const stands = (side: Quantity) =>
    shares.some(({ share }) => sameQuantity({ value: share, unit: '%' }, side)) ||
    near.some(({ mentions }) => mentions.some(({ quantity }) => sameQuantity(quantity, side)));
  const sides = figures
    .map((figure) => sidesOf([figure]).filter(({ unit }) => unit === '%'))
    .filter((figure) => figure.some(stands))
    .flat();
  if (sides.length === 0) return 'invented-number';
  const inWords = proportionsIn(said).filter(({ start, end }) => !/%|per ?cent/i.test(said.slice(start, end)));
  const isTold = (value: number) => inWords.some(({ share }) => Math.abs(share - value) < 1e-6 * value);
  return sides.some(({ value }) => isTold(value)) ? 'changed-digit' : 'wrong-derived';
}

function sidesOf(figures: readonly Figure[]): Quantity[] {
  return figures.flatMap(({ before, after }) => [before, after]).filter((side) => side !== undefined);
}

/** A number of the job post is the company's; told of oneself it is borrowed. */
function isBorrowed(mention: Mention, sentence: Sentence, evidence: Evidence): boolean {
  const { before } = around(sentence, mention);
  const clause = before.split(/[,;:]\s/).at(-1) ?? before;
  if (
    /\b(?:i|we) (?:\w+ )?(?:have|had|bring|hold|offer|ran|run|served?|handled?|kept|keep|know|worked)\b/i.test(clause)
  )
    return true;
  return !isAboutCompany(sentence.text, evidence);
}

/** A value that was corrected away, though a later message may mention it once more. */
function isOutdated(mention: Mention, beside: readonly Mention[], { outdated, figures }: Evidence): boolean {
  const { quantity, bare } = mention;
  // Of small numbers many things have the same; beside the other side of the figure it is the figure's.
  const isOther = (old: Quantity) => kindOf(old) === 'count' && old.unit !== quantity.unit && quantity.value < 10;
  return (
    !bare &&
    outdated.some((old) => sameQuantity(quantity, old) && (!isOther(old) || hasPartner(mention, beside, figures)))
  );
}

/** The other side of the same figure stands in the sentence: this side was changed. */
function hasPartner(mention: Mention, beside: readonly Mention[], figures: readonly Figure[]): boolean {
  return figures.some(({ before, after }) => {
    const sides = [before, after].filter((side) => side !== undefined);
    const same = sides.some((side) => kindOf(side) === kindOf(mention.quantity) || mention.bare);
    return (
      same && sides.some((side) => beside.some((other) => other !== mention && sameQuantity(other.quantity, side)))
    );
  });
}

function isNear(one: Quantity, other: Quantity): boolean {
  if (kindOf(one) !== kindOf(other)) return false;
  const ratio = inBase(one) / inBase(other);
  return ratio > 0.4 && ratio < 2.5;
}

const MAGNITUDE = /\b(dozens|hundreds|thousands|millions|billions)\b(?! of (?:a|the) )/gi;
const FROM: Readonly<Record<string, number>> = {
  dozens: 20,
  hundreds: 150,
  thousands: 1500,
  millions: 1.5e6,
  billions: 1.5e9,
};

/** "Thousands of applications" is a number as well, and nobody may have told one so large. */
function magnitudeFaults(
  letter: string,
  { text, start }: Sentence,
  { said, hidden, quantities, jobPost }: Evidence,
): Fault[] {
  const words = [said, jobPost, ...hidden.map(({ say }) => say ?? '')].join('\n').toLowerCase();
  return [...text.matchAll(MAGNITUDE)]
    .filter(([word]) => {
      const least = FROM[word.toLowerCase()] ?? 0;
      const stem = word.toLowerCase().replace(/s$/, '');
      return !words.includes(stem) && !quantities.some(({ value }) => value >= least && value < least * 1000);
    })
    .map(({ 0: word, index }) => faultAt(letter, 'invented-number', start + index, start + index + word.length));
}

const TO_NONE =
  /\b(?:down |all the way )?to (?:none|zero|nothing)\b|\b(?:lost|dropped|missed|failed) (?:no|not a single|not one) \p{L}+/iu;
const NONE_SAID = /\b(?:no|none|zero|nothing|never|not (?:a single|one)|without)\b|(?<![\d.,])0(?![\d.,])/i;

/** "From 40 a month to none", where one a year is left. */
function noneFaults(letter: string, { text, start }: Sentence, { figures, sentences }: Evidence): Fault[] {
  const match = TO_NONE.exec(text);
  const left = figures.filter(({ topic, after }) => topic === 'reliability' && after && after.value !== 0);
  if (!match || left.length === 0 || figures.some(({ after }) => after?.value === 0)) return [];
  const own = new Set(text.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
  const isTold = sentences.some(
    (sentence) =>
      NONE_SAID.test(sentence) && (sentence.toLowerCase().match(/\p{L}{4,}/gu) ?? []).some((word) => own.has(word)),
  );
  return isTold ? [] : [faultAt(letter, 'changed-digit', start + match.index, start + match.index + match[0].length)];
}
