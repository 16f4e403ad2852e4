/** Which step a command or a button asks for. */
import type { ChoiceId, Outbound, Said } from './adapters/adapter.ts';
import { CHOICES } from './adapters/adapter.ts';
import { type CommandName, isCommand } from './adapters/command.ts';
import type { Interview, InterviewEvent } from './machine/interview.ts';
import { markOf } from './machine/standing.ts';
import * as say from './prompts/remarks.ts';
import { standing } from './prompts/speak.ts';
import type { Chosen } from './reader/choosing.ts';

/** What a turn does to a place: an event for the machine, words without one, or the end of everything kept. */
export type Step =
  | { readonly kind: 'event'; readonly event: InterviewEvent }
  | { readonly kind: 'words'; readonly out: readonly Outbound[] }
  | { readonly kind: 'start' }
  | { readonly kind: 'export' }
  | { readonly kind: 'forget' };

type PlainEvent = Exclude<InterviewEvent['type'], 'said' | 'edited' | 'letter.written' | 'letter.failed'>;

const event = (type: PlainEvent): Step => ({ kind: 'event', event: { type } });

const STEPS: Readonly<Record<CommandName, Step>> = {
  start: { kind: 'start' },
  letter: { kind: 'start' },
  skip: event('skipped'),
  back: event('went-back'),
  write: event('asked-to-write'),
  brief: event('asked-for-brief'),
  help: event('asked-for-help'),
  restart: event('restarted'),
  another: event('asked-for-another'),
  shorter: event('asked-for-shorter'),
  why: event('asked-why'),
  export: { kind: 'export' },
  forget: { kind: 'forget' },
};

export function words(text: string): Step {
  return { kind: 'words', out: [{ kind: 'say', text }] };
}

export function commandStep(name: string): Step {
  return isCommand(name) ? STEPS[name] : words(say.UNKNOWN_COMMAND);
}

export function choiceStep({ choice, of }: Extract<Said, { kind: 'choice' }>, state: Interview): Step {
  // Whatever it is of: the button of the question that was just answered may not be gone yet.
  if (state.hasTag('writing')) return STEPS.write;
  if (of !== undefined && of !== markOf(state)) return words(say.ALREADY_DONE);
  const id = CHOICES.find((known): known is ChoiceId => known === choice);
  const open = standing(state).some(
    (message) => message.kind === 'ask' && message.choices.some((offered) => offered.id === id),
  );
  return open && id ? STEPS[id] : words(say.ALREADY_DONE);
}

/** A choice made in words, where it is one of those that stand; null where the words have to be read. */
export function spokenStep(chosen: Chosen, state: Interview): Step | null {
  if (chosen === 'thanks' || chosen === 'consent') {
    if (chosen === 'consent' && state.value === 'review') return STEPS.write;
    const isShown = state.value === 'review' || state.value === 'letter' || state.hasTag('writing');
    return isShown ? event('thanked') : null;
  }
  if (chosen === 'write') return state.value === 'new' ? null : STEPS.write;
  const isOffered = standing(state).some(
    (message) => message.kind === 'ask' && message.choices.some(({ id }) => id === chosen),
  );
  return isOffered ? STEPS[chosen] : null;
}

/** What stood asked when that message came, as if it were asked anew. */
export function askedAt(message: string, state: Interview): Interview['context']['asking'] {
  const topic = state.context.statements.find(({ reading }) => reading.source === message)?.asked ?? null;
  return topic === null ? null : { topic, gap: { kind: 'open' }, repeats: 0 };
}
