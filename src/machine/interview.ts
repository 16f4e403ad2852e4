/**
 * The interview as a pure reducer: `advance(state, event)` gives the next state and nothing else happens. Writing a
 * letter is a state that an event leaves, not an invoked actor: a restored `invoke` would start the work again by
 * itself, and a pure chart can be walked whole by the tests.
 */
import { assign, initialTransition, setup, transition } from 'xstate';
import { nextAsking, put } from './asking.ts';
import type { Topic } from './brief.ts';
import { EMPTY, type InterviewContext, type Remark } from './context.ts';
import { canWrite, changesBrief, hear, skip, withoutOpen } from './hearing.ts';
import type { Reading } from './reading.ts';
import { back, forAnother, rehear } from './revising.ts';

export type InterviewEvent =
  | { readonly type: 'began' }
  | { readonly type: 'said'; readonly reading: Reading }
  | { readonly type: 'edited'; readonly reading: Reading }
  | { readonly type: 'skipped' }
  | { readonly type: 'went-back' }
  | { readonly type: 'asked-to-write' }
  | { readonly type: 'asked-for-help' }
  | { readonly type: 'asked-for-brief' }
  | { readonly type: 'asked-why' }
  | { readonly type: 'asked-for-shorter' }
  | { readonly type: 'asked-for-another' }
  | { readonly type: 'restarted' }
  | { readonly type: 'thanked' }
  | { readonly type: 'letter.written'; readonly version: number }
  | { readonly type: 'letter.failed'; readonly version: number };

function replyTo({ digression, orders }: Reading, otherwise: Remark): Remark {
  if (digression) return { kind: 'answered', digression };
  return orders ? { kind: 'orders' } : otherwise;
}

const blueprint = setup({
  types: {
    context: {} as InterviewContext,
    events: {} as InterviewEvent,
    tags: {} as 'asking' | 'writing',
  },
  guards: {
    asks: ({ context }, { topic }: { topic: Topic }) => nextAsking(context)?.topic === topic,
    isAfterLetter: ({ context }) => context.letters > 0,
    canWrite: ({ context }) => canWrite(context.brief),
    isCurrent: ({ context }, { version }: { version: number }) => version === context.letters,
    changesBrief: (_, { reading }: { reading: Reading }) => changesBrief(reading),
  },
  actions: {
    put: assign(({ context }) => put(context)),
    unask: assign({ asking: null }),
    hear: assign(({ context }, { reading }: { reading: Reading }) => hear(context, reading)),
    rehear: assign(({ context }, { reading }: { reading: Reading }) => rehear(context, reading)),
    skip: assign(({ context }) => skip(context)),
    back: assign(({ context }) => back(context)),
    remark: assign((_, { remark }: { remark: Remark }) => ({ remarks: [remark] })),
    reply: assign((_, { reading, otherwise }: { reading: Reading; otherwise: Remark }) => ({
      remarks: [replyTo(reading, otherwise)],
    })),
    restart: assign(({ context }) => ({
      ...EMPTY,
      letters: context.letters,
      remarks: [{ kind: 'restarted' as const }],
    })),
    another: assign(({ context }) => forAnother(context)),
    finish: assign(({ context }) => ({ ...withoutOpen({ ...context, remarks: [] }), asking: null, enough: true })),
    request: assign(({ context }) => ({ letters: context.letters + 1, short: false, remarks: [] })),
    shorten: assign(({ context }) => ({ letters: context.letters + 1, short: true, remarks: [] })),
    quiet: assign({ remarks: [] }),
  },
});

/** Whatever a conversation begins with, it begins. */
const welcome = {
  target: 'deciding',
  actions: { type: 'remark', params: { remark: { kind: 'welcome' } } },
} as const;

const ofLetter = { actions: { type: 'remark', params: { remark: { kind: 'no-letter' } } } } as const;

/** What is done with a letter, where there is none yet. */
const noLetter = { 'asked-for-shorter': ofLetter, 'asked-for-another': ofLetter, 'asked-why': ofLetter } as const;

/** Said while a letter is written, or after it: an aside is answered, and nothing moves. */
const aside = (otherwise: Remark) =>
  ({
    actions: {
      type: 'reply',
      params: ({ event }: { event: Extract<InterviewEvent, { type: 'said' }> }) => ({
        reading: event.reading,
        otherwise,
      }),
    },
  }) as const;

/** A topic's state: it waits for what the candidate says next. */
const asking = blueprint.createStateConfig({
  tags: 'asking',
  on: {
    said: { target: 'deciding', actions: { type: 'hear', params: ({ event }) => ({ reading: event.reading }) } },
    ...noLetter,
    skipped: { target: 'deciding', actions: 'skip' },
    'went-back': { target: 'deciding', actions: 'back' },
    'asked-to-write': [
      { target: 'review', guard: 'canWrite', actions: 'finish' },
      { target: 'deciding', actions: { type: 'remark', params: { remark: { kind: 'too-little' } } } },
    ],
  },
});

const asks = (topic: Topic) => ({ target: topic, guard: { type: 'asks', params: { topic } }, actions: 'put' }) as const;

const interview = blueprint.createMachine({
  id: 'interview',
  context: EMPTY,
  initial: 'new',
  // What every state understands; each leads back to the question that stood.
  on: {
    edited: { target: '.deciding', actions: { type: 'rehear', params: ({ event }) => ({ reading: event.reading }) } },
    restarted: { target: '.deciding', actions: 'restart' },
    'asked-for-help': { target: '.deciding', actions: { type: 'remark', params: { remark: { kind: 'help' } } } },
    'asked-for-brief': { target: '.deciding', actions: { type: 'remark', params: { remark: { kind: 'brief' } } } },
  },
  states: {
    new: {
      on: {
        began: welcome,
        skipped: welcome,
        'went-back': welcome,
        'asked-to-write': welcome,
        'asked-for-shorter': welcome,
        'asked-for-another': welcome,
        'asked-why': welcome,
        said: { target: 'deciding', actions: { type: 'hear', params: ({ event }) => ({ reading: event.reading }) } },
      },
    },
    deciding: {
      always: [
        asks('role'),
        asks('system'),
        asks('throughput'),
        asks('latency'),
        asks('reliability'),
        asks('contract'),
        asks('company'),
        asks('background'),
        asks('closing'),
        asks('contact'),
        { target: 'review', actions: 'unask' },
      ],
    },
    role: asking,
    system: asking,
    throughput: asking,
    latency: asking,
    reliability: asking,
    contract: asking,
    company: asking,
    background: asking,
    closing: asking,
    contact: asking,
    review: {
      tags: 'asking',
      on: {
        said: [
          {
            target: 'deciding',
            guard: { type: 'changesBrief', params: ({ event }) => ({ reading: event.reading }) },
            actions: { type: 'hear', params: ({ event }) => ({ reading: event.reading }) },
          },
          aside({ kind: 'unclear' }),
        ],
        thanked: { actions: { type: 'remark', params: { remark: { kind: 'thanked' } } } },
        'went-back': { target: 'deciding', actions: 'back' },
        ...noLetter,
        // Of a letter that was changed since.
        'asked-for-another': [{ target: 'deciding', guard: 'isAfterLetter', actions: 'another' }, ofLetter],
        'asked-for-shorter': [{ target: 'writing', guard: 'isAfterLetter', actions: 'shorten' }, ofLetter],
        'asked-why': [
          { guard: 'isAfterLetter', actions: { type: 'remark', params: { remark: { kind: 'why' } } } },
          ofLetter,
        ],
        'asked-to-write': [
          { target: 'writing', guard: 'canWrite', actions: 'request' },
          { actions: { type: 'remark', params: { remark: { kind: 'too-little' } } } },
        ],
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
          actions: { type: 'remark', params: { remark: { kind: 'failed' } } },
        },
        // A letter under way would tell of an older brief; it is asked for again once the change is confirmed.
        said: [
          {
            target: 'deciding',
            guard: { type: 'changesBrief', params: ({ event }) => ({ reading: event.reading }) },
            actions: { type: 'hear', params: ({ event }) => ({ reading: event.reading }) },
          },
          aside({ kind: 'being-written' }),
        ],
        thanked: { actions: { type: 'remark', params: { remark: { kind: 'being-written' } } } },
        'asked-to-write': { actions: { type: 'remark', params: { remark: { kind: 'being-written' } } } },
        skipped: { actions: { type: 'remark', params: { remark: { kind: 'being-written' } } } },
        'went-back': { actions: { type: 'remark', params: { remark: { kind: 'being-written' } } } },
        'asked-for-help': { actions: { type: 'remark', params: { remark: { kind: 'help' } } } },
        'asked-for-brief': { actions: { type: 'remark', params: { remark: { kind: 'brief' } } } },
      },
    },
    letter: {
      tags: 'asking',
      on: {
        said: [
          {
            target: 'deciding',
            guard: { type: 'changesBrief', params: ({ event }) => ({ reading: event.reading }) },
            actions: { type: 'hear', params: ({ event }) => ({ reading: event.reading }) },
          },
          aside({ kind: 'unclear' }),
        ],
        'went-back': { target: 'deciding', actions: 'back' },
        'asked-to-write': { target: 'writing', actions: 'request' },
        'asked-for-shorter': { target: 'writing', actions: 'shorten' },
        'asked-for-another': { target: 'deciding', actions: 'another' },
        thanked: { actions: { type: 'remark', params: { remark: { kind: 'farewell' } } } },
        'asked-why': { actions: { type: 'remark', params: { remark: { kind: 'why' } } } },
        'asked-for-help': { actions: { type: 'remark', params: { remark: { kind: 'help' } } } },
        'asked-for-brief': { actions: { type: 'remark', params: { remark: { kind: 'brief' } } } },
      },
    },
  },
});

export { interview as machine };

export type Interview = ReturnType<typeof begin>;

/** A conversation before its first event. */
export function begin() {
  return initialTransition(interview)[0];
}

/** The next state. An event that means nothing here gives the same state back. */
export function advance(state: Interview, event: InterviewEvent): Interview {
  return transition(interview, state, event)[0];
}

/** Brings a stored state back to life; throws where the machine has no such state. */
export function revive(value: string, context: InterviewContext): Interview {
  return interview.resolveState({ value, context });
}
