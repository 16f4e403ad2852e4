/** What a model may write from: the sheet as facts with short ids, in the candidate's words, hidden values replaced. */
import { isImplausible } from '../machine/doubts.ts';
import { comparable, inBase, kindOf, type Quantity, sameQuantity } from '../machine/quantity.ts';
import { type Amount, type Figure, type Sheet, slotOfFigure, type Value, weightOf } from '../machine/sheet.ts';
import { orderOf, topicOf } from '../machine/slots.ts';
import { type ShownFact, type ShownMaterial, topicQuestion } from '../prompts/model/writing.ts';
import { numbersIn } from '../text/quantities.ts';
import { sentencesIn } from '../text/sentences.ts';
import { composeLetter, type LetterRequest } from './compose.ts';
import type { DraftSentence } from './draft.ts';
import { type Letter, sentencesOf } from './letter.ts';
import { hides, redacted } from './redact.ts';
import { digits } from './render.ts';
import { finished, tailText } from './wording.ts';

export interface Fact {
  /** `f1`, `f2`, …: short, because every sentence of a draft cites some. */
  readonly id: string;
  readonly slot: string;
  readonly topic: string;
  /** Nothing hidden is in it. */
  readonly text: string;
  /** The sentences that the text is a part of; null where it is whole. They bind no number. Nothing hidden is in it. */
  readonly around: string | null;
  /** Null for names and sentences. */
  readonly figure: Figure | null;
  /**
   * A figure as it is noted (`shown`: with its numbers as they were said, where those were converted), and the candidate's
   * words for it; null where something of it is hidden or was rewritten.
   */
  readonly noted: { readonly data: string; readonly shown: string; readonly said: string } | null;
  /** The letter may do without it. */
  readonly isOptional: boolean;
}

export interface Facts {
  readonly list: readonly Fact[];
  /** Text of job posts: true of the company, never of the candidate. Nothing hidden is in it. */
  readonly post: string;
  /** What the job post asks for most, in its words; null where nobody knows, or where something of it is hidden. */
  readonly demand: string | null;
  readonly sheet: Sheet;
}

/** What a name or a sentence has in place of a figure. */
export const NO_FIGURE = { figure: null, noted: null, isOptional: false } as const;

/** The heading and the sign-off are ours, so a model needs none of it. */
const NOT_FOR_MODELS: ReadonlySet<string> = new Set(['contact.name', 'contact.email', 'contact.location']);

/** A letter holds no more, and the interview asks for far fewer. */
const FIGURES_AT_MOST = 40;

/** The candidate's changes to the letter are in it: what they cut is no fact, what they wrote is one. */
export function factsOf({ sheet, edits, date }: LetterRequest): Facts {
  const edited = edits.length === 0 ? null : composeLetter({ sheet, edits, date });
  const original = edited && composeLetter({ sheet, edits: [], date });
  const texts = Object.entries(sheet.values)
    .filter(([slot]) => !NOT_FOR_MODELS.has(slot))
    .map(([slot, value]) => {
      const text = changed(value.english ?? value.text, slot, original, edited);
      const around = text === value.text ? openAround(value, sheet) : null;
      return { slot, text, around, ...NO_FIGURE };
    });
  const figures = sheet.figures.slice(0, FIGURES_AT_MOST).map((figure) => {
    const words = figureWords(figure, sheet);
    const isOpen = !hides(`${joined(words)} ${words.shown}`, sheet.hidden);
    const bare = figureWords(alone(figure), sheet).data;
    // What was told beside a hidden number ("on tax day") narrows it down.
    const whole = figure.sentence === null && hides(bare, sheet.hidden) ? bare : joined(words);
    const text = changed(whole, figure.id, original, edited);
    return {
      slot: slotOfFigure(figure),
      text,
      around: null,
      figure: isOpen ? figure : null,
      noted: isOpen && text === whole && words.data !== '' ? words : null,
      isOptional: isImplausible(figure, sheet.figures),
    };
  });
  const added = (edited === null ? [] : sentencesOf(edited)).filter(({ slots }) => slots.length === 0);
  const all = [
    ...[...texts, ...figures].toSorted((one, other) => orderOf(one.slot) - orderOf(other.slot)),
    ...added.map(({ text }) => ({ slot: 'closing', text, around: null, ...NO_FIGURE })),
  ];
  const list = all.flatMap(({ slot, text, ...rest }) => {
    const open = redacted(text, sheet.hidden);
    // Where nothing may be said instead, the rest of a short text makes no sense.
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

/** Not where a number stands in it that was told of nothing: it may have been taken back. */
function openAround({ text, around }: Value, sheet: Sheet): string | null {
  if (around === undefined || redacted(around, sheet.hidden).removed) return null;
  const figures = sheet.figures
    .flatMap((one) => [one.before, one.now])
    .flatMap((side) => (side ? [side.quantity] : []));
  const told = [...figures, ...numbersIn(text).mentions.map(({ quantity }) => quantity)];
  const isTold = numbersIn(around).mentions.every(({ readings }) =>
    readings.some((one) => told.some((other) => sameQuantity(one, other))),
  );
  return isTold ? redacted(around, sheet.hidden).text : null;
}

/** What the candidate made of a text in the review: their sentences, or nothing where they cut all of them. */
function changed(text: string, key: string, original: Letter | null, edited: Letter | null): string {
  if (original === null || edited === null) return text;
  const of = (letter: Letter) => sentencesOf(letter).filter((one) => one.key === key || one.key.startsWith(`${key}#`));
  const [before, after] = [of(original), of(edited)];
  const isSame = before.length === after.length && after.every((one) => !one.edited);
  return isSame ? text : after.map((one) => one.text).join(' ');
}

/** "propagation (p99): before 45 s, now 2 s", and the answer behind it. */
function figureWords(figure: Figure, sheet: Sheet): NonNullable<Fact['noted']> {
  const { measure, percentile, now, sentence, typed } = figure;
  const before = figure.before && now ? inPeriodOf(figure.before, now) : figure.before;
  const head = [measure ?? figure.topic, percentile && `(${percentile})`].filter(Boolean).join(' ');
  const told = (words: (amount: Amount) => string) => {
    // A number whose words are hidden is hidden with them, however it is noted.
    const open = (side: Amount) => (hides(side.quote, sheet.hidden) ? side.quote : words(side));
    // Of a hidden number alone, "now" would tell of a change.
    const isLone = now !== null && before === null && hides(now.quote, sheet.hidden);
    const sides = [before && `before ${open(before)}`, now && `${isLone ? '' : 'now '}${open(now)}`].filter(Boolean);
    return sides.length === 0 ? '' : `${head}: ${sides.join(', ')}.`;
  };
  const still = typed === null ? '' : withoutGaps(stillTrue(typed, figure, sheet), sheet);
  // What was told of the other side in a message of its own, or in a sentence that is not true any more.
  const others = [before, now].flatMap((side) => (side && !tells(still, side) ? [side.quote] : []));
  const said = sentence || [still, ...others].filter((one) => one !== '').join(' / ');
  return { data: told((amount) => amountWords(amount)), shown: told(asSaid), said };
}

/** Where nothing may be said instead, the rest of a sentence tells what is missing: "those are …, they eat the cable". */
function withoutGaps(text: string, { hidden }: Sheet): string {
  const isWhole = (sentence: string) => !redacted(sentence, hidden).removed;
  return hidden.length === 0 ? text : sentencesIn(text).filter(isWhole).join(' ');
}

function tells(text: string, { quote, quantity }: Amount): boolean {
  const isIn = () =>
    numbersIn(text).mentions.some(({ readings }) => readings.some(({ value }) => value === quantity.value));
  return text.includes(quote) || isIn();
}

/** The numbers, without what stood behind them. */
function alone({ before, now, ...figure }: Figure): Figure {
  return { ...figure, before: before && { ...before, tail: '' }, now: now && { ...now, tail: '' } };
}

function joined({ data, said }: NonNullable<Fact['noted']>): string {
  return said === '' ? data : `${data} In their words: ${said}`.trim();
}

/** The sentences of an answer without those that tell another value of the figure: it was corrected. */
function stillTrue(typed: string, { before, now }: Figure, { figures }: Sheet): string {
  const told = figures.flatMap((one) => [one.before, one.now]).filter((side) => side !== null);
  const own = [before, now].filter((side) => side !== null);
  const isOld = (sentence: string) =>
    numbersIn(sentence).mentions.some(({ quantity, readings }) => {
      const isAlike = own.some((side) => isOfOneThing(side.quantity, quantity));
      return isAlike && !told.some((side) => readings.some((one) => sameQuantity(one, side.quantity)));
    });
  return sentencesIn(typed)
    .filter((sentence) => !isOld(sentence))
    .join(' ');
}

/** "Nine crashes" and "two seasons" are both counts. */
function isOfOneThing(one: Quantity, other: Quantity): boolean {
  const isCounted = kindOf(one) === 'count' || kindOf(one) === 'rate';
  const isSame = !isCounted || one.unit.toLowerCase() === other.unit.toLowerCase();
  return kindOf(one) !== 'bare' && comparable(one, other) && isSame;
}

/** "One a second" beside "1,400 a minute" is 60 a minute. */
function inPeriodOf(before: Amount, { quantity: { per } }: Amount): Amount {
  const { quantity } = before;
  const value = inBase(quantity) / inBase({ ...quantity, value: 1, per: per ?? 'second' });
  const isOther = per !== undefined && quantity.per !== undefined && per !== quantity.per;
  return isOther && value >= 1 ? { ...before, quantity: { ...quantity, per, value } } : before;
}

function amountWords({ quantity, bound, tail }: Amount, said = ''): string {
  return `${bound === null ? '' : `${bound} `}${quantityWords(quantity)}${said}${tailText(tail)}`;
}

/** "200 min (3 h 20 min)" */
function asSaid(amount: Amount): string {
  const { quote, quantity } = amount;
  const isSame = [digits(quantity.value), String(quantity.value)].some((number) => quote.includes(number));
  return amountWords(amount, isSame || quote === '' ? '' : ` (${quote})`);
}

function quantityWords({ value, unit, per }: Quantity): string {
  const number = digits(value);
  const isShare = kindOf({ value, unit }) === 'share';
  const amount = isShare ? `${number}%` : `${number} ${unit}`.trim();
  return per === undefined ? amount : `${amount} per ${per}`;
}

/** A sentence of a draft with the slots of the facts that it cites; one that is ours rests on nothing that was said. */
export function citing({ list }: Facts) {
  return ({ key, text, facts, own }: DraftSentence) => {
    const cited = list.filter(({ id }) => !own && facts.includes(id));
    return { key, text, slots: [...new Set(cited.map(({ slot }) => slot))] };
  };
}

/** What a model reads of a fact. */
export function wordsOfFact({ text, around }: Fact): string {
  return around === null ? text : `${text} In their words: ${around}`;
}

/** The facts as a model sees them. */
export function shownFacts({ list }: Facts): readonly ShownFact[] {
  return list.map((fact) => ({ id: fact.id, about: fact.slot, words: wordsOfFact(fact) }));
}

/** What a model writes a letter from. Nothing hidden is in it, as nothing is in the facts. */
export function materialOf({ list, demand }: Facts): ShownMaterial {
  const topics = [...new Set(list.map(({ topic }) => topic))].filter((topic) => topic !== 'role');
  const job = list.filter(({ topic }) => topic === 'role').map(({ slot, text }) => [slot.split('.')[1] ?? slot, text]);
  return {
    job: Object.fromEntries(job),
    interview: topics.map((topic) => ({
      question: topicQuestion(topic),
      answer: answerOf(list.filter((fact) => fact.topic === topic)),
    })),
    figures: list.flatMap(({ noted, isOptional }) =>
      noted ? [isOptional ? `${noted.shown} (optional)` : noted.shown] : [],
    ),
    ...(demand !== null && { theirPost: demand }),
  };
}

/** The sentences of all facts of a topic, each once: several may come from one. */
function answerOf(facts: readonly Fact[]): string {
  const employer = facts.find(({ slot }) => slot === 'system.employer')?.text ?? '';
  const told = facts.filter(({ slot }) => slot !== 'system.employer');
  const sentences = told.flatMap(({ text, around, noted }) => sentencesIn(noted?.said ?? around ?? text));
  const isPart = (one: string, at: number) =>
    sentences.some((other, place) => other.includes(one) && (other.length > one.length || place < at));
  const isNamed = employer === '' || sentences.some((one) => one.toLowerCase().includes(employer.toLowerCase()));
  return [...(isNamed ? [] : [`At ${midSentence(employer)}`]), ...sentences.filter((one, at) => !isPart(one, at))]
    .map(finished)
    .join(' ');
}

/** What stands for a name may begin with an article: "a dental supplier", but "An Thính". */
function midSentence(name: string): string {
  const article = ['A ', 'An '].find((one) => name.startsWith(one)) ?? '';
  const next = name.charAt(article.length);
  return article !== '' && next === next.toLowerCase() ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
