/** What must not leave in a letter: numbers nobody said, hidden values, and placeholders that were left over. */
import { inBase, kindOf, near, type Quantity, sameQuantity } from '../machine/quantity.ts';
import { type Figure, mainFigureId, type Sheet, slotOfFigure } from '../machine/sheet.ts';
import { type Mention, numbersIn } from '../text/quantities.ts';
import { type Letter, sentencesOf } from './letter.ts';
import { hides } from './redact.ts';
import { readingsOf, withoutPeriod } from './render.ts';

export interface Fault {
  readonly kind: 'number' | 'hidden' | 'placeholder';
  /** The key of the sentence, or `greeting`. */
  readonly key: string;
  /** Offsets in the text of that sentence. */
  readonly span: { readonly start: number; readonly end: number };
}

/** Always left over, whoever typed it. */
const TEMPLATE_MARKS =
  /\[(?:your|my|insert|company|employer|hiring|name|city|email|phone|date)\b[^\]]{0,40}\]|\b(?:TODO|TBD|XXX)\b/gi;

/** Left over unless the candidate writes about it: "/orders/{id}", "undefined behaviour". */
const CODE_MARKS = /\{[a-z][\w. ]{0,40}\}|\b(?:undefined|null|NaN)\b|\[object Object\]/g;

/** Pure: the same letter and sheet give the same faults. */
export function faultsOf(letter: Letter, sheet: Sheet): Fault[] {
  const slotSaying = binderOf(sheet);
  const typed = textsOf(sheet).map(({ text }) => text);
  const percentiles = new Set([
    ...sheet.figures.map(({ percentile }) => percentile),
    ...typed.flatMap((text) => numbersIn(text).percentiles.map(({ name }) => name)),
  ]);
  const greeting = { key: 'greeting', text: letter.greeting, edited: true };
  return [greeting, ...sentencesOf(letter)].flatMap(({ key, text, edited }) => {
    const fault = (kind: Fault['kind'], start: number, end: number): Fault => ({ kind, key, span: { start, end } });
    const codeMarks = [...text.matchAll(CODE_MARKS)].filter(({ 0: mark }) => !typed.some((one) => one.includes(mark)));
    return [
      ...(hides(text, sheet.hidden) ? [fault('hidden', 0, text.length)] : []),
      ...[...text.matchAll(TEMPLATE_MARKS), ...codeMarks].map(({ 0: mark, index }) =>
        fault('placeholder', index, index + mark.length),
      ),
      ...(edited ? [] : unsaidIn(text)).map(({ start, end }) => fault('number', start, end)),
    ];
  });

  function unsaidIn(text: string) {
    const found = numbersIn(text);
    // "One of the reasons" is no figure.
    const stated = found.mentions.filter(({ spelled, quantity }) => !(spelled && quantity.value === 1));
    const unbound = stated.filter((mention) => slotSaying(mention) === null);
    return [...unbound, ...found.percentiles.filter(({ name }) => !percentiles.has(name))];
  }
}

/** Everything that the candidate typed for the letter, stand-ins included, each with its slot. */
function textsOf({ values, figures, hidden }: Sheet): readonly { readonly slot: string; readonly text: string }[] {
  const texts = [
    ...figures.flatMap((figure) => {
      const { measure, sentence, now, before } = figure;
      return [measure, sentence, now?.tail, before?.tail].map((text) => ({ slot: slotOfFigure(figure), text }));
    }),
    ...Object.entries(values).map(([slot, { text }]) => ({ slot, text })),
    ...hidden.map(({ say }) => ({ slot: 'confidential', text: say })),
  ];
  return texts.flatMap(({ slot, text }) => (typeof text === 'string' ? [{ slot, text }] : []));
}

/** "About 40" may stand for 41.3, and "3 times" for 3.04. */
const ROUNDING = 0.05;

/**
 * Finds the slot that says a number: equal after conversion, rounded as the candidate rounds, or derived from one
 * figure as a multiple, a change in per cent, or a difference.
 * @returns a function from a number in a letter to the slot, or to null where nobody said the number.
 */
export function binderOf(sheet: Sheet): (mention: Mention) => string | null {
  const said = [
    ...sheet.figures.flatMap((figure) => {
      const { id, topic, now, before } = figure;
      const slotBefore = id === mainFigureId(topic) ? `${topic}.before` : `${topic}.more`;
      return [
        ...(now === null ? [] : [{ slot: slotOfFigure(figure), quantity: now.quantity }]),
        ...(before === null ? [] : [{ slot: slotBefore, quantity: before.quantity }]),
      ];
    }),
    ...textsOf(sheet).flatMap(({ slot, text }) =>
      numbersIn(text).mentions.flatMap((mention) => readingsOf(mention).map((quantity) => ({ slot, quantity }))),
    ),
  ];
  return (mention) => {
    const slack = mention.bound === null ? 1e-9 : ROUNDING;
    const slotOf = (readings: readonly Quantity[]) =>
      said.find(({ quantity }) => readings.some((reading) => states(reading, quantity, slack)))?.slot ?? null;
    if (mention.range !== null) {
      // Of a range, both ends must have been said.
      return slotOf([mention.range.low]) === null ? null : slotOf([mention.range.high]);
    }
    const own = readingsOf(mention);
    const readings = mention.borrowed ? [...own, ...own.map(withoutPeriod)] : own;
    const source = sheet.figures.find((figure) => readings.some((reading) => isDerived(reading, figure)));
    return slotOf(readings) ?? (source === undefined ? null : slotOfFigure(source));
  };
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
  const [kind, kindOfSides] = [kindOf(reading), kindOf(now.quantity)];
  if (kind === 'share') {
    const isPoints = kindOfSides === 'share' && near(reading.value, Math.abs(b - a), 0.01);
    return isPoints || (a !== 0 && near(reading.value, Math.abs(b - a) / (a / 100), ROUNDING / 5));
  }
  if (reading.unit === '' || reading.unit === 'times')
    return a > 0 && b > 0 && near(reading.value, Math.max(a / b, b / a), ROUNDING);
  return kind === kindOfSides && near(inBase(reading), Math.abs(b - a), 0.01);
}
