/** Builds the reading that a model returns for a message. */
import type { ReadFigure, Reading, ReadSide } from '../../src/reader/reading-schema.ts';

const NOTHING: Reading = {
  language: 'en',
  post: null,
  figures: [],
  names: [],
  texts: [],
  takenBack: [],
  confidential: [],
  toBot: [],
  declined: [],
  conflicts: [],
  edits: [],
  wish: null,
  show: null,
  order: null,
  followUp: null,
  answer: null,
};

export function reading(parts: Partial<Reading> = {}): Reading {
  return { ...NOTHING, ...parts };
}

export function figure(topic: ReadFigure['topic'], quote: string, parts: Partial<ReadFigure> = {}): ReadFigure {
  const rest = { id: null, measure: null, percentile: null, before: null, after: null };
  return { ...rest, topic, quote, ...parts };
}

export function side(value: number, unit: string, quote: string, per: ReadSide['per'] = null): ReadSide {
  return { value, unit, per, approximate: false, tail: null, quote };
}

export const text = (slot: Reading['texts'][number]['slot'], ...quotes: string[]) => ({ slot, quotes, english: null });
