/** An answer to one part of a figure: the open slot decides what a number means, and what is not certain is asked. */
import type { Command } from '../machine/commands.ts';
import { kindOf, sameQuantity } from '../machine/quantity.ts';
import { type Amount, type Figure, type FigurePatch, mainFigureId, type Value } from '../machine/sheet.ts';
import { opensNegation } from '../text/phrases.ts';
import { type Mention, numbersIn, type PercentileMention } from '../text/quantities.ts';
import { countWords, sentencesIn } from '../text/sentences.ts';
import { candidatesIn, isOne, isStart, numbersOn } from './figure-candidates.ts';
import { again, type FigureAnswer, type FigureOption, optionsFor, TYPED_WORDS, without } from './figure-options.ts';
import { keptOf } from './kept.ts';
import { relationOf, sideOf } from './relations.ts';
import { amountOf, isAddition, nameIn, wordsAround } from './words-around.ts';

/** An answer longer than this is told, not measured; in characters. */
const READ_AT_MOST = 4_000;
/** An answer that may stand in the letter as it is: at most so many characters. */
const TYPED_AT_MOST = 300;

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
  const candidates = candidatesIn(topic, text, mentions);
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
    const options: FigureOption[] = [
      { figure: id, patch: { ...named, now: amount }, also: null },
      { figure: id, patch: { ...named, before: amount }, also: null },
    ];
    return [...rest, { type: 'ask-back', pending: { kind: 'order', slot, topic, text: text.trim(), options } }];
  }
  return settled(answer, id, slot, { ...named, [side]: amount }, known, rest);
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
    const options: FigureOption[] = [
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

/** An answer that tells more than one sentence or number is kept: later questions offer the rest. */
function restOf({ text, source, topic }: FigureAnswer, mentions: readonly Mention[]): Command[] {
  const isMore = mentions.length > 1 || sentencesIn(text).length > 1;
  return isMore ? [{ type: 'keep', kept: keptOf(text, source, topic) }] : [];
}
