/** Orders to replace words that the letter has exactly once: "change Go to Rust". */
import { type Command, editLetter, setValue } from '../machine/commands.ts';
import { textOf, typedValue } from '../machine/sheet.ts';
import { capital, isCapital, OPENING_QUOTES } from '../text/capitals.ts';
import { isDigit, trimEnd, unquoted } from '../text/sentences.ts';
import { bareOrder, orderVerb, WITH } from './parse-orders.ts';
import { finderFor } from './quotes.ts';
import type { Message } from './reader.ts';

/** Maximum characters. */
const ORDER_AT_MOST = 240;

/** @returns the edit of the only sentence, or name in the subject line, with the words; null for any other message */
export function wordOrder(message: Message): Command | null {
  const { id: source, text: typed, sentences } = message;
  if (typed.length > ORDER_AT_MOST || orderVerb(typed) !== 'replace') return null;
  const words = trimEnd(bareOrder(typed), '.!').split(' ');
  const named = namesInSubject(message);
  // Each word such as "to" may stand between the old and the new words.
  const joints = words.flatMap((word, at) => (at > 1 && WITH.has(word.toLowerCase()) ? [at] : []));
  const found = joints.flatMap((at) => {
    const [old, by] = [words.slice(1, at), words.slice(at + 1)].map((each) => each.join(' ').trim());
    const [from, to] = [unquoted(old ?? ''), unquoted(by ?? '')];
    // 'Change "it" to "Halm" and move it up'
    if (from === '' || to === '' || OPENING_QUOTES.has(to.charAt(0))) return [];
    // "Change 14 depots to 12" would lose the noun, and "change 14 to 12 depots" may double it.
    const isShort = [from, to].every((each) => isDigit(each.charAt(0))) && to.includes(' ') !== from.includes(' ');
    // "Change 7 to 8 and 3 to 4": without quotation marks, a second "to" may divide them, too.
    const isUnsure = to === by && words.slice(at + 1).includes(words[at] ?? '');
    if (isShort || isUnsure) return [];
    return [
      ...sentences.flatMap(({ key, text: told }) =>
        replacedIn(told, from, to).map((text) => editLetter({ type: 'rewrite', key, text, source })),
      ),
      ...named.flatMap(({ slot, name }) =>
        replacedIn(name, from, to).map((text) => setValue(slot, typedValue(text, source))),
      ),
    ];
  });
  const [only = null, another] = found;
  return another ? null : only;
}

const SUBJECT = ['role.position', 'role.team', 'role.company'];

/** The names in the subject line, if no sentence has them and they are not confidential. */
function namesInSubject({ question, context, inLetter, sentences }: Message) {
  const isInSentence = sentences.some(({ slots }) => slots?.some((slot) => SUBJECT.includes(slot)));
  if (question?.kind === 'slot' || isInSentence) return [];
  return SUBJECT.flatMap((slot) => {
    const name = textOf(context.sheet, slot);
    return name === null || inLetter(name) === null ? [] : [{ slot, name }];
  });
}

/** A text with other words, once for each place of the old ones: twice in one sentence is as unclear as in two. */
function replacedIn(text: string, old: string, to: string): readonly string[] {
  const parts = wholeParts(text, old);
  const anew = parts.join(to);
  return parts.slice(1).map(() => (isCapital(text) ? capital(anew) : anew));
}

/** A text, divided where these words stand in it as whole words. */
function wholeParts(text: string, words: string): string[] {
  const place = finderFor(text).find(words);
  return place === null ? [text] : [text.slice(0, place.start), ...wholeParts(text.slice(place.end), words)];
}
