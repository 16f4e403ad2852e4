/** Replies to earlier questions, and new versions of earlier messages. */
import { figureText } from '../letter/render.ts';
import { askBack, type Command } from '../machine/commands.ts';
import type { Part } from '../machine/context.ts';
import { advance, type Interview, questionOf, restoreState } from '../machine/interview.ts';
import { holdsTextOf, type Pending } from '../machine/pending.ts';
import { figureOf, mainFigure } from '../machine/sheet.ts';
import { isMetric, orderOf, slotKind, stepOf, topicOf } from '../machine/slots.ts';
import { SLOT_AT_MOST } from '../reader/answer-backlog.ts';
import { textValue } from '../text/sentences.ts';
import { type Action, controlAction, saidAction } from './action.ts';

/** @param read reads a text as the answer to the open question of a state */
export function createEarlierMessages(read: (id: string, text: string, state: Interview) => Promise<Action>) {
  /** Reads a reply to an earlier question; null if it is the current question, or has no slot. */
  async function replyAction(slot: string, id: string, text: string, state: Interview): Promise<Action | null> {
    const stands = questionOf(state);
    if (slot === '' || !stands || stands.slot === slot) return null;
    // "Any other number?" asks for another figure.
    const topic = topicOf(slot);
    const isNew = slot.endsWith('.more') || !isMetric(topic);
    const figure = isNew ? null : (mainFigure(state.context.sheet, topic)?.id ?? null);
    // The pending question is asked again afterwards.
    const asked = [...state.context.pending.slice(-1), { kind: 'revise', slot, figure } as const];
    const from = advance(state, { type: 'said', commands: asked.map(askBack) });
    return { from, ...(await read(id, text, from)) };
  }

  /**
   * Reads a new version of an earlier message as the new value of what it filled. If the message is a part of an answer,
   * the other parts stay. Asks what a text changes that replaces nothing, or not all of the message's values.
   * @param id of the edit or the reply @param source of the earlier message
   */
  async function againAction(id: string, source: string, text: string, before: Interview): Promise<Action> {
    if (before.hasTag('writing')) return controlAction('write');
    const state = withPart(before, source, text);
    const target = targetOf(source, text, before);
    const pending = state.context.pending.slice(-1);
    if (target !== null) {
      const others = pending.filter((one) => !('slot' in one && one.slot === target.slot));
      const commands = [...others, { kind: 'revise', slot: target.slot, figure: target.figure } as const].map(askBack);
      const from = advance(state, { type: 'said', commands });
      const action = await read(target.source, target.text, from);
      const set = commandsOf(action).map(slotIn);
      if (state.context.open || target.slots.length < 2 || target.slots.every((slot) => set.includes(slot)))
        return { from, ...action };
    }
    // A forwarded text that is being asked about comes first.
    const others = pending.filter(({ kind }) => kind === 'job-post').map(askBack);
    const which = askBack({ kind: 'which', text: textValue(text, id), only: null, isNewVersion: true });
    return { from: state, ...saidAction([which, ...others]) };
  }

  return { replyAction, againAction };
}

/** Maximum answers whose parts are stored. Limits the row size. */
const ANSWERS_AT_MOST = 20;

/** Stores the messages of an answer, so that each can be changed. */
export function withParts(state: Interview, parts: readonly Part[]): Interview {
  const length = parts.reduce((sum, { text }) => sum + text.length, 0);
  if (parts.length < 2 || length > SLOT_AT_MOST) return state;
  return withAnswers(state, [...(state.context.inParts ?? []), [...parts]].slice(-ANSWERS_AT_MOST));
}

/** Replaces the text of a message that is a part of an answer. */
function withPart(state: Interview, id: string, text: string): Interview {
  const answers = state.context.inParts ?? [];
  if (!answers.some((parts) => partIn(parts, id))) return state;
  const replaced = (part: Part) => (part.id === id ? { id, text } : part);
  return withAnswers(
    state,
    answers.map((parts) => parts.map(replaced)),
  );
}

function withAnswers(state: Interview, inParts: Part[][]): Interview {
  return restoreState(String(state.value), { ...state.context, inParts });
}

const commandsOf = (action: Action) =>
  action.kind === 'event' && action.event.type === 'said' ? action.event.commands : [];

const partIn = (parts: readonly Part[], source: string) => parts.find(({ id }) => id === source);
const slotIn = (command: Command) => ('slot' in command ? command.slot : '');

/** What a message filled. `words`: from the message. */
interface Filled {
  readonly slot: string;
  readonly figure: string | null;
  readonly words: readonly string[];
  /** The side of the figure, if another message gave the other one. */
  readonly side?: 'now' | 'before';
}

interface Target extends Omit<Filled, 'words' | 'side'> {
  /** All slots that the message filled. */
  readonly slots: readonly string[];
  readonly source: string;
  readonly text: string;
}

/** Returns what to read the new text of a message as; null if it filled nothing, or slots of several questions. */
function targetOf(source: string, text: string, state: Interview): Target | null {
  const own = filledBy(source, state);
  const parts = (state.context.inParts ?? []).findLast((all) => partIn(all, source)) ?? [];
  const [first] = parts;
  if (own.length > 0 && first === undefined) return targetFor(own, source, text, state);
  if (first === undefined) return null;
  const all = filledBy(first.id, state);
  const old = partIn(parts, source)?.text ?? '';
  const whole = partsLeft(parts, source, all).map((part) => (part.id === source ? text : part.text));
  const ofAll = targetFor(all, first.id, whole.join('\n'), state);
  if (ofAll && all.length > 1) return ofAll;
  const here = all.filter(({ words }) => words.every((each) => old.includes(each)));
  return here.length > 0 ? targetFor(here, first.id, text, state) : ofAll;
}

/** Returns the messages whose text is still in the answer, and `source`: a deleted one may have been taken back. */
function partsLeft(parts: readonly Part[], source: string, filled: readonly Filled[]): readonly Part[] {
  const isLeft = ({ text }: Part) => filled.some(({ words }) => words.some((each) => each.includes(text.trim())));
  return parts.some(isLeft) ? parts.filter((part) => part.id === source || isLeft(part)) : parts;
}

/** Offers to take back what a deleted message filled. Drops a question in which its text waits. */
export function deletedAction(id: string, state: Interview): Action {
  const { sheet, inParts = [], pending } = state.context;
  const parts = inParts.findLast((all) => partIn(all, id)) ?? [];
  const [first] = parts;
  // The question about an answer of several messages stays.
  const isHolding = (one: Pending) => first === undefined && holdsTextOf(one, id);
  const drops = pending.some(isHolding) ? [{ type: 'dismiss-source', source: id } as const] : [];
  const text = partIn(parts, id)?.text ?? '';
  const all = filledBy(first?.id ?? id, state);
  const here = first ? all.filter(({ words }) => words.every((each) => text.includes(each))) : all;
  // An answer of several messages keeps the others.
  const [whole] = all.filter(
    ({ slot, words }) => slotKind(slot) === 'text' && words.some((each) => each.includes(text)),
  );
  const left = whole && first ? partsLeft(parts, '', [whole]).filter((part) => part.id !== id) : [];
  const rest = here.length === 0 && first && left.length > 0 ? left.map((part) => part.text).join('\n') : null;
  const gone = here.length > 0 ? here : whole ? [{ ...whole, words: rest === null ? whole.words : [text] }] : [];
  if (gone.length === 0) return drops.length > 0 ? saidAction(drops) : { kind: 'nothing' };
  const filled = gone.map(({ slot, figure, words, side }) => {
    const noted = figureOf(sheet, figure);
    if (side !== undefined) return { slot, figure, shown: words.join('\n'), side };
    return { slot, figure, shown: noted ? figureText(noted, sheet.language) : words.join('\n') };
  });
  const value = rest === null || !first ? null : textValue(rest, first.id);
  // Asking closes the question that stands.
  const stands = pending.slice(-1).filter((one) => !isHolding(one));
  return saidAction([...drops, ...[...stands, { kind: 'deleted', filled, rest: value } as const].map(askBack)]);
}

function targetFor(filled: readonly Filled[], source: string, text: string, state: Interview): Target | null {
  const [first, ...others] = filled;
  if (first === undefined) return null;
  const slots = filled.map(({ slot }) => slot);
  const { figure } = first;
  // A model reads all values anew.
  if (others.length === 0 || state.context.open) return { slot: first.slot, figure, slots, source, text };
  const step = stepOf(first.slot).slots;
  return slots.every((slot) => step.includes(slot)) ? { slot: step.join('+'), figure, slots, source, text } : null;
}

/** Returns the figures and values that a message filled, in the order of the interview. */
function filledBy(source: string, { context }: Interview): Filled[] {
  const { values, figures } = context.sheet;
  const ofFigures = figures.flatMap(({ id, topic, now, before, sentence }): Filled[] => {
    const sides = [now, before].filter((side) => side?.source === source);
    const side = now?.source === source ? 'now' : 'before';
    // A sentence of the person has both numbers, so that it goes as a whole.
    const isHalf = sides.length === 1 && now !== null && before !== null && sentence === null;
    const words = sides.flatMap((one) => one?.quote ?? []);
    return sides.length === 0 ? [] : [{ slot: `${topic}.${side}`, figure: id, words, ...(isHalf && { side }) }];
  });
  const ofValues = Object.entries(values)
    .filter(([, value]) => value.source === source)
    .map(([slot, { text }]): Filled => ({ slot, figure: null, words: [text] }));
  return [...ofFigures, ...ofValues.toSorted((one, other) => orderOf(one.slot) - orderOf(other.slot))];
}
