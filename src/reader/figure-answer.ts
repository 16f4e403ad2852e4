/** An answer to one part of a figure: the open slot decides what a number means, and what is not certain is asked. */
import { askBack, type Command, setFigure, setValue } from '../machine/commands.ts';
import { kindOf, sameQuantity } from '../machine/quantity.ts';
import { type Amount, type Figure, type FigurePatch, figureOf, mainFigureId, typedValue } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { opensNegation } from '../text/phrases.ts';
import { type Mention, numbersIn, type PercentileMention } from '../text/quantities.ts';
import { relationOf, sideOf } from '../text/relations.ts';
import { countWords, sentencesIn } from '../text/sentences.ts';
import { candidatesIn, isStart, namesOf, numbersOn, percentileIn } from './figure-candidates.ts';
import { again, type FigureAnswer, optionsFor, TYPED_WORDS, without, withUnits, wordsOffer } from './figure-options.ts';
import { keptOf } from './kept.ts';
import { amountOf, isAddition, nameIn, type WordsAround, wordsAround } from './words-around.ts';

/** An answer longer than this is told, not measured; in characters. */
const READ_AT_MOST = 4_000;
/** An answer that may stand in the letter as it is: at most so many characters. */
const TYPED_AT_MOST = 300;

export function readFigure(answer: FigureAnswer): Command[] {
  const { topic, part, source, sheet } = answer;
  const text = answer.text.slice(0, READ_AT_MOST);
  const slot = `${topic}.${part}`;
  const id = answer.figure ?? mainFigureId(topic);
  const set = (patch: FigurePatch) => [setFigure(slot, topic, id, patch)];
  if (part === 'more') return readMore({ ...answer, text });
  if (part === 'now' || part === 'before') return readSides({ ...answer, text }, part);
  const { mentions, percentiles } = numbersIn(text, sheet.language);
  const counted = mentions.filter(({ quantity }) => kindOf(quantity) !== 'bare');
  switch (part) {
    case 'percentile': {
      const [percentile] = percentiles;
      if (percentile) return set({ percentile: percentile.name });
      return opensNegation(text) ? [{ type: 'decline', slot }] : again(answer, 'no-measure');
    }
    case 'sentence': {
      const [mention] = counted;
      const isNew = figureOf(sheet, id) === null;
      return set({ sentence: text.trim(), ...(isNew && mention && { now: amountOf(mention, '', source) }) });
    }
    case 'words':
      if (!counted.some(({ quantity }) => ['share', 'rate'].includes(kindOf(quantity))))
        return [setValue(slot, typedValue(answer.text.trim(), source, sentencesIn(text).length))];
      break;
    default:
      if (counted.length === 0) return set({ measure: nameIn(text) || text.trim() });
  }
  // A number after all; whether it takes the place of the one that is noted, the person says.
  const known = figureOf(sheet, id)?.now;
  return readSides({ ...answer, text, part: 'now' }, 'now').map((command) => {
    const now = command.type === 'set-figure' ? command.patch.now : null;
    if (command.type !== 'set-figure' || !now || !known || sameQuantity(known.quantity, now.quantity)) return command;
    const options = [command.patch, { now: known }].map((patch) => ({ figure: id, patch, also: null }));
    return askBack({ kind: 'conflict', slot: command.slot, topic, options });
  });
}

/** One more figure: a bare one is told by a template, a sentence goes into the letter as it is. */
function readMore(answer: FigureAnswer): Command[] {
  const { text, source, topic, figure: id, sheet } = answer;
  const { mentions, percentiles } = numbersOn(topic, text, sheet.language);
  const counted = mentions.filter(({ quantity }) => kindOf(quantity) !== 'bare');
  const pair = certainPair(text, counted, percentiles, source);
  const set = (patch: FigurePatch) => [setFigure(`${topic}.more`, topic, id, patch)];
  if (pair?.isWhole) return set(pair.patch);
  const [first] = counted;
  if (!first) return again(answer, 'no-number', [wordsOffer(answer)]);
  const { measure, tail } = wordsAround(text, first, [first], percentiles);
  // "about 20 million rides": the words in front are the bound.
  const isBare =
    countWords(text.slice(0, first.start)) <= (first.bound === null ? 0 : 2) && measure === null && isAddition(tail);
  const now = amountOf(first, isBare ? tail : '', source);
  return set({ now, ...(!isBare && { sentence: text.trim() }), ...percentileIn(percentiles) });
}

function readSides(answer: FigureAnswer, side: 'now' | 'before'): Command[] {
  const { text, source, topic, sheet } = answer;
  const { mentions, percentiles } = numbersOn(topic, text, sheet.language);
  const candidates = candidatesIn(topic, text, mentions, sheet.language);
  const id = answer.figure ?? mainFigureId(topic);
  const slot = `${topic}.${side}`;
  const known = figureOf(sheet, id);
  const rest = restOf(answer, mentions);
  const [first] = candidates;
  if (!first) {
    const options = withUnits(topic, mentions).flatMap((measured) => {
      const pair = certainPair(text, measured, percentiles, source)?.patch;
      return pair ? [{ figure: id, patch: pair, also: null }] : optionsFor(answer, measured, percentiles).slice(0, 1);
    });
    return without(answer, mentions, options);
  }
  const pair = certainPair(text, candidates, percentiles, source);
  if (pair) return [...rest, settled(id, slot, topic, text.trim(), pair.patch, known)];
  if (candidates.length > 1 || first.range !== null) {
    const options = optionsFor(answer, candidates, percentiles);
    return [...rest, askBack({ kind: 'order', slot, topic, text: text.trim(), options })];
  }
  const { measure, tail } = wordsAround(text, first, [first], percentiles);
  const amount = amountOf(first, tail, source);
  // What was measured before goes by the same name.
  const isNamed = known && (known.measure !== null || (side === 'before' && known.now !== null));
  const named: FigurePatch = { ...(measure !== null && !isNamed && { measure }), ...percentileIn(percentiles) };
  const told = isStart(text, first) ? 'before' : sideOf(text, first);
  // "It was 2 s" in answer to how long it takes now: which of the two is it?
  if (told === 'before' && side === 'now' && !known?.before) {
    const patches = [{ now: amount }, { before: amount }];
    const options = patches.map((patch) => ({ figure: id, patch: { ...named, ...patch }, also: null }));
    return [...rest, askBack({ kind: 'order', slot, topic, text: text.trim(), options })];
  }
  return [...rest, settled(id, slot, topic, text.trim(), { ...named, [side]: amount }, known)];
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
  const [name, ...others] = namesOf(percentiles);
  if (others.length > 0) return null;
  const relation = relationOf(text, first, second);
  if (!relation) return null;
  const lead = wordsAround(text, first, candidates, percentiles);
  const behind = wordsAround(text, second, candidates, percentiles);
  const amount = (mention: Mention, { tail }: WordsAround) => amountOf(mention, isRelational(tail) ? '' : tail, source);
  const [one, two] = [amount(first, lead), amount(second, behind)];
  const [early, late] = relation.before === 'first' ? [one, two] : [two, one];
  const sides = { before: inPeriodOf(early, late), now: inPeriodOf(late, early) };
  return {
    isWhole: text.slice(0, first.start).trim().length <= (lead.measure?.length ?? 0) + 12,
    patch: { measure: lead.measure, ...(name !== undefined && { percentile: name }), ...sides },
  };
}

/** "Lost readings: before 120, now 3 per month": both are counted over a month. */
function inPeriodOf(side: Amount, other: Amount): Amount {
  const { per } = other.quantity;
  const isLent = per !== undefined && ['count', 'bare'].includes(kindOf(side.quantity)) && side.quantity.value !== 0;
  return isLent ? { ...side, quantity: { ...side.quantity, per } } : side;
}

/** What stands between two numbers only to relate them is no addition to either. */
function isRelational(tail: string): boolean {
  const [first = ''] = tail.toLowerCase().split(' ');
  return ['to', 'from', 'up', 'down', 'instead', 'and', 'is', 'was', 'were', 'à', 'al', 'pra'].includes(first);
}

/** Sets the sides, unless one of them differs from what is noted: then that is asked. */
function settled(
  id: string,
  slot: string,
  topic: Metric,
  typed: string,
  patch: FigurePatch,
  known: Figure | null,
): Command {
  const { measure, ...others } = patch;
  const clean = withNouns(measure === null ? others : patch, known);
  const now = known?.now;
  if (slot.endsWith('.before') && now && clean.now && !sameQuantity(now.quantity, clean.now.quantity)) {
    const options = [clean, { ...clean, now }].map((each) => ({ figure: id, patch: each, also: null }));
    return askBack({ kind: 'conflict', slot, topic, options });
  }
  const isSentence = countWords(typed) >= TYPED_WORDS && typed.length <= TYPED_AT_MOST;
  return setFigure(slot, topic, id, { ...clean, typed: isSentence ? typed : null });
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
function restOf({ text, source, topic, sheet }: FigureAnswer, mentions: readonly Mention[]): Command[] {
  const isMore = mentions.length > 1 || sentencesIn(text).length > 1;
  return isMore ? [{ type: 'keep', kept: keptOf(text, source, topic, sheet.language) }] : [];
}
