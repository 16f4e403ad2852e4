/** Reads an answer about one part of a figure. The slot decides what a number means; ambiguity leads to an ask-back. */
import { askBack, type Command, remark, setFigure, setValue } from '../machine/commands.ts';
import { comparable, isPerOther, kindOf, sameQuantity } from '../machine/quantity.ts';
import {
  type Amount,
  type Figure,
  type FigurePatch,
  figureOf,
  figuresOn,
  mainFigureId,
  type Sheet,
  typedValue,
} from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { markedSide } from '../text/before-after.ts';
import { opensNegation } from '../text/phrases.ts';
import { type Mention, type Numbers, numbersIn } from '../text/quantities.ts';
import { countWords, isAbbreviated, isDigit, piecesOf, sentencesIn, textValue } from '../text/sentences.ts';
import { backlogEntry } from './answer-backlog.ts';
import { candidatesIn, numbersOn, orderedPair, percentileIn, sharePercentiles, sharesIn } from './figure-candidates.ts';
import { askIfNewTime, askIfReplaces, keepOwnSentence } from './figure-correction.ts';
import {
  askForMissingQuantity,
  askSlotAgain,
  askWhich,
  besideNoted,
  type FigureAnswer,
  optionsFor,
  TYPED_WORDS,
  wordsOffer,
} from './figure-options.ts';
import { isSure } from './sure-figure.ts';
import { amountOf, hasClause, nameIn, wordsAround } from './words-around.ts';

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

export function readFigure(answer: FigureAnswer): Command[] {
  return keepOwnSentence(figureCommands(answer), answer.sheet);
}

function figureCommands(answer: FigureAnswer): Command[] {
  const { topic, part, text, source, sheet } = answer;
  const slot = `${topic}.${part}`;
  const id = answer.figure ?? mainFigureId(topic);
  const set = (patch: FigurePatch) => [setFigure(slot, topic, id, patch)];
  if (part === 'more') return readMore(answer);
  if (part === 'now' || part === 'before') return readSides(answer);
  const { mentions, percentiles } = numbersIn(text, sheet.language);
  // "A quote, one shipment" names what is timed; its "one" is not the figure.
  const counted = mentions.filter(({ quantity }) =>
    topic === 'latency' ? kindOf(quantity) === 'duration' : kindOf(quantity) !== 'bare',
  );
  switch (part) {
    case 'percentile': {
      const named = { ...barePercentile(text), ...percentileIn(percentiles) };
      if (named.percentile) return set(named);
      return opensNegation(text) ? [{ type: 'decline', slot }] : askSlotAgain(answer, 'no-measure');
    }
    case 'sentence': {
      const [mention] = counted;
      const isNew = figureOf(sheet, id) === null;
      return set({ sentence: text.trim(), ...(isNew && mention && { now: amountOf(mention, '', source) }) });
    }
    case 'words':
      if ([...text.trim()].every(isDigit)) return [remark('pick-or-type')];
      if (topic === 'reliability' && isTimed(text, sheet))
        return [
          { type: 'decline', slot },
          ...readSides({ ...answer, text, topic: 'latency', part: 'now', figure: null }),
        ];
      if (!counted.some(({ quantity }) => ['share', 'rate'].includes(kindOf(quantity))))
        return [setValue(slot, textValue(text, source))];
      break;
    default:
      if (counted.length > 0) break;
      // "I said it, checkout. Sorry, the 45 is 40": chat, and maybe a name in it.
      if (sentencesIn(text).length > 1) return askSlotAgain(answer, 'not-a-name', nameOffers(answer));
      return set({ measure: nameIn(text, sheet.language) ?? text.trim() });
  }
  // The answer is a number instead: ask whether it replaces the noted one.
  const known = figureOf(sheet, id)?.now;
  return readSides({ ...answer, part: 'now' }).flatMap((command) => {
    const asked = command.type === 'ask-back' && command.pending.kind === 'order' ? command.pending.options : [];
    const patches = command.type === 'set-figure' ? [command.patch] : asked.map(({ patch }) => patch);
    if (patches.length === 0 || !known) return command;
    const same = patches.find(({ now }) => now && sameQuantity(known.quantity, now.quantity));
    // The answer repeats the noted number, with or without a name.
    if (same) return same.measure ? command : askSlotAgain(answer, 'not-a-name');
    const options = [...patches, { now: known }].map((patch) => ({ figure: id, patch, also: null }));
    return askBack({ kind: 'conflict', slot: `${topic}.now`, topic, options });
  });
}

/** Maximum names offered, and their words. */
const OFFERS_AT_MOST = 4;
const NAME_WORDS = 8;

/** The pieces of an answer that may name what was measured. */
function nameOffers({ text, source }: FigureAnswer) {
  const pieces = sentencesIn(text).flatMap(piecesOf);
  const isName = (piece: string) => countWords(piece) <= NAME_WORDS && !hasClause(piece) && ![...piece].some(isDigit);
  const names = pieces.filter(isName).slice(0, OFFERS_AT_MOST);
  return names.map((measure) => ({ value: typedValue(measure, source), patch: { measure } }));
}

/** Whether a text states how long something takes: with a percentile, or before and now. */
function isTimed(text: string, { language }: Sheet): boolean {
  const { mentions, percentiles } = numbersOn('latency', text, language);
  const times = candidatesIn('latency', text, mentions, language);
  return times.length > 0 && (percentiles.length > 0 || orderedPair(text, times, percentiles, '', language) !== null);
}

/** "99", as an answer that can be nothing but a percentile. */
function barePercentile(text: string): Pick<FigurePatch, 'percentile'> {
  const typed = text.trim().replace(',', '.');
  const value = [...typed].every((sign) => isDigit(sign) || sign === '.') ? Number(typed) : 0;
  return value >= 50 && value <= 99.99 ? { percentile: `p${value}` } : {};
}

/** Maximum words in front of an earlier value: "previously it took about". */
const EARLIER_WORDS = 4;

/** Reads a further figure. A template phrases what is sure; any other sentence goes into the letter verbatim. */
function readMore(answer: FigureAnswer): Command[] {
  const { text, source, topic, figure: id, sheet } = answer;
  const numbers = numbersOn(topic, text, sheet.language);
  const candidates = candidatesIn(topic, text, numbers.mentions, sheet.language, true);
  const [first, second] = candidates;
  if (!first) return askSlotAgain(answer, 'no-number', [wordsOffer(answer)]);
  const pair = orderedPair(text, candidates, numbers.percentiles, source, sheet.language);
  if (!pair && second && comparable(first.quantity, second.quantity))
    return [
      askWhich(
        answer,
        optionsFor(answer, candidates, numbers.percentiles).filter(({ also }) => also === null),
      ),
    ];
  // "Before it was 3 h 40 min", but not "In November a restart lost 1,900 before the outbox"
  const isOpening = countWords(text.slice(0, first.start)) <= EARLIER_WORDS;
  const isEarlier = !pair && isOpening && markedSide(text, first, 'left', sheet.language) === 'before';
  const earlierOf = isEarlier ? openBefore(answer, first) : null;
  if (earlierOf) return readSides({ ...answer, part: 'before', figure: earlierOf.id });
  const side = { [isEarlier ? 'before' : 'now']: amountOf(first, '', source) };
  const worded = { ...(pair ?? { ...side, ...percentileIn(numbers.percentiles) }), sentence: text.trim() };
  const sure = sureFigure(answer, numbers, candidates);
  const told = sure === null ? worded : withMeasure(sure, figureOf(sheet, mainFigureId(topic)));
  const replaces =
    sure?.now && !sure.measure && !sure.percentile && !pair ? askIfReplaces(answer, sure.now, first) : null;
  if (replaces) return [replaces];
  // A repeated figure updates the existing one.
  const known = sheet.figures.find((each) => each.topic === topic && isSaid(told, each))?.id;
  return [setFigure(`${topic}.more`, topic, id ?? known ?? null, told)];
}

/** The only figure without an earlier value, to which the number can belong: "before it was 3 h"; null for none. */
function openBefore({ topic, figure, sheet }: FigureAnswer, { quantity }: Mention): Figure | null {
  const isOpen = ({ now, before, sentence }: Figure) =>
    now !== null && before === null && sentence === null && comparable(now.quantity, quantity);
  const [only, another] = figure === null ? figuresOn(sheet, topic).filter(isOpen) : [];
  return only && !another ? only : null;
}

/** Another percentile of what was timed before, if the answer says nothing else: "p95 is 90 s". */
function withMeasure(told: FigurePatch, main: Figure | null): FigurePatch {
  const isSilent = told.measure == null && told.names === undefined && told.now?.tail === '';
  const isOther = told.percentile != null && main?.percentile != null && told.percentile !== main.percentile;
  return isSilent && isOther && main.measure !== null ? { ...told, measure: main.measure } : told;
}

/** Whether a patch has the same `now` and `before` as a noted figure. */
function isSaid({ now, before }: FigurePatch, noted: Figure): boolean {
  const isSame = (one: Amount | null | undefined, other: Amount | null) =>
    one && other ? sameQuantity(one.quantity, other.quantity) : !one && !other;
  return isSame(now, noted.now) && isSame(before, noted.before);
}

/** Reads an answer about `now` or `before`: notes what is sure, and asks about anything else. */
function readSides(answer: FigureAnswer): Command[] {
  const { text, topic, part, figure, sheet } = answer;
  const numbers = numbersOn(topic, text, sheet.language);
  const { mentions, percentiles } = numbers;
  const read = candidatesIn(topic, text, mentions, sheet.language);
  const known = figureOf(sheet, figure ?? mainFigureId(topic));
  const time = askIfNewTime(answer, read, known?.now ?? null);
  if (time) return [time];
  const all = read.length === 0 && part === 'before' ? asNow(topic, mentions, known) : read;
  // "Not a single late return, zero" states one number twice.
  const isSame = (one: Mention, other: Mention) =>
    !one.range && !other.range && sameQuantity(one.quantity, other.quantity);
  const candidates = all.filter((one, at) => !all.slice(0, at).some((other) => isSame(one, other)));
  if (candidates.length === 0) return [...restOf(answer, mentions), ...askForMissingQuantity(answer, numbers)];
  const patch = sureFigure(answer, numbers, candidates);
  if (patch) return [setOrAskConflict(answer, patch)];
  const shares = topic === 'reliability' ? optionsFor(answer, sharesIn(text, mentions), []) : [];
  const ranks = topic === 'latency' ? sharePercentiles(text, numbers, sheet.language) : [];
  const ranked = ranks.length > 0 ? optionsFor(answer, candidates, ranks) : [];
  const options = [...ranked.slice(0, 3), ...shares.slice(0, 2), ...optionsFor(answer, candidates, percentiles)];
  return [...restOf(answer, mentions), askWhich(answer, options)];
}

/** The figure that an answer states for certain; null if the person has to be asked. */
function sureFigure(answer: FigureAnswer, numbers: Numbers, candidates: readonly Mention[]): FigurePatch | null {
  const { text, source, part, sheet } = answer;
  const { percentiles } = numbers;
  const pair = orderedPair(text, candidates, percentiles, source, sheet.language);
  if (pair) return isSure(text, numbers, candidates, pair, sheet.language) ? pair : null;
  const [first, ...others] = candidates;
  const side = part === 'before' ? 'before' : 'now';
  const isMil = first && first.readings.length > 1 && first.text.split(' ').includes('mil');
  if (
    !first ||
    others.length > 0 ||
    first.range ||
    isMil ||
    (markedSide(text, first, 'both', sheet.language) ?? side) !== side
  )
    return null;
  const { named, tail } = wordsAround(text, first, [first], percentiles, sheet.language);
  const patch = { ...named, ...percentileIn(percentiles), [side]: amountOf(first, tail, source) };
  const isOne = new Set(percentiles.map(({ name }) => name)).size < 2;
  return isOne && isSure(text, numbers, candidates, patch, sheet.language) ? patch : null;
}

/** Gives a bare earlier value the unit and period of `now`: "500" next to 310 a month, "2 400 a shift". */
function asNow(topic: Metric, mentions: readonly Mention[], known: Figure | null): readonly Mention[] {
  const now = known?.now?.quantity;
  const [only, ...others] = mentions;
  const isCounted = now !== undefined && ['count', 'rate'].includes(kindOf(now));
  const isOfTopic = topic === 'reliability' || (now !== undefined && isPerOther(now));
  if (!isOfTopic || !isCounted || !only || others.length > 0) return [];
  const isBare = kindOf(only.quantity) === 'bare' && only.range === null;
  return isBare ? [{ ...only, quantity: { ...now, value: only.quantity.value } }] : [];
}

/** Sets the figure; asks which value is right if an answer about `before` also states another `now`. */
function setOrAskConflict(answer: FigureAnswer, read: FigurePatch): Command {
  const { topic, part, text, figure, sheet } = answer;
  const id = figure ?? mainFigureId(topic);
  const slot = `${topic}.${part}`;
  const now = figureOf(sheet, id)?.now;
  const patch = besideNoted(answer, read);
  if (part === 'before' && now && read.now && patch.now && !sameQuantity(now.quantity, patch.now.quantity)) {
    const options = [
      { ...patch, typed: null },
      { ...patch, now },
    ].map((each) => ({ figure: id, patch: each, also: null }));
    return askBack({ kind: 'conflict', slot, topic, options });
  }
  const typed = text.trim();
  const isCut = isAbbreviated(typed, typed.length - 1);
  const isSentence = countWords(typed) >= TYPED_WORDS && typed.length <= TYPED_AT_MOST && !isCut;
  // An earlier value alone doesn't change the sentence about now.
  const isAbout = part === 'now' || patch.now !== undefined || !now;
  return setFigure(slot, topic, id, { ...patch, ...(isAbout && { typed: isSentence ? typed : null }) });
}

/** Stores an answer that isn't noted as a whole, so that later questions of this and other metrics can offer its parts. */
function restOf({ text, source, topic, sheet }: FigureAnswer, mentions: readonly Mention[]): Command[] {
  const isMore = mentions.length > 1 || sentencesIn(text).length > 1;
  const own = isMore ? [{ type: 'keep', kept: backlogEntry(text, source, topic, sheet.language) } as const] : [];
  const all = backlogEntry(text, source, null, sheet.language);
  // Failures are counted per time, too.
  const isOther = (metric: Metric) => metric !== topic && (topic !== 'reliability' || metric === 'latency');
  const amounts = all.amounts.filter(({ metric }) => metric && isOther(metric));
  const others = { ...all, sentences: [], names: [], amounts };
  return [...own, ...(amounts.length > 0 ? [{ type: 'keep', kept: others } as const] : [])];
}
