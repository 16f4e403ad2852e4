/**
 * Numerals → amounts: what is counted, in which unit, over which period. Numbers that name things (versions, dates,
 * ports, identifiers, money) are left out here, so that nothing later has to know about them.
 */
import type { Period, Quantity } from '../quantity.ts';
import type { Token } from './lexer.ts';
import { type Numeral, numeral } from './numerals.ts';
import { ADVERBS, dataUnit, durationUnit, period, RATES } from './units.ts';

export interface Amount {
  readonly kind: 'duration' | 'rate' | 'data' | 'share' | 'count' | 'times' | 'change';
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

const MONTH =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;
/** Words after which a number names a thing. */
const NAMING =
  /^(?:version|v|port|ports|rfc|http|https|tls|java|jdk|php|python|ruby|node|postgres|postgresql|mysql|oracle|kafka|spring|rails|django|go|angular|utf|ipv|sha|md|iso|soc|level|step|phase|part|section|chapter|page|figure|room|number|no|nr|issue|ticket|proposal|tier|gate|article|q|h|day|week|year|top)$/;
/** Words that a number before them names or numbers, rather than measures. */
const NAMED = /^(?:st|nd|rd|th|bit|bits|am|pm|o'clock|years?|gmt|utc|cet)$/;
/** Words at which the noun of a count ends. */
const STOP = new Set(
  `and but or to from before after now with without in at on for since while when was were is are be been being it we i they he she you
   which that who so then because than by as up down into onto over under during within across through until till though although
   where whereas if not no also still only just when once today currently earlier previously originally formerly presently nowadays
   these those this per each every went came goes go fell rose grew dropped has have had can could will would took take takes
   against instead compared vs versus plus minus about around roughly approximately old new last next ago back my our their your
   his her its used per via get gets got handled handles did does do one two three`.split(/\s+/),
);
const APPROXIMATE = new Set(
  'about around roughly approximately approx ca circa nearly almost some over under above below ~ ≈ > < ≥ ≤ sub up say maybe perhaps like least most than'.split(
    ' ',
  ),
);

/** All amounts of a text, in the order told. */
export function amounts(list: readonly Token[]): Amount[] {
  const found: Amount[] = [];
  for (let at = 0; at < list.length; ) {
    const read = amountAt(list, at);
    if (read?.amount) found.push(read.amount);
    at = read ? read.next : at + 1;
  }
  return inheritPeriods(list, found);
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

/** Versions, dates, times, ports, identifiers, money. */
function namesSomething(list: readonly Token[], number: Numeral): boolean {
  const token = list[number.first];
  const before = list[number.first - 1];
  const beforeThat = list[number.first - 2];
  const after = list[number.next];
  if (!token) return true;
  if (number.spelled)
    return (
      after?.low === '-' &&
      !after.spaced &&
      list[number.next + 1]?.kind === 'word' &&
      !durationUnit(list[number.next + 1]?.low ?? '') &&
      list[number.next + 1]?.low !== 'nines'
    );
  const glued = !token.spaced && before !== undefined;
  if (before && /^[$€£¥₹#@№]$/.test(before.text)) return true;
  if (after && /^(?:[$€£¥₹@]|usd|eur|euros?|dollars?|inr|gbp)$/.test(after.low)) return true;
  if (glued && before && /^[/_\\=&?]$/.test(before.text) && beforeThat && !beforeThat.spaced) return true;
  if (glued && before?.text === '/' && beforeThat?.kind === 'number') return true;
  if (glued && before?.text === ':' && beforeThat?.kind === 'number') return true;
  if (
    after?.text === ':' &&
    !after.spaced &&
    list[number.next + 1]?.kind === 'number' &&
    !list[number.next + 1]?.spaced
  )
    return true;
  if (
    glued &&
    before?.text === ':' &&
    beforeThat &&
    !beforeThat.spaced &&
    !after?.low.startsWith('m') &&
    /^\d{2,5}$/.test(token.text) &&
    beforeThat.low === 'localhost'
  )
    return true;
  if (
    glued &&
    before?.text === '-' &&
    beforeThat &&
    !beforeThat.spaced &&
    beforeThat.kind === 'word' &&
    beforeThat.low !== 'sub'
  )
    return true;
  if (glued && before?.text === "'") return true;
  if (glued && before?.text === '.' && beforeThat && !before.spaced) return beforeThat.kind === 'word';
  if (
    after &&
    !after.spaced &&
    (after.text === '/' || after.text === '-' || after.text === '.') &&
    list[number.next + 1]?.kind === 'number' &&
    !list[number.next + 1]?.spaced &&
    isDateLike(list, number.next)
  )
    return true;
  if (after && !after.spaced && after.kind === 'word' && NAMED.test(after.low) && after.low.length < 3) return true;
  if (before?.kind === 'word' && NAMING.test(before.low) && !durationUnit(after?.low ?? ''))
    return before.low !== 'go' || /^\d\.\d+$/.test(token.text);
  if ((before && MONTH.test(before.low) && before.low !== 'may') || (after && MONTH.test(after.low) && after.spaced))
    return true;
  if (before?.low === 'may' && /^(?:19|20)\d\d$/.test(token.text)) return true;
  if (/^(?:19|20)\d\d$/.test(token.text)) return isYear(list, number, before, after);
  return false;
}

function isDateLike(list: readonly Token[], at: number): boolean {
  const separator = list[at]?.text;
  return list[at + 2]?.text === separator && list[at + 3]?.kind === 'number'
    ? true
    : separator === '/' && /^\d{1,2}$/.test(list[at + 1]?.text ?? '');
}

/** Four digits that could be a year are one unless they are clearly counted. */
function isYear(list: readonly Token[], number: Numeral, before: Token | undefined, after: Token | undefined): boolean {
  if (!after) return true;
  if (
    after.text === '%' ||
    after.low === 'percent' ||
    durationUnit(after.low) ||
    RATES.has(after.low) ||
    after.low === 'x'
  )
    return false;
  if (
    before &&
    /^(?:in|since|of|until|by|spring|summer|autumn|fall|winter|early|late|mid|back|year|christmas|q[1-4]|\()$/.test(
      before.low,
    )
  )
    return true;
  const unit = unitAt(list, number);
  return unit === null || unit.bare;
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

interface Unit {
  readonly kind: Amount['kind'];
  readonly unit: string;
  readonly per?: Period;
  readonly bare: boolean;
  readonly next: number;
  readonly loose: boolean;
  /** The value, where the unit decides it: the share that a count of nines stands for. */
  readonly dozenths?: number;
}

const CHANGE =
  /^(?:faster|slower|quicker|less|lower|fewer|more|higher|smaller|reduction|improvement|drop|cut|decrease|increase|better|cheaper|off|of)$/;

function unitAt(list: readonly Token[], number: Numeral): Unit | null {
  let at = number.next;
  if (list[at]?.text === '-' && !list[at]?.spaced && list[at + 1]?.kind === 'word' && !list[at + 1]?.spaced) at += 1;
  const token = list[at];
  const following = list[at + 1];
  const loose = false;
  const plain = (kind: Amount['kind'], unit: string, next: number, per?: Period): Unit => ({
    kind,
    unit,
    bare: false,
    next,
    loose,
    ...(per ? { per } : {}),
  });
  if (!token || token.newLine) return { kind: 'count', unit: '', bare: true, next: number.next, loose };

  if (
    token.text === '%' ||
    /^(?:percent|pct|percentage)$/.test(token.low) ||
    (token.low === 'per' && following?.low === 'cent')
  ) {
    let next = at + (token.low === 'per' ? 2 : 1);
    if (list[next]?.low === 'points' || list[next]?.low === 'point') next += 1;
    const by =
      list[number.first - 1]?.low === 'by' ||
      (list[number.first - 2]?.low === 'by' && APPROXIMATE.has(list[number.first - 1]?.low ?? ''));
    const changed = CHANGE.test(list[next]?.low ?? '') && list[next]?.low !== 'of';
    return plain(by || changed ? 'change' : 'share', '%', next);
  }
  if (
    token.text === '‰' ||
    (token.low === 'per' && /^mill?e$/.test(following?.low ?? '')) ||
    token.low === 'permille'
  ) {
    return { ...plain('share', '%', at + (token.low === 'per' ? 2 : 1)), dozenths: number.value / 10 };
  }
  if (token.low === 'ppm') return { ...plain('share', '%', at + 1), dozenths: number.value / 1e4 };
  if (
    (token.low === 'nines' || token.low === 'nine' || (token.low === '9' && following?.low === 's')) &&
    (token.low !== 'nine' || number.spelled)
  ) {
    const next = token.low === '9' ? at + 2 : at + 1;
    return { ...plain('share', '%', next), dozenths: nines(number.value) };
  }
  if (token.low === 'times' && number.value === 0) return { kind: 'count', unit: '', bare: false, next: at + 1, loose };
  if (/^(?:x|×|times|fold)$/.test(token.low)) return plain('times', 'times', at + 1);

  const rate = RATES.get(token.low);
  if (rate) return plain('rate', rate.unit, at + 1, rate.per);

  const data = token.kind === 'word' ? dataUnit(token.low) : undefined;
  const per = periodAfter(list, at + 1);
  if (data) return plain('data', data, per ? per.next : at + 1, per?.per);
  const throughputBits = /^([kmg])bps$|^([kmg])b$/.exec(token.low);
  if (throughputBits && !number.spelled && /bps$/.test(token.low)) return plain('data', token.text, at + 1, 'second');

  const duration = token.kind === 'word' ? durationUnit(token.low) : undefined;
  if (
    duration &&
    !(token.low === 'm' && token.text === 'M') &&
    !(token.low === 'second' && /^[,.]?$/.test('') && number.value === 1 && number.spelled)
  ) {
    // "2.1 million minutes of footage a day" counts minutes; it does not last them.
    if (following?.low === 'of') {
      const counted = nounThenPeriod(list, at);
      if (counted) return plain('rate', counted.noun, counted.next, counted.per);
    }
    if (per && !(list[at + 1]?.low === 'a' && false)) {
      const large = number.value >= 1000 && !/^(?:ns|µs|us|ms)$/.test(token.low);
      return large ? plain('rate', token.low, per.next, per.per) : plain('duration', duration, per.next, per.per);
    }
    // "five hours and a half", "one minute and 30 seconds"
    if (list[at + 1]?.low === 'and' && list[at + 2]?.low === 'a' && list[at + 3]?.low === 'half') {
      return { ...plain('duration', duration, at + 4), dozenths: number.value + 0.5 };
    }
    // "a one-day search", "the 15-minute rule": part of a name
    const named = list[at + 1];
    if (at > number.next && !/^(?:ms|s|ns|µs)$/.test(duration) && named?.kind === 'word' && !STOP.has(named.low))
      return null;
    if (duration === 'years' && /^old$/.test(following?.low ?? '')) return null;
    return plain('duration', duration, at + 1);
  }
  const direct = periodAfter(list, at);
  if (direct) return { kind: 'rate', unit: '', per: direct.per, bare: false, next: direct.next, loose };
  const counted = nounThenPeriod(list, at);
  if (counted) return plain('rate', counted.noun, counted.next, counted.per);
  const noun = nounFrom(list, at);
  if (noun) return { kind: 'count', unit: noun.noun, bare: false, next: noun.next, loose };
  return { kind: 'count', unit: '', bare: true, next: number.next, loose };
}

/** The availability that a count of nines stands for: three and a half are 99.95 %. */
function nines(count: number): number {
  const whole = Math.floor(count);
  const percent = 100 - 100 * 10 ** -whole;
  const half = count - whole >= 0.5 ? 100 * 10 ** -whole * 0.5 : 0;
  return Number((percent + half).toPrecision(12));
}

/** "per second", "a day", "/min", "each hour", "in one second", "daily": the period and the token after it. */
function periodAfter(list: readonly Token[], at: number): { per: Period; next: number } | null {
  const token = list[at];
  if (!token || token.newLine) return null;
  const adverb = ADVERBS.get(token.low);
  if (adverb) return { per: adverb, next: at + 1 };
  const following = list[at + 1];
  if (!following) return null;
  if (token.text === '/') {
    const per = period(following.low);
    return per ? { per, next: at + 2 } : null;
  }
  if (
    /^(?:per|a|an|each|every|p|the|pro|by)$/.test(token.low) ||
    (token.low === 'in' && /^(?:one|a|1)$/.test(following.low))
  ) {
    const inner = token.low === 'in' ? list[at + 2] : following;
    const per = inner && inner.kind === 'word' ? period(inner.low) : undefined;
    if (!per || (token.low === 'the' && per === 'second')) return null;
    return { per, next: at + (token.low === 'in' ? 3 : 2) };
  }
  return null;
}

function nounThenPeriod(list: readonly Token[], at: number): { noun: string; per: Period; next: number } | null {
  const words: string[] = [];
  for (let next = at; next < Math.min(list.length, at + 7); next += 1) {
    const per = words.length > 0 ? periodAfter(list, next) : null;
    if (per) return { noun: words.join(' '), per: per.per, next: per.next };
    const token = list[next];
    if (!token || token.kind !== 'word' || token.newLine) return null;
    if (token.low !== 'of' && STOP.has(token.low)) return null;
    words.push(token.text);
  }
  return null;
}

function nounFrom(list: readonly Token[], at: number): { noun: string; next: number } | null {
  const words: string[] = [];
  let next = at;
  for (; next < Math.min(list.length, at + 4); next += 1) {
    const token = list[next];
    if (!token || token.kind !== 'word' || token.newLine || STOP.has(token.low) || ADVERBS.has(token.low)) break;
    words.push(token.text);
  }
  return words.length > 0 ? { noun: words.join(' '), next } : null;
}

/**
 * "Lookups per second: 12,000 before, 190,000 after": a period that stands alone belongs to the bare counts of its
 * sentence.
 */
function inheritPeriods(list: readonly Token[], found: readonly Amount[]): Amount[] {
  const result: Amount[] = [];
  let index = 0;
  const ranges = sentenceRanges(list);
  for (const [position, sentence] of ranges.entries()) {
    const here: Amount[] = [];
    for (let amount = found[index]; amount && amount.first < sentence.next; amount = found[index]) {
      here.push(amount);
      index += 1;
    }
    if (here.length === 0 || here.some(({ kind }) => kind === 'rate') || !here.some(({ kind }) => kind === 'count')) {
      result.push(...here);
      continue;
    }
    const label = ranges[position - 1];
    const lone =
      lonePeriod(list, sentence.first, sentence.next, here) ??
      (label && label.next - label.first <= 6 ? lonePeriod(list, label.first, label.next, found) : null);
    result.push(
      ...here.map((amount) =>
        lone && amount.kind === 'count' && amount.first > lone.at
          ? {
              ...amount,
              kind: 'rate' as const,
              bare: false,
              quantity: { ...amount.quantity, unit: amount.bare ? lone.noun : amount.quantity.unit, per: lone.per },
            }
          : amount,
      ),
    );
  }
  return result;
}

function lonePeriod(
  list: readonly Token[],
  first: number,
  next: number,
  taken: readonly Amount[],
): { per: Period; noun: string; at: number } | null {
  for (let at = first; at < next; at += 1) {
    if (taken.some((amount) => at >= amount.first && at < amount.next)) continue;
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

/** Token ranges of sentences: they end at a stop, a question or exclamation mark with space after it, or a line feed. */
export function sentenceRanges(list: readonly Token[]): { first: number; next: number }[] {
  const ranges: { first: number; next: number }[] = [];
  let first = 0;
  for (let at = 0; at < list.length; at += 1) {
    const token = list[at];
    const following = list[at + 1];
    const ends = !following || following.newLine || (token && /^[.!?;…]$/.test(token.text) && following.spaced);
    if (ends) {
      ranges.push({ first, next: at + 1 });
      first = at + 1;
    }
  }
  return ranges;
}
