/** "2,3 mil (mil is thousand)", "75 bin, I mean bin = thousand": what multiplies, explained by who writes it. */
import type { Token } from './lexer.ts';

const SCALE = /^(?:thousands?|millions?|billions?)$/;

/** The tokens, with each word that is explained in the text as a multiplier read as that multiplier behind a number. */
export function withGlosses(list: readonly Token[]): readonly Token[] {
  const glosses = new Map<string, string>();
  list.forEach(({ kind, low }, at) => {
    if (kind !== 'word' || low.length < 2 || low.length > 6) return;
    const verb = list[at + 1]?.low ?? '';
    if (!/^(?:is|=|means|meaning|equals)$/.test(verb)) return;
    const article = /^(?:an?|one|the)$/.test(list[at + 2]?.low ?? '') ? 1 : 0;
    const scale = list[at + 2 + article]?.low ?? '';
    if (SCALE.test(scale)) glosses.set(low, scale);
  });
  if (glosses.size === 0) return list;
  return list.map((token, at) => {
    const scale = list[at - 1]?.kind === 'number' ? glosses.get(token.low) : undefined;
    return scale === undefined ? token : { ...token, low: scale };
  });
}
