/** Facts that a model may write from: the sheet with short ids, in the candidate's words, redacted. */
import { comparable, kindOf, type Quantity, sameQuantity } from '../machine/quantity.ts';
import { type Amount, type Figure, type Sheet, slotOfFigure, type Value, weightOf } from '../machine/sheet.ts';
import { orderOf, topicOf } from '../machine/slots.ts';
import { type ShownFact, type ShownMaterial, topicQuestion } from '../prompts/model/writing.ts';
import { numbersIn } from '../text/quantities.ts';
import { sentencesIn } from '../text/sentences.ts';
import { composeLetter, type LetterRequest } from './compose.ts';
import type { DraftSentence } from './draft.ts';
import { type Letter, sentencesOf } from './letter.ts';
import { hides, redacted } from './redact.ts';
import { formatNumber } from './render.ts';
import { completeSentence, tailText } from './wording.ts';

export interface Fact {
  /** `f1`, `f2`, …: short, as every sentence of a draft cites some. */
  readonly id: string;
  readonly slot: string;
  readonly topic: string;
  /** Redacted. */
  readonly text: string;
  /** The sentences that contain the text, redacted; null if it is complete. Numbers are not bound to them. */
  readonly around: string | null;
  /** Null for names and sentences, and if part of it is hidden. */
  readonly figure: Figure | null;
  /**
   * The figure as noted (`data`), the same with the quotes of converted numbers (`shown`), and the candidate's words
   * for it (`said`). Null if part of it is hidden or was rewritten.
   */
  readonly noted: { readonly data: string; readonly shown: string; readonly said: string } | null;
}

export interface Facts {
  readonly list: readonly Fact[];
  /** Text of job posts, redacted: facts about the company, never about the candidate. */
  readonly post: string;
  /** What the job post asks for most, verbatim; null if unknown or if part of it is hidden. */
  readonly demand: string | null;
  readonly sheet: Sheet;
}

/** The fields of a fact without a figure. */
export const NO_FIGURE = { figure: null, noted: null } as const;

/** Maximum figures in the facts. The interview asks for far fewer. */
const FIGURES_AT_MOST = 40;

/** Includes the candidate's edits to the letter: cut text is not a fact, added text is one. */
export function buildFacts({ sheet, edits, date }: LetterRequest): Facts {
  const edited = edits.length === 0 ? null : composeLetter({ sheet, edits, date });
  const original = edited && composeLetter({ sheet, edits: [], date });
  const texts = Object.entries(sheet.values)
    // Code writes the heading and the sign-off.
    .filter(([slot]) => topicOf(slot) !== 'contact')
    .map(([slot, value]) => {
      const text = changed(value.english ?? value.text, slot, original, edited);
      const around = text === value.text ? openAround(value, sheet) : null;
      return { slot, text, around, ...NO_FIGURE };
    });
  const figures = sheet.figures.slice(0, FIGURES_AT_MOST).map((figure) => {
    const words = figureWords(figure, sheet);
    const isOpen = !hides(`${joined(words)} ${words.shown}`, sheet.hidden);
    const bare = figureWords(alone(figure), sheet).data;
    // The words around a hidden number ("on tax day") would narrow it down.
    const whole = figure.sentence === null && hides(bare, sheet.hidden) ? bare : joined(words);
    const text = changed(whole, figure.id, original, edited);
    return {
      slot: slotOfFigure(figure),
      text,
      around: null,
      figure: isOpen ? figure : null,
      noted: isOpen && text === whole && words.data !== '' ? words : null,
    };
  });
  const added = (edited === null ? [] : sentencesOf(edited)).filter(({ slots }) => slots.length === 0);
  const all = [
    ...[...texts, ...figures].toSorted((one, other) => orderOf(one.slot) - orderOf(other.slot)),
    ...added.map(({ text }) => ({ slot: 'closing', text, around: null, ...NO_FIGURE })),
  ];
  const list = all.flatMap(({ slot, text, ...rest }) => {
    const open = redacted(text, sheet.hidden);
    // Without a stand-in, the rest of a short text makes no sense.
    const isLost = open.text.trim() === '' || (open.removed && open.text.length < text.length / 2);
    return isLost ? [] : [{ slot, topic: topicOf(slot), text: open.text.trim(), ...rest }];
  });
  const posts = sheet.kept.filter(({ isPost }) => isPost).map(({ text }) => redacted(text, sheet.hidden).text);
  const demand = weightOf(sheet)?.demand ?? null;
  return {
    list: list.map((fact, at) => ({ id: `f${at + 1}`, ...fact })),
    post: posts.join('\n'),
    demand: demand === null || hides(demand, sheet.hidden) ? null : demand,
    sheet,
  };
}

/** `around`, redacted; null if it has a number that is not on the sheet: it may have been corrected. */
function openAround({ text, around }: Value, sheet: Sheet): string | null {
  if (around === undefined || redacted(around, sheet.hidden).removed) return null;
  const noted = sidesOf(sheet.figures).map(({ quantity }) => quantity);
  const told = [...noted, ...numbersIn(text).mentions.map(({ quantity }) => quantity)];
  const isTold = numbersIn(around).mentions.every(({ readings }) =>
    readings.some((one) => told.some((other) => sameQuantity(one, other))),
  );
  return isTold ? redacted(around, sheet.hidden).text : null;
}

function sidesOf(figures: readonly Figure[]): readonly Amount[] {
  return figures.flatMap(({ before, now }) => [before, now]).filter((side) => side !== null);
}

/** A text after the candidate's edits in the review; empty if they cut all of its sentences. */
function changed(text: string, key: string, original: Letter | null, edited: Letter | null): string {
  if (original === null || edited === null) return text;
  const of = (letter: Letter) => sentencesOf(letter).filter((one) => one.key === key || one.key.startsWith(`${key}#`));
  const [before, after] = [of(original), of(edited)];
  const isSame = before.length === after.length && after.every((one) => !one.edited);
  return isSame ? text : after.map((one) => one.text).join(' ');
}

/** "propagation (p99): before 45 s, now 2 s", and the answer that it comes from. */
function figureWords(figure: Figure, sheet: Sheet): NonNullable<Fact['noted']> {
  const { measure, percentile, before, now, sentence, typed } = figure;
  const head = [measure ?? figure.topic, percentile && `(${percentile})`].filter(Boolean).join(' ');
  const told = (words: (amount: Amount) => string) => {
    // If the quote of a number is hidden, only the quote is used: it is redacted later.
    const open = (side: Amount) => (hides(side.quote, sheet.hidden) ? side.quote : words(side));
    // "now" before a single hidden number would suggest a change.
    const isLone = now !== null && before === null && hides(now.quote, sheet.hidden);
    const sides = [before && `before ${open(before)}`, now && `${isLone ? '' : 'now '}${open(now)}`].filter(Boolean);
    return sides.length === 0 ? '' : `${head}: ${sides.join(', ')}.`;
  };
  const still = typed === null ? '' : withoutGaps(stillTrue(typed, figure, sheet), sheet);
  // Quotes of sides that come from another message, or from a sentence that is no longer true.
  const others = [before, now].flatMap((side) => (side && !tells(still, side) ? [side.quote] : []));
  const said = sentence || [still, ...others].filter((one) => one !== '').join(' / ');
  return { data: told((amount) => amountWords(amount)), shown: told(asSaid), said };
}

/** Drops sentences with a removed value: the rest would reveal it, as in "those are …, they eat the cable". */
function withoutGaps(text: string, { hidden }: Sheet): string {
  const isWhole = (sentence: string) => !redacted(sentence, hidden).removed;
  return hidden.length === 0 ? text : sentencesIn(text).filter(isWhole).join(' ');
}

function tells(text: string, { quote, quantity }: Amount): boolean {
  const isSame = ({ value }: Quantity) => value === quantity.value;
  return text.includes(quote) || numbersIn(text).mentions.some(({ readings }) => readings.some(isSame));
}

/** The figure without the tails of its numbers. */
function alone({ before, now, ...figure }: Figure): Figure {
  return { ...figure, before: before && { ...before, tail: '' }, now: now && { ...now, tail: '' } };
}

function joined({ data, said }: NonNullable<Fact['noted']>): string {
  return said === '' ? data : `${data} In their words: ${said}`.trim();
}

/** Drops the sentences of an answer that have another value of the figure: it was corrected since. */
function stillTrue(typed: string, figure: Figure, { figures }: Sheet): string {
  const [told, own] = [sidesOf(figures), sidesOf([figure])];
  const isOld = (sentence: string) =>
    numbersIn(sentence).mentions.some(({ quantity, readings }) => {
      const isAlike = own.some((side) => isOfOneThing(side.quantity, quantity));
      return isAlike && !told.some((side) => readings.some((one) => sameQuantity(one, side.quantity)));
    });
  return sentencesIn(typed)
    .filter((sentence) => !isOld(sentence))
    .join(' ');
}

/** Counts must have the same noun: "nine crashes" and "two seasons" are not comparable. */
function isOfOneThing(one: Quantity, other: Quantity): boolean {
  const isCounted = kindOf(one) === 'count' || kindOf(one) === 'rate';
  const isSame = !isCounted || one.unit.toLowerCase() === other.unit.toLowerCase();
  return kindOf(one) !== 'bare' && comparable(one, other) && isSame;
}

function amountWords({ quantity, bound, tail }: Amount, said = ''): string {
  return `${bound === null ? '' : `${bound} `}${quantityWords(quantity)}${said}${tailText(tail)}`;
}

/** "200 min (3 h 20 min)" */
function asSaid(amount: Amount): string {
  const { quote, quantity } = amount;
  const isSame = [formatNumber(quantity.value), String(quantity.value)].some((number) => quote.includes(number));
  return amountWords(amount, isSame || quote === '' ? '' : ` (${quote})`);
}

function quantityWords({ value, unit, per }: Quantity): string {
  const number = formatNumber(value);
  const isShare = kindOf({ value, unit }) === 'share';
  const amount = isShare ? `${number}%` : `${number} ${unit}`.trim();
  return per === undefined ? amount : `${amount} per ${per}`;
}

/** Converts a draft sentence: the slots of its facts replace the facts. */
export function toLetterSentence({ list }: Facts) {
  return ({ key, text, facts }: DraftSentence) => {
    const cited = list.filter(({ id }) => facts.includes(id));
    return { key, text, slots: [...new Set(cited.map(({ slot }) => slot))] };
  };
}

/** A fact's text as models see it. */
export function wordsOfFact({ text, around }: Fact): string {
  return around === null ? text : `${text} In their words: ${around}`;
}

/** The facts with their ids, as prompts show them. */
export function shownFacts({ list }: Facts): readonly ShownFact[] {
  return list.map((fact) => ({ id: fact.id, about: fact.slot, words: wordsOfFact(fact) }));
}

/** The material that a model writes a letter from. Redacted, like the facts. */
export function draftMaterial({ list, demand }: Facts): ShownMaterial {
  const topics = [...new Set(list.map(({ topic }) => topic))].filter((topic) => topic !== 'role');
  const job = list.filter(({ topic }) => topic === 'role').map(({ slot, text }) => [slot.split('.')[1] ?? slot, text]);
  return {
    job: Object.fromEntries(job),
    interview: topics.map((topic) => ({
      question: topicQuestion(topic),
      answer: answerOf(list.filter((fact) => fact.topic === topic)),
    })),
    figures: list.flatMap(({ noted }) => noted?.shown ?? []),
    ...(demand !== null && { theirPost: demand }),
  };
}

/** The sentences of a topic's facts, without duplicates: several facts may come from one sentence. */
function answerOf(facts: readonly Fact[]): string {
  const employer = facts.find(({ slot }) => slot === 'system.employer')?.text ?? '';
  const told = facts.filter(({ slot }) => slot !== 'system.employer');
  const sentences = told.flatMap(({ text, around, noted }) => sentencesIn(noted?.said ?? around ?? text));
  const isPart = (one: string, at: number) =>
    sentences.some((other, place) => other.includes(one) && (other.length > one.length || place < at));
  const isNamed = employer === '' || sentences.some((one) => one.toLowerCase().includes(employer.toLowerCase()));
  return [...(isNamed ? [] : [`At ${employer}`]), ...sentences.filter((one, at) => !isPart(one, at))]
    .map(completeSentence)
    .join(' ');
}
