/** "No order lost", "never lost a delivery", "not a single one", "none since": a zero said without a numeral. */
import type { Topic } from '../brief.ts';
import type { Amount } from './amount.ts';
import { AMOUNTS_AT_MOST } from './amounts.ts';
import type { Token } from './lexer.ts';
import { isFault } from './measure.ts';

/**
 * Zeros among the tokens, as amounts. Only a fault makes "no …" a zero ("no order lost", not "no cache"); bare zeros
 * ("none", "nothing") count where another amount of the same story stands before them.
 */
export function zeros(list: readonly Token[], told: readonly Amount[], asked: Topic | null): Amount[] {
  if (asked !== 'reliability' && asked !== null) return [];
  const found: Amount[] = [];
  for (let at = 0; at < list.length && found.length < AMOUNTS_AT_MOST; at += 1) {
    const low = list[at]?.low ?? '';
    const following = list[at + 1]?.low ?? '';
    if (low === 'not' && /^(?:a|one)$/.test(following)) {
      const next = list[at + 2]?.low === 'single' ? at + 3 : at + 2;
      if (following === 'a' && next === at + 2) continue;
      const noun = faultPhrase(list, next);
      found.push(zero(list, at, noun?.next ?? next, noun?.words ?? ''));
    } else if (low === 'never' && at >= (told[0]?.next ?? Number.POSITIVE_INFINITY) && list[at + 1]?.kind !== 'word') {
      found.push(zero(list, at, at + 1, ''));
    } else if ((low === 'without' && /^(?:a|any|one)$/.test(following)) || low === 'no' || low === 'never') {
      const from = low === 'no' ? at + 1 : list[at + 2]?.low === 'single' ? at + 3 : at + (low === 'without' ? 2 : 1);
      const noun = faultPhrase(list, from, asked === null);
      if (noun) found.push(zero(list, at, noun.next, noun.words));
    } else if (
      low === 'none' &&
      /^(?:of|the)$/.test(following) === false &&
      (at >= (told[0]?.next ?? Number.POSITIVE_INFINITY) || (asked === 'reliability' && isAnswered(list, at)))
    ) {
      found.push(zero(list, at, at + 1, ''));
    } else if (low === 'nothing' && list[at - 1]?.low === 'to') {
      found.push(zero(list, at, at + 1, ''));
    } else if (low === 'nothing' || low === 'none') {
      const loss = lossAfter(list, at + 1);
      if (loss) found.push(zero(list, at, loss.next, loss.noun));
    }
  }
  return found;
}

/** "Poisoned entries, none for 9 months": what there is none of stands right before. */
function isAnswered(list: readonly Token[], at: number): boolean {
  return list.slice(Math.max(0, at - 6), at).some(({ low }) => isFault(low));
}

/** "nothing was lost", "none of them dropped": what there was none of. */
function lossAfter(list: readonly Token[], from: number): { noun: string; next: number } | null {
  let at = from;
  while (at < from + 3 && /^(?:of|them|those|was|were|is|got|gets|has|have|been|ever)$/.test(list[at]?.low ?? ''))
    at += 1;
  const noun = { lost: 'losses', dropped: 'drops', duplicated: 'duplicates' }[list[at]?.low ?? ''];
  return noun && !list[at]?.newLine ? { noun, next: at + 1 } : null;
}

/** Words that cannot be the noun of a lost or dropped thing. */
const NO_NOUN =
  /^(?:was|were|is|are|has|had|have|since|this|that|us|in|on|at|for|to|of|from|by|with|during|after|before|when|while|and|but|or|so|because|once|ever|yet|again|anything|any|an?|the|our|it|them|you|me|now|today|then|as|over|under|through)$/;

/** Up to four words of which one tells of a fault: "order lost", "lost a delivery", "customer-reported duplicates". */
const LOSS = /^(?:lost|los[es]|losing|loss|drop|dupl|downtime|outage|data)/;

function faultPhrase(list: readonly Token[], from: number, onlyLoss = false): { words: string; next: number } | null {
  for (let next = from; next < Math.min(list.length, from + 4); next += 1) {
    const token = list[next];
    if (!token || token.newLine || (token.kind !== 'word' && token.text !== '-')) return null;
    if (/^(?:and|but|to|more|longer|one|need|way|idea|measurement|figure)$/.test(token.low)) return null;
    // Untold which topic, only loss and repetition are claims about reliability by themselves.
    if (!isFault(token.low) || (onlyLoss && !LOSS.test(token.low))) continue;
    const object = list[next + 1]?.low === 'a' || list[next + 1]?.low === 'an' ? list[next + 2] : undefined;
    const end = object
      ? next + 3
      : /ed$|^lost$/.test(token.low) &&
          list[next + 1]?.kind === 'word' &&
          !list[next + 1]?.newLine &&
          !NO_NOUN.test(list[next + 1]?.low ?? '')
        ? next + 2
        : next + 1;
    const words = list
      .slice(from, end)
      .map(({ text }) => text)
      .filter((word) => !/^(?:a|an|have|we|single)$/.test(word));
    return { words: words.join(' '), next: end };
  }
  return null;
}

function zero(list: readonly Token[], first: number, next: number, unit: string): Amount {
  return {
    kind: 'count',
    quantity: { value: 0, unit },
    bare: unit === '',
    approximate: false,
    denied: false,
    spelled: true,
    implied: true,
    first,
    next,
    start: list[first]?.start ?? 0,
    end: list[next - 1]?.end ?? 0,
  };
}
