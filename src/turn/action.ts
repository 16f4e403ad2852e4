/** What an inbound event leads to, and ways to build it. */
import type { Outbound } from '../adapters/contract.ts';
import { type Command, type Control, remark } from '../machine/commands.ts';
import { advance, type Interview, type InterviewEvent, restoreState } from '../machine/interview.ts';
import { wordsOf } from '../prompts/catalogues.ts';

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
