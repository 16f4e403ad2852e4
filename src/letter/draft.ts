/** A body as a model writes it, sentence by sentence, and what is wrong with each of them. */
import { z } from 'zod';
import type { Brief } from '../machine/brief.ts';
import type { Fault } from './check/fault.ts';
import { check, checkSentence } from './check.ts';
import { type Letter, letterText, type Sentence } from './letter.ts';

export interface Drafted extends Sentence {
  /** Paragraph, from 1. */
  readonly paragraph: number;
}

/** What is wrong with a sentence: a fault of the gate, or that it names no fact that it rests on. */
export interface Objection {
  readonly kind: Fault['kind'] | 'unfounded';
  readonly words: string;
}

const LineSchema = z.object({
  p: z.number().int().min(1).max(12),
  text: z.string().min(1).max(1200),
  facts: z.array(z.string()),
});

/** The sentence of one line of the model's; null for a line that holds none. Facts that don't exist are no ground. */
export function draftedIn(line: string, brief: Brief): Drafted | null {
  const trimmed = line.trim().replace(/,$/, '');
  if (!trimmed.startsWith('{')) return null;
  const read = LineSchema.safeParse(parsed(trimmed));
  return read.success
    ? { paragraph: read.data.p, text: spoken(read.data.text), facts: grounds(read.data.facts, brief) }
    : null;
}

export function grounds(ids: readonly string[], brief: Brief): string[] {
  return [...new Set(ids)].filter((id) => brief.facts.some((fact) => fact.id === id));
}

/** On one line, with the marks of a plain text. */
export function spoken(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a sentence can be faulted for before its neighbours are known. */
export function objectionsTo(sentence: Drafted, brief: Brief): Objection[] {
  const faults = checkSentence(sentence.text, brief).map(({ kind, span }) => ({ kind, words: span }));
  return sentence.facts.length === 0 ? [{ kind: 'unfounded', words: sentence.text }, ...faults] : faults;
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
    if (sentence.facts.length === 0) add(index, { kind: 'unfounded', words: sentence.text });
  });
  return { bySentence, whole };
}

function placesOf(sentences: readonly Drafted[], text: string): { start: number; end: number }[] {
  let from = 0;
  return sentences.map((sentence) => {
    const start = text.indexOf(sentence.text, from);
    if (start < 0) return { start: -1, end: -1 };
    from = start + sentence.text.length;
    return { start, end: from };
  });
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
