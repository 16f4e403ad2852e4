/** Multiples and percentages that a letter derives, held against the figures that they can follow from. */
import { cut, factor, kindOf, remainder, sameQuantity } from '../../machine/figures.ts';
import type { Figure, Quantity } from '../../machine/quantity.ts';
import { type Claim, claimsIn } from './claims.ts';
import type { Evidence } from './evidence.ts';
import { type Fault, faultAt } from './fault.ts';
import type { Sentence } from './sentence.ts';

/**
 * Claims that follow from no figure of the brief. A claim is held against the figures whose values stand in its own
 * sentence, or in the one before it; only where there is none may it rest on any figure.
 */
export function derivedFaults(letter: string, sentences: readonly Sentence[], evidence: Evidence): Fault[] {
  const all = [...evidence.figures, ...evidence.pairs];
  return sentences.flatMap((sentence, index) => {
    const open = sentence.claims.filter(
      (claim) =>
        !isSaid(claim, letter, evidence) &&
        !sentence.proportions.some((one) => claim.start < one.end && claim.end > one.start),
    );
    if (open.length === 0) return [];
    const here = figuresNear(sentence, all);
    const before = sentences[index - 1];
    const near = here.length > 0 ? here : before ? figuresNear(before, all) : [];
    const base = near.length > 0 ? near : all;
    return open
      .filter(
        (claim) =>
          !(claim.vague && near.length === 0) &&
          !base.some((figure) => follows(claim, figure)) &&
          !followsFrom(claim, sentence, here.some((figure) => figure.before && figure.after) ? undefined : before),
      )
      .map((claim) => {
        // With nothing beside it that it could follow from, a percentage is a number of its own.
        const kind = claim.kind === 'percent' && here.length === 0 ? 'invented-number' : 'wrong-derived';
        return faultAt(letter, kind, claim.start, claim.end);
      });
  });
}

/** Two numbers of the sentence itself or one of it and one of the sentence before, each of which is checked by itself. */
function followsFrom(claim: Claim, { mentions }: Sentence, previous: Sentence | undefined): boolean {
  const earlier = (previous?.mentions ?? []).map(({ quantity }) => quantity);
  const own = mentions
    .filter(({ start, end }) => end <= claim.start || start >= claim.end)
    .map(({ quantity }) => quantity);
  const values = [...earlier, ...own];
  return values.some((before, index) =>
    values.slice(Math.max(index + 1, earlier.length)).some((after) => {
      const unit = before.unit === '' ? after.unit : before.unit;
      const per = before.per ?? after.per;
      const [one, other] = [before, after].map((value) =>
        // A count may lack what the other one has; a percentage is no number of bookings.
        kindOf(value) === 'count' ? { ...value, unit, ...(per ? { per } : {}) } : value,
      );
      return one && other
        ? pairsOf(one, other).some(([from, to]) =>
            claim.kind === 'percent' ? changes(claim, from, to) : multiplies(claim, from, to),
          )
        : false;
    }),
  );
}

/** Figures of which a value stands in the sentence. */
function figuresNear({ mentions, proportions }: Sentence, figures: readonly Figure[]): Figure[] {
  const stands = (side: Quantity | undefined) =>
    side !== undefined &&
    (mentions.some(({ quantity, bare }) => sameQuantity(quantity, side) || (bare && quantity.value === side.value)) ||
      proportions.some(({ share }) => sameQuantity({ value: share, unit: '%' }, side)));
  return figures.filter(({ before, after }) => stands(before) || stands(after));
}

/** The candidate said it in the same words or numbers. */
function isSaid(claim: Claim, letter: string, { said, saidMentions }: Evidence): boolean {
  const words = letter.slice(claim.start, claim.end).toLowerCase();
  if (said.toLowerCase().includes(words)) return true;
  // "Fell by nine tenths" is a fall by 90%.
  const told = claimsIn(said).filter(({ kind, vague }) => kind === claim.kind && !vague);
  if (claim.kind === 'percent' && told.some(({ value }) => Math.abs(value - claim.value) < 1e-6)) return true;
  // "Send everything twice" counts occasions, and halves nothing.
  const halves =
    claim.kind === 'times' &&
    claim.value === 2 &&
    /\b(?:halved|twice (?:as|the|that|what)|doubled|double (?:the|that|what)|in half|by half|half (?:of )?(?:it|what|the|that))\b/i.test(
      said,
    );
  return (
    halves || saidMentions.some(({ quantity }) => quantity.value === claim.value && /^(?:times|%)$/.test(quantity.unit))
  );
}

function follows(claim: Claim, { before, after }: Figure): boolean {
  if (!before || !after) return false;
  return pairsOf(before, after).some(([from, to]) =>
    claim.kind === 'percent' ? changes(claim, from, to) : multiplies(claim, from, to),
  );
}

/** Availability may be told by its complement: from three nines to five leaves a hundredth of the downtime. */
function pairsOf(before: Quantity, after: Quantity): [Quantity, Quantity][] {
  const share = before.unit === '%' && after.unit === '%' && before.value > 50 && after.value > 50;
  const rest = (quantity: Quantity) => ({ ...quantity, value: remainder(quantity.value) });
  return share
    ? [
        [before, after],
        [rest(before), rest(after)],
      ]
    : [[before, after]];
}

function changes(claim: Claim, before: Quantity, after: Quantity): boolean {
  const change = cut(before, after);
  if (change === null) return false;
  const amount = Math.abs(change);
  if (claim.loose === 'over') return amount >= claim.value - 0.5 && amount <= claim.value * 1.1 + 2;
  if (claim.loose === 'under') return amount <= claim.value + 0.5 && amount >= claim.value * 0.85 - 2;
  return Math.abs(amount - claim.value) <= (claim.loose === 'exact' ? 1 : 3);
}

function multiplies(claim: Claim, before: Quantity, after: Quantity): boolean {
  const ratio = factor(before, after);
  if (ratio === null || ratio === 0) return false;
  const times = ratio < 1 ? 1 / ratio : ratio;
  if (claim.atMost !== undefined) return times >= claim.value * 0.98 && times <= claim.atMost * 1.02;
  switch (claim.loose) {
    case 'over':
      return times >= claim.value * 0.98 && times <= claim.value * 1.5;
    case 'under':
      return times <= claim.value * 1.02 && times >= claim.value * 0.7;
    case 'about':
      return Math.abs(times - claim.value) <= 0.16 * times;
    default:
      // Where the whole number is large enough, people leave the rest out: "four times" for 4.4.
      return Math.abs(times - claim.value) <= 0.08 * times || (claim.value >= 4 && Math.round(times) === claim.value);
  }
}
