import { describe, expect, it } from 'vitest';
import { misplacedLines } from '../../bench/soak/compare.ts';

const BRIEF = 'What I noted so far:\n- Position: SRE\n- Company: Plinth';

describe('misplacedLines()', () => {
  it('finds nothing if the brief is that of an undisturbed run', () => {
    expect(misplacedLines(['Noted.', BRIEF], BRIEF)).toEqual([]);
  });

  it('finds an answer in the wrong slot, also if another message follows the brief', () => {
    const other = 'What I noted so far:\n- Position: Plinth\n- Company: Plinth';
    expect(misplacedLines([other, 'That is done already.'], BRIEF)).toEqual(['- Position: Plinth']);
  });

  it('ignores a message after the brief', () => {
    expect(misplacedLines([BRIEF, 'That is done already.'], BRIEF)).toEqual([]);
  });

  it('returns the last message if there is no brief', () => {
    expect(misplacedLines(['Noted.'], BRIEF)).toEqual(['Noted.']);
  });
});
