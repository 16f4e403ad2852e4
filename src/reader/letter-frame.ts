/** Reads the greeting and the sign-off that a person types: as asked, or in a message about the letter. */
import { askBack, type Command, editLetter } from '../machine/commands.ts';
import { capital, isCapital } from '../text/capitals.ts';
import { isQuestion } from '../text/phrases.ts';
import { countWords, trimPunctuation } from '../text/sentences.ts';
import { FRAME, withSignOff } from './parse-orders.ts';
import type { Message } from './reader.ts';

/** Maximum words of a sign-off. */
const SIGN_OFF_WORDS = 6;
/** Maximum characters of a message that may be about the greeting or the sign-off alone. */
const ORDER_AT_MOST = 60;

/** Sets the greeting or sign-off; asks if the text may be none, or has several forms. */
export function frameEdit(action: 'greeting' | 'sign-off', { text: typed, greets }: Message): Command {
  const text = typed.trim();
  const { forms, isSure } = action === 'greeting' ? greets(text) : signOffForms(text);
  const [only = text, another] = forms;
  if (isSure && another === undefined) return editLetter({ type: action, text: only });
  return askBack({ kind: 'wording', action, key: '', offers: [...forms] });
}

/** The forms of a typed sign-off: with the name that it has, with the candidate's, and in one line. */
function signOffForms(text: string): ReturnType<Message['greets']> {
  const comma = text.indexOf(', ');
  if (text.includes('\n')) return { forms: [text], isSure: true };
  const close = text.slice(0, comma + 1);
  if (comma > 0) return { forms: [`${close}\n${text.slice(comma + 2)}`, close, text], isSure: false };
  return { forms: [capital(text)], isSure: countWords(text) <= SIGN_OFF_WORDS && isCapital(text) };
}

/** Offers the greeting of "make it Dear Ruth", and asks for the part that "sign off with Best wishes" names. */
export function askForFrame({ text, frame, greets }: Message): Command | null {
  if (!frame || text.length > ORDER_AT_MOST || isQuestion(text)) return null;
  const words = withSignOff(text.trim()).split(' ');
  const ends = words.slice(0, -1).map((_, at) => greets(words.slice(at).join(' ')));
  const greeting = ends.find(({ isSure }) => isSure);
  if (greeting) return askBack({ kind: 'wording', action: 'greeting', key: '', offers: [...greeting.forms] });
  const at = words.findIndex((word) => FRAME.has(trimPunctuation(word).toLowerCase()));
  const action = FRAME.get(trimPunctuation(words[at] ?? '').toLowerCase());
  if (action !== 'greeting' && action !== 'sign-off') return null;
  const behind = words.slice(at + 1);
  const told = behind.slice(behind.findIndex(isCapital)).join(' ');
  const isTold = action === 'sign-off' && behind.some(isCapital) && countWords(told) <= SIGN_OFF_WORDS;
  return askBack({ kind: 'wording', action, key: '', ...(isTold && { offers: [told] }) });
}
