/** Reads an answer about one part of a figure. The slot decides what a number means; ambiguity leads to an ask-back. */
import { type Command, setFigure, setValue } from '../machine/commands.ts';
import { comparable, kindOf, nounOf, sameQuantity } from '../machine/quantity.ts';
import {
  type Amount,
  type Figure,
  type FigurePatch,
  figureOf,
  figuresOn,
  mainFigureId,
  slotOfFigure,
} from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { asideKind, LAUGHTER } from '../text/asides.ts';
import { markedSide } from '../text/before-after.ts';
import { isCapital } from '../text/capitals.ts';
import { opensCorrection } from '../text/corrections.ts';
import { tokens } from '../text/lexer.ts';
import { DEPENDENT_STARTS } from '../text/openings.ts';
import { opensNegation } from '../text/phrases.ts';
import { type Mention, type Numbers, numbersIn } from '../text/quantities.ts';
import { countWords, isAbbreviated, isDigit, sentencesIn, textValue } from '../text/sentences.ts';
import { backlogEntry } from './answer-backlog.ts';
import { candidatesIn, numbersOn, orderedPair, percentileIn, sharesIn, TYPED_WORDS } from './figure-candidates.ts';
import {
  askForMissingQuantity,
  askSlotAgain,
  askWhich,
  besideNoted,
  type FigureAnswer,
  isMil,
  option,
  optionsFor,
  problemOf,
  withLoads,
  wordsOffer,
} from './figure-options.ts';
import { isSure, mayEndWithVerb } from './sure-figure.ts';
import { amountOf, isSmallWord, nameIn, wordsAround } from './words-around.ts';

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
  const id = part === 'more' ? answer.figure : (answer.figure ?? mainFigureId(topic));
  return [setFigure(`${topic}.${part}`, topic, id, { sentence: text.trim() })];
}

/** Reads an answer about a figure: notes what is sure, and asks about anything else. */
export function readFigure(answer: FigureAnswer): Command[] {
  const { topic, part, text, source, sheet } = answer;
  const slot = `${topic}.${part}`;
  const id = answer.figure ?? mainFigureId(topic);
  const set = (patch: FigurePatch) => [setFigure(slot, topic, id, patch)];
  // A noted further figure is corrected like the main one.
  if (part === 'more')
    return figureOf(sheet, answer.figure)?.now ? readSides({ ...answer, part: 'now' }) : readMore(answer);
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
      if (!counted.some(({ quantity }) => ['share', 'rate'].includes(kindOf(quantity))))
        return [setValue(slot, textValue(text, source))];
      break;
    default:
      // "Straws promised to two farmers" is a name, too.
      if (counted.some((one) => !isSmallWord(one) || one.start === 0)) break;
      // "I said it, checkout. Sorry, the 45 is 40": chat, and maybe a name in it.
      if (sentencesIn(text).length > 1) return askSlotAgain(answer, 'not-a-name');
      return set({ measure: nameIn(text, sheet.language) ?? text.trim() });
  }
  // The answer is a number instead, which may replace the noted one.
  const asked = { ...answer, part: 'now' };
  const known = figureOf(sheet, id)?.now;
  const commands = readSides(asked);
  const read = commands.find((command) => command.type === 'set-figure');
  if (!known || !read || read.patch.sentence != null) return commands;
  if (!read.patch.now || !sameQuantity(known.quantity, read.patch.now.quantity))
    return [askWhich(asked, [{ figure: id, patch: read.patch, also: null }])];
  // The answer repeats the noted number, with or without a name.
  return read.patch.measure ? commands : askSlotAgain(answer, 'not-a-name');
}

/** "99", as an answer that can be nothing but a percentile. */
function barePercentile(text: string): Pick<FigurePatch, 'percentile'> {
  const typed = text.trim().replace(',', '.');
  const value = [...typed].every((sign) => isDigit(sign) || sign === '.') ? Number(typed) : 0;
  return value >= 50 && value <= 99.99 ? { percentile: `p${value}` } : {};
}

/** Reads a further figure. A template phrases what is sure; any other sentence goes into the letter verbatim. */
function readMore(answer: FigureAnswer): Command[] {
  const { text, source, topic, figure: id, sheet } = answer;
  const numbers = numbersOn(topic, text, sheet.language);
  const candidates = candidatesIn(topic, text, numbers.mentions, sheet.language, true);
  const wording = newWording(answer, numbers, candidates);
  if (wording) return wording;
  const [first, second] = candidates;
  if (!first)
    return askSlotAgain(answer, problemOf(topic, numbers.mentions, text, sheet.language), [wordsOffer(answer)]);
  const pair = orderedPair(text, candidates, numbers.percentiles, source, sheet.language);
  // "Before it was 3 h 40 min" says nothing of now.
  const isPast = markedSide(text, first, 'both', sheet.language) === 'before';
  const isUnclear = pair !== null && mayEndWithVerb(text, pair, candidates) && !isWholeSentence(text);
  if (isUnclear || (!pair && (isPast || (second && comparable(first.quantity, second.quantity)))))
    return [
      askWhich(
        answer,
        optionsFor(answer, candidates, numbers.percentiles).filter(({ also }) => also === null),
      ),
    ];
  const side = { now: amountOf(first, '', source) };
  const worded = { ...(pair ?? { ...side, ...percentileIn(numbers.percentiles) }), sentence: text.trim() };
  const sure = sureFigure(answer, numbers, candidates);
  const told = sure === null ? worded : withMeasure(sure, figureOf(sheet, mainFigureId(topic)));
  // A repeated figure updates the existing one.
  const known = id === null ? sheet.figures.find((each) => each.topic === topic && isSaid(told, each)) : undefined;
  const patch = known && told.measure == null ? { ...told, measure: known.measure } : told;
  return [setFigure(`${topic}.more`, topic, id ?? known?.id ?? null, patch)];
}

/** New words for a noted figure, if the answer tells all of its numbers and no others. What may be chat is shown first. */
function newWording(answer: FigureAnswer, numbers: Numbers, candidates: readonly Mention[]): Command[] | null {
  const { text, topic, part, figure: id, sheet } = answer;
  const isOther = numbers.mentions.some(({ start }) => !candidates.some((one) => one.start === start));
  if (isOther || !isTypedSentence(text)) return null;
  const isMore = part === 'more' && id === null;
  const figures = isMore ? figuresOn(sheet, topic) : [figureOf(sheet, id ?? mainFigureId(topic))];
  const figure = figures.find((each) => {
    if (!each?.now || (part === 'before' && !each.before)) return false;
    const sides = [each.now, each.before].flatMap((side) => side?.quantity ?? []);
    return (
      numbers.percentiles.every(({ name }) => name === each.percentile) &&
      sides.every((side) => candidates.some(({ quantity }) => sameQuantity(quantity, side))) &&
      candidates.every(({ quantity }) => sides.some((side) => sameQuantity(quantity, side))) &&
      (each.before !== null || namesIn(each).every((name) => text.toLowerCase().includes(name)))
    );
  });
  if (!figure) return null;
  const patch = { sentence: text.trim(), typed: null };
  return isWholeSentence(text)
    ? [setFigure(slotOfFigure(figure), topic, figure.id, patch)]
    : [askWhich(answer, [{ figure: figure.id, patch, also: null }])];
}

/** What a figure counts or measures, in lower case. */
function namesIn({ measure, now }: Pick<FigurePatch, 'measure' | 'now'>): string[] {
  const names = [measure ?? '', now ? nounOf(now.quantity) : ''].filter((name) => name !== '');
  return [...new Set(names.map((name) => name.toLowerCase()))];
}

/** The figure in the whole sentence that it was told in; null if it was told in another form. */
function inOwnWords(patch: FigurePatch, text: string): FigurePatch | null {
  return isWholeSentence(text) ? { ...patch, measure: null, names: [], sentence: text.trim() } : null;
}

/** Whether an answer is long enough to be a sentence of the letter. */
function isTypedSentence(text: string): boolean {
  const typed = text.trim();
  return countWords(typed) >= TYPED_WORDS && typed.length <= TYPED_AT_MOST && !isAbbreviated(typed, typed.length - 1);
}

/** Whether an answer is one sentence by its form, and no note such as "lookup: 4 s -> 1 s". */
function isWholeSentence(text: string): boolean {
  const typed = text.trim();
  const isNote = [':', '→', '->', '=>', '\n'].some((sign) => typed.includes(sign));
  return isTypedSentence(text) && typed.endsWith('.') && !isNote && sentencesIn(typed).length === 1;
}

/** Whether an answer is written as a sentence of the letter should be, and needs no other: "In May, it took 4 s" does. */
function standsAlone(text: string): boolean {
  const typed = text.trim();
  const [first, ...words] = tokens(typed);
  const isChat = opensCorrection(typed) || asideKind(typed) !== null || words.some(({ low }) => LAUGHTER.has(low));
  if (!first || isChat || !isWholeSentence(typed) || !isCapital(typed)) return false;
  const isLed = words.slice(0, LEAD_WORDS).some(({ text: sign }) => sign === ',');
  return !isLed && !DEPENDENT_STARTS.has(first.low);
}

/** Maximum words in front of the comma of "As I said," and "In May,". */
const LEAD_WORDS = 4;

/** Another percentile of what was timed before, if the answer says nothing else: "p95 is 90 s". */
function withMeasure(told: FigurePatch, main: Figure | null): FigurePatch {
  const isSilent = told.measure == null && told.names === undefined && told.now?.tail === '';
  const isOther = told.percentile != null && main?.percentile != null && told.percentile !== main.percentile;
  return isSilent && isOther && main.measure !== null ? { ...told, measure: main.measure } : told;
}

/** Whether a patch only repeats a noted figure: the same `now`, no other `before`, and no other name. */
function isSaid({ now, before, ...told }: FigurePatch, noted: Figure): boolean {
  const isSameSide = (one: Amount | null | undefined, other: Amount | null) =>
    one && other ? sameQuantity(one.quantity, other.quantity) : !one;
  const [names, known] = [namesIn({ ...told, now }), namesIn(noted)];
  const isNamed = names.length === 0 || known.length === 0 || names.some((name) => known.includes(name));
  return now != null && isNamed && isSameSide(now, noted.now) && isSameSide(before, noted.before);
}

/** Reads an answer about `now` or `before`: notes what is sure, and asks about anything else. */
function readSides(answer: FigureAnswer): Command[] {
  const { text, topic, part, figure, sheet } = answer;
  const numbers = numbersOn(topic, text, sheet.language);
  const { mentions, percentiles } = numbers;
  const read = candidatesIn(topic, text, mentions, sheet.language);
  const wording = newWording(answer, numbers, read);
  if (wording) return wording;
  const known = figureOf(sheet, figure ?? mainFigureId(topic));
  const noted = part === 'before' ? known?.before : known?.now;
  const isCounted = part === 'before' && known?.now && ['count', 'rate'].includes(kindOf(known.now.quantity));
  const alike = noted ?? (isCounted ? known.now : null);
  const all = read.length > 0 || !alike ? read : bareInUnitOf(mentions, alike);
  // "Sorry, not 340, it was 310": the noted number is not the new one.
  const isOld = ({ quantity }: Mention) => noted != null && sameQuantity(quantity, noted.quantity);
  const fresh = all.some((one) => !isOld(one)) ? all.filter((one) => !isOld(one)) : all;
  // "Not a single late return, zero" states one number twice.
  const isSameNumber = (one: Mention, other: Mention) =>
    !one.range && !other.range && sameQuantity(one.quantity, other.quantity);
  const candidates = fresh.filter((one, at) => !fresh.slice(0, at).some((other) => isSameNumber(one, other)));
  if (candidates.length === 0) return [...restOf(answer, mentions), ...askForMissingQuantity(answer, numbers)];
  const patch = sureFigure(answer, numbers, candidates);
  const pair = orderedPair(text, candidates, percentiles, answer.source, sheet.language);
  const told = patch ?? pair;
  // "Tracing one lot"
  const hasOthers = mentions.some((one) => !one.spelled && !candidates.some(({ start }) => start === one.start));
  if (part === 'now' && told && !hasOthers && standsAlone(text))
    return [setOrAskConflict(answer, { ...told, sentence: text.trim() })];
  if (patch) return [setOrAskConflict(answer, patch)];
  const own = pair && mayEndWithVerb(text, pair, candidates) ? inOwnWords(pair, text) : null;
  if (own) return [...restOf(answer, mentions), askWhich(answer, [option(answer, own)])];
  const shares = topic === 'reliability' ? optionsFor(answer, sharesIn(text, mentions), []) : [];
  const meant = withLoads(answer, candidates, mentions);
  const options = [...shares.slice(0, 2), ...optionsFor(answer, meant, percentiles)];
  return [...restOf(answer, mentions), askWhich(answer, options)];
}

/** The figure that an answer states for certain; null if the person has to be asked. */
function sureFigure(answer: FigureAnswer, numbers: Numbers, candidates: readonly Mention[]): FigurePatch | null {
  const { text, source, part, sheet } = answer;
  const { percentiles } = numbers;
  const pair = orderedPair(text, candidates, percentiles, source, sheet.language);
  if (pair && !isSure(text, numbers, candidates, pair, sheet.language)) return null;
  if (pair) return mayEndWithVerb(text, pair, candidates) ? inOwnWords(pair, text) : pair;
  const [first, ...others] = candidates;
  const side = part === 'before' ? 'before' : 'now';
  if (
    !first ||
    others.length > 0 ||
    first.range ||
    isMil(first) ||
    (markedSide(text, first, 'both', sheet.language) ?? side) !== side
  )
    return null;
  const { named, tail } = wordsAround(text, first, [first], percentiles, sheet.language);
  const patch = { ...named, ...percentileIn(percentiles), [side]: amountOf(first, tail, source) };
  const isOne = new Set(percentiles.map(({ name }) => name)).size < 2;
  return isOne && isSure(text, numbers, candidates, patch, sheet.language) ? patch : null;
}

/** Bare numbers that correct a noted one, or that are the earlier value of a count, in its unit. */
function bareInUnitOf(mentions: readonly Mention[], { quantity }: Amount): readonly Mention[] {
  const bare = mentions.filter((one) => kindOf(one.quantity) === 'bare' && one.range === null);
  return bare.map((one) => ({ ...one, quantity: { ...quantity, value: one.quantity.value } }));
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
    return askWhich(answer, options);
  }
  // An earlier value alone doesn't change the sentence about now.
  const isAbout = part === 'now' || patch.now !== undefined || !now;
  const typed = isTypedSentence(text) && patch.sentence === undefined ? text.trim() : null;
  return setFigure(slot, topic, id, { ...patch, ...(isAbout && { typed }) });
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
