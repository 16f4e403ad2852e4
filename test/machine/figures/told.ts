/** Figures as lines that can be read in a table: `latency p99 1.8 s → 210 ms`. */
import type { Topic } from '../../../src/machine/brief.ts';
import { type FoundFigure, readFigures } from '../../../src/machine/figures.ts';
import type { Quantity } from '../../../src/machine/quantity.ts';

export function told(text: string, asked: Topic | null): string[] {
  return readFigures(text, asked).found.map(line);
}

function line({ figure, lacks }: FoundFigure): string {
  const { topic, percentile, before, after, approximate } = figure;
  const sides =
    before && after ? `${amount(before)} → ${amount(after)}` : before ? `${amount(before)} before` : amount(after);
  return [topic, percentile, sides, approximate && '~', ...lacks.map((lack) => `no ${lack}`)].filter(Boolean).join(' ');
}

export function amount(quantity: Quantity | undefined): string {
  if (!quantity) return '?';
  const { value, unit, per } = quantity;
  return `${value}${unit === '%' ? '%' : unit && ` ${unit}`}${per ? `/${per}` : ''}`;
}
