/** What the person of a case knows: the text of each slot, and whether a noted or repeated value is right. */
import { isSpelledOut } from '../src/reader/quotes.ts';
import type { Case, ExpectedFigure } from './case.ts';
import { percentileOf, sameQuantity } from './figures.ts';
import type { Choice, Figure, Noted } from './lines.ts';
import { asSentences, holds, sameText, shareOfWords, wordsOf } from './words.ts';

const METRICS = ['throughput', 'latency', 'reliability'];
const TEXT_TOPICS = ['contract', 'company', 'background', 'closing'];
const TEXT_SLOTS = ['system.what', 'system.before', 'system.part'];

/** A sentence that shares a smaller part of its words with the person's text is about something else. */
const FOREIGN_SHARE = 0.3;

/** How a figure compares with the case. `unknown` if the case has nothing to compare it with. */
export type Comparison = 'right' | 'swapped' | 'wrong' | 'unknown';

export function topicOf(slot: string): string {
  return slot.split('.')[0] ?? slot;
}

export function isMetric(topic: string | undefined): boolean {
  return METRICS.some((metric) => metric === topic);
}

/** Whether a slot contains sentences, not a name or a figure. */
export function isTextSlot(slot: string): boolean {
  return TEXT_TOPICS.includes(topicOf(slot)) || TEXT_SLOTS.includes(slot);
}

/**
 * What the person answers for a slot, or for several ("a+b"): texts as sentences, names in a list.
 *
 * @returns null if they have nothing
 */
export function slotText({ slots }: Case, slot: string): string | null {
  const parts = slot.split('+').flatMap((part) => {
    const text = slots[part];
    return typeof text === 'string' ? [{ part, text }] : [];
  });
  const texts = parts.map(({ text }) => text);
  if (texts.length === 0) return null;
  if (texts.length === 1) return texts[0] ?? null;
  return parts.every(({ part }) => isTextSlot(part)) ? asSentences(texts) : texts.join(', ');
}

/** The further figures of the person on a topic. */
export function moreOf({ slots }: Case, topic: string): readonly string[] {
  return slots.more[topic] ?? [];
}

/** Whether a figure quotes one of the further figures on its topic. */
export function isOfMore(played: Case, { topic, quote }: Pick<Figure, 'topic' | 'quote'>): boolean {
  return moreOf(played, topic).some((text) => holds(quote, text) || isPartOf(text, quote));
}

/** Whether a text contains a quote, or all of its numbers: "1,900 lost" in "1,900 deliveries were lost". */
function isPartOf(text: string, quote: string): boolean {
  const numbers = numbersOf(quote);
  const known = new Set(numbersOf(text));
  return holds(text, quote) || (numbers.length > 0 && numbers.every((number) => known.has(number)));
}

function numbersOf(text: string): string[] {
  return wordsOf(text).filter((word) => /^\d/.test(word));
}

/** Whether the person wants to hide a figure. It may be in the brief, although no case expects it. */
export function isHidden(played: Case, { topic, quote }: Pick<Figure, 'topic' | 'quote'>): boolean {
  const told = ['now', 'before'].flatMap((side) => slotText(played, `${topic}.${side}`) ?? []);
  return played.slots.confidential.some(
    ({ hide }) =>
      isPartOf(hide, quote) || holds(quote, hide) || told.some((text) => holds(text, hide) && holds(text, quote)),
  );
}

/** Compares the known parts of a figure. A missing side or percentile is not a mistake. */
export function compareFigure(played: Case, figure: Figure): Comparison {
  const expected = expectedOn(played, figure.topic);
  if (expected.some((candidate) => mismatches(played, candidate, figure).length === 0)) return 'right';
  if (figure.before !== undefined && figure.after !== undefined) {
    const swapped = { ...figure, before: figure.after, after: figure.before };
    const agrees = (candidate: ExpectedFigure) =>
      mismatches(played, candidate, swapped).length === 0 && matchedSides(candidate, swapped) === 2;
    if (expected.some(agrees)) return 'swapped';
  }
  const isWords = figure.before === undefined && figure.after === undefined;
  if (isWords || isOfMore(played, figure) || isHidden(played, figure)) return 'unknown';
  const knowsOne = ['now', 'before'].some((side) => slotText(played, `${figure.topic}.${side}`) !== null);
  return expected.length === 0 && knowsOne ? 'unknown' : 'wrong';
}

/** The slot to change for a wrong figure: that of the wrong side, if only one is wrong. */
export function wrongSlot(played: Case, { slot, figure }: Pick<Noted, 'slot' | 'figure'>): string {
  if (figure === undefined) return slot;
  const found = expectedOn(played, figure.topic).map((expected) => mismatches(played, expected, figure));
  const [fewest] = found.toSorted((one, other) => one.length - other.length);
  const [only] = fewest ?? [];
  // Percentiles are typed together with the number.
  const isSide = fewest?.length === 1 && only !== undefined && only !== 'percentile';
  return isSide ? `${figure.topic}.${only}` : slot;
}

/** The choice that is closest to the figure of the case, or undefined if none agrees. */
export function figureChoice(played: Case, choices: readonly Choice[]): Choice | undefined {
  const ranked = choices.flatMap((choice) => {
    const rank = choice.figure === undefined ? 0 : rankOf(played, choice.figure);
    return rank > 0 ? [{ choice, rank }] : [];
  });
  return ranked.toSorted((one, other) => other.rank - one.rank)[0]?.choice;
}

function rankOf(played: Case, figure: Figure): number {
  const shape = shapeAgrees(played, figure) ? 1 : 0;
  const expected = expectedOn(played, figure.topic);
  if (expected.length === 0) return compareFigure(played, figure) === 'unknown' ? shape : 0;
  const sides = expected
    .filter((candidate) => mismatches(played, candidate, figure).length === 0)
    .map((candidate) => matchedSides(candidate, figure));
  const most = Math.max(0, ...sides);
  return most === 0 ? 0 : 2 * most + shape;
}

/** Whether a figure has exactly the sides that the person can tell. */
function shapeAgrees(played: Case, { topic, before, after }: Figure): boolean {
  const told = (side: string) => slotText(played, `${topic}.${side}`) !== null;
  return told('now') === (after !== undefined) && told('before') === (before !== undefined);
}

function matchedSides(expected: ExpectedFigure, figure: Figure): number {
  return (['before', 'after'] as const).filter((side) => {
    const [one, other] = [expected[side], figure[side]];
    return one !== undefined && other !== undefined && sameQuantity(one, other);
  }).length;
}

/** The parts of a figure that contradict an expected one. */
function mismatches(played: Case, expected: ExpectedFigure, figure: Figure): string[] {
  const wrong: string[] = [];
  const sides = [
    { part: 'now', given: figure.after, due: expected.after },
    { part: 'before', given: figure.before, due: expected.before },
  ];
  for (const { part, given, due } of sides) {
    if (given === undefined) continue;
    // A side that the case doesn't expect is accepted if the person can tell it.
    const agrees = due === undefined ? slotText(played, `${figure.topic}.${part}`) !== null : sameQuantity(due, given);
    if (!agrees) wrong.push(part);
  }
  const [given, due] = [percentileOf(figure), percentileOf(expected)];
  if (given !== undefined && due !== undefined && given !== due) wrong.push('percentile');
  return wrong;
}

function expectedOn({ expect }: Case, topic: string): ExpectedFigure[] {
  return expect.figures.filter((figure) => figure.topic === topic);
}

/** What the person said so far that is relevant for a noted value. */
export interface Said {
  /** The last typed or picked answer for the slot, or undefined if it was never answered alone. */
  readonly forSlot: string | undefined;
  /** All messages of the person. */
  readonly said: readonly string[];
}

/** Whether the noted text of a slot is what the person said for it. For figures see `compareFigure`. */
export function isRightText(
  played: Case,
  { slot, text }: Pick<Noted, 'slot' | 'text'>,
  { forSlot, said }: Said,
): boolean {
  if (topicOf(slot) === 'confidential' || isMetric(topicOf(slot))) return true;
  const known = slotText(played, slot);
  const right = [known, forSlot].filter((each) => typeof each === 'string');
  if (right.some((each) => sameText(text, each) || sameText(text, masked(played, each)))) return true;
  if (known === null) return !isKnownSlot(played, slot) && forSlot === undefined;
  // "Staff Engineer" for "staff eng", "Routing crew" for "Routing", "Mr Tobias Fenwright" for "Tobias Fenwright"
  if (!slot.split('+').every(isTextSlot))
    return isSpelledOut(text, known) || (['role.team', 'role.addressee'].includes(slot) && holds(text, known));
  // Verbatim parts of their messages are accepted, in any order, if they are about the same subject.
  const all = said.map((each) => `${each}\n${masked(played, each)}`);
  const parts = text.split(/[.;]\s/).filter((part) => wordsOf(part).length > 0);
  return (
    !isUnwanted(played, text) &&
    parts.every((part) => all.some((each) => holds(each, part))) &&
    shareOfShorter(text, known) >= FOREIGN_SHARE
  );
}

/** Whether a value that the program repeats, possibly as a sentence, is right for the slot. */
export function isRightReadBack(played: Case, slot: string, value: string, said: Said): boolean {
  if (isRightText(played, { slot, text: value }, said)) return true;
  const right = [slotText(played, slot), said.forSlot].filter((each) => typeof each === 'string');
  return right.some((each) => holds(value, each) || holds(value, masked(played, each)));
}

/**
 * Whether a sentence of the review can't be right: the person has nothing for its slot, or it shares few words with their
 * text on the topic. Compares the topic, not the slot, because a sentence has one slot for all its facts.
 */
export function isForeignLine(
  played: Case,
  { slot, text }: { readonly slot: string; readonly text: string },
  { said }: Said,
): boolean {
  if (isMetric(topicOf(slot)) || !slot.split('+').every((part) => isKnownSlot(played, part))) return false;
  const own = slotText(played, slot);
  if (own === null) return true;
  // Where their own text for the slot has it too, typing that again mends nothing.
  if (said.some((each) => holds(each, text))) return isUnwanted(played, text) && !isUnwanted(played, own);
  const onTopic = Object.keys(played.slots).filter((name) => topicOf(name) === topicOf(slot));
  const known = onTopic.flatMap((name) => slotText(played, name) ?? []).join(' ');
  return shareOfShorter(text, `${known} ${masked(played, known)}`) < FOREIGN_SHARE;
}

function isKnownSlot({ slots }: Case, slot: string): boolean {
  return slots[slot] !== undefined;
}

/** Whether a text contains what must not be in the letter, such as a joke or somebody else's tool. */
function isUnwanted({ expect }: Case, text: string): boolean {
  return expect.absent.some((string) => text.toLowerCase().includes(string.toLowerCase()));
}

/** A text with the replacements for confidential values. */
function masked({ slots }: Case, text: string): string {
  return slots.confidential.reduce((shown, { hide, say }) => shown.replaceAll(hide, say ?? ''), text);
}

function shareOfShorter(one: string, other: string): number {
  return wordsOf(one).length < wordsOf(other).length ? shareOfWords(other, one) : shareOfWords(one, other);
}
