/**
 * The interview as a pure reducer: `advance(state, event)` returns the next state, without side effects. Writing a
 * letter is a state that waits for an event, not an invoked actor: a restored `invoke` would restart the work, and
 * tests can walk a pure chart completely.
 */
import { assign, createActor, initialTransition, setup } from 'xstate';
import { CONTROLS, type Command, type Control } from './commands.ts';
import { EMPTY, type InterviewContext, type Remark } from './context.ts';
import {
  applyCommands,
  askForStory,
  askWhatToFix,
  canWrite,
  changesLetter,
  clearOutput,
  goBack,
  rejectChange,
  requestLetter,
  startNewApplication,
  startPractice,
  undoLast,
  withRemark,
} from './context-updates.ts';
import { type Draft, sentenceEdits } from './edits.ts';
import { nextQuestion, openStep } from './next-question.ts';
import { type Fit, isAboutLetter, type Pending } from './pending.ts';
import type { Question } from './question.ts';
import { TOPICS, topicOf } from './slots.ts';
import { letterQuestion, reviewQuestion } from './step-question.ts';
import { isEdited } from './undo.ts';

type Bare<Type> = Type extends string ? { readonly type: Type } : never;

export type InterviewEvent =
  | Bare<'began' | Exclude<Control, 'forget' | 'stories' | 'another'>>
  /** `named`: texts that may name the previous company. */
  | { readonly type: 'another'; readonly named?: readonly string[] }
  /** `fit`: a model's choice of the system that fits the job post. */
  | { readonly type: 'stories'; readonly fit?: Fit | null }
  /** The commands of a message or of a chosen option. */
  | { readonly type: 'said'; readonly commands: readonly Command[] }
  /** @see InterviewContext.draft */
  | { readonly type: 'letter.written'; readonly version: number; readonly draft: Draft | null }
  /** The requested change failed. `why`: the model's reason, if any. */
  | { readonly type: 'letter.unchanged'; readonly version: number; readonly why: string | null }
  | { readonly type: 'note.written'; readonly version: number }
  | { readonly type: 'letter.failed'; readonly version: number };

const blueprint = setup({
  types: {
    context: {} as InterviewContext,
    events: {} as InterviewEvent,
    tags: {} as 'asking' | 'writing',
  },
  guards: {
    asks: ({ context }, { topic }: { topic: string }) => nextQuestion(context)?.topic === topic,
    isAside: ({ context }) => context.pending.length > 0,
    isAfterLetter: ({ context }) => context.letters > 0,
    isOpen: ({ context }) => context.open,
    isTold: ({ context }) => openStep(context) === null,
    // No question about this letter is open.
    isPracticable: ({ context }) => context.letters > 0 && openStep(context) === null,
    canWrite: ({ context }) => canWrite(context),
    isReviewed: ({ context }) =>
      openStep(context) === null && isAboutLetter(context.pending.at(-1)) && canWrite(context),
    isCurrent: ({ context, event }) => 'version' in event && event.version === context.letters,
    isEdited: ({ context }) => isEdited(context),
    changesLetter: ({ context, event }) => 'commands' in event && changesLetter(context, event.commands),
  },
  actions: {
    apply: assign(({ context, event }) => ('commands' in event ? applyCommands(context, event.commands) : context)),
    back: assign(({ context }) => goBack(context)),
    fix: assign(({ context }) => askWhatToFix(context)),
    undo: assign(({ context }) => undoLast(context)),
    remark: assign(({ context }, { remark }: { remark: Remark }) => withRemark(context, remark)),
    restart: assign(({ context: { letters, open, cost, sheet } }) =>
      withRemark({ ...EMPTY, sheet: { ...EMPTY.sheet, language: sheet.language }, letters, open, cost }, 'restarted'),
    ),
    practice: assign(({ context }) => startPractice(context)),
    stories: assign(({ context, event }) => askForStory(context, ('fit' in event && event.fit) || null)),
    another: assign(({ context, event }) =>
      event.type === 'another' ? startNewApplication(context, event.named) : context,
    ),
    finish: assign(({ context }) => ({ ...clearOutput(context), pending: [], enough: true })),
    request: assign(({ context }) => requestLetter(context)),
    edit: assign(({ context }) => ({ ...clearOutput(context), pending: [] })),
    pickSentence: assign(({ context }) => ({
      ...clearOutput(context),
      pending: [{ kind: 'sentence', action: 'change' }],
    })),
    deliver: assign(({ context, event }) => ({
      ...clearOutput(context),
      wish: null,
      ...('draft' in event && { draft: event.draft }),
    })),
    keep: assign(({ context, event }) => rejectChange(context, 'why' in event ? event.why : null)),
  },
});

const say = (remark: Remark) => ({ actions: { type: 'remark', params: { remark } } }) as const;

/** State of a topic: waits for the candidate's next message. */
const asking = blueprint.createStateConfig({
  tags: 'asking',
  on: {
    said: { target: 'deciding', actions: 'apply' },
    write: [
      { target: 'deciding', guard: 'canWrite', actions: 'finish' },
      { target: 'deciding', ...say('too-little') },
    ],
  },
});

const asks = (topic: string) => ({ target: topic, guard: { type: 'asks', params: { topic } } }) as const;

const welcome = { target: 'deciding', ...say('welcome') } as const;

/** The chart of the interview, with one state per topic. */
export const machine = blueprint.createMachine({
  id: 'interview',
  context: EMPTY,
  initial: 'new',
  // Events of every state. All lead back to the open question.
  on: {
    restart: { target: '.deciding', actions: 'restart' },
    help: { target: '.deciding', ...say('help') },
    brief: { target: '.deciding', ...say('brief') },
    back: { target: '.deciding', actions: 'back' },
    // The sentences of the letter; before the review, what is noted.
    edit: [
      { target: '.deciding', guard: 'isTold', actions: 'edit' },
      { target: '.deciding', actions: 'fix' },
    ],
    fix: { target: '.deciding', actions: 'fix' },
    undo: { target: '.deciding', actions: 'undo' },
    why: [
      { target: '.deciding', guard: 'isAfterLetter', ...say('why') },
      { target: '.deciding', ...say('no-letter') },
    ],
    practice: [
      { target: '.deciding', guard: 'isPracticable', actions: 'practice' },
      { target: '.deciding', ...say('no-letter') },
    ],
    stories: { target: '.deciding', actions: 'stories' },
    another: [
      { target: '.deciding', guard: 'isAfterLetter', actions: 'another' },
      { target: '.deciding', ...say('no-letter') },
    ],
  },
  states: {
    new: {
      on: {
        began: welcome,
        ...Object.fromEntries(CONTROLS.map((type) => [type, welcome])),
        said: { target: 'deciding', actions: 'apply' },
      },
    },
    deciding: {
      always: [...TOPICS.map(asks), { target: 'changing', guard: 'isAside' }, { target: 'review' }],
    },
    // One state per topic, in the order of the interview.
    ...Object.fromEntries(TOPICS.map((topic) => [topic, asking])),
    /** A question that belongs to no single topic, such as which noted value or which sentence to change. */
    changing: {
      ...asking,
      on: {
        ...asking.on,
        // The review was shown before.
        write: [{ target: 'writing', guard: 'isReviewed', actions: 'request' }, ...asking.on.write],
      },
    },
    review: {
      tags: 'asking',
      on: {
        said: { target: 'deciding', actions: 'apply' },
        // With a model, the letter is made of what is noted.
        edit: [
          { target: 'deciding', guard: 'isOpen', actions: 'fix' },
          { target: 'deciding', actions: 'pickSentence' },
        ],
        write: [{ target: 'writing', guard: 'canWrite', actions: 'request' }, say('too-little')],
      },
    },
    writing: {
      tags: 'writing',
      on: {
        'letter.written': { target: 'letter', guard: 'isCurrent', actions: 'deliver' },
        'letter.unchanged': { target: 'letter', guard: 'isCurrent', actions: 'keep' },
        'note.written': { target: 'letter', guard: 'isCurrent', actions: 'deliver' },
        'letter.failed': { target: 'review', guard: 'isCurrent', ...say('failed') },
        said: say('being-written'),
        ...Object.fromEntries(CONTROLS.map((type) => [type, say('being-written')])),
        help: say('help'),
        brief: say('brief'),
      },
    },
    /** A letter was delivered. Side questions stay in this state until an answer changes the content of the letter. */
    letter: {
      tags: 'asking',
      on: {
        said: [{ target: 'deciding', guard: 'changesLetter', actions: 'apply' }, { actions: 'apply' }],
        edit: { target: 'review', actions: 'edit' },
        fix: { actions: 'fix' },
        back: [
          { guard: 'isAside', actions: 'back' },
          { target: 'deciding', actions: 'back' },
        ],
        undo: [{ target: 'deciding', guard: 'isEdited', actions: 'undo' }, { actions: 'undo' }],
        write: { target: 'writing', actions: 'request' },
        practice: { actions: 'practice' },
        stories: { actions: 'stories' },
        help: say('help'),
        brief: say('brief'),
        why: say('why'),
      },
    },
  },
});

export type Interview = ReturnType<typeof begin>;

/** Returns the state of a conversation before its first event. */
export function begin() {
  return initialTransition(machine)[0];
}

const actor = createActor(machine);
const ignore = () => undefined;
/** Shared by all transitions, which have no side effects: XState's `transition` creates an actor for each. */
const SCOPE = {
  self: actor,
  system: actor.system,
  id: '',
  sessionId: '',
  logger: ignore,
  defer: ignore,
  emit: ignore,
  stopChild: ignore,
  actionExecutor: ignore,
};

/** Returns the next state; the same state if the event has no transition. */
export function advance(state: Interview, event: InterviewEvent): Interview {
  const next = machine.transition(state, event, SCOPE);
  const { draft, sheet, edits } = next.context;
  const { values, figures } = state.context.sheet;
  // An undo restores its own draft. A hidden value doesn't make a draft stale, as it is masked in it.
  const isKept = draft !== null && draft === state.context.draft;
  const count = sentenceEdits(edits).length;
  // What is told with a change of the letter goes into it by that change.
  const isChange = 'commands' in event && event.commands.some(({ type }) => type === 'wish' || type === 'edit-letter');
  // Contact data is in the header, and a draft has none.
  const isSame = (slot: string) => values[slot] === sheet.values[slot] || topicOf(slot) === 'contact';
  const isTold = sheet.figures === figures && Object.keys({ ...values, ...sheet.values }).every(isSame);
  const isIn = isTold || (isChange && count >= sentenceEdits(state.context.edits).length);
  const isStale = isKept && (!isIn || count < draft.edits);
  return isStale ? restoreState(next.value, { ...next.context, draft: null }) : next;
}

/** Restores a stored state. @throws if the machine has no such state */
export function restoreState(value: string, context: InterviewContext): Interview {
  return machine.resolveState({ value, context });
}

/**
 * Adds a question that has to be answered before the letter is shown or written.
 * @param isFresh whether to drop what an earlier turn had to say
 */
export function withQuestion(state: Interview, pending: Pending, isFresh: boolean): Interview {
  const context = isFresh ? clearOutput(state.context) : state.context;
  const value = state.value === 'letter' ? 'letter' : 'changing';
  return restoreState(value, { ...context, pending: [...context.pending, pending] });
}

/** Returns the open question; null before the first question and while a letter is being written. */
export function questionOf({ value, context }: Interview): Question | null {
  switch (value) {
    case 'new':
    case 'writing':
      return null;
    case 'letter':
      return context.pending.length > 0 ? nextQuestion(context) : letterQuestion(context);
    case 'review':
      return reviewQuestion(context);
    default:
      return nextQuestion(context) ?? reviewQuestion(context);
  }
}

/** Returns the version of the letter that the interview waits for; null for none. */
export function awaitedLetter({ value, context }: Interview): number | null {
  return value === 'writing' ? context.letters : null;
}

/** The state at the question below the pending ones. */
export function withoutPending(state: Interview): Interview {
  const next = advance(state, { type: 'said', commands: [{ type: 'dismiss' }] });
  return next.context.pending.length > 0 ? withoutPending(next) : next;
}
