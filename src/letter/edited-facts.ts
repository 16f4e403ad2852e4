/** Finds what a sentence written by the candidate shares with their answers: a figure, a name, or most words. */
import { sameQuantity } from '../machine/quantity.ts';
import type { Figure, Sheet } from '../machine/sheet.ts';
import { slotKind } from '../machine/slots.ts';
import { tokens } from '../text/lexer.ts';
import { numbersIn } from '../text/quantities.ts';
import { sentencesIn } from '../text/sentences.ts';
import { hides } from './redact.ts';

interface SharedFacts {
  readonly figures: readonly Figure[];
  /** `text` is the matching sentence of the answer, or the name. */
  readonly answers: readonly { readonly slot: string; readonly text: string; readonly source: string }[];
}

export function sharedFacts(text: string, { values, figures, language }: Sheet): SharedFacts {
  const readings = numbersIn(text, language).mentions.flatMap((mention) => mention.readings);
  const isSaid = (side: Figure['now']) => side !== null && readings.some((one) => sameQuantity(one, side.quantity));
  const words = longWords(text);
  const answers = Object.entries(values).flatMap(([slot, { text: told, source }]) => {
    if (slotKind(slot) === 'name')
      return hides(text, [{ value: told, say: null }]) ? [{ slot, text: told, source }] : [];
    const alike = sentencesIn(told).find((one) => isMostly(words, longWords(one)));
    return alike === undefined ? [] : [{ slot, text: alike, source }];
  });
  return { figures: figures.filter(({ now, before }) => isSaid(now) || isSaid(before)), answers };
}

/** Minimum characters of a compared word: shorter words occur in every sentence. */
const WORD_AT_LEAST = 4;
/** Minimum words in common: fewer may be a coincidence. */
const SHARED_AT_LEAST = 3;

function longWords(text: string): ReadonlySet<string> {
  return new Set(
    tokens(text).flatMap(({ kind, low }) => (kind === 'word' && low.length >= WORD_AT_LEAST ? [low] : [])),
  );
}

function isMostly(words: ReadonlySet<string>, told: ReadonlySet<string>): boolean {
  const shared = words.intersection(told).size;
  return shared >= SHARED_AT_LEAST && shared * 2 > words.size;
}
