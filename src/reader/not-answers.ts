/** What doesn't answer the open question: a question to the bot, also beside an answer, or a single letter or digit. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import type { Remark } from '../machine/context.ts';
import type { Question } from '../machine/question.ts';
import { hasTrait } from '../machine/question-kinds.ts';
import { isMetric, slotKind } from '../machine/slots.ts';
import { phraseList, wordSet } from '../text/lexer.ts';
import { asideKind, isQuestion, plain } from '../text/phrases.ts';
import { countWords, isDigit, sentencesIn, textValue, trimPunctuation } from '../text/sentences.ts';
import type { Message } from './reader.ts';

/** Maximum words of a question to the bot that has several sentences. */
const QUESTION_WORDS = 15;
/** Maximum words of an answer that is asked back: "400 ms?" */
const ASKED_BACK_WORDS = 2;

/** Whether the message is a question to the bot: a single sentence, or a short text, where no wording was asked for. */
export function isQuestionToBot(question: Question, text: string): boolean {
  const { kind, slot } = question;
  // The closing may ask the company something.
  const isWord = slot === 'closing' || kind === 'wording' || kind === 'review' || kind === 'letter';
  if (!isQuestion(text) || isWord || isAskedBack(question, text)) return false;
  // A long text may end with a question and still be an answer.
  const isText = kind === 'slot' && slotKind(slot) === 'text';
  return sentencesIn(text).length === 1 || (!isText && countWords(text) <= QUESTION_WORDS);
}

/** Words of the questions to the bot that have an answer, each with "you", "this" or the answers. */
const ASKED = {
  'answer-time':
    phraseList(`how long does this | how long will this | how long is this | how much longer | how many questions are
    | how many more questions | wie lange dauert das | wie lange noch | wie viele fragen kommen | wie viele fragen noch
    | combien de temps ça | ça prend combien de temps | encore combien de questions | cuánto tarda esto | cuánto dura esto
    | cuántas preguntas son | cuántas preguntas quedan | quanto tempo isso | quanto tempo leva isso
    | quantas perguntas são | quantas perguntas faltam`),
  'answer-stored': phraseList(`you store this | you store that | you store it | you store my | you store what
    | you save this | you save that | you save it | you save my | you save what | is this stored | is this saved
    | is this private | my answers stored | my answers saved | my answers private | my privacy | speicherst du das
    | speicherst du meine | meine antworten gespeichert | wird das gespeichert | tu enregistres ça | tu enregistres mes
    | mes réponses sont-elles enregistrées | mes réponses sont enregistrées | guardas esto | guardas mis
    | guardas lo que | se guarda esto | você guarda isso | você guarda minhas | você guarda o que | você salva isso
    | você salva minhas`),
  'answer-readers': phraseList(`who reads this | who reads my | who sees this | who sees my | who can see this
    | who can see my | who can read this | who can read my | who will read this | wer liest das | wer sieht das
    | wer liest meine | wer sieht meine | qui lit ça | qui voit ça | qui lit mes | qui voit mes | qui peut lire ça
    | qui peut lire mes | quién lee esto | quién ve esto | quién lee mis | quién ve mis | quem lê isso | quem vê isso
    | quem lê minhas | quem vê minhas`),
  'answer-changes':
    phraseList(`change it later | change that later | change this later | edit it later | change it afterwards
    | später ändern | nachher ändern | modifier plus tard | changer plus tard | cambiarlo después | cambiarlo más tarde
    | mudar depois | alterar depois`),
  example: phraseList(`a good answer | give me an example | show me an example | you have an example
    | what should i write | what should i say | kind of answer | ein beispiel geben | gibst du mir ein beispiel
    | hast du ein beispiel | habt ihr ein beispiel | was soll ich schreiben | tu as un exemple | as-tu un exemple
    | me donner un exemple | dame un ejemplo | darme un ejemplo | me das un ejemplo | tienes un ejemplo
    | qué debo escribir | me dar um exemplo | me dá um exemplo | você tem um exemplo | o que devo escrever`),
  'answer-english': phraseList(`good english | nice english | my english | correct my grammar | fix my grammar
    | correct my spelling | fix my spelling | gutes deutsch | mein deutsch | bon français | mon français
    | buen español | mi español | bom português | meu português`),
} as const;
type Topic = keyof typeof ASKED;
const isTopic = (id: string): id is Topic => id in ASKED;

/** What a question to the bot is about; null if it has the words of none, or of several. */
function topicAsked(question: string): Topic | null {
  const said = ` ${plain(question)} `;
  const found = Object.keys(ASKED).filter(
    (id) => isTopic(id) && ASKED[id].some((words) => said.includes(` ${words} `)),
  );
  const [only = '', another] = found;
  return another === undefined && isTopic(only) ? only : null;
}

/** Words in front of a question to the bot, which otherwise open a correction or more of the last answer. */
const LEADS = wordSet(
  'wait and ok okay hm hmm so but also oh uh warte moment und aber attends et mais espera espere y pero e',
);
/** Maximum words of such a question without a question mark. */
const BARE_WORDS = 10;

/** "Wait, how long does this take": a question to the bot that has an answer; null for any other text. */
export function questionBehind(text: string): string | null {
  const words = text.trim().split(' ');
  const start = words.findIndex((word) => !LEADS.has(trimPunctuation(word).toLowerCase()));
  const rest = words.slice(start).join(' ');
  const topic = start < 1 || words.length > QUESTION_WORDS || [...rest].some(isDigit) ? null : topicAsked(rest);
  if (topic === null) return null;
  if (isQuestion(rest)) return rest;
  const isOpening = ASKED[topic].some((opening) => `${plain(rest)} `.startsWith(`${opening} `));
  return isOpening && words.length <= BARE_WORDS ? `${rest}?` : null;
}

/** Answers a question to the bot: from a short list, if it is certainly one of these. */
export function answerToBot(text: string, unknown: Remark = 'no-answer'): Command {
  const [question] = sentencesIn(text).filter(isQuestion);
  return remark((question === undefined ? null : topicAsked(question)) ?? unknown);
}

/** Asks whether words of a message are the answer. @param told the words, if they aren't the whole message */
export function askIfAnswer(slot: string, { text, id }: Pick<Message, 'text' | 'id'>, told = text): Command {
  const asides = sentencesIn(text).flatMap((sentence, at) => (told.includes(sentence) ? [] : [at + 1]));
  const aside = {
    slot,
    value: textValue(text, id),
    rest: textValue(told, id),
    asides,
    about: 'question',
    isRead: true,
  } as const;
  return askBack({ kind: 'aside', ...aside });
}

/** "Ada Li, ada@example.com. Do you store that?": the answer before or after a question to the bot; null for others. */
export function besideQuestion(question: Question, text: string): string | null {
  if (question.kind !== 'slot' || slotKind(question.slot) === 'text') return null;
  const sentences = sentencesIn(text);
  // "Can you keep that confidential?" is no question to answer.
  if (sentences.some((sentence) => asideKind(sentence) === 'confidential')) return null;
  const isTold = (sentence: string) => !isQuestion(sentence) || isAskedBack(question, sentence);
  const [first, last] = [sentences.findIndex(isTold), sentences.findLastIndex(isTold)];
  if (first < 0 || last - first === sentences.length - 1) return null;
  return sentences.slice(first, last + 1).join(' ');
}

/** "p95?", "400 ms?": a figure, with doubts. */
function isAskedBack({ topic, slot }: Question, text: string): boolean {
  const isNumber = isMetric(topic) && !slot.endsWith('.measure');
  return isNumber && countWords(text) <= ASKED_BACK_WORDS && [...text].some(isDigit);
}

/** Whether a text is a single letter or digit: a button that isn't there, not an answer. A figure may have one digit. */
export function isLoneMark(question: Question, text: string): boolean {
  const { kind, topic, slot } = question;
  const mark = text.trim();
  if (mark.length !== 1 || !hasTrait(question, 'text')) return false;
  // A company may be called "X".
  const isName = kind === 'slot' && slotKind(slot) === 'name' && mark === mark.toUpperCase();
  return isDigit(mark) ? !isMetric(topic) : !isName;
}
