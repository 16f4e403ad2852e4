/** Periods that stand apart from their numbers: "Lookups per second: 12,000 before, 190,000 after". */
import type { Period } from '../quantity.ts';
import type { Amount } from './amount.ts';
import { periodAfter, STOP } from './counted.ts';
import type { Token } from './lexer.ts';
import type { Range, Speech } from './speech.ts';
import { RATES } from './units.ts';

/** A period that stands alone belongs to the bare counts of its sentence, or of the one that it is the label of. */
export function inheritPeriods({ list, sentences }: Speech, found: readonly Amount[]): Amount[] {
  const result: Amount[] = [];
  let index = 0;
  let previous: readonly Amount[] = [];
  for (const [position, sentence] of sentences.entries()) {
    const here: Amount[] = [];
    for (let amount = found[index]; amount && amount.first < sentence.next; amount = found[index]) {
      here.push(amount);
      index += 1;
    }
    const waits = here.some(({ kind }) => kind === 'count') && !here.some(({ kind }) => kind === 'rate');
    const label = sentences[position - 1];
    const lone = waits
      ? (lonePeriod(list, sentence, here) ??
        (label && label.next - label.first <= 6 ? lonePeriod(list, label, previous) : null))
      : null;
    for (const amount of here) result.push(lone && amount.first > lone.at ? withPeriod(amount, lone) : amount);
    previous = here;
  }
  return setRight(list, result);
}

/** "… EDIT: per hour, both of them, not per minute": the period that is denied was meant to be the other. */
function setRight(list: readonly Token[], found: readonly Amount[]): Amount[] {
  const denial = list.findIndex(({ low }, at) => low === 'not' && periodAfter(list, at + 1) !== null);
  const denied = denial >= 0 ? periodAfter(list, denial + 1)?.per : undefined;
  if (!denied) return [...found];
  const counted = new Set(
    found.flatMap(({ first, next }) => Array.from({ length: next - first }, (_, at) => first + at)),
  );
  const meant = list
    .map((token, at) => (token.low === 'per' && !counted.has(at) ? periodAfter(list, at)?.per : undefined))
    .find((per) => per !== undefined && per !== denied);
  if (!meant) return [...found];
  return found.map((amount) =>
    amount.quantity.per === denied ? { ...amount, quantity: { ...amount.quantity, per: meant } } : amount,
  );
}

interface LonePeriod {
  readonly per: Period;
  readonly noun: string;
  readonly at: number;
}

function withPeriod(amount: Amount, { per, noun }: LonePeriod): Amount {
  if (amount.kind !== 'count') return amount;
  const unit = amount.bare ? noun : amount.quantity.unit;
  return { ...amount, kind: 'rate', bare: false, quantity: { ...amount.quantity, unit, per } };
}

function lonePeriod(list: readonly Token[], { first, next }: Range, taken: readonly Amount[]): LonePeriod | null {
  let index = 0;
  for (let at = first; at < next; at += 1) {
    while ((taken[index]?.next ?? Number.POSITIVE_INFINITY) <= at) index += 1;
    if ((taken[index]?.first ?? Number.POSITIVE_INFINITY) <= at) continue;
    const token = list[at];
    if (token?.low !== 'per' && token?.text !== '/' && !(token?.low === 'a' && list[at + 2]?.text === ':')) {
      const rate = token ? RATES.get(token.low) : undefined;
      if (rate && token && token.low !== 'ops') return { per: rate.per, noun: rate.unit, at };
      continue;
    }
    const per = periodAfter(list, at);
    if (!per) continue;
    const words: string[] = [];
    for (let back = at - 1; back >= first && words.length < 3; back -= 1) {
      const word = list[back];
      if (word?.kind !== 'word' || STOP.has(word.low)) break;
      words.unshift(word.text);
    }
    return { per: per.per, noun: words.join(' '), at };
  }
  return null;
}
