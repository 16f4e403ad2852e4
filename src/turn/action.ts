/** What an inbound event leads to, and ways to build it. */
import type { Outbound } from '../adapters/contract.ts';
import { askBack, type Command, type Control, remark } from '../machine/commands.ts';
import { advance, type Interview, type InterviewEvent, restoreState } from '../machine/interview.ts';
import { isWaiting } from '../machine/pending.ts';
import { topicOf } from '../machine/slots.ts';
import { wordsOf } from '../prompts/catalogues.ts';
import { visibleText } from '../text/attribution.ts';
import { hasWords } from '../text/phrases.ts';
import { notedIn } from './ask.ts';

/**
 * What an inbound event leads to: an event for the machine, messages only, the current question, or deletion.
 * `from`: the state to apply it to, if not the stored one. `after`: a second event, skipped if the first leaves a
 * pending question.
 */
export type Action = { readonly from?: Interview } & (
  | { readonly kind: 'event'; readonly event: InterviewEvent; readonly after?: InterviewEvent }
  /** `deletes`: version of a letter to delete. */
  | { readonly kind: 'words'; readonly out: readonly Outbound[]; readonly deletes?: number }
  | { readonly kind: 'start' }
  /** A choice of a question that is answered. */
  | { readonly kind: 'outdated' }
  /** Changes and says nothing. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'forget' }
);

/** Maximum length of a text that is read, in characters. */
export const READ_AT_MOST = 20_000;

export const saidAction = (commands: readonly Command[]): Action => ({
  kind: 'event',
  event: { type: 'said', commands },
});
export const sayAction = (text: string): Action => ({ kind: 'words', out: [{ kind: 'say', text }] });
export const catalogueAction = (
  { context }: Interview,
  key: Parameters<ReturnType<typeof wordsOf<'said'>>>[0],
): Action => sayAction(wordsOf('said', context.sheet.language)(key));

export const controlAction = (control: Control): Action =>
  control === 'forget' ? { kind: 'forget' } : { kind: 'event', event: { type: control } };

/** Converts commands to an action. A control is applied after the other commands. */
export function actionOf(commands: readonly Command[]): Action {
  const control = commands.find((command) => command.type === 'control');
  const others = commands.filter(({ type }) => type !== 'control');
  if (!control) return saidAction(commands);
  if (others.length === 0 || control.control === 'forget') return controlAction(control.control);
  return { kind: 'event', event: { type: 'said', commands: others }, after: { type: control.control } };
}

/** The commands that an action applies. */
export const commandsIn = (action: Action): readonly Command[] =>
  action.kind === 'event' && action.event.type === 'said' ? action.event.commands : [];

/** Returns the answer to a text that is too long or empty; null if it can be read. */
export function unreadable(text: string, state: Interview): Action | null {
  if (text.length > READ_AT_MOST) return catalogueAction(state, 'too-long');
  return hasWords(text) ? null : catalogueAction(state, 'nothing-to-read');
}

/** Controls that would drop the open question. "Back" and "undo" are meant to. */
const LEAVING: readonly string[] = ['write', 'edit', 'fix', 'practice', 'stories', 'another'] satisfies Control[];

/** Keeps words that wait for a tap: says so once, instead of the event that would drop them. */
export function heldBack(event: InterviewEvent, { context }: Interview): InterviewEvent {
  const isTold = context.remarks.includes('still-open');
  const isHeld = isWaiting(context.pending.at(-1)) && LEAVING.includes(event.type) && !isTold;
  return isHeld ? { type: 'said', commands: [remark('still-open')] } : event;
}

/** Asks about words that wait for a tap again, after what an action that isn't about them asks. */
export function askingAgain(action: Action, { context }: Interview): Action {
  const held = context.pending.at(-1);
  if (!held || !isWaiting(held) || action.kind !== 'event' || action.event.type !== 'said') return action;
  const { commands } = action.event;
  const isAsked = commands.some((one) => one.type === 'ask-back' && one.pending === held);
  return isAsked ? action : { ...action, ...saidAction([askBack(held), ...commands]) };
}

/** "Undo that, and make it shorter": what is asked besides is about the letter from before. */
export function undoneFirst(commands: readonly Command[], state: Interview): Action {
  const others = commands.filter((one) => one.type !== 'control' || one.control !== 'undo');
  const isAlone = others.length === commands.length || others.every(({ type }) => type === 'say' || type === 'cost');
  if (isAlone) return actionOf(commands);
  const from = advance(state, { type: 'undo' });
  return { from, ...actionOf([...from.context.remarks.map((one) => remark(one)), ...others]) };
}

/** Applies a second event of the turn, which would drop what the first had to say. */
export function followedBy(event: InterviewEvent, heard: Interview): Interview {
  const { value, context } = advance(heard, event);
  const { said, remarks } = heard.context;
  return restoreState(String(value), { ...context, said, remarks: [...remarks, ...context.remarks] });
}

type Fields = Readonly<Record<string, string>>;

/**
 * A submitted form: each changed field is read as the answer to its slot, all in one turn.
 * @param read reads a text as the answer to the pending question of the state
 */
export async function formAction(
  fields: Fields,
  state: Interview,
  read: (text: string, state: Interview) => Promise<Action>,
): Promise<Action> {
  const commands: Command[] = [];
  const { sheet } = state.context;
  for (const [slot, field] of Object.entries(fields)) {
    const { text } = visibleText(field);
    if (!hasWords(text) || text.trim() === notedIn(slot, sheet)) continue;
    const figure = sheet.figures.find(({ topic }) => topic === topicOf(slot))?.id ?? null;
    const asked = [...commands, askBack({ kind: 'revise', slot, figure })];
    commands.push(...commandsIn(await read(text, advance(state, { type: 'said', commands: asked }))));
  }
  return saidAction(commands.length > 0 ? [...commands, ...askForNumber(commands, fields, state)] : [remark('ok')]);
}

/** Asks for the number of a figure that got only its other fields. */
function askForNumber(commands: readonly Command[], fields: Fields, state: Interview): Command[] {
  const { pending, sheet } = advance(state, { type: 'said', commands }).context;
  const figure = sheet.figures.find(
    ({ topic, now, sentence }) => `${topic}.now` in fields && now === null && sentence === null,
  );
  const isAsking = pending.length > state.context.pending.length;
  return figure && !isAsking ? [askBack({ kind: 'revise', slot: `${figure.topic}.now`, figure: figure.id })] : [];
}
