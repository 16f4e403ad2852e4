/** The writer without a model. */
import { composeLetter } from './compose.ts';
import { faultsOf } from './gate.ts';
import { applyEdits } from './letter.ts';
import type { Writer } from './writer.ts';

export const templateWriter: Writer = {
  write({ sheet, edits, date }) {
    const letter = composeLetter({ sheet, edits, date });
    const faulty = new Set(faultsOf(letter, sheet).flatMap(({ kind, key }) => (kind === 'number' ? [] : [key])));
    const cuts = [...faulty].map((key) => ({ type: 'cut' as const, key }));
    const clean = applyEdits({ ...letter, greeting: faulty.has('greeting') ? 'Hello,' : letter.greeting }, cuts);
    return Promise.resolve(clean.paragraphs.length === 0 ? null : { letter: clean, byModel: false, usage: null });
  },
};
