/** How answers move an interview in which a model reads and one question covers a topic (`context.open`). */
import type { Command } from './commands.ts';
import type { InterviewContext } from './context.ts';
import { openStep } from './next-question.ts';
import { isMetric, REQUIRED, type Step, topicOf } from './slots.ts';

/** Whether commands answer the pending question. What is told about other topics leaves it as it stands. */
export function concernsPending({ open, pending }: InterviewContext, commands: readonly Command[]): boolean {
  const last = pending.at(-1);
  if (!open || !last || !('slot' in last)) return true;
  const topic = topicOf(last.slot);
  return commands.some((command) => {
    // What a model would ask next is no answer.
    if (command.type === 'follow-up') return false;
    const topics = topicsOfCommand(command);
    return topics.includes(topic) || (topics.length === 0 && !isSaidBesides(command));
  });
}

/** What can come with any answer. */
const BESIDES: ReadonlySet<Command['type']> = new Set(['hide', 'keep', 'remark', 'say', 'cost', 'model-failed']);

function isSaidBesides(command: Command): boolean {
  return BESIDES.has(command.type) || (command.type === 'ask-back' && command.pending.kind === 'describe');
}

/** No question is repeated after a vague answer to it, except those that a letter can't do without. */
export function afterStep(
  context: InterviewContext,
  asked: Step | null,
  commands: readonly Command[],
): InterviewContext {
  if (!context.open) return context;
  if (!asked) return isFollowedUp(context, commands) ? { ...context, followUp: null } : context;
  // More than one value can be named, one after the other.
  if (asked.asks === 'confidential') return { ...context, split: [...new Set([...context.split, asked.id])] };
  if (!commands.flatMap(topicsOfCommand).includes(asked.topic)) return context;
  const isOver = REQUIRED.get(asked.id) !== 'always';
  return { ...context, followUp: null, done: isOver ? [...new Set([...context.done, asked.id])] : context.done };
}

/** "Fix": the whole story was told anew, with the part that was about to be asked for. */
function isFollowedUp({ followUp }: InterviewContext, commands: readonly Command[]): boolean {
  return commands.some(
    ({ type, ...told }) => type === 'set' && 'slot' in told && told.slot.split('+').includes(followUp?.slot ?? ''),
  );
}

/** Back to a topic: asked openly again if nothing of it is noted, else its values can be changed. */
export function topicAgain(context: InterviewContext, step: string): InterviewContext {
  const topic = step.split(':')[0] ?? '';
  const { sheet } = context;
  const declined = sheet.declined.filter((slot) => topicOf(slot) !== topic);
  const done = context.done.filter((id) => id !== step);
  const next = { ...context, done, sheet: { ...sheet, declined }, enough: false };
  if (openStep(next)?.id === step) return next;
  const figure = isMetric(topic) ? sheet.figures.find((each) => each.topic === topic) : undefined;
  return { ...next, pending: [{ kind: 'which', text: null, only: figure?.id ?? topic }] };
}

/** The topics that a command tells about. */
function topicsOfCommand(command: Command): string[] {
  switch (command.type) {
    case 'set':
    case 'set-figure':
    case 'clear':
    case 'decline':
    case 'follow-up':
      return [topicOf(command.slot)];
    case 'ask-back':
      return 'slot' in command.pending ? [topicOf(command.pending.slot)] : [];
    default:
      return [];
  }
}
