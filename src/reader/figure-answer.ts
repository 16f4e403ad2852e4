/** Reads an answer about one part of a figure. The slot decides what a number means; ambiguity leads to an ask-back. */
import { askBack, type Command, remark, setFigure, setValue } from '../machine/commands.ts';
import { comparable, kindOf, type QuantityKind, sameQuantity } from '../machine/quantity.ts';
import type { Question } from '../machine/question.ts';
import { type Amount, type Figure, type FigurePatch, figureOf, mainFigureId } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { markedSide } from '../text/before-after.ts';
import { phraseList } from '../text/lexer.ts';
import { opensNegation, plain } from '../text/phrases.ts';
import { type Mention, numbersIn } from '../text/quantities.ts';
import { countWords, isDigit, sentencesIn, textValue } from '../text/sentences.ts';
import { backlogEntry } from './answer-backlog.ts';
import { asRate } from './count-over-time.ts';
import {
  candidatesIn,
  certainPair,
  fallbackCandidates,
  isStart,
  numbersOn,
  percentileIn,
} from './figure-candidates.ts';
import { askIfReplaces, keepOwnSentence } from './figure-correction.ts';
import {
  askForMissingQuantity,
  askSlotAgain,
  askWhich,
  type FigureAnswer,
  inAnotherLanguage,
  optionsFor,
  pairsPerSentence,
  TYPED_WORDS,
  withUnits,
  wordsOffer,
} from './figure-options.ts';
import { aboutTime, isTimeAmongFailures, otherMetrics } from './other-metrics.ts';
import { keepTypedSentence } from './own-sentence.ts';
import type { Message } from './reader.ts';
import { amountOf, hasClause, isQualifier, nameIn, wordsAround } from './words-around.ts';

/** Maximum characters of an answer that are searched for numbers. */
const READ_AT_MOST = 4_000;
/** Maximum characters of an answer that may go into the letter verbatim. */
const TYPED_AT_MOST = 300;

/** Handles a rejected answer that the user repeats: declines an optional part, else takes the answer as a sentence. */
export function acceptRepeatedAnswer(answer: FigureAnswer): Command[] {
  const { topic, part, text, source, sheet } = answer;
  if (part === 'before' || part === 'percentile' || part === 'measure')
    return [
      { type: 'keep', kept: backlogEntry(text, source, topic, sheet.language) },
      { type: 'decline', slot: `${topic}.${part}` },
    ];
  return [
    setFigure(`${topic}.${part}`, topic, part === 'more' ? answer.figure : (answer.figure ?? mainFigureId(topic)), {
      sentence: text.trim(),
    }),
  ];
}

/** "Both", "both of them", "both 2100 and 700", in all languages of the interview. */
const BOTH = phraseList('both | beide | beides | les deux | ambos | ambas | los dos | las dos | os dois | as duas');
/** Maximum words of such a reply. */
const BOTH_WORDS = 8;

/** Takes "both" for the only option with two of the offered numbers, or asks which of these it is; null for other texts. */
export function bothNumbers(question: Question, { text, context }: Message): readonly Command[] | null {
  const words = plain(text);
  const pending = context.pending.at(-1);
  const isBoth = BOTH.some((both) => words === both || words.startsWith(`${both} `));
  if (pending?.kind !== 'order' || !isBoth || countWords(text) > BOTH_WORDS) return null;
  const sides = pending.options.flatMap(({ patch, also }) => [patch.now, patch.before, also?.now]);
  const isOffered = ({ readings }: Mention) =>
    readings.some(({ value }) => sides.some((side) => side?.quantity.value === value));
  if (!numbersIn(text, context.sheet.language).mentions.every(isOffered)) return null;
  const pairs = pending.options.filter(({ patch, also }) => also !== null || (patch.now && patch.before));
  const [pair, ...others] = pairs;
  if (!pair) return null;
  if (others.length === 0) return question.options[pending.options.indexOf(pair)]?.does ?? null;
  return pairs.length < pending.options.length ? [askBack({ ...pending, options: pairs })] : [remark('pick-or-type')];
}

export function readFigure(answer: FigureAnswer): Command[] {
  const commands = keepOwnSentence(keepTypedSentence(answer, figureCommands(answer)), answer.sheet);
  const told = { ...answer, text: answer.text.slice(0, READ_AT_MOST) };
  return isTimeAmongFailures(told) ? aboutTime(answer, commands) : [...otherMetrics(told), ...commands];
}

function figureCommands(answer: FigureAnswer): Command[] {
  const { topic, part, source, sheet } = answer;
  const text = answer.text.slice(0, READ_AT_MOST);
  const slot = `${topic}.${part}`;
  const id = answer.figure ?? mainFigureId(topic);
  const set = (patch: FigurePatch) => [setFigure(slot, topic, id, patch)];
  if (part === 'more') return readMore({ ...answer, text });
  if (part === 'now' || part === 'before') return readSides({ ...answer, text });
  const { mentions, percentiles } = numbersIn(text, sheet.language);
  // "A quote, one shipment" names what is timed; its "one" is not the figure.
  const counted = mentions.filter(({ quantity }) =>
    topic === 'latency' ? kindOf(quantity) === 'duration' : kindOf(quantity) !== 'bare',
  );
  switch (part) {
    case 'percentile': {
      const [percentile] = percentiles;
      if (percentile) return set({ percentile: percentile.name });
      return opensNegation(text) ? [{ type: 'decline', slot }] : askSlotAgain(answer, 'no-measure');
    }
    case 'sentence': {
      const [mention] = counted;
      const isNew = figureOf(sheet, id) === null;
      return set({ sentence: text.trim(), ...(isNew && mention && { now: amountOf(mention, '', source) }) });
    }
    case 'words':
      if ([...text.trim()].every(isDigit)) return [remark('pick-or-type')];
      if (!counted.some(({ quantity }) => ['share', 'rate'].includes(kindOf(quantity))))
        return [setValue(slot, textValue(answer.text, source))];
      break;
    default:
      if (counted.length === 0) return set({ measure: nameIn(text) || text.trim() });
  }
  // The answer is a number instead: ask whether it replaces the noted one.
  const known = figureOf(sheet, id)?.now;
  return readSides({ ...answer, text, part: 'now' }).flatMap((command) => {
    const now = command.type === 'set-figure' ? command.patch.now : null;
    if (command.type !== 'set-figure' || !now || !known) return command;
    // The answer repeats the noted number without a name.
    if (sameQuantity(known.quantity, now.quantity))
      return command.patch.measure ? command : askSlotAgain(answer, 'not-a-name');
    const options = [command.patch, { now: known }].map((patch) => ({ figure: id, patch, also: null }));
    return askBack({ kind: 'conflict', slot: command.slot, topic, options });
  });
}

/** Reads a further figure. A template phrases a bare number; a sentence goes into the letter verbatim. */
function readMore(answer: FigureAnswer): Command[] {
  const { text, source, topic, figure: id, sheet } = answer;
  const { mentions, percentiles } = numbersOn(topic, text, sheet.language);
  const slot = `${topic}.more`;
  const read = candidatesIn(topic, text, mentions, sheet.language);
  const candidates = read.length > 0 ? read : fallbackCandidates(topic, text, mentions);
  const pair = certainPair(text, candidates, percentiles, source);
  // A repeated figure updates the existing one.
  const told = (patch: FigurePatch) => sheet.figures.find((each) => each.topic === topic && isSaid(patch, each))?.id;
  const set = (patch: FigurePatch) => [setFigure(slot, topic, id ?? told(patch) ?? null, patch)];
  if (pair) return set(pair.isWhole ? pair.patch : { ...pair.patch, sentence: text.trim() });
  const [first, second, third] = candidates;
  if (!first) return askSlotAgain(answer, 'no-number', [wordsOffer(answer)]);
  // "2.4M rows, 600 cards" counts two different things.
  const isNamed = ({ text: typed, quantity }: Mention) => kindOf(quantity) === 'count' && typed.includes(quantity.unit);
  const isOther = second && first.quantity.unit !== second.quantity.unit && isNamed(first) && isNamed(second);
  if (second && !third && !isOther && comparable(first.quantity, second.quantity)) {
    const told = optionsFor(answer, [first, second], percentiles).filter(({ also }) => also === null);
    const options = told.map((option) => ({ ...option, figure: id }));
    return [askWhich(answer, options)];
  }
  const { measure, tail } = wordsAround(text, first, [first], percentiles);
  // "about 20 million rides": up to two words in front may be the bound.
  const isBare =
    countWords(text.slice(0, first.start)) <= (first.bound === null ? 0 : 2) && measure === null && isQualifier(tail);
  // "its 90 seconds"
  const isLone = measure === null && percentiles.length === 0 && countWords(text.slice(0, first.start)) <= 2;
  const replaces = isLone && isQualifier(tail) ? askIfReplaces(answer, first, tail) : null;
  if (replaces) return [replaces];
  const now = amountOf(first, isBare ? tail : '', source);
  return set({ now, ...(!isBare && { sentence: text.trim() }), ...percentileIn(percentiles) });
}

/** Whether a patch has the same `now` and `before` as a noted figure. */
function isSaid({ now, before }: FigurePatch, noted: Figure): boolean {
  const isSame = (one: Amount | null | undefined, other: Amount | null) =>
    one && other ? sameQuantity(one.quantity, other.quantity) : !one && !other;
  return isSame(now, noted.now) && isSame(before, noted.before);
}

/** Reads an answer about `now` or `before`. */
function readSides(answer: FigureAnswer): Command[] {
  const { text, source, topic, part: side, sheet } = answer;
  const { mentions, percentiles } = numbersOn(topic, text, sheet.language);
  const id = answer.figure ?? mainFigureId(topic);
  const known = figureOf(sheet, id);
  const read = candidatesIn(topic, text, mentions, sheet.language);
  const candidates = read.length === 0 && side === 'before' ? asNow(topic, mentions, known) : read;
  const rest = restOf(answer, mentions);
  const [first] = candidates;
  if (!first) {
    const foreign = inAnotherLanguage(answer);
    if (foreign.length > 0) return [...rest, askWhich(answer, foreign)];
    const all = withUnits(topic, text, mentions);
    const options = all.flatMap((measured) => {
      const pair = certainPair(text, measured, percentiles, source)?.patch;
      if (pair) return [{ figure: id, patch: pair, also: null }];
      const each = optionsFor(answer, measured, percentiles);
      return all.length === 1 ? each : each.slice(0, 1);
    });
    return askForMissingQuantity(answer, mentions, options);
  }
  const pair = certainPair(text, candidates, percentiles, source);
  // "We lost or doubled 25 results a week, now 1": only the clause says what failed; "results fell" would be wrong.
  const isSimple = topic !== 'reliability' || sheet.language !== 'en';
  const isCertain = isSimple || pair?.patch.measure || !hasClause(text.slice(0, first.start));
  if (pair && !isCertain) {
    const options = [{ figure: id, patch: pair.patch, also: null }];
    return [...rest, askWhich(answer, options, 'in-a-clause')];
  }
  if (pair) return [...rest, setOrAskConflict(answer, pair.patch)];
  // "Not a single late return, zero" states one number twice.
  const isOne = candidates.every(({ quantity, range }) => range === null && sameQuantity(quantity, first.quantity));
  if (!isOne) {
    const pairs =
      candidates.length > 3 ? pairsPerSentence(answer).map((patch) => ({ figure: id, patch, also: null })) : [];
    const options = pairs.length > 0 ? pairs : optionsFor(answer, candidates, percentiles);
    return [...rest, askWhich(answer, options)];
  }
  const rate = topic === 'reliability' ? asRate(text, first) : null;
  if (rate) {
    const options = [rate, first].flatMap((one) => optionsFor(answer, [one], percentiles));
    return [...rest, askWhich(answer, options)];
  }
  const { measure, tail } = wordsAround(text, first, [first], percentiles);
  const amount = amountOf(first, tail, source);
  // A figure has one measure for both sides.
  const isNamed = known && (known.measure !== null || (side === 'before' && known.now !== null));
  const named: FigurePatch = { ...(measure !== null && !isNamed && { measure }), ...percentileIn(percentiles) };
  const told = isStart(text, first) ? 'before' : markedSide(text, first);
  // "mil": a million in English slang, a thousand in Spanish and Portuguese. Other numbers use their first reading.
  if (first.text.split(' ').includes('mil') && first.readings.length > 1) {
    const sides = first.readings.map((quantity) => ({ ...named, [side]: { ...amount, quantity } }));
    const options = sides.map((patch) => ({ figure: id, patch, also: null }));
    return [...rest, askWhich(answer, options)];
  }
  // "Things got promised to two people quite a lot. That doesn't happen now.": "two" doesn't count failures.
  const isStory = topic === 'reliability' && first.spelled && sentencesIn(text).length > 1;
  if (isStory && kindOf(first.quantity) === 'count' && first.quantity.value !== 0) {
    const options = optionsFor(answer, [first], percentiles);
    return [...rest, askWhich(answer, options, 'more-than-a-number')];
  }
  // "It was 2 s" as the current value: ask whether it is now or before.
  if (told === 'before' && side === 'now' && !known?.before) {
    const patches = [{ now: amount }, { before: amount }];
    const options = patches.map((patch) => ({ figure: id, patch: { ...named, ...patch }, also: null }));
    return [...rest, askWhich(answer, options)];
  }
  return [...rest, setOrAskConflict(answer, { ...named, [side]: amount })];
}

/** Gives a bare earlier value the unit and period of `now`: "500" next to 310 a month. */
function asNow(topic: Metric, mentions: readonly Mention[], known: Figure | null): readonly Mention[] {
  const now = known?.now?.quantity;
  const [only, ...others] = mentions;
  const isCounted = now !== undefined && ['count', 'rate'].includes(kindOf(now));
  if (topic !== 'reliability' || !isCounted || !only || others.length > 0) return [];
  const isBare = kindOf(only.quantity) === 'bare' && only.range === null;
  return isBare ? [{ ...only, quantity: { ...now, value: only.quantity.value } }] : [];
}

/** Sets the figure; asks which value is right if an answer about `before` also states another `now`. */
function setOrAskConflict({ topic, part, text, figure, sheet }: FigureAnswer, patch: FigurePatch): Command {
  const id = figure ?? mainFigureId(topic);
  const slot = `${topic}.${part}`;
  const typed = text.trim();
  const known = figureOf(sheet, id);
  const { measure, ...others } = patch;
  const now = known?.now;
  // "380,000 records per second" replaces "84 TB": the old measure no longer applies.
  const isOther = now && patch.now && !comparable(patch.now.quantity, now.quantity);
  const named = isOther ? { ...patch, measure: measure ?? null } : measure === null ? others : patch;
  const told = withNouns(named, known);
  const clean = withTails(told, isOther ? null : known);
  if (part === 'before' && now && patch.now && clean.now && !sameQuantity(now.quantity, clean.now.quantity)) {
    const options = [
      { ...clean, typed: null },
      { ...clean, now },
    ].map((each) => ({ figure: id, patch: each, also: null }));
    return askBack({ kind: 'conflict', slot, topic, options });
  }
  const isSentence = countWords(typed) >= TYPED_WORDS && typed.length <= TYPED_AT_MOST;
  return setFigure(slot, topic, id, { ...clean, typed: isSentence ? typed : null });
}

/** Keeps the tail of a corrected value: "280 splits a second" replaces "350 splits a second at nationals". */
function withTails(patch: FigurePatch, known: Figure | null): FigurePatch {
  const side = (said: Amount | null | undefined, noted: Amount | null | undefined) =>
    said && noted && said.tail === '' ? { ...said, tail: noted.tail } : said;
  const { now, before } = patch;
  return {
    ...patch,
    ...(now && { now: side(now, known?.now) }),
    ...(before && { before: side(before, known?.before) }),
  };
}

/** Shares the noun: "140 per second" next to "900 invoices per second", or zero next to "17 wrong dividends". */
function withNouns(patch: FigurePatch, known: Figure | null): FigurePatch {
  const sides = [patch.now, patch.before, known?.now, known?.before];
  const nounOf = (kind: QuantityKind) =>
    sides.find((side) => side && side.quantity.unit !== '' && kindOf(side.quantity) === kind)?.quantity.unit;
  const isBareZero = ({ quantity }: Amount) => quantity.value === 0 && kindOf(quantity) === 'bare';
  const named = (side: Amount): Amount => {
    const { quantity } = side;
    const noun = quantity.unit !== '' ? '' : quantity.per !== undefined ? nounOf('rate') : nounOf('count');
    return noun && (quantity.per !== undefined || isBareZero(side))
      ? { ...side, quantity: { ...quantity, unit: noun } }
      : side;
  };
  const now = patch.now ?? (known?.now && isBareZero(known.now) ? known.now : null);
  return {
    ...patch,
    ...(now && { now: named(now) }),
    ...(patch.before && { before: named(patch.before) }),
  };
}

/** Stores an answer with several sentences or numbers, so that later questions can offer the rest. */
function restOf({ text, source, topic, sheet }: FigureAnswer, mentions: readonly Mention[]): Command[] {
  const isMore = mentions.length > 1 || sentencesIn(text).length > 1;
  return isMore ? [{ type: 'keep', kept: backlogEntry(text, source, topic, sheet.language) }] : [];
}
