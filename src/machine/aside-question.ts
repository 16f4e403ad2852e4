/** Asks whether some sentences of an answer are meant for the letter. */
import { askBack, type Command, editLetter, setValue } from './commands.ts';
import type { PendingOf } from './pending.ts';
import { option, type Question, reading, sideBase } from './question.ts';
import { leavesOut } from './step-question.ts';

export function asideQuestion(pending: PendingOf<'aside'>): Question {
  const { slot, value, asides, rest, about, confidential: values = [], said } = pending;
  const dismiss: Command = { type: 'dismiss' };
  const hides = about === 'confidential' ? [askBack({ kind: 'keep-out', values, ...(said && { said }) })] : [];
  const asks = [askBack({ kind: 'revise', slot, figure: null })];
  const isAll = asides.length >= value.sentences;
  // All of it is read again, as it may need another wording.
  const keep = reading(option('yes', dismiss, ...(isAll ? hides : [])), value, 'own', asks);
  const isKept = about === 'none' ? option('yes', setValue(slot, value)) : keep;
  const options = [leaveOut(), isKept, option('no', dismiss)];
  return { ...pending, ...sideBase(slot), options };

  function leaveOut() {
    if (isAll) return option('leave-out', ...(about === 'none' ? leavesOut(slot, null) : [dismiss]), ...hides);
    if (rest) return reading(option('leave-out', dismiss, ...hides), rest, 'answer', asks);
    // Stored by an older version, if the sentences stand between others.
    const cuts = asides.map((number) => editLetter({ type: 'cut', key: `${slot}#${number}` }));
    return option('leave-out', setValue(slot, value), ...cuts, ...hides);
  }
}
