/** The figures of a résumé: quantities that can be only one thing, with the lines that they stand in. */
import { DURATIONS, inBase, kindOf } from '../machine/quantity.ts';
import type { Metric } from '../machine/slots.ts';
import { tokens, wordSet } from '../text/lexer.ts';
import { type Mention, numbersIn } from '../text/quantities.ts';
import { relationOf, sideOf } from '../text/relations.ts';
import { trimEnds } from '../text/sentences.ts';
import type { Proposal } from './proposal.ts';
import type { ResumeLine } from './resume-lines.ts';

const FIGURES_AT_MOST = 60;
/** In milliseconds. Longer times are of projects and of employment. */
const LONGEST = DURATIONS.days;
const LONGEST_WORD = 20;
/** Words that tell a share of failures, or of what did not fail, from any other. */
const FAILURES = wordSet(`availability available uptime downtime error errors failure failures failed failing lost loss
  losses dropped drops timeout timeouts crash crashes crashed incident incidents outage outages success successful
  duplicate duplicates wrong rejected retries sla slo bounce bounced delivered undelivered late missed stale
  verfügbarkeit fehler fehlerrate ausfälle verluste verlorene disponibilité erreurs pannes disponibilidad errores fallos
  disponibilidade erros falhas`);
/** Words behind a change: "40% faster" and "by 300 ms" say nothing about how it is. */
const COMPARED = new Set('faster slower fewer less more lower higher cheaper better smaller larger'.split(' '));

/**
 * One quantity of its kind in a line is how it is now; two are before and now, where the words between them say which is
 * which. Lines that leave it open propose nothing.
 */
export function figuresIn(lines: readonly ResumeLine[]): Proposal[] {
  const told = lines.filter(({ section }) => section !== 'education' && section !== 'other');
  // What stands in another cell is not about the same.
  return told.flatMap(({ text }) => text.split('\t').flatMap((cell) => ofCell(cell, text))).slice(0, FIGURES_AT_MOST);
}

function ofCell(cell: string, line: string): Proposal[] {
  const { mentions } = numbersIn(cell);
  const isOfFailures = tokens(cell).some(({ low }) => FAILURES.has(low));
  const byTopic = Map.groupBy(mentions, (mention) => topicOf(mention, cell, isOfFailures));
  return [...byTopic].flatMap(([topic, [first, second, third]]): Proposal[] => {
    if (topic === null || !first || third) return [];
    const proposal = (side: 'now' | 'before', { text }: Mention) => ({ slot: `${topic}.${side}`, value: text, line });
    if (!second) return first.range ? [] : [proposal(sideOf(cell, first) ?? 'now', first)];
    const relation = relationOf(cell, first, second);
    if (relation === null) return [];
    const [before, now] = relation.before === 'first' ? [first, second] : [second, first];
    return [proposal('before', before), proposal('now', now)];
  });
}

/** What a quantity measures; null where that is not certain. */
function topicOf({ quantity, start, end, text }: Mention, cell: string, isOfFailures: boolean): Metric | null {
  const [after = ''] = cell
    .slice(end, end + LONGEST_WORD)
    .trim()
    .split(' ');
  const isChange = cell.slice(0, start).endsWith(' by ') || COMPARED.has(trimEnds(after)) || text.startsWith('+');
  if (isChange) return null;
  switch (kindOf(quantity)) {
    case 'rate':
      return 'throughput';
    case 'data':
      return quantity.per === undefined ? null : 'throughput';
    case 'duration':
      return inBase(quantity) <= LONGEST ? 'latency' : null;
    case 'share':
      return isOfFailures ? 'reliability' : null;
    default:
      return null;
  }
}
