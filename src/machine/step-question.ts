/** The question of a step of the guided interview, with its options. */
import type { Command } from './commands.ts';
import type { InterviewContext } from './context.ts';
import { offersFor } from './offers.ts';
import type { Option, Question } from './question.ts';
import {
  type Figure,
  type FigurePatch,
  figuresOn,
  mainFigure,
  mainFigureId,
  type Sheet,
  slotOfFigure,
  type Value,
} from './sheet.ts';
import { isMetric, type Step, slotKind, slotsOfTopic, type Tables, topicOf } from './slots.ts';

type SlotQuestion = Extract<Question, { kind: 'slot' }>;

/** At most so many options are listed at once, beside those that every question has. */
export const OPTIONS_AT_MOST = 24;

export function stepQuestion(step: Step, context: InterviewContext, tables: Tables): Question {
  const { sheet } = context;
  const { topic, slots } = step;
  const base = { step: step.id, topic, slot: slots.join('+') };
  switch (step.asks) {
    case 'open':
      return {
        ...base,
        slot: '',
        kind: 'open',
        options: [option('skip', ...leavesOutTopic(step)), ...everywhere(context)],
      };
    case 'post':
      return slotQuestion(base, context, [option('skip', { type: 'finish', step: step.id })]);
    case 'confidential':
      return {
        ...base,
        kind: 'confidential',
        asks: 'value',
        value: null,
        options: [option('no', { type: 'finish', step: step.id }), ...namesToHide(sheet), ...everywhere(context)],
      };
    case 'slots': {
      const isSplit = context.split.includes(step.id);
      const open = slots.filter((slot) => sheet.values[slot] === undefined && !sheet.declined.includes(slot));
      const asked = topic === 'contract' || !isSplit ? (topic === 'contract' ? slots : open) : open.slice(0, 1);
      const slot = asked.join('+');
      const asking = slotQuestion({ ...base, slot }, context, [
        ...offersFor(slot, null, context, tables),
        ...ownOptions(slot),
        ...readBackOptions(step, sheet),
        ...describeOption(slot, sheet),
        ...saidOption(step, slot, context, tables),
        option('skip', { type: 'decline', slot }),
      ]);
      return { ...asking, ...ownWording(step, context), readsBack: step.readsBack };
    }
    case 'figure':
      return { ...figureQuestion(step, context, tables), ...ownWording(step, context) };
  }
}

/** A follow-up as the model words it. */
function ownWording({ slots }: Step, { followUp }: InterviewContext): { words?: string } {
  return followUp && slots.includes(followUp.slot) ? { words: followUp.question } : {};
}

/** Nothing to tell on a topic. Who the letter goes to, and who signs it, is still asked for by itself. */
function leavesOutTopic({ id, topic }: Step): Command[] {
  const slots = topic === 'role' || topic === 'contact' ? [] : slotsOfTopic(topic);
  return [{ type: 'finish', step: id }, ...slots.map((slot): Command => ({ type: 'decline', slot }))];
}

function figureQuestion(step: Step, context: InterviewContext, tables: Tables): SlotQuestion {
  const { sheet } = context;
  const { topic, slots } = step;
  const [slot = ''] = slots;
  const metric = isMetric(topic) ? topic : 'throughput';
  const part = slot.split('.')[1] ?? '';
  const figure = mainFigure(sheet, metric);
  const latest = figuresOn(sheet, metric).at(-1) ?? null;
  const base = { step: step.id, topic, slot };
  const set = (patch: FigurePatch): Command => ({
    type: 'set-figure',
    topic: metric,
    id: figure?.id ?? mainFigureId(metric),
    patch,
    slot,
  });
  const skip = option('skip', { type: 'decline', slot });
  switch (part) {
    case 'percentile':
      return slotQuestion(base, context, [
        ...['p50', 'p95', 'p99', 'average'].map((percentile) => option(percentile, set({ percentile }))),
        skip,
      ]);
    case 'measure':
      return slotQuestion(base, context, [
        ...(isHighShare(figure) ? [option('availability', set({ measure: 'availability' }))] : []),
        skip,
      ]);
    case 'more': {
      const skip = option('skip', { type: 'finish', step: step.id });
      const offers = offersFor(slot, null, context, tables);
      const options = [skip, ...(latest ? figureOptions(latest, figuresOn(sheet, metric), slot) : []), ...offers];
      return { ...slotQuestion(base, context, options, latest), readsBack: topic };
    }
    default:
      return {
        ...slotQuestion(
          base,
          context,
          [...offersFor(slot, figure, context, tables), ...readBackOptions(step, sheet), skip],
          figure,
        ),
        readsBack: step.readsBack,
      };
  }
}

/** What can be done about a figure that is read back. */
function figureOptions(latest: Figure, all: readonly Figure[], slot: string): Option[] {
  const { id, typed, sentence } = latest;
  const others = all.filter((figure) => figure !== latest);
  const clear = (figure: Figure): Command => ({ type: 'clear', slot: slotOfFigure(figure), figure: figure.id });
  return [
    ...(typed !== null && sentence === null ? [ownWords(latest, typed, slot)] : []),
    option('change', { type: 'ask-back', pending: { kind: 'which', text: null, only: id } }),
    // A sentence that was said anew stands beside the old one.
    ...(others.length > 0 ? [option('only-last', ...others.map(clear))] : []),
    option('leave-out', clear(latest), ...(others.length > 0 ? [] : forgetsAll(latest))),
    option('keep-out', ...hidesOf(latest)),
  ];
}

/** The answer as it was typed, in place of the sentence that was made from it. */
function ownWords({ topic, id }: Figure, sentence: string, slot: string): Option {
  return option('own-words', { type: 'set-figure', topic, id, patch: { sentence }, slot });
}

/** Without its only figure a topic has nothing to tell. */
function forgetsAll(figure: Figure): Command[] {
  return figure.id === mainFigureId(figure.topic) ? [{ type: 'decline', slot: `${figure.topic}.now` }] : [];
}

/** Keeps the numbers of a figure out of the letter, one after the other. */
function hidesOf({ now, before }: Figure): Command[] {
  return [before, now].flatMap((side): Command[] =>
    side ? [{ type: 'ask-back', pending: { kind: 'describe', value: side.quote } }] : [],
  );
}

function isHighShare(figure: Figure | null): boolean {
  const now = figure?.now;
  return now !== null && now !== undefined && now.quantity.unit === '%' && now.quantity.value >= 90;
}

function slotQuestion(
  base: { step: string | null; topic: string; slot: string },
  context: InterviewContext,
  options: readonly Option[],
  figure: Figure | null = null,
): SlotQuestion {
  const all = [...options, ...everywhere(context)];
  return {
    ...base,
    kind: 'slot',
    problem: null,
    current: null,
    figure,
    isRevision: false,
    readsBack: null,
    options: all,
  };
}

/** What works at every question. */
export function everywhere({ trail, recent }: InterviewContext): Option[] {
  return [
    ...(recent.length > 0 ? [option('fix', { type: 'control', control: 'fix' })] : []),
    ...(trail.length > 0 ? [option('back', { type: 'control', control: 'back' })] : []),
  ];
}

export function option(id: string, ...does: Command[]): Option {
  return { id, does };
}

/** Where the letter would name the employer, it can be described instead. */
function describeOption(slot: string, sheet: Sheet): Option[] {
  const value = sheet.values['system.employer']?.text;
  const isOpen =
    slot === 'system.what' && value !== undefined && !sheet.hidden.some((hidden) => hidden.value === value);
  return isOpen ? [option('describe', { type: 'ask-back', pending: { kind: 'describe', value } })] : [];
}

/** The paragraph that is read back with the question can be changed, or parts of it kept out. */
function readBackOptions({ readsBack }: Step, { values }: Sheet): Option[] {
  const slot = Object.keys(values).find((id) => topicOf(id) === readsBack);
  if (slot === undefined) return [];
  return [
    option('change', { type: 'ask-back', pending: { kind: 'which', text: null, only: topicOf(slot) } }),
    option('keep-out', { type: 'ask-back', pending: { kind: 'sentence', action: 'hide' } }),
  ];
}

/** Answers that are always the same, as sentences of ours. */
function ownOptions(slot: string): Option[] {
  const ours = (id: string, text: string): Option => {
    const value: Value = { text, source: '', sentences: 1, ours: true };
    return { id, value, does: [{ type: 'set', slot, value }] };
  };
  if (slot === 'system.part') return [ours('all-mine', 'I built all of it.')];
  if (slot === 'role.addressee') return [ours('hiring-team', 'Hiring team')];
  return [];
}

/** "My last answer holds it already": where the topic was told at length and no piece of it is left to be offered. */
function saidOption({ topic, slots, id }: Step, slot: string, context: InterviewContext, tables: Tables): Option[] {
  if (slots.length > 1 || slotKind(slot, tables.slots) !== 'text') return [];
  const told = Object.entries(context.sheet.values).some(
    ([other, { ours }]) => topicOf(other) === topic && slotKind(other, tables.slots) === 'text' && !ours,
  );
  return told && offersFor(slot, null, context, tables).length === 0
    ? [option('said', { type: 'finish', step: id })]
    : [];
}

/** The letter's own names and numbers, to be kept out by a tap. */
function namesToHide(sheet: Sheet): Option[] {
  const isHidden = (value: string) => sheet.hidden.some((hidden) => hidden.value === value);
  const employer = sheet.values['system.employer']?.text;
  const numbers = sheet.figures.flatMap(({ now, before }) => [before?.quote, now?.quote]);
  return [...new Set([employer, ...numbers])]
    .filter((value): value is string => value !== undefined && !isHidden(value))
    .slice(0, OPTIONS_AT_MOST - 4)
    .map((text, at) => ({
      id: `hide:${at + 1}`,
      value: { text, source: '', sentences: 1, ours: false },
      does: [{ type: 'ask-back', pending: { kind: 'describe', value: text } } as const],
    }));
}
