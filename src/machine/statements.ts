/** All that was said, one message after the other, and the brief that it makes. */
import { absorb, type Conflict } from './absorb.ts';
import { type Brief, EMPTY_BRIEF, isTold, type Topic } from './brief.ts';
import type { Statement } from './context.ts';

/** The brief as all statements tell it, one after the other, with what they contradict. */
export function retold(
  statements: readonly Statement[],
  done: readonly Topic[],
): { brief: Brief; conflicts: readonly Conflict[] } {
  const conflicts: Conflict[] = [];
  let brief = EMPTY_BRIEF;
  for (const { reading, settles } of statements) {
    const absorbed = absorb(brief, reading, settles);
    brief = absorbed.brief;
    conflicts.push(...absorbed.conflicts);
  }
  // What was asked and came to nothing was declined, with words or by /skip.
  const silent = done.filter((topic) => !isTold(brief, topic) && !brief.declined.includes(topic));
  return { brief: { ...brief, declined: [...brief.declined, ...silent] }, conflicts };
}

/** A statement as if it had said nothing on these topics. */
export function without(statement: Statement, topics: readonly Topic[]): Statement {
  const { reading, asked } = statement;
  const gone = (topic: Topic) => topics.includes(topic);
  return {
    ...statement,
    reading: {
      ...reading,
      facts: reading.facts.filter(({ topic }) => !gone(topic)),
      declined: reading.declined.filter((topic) => !gone(topic)),
      conflict: reading.conflict && gone(reading.conflict.topic) ? null : reading.conflict,
      completes: asked && gone(asked) ? null : reading.completes,
    },
  };
}

/** One contradiction a topic, and none that is asked about already. */
export function newConflicts(queue: readonly Conflict[], found: readonly Conflict[]): Conflict[] {
  return found.filter(
    (conflict, index) =>
      !queue.some(({ topic }) => topic === conflict.topic) &&
      found.findIndex(({ topic }) => topic === conflict.topic) === index,
  );
}
