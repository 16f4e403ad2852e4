/**
 * The interview as a pure reducer: `advance(state, event)` gives the next state and nothing else happens. Writing a
 * letter is a state that an event leaves, not an invoked actor: a restored `invoke` would start the work again by
 * itself, and a pure chart can be walked whole by the tests.
 */
import { assign, initialTransition, setup, transition } from 'xstate';
import { apply, type Command, EMPTY, type InterviewContext, type Remark } from './commands.ts';
import { nextQuestion, openStep } from './next-question.ts';
import type { Question } from './question.ts';
import { letterQuestion, reviewQuestion } from './review-question.ts';
import { TABLES, type Tables, topicsOf } from './slots.ts';

export type InterviewEvent =
  | { readonly type: 'began' }
  /** A message was read, or an option chosen: what it asks for. */
  | { readonly type: 'said'; readonly commands: readonly Command[] }
  | { readonly type: 'went-back' }
  | { readonly type: 'asked-to-fix' }
  | { readonly type: 'asked-to-write' }
  | { readonly type: 'asked-to-edit' }
  | { readonly type: 'asked-for-help' }
  | { readonly type: 'asked-for-brief' }
  | { readonly type: 'asked-why' }
  | { readonly type: 'asked-for-another' }
  | { readonly type: 'undid' }
  | { readonly type: 'restarted' }
  | { readonly type: 'letter.written'; readonly version: number }
  | { readonly type: 'letter.failed'; readonly version: number };

/** Commands that only say something: the question that stands is not answered by them. */
const ASIDES: readonly Command['type'][] = ['remark', 'control'];

/** What a message changes. It answers what is pending, unless it only says something. */
function hear(context: InterviewContext, commands: readonly Command[], tables: Tables): InterviewContext {
  const fresh = quiet(context);
  const isAnswer = commands.some(({ type }) => !ASIDES.includes(type));
  const asked = isAnswer && fresh.pending.length === 0 ? openStep(fresh, tables) : null;
  const answered = isAnswer ? { ...fresh, pending: fresh.pending.slice(0, -1) } : fresh;
  const next = undoable(answered, commands.reduce(apply, answered), tables);
  const isDone = asked !== null && openStep(next, tables)?.id !== asked.id;
  return isDone ? { ...next, trail: [...next.trail.filter((id) => id !== asked.id), asked.id] } : next;
}

/** Changes to the sheet that are kept to be undone; a bound on the row. */
const RESTORES_AT_MOST = 5;

/** What changes the sheet under review, or hides something, can be undone like a change to a sentence. */
function undoable(before: InterviewContext, after: InterviewContext, tables: Tables): InterviewContext {
  const isReview = openStep(before, tables) === null;
  const isChanged = isReview ? after.sheet !== before.sheet : after.sheet.hidden !== before.sheet.hidden;
  if (!isChanged || after.edits.length < before.edits.length) return after;
  const edits = [...after.edits, { type: 'restore' as const, sheet: before.sheet }];
  const oldest = edits.filter(({ type }) => type === 'restore').at(-RESTORES_AT_MOST);
  return {
    ...after,
    edits: edits.filter((edit, at) => edit.type !== 'restore' || !oldest || at >= edits.indexOf(oldest)),
  };
}

function quiet(context: InterviewContext): InterviewContext {
  return { ...context, notes: [], remarks: [] };
}

function remarked(context: InterviewContext, remark: Remark): InterviewContext {
  return { ...quiet(context), remarks: [remark] };
}

/** The last step that was answered is asked again, with its value. */
function back(context: InterviewContext, tables: Tables): InterviewContext {
  const fresh = quiet(context);
  // One step back out of something that was asked besides.
  if (fresh.pending.length > 0) return { ...fresh, pending: [] };
  const last = fresh.trail.at(-1);
  if (last === undefined) return remarked(context, 'nothing-before');
  const trail = fresh.trail.slice(0, -1);
  const done = fresh.done.filter((id) => id !== last);
  const sheet = { ...fresh.sheet, declined: fresh.sheet.declined.filter((slot) => slot !== last) };
  const reopened = { ...fresh, trail, done, sheet, enough: false };
  if (openStep(reopened, tables)?.id === last || last.includes(':')) return reopened;
  const topic = last.split('.')[0] ?? '';
  const figure = sheet.figures.find((each) => each.topic === topic)?.id ?? null;
  return { ...reopened, pending: [{ kind: 'revise', slot: last, figure }] };
}

/** The last change to the letter; before there is one, the last answer. */
function undo(context: InterviewContext, tables: Tables): InterviewContext {
  const isBack = context.edits.length === 0 && context.letters === 0 && context.trail.length > 0;
  return isBack ? back(context, tables) : apply(quiet(context), { type: 'undo' });
}

function fix(context: InterviewContext): InterviewContext {
  if (context.recent.length === 0) return remarked(context, 'nothing-to-change');
  return { ...quiet(context), pending: [{ kind: 'which', text: null, only: null }] };
}

/** The same story for another company: what is about the company is asked again, and nothing of it is kept. */
function another(context: InterviewContext): InterviewContext {
  const stays = (id: string) => !isOfCompany(id);
  const { sheet } = context;
  return {
    ...quiet(context),
    sheet: {
      ...sheet,
      values: Object.fromEntries(Object.entries(sheet.values).filter(([slot]) => stays(slot))),
      declined: sheet.declined.filter(stays),
      kept: sheet.kept.filter(({ isPost, topic }) => !isPost && topic !== null && stays(topic)),
    },
    done: context.done.filter((step) => stays(step) && !step.startsWith('confidential')),
    split: [],
    trail: [],
    pending: [],
    recent: context.recent.filter(({ slot }) => stays(slot)),
    edits: [],
    enough: false,
    remarks: ['another'],
  };
}

/** The ending speaks to the company, so it is asked again too. */
function isOfCompany(id: string): boolean {
  return id.startsWith('role') || id.startsWith('company') || id === 'closing';
}

/** A letter has at least something to tell and somebody to tell it to. */
export function canWrite({ sheet }: InterviewContext): boolean {
  const has = (slot: string) => sheet.values[slot] !== undefined;
  return (
    has('system.what') ||
    sheet.figures.length > 0 ||
    Object.keys(sheet.values).some((slot) => slot.startsWith('contract'))
  );
}

/** The chart over these tables: a state for each topic. */
export function createChart(tables: Tables) {
  const topics = topicsOf(tables.steps);
  const blueprint = setup({
    types: {
      context: {} as InterviewContext,
      events: {} as InterviewEvent,
      tags: {} as 'asking' | 'writing',
    },
    guards: {
      asks: ({ context }, { topic }: { topic: string }) => nextQuestion(context, tables)?.topic === topic,
      isAside: ({ context }) => context.pending.length > 0,
      isAfterLetter: ({ context }) => context.letters > 0,
      canWrite: ({ context }) => canWrite(context),
      isCurrent: ({ context }, { version }: { version: number }) => version === context.letters,
      changes: (_, { commands }: { commands: readonly Command[] }) =>
        commands.some(({ type }) => !ASIDES.includes(type)),
    },
    actions: {
      hear: assign(({ context }, { commands }: { commands: readonly Command[] }) => hear(context, commands, tables)),
      back: assign(({ context }) => back(context, tables)),
      fix: assign(({ context }) => fix(context)),
      undo: assign(({ context }) => undo(context, tables)),
      remark: assign(({ context }, { remark }: { remark: Remark }) => remarked(context, remark)),
      restart: assign(({ context }) => ({ ...EMPTY, letters: context.letters, remarks: ['restarted' as const] })),
      another: assign(({ context }) => another(context)),
      finish: assign(({ context }) => ({ ...quiet(context), pending: [], enough: true })),
      request: assign(({ context }) => ({ ...quiet(context), pending: [], letters: context.letters + 1 })),
      quiet: assign(({ context }) => quiet(context)),
    },
  });

  const say = (remark: Remark) => ({ actions: { type: 'remark', params: { remark } } }) as const;
  const commandsOf = ({ event }: { event: Extract<InterviewEvent, { type: 'said' }> }) => ({
    commands: event.commands,
  });
  const heard = { type: 'hear', params: commandsOf } as const;

  /** A topic's state: it waits for what the candidate says next. */
  const asking = blueprint.createStateConfig({
    tags: 'asking',
    on: {
      said: { target: 'deciding', actions: heard },
      'asked-to-write': [
        { target: 'deciding', guard: 'canWrite', actions: 'finish' },
        { target: 'deciding', ...say('too-little') },
      ],
    },
  });

  const asks = (topic: string) => ({ target: topic, guard: { type: 'asks', params: { topic } } }) as const;

  const welcome = { target: 'deciding', ...say('welcome') } as const;

  return blueprint.createMachine({
    id: 'interview',
    context: EMPTY,
    initial: 'new',
    // What every state understands; each leads back to the question that stands.
    on: {
      restarted: { target: '.deciding', actions: 'restart' },
      'asked-for-help': { target: '.deciding', ...say('help') },
      'asked-for-brief': { target: '.deciding', ...say('brief') },
      'went-back': { target: '.deciding', actions: 'back' },
      'asked-to-fix': { target: '.deciding', actions: 'fix' },
      undid: { target: '.deciding', actions: 'undo' },
      'asked-why': [
        { target: '.deciding', guard: 'isAfterLetter', ...say('why') },
        { target: '.deciding', ...say('no-letter') },
      ],
      'asked-for-another': [
        { target: '.deciding', guard: 'isAfterLetter', actions: 'another' },
        { target: '.deciding', ...say('no-letter') },
      ],
    },
    states: {
      new: {
        on: {
          began: welcome,
          'went-back': welcome,
          'asked-to-fix': welcome,
          'asked-to-write': welcome,
          'asked-for-another': welcome,
          'asked-why': welcome,
          undid: welcome,
          said: { target: 'deciding', actions: heard },
        },
      },
      deciding: {
        always: [...topics.map(asks), { target: 'changing', guard: 'isAside' }, { target: 'review' }],
      },
      // The topics of the interview, in the order in which they are asked about.
      ...Object.fromEntries(topics.map((topic) => [topic, asking])),
      /** Something is being changed that belongs to no one topic: a noted value is picked, or a sentence of the letter. */
      changing: asking,
      review: {
        tags: 'asking',
        on: {
          said: { target: 'deciding', actions: heard },
          'asked-to-write': [{ target: 'writing', guard: 'canWrite', actions: 'request' }, say('too-little')],
        },
      },
      writing: {
        tags: 'writing',
        on: {
          'letter.written': {
            target: 'letter',
            guard: { type: 'isCurrent', params: ({ event }) => ({ version: event.version }) },
            actions: 'quiet',
          },
          'letter.failed': {
            target: 'review',
            guard: { type: 'isCurrent', params: ({ event }) => ({ version: event.version }) },
            ...say('failed'),
          },
          said: say('being-written'),
          'went-back': say('being-written'),
          'asked-to-fix': say('being-written'),
          'asked-to-write': say('being-written'),
          'asked-for-another': say('being-written'),
          'asked-why': say('being-written'),
          undid: say('being-written'),
          'asked-for-help': say('help'),
          'asked-for-brief': say('brief'),
        },
      },
      letter: {
        tags: 'asking',
        on: {
          said: [
            {
              target: 'deciding',
              guard: { type: 'changes', params: commandsOf },
              actions: heard,
            },
            { actions: heard },
          ],
          'asked-to-edit': { target: 'review', actions: 'quiet' },
          'asked-to-write': { target: 'writing', actions: 'request' },
          'asked-for-help': say('help'),
          'asked-for-brief': say('brief'),
          'asked-why': say('why'),
        },
      },
    },
  });
}

/** The interview of this program. */
export const machine = createChart(TABLES);

export type Interview = ReturnType<typeof begin>;

/** A conversation before its first event. */
export function begin() {
  return initialTransition(machine)[0];
}

/** The next state. An event that means nothing here gives the same state back. */
export function advance(state: Interview, event: InterviewEvent): Interview {
  return transition(machine, state, event)[0];
}

/** Brings a stored state back to life; throws where the machine has no such state. */
export function revive(value: string, context: InterviewContext): Interview {
  return machine.resolveState({ value, context });
}

/** What stands asked; null before the first question, and while a letter is written. */
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

/** The version of the letter that an interview waits for; null for none. */
export function waitsFor({ value, context }: Interview): number | null {
  return value === 'writing' ? context.letters : null;
}
