import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proseIn, proseStream } from '../../src/letter/draft.ts';

const LETTER = `Dear Ms. Abernathy,

It took 310 ms. Now it takes 80 ms.
I wrote it myself, e.g. the parser.

Would you tell me why?

Kind regards,
Jo L.
jo@example.com`;

const BODY = [
  { paragraph: 1, text: 'It took 310 ms.' },
  { paragraph: 1, text: 'Now it takes 80 ms.' },
  { paragraph: 2, text: 'I wrote it myself, e.g. the parser.' },
  { paragraph: 3, text: 'Would you tell me why?' },
];

describe('proseIn and proseStream', () => {
  it('find the sentences of the body by paragraph, without greeting and sign-off', () => {
    expect(proseIn(LETTER)).toEqual(BODY);
    expect(proseIn('```\nNo sign ends this line\n```')).toEqual([]);
    expect(proseIn('')).toEqual([]);
  });

  it('find the same sentences for any split into chunks', () => {
    const cuts = fc.array(fc.integer({ min: 0, max: LETTER.length }), { maxLength: 30 });
    fc.assert(
      fc.property(cuts, (places) => {
        const ends = [...places.toSorted((one, other) => one - other), LETTER.length];
        const stream = proseStream();
        const heard = ends.flatMap((end, at) => stream.push(LETTER.slice(ends[at - 1] ?? 0, end)));
        expect([...heard, ...stream.end()]).toEqual(BODY);
      }),
    );
  });

  it('return a sentence as soon as the next one begins', () => {
    const stream = proseStream();
    expect(stream.push('It took 310 ms.')).toEqual([]);
    expect(stream.push(' Now')).toEqual([{ paragraph: 1, text: 'It took 310 ms.' }]);
    expect(stream.push(' it takes 80 ms.\n')).toEqual([{ paragraph: 1, text: 'Now it takes 80 ms.' }]);
  });
});
