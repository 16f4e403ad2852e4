/** Replies to earlier questions, and new versions of earlier messages. */
import { figureText } from '../letter/render.ts';
import { askBack, type Command } from '../machine/commands.ts';
import { advance, type Interview, questionOf } from '../machine/interview.ts';
import { holdsTextOf, type Pending } from '../machine/pending.ts';
import { mainFigure } from '../machine/sheet.ts';
import { isMetric, orderOf, slotKind, stepOf, topicOf } from '../machine/slots.ts';
import { textValue } from '../text/sentences.ts';
import { type Action, commandsIn, controlAction, saidAction } from './action.ts';

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
   * Reads a new version of an earlier message as the new value of what it filled. Asks what a text changes that replaces
   * nothing, or not all of the message's values.
   * @param id of the edit or the reply @param source of the earlier message
   */
  async function againAction(id: string, source: string, text: string, state: Interview): Promise<Action> {
    if (state.hasTag('writing')) return controlAction('write');
    const target = targetOf(source, text, state);
    const pending = state.context.pending.slice(-1);
    if (target !== null) {
      const others = pending.filter((one) => !('slot' in one && one.slot === target.slot));
      const commands = [...others, { kind: 'revise', slot: target.slot, figure: target.figure } as const].map(askBack);
      const from = advance(state, { type: 'said', commands });
      const action = await read(target.source, target.text, from);
      const set = commandsIn(action).map(slotIn);
      if (state.context.open || target.slots.length < 2 || target.slots.every((slot) => set.includes(slot)))
        return { from, ...action };
    }
    // A forwarded text that is being asked about comes first.
    const others = pending.filter(({ kind }) => kind === 'job-post').map(askBack);
    return saidAction([
      askBack({ kind: 'which', text: textValue(text, id), only: null, isNewVersion: true }),
      ...others,
    ]);
  }

  return { replyAction, againAction };
}

const slotIn = (command: Command) => ('slot' in command ? command.slot : '');

/** Between the ids of the messages that one answer was sent in. */
const BESIDE = '+';

/** The source of an answer that was sent in several messages. */
export function joinedSource(ids: readonly string[]): string {
  return ids.join(BESIDE);
}

/** The first message of an answer. */
export function firstMessage(source: string): string {
  return source.split(BESIDE, 1).join();
}

/** What a message filled, alone or with others. */
interface Filled {
  readonly slot: string;
  readonly figure: string | null;
  readonly source: string;
  /** As noted. */
  readonly text: string;
}

interface Target extends Filled {
  /** All slots that the message filled. */
  readonly slots: readonly string[];
}

/** Returns what to read the new text of a message as; null if it filled nothing, or slots of several questions. */
function targetOf(id: string, text: string, state: Interview): Target | null {
  const filled = filledBy(id, state);
  const [first, ...others] = filled;
  if (first === undefined) return null;
  const slots = filled.map(({ slot }) => slot);
  if (filled.some(({ source }) => source !== id)) {
    const whole = others.length > 0 ? null : withPart(first, id, text);
    return whole === null ? null : { ...first, slots, text: whole };
  }
  // A model reads all values anew.
  if (others.length === 0 || state.context.open) return { ...first, slots, text };
  const step = stepOf(first.slot).slots;
  return slots.every((slot) => step.includes(slot)) ? { ...first, slot: step.join('+'), slots, text } : null;
}

/**
 * Replaces the text of one of the messages that an answer was sent in.
 * @returns null if it isn't certain which lines are those of the message
 */
function withPart({ slot, source, text }: Filled, id: string, anew: string): string | null {
  const [ids, lines] = [source.split(BESIDE), text.split('\n')];
  if (slotKind(slot) !== 'text' || ids.length !== lines.length) return null;
  return lines.map((line, at) => (ids[at] === id ? anew : line)).join('\n');
}

/** Offers to take back what a deleted message filled. Drops a question in which its text waits. */
export function deletedAction(id: string, state: Interview): Action {
  const { pending } = state.context;
  const isHolding = (one: Pending) => holdsTextOf(one, id);
  const drops = pending.some(isHolding) ? [{ type: 'dismiss-source', source: id } as const] : [];
  const filled = filledBy(id, state).map(({ slot, figure, text }) => ({ slot, figure, shown: text }));
  if (filled.length === 0) return drops.length > 0 ? saidAction(drops) : { kind: 'nothing' };
  // Asking closes the question that stands.
  const stands = pending.slice(-1).filter((one) => !isHolding(one));
  return saidAction([...drops, ...[...stands, { kind: 'deleted', filled } as const].map(askBack)]);
}

/** Returns the figures and values that a message filled, in the order of the interview. */
function filledBy(id: string, { context }: Interview): Filled[] {
  const { values, figures, language } = context.sheet;
  const isFrom = (source = '') => source === id || source.split(BESIDE).includes(id);
  const ofFigures = figures.flatMap((figure): Filled[] => {
    const { topic, now, before } = figure;
    const side = isFrom(now?.source) ? now : isFrom(before?.source) ? before : null;
    if (side === null) return [];
    const slot = `${topic}.${side === now ? 'now' : 'before'}`;
    return [{ slot, figure: figure.id, source: side.source, text: figureText(figure, language) }];
  });
  const ofValues = Object.entries(values)
    .filter(([, { source }]) => isFrom(source))
    .map(([slot, { source, text }]): Filled => ({ slot, figure: null, source, text }));
  return [...ofFigures, ...ofValues.toSorted((one, other) => orderOf(one.slot) - orderOf(other.slot))];
}
