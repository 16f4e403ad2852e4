/** Asks what to keep out of the letter, and what it should say instead. */
import { askBack, type Command, remark } from './commands.ts';
import type { PendingOf } from './pending.ts';
import { numbered, option, type Question } from './question.ts';
import { isHidden, type Sheet, typedValue } from './sheet.ts';

export function keepOutQuestion({ values, say: said, isAbsent }: PendingOf<'keep-out'>, sheet: Sheet): Question {
  const no = option('no', { type: 'dismiss' });
  if (isAbsent) {
    const hides = values.map((value): Command => ({ type: 'hide', value, say: null }));
    const options = [option('yes', ...hides, remark('hidden-ahead')), no];
    return { ...base('value'), value: values.join(', '), isAbsent: true, isMore: false, options };
  }
  const options = numbered('hide', values, (value) => {
    const others = values.filter((one) => one !== value);
    const rest = others.length === 0 ? [] : [askBack({ kind: 'keep-out', values: others })];
    const describe = askBack({ kind: 'describe', value, ...(said !== undefined && { said }) });
    return { value: typedValue(value, ''), does: [...rest, describe] };
  });
  return { ...base('value'), value: null, isMore: sheet.hidden.length > 0, options: [...options, no] };
}

export function describeQuestion({ value, like, ...told }: PendingOf<'describe'>, sheet: Sheet): Question {
  const said = told.said ?? (sheet.hidden.find((each) => each.value === like)?.say || undefined);
  const hide = (say: string | null): Command[] => [{ type: 'hide', value, say }, remark('hidden')];
  const shows: Command[] = isHidden(sheet, value) ? [{ type: 'unhide', value }] : [];
  const options = [
    ...(said === undefined ? [] : [{ ...option('yes', ...hide(said)), value: typedValue(said, '') }]),
    // Offered if the sentence reads without the word.
    option('word', ...hide('')),
    option('skip', ...hide(null)),
    option('none', { type: 'dismiss' }, ...shows),
  ];
  return { ...base('say'), value, isMore: false, options };
}

function base(asks: 'value' | 'say') {
  return { step: null, topic: 'confidential', slot: `confidential.${asks}`, kind: 'confidential', asks } as const;
}
