/** Explains a letter: for every sentence, the candidate's words that support it. */
import type { Language } from '../machine/language.ts';
import { type Figure, figureOf, type Sheet, slotOfFigure } from '../machine/sheet.ts';
import { isMetric, keyParts, slotKind, topicOf } from '../machine/slots.ts';
import { spaced, wordIn, wordsOf } from '../prompts/catalogues.ts';
import { named, shortened } from '../prompts/question-texts.ts';
import { isCapital } from '../text/capitals.ts';
import { tokens } from '../text/lexer.ts';
import { sentencesIn, trimPunctuation } from '../text/sentences.ts';
import { cached } from './cache.ts';
import { type Letter, type Sentence, sentencesOf } from './letter.ts';
import { hides, redact } from './redact.ts';
import { indexOfWords, tidied } from './wording.ts';

/** A quote in the text, from the event `source`. Offset and length in UTF-16 units. */
interface Quoted {
  readonly at: number;
  readonly length: number;
  readonly source: string;
}

export interface Explanation {
  readonly text: string;
  /** In text order. */
  readonly quoted: readonly Quoted[];
}

/** A part of the text; `source` is null for the bot's own words. */
interface Piece {
  readonly text: string;
  readonly source: string | null;
}

const ours = (text: string): Piece => ({ text, source: null });

/**
 * Writes one line per sentence: its number, its beginning, and the quoted words with their slots. After the last
 * sentence on a topic, one line says what the topic is for. The text is redacted.
 *
 * @param before sentences before the candidate's edits, by key
 */
export function explainLetter(
  letter: Letter,
  sheet: Sheet,
  before: ReadonlyMap<string, string> = new Map(),
): Explanation {
  const sentences = sentencesOf(letter);
  const passages = passagesOf(sentences, sheet);
  const ends = new Map(passages.map((passage, at) => [passage, at]));
  const answerOf = openAnswers(sheet);
  const pieces = sentences.flatMap((sentence, at): Piece[] => {
    const passage = passages[at] ?? null;
    const isOver = passage !== null && at === ends.get(passage);
    return [
      ours(`\n${at + 1}. ${shortened(redact(sentence.text, sheet.hidden), LONGEST)} ← `),
      ...(sentence.edited
        ? sourcesOfEdited(before.get(sentence.key) ?? '', sheet)
        : sourcesOf(sentence, sheet, answerOf)),
      ...(isOver ? [ours(`\n   → ${passage}`)] : []),
    ];
  });
  let text = wordsOf('why', sheet.language)('head');
  const quoted: Quoted[] = [];
  for (const piece of pieces) {
    if (piece.source !== null) quoted.push({ at: text.length, length: piece.text.length, source: piece.source });
    text += piece.text;
  }
  return { text, quoted };
}

/** The purpose of each sentence's topic. A sentence without a topic belongs to the passage before it. */
function passagesOf(sentences: readonly Sentence[], sheet: Sheet): readonly (string | null)[] {
  let last: string | null = null;
  return sentences.map(({ slots, key }) => {
    const topic = figureOf(sheet, keyParts(key).slot)?.topic ?? (slots[0] && topicOf(slots[0]));
    last = topic ? wordIn('why', `does.${isMetric(topic) ? 'numbers' : topic}`, sheet.language) : last;
    return last;
  });
}

/** A redacted answer, and its sentences as typed, by search key, longest first. */
interface OpenAnswer {
  readonly text: string;
  readonly sentences: ReadonlyMap<string, string>;
}

/** Returns a cached lookup: an answer that supports several sentences is parsed only once. */
function openAnswers({ hidden }: Sheet): (answer: string) => OpenAnswer {
  const read = new Map<string, OpenAnswer>();
  return (answer) =>
    cached(read, answer, () => {
      const text = redact(answer, hidden);
      const typed = sentencesIn(text).map(tidied);
      typed.sort((one, other) => other.length - one.length);
      return { text, sentences: new Map(typed.map((one) => [wantedOf(one), one])) };
    });
}

type AnswerOf = (answer: string) => OpenAnswer;

function sourcesOf(sentence: Sentence, sheet: Sheet, answerOf: AnswerOf): Piece[] {
  const { slots, key } = sentence;
  const { quoted, ofFigure } = quoting(sentence, sheet, answerOf);
  const own = figureOf(sheet, keyParts(key).slot);
  const ofSlot = (slot: string): Piece[][] => {
    const value = sheet.values[slot];
    // Of the sentences on the system, only one names the employer.
    const isUsed = slot === keyParts(key).slot || slotKind(slot) !== 'name';
    if (value) return isUsed || isNamed(value.text, sentence.text, sheet) ? [quoted(slot, [value])] : [];
    return sheet.figures.filter((one) => slotOfFigure(one) === slot).map(ofFigure);
  };
  const sources = listed(own ? [ofFigure(own)] : slots.flatMap(ofSlot), sheet.language);
  return sources.length === 0 ? [ours(wordsOf('said', sheet.language)('nothing-said'))] : sources;
}

/** For a sentence that the candidate wrote: the sentence that it replaced. */
function sourcesOfEdited(before: string, { hidden, language }: Sheet): Piece[] {
  const say = wordsOf('said', language);
  if (before === '') return [ours(say('your-change'))];
  const quoted = wordsOf('questions', language)('quoted', { text: shortened(redact(before, hidden), LONGEST) });
  return [ours(say('your-change.of', { quoted }))];
}

/**
 * Whether a text has the whole name, with its capital: "Reconciliation", but not "the reconciliation service"; or its
 * stand-in.
 */
function isNamed(name: string, text: string, { hidden }: Pick<Sheet, 'hidden'>): boolean {
  const open = trimPunctuation(redact(name, hidden));
  const shown = redact(text, hidden);
  const at = open === '' ? -1 : indexOfWords(open, shown);
  const found = shown.slice(at, at + open.length);
  return at >= 0 && (found === open || isCapital(found) || hides(name, hidden));
}

/** Minimum characters of a compared word: shorter words occur in every sentence. */
const WORD_AT_LEAST = 4;
/** Minimum words in common: fewer may be a coincidence. */
const SHARED_AT_LEAST = 3;

function longWords(text: string): ReadonlySet<string> {
  return new Set(
    tokens(text).flatMap(({ kind, low }) => (kind === 'word' && low.length >= WORD_AT_LEAST ? [low] : [])),
  );
}

/** @returns the sentence of `told` with most words of one of the text's sentences; null if there is none */
export function sentenceLike(text: string, told: readonly string[]): string | null {
  const wanted = sentencesIn(text).map(longWords);
  return told.find((one) => wanted.some((words) => isMostly(words, longWords(one)))) ?? null;
}

function isMostly(words: ReadonlySet<string>, told: ReadonlySet<string>): boolean {
  const shared = words.intersection(told).size;
  return shared >= SHARED_AT_LEAST && shared * 2 > words.size;
}

function listed(sources: readonly Piece[][], language: Language): Piece[] {
  return sources
    .filter((pieces) => pieces.length > 0)
    .flatMap((pieces, at) => (at === 0 ? pieces : [ours(spaced(';', language)), ...pieces]));
}

/** Renders the words of an answer or a figure that support a sentence: its name, then the quotes. */
function quoting({ text }: Sentence, sheet: Sheet, answerOf: AnswerOf) {
  const ofFigure = ({ topic, sentence, measure, percentile, before, now }: Figure): Piece[] => {
    const source = (now ?? before)?.source ?? null;
    const sides = [before, now].flatMap((side) => (side ? [{ text: side.quote, source: side.source }] : []));
    const words = [measure, percentile].flatMap((text) => (text === null ? [] : [{ text, source }]));
    return quoted(topic, sentence === null ? [...words, ...sides] : [{ text: sentence, source }]);
  };
  function quoted(name: string, words: readonly Piece[]): Piece[] {
    const say = wordsOf('questions', sheet.language);
    const open = words.map(({ source, text: answer }) => ({ source, answer: answerOf(answer) }));
    const parts = open
      .filter(({ answer }) => answer.text !== '')
      .map(({ source, answer }) => ({
        source,
        text: say('quoted', { text: shortened(partOf(answer, text), LONGEST) }),
      }));
    const each = parts.filter((one, at) => parts.findIndex((other) => other.text === one.text) === at);
    return each.length === 0 ? [] : [ours(named(name, '', sheet.language)), ...joined(each)];
  }
  return { quoted, ofFigure };
}

/** Joins consecutive pieces of the same message into one. */
function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last?.source === piece.source) all.splice(-1, 1, { ...piece, text: `${last.text}, ${piece.text}` });
    else all.push(...(last ? [ours(', ')] : []), piece);
  }
  return all;
}

/** Maximum characters shown of a sentence or an answer. */
const LONGEST = 80;

function wantedOf(sentence: string): string {
  return trimPunctuation(sentence).toLowerCase();
}

/** Maximum sentences of an answer that are searched for in a sentence of the letter. */
const LOOKED_FOR = 40;

/** The answer's sentence that the letter's sentence contains, as typed; else the whole answer. */
function partOf({ text, sentences }: OpenAnswer, sentence: string): string {
  const within = () =>
    sentences
      .keys()
      .take(LOOKED_FOR)
      .find((wanted) => sentence.toLowerCase().includes(wanted));
  return sentences.get(wantedOf(sentence)) || sentences.get(within() ?? '') || tidied(text);
}
