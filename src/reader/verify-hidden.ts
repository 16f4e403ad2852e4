/** What a model found to be confidential: hidden at once, in words that stand in the message or the sheet. */
import type { Command } from '../machine/commands.ts';
import type { InterviewContext } from '../machine/context.ts';
import { SLOT_AT_MOST } from './kept.ts';
import { finderFor } from './quotes.ts';
import type { Reading } from './reading.ts';
import type { Seen } from './verify-figure.ts';

/** Hidden at once; what stands in the place of it is asked where it was not said. */
export function hiddenIn(reading: Reading, context: InterviewContext, { finder, unmask }: Seen): Command[] {
  const { hidden } = context.sheet;
  const commands = reading.confidential.flatMap(({ hide, say }): Command[] => {
    const value = finder.find(hide)?.text ?? notedWords(hide, context) ?? '';
    if (value === '' || value.length > SLOT_AT_MOST || value !== unmask(value)) return [];
    if (hidden.some((each) => each.value === value)) return [];
    const stand = say === null ? '' : (finder.find(say)?.text ?? '');
    const isSaid = stand !== '' && !stand.toLowerCase().includes(value.toLowerCase()) && stand === unmask(stand);
    if (isSaid) return [{ type: 'hide', value, say: stand }];
    if (say?.trim() === '') return [{ type: 'hide', value, say: null }];
    return [
      { type: 'hide', value, say: null },
      { type: 'ask-back', pending: { kind: 'describe', value } },
    ];
  });
  return commands.length === 0 ? [] : [...commands, { type: 'remark', remark: 'kept-out' }];
}

/** Words as they stand in the sheet; null where they don't. */
function notedWords(words: string, { sheet }: InterviewContext): string | null {
  const texts = Object.values(sheet.values).map(({ text }) => text);
  const sides = sheet.figures.flatMap(({ now, before, measure, sentence }) => [
    ...[now, before].flatMap((side) => (side ? [side.quote, side.tail] : [])),
    measure ?? '',
    sentence ?? '',
  ]);
  const found = [...texts, ...sides].map((text) => finderFor(text).find(words)?.text ?? null);
  return found.find((text) => text !== null) ?? null;
}
