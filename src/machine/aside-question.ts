/** Asks whether some sentences of an answer are meant for the letter, or whether the words beside a question are the answer. */
import { askBack, type Command, editLetter, setValue } from './commands.ts';
import type { PendingOf } from './pending.ts';
import { option, type Question, reading, sideBase } from './question.ts';
import { slotKind } from './slots.ts';
import { leavesOut } from './step-question.ts';

export function asideQuestion(pending: PendingOf<'aside'>): Question {
  const { slot, value, asides, rest, about, isRead } = pending;
  const dismiss: Command = { type: 'dismiss' };
  const cuts = asides.map((number) => editLetter({ type: 'cut', key: `${slot}#${number}` }));
  const hides = about === 'confidential' ? [askBack({ kind: 'keep-out', values: pending.confidential ?? [] })] : [];
  const set = setValue(slot, value);
  const isAll = asides.length >= value.sentences;
  const dropped = about === 'none' ? leavesOut(slot, null) : [dismiss];
  const leaveOut = isAll ? dropped : rest ? [setValue(slot, rest)] : [set, ...cuts];
  const asks = [askBack({ kind: 'revise', slot, figure: null })];
  const whole = (id: string, ...more: Command[]) =>
    isRead ? reading(option(id, dismiss, ...more), value, 'own', asks) : option(id, set, ...more);
  const part = (id: string, ...more: Command[]) =>
    isRead && rest ? reading(option(id, dismiss, ...more), rest, 'answer', asks) : option(id, ...leaveOut, ...more);
  const no = option('no', dismiss);
  if (about === 'question' && rest) {
    const isTaken = slotKind(slot) === 'text' && asides.length > 0;
    const options = [part('note'), ...(isTaken ? [whole('all')] : []), no];
    return { ...pending, ...sideBase(slot), options };
  }
  const options = [
    part('leave-out', ...hides),
    whole('yes', ...(isAll ? hides : [])),
    no,
    // "Oh, and forget what I said about Kafka"
    option('fix', ...leaveOut, ...hides, { type: 'control', control: 'fix' }),
  ];
  return { ...pending, ...sideBase(slot), rest: null, options };
}
