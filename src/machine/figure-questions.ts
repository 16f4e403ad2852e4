/**
 * Questions about a figure with buttons: which of several is meant, which of two values is right, and whether a doubtful
 * one is right (a value that got worse, a median above its p99, sides of different kinds).
 */
import { askBack, type Command, setFigure } from './commands.ts';
import type { InterviewContext } from './context.ts';
import { distinctOffers } from './offers.ts';
import type { PendingOf } from './pending.ts';
import { comparable, kindOf, type Quantity, toBaseUnit } from './quantity.ts';
import { numbered, type Option, option, type Question, sideBase } from './question.ts';
import { applyPatch, type Figure, type FigurePatch, figureOf, mainFigureId, slotOfFigure } from './sheet.ts';
import type { Metric } from './slots.ts';

/** One option for each possible reading of an answer. */
function figureOptions(
  { slot, topic, options }: PendingOf<'order' | 'conflict'>,
  { sheet }: InterviewContext,
): Option[] {
  return numbered('figure', options, ({ figure, patch, also }) => {
    const set = setFigure(slot, topic, figure, patch);
    return {
      patch,
      figure: applyPatch(figureOf(sheet, figure), figure ?? `${topic}.new`, topic, patch),
      ...(also && { also: applyPatch(null, `${topic}.new`, topic, also) }),
      does: also ? [set, setFigure(`${topic}.more`, topic, null, also)] : [set],
    };
  });
}

export function orderQuestion(pending: PendingOf<'order'>, context: InterviewContext): Question {
  const { slot, topic, text, problem = null } = pending;
  const first = pending.options[0]?.figure ?? null;
  // A further figure doesn't replace the main one.
  const figure = slot.endsWith('.more') ? first : mainFigureId(topic);
  const own = { ...option('own-words', setFigure(slot, topic, figure, { sentence: text })), words: text };
  const anew = askBack({ kind: 'again', slot, figure: first, problem: 'in-words', offers: [], text });
  const figures = distinctOffers(figureOptions(pending, context));
  const options = [...figures, ...bothOf(figures, pending), own, option('none', anew)];
  return { ...sideBase(slot), kind: 'order', figure: figureOf(context.sheet, figure), problem, options };
}

/** Two pairs of numbers that have nothing in common are often both meant. */
function bothOf([one, other, ...more]: readonly Option[], { slot, topic, options }: PendingOf<'order'>): Option[] {
  const [first, second] = [one, other].map((each) => options.find(({ patch }) => patch === each?.patch));
  const isPair = [one, other].every((each) => each?.patch?.now && each.patch.before);
  if (!first || !second || !isPair || more.length > 0 || !one || !other || !isApart(one, other)) return [];
  const also = setFigure(`${topic}.more`, topic, null, second.patch);
  return [option('both', setFigure(slot, topic, first.figure, first.patch), also)];
}

/** Whether two options have no number in common. */
function isApart(one: Option, other: Option): boolean {
  const quotesOf = ({ patch, also }: Option) =>
    [patch?.now, patch?.before, also?.now, also?.before].flatMap((side) => side?.quote ?? []);
  const quotes = quotesOf(one);
  return quotesOf(other).every((quote) => !quotes.includes(quote));
}

export function conflictQuestion(pending: PendingOf<'conflict'>, context: InterviewContext): Question {
  const { slot, topic } = pending;
  const neitherOne = neither(slot, pending.options.at(-1)?.figure ?? mainFigureId(topic));
  return { ...sideBase(slot), kind: 'conflict', options: [...figureOptions(pending, context), neitherOne] };
}

/** The option "neither value is right": asks for a new one. */
export function neither(slot: string, figure: string | null): Option {
  return option('none', askBack({ kind: 'revise', slot, figure }));
}

export function doubtQuestion({ figure, why }: Doubt): Question {
  const { topic, id, now, before } = figure;
  const slot = slotOfFigure(figure);
  const finish = { type: 'finish', step: doubtStep(figure) } as const;
  const which = askBack({ kind: 'which', text: null, only: id });
  const confirm = confirmation(figure, slot, { now, before }, [finish], [finish, which]);
  return { step: finish.step, topic, slot, ...confirm, about: why };
}

/** Asks to confirm a figure, or to swap its sides if it has both. The candidate's own sentence says which is which. */
export function confirmation(
  figure: Figure,
  slot: string,
  told: FigurePatch,
  yes: readonly Command[],
  no: readonly Command[],
) {
  const { topic, id } = figure;
  const { now = null, before = null } = told;
  const swap = setFigure(slot, topic, id, { ...told, now: before, before: now });
  const swaps = now && before && figure.sentence === null ? [option('swap', swap)] : [];
  return { kind: 'confirm' as const, figure, options: [option('yes', ...yes), ...swaps, option('no', ...no)] };
}

interface Doubt {
  readonly figure: Figure;
  readonly why: 'worse' | 'percentiles' | 'kinds';
}

/** Returns the first doubtful figure that wasn't asked about with its current values; null if there is none. */
export function doubtOf({ sheet, done }: InterviewContext): Doubt | null {
  for (const figure of sheet.figures) {
    if (done.includes(doubtStep(figure))) continue;
    const why = whyDoubtful(figure, sheet.figures);
    if (why) return { figure, why };
  }
  return null;
}

/** Id of the step "asked about this figure". Contains the values, so that new values are asked about again. */
export function doubtStep({ id, before, now }: Figure): string {
  const [from, to] = [before, now].map((side) =>
    side ? `${side.quantity.value} ${side.quantity.unit}/${side.quantity.per ?? ''}` : '',
  );
  return `doubt:${id}:${from} → ${to}`;
}

function whyDoubtful(figure: Figure, all: readonly Figure[]): Doubt['why'] | null {
  const { topic, now, before } = figure;
  if (now && before && !comparable(now.quantity, before.quantity)) return 'kinds';
  if (now && before && isWorse(topic, before.quantity, now.quantity)) return 'worse';
  return all.some((other) => contradicts(figure, other)) ? 'percentiles' : null;
}

/** Shares from this on are success rates, lower ones failure rates. Per cent. */
const SUCCESS = 50;

/** Whether a figure got worse: less load or availability, more time, failures or money. */
export function isWorse(topic: Metric, before: Quantity, now: Quantity): boolean {
  const [a, b] = [toBaseUnit(before), toBaseUnit(now)];
  const isSuccess = topic === 'reliability' && now.unit === '%' && a >= SUCCESS && b >= SUCCESS;
  const isLoad = topic === 'throughput' && kindOf(now) !== 'money';
  return isLoad || isSuccess ? b < a : b > a;
}

/** Whether `one` is a lower percentile of the same measure, but takes longer than `other`. */
function contradicts(one: Figure, other: Figure): boolean {
  if (one.topic !== 'latency' || other.topic !== 'latency' || one.measure !== other.measure) return false;
  // An average above the p99 is possible, but so rare that it counts as a contradiction.
  const [low, high] = [one.percentile === 'average' && (rank(other) ?? 0) >= 99 ? 0 : rank(one), rank(other)];
  if (low === null || high === null || low >= high || !one.now || !other.now) return false;
  return toBaseUnit(one.now.quantity) > toBaseUnit(other.now.quantity);
}

function rank({ percentile }: Figure): number | null {
  return percentile?.startsWith('p') ? Number(percentile.slice(1)) : null;
}
