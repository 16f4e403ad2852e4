/** Asks what to change, if a message about the letter names a sentence or a paragraph without a clear order. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import { tokens, wordSet } from '../text/lexer.ts';
import { isQuestion, plain, withoutPlease } from '../text/phrases.ts';
import { isDigit, trimPunctuation } from '../text/sentences.ts';
import {
  FILLERS,
  isChangeVerb,
  JOINT_WORDS,
  LAST,
  lastOrderOffset,
  ORDER_AT_MOST,
  ORDINALS,
  UNITS,
  type Unit,
} from './order-parser.ts';
import type { Message } from './reader.ts';

/**
 * "Delete line 4", "3 is wrong", "the second paragraph's last sentence": asks what to do with that sentence. "Shorten
 * paragraph 2": says what can be done, and asks for a sentence of it.
 *
 * @returns null unless the text names exactly one
 */
export function askChangeOfSentence(text: string, sentences: Message['sentences']): Command[] | null {
  if (text.length > ORDER_AT_MOST || sentences.length === 0) return null;
  const words = wordsIn(text);
  const all = numbered(sentences);
  const isParagraph = words.some((word) => UNITS.get(word) === 'paragraph');
  const within = paragraphNamed(text, sentences).map(({ key }) => key);
  const near = isParagraph ? all.filter(({ key }) => within.includes(key)) : all;
  const ordinal = ordinalOf('sentence', words);
  const counted = isQuestion(text) ? numberInQuestion(words) : numberIn(text);
  const named = isParagraph ? numberBehind('sentence', words) : counted;
  // Numbers count in the letter: "sentence 9 of paragraph 2".
  const found = ordinal ? near.at(ordinal === LAST ? -1 : ordinal - 1) : all[(named ?? 0) - 1];
  if (found) return [askBack({ kind: 'change', key: found.key, number: found.number })];
  if (!isParagraph) return null;
  const only = within.length > 0 ? { only: within } : {};
  return [remark('whole-paragraphs'), askBack({ kind: 'sentence', action: 'change', ...only })];
}

/** The sentences of the paragraph that a text names by its number; empty for none. */
export function paragraphNamed(text: string, sentences: Message['sentences']): Message['sentences'] {
  const words = wordsIn(text);
  const number = ordinalOf('paragraph', words) ?? numberBehind('paragraph', words);
  const wanted = number === LAST ? sentences.at(-1)?.paragraph : number;
  return sentences.filter(({ paragraph }) => paragraph !== undefined && paragraph === wanted);
}

function wordsIn(text: string): string[] {
  return text.split(' ').map((word) => trimPunctuation(word.toLowerCase().replace('’', "'").replace("'s", '')));
}

/** Words around those that name a sentence: "drop the pharmacy one", "cut the sentence about Kafka". */
const AROUND =
  wordSet(`one ones bit part thing line about on of with for in that which mentioning mentions my it this all out
  über mit von zum zur es du des une un sur avec qui ça una sobre con que lo eso um uma com isso down off`);
/** Maximum words that name a sentence. */
const NAMING_AT_MOST = 3;

/**
 * "Drop the pharmacy one", "cut the paragraph about pharmacies": asks which of the sentences with these words should go,
 * or whether their paragraph should.
 *
 * @returns null if the text isn't such an order
 */
export function askCutOfNamed(text: string, sentences: Message['sentences']): Command[] | null {
  const words = withoutPlease(text.trim()).toLowerCase().split(' ');
  const verb = words.findIndex((word) => isChangeVerb(word, ['cut']));
  if (text.length > ORDER_AT_MOST || verb < 0) return null;
  const isEnd = (word: string, at: number) =>
    at > verb && (JOINT_WORDS.has(word) || ',.;!?'.includes((words[at - 1] ?? '').slice(-1)));
  const end = words.findIndex(isEnd);
  const order = words.slice(verb + 1, end < 0 ? words.length : end).map(trimPunctuation);
  const named = order.filter((word) => word !== '' && ![FILLERS, AROUND, UNITS].some((known) => known.has(word)));
  const isNumbered = named.some((word) => ORDINALS.has(word) || [...word].some(isDigit));
  if (named.length === 0 || named.length > NAMING_AT_MOST || isNumbered) return null;
  const all = numbered(sentences);
  const holding = all.filter((one) => named.every((word) => hasWord(one.text, word)));
  const [paragraph, ...others] = new Set(holding.map((one) => one.paragraph));
  const isParagraph = order.some((word) => UNITS.get(word) === 'paragraph') && others.length === 0;
  const whole = isParagraph ? all.filter((one) => one.paragraph === paragraph) : [];
  const edits = whole.map(({ key }) => ({ type: 'cut', key }) as const);
  const only = holding.length > 0 ? { only: holding.map(({ key }) => key) } : {};
  // "1 shorter, and drop the pharmacy one"
  const isTwo = [words.slice(0, verb), end < 0 ? [] : words.slice(end)].some(
    (rest) => lastOrderOffset(rest.join(' ')) >= 0,
  );
  return [
    ...(isTwo ? [remark('one-at-a-time')] : []),
    ...(holding.length === 0 ? [remark('no-such-words')] : []),
    edits.length > 0
      ? askBack({ kind: 'edit', action: 'cut', numbers: whole.map(({ number }) => number), edits })
      : askBack({ kind: 'sentence', action: 'cut', ...only }),
  ];
}

/** Minimum characters of a word that may have another ending: "pharmacy" matches "pharmacies". */
const STEM_AT_LEAST = 5;

function hasWord(text: string, word: string): boolean {
  const start = word.length < STEM_AT_LEAST ? word : word.slice(0, -1);
  return plain(text)
    .split(' ')
    .some((one) => (start === word ? one === word || one === `${word}s` : one.startsWith(start)));
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

/** "Can you fix 4?", "is sentence 4 too long?", but not "can I say hybrid, 1 day?" */
function numberInQuestion(words: readonly string[]): number | null {
  const isNumbered = (word = '') =>
    word === 'number' || UNITS.get(word) === 'sentence' || isChangeVerb(word, ['cut', 'replace', 'rewrite']);
  const number = words.find((word, at) => word !== '' && [...word].every(isDigit) && isNumbered(words[at - 1]));
  return number === undefined ? null : Number(number);
}

/** The only number of a text; null if it has several. */
function numberIn(text: string): number | null {
  const named = new Set(tokens(text).flatMap((token) => (token.kind === 'number' ? [Number(token.text)] : [])));
  const [number, ...others] = named;
  return number !== undefined && Number.isInteger(number) && others.length === 0 ? number : null;
}

function numbered(sentences: Message['sentences']) {
  return sentences.map((one, at) => ({ ...one, number: at + 1 }));
}
