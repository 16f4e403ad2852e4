/** Corrections of a noted number: "Sorry, not 340, it was 310". The candidate's own sentence gets the new number, too. */
import { askBack, type Command, remark, setFigure } from '../machine/commands.ts';
import type { Language } from '../machine/language.ts';
import { nextQuestion } from '../machine/next-question.ts';
import type { Pending } from '../machine/pending.ts';
import { comparable, kindOf, type Quantity, sameQuantity } from '../machine/quantity.ts';
import type { Question } from '../machine/question.ts';
import {
  type Amount,
  type Figure,
  type FigurePatch,
  figureOf,
  figuresOn,
  type Sheet,
  typedValue,
} from '../machine/sheet.ts';
import { slotKind } from '../machine/slots.ts';
import { mayCorrect, opensCorrection } from '../text/corrections.ts';
import { type Mention, numbersIn } from '../text/quantities.ts';
import { countWords, isDigit } from '../text/sentences.ts';
import { numbersOn } from './figure-candidates.ts';
import { askWhich, type FigureAnswer, optionsFor } from './figure-options.ts';
import { isTooShortForPost } from './post-answer.ts';
import type { Message } from './reader.ts';

type Side = 'now' | 'before';
const SIDES: readonly Side[] = ['now', 'before'];

/** "Sorry, not 340, it was 310": asks whether the new number replaces the noted one; null if that is ambiguous. */
export function correction(text: string, source: string, sheet: Sheet): Command | null {
  const mentions = distinctNumbers(text, sheet.language);
  const noted = sheet.figures.flatMap((figure) =>
    SIDES.flatMap((side) => {
      const amount = figure[side];
      const at = mentions.findIndex(({ readings }) => readings.some(({ value }) => value === amount?.quantity.value));
      return amount && at >= 0 ? [{ figure, side, amount, at }] : [];
    }),
  );
  const [found, ...more] = noted;
  if (!found) return correctionInSentence(mentions, sheet);
  const [other, ...others] = mentions.filter((_, at) => at !== found.at);
  if (more.length + others.length > 0) return null;
  // "The 9 hours isn't a p99"
  if (!other) return askBack({ kind: 'which', text: typedValue(text.trim(), source), only: null });
  const { figure, side, amount } = found;
  const anew = corrected(figure, side, other, source, sheet.language);
  if (anew === null) return null;
  const options = [anew, { [side]: amount, sentence: figure.sentence }];
  return askBack({
    kind: 'conflict',
    slot: `${figure.topic}.${side}`,
    topic: figure.topic,
    options: options.map((patch) => ({ figure: figure.id, patch, also: null })),
  });
}

/** Whether a short message denies a number, and names one that a figure has: "it's 460 an hour not 640" with 460 noted. */
export function correctsNoted({ text, context: { sheet } }: Message): boolean {
  if (!isTooShortForPost(text) || !mayCorrect(text)) return false;
  const noted = sheet.figures.flatMap(({ now, before }) => [now, before].flatMap((side) => side?.quantity.value ?? []));
  const said = numbersIn(text, sheet.language).mentions.flatMap(({ readings }) => readings.map(({ value }) => value));
  return said.some((value) => noted.includes(value));
}

/** The same for a number that stands only in the sentence of a figure, as the person wrote it. */
function correctionInSentence(mentions: readonly Mention[], { figures, language }: Sheet): Command | null {
  const noted = figures.flatMap(({ id, topic, sentence }) =>
    exchanged(sentence ?? '', mentions, language).map((anew) => ({ id, topic, texts: [anew, sentence] })),
  );
  const [found, another] = noted;
  if (!found || another) return null;
  const { id: figure, topic, texts } = found;
  const options = texts.map((sentence) => ({ figure, patch: { sentence }, also: null }));
  return askBack({ kind: 'conflict', slot: `${topic}.now`, topic, options });
}

/** "Sorry, not 50 trucks, 55": the same for a number that stands in one answer only. Asks which of both is right. */
export function correctionInText({ text, id, context: { sheet } }: Message): Command | null {
  if (!opensCorrection(text)) return null;
  const mentions = distinctNumbers(text, sheet.language);
  const noted = Object.entries(sheet.values).flatMap(([slot, value]) => {
    const texts = slotKind(slot) === 'text' && value.english === undefined ? [value.text] : [];
    const anew = texts.flatMap((told) => exchanged(told, mentions, sheet.language));
    return anew.map((told) => ({ slot, values: [{ ...value, text: told, source: id }, value] }));
  });
  const [found, another] = noted;
  return found && !another ? askBack({ kind: 'differs', ...found }) : null;
}

/** "90 ms, not 60. 60 was the target": each number once. */
function distinctNumbers(text: string, language: Language): readonly Mention[] {
  const { mentions } = numbersIn(text, language);
  const isSame = (one: Mention, other: Mention) => one.quantity.value === other.quantity.value;
  return mentions.filter((one, at) => mentions.findIndex((other) => isSame(one, other)) === at);
}

/** A text with one of two numbers in place of the other one: "58 sites should be 63 sites"; empty if it has neither. */
export function exchanged(text: string, mentions: readonly Mention[], language: Language): string[] {
  if (mentions.length !== 2) return [];
  return mentions.flatMap(({ quantity }, at) => {
    const by = mentions[1 - at];
    // "140 depots" isn't "240 hauliers".
    if (!by || (kindOf(by.quantity) === 'count' && !text.includes(by.quantity.unit))) return [];
    // "55 trucks" leaves the period of "50 trucks a day".
    const isCount = ['bare', 'count'].includes(kindOf(by.quantity));
    const number = isCount ? by.text.split(' ', 1).join('') : by.text;
    return withNumber(text, quantity, number, isCount, language) ?? [];
  });
}

/** Replaces the number of a side, also in the candidate's own words; null for another kind of number. */
function corrected(
  figure: Figure,
  side: Side,
  { quantity: said, text, bound }: Mention,
  source: string,
  language: Language,
) {
  const amount = figure[side];
  const isBare = kindOf(said) === 'bare';
  if (!amount || !(isBare || comparable(said, amount.quantity))) return null;
  const quantity = isBare ? { ...amount.quantity, value: said.value } : said;
  const reword = (words: string | null) => words && withNumber(words, amount.quantity, text, isBare, language);
  const { sentence, typed } = figure;
  const patch = { [side]: { ...amount, quantity, bound, quote: text, source } };
  return { ...patch, sentence: reword(sentence), typed: reword(typed) } satisfies FigurePatch;
}

/**
 * Replaces the only number of a text that is equal to `old`.
 * @param isBare whether the new number has no unit, so that the old unit stays
 * @returns null if the text has no such number, or several
 */
function withNumber(text: string, old: Quantity, by: string, isBare: boolean, language: Language): string | null {
  // "50 trucks" may be those of "50 trucks a day".
  const isAlike = (one: Quantity) => one.unit === old.unit || [one, old].some((each) => kindOf(each) === 'bare');
  const isOld = (one: Quantity) => sameQuantity(one, old) || (one.value === old.value && isAlike(one));
  const [found, another] = numbersIn(text, language).mentions.filter(({ readings }) => readings.some(isOld));
  if (!found || another) return null;
  const digits = [...found.text].findIndex((sign) => !isDigit(sign) && sign !== '.' && sign !== ',');
  const unit = isBare && digits > 0 ? found.text.slice(digits) : '';
  // "50" for "7 h 40 min" may be hours or minutes; the unit of "Fifty drivers" isn't found.
  if ([...unit].some(isDigit) || (isBare && digits === 0)) return null;
  return text.slice(0, found.start) + by + unit + text.slice(found.end);
}

/** Keeps the candidate's sentence when an answer changes a number of its figure. The template would replace it. */
export function keepOwnSentence(commands: readonly Command[], sheet: Sheet): Command[] {
  return commands.map((command) => {
    const known = command.type === 'set-figure' ? figureOf(sheet, command.id) : null;
    if (command.type !== 'set-figure' || !known?.sentence || command.patch.sentence !== undefined) return command;
    const { patch } = command;
    const sentence = SIDES.reduce((words: string | null, side) => {
      const [next, old] = [patch[side], known[side]];
      if (words === null || !next) return words;
      return old ? withNumber(words, old.quantity, next.quote, false, sheet.language) : null;
    }, known.sentence);
    return { ...command, patch: { ...patch, sentence } };
  });
}

/** Asks whether a bare number ("its 90 seconds") replaces that of the only other figure of its kind; else null. */
export function askIfReplaces({ topic, sheet, source, figure }: FigureAnswer, now: Amount, mention: Mention) {
  const alike = figuresOn(sheet, topic).filter((each) => each.now && comparable(now.quantity, each.now.quantity));
  const [known, another] = alike;
  if (figure !== null || !known?.now || another) return null;
  // Said again.
  if (sameQuantity(known.now.quantity, now.quantity))
    return setFigure(`${topic}.more`, topic, known.id, { now: known.now });
  const replaced = corrected(known, 'now', mention, source, sheet.language);
  const options = [
    { figure: known.id, patch: replaced ?? { now }, also: null },
    { figure: null, patch: { now }, also: null },
  ];
  return askBack({ kind: 'conflict', slot: `${topic}.more`, topic, options });
}

/**
 * "30 seconds" is no earlier value of "9 per month": asks whether it is a new number about time; else null.
 * @param read the numbers that fit the open question
 */
export function askIfNewTime(answer: FigureAnswer, read: readonly Mention[], now: Amount | null) {
  const { mentions, percentiles } = numbersOn('latency', answer.text, answer.sheet.language);
  const isTime = ({ quantity }: Mention) => kindOf(quantity) === 'duration';
  const isOther = now !== null && kindOf(now.quantity) !== 'duration' && mentions.length > 0;
  if (!isOther || ![...mentions, ...read].every(isTime) || answer.part !== 'before' || answer.topic === 'latency')
    return null;
  const part = figuresOn(answer.sheet, 'latency').length === 0 ? 'now' : 'more';
  const asked = { ...answer, topic: 'latency', part, figure: null } as const;
  return askWhich(asked, optionsFor(asked, mentions, percentiles));
}

/**
 * Asks whether an answer with two other numbers replaces a figure that was asked about, or is another one; else null.
 * @param alone the answer as a figure of its own
 */
export function askIfOther(commands: readonly Command[], known: Figure, alone: readonly Command[]): Command | null {
  const [told, fresh] = [commands, alone].map((all) => all.find((one) => one.type === 'set-figure')?.patch);
  if (!told || !fresh?.now || !fresh.before) return null;
  const isKept = SIDES.some((side) => {
    const [one, other] = [known[side], fresh[side]];
    return one && other && sameQuantity(one.quantity, other.quantity);
  });
  const { id, topic } = known;
  const options = [
    { figure: id, patch: told, also: null },
    { figure: null, patch: fresh, also: null },
  ];
  return isKept ? null : askBack({ kind: 'conflict', slot: `${topic}.more`, topic, options });
}

/** Maximum words of a reply that only names the right number. */
const REPLY_WORDS = 5;

/**
 * Reads what is typed over two values for one number: the right number, or an answer to the question below. Then the
 * noted value stays, and the question comes again.
 * @param read reads the message as the answer to another question
 */
export function conflictAnswer(
  question: Question,
  message: Message,
  read: (message: Message) => readonly Command[],
): readonly Command[] | null {
  const { text, id, context } = message;
  const pending = context.pending.at(-1);
  if (pending?.kind !== 'conflict') return null;
  const side = SIDES.find((each) => !isOneValue(pending, each)) ?? 'now';
  const { mentions } = numbersIn(text, context.sheet.language);
  const isSaid = ({ patch }: Choice) =>
    mentions.some(({ readings }) => readings.some(({ value }) => value === patch[side]?.quantity.value));
  const said = pending.options.filter(isSaid);
  const [only, another] = mentions;
  const [picked] = said;
  if (said.length > 1 && mayCorrect(text)) return [remark('pick-or-type')];
  const isReply = only && !another && countWords(text) <= REPLY_WORDS;
  if (isReply && picked) return question.options[pending.options.indexOf(picked)]?.does ?? null;
  const known = isReply ? figureOf(context.sheet, pending.options[0]?.figure ?? null) : null;
  const patch = known && only && corrected(known, side, only, id, context.sheet.language);
  if (patch) return [setFigure(pending.slot, pending.topic, known.id, patch)];
  const below = { ...context, pending: context.pending.slice(0, -1) };
  const asked = nextQuestion(below);
  const commands = asked === null ? [] : read({ ...message, question: asked, context: below });
  const isRead = commands.some(({ type }) => type !== 'remark' && type !== 'control');
  return isRead ? [askBack(pending), ...commands] : [remark('pick-or-type')];
}

type Conflict = Extract<Pending, { kind: 'conflict' }>;
type Choice = Conflict['options'][number];

function isOneValue({ options }: Conflict, side: Side): boolean {
  const values = options.map(({ patch }) => patch[side]?.quantity);
  const [first] = values;
  return values.every((one) => one === first || (one && first && sameQuantity(one, first)));
}
