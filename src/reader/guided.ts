/**
 * Reading without a model: the open slot decides. A message is one of a short list of phrases, or it is the answer to
 * what stands asked, as typed. What an answer of numbers or names does not say for certain is asked.
 */
import type { Command } from '../machine/commands.ts';
import type { Remark } from '../machine/context.ts';
import { firstOpenSlot } from '../machine/next-question.ts';
import type { Problem } from '../machine/pending.ts';
import type { Question } from '../machine/question.ts';
import { isMetric, SLOTS, slotKind, topicOf } from '../machine/slots.ts';
import { asideIn, isQuestion, opensCorrection, type Phrase, phraseIn, yesOrNo } from '../text/phrases.ts';
import { countWords, sentencesIn } from '../text/sentences.ts';
import { readFigure } from './figure-answer.ts';
import { keptOf } from './kept.ts';
import { isCertainOrder, readOrder } from './letter-orders.ts';
import { readNames } from './name-answers.ts';
import type { Message, Reader } from './reader.ts';
import { hasClause } from './words-around.ts';

/** An answer to the question about the job post that is no longer than this, in words, is about the role. */
const ROLE_WORDS = 30;
/** From so many words on a text is an answer, said anew. */
const ANSWER_WORDS = 4;
/** Words of a stand-in, of a name that is kept out before it is told, and of a question to the bot, at most. */
const STAND_IN_WORDS = 8;
const NAME_WORDS = 3;
const QUESTION_WORDS = 15;
/** A text for one place of the letter that is longer is no letter's any more; in characters. */
const TEXT_AT_MOST = 3_000;

export const guidedReader: Reader = {
  read: (message) => Promise.resolve(readGuided(message)),
};

export function readGuided(message: Message): readonly Command[] {
  const { question, text } = message;
  const phrase = message.isLiteral || (question && takesWords(question)) ? null : phraseIn(text);
  const spoken = phrase ? spokenCommands(phrase, question) : null;
  if (spoken) return spoken;
  if (question === null) return opening(message);
  const order = takesOrders(question)
    ? (keepsOut(message) ?? readOrder(text, message.id, message.sentences, question.kind === 'slot'))
    : null;
  if (order)
    return order.some((command) => isDropped(command, message)) ? [{ type: 'remark', remark: 'has-hidden' }] : order;
  if (isCertainOrder(text)) return [{ type: 'remark', remark: 'not-numbered' }];
  if (message.isLiteral) return answerTo(question, message);
  const isReopening = question.kind === 'slot' && !question.isRevision && message.context.recent.length > 0;
  if (isReopening && opensCorrection(text)) return asksWhich(message);
  return isForUs(question, text) ? [{ type: 'remark', remark: 'no-answer' }] : answerTo(question, message);
}

/** "Keep out Ania", "keep Ania out" */
const KEEP_OUT = /^keep (?:out (?<after>\S.{0,60})|(?<before>\S.{0,60}?) out)\.?$/i;

function keepsOut(message: Message): Command[] | null {
  const groups = KEEP_OUT.exec(message.text.trim())?.groups;
  const words = groups?.after ?? groups?.before;
  return words === undefined || /^\d/.test(words) ? null : hides({ ...message, text: words });
}

/** Where a wording is asked for, "Cheers," and "Hi," are one. */
function takesWords({ kind, options }: Question): boolean {
  return kind === 'wording' && options.length > 0;
}

/** A question in answer to one for a name or a number is none. */
function isForUs(question: Question, text: string): boolean {
  const isText = question.kind === 'slot' && slotKind(question.slot, SLOTS) === 'text';
  const isWord = question.kind === 'wording' || question.kind === 'review' || question.kind === 'letter';
  // A long text may end with a question, and is still what was asked for.
  return isQuestion(text) && !isText && !isWord && countWords(text) <= QUESTION_WORDS;
}

/** A new sentence that holds what is kept out, with nothing to stand in its place, would be gone at once. */
function isDropped(command: Command, { drops }: Message): boolean {
  return command.type === 'edit-letter' && 'text' in command.edit && drops(command.edit.text);
}

/** Whether a text changes something that is noted, and what. */
function asksWhich(message: Message): Command[] {
  return [{ type: 'ask-back', pending: { kind: 'which', text: textValue(message), only: null } }];
}

function textValue({ text, id }: Message) {
  return { text: text.trim(), source: id, sentences: sentencesIn(text).length, ours: false };
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

/** What a phrase of the lists asks for; null where it is an answer after all. */
function spokenCommands(phrase: Phrase, question: Question | null): readonly Command[] | null {
  const optionOf = (...ids: string[]) => {
    const found = ids
      .map((id) => question?.options.find((option) => option.id === id))
      .find((option) => option !== undefined);
    return found ? found.does : null;
  };
  const remark = REMARKS[phrase];
  if (remark) return [{ type: 'remark', remark }];
  switch (phrase) {
    case 'back':
    case 'fix':
    case 'undo':
    case 'write':
      return [{ type: 'control', control: phrase }];
    case 'yes':
      // "Good" to a figure that was read back: on to the next.
      return (
        optionOf('yes') ??
        (question?.slot.endsWith('.more') ? optionOf('skip') : null) ?? [{ type: 'remark', remark: 'ok' }]
      );
    case 'no':
    case 'decline':
      if (question?.kind === 'letter' || question?.kind === 'review') return [{ type: 'remark', remark: 'thanked' }];
      return optionOf('no', 'describe', 'skip', 'none', 'keep') ?? [{ type: 'remark', remark: 'cannot-skip' }];
    case 'said':
      return optionOf('said') ?? [{ type: 'remark', remark: 'pick-or-type' }];
    default:
      return null;
  }
}

/** The first message of all: kept, and nothing in it is taken for an answer. */
function opening({ text, id }: Message): Command[] {
  const kept = keptOf(text, id, null);
  const isShort = countWords(text) <= ROLE_WORDS && !text.includes('\n');
  return [
    { type: 'remark', remark: 'welcome' },
    isShort ? { type: 'keep', kept } : { type: 'ask-back', pending: { kind: 'job-post', kept } },
  ];
}

function takesOrders(question: Question): boolean {
  const { kind } = question;
  return (
    kind === 'review' || kind === 'letter' || kind === 'sentence' || (kind === 'slot' && question.readsBack !== null)
  );
}

function answerTo(question: Question, message: Message): readonly Command[] {
  const { text, id } = message;
  switch (question.kind) {
    case 'open': {
      // A model was asked, and did not answer: it is read as an answer to the first question about the topic.
      const step = firstOpenSlot(question.topic, message.context);
      return step ? slotAnswer(step.slots.join('+'), step.id, null, message) : [{ type: 'remark', remark: 'unclear' }];
    }
    case 'slot':
      return slotAnswer(question.slot, question.step, question.figure?.id ?? null, message);
    case 'order':
    case 'conflict':
      return slotAnswer(question.slot, null, question.kind === 'order' ? (question.figure?.id ?? null) : null, message);
    case 'confirm': {
      const answer = yesOrNo(text);
      const option = question.options.find(({ id }) => id === answer);
      if (option) return option.does;
      return slotAnswer(question.slot, null, question.figure.id, message);
    }
    case 'confidential':
      if (question.asks === 'value') return hides(message);
      return standIn(question.value ?? '', text.trim());
    case 'sentence':
      return question.action === 'hide' ? hides(message) : [{ type: 'remark', remark: 'no-such-sentence' }];
    case 'wording':
      return wordingCommands(question, text.trim(), id);
    case 'place': {
      const to = Number(text.trim());
      return Number.isInteger(to) && to >= 1 && to <= message.sentences.length
        ? [{ type: 'edit-letter', edit: { type: 'move', key: question.key, to } }]
        : [{ type: 'remark', remark: 'no-such-sentence' }];
    }
    case 'which':
      return [{ type: 'remark', remark: 'pick' }];
    case 'job-post':
    case 'aside': {
      // Said anew, without what was not for the letter.
      if (question.kind === 'aside' && countWords(text) >= ANSWER_WORDS) return textAnswer(question.slot, message);
      const answer = yesOrNo(text);
      const option = question.options.find(
        ({ id }) => id === (answer === 'no' && question.kind === 'aside' ? 'leave-out' : answer),
      );
      return option ? option.does : [{ type: 'remark', remark: 'pick-or-type' }];
    }
    case 'review':
    case 'letter':
      return [{ type: 'remark', remark: 'unclear-letter' }];
  }
}

/** Only words that can stand in a sentence are taken; "nothing, just drop it" is no name for a bank. */
function standIn(value: string, say: string): Command[] {
  const isPhrase = countWords(say) <= STAND_IN_WORDS && !hasClause(say) && asideIn(say) === null;
  if (!isPhrase) return [{ type: 'remark', remark: 'say-as-it-stands' }];
  return [
    { type: 'hide', value, say },
    { type: 'remark', remark: 'hidden' },
  ];
}

/** Only what stands in the letter can be kept out of it; a description of it can't. */
function hides({ text, inLetter }: Message): Command[] {
  const words = text.trim();
  // A name may be kept out before it is told; a description of something is no name.
  const value = inLetter(words) ?? (countWords(words) <= NAME_WORDS && !hasClause(words) ? words : null);
  return value === null
    ? [{ type: 'remark', remark: 'hidden-nowhere' }]
    : [{ type: 'ask-back', pending: { kind: 'describe', value } }];
}

function wordingCommands(
  { action, key }: Extract<Question, { kind: 'wording' }>,
  text: string,
  source: string,
): Command[] {
  switch (action) {
    case 'rewrite':
      return [{ type: 'edit-letter', edit: { type: 'rewrite', key, text, source } }];
    case 'add':
      return [
        {
          type: 'edit-letter',
          edit: { type: 'add', key: `added:${source}`, after: key === '' ? null : key, text, source },
        },
      ];
    case 'greeting':
    case 'sign-off':
      return [{ type: 'edit-letter', edit: { type: action, text } }];
  }
}

function slotAnswer(slot: string, step: string | null, figure: string | null, message: Message): readonly Command[] {
  const { text, id, context } = message;
  const topic = topicOf(slot);
  if (slot === 'job-post') return postAnswer(message);
  if (isMetric(topic)) {
    const isSecret = sentencesIn(text).some((sentence) => asideIn(sentence) === 'confidential');
    if (isSecret && !message.isLiteral) return [{ type: 'remark', remark: 'confidential-answer' }];
    const part = slot.split('.')[1] ?? 'now';
    return readFigure({
      text,
      source: id,
      topic,
      part,
      figure: part === 'more' && step !== null ? null : figure,
      sheet: context.sheet,
    });
  }
  if (slotKind(slot, SLOTS) === 'name') return readNames({ text, source: id, slot, step });
  if (text.length > TEXT_AT_MOST) return asksAgain(slot, 'too-long');
  return textAnswer(slot, message);
}

/** Sentences that may be meant for the bot are asked about; everything else is the answer as it was typed. */
function textAnswer(slot: string, message: Message): Command[] {
  const value = textValue(message);
  const set: Command = { type: 'set', slot, value };
  if (message.isLiteral) return [set];
  // The ending may well ask the company something.
  const found = sentencesIn(value.text).map((sentence) => asideIn(sentence));
  const asides = found.map((about) => (about === 'question' && slot === 'closing' ? null : about));
  const numbers = asides.flatMap((about, at) => (about === null ? [] : [at + 1]));
  if (numbers.length === 0) return [set];
  if (value.sentences === 1 && asides[0] === 'question') return [{ type: 'remark', remark: 'no-answer' }];
  const about = asides.includes('confidential') ? 'confidential' : asides.includes('question') ? 'question' : 'chat';
  return [{ type: 'ask-back', pending: { kind: 'aside', slot, value, asides: numbers, about } }];
}

function asksAgain(slot: string, problem: Problem): Command[] {
  return [{ type: 'ask-back', pending: { kind: 'again', slot, figure: null, problem, offers: [] } }];
}

/** A short line is about the role; anything longer may be the post, or the candidate's own words. */
function postAnswer({ text, id }: Message): Command[] {
  const isShort = countWords(text) <= ROLE_WORDS && !text.trim().includes('\n');
  if (!isShort) return [{ type: 'ask-back', pending: { kind: 'job-post', kept: keptOf(text, id, null) } }];
  const slot = 'role.position+role.company';
  return [{ type: 'finish', step: 'role:post' }, ...readNames({ text, source: id, slot, step: slot })];
}
