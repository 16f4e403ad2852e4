/** Reads an answer about one part of a figure. The slot decides what a number means; ambiguity leads to an ask-back. */
import { type Command, setFigure, setValue } from '../machine/commands.ts';
import type { Language } from '../machine/language.ts';
import { kindOf, sameQuantity } from '../machine/quantity.ts';
import { type Amount, type FigurePatch, figureOf, mainFigureId, typedValue } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { asideKind, LAUGHTER } from '../text/asides.ts';
import { markedSide, timeOrder } from '../text/before-after.ts';
import { isCapital } from '../text/capitals.ts';
import { opensCorrection } from '../text/corrections.ts';
import { type Span, type Token, tokens, wordSet } from '../text/lexer.ts';
import { DEPENDENT_STARTS } from '../text/openings.ts';
import { opensNegation } from '../text/phrases.ts';
import { type Mention, type Numbers, numbersIn } from '../text/quantities.ts';
import { countWords, isAbbreviated, isDigit, sentencesIn, textValue } from '../text/sentences.ts';
import { translated } from '../text/vocabulary.ts';
import { backlogEntry } from './answer-backlog.ts';
import { candidatesIn, mayBeLoad, numbersOn, percentileIn, sharesIn, TYPED_WORDS } from './figure-candidates.ts';
import {
  askForMissingQuantity,
  askSlotAgain,
  askWhich,
  isMil,
  optionOf,
  optionsFor,
  possibleFigures,
} from './figure-options.ts';
import { besideNoted, type FigureAnswer, figureOfAnswer } from './noted-figure.ts';
import { amountOf, isSmallWord, nameIn } from './words-around.ts';

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
  if (part === 'more' && figureOf(sheet, answer.figure)?.now) return readNumbers({ ...answer, part: 'now' });
  if (part === 'more' || part === 'now' || part === 'before') return readNumbers(answer);
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
    case 'words': {
      const isFigure = counted.some(({ quantity }) => ['share', 'rate'].includes(kindOf(quantity)));
      return isFigure ? readNumbers({ ...answer, part: 'now' }) : [setValue(slot, textValue(text, source))];
    }
    default: {
      // "Straws promised to two farmers" is a name, too.
      const isNumber = counted.some((one) => !isSmallWord(one) || one.start === 0);
      // "I said it, checkout. Sorry, the 45 is 40": chat, and maybe a name in it.
      if (isNumber || sentencesIn(text).length > 1) return askSlotAgain(answer, 'not-a-name');
      const [name = '', clause] = text.trim().split(/,\s/u);
      // "A full allocation, third time :)": what stands behind the comma may be no part of the name.
      const names = clause === undefined ? [] : [name, text.trim()];
      const offers = names.map((measure) => ({ value: typedValue(measure, source), patch: { measure } }));
      if (offers.length > 0) return askSlotAgain(answer, 'not-a-name', offers);
      return set({ measure: nameIn(text, sheet.language) ?? text.trim() });
    }
  }
}

/** "99", as an answer that can be nothing but a percentile. */
function barePercentile(text: string): Pick<FigurePatch, 'percentile'> {
  const typed = text.trim().replace(',', '.');
  const value = [...typed].every((sign) => isDigit(sign) || sign === '.') ? Number(typed) : 0;
  return value >= 50 && value <= 99.99 ? { percentile: `p${value}` } : {};
}

/** Reads the numbers of an answer: notes the figure that it states for certain, and asks about anything else. */
function readNumbers(answer: FigureAnswer): Command[] {
  const { text, topic, part, sheet } = answer;
  const numbers = numbersOn(topic, text, sheet.language);
  const { mentions, percentiles } = numbers;
  const candidates = meantIn(answer, mentions);
  if (candidates.length === 0) return [...restOf(answer, mentions), ...askForMissingQuantity(answer, numbers)];
  const possible = possibleFigures(answer, { mentions: candidates, percentiles });
  const [likeliest] = possible;
  const isPair = likeliest?.patch.now != null && likeliest.patch.before != null;
  const isRead = isUnambiguous(answer, candidates) && isPair === candidates.length > 1;
  const read = isRead ? likeliest?.patch : undefined;
  const isLoad = candidates.some(({ quantity }) => mayBeLoad(topic, quantity));
  const isCertain = read !== undefined && !isLoad && isSure(text, numbers, candidates, read, sheet.language);
  // "Tracing one lot"
  const hasOthers = mentions.some((one) => !one.spelled && !candidates.some(({ start }) => start === one.start));
  if (read && (isCertain || isPair) && part !== 'before' && !hasOthers && standsAlone(text))
    return [setFigureOrAsk(answer, { ...read, sentence: text.trim() })];
  if (isCertain) return [setFigureOrAsk(answer, read)];
  const shares = topic === 'reliability' ? optionsFor(answer, sharesIn(text, mentions)).slice(0, 2) : [];
  const options = [...shares, ...possible.map((each) => optionOf(answer, each))];
  return [...restOf(answer, mentions), askWhich(answer, options)];
}

/** The numbers of an answer that can be the figure, each once; of a correction, those that are new. */
function meantIn(answer: FigureAnswer, mentions: readonly Mention[]): readonly Mention[] {
  const { topic, part, figure, sheet } = answer;
  const read = candidatesIn(answer, mentions);
  const known = part === 'more' ? null : figureOf(sheet, figure ?? mainFigureId(topic));
  const noted = part === 'before' ? known?.before : known?.now;
  const isCounted = part === 'before' && known?.now && ['count', 'rate'].includes(kindOf(known.now.quantity));
  // Bare numbers that correct a noted one, or that are the earlier value of a count, have its unit.
  const alike = noted ?? (isCounted ? known.now : null);
  const bare = mentions.filter((one) => kindOf(one.quantity) === 'bare' && one.range === null);
  const inItsUnit = alike
    ? bare.map((one) => ({ ...one, quantity: { ...alike.quantity, value: one.quantity.value } }))
    : [];
  const all = read.length > 0 ? read : inItsUnit;
  const isTold = (one: Mention, side: Amount | null | undefined) =>
    side != null && sameQuantity(one.quantity, side.quantity);
  // "Sorry, not 340, it was 310": the noted number is not the new one, unless the whole figure is told again.
  const isAgain = all.some((one) => isTold(one, known?.now)) && all.some((one) => isTold(one, known?.before));
  const fresh = isAgain || all.every((one) => isTold(one, noted)) ? all : all.filter((one) => !isTold(one, noted));
  // "Not a single late return, zero" states one number twice.
  const isSameNumber = (one: Mention, other: Mention) =>
    !one.range && !other.range && sameQuantity(one.quantity, other.quantity);
  return fresh.filter((one, at) => !fresh.slice(0, at).some((other) => isSameNumber(one, other)));
}

/** Whether it is clear which side each of one or two numbers is: the one that was asked for, or told by the words around. */
function isUnambiguous({ text, part, sheet }: FigureAnswer, [one, other, ...more]: readonly Mention[]): boolean {
  if (!one || more.length > 0 || [one, other].some((each) => each && (each.range || isMil(each)))) return false;
  if (other) return timeOrder(text, one, other, sheet.language) !== null;
  const side = part === 'before' ? 'before' : 'now';
  return (markedSide(text, one, sheet.language) ?? side) === side;
}

/** Whether an answer is long enough to be a sentence of the letter. */
function isTypedSentence(text: string): boolean {
  const typed = text.trim();
  return countWords(typed) >= TYPED_WORDS && typed.length <= TYPED_AT_MOST && !isAbbreviated(typed, typed.length - 1);
}

/** Whether an answer is written as a sentence of the letter should be, and needs no other: "In May, it took 4 s" does. */
function standsAlone(text: string): boolean {
  const typed = text.trim();
  // "Lookup: 4 s -> 1 s" is a note.
  const isNote = [':', '→', '->', '=>', '\n'].some((sign) => typed.includes(sign));
  const [first, ...words] = tokens(typed);
  if (!first || isNote || !isTypedSentence(typed) || !typed.endsWith('.') || !isCapital(typed)) return false;
  const isChat = opensCorrection(typed) || asideKind(typed) !== null || words.some(({ low }) => LAUGHTER.has(low));
  const isLed = words.slice(0, LEAD_WORDS).some(({ text: sign }) => sign === ',');
  return !isChat && !isLed && !DEPENDENT_STARTS.has(first.low) && sentencesIn(typed).length === 1;
}

/** Maximum words in front of the comma of "As I said," and "In May,". */
const LEAD_WORDS = 4;

/** Sets the figure; asks which value is right if an answer about `before` also states another `now`. */
function setFigureOrAsk(answer: FigureAnswer, read: FigurePatch): Command {
  const { topic, part, text, sheet } = answer;
  const id = figureOfAnswer(answer, read);
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
  const isAbout = part !== 'before' || patch.now !== undefined || !now;
  const typed = isTypedSentence(text) && patch.sentence === undefined ? text.trim() : null;
  return setFigure(`${topic}.${part}`, topic, id, { ...patch, ...(isAbout && { typed }) });
}

/** Stores an answer that isn't noted as a whole, so that later questions of this and other metrics can offer its parts. */
function restOf({ text, source, topic, sheet }: FigureAnswer, mentions: readonly Mention[]): Command[] {
  const isMore = mentions.length > 1 || sentencesIn(text).length > 1;
  const own = isMore ? [{ type: 'keep', kept: backlogEntry(text, source, topic, sheet.language) } as const] : [];
  const all = backlogEntry(text, source, null, sheet.language);
  const isOther = (metric: Metric, { quantity }: Amount) =>
    metric !== topic && (topic !== 'reliability' || metric === 'latency' || mayBeLoad(topic, quantity));
  const amounts = all.amounts.filter(({ metric, amount }) => metric && isOther(metric, amount));
  const others = { ...all, sentences: [], names: [], amounts };
  return [...own, ...(amounts.length > 0 ? [{ type: 'keep', kept: others } as const] : [])];
}

/** Words that add nothing to a figure. The words of other languages are translated into these. */
const PLAIN = wordSet(`the a an of our now before after today currently previously at on per about around roughly
  approximately approx ca circa almost nearly some under over below above less more than only just and`);
/** The same in one language. Only English templates have a verb; elsewhere a sentence is offered as it was typed. */
const ENGLISH = wordSet(
  "it it's its is was were are we you had have has be been takes take took handles handle system service",
);
const OTHERS = wordSet('in noch');
/** Words that relate two numbers, see `text/before-after.ts`. */
const BETWEEN = wordSet('to into from up down instead against went fell rose dropped grew is by lieu vez frente');

/**
 * Whether an answer states a figure and nothing else, so that the figure is noted without a question. Anything that isn't
 * sure is shown first, as the letter would say it (`figure-options.ts`).
 *
 * @param used the numbers that the figure consists of: one, or the two sides of a pair in the order of the text
 */
export function isSure(
  text: string,
  { mentions, percentiles }: Numbers,
  used: readonly Mention[],
  { measure, names = [], now, before }: FigurePatch,
  language: Language,
): boolean {
  if (mentions.some(({ start }) => !used.some((one) => one.start === start))) return false;
  const [first] = used;
  const tails = [now?.tail, before?.tail].map((tail) => (tail ? spanOf(text, tail, first?.end ?? 0) : []));
  const name = [measure ?? [], names].flat().flatMap((one) => spanOf(text, one, 0));
  const known: Span[] = [...used, ...percentiles, ...tails.flat(), ...name];
  const list = translated(tokens(text), language);
  const isPlain = (low: string) => PLAIN.has(low) || (language === 'en' ? ENGLISH : OTHERS).has(low);
  const isCovered = ({ start, end, kind, low, text: sign }: Token, at: number) => {
    if (known.some((span) => span.start <= start && end <= span.end)) return true;
    if (kind !== 'word') return kind === 'arrow' || (kind === 'mark' && sign !== '?' && sign !== '+');
    // "Up to 9,500", but not "fell to 2%", where the letter needs the earlier value.
    const isUpTo = (low === 'to' && list[at - 1]?.low === 'up') || (low === 'up' && list[at + 1]?.low === 'to');
    return isPlain(low) || isUpTo || (used.length > 1 && BETWEEN.has(low));
  };
  return list.every(isCovered) && !name.some((span) => isJoined(text, span, used, percentiles, language));
}

/** Last words of names, which are no verbs: "bounce rate from 4% to 0.7%". */
const MEASURE_NOUNS = wordSet(`rate ratio share score time latency lag delay wait duration downtime uptime availability
  load volume throughput traffic usage cost bill size count number loss`);

/**
 * Whether the words in front of a number may be more than a name: "cut errors 80%", "The database shrank from 1 TB to 20 GB".
 * A word has to separate a name from a share, and outside English a mark from any number.
 */
function isJoined(
  text: string,
  name: Span,
  [first, second]: readonly Mention[],
  percentiles: readonly Span[],
  language: Language,
): boolean {
  if (!first || name.end > first.start) return false;
  const between = text.slice(name.end, first.start).trim().toLowerCase();
  const last = text.slice(name.start, name.end).toLowerCase().split(' ').at(-1) ?? '';
  // "Lost readings from 3% to 1%": no past tense ends like a plural.
  const mayBeVerb = !last.endsWith('s') && !MEASURE_NOUNS.has(last);
  if (language === 'en' && second) return mayBeVerb && between.split(' ', 1).join() === 'from';
  if (language === 'en') return first.quantity.unit === '%' && between === '';
  const isMarked = percentiles.some(({ start }) => start >= name.end && start < first.start);
  return !isMarked && ![':', ',', '.', '('].includes(between.charAt(0));
}

/** The place of a name or tail in the text, as a list; empty if its words aren't adjacent. */
function spanOf(text: string, part: string, from: number): Span[] {
  const start = text.indexOf(part, from);
  return start === -1 ? [] : [{ start, end: start + part.length }];
}
