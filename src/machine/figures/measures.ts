/** What is measured, in the candidate's words: the phrase that leads up to the numbers. */
import type { Topic } from '../brief.ts';
import type { Item } from './items.ts';
import type { Token } from './lexer.ts';
import type { Clause } from './timing.ts';

const OPENERS =
  /^(?:and|so|then|also|well|the|our|my|its|their|a|an|at|for|on|with|we|it|i|there|but|now|today|before|earlier|previously|about|volume|numbers?|load|throughput|latency|reliability|p\d+.*|median|percentile|of|in|to|is|was|were|are|ok|okay|righto|frankly|honestly|basically)$/;
const MEASURE_END =
  /^(?:from|was|were|is|are|went|goes|came|come|comes|fell|falls|dropped|drops|rose|rises|grew|got|gets|used|stood|stands|has|have|had|reached|took|takes|takes|runs?|ran|did|does|handles?|handled|of|at|by|under|over|to|in|went|down|up|moved|became|becomes|stays?|stayed|improved|halved|cut|reduced|being|which|that|we|it|i|they|now|today|passed|per|last|lasts|tops|until)$/;

export function measureOf(
  list: readonly Token[],
  sentences: readonly Clause[],
  items: readonly Item[],
  asked: Topic | null,
): string | null {
  const first = items.reduce((earliest, item) => (item.amount.first < earliest.amount.first ? item : earliest));
  const sentence = sentences[first.sentence];
  if (!sentence) return null;
  const lead = phrase(list, sentence.first, first.amount.first);
  if (lead) return lead;
  const previous = sentences[first.sentence - 1];
  const isLabel = previous && previous.next - previous.first <= 5 && asked !== null;
  const label = isLabel ? phrase(list, previous.first, previous.next) : null;
  if (label) return label;
  const unit = first.amount.quantity.unit;
  if (first.amount.kind === 'count' && unit) return unit;
  if (first.amount.kind === 'share')
    return phrase(list, first.amount.next, Math.min(sentence.next, first.amount.next + 5));
  return null;
}

const NO_MEASURE =
  /^(?:since|during|after|when|while|roughly|about|good|fair|both|say|from|until|because|exact|exactly|formerly|originally|off|record|righto|previously|as|if|not|no|yes|sorry|haha|ha|funny|you|i'm|i|they|us|them|that's|it's)$/;

function phrase(list: readonly Token[], from: number, to: number): string | null {
  let first = from;
  while (first < to && (OPENERS.test(list[first]?.low ?? '') || list[first]?.kind === 'mark')) first += 1;
  let next = first;
  while (next < to && list[next]?.kind === 'word' && !MEASURE_END.test(list[next]?.low ?? '')) {
    next += list[next + 1]?.text === '-' && list[next + 1]?.spaced === false && list[next + 2]?.kind === 'word' ? 2 : 1;
  }
  if (next === first || next - first > 7 || NO_MEASURE.test(list[first]?.low ?? '')) return null;
  return list
    .slice(first, next)
    .reduce((all, token, index) => all + (index > 0 && token.spaced ? ' ' : '') + token.text, '');
}
