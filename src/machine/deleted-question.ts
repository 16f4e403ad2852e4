/** Asks whether to take back what a deleted message filled. */
import { type Command, setFigure, setValue } from './commands.ts';
import type { Pending } from './pending.ts';
import type { Question } from './question.ts';
import { isMetric, topicOf } from './slots.ts';
import { option } from './step-question.ts';

type Deleted = Extract<Pending, { kind: 'deleted' }>;

export function deletedQuestion(pending: Deleted, base: Pick<Question, 'step' | 'topic' | 'slot'>): Question {
  const options = [option('yes', ...takenBack(pending)), option('no', { type: 'dismiss' })];
  return { ...base, ...pending, options };
}

function takenBack({ filled, rest }: Deleted): Command[] {
  return filled.map(({ slot, figure }): Command => {
    if (rest) return setValue(slot, rest);
    const topic = topicOf(slot);
    // Another message has the number now.
    const isHalf = figure !== null && isMetric(topic) && slot.endsWith('.before');
    return isHalf ? setFigure(slot, topic, figure, { before: null }) : { type: 'clear', slot, figure };
  });
}
