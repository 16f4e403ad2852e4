/** What an event asks for: an event for the machine, words without one, or the end of everything kept. */
import type { ChoiceId, Outbound, Said } from './adapters/adapter.ts';
import { CHOICES } from './adapters/adapter.ts';
import type { Interview, InterviewEvent } from './machine/interview.ts';
import { markOf } from './machine/standing.ts';
import * as say from './prompts/remarks.ts';
import { standing } from './prompts/speak.ts';

/** What a turn does to a place: an event for the machine, words without one, or the end of everything kept. */
export type Step =
  | { readonly kind: 'event'; readonly event: InterviewEvent }
  | { readonly kind: 'words'; readonly out: readonly Outbound[] }
  | { readonly kind: 'start' }
  | { readonly kind: 'export' }
  | { readonly kind: 'forget' };

const COMMANDS = new Map<string, PlainEvent>([
  ['skip', 'skipped'],
  ['back', 'went-back'],
  ['write', 'asked-to-write'],
  ['brief', 'asked-for-brief'],
  ['help', 'asked-for-help'],
  ['restart', 'restarted'],
  ['another', 'asked-for-another'],
  ['shorter', 'asked-for-shorter'],
  ['why', 'asked-why'],
]);
/** Commands that are no event of the interview. */
const STEPS = new Map<string, Step>([
  ['start', { kind: 'start' }],
  ['letter', { kind: 'start' }],
  ['export', { kind: 'export' }],
  ['forget', { kind: 'forget' }],
]);

type PlainEvent = Exclude<InterviewEvent['type'], 'said' | 'edited' | 'letter.written' | 'letter.failed'>;

export function words(text: string): Step {
  return { kind: 'words', out: [{ kind: 'say', text }] };
}

/** "/skip", and "/skip it, please"; "/orders went from 2 s to 300 ms" is an answer that begins with a path. */
export function commandIn(text: string): string | null {
  const match = /^\s*\/(\p{L}+)(?:@\S*)?(\s+\S|\s*$)/u.exec(text);
  const name = match?.[1]?.toLowerCase();
  if (name === undefined) return null;
  const isAlone = match?.[2]?.trim() === '';
  return isAlone || COMMANDS.has(name) || STEPS.has(name) ? name : null;
}

export function commandStep(name: string): Step {
  const type = COMMANDS.get(name);
  return STEPS.get(name) ?? (type ? { kind: 'event', event: { type } } : words(say.UNKNOWN_COMMAND));
}

export function choiceStep({ choice, of }: Extract<Said, { kind: 'choice' }>, state: Interview): Step {
  // Whatever it is of: the button of the question that was just answered may not be gone yet.
  if (state.hasTag('writing')) return { kind: 'event', event: { type: 'asked-to-write' } };
  if (of !== undefined && of !== markOf(state)) return words(say.ALREADY_DONE);
  const id = CHOICES.find((known): known is ChoiceId => known === choice);
  const open = standing(state).some(
    (message) => message.kind === 'ask' && message.choices.some((offered) => offered.id === id),
  );
  const type = id ? COMMANDS.get(id) : undefined;
  return open && type ? { kind: 'event', event: { type } } : words(say.ALREADY_DONE);
}

/** What stood asked when that message came, as if it were asked anew. */
export function askedAt(message: string, state: Interview): Interview['context']['asking'] {
  const topic = state.context.statements.find(({ reading }) => reading.source === message)?.asked ?? null;
  return topic === null ? null : { topic, gap: { kind: 'open' }, repeats: 0 };
}
