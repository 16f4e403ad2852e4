/** What is asked where an answer about a figure is not certain: which number is meant, or the same slot once more. */
import type { Command } from '../machine/commands.ts';
import type { Pending, Problem } from '../machine/pending.ts';
import { kindOf, type Quantity } from '../machine/quantity.ts';
import { type FigurePatch, mainFigureId, type Sheet, type Value } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { opensNegation } from '../text/phrases.ts';
import type { Mention, PercentileMention } from '../text/quantities.ts';
import { countWords } from '../text/sentences.ts';
import { keptOf } from './kept.ts';
import { sideOf } from './relations.ts';
import { amountOf, nameIn, wordsAround } from './words-around.ts';

export interface FigureAnswer {
  readonly text: string;
  /** The message's id. */
  readonly source: string;
  readonly topic: Metric;
  /** `now`, `before`, `measure`, `percentile`, `more`, `words` or `sentence`. */
  readonly part: string;
  /** The figure that is asked about; null for the topic's main one. */
  readonly figure: string | null;
  readonly sheet: Sheet;
}

/** What an answer could set. */
export type FigureOption = Extract<Pending, { kind: 'order' }>['options'][number];

/** Options of one question. */
const OPTIONS_AT_MOST = 6;

/** An answer that may stand in the letter as it is: at least so many words. */
export const TYPED_WORDS = 5;

/** What several candidates could mean, each as a figure. */
export function optionsFor(
  { text, source, part, topic, figure }: FigureAnswer,
  candidates: readonly Mention[],
  percentiles: readonly PercentileMention[],
): FigureOption[] {
  const id = figure ?? mainFigureId(topic);
  const [only] = candidates;
  const meant = candidates.flatMap((mention) => {
    const { range, quantity } = mention;
    return (range ? [range.low, range.high] : [quantity]).map((each) => ({ mention, quantity: each }));
  });
  // Where there are so many that no two are paired, only those are looked at that are offered.
  const sides = (meant.length > 3 ? distinct(meant) : meant).map(({ mention, quantity }) => {
    const { measure, tail } = wordsAround(text, mention, candidates, percentiles);
    return { amount: { ...amountOf(mention, tail, source), quantity }, measure, at: mention.start, end: mention.end };
  });
  const names = [...new Set(percentiles.map(({ name }) => name))];
  const named = (at: number): FigurePatch => {
    const near = names.length === 1 ? names[0] : (percentiles.findLast(({ start }) => start <= at)?.name ?? names[0]);
    // What stands in front of it, or of the first.
    const measure = sides.find((each) => each.at === at)?.measure ?? sides[0]?.measure ?? null;
    return { ...(measure !== null && { measure }), ...(near !== undefined && { percentile: near }) };
  };
  const side = part === 'before' ? 'before' : 'now';
  const options: FigureOption[] = [];
  const [a, b] = sides;
  // One of three that is marked as what was before has the two others for its now.
  const [past, ...more] =
    sides.length === 3 ? sides.filter(({ at, end }) => sideOf(text, { start: at, end }) === 'before') : [];
  if (past && more.length === 0)
    for (const other of sides)
      if (other !== past)
        options.push({ figure: id, patch: { ...named(other.at), before: past.amount, now: other.amount }, also: null });
  if (meant.length === 3)
    for (const one of sides)
      for (const other of sides)
        if (one !== other && names.length > 0 && named(one.at).percentile === named(other.at).percentile)
          options.push({ figure: id, patch: { ...named(one.at), before: one.amount, now: other.amount }, also: null });
  if (meant.length === 2 && a && b && only) {
    if (names.length < 2) {
      options.push({ figure: id, patch: { ...named(a.at), before: a.amount, now: b.amount }, also: null });
      options.push({ figure: id, patch: { ...named(a.at), before: b.amount, now: a.amount }, also: null });
    }
  }
  for (const { amount, at } of sides) options.push({ figure: id, patch: { ...named(at), [side]: amount }, also: null });
  if (meant.length === 2 && a && b)
    options.push({ figure: id, patch: { ...named(a.at), now: a.amount }, also: { ...named(b.at), now: b.amount } });
  const seen = new Set<string>();
  return options
    .filter(({ patch, also }) => {
      const what = JSON.stringify([patch.now?.quantity, patch.before?.quantity, also?.now?.quantity]);
      const isNew = !seen.has(what);
      seen.add(what);
      return isNew;
    })
    .slice(0, OPTIONS_AT_MOST);
}

/** The first of each quantity, as many as are offered. */
function distinct<T extends { readonly quantity: Quantity }>(all: readonly T[]): T[] {
  const firsts = new Map<string, T>();
  for (const each of all) {
    const key = JSON.stringify(each.quantity);
    if (!firsts.has(key)) firsts.set(key, each);
  }
  return [...firsts.values()].slice(0, OPTIONS_AT_MOST);
}

/** No quantity of the right kind: what is wrong with it is said, and a bare number is offered with its likely unit. */
export function without(answer: FigureAnswer, mentions: readonly Mention[]): Command[] {
  const { text, source, topic, part } = answer;
  const kinds = new Set(mentions.map(({ quantity }) => kindOf(quantity)));
  const [bare] = mentions.filter(({ quantity }) => kindOf(quantity) === 'bare');
  // "No numbers, sorry". About failures it may be the claim itself: "no lost orders".
  if (kinds.size === 0 && topic !== 'reliability' && opensNegation(text))
    return [{ type: 'decline', slot: `${topic}.${part}` }];
  if (kinds.size === 0) return again(answer, 'no-number', wordsOffer(answer));
  if (topic === 'throughput' && kinds.has('share')) return again(answer, 'share-is-no-load');
  if (topic === 'throughput' && kinds.has('count')) return again(answer, 'count-is-no-rate');
  if (!bare) return again(answer, topic === 'latency' ? 'no-duration' : 'bare-number');
  const side = part === 'before' ? 'before' : 'now';
  const isShare = ({ quantity }: Mention) => kindOf(quantity) === 'bare' && quantity.value <= 100;
  const shares = topic === 'reliability' ? mentions.filter(isShare).slice(0, OPTIONS_AT_MOST) : [];
  const offers = shares.map((mention) => {
    const amount = { ...amountOf(mention, '', source), quantity: { value: mention.quantity.value, unit: '%' } };
    const value: Value = { text: `${mention.text}%`, source, sentences: 1, ours: false };
    const measure = nameIn(text.slice(0, mention.start));
    return { value, patch: { [side]: amount, ...(measure !== '' && { measure }) } };
  });
  return again(answer, 'bare-number', offers);
}

/** Words about failures are worth a sentence, where nobody counted. */
function wordsOffer({ topic, text, source }: FigureAnswer): Extract<Pending, { kind: 'again' }>['offers'] {
  if (topic !== 'reliability' || countWords(text) < TYPED_WORDS) return [];
  return [{ value: { text: text.trim(), source, sentences: 1, ours: false }, patch: { sentence: text.trim() } }];
}

/** The slot once more; an answer of several words is kept, as later questions may offer it. */
export function again(
  { topic, part, figure, text, source }: FigureAnswer,
  problem: Problem,
  offers: Extract<Pending, { kind: 'again' }>['offers'] = [],
): Command[] {
  // A number that answers another question is offered there; words without one are not kept.
  const kept = keptOf(text, source, null);
  return [
    ...(kept.amounts.length > 0 ? [{ type: 'keep', kept } as const] : []),
    { type: 'ask-back', pending: { kind: 'again', slot: `${topic}.${part}`, figure, problem, offers } },
  ];
}
