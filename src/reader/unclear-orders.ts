/** Asks which part of the letter a message is about that is no certain order. What to do there is asked next. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import type { Question } from '../machine/question.ts';
import { pickedCommand } from '../machine/sentence-question.ts';
import { tokens } from '../text/lexer.ts';
import { isQuestion } from '../text/phrases.ts';
import { countWords, isDigit, isEnded } from '../text/sentences.ts';
import { describedIn } from './described-sentences.ts';
import { letterOrder, numbersToCut, startsWithOrder } from './letter-orders.ts';
import type { Message } from './reader.ts';

/** Maximum characters of a remark on the letter, and of a new sentence in it. */
const REMARK_AT_MOST = 1_000;
/** Maximum sentences that are offered first. */
const OFFERED_AT_MOST = 5;
/** Minimum words of a message that is offered as a new sentence. */
const SENTENCE_WORDS = 4;

/** Offers the sentences that a message names by number, and those that share words with it, with all other parts. */
export function unclearOrder({ text, id: source, sentences, context, drops }: Message): Command[] {
  const number = numberIn(text);
  const numbered = sentences[(number ?? 0) - 1];
  if (number !== null)
    return [numbered ? askBack({ kind: 'change', key: numbered.key, number }) : remark('no-such-sentence')];
  const cut = [...new Set(numbersToCut(text))].flatMap((one) => sentences[one - 1]?.key ?? []);
  // "Cut 2 and 5, they are chat"
  if (cut.length > 1) return [askBack({ kind: 'sentence', action: 'change', only: cut, cutsAll: true })];
  const words = tokens(text.slice(0, REMARK_AT_MOST)).map(({ low }) => low);
  const named = words.flatMap((word) => sentences[(numberIn(word) ?? 0) - 1] ?? []);
  const keys = [...named, ...describedIn(text, sentences).map(({ sentence }) => sentence)].map(({ key }) => key);
  const isLong = text.length <= REMARK_AT_MOST && countWords(text) >= SENTENCE_WORDS && !isQuestion(text);
  const asked = context.pending.at(-1);
  // "At the end": what was typed before stays at hand.
  const held = asked?.kind === 'sentence' || asked?.kind === 'change' ? asked.added : undefined;
  const added =
    (isLong || isWholeSentence(text)) && !startsWithOrder(text) && !drops(text) ? { text: text.trim(), source } : held;
  const only = [...new Set(keys)].slice(0, OFFERED_AT_MOST);
  return [askBack({ kind: 'sentence', action: 'change', only, ...(added && { added }) })];
}

/** The number that a text consists of; null for any other text. */
function numberIn(text: string): number | null {
  const typed = text.trim();
  return typed !== '' && [...typed].every(isDigit) ? Number(typed) : null;
}

function isWholeSentence(text: string): boolean {
  return isEnded(text) && !isQuestion(text) && text.length <= REMARK_AT_MOST;
}

/** Offers the sentence that is typed where it was asked what to do with one. */
export function changedSentence({ key }: Extract<Question, { kind: 'change' }>, message: Message): readonly Command[] {
  const { text, id: source } = message;
  if (!isWholeSentence(text)) return unclearOrder(message);
  return [askBack({ kind: 'wording', action: 'rewrite', key, offers: [text.trim()], source })];
}

/**
 * Reads the reply to the question for a sentence: its number, also of one that isn't offered, or its words, by which the
 * question is narrowed. "3 and 4" may be cut, and the text of a new sentence may come first.
 */
export function pickSentence(question: Extract<Question, { kind: 'sentence' }>, message: Message): readonly Command[] {
  const { kind, action, added } = question;
  const { text, id: source, sentences } = message;
  const number = numberIn(text) ?? 0;
  const key = sentences[number - 1]?.key;
  if (key !== undefined) return [pickedCommand(question, key, number)];
  const order = action === 'cut' ? letterOrder({ ...message, text: `cut ${text}` }) : null;
  if (order) return order;
  if (action === 'add' && added === undefined && isWholeSentence(text) && !startsWithOrder(text))
    return [askBack({ kind, action, added: { text: text.trim(), source } })];
  const found = startsWithOrder(text) || action === 'change' ? [] : describedIn(text, sentences);
  const only = found.slice(0, OFFERED_AT_MOST).map(({ sentence }) => sentence.key);
  return only.length === 0 ? unclearOrder(message) : [askBack({ kind, action, only, ...(added && { added }) })];
}
