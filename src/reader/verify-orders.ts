/** Verifies the orders that a model read: edits of the letter, and interview controls. */
import { type Command, editLetter, remark } from '../machine/commands.ts';
import { withoutForeignText } from '../text/attribution.ts';
import { shortened } from './quotes.ts';
import type { MaskedMessage } from './reader.ts';
import type { Reading } from './reading-schema.ts';

/** The sentence numbers that the model uses for the greeting and the sign-off. */
const GREETING = 0;
const SIGN_OFF = 99;
/** Maximum characters. */
const WISH_AT_MOST = 400;

/** The orders about the letter, if the question shows it. Takes all edits or none. */
export function letterOrders({ edits, wish, show }: Reading, asked: MaskedMessage): Command[] {
  if (asked.sentences.length === 0) return [];
  const certain = edits.map((edit) => sentenceEdit(edit, asked)).filter((edit) => edit !== null);
  const isCertain = certain.length === edits.length;
  const said = shortened(asked.unmask(asked.text), WISH_AT_MOST);
  const isWritten = asked.context.draft !== null;
  // Edits that need new words become a wish, if a model wrote the letter.
  const text =
    wish === null || wish.trim() === ''
      ? isCertain || !isWritten
        ? null
        : said
      : asked.unmask(shortened(wish, WISH_AT_MOST));
  return [
    ...(isCertain ? certain : []),
    ...(show === null ? [] : [{ type: 'show-letter', number: show } as const]),
    ...(text === null ? [] : [{ type: 'wish', wish: { kind: 'words', text, said } } as const]),
    ...(text === null ? [] : [isWritten ? WRITE : OK]),
  ];
}

/** The wish is stored for the first letter. */
const OK = remark('ok');
const WRITE = { type: 'control', control: 'write' } as const;

/** The interview control; it follows all other commands. */
export function interviewOrder({ order }: Reading): Command[] {
  return order === null ? [] : [{ type: 'control', control: order }];
}

/** @returns null if the edit has words that are neither in the sentence (in order) nor in the message */
function sentenceEdit({ n, text }: Reading['edits'][number], asked: MaskedMessage): Command | null {
  const wording = n === GREETING ? 'greeting' : n === SIGN_OFF ? 'sign-off' : null;
  const sentence = asked.sentences[n - 1];
  const whole = asked.unmask(text ?? '');
  const isTold = (before: string) =>
    isMadeOf(wordsOf(whole), wordsOf(before), wordsOf(asked.unmask(withoutForeignText(asked.text))));
  if (wording !== null && text !== null) return isTold('') ? editLetter({ type: wording, text: whole }) : null;
  if (sentence === undefined) return null;
  const { key } = sentence;
  if (text === null) return editLetter({ type: 'cut', key });
  const isNew = whole.trim() !== '' && isTold(sentence.text);
  return isNew ? editLetter({ type: 'rewrite', key, text: whole, source: asked.id }) : null;
}

/** Words of the sentence keep their order, so that "from 40 to 4" can't become "from 4 to 40". */
function isMadeOf(words: readonly string[], before: readonly string[], message: readonly string[]): boolean {
  let at = 0;
  return words.every((word) => {
    const found = before.indexOf(word, at);
    if (found >= 0) at = found + 1;
    return found >= 0 || message.includes(word);
  });
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.,'’]\p{N}+)?/gu) ?? [];
}
