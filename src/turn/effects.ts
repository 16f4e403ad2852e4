/** What a turn changed in the letter, said with its words: what was cut is seen, and so is what was cut by mistake. */
import { composeLetter } from '../letter/compose.ts';
import { sentencesOf } from '../letter/letter.ts';
import type { Edit } from '../machine/edits.ts';
import type { Interview } from '../machine/interview.ts';
import { type Change, editedText, hiddenText } from '../prompts/remarks.ts';

/** The sentences that keeping something out has changed. */
export function hidingText(before: Interview, after: Interview, date: Date): string {
  const [old = [], now = []] = [before, after].map(({ context: { sheet, edits } }) =>
    sentencesOf(composeLetter({ sheet, edits, date })),
  );
  const texts = new Map(old.map(({ key, text }) => [key, text]));
  const changed = now.filter(({ key, text }) => (texts.get(key) ?? text) !== text).map(({ text }) => text);
  return hiddenText(changed, Math.max(0, old.length - now.length), after.context.sheet.language);
}

/** The sentences of the letter without the candidate's changes, by their keys. */
export function unedited({ context: { sheet, draft } }: Interview, date: Date): ReadonlyMap<string, string> {
  return new Map(sentencesOf(composeLetter({ sheet, edits: [], draft, date })).map(({ key, text }) => [key, text]));
}

/** The sentences that were cut, moved, added or replaced, without what is kept out. */
export function editsText(before: Interview, after: Interview, date: Date): string {
  const { edits, sheet } = after.context;
  const [old, now] = [before, after].map(({ context }) => {
    const letter = composeLetter({ sheet: context.sheet, edits: context.edits, draft: context.draft, date });
    return { ...letter, texts: new Map(sentencesOf(letter).map(({ key, text }) => [key, text])) };
  });
  const isNew = (edit: Edit) => !before.context.edits.includes(edit);
  const told = edits.filter(isNew).flatMap((edit): Change[] => {
    if (edit.type === 'restore') return [];
    if (edit.type === 'greeting') return [{ type: edit.type, old: '', now: now?.greeting ?? '' }];
    if (edit.type === 'sign-off') return [{ type: edit.type, old: '', now: now?.signOff.replace('\n', ' ') ?? '' }];
    const [was, is] = [old?.texts.get(edit.key), now?.texts.get(edit.key)];
    // What one message changes twice is told as it stands now.
    if (is === undefined) return was === undefined ? [] : [{ type: 'cut', old: was, now: '' }];
    if (edit.type === 'rewrite' && was === undefined) return [{ type: 'add', old: '', now: is }];
    return [{ type: edit.type, old: was ?? '', now: is }];
  });
  // What a name is part of reads otherwise with it.
  const named = [...(now?.texts ?? [])].flatMap(([key, text]): Change[] => {
    const was = old?.texts.get(key);
    // German begins small behind the greeting.
    return was === undefined || was.slice(1) === text.slice(1) ? [] : [{ type: 'rewrite', old: was, now: text }];
  });
  const isGreeted = old?.greeting !== now?.greeting && !told.some(({ type }) => type === 'greeting');
  const greeted: Change[] = isGreeted ? [{ type: 'greeting', old: '', now: now?.greeting ?? '' }] : [];
  return editedText([...told, ...greeted, ...named], sheet.language);
}
