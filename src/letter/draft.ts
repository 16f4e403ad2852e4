/** A body as a model writes it, sentence by sentence, and what is wrong with each of them. */
import { z } from 'zod';
import type { Brief } from '../machine/brief.ts';
import { jsonIn, objectsIn } from '../model/json.ts';
import type { Fault } from './check/fault.ts';
import { check, checkSentence } from './check.ts';
import { type ForeignKind, foreignKinds } from './foreign.ts';
import { type Letter, letterText, type Sentence } from './letter.ts';

export interface Drafted extends Sentence {
  /** Paragraph, from 1. */
  readonly paragraph: number;
  /** The composer's are the candidate's own words. */
  readonly byModel: boolean;
}

/** What is wrong with a sentence: a fault of the gate, or what only a model gets wrong. */
export interface Objection {
  readonly kind: Fault['kind'] | ForeignKind;
  readonly words: string;
}

const LineSchema = z.object({
  p: z.coerce.number().int().min(1).max(12),
  text: z.string().min(1).max(1200),
  facts: z.array(z.string()).catch([]),
});

/** The sentence of one line of the model's; null for a line that holds none. Facts that don't exist are no ground. */
export function draftedIn(line: string, brief: Brief): Drafted | null {
  const trimmed = line.trim().replace(/,$/, '');
  return trimmed.startsWith('{') ? sentenceIn(jsonIn(trimmed), brief) : null;
}

/** The sentences of an answer that has not one on each line: of a list, or of an object that holds one. */
export function draftedAnywhere(raw: string, brief: Brief): Drafted[] {
  return objectsIn(raw, (object) => sentenceIn(object, brief));
}

function sentenceIn(object: unknown, brief: Brief): Drafted | null {
  const read = LineSchema.safeParse(object).data;
  const text = spoken(read?.text ?? '');
  return read && text !== '' ? { paragraph: read.p, text, facts: grounds(read.facts, brief), byModel: true } : null;
}

export function grounds(ids: readonly string[], brief: Brief): string[] {
  return [...new Set(ids)].filter((id) => brief.facts.some((fact) => fact.id === id));
}

/** On one line, and without the marks of Markdown that only dress it up. */
export function spoken(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:#{1,6}|[-*•>]|\d{1,2}[.)])\s+/, '')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*]+)(?<=\S)\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/`([^`]+)`/g, '$1');
}

/** What only a model gets wrong in a sentence, whatever stands around it. */
function foreignTo(sentence: Drafted, brief: Brief): Objection[] {
  return sentence.byModel ? foreignKinds(sentence, brief).map((kind) => ({ kind, words: sentence.text })) : [];
}

/** Whether a sentence may be shown behind those that are shown, before the rest of the letter is known. */
export function maySee(sentence: Drafted, shown: readonly Drafted[], brief: Brief): boolean {
  if (foreignTo(sentence, brief).length > 0) return false;
  return checkSentence(bodyOf([...shown, sentence]), brief).length === 0;
}

/** The paragraphs alone. */
export function bodyOf(sentences: readonly Drafted[]): string {
  return letterText(letterOf(sentences, { heading: [], greeting: '', signOff: '' }));
}

/** The objections to each sentence of a whole letter, and those that no sentence alone can answer for. */
export function objectionsIn(
  sentences: readonly Drafted[],
  surroundings: Omit<Letter, 'paragraphs'>,
  brief: Brief,
): { bySentence: Map<number, Objection[]>; whole: Objection[] } {
  const letter = letterOf(sentences, surroundings);
  const text = letterText(letter);
  const bySentence = new Map<number, Objection[]>();
  const add = (index: number, objection: Objection) =>
    bySentence.set(index, [...(bySentence.get(index) ?? []), objection]);
  const places = placesOf(sentences, text);
  const whole: Objection[] = [];
  for (const { kind, span, start, end } of check(text, brief)) {
    const index = places.findIndex((place) => start < place.end && end > place.start);
    if (index >= 0 && kind !== 'length') add(index, { kind, words: span });
    else whole.push({ kind, words: kind === 'length' ? '' : span });
  }
  sentences.forEach((sentence, index) => {
    for (const objection of foreignTo(sentence, brief)) add(index, objection);
  });
  return { bySentence, whole };
}

/** Where each stands in the letter, which tells them paragraph by paragraph. */
function placesOf(sentences: readonly Drafted[], text: string): { start: number; end: number }[] {
  const places = sentences.map(() => ({ start: -1, end: -1 }));
  const inOrder = [...sentences.entries()].sort(([, one], [, other]) => one.paragraph - other.paragraph);
  let from = 0;
  for (const [index, sentence] of inOrder) {
    const start = text.indexOf(sentence.text, from);
    if (start < 0) continue;
    from = start + sentence.text.length;
    places[index] = { start, end: from };
  }
  return places;
}

export function letterOf(sentences: readonly Drafted[], surroundings: Omit<Letter, 'paragraphs'>): Letter {
  const numbers = [...new Set(sentences.map(({ paragraph }) => paragraph))].sort((one, other) => one - other);
  const paragraphs = numbers.map((number) => ({
    sentences: sentences
      .filter(({ paragraph }) => paragraph === number)
      .map(({ text, facts }) => ({ text, facts: [...facts] })),
  }));
  return { ...surroundings, paragraphs };
}
