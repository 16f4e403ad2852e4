/** Reads answers that become sentences of the letter, including rewordings and practice answers. */
import { askBack, type Command, editLetter, remark, setValue } from '../machine/commands.ts';
import { askToAdd } from '../machine/offers.ts';
import type { PracticeItem } from '../machine/pending.ts';
import type { Question } from '../machine/question.ts';
import { replacementCommands, wordingCommands } from '../machine/sentence-question.ts';
import { OPTIONAL, topicOf } from '../machine/slots.ts';
import { asideKind, isConfidential } from '../text/asides.ts';
import { capital, isCapital } from '../text/capitals.ts';
import { isQuestion, mayBeNone, opensDecline, plain } from '../text/phrases.ts';
import { countWords, isEmail, sentencesIn, textValue, trimPunctuation } from '../text/sentences.ts';
import { backlogEntry } from './answer-backlog.ts';
import { wordingsOf } from './answer-wordings.ts';
import { confidentialSentences, confidentialValues } from './confidential-values.ts';
import { askWhetherMeant, noAnswerAfter } from './not-answers.ts';
import { mayBeOrder } from './parse-orders.ts';
import { isLiteral, type Message } from './reader.ts';

/** Takes the text verbatim, but asks about sentences that may be meant for the bot. */
export function textAnswer(slot: string, message: Message): Command[] {
  const value = textValue(message.text, message.id);
  const set = setValue(slot, value);
  const { sheet } = message.context;
  // It belongs to another question.
  if (!isLiteral(message) && value.text.split(' ').some((word) => isEmail(trimPunctuation(word)))) {
    const offers = [{ value, patch: null }];
    const ask = askBack({ kind: 'again', slot, figure: null, problem: 'not-a-name', offers, text: value.text });
    return [{ type: 'keep', kept: backlogEntry(value.text, message.id, null, sheet.language) }, ask];
  }
  const asides = asidesOf(slot, message);
  // A confirmed answer may still contain something confidential. "Keep everything" means that, too.
  const isConfirmed = isLiteral(message) && !asides.some(({ about }) => about === 'confidential');
  if (asides.length === 0 || isConfirmed || message.as === 'own') return [set];
  const found = new Set(asides.map(({ about }) => about));
  const about = found.has('confidential') ? 'confidential' : found.has('question') ? 'question' : 'chat';
  const confidential = about === 'confidential' && {
    confidential: confidentialValues(value.text, sheet),
    said: confidentialSentences(value.text).join(' '),
  };
  const numbers = asides.map(({ number }) => number);
  const told = sentencesIn(value.text).filter((_, at) => !numbers.includes(at + 1));
  const rest = told.length === 0 ? null : textValue(told.join(' '), message.id);
  return [
    ...(about === 'question' ? [noAnswerAfter(message.context.remarks)] : []),
    askBack({ kind: 'aside', slot, value, asides: numbers, rest, about, ...confidential }),
  ];
}

type Aside = Exclude<ReturnType<typeof asideKind>, null>;

/** The sentences of an answer that may be meant for the bot, by number, from 1. */
function asidesOf(slot: string, { text }: Message): { number: number; about: Aside }[] {
  const sentences = sentencesIn(text.trim());
  return sentences.flatMap((sentence, at) => {
    const kind = asideKind(sentence);
    // At the closing, a question is what was asked for.
    if (slot === 'closing' && kind === 'question') return [];
    const about = kind === 'chat' && isQuestion(sentence) ? 'question' : kind;
    return about === null ? [] : [{ number: at + 1, about }];
  });
}

/** Asks whether to leave a slot out if its answer may say that there is none; null for any other answer. */
export function askToLeaveOut(slot: string, message: Message): Command[] | null {
  const isOptional = OPTIONAL.includes(slot) || topicOf(slot) === 'company';
  const value = textValue(message.text, message.id);
  const isNone = opensDecline(value.text) || (isOptional && value.sentences === 1 && mayBeNone(value.text));
  if (isLiteral(message) || !isNone || isConfidential(value.text)) return null;
  return [askWhetherMeant(slot, value, 'none')];
}

/** Minimum share of old words in a much shorter version of a text. */
const SHORTENED = 3 / 4;

/** Asks whether an answer is added to the noted text that it should replace, if it is shorter and has other words. */
export function askIfAddition(slot: string, { text, id, context }: Message): Command[] | null {
  const pending = context.pending.at(-1);
  const noted = pending?.kind === 'revise' && pending.slot === slot ? context.sheet.values[slot] : undefined;
  const value = textValue(text, id);
  const isRest = pending?.kind === 'revise' && pending.isRest === true;
  if (noted === undefined || (value.sentences >= noted.sentences && !isRest)) return null;
  const [words, old] = [plain(text).split(' '), new Set(plain(noted.text.replaceAll('\n', ' ')).split(' '))];
  const shared = words.filter((word) => old.has(word)).length / words.length;
  // A text of the same words is a shorter version.
  const isOther = shared < (words.length < countWords(noted.text) / 2 ? SHORTENED : 1 / 2);
  return isOther ? [askToAdd(slot, noted, value)] : null;
}

/**
 * Asks which wording of an answer should stand in the letter; null if it can stand as typed, or if `textAnswer` asks
 * about its asides first.
 */
export function askWording(slot: string, message: Message): Command[] | null {
  const value = textValue(message.text, message.id);
  const asides = message.as === 'own' ? [] : asidesOf(slot, message);
  if (asides.some(({ about }) => !isLiteral(message) || about === 'confidential')) return null;
  const { language } = message.context.sheet;
  const wordings = wordingsOf(slot, value.text, language);
  if (wordings === null) return null;
  const offers = wordings.texts.map((text) => ({
    value: text === value.text ? value : { ...value, ...(language === 'en' ? { english: text } : { text }) },
    patch: null,
  }));
  return [askBack({ kind: 'again', slot, figure: null, problem: wordings.problem, offers, text: value.text })];
}

/** Reads new words for a sentence that may name an earlier application. */
export function formerAnswer(question: Extract<Question, { kind: 'former' }>, message: Message): readonly Command[] {
  const value = textValue(message.text, message.id);
  return message.drops(value.text)
    ? [remark('has-hidden')]
    : replacementCommands(question, value, message.context.sheet);
}

/** Asks before a practice answer goes into the letter, then adds it after the last sentence on the same topic. */
export function practiceAnswer({ slot }: PracticeItem, message: Message): readonly Command[] {
  const { id, context, sentences, drops } = message;
  const answer = textValue(message.text, message.id);
  if (drops(answer.text)) return [remark('has-hidden')];
  const pending = context.pending.at(-1);
  if (!isLiteral(message) && (pending?.kind === 'practice' || pending?.kind === 'practiced'))
    return [askBack({ ...pending, kind: 'practiced', answer })];
  const topic = topicOf(slot);
  const last =
    sentences.findLast(({ slots }) => slots?.includes(slot)) ??
    sentences.findLast(({ slots }) => slots?.some((each) => topicOf(each) === topic));
  return [editLetter({ type: 'add', key: `added:${id}`, after: last?.key ?? null, text: answer.text, source: id })];
}

/** Reads the text that was typed where a wording was asked for. What may be a request is asked about. */
export function wordingTyped(question: Extract<Question, { kind: 'wording' }>, message: Message): readonly Command[] {
  const { kind, action, key, cuts, options } = question;
  const text = message.text.trim();
  if (action === 'greeting' || action === 'sign-off') return [frameEdit(action, message)];
  const isAgain = options.some(({ value }) => value?.text === text);
  if (isLiteral(message) || isAgain || !(mayBeOrder(text) || isConfidential(text)))
    return wordingCommands(question, text, message.id);
  const wording = { action, key, ...(cuts && { cuts }) };
  return [askBack({ kind, ...wording, offers: [text], source: message.id }), remark('order-or-sentence')];
}

/** Maximum words of a sign-off. */
const SIGN_OFF_WORDS = 4;

/** Sets the greeting or sign-off; asks if the text may be none, or has several forms. */
export function frameEdit(action: 'greeting' | 'sign-off', { text: typed, greets }: Message): Command {
  const text = typed.trim();
  const { forms, isSure } = action === 'greeting' ? greets(text) : signOffForms(text);
  const [only = text, another] = forms;
  if (isSure && another === undefined) return editLetter({ type: action, text: only });
  return askBack({ kind: 'wording', action, key: '', offers: [...forms] });
}

/** The forms of a typed sign-off: with the name that it has, with the candidate's, and in one line. */
function signOffForms(text: string): ReturnType<Message['greets']> {
  const comma = text.indexOf(', ');
  if (text.includes('\n')) return { forms: [text], isSure: true };
  const close = text.slice(0, comma + 1);
  if (comma > 0) return { forms: [`${close}\n${text.slice(comma + 2)}`, close, text], isSure: false };
  return { forms: [capital(text)], isSure: countWords(text) <= SIGN_OFF_WORDS && isCapital(text) };
}
