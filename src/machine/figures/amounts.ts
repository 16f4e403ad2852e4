/**
 * Numerals → amounts: what is counted, in which unit, over which period. Numbers that name things (versions, dates,
 * ports, identifiers, money) are left out here, so that nothing later has to know about them.
 */
import type { Quantity } from '../quantity.ts';
import { type AmountKind, APPROXIMATE, type Unit, unitAt } from './counted.ts';
import type { Token } from './lexer.ts';
import { namesSomething } from './naming.ts';
import { type Numeral, numeral } from './numerals.ts';
import { inheritPeriods } from './periods.ts';
import type { Speech } from './speech.ts';

export interface Amount {
  readonly kind: AmountKind;
  readonly quantity: Quantity;
  /** "12 in 2021" has no unit of its own; it may take one from its partner or from the words before it. */
  readonly bare: boolean;
  readonly approximate: boolean;
  /** "not 210": named only to be denied. */
  readonly denied: boolean;
  readonly spelled: boolean;
  /** Token range, from the numeral's first token to after its unit. */
  readonly first: number;
  readonly next: number;
  readonly start: number;
  readonly end: number;
  readonly alternative?: number;
  /** A zero said without a numeral: "never lost one". */
  readonly implied?: boolean;
}

/** Nobody says that many numbers; beyond them a text is a table or a log, and nothing further in it is read. */
export const AMOUNTS_AT_MOST = 10_000;

/** All amounts of a text, in the order told. */
export function amounts(speech: Speech): Amount[] {
  const { list } = speech;
  const found: Amount[] = [];
  for (let at = 0; at < list.length && found.length < AMOUNTS_AT_MOST; ) {
    const read = amountAt(list, at);
    if (read?.amount) found.push(read.amount);
    at = read ? read.next : at + 1;
  }
  return inheritPeriods(speech, found);
}

function amountAt(list: readonly Token[], at: number): { amount: Amount | null; next: number } | null {
  const token = list[at];
  if (!token || (token.kind !== 'number' && token.kind !== 'word')) return null;
  if (token.kind === 'word' && /^p\d{2,3}(\.\d+)?$/.test(token.low)) return null;
  const ratio = oneIn(list, at);
  if (ratio) return ratio;
  const number = numeral(list, at);
  if (!number) return token.kind === 'number' ? { amount: null, next: at + 1 } : null;
  if (namesSomething(list, number)) return { amount: null, next: number.next };
  const sign = list[number.first - 1];
  const prefixed = sign?.text === '%' && sign.spaced && !list[number.first]?.spaced;
  const unit: Unit | null = prefixed
    ? { kind: 'share', unit: '%', bare: false, next: number.next, loose: false }
    : unitAt(list, number);
  if (unit === null) return { amount: null, next: number.next };
  if (number.spelled && unit.kind === 'count' && isIdle(list, number)) return { amount: null, next: number.next };
  let first = number.first;
  let approximate = number.loose || unit.loose;
  let denied = false;
  for (let back = first - 1; back >= Math.max(0, first - 4); back -= 1) {
    const low = list[back]?.low ?? '';
    if (low === '-' && list[back - 1]?.low === 'sub') continue;
    if (APPROXIMATE.has(low)) approximate = true;
    else if (low === 'not' || low === "isn't" || low === "wasn't") {
      denied = true;
      break;
    } else if (!['a', 'the', 'at', 'more', 'less', 'fewer', '('].includes(low)) break;
    if (['~', '≈', 'sub'].includes(low)) first = back;
  }
  if (denied && /\b(?:a|one|single)\b/.test(list[number.first]?.low ?? '')) denied = false;
  const value = unit.dozenths ?? number.value;
  const head = list[first];
  const tail = list[unit.next - 1];
  if (!head || !tail) return null;
  const amount: Amount = {
    kind: unit.kind,
    quantity: { value, unit: unit.unit, ...(unit.per ? { per: unit.per } : {}) },
    bare: unit.bare,
    approximate,
    denied,
    spelled: number.spelled,
    first,
    next: unit.next,
    start: head.start,
    end: tail.end,
    ...(number.alternative === undefined ? {} : { alternative: number.alternative }),
  };
  return { amount: settleSeparator(amount), next: unit.next };
}

/** "8.500 orders" is eight and a half thousand orders, "1.250 s" one second and a quarter. */
function settleSeparator(amount: Amount): Amount {
  if (amount.alternative === undefined || amount.alternative < amount.quantity.value) return amount;
  const counted = amount.kind === 'rate' || amount.kind === 'count';
  return counted ? { ...amount, quantity: { ...amount.quantity, value: amount.alternative } } : amount;
}

/** "1 in 10 million" and "one in 2,000", as a percentage. */
function oneIn(list: readonly Token[], at: number): { amount: Amount; next: number } | null {
  const first = list[at];
  if (!first || (first.low !== '1' && first.low !== 'one') || !/^(?:in|out|per)$/.test(list[at + 1]?.low ?? ''))
    return null;
  const from = list[at + 1]?.low === 'out' && list[at + 2]?.low === 'of' ? at + 3 : at + 2;
  const whole = numeral(list, from);
  const last = whole ? list[whole.next - 1] : undefined;
  if (!whole || !last || whole.value < 10) return null;
  const share = Number((100 / whole.value).toPrecision(12));
  return {
    amount: {
      kind: 'share',
      quantity: { value: share, unit: '%' },
      bare: false,
      approximate: false,
      denied: false,
      spelled: false,
      first: at,
      next: whole.next,
      start: first.start,
      end: last.end,
    },
    next: whole.next,
  };
}

/** A number word that does no measuring: "one of the clients", "three legacy apps" stay words unless something pairs them. */
function isIdle(list: readonly Token[], number: Numeral): boolean {
  return (
    number.value === 1 &&
    number.next - number.first === 1 &&
    !/^(?:to|and)$/.test(list[number.first - 1]?.low ?? '') &&
    list[number.next]?.low !== 'a'
  );
}
