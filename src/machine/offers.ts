/** Pieces of earlier answers that could fill a slot, as options of its question. */
import { setFigure, setValue } from './commands.ts';
import type { InterviewContext } from './context.ts';
import { kindOf, sameQuantity } from './quantity.ts';
import type { Option } from './question.ts';
import {
  type Figure,
  type FigurePatch,
  figuresOn,
  type Kept,
  mainFigureId,
  patched,
  type Sheet,
  typedValue,
} from './sheet.ts';
import { isMetric, type Metric, slotKind, type Tables, topicOf } from './slots.ts';

/** At most so many pieces of an earlier answer are offered. */
const OFFERS_AT_MOST = 5;
/** A job post has its names among the first; a long text of one's own has many sentences. */
const PASTE_OFFERS_AT_MOST = 9;
/** A shorter piece, in characters, is no sentence of a letter. */
const OFFER_AT_LEAST = 12;
/** A longer sentence can't be judged on a button; in characters. */
const OFFER_AT_MOST = 160;

type Offer = Omit<Option, 'id'>;

/** Pieces of earlier answers that could fill the slot. */
export function offersFor(
  slot: string,
  figure: Figure | null,
  { sheet }: InterviewContext,
  { slots }: Tables,
): Option[] {
  const kind = slotKind(slot, slots);
  const topic = topicOf(slot);
  if (kind === null || (slot.includes('+') && kind !== 'text')) return [];
  const kept = sheet.kept.filter((each) =>
    each.isPost ? topic === 'role' : each.topic === null || each.topic === topic,
  );
  const offers = kept.toReversed().flatMap((each): Offer[] => {
    if (!isMetric(topic)) return textOffers(slot, kind === 'name', each, sheet);
    return slot.endsWith('.more') ? moreOffers(topic, each, sheet) : amountOffers(slot, topic, figure, each, sheet);
  });
  const isPaste = kept.some(({ isPost, topic: told }) => isPost || told === null);
  const atMost = isPaste && kind !== 'figure' ? PASTE_OFFERS_AT_MOST : OFFERS_AT_MOST;
  const keys = offers.map(({ value, patch }) => JSON.stringify([value?.text, patch?.now?.quote, patch?.before?.quote]));
  const distinct = offers.filter((_, at) => keys.indexOf(keys[at] ?? '') === at);
  return distinct.slice(0, atMost).map((offer, at) => ({ id: `kept:${at + 1}`, ...offer }));
}

function textOffers(slot: string, isName: boolean, kept: Kept, { values }: Sheet): Offer[] {
  const { names, sentences, source, roles } = kept;
  const used = Object.values(values).map(({ text }) => text);
  const lines = sentences.filter(({ length }) => length >= OFFER_AT_LEAST && length <= OFFER_AT_MOST);
  const texts = isName
    ? [...new Set([...(roles?.[slot] ?? []), ...names])].filter((name) => !used.includes(name))
    : lines.filter((line) => !used.some((text) => text.includes(line)));
  return texts.map((text) => {
    const value = typedValue(text, source);
    return { value, does: [setValue(slot, value)] };
  });
}

/** What is told of a topic's figures already. */
function quotesOn(sheet: Sheet, topic: Metric): string[] {
  return figuresOn(sheet, topic)
    .flatMap(({ now, before, sentence }) => [now?.quote ?? '', before?.quote ?? '', sentence ?? ''])
    .filter((quote) => quote !== '');
}

function amountOffers(slot: string, topic: Metric, figure: Figure | null, kept: Kept, sheet: Sheet): Offer[] {
  const side = slot.split('.')[1];
  if (side !== 'now' && side !== 'before') return [];
  const other = side === 'now' ? figure?.before : figure?.now;
  const taken = quotesOn(sheet, topic);
  const id = figure?.id ?? mainFigureId(topic);
  return kept.amounts
    .filter(({ amount: { quantity, quote } }) => fits(topic, kindOf(quantity), kept.topic) && !taken.includes(quote))
    .filter(({ amount }) => !other || !sameQuantity(other.quantity, amount.quantity))
    .map(({ amount, measure, percentile }) => {
      const patch: FigurePatch = {
        [side]: amount,
        ...(measure && !figure?.measure && { measure }),
        ...(percentile && { percentile }),
      };
      return { patch, figure: patched(figure, id, topic, patch), does: [setFigure(slot, topic, id, patch)] };
    });
}

/** Sentences with a number that is not told yet. */
function moreOffers(topic: Metric, { topic: told, sentences, amounts, pairs, source }: Kept, sheet: Sheet): Offer[] {
  const quotes = quotesOn(sheet, topic);
  return (told === topic ? sentences : []).flatMap((line) => {
    const first = amounts.find(({ amount }) => line.includes(amount.quote));
    if (!first || quotes.some((quote) => line.includes(quote))) return [];
    const pair = pairs?.find(({ sentence }) => sentence === line);
    const patch = { ...(pair?.patch ?? { now: first.amount }), sentence: line };
    return [{ value: typedValue(line, source), does: [setFigure(`${topic}.more`, topic, null, patch)] }];
  });
}

/** Kinds of quantities that a topic is measured in; a count told about reliability counts, elsewhere it may be anything. */
function fits(topic: Metric, kind: ReturnType<typeof kindOf>, told: string | null): boolean {
  if (topic === 'latency') return kind === 'duration';
  if (topic === 'throughput') return kind === 'rate';
  return kind === 'share' || (told === 'reliability' && kind !== 'bare' && kind !== 'money');
}
