/** A letter as data, paragraphs of sentences with the slots that each rests on; changes to it, and the forms that it is sent in. */
import { z } from 'zod';
import type { Edit } from '../machine/edits.ts';
import { coverLetterTitle } from '../prompts/letters.ts';
import { folded } from '../text/sentences.ts';
import { allFinished, firstWord } from './wording.ts';

const SentenceSchema = z.object({
  text: z.string(),
  slots: z.array(z.string()),
  /** Names the sentence through all changes: the slot or the figure that it is made from, or the edit that wrote it. */
  key: z.string(),
  /** Written by the candidate into the finished letter: what is new in it is theirs. */
  edited: z.boolean().default(false),
});
export type Sentence = z.infer<typeof SentenceSchema>;

export const LetterSchema = z.object({
  /** Name block and date, one line each; may be empty. */
  heading: z.array(z.string()),
  /** Which job it is for, where its sentences don't say so. */
  subject: z.string().exactOptional(),
  greeting: z.string(),
  paragraphs: z.array(z.object({ sentences: z.array(SentenceSchema) })),
  /** The close and the name below it, lines joined by a line feed. */
  signOff: z.string(),
});
export type Letter = z.infer<typeof LetterSchema>;

/** The letter as plain text, paragraphs apart by an empty line: what a person reads and what a file holds. */
export function letterText(letter: Letter): string {
  const paragraphs = letter.paragraphs.map(({ sentences }) => sentences.map(({ text }) => text).join(' '));
  return [letter.heading.join('\n'), letter.subject ?? '', letter.greeting, ...paragraphs, letter.signOff]
    .filter((part) => part !== '')
    .join('\n\n');
}

/**
 * @param company gives the file its name; whoever calls has redacted it.
 * @param edition which letter to the company it is, from 1
 * @param language of the letter, BCP 47
 */
export function letterFile(letter: Letter, company: string | null, edition: number, language = 'en') {
  const slugOf = (text: string) => (folded(text).match(/[a-z0-9]+/g) ?? []).join('-').slice(0, 40);
  const title = slugOf(coverLetterTitle(language, ''));
  const name = [title, slugOf(company ?? ''), edition > 1 ? `v${edition}` : ''].filter((part) => part !== '').join('-');
  return { name: `${name}.txt`, mime: 'text/plain', bytes: new TextEncoder().encode(`${letterText(letter)}\n`) };
}

/** All sentences in their order; the n-th is the one that the review numbers n. */
export function sentencesOf(letter: Letter): readonly Sentence[] {
  return letter.paragraphs.flatMap(({ sentences }) => sentences);
}

/** The same, each with the number of its paragraph. */
export function placedSentences({ paragraphs }: Letter): readonly (Sentence & { readonly paragraph: number })[] {
  return paragraphs.flatMap(({ sentences }, at) => sentences.map((one) => ({ ...one, paragraph: at + 1 })));
}

/** The letter with all changes in their order. A change to a sentence that isn't there changes nothing. */
export function applyEdits(letter: Letter, edits: readonly Edit[]): Letter {
  const edited = edits.reduce((one, edit) => applyEdit(one, edit, nameIn(letter.signOff)), letter);
  return { ...edited, paragraphs: edited.paragraphs.filter(({ sentences }) => sentences.length > 0) };
}

/** @param name that stands below the letter as it was composed */
function applyEdit(letter: Letter, edit: Edit, name: string): Letter {
  switch (edit.type) {
    case 'greeting':
      return { ...letter, greeting: edit.text.trim() };
    case 'sign-off':
      return { ...letter, signOff: withName(edit.text.trim(), nameIn(letter.signOff) || name) };
    case 'rewrite':
      return replaced(letter, edit.key, (one) => [{ ...one, text: allFinished(edit.text), edited: true }]);
    case 'cut':
      return replaced(letter, edit.key, () => []);
    case 'move':
      return edit.isWhole ? movedWhole(letter, edit) : moved(letter, edit);
    case 'add': {
      const added: Sentence = { text: allFinished(edit.text), slots: [], key: edit.key, edited: true };
      if (edit.after !== null) return replaced(letter, edit.after, (sentence) => [sentence, added]);
      return { ...letter, paragraphs: [...letter.paragraphs, { sentences: [added] }] };
    }
    // Of the sheet, not of a sentence.
    case 'restore':
      return letter;
  }
}

function replaced(letter: Letter, key: string, by: (sentence: Sentence) => readonly Sentence[]): Letter {
  const paragraphs = letter.paragraphs.map(({ sentences }) => ({
    sentences: sentences.flatMap((one) => (one.key === key ? by(one) : [one])),
  }));
  return { ...letter, paragraphs };
}

type Move = Extract<Edit, { type: 'move' }>;

/** `to` counts from 1, before the move; the sentence ends as number `to`, in the paragraph that number stands in. */
function moved(letter: Letter, { key, to, side }: Move): Letter {
  const all = sentencesOf(letter);
  const from = all.findIndex((sentence) => sentence.key === key);
  const place = Math.min(Math.max(to - 1, 0), all.length - 1);
  const [sentence, target] = [all[from], all[place]];
  if (sentence === undefined || target === undefined || sentence === target) return letter;
  const without = replaced(letter, key, () => []);
  const isBehind = side === undefined ? from < place : side === 'after';
  return replaced(without, target.key, (one) => (isBehind ? [one, sentence] : [sentence, one]));
}

function movedWhole(letter: Letter, { key, to, side }: Move): Letter {
  const { paragraphs } = letter;
  const of = (wanted = '') => paragraphs.findIndex(({ sentences }) => sentences.some((one) => one.key === wanted));
  const [from, place] = [of(key), of(sentencesOf(letter)[to - 1]?.key)];
  const [moving, target] = [paragraphs[from], paragraphs[place]];
  if (moving === undefined || target === undefined || moving === target) return letter;
  const isBehind = side === undefined ? from < place : side === 'after';
  const both = isBehind ? [target, moving] : [moving, target];
  return {
    ...letter,
    paragraphs: paragraphs.filter((one) => one !== moving).flatMap((one) => (one === target ? both : [one])),
  };
}

/** "Best," keeps the name below it; a close of several lines, or with the name in it, is whole. */
function withName(close: string, name: string): string {
  const isWhole = name === '' || close.includes('\n') || close.includes(firstWord(name));
  return isWhole ? close : `${close}\n${name}`;
}

function nameIn(signOff: string): string {
  return signOff.split('\n').slice(1).join('\n');
}
