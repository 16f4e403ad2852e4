/** Where an interview stands, for somebody who was away. */
import type { Outbound } from '../adapters/contract.ts';
import { redact } from '../letter/redact.ts';
import type { Interview } from '../machine/interview.ts';
import { openStep } from '../machine/next-question.ts';
import { orderOf, topicOf } from '../machine/slots.ts';
import { type Whereabouts, welcomeBack } from '../prompts/coming-back.ts';
import type { Action } from './action.ts';

/** After so long, in milliseconds, somebody has been away. */
const AWAY_MS = 86_400_000;

/**
 * One line for somebody who was away, before the answer to what they say now.
 *
 * @param seenAt when they were heard before; null for never
 */
export function cameBack(state: Interview, action: Action, seenAt: Date | null, now: Date): Outbound[] {
  const isOver = action.kind === 'event' && action.event.type === 'restarted';
  const isAway = seenAt !== null && now.getTime() - seenAt.getTime() >= AWAY_MS;
  if (state.value === 'new' || isOver || !isAway) return [];
  return [{ kind: 'say', text: welcomeBack(whereaboutsOf(state), state.context.sheet.language) }];
}

export function whereaboutsOf({ value, context }: Interview): Whereabouts {
  const { values, figures, hidden } = context.sheet;
  const company = values['role.company'];
  const slots = [...Object.keys(values), ...figures.map(({ topic }) => `${topic}.now`)];
  return {
    company: company ? redact(company.text, hidden) || null : null,
    told: slots.toSorted((one, other) => orderOf(one) - orderOf(other)).map(topicOf),
    next: openStep(context)?.topic ?? null,
    letter: value === 'letter' ? 'written' : value === 'writing' ? 'being written' : 'open',
  };
}
