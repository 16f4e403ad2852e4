/** For every sentence of a letter, the candidate's words that it rests on. */
import type { Figure, Sheet } from '../machine/sheet.ts';
import { isMetric, topicOf } from '../machine/slots.ts';
import { type Letter, type Sentence, sentencesOf } from './letter.ts';
import { redact } from './redact.ts';

/** One line a sentence: its number, the sentence, and the slots with the words in them. Nothing hidden is in it. */
export function whyText(letter: Letter, sheet: Sheet): string {
  const lines = sentencesOf(letter).map((sentence, at) => {
    const text = redact(sentence.text, sheet.hidden);
    return `${at + 1}. ${text} ← ${sourcesOf(sentence, sheet)}`;
  });
  return lines.join('\n');
}

function sourcesOf({ slots, key, edited }: Sentence, sheet: Sheet): string {
  if (edited) return 'your change';
  const quotes = slots.flatMap((slot) => {
    const words = redact(wordsOf(slot, key, sheet), sheet.hidden);
    return words === '' ? [] : [`${slot}: "${words.replace(/\s+/gu, ' ')}"`];
  });
  return [...new Set(quotes)].join('; ');
}

function wordsOf(slot: string, key: string, sheet: Sheet): string {
  const value = sheet.values[slot];
  if (value !== undefined) return value.text;
  if (!isMetric(topicOf(slot))) return '';
  const id = key.split('#', 1)[0];
  return figureWords(
    slot,
    sheet.figures.find((figure) => figure.id === id),
  );
}

function figureWords(slot: string, figure: Figure | undefined): string {
  if (figure === undefined) return '';
  const { now, before, measure, percentile, sentence } = figure;
  switch (slot.split('.').at(-1)) {
    case 'now':
      return sentence ?? now?.quote ?? '';
    case 'before':
      return before?.quote ?? '';
    case 'measure':
      return measure ?? '';
    case 'percentile':
      return percentile ?? '';
    default:
      return (
        sentence ?? [...new Set([before?.quote ?? '', now?.quote ?? ''])].filter((quote) => quote !== '').join(' → ')
      );
  }
}
