/** Which slot of the sheet says a number that stands in a letter. */
import { inBase, kindOf, near, type Quantity, sameQuantity } from '../machine/quantity.ts';
import { type Figure, mainFigureId, type Sheet, slotOfFigure } from '../machine/sheet.ts';
import { type Mention, numbersIn } from '../text/quantities.ts';
import { readingsOf, withoutPeriod } from './readings.ts';

/** A number that the candidate said, with the slot that holds it. */
interface Said {
  readonly slot: string;
  readonly quantity: Quantity;
}

/** "About 40" may stand for 41.3, and "3 times" for 3.04. */
const ROUNDING = 0.05;

const RATIO_UNITS: ReadonlySet<string> = new Set(['', 'times']);

/**
 * Equal after conversion, rounded as the candidate rounds, or derived from one figure: a multiple, a change in per cent,
 * or a difference.
 * @returns the slot, or null where nobody said the number.
 */
export function bind(mention: Mention, sheet: Sheet): string | null {
  return binderOf(sheet)(mention);
}

/** `bind` for many mentions: the sheet is read once. */
export function binderOf(sheet: Sheet): (mention: Mention) => string | null {
  const said = saidIn(sheet);
  return (mention) => {
    const slack = mention.bound === null ? 1e-9 : ROUNDING;
    const slotOf = (readings: readonly Quantity[]) =>
      said.find(({ quantity }) => readings.some((reading) => states(reading, quantity, slack)))?.slot ?? null;
    // Of a range, both ends must have been said.
    const ends = mention.range === null ? [] : [slotOf([mention.range.low]), slotOf([mention.range.high])];
    if (mention.range !== null) return ends.includes(null) ? null : (ends[1] ?? null);
    const told = readingsOf(mention);
    const readings = mention.borrowed ? [...told, ...told.map(withoutPeriod)] : told;
    const equal = slotOf(readings);
    if (equal !== null) return equal;
    const source = sheet.figures.find((figure) => readings.some((reading) => isDerived(reading, figure)));
    return source === undefined ? null : slotOfFigure(source);
  };
}

/** All numbers of the sheet: in its figures, and in its texts in every reading. */
function saidIn(sheet: Sheet): readonly Said[] {
  const texts = Object.entries(sheet.values).map(([slot, { text }]) => ({ slot, text }));
  const figures = sheet.figures.flatMap((figure) => {
    const slot = slotOfFigure(figure);
    const { now, before, measure, sentence } = figure;
    const words = [measure, sentence, now?.tail, before?.tail].filter((text) => typeof text === 'string');
    return [
      ...(now === null ? [] : [{ slot, quantity: now.quantity }]),
      ...(before === null ? [] : [{ slot: beforeSlot(figure), quantity: before.quantity }]),
      ...words.flatMap((text) => numbersOf(slot, text)),
    ];
  });
  return [...figures, ...texts.flatMap(({ slot, text }) => numbersOf(slot, text)), ...saysInstead(sheet)];
}

function beforeSlot({ id, topic }: Figure): string {
  return id === mainFigureId(topic) ? `${topic}.before` : `${topic}.more`;
}

function numbersOf(slot: string, text: string): readonly Said[] {
  const { mentions } = numbersIn(text);
  return mentions.flatMap((mention) => readingsOf(mention).map((quantity) => ({ slot, quantity })));
}

/** What stands in the place of something hidden may hold a number: "over 2 million patients". */
function saysInstead({ hidden }: Sheet): readonly Said[] {
  return hidden.flatMap(({ say }) => (say === null ? [] : numbersOf('confidential', say)));
}

function states(reading: Quantity, said: Quantity, slack: number): boolean {
  if (sameQuantity(reading, said)) return true;
  if (kindOf(reading) === 'bare' || kindOf(said) === 'bare') return near(reading.value, said.value, slack);
  // Without its period it is still the same number: "35 orders" of "35 orders per week".
  const isPeriodLess = reading.per === undefined || said.per === undefined;
  const [one, other] = isPeriodLess ? [withoutPeriod(reading), withoutPeriod(said)] : [reading, said];
  if (sameQuantity(one, other)) return true;
  return slack > 1e-6 && kindOf(one) === kindOf(other) && near(inBase(one), inBase(other), slack);
}

function isDerived(reading: Quantity, { now, before }: Figure): boolean {
  if (now === null || before === null || kindOf(now.quantity) !== kindOf(before.quantity)) return false;
  const [a, b] = [inBase(before.quantity), inBase(now.quantity)];
  const kind = kindOf(reading);
  if (kind === 'share') {
    const isPoints = kindOf(now.quantity) === 'share' && near(reading.value, Math.abs(b - a), 0.01);
    return isPoints || (a !== 0 && near(reading.value, Math.abs(b - a) / (a / 100), ROUNDING / 5));
  }
  if (RATIO_UNITS.has(reading.unit.toLowerCase()) && a > 0 && b > 0)
    return near(reading.value, Math.max(a / b, b / a), ROUNDING);
  return kind === kindOf(now.quantity) && near(inBase(reading), Math.abs(b - a), 0.01);
}
