/** Numbers of an answer that belong to another metric: "p95 went from 900 ms to 120 ms and we do 40k requests a minute". */
import { askBack, type Command } from '../machine/commands.ts';
import { kindOf, sameQuantity, toBaseUnit } from '../machine/quantity.ts';
import { type Amount, type FigurePatch, figuresOn, type Kept, mainFigure } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { type Mention, numbersIn } from '../text/quantities.ts';
import { textValue } from '../text/sentences.ts';
import { backlogEntry, namesFailure } from './answer-backlog.ts';
import { askSlotAgain, type FigureAnswer, type Offer } from './figure-options.ts';

/** Parts of a figure whose answer is a number. */
const NUMBERS = ['now', 'before', 'more', 'words'];
/** Milliseconds. A shorter duration is a response time, not an outage. */
const INSTANT = 1_000;

/** "Checkout, p99 80 ms" as an answer about failures: a latency, maybe with a load, which are asked about next. */
export function isTimeAmongFailures({ topic, part, text, sheet }: FigureAnswer): boolean {
  if (topic !== 'reliability' || part === 'before' || !NUMBERS.includes(part) || isAnsweredOrDeclined('latency', sheet))
    return false;
  const { mentions, percentiles } = numbersIn(text, sheet.language);
  const isTime = ({ quantity }: Mention) => kindOf(quantity) === 'duration';
  const isLoad = ({ quantity }: Mention) => kindOf(quantity) === 'rate' && !namesFailure(text, sheet.language);
  const isQuick = mentions.some((one) => isTime(one) && toBaseUnit(one.quantity) < INSTANT);
  // An average may be one of outages.
  const isRanked = percentiles.some(({ name }) => name !== 'average');
  const isElsewhere = mentions.some(isTime) && mentions.every((one) => isTime(one) || isLoad(one));
  return isElsewhere && (isQuick || isRanked);
}

/** Stores the number for the latency question and asks again; an option still takes it as a failure figure. */
export function aboutTime(answer: FigureAnswer, commands: readonly Command[]): Command[] {
  const value = textValue(answer.text, answer.source);
  const offers = commands.flatMap((command): Offer[] => {
    if (command.type === 'set') return [{ value, patch: null }];
    return command.type === 'set-figure' ? [{ value, patch: command.patch }] : [];
  });
  return askSlotAgain(answer, 'time-is-no-failure', offers);
}

type KeptAmount = Kept['amounts'][number];

/** Stores the numbers for the questions of their metric; asks about them at once if its questions are over. */
export function otherMetrics({ text, source, topic, part, sheet }: FigureAnswer): Command[] {
  // Failures are counted per time or last a while, too.
  if (topic === 'reliability' || !NUMBERS.includes(part)) return [];
  const kept = { ...backlogEntry(text, source, null, sheet.language), sentences: [], names: [] };
  const of = (metric: Metric) => kept.amounts.filter((each) => each.metric === metric && !isNoted(each, metric, sheet));
  const others = (['reliability', 'latency', 'throughput'] as const).filter((metric) => metric !== topic);
  const amounts = others.filter((metric) => !isAnsweredOrDeclined(metric, sheet)).flatMap(of);
  // Without a percentile or a change, a time may be that of an event: "in the 2-hour sale".
  const isCertain = ({ amount, before, percentile }: KeptAmount) =>
    kindOf(amount.quantity) !== 'duration' || before !== undefined || percentile !== null;
  const asked = others
    .filter((metric) => isAnsweredOrDeclined(metric, sheet))
    .flatMap((metric) => {
      const [amount] = of(metric).filter(isCertain);
      return amount ? [askFor(amount, metric, sheet)] : [];
    });
  return [...(amounts.length > 0 ? [{ type: 'keep', kept: { ...kept, amounts } } as const] : []), ...asked];
}

/** Whether the first question of a metric is over. */
function isAnsweredOrDeclined(metric: Metric, sheet: FigureAnswer['sheet']): boolean {
  return mainFigure(sheet, metric) !== null || sheet.declined.includes(`${metric}.now`);
}

/** Whether a figure of the metric has the number already. */
function isNoted({ amount }: KeptAmount, metric: Metric, sheet: FigureAnswer['sheet']): boolean {
  const isSame = (side: Amount | null) => side !== null && sameQuantity(side.quantity, amount.quantity);
  return figuresOn(sheet, metric).some(({ now, before }) => isSame(now) || isSame(before));
}

/** Asks whether an amount is one more figure of its metric. */
function askFor(
  { amount, before, measure, percentile }: KeptAmount,
  topic: Metric,
  sheet: FigureAnswer['sheet'],
): Command {
  const patch: FigurePatch = {
    now: amount,
    ...(before && { before }),
    ...(measure !== null && { measure }),
    ...(percentile !== null && { percentile }),
  };
  const slot = `${topic}.${mainFigure(sheet, topic) === null ? 'now' : 'more'}`;
  return askBack({ kind: 'unsure', slot, topic, figure: null, patch });
}
