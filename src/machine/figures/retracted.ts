/** Amounts that were said and don't count: taken back, denied, explained away, or only mentioned again. */
import type { Quantity } from '../quantity.ts';
import type { Amount } from './amount.ts';
import type { Token } from './lexer.ts';
import { replacements } from './repairs.ts';

/** Drops what was taken back or denied; a replacement inherits the "from" or "to" that its predecessor stood in. */
export function withoutRetracted(
  list: readonly Token[],
  told: readonly Amount[],
): { kept: Amount[]; retracted: Quantity[] } {
  const replaced = replacements(list, told);
  const successors = new Map([...replaced].map(([earlier, later]) => [later, earlier]));
  const roundBefore = otherWayRound(list, told);
  const retracted: Quantity[] = [];
  const kept: Amount[] = [];
  /** The digits of what was taken back, and of what stands with its unit. */
  const gone = new Set<string>();
  const standing = new Set<string>();
  const keep = (amount: Amount) => {
    kept.push(amount);
    if (!amount.bare) standing.add(digitsOf(amount.quantity.value));
  };
  told.forEach((amount, index) => {
    if (amount.denied || replaced.has(index) || disowned(list, amount) || amount.next <= roundBefore) {
      retracted.push(amount.quantity);
      gone.add(digitsOf(amount.quantity.value));
      return;
    }
    const predecessor = told[successors.get(index) ?? -1];
    // A bare number that repeats one already taken back only mentions it: "the 1.1 was from before".
    if (amount.bare && predecessor?.quantity.value !== amount.quantity.value) {
      const digits = digitsOf(amount.quantity.value);
      if (gone.has(digits) || standing.has(digits)) return;
    }
    if (!predecessor) {
      keep(amount);
      return;
    }
    keep({
      ...amount,
      first: predecessor.first,
      // What was said in between stays between neither of them.
      next: told.some(
        (other) =>
          other !== predecessor && other !== amount && other.first > predecessor.first && other.first < amount.first,
      )
        ? predecessor.next
        : amount.next,
      quantity:
        amount.bare && !predecessor.bare ? { ...predecessor.quantity, value: amount.quantity.value } : amount.quantity,
      ...(amount.bare && !predecessor.bare ? { kind: predecessor.kind, bare: false } : {}),
    });
  });
  return { kept: kept.sort((one, other) => one.first - other.first), retracted };
}

/** "… other way round": what was told before it is told again behind it, the right way. The token where it stands, or 0. */
function otherWayRound(list: readonly Token[], told: readonly Amount[]): number {
  const at = list.findIndex(
    ({ low }, index) =>
      (low === 'other' && list[index + 1]?.low === 'way') || (low === 'vice' && list[index + 1]?.low === 'versa'),
  );
  return at >= 0 && told.filter(({ first }) => first > at).length >= 2 ? at : 0;
}

/** "3M is the whole fleet", "45 is the model call alone", "30 seconds is only the target": explained away, not measured. */
export function disowned(list: readonly Token[], amount: Amount): boolean {
  const opens =
    amount.first === 0 ||
    list[amount.first - 1]?.kind === 'mark' ||
    /^(?:the|that|and)$/.test(list[amount.first - 1]?.low ?? '');
  if (!opens || !/^(?:is|was|are|were|covers|counts|includes)$/.test(list[amount.next]?.low ?? '')) return false;
  for (let at = amount.next + 1; at < Math.min(list.length, amount.next + 9); at += 1) {
    const low = list[at]?.low ?? '';
    if (/^[.;!?]$/.test(low)) return false;
    if (
      DISOWNING.test(low) ||
      (low === 'when' && at === amount.next + 1 && list[amount.next]?.low === 'is' && amount.kind === 'duration')
    )
      return true;
    if (low === 'old' && /^(?:number|figure|value|count|estimate)$/.test(list[at + 1]?.low ?? '')) return true;
    if (low === 'from' && at === amount.next + 1 && /^(?:an?|the|before)$/.test(list[at + 1]?.low ?? '')) return true;
    if (low === 'load' && list[at + 1]?.low === 'test') return true;
    if (/^(?:before|from)$/.test(low) && /^(?:i|me|my)$/.test(list[at + 1]?.low ?? '')) return true;
  }
  return false;
}
const DISOWNING =
  /^(?:alone|only|just|whole|entire|fleet|company|total|target|goal|staging|test|benchmark|paper|everyone|everything|phones|peak's|combined|together|altogether|overall|global|theirs|average|mean|wrong|halfway|estimate|marketing|slides?|plan)$/;

/** 1.1 stands for 1.1M, 45 for 45k: the same digits, thousands apart. */
export function sameDigits(one: number, other: number): boolean {
  return one === other || digitsOf(one) === digitsOf(other);
}

function digitsOf(value: number): string {
  const [digits, exponent] = value.toExponential(12).split('e');
  return `${digits} ${((Number(exponent) % 3) + 3) % 3}`;
}
