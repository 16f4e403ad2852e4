/**
 * The model reader: one model call per message, verified by code. Messages that the rules understand need no call. If
 * the model fails, the guided reader's result is used.
 */
import { type Command, remark } from '../machine/commands.ts';
import type { InterviewContext } from '../machine/context.ts';
import { hasTrait, type Question } from '../machine/question.ts';
import type { Amount, Figure, Hidden } from '../machine/sheet.ts';
import { isMetric, slotKind, topicOf } from '../machine/slots.ts';
import { Budget, isSpent, type LanguageModel, type Limits } from '../model/model-call.ts';
import { readingPrompt } from '../prompts/model/reading.ts';
import { questionText } from '../prompts/question-texts.ts';
import { phraseIn, plain } from '../text/phrases.ts';
import { numbersIn } from '../text/quantities.ts';
import { countWords, sentencesIn } from '../text/sentences.ts';
import { isSure } from './figure-answer.ts';
import { noAnswer } from './not-answers.ts';
import { isCertainOrder } from './parse-orders.ts';
import { isLiteral, type Message, type Reader } from './reader.ts';
import { ReadingSchema } from './reading-schema.ts';
import { commandsFromReading } from './verify.ts';

export interface ModelReaderOptions {
  /** Current time in milliseconds, for the budget. */
  now(): number;
  readonly limits: Limits;
  /** Returns the text with every hidden value replaced. */
  redact(text: string, hidden: readonly Hidden[]): string;
}

/** Maximum words of a name that needs no model. */
const NAME_WORDS = 4;
/** The same for several names in one answer. */
const NAMES_WORDS = 7;
/** Maximum words of a name to hide. */
const FEW_WORDS = 2;

/** @param fallback reads simple messages, and all messages when the model fails */
export function createModelReader(model: LanguageModel, fallback: Reader, options: ModelReaderOptions): Reader {
  return {
    isOpen: true,
    async read(message) {
      const guided = await fallback.read(message);
      if (isCertain(message, guided)) return guided;
      const { id, question, context, as } = message;
      const failed: Command[] = [...guided, { type: 'model-failed', topic: question?.topic ?? 'opening' }];
      if (isSpent(context.cost)) return failed;
      const { mask, unmask } = masksFor(context.sheet.hidden, options.redact);
      const budget = new Budget(options.limits, options.now);
      const user = JSON.stringify(materialFor(message, mask));
      const prompt = { system: readingPrompt(isLetter(message.question), languageName(message)), user };
      const answer = await model.object({ step: 'reading', prompt, budget }, ReadingSchema);
      const { calls, inputTokens, outputTokens } = budget.usage;
      const cost: Command = { type: 'cost', calls, tokens: inputTokens + outputTokens };
      if (answer.outcome === 'failed') return [...failed, cost];
      const text = mask(message.text);
      const sentences = isLetter(question) ? message.sentences : [];
      const asked = { id, text, question, context, sentences, unmask, as };
      const commands = commandsFromReading(answer.value, asked);
      if (question === null) return [remark('welcome'), ...commands, cost];
      // A practice answer that yields no value goes into the letter verbatim.
      if (question.kind === 'practice' && !commands.some(isNoted)) return [...guided, ...commands, cost];
      if (commands.length > 0) return [...commands, cost];
      const { texts, names, figures, toBot } = answer.value;
      // The message only repeats what the sheet already has.
      const isKnown = isRepeated(question, message.text) || texts.length + names.length + figures.length > 0;
      const step = question.kind === 'slot' && !question.isRevision ? question.step : null;
      if (isKnown) return [step === null ? { type: 'dismiss' } : { type: 'finish', step }, cost];
      // "3 is wrong": ask what to change.
      if (isLetter(question)) return [...guided, cost];
      return [toBot.length > 0 ? noAnswer(context) : remark('unclear'), cost];
    },
  };
}

/** The English name of the interview's language, for the English prompt: "German". */
function languageName({ context }: Message): string | undefined {
  return new Intl.DisplayNames('en', { type: 'language' }).of(context.sheet.language);
}

function isNoted({ type }: Command): boolean {
  return type === 'set' || type === 'set-figure' || type === 'ask-back' || type === 'hide';
}

/** Whether the text repeats the noted value. */
function isRepeated(question: Question, text: string): boolean {
  const current = 'current' in question ? question.current : null;
  const [noted, said] = [plain(current ?? ''), plain(text)];
  return said !== '' && noted.includes(said);
}

/** Whether a noted text is typed again, without some of its sentences. */
function isShortened(current: string | null, text: string): boolean {
  const noted = new Set(sentencesIn(current ?? '').map(plain));
  return sentencesIn(text).every((sentence) => noted.has(plain(sentence)));
}

/** Whether the question shows the letter with numbered sentences. */
function isLetter(question: Question | null): boolean {
  return question?.kind === 'review' || question?.kind === 'letter';
}

/** Whether no model is needed to understand a message. */
function isCertain(message: Message, guided: readonly Command[]): boolean {
  const { text, question, context, as } = message;
  if (as === 'post') return false;
  // No question and a started interview: a letter is being written.
  if (question === null)
    return phraseIn(text) !== null || Object.keys(context.sheet.values).length > 0 || context.sheet.figures.length > 0;
  if (hasTrait(question, 'rules')) return true;
  // A practice answer is read only when it is to go into the letter.
  if (question.kind === 'practice' || question.kind === 'practiced') return !isLiteral(message) || !context.open;
  if (isLiteral(message)) return !context.open;
  const phrase = phraseIn(text);
  // "Good" is an answer to an open question, but useless for a letter.
  if (phrase !== null || isCertainOrder(text)) return phrase !== 'yes' || question.kind !== 'open';
  switch (question.kind) {
    case 'confidential':
      return question.asks === 'say' || (countWords(text) <= FEW_WORDS && message.inLetter(text.trim()) !== null);
    case 'review':
    case 'letter':
      return guided.every(({ type }) => type === 'edit-letter');
    case 'slot':
      return isPlainAnswer(question.slot, text, guided) || isShortened(question.current, text);
    case 'open':
      return question.topics.length === 1 && isPlainTopic(question.topic, text, guided);
    default:
      return false;
  }
}

/** Whether the answer is a bare quantity or a short name that the guided reader accepts without an ask-back. */
function isPlainAnswer(slot: string, text: string, guided: readonly Command[]): boolean {
  if (slotKind(slot) === 'name')
    return countWords(text) <= NAME_WORDS && guided.every(({ type }) => type === 'set' || type === 'decline');
  return slotKind(slot) === 'figure' && isPlainFigure(text, guided);
}

/** Whether the guided reader is sure of a figure. */
function isPlainFigure(text: string, guided: readonly Command[]): boolean {
  const [command, ...others] = guided;
  if (command?.type !== 'set-figure' || others.length > 0 || command.patch.sentence) return false;
  const { now, before } = command.patch;
  return Boolean(now ?? before) || isSure(text, numbersIn(text), [], {}, 'en');
}

/** "Backend Engineer at Harbour Grid"; "Jo Lind, jo@example.com, Malmö". A comma after a position is ambiguous. */
function isPlainTopic(topic: string, text: string, guided: readonly Command[]): boolean {
  // Only a model notices that a single value contradicts the sheet.
  if (isMetric(topic)) return isPlainFigure(text, guided) && numbersIn(text).mentions.length === 2;
  const isPlain = topic === 'role' ? !text.includes(',') : topic === 'contact' && text.includes('@');
  const isWhole = guided.every(({ type }) => type === 'set' || type === 'decline');
  return isPlain && isWhole && countWords(text) <= NAMES_WORDS;
}

/** The model's input: the question, a summary of the sheet, and the message. */
function materialFor(message: Message, mask: (text: string) => string) {
  const { question, context, text } = message;
  const { sheet } = context;
  const values = Object.entries(sheet.values).map(([slot, value]) => {
    const name = topicOf(slot) === 'contract' && slot.includes('+') ? 'contract' : slot;
    return `${name}: ${mask(value.text)}`;
  });
  const figures = sheet.figures.map((figure, at) => mask(`f${at + 1} ${describe(figure)}`));
  const letter = isLetter(question) ? numbered(message.sentences, mask) : [];
  const hidden = sheet.hidden.map(({ say }, at) => `${markOf(at)}: ${say ?? 'left out'}`);
  return {
    asked: question === null ? 'nothing yet: the first message' : askedFor(question, context, mask),
    noted: [...values, ...figures],
    ...(sheet.declined.length > 0 && { declined: sheet.declined }),
    ...(hidden.length > 0 && { confidential: hidden }),
    ...(letter.length > 0 && { letter, words: message.sentences.reduce((sum, one) => sum + countWords(one.text), 0) }),
    message: mask(text),
  };
}

/** Numbered lines of the letter, with an empty line between paragraphs. */
function numbered(sentences: Message['sentences'], mask: (text: string) => string): readonly string[] {
  return sentences.flatMap(({ text, paragraph }, at) => {
    const isNew = at > 0 && paragraph !== sentences[at - 1]?.paragraph;
    return [...(isNew ? [''] : []), `${at + 1}. ${mask(text)}`];
  });
}

/** "latency p99 before 6 minutes after 4 seconds (from meter to bill)" */
function describe({ topic, percentile, before, now, measure, sentence }: Figure): string {
  const sides = [
    before && `before ${amount(before)}`,
    now && `after ${amount(now)}`,
    measure && `(${measure})`,
    sentence,
  ];
  return [topic, percentile, ...sides].filter((part) => part !== null).join(' ');
}

/** "about 40 s at peak" */
function amount({ bound, quote, tail }: Amount): string {
  const isSaid = bound === null || numbersIn(quote).mentions.some((mention) => mention.bound === bound);
  return [isSaid ? '' : bound, quote, quote.includes(tail) ? '' : tail].filter((part) => part !== '').join(' ');
}

function askedFor(question: Question, { sheet }: InterviewContext, mask: (text: string) => string): string {
  const known = (slot: string) => {
    const text = sheet.values[slot]?.text;
    return text === undefined ? null : mask(text);
  };
  const current = 'current' in question && question.current !== null ? mask(question.current) : null;
  const employer = known('system.employer');
  const view = {
    open: (text: string) => text,
    company: known('role.company'),
    hasChoice: sheet.values['company.choice'] !== undefined,
    employer,
    place: employer && `At ${employer}`,
    figure: 'figure' in question && question.figure !== null ? mask(describe(question.figure)) : null,
    current,
    subject: null,
    gaps: [],
    known: null,
    lines: [],
    paragraphs: [],
    writer: 'before' as const,
    subjectLine: '',
    greeting: '',
    signOff: '',
  };
  const words = isLetter(question) ? 'Shall I write the letter like this?' : mask(questionText(question, view));
  const about = question.kind === 'open' ? question.topics.join(', ') : question.slot || question.topic;
  const anew = current === null ? '' : ' anew (what they leave out goes, unless they add or correct something)';
  return `${about}${anew}: ${words}`;
}

/** ⟦a⟧, ⟦b⟧: letters, because digits would be read as numbers. */
function markOf(at: number): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  return `⟦${(letters[at % letters.length] ?? 'a').repeat(Math.floor(at / letters.length) + 1)}⟧`;
}

/** Confidential values are never sent to the model: `mask` replaces them by marks, `unmask` reverses that. */
function masksFor(hidden: readonly Hidden[], redact: ModelReaderOptions['redact']) {
  const marked = hidden.map(({ value }, at) => ({ value, say: markOf(at) }));
  return {
    mask: (text: string) => redact(text, marked),
    unmask: (text: string) => marked.reduce((now, { value, say }) => now.replaceAll(say, value), text),
  };
}
