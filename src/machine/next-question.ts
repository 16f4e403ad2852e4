/** Derives the next question from the sheet and the open steps, once per turn. */
import { failedStep } from './commands.ts';
import type { InterviewContext } from './context.ts';
import { doubtOf, doubtQuestion } from './figure-questions.ts';
import { pendingQuestion } from './pending-question.ts';
import { DURATIONS, kindOf, toBaseUnit } from './quantity.ts';
import type { Question } from './question.ts';
import { type Figure, isInOwnWords, isOpen, mainFigure, type Sheet, weightOf } from './sheet.ts';
import {
  CONTRACT_STORY,
  followUpsAtMost,
  isMetric,
  type Metric,
  OPEN_STEPS,
  OPTIONAL,
  REQUIRED,
  STEPS,
  STORY_SENTENCES,
  type Step,
  topicOf,
} from './slots.ts';
import { stepQuestion } from './step-question.ts';

/** Cache: the guards of all topics need the question, and then the turn. */
const known = new WeakMap<InterviewContext, Question | null>();

/** @returns null if nothing is left to ask, so that the review follows */
export function nextQuestion(context: InterviewContext): Question | null {
  const before = known.get(context);
  if (before !== undefined) return before;
  const question = questionFor(context);
  known.set(context, question);
  return question;
}

function questionFor(context: InterviewContext): Question | null {
  const pending = context.pending.at(-1);
  if (pending) return pendingQuestion(pending, context);
  const doubt = context.enough ? null : doubtOf(context);
  if (doubt) return doubtQuestion(doubt);
  const step = openStep(context);
  return step ? stepQuestion(step, context) : null;
}

/** Returns the first step that still needs an answer; null for none. */
export function openStep(context: InterviewContext): Step | null {
  if (context.enough) return null;
  return stepsFor(context).find((step) => isNeeded(step, context)) ?? null;
}

/** Returns the first step of a topic that a guided interview would still ask; null for none. */
export function firstOpenSlot(topic: string, context: InterviewContext): Step | null {
  const asked = STEPS.filter(({ asks }) => asks === 'slots' || asks === 'figure');
  return asked.find((step) => step.topic === topic && isNeeded(step, { ...context, open: false })) ?? null;
}

function stepsFor({ open, sheet }: InterviewContext): readonly Step[] {
  return open ? weighed(OPEN_STEPS, weightOf(sheet)?.metrics ?? []) : STEPS;
}

/** Sorts the metrics by the priorities of the job post; unlisted metrics come last. */
function weighed(steps: readonly Step[], order: readonly string[]): readonly Step[] {
  if (order.length === 0) return steps;
  const rank = ({ topic }: Step) => (order.includes(topic) ? order.indexOf(topic) : order.length);
  const metrics = steps.filter(({ topic }) => isMetric(topic)).toSorted((one, other) => rank(one) - rank(other));
  return steps.map((step) => (isMetric(step.topic) ? (metrics.shift() ?? step) : step));
}

export function isNeeded(step: Step, context: InterviewContext): boolean {
  if (context.done.includes(step.id)) return false;
  return context.open ? isNeededOpenly(step, context, needs(step, context)) : needs(step, context);
}

/** Number of finished topics (`at`) and of all topics (`of`). */
export function progressOf(context: InterviewContext): { at: number; of: number } {
  const steps = stepsFor(context);
  const topics = new Set(steps.filter(({ asks }) => asks !== 'confidential').map(({ topic }) => topic));
  const open = new Set(steps.filter((step) => isNeeded(step, context)).map(({ topic }) => topic));
  return { at: [...topics].filter((topic) => !open.has(topic)).length, of: topics.size };
}

function needs({ asks, topic, slots }: Step, { sheet }: InterviewContext): boolean {
  const [slot = ''] = slots;
  switch (asks) {
    case 'open':
      return !isBegun(topic, sheet);
    case 'post':
      // Not needed once the role is known.
      return sheet.values['role.position'] === undefined || sheet.values['role.company'] === undefined;
    case 'confidential':
      return true;
    case 'slots':
      if (topic === 'contract') return needsContract(slots, sheet);
      return slots.some((id) => isOpen(sheet, id)) && !sheet.declined.includes(slots.join('+'));
    case 'figure':
      return isMetric(topic) && needsFigure(topic, slot.split('.')[1] ?? '', sheet);
  }
}

/** Whether a topic has a value or a declined slot, so that its open question is no longer asked. */
function isBegun(topic: string, { values, figures, declined }: Sheet): boolean {
  // The employer doesn't count: it is mostly mentioned in passing.
  const told = [...Object.keys(values), ...declined].filter((slot) => slot !== 'system.employer');
  return told.some((slot) => topicOf(slot) === topic) || figures.some((figure) => figure.topic === topic);
}

/** Minimum characters of a hard part that was told before it was asked for. */
const STORY_AT_LEAST = 240;

/** Whether an answer on another topic only mentions the hard part, which is the core of the letter. */
function isOnlyTouched(topic: string, { sheet, done, trail }: InterviewContext): boolean {
  const story = sheet.values[CONTRACT_STORY];
  const isAsked = [...done, ...trail].some((step) => step.startsWith('contract'));
  return topic === 'contract' && !isAsked && story !== undefined && story.text.length < STORY_AT_LEAST;
}

/** @param isMissing whether a guided interview would ask for it */
function isNeededOpenly(step: Step, context: InterviewContext, isMissing: boolean): boolean {
  const { sheet, followUp, done, trail, split } = context;
  const { id, asks, topic, slots } = step;
  if (asks === 'open') return isMissing || isOnlyTouched(topic, context);
  // Not asked if a value was hidden earlier. Once asked, it stays open for further values.
  if (asks === 'confidential') return sheet.hidden.length === 0 || split.includes(id);
  const isWanted = followUp !== null && slots.includes(followUp.slot);
  if (REQUIRED.get(id) === 'always') {
    const isLeft = slots.some((slot) => isOpen(sheet, slot) && !OPTIONAL.includes(slot));
    return split.includes(id) ? isMissing : isLeft || isWanted;
  }
  // After a model failure, rules read this topic, and they note only what they ask for.
  if (done.includes(failedStep(topic)) && !isMetric(topic)) return isMissing;
  const others = OPEN_STEPS.filter((each) => each.topic === topic && each.asks !== 'open' && each.id !== id);
  const count = others.filter((each) => done.includes(each.id) || trail.includes(each.id)).length;
  if (count >= followUpsAtMost(topic)) return false;
  const isAsked = isWanted && slots.some((slot) => isOpen(sheet, slot));
  const figure = isMetric(topic) ? mainFigure(sheet, topic) : null;
  // "None since the cutover" needs no "before"; a zero that had to be asked for may need one.
  const isZero = figure?.topic === 'reliability' && figure.now?.quantity.value === 0;
  const isTold = isZero && ![...done, ...trail].includes('reliability.now');
  if (id.endsWith('.now') && figure !== null) return figure.now === null && (figure.sentence === null || isAsked);
  const isRequired = REQUIRED.has(id) && !(id.endsWith('.before') && isTold);
  return (isAsked && (!isMetric(topic) || figure === null || isMissing)) || (isRequired && isMissing);
}

function needsContract(slots: readonly string[], sheet: Sheet): boolean {
  const story = sheet.values[CONTRACT_STORY];
  const [slot = ''] = slots;
  // A form asks for the parts instead of the story.
  const isInParts = !story && !isOpen(sheet, 'contract.constraint');
  if (slots.length > 1) return isOpen(sheet, CONTRACT_STORY) && !isInParts;
  if (!isOpen(sheet, slot)) return false;
  if (!story) return isInParts;
  // Two sentences usually cover the constraint and the decision, so only the result is asked for.
  return story.sentences < STORY_SENTENCES && (story.sentences < 2 || slot === 'contract.result');
}

function needsFigure(topic: Metric, part: string, sheet: Sheet): boolean {
  const { values, declined } = sheet;
  const figure = mainFigure(sheet, topic);
  const isTold = figure !== null || values[`${topic}.words`] !== undefined;
  if (declined.includes(`${topic}.${part}`)) return false;
  if (part === 'now') return !isTold;
  if (part === 'words') return !isTold && declined.includes(`${topic}.now`);
  if (figure === null || part === 'more') return figure !== null;
  if (figure.sentence !== null) return false;
  if (part === 'measure') return figure.measure === null && !isInOwnWords(figure, sheet) && wantsMeasure(figure);
  return part === 'before' ? figure.before === null : figure.percentile === null && mayHavePercentile(figure);
}

/** Percentiles make sense for what takes seconds, not for a deploy, or "days until a farmer is paid". */
function mayHavePercentile({ now, before }: Figure): boolean {
  const isUnder = (side: Figure['now'], most: number) => side === null || toBaseUnit(side.quantity) < most;
  return isUnder(now, DURATIONS.min) && isUnder(before, DURATIONS.hours);
}

/** Shares and durations need to say what they measure; counts and rates may have their noun. */
function wantsMeasure({ topic, now, before }: Figure): boolean {
  const side = now ?? before;
  if (!side || topic === 'throughput') return false;
  const kind = kindOf(side.quantity);
  if (topic === 'latency') return side.tail === '' && (before?.tail ?? '') === '';
  return kind === 'share' || kind === 'duration' || ['', 'times'].includes(side.quantity.unit);
}
