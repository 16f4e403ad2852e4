/** Asks whether to take back what a deleted message filled. */
import { askBack, type Command, setFigure, setValue } from './commands.ts';
import type { Pending } from './pending.ts';
import { option, type Question } from './question.ts';
import { isMetric, topicOf } from './slots.ts';

type Deleted = Extract<Pending, { kind: 'deleted' }>;

export function deletedQuestion(pending: Deleted, base: Pick<Question, 'step' | 'topic' | 'slot'>): Question {
  const options = [option('yes', ...takenBack(pending)), option('no', { type: 'dismiss' })];
  return { ...base, ...pending, options };
}

function takenBack({ filled, rest }: Deleted): Command[] {
  return filled.flatMap(({ slot, figure, side }): Command[] => {
    if (rest) return [setValue(slot, rest)];
    const topic = topicOf(slot);
    if (side === undefined || !isMetric(topic)) return [{ type: 'clear', slot, figure }];
    const taken = setFigure(slot, topic, figure, { [side]: null });
    // No step asks for the number now of a figure that has one before.
    return side === 'now' ? [taken, askBack({ kind: 'revise', slot, figure })] : [taken];
  });
}
