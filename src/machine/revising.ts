/** Going back on what was said: edits, /back, and the same story for another company. */
import { type Conflict, keepLatest } from './absorb.ts';
import { TOPICS, type Topic } from './brief.ts';
import type { InterviewContext } from './context.ts';
import { closed, hear } from './hearing.ts';
import type { Reading } from './reading.ts';
import { newConflicts, retold, without } from './statements.ts';
import { known, lacking } from './topics.ts';

/** An edited message: its old reading goes, the new one takes its place, and nothing else moves. */
export function rehear(context: InterviewContext, reading: Reading): InterviewContext {
  const index = context.statements.findIndex((one) => one.reading.source === reading.source);
  const old = context.statements[index];
  if (!old) return hear(context, { ...reading, corrects: true });
  const statements = context.statements.with(index, { ...old, reading });
  const { brief, conflicts } = retold(statements, context.closed);
  const before = retold(context.statements, context.closed).conflicts;
  // What was settled stays settled; what the edit takes away is no contradiction any more.
  const isOpen = ({ topic }: Conflict) =>
    context.conflicts.some((other) => other.topic === topic) || !before.some((other) => other.topic === topic);
  const settled = conflicts.filter((conflict) => !isOpen(conflict));
  const next: InterviewContext = {
    ...context,
    statements,
    brief: settled.reduce((known, { topic }) => keepLatest(known, topic), brief),
    conflicts: newConflicts([], conflicts.filter(isOpen)),
    remarks: [{ kind: 'corrected', figure: null }],
  };
  const touched = [...old.reading.facts, ...reading.facts].map(({ topic }) => topic);
  return touched.some((topic) => topic === context.asking?.topic) ? reconsidered(next, reading) : next;
}

/** After an edit that touches the topic asked about: whether its question still stands. */
function reconsidered(context: InterviewContext, reading: Reading): InterviewContext {
  const asking = context.asking;
  if (!asking) return context;
  const { topic, gap } = asking;
  switch (gap.kind) {
    case 'revisit':
      return context;
    case 'contradiction':
      return context.conflicts.some((conflict) => conflict.topic === topic) ? context : { ...context, asking: null };
    case 'open':
    case 'again':
    case 'rest':
    case 'one-more':
      return known(topic, context.brief, context.opened) ? context : { ...context, asking: null };
    default: {
      const missing = lacking(topic, context.brief, reading);
      return missing ? { ...context, asking: { ...asking, gap: missing } } : closed(context, topic);
    }
  }
}

/**
 * Opens the question before again: the last one that was answered, and out of the brief or from one that was opened
 * again the one before it in the order of asking. Who goes back twice has left the one between as it was.
 */
export function back(context: InterviewContext): InterviewContext {
  const topic = topicBefore(context);
  if (!topic) return { ...context, remarks: [{ kind: 'nothing-before' }] };
  const left = context.asking?.gap.kind === 'revisit' ? context.asking.topic : null;
  const { brief } = left ? closed(context, left) : context;
  return {
    ...context,
    closed: [...(left ? [left] : []), ...context.closed.filter((other) => other !== topic)],
    brief: { ...brief, declined: brief.declined.filter((other) => other !== topic) },
    asking: { topic, gap: { kind: 'revisit' }, repeats: 0 },
    enough: false,
    remarks: [],
  };
}

function topicBefore({ asking, closed }: InterviewContext): Topic | undefined {
  if (asking !== null && asking.gap.kind !== 'revisit') return closed.at(-1);
  const end = asking === null ? TOPICS.length : TOPICS.indexOf(asking.topic);
  return TOPICS.slice(0, end).findLast((topic) => closed.includes(topic));
}

/** What a letter to one company says of that company only. */
const THEIRS: readonly Topic[] = ['role', 'company', 'closing'];

/** The story stays; what belonged to one company goes. Of the story nothing is asked again that was left out. */
export function forAnother(context: InterviewContext): InterviewContext {
  const mine = (topic: Topic) => !THEIRS.includes(topic);
  const statements = context.statements
    .map((one) => without(one, THEIRS))
    .map((one) => ({
      ...one,
      reading: { ...one.reading, facts: one.reading.facts.filter(({ voice }) => voice === 'candidate') },
    }));
  const asked = context.closed.filter(mine);
  const leftOut = context.enough ? TOPICS.filter((topic) => mine(topic) && !asked.includes(topic)) : [];
  const closed = [...leftOut, ...asked];
  return {
    ...context,
    statements,
    brief: retold(statements, closed).brief,
    closed,
    followUps: Object.fromEntries(
      Object.entries(context.followUps).filter(([topic]) => THEIRS.every((one) => one !== topic)),
    ),
    conflicts: context.conflicts.filter(({ topic }) => mine(topic)),
    asking: null,
    enough: false,
    remarks: [{ kind: 'another' }],
  };
}
