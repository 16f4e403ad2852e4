import type { Outbound } from '../../../src/adapters/adapter.ts';
import { type Letter, letterText } from '../../../src/letter/letter.ts';

const letter: Letter = {
  heading: [],
  greeting: 'Dear team at Acme,',
  paragraphs: [
    {
      sentences: [
        { text: 'I ran the ledger service at Beta, which books 2,100 payments a second at its busiest.', facts: ['1'] },
        {
          text: 'Its p99 latency went from 900 ms to 140 ms, with 99.95% of requests answered all year.',
          facts: ['2'],
        },
      ],
    },
    {
      sentences: [
        { text: 'The clearing house fixes the file format, so we moved validation ahead of it.', facts: ['3'] },
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
  brief: { facts: [], declined: ['closing'] },
};
