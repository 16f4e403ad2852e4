/** An answer to one part of a figure: the open slot decides what a number means, and what is not certain is asked. */
import type { Command, Pending, Problem } from '../machine/commands.ts';
import { kindOf, type QuantityKind, sameQuantity } from '../machine/quantity.ts';
import { type Amount, type Figure, type FigurePatch, mainFigureId, type Sheet, type Value } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { opensNegation } from '../text/phrases.ts';
import { type Mention, type Numbers, numbersIn, type PercentileMention } from '../text/quantities.ts';
import { countWords, sentencesIn } from '../text/sentences.ts';
import { keptOf } from './kept.ts';
import { relationOf, sideOf } from './relations.ts';
import { amountOf, hasClause, isAddition, nameIn, nounBefore, wordsAround } from './words-around.ts';

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

/** An answer longer than this is told, not measured; in characters. */
const READ_AT_MOST = 4_000;
/** Options of one question. */
const OPTIONS_AT_MOST = 6;

/** An answer that may stand in the letter as it is: at least so many words, at most so many characters. */
const TYPED_WORDS = 5;
const TYPED_AT_MOST = 300;

/** The kinds of quantities that a topic is measured in. */
const KINDS: Readonly<Record<Metric, readonly QuantityKind[]>> = {
  latency: ['duration'],
  throughput: ['rate', 'data'],
  reliability: ['share', 'count', 'rate', 'duration', 'money'],
};

/** A number right behind one of these is part of the surroundings: "in the two seasons since", "across five regions". */
const SURROUNDINGS = new Set(
  'in since for over across during of within after on with under last past every each'.split(' '),
);

type Option = Extract<Pending, { kind: 'order' }>['options'][number];

export function readFigure(answer: FigureAnswer): Command[] {
  const text = answer.text.slice(0, READ_AT_MOST);
  const slot = `${answer.topic}.${answer.part}`;
  const id = answer.figure ?? mainFigureId(answer.topic);
  const set = (patch: FigurePatch): Command[] => [{ type: 'set-figure', topic: answer.topic, id, patch, slot }];
  switch (answer.part) {
    case 'measure': {
      const { mentions } = numbersIn(text);
      return mentions.some(({ quantity }) => kindOf(quantity) !== 'bare')
        ? readSides({ ...answer, text, part: 'now' })
        : set({ measure: nameIn(text) || text.trim() });
    }
    case 'percentile': {
      const [percentile] = numbersIn(text).percentiles;
      if (percentile) return set({ percentile: percentile.name });
      return opensNegation(text) ? [{ type: 'decline', slot }] : again(answer, 'no-measure');
    }
    case 'sentence': {
      const [mention] = numbersIn(text).mentions.filter(({ quantity }) => kindOf(quantity) !== 'bare');
      const isNew = !answer.sheet.figures.some((figure) => figure.id === id);
      return set({ sentence: text.trim(), ...(isNew && mention && { now: amountOf(mention, '', answer.source) }) });
    }
    case 'words':
      // A number after all.
      if (numbersIn(text).mentions.some(({ quantity }) => ['share', 'rate'].includes(kindOf(quantity))))
        return readSides({ ...answer, text, part: 'now' });
      return [
        {
          type: 'set',
          slot,
          value: { text: answer.text.trim(), source: answer.source, sentences: sentencesIn(text).length, ours: false },
        },
      ];
    case 'more':
      return readMore({ ...answer, text });
    default:
      return readSides({ ...answer, text });
  }
}

/** One more figure: a bare one is told by a template, a sentence goes into the letter as it is. */
function readMore(answer: FigureAnswer): Command[] {
  const { text, source, topic, figure: id } = answer;
  const slot = `${topic}.more`;
  const { mentions, percentiles } = numbersOn(topic, text);
  const counted = mentions.filter(({ quantity }) => kindOf(quantity) !== 'bare');
  const pair = certainPair(text, counted, percentiles, source);
  if (pair?.isWhole) return [{ type: 'set-figure', topic, id, patch: pair.patch, slot }];
  const [first] = counted;
  if (!first) {
    const value: Value = { text: text.trim(), source, sentences: 1, ours: false };
    return again(answer, 'no-number', [{ value, patch: { sentence: text.trim() } }]);
  }
  const { measure, tail } = wordsAround(text, first, [first], percentiles);
  const isBare = text.slice(0, first.start).trim() === '' && measure === null && isAddition(tail);
  const now = amountOf(first, isBare ? tail : '', source);
  const [percentile] = percentiles;
  const patch: FigurePatch = {
    now,
    ...(isBare ? {} : { sentence: text.trim() }),
    ...(percentile && isOne(percentiles) && { percentile: percentile.name }),
  };
  return [{ type: 'set-figure', topic, id, patch, slot }];
}

function readSides(answer: FigureAnswer): Command[] {
  const { text, source, topic, part, sheet } = answer;
  const { mentions, percentiles } = numbersOn(topic, text);
  const candidates = withBare(text, candidatesFor(topic, text, labelled(text, mentions)), mentions);
  const id = answer.figure ?? mainFigureId(topic);
  const slot = `${topic}.${part === 'before' ? 'before' : 'now'}`;
  const known = sheet.figures.find((figure) => figure.id === id) ?? null;
  const rest = restOf(answer, mentions);
  if (candidates.length === 0) return without(answer, mentions);
  const [first, second] = candidates;
  if (first && second && candidates.length === 2) {
    const pair = certainPair(text, candidates, percentiles, source);
    if (pair) return settled(answer, id, slot, pair.patch, known, rest);
  }
  if (!first) return without(answer, mentions);
  if (candidates.length > 1 || first.range !== null) {
    const options = optionsFor(answer, candidates, percentiles);
    return [...rest, { type: 'ask-back', pending: { kind: 'order', slot, topic, text: text.trim(), options } }];
  }
  const { measure, tail } = wordsAround(text, first, [first], percentiles);
  const [percentile] = percentiles;
  const amount = amountOf(first, tail, source);
  const named: FigurePatch = {
    // What was measured before goes by the same name.
    ...(measure !== null && (known?.measure ?? null) === null && (part !== 'before' || !known?.now) && { measure }),
    ...(percentile && isOne(percentiles) && { percentile: percentile.name }),
  };
  const side = part === 'before' ? 'before' : 'now';
  const told = isStart(text, first) ? 'before' : sideOf(text, first);
  // "It was 2 s" in answer to how long it takes now: which of the two is it?
  if (told !== null && told !== side && part !== 'before' && known?.before == null) {
    const options: Option[] = [
      { figure: id, patch: { ...named, now: amount }, also: null },
      { figure: id, patch: { ...named, before: amount }, also: null },
    ];
    return [...rest, { type: 'ask-back', pending: { kind: 'order', slot, topic, text: text.trim(), options } }];
  }
  return settled(answer, id, slot, { ...named, [side]: amount }, known, rest);
}

/** Only a time has a percentile: elsewhere "on average" is a part of what is told. About failures, "none" is a number. */
function numbersOn(topic: Metric, text: string): Numbers {
  const { mentions, percentiles } = numbersIn(text);
  if (topic === 'latency') return { mentions, percentiles };
  if (topic !== 'reliability') return { mentions, percentiles: [] };
  const zeros = zerosIn(text).filter(
    ({ start, end }) => !mentions.some((other) => other.start < end && start < other.end),
  );
  return { mentions: [...mentions, ...zeros].toSorted((one, other) => one.start - other.start), percentiles: [] };
}

/** "No recounts since the audit", "Violations: none since May": nothing of it was counted. */
function zerosIn(text: string): Mention[] {
  const zero = (start: number, end: number, unit: string): Mention => {
    const quantity = { value: 0, unit };
    const said = { bound: null, range: null, borrowed: false, spelled: true } as const;
    return { start, end, text: text.slice(start, end), quantity, readings: [quantity], ...said };
  };
  const none = [...text.matchAll(/\bnone\b/gi)].map(({ index }) => zero(index, index + 4, ''));
  const no = [...text.matchAll(/\bno (?=\p{L})/giu)].flatMap(({ index }) => {
    const noun = nounBefore(text.slice(index + 3));
    // Inside of a sentence only a plural is surely counted: "there were no recounts", but "with no change in code".
    return noun !== '' && (index === 0 || noun.endsWith('s')) ? [zero(index, index + 3 + noun.length, noun)] : [];
  });
  return [...no, ...none];
}

/** "Crashes: nine last season, zero since": the label is what its bare numbers count. */
function labelled(text: string, mentions: readonly Mention[]): Mention[] {
  return mentions.map((mention) => {
    if (kindOf(mention.quantity) !== 'bare') return mention;
    const line = text.slice(text.lastIndexOf('\n', mention.start) + 1, mention.start);
    const colon = line.lastIndexOf(':');
    const label = colon === -1 ? '' : (sentencesIn(line.slice(0, colon)).at(-1) ?? '');
    if (label === '' || hasClause(label)) return mention;
    if (mention.quantity.value === 0) return { ...mention, quantity: { value: 0, unit: label } };
    const [read] = numbersIn(`${mention.text} ${label}`).mentions;
    return read && read.start === 0 ? { ...mention, quantity: read.quantity } : mention;
  });
}

/** Quantities that can be meant. A count in the surroundings of another does not stand beside it: "in two seasons". */
function candidatesFor(topic: Metric, text: string, mentions: readonly Mention[]): Mention[] {
  const fitting = mentions.filter(({ quantity }) => KINDS[topic].includes(kindOf(quantity)));
  if (topic !== 'reliability') return fitting;
  const isBeside = (mention: Mention) =>
    ['count', 'duration'].includes(kindOf(mention.quantity)) && isSurrounding(text, mention.start);
  const own = fitting.filter((mention) => !isBeside(mention));
  const hasBare = mentions.some(({ quantity }) => kindOf(quantity) === 'bare');
  return own.length > 0 || (hasBare && fitting.length < 2) ? own : fitting;
}

/** Whether only one percentile is named, however often. */
function isOne(percentiles: readonly PercentileMention[]): boolean {
  return new Set(percentiles.map(({ name }) => name)).size === 1;
}

/** "1,900 orders/s on average, 7,200 at peak, 600 before": the bare numbers count the same, so that it is asked. */
function withBare(text: string, candidates: readonly Mention[], mentions: readonly Mention[]): Mention[] {
  const [first] = candidates;
  if (!first) return [];
  const { unit, per } = first.quantity;
  const isOther = (mention: Mention) => kindOf(mention.quantity) === 'bare' && !candidates.some(({ start }) => start === mention.start);
  const bare = mentions
    .filter((mention) => isOther(mention) && !isSurrounding(text, mention.start))
    .map((mention) => ({ ...mention, quantity: { value: mention.quantity.value, unit, ...(per && { per }) } }));
  return [...candidates, ...bare].toSorted((one, other) => one.start - other.start);
}

/** "Cut by 80 % from 500 ms": where it began. */
function isStart(text: string, { start }: Mention): boolean {
  return text.slice(0, start).trimEnd().toLowerCase().endsWith(' from');
}

function isSurrounding(text: string, start: number): boolean {
  const words = text
    .slice(Math.max(0, start - 40), start)
    .toLowerCase()
    .trim()
    .split(' ');
  const articles = new Set(['the', 'last', 'past', 'these', 'those', 'all']);
  while (words.length > 1 && articles.has(words.at(-1) ?? '')) words.pop();
  return SURROUNDINGS.has(words.at(-1) ?? '');
}

/** Both sides of a figure, where a pattern says which is which. */
function certainPair(
  text: string,
  candidates: readonly Mention[],
  percentiles: readonly PercentileMention[],
  source: string,
): { patch: FigurePatch; isWhole: boolean } | null {
  const [first, second] = candidates;
  if (!first || !second || candidates.length !== 2 || first.range || second.range) return null;
  const names = new Set(percentiles.map(({ name }) => name));
  if (names.size > 1) return null;
  const relation = relationOf(text, first, second);
  if (!relation) return null;
  const [before, now] = relation.before === 'first' ? [first, second] : [second, first];
  const lead = wordsAround(text, first, candidates, percentiles);
  const behind = wordsAround(text, second, candidates, percentiles);
  const tailOf = (mention: Mention) => (mention === first ? lead.tail : behind.tail);
  const [name] = names;
  return {
    isWhole: text.slice(0, first.start).trim().length <= (lead.measure?.length ?? 0) + 12,
    patch: {
      measure: lead.measure,
      ...(name !== undefined && { percentile: name }),
      before: amountOf(before, isRelational(tailOf(before)) ? '' : tailOf(before), source),
      now: amountOf(now, isRelational(tailOf(now)) ? '' : tailOf(now), source),
    },
  };
}

/** What stands between two numbers only to relate them is no addition to either. */
function isRelational(tail: string): boolean {
  const words = tail.toLowerCase().split(' ');
  return ['to', 'from', 'up', 'down', 'instead', 'and', 'is', 'was', 'were'].includes(words[0] ?? '');
}

/** Sets the sides, unless one of them differs from what is noted: then that is asked. */
function settled(
  { topic, text }: FigureAnswer,
  id: string,
  slot: string,
  patch: FigurePatch,
  known: Figure | null,
  rest: readonly Command[],
): Command[] {
  const clean = withNouns(patch.measure === null ? (({ measure: _, ...others }) => others)(patch) : patch, known);
  const now = known?.now;
  const isOther = slot.endsWith('.before') && now && clean.now && !sameQuantity(now.quantity, clean.now.quantity);
  if (isOther) {
    const options: Option[] = [
      { figure: id, patch: clean, also: null },
      { figure: id, patch: { ...clean, now }, also: null },
    ];
    return [...rest, { type: 'ask-back', pending: { kind: 'conflict', slot, topic, options } }];
  }
  const typed = text.trim();
  const isSentence = countWords(typed) >= TYPED_WORDS && typed.length <= TYPED_AT_MOST;
  return [...rest, { type: 'set-figure', topic, id, patch: { ...clean, typed: isSentence ? typed : null }, slot }];
}

/** "140 per second" beside "900 invoices per second": both count the same. */
function withNouns(patch: FigurePatch, known: Figure | null): FigurePatch {
  const noun = [patch.now, patch.before, known?.now, known?.before].find(
    (side) => side && side.quantity.unit !== '' && kindOf(side.quantity) === 'rate',
  )?.quantity.unit;
  if (noun === undefined) return patch;
  const named = (side: Amount): Amount =>
    side.quantity.unit === '' && side.quantity.per !== undefined
      ? { ...side, quantity: { ...side.quantity, unit: noun } }
      : side;
  return {
    ...patch,
    ...(patch.now && { now: named(patch.now) }),
    ...(patch.before && { before: named(patch.before) }),
  };
}

/** What several candidates could mean, each as a figure. */
function optionsFor(
  { text, source, part, topic, figure }: FigureAnswer,
  candidates: readonly Mention[],
  percentiles: readonly PercentileMention[],
): Option[] {
  const id = figure ?? mainFigureId(topic);
  const [only] = candidates;
  const sides = candidates.flatMap((mention) => {
    const { measure, tail } = wordsAround(text, mention, candidates, percentiles);
    const { range } = mention;
    if (!range) return [{ amount: amountOf(mention, tail, source), measure, at: mention.start }];
    return [range.low, range.high].map((quantity) => ({
      amount: { ...amountOf(mention, tail, source), quantity },
      measure,
      at: mention.start,
    }));
  });
  const measure = sides[0]?.measure ?? null;
  const names = [...new Set(percentiles.map(({ name }) => name))];
  const named = (at: number): FigurePatch => {
    const near = names.length === 1 ? names[0] : (percentiles.findLast(({ start }) => start <= at)?.name ?? names[0]);
    return { ...(measure !== null && { measure }), ...(near !== undefined && { percentile: near }) };
  };
  const side = part === 'before' ? 'before' : 'now';
  const options: Option[] = [];
  const [a, b] = sides;
  if (sides.length === 3)
    for (const one of sides)
      for (const other of sides)
        if (one !== other && names.length > 0 && named(one.at).percentile === named(other.at).percentile)
          options.push({ figure: id, patch: { ...named(one.at), before: one.amount, now: other.amount }, also: null });
  if (sides.length === 2 && a && b && only) {
    if (names.length < 2) {
      options.push({ figure: id, patch: { ...named(a.at), before: a.amount, now: b.amount }, also: null });
      options.push({ figure: id, patch: { ...named(a.at), before: b.amount, now: a.amount }, also: null });
    }
  }
  for (const { amount, at } of sides) options.push({ figure: id, patch: { ...named(at), [side]: amount }, also: null });
  if (sides.length === 2 && a && b)
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

/** No quantity of the right kind: what is wrong with it is said, and a bare number is offered with its likely unit. */
function without(answer: FigureAnswer, mentions: readonly Mention[]): Command[] {
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
  const offers = (topic === 'reliability' ? mentions : []).flatMap((mention) => {
    if (kindOf(mention.quantity) !== 'bare' || mention.quantity.value > 100) return [];
    const amount = { ...amountOf(mention, '', source), quantity: { value: mention.quantity.value, unit: '%' } };
    const value: Value = { text: `${mention.text}%`, source, sentences: 1, ours: false };
    const measure = nameIn(text.slice(0, mention.start));
    return [{ value, patch: { [side]: amount, ...(measure !== '' && { measure }) } }];
  });
  return again(answer, 'bare-number', offers.slice(0, OPTIONS_AT_MOST));
}

/** Words about failures are worth a sentence, where nobody counted. */
function wordsOffer({ topic, text, source }: FigureAnswer): Extract<Pending, { kind: 'again' }>['offers'] {
  if (topic !== 'reliability' || countWords(text) < TYPED_WORDS) return [];
  return [{ value: { text: text.trim(), source, sentences: 1, ours: false }, patch: { sentence: text.trim() } }];
}

function again(
  { topic, part, figure, text, source }: FigureAnswer,
  problem: Problem,
  offers: Extract<Pending, { kind: 'again' }>['offers'] = [],
): Command[] {
  const kept = keptOf(text, source, topic);
  return [
    ...(text.trim().includes(' ') ? [{ type: 'keep', kept } as const] : []),
    { type: 'ask-back', pending: { kind: 'again', slot: `${topic}.${part}`, figure, problem, offers } },
  ];
}

/** An answer that tells more than one sentence or number is kept: later questions offer the rest. */
function restOf({ text, source, topic }: FigureAnswer, mentions: readonly Mention[]): Command[] {
  const isMore = mentions.length > 1 || sentencesIn(text).length > 1;
  return isMore ? [{ type: 'keep', kept: keptOf(text, source, topic) }] : [];
}
