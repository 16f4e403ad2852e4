/** Texts that quote what a turn changed in the letter, so that mistakes are visible. */
import { composeLetter } from '../letter/compose.ts';
import { sentencesOf } from '../letter/letter.ts';
import type { Edit } from '../machine/edits.ts';
import type { Interview } from '../machine/interview.ts';
import { editedText, hiddenText, type LetterChange } from '../prompts/remarks.ts';

/** Returns a text with the sentences that changed when a value was hidden. */
export function hidingSummary(before: Interview, after: Interview, date: Date): string {
  const [old = [], now = []] = [before, after].map(({ context: { sheet, edits } }) =>
    sentencesOf(composeLetter({ sheet, edits, date })),
  );
  const texts = new Map(old.map(({ key, text }) => [key, text]));
  const changed = now.filter(({ key, text }) => (texts.get(key) ?? text) !== text).map(({ text }) => text);
  return hiddenText(changed, Math.max(0, old.length - now.length), after.context.sheet.language);
}

/** Returns the sentences of the letter without the candidate's edits, by key. */
export function uneditedSentences({ context: { sheet, draft } }: Interview, date: Date): ReadonlyMap<string, string> {
  return new Map(sentencesOf(composeLetter({ sheet, edits: [], draft, date })).map(({ key, text }) => [key, text]));
}

/** Returns a text with the sentences that were cut, moved, added or replaced. Hidden values are masked. */
export function editSummary(before: Interview, after: Interview, date: Date): string {
  const { edits, sheet } = after.context;
  const [old, now] = [before, after].map(({ context }) => {
    const letter = composeLetter({ sheet: context.sheet, edits: context.edits, draft: context.draft, date });
    return { ...letter, texts: new Map(sentencesOf(letter).map(({ key, text }) => [key, text])) };
  });
  const isNew = (edit: Edit) => !before.context.edits.includes(edit);
  const told = edits.filter(isNew).flatMap((edit): LetterChange[] => {
    if (edit.type === 'restore') return [];
    if (edit.type === 'greeting') return [{ type: edit.type, old: '', now: now?.greeting ?? '' }];
    if (edit.type === 'sign-off') return [{ type: edit.type, old: '', now: now?.signOff.replace('\n', ' ') ?? '' }];
    const [was, is] = [old?.texts.get(edit.key), now?.texts.get(edit.key)];
    // A sentence that one message changes twice is reported with its final text.
    if (is === undefined) return was === undefined ? [] : [{ type: 'cut', old: was, now: '' }];
    if (edit.type === 'rewrite' && was === undefined) return [{ type: 'add', old: '', now: is }];
    return [{ type: edit.type, old: was ?? '', now: is }];
  });
  // A changed name also changes other sentences.
  const named = [...(now?.texts ?? [])].flatMap(([key, text]): LetterChange[] => {
    const was = old?.texts.get(key);
    // Ignores the first letter: German continues in lower case after the greeting.
    return was === undefined || was.slice(1) === text.slice(1) ? [] : [{ type: 'rewrite', old: was, now: text }];
  });
  const isGreeted = old?.greeting !== now?.greeting && !told.some(({ type }) => type === 'greeting');
  const greeted: LetterChange[] = isGreeted ? [{ type: 'greeting', old: '', now: now?.greeting ?? '' }] : [];
  return editedText([...told, ...greeted, ...named], sheet.language);
}
