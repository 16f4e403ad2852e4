/** What an amount measures: throughput, latency, reliability, or nothing of the kind. */
import type { Metric, Topic } from '../brief.ts';
import type { Amount } from './amounts.ts';
import type { Range, Speech } from './speech.ts';

/** Words of things going wrong, by their beginnings, and of their being counted. */
const FAULT =
  /^(?:twice|lost|los[es]|losing|loss|drop(?:ped|s)?|dupl|double|doubly|fail|error|err?ored|crash|incident|outage|downtime|oversold|oversell|overspend|wrong|stale|corrupt|mismatch|miss(?:ed|ing|es)|stuck|timeouts?|unbalanced|gaps?|bounce|rolled|rollback|paged|pages|unmatched|reject|false|broken|breach|violation|defect|bugs?|complain|discrepan|conflict|collision|orphan|inconsisten|desync|ghost|decline|misrout|misdeliver|misread|undeliver|unprocess|redeliver|retried|withdrawn|voided|flaky|flake|kill|abort|reopen|dead|unpaid|unsent|dispute|wakes?|pager|escalat|interrupt|broke|undetected|lagged|skipped|invalid|stranded|abandon|unavailab)/;
const HEALTH =
  /^(?:availab|uptime|reliab|sla|slas|slo|slos|success|durab|delivery|deliverability|accuracy|consistency|integrity|error-free)/;
const RECOVERY =
  /^(?:rto|rpo|mttr|mttd|mtbf|failover|failovers|fail-over|recover|recovers|recovery|recovered|restore|restores|restored|downtime|outage|outages|unavailable)$/;
const WAITING =
  /^(?:latency|latencies|lag|delay|delays|response|responses|answer|answers|takes?|took|taking|wait|waits|waiting|propagation|overhead|rtt|roundtrip|turnaround|preview|lookup|search|reads?|writes?|query|queries|render|load|loads|slow|fast|faster|quick|quicker|time|duration|lasts?|lasted|median|percentile|tail)$/;
/** Prepositions that make a long duration a window or a term and no measurement. */
const WINDOW =
  /^(?:over|during|for|within|last|past|every|each|after|since|until|by|next|lives?|of|another|up|before)$/;

export function isFault(low: string): boolean {
  return FAULT.test(low);
}

export interface Surroundings {
  readonly speech: Speech;
  readonly sentence: Range;
  readonly asked: Topic | null;
  readonly hasPercentile: boolean;
}

/** The metric that an amount belongs to; null for the counts of things that are no metrics. */
export function measured(amount: Amount, around: Surroundings): Metric | null {
  const { speech, sentence, asked } = around;
  const { says } = speech;
  const clause = () => speech.clauseOf(amount, sentence);
  switch (amount.kind) {
    case 'rate': {
      const noun = amount.quantity.unit
        .toLowerCase()
        .split(' ')
        .some((word) => FAULT.test(word));
      if (noun || asked === 'reliability') return 'reliability';
      if (asked === 'throughput') return 'throughput';
      if (says(FAULT, clause())) return 'reliability';
      if (amount.quantity.unit === '' && says(FAULT, sentence)) return 'reliability';
      return 'throughput';
    }
    case 'data':
      return amount.quantity.per || asked === 'throughput' ? 'throughput' : null;
    case 'duration':
      return duration(amount, around);
    case 'share': {
      if (asked === 'reliability' || says(FAULT, sentence) || says(HEALTH, sentence)) return 'reliability';
      const { value } = amount.quantity;
      return value >= 99 && value < 100 ? 'reliability' : null;
    }
    case 'count':
      return count(amount, around);
    default:
      return null;
  }
}

const NAMES_WAITING = /^(?:latency|latencies|lag|response|delay|overhead|propagation|rtt|turnaround)$/;
const NAMES_LATENCY = /^(?:latency|latencies)$/;
const NAMES_PERCENTILE = /^p\d{2,3}/;

function duration(amount: Amount, { speech, sentence, asked, hasPercentile }: Surroundings): Metric | null {
  const { list, says } = speech;
  const after = list[amount.next]?.low ?? '';
  const before = list[amount.first - 1]?.low ?? '';
  const beforeThat = list[amount.first - 2]?.low ?? '';
  const long = /^(?:min|hours|days|weeks|months|years)$/.test(amount.quantity.unit);
  if (after === 'ago' || after === 'old') return null;
  if (/^(?:later|earlier|ahead)$/.test(after) && /^(?:days|weeks|months|years)$/.test(amount.quantity.unit))
    return null;
  const recovery = says(RECOVERY, sentence);
  if (amount.quantity.per) return recovery || asked === 'reliability' ? 'reliability' : null;
  if (/^(?:years|months|weeks)$/.test(amount.quantity.unit) && !recovery) return null;
  const windowed =
    long && (WINDOW.test(before) || (/^(?:the|a|about|last|than)$/.test(before) && WINDOW.test(beforeThat)));
  if (windowed && !hasPercentile && !recovery) return null;
  if (recovery && asked !== 'latency' && !hasPercentile) return 'reliability';
  if (hasPercentile || asked === 'latency') return 'latency';
  if (asked === 'reliability')
    return recovery || says(FAULT, sentence)
      ? 'reliability'
      : says(WAITING, speech.clauseOf(amount, sentence))
        ? 'latency'
        : null;
  return says(asked === null ? NAMES_WAITING : NAMES_LATENCY, sentence) ? 'latency' : null;
}

function count(amount: Amount, { speech, sentence, asked }: Surroundings): Metric | null {
  const { says } = speech;
  const noun = amount.quantity.unit
    .toLowerCase()
    .split(' ')
    .some((word) => FAULT.test(word));
  if (amount.quantity.value === 0) {
    if (noun || says(FAULT, amount.bare ? sentence : speech.clauseOf(amount, sentence))) return 'reliability';
    return asked === 'reliability' ? 'reliability' : null;
  }
  if (asked === 'reliability') return 'reliability';
  if (asked === 'throughput' || asked === 'latency') return amount.bare || asked === 'throughput' ? asked : null;
  if (asked === null && (noun || (amount.bare && says(FAULT, sentence)))) return 'reliability';
  // Written bare beside a percentile, a number is a latency that lost its unit.
  return amount.bare && says(NAMES_PERCENTILE, sentence) ? 'latency' : null;
}

/** The waiting words, for readers that ask whether a sentence is about time at all. */
export function speaksOfWaiting(low: string): boolean {
  return WAITING.test(low);
}
