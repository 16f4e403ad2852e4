/** Where each sentence of a letter comes from, in the candidate's own words. */
import type { Letter } from '../letter/letter.ts';
import type { Brief } from '../machine/brief.ts';

export function receiptText(letter: Letter, brief: Brief): string {
  const lines = letter.paragraphs
    .flatMap(({ sentences }) => sentences)
    .map(({ text, facts }) => {
      const quotes = brief.facts
        .filter(({ id }) => facts.includes(id))
        .map(({ quote }) => `“${quote.replace(/\s+/g, ' ').trim()}”`);
      return `${text}\n  from ${quotes.length > 0 ? quotes.join(' and ') : 'no message'}`;
    });
  return ['Each sentence, and your words that it rests on:', ...lines].join('\n');
}
