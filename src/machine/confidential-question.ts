/** Asks what to keep out of the letter, and what it should say instead. */
import { askBack, type Command, remark } from './commands.ts';
import type { PendingOf } from './pending.ts';
import { numbered, option, type Question } from './question.ts';
import { isHidden, type Sheet, typedValue } from './sheet.ts';

/** Hides a value at once, and asks what to say instead. */
export function hideAndAsk(value: string): Command[] {
  return [{ type: 'hide', value, say: null }, askBack({ kind: 'describe', value })];
}

/** Asks for the words to keep out. */
export const ASK_KEEP_OUT = askBack({ kind: 'keep-out', values: [] });

export function keepOutQuestion({ values, said }: PendingOf<'keep-out'>, sheet: Sheet): Question {
  const quoted = said !== undefined && { said };
  const options = numbered('hide', values, (value) => {
    const others = values.filter((one) => one !== value);
    const rest = others.length === 0 ? [] : [askBack({ kind: 'keep-out', values: others, ...quoted })];
    return { value: typedValue(value, ''), does: [...rest, ...hideAndAsk(value)] };
  });
  const both = values.length === 2 ? [option('both', ...values.toReversed().flatMap(hideAndAsk))] : [];
  const no = option('no', { type: 'dismiss' });
  const all = [...options, ...both, no];
  return { ...base('value'), value: null, ...quoted, isMore: sheet.hidden.length > 0, options: all };
}

export function describeQuestion({ value }: PendingOf<'describe'>, sheet: Sheet): Question {
  const shows: Command[] = isHidden(sheet, value) ? [{ type: 'unhide', value }] : [];
  const options = [
    option('skip', { type: 'hide', value, say: null }, remark('hidden')),
    option('none', { type: 'dismiss' }, ...shows),
  ];
  return { ...base('say'), value, isMore: false, options };
}

function base(asks: 'value' | 'say') {
  return { step: null, topic: 'confidential', slot: `confidential.${asks}`, kind: 'confidential', asks } as const;
}
