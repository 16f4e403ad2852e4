/** Every number of a letter against the candidate's: invented, changed, in another unit, the wrong way round. */

import { tokens } from '../../machine/figures/lexer.ts';
import { percentiles } from '../../machine/figures/percentiles.ts';
import {
  inBase,
  kindOf,
  type Mention,
  readFigures,
  readMentions,
  sameDigits,
  sameQuantity,
} from '../../machine/figures.ts';
import type { Figure, Quantity } from '../../machine/quantity.ts';
import { claimsIn } from './derived.ts';
import type { Evidence } from './evidence.ts';
import { type Fault, type FaultKind, faultAt, type Part } from './fault.ts';

const FIRST_PERSON = /\b(?:i|i'm|i've|my|mine|me|we|our|us)\b/i;
const ADDRESSES = /\b(?:you|your|yours)\b/i;

export function numberFaults(letter: string, sentences: readonly Part[], evidence: Evidence): Fault[] {
  return sentences.flatMap((sentence) => {
    const claims = claimsIn(sentence);
    const mentions = readMentions(sentence.text)
      .map((mention) => ({ ...mention, start: mention.start + sentence.start, end: mention.end + sentence.start }))
      .filter((mention) => !claims.some((claim) => mention.start < claim.end && mention.end > claim.start));
    const faults = mentions.flatMap((mention) => {
      const kind = faultOf(mention, mentions, sentence, evidence);
      return kind ? [faultAt(letter, kind, mention.start, mention.end)] : [];
    });
    return [
      ...faults,
      ...yearFaults(letter, sentence, evidence),
      ...swaps(letter, sentence, evidence),
      ...percentileFaults(letter, sentence, evidence),
    ];
  });
}

function faultOf(mention: Mention, beside: readonly Mention[], sentence: Part, evidence: Evidence): FaultKind | null {
  if (isHarmless(mention, sentence)) return null;
  if (evidence.hidden.some((hidden) => hidden.quantities.some((quantity) => matches(mention, quantity)))) {
    return isSupported(
      mention,
      evidence.quantities.filter((quantity) => !evidence.hidden.some((hidden) => hidden.quantities.includes(quantity))),
    ) && !isHiddenOnly(mention, evidence)
      ? null
      : 'rough-value-leaked';
  }
  if (isSupported(mention, evidence.quantities)) return null;
  const borrowed = isSupported(mention, evidence.postQuantities);
  if (borrowed)
    return FIRST_PERSON.test(sentence.text) && !ADDRESSES.test(sentence.text) ? 'borrowed-from-job-post' : null;
  if (evidence.outdated.some((quantity) => matches(mention, quantity))) return 'changed-digit';
  const sides = evidence.figures.flatMap(({ before, after }) => [before, after]).filter((side) => side !== undefined);
  if (
    !mention.bare &&
    sides.some((side) => sameDigits(side.value, mention.quantity.value) && side.value === mention.quantity.value)
  )
    return 'changed-unit';
  if (hasPartner(mention, beside, evidence.figures) || sides.some((side) => isNear(mention.quantity, side)))
    return 'changed-digit';
  return 'invented-number';
}

function isHiddenOnly(mention: Mention, evidence: Evidence): boolean {
  return evidence.hidden.some((hidden) =>
    hidden.quantities.some((quantity) => sameQuantity(quantity, mention.quantity) && mention.quantity.value >= 10),
  );
}

function matches(mention: Mention, quantity: Quantity): boolean {
  if (sameQuantity(mention.quantity, quantity)) return true;
  // 18.7k for 18,730 is the same secret.
  const [a, b] = [mention.quantity.value, quantity.value];
  const comparable =
    mention.bare ||
    kindOf(mention.quantity) === kindOf(quantity) ||
    kindOf(mention.quantity) === 'count' ||
    kindOf(quantity) === 'count';
  return comparable && b >= 100 && Math.abs(a - b) <= 0.006 * b;
}

/** Small counts of things in the telling ("in two steps"), which measure nothing. */
function isHarmless({ quantity, bare, start, end }: Mention, sentence: Part): boolean {
  const written = sentence.text.slice(start - sentence.start, end - sentence.start);
  if (/\d/.test(written) || kindOf(quantity) === 'share' || quantity.per) return false;
  if (
    /\b(?:engineers?|developers?|people|colleagues|reports|teams?|customers?|clients?|users?|servers?|services?|awards?|years?|months?|patents?|countries|offices)\b/i.test(
      quantity.unit,
    )
  )
    return false;
  return (bare || kindOf(quantity) === 'count') && quantity.value <= 3 && Number.isInteger(quantity.value);
}

function isSupported(mention: Mention & { approximate?: boolean }, known: readonly Quantity[]): boolean {
  return known.some((quantity) => {
    if (sameQuantity(mention.quantity, quantity)) return true;
    const kinds = kindOf(mention.quantity) === kindOf(quantity);
    const plain = kindOf(mention.quantity) === 'count' || kindOf(quantity) === 'count' || mention.bare;
    // A count is a count whatever noun stands beside it; a metric keeps its unit.
    if (plain && mention.quantity.value === quantity.value && !(quantity.per && mention.quantity.per)) return true;
    if (kinds && kindOf(quantity) !== 'share' && isRounding(mention.quantity, quantity)) return true;
    return false;
  });
}

/** "72,000" for 72,013; "about 87" for 87.1: the same to two digits and within one part in a hundred. */
function isRounding(one: Quantity, other: Quantity): boolean {
  const [a, b] = [inBase(one), inBase(other)];
  return b !== 0 && Math.abs(a - b) <= 0.005 * Math.abs(b);
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

/** A year that nobody named. */
function yearFaults(letter: string, sentence: Part, { said, jobPost }: Evidence): Fault[] {
  return [
    ...sentence.text.matchAll(
      /\b(?:in|since|of|from|until|by|during|summer|spring|autumn|winter|fall|early|late|january|february|march|april|may|june|july|august|september|october|november|december) ((?:19|20)\d\d)\b/gi,
    ),
  ]
    .filter((match) => !said.includes(match[1] ?? '') && !jobPost.includes(match[1] ?? ''))
    .map((match) =>
      faultAt(
        letter,
        'invented-number',
        sentence.start + match.index + match[0].length - 4,
        sentence.start + match.index + match[0].length,
      ),
    );
}

/** Both values of a figure, told the wrong way round. */
function swaps(letter: string, sentence: Part, { figures }: Evidence): Fault[] {
  return figures.flatMap((figure) => {
    const { before, after, topic } = figure;
    if (!before || !after || sameQuantity(before, after)) return [];
    const told = readFigures(sentence.text, topic).found.find(
      (found) =>
        found.figure.before &&
        found.figure.after &&
        alike(found.figure.before, after) &&
        alike(found.figure.after, before),
    );
    if (!told) return [];
    const spans = readMentions(sentence.text).filter(({ quantity, bare }) =>
      [before, after].some((side) => sameQuantity(quantity, side) || (bare && quantity.value === side.value)),
    );
    const start = Math.min(...spans.map((span) => span.start));
    const end = Math.max(...spans.map((span) => span.end));
    return spans.length >= 2
      ? [faultAt(letter, 'swapped-direction', sentence.start + start, sentence.start + end)]
      : [];
  });
}

function alike(one: Quantity, other: Quantity): boolean {
  return sameQuantity(one, other) || (one.value === other.value && (one.unit === '' || kindOf(one) === 'count'));
}

/** A latency that is told at another percentile than the candidate's. */
function percentileFaults(letter: string, sentence: Part, { figures }: Evidence): Fault[] {
  const list = tokens(sentence.text);
  const named = percentiles(list);
  if (named.length === 0) return [];
  const read = readFigures(sentence.text, 'latency').found.map(({ figure }) => figure);
  return figures
    .filter(({ topic }) => topic === 'latency')
    .flatMap((figure) => {
      const told = read.find(
        (other) => sharesSide(figure, other) && other.percentile && other.percentile !== figure.percentile,
      );
      const right = read.some((other) => sharesSide(figure, other) && other.percentile === figure.percentile);
      if (!told || right) return [];
      // Another figure of the brief may have just these values at just this percentile.
      if (figures.some((other) => other !== figure && sharesSide(other, told) && other.percentile === told.percentile))
        return [];
      const wrong = named.find(({ name }) => name === told.percentile);
      const [from, to] = wrong ? [list[wrong.at], list[wrong.next - 1]] : [];
      return from && to
        ? [faultAt(letter, 'wrong-percentile', sentence.start + from.start, sentence.start + to.end)]
        : [];
    });
}

function sharesSide(one: Figure, other: Figure): boolean {
  const sides = (figure: Figure) => [figure.before, figure.after].filter((side) => side !== undefined);
  return sides(one).some((side) => sides(other).some((quantity) => alike(quantity, side)));
}
