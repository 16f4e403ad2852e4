import type { Ask, Outbound } from '../../../src/adapters/contract.ts';
import { type Letter, letterText } from '../../../src/letter/letter.ts';

const letter: Letter = {
  heading: [],
  greeting: 'Dear team at Acme,',
  paragraphs: [
    {
      sentences: [
        {
          text: 'I ran the ledger service at Beta, which books 2,100 payments a second at its busiest.',
          slots: ['system.what', 'throughput.now'],
          key: 'system.what',
          edited: false,
        },
        {
          text: 'Its p99 latency went from 900 ms to 140 ms, with 99.95% of requests answered all year.',
          slots: ['latency.now'],
          key: 'latency.now',
          edited: false,
        },
      ],
    },
    {
      sentences: [
        {
          text: 'The clearing house fixes the file format, so we moved validation ahead of it.',
          slots: ['contract.constraint'],
          key: 'contract.constraint',
          edited: false,
        },
      ],
    },
  ],
  signOff: 'Kind regards,\nSam Doe',
};

export const aLetter: Extract<Outbound, { kind: 'letter' }> = {
  kind: 'letter',
  version: 1,
  text: letterText(letter),
  letter,
  brief: { facts: [], declined: ['closing'], confidential: [] },
};

export const aQuestion: Ask = {
  kind: 'ask',
  question: 'slot',
  topic: 'contract',
  slot: 'contract.constraint',
  text: 'What could you not change?',
  choices: [
    { id: 'skip', label: 'Skip' },
    { id: 'back', label: 'Back' },
  ],
  noted: [],
  mark: 'mark-1',
};
