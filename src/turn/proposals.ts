/** What a document may say for slots, where no model reads it. */
import { askBack, type Command } from '../machine/commands.ts';
import type { Interview } from '../machine/interview.ts';
import { typedValue } from '../machine/sheet.ts';
import { isMetric, topicOf } from '../machine/slots.ts';

/** More are no help. */
const PROPOSALS_AT_MOST = 8;

/**
 * Each is taken by a tap.
 *
 * @param choice whether a document that stands asked about is the job post, or the person's own words
 */
export async function proposalsFor(choice: string, { context }: Interview): Promise<Command[]> {
  const pending = context.pending.at(-1);
  if (pending?.kind !== 'job-post' || context.open || (choice !== 'yes' && choice !== 'no')) return [];
  const { text, source } = pending.kept;
  const found =
    choice === 'yes'
      ? (await import('../documents/job-post.ts')).roleIn(text)
      : (await import('../documents/resume.ts')).proposalsIn(text);
  // Numbers are offered where they are asked for.
  const open = found.filter(({ slot }) => !isMetric(topicOf(slot)) && context.sheet.values[slot] === undefined);
  const items = open.map(({ slot, value, line }) => ({ slot, value: typedValue(value, source), line }));
  return items.length === 0 ? [] : [askBack({ kind: 'proposals', items: items.slice(0, PROPOSALS_AT_MOST) })];
}
