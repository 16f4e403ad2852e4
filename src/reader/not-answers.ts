/** What doesn't answer the open question: a question to the bot, also beside an answer, or a single letter or digit. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import type { Remark } from '../machine/context.ts';
import type { Question } from '../machine/question.ts';
import { hasTrait } from '../machine/question-kinds.ts';
import { joinedValue } from '../machine/sheet.ts';
import { isMetric, slotKind, topicOf } from '../machine/slots.ts';
import { elsewhere } from '../text/corrections.ts';
import { phraseList, wordSet } from '../text/lexer.ts';
import { asideKind, isQuestion, plain } from '../text/phrases.ts';
import { isNumberless } from '../text/quantities.ts';
import { countWords, isDigit, sentencesIn, textValue, trimPunctuation } from '../text/sentences.ts';
import type { Message } from './reader.ts';

/** Maximum words of a question to the bot that has several sentences. */
const QUESTION_WORDS = 15;
/** Maximum words of an answer that is asked back: "400 ms?" */
const ASKED_BACK_WORDS = 2;

/** Whether the message is a question to the bot: a single sentence, or a short text, where no wording was asked for. */
export function isQuestionToBot(question: Question, text: string): boolean {
  const { kind, slot } = question;
  if (kind === 'wording' || kind === 'review' || kind === 'letter' || isAskedBack(question, text)) return false;
  // The closing may ask the company something.
  if (slot === 'closing') return false;
  if (asksAll(text)) return true;
  if (!isQuestion(text)) return false;
  // A long text may end with a question and still be an answer.
  const isText = kind === 'slot' && slotKind(slot) === 'text';
  return sentencesIn(text).length === 1 || (!isText && countWords(text) <= QUESTION_WORDS);
}

/** Whether a text consists of questions to the bot, one of which has an answer: "are you an ai? whats my text used for". */
function asksAll(text: string): boolean {
  const sentences = text.length > ASKING_AT_MOST ? [] : sentencesIn(text);
  return sentences.some(isKnownQuestion) && askedAmong(sentences).every((isAsked) => isAsked);
}

/** Maximum characters of a text that only asks the bot something. */
const ASKING_AT_MOST = 300;

/** Which sentences are questions, or begin as one beside a question. */
export function askedAmong(sentences: readonly string[]): readonly boolean[] {
  const isAsking = sentences.some((sentence) => isQuestion(sentence) || isKnownQuestion(sentence));
  return sentences.map((sentence) => isQuestion(sentence) || (isAsking && opensQuestion(sentence)));
}

/** Words that begin a question, but no answer of more than a few words. Many people type no question mark. */
const QUESTION_WORDS_FIRST =
  wordSet(`what whats what's who whos who's how hows how's why which wer wie wieviel warum wieso
  welche welcher welches wohin comment pourquoi combien qui qu'est-ce où qué quién cuánto cuánta cuántas cuántos cuál
  cómo quem quanto quanta quantas quantos qual`);

function opensQuestion(sentence: string): boolean {
  return QUESTION_WORDS_FIRST.has(plain(sentence).split(' ', 1).join());
}

/** As `plain` leaves what a person types. */
const questions = (rows: string) => phraseList(rows).map(plain);

/** Words of the questions to the bot that have an answer. */
const ASKED = {
  'answer-time':
    questions(`how long does this | how long will this | how long is this | how long will it | how much longer | how many questions are
    | how many more questions | how many questions left | how many are left | wie lange dauert das | wie lange noch | wie viele fragen kommen | wie viele fragen noch
    | combien de temps ça | ça prend combien de temps | encore combien de questions | cuánto tarda esto | cuánto dura esto
    | cuántas preguntas son | cuántas preguntas quedan | quanto tempo isso | quanto tempo leva isso
    | quantas perguntas são | quantas perguntas faltam`),
  'answer-stored': questions(`what's my text used for | what is my text used for | my text used for
    | my answers used for | my data used for | my data sent | my text sent | my answers sent | you do with it | you do with my | you do with this | you do with what
    | you keep it | you keep my | you keep this | you send it | you send my | you send this | does my text go | do my answers go | does it all go | you store this | you store that | you store it | you store my | you store what
    | you save this | you save that | you save it | you save my | you save what | is this stored | is this saved
    | is this private | my answers stored | my answers saved | my answers private | my privacy | speicherst du das | machst du mit meinem
    | machst du mit meinen | schickst du das | schickst du meine | was passiert mit meinem | was passiert mit meinen
    | speicherst du meine | meine antworten gespeichert | wird das gespeichert | tu fais de mes | tu fais de mon | tu envoies ça
    | tu envoies mes | tu enregistres ça | tu enregistres mes
    | mes réponses sont-elles enregistrées | mes réponses sont enregistrées | haces con mis | haces con mi texto | envías esto | envías mis
    | guardas esto | guardas mis
    | guardas lo que | se guarda esto | você faz com meu | você faz com minhas | você envia isso | você envia minhas
    | você guarda isso | você guarda minhas | você guarda o que | você salva isso
    | você salva minhas`),
  'answer-readers': questions(`who reads this | who reads my | who sees this | who sees my | who can see this
    | who can see my | who can read this | who can read my | who will read this | wer liest das | wer sieht das
    | wer liest meine | wer sieht meine | qui lit ça | qui voit ça | qui lit mes | qui voit mes | qui peut lire ça
    | qui peut lire mes | quién lee esto | quién ve esto | quién lee mis | quién ve mis | quem lê isso | quem vê isso
    | quem lê minhas | quem vê minhas`),
  'answer-changes':
    questions(`change it later | change that later | change this later | edit it later | change it afterwards
    | später ändern | nachher ändern | modifier plus tard | changer plus tard | cambiarlo después | cambiarlo más tarde
    | mudar depois | alterar depois`),
  example: questions(`a good answer | give me an example | show me an example | you have an example
    | what should i write | what should i say
    | what do people write | what do other people write | what do others write | kind of answer | ein beispiel geben | gibst du mir ein beispiel
    | hast du ein beispiel | habt ihr ein beispiel | was soll ich schreiben | tu as un exemple | as-tu un exemple
    | me donner un exemple | dame un ejemplo | darme un ejemplo | me das un ejemplo | tienes un ejemplo
    | qué debo escribir | me dar um exemplo | me dá um exemplo | você tem um exemplo | o que devo escrever`),
  'answer-ai': questions(`are you an ai | are you a bot | are you a robot | are you a human | are you human
    | are you real | are you a person | are you chatgpt | is this an ai | is this a bot | is this ai | do you use ai
    | do you use an ai | do you use chatgpt | do you use a language model | is a language model used | bist du eine ki
    | bist du ein bot | bist du ein mensch | nutzt du eine ki | ist das eine ki | es-tu une ia | tu es une ia
    | es-tu un robot | tu utilises une ia | utilises-tu une ia | eres una ia | eres un bot | eres humano | usas una ia
    | você é uma ia | você é um robô | você é humano | você usa ia`),
  'answer-enough': questions(`is this enough | is that enough | is it enough | is this long enough | is that long enough
    | is this too short | is that too short | reicht das | ist das genug | ist das zu kurz | ça suffit | est-ce suffisant
    | c'est suffisant | c'est trop court | es suficiente | es demasiado corto | basta con esto | é suficiente | isso basta
    | é curto demais`),
  'answer-english': questions(`good english | nice english | my english | my grammar | the grammar
    | correct my spelling | fix my spelling | gutes deutsch | mein deutsch | meine grammatik | die grammatik | bon français | mon français | ma grammaire | la grammaire
    | buen español | mi español | mi gramática | la gramática | a gramática | minha gramática | bom português | meu português`),
  'answer-length': questions(`how many words | number of words | word count | wie viele wörter | combien de mots
    | cuántas palabras | quantas palavras`),
} as const;
type Topic = keyof typeof ASKED;
const isTopic = (id: string): id is Topic => id in ASKED;

/** What a question to the bot is about; null if it has the words of none, or of several. */
function topicAsked(question: string): Topic | null {
  const said = ` ${spelledOut(question)} `;
  const found = Object.keys(ASKED).filter(
    (id) => isTopic(id) && ASKED[id].some((words) => said.includes(` ${words} `)),
  );
  const [only = '', another] = found;
  return another === undefined && isTopic(only) ? only : null;
}

const SHORTHAND: ReadonlyMap<string, string> = new Map([
  ['u', 'you'],
  ['ur', 'your'],
  ['r', 'are'],
  ['whats', "what's"],
]);

/** "are u an ai" → "are you an ai" */
function spelledOut(question: string): string {
  const words = plain(question).split(' ');
  return words.map((word) => SHORTHAND.get(word) ?? word).join(' ');
}

/** Whether a sentence is a question to the bot that has an answer. Without a question mark it must begin as one. */
export function isKnownQuestion(sentence: string): boolean {
  if (isQuestion(sentence)) return topicAsked(sentence) !== null;
  const topic = opensQuestion(sentence) && countWords(sentence) <= BARE_WORDS ? topicAsked(sentence) : null;
  return topic !== null && opensWith(topic, sentence);
}

function opensWith(topic: Topic, sentence: string): boolean {
  return ASKED[topic].some((opening) => `${spelledOut(sentence)} `.startsWith(`${opening} `));
}

/** "thats all. how much longer": the words beside questions to the bot that have an answer; null without such a question. */
export function besideKnownQuestions(text: string): string | null {
  const sentences = text.length > ASKING_AT_MOST ? [] : sentencesIn(text);
  const others = sentences.filter((sentence) => !isKnownQuestion(sentence));
  return others.length < sentences.length ? others.join(' ') : null;
}

/** Words in front of a question to the bot, which otherwise open a correction or more of the last answer. */
const LEADS = wordSet(
  'wait and ok okay hm hmm so but also oh uh warte moment und aber attends et mais espera espere y pero e',
);
/** Maximum words of such a question without a question mark. */
const BARE_WORDS = 7;

/** "Wait, how long does this take": a question to the bot that has an answer; null for any other text. */
export function questionBehind(text: string): string | null {
  const words = text.trim().split(' ');
  const start = words.findIndex((word) => !LEADS.has(trimPunctuation(word).toLowerCase()));
  const rest = words.slice(start).join(' ');
  const topic = start < 1 || words.length > QUESTION_WORDS || [...rest].some(isDigit) ? null : topicAsked(rest);
  if (topic === null) return null;
  if (isQuestion(rest)) return rest;
  return opensWith(topic, rest) && words.length <= BARE_WORDS ? `${rest}?` : null;
}

/** Maximum sentences of a message that are searched for questions to the bot. */
const SENTENCES_AT_MOST = 40;

/** Answers the questions to the bot of a text: from a short list, if one is certainly one of these. */
export function answersToBot(text: string, unknown: Remark = 'no-answer'): Command[] {
  const all = sentencesIn(text).slice(0, SENTENCES_AT_MOST);
  const sentences = all.filter((sentence) => isQuestion(sentence) || isKnownQuestion(sentence));
  const topics = new Set(sentences.flatMap((sentence) => topicAsked(sentence) ?? []));
  return topics.size === 0 ? [remark(unknown)] : [...topics].map((topic) => remark(topic));
}

/** "Fix it so that it's good English", "how many words is it": also without a question mark, where nothing else is asked. */
export function answerToRemark(text: string): Command[] | null {
  const topic = countWords(text) > BARE_WORDS ? null : topicAsked(text);
  return topic === 'answer-english' || topic === 'answer-length' ? [remark(topic)] : null;
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
  if (sentences.length > SENTENCES_AT_MOST) return null;
  // "Can you keep that confidential?" is no question to answer.
  if (sentences.some((sentence) => asideKind(sentence) === 'confidential')) return null;
  const isAsked = askedAmong(sentences);
  const isTold = (sentence: string, at: number) => isAsked[at] === false || isAskedBack(question, sentence);
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

/** Asks where a message belongs that may not be meant for the open question; null for any other message. */
export function askWhereItBelongs(question: Question, { text: typed, id, context }: Message): Command[] | null {
  const { sheet, recent } = context;
  const { topic = null, text = '' } = elsewhere(typed, sheet.language) ?? {};
  // "Oh and that was with two others" has a number, but not the one of a new topic.
  const isNumber =
    isMetric(question.topic) && topic === null && !question.slot.endsWith('.now') && !isNumberless(typed);
  if (text === '' || isNumber || (topic === 'contract' && question.topic === topic)) return null;
  const last = recent.at(-1)?.slot ?? '';
  const only = topic ?? (slotKind(last) === 'figure' ? null : topicOf(last));
  const isTold = Object.keys(sheet.values).some((slot) => topicOf(slot) === only);
  // "Naming it is the hard part", before the question about it.
  if (topic === 'contract' && !isTold && text === typed) return null;
  const [all, more] = [textValue(typed, id), textValue(text, id)];
  if (topic !== null || question.kind !== 'which' || !question.text || !question.more)
    return [askBack({ kind: 'which', text: all, only: isTold ? only : null, more })];
  // It goes on after the message that the question is about.
  const [before, rest] = [joinedValue(question.text, all), joinedValue(question.more, more)];
  return [{ type: 'dismiss' }, askBack({ kind: 'which', only: question.only, text: before, more: rest })];
}
