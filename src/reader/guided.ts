/**
 * The guided reader works without a model: the open question decides what a message means. A message is a known phrase,
 * an order about the letter, or the answer to the open question. Ambiguous numbers and names lead to an ask-back.
 */
import { askBack, type Command, remark, setValue } from '../machine/commands.ts';
import { firstOpenSlot } from '../machine/next-question.ts';
import { meantStep, NOTED_FORMS, type Pending, type PendingOf } from '../machine/pending.ts';
import { hasTrait, type Question } from '../machine/question.ts';
import { placeAfter, placeOf } from '../machine/sentence-question.ts';
import { typedValue } from '../machine/sheet.ts';
import { isMetric, OPTIONAL, slotKind, topicOf } from '../machine/slots.ts';
import { isConfidential } from '../text/asides.ts';
import { isCapital } from '../text/capitals.ts';
import { opensCorrection } from '../text/corrections.ts';
import { isFunctionWord } from '../text/naming.ts';
import {
  isQuestion,
  opensDecline,
  opensNegation,
  plain,
  withoutSaid,
  withoutWell,
  withoutYes,
  withoutYesOrNo,
  yesOrNo,
} from '../text/phrases.ts';
import { isNumberless } from '../text/quantities.ts';
import { countWords, isEnded, sentencesIn, textValue } from '../text/sentences.ts';
import { backlogEntry, SLOT_AT_MOST } from './answer-backlog.ts';
import { acceptRepeatedAnswer, readFigure } from './figure-answer.ts';
import { namesOffer } from './figure-options.ts';
import { askKeepOut, hideCommands, hideOrder, standInCommands } from './keep-out.ts';
import { letterOrder, wordOrder } from './letter-orders.ts';
import { askToCorrect, askWhere, mayBeMisplaced } from './misplaced-answer.ts';
import { readNames } from './name-answers.ts';
import {
  answerQuestion,
  askIfName,
  askWhetherMeant,
  chosen,
  isLoneMark,
  phraseAt,
  phraseCommands,
} from './not-answers.ts';
import { holdsCertainOrder, isCertainOrder, numberedSentence, parseOrders, placeIn } from './parse-orders.ts';
import { asksForPost, isDoubtful, isTooShortForPost, postAnswer } from './post-answer.ts';
import { isLiteral, type Message, type Reader } from './reader.ts';
import {
  askIfAddition,
  askToLeaveOut,
  askWording,
  formerAnswer,
  practiceAnswer,
  textAnswer,
  wordingTyped,
} from './sentence-answers.ts';
import { changedSentence, correctedSentence, pickSentence, unclearOrder } from './unclear-orders.ts';

/** Slots and questions without numbered sentences whose answers don't begin with "4:". A short figure may: "4: lost orders". */
const NOT_NUMBERED: ReadonlySet<string> = new Set(['text', 'name', 'practice', 'practiced', 'confidential']);
/** Minimum words of an answer without numbers that is typed where one of several figures was asked for. */
const REPLY_WORDS = 4;
/** Minimum words of a sentence: beside a correction, it is noted without being shown. */
const SENTENCE_WORDS = 5;

export const guidedReader: Reader = {
  read: (message) => Promise.resolve(readGuided(message)),
};

export function readGuided(message: Message): readonly Command[] {
  const commands = commandsIn(message);
  return commands.some((command) => isDropped(command, message)) ? [remark('has-hidden')] : commands;
}

function commandsIn(message: Message): readonly Command[] {
  const { question, text } = message;
  const isRepeated = question?.kind === 'slot' && isRepeatedAnswer(question.slot, message);
  const phrase = isLiteral(message) || isRepeated ? null : phraseAt(question, text);
  const asksForName = askIfName(question, phrase, message);
  if (asksForName) return [asksForName];
  const spoken = phrase ? phraseCommands(phrase, question) : null;
  // The first phrase of a conversation starts the interview, except "help".
  if (spoken && question === null && phrase !== 'help') return [remark('welcome')];
  if (spoken) return spoken;
  if (question === null) return opening(message);
  if (isLiteral(message)) return answerTo(question, message);
  const order = orderIn(question, message) ?? askKeepOut(question, message, readGuided);
  if (order) return order;
  const fix = askToCorrect(question, message);
  if (fix) return [fix];
  if (isMisplaced(question, message)) {
    // "Cut 3, that was a remark"
    const isOrder = isCertainOrder(text.split(/[,.;]\s/u, 1).join()) || correctedSentence(message) !== null;
    return isOrder && message.sentences.length > 0 ? unclearOrder(message) : [askWhere(message)];
  }
  return answerQuestion(question, message) ?? answerTo(question, message);
}

/** Whether a message may belong elsewhere. A question doesn't, nor an answer that is repeated. */
function isMisplaced(question: Question, message: Message): boolean {
  const { text, context } = message;
  if (question.kind !== 'slot' || question.isRevision || context.recent.length === 0) return false;
  const isKnown = isRepeatedAnswer(question.slot, message) || context.done.includes(meantStep(text));
  const sentences = sentencesIn(text);
  if (isKnown || sentences.every(isQuestion)) return false;
  const isOrder = opensCorrection(text) || holdsCertainOrder(text) || mayBeMisplaced(question.slot, message);
  return isOrder && !sentences.some(isConfidential);
}

/** Reads an order about the letter, or to keep words out of it; null for any other message. */
function orderIn(question: Question, message: Message): readonly Command[] | null {
  const { text, sentences, context } = message;
  const { kind, slot } = question;
  const isAboutLetter = takesOrders(message, question);
  const hides = isAboutLetter || kind === 'slot' || kind === 'wording' ? hideOrder(message) : null;
  const asked = context.pending.slice(-1);
  if (hides) return [...asked.filter((one) => isAskedAgain(one, hides)).map(askBack), ...hides];
  const [isOrder, rewritten] = [isCertainOrder(text), numberedSentence(text)];
  const isNumbered = rewritten !== null;
  const isBesideAnswer = (kind === 'slot' || kind === 'aside') && sentences.length > 0;
  const isCertain = isOrder || isNumbered || wordOrder(message) !== null;
  const isTyped = kind === 'wording' && (isCertain || parseOrders(text) !== null);
  const isEdit = isAboutLetter || isTyped || (isCertain && isBesideAnswer);
  const edits = isEdit ? letterOrder(message) : null;
  // What is asked about an answer or typed words is asked again.
  const isHeld = (one: Pending) => (isBesideAnswer && !isAboutLetter) || isAskedAgain(one, edits ?? []);
  if (edits) return [...asked.filter(isHeld).map(askBack), ...edits];
  const isHiding = kind === 'confidential' && question.asks === 'say';
  const isFigure = rewritten !== null && countWords(rewritten) < SENTENCE_WORDS;
  const isAnswer = isHiding || (isFigure && !NOT_NUMBERED.has(slotKind(slot) ?? kind));
  return isOrder || (isNumbered && !isAnswer) ? [remark('not-numbered')] : null;
}

/** Whether a question offers typed words for a part of the letter that these edits leave as it is. */
function isAskedAgain(asked: Pending, edits: readonly Command[]): boolean {
  if (asked.kind === 'place') return asked.added !== undefined;
  if (asked.kind !== 'wording' || asked.offers === undefined) return false;
  const { action, key } = asked;
  return !edits.some((one) => {
    if (one.type === 'ask-back')
      return one.pending.kind === 'wording' && one.pending.action === action && one.pending.key === key;
    if (one.type !== 'edit-letter') return false;
    return 'key' in one.edit ? one.edit.key === key : one.edit.type === action;
  });
}

/** Whether a new sentence contains a confidential value without a stand-in, so that the letter would omit it. */
function isDropped(command: Command, { drops }: Message): boolean {
  if (command.type === 'edit-letter') return 'text' in command.edit && drops(command.edit.text);
  const asked = command.type === 'ask-back' ? command.pending : null;
  if (asked?.kind === 'wording') return asked.offers?.some(drops) ?? false;
  const isNew = asked?.kind === 'place' || (asked?.kind === 'sentence' && asked.action === 'rewrite');
  return isNew && drops(asked.added?.text ?? '');
}

/** The first message is stored for later questions, not read as an answer. */
function opening(message: Message): Command[] {
  const { text, id, context } = message;
  if (!isTooShortForPost(text)) return [remark('welcome'), asksForPost(message)];
  // "How long does this take? I'm on my lunch": what stands beside a question to the bot is no answer either.
  if (sentencesIn(text).some(isQuestion)) return [remark('welcome')];
  return [remark('welcome'), { type: 'keep', kept: backlogEntry(text, id, null, context.sheet.language) }];
}

/** Whether an order about the letter can't be the answer. A list of noted values takes them if the letter is shown. */
function takesOrders({ sentences }: Message, question: Question): boolean {
  if (question.kind === 'slot') return question.readsBack !== null;
  if (question.kind === 'which') return question.text === null && sentences.length > 0;
  return hasTrait(question, 'orders');
}

function answerTo(question: Question, message: Message): readonly Command[] {
  const { text } = message;
  if (!isLiteral(message) && isLoneMark(question, text)) return [remark('pick-or-type')];
  switch (question.kind) {
    case 'open': {
      // Fallback after a model failure: read the text as an answer to the topic's first open question.
      const step = firstOpenSlot(question.topic, message.context);
      return step ? slotAnswer(step.slots.join('+'), step.id, null, message) : [remark('unclear')];
    }
    case 'order': {
      // "Both", "the first one"
      const isReply = countWords(text) < REPLY_WORDS ? isNumberless(text) : !isTooShortForPost(text);
      if (!isLiteral(message) && isReply && !namesOffer(question.options, text)) return [remark('pick-or-type')];
      return slotAnswer(question.slot, question.step, question.figure?.id ?? null, message);
    }
    case 'conflict':
      return slotAnswer(question.slot, question.step, null, message);
    case 'slot': {
      // "Both" and "replace" are no text of a letter.
      const isPick = question.problem === 'add-or-replace' && countWords(text) < SENTENCE_WORDS;
      if (isPick && !isLiteral(message)) return [remark('tap')];
      const isTyped = message.as === 'form' || message.as === 'own';
      const start = withoutWell(text);
      const bare = withoutSaid(message.as === 'answer' ? withoutYesOrNo(start) : withoutYes(start));
      const told = isTyped ? message : { ...message, text: bare };
      return slotAnswer(question.slot, question.step, question.figure?.id ?? null, told);
    }
    case 'confirm': {
      // "No, fewer is better. It's right" is neither yes nor no.
      if (!isLiteral(message) && isNumberless(text)) return [remark('tap')];
      return slotAnswer(question.slot, null, question.figure.id, { ...message, text: withoutYesOrNo(text) });
    }
    case 'confidential':
      if (question.asks === 'value') return hideCommands(message, question.said);
      return standInCommands(question.value ?? '', message);
    case 'sentence':
      return pickSentence(question, message);
    case 'wording':
      return wordingTyped(question, message);
    case 'former':
      return formerAnswer(question, message);
    case 'place': {
      const number = placeIn(text);
      // Another sentence: the place of the first one is asked for behind it.
      if (number === null && question.added && isEnded(text))
        return [...message.context.pending.slice(-1), placeOf({ text: text.trim(), source: message.id })].map(askBack);
      if (number === null) return [remark('unclear')];
      return placeAfter(question, number, message.sentences) ?? [remark('no-such-sentence')];
    }
    case 'stories':
      return chosen(question, `story:${text.trim()}`) ?? [remark('tap')];
    case 'practice':
    case 'practiced':
      return practiceAnswer(question.item, message);
    case 'aside':
      return [remark('tap-or-again')];
    case 'review':
    case 'letter':
      return unclearOrder(message);
    case 'change':
      return changedSentence(question, message);
    default:
      // An answer typed over the list: ask what it is for, with the text at hand.
      if (question.kind === 'which' && question.text === null)
        return [askBack({ kind: 'which', text: textValue(text, message.id), only: listed(message) })];
      return chosen(question, yesOrNo(text) ?? '') ?? [remark('tap')];
  }
}

function slotAnswer(slot: string, step: string | null, figure: string | null, message: Message): readonly Command[] {
  const { text, id, context } = message;
  const topic = topicOf(slot);
  if (slot === 'job-post') return postAnswer(message);
  if (message.as !== 'own' && isDoubtful(slot, text)) return [asksForPost(message)];
  if (text.length > SLOT_AT_MOST) {
    // Too long for one answer; later questions can offer its sentences.
    const again = askBack({ kind: 'again', slot, figure, problem: 'too-long', offers: [] });
    return [{ type: 'keep', kept: backlogEntry(text, id, null, context.sheet.language) }, again];
  }
  if (isMetric(topic)) {
    const part = slot.split('.')[1] ?? 'now';
    const meant = part === 'more' && step !== null ? null : figure;
    const answer = { text, source: id, topic, part, figure: meant, sheet: context.sheet };
    if (isRepeatedAnswer(slot, message)) return acceptRepeatedAnswer(answer);
    return readFigure(answer);
  }
  // Repeating an invalid e-mail address doesn't make it valid.
  const isMeant = slot !== 'contact.email' && isRepeatedAnswer(slot, message);
  if (slotKind(slot) === 'name' && isMeant) return [setValue(slot, typedValue(text.trim(), id))];
  if (slotKind(slot) === 'name') return nameAnswer(slot, step, message);
  const asked = context.pending.at(-1);
  // Asides were asked about before a wording was.
  const isOffered = asked?.kind === 'again' && asked.offers.some(({ value }) => value?.text === text.trim());
  if (isMeant && isOffered && message.as === null) return [setValue(slot, textValue(text, id))];
  if (isMeant) return textAnswer(slot, { ...message, as: message.as ?? 'answer' });
  const asks = askToLeaveOut(slot, message) ?? (message.as === 'form' ? null : askWording(slot, message));
  return asks ?? (isLiteral(message) ? null : askIfAddition(slot, message)) ?? textAnswer(slot, message);
}

/** The part of the noted values that is listed; null for all. */
function listed({ context }: Message): string | null {
  const asked = context.pending.at(-1);
  return asked?.kind === 'which' ? asked.only : null;
}

/** Topics that are asked for last, so that no later question can offer what else an answer says. */
const LAST_TOPICS = ['contact', 'role.team', 'role.addressee'];

/** Reads names, and asks where further sentences belong: "Jo Lind, jo@example.com, Malmö. And make that April". */
function nameAnswer(slot: string, step: string | null, message: Message): readonly Command[] {
  const { text, id, context } = message;
  const names = { source: id, slot, step, language: context.sheet.language };
  const [first = '', ...others] = sentencesIn(text);
  const rest = others.join(' ');
  const asked = context.pending.at(-1);
  if (asked?.kind === 'again' && NOTED_FORMS.includes(asked.problem) && !isLiteral(message) && !isFormOf(asked, text)) {
    const offers = [...asked.offers, { value: typedValue(text.trim(), id), patch: null }];
    return [askBack({ ...asked, problem: 'not-a-name', offers, text })];
  }
  // "No idea, it goes through a form"
  const isNameless = text.split(' ').every((word, at) => at === 0 || !isCapital(word) || isFunctionWord(word));
  if (OPTIONAL.includes(slot) && !isLiteral(message) && opensDecline(text) && isNameless)
    return [{ type: 'decline', slot }];
  // "No idea, maybe Ms Weber", "dont know the team"
  const isNone = opensDecline(text) || (opensNegation(text) && countWords(text) > 1);
  if (OPTIONAL.includes(slot) && !isLiteral(message) && isNone)
    return [askWhetherMeant(slot, textValue(text, id), 'none')];
  const isLast = LAST_TOPICS.some((each) => slot.startsWith(each));
  const told = isLast && countWords(rest) >= REPLY_WORDS ? readNames({ ...names, text: first }) : [];
  const isTold = told.length > 0 && told.every(({ type }) => type === 'set' || type === 'decline');
  return isTold ? [...told, askWhere({ ...message, text: rest })] : readNames({ ...names, text });
}

/** Whether a typed form of a name has a word of the offered ones: "The first one, with capitals" has none. */
function isFormOf({ offers }: PendingOf<'again'>, text: string): boolean {
  const words = new Set(offers.flatMap(({ value }) => plain(value.text).split(' ')));
  return plain(text)
    .split(' ')
    .some((word) => words.has(word));
}

/** Whether the user repeats the answer that was just rejected. */
function isRepeatedAnswer(slot: string, { text, context }: Message): boolean {
  const pending = context.pending.at(-1);
  return pending?.kind === 'again' && pending.slot === slot && pending.text?.trim() === text.trim();
}
