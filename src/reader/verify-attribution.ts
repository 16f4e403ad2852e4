/** Whether what a model took for the candidate's stands in words of theirs. */
import type { ForeignSpan } from '../text/attribution.ts';
import type { Finder, Found } from './quotes.ts';
import type { Reading } from './reading.ts';

type IsOwn = (found: Found) => boolean;

/** A quotation with its marks is told as one. */
export function isIn({ kind, start, end }: ForeignSpan, found: Found): boolean {
  const isMarked = kind === 'quotation' && found.start === start;
  return found.start >= start && found.end <= end && !isMarked;
}

/** Whether the model took for the candidate's what only stands in words that may be somebody else's. */
export function isDoubtful(reading: Reading, { find }: Finder, isOutside: IsOwn, isOwn: IsOwn): boolean {
  const quotes = [
    ...reading.texts.flatMap((text) => text.quotes),
    ...reading.figures.flatMap(({ quote, before, after }) => [quote, before?.quote, after?.quote]),
    ...reading.names.filter(({ slot }) => !slot.startsWith('role.')).map(({ quote }) => quote),
  ];
  return quotes.some((quote) => quote !== undefined && find(quote, isOutside) !== null && find(quote, isOwn) === null);
}
