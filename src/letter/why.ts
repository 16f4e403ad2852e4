/** Explains a letter: for every sentence, the candidate's words that support it. */
import type { Language } from '../machine/language.ts';
import { kindOf, type Quantity, sameQuantity } from '../machine/quantity.ts';
import { type Figure, figureOf, type Sheet, slotOfFigure } from '../machine/sheet.ts';
import { isMetric, keyParts, slotKind, topicOf } from '../machine/slots.ts';
import { wordIn, wordsOf } from '../prompts/catalogues.ts';
import { named, spaced } from '../prompts/question-texts.ts';
import { isCapital } from '../text/capitals.ts';
import { tokens } from '../text/lexer.ts';
import { numbersIn } from '../text/quantities.ts';
import { sentencesIn, trimPunctuation } from '../text/sentences.ts';
import { cached } from './cache.ts';
import { type Letter, type Sentence, sentencesOf } from './letter.ts';
import { hides, redact } from './redact.ts';
import { IDENTIFYING_FROM } from './redact-numbers.ts';
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
      ours(`\n${at + 1}. ${shortened(redact(sentence.text, sheet.hidden))} ← `),
      ...(sentence.edited
        ? sourcesOfEdited(sentence, before.get(sentence.key) ?? null, sheet, answerOf)
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

/** For a sentence that the candidate wrote: its own answers that share its facts, else others, else what it replaced. */
function sourcesOfEdited(sentence: Sentence, before: string | null, sheet: Sheet, answerOf: AnswerOf): Piece[] {
  const say = wordsOf('said', sheet.language);
  const { quoted, ofFigure } = quoting(sentence, sheet, answerOf);
  const { slots, key, text } = sentence;
  const own = keyParts(key).slot;
  const ofOwn = sharedFacts(text, {
    ...sheet,
    figures: sheet.figures.filter((figure) => figure.id === own || slots.includes(slotOfFigure(figure))),
    values: Object.fromEntries(Object.entries(sheet.values).filter(([slot]) => slot === own || slots.includes(slot))),
  });
  const isOwn = ofOwn.figures.length + ofOwn.answers.length > 0;
  const { figures, answers } = isOwn ? ofOwn : sharedFacts(text, sheet);
  const { language } = sheet;
  const told = [...figures.map(ofFigure), ...answers.map(({ slot, ...said }) => quoted(slot, [said]))];
  const sources = listed(told, language);
  if (sources.length > 0) return [ours(`${say('your-change')}${spaced(';', language)}`), ...sources];
  const old = shortened(redact(before ?? '', sheet.hidden));
  if (old === '') return [ours(say('your-change'))];
  return [ours(say('your-change.of', { quoted: wordsOf('questions', sheet.language)('quoted', { text: old }) }))];
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

/** Whether two amounts are the same thing. A small number without the same noun may be any: "one rule". */
function isSameAmount(one: Quantity, other: Quantity): boolean {
  const isCount = kindOf(one) === 'count' || kindOf(one) === 'bare';
  const isSure = !isCount || one.unit === other.unit || one.value >= IDENTIFYING_FROM;
  return isSure && sameQuantity(one, other);
}

/** What a text shares with the answers: figures, and names or sentences with most of its words. */
function sharedFacts(text: string, { values, figures, hidden, language }: Sheet) {
  const readings = numbersIn(text, language).mentions.flatMap((mention) => mention.readings);
  const isSaid = (side: Figure['now']) => side !== null && readings.some((one) => isSameAmount(one, side.quantity));
  const words = longWords(text);
  const answers = Object.entries(values).flatMap(([slot, { text: told, source }]) => {
    if (slotKind(slot) === 'name') return isNamed(told, text, { hidden }) ? [{ slot, text: told, source }] : [];
    const alike = sentencesIn(told).find((one) => isMostly(words, longWords(one)));
    return alike === undefined ? [] : [{ slot, text: alike, source }];
  });
  return { figures: figures.filter(({ now, before }) => isSaid(now) || isSaid(before)), answers };
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
      .map(({ source, answer }) => ({ source, text: say('quoted', { text: shortened(partOf(answer, text)) }) }));
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

/** The beginning, cut at a word boundary. */
function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  const end = text.lastIndexOf(' ', LONGEST - 2);
  return `${text.slice(0, end > 0 ? end : LONGEST - 2).toWellFormed()} …`;
}

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
