/** Corrections that name the new and the old words: "wait, it was Rust, not Go". English only. */
import { trimEnd } from './sentences.ts';

interface Denial {
  /** The new words. */
  readonly text: string;
  readonly old: string;
}

/** Words in front of the new ones: "no, it was". */
const LEADS = ['wait', 'no', 'sorry', 'actually'];
const BEINGS = [['it', 'was'], ['it', 'is'], ["it's"], ['its']];
/** Maximum characters of the words on each side. */
const SIDE_AT_MOST = 41;

/** @returns null unless the whole text is such a correction */
export function denialIn(text: string): Denial | null {
  const words = text.split(' ');
  const at = words.findLastIndex((word) => word.toLowerCase() === 'not');
  const told = trimEnd(withoutLeads(words.slice(0, Math.max(0, at))).join(' '), ',');
  const old = words.slice(at + 1).join(' ');
  return at > 0 && isShort(told) && isShort(old) ? { text: told, old } : null;
}

/** Whether a side is a short piece. A comma inside a number doesn't divide it. */
function isShort(side: string): boolean {
  return side !== '' && side.length <= SIDE_AT_MOST && !side.includes('\n') && !`${side} `.includes(', ');
}

function withoutLeads(words: readonly string[]): readonly string[] {
  const low = words.map((word) => word.toLowerCase().replace('’', "'"));
  const start = LEADS.includes(trimEnd(low[0] ?? '', ',')) ? 1 : 0;
  const being = BEINGS.find((each) => each.every((word, place) => low[start + place] === word));
  return words.slice(start + (being?.length ?? 0));
}
