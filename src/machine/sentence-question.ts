/** Questions that ask for a sentence of the letter, and what is done with it. */
import { askBack, type Command, editLetter, remark, setFigure } from './commands.ts';
import type { Move, SentenceEdit } from './edits.ts';
import type { Added, PendingOf } from './pending.ts';
import { type Option, option, type Question } from './question.ts';
import { figureOf, type Sheet, slotOfFigure, type Value } from './sheet.ts';
import { keyParts } from './slots.ts';
import { OPTIONS_AT_MOST } from './step-question.ts';

/** A sentence of the letter, with the number of its paragraph. */
interface Placed {
  readonly key: string;
  readonly paragraph?: number;
  readonly slots?: readonly string[];
}

type NewWords = NonNullable<PendingOf<'sentence'>['anew']>[number];

/** Adds the sentences of the letter as options, if the question asks for one. @param sentences all, in order */
export function withSentences(question: Question, sentences: readonly Placed[]): Question {
  if (question.kind === 'change') return withBreak(question, sentences);
  if (question.kind === 'place') return withPlaces(question, sentences);
  if (question.kind !== 'sentence') return question;
  const keys = sentences.map(({ key }) => key);
  if (question.anew) return withWordings(question, question.anew, keys);
  const all = keysOf(question, sentences);
  // In the order of `only`, with the numbers of the letter.
  const { only = all } = question;
  const listed = only.slice(0, OPTIONS_AT_MOST).flatMap((key): Option[] => {
    const at = keys.indexOf(key);
    return at < 0 ? [] : [{ id: `n:${at + 1}`, slot: key, does: [sentenceCommand(question, key, at + 1)] }];
  });
  const others = only === all ? [] : allSentences(question);
  return { ...question, options: [...listed, ...others, ...question.options] };
}

/** Offers each sentence with its new words, and all of them at once. */
function withWordings(question: Question, anew: readonly NewWords[], keys: readonly string[]): Question {
  const edit = (one: NewWords) => editLetter({ type: 'rewrite', ...one });
  const each = anew.map((one): Option => ({ id: `n:${keys.indexOf(one.key) + 1}`, slot: one.key, does: [edit(one)] }));
  return { ...question, options: [...each, option('each', ...anew.map(edit)), ...question.options] };
}

/** Offers the beginning and the end of the letter, and the sentences after which the one in question can go. */
function withPlaces(question: Extract<Question, { kind: 'place' }>, sentences: readonly Placed[]): Question {
  const places = ['', ...sentences.map(({ key }) => key)].flatMap((slot, number): Option[] => {
    // The end always is one of them.
    if (number >= OPTIONS_AT_MOST - 1 && number < sentences.length) return [];
    const does = placeAfter(question, number, sentences) ?? [];
    if (!does.some(({ type }) => type === 'edit-letter')) return [];
    if (number === 0 || number === sentences.length) return [option(number === 0 ? 'beginning' : 'end', ...does)];
    return [{ id: `n:${number}`, slot, does }];
  });
  return { ...question, options: [...places, ...question.options] };
}

/**
 * Puts a sentence after the one with this number.
 *
 * @param number 0: at the beginning
 * @returns null if there is no sentence with such a number
 */
export function placeAfter(
  { key, added }: Omit<PendingOf<'place'>, 'kind'>,
  number: number,
  sentences: readonly Placed[],
): readonly Command[] | null {
  const beside = sentences[Math.max(number, 1) - 1]?.key;
  if (beside === undefined) return null;
  const side = number === 0 ? 'before' : 'after';
  if (added === undefined) {
    const move = moveOf(key, beside, side, sentences);
    return [move === null ? remark('already-there') : editLetter(move)];
  }
  const add = editLetter({ type: 'add', key, after: beside, ...added });
  return side === 'after' ? [add] : [add, editLetter({ type: 'move', key, side, beside })];
}

/** The question after which sentence to put a new one. */
export function placeOf(added: Added): PendingOf<'place'> {
  return { kind: 'place', key: `added:${added.source}`, added };
}

/** The commands of a new wording. */
export function wordingCommands(
  { action, key, cuts = [] }: Pick<PendingOf<'wording'>, 'action' | 'key' | 'cuts'>,
  text: string,
  source: string,
): readonly Command[] {
  switch (action) {
    case 'rewrite':
      return [
        editLetter({ type: action, key, text, source }),
        ...cuts.map((each) => editLetter({ type: 'cut', key: each })),
      ];
    case 'add':
      if (key === '') return [askBack(placeOf({ text, source }))];
      return [editLetter({ type: action, key: `added:${source}`, after: key, text, source })];
    default:
      return [editLetter({ type: action, text })];
  }
}

/** The keys of the sentences of the slot that the question is about; of all, if there are none. */
function keysOf(question: Question, sentences: readonly Placed[]): string[] {
  const { of } = question.kind === 'sentence' ? question : {};
  const own = sentences.filter(({ slots }) => of !== undefined && slots?.includes(of));
  return (own.length > 0 ? own : sentences).map(({ key }) => key);
}

/** Offers the list of all sentences, with what the message said. */
function allSentences(question: Question): Option[] {
  if (question.kind !== 'sentence') return [];
  const { kind, action, added } = question;
  return [option('all', askBack({ kind, action, ...(added && { added }) }))];
}

/** What else of the letter a message may be about: the parts around the sentences, or a new one, unless it is to be cut. */
export function otherParts({ action, added }: PendingOf<'sentence'>): Option[] {
  const wording = (action: 'greeting' | 'sign-off' | 'add') =>
    option(action, askBack({ kind: 'wording', action, key: '' }));
  const add = added ? option('add', askBack(placeOf(added))) : wording('add');
  const names = (only: 'role' | 'contact') => option(only, askBack({ kind: 'which', text: null, only }));
  return [
    names('role'),
    wording('greeting'),
    wording('sign-off'),
    names('contact'),
    ...(action === 'cut' ? [] : [add]),
  ];
}

/** Offers to start a paragraph with the sentence; or to join its paragraph with the one before, if it starts one. */
function withBreak(question: Extract<Question, { kind: 'change' }>, sentences: readonly Placed[]): Question {
  const { key, options } = question;
  const at = sentences.findIndex((one) => one.key === key);
  const [before, own] = [sentences[at - 1], sentences[at]];
  if (before?.paragraph === undefined || own?.paragraph === undefined) return question;
  const type = before.paragraph === own.paragraph ? 'split' : 'join';
  return {
    ...question,
    options: [...options.slice(0, -1), option(type, editLetter({ type, key })), ...options.slice(-1)],
  };
}

interface Wanted {
  readonly action: PendingOf<'sentence'>['action'] | 'add';
  readonly added?: Added | undefined;
}

/** Returns the command for an action on a sentence: the edit itself, or the next question about it. */
export function sentenceCommand({ action, added }: Wanted, key: string, number: number): Command {
  switch (action) {
    case 'change':
      return askBack({ kind: action, key, number, ...(added && { added }) });
    case 'cut':
      return editLetter({ type: action, key });
    case 'move':
      return askBack({ kind: 'place', key });
    case 'rewrite':
    case 'add':
      return askBack({
        kind: 'wording',
        action,
        key,
        ...(added && { offers: newWordings(added), source: added.source }),
      });
  }
}

/** Minimum words behind a colon that may be the new sentence. */
const SENTENCE_WORDS = 4;

/** What of a message may be the new sentence: the words behind its colon, or all: "That is clumsy. Make it: …" */
export function newWordings({ text }: Added): string[] {
  const behind = text.slice(text.indexOf(': ') + 1).trim();
  const isOwn = behind !== text && behind.split(' ').length >= SENTENCE_WORDS;
  return isOwn ? [behind, text] : [text];
}

/**
 * Moves a sentence beside another one, into its paragraph.
 *
 * @param side null: to the place of `beside`, so that the sentence gets its number
 * @returns null if the sentence is there already
 */
export function moveOf(
  key: string,
  beside: string,
  side: Move['side'] | null,
  sentences: readonly Placed[],
): Move | null {
  const [from, to] = [key, beside].map((wanted) => sentences.findIndex((one) => one.key === wanted));
  if (from === undefined || to === undefined || from < 0 || to < 0 || from === to) return null;
  const own = side ?? (from < to ? 'after' : 'before');
  const isThere = from === to + (own === 'after' ? 1 : -1) && sentences[from]?.paragraph === sentences[to]?.paragraph;
  return isThere ? null : { type: 'move', key, beside, side: own };
}

/** Puts two different sentences in each other's place and paragraph. */
export function swapsOf(one: string, other: string, sentences: readonly Placed[]): SentenceEdit[] {
  const [from, to] = [one, other]
    .map((key) => sentences.findIndex((each) => each.key === key))
    .toSorted((a, b) => a - b);
  const [first, before, second, next] = [from, (to ?? 0) - 1, to, (to ?? 0) + 1].map((at) => sentences[at ?? -1]);
  if (!first || !before || !second) return [];
  const up: Move = { type: 'move', key: second.key, beside: first.key, side: 'before' };
  if (next && next.paragraph === second.paragraph)
    return [up, { type: 'move', key: first.key, beside: next.key, side: 'before' }];
  const down: Move[] = before === first ? [] : [{ type: 'move', key: first.key, beside: before.key, side: 'after' }];
  const isAlone = before.paragraph !== second.paragraph;
  return [up, ...down, ...(isAlone ? [{ type: 'split', key: first.key } as const] : [])];
}

/**
 * Moves several sentences beside another one, in their order. A whole paragraph beside one stays a paragraph.
 *
 * @returns no edits if the other one is among them
 */
export function movesOf(
  keys: readonly string[],
  beside: string,
  side: Move['side'],
  sentences: readonly Placed[],
): SentenceEdit[] {
  if (keys.includes(beside)) return [];
  const moves = keys.map((key, at): Move => {
    const before = keys[at - 1];
    return before === undefined
      ? { type: 'move', key, beside, side }
      : { type: 'move', key, beside: before, side: 'after' };
  });
  const paragraphOf = (key: string) => sentences.find((one) => one.key === key)?.paragraph;
  const isMoved = ({ paragraph }: Placed) => keys.some((key) => paragraphOf(key) === paragraph);
  const isWhole = sentences.every((one) => !isMoved(one) || keys.includes(one.key));
  const others = sentences.filter(({ paragraph }) => paragraph === paragraphOf(beside));
  const isEdge = others.at(side === 'after' ? -1 : 0)?.key === beside;
  const [first = ''] = keys;
  return isWhole && isEdge ? [...moves, { type: 'split', key: side === 'after' ? first : beside }] : moves;
}

/** Id of the step "this sentence, which may name an earlier application, stays as it is". */
export function formerStep(text: string): string {
  return `former:${text}`;
}

/**
 * Returns the commands that replace or remove a sentence.
 * @param value null: removes it
 */
export function replacementCommands({ key }: PendingOf<'former'>, value: Value | null, sheet: Sheet): Command[] {
  if (key === 'greeting' || key === 'sign-off') return value ? [editLetter({ type: key, text: value.text })] : [];
  if (value === null) return [editLetter({ type: 'cut', key })];
  const figure = figureOf(sheet, keyParts(key).slot);
  const { text, source } = value;
  return [
    // A model would be told what was measured.
    ...(figure ? [setFigure(slotOfFigure(figure), figure.topic, figure.id, { measure: null })] : []),
    editLetter({ type: 'rewrite', key, text, source }),
  ];
}
