/** Values that must stay out, in whatever notation gives them away: rounded, per another period, as a total, by a multiple. */
import { inBase, kindOf, type Mention, remainder, sameQuantity } from '../../machine/figures.ts';
import type { Period, Quantity } from '../../machine/quantity.ts';
import { type Claim, claimsIn } from './claims.ts';
import type { Evidence } from './evidence.ts';
import { type Fault, faultAt } from './fault.ts';
import { around, type Sentence } from './sentence.ts';
import { INTERVALS, isHarmless, isSupported, PERIODS } from './support.ts';

/** How near to a secret a value tells it. */
const NEAR = 0.05;

export function secretFaults(letter: string, sentences: readonly Sentence[], evidence: Evidence): Fault[] {
  const secrets = secretsOf(evidence);
  if (secrets.length === 0) return [];
  const open = evidence.quantities.filter(({ value }) => !secrets.some((secret) => secret.value === value));
  return sentences.flatMap((sentence) => {
    const told = sentence.mentions.map(withScale).filter((mention) => {
      const isClaimed = sentence.claims.some((claim) => mention.start < claim.end && mention.end > claim.start);
      return !isClaimed && !isHarmless(mention, sentence) && isGivenAway(mention, sentence, secrets, open, evidence);
    });
    const shares = sentence.proportions.filter(({ share }) =>
      secrets.some((secret) => isSameShare({ value: share, unit: '%' }, secret)),
    );
    const claims = sentence.claims.filter((claim) => tells(claim, sentence, secrets, evidence));
    return [...told, ...shares, ...claims].map(({ start, end }) => faultAt(letter, 'rough-value-leaked', start, end));
  });
}

/** The hidden values, each with the unit and the period that it has in its figure. */
function secretsOf({ hidden, figures }: Evidence): Quantity[] {
  const sides = figures.flatMap(({ before, after }) => [before, after]).filter((side) => side !== undefined);
  return hidden
    .flatMap(({ quantities }) => quantities)
    .flatMap((value) => [value, ...sides.filter((side) => value.unit === '' && side.value === value.value)]);
}

const SCALES: Readonly<Record<string, number>> = { hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9 };
const SCALE = /^(?:of an? )?(hundred|thousand|million|billion)(?: |$)/i;

/** "Three quarters of a million cards" are 750,000 of them. */
function withScale(mention: Mention): Mention {
  const match = SCALE.exec(mention.quantity.unit);
  if (!match) return mention;
  const { value, unit } = mention.quantity;
  const scale = SCALES[match[1]?.toLowerCase() ?? ''] ?? 1;
  return { ...mention, quantity: { ...mention.quantity, value: value * scale, unit: unit.slice(match[0].length) } };
}

function isGivenAway(
  mention: Mention,
  sentence: Sentence,
  secrets: readonly Quantity[],
  open: readonly Quantity[],
  { allowed }: Evidence,
): boolean {
  const { quantity, bare } = mention;
  if (allowed.some((one) => sameQuantity(one, quantity) || (bare && one.value === quantity.value))) return false;
  if (secrets.some((secret) => isAsGoodAs(mention, secret)))
    return quantity.value >= 10 || !open.some((one) => sameQuantity(quantity, one));
  if (isSupported(mention, open, around(sentence, mention).before)) return false;
  return secrets.some((secret) => isSameShare(quantity, secret) || comesNear(mention, sentence, secret));
}

function isAsGoodAs({ quantity, bare, approximate }: Mention, secret: Quantity): boolean {
  if (sameQuantity(quantity, secret)) return true;
  const comparable =
    bare || kindOf(quantity) === kindOf(secret) || kindOf(quantity) === 'count' || kindOf(secret) === 'count';
  // 18.7k for 18,730 is the same secret, and so is "nearly a hundred thousand" for 95,000.
  return comparable && secret.value >= 100 && isNear(quantity.value, secret.value, approximate ? 0.1 : 0.006);
}

/** "5.67 million in the busiest minute" for 94,500 a second, "48" of millions, 0.4 s for 410 ms. */
function comesNear({ quantity, bare }: Mention, { text }: Sentence, secret: Quantity): boolean {
  const [told, kept] = [kindOf(quantity), kindOf(secret)];
  if (told === 'share' || kept === 'share' || quantity.unit === 'times') return false;
  const isCount = (kind: string) => kind === 'count' || kind === 'rate';
  if (!bare && told === kept && !isCount(told)) return isNear(inBase(quantity), inBase(secret));
  if (!bare && !(isCount(told) && isCount(kept))) return false;
  const scales = Object.entries(SCALES).flatMap(([word, scale]) =>
    bare && new RegExp(String.raw`\b${word}s?\b`, 'i').test(text) ? [scale] : [],
  );
  if (secret.value >= 100 && [1, ...scales].some((scale) => isNear(quantity.value * scale, secret.value))) return true;
  const { per } = secret;
  if (!per || secret.value < 10) return false;
  return PERIODS.filter(
    (period) => period !== per && (quantity.per ? quantity.per === period : stands(period, text)),
  ).some((period) => isNear(quantity.value, (secret.value * lengthOf(period)) / lengthOf(per)));
}

function stands(period: Period, text: string): boolean {
  return new RegExp(String.raw`\b${period}s?\b`, 'i').test(text);
}

function lengthOf(period: Period): number {
  return inBase({ value: period === 'quarter' ? 3 : 1, unit: INTERVALS[period] });
}

function isSameShare(one: Quantity, secret: Quantity): boolean {
  if (one.unit !== '%' || secret.unit !== '%') return false;
  const [told, kept] = [one, secret].map(({ value }) => (value > 50 ? remainder(value) : value));
  return told !== undefined && kept !== undefined && isNear(told, kept);
}

/** A multiple that with the side that is open, or beside it, makes the side that is not. */
function tells(claim: Claim, sentence: Sentence, secrets: readonly Quantity[], evidence: Evidence): boolean {
  const isSecret = (side: Quantity) =>
    secrets.some((secret) => sameQuantity(secret, side) || secret.value === side.value);
  const pairs = [...evidence.figures, ...evidence.pairs].flatMap(({ before, after }) =>
    before && after ? [[before, after] as const] : [],
  );
  const hidden = pairs.filter((sides) => sides.some(isSecret));
  if (!hidden.some((sides) => makes(claim, sides)) || isAllowed(claim, evidence)) return false;
  const others = pairs.filter((sides) => !sides.some(isSecret) && makes(claim, sides));
  const isHere = (sides: readonly Quantity[]) =>
    sides.some((side) => sentence.mentions.some(({ quantity }) => quantity.value === side.value));
  return others.length === 0 || (!others.some(isHere) && hidden.some(isHere));
}

function makes({ kind, value }: Claim, [before, after]: readonly [Quantity, Quantity]): boolean {
  const ratio = inBase(after) / inBase(before);
  if (!Number.isFinite(ratio) || ratio <= 0) return false;
  const told = kind === 'times' ? [value, 1 / value] : [1 + value / 100, 1 - value / 100];
  return told.some((one) => isNear(one, ratio));
}

/** Said by the candidate as it stands, or in what may stand instead. */
function isAllowed({ kind, value }: Claim, { said }: Evidence): boolean {
  return claimsIn(said).some((claim) => claim.kind === kind && claim.value === value);
}

function isNear(one: number, other: number, slack = NEAR): boolean {
  return Math.abs(one - other) <= slack * Math.abs(other) * (1 + 1e-9);
}
