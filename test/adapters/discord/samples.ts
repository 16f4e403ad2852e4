import type { Attempt, Outbound } from '../../../src/adapters/adapter.ts';

export const QUESTION: Extract<Outbound, { kind: 'ask' }> = {
  kind: 'ask',
  topic: 'latency',
  text: 'How long did it take?',
  choices: [
    { id: 'skip', label: 'Skip' },
    { id: 'back', label: 'Back' },
  ],
  mark: 'a1-b2',
};

export const REVIEW: Extract<Outbound, { kind: 'ask' }> = {
  kind: 'ask',
  topic: 'review',
  text: 'This is what I understood:\nRole: Engineer, Harbour Grid\nLatency: p99 6 minutes → 4 seconds\nSystem: a story that was cut …\n\nIf this is right, I write the letter.',
  choices: [{ id: 'write', label: 'Write the letter' }],
  lines: ['Role: Engineer, Harbour Grid', 'Latency: p99 6 minutes → 4 seconds', 'System: a story that was cut …'],
  mark: 'c3-d4',
};

const PARAGRAPH = 'Throughput went from 400 to 9,500 readings per second at the midnight peak. '.repeat(12);

/** Longer than one message. */
export const LETTER: Extract<Outbound, { kind: 'letter' }> = {
  kind: 'letter',
  version: 1,
  text: `Dear team,\n\n${PARAGRAPH}1\n\n${PARAGRAPH}2\n\n${PARAGRAPH}3\n\nKind regards,\nSam`,
  letter: { heading: [], greeting: 'Dear team,', paragraphs: [], signOff: 'Kind regards,\nSam' },
  brief: { facts: [], declined: [] },
};

/** An attempt whose note outlives it, as the store's does. */
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
