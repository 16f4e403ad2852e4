/**
 * Numerals → amounts: what is counted, in which unit, over which period. Numbers that name things (versions, dates,
 * ports, identifiers, money) are left out here, so that nothing later has to know about them.
 */
import type { Amount } from './amount.ts';
import { APPROXIMATE, periodAfter, STOP, type Unit, unitAt } from './counted.ts';
import type { Token } from './lexer.ts';
import { nameAt } from './naming.ts';
import { ONES } from './number-words.ts';
import { isOpening, type Numeral, numeral, scaleAlone } from './numerals.ts';
import { inheritPeriods } from './periods.ts';
import type { Speech } from './speech.ts';
import { durationUnit } from './units.ts';

/** "Not 210", "neither 210 nor 170", "can't be four nines" */
const DENIES = /^(?:not|neither|nor|isn't|wasn't|aren't|weren't|can't|cannot|couldn't)$/;

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
  return inheritPeriods(speech, withElided(list, found));
}

/** "8.5 to 72k", "1.2 to 3 million": the first number leaves out what the second says. */
function withElided(list: readonly Token[], found: readonly Amount[]): Amount[] {
  return found.map((amount, index) => {
    const other = found[index + 1];
    if (!other?.scale || !amount.bare || amount.scale || other.first - amount.next !== 1) return amount;
    if (list[amount.next]?.kind !== 'arrow' && !/^(?:to|-|–|and|or)$/.test(list[amount.next]?.low ?? '')) return amount;
    const ratio = other.quantity.value / other.scale / amount.quantity.value;
    if (!(ratio >= 1 && ratio <= 20)) return amount;
    const value = Number((amount.quantity.value * other.scale).toPrecision(15));
    return { ...amount, scale: other.scale, quantity: { ...amount.quantity, value } };
  });
}

/** "Eightfold": how many times, in one word. */
function fold(list: readonly Token[], at: number): { amount: Amount; next: number } | null {
  const count = /^(\p{L}+)fold$/u.exec(list[at]?.low ?? '')?.[1] ?? '';
  const value = ONES.get(count);
  if (value === undefined || value < 2) return null;
  return plainAmount(list, at, at + 1, { kind: 'times', quantity: { value, unit: 'times' }, spelled: true });
}

function amountAt(list: readonly Token[], at: number): { amount: Amount | null; next: number } | null {
  const token = list[at];
  if (!token || (token.kind !== 'number' && !(token.kind === 'word' && opens(token.low)))) return null;
  // "One more zero", "two zeros": of how a number is written, and none itself
  if (/^zero(?:s|es)?$/.test(token.low) && /^(?:more|another|extra|less|fewer|missing)$/.test(list[at - 1]?.low ?? ''))
    return null;
  const ratio = oneIn(list, at) ?? subUnit(list, at) ?? often(list, at) ?? fold(list, at);
  if (ratio) return ratio;
  const number = numeral(list, at) ?? inArticle(list, at);
  if (!number) return token.kind === 'number' ? { amount: null, next: at + 1 } : null;
  if (!Number.isFinite(number.value)) return { amount: null, next: number.next };
  const name = nameAt(list, number);
  if (name !== null) return { amount: null, next: name };
  const sign = list[number.first - 1];
  const prefixed = sign?.text === '%' && sign.spaced && !list[number.first]?.spaced;
  const unit: Unit | null = prefixed
    ? { kind: 'share', unit: '%', bare: false, next: number.next, loose: false }
    : unitAt(list, number);
  if (unit === null) return { amount: null, next: number.next };
  if (unit.kind === 'count' && isStretch(list, number, unit)) return { amount: null, next: unit.next };
  if (number.spelled && unit.kind === 'count' && isIdle(list, number)) return { amount: null, next: number.next };
  let first = number.first;
  let approximate = number.loose || unit.loose;
  let denied = false;
  for (let back = first - 1; back >= Math.max(0, first - 4); back -= 1) {
    const low = list[back]?.low ?? '';
    if (low === '-' && list[back - 1]?.low === 'sub') continue;
    if (APPROXIMATE.has(low)) approximate = true;
    else if (DENIES.test(low)) {
      denied = true;
      break;
    } else if (!['a', 'the', 'at', 'more', 'less', 'fewer', '(', 'be', 'been'].includes(low)) break;
    if (['~', '≈', 'sub'].includes(low)) first = back;
  }
  if (denied && /\b(?:a|one|single)\b/.test(list[number.first]?.low ?? '')) denied = false;
  if (prefixed) first -= 1;
  const rest = unit.kind === 'duration' && !unit.per ? compound(list, unit, number.value) : null;
  const value = rest?.value ?? unit.value ?? number.value;
  const counted = rest?.next ?? unit.next;
  const next = roughTail(list, counted);
  if (next > counted) approximate = true;
  const head = list[first];
  const tail = list[next - 1];
  if (!head || !tail) return null;
  const amount: Amount = {
    kind: unit.kind,
    quantity: { value, unit: rest?.unit ?? unit.unit, ...(unit.per ? { per: unit.per } : {}) },
    bare: unit.bare,
    approximate,
    denied,
    spelled: number.spelled,
    first,
    next,
    start: head.start,
    end: tail.end,
    ...(unit.nines ? { nines: true } : {}),
    ...(number.scale === undefined || number.scale === 1 ? {} : { scale: number.scale }),
    ...(number.alternative === undefined ? {} : { alternative: number.alternative }),
  };
  return { amount: settleSeparator(amount), next };
}

/** Whether an amount can begin with the word; most words begin none. */
function opens(word: string): boolean {
  return isOpening(word) || TIMES.has(word) || word === 'sub' || word.endsWith('fold');
}

const TIMES = new Map([
  ['once', 1],
  ['twice', 2],
  ['thrice', 3],
]);

/** "In the four semesters since": how long ago it began, in whatever they count time by. */
function isStretch(list: readonly Token[], { first }: Numeral, { next }: Unit): boolean {
  return (
    /^(?:the|these|those|all)$/.test(list[first - 1]?.low ?? '') &&
    /^(?:in|over|during|for|through)$/.test(list[first - 2]?.low ?? '') &&
    /^(?:since|afterwards|thereafter|that|after)$/.test(list[next]?.low ?? '')
  );
}

/** "8.500 orders" is eight and a half thousand orders, "1.250 s" one second and a quarter, and "99.999" an availability. */
function settleSeparator(amount: Amount): Amount {
  const { value } = amount.quantity;
  if (amount.alternative === undefined || amount.alternative < value) return amount;
  const isShare = amount.bare && value >= 99 && value < 100;
  const counted = (amount.kind === 'rate' || amount.kind === 'count') && !isShare;
  return counted ? { ...amount, quantity: { ...amount.quantity, value: amount.alternative } } : amount;
}

/** Words after which "an hour" is a measured hour: "took an hour", "from a minute to …", "in under a second". */
const BEFORE_ARTICLE =
  /^(?:took|takes?|taking|from|to|under|below|over|than|about|around|nearly|almost|roughly|within|lasted|lasts|was|is|used|till|until)$/;

/** "an hour", where it is measured and doesn't belong to what follows ("a second attempt"). */
function inArticle(list: readonly Token[], at: number): Numeral | null {
  const unit = list[at + 1];
  const following = list[at + 2];
  if (!/^an?$/.test(list[at]?.low ?? '') || !durationUnit(unit?.low ?? '') || (unit?.text.length ?? 0) < 3) return null;
  const half = following?.low === 'and' && list[at + 3]?.low === 'a' && list[at + 4]?.low === 'half';
  if (!half && (!BEFORE_ARTICLE.test(list[at - 1]?.low ?? '') || list[at]?.newLine)) return null;
  if (following?.kind === 'word' && !following.newLine && !STOP.has(following.low)) return null;
  return { value: 1, first: at, next: at + 1, spelled: true, loose: false };
}

/** "sub-millisecond": under one of it. */
function subUnit(list: readonly Token[], at: number): { amount: Amount; next: number } | null {
  const unit = durationUnit(list[at + 2]?.low ?? '');
  if (list[at]?.low !== 'sub' || list[at + 1]?.text !== '-' || list[at + 2]?.spaced || !unit) return null;
  return plainAmount(list, at, at + 3, { kind: 'duration', quantity: { value: 1, unit }, approximate: true });
}

/** "twice a week": how often it happens. */
function often(list: readonly Token[], at: number): { amount: Amount; next: number } | null {
  const value = TIMES.get(list[at]?.low ?? '');
  const period = value === undefined ? null : periodAfter(list, at + 1);
  if (value === undefined || !period) return null;
  return plainAmount(list, at, period.next, { kind: 'rate', quantity: { value, unit: 'times', per: period.per } });
}

function plainAmount(
  list: readonly Token[],
  first: number,
  next: number,
  given: Pick<Amount, 'kind' | 'quantity'> & Partial<Amount>,
): { amount: Amount; next: number } {
  const place = { first, next, start: list[first]?.start ?? 0, end: list[next - 1]?.end ?? 0 };
  return { amount: { bare: false, approximate: false, denied: false, spelled: false, ...place, ...given }, next };
}

/** The smaller unit that may follow a larger one in one duration, and how many of it make one. */
const PARTS: Readonly<Record<string, readonly [unit: string, many: number]>> = {
  days: ['hours', 24],
  hours: ['min', 60],
  min: ['s', 60],
};

/** "1 min 30 s", "1h30m", "2 hours and 15 minutes": one duration, in the smaller unit. */
function compound(
  list: readonly Token[],
  whole: Unit,
  value: number,
): { value: number; unit: string; next: number } | null {
  const [unit, many] = PARTS[whole.unit] ?? [];
  const at = list[whole.next]?.low === 'and' ? whole.next + 1 : whole.next;
  if (!unit || !many || list[at]?.newLine) return null;
  const part = numeral(list, at);
  if (!part || part.value >= many || !Number.isInteger(part.value)) return null;
  if (durationUnit(list[part.next]?.low ?? '') !== unit || periodAfter(list, part.next + 1)) return null;
  return { value: value * many + part.value, unit, next: part.next + 1 };
}

/** "… or so", "… give or take": the token after it. */
function roughTail(list: readonly Token[], at: number): number {
  if (list[at]?.low === 'or' && list[at + 1]?.low === 'so') return at + 2;
  const from = list[at]?.text === ',' ? at + 1 : at;
  return list[from]?.low === 'give' && list[from + 1]?.low === 'or' && list[from + 2]?.low === 'take' ? from + 3 : at;
}

/** "1 in 10 million", "1 failed deploy in 300" and "30 per 100,000", as a percentage. */
function oneIn(list: readonly Token[], at: number): { amount: Amount; next: number } | null {
  const part =
    list[at]?.low === 'one' ? { value: 1, next: at + 1 } : list[at]?.kind === 'number' ? numeral(list, at) : null;
  if (!part || part.value < 0.01) return null;
  let sign = part.next;
  while (
    sign < part.next + 3 &&
    list[sign]?.kind === 'word' &&
    !STOP.has(list[sign]?.low ?? '') &&
    list[sign]?.low !== 'out'
  )
    sign += 1;
  const word = list[sign]?.newLine ? '' : (list[sign]?.low ?? '');
  const outOf = word === 'out' && list[sign + 1]?.low === 'of';
  // Of a measured average there may be a fraction: "0.3 per 1,000".
  if (!/^(?:in|out|per)$/.test(word) || (word !== 'per' && !Number.isInteger(part.value))) return null;
  const from = outOf ? sign + 2 : sign + 1;
  const whole = numeral(list, from) ?? (word === 'per' ? scaleAlone(list, from) : null);
  if (!whole || !Number.isFinite(whole.value) || whole.value < wholeAtLeast(part.value, word, sign > part.next))
    return null;
  // "12 in 2021", "one outage in 30 days", "1 incident in 12 regions"
  const unit = unitAt(list, whole);
  const isYear =
    /^(?:199\d|20(?:0[1-9]|[1-3]\d))$/.test(list[whole.first]?.text ?? '') && whole.next === whole.first + 1;
  // "1 in 22/23" is one in a season.
  if (list[whole.next]?.text === '/' && list[whole.next + 1]?.kind === 'number') return null;
  // "One in eight" is a share where nothing is said that there are eight of.
  if (part.value === 1 && whole.value < 10 && unit?.bare !== true) return null;
  if (isYear || unit?.kind === 'duration' || (word === 'in' && sign > part.next && unit?.bare === false)) return null;
  const share = Number(((100 * part.value) / whole.value).toPrecision(12));
  return plainAmount(list, at, whole.next, { kind: 'share', quantity: { value: share, unit: '%' } });
}

/** How large a whole must be, so that "1 in 12" is a share of it and "3 in 12" only says where. */
function wholeAtLeast(part: number, word: string, isNamed: boolean): number {
  if (word === 'per') return Math.max(100, part * 2);
  if (word === 'out') return Math.max(10, part * 2);
  return part === 1 ? (isNamed ? 20 : 3) : Math.max(1000, part * 2);
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
