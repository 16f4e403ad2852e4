/** For every sentence of a letter, the candidate's words that it rests on. */
import { type Figure, type Sheet, slotOfFigure } from '../machine/sheet.ts';
import { slotName } from '../prompts/choices.ts';
import { wordsOf } from '../prompts/words.ts';
import { sentencesIn, trimEnds } from '../text/sentences.ts';
import { type Letter, type Sentence, sentencesOf } from './letter.ts';
import { redact } from './redact.ts';
import { tidied } from './wording.ts';

/** One line a sentence: its number, the sentence, and the slots with the words in them. Nothing hidden is in it. */
export function whyText(letter: Letter, sheet: Sheet): string {
  const lines = sentencesOf(letter).map((sentence, at) => {
    const text = redact(sentence.text, sheet.hidden);
    return `${at + 1}. ${text} ← ${sentence.edited ? wordsOf('said', sheet.language)('your-change') : sourcesOf(sentence, sheet)}`;
  });
  return lines.join('\n');
}

function sourcesOf({ text, slots, key }: Sentence, sheet: Sheet): string {
  const quoted = (name: string, words: readonly (string | null | undefined)[]) => {
    const open = words.map((each) => redact(each ?? '', sheet.hidden)).filter((each) => each !== '');
    const parts = [
      ...new Set(open.map((each) => wordsOf('questions', sheet.language)('quoted', { text: partOf(each, text) }))),
    ];
    return parts.length === 0 ? [] : [`${slotName(name, sheet.language)}: ${parts.join(', ')}`];
  };
  const ofFigure = ({ topic, sentence, measure, percentile, before, now }: Figure) =>
    quoted(topic, sentence === null ? [measure, percentile, before?.quote, now?.quote] : [sentence]);
  const own = sheet.figures.find(({ id }) => id === key.split('#', 1)[0]);
  const ofSlot = (slot: string) => {
    const value = sheet.values[slot];
    if (value) return quoted(slot, [value.text]);
    return sheet.figures.filter((one) => slotOfFigure(one) === slot).flatMap(ofFigure);
  };
  const sources = own ? ofFigure(own) : slots.flatMap(ofSlot);
  return sources.length === 0 ? wordsOf('said', sheet.language)('nothing-said') : sources.join('; ');
}

/** In characters: what is shown of an answer that is not in the sentence word by word. */
const LONGEST = 80;

/** The sentence of the answer that stands in the letter's sentence, as typed; else the start of the answer. */
function partOf(answer: string, sentence: string): string {
  const written = sentence.toLowerCase();
  const pieces = sentencesIn(answer)
    .map(tidied)
    .filter((piece) => written.includes(trimEnds(piece).toLowerCase()));
  const [longest = ''] = pieces.toSorted((one, other) => other.length - one.length);
  const start = tidied(answer);
  if (longest !== '' || start.length <= LONGEST) return longest || start;
  const end = start.lastIndexOf(' ', LONGEST - 2);
  return `${start.slice(0, end > 0 ? end : LONGEST - 2).toWellFormed()} …`;
}
