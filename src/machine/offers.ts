/** Pieces of earlier answers that could fill a slot, as options of its question. */
import type { InterviewContext } from './context.ts';
import { kindOf, sameQuantity } from './quantity.ts';
import type { Option } from './question.ts';
import { type Figure, type FigurePatch, figuresOn, mainFigureId, type Value } from './sheet.ts';
import { isMetric, type Metric, slotKind, type Tables, topicOf } from './slots.ts';

/** At most so many pieces of an earlier answer are offered. */
const OFFERS_AT_MOST = 5;
/** A job post has its names among the first; a long text of one's own has many sentences. */
const PASTE_OFFERS_AT_MOST = 9;
/** A shorter piece, in characters, is no sentence of a letter. */
const OFFER_AT_LEAST = 12;
/** A longer sentence can't be judged on a button; in characters. */
const OFFER_AT_MOST = 160;

/** Pieces of earlier answers that could fill the slot. */
export function offersFor(
  slot: string,
  figure: Figure | null,
  { sheet }: InterviewContext,
  { slots }: Tables,
): Option[] {
  const kind = slotKind(slot, slots);
  const topic = topicOf(slot);
  if (slot.includes('+') && kind !== 'text') return [];
  const kept = sheet.kept.filter((each) =>
    each.isPost ? topic === 'role' : each.topic === null || each.topic === topic,
  );
  const used = Object.values(sheet.values).map(({ text }) => text);
  const options: Option[] = [];
  const offer = (text: string, source: string) => {
    const value: Value = { text, source, sentences: 1, ours: false };
    options.push({ id: `kept:${options.length + 1}`, value, does: [{ type: 'set', slot, value }] });
  };
  for (const { names, sentences, amounts, source, topic: told } of kept.toReversed()) {
    if (kind === 'name') for (const name of names) if (!used.includes(name)) offer(name, source);
    if (kind === 'text')
      for (const line of sentences)
        if (line.length >= OFFER_AT_LEAST && line.length <= OFFER_AT_MOST && !used.some((text) => text.includes(line)))
          offer(line, source);
    if (kind === 'figure' && isMetric(topic) && (slot.endsWith('.now') || slot.endsWith('.before'))) {
      const side = slot.endsWith('.now') ? 'now' : 'before';
      const taken = figuresOn(sheet, topic).flatMap(({ now, before }) => [now?.quote, before?.quote]);
      for (const { amount, measure, percentile } of amounts) {
        const other = side === 'now' ? figure?.before : figure?.now;
        const isSame = other && sameQuantity(other.quantity, amount.quantity);
        if (!fits(topic, kindOf(amount.quantity), told) || taken.includes(amount.quote) || isSame) continue;
        const id = figure?.id ?? mainFigureId(topic);
        const patch: FigurePatch = {
          [side]: amount,
          ...(figure?.measure || !measure ? {} : { measure }),
          ...(percentile && { percentile }),
        };
        const whole = merged(figure, id, topic, patch);
        options.push({
          id: `kept:${options.length + 1}`,
          patch,
          figure: whole,
          does: [{ type: 'set-figure', topic, id, patch, slot }],
        });
      }
    }
    if (kind === 'figure' && slot.endsWith('.more') && isMetric(topic)) {
      const quotes = figuresOn(sheet, topic).flatMap(({ now, before, sentence }) => [
        now?.quote ?? '',
        before?.quote ?? '',
        sentence ?? '',
      ]);
      for (const line of told === topic ? sentences : []) {
        const first = amounts.find(({ amount }) => line.includes(amount.quote));
        if (!first || quotes.some((quote) => quote !== '' && line.includes(quote))) continue;
        const patch: FigurePatch = { now: first.amount, sentence: line };
        options.push({
          id: `kept:${options.length + 1}`,
          value: { text: line, source, sentences: 1, ours: false },
          does: [{ type: 'set-figure', topic, id: null, patch, slot }],
        });
      }
    }
  }
  const isPaste = kept.some(({ isPost, topic: told }) => isPost || told === null);
  const atMost = isPaste && kind !== 'figure' ? PASTE_OFFERS_AT_MOST : OFFERS_AT_MOST;
  return distinct(options).slice(0, atMost);
}

/** The same offer only once. */
function distinct(options: readonly Option[]): Option[] {
  const seen = new Set<string>();
  return options.filter(({ value, patch }) => {
    const what = JSON.stringify([value?.text, patch?.now?.quote, patch?.before?.quote]);
    const isNew = !seen.has(what);
    seen.add(what);
    return isNew;
  });
}

/** Kinds of quantities that a topic is measured in; a count told about reliability counts, elsewhere it may be anything. */
function fits(topic: Metric, kind: ReturnType<typeof kindOf>, told: string | null): boolean {
  if (topic === 'latency') return kind === 'duration';
  if (topic === 'throughput') return kind === 'rate';
  return kind === 'share' || (told === 'reliability' && kind !== 'bare' && kind !== 'money');
}

/** The figure as it would stand with a change. */
export function merged(known: Figure | null, id: string, topic: Metric, patch: FigurePatch): Figure {
  const base: Figure = known ?? {
    id,
    topic,
    measure: null,
    percentile: null,
    now: null,
    before: null,
    sentence: null,
    typed: null,
  };
  return {
    ...base,
    measure: patch.measure ?? base.measure,
    percentile: patch.percentile ?? base.percentile,
    now: patch.now ?? base.now,
    before: patch.before ?? base.before,
    sentence: patch.sentence ?? null,
    typed: patch.typed ?? base.typed,
  };
}
