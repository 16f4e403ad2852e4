/**
 * Effects of the interview events on the context. The chart in `interview.ts` decides when they run. With a model as
 * reader, one question covers a topic (`context.open`).
 */
import { apply, type Command } from './commands.ts';
import type { FormerName, InterviewContext, Remark } from './context.ts';
import { isNeeded, openStep } from './next-question.ts';
import type { Fit, Pending } from './pending.ts';
import { practiceItems } from './practice.ts';
import { isAbout, isMetric, REQUIRED, type Step, topicOf } from './slots.ts';
import { storiesOf, withoutTexts } from './stories.ts';
import { bounded, restoring, takenBack, undoable, withoutAnswers } from './undo.ts';

/** Commands that don't answer the open question. */
const ASIDES: readonly Command['type'][] = [
  'remark',
  'control',
  'say',
  'cost',
  'model-failed',
  'wish',
  'show-letter',
  'send',
  'dismiss-source',
];

/** Applies the commands of a message. If they answer the pending question, it is removed. */
export function applyCommands(context: InterviewContext, commands: readonly Command[]): InterviewContext {
  const fresh = clearOutput(context);
  const isAnswer = commands.some(({ type }) => !ASIDES.includes(type)) && concernsPending(fresh, commands);
  const stands = isAnswer ? openStep(fresh) : null;
  const asked = fresh.pending.length === 0 ? stands : null;
  const answered = isAnswer ? { ...afterStep(fresh, asked, commands), pending: fresh.pending.slice(0, -1) } : fresh;
  const next = commands.reduce(apply, answered);
  // With a model, one message may answer several questions: undo goes back to the last of them.
  const isRecorded = !fresh.open || openStep(fresh) === null;
  return undoable(fresh, isAnswer ? withTrail(next, stands, commands) : next, isRecorded);
}

/** Adds the answered step to the trail, also if the answer needed an ask-back. */
function withTrail(next: InterviewContext, stands: Step | null, commands: readonly Command[]): InterviewContext {
  // An ask-back means that the step isn't answered yet.
  if (commands.some(({ type }) => type === 'ask-back')) return next;
  const done = stands && !isNeeded(stands, next) ? stands.id : (next.cursor ?? null);
  return {
    ...next,
    cursor: null,
    trail: done === null ? next.trail : [...next.trail.filter((id) => id !== done), done],
  };
}

/** The requested change failed: restores the edits before the request. */
export function rejectChange(context: InterviewContext, why: string | null): InterviewContext {
  const edits = context.edits.at(-1)?.type === 'restore' ? context.edits.slice(0, -1) : context.edits;
  return { ...withRemark(context, 'unchanged'), wish: null, edits, said: why };
}

/** Requests a letter. If it changes a draft, the draft can be restored by undo. */
export function requestLetter(context: InterviewContext): InterviewContext {
  const { draft, wish, edits, letters } = context;
  const isChange = wish !== null && wish.kind !== 'note' && draft !== null;
  return {
    ...clearOutput(context),
    pending: [],
    letters: letters + 1,
    edits: bounded([...withoutAnswers(edits), ...(isChange ? [restoring(context)] : [])]),
  };
}

export function clearOutput(context: InterviewContext): InterviewContext {
  return { ...context, notes: [], remarks: [], said: null, shown: null, sends: null };
}

/** Sets a remark as the only thing to say; the open question stays. */
export function withRemark(context: InterviewContext, remark: Remark): InterviewContext {
  return { ...clearOutput(context), remarks: [remark] };
}

/** Asks the step answered last again, with its value; repeated calls go further back. */
export function goBack(context: InterviewContext): InterviewContext {
  const { pending, cursor = null, trail } = context;
  const fresh = { ...clearOutput(context), pending: [] };
  // From a side question, back leads to the question below it.
  if (!isAtCursor(pending.at(-1), cursor)) return (cursor === null ? null : reopened(fresh, cursor)) ?? fresh;
  const at = cursor === null ? -1 : trail.indexOf(cursor);
  for (const step of trail.slice(0, at === -1 ? trail.length : at).toReversed()) {
    const next = reopened(fresh, step);
    if (next) return next;
  }
  return withRemark(context, 'nothing-before');
}

function isAtCursor(pending: Pending | undefined, cursor: string | null): boolean {
  if (pending?.kind === 'revise') return pending.slot === cursor;
  return pending === undefined || (cursor !== null && pending.kind === 'which' && pending.only !== null);
}

/** @returns null if the question is no longer useful, such as that for the job post once the role is known */
function reopened(context: InterviewContext, step: string): InterviewContext | null {
  const fresh = { ...context, cursor: step };
  if (step.endsWith(':open')) return topicAgain(fresh, step);
  const done = fresh.done.filter((id) => id !== step);
  const sheet = { ...fresh.sheet, declined: fresh.sheet.declined.filter((slot) => slot !== step) };
  const again = { ...fresh, done, sheet, enough: false };
  if (openStep(again)?.id === step) return again;
  if (step.includes(':')) return null;
  const figure = sheet.figures.find(({ topic }) => topic === topicOf(step))?.id ?? null;
  return { ...again, pending: [{ kind: 'revise', slot: step, figure }] };
}

/** Takes back the last answer or edit, or a message that isn't noted yet. Older answers are asked again, the last first. */
export function undoLast(context: InterviewContext): InterviewContext {
  const undone = takenBack(context);
  if (undone) return withRemark(undone, undone.edits === context.edits ? 'ok' : 'undone');
  const isBack = context.letters === 0 && context.trail.length > 0;
  return isBack ? goBack(context) : withRemark(context, 'nothing-to-undo');
}

export function askWhatToFix(context: InterviewContext): InterviewContext {
  if (context.recent.length === 0) return withRemark(context, 'nothing-to-change');
  return { ...clearOutput(context), pending: [{ kind: 'which', text: null, only: null }] };
}

export function startPractice(context: InterviewContext): InterviewContext {
  const items = practiceItems(context);
  const [item, ...rest] = items;
  if (!item) return withRemark(context, 'nothing-said-yet');
  return { ...withRemark(context, 'practice'), pending: [{ kind: 'practice', item, rest, of: items.length }] };
}

/** Asks which system the letter is about. @param fit a model's choice of the system that fits the job post */
export function askForStory(context: InterviewContext, fit: Fit | null): InterviewContext {
  if (storiesOf(context).length === 0) return withRemark(context, 'no-story');
  return { ...clearOutput(context), pending: [{ kind: 'stories', fit }] };
}

/**
 * Starts an application to another company: keeps the story and asks the company topics again. Sentences that may name
 * the previous company are asked about before the next letter (`former`).
 * @param named texts that may name it and that no letter shows (see `withoutTexts`)
 */
export function startNewApplication(context: InterviewContext, named: readonly string[] = []): InterviewContext {
  const { sheet } = context;
  const open = withoutTexts(sheet, named);
  const stays = (id: string) => !isAbout('company', id);
  const isOver = (step: string) => ['confidential', 'practice', 'former'].some((id) => step.startsWith(id));
  return {
    ...clearOutput(context),
    sheet: {
      ...open,
      values: Object.fromEntries(Object.entries(open.values).filter(([slot]) => stays(slot))),
      declined: sheet.declined.filter(stays),
      kept: open.kept.filter(({ isPost, topic }) => !isPost && topic !== null && stays(topic)),
    },
    stories: context.stories.map((story) => withoutTexts(story, named)),
    former: formerNames(context),
    done: context.done.filter((step) => stays(step) && !isOver(step)),
    split: [],
    followUp: null,
    trail: [],
    cursor: null,
    pending: [],
    wish: null,
    draft: null,
    recent: context.recent.filter(({ slot }) => stays(slot)),
    edits: context.edits.filter((edit) => {
      if (edit.type === 'sign-off') return true;
      // Positions belong to the old letter.
      if (edit.type === 'move') return false;
      return 'key' in edit && stays(edit.key) && (edit.type !== 'add' || stays(edit.after ?? ''));
    }),
    enough: false,
    remarks: ['another'],
  };
}

/** Maximum stored names, up to three per application. Limits the row size. */
const NAMES_AT_MOST = 30;
/** Slots that identify an application, except the position. */
const NAMING = ['role.company', 'role.team', 'role.addressee'];

/** Returns the distinct names of all applications so far, newest first. */
export function formerNames({ sheet, former = [] }: InterviewContext): FormerName[] {
  const told = NAMING.flatMap((slot): FormerName[] => {
    const value = sheet.values[slot];
    return value && !value.ours ? [{ slot, name: value.text.trim() }] : [];
  });
  const isNew = ({ name }: FormerName, at: number, all: readonly FormerName[]) =>
    name !== '' && all.findIndex((one) => one.name === name) === at;
  return [...told, ...former].filter(isNew).slice(0, NAMES_AT_MOST);
}

/** Whether the sheet has enough for a letter: a figure, the system or the contract. */
export function canWrite({ sheet: { values, figures } }: InterviewContext): boolean {
  const isStory = (slot: string) => slot === 'system.what' || slot.startsWith('contract');
  return figures.length > 0 || Object.keys(values).some(isStory);
}

/** Whether the commands change the content of the letter. If not, the delivered letter stays current. */
export function changesLetter(context: InterviewContext, commands: readonly Command[]): boolean {
  const { sheet, edits } = applyCommands(context, commands);
  return sheet !== context.sheet || edits !== context.edits;
}

/** Whether the commands answer the pending question. Answers on other topics leave it open. */
function concernsPending({ open, pending }: InterviewContext, commands: readonly Command[]): boolean {
  const last = pending.at(-1);
  if (!open || !last || !('slot' in last)) return true;
  const topic = topicOf(last.slot);
  return commands.some((command) => {
    // The model's next question is no answer.
    if (command.type === 'follow-up') return false;
    const topics = topicsOfCommand(command);
    return topics.includes(topic) || (topics.length === 0 && !isSaidBesides(command));
  });
}

/** Commands that can accompany any answer. */
const BESIDES: ReadonlySet<Command['type']> = new Set(['hide', 'keep', 'remark', 'say', 'cost', 'model-failed']);

function isSaidBesides(command: Command): boolean {
  return BESIDES.has(command.type) || (command.type === 'ask-back' && command.pending.kind === 'describe');
}

/** Closes the step that was asked, even after a vague answer, unless the letter needs it. */
function afterStep(context: InterviewContext, asked: Step | null, commands: readonly Command[]): InterviewContext {
  if (!context.open) return context;
  if (!asked) return isFollowedUp(context, commands) ? { ...context, followUp: null } : context;
  // Further values may follow.
  if (asked.asks === 'confidential') return { ...context, split: [...new Set([...context.split, asked.id])] };
  // "Already said", by a tap or in the same words
  if (commands.some((one) => one.type === 'finish' && one.step === asked.id)) return { ...context, followUp: null };
  const told = commands.filter(({ type }) => type !== 'follow-up').flatMap(topicsOfCommand);
  // Answers on other topics leave the step open, even if the model's next question is on its topic.
  if (!(told.length > 0 ? told : commands.flatMap(topicsOfCommand)).includes(asked.topic)) return context;
  const isOver = REQUIRED.get(asked.id) !== 'always';
  return { ...context, followUp: null, done: isOver ? [...new Set([...context.done, asked.id])] : context.done };
}

/** Whether a correction ("fix") already fills the slot that the model was about to ask for. */
function isFollowedUp({ followUp }: InterviewContext, commands: readonly Command[]): boolean {
  return commands.some(
    ({ type, ...told }) => type === 'set' && 'slot' in told && told.slot.split('+').includes(followUp?.slot ?? ''),
  );
}

/** Goes back to a topic: repeats its open question if nothing is noted, else asks which value to change. */
function topicAgain(context: InterviewContext, step: string): InterviewContext {
  const topic = step.split(':')[0] ?? '';
  const { sheet } = context;
  const declined = sheet.declined.filter((slot) => topicOf(slot) !== topic);
  const done = context.done.filter((id) => id !== step);
  const next = { ...context, done, sheet: { ...sheet, declined }, enough: false };
  if (openStep(next)?.id === step) return next;
  const figure = isMetric(topic) ? sheet.figures.find((each) => each.topic === topic) : undefined;
  return { ...next, pending: [{ kind: 'which', text: null, only: figure?.id ?? topic }] };
}

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
