/** Reads answers that become sentences of the letter, including rewordings and practice answers. */
import { askBack, type Command, editLetter, remark, setValue } from '../machine/commands.ts';
import type { Language } from '../machine/language.ts';
import { askToAdd } from '../machine/offers.ts';
import type { PracticeItem, Problem } from '../machine/pending.ts';
import type { Question } from '../machine/question.ts';
import { replacementCommands, wordingCommands } from '../machine/sentence-question.ts';
import { OPTIONAL, topicOf } from '../machine/slots.ts';
import { letterWords } from '../prompts/catalogues.ts';
import { asideKind, isConfidential, requestsOfBot } from '../text/asides.ts';
import { isCapital, uncapitalize } from '../text/capitals.ts';
import { wordSet } from '../text/lexer.ts';
import { hasClause, isFunctionWord, nameWord } from '../text/naming.ts';
import { beforeThat, startsWithNoun, startsWithVerb, subjectIn } from '../text/openings.ts';
import { isQuestion, mayBeNone, opensDecline, plain } from '../text/phrases.ts';
import { countWords, isDigit, isEmail, piecesOf, sentencesIn, textValue, trimPunctuation } from '../text/sentences.ts';
import { backlogEntry } from './answer-backlog.ts';
import { confidentialSentences, confidentialValues } from './keep-out.ts';
import { frameEdit } from './letter-frame.ts';
import { askWhetherMeant, noAnswer } from './not-answers.ts';
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
    ...(about === 'question' ? [noAnswer(message.context)] : []),
    askBack({ kind: 'aside', slot, value, asides: numbers, rest, about, ...confidential }),
  ];
}

type Aside = Exclude<ReturnType<typeof asideKind>, null>;

/** Maximum characters of a sentence without a telling word, and the number of sentences that are searched for one. */
const EMPTY_AT_MOST = 24;
const EMPTY_AMONG = 20;

/** The sentences of an answer that may be meant for the bot, by number, from 1. */
function asidesOf(slot: string, { text }: Message): { number: number; about: Aside }[] {
  const sentences = sentencesIn(text.trim());
  return sentences.flatMap((sentence, at) => {
    // "Ok so.", "Not much.": beside others, a sentence without a telling word may be chat.
    const mayBeEmpty = sentences.length > 1 && at < EMPTY_AMONG && sentence.length <= EMPTY_AT_MOST;
    const isEmpty = mayBeEmpty && sentence.split(' ').every(isFunctionWord);
    const kind = asideKind(sentence) ?? (isEmpty ? 'chat' : null);
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
  if (isLiteral(message) || isAgain || !(mayBeOrder(text) || isConfidential(text) || requestsOfBot(text)))
    return wordingCommands(question, text, message.id);
  const wording = { action, key, ...(cuts && { cuts }) };
  return [askBack({ kind, ...wording, offers: [text], source: message.id }), remark('order-or-sentence')];
}

interface Wordings {
  readonly problem: Problem;
  readonly texts: readonly string[];
}

/** @returns the wordings of an answer to choose from; null if it can stand as typed */
export function wordingsOf(slot: string, text: string, language: Language): Wordings | null {
  if (slot === 'system.what' && lacksVerb(text, language)) {
    const say = letterWords(language);
    const what = language === 'en' ? withArticle(text) : uncapitalize(text);
    const texts = (['wording.built', 'wording.helped', 'wording.worked'] as const).map((key) =>
      say(key, { text: what }),
    );
    return { problem: 'verb-missing', texts: [...texts, text] };
  }
  if (language !== 'en') return null;
  if (slot === 'background') {
    const told = uncapitalize(withoutBefore(text));
    const starts = startsWithVerb(told) ? ['Before that, I', 'I'] : ['Before that, I worked on', 'Before that, I did'];
    const isTold = !lacksVerb(text, 'en') || subjectIn(told, 'en') !== '' || told.split(' ').some(startsWithVerb);
    const isOpen = startsWithVerb(told) || !isTold;
    return isOpen ? { problem: 'verb-missing', texts: [...starts.map((start) => `${start} ${told}`), text] } : null;
  }
  const sentence = slot === 'system.before' && mayBeNoun(text) ? beforeThat(text) : null;
  return sentence === null ? null : { problem: 'noun-or-sentence', texts: [`It replaced ${text}`, sentence] };
}

/** Whether what was built is a noun: "the ticket ledger". In other languages, only what begins with an article is one. */
function lacksVerb(text: string, language: Language): boolean {
  const [first = ''] = sentencesIn(text);
  if (subjectIn(text, language) !== '') return false;
  if (language !== 'en') return startsWithNoun(first, language);
  return !startsWithVerb(text) && !hasClause(withoutRelative(first));
}

/** "Before that 3 years at a bank" → "3 years at a bank": the offers begin with these words. */
function withoutBefore(text: string): string {
  const [first = '', second = '', ...rest] = text.split(' ');
  return plain(`${first} ${second}`) === 'before that' && rest.length > 0 ? rest.join(' ') : text;
}

/** "ticket ledger, 310 branches" → "the ticket ledger, …"; not plurals, names ("Tavolo Grid", "Tavolo"), or what has an article. */
function withArticle(typed: string): string {
  const words = (piecesOf(typed)[0] ?? '').split(' ');
  const [first = '', second] = words;
  if (isCapital(first) && (second === undefined || isCapital(second))) return typed;
  const end = words.findIndex((word) => !['content', 'other'].includes(nameWord(word, 'en')));
  const head = words.at(end < 0 ? -1 : end - 1) ?? '';
  const what = uncapitalize(typed);
  const isWhole = startsWithNoun(typed, 'en') || isDigit(first.charAt(0)) || head.endsWith('s');
  return isWhole ? what : `the ${what}`;
}

const RELATIVES = wordSet('that which who whose where when because so');

/** "The cache" of "The cache that I wrote". */
function withoutRelative(sentence: string): string {
  const words = sentence.split(' ');
  const end = words.findIndex((word) => RELATIVES.has(word.toLowerCase()));
  return words.slice(0, end < 0 ? undefined : end).join(' ');
}

/** Maximum words of an answer that may be a noun phrase; without an article: "nightly batch jobs". */
const PHRASE_WORDS = 9;
const NOUN_WORDS = 3;

/** "a nightly batch" completes "It replaced …"; "the batch ran nightly" completes "Before that, …". Code can't tell them apart. */
function mayBeNoun(text: string): boolean {
  return countWords(text) <= (startsWithNoun(text, 'en') ? PHRASE_WORDS : NOUN_WORDS);
}
