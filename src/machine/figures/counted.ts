/** What a number counts: its unit, and the time over which it is counted. */
import type { Period } from '../quantity.ts';
import type { Token } from './lexer.ts';
import type { Numeral } from './numerals.ts';
import { ADVERBS, dataUnit, durationUnit, period, RATES } from './units.ts';

/** Words at which the noun of a count ends. */
export const STOP = new Set(
  `the a an and but or to from before after now with without in at on for since while when was were is are be been being it we i they he she you
   which that who so then because than by as up down into onto over under during within across through until till though although
   where whereas if not no also still only just when once today currently earlier previously originally formerly presently nowadays
   these those this per each every went came goes go fell rose grew dropped has have had can could will would should must might may shall took take takes
   against instead compared vs versus plus minus about around roughly approximately old new last next ago back my our their your
   his her its actually sorry please nor neither used per via get gets got handled handles did does do one two three`.split(
    /\s+/,
  ),
);
/** Words and signs that make a number a rough one. */
export const APPROXIMATE = new Set(
  'about around roughly approximately approx ca circa nearly almost some over under above below ~ ≈ > < ≥ ≤ sub up say maybe perhaps like least most than'.split(
    ' ',
  ),
);

export type AmountKind = 'duration' | 'rate' | 'data' | 'share' | 'count' | 'times' | 'change';

/** What was counted, between the number and where its unit ends. */
export interface Unit {
  readonly kind: AmountKind;
  readonly unit: string;
  readonly per?: Period;
  readonly bare: boolean;
  readonly next: number;
  readonly loose: boolean;
  readonly nines?: boolean;
  /** The value, where the unit decides it: the share that a count of nines stands for. */
  readonly value?: number;
}

/** "errors fell 40%", "down ~40%": by how much, not to what. */
const MOVED = /^(?:by|down|up|fell|dropped|cut|reduced|shrank|rose|grew|climbed|improved)$/;
const CHANGE =
  /^(?:faster|slower|quicker|less|lower|fewer|more|higher|smaller|reduction|improvement|drop|cut|decrease|increase|better|cheaper|off|of)$/;

export function unitAt(list: readonly Token[], number: Numeral): Unit | null {
  let at = number.next;
  if (list[at]?.text === '-' && !list[at]?.spaced && list[at + 1]?.kind === 'word' && !list[at + 1]?.spaced) at += 1;
  const loose = list[at]?.low === 'ish';
  if (loose) at += 1;
  const token = list[at];
  const following = list[at + 1];
  const plain = (kind: AmountKind, unit: string, next: number, per?: Period): Unit => ({
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
    const before = APPROXIMATE.has(list[number.first - 1]?.low ?? '') ? number.first - 2 : number.first - 1;
    const by = MOVED.test(list[before]?.low ?? '') && !leadsOn(list[next]);
    const changed = CHANGE.test(list[next]?.low ?? '') && list[next]?.low !== 'of';
    return plain(by || changed ? 'change' : 'share', '%', next);
  }
  if (
    token.text === '‰' ||
    (token.low === 'per' && /^mill?e$/.test(following?.low ?? '')) ||
    token.low === 'permille'
  ) {
    return { ...plain('share', '%', at + (token.low === 'per' ? 2 : 1)), value: number.value / 10 };
  }
  if (token.low === 'ppm') return { ...plain('share', '%', at + 1), value: number.value / 1e4 };
  if (
    (token.low === 'nines' || token.low === 'nine' || (token.low === '9' && following?.low === 's')) &&
    (token.low !== 'nine' || number.spelled)
  ) {
    const next = token.low === '9' ? at + 2 : at + 1;
    const half = list[next]?.low === 'and' && list[next + 1]?.low === 'a' && list[next + 2]?.low === 'half';
    return half
      ? { ...plain('share', '%', next + 3), value: nines(number.value + 0.5), nines: true }
      : { ...plain('share', '%', next), value: nines(number.value), nines: true };
  }
  const often = token.low === 'times' ? periodAfter(list, at + 1) : null;
  if (often) return plain('rate', 'times', often.next, often.per);
  if (token.low === 'times' && number.value === 0) return { kind: 'count', unit: '', bare: false, next: at + 1, loose };
  if (/^(?:x|×|times|fold)$/.test(token.low)) return plain('times', 'times', at + 1);

  const rate = RATES.get(token.low);
  if (rate) return plain('rate', rate.unit, at + 1, rate.per);

  const data = token.kind === 'word' ? dataUnit(token.low) : undefined;
  const per = periodAfter(list, at + 1) ?? (data && following?.low === 'of' ? nounThenPeriod(list, at + 2) : null);
  if (data) return plain('data', data, per ? per.next : at + 1, per?.per);
  const line = /^([kmgt])(b)ps$/i.exec(token.text);
  if (line) return plain('data', `${line[1]?.toUpperCase()}${line[2] === 'B' ? 'B' : 'bit'}`, at + 1, 'second');

  const duration = token.kind === 'word' ? durationUnit(token.low) : undefined;
  if (duration && !(token.low === 'm' && token.text === 'M')) {
    // "43 minutes of downtime per month"
    const from = following?.low === 'of' ? at + 2 : at + 1;
    // "of allowed downtime"
    const noun = [from, from + 1].find((place) => DOWN.test(list[place]?.low ?? ''));
    const down = noun === undefined ? null : periodAfter(list, noun + 1);
    if (down) return plain('duration', duration, down.next, down.per);
    // "2.1 million minutes of footage a day" counts minutes; it does not last them.
    if (following?.low === 'of') {
      const counted = nounThenPeriod(list, at);
      if (counted) return plain('rate', counted.noun, counted.next, counted.per);
    }
    if (per) {
      const large = number.value >= 1000 && !/^(?:ns|µs|us|ms)$/.test(token.low);
      return large ? plain('rate', token.low, per.next, per.per) : plain('duration', duration, per.next, per.per);
    }
    // "five hours and a half", "a minute and a quarter"
    const rest = { half: 0.5, quarter: 0.25, third: 1 / 3 }[list[at + 3]?.low ?? ''];
    if (list[at + 1]?.low === 'and' && list[at + 2]?.low === 'a' && rest !== undefined)
      return { ...plain('duration', duration, at + 4), value: number.value + rest };
    // "a one-day search", "the 15-minute rule": part of a name
    const named = list[at + 1];
    if (at > number.next && !/^(?:ms|s|ns|µs)$/.test(duration) && named?.kind === 'word' && !STOP.has(named.low))
      return null;
    if (
      /^(?:less|more|faster|slower|quicker|shorter|longer)$/.test(following?.low ?? '') &&
      following?.newLine === false
    )
      return plain('change', duration, at + 2);
    if (duration === 'years' && /^old$/.test(following?.low ?? '')) return null;
    return plain('duration', duration, at + 1);
  }
  const direct = periodAfter(list, at);
  if (direct) return { kind: 'rate', unit: '', per: direct.per, bare: false, next: direct.next, loose };
  const counted = nounThenPeriod(list, at);
  if (counted) return plain('rate', counted.noun, counted.next, counted.per);
  // "Sixteen times the 70 of the lock": whose number it was is no noun.
  const isOwned = token.low === 'of' && /^(?:the|former|old|earlier|previous)$/.test(list[number.first - 1]?.low ?? '');
  const noun = isOwned ? null : nounFrom(list, at);
  // "99.98 availability" is a share, though nobody wrote the sign.
  if (noun && number.value > 50 && number.value <= 100 && HEALTHY.test(noun.noun))
    return plain('share', '%', noun.next);
  if (noun) return { kind: 'count', unit: noun.noun, bare: false, next: noun.next, loose };
  return { kind: 'count', unit: '', bare: true, next: number.next, loose };
}

const DOWN = /^(?:downtime|outages?|unavailability)$/;
const HEALTHY = /^(?:availability|uptime|sla|success|reliability|durability|accuracy|completeness)\b/i;

/** Whether a value goes on to another: "2% to 0.1%". */
function leadsOn(token: Token | undefined): boolean {
  return token?.kind === 'arrow' || token?.low === 'to';
}

/** The availability that a count of nines stands for: three and a half are 99.95 %. */
export function nines(count: number): number {
  const whole = Math.floor(count);
  const percent = 100 - 100 * 10 ** -whole;
  const half = count - whole >= 0.5 ? 100 * 10 ** -whole * 0.5 : 0;
  // As many decimals as a number near a hundred can hold, so that sixteen nines are no hundred.
  return Number((percent + half).toFixed(14));
}

/** "per second", "a day", "/min", "each hour", "in one second", "daily": the period and the token after it. */
export function periodAfter(list: readonly Token[], at: number): { per: Period; next: number } | null {
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
    if (!per || (token.low === 'the' && (per === 'second' || isMoment(list[at + 2])))) return null;
    return { per, next: at + (token.low === 'in' ? 3 : 2) };
  }
  // "40 measures to the second"
  const inTurn =
    /^(?:to|by|at)$/.test(token.low) && following.low === 'the' ? period(list[at + 2]?.low ?? '') : undefined;
  const behind = list[at + 3];
  const isAt = token.low !== 'at' || behind?.kind !== 'word' || behind.newLine || STOP.has(behind.low);
  if (inTurn && isAt) return { per: inTurn, next: at + 3 };
  // "offers on hour", "requests in second", as those write it whose languages have no article
  const bare = /^(?:on|in|for)$/.test(token.low) && following.kind === 'word' ? period(following.low) : undefined;
  const beyond = list[at + 2];
  const ends = beyond?.kind !== 'word' || beyond.newLine || STOP.has(beyond.low);
  return bare && following.text.length > 2 && ends ? { per: bare, next: at + 2 } : null;
}

/** "the year before", "the day we launched": when it was, not how often. */
function isMoment(after: Token | undefined): boolean {
  return /^(?:before|prior|earlier|after|later|of|that|when|in|we|i|they|it|the|a)$/.test(after?.low ?? '');
}

function nounThenPeriod(list: readonly Token[], at: number): { noun: string; per: Period; next: number } | null {
  let noun = '';
  for (let next = at; next < Math.min(list.length, at + 7); next += 1) {
    const per = noun !== '' ? periodAfter(list, next) : null;
    if (per) return { noun, per: per.per, next: per.next };
    const token = list[next];
    // "Sev-1s" is one word to whoever says it.
    const joined = noun !== '' && token !== undefined && !token.spaced && (token.text === '-' || token.kind !== 'mark');
    if (!token || token.newLine || (token.kind !== 'word' && !joined)) return null;
    if (!joined && token.low !== 'of' && stops(list, next)) return null;
    noun += joined || noun === '' ? token.text : ` ${token.text}`;
  }
  return null;
}

/** Whether the noun of a count ends here; "dropped events" is one, "dropped to 40" is not. */
function stops(list: readonly Token[], at: number): boolean {
  const [low, following] = [list[at]?.low ?? '', list[at + 1]];
  return STOP.has(low) && !(low === 'dropped' && following?.kind === 'word' && !STOP.has(following.low));
}

function nounFrom(list: readonly Token[], at: number): { noun: string; next: number } | null {
  const words: string[] = [];
  let next = at;
  for (; next < Math.min(list.length, at + 4); next += 1) {
    const token = list[next];
    const hyphen =
      token?.text === '-' && !token.spaced && words.length > 0 && /^(?:word|number)$/.test(list[next + 1]?.kind ?? '');
    if (hyphen && !list[next + 1]?.spaced) {
      words.push(`${words.pop()}-${list[next + 1]?.text}`);
      next += 1;
      continue;
    }
    if (token?.kind !== 'word' || token.newLine || stops(list, next) || ADVERBS.has(token.low)) break;
    words.push(token.text);
  }
  return words.length > 0 ? { noun: words.join(' '), next } : null;
}
