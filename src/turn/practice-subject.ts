/** The subjects of practice questions, quoted as the letter has them. */
import { composeLetter } from '../letter/compose.ts';
import { figureSentence } from '../letter/figure-sentence.ts';
import { sentencesOf } from '../letter/letter.ts';
import { redacted } from '../letter/redact.ts';
import { completeSentence } from '../letter/wording.ts';
import type { InterviewContext } from '../machine/context.ts';
import type { PracticeItem } from '../machine/pending.ts';
import { figureOf, type Hidden, textOf } from '../machine/sheet.ts';
import { keyParts } from '../machine/slots.ts';
import { sentencesIn } from '../text/sentences.ts';

/** Returns the subject of a practice question as the letter has it; null if it is ambiguous or loses a hidden value. */
export function subjectOf({ slot, figure: id }: PracticeItem, context: InterviewContext): string | null {
  const { sheet, edits, draft } = context;
  const figure = figureOf(sheet, id);
  // A story has several sentences, and any of them could be meant.
  const told = figure ? figureSentence(figure, sheet.language) : slot.includes('+') ? null : textOf(sheet, slot);
  const all = draft === null ? sentencesOf(composeLetter({ sheet, edits, date: new Date(0) })) : [];
  const own = all.find(({ key }) => keyParts(key).slot === (id ?? slot))?.text ?? null;
  const [first] = sentencesIn(opened(told && (own ?? told), sheet.hidden) ?? '');
  return first === undefined ? null : completeSentence(first);
}

/** @returns null if the text is empty, or loses a hidden value without a replacement */
export function opened(text: string | null | undefined, hidden: readonly Hidden[]): string | null {
  const { text: open, removed } = redacted(text ?? '', hidden);
  return removed || open === '' ? null : open;
}
