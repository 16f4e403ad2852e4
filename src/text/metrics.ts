/** What a quantity measures in a text that was asked for nothing: a résumé, a story. */
import { DURATIONS, inBase, kindOf } from '../machine/quantity.ts';
import type { Metric } from '../machine/slots.ts';
import { tokens, wordSet } from './lexer.ts';
import type { Mention } from './quantities.ts';
import { trimEnds } from './sentences.ts';

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

/** @returns null where it is not certain */
export function metricOf({ quantity, start, end, text }: Mention, sentence: string): Metric | null {
  const [after = ''] = sentence
    .slice(end, end + LONGEST_WORD)
    .trim()
    .split(' ');
  const isChange = sentence.slice(0, start).endsWith(' by ') || COMPARED.has(trimEnds(after)) || text.startsWith('+');
  if (isChange) return null;
  switch (kindOf(quantity)) {
    case 'rate':
      return 'throughput';
    case 'data':
      return quantity.per === undefined ? null : 'throughput';
    case 'duration':
      return inBase(quantity) <= LONGEST ? 'latency' : null;
    case 'share':
      return tokens(sentence).some(({ low }) => FAILURES.has(low)) ? 'reliability' : null;
    default:
      return null;
  }
}
