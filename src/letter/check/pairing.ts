/** Values of a figure that a letter tells the wrong way round, at another percentile, or beside another figure's. */
import { kindOf, readFigures, sameQuantity } from '../../machine/figures.ts';
import type { Figure, Quantity } from '../../machine/quantity.ts';
import type { Evidence } from './evidence.ts';
import { type Fault, faultAt } from './fault.ts';
import type { Sentence } from './sentence.ts';
import { isHarmless, isRounded } from './support.ts';

export function pairingFaults(letter: string, sentences: readonly Sentence[], evidence: Evidence): Fault[] {
  return sentences.flatMap((sentence, index) => [
    ...mispaired(letter, sentence, evidence),
    ...swappedOver(letter, sentence, sentences[index + 1], evidence),
  ]);
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
    if (topic !== 'latency') continue;
    faults.push(...ours.flatMap((figure) => renamed(letter, sentence, figure, ours, told)));
    faults.push(...told.flatMap((figure) => inAnotherUnit(letter, sentence, figure, ours)));
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
    ({ before: first, after: last, approximate }) =>
      first && last && alike(first, after, approximate) && alike(last, before, approximate),
  );
  const spans = isSwapped
    ? sentence.mentions.filter(({ quantity, bare }) =>
        [before, after].some((side) => alike(quantity, side, true) || (bare && quantity.value === side.value)),
      )
    : [];
  if (spans.length < 2) return [];
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  return [faultAt(letter, 'swapped-direction', start, end)];
}

/** "It took 600 ms at p99 and takes 45 ms today", where 45 ms was said of something else: a value beside the wrong one. */
function besideAnother(letter: string, sentence: Sentence, told: Figure, ours: readonly Figure[]): Fault[] {
  const { before, after, approximate } = told;
  if (!before || !after || told.topic === 'reliability') return [];
  const same = (one: Quantity, other: Quantity) => alike(one, other, approximate);
  const holds = ours.some((own) => own.before && own.after && same(before, own.before) && same(after, own.after));
  if (holds) return [];
  const home = ours.find(
    (own) => own.before && own.after && same(before, own.before) && kindOf(after) === kindOf(own.after),
  );
  const wrong = home
    ? sentence.mentions.find((mention) => sameQuantity(mention.quantity, after) && !isHarmless(mention, sentence))
    : undefined;
  const elsewhere = ours.some((own) => [own.before, own.after].some((side) => side && same(after, side)));
  return wrong && !elsewhere ? [faultAt(letter, 'changed-digit', wrong.start, wrong.end)] : [];
}

/** "From 2.1 to 460 ms", where it was seconds: a number takes the unit of the one that it is told with. */
function inAnotherUnit(letter: string, { mentions }: Sentence, told: Figure, ours: readonly Figure[]): Fault[] {
  const known = ours.flatMap(sidesOf);
  return sidesOf(told).flatMap((side) => {
    const at = mentions.find(({ bare, quantity }) => bare && quantity.value === side.value);
    const wrong =
      known.some(({ value }) => value === side.value) && !known.some((quantity) => sameQuantity(quantity, side));
    return at && wrong && side.unit !== '' ? [faultAt(letter, 'changed-unit', at.start, at.end)] : [];
  });
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
