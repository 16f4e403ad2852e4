/** Finds numbers of a letter that are not in the sheet. The templates must never write one. */
import { typedTexts } from '../../src/letter/gate.ts';
import { type Letter, sentencesOf } from '../../src/letter/letter.ts';
import { readingsOf, withoutPeriod } from '../../src/letter/render.ts';
import { isClose, kindOf, type Quantity, sameQuantity, toBaseUnit } from '../../src/machine/quantity.ts';
import type { Figure, Sheet } from '../../src/machine/sheet.ts';
import { type Mention, numbersIn } from '../../src/text/quantities.ts';

/** Checks the sentences that the candidate has not edited. */
export function unsaidIn(letter: Letter, sheet: Sheet) {
  const isSaid = saidIn(sheet);
  const percentiles = new Set([
    ...sheet.figures.map(({ percentile }) => percentile),
    ...typedTexts(sheet).flatMap((text) => numbersIn(text).percentiles.map(({ name }) => name)),
  ]);
  return sentencesOf(letter).flatMap(({ text, edited }) => {
    if (edited) return [];
    const found = numbersIn(text);
    // "One of the reasons" is not a figure.
    const stated = found.mentions.filter(({ spelled, quantity }) => !(spelled && quantity.value === 1));
    const unbound = stated.filter((mention) => !isSaid(mention));
    return [...unbound, ...found.percentiles.filter(({ name }) => !percentiles.has(name))].map(({ start, end }) =>
      text.slice(start, end),
    );
  });
}

/** "About 40" may stand for 41.3, and "3 times" for 3.04. */
const ROUNDING = 0.05;

/**
 * Tells whether the sheet has a number: equal after conversion, rounded with "about", or derived from one figure as a
 * multiple, a change in percent, or a difference.
 */
export function saidIn(sheet: Sheet): (mention: Mention) => boolean {
  const said = [
    ...sheet.figures.flatMap(({ now, before }) =>
      [now, before].flatMap((side) => (side === null ? [] : [side.quantity])),
    ),
    ...typedTexts(sheet).flatMap((text) => numbersIn(text).mentions.flatMap(readingsOf)),
  ];
  return (mention) => {
    const slack = mention.bound === null ? 1e-9 : ROUNDING;
    const isStated = (reading: Quantity) => said.some((quantity) => states(reading, quantity, slack));
    // Both ends of a range have to be in the sheet.
    if (mention.range !== null) return isStated(mention.range.low) && isStated(mention.range.high);
    const own = readingsOf(mention);
    const readings = mention.borrowed ? [...own, ...own.map(withoutPeriod)] : own;
    return readings.some((reading) => isStated(reading) || sheet.figures.some((figure) => isDerived(reading, figure)));
  };
}

function states(reading: Quantity, said: Quantity, slack: number): boolean {
  if (sameQuantity(reading, said)) return true;
  if (kindOf(reading) === 'bare' || kindOf(said) === 'bare') return isClose(reading.value, said.value, slack);
  // "35 orders" is still the number of "35 orders per week".
  const isPeriodLess = reading.per === undefined || said.per === undefined;
  const [one, other] = isPeriodLess ? [withoutPeriod(reading), withoutPeriod(said)] : [reading, said];
  if (sameQuantity(one, other)) return true;
  return slack > 1e-6 && kindOf(one) === kindOf(other) && isClose(toBaseUnit(one), toBaseUnit(other), slack);
}

function isDerived(reading: Quantity, { now, before }: Figure): boolean {
  if (now === null || before === null || kindOf(now.quantity) !== kindOf(before.quantity)) return false;
  const [a, b] = [toBaseUnit(before.quantity), toBaseUnit(now.quantity)];
  const [kind, kindOfSides] = [kindOf(reading), kindOf(now.quantity)];
  if (kind === 'share') {
    const isPoints = kindOfSides === 'share' && isClose(reading.value, Math.abs(b - a), 0.01);
    return isPoints || (a !== 0 && isClose(reading.value, Math.abs(b - a) / (a / 100), ROUNDING / 5));
  }
  if (reading.unit === '' || reading.unit === 'times')
    return a > 0 && b > 0 && isClose(reading.value, Math.max(a / b, b / a), ROUNDING);
  return kind === kindOfSides && isClose(toBaseUnit(reading), Math.abs(b - a), 0.01);
}
