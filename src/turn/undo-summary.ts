/** Says what an undo took back, and how the letter reads again. */
import { composeLetter } from '../letter/compose.ts';
import { letterText, sentencesOf } from '../letter/letter.ts';
import { redact } from '../letter/redact.ts';
import type { Interview } from '../machine/interview.ts';
import type { Sheet } from '../machine/sheet.ts';
import { slotKind } from '../machine/slots.ts';
import { wordsOf } from '../prompts/catalogues.ts';
import { quotes } from '../prompts/question-parts.ts';
import { named } from '../prompts/question-texts.ts';

/** Maximum sentences that are quoted. */
const QUOTED_AT_MOST = 3;

export function undoSummary(before: Interview, after: Interview, date: Date): string {
  const { sheet } = after.context;
  const { language } = sheet;
  const say = wordsOf('said', language);
  const open = (text: string) => redact(text, sheet.hidden);
  const [old, now] = [before, after].map((state) => letterOf(state, open, date));
  const quoted = (texts: readonly string[]) => texts.slice(0, QUOTED_AT_MOST).map(quotes({ open }, language)).join(' ');
  const missing = (from: readonly string[] = [], texts: readonly string[] = []) =>
    from.filter((text) => !texts.includes(text));
  // Names stand in sentences of ours, so the sheet says it better.
  const names = missing(namesOn(before.context.sheet), namesOn(sheet)).map(open);
  if (names.length > 0) return say('undone.gone', { old: names.join(' · ') });
  const gone = missing(old?.lines, now?.lines);
  // Where an answer is gone, what stands in its place is a stub: "At Tavolo."
  const back = isFewer(before.context.sheet, sheet) ? [] : missing(now?.lines, old?.lines);
  if (gone.length > 0 && back.length > 0) return say('undone.rewrite', { old: quoted(gone), now: quoted(back) });
  if (gone.length > 0) return say('undone.gone', { old: quoted(gone) });
  if (back.length > 0) return say('undone.back', { now: quoted(back) });
  if (old?.text !== now?.text) return say('undone.order');
  return say(before.context.pending.length > after.context.pending.length ? 'undone.question' : 'undone.answer');
}

/**
 * The sentences with greeting and sign-off, and the text without the heading.
 * @param open removes what the undo hid again
 */
function letterOf({ context }: Interview, open: (text: string) => string, date: Date) {
  const letter = composeLetter({ ...context, date });
  // A changed name is told from the sheet.
  const frame = [letter.greeting, letter.signOff.split('\n', 1).join()];
  return {
    lines: [...sentencesOf(letter).map(({ text }) => text), ...frame].map(open),
    text: open(letterText({ ...letter, heading: [] })),
  };
}

function isFewer(before: Sheet, after: Sheet): boolean {
  const count = ({ values, figures }: Sheet) => Object.keys(values).length + figures.length;
  return count(after) < count(before);
}

function namesOn({ values, language }: Sheet): string[] {
  const names = Object.entries(values).filter(([slot]) => slotKind(slot) === 'name');
  return names.map(([slot, { text }]) => named(slot, text, language));
}
