/**
 * Converts a model's reading into commands. Each quote must be in the message, and each number in its quote. The user
 * confirms numbers that can't be verified; rules never replace them.
 */
import { askBack, type Command, setFigure } from '../machine/commands.ts';
import type { InterviewContext } from '../machine/context.ts';
import { sameQuantity } from '../machine/quantity.ts';
import { type Amount, type Figure, type FigurePatch, isOpen, mainFigureId, typedValue } from '../machine/sheet.ts';
import { type Metric, OPTIONAL, SLOTS, slotsOfTopic, slotsToSkip, TOPICS, topicOf } from '../machine/slots.ts';
import { shortened } from '../prompts/question-texts.ts';
import { type ForeignSpan, foreignSpans } from '../text/attribution.ts';
import { overlaps, type Span } from '../text/lexer.ts';
import type { Numbers } from '../text/quantities.ts';
import { isDigit } from '../text/sentences.ts';
import { backlogEntry } from './answer-backlog.ts';
import { numbersOn } from './figure-candidates.ts';
import { hideFromReading } from './keep-out.ts';
import { type Finder, finderFor, isSpelledOut, joinClauses, type QuotePlace, sentenceIndex } from './quotes.ts';
import type { MaskedMessage } from './reader.ts';
import type { ReadFigure, Reading } from './reading-schema.ts';
import { type MessageView, verifiedFigure } from './verify-figure.ts';
import { answerIn, interviewOrder, letterOrders, withoutEdits } from './verify-orders.ts';
import { applyRetractions, isRevised, setOrAskConflict, textsIn, wordsBeside } from './verify-texts.ts';

/** Maximum figures of one message; more are a table. */
const FIGURES_AT_MOST = 24;
/** Maximum characters. */
const NAME_AT_MOST = 80;
const QUESTION_AT_MOST = 240;
/** Maximum quotes of words to the bot. */
const ASIDES_AT_MOST = 12;

/** @returns an empty list if nothing of the reading is in the message */
export function commandsFromReading(read: Reading, given: MaskedMessage): Command[] {
  const reading = withoutEdits(read, given);
  const { asked, commands: struck } = applyRetractions(reading, given);
  const { text, id: source, unmask, context, as } = asked;
  const finder = finderFor(text);
  const post = as === 'post' ? { start: 0, end: text.length } : postIn(reading, text, finder);
  const isOutside = (found: QuotePlace) => post === null || !overlaps(found, post);
  const foreign = as === 'own' || as === 'post' ? [] : foreignSpans(text);
  const isOwn = (found: QuotePlace) => isOutside(found) && !foreign.some((span) => isForeign(found, span));
  const numbers = new Map<Metric, Numbers>();
  const placesOf = (quotes: readonly string[]) =>
    quotes.slice(0, ASIDES_AT_MOST).flatMap((quote) => finder.find(quote) ?? []);
  // A sentence with a stand-in is an order to the bot.
  const standIns = placesOf(reading.confidential.flatMap(({ say }) => (say === null || say === '' ? [] : [say])));
  const seen: MessageView = {
    ...asked,
    finder,
    index: sentenceIndex(text, placesOf(reading.toBot), standIns),
    isOwn,
    isEnglish: reading.language.toLowerCase().startsWith('en'),
    numbersOn(topic) {
      const known = numbers.get(topic) ?? numbersOn(topic, text);
      numbers.set(topic, known);
      return known;
    },
  };
  if (foreign.length > 0 && isDoubtful(reading, seen, isOutside))
    return [askBack({ kind: 'job-post', kept: backlogEntry(unmask(text), source, null, context.sheet.language) })];
  const told = [...namesIn(reading, seen), ...textsIn(reading, seen), ...figuresIn(reading, seen)];
  const unsure = told.filter(({ type }) => type === 'ask-back');
  const keep = post && backlogEntry(unmask(text.slice(post.start, post.end)), source, null, 'en', true);
  return [
    ...(keep ? [{ type: 'keep', kept: keep } as const] : []),
    ...struck,
    ...takenBack(reading, asked, told),
    ...told.filter(({ type }) => type !== 'ask-back'),
    ...hideFromReading(reading, seen),
    ...declined(reading, asked, told),
    // The last pending question is asked first.
    ...unsure.toReversed(),
    ...followUp(reading, asked),
    ...answerIn(reading, asked),
    ...letterOrders(reading, asked),
    ...interviewOrder(reading, context),
  ];
}

/** The range of a pasted job post. A boundary that isn't found defaults to that of the message. */
function postIn({ post }: Reading, text: string, { find }: Finder): Span | null {
  if (post === null) return null;
  const start = find(post.first)?.start ?? 0;
  const end = find(post.last, (found) => found.end > start)?.end ?? text.length;
  return { start, end };
}

function namesIn(reading: Reading, seen: MessageView): Command[] {
  const { id, finder, isOwn, unmask } = seen;
  return reading.names.flatMap(({ slot, quote, name }): Command[] => {
    const found = finder.find(quote, slot.startsWith('role.') ? undefined : isOwn);
    const typed = found === null ? '' : unmask(withArticle(found, slot, seen)).trim();
    const text = name !== null && isSpelledOut(name.trim(), typed) ? name.trim() : typed;
    if (text === '' || text.length > NAME_AT_MOST || text.includes('\n')) return [];
    const value = { ...typedValue(text, id), ...(text !== typed && { typed }) };
    return setOrAskConflict(slot, value, reading, seen);
  });
}

/** What they type in place of a name is the name, with its article: "the Prairie Institute". */
function withArticle({ start, end, text }: QuotePlace, slot: string, seen: MessageView): string {
  const [before, behind] = [seen.text.slice(0, start), seen.text.slice(end).trim()];
  const isWhole = before.trim().toLowerCase() === 'the' && (behind === '' || behind === '.');
  return isWhole && isRevised(slot, seen) ? before + text : text;
}

function figuresIn(reading: Reading, seen: MessageView): Command[] {
  const { context, question, text, unmask } = seen;
  const { figures } = context.sheet;
  const begun = new Set<Metric>(figures.map(({ topic }) => topic));
  const askedSlot = question?.kind === 'slot' ? question.slot : null;
  // A change says more than a single value, so it becomes the topic's main figure.
  const isChange = ({ before, after }: ReadFigure) => Number(before !== null && after !== null);
  const story = reading.texts.flatMap(({ slot, quotes }) => (slot === 'contract' ? quotes : []));
  // "No mix-up since", as what came of the hard part, stays in that text alone.
  const isResult = ({ before, after, quote }: ReadFigure) =>
    before === null &&
    after?.value === 0 &&
    ![...quote].some((sign) => isDigit(sign)) &&
    story.some((text) => text.includes(quote));
  const told = reading.figures
    .filter((figure) => !isResult(figure))
    .slice(0, FIGURES_AT_MOST)
    .toSorted((one, other) => isChange(other) - isChange(one));
  return told.flatMap((figure): Command[] => {
    const { topic } = figure;
    const known = knownFigure(figure, seen);
    const verified = verifiedFigure(figure, known, seen);
    if (!verified) return [];
    const isFirst = told.find((one) => one.topic === topic) === figure;
    const patch = isFirst ? withWords(verified.patch, wordsBeside(topic, reading, seen)) : verified.patch;
    const same = known ?? figures.find((each) => each.topic === topic && repeats(patch, each)) ?? null;
    const isMain = same ? same.id === mainFigureId(topic) : !begun.has(topic);
    const slot = `${topic}.${isMain ? partOf(patch, same) : 'more'}`;
    begun.add(topic);
    const id = same?.id ?? null;
    if (!verified.isSure) return [askBack({ kind: 'unsure', slot, topic, figure: id, patch })];
    if (askedSlot === `${topic}.now` && patch.before && !patch.now && !same) {
      // "One in five thousand never got through" may tell in the past tense what holds today.
      const { before, ...rest } = patch;
      const options = [{ ...rest, now: before }, patch].map((each) => ({ figure: id, patch: each, also: null }));
      return [askBack({ kind: 'order', slot, topic, text: unmask(text).trim(), options })];
    }
    // Asked what to note instead, they say what holds.
    const isRevised = question?.kind === 'slot' && question.isRevision && question.figure?.id === same?.id;
    const isConflict = !isRevised && reading.conflicts.some((each) => each === figure.id || topicOf(each) === topic);
    if (same !== null && isConflict && differs(same, patch)) {
      const noted: FigurePatch = { now: same.now, before: same.before, percentile: same.percentile };
      const options = [patch, noted].map((each) => ({ figure: id, patch: each, also: null }));
      return [askBack({ kind: 'conflict', slot, topic, options })];
    }
    return [setFigure(slot, topic, id, patch)];
  });
}

/** Whether a number or the percentile contradicts the noted figure. */
function differs(noted: Figure, { now, before, percentile }: FigurePatch): boolean {
  const isOther = (one: Amount | null, other: Amount | null | undefined) =>
    one && other ? !sameQuantity(one.quantity, other.quantity) : false;
  const isOtherPercentile = percentile !== undefined && noted.percentile !== null && percentile !== noted.percentile;
  return isOther(noted.now, now) || isOther(noted.before, before) || isOtherPercentile;
}

function withWords(patch: FigurePatch, words: readonly string[]): FigurePatch {
  const told = patch.typed ?? '';
  const all = [told, ...words.filter((one) => !told.includes(one))].filter((one) => one !== '');
  return words.length === 0 ? patch : { ...patch, typed: joinClauses(all) };
}

/** The noted figure that the reading changes or completes: by its id, or the one in question. */
function knownFigure({ id, topic, before, after }: ReadFigure, { question, context }: MaskedMessage): Figure | null {
  const named = figureNamed(id ?? '', context);
  if (named) return named.topic === topic ? named : null;
  const asked = question?.kind === 'slot' ? question.figure : null;
  if (asked?.topic !== topic) return null;
  const fills = (before === null || asked.before === null) && (after === null || asked.now === null);
  return fills && (before !== null || after !== null) ? asked : null;
}

/** "f2" is the second figure of the sheet. */
function figureNamed(id: string, { sheet }: InterviewContext): Figure | null {
  return sheet.figures.find((_, at) => id === `f${at + 1}`) ?? null;
}

/** Whether the patch repeats the figure without a contradiction. */
function repeats(patch: FigurePatch, noted: Figure): boolean {
  const isTold = (patch.now && noted.now) || (patch.before && noted.before);
  return Boolean(isTold) && !differs(noted, patch);
}

function partOf(patch: FigurePatch, known: Figure | null): string {
  if (patch.now) return 'now';
  if (patch.before) return known ? 'before' : 'now';
  return patch.percentile === undefined ? 'measure' : 'percentile';
}

/** Clears retracted values that the message doesn't set again. */
function takenBack(reading: Reading, { context }: MaskedMessage, told: readonly Command[]): Command[] {
  // Repeated words yield no `set` command, so check the reading too.
  const isSetAnew = (slot: string) =>
    told.some((command) => 'slot' in command && command.slot === slot) ||
    [...reading.texts, ...reading.names].some(
      (one) => one.slot === slot || (one.slot === topicOf(slot) && one.slot === 'contract'),
    );
  return reading.takenBack.flatMap((id): Command[] => {
    const [name = '', part] = id.split('.');
    const figure = figureNamed(name, context);
    if (!figure) {
      const slots = Object.keys(context.sheet.values).filter(
        (slot) => slot === id || (isTopic(id) && topicOf(slot) === id),
      );
      return slots.filter((slot) => !isSetAnew(slot)).map((slot) => ({ type: 'clear', slot, figure: null }));
    }
    const { topic } = figure;
    if (told.some((command) => command.type === 'set-figure' && command.id === figure.id)) return [];
    const key = part === 'after' ? 'now' : part;
    if (key === 'now' || key === 'before' || key === 'percentile' || key === 'measure') {
      const part = `${topic}.${key}`;
      const asked: Command[] = key === 'now' ? [] : [{ type: 'decline', slot: part }];
      return [setFigure(part, topic, figure.id, { [key]: null }), ...asked];
    }
    const isOnly = !context.sheet.figures.some((each) => each.topic === topic && each !== figure);
    const slot = `${topic}.now`;
    return [{ type: 'clear', slot, figure: figure.id }, ...(isOnly ? [{ type: 'decline', slot } as const] : [])];
  });
}

function declined(reading: Reading, { question, context }: MaskedMessage, told: readonly Command[]): Command[] {
  const { values, figures } = context.sheet;
  const isTold = (slot: string) =>
    values[slot] !== undefined ||
    figures.some(({ topic }) => slot === `${topic}.now`) ||
    told.some((command) => 'slot' in command && (command.slot === slot || slot === `${topicOf(command.slot)}.now`));
  // Asked for all numbers at once, "no number" may be about the first topic alone.
  const asked = question?.kind === 'open' && reading.figures.length === 0 ? question : null;
  return reading.declined.flatMap((id): Command[] => {
    if (asked !== null && topicOf(id) !== asked.topic && asked.topics.includes(topicOf(id))) return [];
    if (id === 'confidential')
      return question?.kind === 'confidential' && question.step ? [{ type: 'finish', step: question.step }] : [];
    const ofTopic = question?.kind === 'open' ? slotsToSkip : slotsOfTopic;
    const slots = isTopic(id) ? ofTopic(id) : SLOTS.filter((slot) => slot.id === id).map((slot) => slot.id);
    return slots.filter((slot) => !isTold(slot)).map((slot) => ({ type: 'decline', slot }));
  });
}

function isTopic(id: string): boolean {
  return TOPICS.includes(id) && id !== 'role' && id !== 'contact';
}

/** The slot of a follow-up: a topic's first open slot; for words instead of a number, that number. */
function askedSlot(named: string, { sheet }: InterviewContext): string {
  const [topic = '', part] = named.split('.');
  if (part === 'words' || part === 'after') return `${topic}.now`;
  const open = SLOTS.find(({ id }) => topicOf(id) === topic && !OPTIONAL.includes(id) && isOpen(sheet, id));
  return part === undefined ? (open?.id ?? named) : named;
}

/** The model's follow-up question, if nothing was noted for its slot before the message. */
function followUp({ followUp }: Reading, { context, unmask }: MaskedMessage): Command[] {
  if (followUp === null) return [];
  const slot = askedSlot(followUp.slot, context);
  const isLeft = SLOTS.some(({ id }) => id === slot) && context.sheet.values[slot] === undefined;
  const question = unmask(shortened(followUp.question, QUESTION_AT_MOST));
  return isLeft && question.includes('?') ? [{ type: 'follow-up', slot, question }] : [];
}

/** Whether a place is inside a foreign span. A quote with its quotation marks is allowed: it shows what it is. */
function isForeign(found: QuotePlace, { kind, start, end }: ForeignSpan): boolean {
  const isMarked = kind === 'quotation' && found.start === start;
  return found.start >= start && found.end <= end && !isMarked;
}

/** Whether the model attributed words to the candidate that occur only in possibly foreign text. */
function isDoubtful(reading: Reading, { finder, isOwn }: MessageView, isOutside: MessageView['isOwn']): boolean {
  const quotes = [
    ...reading.texts.flatMap((text) => text.quotes),
    ...reading.figures.flatMap(({ quote, before, after }) => [quote, before?.quote, after?.quote]),
    ...reading.names.filter(({ slot }) => !slot.startsWith('role.')).map(({ quote }) => quote),
  ];
  return quotes.some(
    (quote) => quote !== undefined && finder.find(quote, isOutside) !== null && finder.find(quote, isOwn) === null,
  );
}
