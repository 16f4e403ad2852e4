/** Sheets and figures for the tests of the letter. */
import type { Period, Quantity } from '../../src/machine/quantity.ts';
import { type Amount, EMPTY_SHEET, type Figure, type Sheet, type Value } from '../../src/machine/sheet.ts';
import type { Metric } from '../../src/machine/slots.ts';

export function quantity(value: number, unit = '', per?: Period): Quantity {
  return { value, unit, ...(per !== undefined && { per }) };
}

export function amount(of: Quantity, more: Partial<Amount> = {}): Amount {
  return { quantity: of, bound: null, tail: '', quote: String(of.value), source: 'm1', ...more };
}

export function figure(topic: Metric, parts: Partial<Figure>): Figure {
  return {
    id: `${topic}.1`,
    topic,
    measure: null,
    percentile: null,
    now: null,
    before: null,
    sentence: null,
    typed: null,
    ...parts,
  };
}

export function value(text: string): Value {
  return { text, source: 'm1', sentences: 1, ours: false };
}

export function sheetOf(values: Readonly<Record<string, string>>, more: Partial<Sheet> = {}): Sheet {
  const entries = Object.entries(values).map(([slot, text]) => [slot, value(text)] as const);
  return { ...EMPTY_SHEET, values: Object.fromEntries(entries), ...more };
}
