/** What the verifier answered, and what of it counts: a sentence is supported only by words that stand in the facts. */
import { z } from 'zod';
import type { DraftFault, DraftSentence } from './draft.ts';
import { type Facts, wordsOfFact } from './facts.ts';

export const VerdictsSchema = z.object({
  checks: z.array(z.object({ n: z.number().int(), supported: z.boolean(), by: z.string() })),
});
export type Verdicts = z.infer<typeof VerdictsSchema>;

/** The faults that the verdicts come to. A sentence without a verdict counts as unsupported. */
export function verdictsFrom({ checks }: Verdicts, sentences: readonly DraftSentence[], facts: Facts): DraftFault[] {
  const all = plain(facts.list.map(wordsOfFact).join('\n'));
  return sentences.flatMap(({ key, own }, at): DraftFault[] => {
    const verdict = checks.find(({ n }) => n === at + 1);
    const isQuoted = verdict?.supported === true && (own || isIn(verdict.by, all));
    if (isQuoted) return [];
    const why = verdict === undefined || verdict.supported ? 'no words of the facts carry it' : verdict.by;
    const hint = `Not supported: ${why.slice(0, 120)}. Say what the facts say, or leave it out.`;
    return [{ kind: 'unsupported', key, span: null, hint, isSerious: true }];
  });
}

/** Shorter than this, a quote may stand anywhere. */
const QUOTE_AT_LEAST = 3;

/** Every part of a quote with gaps must stand in the words. */
function isIn(quote: string, words: string): boolean {
  const parts = quote
    .split(/…|\.\.\./u)
    .map(plain)
    .filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => part.length >= QUOTE_AT_LEAST && words.includes(part));
}

/** Without case, punctuation and doubled spaces, which models do not copy reliably. */
function plain(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}%$€£]+/gu) ?? []).join(' ');
}
