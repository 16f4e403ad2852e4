/** Reads a typed greeting or sign-off. */
import { askBack, type Command, editLetter } from '../machine/commands.ts';
import { capital, isCapital } from '../text/capitals.ts';
import { countWords } from '../text/sentences.ts';
import type { Message } from './reader.ts';

/** Maximum words of a sign-off. */
const SIGN_OFF_WORDS = 4;

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
