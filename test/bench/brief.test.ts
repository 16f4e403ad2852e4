import { describe, expect, it } from 'vitest';
import { misplacedLines } from '../../bench/soak/brief.ts';

const BRIEF = 'What I noted so far:\n- Position: SRE\n- Company: Plinth';

describe('the brief at the end of a soak', () => {
  it('is that of an undisturbed run', () => {
    expect(misplacedLines(['Noted.', BRIEF], BRIEF)).toEqual([]);
  });

  it('tells an answer in the wrong slot, also behind other words', () => {
    const other = 'What I noted so far:\n- Position: Plinth\n- Company: Plinth';
    expect(misplacedLines([other, 'That is done already.'], BRIEF)).toEqual(['- Position: Plinth']);
  });

  it('is not what is said to whoever asks for it twice', () => {
    expect(misplacedLines([BRIEF, 'That is done already.'], BRIEF)).toEqual([]);
  });

  it('is missed where there is none', () => {
    expect(misplacedLines(['Noted.'], BRIEF)).toEqual(['Noted.']);
  });
});
