/** Replies to earlier questions, and new versions of earlier messages. */
import { askBack } from '../machine/commands.ts';
import { advance, type Interview, questionOf } from '../machine/interview.ts';
import { mainFigure } from '../machine/sheet.ts';
import { isMetric, orderOf, topicOf } from '../machine/slots.ts';
import type { Action } from './action.ts';

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

  /** Reads a new version of an earlier message as the new value of its slot; null if it filled no slot. */
  async function againAction(source: string, text: string, state: Interview): Promise<Action | null> {
    const slot = slotOf(source, state);
    if (slot === null) return null;
    const commands = [askBack({ kind: 'revise', ...slot })];
    return read(source, text, advance(state, { type: 'said', commands }));
  }

  return { replyAction, againAction };
}

/** Returns the slot that a message filled; null for none. */
function slotOf(source: string, { context }: Interview): { slot: string; figure: string | null } | null {
  const { values, figures } = context.sheet;
  const figure = figures.find(({ now, before }) => now?.source === source || before?.source === source);
  if (figure) return { slot: `${figure.topic}.${figure.now?.source === source ? 'now' : 'before'}`, figure: figure.id };
  // The first in the order of the interview, not in the order of the answers.
  const [slot] = Object.keys(values)
    .filter((each) => values[each]?.source === source)
    .toSorted((one, other) => orderOf(one) - orderOf(other));
  return slot === undefined ? null : { slot, figure: null };
}
