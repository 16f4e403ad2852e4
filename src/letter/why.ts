/** For every sentence of a letter, the candidate's words that it rests on. */
import { type Figure, figureOf, type Sheet, slotOfFigure } from '../machine/sheet.ts';
import { isMetric, topicOf } from '../machine/slots.ts';
import { named } from '../prompts/questions.ts';
import { wordIn, wordsOf } from '../prompts/words.ts';
import { sentencesIn, trimEnds } from '../text/sentences.ts';
import { sharedFacts } from './edited-facts.ts';
import { type Letter, type Sentence, sentencesOf } from './letter.ts';
import { redact } from './redact.ts';
import { tidied } from './wording.ts';

/** Words of the text that were said in the event `source`; in UTF-16 units. */
interface Quoted {
  readonly at: number;
  readonly length: number;
  readonly source: string;
}

export interface Why {
  readonly text: string;
  /** In the order of the text. */
  readonly quoted: readonly Quoted[];
}

/** A part of the text; `source` is null for ours. */
interface Piece {
  readonly text: string;
  readonly source: string | null;
}

const ours = (text: string): Piece => ({ text, source: null });

/**
 * One line a sentence: its number, its beginning, and the slots with the words in them. Behind the sentences on one topic,
 * what they are good for; each topic is explained once. Nothing hidden is in it.
 *
 * @param before the sentences without the candidate's changes, by their keys
 */
export function whyOf(letter: Letter, sheet: Sheet, before: ReadonlyMap<string, string> = new Map()): Why {
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

/** What the passage of each sentence is good for; one that rests on nothing belongs to the passage before it. */
function passagesOf(sentences: readonly Sentence[], sheet: Sheet): readonly (string | null)[] {
  let last: string | null = null;
  return sentences.map(({ slots, key }) => {
    const topic = figureOf(sheet, key.split('#', 1)[0] ?? null)?.topic ?? (slots[0] && topicOf(slots[0]));
    last = topic ? wordIn('why', `does.${isMetric(topic) ? 'numbers' : topic}`, sheet.language) : last;
    return last;
  });
}

/** An answer without what is hidden, and its sentences as typed, the longest first, by how they are looked for. */
interface OpenAnswer {
  readonly text: string;
  readonly sentences: ReadonlyMap<string, string>;
}

/** Each answer is read once, however many sentences rest on it. */
function openAnswers({ hidden }: Sheet): (answer: string) => OpenAnswer {
  const read = new Map<string, OpenAnswer>();
  return (answer) => {
    const known = read.get(answer);
    if (known) return known;
    const text = redact(answer, hidden);
    const typed = sentencesIn(text).map(tidied);
    typed.sort((one, other) => other.length - one.length);
    const open = { text, sentences: new Map(typed.map((one) => [wantedOf(one), one])) };
    read.set(answer, open);
    return open;
  };
}

type AnswerOf = (answer: string) => OpenAnswer;

function sourcesOf(sentence: Sentence, sheet: Sheet, answerOf: AnswerOf): Piece[] {
  const { slots, key } = sentence;
  const { quoted, ofFigure } = quoting(sentence, sheet, answerOf);
  const own = figureOf(sheet, key.split('#', 1)[0] ?? null);
  const ofSlot = (slot: string): Piece[][] => {
    const value = sheet.values[slot];
    if (value) return [quoted(slot, [value])];
    return sheet.figures.filter((one) => slotOfFigure(one) === slot).map(ofFigure);
  };
  const sources = listed(own ? [ofFigure(own)] : slots.flatMap(ofSlot));
  return sources.length === 0 ? [ours(wordsOf('said', sheet.language)('nothing-said'))] : sources;
}

/** What of the answers is in a sentence that the candidate wrote into the letter; or else which one it took the place of. */
function sourcesOfEdited(sentence: Sentence, before: string | null, sheet: Sheet, answerOf: AnswerOf): Piece[] {
  const say = wordsOf('said', sheet.language);
  const { quoted, ofFigure } = quoting(sentence, sheet, answerOf);
  const { figures, answers } = sharedFacts(sentence.text, sheet);
  const sources = listed([...figures.map(ofFigure), ...answers.map(({ slot, ...said }) => quoted(slot, [said]))]);
  if (sources.length > 0) return [ours(`${say('your-change')}; `), ...sources];
  const old = shortened(redact(before ?? '', sheet.hidden));
  if (old === '') return [ours(say('your-change'))];
  return [ours(say('your-change.of', { quoted: wordsOf('questions', sheet.language)('quoted', { text: old }) }))];
}

function listed(sources: readonly Piece[][]): Piece[] {
  return sources
    .filter((pieces) => pieces.length > 0)
    .flatMap((pieces, at) => (at === 0 ? pieces : [ours('; '), ...pieces]));
}

/** What of an answer, or of a figure, a sentence rests on: in quotation marks, behind its name. */
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
    return each.length === 0 ? [] : [ours(named(name, '', sheet.language)), ...joined(each, ', ')];
  }
  return { quoted, ofFigure };
}

/** What was said in one message, in a row, is one piece. */
function joined(pieces: readonly Piece[], by: string): Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last?.source === piece.source) all.splice(-1, 1, { ...piece, text: `${last.text}${by}${piece.text}` });
    else all.push(...(last ? [ours(by)] : []), piece);
  }
  return all;
}

/** In characters: what is shown of a sentence, and of an answer. */
const LONGEST = 80;

/** The beginning, from word to word. */
function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  const end = text.lastIndexOf(' ', LONGEST - 2);
  return `${text.slice(0, end > 0 ? end : LONGEST - 2).toWellFormed()} …`;
}

function wantedOf(sentence: string): string {
  return trimEnds(sentence).toLowerCase();
}

/** Sentences of an answer that are looked for within one of the letter. */
const LOOKED_FOR = 40;

/** The sentence of the answer that stands in the letter's sentence, as typed; else the answer. */
function partOf({ text, sentences }: OpenAnswer, sentence: string): string {
  const within = () =>
    sentences
      .keys()
      .take(LOOKED_FOR)
      .find((wanted) => sentence.toLowerCase().includes(wanted));
  return sentences.get(wantedOf(sentence)) || sentences.get(within() ?? '') || tidied(text);
}
