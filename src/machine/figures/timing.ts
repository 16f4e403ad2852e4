/**
 * Which amount was before and which is after. People say it in three ways: by a connector ("from … to …", "→", "up
 * from"), by a word beside the number ("used to", "now", "with the old one"), or by the order in which they tell it.
 */
import type { Amount } from './amount.ts';
import type { Token } from './lexer.ts';
import { numeral } from './numerals.ts';
import type { Range, Speech } from './speech.ts';
import { durationUnit } from './units.ts';

const words = (text: string) => new Set(text.trim().split(/\s+/));

const BEFORE =
  words(`before previous previously earlier former formerly original originally initial initially once old prior predecessor
  beforehand legacy ago inherited era historically predecessors older beginning`);
const AFTER =
  words(`now today currently presently present nowadays since after afterwards new later mine ours became become becomes
  latest currently finally meanwhile recently newest actual`);
const WEAK_BEFORE =
  words(`was were had took did ran gave coped managed handled supported needed lasted stood got carried processed went
  lost made treated`);
const WEAK_AFTER =
  words(`is are takes handles does runs tops serves manages needs stands carries gets has lasts reaches processes last this
  supports down reached rests`);

const STRONG = 4;
const WEAK = 1;
/** Further from a number than this, in tokens, a word says nothing about it. */
const FAR = 18;
/** Amounts to either side of a cue among which its owner is looked for. */
const NEIGHBOURS = 4;

/**
 * How far each amount leans to "before" (negative) or "after" (positive). A cue belongs to the amount of its own clause,
 * to the nearest one where a clause holds several, and to the next amount of the sentence where a clause holds none
 * ("Before, it took two hours").
 */
export function leanings(speech: Speech, amounts: readonly Amount[]): number[] {
  const scores = amounts.map(() => 0);
  const contrasted = contrastedIn(speech.list);
  const years: { readonly owner: number; readonly year: number }[] = [];
  let index = 0;
  for (const sentence of speech.sentences) {
    const here: Range = { first: index, next: index };
    while (index < amounts.length && (amounts[index]?.first ?? 0) < sentence.next) index += 1;
    if (index === here.first) continue;
    let ahead = here.first;
    for (let at = sentence.first; at < sentence.next; at += 1) {
      while (ahead < index && (amounts[ahead]?.first ?? 0) <= at) ahead += 1;
      const year = yearAt(speech.list, at);
      const isYear = year !== null && !(at >= (amounts[ahead - 1]?.first ?? 0) && at < (amounts[ahead - 1]?.next ?? 0));
      const weight = isYear ? 0 : cueAt(speech.list, at, contrasted);
      if (weight === 0 && !isYear) continue;
      if (!isYear && ofMultiple(speech.list, at, amounts, ahead)) continue;
      const near = { first: Math.max(here.first, ahead - NEIGHBOURS), next: Math.min(index, ahead + NEIGHBOURS) };
      const owner = ownerOf(speech, at, sentence, amounts, near);
      if (owner === null) continue;
      if (isYear) years.push({ owner, year });
      else scores[owner] = (scores[owner] ?? 0) + weight;
    }
    for (let each = here.first; each < index; each += 1)
      scores[each] = (scores[each] ?? 0) + tenseOf(speech.list, amounts[each]?.first ?? 0);
  }
  // "31 in 2023, 2 in 2024": of two years the earlier is before.
  const first = years.reduce((least, { year }) => Math.min(least, year), Number.POSITIVE_INFINITY);
  const last = years.reduce((most, { year }) => Math.max(most, year), 0);
  for (const { owner, year } of first < last ? years : [])
    scores[owner] = (scores[owner] ?? 0) + (year === first ? -STRONG : year === last ? STRONG : 0);
  return scores;
}

/** "Twenty-five times the former load", "an eighth of the old time": what was before has no number here. */
function ofMultiple(list: readonly Token[], at: number, amounts: readonly Amount[], ahead: number): boolean {
  const multiple = amounts[ahead - 1];
  if (multiple?.kind !== 'times' || at - multiple.next > 2) return false;
  const next = amounts[ahead];
  for (let to = at + 1; to <= at + 5; to += 1) {
    if (next && to >= next.first) return false;
    if (!list[to] || list[to]?.kind === 'mark') return true;
  }
  return true;
}

/** A year that tells when something was so: 2023, '24. */
function yearAt(list: readonly Token[], at: number): number | null {
  const token = list[at];
  if (token?.kind !== 'number') return null;
  if (/^(?:19|20)\d\d$/.test(token.text)) return Number(token.text);
  const mark = list[at - 1];
  const short = /^['’‘]$/.test(mark?.text ?? '') && !token.spaced && mark?.spaced === true && /^\d\d$/.test(token.text);
  return short ? (Number(token.text) > 60 ? 1900 : 2000) + Number(token.text) : null;
}

/** "Last season 12, this season 3": the times of which a text names both the last and this one. */
function contrastedIn(list: readonly Token[]): ReadonlySet<string> {
  const behind = (pattern: RegExp) =>
    list.flatMap(({ low }, at) => (pattern.test(low) ? [list[at + 1]?.low ?? ''] : [])).filter((low) => TIME.test(low));
  const now = new Set(behind(/^this$/));
  return new Set(behind(/^(?:last|previous)$/).filter((low) => now.has(low)));
}
const TIME = /^(?:time|year|month|week|season|quarter|spring|summer|autumn|winter|release|version|generation)$/;

/** "was 21 s and is 5 s": the verb right before an amount is its own. */
function tenseOf(list: readonly Token[], first: number): number {
  const low = list[first - 1]?.low ?? '';
  if (/^(?:was|were|had|took|been)$/.test(low)) return -2;
  return /^(?:is|are|it's|that's|became|becomes|now)$/.test(low) ? 2 : 0;
}

function cueAt(list: readonly Token[], at: number, contrasted: ReadonlySet<string>): number {
  if (list[at]?.kind !== 'word') return 0;
  const low = list[at]?.low ?? '';
  const following = list[at + 1]?.low ?? '';
  const preceding = list[at - 1]?.low ?? '';
  // "the year before" looks back; "after the rebuild" and "since launch" look at what came of it.
  if (low === 'then')
    return preceding === 'back' || /^(?:[,.;)]?|and|but)$/.test(following)
      ? -STRONG
      : preceding === ',' || preceding === 'and'
        ? STRONG
        : 0;
  if (low === 'last' && (following === 'time' || contrasted.has(following))) return -STRONG;
  if (low === 'this' && contrasted.has(following)) return STRONG;
  if (low === 'used') return following === 'to' ? -STRONG : 0;
  // "The shop died at 4,000 a minute": where it gave in is where it was.
  if (GAVE_IN.test(low) && /^(?:at|under|over|out|down|around|with|near)$/.test(following)) return -STRONG;
  if (low === 'once' && /^(?:an?|per|every|each)$/.test(following)) return 0;
  if (low === 'first')
    return /^(?:at|my|in|the)$/.test(preceding) && !/^(?:time|attempt|rendition|byte|try)$/.test(following)
      ? -STRONG
      : 0;
  if (low === 'started' || low === 'arrived' || low === 'joined') return -STRONG;
  // "after they'd expired" tells when something went wrong, not what came of the work; "nothing before" tells nothing.
  if (low === 'after' && /^(?:\d|one|two|three|they|he|she|it'd|customers?|users?)/.test(following)) return 0;
  // "It came after some fourteen hours"
  if (low === 'after' && lasts(list, at + 1)) return 0;
  if (low === 'before' && /^(?:nothing|none|no)$/.test(preceding)) return 0;
  // "It used to be up to 5 minutes": how far it went, and no change.
  if (low === 'up' && /^(?:be|been|was|were|took|takes?|of|at|for)$/.test(preceding)) return 0;
  if (low === 'down' || low === 'up') return following === 'to' ? STRONG : 0;
  if (low === 'before' && /^(?:that|this)$/.test(following) && preceding === 'and') return 0;
  if (BEFORE.has(low)) return -STRONG;
  if (AFTER.has(low)) return STRONG;
  if (WEAK_BEFORE.has(low) || /^\p{L}{3,}ed$/u.test(low)) return -WEAK;
  if (WEAK_AFTER.has(low)) return WEAK;
  return 0;
}

const GAVE_IN =
  /^(?:died|broke|choked|collapsed|crashed|buckled|capped|fell|gave|maxed|melted|plateaued|saturated|stalled|topped)$/;

/** Whether a duration begins here, with or without a word that makes it a rough one. */
function lasts(list: readonly Token[], at: number): boolean {
  const from = /^(?:some|about|around|roughly|nearly|almost|only|just|over|up)$/.test(list[at]?.low ?? '')
    ? at + 1
    : at;
  const number = numeral(list, from) ?? (/^an?$/.test(list[from]?.low ?? '') ? { next: from + 1 } : null);
  return number !== null && durationUnit(list[number.next]?.low ?? '') !== undefined;
}

/** The amount, among those around it, that the cue at a token speaks of. */
function ownerOf(
  { list, clauseOf }: Speech,
  at: number,
  sentence: Range,
  amounts: readonly Amount[],
  around: Range,
): number | null {
  const nearest = (accepts: (amount: Amount) => boolean) => {
    let best: number | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (let index = around.first; index < around.next; index += 1) {
      const amount = amounts[index];
      // How many times as much it is has no before and no after of its own.
      if (!amount || amount.kind === 'times' || amount.kind === 'change' || !accepts(amount)) continue;
      const distance = at < amount.first ? amount.first - at : at - amount.next + 0.5;
      if (distance < least && distance <= FAR) [best, least] = [index, distance];
    }
    return best;
  };
  const inside = nearest((amount) => {
    const clause = clauseOf(amount, sentence);
    return at >= clause.first && at < clause.next;
  });
  // "It is 5 s where it used to be 21": this cue looks ahead.
  if (list[at]?.low === 'used') {
    const ahead = nearest(({ first }) => first > at);
    if (ahead !== null) return ahead;
  }
  if (inside !== null) return inside;
  // "1,300 a second, that was the ceiling": what a clause points back at is what it speaks of.
  const pointsBack = /^(?:that|which|this)$/.test(list[at - 1]?.low ?? '') && list[at - 2]?.text === ',';
  // A remark in brackets or after a comma belongs to what it follows, an opening adverb to what it precedes.
  const previous = () => nearest(({ next }) => next <= at);
  const following = () => nearest(({ first }) => first > at);
  const tail = pointsBack || (/^(?:\(|-|–|—)$/.test(list[at - 1]?.low ?? '') && list[at + 1]?.text !== ':');
  return tail ? (previous() ?? following()) : (following() ?? previous());
}

/** What stands between two neighbouring amounts, where it settles their order; null where it doesn't. */
export function connector(list: readonly Token[], one: Amount, other: Amount): 'forward' | 'backward' | null {
  const between = list.slice(one.next, other.first);
  if (between.length > 14) return null;
  const lows = between.map(({ low }) => low);
  if (between.some(({ kind }) => kind === 'arrow') || (lows.length <= 2 && lows.includes('>'))) return 'forward';
  let last = lows.length - 1;
  while (
    last >= 0 &&
    /^(?:about|around|roughly|nearly|almost|over|under|just|only|some|approximately|~|≈|a|the|like|maybe|below|sub|-|well|now|more|less|than|around|ca|at|most|least|currently|today|mere|as|little|of)$/.test(
      lows[last] ?? '',
    )
  )
    last -= 1;
  const word = lows[last] ?? '';
  const tail = lows.slice(Math.max(0, last - 2), lows.length).join(' ');
  if (
    /\b(?:instead of|in place of|rather than|compared (?:to|with)|as opposed to|where it (?:was|took|used to)|against)\b/.test(
      lows.join(' '),
    )
  )
    return 'backward';
  // "4 s, before that up to 1 h": how far it went before.
  if (word === 'to' && lows[last - 1] === 'up' && wasBefore(between)) return 'backward';
  if (
    /^(?:to|into|until|till|became|becomes|auf|bis|hasta)$/.test(word) &&
    !/\b(?:due|according|close|equal|compared|(?:be|been|was|were|took|takes|of|for|at) up) to\b/.test(tail)
  )
    return 'forward';
  if (word === 'from') return 'backward';
  // "sixteen times the earlier 70", "a third of the 240 ms before": what is compared with was there first.
  return REFERENCE.test(lows.join(' ')) ? 'backward' : null;
}

/** Whether the clause that leads on to the second amount begins with a word for what was before. */
function wasBefore(between: readonly Token[]): boolean {
  const joint = between.findLastIndex(({ kind }) => kind === 'mark');
  return joint >= 0 && BEFORE.has(between[joint + 1]?.low ?? '');
}

const REFERENCE =
  /\b(?:times|fold|x|twice|double|triple|treble|thrice|half|third|quarter|(?:four|fif|six|seven|eigh|nin|ten|twelf|\w+teen|\w+tie)th) (?:(?:as (?:many|much|fast|large|long|high|often)|of|more than|faster than) )*(?:as )?(?:the|what|that(?! (?:(?:now|today|then) )?[,:;(–-])|its|our|their)\b/;

/** Where both readings stay open, more throughput, less waiting and fewer faults is the story that people tell. */
export function improved(topic: 'throughput' | 'latency' | 'reliability', first: number, second: number): boolean {
  return topic === 'throughput' ? second > first : second < first;
}
