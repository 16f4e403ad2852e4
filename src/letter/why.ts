/** Explains a letter: for every sentence, the candidate's words that support it. */
import { type Figure, figureOf, type Sheet, slotOfFigure, textOf } from '../machine/sheet.ts';
import { isMetric, keyParts, slotKind, topicOf } from '../machine/slots.ts';
import { spaced, wordIn, wordsOf } from '../prompts/catalogues.ts';
import { named, shortened } from '../prompts/question-texts.ts';
import { sentencesIn } from '../text/sentences.ts';
import { cached } from './cache.ts';
import { type Letter, type Sentence, sentencesOf } from './letter.ts';
import { redact } from './redact.ts';
import { tidied } from './wording.ts';

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

/** Maximum characters shown of a sentence or an answer. */
const LONGEST = 80;

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
  const open = openAnswers(sheet);
  const pieces = sentences.flatMap((sentence, at): Piece[] => {
    const passage = passages[at] ?? null;
    const isOver = passage !== null && at === ends.get(passage);
    return [
      ours(`\n${at + 1}. ${shortened(redact(sentence.text, sheet.hidden), LONGEST)} ← `),
      ...(sentence.edited ? sourcesOfEdited(before.get(sentence.key) ?? '', sheet) : sourcesOf(sentence, sheet, open)),
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

/** An answer without its hidden values. */
interface OpenAnswer {
  /** Its beginning, longer than what is shown. */
  readonly start: string;
  readonly sentences: readonly string[];
}

/** Reads each answer once: many sentences may come from one. */
function openAnswers(sheet: Sheet): (slot: string) => OpenAnswer {
  const read = new Map<string, OpenAnswer>();
  return (slot) =>
    cached(read, slot, () => {
      const text = textOf(sheet, slot) ?? '';
      // Redacted as a whole: a hidden value may contain a full stop.
      const open = redact(text, sheet.hidden);
      const [told = [], shown = []] = [text, open].map(sentencesIn);
      return { start: open.slice(0, 2 * LONGEST), sentences: told.length === shown.length ? shown : [] };
    });
}

function sourcesOf({ slots, key }: Sentence, sheet: Sheet, openOf: (slot: string) => OpenAnswer): Piece[] {
  const { slot: ownSlot, number } = keyParts(key);
  const ofFigure = (figure: Figure) => quoted(figure.topic, wordsOfFigure(figure), sheet);
  const ofSlot = (slot: string): Piece[][] => {
    const value = sheet.values[slot];
    if (!value) return sheet.figures.filter((one) => slotOfFigure(one) === slot).map(ofFigure);
    // Only the first sentence of an answer has words of the template around it.
    if (slot !== ownSlot && slotKind(slot) === 'name' && number > 1) return [];
    const { start, sentences } = openOf(slot);
    const part = slot === ownSlot ? sentences[number - 1] : undefined;
    return [quoted(slot, [{ text: part ?? start, source: value.source }], sheet)];
  };
  const own = figureOf(sheet, ownSlot);
  const sources = (own ? [ofFigure(own)] : slots.flatMap(ofSlot)).filter((pieces) => pieces.length > 0);
  if (sources.length === 0) return [ours(wordsOf('said', sheet.language)('nothing-said'))];
  return sources.flatMap((pieces, at) => (at === 0 ? pieces : [ours(spaced(';', sheet.language)), ...pieces]));
}

/** For a sentence that the candidate wrote: the sentence that it replaced. */
function sourcesOfEdited(before: string, { hidden, language }: Sheet): Piece[] {
  const say = wordsOf('said', language);
  if (before === '') return [ours(say('your-change'))];
  const quoted = wordsOf('questions', language)('quoted', { text: shortened(redact(before, hidden), LONGEST) });
  return [ours(say('your-change.of', { quoted }))];
}

function wordsOfFigure({ sentence, measure, percentile, before, now }: Figure): Piece[] {
  const source = (now ?? before)?.source ?? null;
  if (sentence !== null) return [{ text: sentence, source }];
  const words = [measure, percentile].flatMap((text) => (text === null ? [] : [{ text, source }]));
  return [...words, ...[before, now].flatMap((side) => (side ? [{ text: side.quote, source: side.source }] : []))];
}

/** The name of an answer or a figure, then its words in quotation marks. Words of one message are one piece. */
function quoted(name: string, words: readonly Piece[], { hidden, language }: Sheet): Piece[] {
  const say = wordsOf('questions', language);
  const pieces: Piece[] = [];
  for (const { text, source } of words) {
    const open = tidied(redact(text, hidden));
    const shown = say('quoted', { text: shortened(open, LONGEST) });
    const last = pieces.at(-1);
    if (open === '' || pieces.some((piece) => piece.text.includes(shown))) continue;
    if (last?.source === source) pieces.splice(-1, 1, { source, text: `${last.text}, ${shown}` });
    else pieces.push(...(last ? [ours(', ')] : []), { source, text: shown });
  }
  return pieces.length === 0 ? [] : [ours(named(name, '', language)), ...pieces];
}
