/** The letter as data: paragraphs of sentences, each with the slots that support it. Applies edits and renders text. */
import { z } from 'zod';
import type { Edit, Move } from '../machine/edits.ts';
import { keyParts } from '../machine/slots.ts';
import { coverLetterTitle } from '../prompts/letter-texts.ts';
import { foldAccents } from '../text/sentences.ts';
import { completeSentences, firstWord } from './wording.ts';

const SentenceSchema = z.object({
  text: z.string(),
  slots: z.array(z.string()),
  /** Stable through all edits: the id of the slot, figure, draft sentence or edit that it comes from. */
  key: z.string(),
  /** Written by the candidate in the finished letter: new content is allowed. */
  edited: z.boolean().default(false),
});
export type Sentence = z.infer<typeof SentenceSchema>;

export const LetterSchema = z.object({
  /** Name block and date, one line each; may be empty. */
  heading: z.array(z.string()),
  /** Subject line, if any. */
  subject: z.string().exactOptional(),
  /** Customary label before the subject, as in "Objet :". */
  subjectLabel: z.string().exactOptional(),
  greeting: z.string(),
  paragraphs: z.array(z.object({ sentences: z.array(SentenceSchema) })),
  /** The closing line and the name below it, separated by a line feed. */
  signOff: z.string(),
});
export type Letter = z.infer<typeof LetterSchema>;

/** The printed subject line; empty without a subject. */
export function subjectLine({ subject = '', subjectLabel = '' }: Letter): string {
  return subject === '' || subjectLabel === '' ? subject : `${subjectLabel} ${subject}`;
}

/** The letter as plain text, with an empty line between paragraphs. */
export function letterText(letter: Letter): string {
  const paragraphs = letter.paragraphs.map(({ sentences }) => sentences.map(({ text }) => text).join(' '));
  return [letter.heading.join('\n'), subjectLine(letter), letter.greeting, ...paragraphs, letter.signOff]
    .filter((part) => part !== '')
    .join('\n\n');
}

/**
 * @param company for the file name; the caller must redact it
 * @param edition number of the letter to this company, from 1
 * @param language of the letter, BCP 47
 */
export function letterFile(letter: Letter, company: string | null, edition: number, language = 'en') {
  const slugOf = (text: string) => (foldAccents(text).match(/[a-z0-9]+/g) ?? []).join('-').slice(0, 40);
  const title = slugOf(coverLetterTitle(language, ''));
  const name = [title, slugOf(company ?? ''), edition > 1 ? `v${edition}` : ''].filter((part) => part !== '').join('-');
  return { name: `${name}.txt`, mime: 'text/plain', bytes: new TextEncoder().encode(`${letterText(letter)}\n`) };
}

/** All sentences in order, as the review numbers them. */
export function sentencesOf(letter: Letter): readonly Sentence[] {
  return letter.paragraphs.flatMap(({ sentences }) => sentences);
}

/** All sentences, each with its paragraph number from 1. */
export function placedSentences({ paragraphs }: Letter): readonly (Sentence & { readonly paragraph: number })[] {
  return paragraphs.flatMap(({ sentences }, at) => sentences.map((one) => ({ ...one, paragraph: at + 1 })));
}

/** Applies edits in order. An edit of a missing sentence is ignored. */
export function applyEdits(letter: Letter, edits: readonly Edit[]): Letter {
  const edited = edits.reduce((one, edit) => applyEdit(one, edit, nameIn(letter.signOff)), letter);
  return { ...edited, paragraphs: edited.paragraphs.filter(({ sentences }) => sentences.length > 0) };
}

/** @param name the name in the sign-off before all edits */
function applyEdit(letter: Letter, edit: Edit, name: string): Letter {
  switch (edit.type) {
    case 'greeting':
      return { ...letter, greeting: edit.text.trim() };
    case 'sign-off':
      return { ...letter, signOff: withName(edit.text.trim(), nameIn(letter.signOff) || name) };
    case 'rewrite':
      return replaced(letter, edit.key, (one) => [{ ...one, text: completeSentences(edit.text), edited: true }]);
    case 'cut':
      return replaced(letter, edit.key, () => []);
    case 'move':
      return moved(letter, edit);
    case 'split':
      return { ...letter, paragraphs: letter.paragraphs.flatMap((one) => splitAt(one, edit.key)) };
    case 'join':
      return { ...letter, paragraphs: joinedAt(letter.paragraphs, edit.key) };
    case 'add': {
      const added: Sentence = { text: completeSentences(edit.text), slots: [], key: edit.key, edited: true };
      const after = edit.after === null ? null : keyAt(letter, edit.after);
      if (after !== null) return replaced(letter, after, (sentence) => [sentence, added]);
      return { ...letter, paragraphs: [...letter.paragraphs, { sentences: [added] }] };
    }
    // Restores the sheet, not a sentence.
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

/** The key of a sentence, or of the last one of the same answer, if the answer changed since; null for none. */
function keyAt(letter: Letter, key: string): string | null {
  const all = sentencesOf(letter);
  const { slot } = keyParts(key);
  const near = all.findLast((one) => keyParts(one.key).slot === slot);
  return (all.find((one) => one.key === key) ?? near)?.key ?? null;
}

type Paragraph = Letter['paragraphs'][number];

function splitAt(paragraph: Paragraph, key: string): Paragraph[] {
  const { sentences } = paragraph;
  const at = sentences.findIndex((one) => one.key === key);
  return at < 1 ? [paragraph] : [{ sentences: sentences.slice(0, at) }, { sentences: sentences.slice(at) }];
}

function joinedAt(paragraphs: readonly Paragraph[], key: string): Paragraph[] {
  const at = paragraphs.findIndex(({ sentences }) => sentences.some((one) => one.key === key));
  const both = paragraphs.slice(at - 1, at + 1).flatMap(({ sentences }) => sentences);
  // Inside a paragraph: it was long enough for two when they were joined.
  const isInside = paragraphs[at]?.sentences[0]?.key !== key;
  return at < 1 || isInside ? [...paragraphs] : paragraphs.toSpliced(at - 1, 2, { sentences: both });
}

/** Moves a sentence beside another one. */
function moved(letter: Letter, { key, side, ...edit }: Move): Letter {
  const beside = keyAt(letter, edit.beside);
  const sentence = sentencesOf(letter).find((one) => one.key === key);
  if (beside === null || sentence === undefined || beside === key) return letter;
  const without = replaced(letter, key, () => []);
  return replaced(without, beside, (one) => (side === 'after' ? [one, sentence] : [sentence, one]));
}

/** Adds the name below a close such as "Best,", unless the close has several lines or contains the name. */
function withName(close: string, name: string): string {
  const isWhole = name === '' || close.includes('\n') || close.includes(firstWord(name));
  return isWhole ? close : `${close}\n${name}`;
}

function nameIn(signOff: string): string {
  return signOff.split('\n').slice(1).join('\n');
}
