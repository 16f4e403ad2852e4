/** Speakers who correct themselves in mid-sentence: "19k, no sorry 9k", "hang on, that's staging. Production: 52,000". */
import type { Amount } from './amount.ts';
import type { Token } from './lexer.ts';
import { connector } from './timing.ts';
import { inBase } from './units.ts';

const MARKER =
  /^(?:sorry|oops|whoops|typo|correction|erratum|errata|corrigendum|scratch|strike|perdón|argh|meant|misremembered|misspoke|mistaken|wrong|hang|wait|hmm)$/;
const OPENING = /^(?:no|nope|actually|rather|make|let|wait|hang|or|i)$/;

/** Whether the speaker takes something back between two token positions. */
export function takesBack(list: readonly Token[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const low = list[at]?.low ?? '';
    const before = list[at - 1];
    const after = list[at + 1]?.low ?? '';
    const opens =
      before === undefined ||
      at === from ||
      before.kind === 'mark' ||
      list[at]?.newLine === true ||
      /^(?:ehh?|uh|um|err?|argh|but|oh|hm+|and)$/.test(before.low);
    if (
      MARKER.test(low) &&
      (opens ||
        low === 'sorry' ||
        low === 'typo' ||
        /^(?:meant|misremembered|misspoke)$/.test(low) ||
        /^(?:no|i)$/.test(before?.low ?? ''))
    ) {
      if (low === 'wait' && !opens) continue;
      if (low === 'wrong' && before?.low !== "that's") continue;
      if (low === 'hang' && after !== 'on') continue;
      return true;
    }
    if (low === 'i' && /^(?:mean|meant)$/.test(after)) return true;
    // "2,800 per minute.. *per second": the asterisk of chats
    if (list[at]?.text === '*' && opens && list[at + 1]?.spaced === false) return true;
    if (!opens || !OPENING.test(low)) continue;
    if (
      (low === 'no' || low === 'nope') &&
      (/^[,.…!]$/.test(after) ||
        /^(?:sorry|wait|make|that|it|i|not|three|two|one)$/.test(after) ||
        list[at + 1]?.kind === 'number')
    )
      return true;
    // "Before 500 demands, actually 18 000": of today, for those who have "actuellement" or "aktuell".
    const isToday = list
      .slice(Math.max(0, at - 12), at)
      .some((word) => /^(?:before|earlier|formerly|previously)$/.test(word.low));
    if (low === 'actually' && !isToday && (before?.kind === 'mark' || before === undefined)) return true;
    if (low === 'make' && /^(?:that|it)$/.test(after)) return true;
    if (
      low === 'let' &&
      after === 'me' &&
      /^(?:fix|correct|rephrase|revise|look|check|verify|recheck)$/.test(list[at + 2]?.low ?? '')
    )
      return true;
    if (low === 'or' && after === 'rather') return true;
    if (low === 'i' && /^(?:mean|meant|misremembered)$/.test(after)) return true;
  }
  return false;
}

/**
 * Which amounts were taken back, by index → the index of the amount that replaces each. The replaced one is the nearest
 * in size among the earlier ones of its kind: "1.1M … let me fix that: 1.4M" leaves the 80k before alone.
 */
export function replacements(list: readonly Token[], told: readonly Amount[]): Map<number, number> {
  const replaced = new Map<number, number>();
  for (let index = 1; index < told.length; index += 1) {
    const amount = told[index];
    const previous = told[index - 1];
    if (!amount || !previous) continue;
    if (!takesBack(list, previous.next, amount.first) && !isSetRight(list, amount, previous)) continue;
    if (isToldAnew(list, told, index)) {
      replaced.set(index - 2, index).set(index - 1, index + 1);
      index += 1;
      continue;
    }
    let best: number | null = null;
    for (let earlier = index - 1; earlier >= 0; earlier -= 1) {
      // Only two back: further away, the speaker has moved on.
      if (index - earlier > 3) break;
      const candidate = told[earlier];
      if (!candidate || replaced.has(earlier) || !alike(candidate, amount)) continue;
      // "8 milliseconds, ah, seconds, 8 seconds": the same digits in another unit.
      if (candidate.quantity.value === amount.quantity.value) {
        best = earlier;
        break;
      }
      if (best === null || apart(candidate, amount) < apart(told[best] ?? candidate, amount) - 0.7) best = earlier;
    }
    if (best !== null) replaced.set(best, index);
  }
  return replaced;
}

/** "From 200 to 2,000. No, 200 to 1,800": both sides of a change are told once more, the one that was right as well. */
function isToldAnew(list: readonly Token[], told: readonly Amount[], index: number): boolean {
  const [before, after, again, anew] = index < 2 ? [] : told.slice(index - 2, index + 2);
  if (!before || !after || !again || !anew || !alike(before, again) || !alike(after, anew)) return false;
  return connector(list, before, after) === 'forward' && connector(list, again, anew) === 'forward';
}

/** "3 actually", "four, sorry", "0.1%... 0.01%, sorry": the marker behind the number. */
function isSetRight(list: readonly Token[], { first, next, bare }: Amount, previous: Amount): boolean {
  const follows = list.slice(previous.next, first).every(({ kind }) => kind === 'mark');
  if (!bare && !follows) return false;
  const at = list[next]?.text === ',' ? next + 1 : next;
  return /^(?:actually|sorry|rather)$/.test(list[at]?.low ?? '') && list[at + 1]?.kind !== 'word';
}

function alike(one: Amount, other: Amount): boolean {
  return one.kind === other.kind || one.bare || other.bare;
}

/** Distance in orders of magnitude; as written, where one of them has no unit yet. */
function apart(one: Amount, other: Amount): number {
  const plain = one.bare || other.bare || one.kind !== other.kind;
  const a = plain ? one.quantity.value : inBase(one.quantity);
  const b = plain ? other.quantity.value : inBase(other.quantity);
  return Math.abs(Math.log10(Math.max(a, 1e-9)) - Math.log10(Math.max(b, 1e-9)));
}
