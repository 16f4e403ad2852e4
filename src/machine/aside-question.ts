/** Asks whether some sentences of an answer are meant for the letter. */
import { askBack, type Command, setValue } from './commands.ts';
import type { PendingOf } from './pending.ts';
import { option, type Question, reading, sideBase } from './question.ts';
import { leavesOut } from './step-question.ts';

export function asideQuestion(pending: PendingOf<'aside'>): Question {
  const { slot, value, rest, about, confidential: values = [], said } = pending;
  const dismiss: Command = { type: 'dismiss' };
  const hides = about === 'confidential' ? [askBack({ kind: 'keep-out', values, ...(said && { said }) })] : [];
  const asks = [askBack({ kind: 'revise', slot, figure: null })];
  // All of it is read again, as it may need another wording.
  const keep = reading(option('yes', dismiss, ...(rest ? [] : hides)), value, 'own', asks);
  const isKept = about === 'none' ? option('yes', setValue(slot, value)) : keep;
  const leaves = option('leave-out', ...(about === 'none' ? leavesOut(slot, null) : [dismiss]), ...hides);
  // "I'll say it again" may be about the sentences in question alone.
  const retyped = askBack({ kind: 'revise', slot, figure: null, isRest: true });
  const again = option('no', ...(rest ? [setValue(slot, rest), retyped] : [dismiss]));
  const options = [rest ? reading(leaves, rest, 'answer', asks) : leaves, isKept, again];
  return { ...pending, ...sideBase(slot), options };
}
