/** What is measured, in the candidate's words: the phrase that leads up to the numbers. */
import type { Topic } from '../brief.ts';
import type { Item } from './items.ts';
import type { Token } from './lexer.ts';
import { ONES } from './number-words.ts';
import type { Speech } from './speech.ts';

const OPENERS =
  /^(?:and|so|then|also|well|the|our|my|its|their|a|an|at|for|on|with|we|it|i|there|but|now|today|before|earlier|previously|about|volume|numbers?|load|throughput|latency|reliability|p\d+.*|median|percentile|th|st|nd|rd|of|in|to|is|was|were|are|ok|okay|oh|yeah|uh|righto|frankly|honestly|basically)$/;
const ENDS =
  /^(?:from|was|were|is|are|went|goes|came|come|comes|fell|falls|dropped|drops|rose|rises|grew|got|gets|used|stood|stands|has|have|had|reached|took|takes|runs?|ran|did|does|handles?|handled|of|at|by|under|over|in|down|up|moved|became|becomes|stays?|stayed|improved|halved|cut|reduced|being|which|that|we|it|i|they|now|today|passed|do|doing|go|get|handle|carry|carries|carried|serve|serves|served|see|sees|saw|make|makes|made|manage|manages|managed|per|last|lasts|tops|until|before|represented)$/;
/** A phrase that begins so names a time, a courtesy or somebody, and nothing that is measured. */
const NO_MEASURE =
  /^(?:since|during|after|when|while|roughly|about|good|fair|both|say|from|until|because|exact|exactly|formerly|originally|off|record|previously|as|if|not|no|yes|sorry|ha|haha|funny|you|i'm|i|they|us|them|that's|it's|this|these|those|one|put|cleared|fine|okay|alright|true|right|between|all|of|them|only|other|peak|load|wait|perdón|please|my|me|once|how|may|can|could|might)$/;

/** Null where the words before the numbers name nothing that could be measured. */
export function measureOf({ list, sentences }: Speech, items: readonly Item[], asked: Topic | null): string | null {
  const first = items.reduce((earliest, item) => (item.amount.first < earliest.amount.first ? item : earliest));
  const sentence = sentences[first.sentence];
  if (!sentence) return null;
  const from = clauseStart(list, sentence.first, first.amount.first);
  const lead = heading(list, sentence.first, first.amount.first) ?? phrase(list, from, first.amount.first);
  if (lead) return lead;
  const previous = sentences[first.sentence - 1];
  const isLabel = previous && previous.next - previous.first <= 6 && asked !== null;
  const label = isLabel ? phrase(list, previous.first, previous.next) : null;
  if (label) return label;
  const { kind, quantity, next } = first.amount;
  if (kind === 'count' && quantity.unit) return quantity.unit;
  return kind === 'share' ? phrase(list, next, Math.min(sentence.next, next + 5)) : null;
}

/** What leads up to a number further back than this is not its name. */
const FAR = 40;

/** Where the clause begins that leads up to an amount: after the last number that another figure ends in. */
function clauseStart(list: readonly Token[], from: number, to: number): number {
  const nearest = Math.max(from, to - FAR);
  for (let at = to - 1; at > nearest; at -= 1) if (list[at]?.kind === 'number' || list[at]?.text === '%') return at + 1;
  return nearest;
}

/** "scan to customer page: p95 was half a minute": what stands before the colon, as it was written. */
function heading(list: readonly Token[], from: number, to: number): string | null {
  let colon = from;
  while (colon < to && colon - from <= 10 && list[colon]?.text !== ':') colon += 1;
  if (list[colon]?.text !== ':' || colon >= to) return null;
  const words = list
    .slice(from, colon)
    .filter(({ low }) => !/^(?:p\d+.*|median|percentile|per|second|minute|hour|day|sec|min)$/.test(low));
  // "3) load: …", an item of a list
  if (words[0]?.kind === 'number' && words[1]?.kind === 'mark') words.splice(0, 2);
  while (words[0] && (OPENERS.test(words[0].low) || words[0].kind === 'mark')) words.shift();
  while (words.at(-1)?.kind === 'mark') words.pop();
  if (words.length === 0 || words.length > 8 || NO_MEASURE.test(words[0]?.low ?? '')) return null;
  const relative = words.findIndex(({ low }) => RELATIVE.test(low));
  return written(words, relative > 0 ? relative : words.length);
}

function phrase(list: readonly Token[], from: number, to: number): string | null {
  let first = from;
  while (first < to && (OPENERS.test(list[first]?.low ?? '') || list[first]?.kind === 'mark')) first += 1;
  let next = first;
  while (next < to && joins(list, next, to)) next += 1;
  // "Checkouts that failed were 1.8%": without its clause it would be of all checkouts.
  const relative = next > first && RELATIVE.test(list[next]?.low ?? '') ? next : null;
  if (relative !== null) next = clauseEnd(list, relative, to) ?? first;
  while (next > first && TRAILING.test(list[next - 1]?.low ?? '')) next -= 1;
  const opener = list[first]?.low ?? '';
  // "Good, 40" is a courtesy, "good payments that we declined" are payments.
  const isCourtesy = NO_MEASURE.test(opener) && !(opener === 'good' && next - first > 2);
  if (next === first || next - first > 9 || isCourtesy) return null;
  const noun = list.slice(first, relative ?? next);
  if (noun.some(({ low }, index) => index > 0 && ARTICLE.test(low) && !LINK.test(noun[index - 1]?.low ?? '')))
    return null;
  return written(list.slice(first, next), (relative ?? next) - first);
}

const RELATIVE = /^(?:that|which|who)$/;
const STATES = /^(?:was|were|is|are|went|goes|fell|dropped|rose|grew|came|stood|stands|used|take|takes|took)$/;
const ARTICLE = /^(?:the|our|my|their|its)$/;
/** What a noun may stand behind inside a phrase: "time to the customer", "share of the orders". */
const LINK =
  /^(?:of|to|in|on|at|for|from|by|with|and|or|per|between|through|into|until|against|behind|after|before|&|\p{L}+(?:ing|ed))$/u;

/** Where a relative clause ends that leads up to a number: before the verb that the number belongs to. */
function clauseEnd(list: readonly Token[], from: number, to: number): number | null {
  for (let at = to - 1; at > from + 1; at -= 1) {
    const token = list[at];
    if (token && STATES.test(token.low)) return at;
    if (token?.kind === 'mark' && token.text !== ':') return null;
  }
  return null;
}

function joins(list: readonly Token[], at: number, to: number): boolean {
  const token = list[at];
  // "Stop of service", as against "a load of 300".
  if (token?.low === 'of' && at + 1 < to && list[at + 1]?.kind === 'word') return true;
  if (!token || ENDS.test(token.low)) return false;
  if (token.kind === 'word') return token.low !== 'to' || (at + 1 < to && list[at + 1]?.kind === 'word');
  // Quotation marks and hyphens inside a phrase belong to it.
  return /^["'“”-]$/.test(token.text) && list[at + 1]?.kind === 'word';
}

/** What leads over to the number, and is no part of what was measured. */
const TRAILING =
  /^(?:to|for|the|a|an|and|our|their|-|about|around|roughly|approximately|nearly|almost|some|over|under|up|maybe|like)$/;

/** When it was so is no part of what was measured. */
const WHEN = /^(?:previously|formerly|originally|initially|currently|presently|nowadays|earlier)$/;
const isNumberWord = (word: string) => ONES.has(word) || /^(?:nines|back|half|a|and)$/.test(word);

/** The unit of another number is no name. */
const UNIT =
  /^(?:ms|millis|milliseconds|s|secs?|seconds|min|mins|minutes|hours|days|mio|mln|million|thousand|billion|percent)$/;

/** A clause with a subject of its own is no noun phrase; `noun` is how many words come before a relative clause. */
function written(words: readonly Token[], noun: number): string | null {
  const isNamed = ({ low }: Token, index: number) =>
    !(index === 0 && low === 'mean') && !WHEN.test(low) && !/^(?:p\d.*|median)$/.test(low);
  const named = words.filter(isNamed);
  if (named.length < words.length)
    return named.length === 0 ? null : written(named, words.slice(0, noun).filter(isNamed).length);
  if (words.slice(0, noun).some(({ low }) => /^(?:i|we|they|you|it|it's|i'm|them|he|she|us)$/.test(low))) return null;
  if (words.every(({ low }) => isNumberWord(low)) || words.some(({ low }) => UNIT.test(low))) return null;
  return words.reduce((all, token, index) => all + (index > 0 && token.spaced ? ' ' : '') + token.text, '');
}
