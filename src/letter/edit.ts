/** Carries out the candidate's changes to the sentences of a letter. */
import type { Edit } from '../machine/edits.ts';
import type { Letter, Sentence } from './letter.ts';
import { finished, tidied } from './wording.ts';

type Paragraphs = readonly (readonly Sentence[])[];

/** The letter with all changes in their order. A change to a sentence that isn't there changes nothing. */
export function applyEdits(letter: Letter, edits: readonly Edit[]): Letter {
  const edited = edits.reduce(applyEdit, letter);
  return { ...edited, paragraphs: edited.paragraphs.filter(({ sentences }) => sentences.length > 0) };
}

function applyEdit(letter: Letter, edit: Edit): Letter {
  switch (edit.type) {
    case 'greeting':
      return { ...letter, greeting: edit.text.trim() };
    case 'sign-off':
      return { ...letter, signOff: withName(edit.text.trim(), letter.signOff) };
    // Of the sheet, not of a sentence.
    case 'restore':
      return letter;
    default: {
      const paragraphs = letter.paragraphs.map(({ sentences }) => sentences);
      return { ...letter, paragraphs: changed(paragraphs, edit).map((sentences) => ({ sentences: [...sentences] })) };
    }
  }
}

function changed(
  paragraphs: Paragraphs,
  edit: Exclude<Edit, { type: 'greeting' | 'sign-off' | 'restore' }>,
): Paragraphs {
  const { key } = edit;
  switch (edit.type) {
    case 'rewrite': {
      const text = finished(tidied(edit.text));
      return replaced(paragraphs, key, (sentence) => [{ ...sentence, text, edited: true }]);
    }
    case 'cut':
      return replaced(paragraphs, key, () => []);
    case 'move':
      return moved(paragraphs, key, edit.to);
    case 'add': {
      const added: Sentence = { text: finished(tidied(edit.text)), slots: [], key, edited: true };
      const isThere =
        edit.after !== null && paragraphs.some((sentences) => sentences.some((one) => one.key === edit.after));
      if (isThere) return replaced(paragraphs, edit.after, (sentence) => [sentence, added]);
      return edit.after === null ? [...paragraphs, [added]] : paragraphs;
    }
  }
}

function replaced(
  paragraphs: Paragraphs,
  key: string | null,
  by: (sentence: Sentence) => readonly Sentence[],
): Paragraphs {
  return paragraphs.map((sentences) => sentences.flatMap((one) => (one.key === key ? by(one) : [one])));
}

/** `to` counts from 1, before the move; the sentence ends as number `to`, in the paragraph that number stands in. */
function moved(paragraphs: Paragraphs, key: string, to: number): Paragraphs {
  const all = paragraphs.flat();
  const from = all.findIndex((sentence) => sentence.key === key);
  const place = Math.min(Math.max(to - 1, 0), all.length - 1);
  const [sentence, target] = [all[from], all[place]];
  if (sentence === undefined || target === undefined || sentence === target) return paragraphs;
  const without = replaced(paragraphs, key, () => []);
  return replaced(without, target.key, (one) => (from < place ? [one, sentence] : [sentence, one]));
}

/** "Best," keeps the name below it; a close of several lines, or with the name in it, is whole. */
function withName(close: string, before: string): string {
  const name = before.split('\n').slice(1).join('\n');
  const [first = ''] = name.split(' ');
  return name === '' || close.includes('\n') || (first !== '' && close.includes(first)) ? close : `${close}\n${name}`;
}
