/** Verifies the orders that a model read: edits of the letter, and interview controls. */
import { type Command, editLetter, remark } from '../machine/commands.ts';
import type { InterviewContext } from '../machine/context.ts';
import { shortened } from '../prompts/question-texts.ts';
import { withoutForeignText } from '../text/attribution.ts';
import { plain } from '../text/phrases.ts';
import type { MaskedMessage } from './reader.ts';
import type { Reading } from './reading-schema.ts';

/** The sentence numbers that the model uses for the greeting and the sign-off. */
const GREETING = 0;
const SIGN_OFF = 99;
/** Maximum characters. */
const WISH_AT_MOST = 400;
const ANSWER_AT_MOST = 400;

/** The orders about the letter, if the question shows it. Takes all edits or none. */
export function letterOrders(reading: Reading, asked: MaskedMessage): Command[] {
  if (asked.sentences.length === 0) return [];
  const { edits, show, order } = reading;
  // The edits are about the letter that is shown, and undo changes it.
  if (order === 'undo' && edits.length > 0) return [remark('one-at-a-time')];
  const certain = edits.map((edit) => sentenceEdit(edit, asked)).filter((edit) => edit !== null);
  const isCertain = certain.length === edits.length;
  const orders: Command[] = [
    ...(isCertain ? certain : []),
    ...(show === null ? [] : [{ type: 'show-letter', number: show } as const]),
  ];
  const wish = reading.wish?.trim() ?? '';
  const isWritten = asked.context.draft !== null;
  const said = shortened(asked.unmask(asked.text), WISH_AT_MOST);
  // Edits that need new words become a wish, also for the first letter.
  if (wish === '' && isCertain) return orders;
  const wished = wish === '' ? said : wish;
  const text = asked.unmask(shortened(wished, WISH_AT_MOST));
  return [...orders, { type: 'wish', wish: { kind: 'words', text, said } }, isWritten ? WRITE : OK];
}

/** Leaves out what the edits of sentences do themselves. */
export function withoutEdits(reading: Reading, asked: MaskedMessage): Reading {
  const { edits } = reading;
  const { sentences, context, unmask } = asked;
  if (edits.length === 0 || sentences.length === 0) return reading;
  // Words that an edit removes are disliked, not confidential.
  const isCut = (hide: string) =>
    edits.some(({ n, text }) => sentences[n - 1]?.text.includes(unmask(hide)) && !text?.includes(hide));
  const confidential = reading.confidential.filter(({ hide }) => !isCut(hide));
  // Without a draft, the edited sentence itself is what is noted.
  const isNoted = context.draft === null && edits.every((edit) => sentenceEdit(edit, asked) !== null);
  const rest = isNoted && { ...withoutEdited(reading), takenBack: [], declined: [], conflicts: [] };
  return { ...reading, ...rest, confidential };
}

/** Leaves out what the edited sentences say. */
function withoutEdited(reading: Reading): Reading {
  const { edits, texts, names, figures } = reading;
  const written = plain(edits.map(({ text }) => text ?? '').join('\n'));
  const isNew = (quote: string) => !written.includes(plain(quote));
  return {
    ...reading,
    texts: texts.map((text) => ({ ...text, quotes: text.quotes.filter(isNew) })),
    names: names.filter(({ quote }) => isNew(quote)),
    figures: figures.filter(({ before, after }) => [before, after].some((side) => side && isNew(side.quote))),
  };
}

/** The wish is stored for the first letter. */
const OK = remark('ok');
const WRITE = { type: 'control', control: 'write' } as const;

/** What a control of the interview or a button of the letter does; it follows all other commands. */
export function interviewOrder({ order }: Reading, { letters }: InterviewContext): Command[] {
  switch (order) {
    case null:
      return [];
    case 'note':
      return letters === 0 ? [remark('write-first')] : [{ type: 'wish', wish: { kind: 'note' } }, WRITE];
    case 'pdf':
    case 'docx':
    case 'email':
      return [letters === 0 ? remark('write-first') : { type: 'send', form: order }];
    default:
      return [{ type: 'control', control: order }];
  }
}

/** The model's answer to a question of the person. */
export function answerIn({ answer }: Reading, { unmask }: MaskedMessage): Command[] {
  if (answer === null || answer.trim() === '') return [];
  return [{ type: 'say', text: unmask(shortened(answer, ANSWER_AT_MOST)) }];
}

/** @returns null if the edit has words that are neither in the sentence (in order) nor in the message */
function sentenceEdit({ n, text }: Reading['edits'][number], asked: MaskedMessage): Command | null {
  const wording = n === GREETING ? 'greeting' : n === SIGN_OFF ? 'sign-off' : null;
  const sentence = asked.sentences[n - 1];
  const whole = asked.unmask(text ?? '');
  const isTold = (before: string) =>
    isMadeOf(tokensOf(whole), tokensOf(before), tokensOf(asked.unmask(withoutForeignText(asked.text))));
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

function tokensOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.,'’]\p{N}+)?/gu) ?? [];
}
