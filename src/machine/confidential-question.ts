/** Builds the questions about words to keep out of the letter. */
import { askBack, type Command, remark } from './commands.ts';
import type { Option, Question } from './question.ts';
import { isHidden, type Sheet, typedValue } from './sheet.ts';
import { option } from './step-question.ts';

/** Asks what to keep out, after a remark that something is confidential. @param values what may be meant */
export function keepOutQuestion(values: readonly string[], { hidden }: Sheet): Question {
  const options = values.map((value, at): Option => {
    const others = values.filter((one) => one !== value);
    const rest = others.length === 0 ? [] : [askBack({ kind: 'keep-out', values: others })];
    return {
      id: `hide:${at + 1}`,
      value: typedValue(value, ''),
      does: [...rest, askBack({ kind: 'describe', value })],
    };
  });
  const base = { step: null, topic: 'confidential', slot: 'confidential.value', value: null };
  const no = option('no', { type: 'dismiss' });
  return { ...base, kind: 'confidential', asks: 'value', isMore: hidden.length > 0, options: [...options, no] };
}

/** Asks what to say in place of a confidential value. */
export function standInQuestion(value: string, sheet: Sheet): Question {
  const shows: Command[] = isHidden(sheet, value) ? [{ type: 'unhide', value }] : [];
  const options = [
    option('skip', { type: 'hide', value, say: null }, remark('hidden')),
    option('none', { type: 'dismiss' }, ...shows),
  ];
  const asked = { step: null, topic: 'confidential', slot: 'confidential.say' };
  return { ...asked, kind: 'confidential', asks: 'say', value, isMore: false, options };
}
