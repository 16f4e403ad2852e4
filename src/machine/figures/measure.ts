/** What an amount measures: throughput, latency, reliability, or nothing of the kind. */
import type { Metric, Topic } from '../brief.ts';
import type { Amount } from './amount.ts';
import type { Token } from './lexer.ts';
import type { Range, Speech } from './speech.ts';

/** Words of things going wrong, by their beginnings, and of their being counted. */
const FAULT =
  /^(?:twice|lost|los[es]|losing|loss|drop(?:ped|s)?|dupl|double(?!d)|doubly|sev-?\d|fail|error|err?ored|crash|incident|outage|downtime|oversold|oversell|overspend|wrong|stale|corrupt|mismatch|miss(?:ed|ing|es)|stuck|timeouts?|unbalanced|gaps?|bounce|rolled|rollback|paged|pages|unmatched|reject|false|broken|breach|violation|defect|bugs?|complain|discrepan|conflict|collision|orphan|poison|overcharg|mischarg|misbill|phantom|zombie|leak(?:ed|s)?$|inconsisten|desync|ghost|decline|misrout|misdeliver|misread|undeliver|unprocess|redeliver|retried|withdrawn|voided|flaky|flake|kill|abort|reopen|dead|unpaid|unsent|dispute|wakes?|pager|escalat|interrupt|broke|undetected|lagged|skipped|invalid|stranded|abandon|unavailab)/;
const HEALTH =
  /^(?:availab|uptime|reliab|sla|slas|slo|slos|success|durab|delivery|deliverability|accuracy|consistency|integrity|error-free)/;
const RECOVERY =
  /^(?:rto|rpo|mttr|mttd|mtbf|failover|failovers|fail-over|recover|recovers|recovery|recovered|restore|restores|restored|downtime|outage|outages|unavailable)$/;
const WAITING =
  /^(?:latency|latencies|lag|delay|delays|response|responses|answer|answers|takes?|took|taking|wait|waits|waiting|propagation|overhead|rtt|roundtrip|turnaround|preview|lookup|search|reads?|writes?|query|queries|render|load|loads|slow|fast|faster|quick|quicker|time|duration|lasts?|lasted|median|percentile|tail)$/;
/** Prepositions that make a long duration a window or a term and no measurement. */
const WINDOW =
  /^(?:over|during|for|within|last|past|every|each|after|since|until|by|next|lives?|of|another|up|before)$/;

/** What a system does that nobody wants it to do so many times a year. */
const STOPS = /^(?:down|stop|halt|froze|hung|restart|reboot|offline|fell)/;

/** "Went down twice a year", as against "down from 4 hours, we drill it twice a year" */
function stops(list: readonly Token[], from: number, to: number): boolean {
  return list
    .slice(Math.max(from, to - 20), to)
    .some(({ low }, index, near) => STOPS.test(low) && !/^(?:from|to|by)$/.test(near[index + 1]?.low ?? ''));
}

/** Among them, what some systems are there to handle. */
const WORKLOAD =
  /^(?:pages|complain|dispute|reject|decline|bounce|return|retried|incident|escalat|defect|bugs?|conflict|alert)/;

export function isFault(low: string): boolean {
  return FAULT.test(low);
}

interface Surroundings {
  readonly speech: Speech;
  readonly sentence: Range;
  readonly asked: Topic | null;
  readonly hasPercentile: boolean;
  /** What stands around the amount and around no other. */
  readonly own: Range;
}

/** The metric that an amount belongs to; null for the counts of things that are no metrics. */
export function measured(amount: Amount, around: Surroundings): Metric | null {
  const { speech, sentence, asked } = around;
  const { says } = speech;
  switch (amount.kind) {
    case 'rate': {
      if (/^times?$/.test(amount.quantity.unit)) {
        const isStop = asked === 'reliability' && stops(speech.list, sentence.first, amount.first);
        return isStop || saysAround(FAULT, amount, around) ? 'reliability' : null;
      }
      const noun = amount.quantity.unit
        .toLowerCase()
        .split(' ')
        .some((word) => FAULT.test(word) && !(asked === 'throughput' && WORKLOAD.test(word)));
      if (noun || asked === 'reliability') return 'reliability';
      if (asked === 'throughput') return 'throughput';
      // "12 releases a day with 0.3% rollbacks": the fault is the other number's.
      if (says(FAULT, within(speech.clauseOf(amount, sentence), around.own))) return 'reliability';
      // "Lost orders: 30 a week"; a fault that is told only behind the number is another matter.
      if (amount.quantity.unit === '' && says(FAULT, { first: sentence.first, next: amount.first }))
        return 'reliability';
      // "once released 3 a week": so little of something unnamed is no load.
      const rare =
        amount.quantity.unit === '' &&
        amount.quantity.value < 100 &&
        !/^(?:second|minute)$/.test(amount.quantity.per ?? '');
      return rare && asked === null ? null : 'throughput';
    }
    case 'data':
      if (STORAGE.test(speech.list[amount.next]?.low ?? '') || STORAGE.test(speech.list[amount.next + 1]?.low ?? ''))
        return null;
      return amount.quantity.per || asked === 'throughput' ? 'throughput' : null;
    case 'duration':
      return duration(amount, around);
    case 'share': {
      if (isOwnShare(speech.list, amount.next)) return null;
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

/** "32 GB of RAM", "a 2 GB heap": how much something holds. */
const STORAGE = /^(?:ram|memory|heap|disk|storage|cache|files?|pages?|blocks?|buffers?|payloads?|bodies|body|limit)$/;

/** "cost us 1.4 million a year": money, though no currency is named. */
export function isPrice(list: readonly Token[], { first, kind }: Amount): boolean {
  if (kind !== 'count' && kind !== 'rate') return false;
  const at = /^(?:us|them|me|about|around|over|nearly|almost|roughly|the)$/.test(list[first - 1]?.low ?? '')
    ? first - 2
    : first - 1;
  return /^(?:cost|costs|costing|paid|pays?|worth|saved|saves|earned|earns|spent|spends?|raised|raises|collected|donated)$/.test(
    list[at]?.low ?? '',
  );
}

/** "50% of my time", "100% mine": a share of the work, told of oneself. */
function isOwnShare(list: readonly Token[], at: number): boolean {
  const low = list[at]?.low ?? '';
  if (low !== 'of') return /^(?:mine|ours|sure|certain|confident|positive|remote|done)$/.test(low);
  return (
    /^(?:it|that|this)$/.test(list[at + 1]?.low ?? '') ||
    (/^(?:my|our|the|their|his|her)$/.test(list[at + 1]?.low ?? '') &&
      !(list[at + 1]?.low === 'the' && list[at + 2]?.low === 'time') &&
      /^(?:time|week|day|team|work|code|codebase|effort|budget|salary|service|project|job|role)$/.test(
        list[at + 2]?.low ?? '',
      ))
  );
}

/** Whether the sentence says it outside the amount's own words. */
function saysAround(pattern: RegExp, amount: Amount, { speech, sentence }: Surroundings): boolean {
  return (
    speech.says(pattern, { first: sentence.first, next: amount.first }) ||
    speech.says(pattern, { first: amount.next, next: sentence.next })
  );
}

/** Whether a duration that nothing names could be a wait: short, and not a fault's, a term's or a recovery's. */
export function couldWait(amount: Amount, { speech, sentence }: Pick<Surroundings, 'speech' | 'sentence'>): boolean {
  return (
    amount.kind === 'duration' &&
    /^(?:ns|µs|ms|s)$/.test(amount.quantity.unit) &&
    !amount.quantity.per &&
    ![FAULT, TERM, RECOVERY].some((pattern) => speech.says(pattern, sentence))
  );
}

const NAMES_WAITING = /^(?:latency|latencies|lag|response|delay|overhead|propagation|rtt|turnaround)$/;
const NAMES_LATENCY = /^(?:latency|latencies)$/;
const NAMES_PERCENTILE = /^p\d{2,3}/;
/** What a duration may be set to, which nobody measured. */
const TERM =
  /^(?:timeouts?|ttls?|windows?|deadlines?|intervals?|retention|cache|budgets?|backoff|buckets?|grace|cooldown|leases?|limits?|sla|slo|targets?|terms?|notice)$/;

/** "a 30 s timeout", "90 days of retention", "a timeout of 30 s" */
function isTerm(list: readonly Token[], { first, next }: Amount): boolean {
  const low = (at: number) => list[at]?.low ?? '';
  return (
    TERM.test(low(low(next) === 'of' ? next + 1 : next)) ||
    TERM.test(low(/^(?:of|is|was|to|at|=|:)$/.test(low(first - 1)) ? first - 2 : first - 1))
  );
}

/** "measured over 30 days", "no outage in two years": the time that was looked at. */
function isPeriod(list: readonly Token[], { first, quantity }: Amount): boolean {
  const low = (at: number) => list[at]?.low ?? '';
  const at = /^(?:the|a|about|last|past|than)$/.test(low(first - 1)) ? first - 2 : first - 1;
  const verb = low(at - 1);
  if (/^(?:measured|averaged|sampled|computed|aggregated|rolling)$/.test(verb)) return true;
  if (/^(?:took|takes?|lasted|lasts|recover\w*|restor\w*|down|unavailable|was|is)$/.test(verb)) return false;
  if (/^(?:years|months)$/.test(quantity.unit) && low(at) === 'in') return true;
  return /^(?:days|weeks|months|years)$/.test(quantity.unit) && (WINDOW.test(low(at)) || WINDOW.test(low(first - 1)));
}

function duration(amount: Amount, { speech, sentence, asked, hasPercentile }: Surroundings): Metric | null {
  const { list, says } = speech;
  const after = list[amount.next]?.low ?? '';
  const before = list[amount.first - 1]?.low ?? '';
  const beforeThat = list[amount.first - 2]?.low ?? '';
  const long = /^(?:min|hours|days|weeks|months|years)$/.test(amount.quantity.unit);
  if (after === 'ago' || after === 'old' || isTerm(list, amount) || isPeriod(list, amount)) return null;
  if (/^(?:later|earlier|ahead)$/.test(after) && /^(?:days|weeks|months|years)$/.test(amount.quantity.unit))
    return null;
  const recovery = tellsRecovery(amount, { speech, sentence });
  if (amount.quantity.per) return recovery || asked === 'reliability' ? 'reliability' : null;
  if (/^(?:years|months|weeks)$/.test(amount.quantity.unit) && !recovery) return null;
  const windowed =
    long && (WINDOW.test(before) || (/^(?:the|a|about|last|than)$/.test(before) && WINDOW.test(beforeThat)));
  if ((windowed || (before === 'within' && asked !== 'latency')) && !hasPercentile && !recovery) return null;
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

const OBJECTIVE = /^(?:rto|rpo)$/;
/** Nouns whose number tells how large something is, and not how much it carries. */
const NO_LOAD =
  /\b(?:people|persons|engineers?|developers?|devs|sres?|colleagues|tables|columns|schemas|lines|services|microservices|repos|repositories|teams?|regions|countries|replicas|nodes|servers|machines|hosts|pods|shards|partitions|cores|cpus|vcpus|endpoints|environments)\b/i;

function within(one: Range, other: Range): Range {
  return { first: Math.max(one.first, other.first), next: Math.min(one.next, other.next) };
}

/** The tokens of a heading, its full stop among them. */
const HEADING_AT_MOST = 4;

/** Whether a duration is one of recovery: "RTO: 4 h", but not "with zero downtime, cutting the load from 7 hours". */
function tellsRecovery(amount: Amount, { speech, sentence }: Pick<Surroundings, 'speech' | 'sentence'>): boolean {
  if (speech.says(RECOVERY, speech.clauseOf(amount, sentence))) return true;
  // "Crash recovery. Was an hour and a half, now 4 min": a heading in front of the numbers.
  const heading = speech.before(sentence);
  if (heading && heading.next - heading.first <= HEADING_AT_MOST && speech.says(RECOVERY, heading)) return true;
  const at = speech.find(RECOVERY, sentence);
  return at >= 0 && !/^(?:zero|no|0|without|any|single)$/.test(speech.list[at - 1]?.low ?? '');
}

function count(amount: Amount, { speech, sentence, asked }: Surroundings): Metric | null {
  const { says } = speech;
  const noun = amount.quantity.unit
    .toLowerCase()
    .split(' ')
    .some((word) => FAULT.test(word));
  if (amount.quantity.value === 0) {
    const around = amount.bare ? sentence : speech.clauseOf(amount, sentence);
    if (noun || says(FAULT, around) || says(OBJECTIVE, around)) return 'reliability';
    return asked === 'reliability' ? 'reliability' : null;
  }
  if (NO_LOAD.test(amount.quantity.unit)) return null;
  if (asked === 'reliability') return 'reliability';
  if (asked === 'throughput' || asked === 'latency') return amount.bare || asked === 'throughput' ? asked : null;
  if (asked === null && (noun || (amount.bare && says(FAULT, sentence)))) return 'reliability';
  // Written bare beside a percentile, a number is a latency that lost its unit.
  return amount.bare && says(NAMES_PERCENTILE, sentence) ? 'latency' : null;
}
