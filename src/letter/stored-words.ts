/**
 * Moves the candidate's rewritten and cut sentences from the edits to the sheet, so that the words of a letter are stored
 * once: a later correction finds the sentence that the letter shows. A letter that a model wrote has its own sentences.
 */
import type { InterviewContext } from '../machine/context.ts';
import { type Edit, sentenceEdits } from '../machine/edits.ts';
import { type Figure, figureOf, mainFigureId, type Sheet, textOf, type Value } from '../machine/sheet.ts';
import { keyParts, sentenceKey, slotKind, topicOf } from '../machine/slots.ts';
import { replacedContent, restoredSheet } from '../machine/undo.ts';
import { isEnded, sentencesIn } from '../text/sentences.ts';
import { composeLetter, topicSentences, typedSentences } from './compose.ts';
import { isSaidElsewhere } from './figure-sentence.ts';
import { type Sentence, sentencesOf } from './letter.ts';
import { completeSentence } from './wording.ts';

type Part = Pick<InterviewContext, 'sheet' | 'edits'>;
type Rewording = Extract<Edit, { type: 'rewrite' | 'cut' }>;

/** An old sentence of an answer, and the sentences that replace it. */
interface Replaced {
  readonly texts: readonly string[];
  readonly isChanged: boolean;
}

export function withStoredWords(context: InterviewContext): InterviewContext {
  const { sheet, edits } = context;
  if (context.draft !== null || sentenceEdits(edits).length === 0) return context;
  const letter = composeLetter({ sheet: { ...sheet, hidden: [] }, edits: [], date: new Date(0) });
  const slots = new Set(edits.flatMap((edit) => (isRewording(edit) ? [keyParts(edit.key).slot] : [])));
  const shown = sentencesOf(letter);
  const anew = [...slots].reduce((part: Part, slot) => stored(part, slot, shown), { sheet, edits });
  // What an edited sentence said doesn't come back as another one.
  const isLost = (one: Figure) => isSaidElsewhere(one, sheet) && !isSaidElsewhere(one, anew.sheet);
  const figures = anew.sheet.figures.map((one) => (isLost(one) ? { ...one, isUntold: true as const } : one));
  const next = figures.some(isLost) ? { ...anew, sheet: { ...anew.sheet, figures } } : anew;
  const isSame = next.edits.every((edit, at) => edit === edits[at]) && next.edits.length === edits.length;
  if (isSame) return context;
  // An undo brings the old words back.
  const last = next.edits.findLast((edit) => edit.type === 'restore');
  const undoable = next.edits.map((edit) => {
    if (edit !== last || edit.type !== 'restore') return edit;
    const { declined = sheet.declined, ...rest } = edit.sheet;
    const before = restoredSheet(sheet, rest);
    return { ...edit, sheet: { ...rest, declined, ...replacedContent(before, next.sheet) } };
  });
  return { ...context, sheet: next.sheet, edits: undoable };
}

/** What a letter says for an answer or a figure, not redacted; null for names and what no letter says. */
export function wordsInLetter(sheet: Sheet, key: string): string | null {
  if (slotKind(key) === 'name') return null;
  const topic = figureOf(sheet, key)?.topic ?? topicOf(key);
  const own = topicSentences({ ...sheet, hidden: [] }, topic).filter((one) => keyParts(one.key).slot === key);
  return own.length === 0 ? null : own.map(({ text }) => text).join(' ');
}

function isRewording(edit: Edit): edit is Rewording {
  return edit.type === 'rewrite' || edit.type === 'cut';
}

/** The letter adds words to their first sentence. */
const FRAMED = ['system.what', 'system.before'];

/** @param shown the letter: if a framed answer has other sentences there than were typed, the edits stay */
function stored({ sheet, edits }: Part, slot: string, shown: readonly Sentence[]): Part {
  const figure = figureOf(sheet, slot);
  const value = sheet.values[slot];
  const typed = typedSentences(sheet, slot);
  const isOwn = ({ key }: Sentence) => keyParts(key).slot === slot;
  const count = shown.filter(isOwn).length;
  const previous = shown[shown.findIndex(isOwn) - 1]?.key ?? null;
  if ((FRAMED.includes(slot) && typed.length !== count) || (!figure && (!value || slotKind(slot) === 'name')))
    return { sheet, edits };
  const mine = edits.filter(isRewording).filter(({ key }) => keyParts(key).slot === slot);
  const replaced = typed.map((sentence, at): Replaced => {
    const own = mine.filter(({ key }) => keyParts(key).number === at + 1);
    const anew = own.findLast((edit) => edit.type === 'rewrite');
    if (own.some(({ type }) => type === 'cut')) return { texts: [], isChanged: true };
    if (anew?.type !== 'rewrite') return { texts: [sentence], isChanged: false };
    return { texts: sentencesIn(anew.text).map(completeSentence), isChanged: true };
  });
  const all = replaced.flatMap(({ texts }) => texts);
  const kept = edits.flatMap((edit): Edit[] => {
    const isMine = isRewording(edit) && mine.includes(edit);
    return isMine ? [] : renumbered(edit, slot, replaced, previous);
  });
  const isWhole = replaced[0]?.isChanged === true;
  if (figure) return withFigure({ sheet, edits: kept }, figure, joined(all));
  const described = shown.filter(isOwn).findIndex(({ text }) => text.includes(descriptionIn(sheet)));
  const isRetold = descriptionIn(sheet) !== '' && replaced[described]?.isChanged === true;
  const next = isRetold ? withoutDescription(sheet) : sheet;
  return { sheet: withValue(next, slot, value, all, isWhole), edits: kept };
}

/** What the employer is, as the letter says it between commas. */
const descriptionIn = ({ values }: Sheet) => values['system.employer']?.about ?? '';

/** The letter doesn't put it back into a sentence that was written anew without it. */
function withoutDescription(sheet: Sheet): Sheet {
  const { 'system.employer': employer, ...others } = sheet.values;
  if (!employer) return sheet;
  const { about: _, ...name } = employer;
  return { ...sheet, values: { ...others, 'system.employer': name } };
}

/** Points an edit to the new numbers of the sentences. What was behind a cut sentence is behind the one before it. */
function renumbered(edit: Edit, slot: string, replaced: readonly Replaced[], previous: string | null): Edit[] {
  const of = replaced.flatMap(({ texts }) => texts).length;
  const countUntil = (end: number) => replaced.slice(0, end).flatMap(({ texts }) => texts).length;
  const anew = (key: string, isBehind: boolean) => {
    const own = keyParts(key);
    if (own.slot !== slot) return key;
    if (of === 0) return previous ?? key;
    const number = isBehind ? countUntil(own.number) : countUntil(own.number - 1) + 1;
    return sentenceKey(slot, Math.min(Math.max(number, 1), of), of);
  };
  switch (edit.type) {
    case 'move': {
      const own = keyParts(edit.key);
      const count = own.slot === slot ? (replaced[own.number - 1]?.texts.length ?? 1) : 1;
      if (count === 0) return [];
      const key = anew(edit.key, false);
      const { number } = keyParts(key);
      // Of a sentence that became several, the others follow.
      const keys = Array.from({ length: count }, (_, at) => (at === 0 ? key : sentenceKey(slot, number + at, of)));
      const others = keys
        .slice(1)
        .map((next, at): Edit => ({ ...edit, key: next, beside: keys[at] ?? key, side: 'after' }));
      return [{ ...edit, key, beside: anew(edit.beside, edit.side === 'after') }, ...others];
    }
    case 'split':
    case 'join':
      return [{ ...edit, key: anew(edit.key, false) }];
    case 'add':
      return [edit.after === null ? edit : { ...edit, after: anew(edit.after, true) }];
    default:
      return [edit];
  }
}

/** Joins sentences so that they are split in the same way again. */
function joined(sentences: readonly string[]): string {
  const text = sentences.reduce((all, one) => (all === '' ? one : `${all}${isEnded(all) ? ' ' : '\n'}${one}`), '');
  return sentencesIn(text).length === sentences.length ? text : sentences.join('\n');
}

function withValue(
  sheet: Sheet,
  slot: string,
  old: Value | undefined,
  all: readonly string[],
  isWhole: boolean,
): Sheet {
  const { [slot]: _, ...others } = sheet.values;
  if (!old || all.length === 0) return { ...sheet, values: others, declined: [...new Set([...sheet.declined, slot])] };
  const { english, around: __, ...rest } = old;
  const text = joined(all);
  // Fewer sentences must not make the interview ask for the rest.
  const sentences = Math.max(old.sentences, all.length);
  const value = { ...rest, ours: false, sentences, ...(isWhole && { isWhole }) };
  const isWorded = english !== undefined && textOf(sheet, slot) === english;
  return { ...sheet, values: { ...sheet.values, [slot]: isWorded ? { ...value, english: text } : { ...value, text } } };
}

function withFigure({ sheet, edits }: Part, figure: Figure, sentence: string): Part {
  const { id, topic } = figure;
  if (sentence !== '') {
    const figures = sheet.figures.map((one) => (one === figure ? { ...figure, sentence } : one));
    return { sheet: { ...sheet, figures }, edits };
  }
  const left = sheet.figures.filter((one) => one !== figure);
  const parts = ['now', 'before', 'percentile', 'measure', 'words'].map((part) => `${topic}.${part}`);
  const isOver = id === mainFigureId(topic) || !left.some((one) => one.topic === topic);
  const declined = isOver ? [...new Set([...sheet.declined, ...parts])] : sheet.declined;
  return { sheet: { ...sheet, figures: left, declined }, edits };
}
