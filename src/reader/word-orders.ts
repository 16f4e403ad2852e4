/** Orders to replace or cut words that the letter has exactly once: "change Go to Rust", 'take out "so to say"'. */
import { askBack, type Command, editLetter, setValue } from '../machine/commands.ts';
import { textOf, typedValue } from '../machine/sheet.ts';
import { capital, isCapital } from '../text/capitals.ts';
import { phraseList, wordSet } from '../text/lexer.ts';
import { hasWords, withoutPlease } from '../text/phrases.ts';
import { isDigit, trimEnd, trimPunctuation, unquoted } from '../text/sentences.ts';
import { numberOf, REPLACEMENT_AT_MOST, VERBS, WITH, wordsOf } from './parse-orders.ts';
import { finderFor } from './quotes.ts';
import type { Message } from './reader.ts';

type Sentence = Message['sentences'][number];

/** Words around a quotation or a number that say nothing more. */
const FILLERS =
  wordSet(`in from at of the word words im in aus bei der dem das wort wörter worte dans de du la le les mot
  mots en del las palabra palabras no na do da palavra palavras`);
/** Verbs that mean to cut, beside those of numbered orders: around the quotation or before it. */
const TAKE_OUT = phraseList('take out | drop | strike | nimm raus | nimm heraus | retire | saca | tire | tira');

/** A name in the letter's subject line. */
interface Named {
  readonly slot: string;
  readonly name: string;
}

/**
 * @param named the names that may be replaced beside those in the sentences
 * @returns the edit; a question with the new sentence, if the message says more; null for any other message
 */
export function wordOrder(message: Message, named: readonly Named[] = namesInSubject(message)): Command | null {
  if (message.text.length > REPLACEMENT_AT_MOST) return null;
  return quotedOrder(message, named) ?? replacement(message, named);
}

const SUBJECT = ['role.position', 'role.team', 'role.company'];

/** The names in the subject line, if no sentence has them and they are not confidential. */
function namesInSubject({ question, context, inLetter, sentences }: Message): readonly Named[] {
  const isInSentence = sentences.some(({ slots }) => slots?.some((slot) => SUBJECT.includes(slot)));
  if (question?.kind === 'slot' || isInSentence) return [];
  return SUBJECT.flatMap((slot) => {
    const name = textOf(context.sheet, slot);
    return name === null || inLetter(name) === null ? [] : [{ slot, name }];
  });
}

/** "Change 14 laundries to 12", "In 4 change Go to Rust" */
function replacement(message: Message, named: readonly Named[]): Command | null {
  const { id: source } = message;
  const typed = trimEnd(withoutPlease(message.text.trim()), '.!').split(' ');
  const start = typed.findIndex((word) => VERBS.get(word.toLowerCase()) === 'replace');
  const { verb, sentences, isNumbered } = orderIn(typed.slice(0, start + 1).join(' '), message);
  if (VERBS.get(verb) !== 'replace') return null;
  const words = typed.slice(start);
  // Each word such as "to" may stand between the old and the new words.
  const joints = words.flatMap((word, at) => (at > 1 && WITH.has(word.toLowerCase()) ? [at] : []));
  const found = joints.flatMap((at) => {
    const [old, by] = [words.slice(1, at), words.slice(at + 1)].map((each) => each.join(' ').trim());
    const [from, to] = [unquoted(old ?? ''), unquoted(by ?? '')];
    // 'Change "it" to "Halm" and move it up'
    if (OPENS_QUOTE.has(to.charAt(0))) return [];
    // "Change 14 depots to 12" would lose the noun, and "change 14 to 12 depots" may double it.
    const isShort = [from, to].every((each) => isDigit(each.charAt(0))) && to.includes(' ') !== from.includes(' ');
    // "Change 7 to 8 and 3 to 4": without quotation marks, a second "to" may divide them, too.
    const isUnsure = to === by && words.slice(at + 1).includes(words[at] ?? '');
    if (from === '' || to === '' || isShort || isUnsure) return [];
    return [
      ...placesOf(from, to, sentences).map(({ key, text }) => editLetter({ type: 'rewrite', key, text, source })),
      ...(isNumbered ? [] : named).flatMap(({ slot, name }) =>
        placesOf(from, to, [{ key: slot, text: name }]).map(({ text }) => setValue(slot, typedValue(text, source))),
      ),
    ];
  });
  const [only = null, another] = found;
  return another ? null : only;
}

/** 'Take out "so to say" please', 'In 15 change "a window" to "a frame" please, as it comes in 16' */
function quotedOrder(message: Message, named: readonly Named[]): Command | null {
  const { id: source } = message;
  const [before = '', old = '', between = '', to = null, after = '', ...more] = quotedParts(message.text);
  if (old === '' || more.length > 0) return null;
  const { verb, sentences } = orderIn(to === null ? `${before} ${between}` : before, message);
  const isCut = to === null && (VERBS.get(verb) === 'cut' || TAKE_OUT.includes(verb));
  const isReplaced = to !== null && VERBS.get(verb) === 'replace' && WITH.has(between.trim().toLowerCase());
  const [only, another] = isCut || isReplaced ? placesOf(old, to ?? '', sentences) : [];
  if (!only || another || named.some(({ name }) => wholeParts(name, old).length > 1)) return null;
  const { key, parts } = only;
  const text = isCut ? joined(parts) : only.text;
  if (!hasWords(text)) return editLetter({ type: 'cut', key });
  // What else the message says may be a reason, or another order.
  if (hasWords(withoutPlease(` ${trimPunctuation(after)}`)))
    return askBack({ kind: 'wording', action: 'rewrite', key, offers: [text], source });
  return editLetter({ type: 'rewrite', key, text, source });
}

const OPENS_QUOTE = new Set([...'"“”„«»']);

/** The parts of a text between quotation marks: those at odd places are quotations. None, if a mark has no other. */
function quotedParts(text: string): readonly string[] {
  const parts = [...text]
    .map((sign) => (OPENS_QUOTE.has(sign) ? '"' : sign))
    .join('')
    .split('"');
  return parts.length % 2 === 1 ? parts.map((part) => part.trim()) : [];
}

/** The verb of an order, without the number of a sentence, and the sentences that it may be about. */
function orderIn(typed: string, { sentences }: Message) {
  const words = wordsOf(typed).filter((word) => !FILLERS.has(word));
  const numbers = words.flatMap((word) => numberOf(word) ?? []);
  const verb = words.filter((word) => numberOf(word) === null).join(' ');
  const own = numbers.flatMap((number) => sentences[number - 1] ?? []);
  return { verb, sentences: numbers.length === 0 ? sentences : own, isNumbered: numbers.length > 0 };
}

/** Each place of words in the sentences, with the new text. Twice in one sentence is as unclear as in two. */
function placesOf(old: string, to: string, sentences: readonly Sentence[]) {
  return sentences.flatMap(({ key, text: told }) => {
    const parts = wholeParts(told, old);
    const text = parts.join(to);
    return parts.slice(1).map(() => ({ key, parts, text: isCapital(told) ? capital(text) : text }));
  });
}

/** A text, divided where these words stand in it as whole words. */
function wholeParts(text: string, words: string): string[] {
  const place = finderFor(text).find(words);
  return place === null ? [text] : [text.slice(0, place.start), ...wholeParts(text.slice(place.end), words)];
}

/** Marks that follow a word without a space. */
const MARKS = ',.;:!?…)';

/** A sentence without the words between its parts, and without a comma that only they needed. */
function joined([before = '', after = '']: readonly string[]): string {
  const [start, rest] = [before.trim(), after.trim()];
  const isMark = rest !== '' && MARKS.includes(rest.charAt(0));
  if (start === '') return capital(isMark ? rest.slice(1).trim() : rest);
  if (isMark || rest === '') return `${trimEnd(start, ',;:')}${rest || '.'}`;
  return `${start} ${rest}`;
}
