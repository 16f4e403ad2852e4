/** Options from existing data: parts of earlier texts that could fill a slot, and noted values to change. */
import { askBack, type Command, setFigure, setValue } from './commands.ts';
import type { InterviewContext, Note } from './context.ts';
import type { PendingOf } from './pending.ts';
import { comparable, kindOf, nounOf, type Quantity, type QuantityKind, sameQuantity } from './quantity.ts';
import { numbered, type Option } from './question.ts';
import {
  type Amount,
  applyPatch,
  type Figure,
  type FigurePatch,
  figureOf,
  figuresOn,
  joinedValue,
  type Kept,
  mainFigureId,
  type Sheet,
  typedValue,
  type Value,
} from './sheet.ts';
import { isAbout, isMetric, type Metric, NAMED_TOPICS, orderOf, SLOTS, slotKind, TOPICS, topicOf } from './slots.ts';

/** Maximum parts of earlier texts offered for a slot. */
const OFFERS_AT_MOST = 5;
/** The same for the role, from a job post. The right names are usually among the first. */
const POST_OFFERS_AT_MOST = 9;
/** Maximum length of an offered sentence, in characters. Longer ones are hard to judge on a button. */
const OFFER_AT_MOST = 160;

/** Id prefix of options that are sentences of the job post. */
export const POST_OPTION = 'post';

type Offer = Omit<Option, 'id'>;

/** Returns parts of earlier texts that could fill the slot, as options. */
export function offersFor(slot: string, figure: Figure | null, { sheet, split }: InterviewContext): Option[] {
  const kind = slotKind(slot);
  const topic = topicOf(slot);
  if (kind === null || (slot.includes('+') && kind !== 'text')) return topic === 'role' ? roleOffers(slot, sheet) : [];
  const kept = sheet.kept.filter((each) =>
    each.isPost ? topic === 'role' : each.topic === null || each.topic === topic,
  );
  const offers = kept.toReversed().flatMap((each): Offer[] => {
    if (kind === 'name') return valueOffers(slot, namesFor(slot, each, split), each, sheet);
    if (!isMetric(topic)) return valueOffers(slot, sentencesFor(slot, each, sheet), each, sheet);
    return slot.endsWith('.more') ? moreOffers(topic, each, sheet) : amountOffers(slot, topic, figure, each, sheet);
  });
  const distinct = distinctOffers(offers);
  const shown = distinct.slice(0, topic === 'role' ? POST_OFFERS_AT_MOST : OFFERS_AT_MOST);
  return numbered('kept', shown, (offer) => offer);
}

/** Drops options that set the same as an earlier one, and figures whose sides are equal if there are others. */
export function distinctOffers<Each extends Offer>(options: readonly Each[]): Each[] {
  const said = (side: Amount | null) => side && [side.quantity, side.bound];
  const keyOf = (figure?: Figure) =>
    figure && [figure.sentence, figure.percentile, figure.measure, said(figure.before), said(figure.now)];
  const keys = options.map(({ value, figure, also }) => JSON.stringify([value?.text, keyOf(figure), keyOf(also)]));
  const isUnchanged = ({ figure }: Each) =>
    figure?.now && figure.before && sameQuantity(figure.now.quantity, figure.before.quantity);
  const distinct = options.filter((_, at) => keys.indexOf(keys[at] ?? '') === at);
  const changed = distinct.filter((each) => !isUnchanged(each));
  return changed.length > 0 ? changed : distinct;
}

/** Offers sentences of the last job post that may describe a decision of the company. `prompts/` makes them a quote. */
export function postOffers(slot: string, { sheet }: InterviewContext): Option[] {
  if (slot !== 'company.choice') return [];
  const post = sheet.kept.findLast(({ isPost }) => isPost);
  return numbered(POST_OPTION, post?.choices ?? [], (text) => valueOffer(slot, typedValue(text, post?.source ?? '')));
}

/** Offers the texts that aren't in a slot yet. */
function valueOffers(slot: string, texts: readonly string[], { source }: Kept, sheet: Sheet): Offer[] {
  const used = Object.values(sheet.values).map(({ text }) => text);
  const isUsed = (text: string) =>
    used.some((each) => each.toLowerCase() === text.toLowerCase() || (text.includes(' ') && each.includes(text)));
  return texts.filter((text) => !isUsed(text)).map((text) => valueOffer(slot, typedValue(text, source)));
}

/** Offers the position and the company that one text of the person's own names together. */
function roleOffers(slots: string, { kept }: Sheet): Option[] {
  const own = kept.toReversed().filter(({ isPost }) => !isPost);
  const offers = own.flatMap(({ roles, source }): Offer[] => {
    const parts = slots.split('+').flatMap((slot) => {
      const [name, another] = roles?.[slot] ?? [];
      return name !== undefined && another === undefined ? [{ slot, name }] : [];
    });
    if (parts.length < slots.split('+').length) return [];
    const does = parts.map(({ slot, name }) => setValue(slot, typedValue(name, source)));
    return [{ value: typedValue(parts.map(({ name }) => name).join(', '), source), does }];
  });
  return numbered('kept', distinctOffers(offers).slice(0, OFFERS_AT_MOST), (offer) => offer);
}

/** An option that puts the value into the slot. */
export function valueOffer(slot: string, value: Value): Offer {
  return { value, does: [setValue(slot, value)] };
}

/** Names of a job post, or of an earlier answer on the topic. */
function namesFor(slot: string, { isPost, names, roles, topic }: Kept, split: readonly string[]): string[] {
  // A post read by a model has no names to offer.
  if (isPost || roles) return roles?.[slot] ?? [];
  if (topic !== topicOf(slot)) return [];
  const isSplit = split.some((step) => step.split('+').includes(slot));
  // For a slot that the answer wasn't about, only what looks like a name: "Ledger", not "remote from Porto".
  const isName = (name: string) => isSplit || name.charAt(0) !== name.charAt(0).toLowerCase();
  return names.filter((name) => isName(name) && name.includes('@') === (slot === 'contact.email'));
}

/** Sentences for a slot. From a text on several topics, company slots only get sentences that name the company. */
function sentencesFor(slot: string, { sentences, topic: told, source }: Kept, { values }: Sheet): string[] {
  const topic = topicOf(slot);
  const company = values['role.company']?.text ?? '';
  const isOnTopic = (line: string) =>
    !isAbout('company', slot) || (topic === 'company' && company !== '' && line.includes(company));
  // Of an answer on one topic, a sentence that was noted in part is no other answer.
  const parts = Object.values(values).filter((value) => told !== null && value.source === source);
  const isNoted = (line: string) => parts.some(({ text }) => line.includes(text));
  return sentences.filter(
    (line) => line.length <= OFFER_AT_MOST && (told !== null || isOnTopic(line)) && !isNoted(line),
  );
}

/** Quotes that the topic's figures already use. */
function quotesOn(sheet: Sheet, topic: Metric): string[] {
  return figuresOn(sheet, topic)
    .flatMap(({ now, before, sentence }) => [now?.quote ?? '', before?.quote ?? '', sentence ?? ''])
    .filter((quote) => quote !== '');
}

function amountOffers(slot: string, topic: Metric, figure: Figure | null, kept: Kept, sheet: Sheet): Offer[] {
  const side = slot.split('.')[1];
  if (side !== 'now' && side !== 'before') return [];
  const other = side === 'now' ? figure?.before : figure?.now;
  const taken = quotesOn(sheet, topic);
  const id = figure?.id ?? mainFigureId(topic);
  return kept.amounts
    .filter((each) => isOn(topic, each, kept.topic) && !(figure && isOfOther(figure, each)))
    .flatMap(({ amount, before, measure, percentile, line }): Offer[] => {
      // If one side is noted, a pair is only offered if it contains that side.
      const isPair = before !== undefined;
      const isKnown = isPair && other && sameQuantity(other.quantity, (side === 'now' ? before : amount).quantity);
      if (isPair && other && !isKnown) return [];
      const own = isPair && side === 'before' ? before : amount;
      if (taken.includes(own.quote) || (other && !isBeside(other.quantity, own.quantity))) return [];
      const patch: FigurePatch = {
        ...(isPair && !other ? { now: amount, before } : { [side]: own }),
        ...(measure && !figure?.measure && { measure }),
        ...(percentile && { percentile }),
      };
      const shown = { figure: applyPatch(figure, id, topic, patch), ...(line !== undefined && !measure && { line }) };
      return [{ patch, ...shown, does: [setFigure(slot, topic, id, patch)] }];
    });
}

/** Offers changes and zeros that no figure tells yet. Any other single number of the answer may have had another purpose. */
function moreOffers(topic: Metric, { topic: told, amounts }: Kept, sheet: Sheet): Offer[] {
  const quotes = quotesOn(sheet, topic);
  return amounts.flatMap(({ amount: now, before, measure, percentile }): Offer[] => {
    const isResult = before !== undefined || now.quantity.value === 0;
    if (told !== topic || !isResult || !mayBeOn(topic, kindOf(now.quantity))) return [];
    const isTold = figuresOn(sheet, topic).some(
      (one) => one.sentence?.includes(now.quote) || (isSide(one.now, now) && (!before || isSide(one.before, before))),
    );
    if (isTold || quotes.includes(now.quote) || quotes.includes(before?.quote ?? '')) return [];
    const patch = { now, ...(before && { before }), measure, percentile };
    const figure = applyPatch(null, `${topic}.new`, topic, patch);
    return [{ patch, figure, does: [setFigure(`${topic}.more`, topic, null, patch)] }];
  });
}

/** Whether a further figure on a topic may be of this kind. No question asks for costs: "the bill fell from €7,600". */
function mayBeOn(topic: Metric, kind: QuantityKind): boolean {
  return topic === 'reliability' || fits(topic, kind, topic) || ['money', 'data', 'count'].includes(kind);
}

const isSide = (side: Amount | null, { quantity }: Amount) => side !== null && sameQuantity(side.quantity, quantity);

type KeptAmount = Kept['amounts'][number];

/** Whether an amount belongs to the topic. In a text on several topics this must be certain. */
function isOn(topic: Metric, { amount, metric }: KeptAmount, told: string | null): boolean {
  return metric === undefined ? fits(topic, kindOf(amount.quantity), told) : metric === topic;
}

/** Whether the amount has another measure or percentile than the figure. */
function isOfOther(figure: Figure, { measure, percentile }: KeptAmount): boolean {
  const differs = (one: string | null, other: string | null) => one !== null && other !== null && one !== other;
  return differs(figure.measure, measure) || differs(figure.percentile, percentile);
}

/** Whether two quantities can be "before" and "now": not 12 tickets and 3 outages. */
function isBeside(one: Quantity, other: Quantity): boolean {
  const nouns = [one, other].map(nounOf).filter((noun) => noun !== '');
  return comparable(one, other) && !sameQuantity(one, other) && new Set(nouns).size < 2;
}

/** Whether a topic is measured in this kind. Counts only fit reliability, and only if told on that topic. */
function fits(topic: Metric, kind: QuantityKind, told: string | null): boolean {
  if (topic === 'latency') return kind === 'duration';
  if (topic === 'throughput') return kind === 'rate';
  return kind === 'share' || (told === 'reliability' && kind !== 'bare' && kind !== 'money');
}

/** Asks whether new words are added to a noted text, or replace it. */
export function askToAdd(slot: string, told: Value, more: Value): Command {
  const offers = [joinedValue(told, more), more].map((value) => ({ value, patch: null }));
  return askBack({ kind: 'again', slot, figure: null, problem: 'add-or-replace', offers, text: more.text });
}

/** Options for texts that could be meant. @param does the commands of a text */
export function offered(texts: readonly string[] = [], does: (value: Value) => readonly Command[]): Option[] {
  return numbered('offer', texts, (text) => {
    const value = typedValue(text, '');
    return { value, does: does(value) };
  });
}

/** Maximum noted values offered for a message that may correct one. */
const CORRECTIONS_AT_MOST = 8;
/** Maximum noted values offered otherwise, and maximum including declined slots. */
const NOTES_AT_MOST = 21;
const LISTED_AT_MOST = 22;

/** @returns the values to choose from: newest first if a message may correct one, else in the order of the letter */
export function notesToChange(
  { text, only, likely = [] }: PendingOf<'which'>,
  { recent, sheet }: InterviewContext,
): Note[] {
  const noted = only ? partsOf(only, sheet) : withBefore(recent.toReversed(), sheet);
  const keyOf = ({ slot, figure }: Note) => `${slot.replace('.more', '.now')} ${figure}`;
  const keyed = [...noted.slice(0, 1), ...likely, ...noted].map((note) => [keyOf(note), note] as const);
  if (text) return [...new Map(keyed).values()].slice(0, CORRECTIONS_AT_MOST);
  // If the list is too long, "before" values are left out; they can be changed through their "now" value.
  const notes = only || noted.length <= NOTES_AT_MOST ? noted : recent.toReversed();
  const empty = SLOTS.filter(({ id }) => sheet.values[id] === undefined && mayBeFilled(id, only, sheet));
  const left = empty.map(({ id }) => ({ slot: id, figure: null }));
  return inOrder([...notes.slice(0, NOTES_AT_MOST), ...left].slice(0, LISTED_AT_MOST));
}

/** Whether to offer an empty slot: one that was declined, or of the topic with names that is to be changed. */
function mayBeFilled(slot: string, only: string | null, { declined }: Sheet): boolean {
  if (only === null) return declined.includes(slot) && slotKind(slot) !== 'figure';
  return NAMED_TOPICS.includes(only) && topicOf(slot) === only;
}

/** Sorts by topic, then slot. Parts that are no slot, such as a figure's sentence, come last in their topic. */
function inOrder(notes: readonly Note[]): Note[] {
  const topicAt = ({ slot }: Note) => TOPICS.indexOf(topicOf(slot));
  const slotAt = ({ slot }: Note) => {
    const at = orderOf(slot);
    return at < 0 ? SLOTS.length : at;
  };
  const figureAt = ({ figure }: Note) => Number(figure?.split('.')[1] ?? 0);
  return notes.toSorted(
    (one, other) => topicAt(one) - topicAt(other) || slotAt(one) - slotAt(other) || figureAt(one) - figureAt(other),
  );
}

/** Adds an entry for each "before" value that was noted together with its "now" value. */
function withBefore(notes: readonly Note[], sheet: Sheet): Note[] {
  return notes.flatMap((note): Note[] => {
    const told = note.slot.endsWith('.now') ? figureOf(sheet, note.figure ?? '') : null;
    const slot = `${told?.topic}.before`;
    const isNoted = notes.some((one) => one.slot === slot && one.figure === note.figure);
    return told?.before && !isNoted ? [note, { slot, figure: note.figure }] : [note];
  });
}

/** Changeable parts of a figure or a topic. @param id of either */
function partsOf(id: string, sheet: Sheet): Note[] {
  const figure = figureOf(sheet, id);
  if (!figure) {
    const told = Object.keys(sheet.values).filter((slot) => topicOf(slot) === id);
    return told.map((slot) => ({ slot, figure: null }));
  }
  const parts = ['now', 'before', 'measure', ...(figure.topic === 'latency' ? ['percentile'] : []), 'sentence'];
  return parts.map((part) => ({ slot: `${figure.topic}.${part}`, figure: id }));
}
