import type { Ask, Attempt, Outbound } from '../../../src/adapters/contract.ts';

export const QUESTION: Ask = {
  kind: 'ask',
  question: 'slot',
  topic: 'latency',
  slot: 'latency.now',
  text: 'How long did it take?',
  choices: [
    { id: 'skip', label: 'Skip' },
    { id: 'back', label: 'Back' },
  ],
  noted: [],
  mark: 'a1-b2',
};

const PARAGRAPH = 'Throughput went from 400 to 9,500 readings per second at the midnight peak. '.repeat(12);

/** Longer than one message. */
export const LETTER: Extract<Outbound, { kind: 'letter' }> = {
  kind: 'letter',
  version: 1,
  text: `Dear team,\n\n${PARAGRAPH}1\n\n${PARAGRAPH}2\n\n${PARAGRAPH}3\n\nKind regards,\nSam`,
  letter: { heading: [], greeting: 'Dear team,', paragraphs: [], signOff: 'Kind regards,\nSam' },
  brief: { facts: [], declined: [], confidential: [] },
};

/** An attempt that keeps its note, as the store does. */
export function attempt(noted: string | null = null): Attempt & { readonly noted: string | null } {
  const kept = { noted };
  return {
    get noted() {
      return kept.noted;
    },
    async note(text) {
      kept.noted = text;
    },
  };
}
