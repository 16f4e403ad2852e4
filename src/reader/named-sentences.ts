/** Asks what to change, if a message about the letter names a sentence or a paragraph without a clear order. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import { tokens } from '../text/lexer.ts';
import { isDigit, trimPunctuation } from '../text/sentences.ts';
import { LAST, ORDER_AT_MOST, ORDINALS, UNITS, type Unit } from './order-parser.ts';
import type { Message } from './reader.ts';

/**
 * "Delete line 4", "3 is wrong", "the second paragraph's last sentence": asks what to do with that sentence. "Split
 * paragraph 2": says what can be done, and asks for a sentence of it.
 *
 * @returns null unless the text names exactly one
 */
export function askChangeOfSentence(text: string, sentences: Message['sentences']): Command[] | null {
  if (text.length > ORDER_AT_MOST || sentences.length === 0) return null;
  const words = text.split(' ').map((word) => trimPunctuation(word.toLowerCase().replace('’', "'").replace("'s", '')));
  const all = sentences.map((one, at) => ({ ...one, number: at + 1 }));
  const isParagraph = words.some((word) => UNITS.get(word) === 'paragraph');
  const [paragraph, ordinal] = (['paragraph', 'sentence'] as const).map((unit) => ordinalOf(unit, words));
  const number = paragraph ?? numberBehind('paragraph', words);
  const last = all.at(-1)?.paragraph;
  const within = all.filter((one) => isParagraph && one.paragraph === (number === LAST ? last : number));
  const near = isParagraph ? within : all;
  const named = isParagraph ? numberBehind('sentence', words) : numberIn(text);
  // Numbers count in the letter: "sentence 9 of paragraph 2".
  const found = ordinal ? near.at(ordinal === LAST ? -1 : ordinal - 1) : all[(named ?? 0) - 1];
  if (found) return [askBack({ kind: 'change', key: found.key, number: found.number })];
  if (!isParagraph) return null;
  const only = within.length > 0 ? { only: within.map(({ key }) => key) } : {};
  return [remark('whole-paragraphs'), askBack({ kind: 'sentence', action: 'change', ...only })];
}

/** "The second sentence"; null for none. */
function ordinalOf(unit: Unit, words: readonly string[]): number | null {
  return ORDINALS.get(words[words.findIndex((word) => UNITS.get(word) === unit) - 1] ?? '') ?? null;
}

/** "Paragraph 2"; null for none. */
function numberBehind(unit: Unit, words: readonly string[]): number | null {
  const at = words.findIndex((word) => UNITS.get(word) === unit);
  const next = at < 0 ? '' : (words[at + 1] ?? '');
  return next !== '' && [...next].every(isDigit) ? Number(next) : null;
}

/** The only number of a text; null if it has several. */
function numberIn(text: string): number | null {
  const named = new Set(tokens(text).flatMap((token) => (token.kind === 'number' ? [Number(token.text)] : [])));
  const [number, ...others] = named;
  return number !== undefined && Number.isInteger(number) && others.length === 0 ? number : null;
}
