/** Asks whether some sentences of an answer are meant for the letter, or whether the words beside a question are the answer. */
import { askBack, type Command, editLetter, setValue } from './commands.ts';
import type { Pending } from './pending.ts';
import type { Question } from './question.ts';
import { slotKind } from './slots.ts';
import { leavesOut, option } from './step-question.ts';

type Base = Pick<Question, 'step' | 'topic' | 'slot'>;

export function asideQuestion(pending: Extract<Pending, { kind: 'aside' }>, base: Base): Question {
  const { slot, value, asides, rest, about, isRead } = pending;
  const dismiss: Command = { type: 'dismiss' };
  const cuts = asides.map((number) => editLetter({ type: 'cut', key: `${slot}#${number}` }));
  const hides = about === 'confidential' ? [askBack({ kind: 'keep-out', values: pending.confidential ?? [] })] : [];
  const set = setValue(slot, value);
  const isAll = asides.length >= value.sentences;
  const dropped = about === 'none' ? leavesOut(slot, null) : [dismiss];
  const leaveOut = isAll ? dropped : rest ? [setValue(slot, rest)] : [set, ...cuts];
  // The turn reads the chosen part and adds the result.
  const [all, part] = isRead ? [dismiss, rest ? [dismiss] : leaveOut] : [set, leaveOut];
  const no = option('no', dismiss);
  if (about === 'question' && rest) {
    const everything = slotKind(slot) === 'text' && asides.length > 0 ? [option('all', all)] : [];
    const options = [option('note', ...part), ...everything, no];
    return { ...base, kind: 'aside', value, asides, rest, options };
  }
  const options = [
    option('leave-out', ...part, ...hides),
    option('yes', all, ...(isAll ? hides : [])),
    no,
    // "Oh, and forget what I said about Kafka"
    option('fix', ...leaveOut, ...hides, { type: 'control', control: 'fix' }),
  ];
  return { ...base, kind: 'aside', value, asides, rest: null, options };
}
