/** What doesn't answer the open question: a phrase such as "skip", a question to the bot, or a number of a button. */
import { ASK_KEEP_OUT, askBack, type Command, EXPLAINED, remark } from '../machine/commands.ts';
import type { InterviewContext, Remark } from '../machine/context.ts';
import { meantStep, type PendingOf } from '../machine/pending.ts';
import { hasTrait, onlyFigure, type Question } from '../machine/question.ts';
import { typedValue, type Value } from '../machine/sheet.ts';
import { isMetric, slotKind } from '../machine/slots.ts';
import { isCapital } from '../text/capitals.ts';
import { opensCorrection } from '../text/corrections.ts';
import { declinesIn, isQuestion, type Phrase, phraseIn, undoIn } from '../text/phrases.ts';
import { numbersIn } from '../text/quantities.ts';
import { countWords, isDigit, sentencesIn, textValue } from '../text/sentences.ts';
import { askWhere } from './misplaced-answer.ts';
import { startsWithOrder } from './parse-orders.ts';
import type { Message } from './reader.ts';

/** Maximum words of an answer that is asked back: "400 ms?" */
const ASKED_BACK_WORDS = 2;

/** Explains only once what people ask most. */
export function noAnswer({ done }: InterviewContext): Command {
  return remark(done.includes(EXPLAINED) ? 'no-answer-again' : 'no-answer');
}

/** Minimum words of a question with a number that may correct what is noted. */
const NEWS_WORDS = 6;
/** Maximum sentences of a message that are searched for questions to the bot. */
const SENTENCES_AT_MOST = 40;

/**
 * Answers a question to the bot. Asks whether what stands beside it is the answer: "Ada Li. Do you store that?"
 *
 * @returns null for a message without such a question, and for one that `textAnswer` asks about
 */
export function answerQuestion(question: Question, message: Message): readonly Command[] | null {
  const { text, id, context } = message;
  const { kind, slot } = question;
  // A wording may be a question, and the closing may ask the company something.
  const isOrder = (kind === 'sentence' || kind === 'change') && startsWithOrder(text);
  const isAsked = isOrder || kind === 'wording' || kind === 'review' || kind === 'letter' || slot === 'closing';
  const sentences = isAsked ? [] : sentencesIn(text);
  const told = sentences.filter((sentence) => !isQuestion(sentence) || isAskedBack(question, sentence));
  if (told.length === sentences.length || sentences.length > SENTENCES_AT_MOST) return null;
  const said = noAnswer(context);
  // "It's 2,600 farms, can you change that?"
  const isMeant = kind !== 'slot' || context.done.includes(meantStep(text));
  const isNews = !isMeant && countWords(text) >= NEWS_WORDS && numbersIn(text).mentions.length > 0;
  if (told.length === 0) return isNews ? [said, askWhere(message)] : [said];
  if (kind !== 'slot' || slotKind(slot) === 'text') return null;
  return [said, askWhetherMeant(slot, textValue(told.join(' '), id), 'question')];
}

/** Asks whether a whole answer is meant for the letter. */
export function askWhetherMeant(slot: string, value: Value, about: PendingOf<'aside'>['about']): Command {
  const asides = Array.from({ length: value.sentences }, (_, at) => at + 1);
  return askBack({ kind: 'aside', slot, value, asides, rest: null, about });
}

/** "p95?", "400 ms?": a figure, with doubts. */
function isAskedBack({ topic, slot }: Question, text: string): boolean {
  const isNumber = isMetric(topic) && !slot.endsWith('.measure');
  return isNumber && countWords(text) <= ASKED_BACK_WORDS && [...text].some(isDigit);
}

/** Whether a text is a number or a single letter: a button or a sentence that isn't there. A figure is a number. */
export function isLoneMark({ kind, topic, slot }: Question, text: string): boolean {
  const mark = text.trim();
  const isText = slotKind(slot) === 'text' || slot.endsWith('.words');
  if (!hasTrait({ kind }, 'text') || (mark.length !== 1 && !isText)) return false;
  if ([...mark].every(isDigit)) return isText || !isMetric(topic);
  // A company may be called "X".
  return mark.length === 1 && !(kind === 'slot' && slotKind(slot) === 'name' && mark === mark.toUpperCase());
}

const REMARKS: Readonly<Partial<Record<Phrase, Remark>>> = {
  greeting: 'greeted',
  help: 'help',
  example: 'example',
  why: 'why-asked',
  stop: 'paused',
  thanks: 'thanked',
  laugh: 'laughed',
};

/** Phrases that a wording may consist of: "Hi,", "Cheers,", "Thanks." */
const IN_WORDINGS: ReadonlySet<Phrase | null> = new Set(['greeting', 'thanks', 'laugh']);

/** The phrase that a message consists of; null if it is none, or may be the wording that is asked for. */
export function phraseAt(question: Question | null, text: string): Phrase | null {
  // "Oops, the numbers moved, undo"; an answer may end so, too: "an editor with copy, paste, undo".
  const place = undoIn(text);
  const isSure = opensCorrection(text) || (question !== null && !hasTrait(question, 'text'));
  const phrase = place === 'first' || (place === 'last' && isSure) ? 'undo' : phraseIn(text);
  return question?.kind === 'wording' && IN_WORDINGS.has(phrase) ? null : phrase;
}

/** Phrases that answer no question for a name. */
const NO_NAMES: ReadonlySet<Phrase | null> = new Set(['yes', 'thanks', 'laugh', 'greeting']);

/** Asks whether a phrase with a capital is the name that is asked for: "Next", "Cool", "Pula"; null if it isn't. */
export function askIfName(question: Question | null, phrase: Phrase | null, message: Message): Command | null {
  const { text, id, context } = message;
  if (question?.kind !== 'slot' || slotKind(question.slot) !== 'name' || question.slot.includes('+')) return null;
  const isForeign = phrase === 'decline' && !declinesIn(text, ['en', context.sheet.language]);
  const mayBeName = NO_NAMES.has(phrase) || isForeign;
  if (!mayBeName || !isCapital(text) || countWords(text) > 1) return null;
  const offers = [{ value: typedValue(text, id), patch: null }];
  return askBack({ kind: 'again', slot: question.slot, figure: null, problem: 'phrase-or-name', offers, text });
}

/** Questions about the letter, where "why" is not about the interview. */
const ABOUT_LETTER: ReadonlySet<Question['kind']> = new Set(['review', 'sentence', 'wording', 'change', 'place']);

/** Returns the commands for a known phrase; null if the phrase is an answer. */
export function phraseCommands(phrase: Phrase, question: Question | null): readonly Command[] | null {
  // "Done" in a practice interview ends the practice.
  const isPractice = question?.kind === 'practice' || question?.kind === 'practiced';
  if (isPractice && ['stop', 'write', 'over'].includes(phrase)) return chosen(question, 'stop');
  if (isPractice && phrase === 'example') return [remark('example-practice')];
  if (phrase === 'why' && question && ABOUT_LETTER.has(question.kind)) return [remark('why-later')];
  const said = REMARKS[phrase];
  if (said) return [remark(said)];
  switch (phrase) {
    case 'back':
    case 'edit':
    case 'fix':
    case 'undo':
    case 'write':
    case 'practice':
    case 'stories':
      return [{ type: 'control', control: phrase }];
    case 'hide':
      return [ASK_KEEP_OUT];
    case 'yes':
      // "yes" at the review means "write the letter".
      if (question?.kind === 'review') return chosen(question, 'write');
      // "Good" after a figure was read back: go on.
      if (onlyFigure(question)) return chosen(question, 'figure:1');
      return chosen(question, 'yes', ...(question?.slot.endsWith('.more') ? ['skip'] : [])) ?? [remark('ok')];
    case 'no':
    case 'decline':
    case 'over': {
      if (question?.kind === 'letter') return [remark('thanked')];
      if (question?.kind === 'review')
        return phrase === 'over' ? chosen(question, 'write') : [remark('unclear-letter')];
      // "No" may keep the name or the sentence.
      if (question?.kind === 'confidential' && question.asks === 'say' && phrase === 'no') return null;
      const left = chosen(question, 'no', 'describe', 'skip', 'none', 'keep') ?? [remark('cannot-skip')];
      // "That's all" before any number was told.
      const isFirst = question?.kind === 'slot' && isMetric(question.topic) && question.slot.endsWith('.now');
      return phrase === 'over' && isFirst ? [...left, remark('left-out')] : left;
    }
    case 'said':
      return (
        chosen(question, 'said', 'same') ?? [remark(question && hasTrait(question, 'text') ? 'pick-or-type' : 'tap')]
      );
    default:
      return null;
  }
}

/** Returns the commands of the first of these options that the question has; null if it has none. */
export function chosen(question: Question | null, ...ids: readonly string[]): readonly Command[] | null {
  const [option] = ids.flatMap((id) => question?.options.filter((each) => each.id === id) ?? []);
  return option?.does ?? null;
}
