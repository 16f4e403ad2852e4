/** What an inbound event comes to. */
import type { Outbound } from '../adapters/contract.ts';
import type { Command, Control } from '../machine/commands.ts';
import type { Interview, InterviewEvent } from '../machine/interview.ts';
import { wordsOf } from '../prompts/words.ts';

/**
 * What a turn does to a place: an event for the machine, words without one, or the end of everything kept. `from`: the state
 * that it is about, where the turn first settles what a recording said. `after` comes behind an event, where nothing is
 * left to be confirmed.
 */
export type Action = { readonly from?: Interview } & (
  | { readonly kind: 'event'; readonly event: InterviewEvent; readonly after?: InterviewEvent }
  /** `deletes`: the version of a letter. */
  | { readonly kind: 'words'; readonly out: readonly Outbound[]; readonly deletes?: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'forget' }
);

/** What a person said, as commands. */
export const said = (commands: readonly Command[]): Action => ({ kind: 'event', event: { type: 'said', commands } });
/** A sentence, without an event. */
export const words = (text: string): Action => ({ kind: 'words', out: [{ kind: 'say', text }] });
/** Something said, in the language of the interview. */
export const saying = ({ context }: Interview, key: Parameters<ReturnType<typeof wordsOf<'said'>>>[0]): Action =>
  words(wordsOf('said', context.sheet.language)(key));

/** What moves the interview itself. */
export const controlled = (control: Control): Action =>
  control === 'forget' ? { kind: 'forget' } : { kind: 'event', event: { type: control } };

/** What commands ask for: what they say, and then what moves the interview itself. */
export function actionOf(commands: readonly Command[]): Action {
  const control = commands.find((command) => command.type === 'control');
  const others = commands.filter(({ type }) => type !== 'control');
  if (!control) return said(commands);
  if (others.length === 0 || control.control === 'forget') return controlled(control.control);
  return { kind: 'event', event: { type: 'said', commands: others }, after: { type: control.control } };
}
