/** Every number of a letter against the candidate's: invented, changed, in another unit, the wrong way round. */
import { cut, inBase, kindOf, type Mention, readFigures, sameQuantity } from '../../machine/figures.ts';
import type { Figure, Quantity } from '../../machine/quantity.ts';
import { type Evidence, isAboutCompany } from './evidence.ts';
import { type Fault, type FaultKind, faultAt } from './fault.ts';
import type { Proportion } from './proportions.ts';
import { around, type Sentence } from './sentence.ts';

export function numberFaults(letter: string, sentences: readonly Sentence[], evidence: Evidence): Fault[] {
  return sentences.flatMap((sentence, index) => {
    const { mentions, proportions } = sentence;
    const claims = sentence.claims.filter((claim) => !proportions.some((one) => overlap(one, claim)));
    const own = mentions.filter((mention) => ![...claims, ...proportions].some((span) => overlap(mention, span)));
    const faults = own.flatMap((mention) => {
      const kind = faultOf(mention, own, sentence, evidence);
      return kind ? [faultAt(letter, kind, mention.start, mention.end)] : [];
    });
    const shares = proportions.flatMap((proportion) => {
      const kind = shareFault(proportion, sentence, evidence);
      return kind ? [faultAt(letter, kind, proportion.start, proportion.end)] : [];
    });
    return [
      ...faults,
      ...shares,
      ...yearFaults(letter, sentence, evidence),
      ...mispaired(letter, sentence, evidence),
      ...swappedOver(letter, sentence, sentences[index + 1], evidence),
    ];
  });
}

function faultOf(
  mention: Mention,
  beside: readonly Mention[],
  sentence: Sentence,
  evidence: Evidence,
): FaultKind | null {
  if (isHarmless(mention, sentence)) return null;
  if (leaks(mention, evidence)) return 'rough-value-leaked';
  if (isOutdated(mention, evidence)) return 'changed-digit';
  if (isSupported(mention, evidence.quantities, around(sentence, mention).before)) return null;
  if (isConverted(mention, beside, sentence, evidence.quantities)) return null;
  if (isSupported(mention, evidence.postQuantities, around(sentence, mention).before))
    return isBorrowed(mention, sentence, evidence) ? 'borrowed-from-job-post' : null;
  const sides = sidesOf(evidence.figures);
  if (!mention.bare && sides.some((side) => side.value === mention.quantity.value)) return 'changed-unit';
  if (hasPartner(mention, beside, evidence.figures) || sides.some((side) => isNear(mention.quantity, side)))
    return 'changed-digit';
  return 'invented-number';
}

function overlap(one: { start: number; end: number }, other: { start: number; end: number }): boolean {
  return one.start < other.end && one.end > other.start;
}

/** A share told in words is one that was told, what remains of one, or a percentile: "nine out of ten" at p90. */
function shareFault({ share }: Proportion, { mentions }: Sentence, evidence: Evidence): FaultKind | null {
  const same = (other: number) => Math.abs(other - share) <= 1e-6 * Math.max(1, share);
  const known = [...evidence.quantities, ...evidence.postQuantities].filter(({ unit }) => unit === '%');
  if (known.some(({ value }) => same(value) || same(100 - value))) return null;
  if (evidence.figures.some(({ before, after }) => before && after && same(Math.abs(cut(before, after) ?? Number.NaN))))
    return null;
  const near = evidence.figures.filter(
    ({ topic, before, after }) =>
      topic === 'latency' &&
      [before, after].some((side) => side && mentions.some(({ quantity }) => sameQuantity(quantity, side))),
  );
  const named = near.map(({ percentile }) => Number((percentile ?? '').slice(1))).filter((value) => value > 0);
  if (named.some((value) => same(value) || same(100 - value))) return null;
  // A half is what people say of anything; beside a latency it is a median.
  return named.length > 0 ? 'wrong-percentile' : share === 50 ? null : 'invented-number';
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

/** The confidential value itself, or one that is as good as it. */
function leaks(mention: Mention, { hidden, quantities, allowed }: Evidence): boolean {
  if (
    allowed.some(
      (quantity) =>
        sameQuantity(quantity, mention.quantity) || (mention.bare && quantity.value === mention.quantity.value),
    )
  )
    return false;
  const secret = hidden.some(({ quantities: values }) => values.some((value) => isAsGoodAs(mention, value)));
  if (!secret) return false;
  const open = quantities.filter(
    (quantity) => !hidden.some(({ quantities: values }) => values.some((value) => sameQuantity(value, quantity))),
  );
  return mention.quantity.value >= 10 || !open.some((quantity) => sameQuantity(mention.quantity, quantity));
}

function isAsGoodAs({ quantity, bare, approximate }: Mention, secret: Quantity): boolean {
  if (sameQuantity(quantity, secret)) return true;
  const comparable =
    bare || kindOf(quantity) === kindOf(secret) || kindOf(quantity) === 'count' || kindOf(secret) === 'count';
  // 18.7k for 18,730 is the same secret, and so is "nearly a hundred thousand" for 95,000.
  const slack = approximate ? 0.1 : 0.006;
  return comparable && secret.value >= 100 && Math.abs(quantity.value - secret.value) <= slack * secret.value;
}

/** A value that was corrected away, though a later message may mention it once more. */
function isOutdated({ quantity, bare }: Mention, { outdated }: Evidence): boolean {
  return !bare && outdated.some((old) => sameQuantity(quantity, old));
}

const COUNTED_PEOPLE =
  /\b(?:engineers?|developers?|people|colleagues|reports|teams?|customers?|clients?|users?|servers?|services?|awards?|years?|months?|patents?|countries|offices)\b/i;

/** Small counts of things in the telling ("in two steps", "a day late"), which measure nothing. */
function isHarmless({ quantity, bare, start, end }: Mention, sentence: Sentence): boolean {
  const written = sentence.text.slice(start - sentence.start, end - sentence.start);
  // "from three nines to five"
  if (bare && quantity.value <= 9 && /\bnines\b/i.test(sentence.text)) return true;
  if (/\d/.test(written) || kindOf(quantity) === 'share' || quantity.per)
    return isPercentileInWords({ quantity }, sentence);
  // "one day late", "where one minute used to bring in 8,500": a unit in the telling
  if (kindOf(quantity) === 'duration')
    return (
      quantity.value === 1 &&
      !/\b(?:to|from|in|under|below|takes?|took|is|was|of)\s*$/i.test(around(sentence, { start, end }).before)
    );
  if (COUNTED_PEOPLE.test(quantity.unit)) return false;
  return (bare || kindOf(quantity) === 'count') && quantity.value <= 3 && Number.isInteger(quantity.value);
}

/** "The slowest one in a thousand, that is the 99.9th percentile": the same said twice. */
function isPercentileInWords({ quantity }: Pick<Mention, 'quantity'>, { text }: Sentence): boolean {
  if (quantity.unit !== '%') return false;
  const named = /\bp(\d{2}(?:\.\d+)?)|\b(\d{2}(?:\.\d+)?)(?:th|st|nd|rd) percentile/i.exec(text);
  const percentile = Number(named?.[1] ?? named?.[2] ?? Number.NaN);
  return Math.abs(100 - percentile - quantity.value) < 1e-9 && /\b(?:slowest|worst|fastest)\b/i.test(text);
}

const MORE = /\b(?:more than|over|above|upwards of|at least|well over|a little over|beyond)\s*(?:an?\s*)?$/i;
const LESS = /\b(?:less than|under|below|nearly|almost|close to|just under|up to|not quite|within)\s*(?:an?\s*)?$/i;

const LONG = /^(?:days|weeks|months|quarters|years)$/;

/** Whether a number is one of those known, in whatever unit, rounding or comparison it is told. */
function isSupported(mention: Mention, known: readonly Quantity[], before: string): boolean {
  const { quantity: told, bare, approximate } = mention;
  return known.some((quantity) => {
    if (sameQuantity(told, quantity)) return true;
    const plain = kindOf(told) === 'count' || kindOf(quantity) === 'count' || bare;
    // A count is a count whatever noun stands beside it; a metric keeps its unit.
    if (plain && told.value === quantity.value && !(quantity.per && told.per)) return true;
    // "This spring they have reached 22 TB": the period was said before.
    if (told.value === quantity.value && told.unit === quantity.unit && !told.per) return true;
    if (kindOf(told) !== kindOf(quantity) || kindOf(quantity) === 'share') return false;
    const [a, b] = [inBase(told), inBase(quantity)];
    if (b === 0) return false;
    if (MORE.test(before) && a <= b && a >= b / 1.5) return true;
    if (LESS.test(before) && a >= b && a <= b * 1.5) return true;
    // A year and a half is eighteen months, whatever the calendar says.
    if (LONG.test(told.unit) && LONG.test(quantity.unit) && Math.abs(a - b) <= 0.035 * Math.abs(b)) return true;
    // "72,000" for 72,013, "about 87" for 87.1
    return Math.abs(a - b) <= (approximate ? 0.02 : 0.005) * Math.abs(b);
  });
}

/** "From 4,200 messages a minute to 114,000", "96,000 a day, or 4,000 in an average hour": the unit stands elsewhere. */
function isConverted(
  { quantity, bare }: Mention,
  beside: readonly Mention[],
  { text }: Sentence,
  known: readonly Quantity[],
): boolean {
  if (!bare && kindOf(quantity) !== 'count') return false;
  const { value } = quantity;
  const lent = beside.filter(({ bare: without }) => !without).map((other) => ({ ...other.quantity, value }));
  const rates = PERIODS.filter((per) => new RegExp(String.raw`\b${per}s?\b`, 'i').test(text)).map((per) => ({
    value,
    unit: quantity.unit,
    per,
  }));
  return [...lent, ...rates].some((read) => known.some((other) => sameQuantity(read, other)));
}

const PERIODS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const;

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

const YEAR =
  /\b(?:in|since|of|from|until|by|during|summer|spring|autumn|winter|fall|early|late|january|february|march|april|may|june|july|august|september|october|november|december) ((?:19|20)\d\d)\b/gi;

/** A year that nobody named. */
function yearFaults(letter: string, sentence: Sentence, { said, jobPost }: Evidence): Fault[] {
  return [...sentence.text.matchAll(YEAR)]
    .filter((match) => !said.includes(match[1] ?? '') && !jobPost.includes(match[1] ?? ''))
    .map((match) => {
      const end = sentence.start + match.index + match[0].length;
      return faultAt(letter, 'invented-number', end - 4, end);
    });
}

/** Values of a figure told the wrong way round, at another percentile, or beside a value of another figure. */
function mispaired(letter: string, sentence: Sentence, { figures, pairs }: Evidence): Fault[] {
  if (sentence.mentions.length === 0) return [];
  const faults: Fault[] = [];
  for (const topic of new Set(figures.map((figure) => figure.topic))) {
    const told = readFigures(sentence.text, topic).found.map(({ figure }) => figure);
    const ours = figures.filter((figure) => figure.topic === topic);
    faults.push(...ours.flatMap((figure) => swapped(letter, sentence, figure, told)));
    faults.push(...told.flatMap((figure) => besideAnother(letter, sentence, figure, ours)));
    if (topic === 'latency') faults.push(...ours.flatMap((figure) => renamed(letter, sentence, figure, ours, told)));
  }
  const told = pairs.length > 0 ? readFigures(sentence.text, 'reliability').found.map(({ figure }) => figure) : [];
  return [...faults, ...pairs.flatMap((pair) => swapped(letter, sentence, pair, told))];
}

/** "We used to show two trains a month. Today we show 26.": the sides of one figure in two sentences. */
function swappedOver(
  letter: string,
  sentence: Sentence,
  next: Sentence | undefined,
  { figures, pairs }: Evidence,
): Fault[] {
  if (!next || sentence.mentions.length === 0 || next.mentions.length === 0 || next.start - sentence.end > 1) return [];
  const both: Sentence = {
    ...sentence,
    text: letter.slice(sentence.start, next.end),
    end: next.end,
    mentions: [...sentence.mentions, ...next.mentions],
  };
  return [...figures, ...pairs].flatMap((figure) => {
    const inOne = [sentence, next].some(({ mentions }) =>
      [figure.before, figure.after].every(
        (side) =>
          side &&
          mentions.some(
            ({ quantity, bare }) => sameQuantity(quantity, side) || (bare && quantity.value === side.value),
          ),
      ),
    );
    return inOne
      ? []
      : swapped(
          letter,
          both,
          figure,
          readFigures(both.text, figure.topic).found.map(({ figure: told }) => told),
        );
  });
}

function swapped(letter: string, sentence: Sentence, { before, after }: Figure, told: readonly Figure[]): Fault[] {
  if (!before || !after || sameQuantity(before, after)) return [];
  const isSwapped = told.some(
    (figure) => figure.before && figure.after && alike(figure.before, after) && alike(figure.after, before),
  );
  const spans = isSwapped
    ? sentence.mentions.filter(({ quantity, bare }) =>
        [before, after].some((side) => sameQuantity(quantity, side) || (bare && quantity.value === side.value)),
      )
    : [];
  if (spans.length < 2) return [];
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  return [faultAt(letter, 'swapped-direction', start, end)];
}

/** "It took 600 ms at p99 and takes 45 ms today", where 45 ms was said of something else: a value beside the wrong one. */
function besideAnother(letter: string, sentence: Sentence, told: Figure, ours: readonly Figure[]): Fault[] {
  const { before, after } = told;
  if (!before || !after || told.topic === 'reliability') return [];
  const holds = ours.some((own) => own.before && own.after && alike(before, own.before) && alike(after, own.after));
  if (holds) return [];
  const home = ours.find(
    (own) => own.before && own.after && alike(before, own.before) && kindOf(after) === kindOf(own.after),
  );
  const wrong = home
    ? sentence.mentions.find((mention) => sameQuantity(mention.quantity, after) && !isHarmless(mention, sentence))
    : undefined;
  const elsewhere = ours.some((own) => [own.before, own.after].some((side) => side && alike(after, side)));
  return wrong && !elsewhere ? [faultAt(letter, 'changed-digit', wrong.start, wrong.end)] : [];
}

/** A latency that is told at another percentile than the candidate's. */
function renamed(
  letter: string,
  sentence: Sentence,
  figure: Figure,
  ours: readonly Figure[],
  told: readonly Figure[],
): Fault[] {
  const wrong = told.find(
    (other) =>
      sharesSide(figure, other) && other.percentile && figure.percentile && other.percentile !== figure.percentile,
  );
  const right = told.some((other) => sharesSide(figure, other) && other.percentile === figure.percentile);
  if (!wrong || right) return [];
  // Another figure of the brief may have just these values at just this percentile.
  if (ours.some((other) => other !== figure && sharesSide(other, wrong) && other.percentile === wrong.percentile))
    return [];
  const at = sentence.percentiles.find(({ name }) => name === wrong.percentile);
  return at ? [faultAt(letter, 'wrong-percentile', at.start, at.end)] : [];
}

function alike(one: Quantity, other: Quantity): boolean {
  return sameQuantity(one, other) || (one.value === other.value && (one.unit === '' || kindOf(one) === 'count'));
}

function sharesSide(one: Figure, other: Figure): boolean {
  const sides = (figure: Figure) => [figure.before, figure.after].filter((side) => side !== undefined);
  return sides(one).some((side) => sides(other).some((quantity) => alike(quantity, side)));
}
