/** Asks which part of the letter a message is about that is no certain order. What to do there is asked next. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import { type Form, FormSchema } from '../machine/edits.ts';
import type { Question } from '../machine/question.ts';
import { newWordings, sentenceCommand } from '../machine/sentence-question.ts';
import { opensCorrection } from '../text/corrections.ts';
import { tokens } from '../text/lexer.ts';
import { isFunctionWord } from '../text/naming.ts';
import { isQuestion, plain } from '../text/phrases.ts';
import { countWords, isDigit, isEnded, sentencesIn, trimEnd, unquoted } from '../text/sentences.ts';
import { askForFrame } from './letter-frame.ts';
import { askWhereToChange, edits, letterOrder } from './letter-orders.ts';
import { correctedSentences } from './misplaced-answer.ts';
import { chosen } from './not-answers.ts';
import { bareOrder, certainOrderIn, firstOfSeveral, orderVerb, REWORD, startsWithOrder } from './parse-orders.ts';
import { describedIn } from './quotes.ts';
import type { Message } from './reader.ts';

/** Maximum characters of a remark on the letter, and of a new sentence in it. */
const REMARK_AT_MOST = 1_000;
/** Maximum characters in front of a new sentence. */
const HEAD_AT_MOST = 60;
/** Maximum words of a correction in front of the new sentence. "Sorry, I turned the digits round: …" tells of a number. */
const HEAD_WORDS = 5;
/** Maximum sentences that are offered first. */
const OFFERED_AT_MOST = 5;
/** Minimum words of a message without a full stop that is offered as a new sentence. */
const SENTENCE_WORDS = 4;

/**
 * Offers the sentences that a message may be about, with all other parts. A verb at its beginning says what a tap does.
 *
 * @param first keys that are offered in front of them
 */
export function unclearOrder(message: Message, first: readonly string[] = []): readonly Command[] {
  const clause = firstOfSeveral(message.text);
  if (clause === null) return oneUnclear(message, first);
  const one = { ...message, text: clause };
  return [remark('one-at-a-time'), ...(letterOrder(one) ?? oneUnclear(one, first))];
}

function oneUnclear(message: Message, first: readonly string[]): Command[] {
  const { text, id: source, sentences, context, drops } = message;
  const [lead = '', ...behind] = bareOrder(text.slice(0, HEAD_AT_MOST)).split(' ');
  const rewritten = REWORD.has(lead.toLowerCase()) ? numberIn(behind.join(' ')) : null;
  const number = rewritten ?? numberIn(text);
  const numbered = sentences[(number ?? 0) - 1];
  if (rewritten !== null && numbered) return [askBack({ kind: 'wording', action: 'rewrite', key: numbered.key })];
  if (number !== null)
    return [numbered ? askBack({ kind: 'change', key: numbered.key, number }) : remark('no-such-sentence')];
  const anew =
    newSentence(message) ??
    askToSwap(message) ??
    askInPlaceOf(message) ??
    askWhereToChange(message) ??
    askForFrame(message);
  if (anew) return [anew];
  // "13 is too much detail? cut 13"
  const order = certainOrderIn(text) ?? text;
  const verb = orderVerb(order);
  const isAsked = countWords(text) === 1 || sentencesIn(text).some(isQuestion);
  const form = context.letters > 0 && isAsked ? formIn(text) : null;
  const asked = context.pending.at(-1);
  // "At the end": what was typed before stays at hand.
  const held = asked?.kind === 'sentence' || asked?.kind === 'change' ? asked.added : undefined;
  const added = order === text && mayBeSentence(text) && !drops(text) ? { text: text.trim(), source } : held;
  return [
    askBack({
      kind: 'sentence',
      action: verb === 'cut' || verb === 'move' ? verb : 'change',
      only: [...new Set([...first, ...meantIn({ ...message, text: order })])].slice(0, OFFERED_AT_MOST),
      ...(added && { added }),
      ...(form && { form }),
    }),
  ];
}

/** The form of the letter that a message names: "can I get it as an email?" */
function formIn(text: string): Form | null {
  const words = new Set(plain(text).replaceAll('-', '').split(' '));
  return FormSchema.options.find((form) => words.has(form)) ?? (words.has('word') ? 'docx' : null);
}

/** Offers the sentences that a correction changes: "it's 45 a minute these days, not 40". */
function askToSwap(message: Message): Command | null {
  const anew = correctedSentences(message);
  const [only, another] = anew;
  if (!only || anew.length > OFFERED_AT_MOST) return null;
  if (another) return askBack({ kind: 'sentence', action: 'change', anew });
  return askBack({ kind: 'wording', action: 'rewrite', key: only.key, offers: [only.text], source: only.source });
}

/** Words between the new and the old ones, in the languages of the interview. */
const IN_PLACE_OF = / (?:instead of|rather than|and not|not|statt|anstatt|au lieu de|en vez de|em vez de) /u;

/** Offers the sentences, or the part around them, with as many other words: "15 should say duplicates not doubles". */
function askInPlaceOf(message: Message): Command | null {
  const { text, id: source, sentences } = message;
  const [head = '', behind = '', more] = text.length > REMARK_AT_MOST ? [] : text.split(IN_PLACE_OF);
  const [old, words] = [
    behind
      .split(/[,.;:!?]/u, 1)
      .join()
      .trim()
      .split(' '),
    trimEnd(head, ',').split(' '),
  ];
  if (more !== undefined || isFunctionWord(words.at(-1) ?? '')) return null;
  const named = namedIn(head, sentences);
  const meant = sentences.filter(({ key }) => named.length === 0 || named.includes(key));
  // "… not rebuilt please": the last word may be none of the letter's.
  const ends = [old.length, old.length - 1].filter((end) => !old.slice(0, end).every(isFunctionWord));
  const found = ends.map((end) => {
    const [from, to] = [old.slice(0, end), words.slice(-end)].map((each) => unquoted(each.join(' ')));
    return edits(from ?? '', to ?? '', { ...message, sentences: meant });
  });
  const changes = (found.find(({ length }) => length > 0) ?? []).flatMap((one) =>
    one.type === 'edit-letter' && 'text' in one.edit ? [one.edit] : [],
  );
  const anew = changes.flatMap((edit) => (edit.type === 'rewrite' ? [{ key: edit.key, text: edit.text, source }] : []));
  const [only, another] = changes;
  if (!only || anew.length > OFFERED_AT_MOST) return null;
  if (another) return anew.length < changes.length ? null : askBack({ kind: 'sentence', action: 'change', anew });
  if (only.type !== 'rewrite' && only.type !== 'greeting' && only.type !== 'sign-off') return null;
  const key = only.type === 'rewrite' ? only.key : '';
  return askBack({ kind: 'wording', action: only.type, key, offers: [only.text], source });
}

/** The new sentence that a correction holds: "It should say: …", "No, that is crooked. …"; null if there is none. */
export function correctedSentence({ text, id: source }: Pick<Message, 'text' | 'id'>): string | null {
  if (!opensCorrection(text)) return null;
  const [anew = '', whole] = newWordings({ text, source });
  if (whole !== undefined && countWords(text.slice(0, text.indexOf(':'))) <= HEAD_WORDS) return anew;
  const [head = '', ...rest] = sentencesIn(text);
  const told = rest.join(' ');
  const isSentence = countWords(told) >= SENTENCE_WORDS && isEnded(told) && !startsWithOrder(told);
  return isSentence && opensCorrection(head) && countWords(head) <= HEAD_WORDS ? told : null;
}

/** Offers the words behind a colon for the sentence that is named in front: "sentence 8 should say: …", or for the only one. */
function newSentence(message: Message): Command | null {
  const { text, id: source, sentences, drops } = message;
  const [behind = text, whole] = newWordings({ text, source });
  const head = text.slice(0, text.indexOf(':'));
  const named = whole === undefined || head.length > HEAD_AT_MOST ? [] : namedIn(head, sentences);
  const corrected = named.length === 0 && sentences.length === 1 ? correctedSentence(message) : null;
  const anew = corrected ?? behind;
  const [key, another] = corrected !== null ? sentences.map((one) => one.key) : named;
  if (key === undefined || another !== undefined || drops(anew)) return null;
  return askBack({ kind: 'wording', action: 'rewrite', key, offers: [anew], source });
}

/** The keys of the sentences that a text names by number, then of those that share words with it. */
function meantIn({ text, sentences }: Message): readonly string[] {
  const named = namedIn(text.slice(0, REMARK_AT_MOST), sentences);
  return [...new Set([...named, ...describedIn(text, sentences).map(({ key }) => key)])];
}

function namedIn(text: string, sentences: Message['sentences']): readonly string[] {
  return tokens(text).flatMap(({ low }) => sentences[(numberIn(low) ?? 0) - 1]?.key ?? []);
}

/** The number that a text consists of; null for any other text. */
function numberIn(text: string): number | null {
  const typed = text.trim();
  return typed !== '' && [...typed].every(isDigit) ? Number(typed) : null;
}

/** Whether a message can be offered as a new sentence. */
function mayBeSentence(text: string): boolean {
  const isTold = text.length <= REMARK_AT_MOST && !isQuestion(text) && !startsWithOrder(text);
  return isTold && (isEnded(text) || countWords(text) >= SENTENCE_WORDS);
}

/** Reads what to do with the sentence that was asked about: a verb of an order, or its new text, which is offered. */
export function changedSentence(question: Extract<Question, { kind: 'change' }>, message: Message): readonly Command[] {
  const { key } = question;
  const { text, id: source } = message;
  const verb = orderVerb(text);
  // "Change it to: It runs on Postgres."
  const [anew = '', whole] = verb === 'replace' ? newWordings({ text, source }) : [text.trim()];
  const offered = askBack({ kind: 'wording', action: 'rewrite', key, offers: [anew], source });
  if (whole !== undefined) return [offered];
  if (mayBeSentence(text) && isEnded(text)) return [offered];
  const [meant = key] = meantIn(message);
  if (meant !== key || numberIn(text) !== null) return unclearOrder(message, verb === 'cut' ? [key] : []);
  // "Cut it, I prefer to work remotely"
  const does = chosen(question, verb === 'replace' ? 'rewrite' : (verb ?? ''));
  return does ?? [mayBeSentence(text) ? offered : remark('unclear')];
}

/**
 * Reads the reply to the question for a sentence: its number, also of one that isn't offered, or its words, by which the
 * question is narrowed. "3 and 4" may be cut.
 */
export function pickSentence(question: Extract<Question, { kind: 'sentence' }>, message: Message): readonly Command[] {
  const { kind, action, added } = question;
  const { text, sentences } = message;
  const number = numberIn(text) ?? 0;
  const key = sentences[number - 1]?.key;
  if (key !== undefined) return [sentenceCommand(question, key, number)];
  const order = action === 'cut' ? letterOrder({ ...message, text: `cut ${text}` }) : null;
  if (order) return order;
  const only = meantIn(message).slice(0, OFFERED_AT_MOST);
  if (startsWithOrder(text) || action === 'change' || only.length === 0) return unclearOrder(message);
  return [askBack({ kind, action, only, ...(added && { added }) })];
}
