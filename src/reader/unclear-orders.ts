/** Asks which part of the letter a message is about that is no certain order. What to do there is asked next. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import type { Question } from '../machine/question.ts';
import { pickedCommand } from '../machine/sentence-question.ts';
import { tokens } from '../text/lexer.ts';
import { isQuestion, negates } from '../text/phrases.ts';
import { countWords, isDigit, isEnded } from '../text/sentences.ts';
import { describedIn } from './described-sentences.ts';
import { letterOrder } from './letter-orders.ts';
import { numberBehindVerb, orderVerb, startsWithOrder } from './parse-orders.ts';
import { chosen } from './phrase-commands.ts';
import type { Message } from './reader.ts';

/** Maximum characters of a remark on the letter, and of a new sentence in it. */
const REMARK_AT_MOST = 1_000;
/** Maximum sentences that are offered first. */
const OFFERED_AT_MOST = 5;
/** Minimum words of a message that is offered as a new sentence. */
const SENTENCE_WORDS = 4;

/**
 * Offers the sentences that a message names by number, and those that share words with it, with all other parts. A verb
 * at its beginning says what a tap does.
 *
 * @param first keys that are offered in front of them
 */
export function unclearOrder(message: Message, first: readonly string[] = []): Command[] {
  const { text, id: source, sentences, context, drops } = message;
  const number = numberIn(text);
  const numbered = sentences[(number ?? 0) - 1];
  if (number !== null)
    return [numbered ? askBack({ kind: 'change', key: numbered.key, number }) : remark('no-such-sentence')];
  const named = namedIn(message);
  const [, another] = named;
  const verb = orderVerb(text);
  const moved = verb === 'move' && another === undefined ? sentences[(numberBehindVerb(text) ?? 0) - 1] : undefined;
  // "Move 2 to the top"
  if (moved) return [askBack({ kind: 'place', key: moved.key })];
  const action = verb === 'cut' || verb === 'move' ? verb : 'change';
  // "Cut 2 and 5, they are chat"
  const cutsAll = action === 'cut' && another !== undefined;
  const described = cutsAll ? [] : describedIn(text, sentences).map(({ sentence }) => sentence.key);
  const isLong = text.length <= REMARK_AT_MOST && countWords(text) >= SENTENCE_WORDS && !isQuestion(text);
  const asked = context.pending.at(-1);
  // "At the end": what was typed before stays at hand.
  const held = asked?.kind === 'sentence' || asked?.kind === 'change' ? asked.added : undefined;
  const added =
    (isLong || isWholeSentence(text)) && verb === null && !drops(text) ? { text: text.trim(), source } : held;
  const only = [...new Set([...first, ...named, ...described])].slice(0, cutsAll ? undefined : OFFERED_AT_MOST);
  const greetings = message.greetsIn(text);
  const offers = { ...(added && { added }), ...(cutsAll && { cutsAll }), ...(greetings.length > 0 && { greetings }) };
  return [askBack({ kind: 'sentence', action, only, ...offers })];
}

/** The keys of the sentences that a text names by number: of 6 and 15 in "not 8, I mean 6 and 15". */
function namedIn({ text, sentences }: Message): readonly string[] {
  const words = tokens(text.slice(0, REMARK_AT_MOST)).map(({ low }) => low);
  const named = words.filter((_, at) => !negates(words[at - 1] ?? ''));
  return [...new Set(named.flatMap((word) => sentences[(numberIn(word) ?? 0) - 1]?.key ?? []))];
}

/** The number that a text consists of; null for any other text. */
function numberIn(text: string): number | null {
  const typed = text.trim();
  return typed !== '' && [...typed].every(isDigit) ? Number(typed) : null;
}

function isWholeSentence(text: string): boolean {
  return isEnded(text) && !isQuestion(text) && text.length <= REMARK_AT_MOST;
}

/** Reads what to do with the sentence that was asked about: a verb of an order, or its new text, which is offered. */
export function changedSentence(question: Extract<Question, { kind: 'change' }>, message: Message): readonly Command[] {
  const { key } = question;
  const { text, id: source, sentences } = message;
  const verb = orderVerb(text);
  const described = describedIn(text, sentences).map(({ sentence }) => sentence.key);
  const [meant = key] = [...namedIn(message), ...described];
  const isText = verb === null && !isQuestion(text) && text.length <= REMARK_AT_MOST;
  if (isText && isEnded(text)) return [offered()];
  const isElsewhere = meant !== key || numberIn(text) !== null || message.greetsIn(text).length > 0;
  if (isElsewhere) return unclearOrder(message, verb === 'cut' ? [key] : []);
  // "Cut it, I prefer to work remotely"
  const does = chosen(question, verb === 'replace' ? 'rewrite' : (verb ?? ''));
  if (does && verb !== 'join') return does;
  return [isText && countWords(text) >= SENTENCE_WORDS ? offered() : remark('unclear')];

  function offered(): Command {
    return askBack({ kind: 'wording', action: 'rewrite', key, offers: [text.trim()], source });
  }
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
  if (startsWithOrder(text) || action === 'change') return unclearOrder(message);
  const named = namedIn(message);
  // "Not 8, I mean 6 and 15"
  const cutsAll = question.cutsAll === true && named.length > 1;
  const described = cutsAll ? [] : describedIn(text, sentences).map(({ sentence }) => sentence.key);
  const found = [...new Set([...named, ...described])];
  if (found.length === 0) return unclearOrder(message);
  const only = found.slice(0, cutsAll ? undefined : OFFERED_AT_MOST);
  return [askBack({ kind, action, only, ...(added && { added }), ...(cutsAll && { cutsAll }) })];
}
