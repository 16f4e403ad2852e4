/** Values of a figure that a letter tells the wrong way round, at another percentile, or beside another figure's. */
import { inBase, kindOf, type Mention, readFigures, readMentions, sameQuantity } from '../../machine/figures.ts';
import type { Figure, Quantity } from '../../machine/quantity.ts';
import type { Evidence } from './evidence.ts';
import { type Fault, faultAt } from './fault.ts';
import { around, type Sentence } from './sentence.ts';
import { isConverted, isHarmless, isRounded, isSupported } from './support.ts';

export function pairingFaults(letter: string, sentences: readonly Sentence[], evidence: Evidence): Fault[] {
  return sentences.flatMap((sentence, index) => [
    ...mispaired(letter, sentence, evidence),
    ...swappedOver(letter, sentence, sentences[index + 1], evidence),
  ]);
}

/** Values of a figure told the wrong way round, at another percentile, or beside a value of another figure. */
function mispaired(letter: string, sentence: Sentence, evidence: Evidence): Fault[] {
  const { figures, pairs } = evidence;
  if (sentence.mentions.length === 0) return [];
  const faults: Fault[] = [];
  for (const topic of new Set(figures.map((figure) => figure.topic))) {
    const ours = figures.filter((figure) => figure.topic === topic);
    if (!ours.flatMap(sidesOf).some((side) => mayStand(side, sentence))) continue;
    const text = topic === 'reliability' ? sentence.text : withoutShares(sentence);
    const told = readFigures(text, topic).found.map(({ figure }) => figure);
    faults.push(...ours.flatMap((figure) => swapped(letter, sentence, figure, told)));
    faults.push(...told.flatMap((figure) => besideAnother(letter, sentence, figure, ours, evidence)));
    if (topic !== 'latency') continue;
    faults.push(...ours.flatMap((figure) => renamed(letter, sentence, figure, ours, told)));
    faults.push(...told.flatMap((figure) => inAnotherUnit(letter, sentence, figure, ours)));
  }
  const told = pairs.flatMap(sidesOf).some((side) => mayStand(side, sentence))
    ? readFigures(sentence.text, 'reliability').found.map(({ figure }) => figure)
    : [];
  return [...faults, ...pairs.flatMap((pair) => swapped(letter, sentence, pair, told))];
}

/** Whether the sentence has a value for the side, in its own unit or in one that another value lends it. */
function mayStand(side: Quantity, { mentions }: Sentence): boolean {
  return mentions.some(({ quantity, bare }) => bare || quantity.value === side.value || alike(quantity, side, true));
}

/** "Nine players in ten waited 41 seconds": how many of them is no wait. Offsets stay what they are. */
function withoutShares({ text, start, proportions }: Sentence): string {
  return proportions.reduce((plain, { start: from, end: to }) => {
    const [head, tail] = [plain.slice(0, from - start), plain.slice(to - start)];
    return `${head}${'x'.repeat(to - from)}${tail}`;
  }, text);
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
  const stands = (side: Quantity | undefined, { mentions }: Sentence) =>
    side !== undefined &&
    mentions.some(({ quantity, bare }) => sameQuantity(quantity, side) || (bare && quantity.value === side.value));
  const nears = (side: Quantity | undefined, { mentions }: Sentence) =>
    side !== undefined &&
    mentions.some(({ quantity, bare }) => alike(quantity, side, true) || (bare && quantity.value === side.value));
  const readings = new Map<Figure['topic'], Figure[]>();
  const read = (topic: Figure['topic']) => {
    const told = readings.get(topic) ?? readFigures(both.text, topic).found.map(({ figure }) => figure);
    readings.set(topic, told);
    return told;
  };
  return [...figures, ...pairs].flatMap((figure) => {
    const inOne = [sentence, next].some((one) => stands(figure.before, one) && stands(figure.after, one));
    const across = [
      [sentence, next],
      [next, sentence],
    ].some(([one, other]) => one && other && nears(figure.before, one) && nears(figure.after, other));
    return inOne || !across ? [] : swapped(letter, both, figure, read(figure.topic));
  });
}

function swapped(letter: string, sentence: Sentence, { before, after }: Figure, told: readonly Figure[]): Fault[] {
  if (!before || !after || sameQuantity(before, after)) return [];
  const isSwapped =
    isInOrder(sentence, after, before) ||
    told.some(
      ({ before: first, after: last, approximate }) =>
        first && last && alike(first, after, approximate) && alike(last, before, approximate),
    );
  const spans = isSwapped
    ? sentence.mentions.filter(({ quantity, bare }) =>
        [before, after].some((side) => alike(quantity, side, true) || (bare && quantity.value === side.value)),
      )
    : [];
  if (spans.length < 2 || isInOrder(sentence, before, after)) return [];
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  return [faultAt(letter, 'swapped-direction', start, end)];
}

const FORMERLY =
  /\b(?:instead of|in place of|rather than|formerly|previously|used to \p{L}+|were|was)(?: \p{L}+){0,2} $/iu;
const BY_NOW =
  /\b(?:now|today|have (?:now )?(?:reached|become|come to)|has (?:now )?(?:reached|become|come to))(?: \p{L}+){0,2} $/iu;

/** "Instead of 9,000 we now produce 54,000": words right before both sides say which came first. */
function isInOrder(sentence: Sentence, before: Quantity, after: Quantity): boolean {
  const leads = (side: Quantity, words: RegExp) =>
    sentence.mentions
      .filter(({ quantity, bare }) => sameQuantity(quantity, side) || (bare && quantity.value === side.value))
      .some((mention) => words.test(around(sentence, mention).before));
  return leads(before, FORMERLY) && leads(after, BY_NOW) && !leads(after, FORMERLY) && !leads(before, BY_NOW);
}

/**
 * "It took 600 ms at p99 and takes 45 ms today", where 45 ms was said of something else; "p95 fell from 4.2 s to 210 ms",
 * where 4.2 s was p99: a value beside the wrong one.
 */
function besideAnother(
  letter: string,
  sentence: Sentence,
  told: Figure,
  ours: readonly Figure[],
  evidence: Evidence,
): Fault[] {
  const { before, after, approximate } = told;
  if (!before || !after || told.topic === 'reliability') return [];
  const same = (one: Quantity, other: Quantity) => alike(one, other, approximate);
  const whole = ours.flatMap((figure) =>
    figure.before && figure.after ? [{ figure, from: figure.before, to: figure.after }] : [],
  );
  if (whole.some(({ from, to }) => same(before, from) && same(after, to))) return [];
  const start = whole.find(({ from, to }) => same(before, from) && kindOf(after) === kindOf(to));
  const end = whole.find(({ from, to }) => same(after, to) && kindOf(before) === kindOf(from));
  const stands = (side: Quantity) => sentence.mentions.some(({ quantity }) => sameQuantity(quantity, side));
  // Two figures in one sentence may only look like one; then their other values stand there as well.
  if (start && end && (stands(start.to) || stands(end.from) || sentence.percentiles.length > 1)) return [];
  const isEnd = start !== undefined && (end === undefined || end.figure.percentile !== told.percentile);
  const home = isEnd ? start : end;
  const [value, right] = isEnd ? [after, home?.to] : [before, home?.from];
  const wrong = sentence.mentions.find(({ quantity, bare }) =>
    bare ? quantity.value === value.value : sameQuantity(quantity, value),
  );
  if (!home || !right || !wrong || isHarmless(wrong, sentence)) return [];
  const elsewhere = ours.some((own) => sidesOf(own).some((side) => same(value, side)));
  if ((elsewhere && !(start && end)) || isListed(letter, sentence, wrong, ours)) return [];
  // The figure knows the unit that a bare number stands in.
  const measured = wrong.bare && value.unit !== '' ? { ...wrong, quantity: value, bare: false } : wrong;
  if (isConverted(wrong, sentence.mentions, sentence, sidesOf(home.figure))) return [];
  const { before: lead } = around(sentence, wrong);
  if ([wrong, measured].some((one) => isSupported(one, [right, ...evidence.allowed], lead))) return [];
  return !elsewhere && isBetween(value, home.figure, evidence)
    ? []
    : [faultAt(letter, 'changed-digit', wrong.start, wrong.end)];
}

/** "300 at first, 1,200 after a year, 9,600 today": a stage on the way, told with the figure itself. */
function isBetween(value: Quantity, figure: Figure, { brief }: Evidence): boolean {
  const ends = sidesOf(figure).map(inBase);
  const amount = inBase(value);
  if (amount <= Math.min(...ends) || amount >= Math.max(...ends)) return false;
  const mentions = brief.facts
    .filter(({ figures }) => figures.includes(figure))
    .flatMap(({ quote }) => readMentions(quote));
  return mentions.some(({ quantity, bare }) => (bare ? quantity.value === value.value : sameQuantity(quantity, value)));
}

/** "From 2.1 to 460 ms", where it was seconds: a number takes the unit of the one that it is told with. */
function inAnotherUnit(letter: string, sentence: Sentence, told: Figure, ours: readonly Figure[]): Fault[] {
  const known = ours.flatMap(sidesOf);
  return sidesOf(told).flatMap((side) => {
    const at = sentence.mentions.find(({ bare, quantity }) => bare && quantity.value === side.value);
    const wrong =
      known.some(({ value }) => value === side.value) && !known.some((quantity) => sameQuantity(quantity, side));
    return at && wrong && side.unit !== '' && !isListed(letter, sentence, at, ours)
      ? [faultAt(letter, 'changed-unit', at.start, at.end)]
      : [];
  });
}

/** "From 1.8 and 4.2 s to 210 and 640 ms": what is told side by side has its unit behind the last of them. */
function isListed(letter: string, { mentions }: Sentence, mention: Mention, ours: readonly Figure[]): boolean {
  const next = mentions.find(({ start }) => start > mention.start);
  if (!mention.bare || !next || !/^\s(?:and|or)\s$/.test(letter.slice(mention.end, next.start))) return false;
  const read = { ...next.quantity, value: mention.quantity.value };
  return ours.flatMap(sidesOf).some((side) => sameQuantity(side, read));
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
  if (!wrong) return [];
  // "p99 was 640 ms and p95 was 640 ms, too": the value stands at its own percentile as well.
  const shared = sidesOf(figure).filter((side) => sidesOf(wrong).some((one) => alike(one, side, wrong.approximate)));
  const isRight = (other: Figure) =>
    other.percentile === figure.percentile &&
    shared.every((side) => sidesOf(other).some((one) => alike(one, side, other.approximate)));
  if (told.some(isRight)) return [];
  // Another figure of the brief may have just these values at just this percentile.
  if (ours.some((other) => other !== figure && sharesSide(other, wrong) && other.percentile === wrong.percentile))
    return [];
  const at = sentence.percentiles.find(({ name }) => name === wrong.percentile);
  return at ? [faultAt(letter, 'wrong-percentile', at.start, at.end)] : [];
}

/** Whether a quantity that is told is one that is known; an approximate one may be rounded. */
function alike(told: Quantity, known: Quantity, approximate: boolean): boolean {
  if (sameQuantity(told, known) || isRounded(told, known, approximate)) return true;
  return told.value === known.value && (told.unit === '' || kindOf(told) === 'count');
}

function sidesOf({ before, after }: Figure): Quantity[] {
  return [before, after].filter((side) => side !== undefined);
}

function sharesSide(one: Figure, other: Figure): boolean {
  return sidesOf(one).some((side) => sidesOf(other).some((quantity) => alike(quantity, side, other.approximate)));
}
