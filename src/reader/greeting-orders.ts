/** Orders to change the letter's greeting: "greet Ms Weber", "Dear Ms Weber,", or the answer to that question. */
import { askBack, type Command, editLetter } from '../machine/commands.ts';
import { wordSet } from '../text/lexer.ts';
import { withoutPlease } from '../text/phrases.ts';
import type { Message } from './reader.ts';

/** Verbs in all languages of the interview. */
const GREET = wordSet(
  'greet address grüße grüß begrüße salue saluez saluda salude cumprimente cumprimenta saúda saúde',
);

/** @returns null if the text is probably not about the greeting */
export function greetingOrder(message: Message): Command[] | null {
  const text = withoutPlease(message.text.trim());
  const [verb = '', ...words] = text.split(' ');
  const greeted = GREET.has(verb.toLowerCase()) ? words.join(' ') : '';
  if (message.greets(greeted, false).length > 0) return [greetingCommand(greeted, message)];
  const [greeting, ...others] = message.greets(text, false);
  if (greeting === undefined || others.length > 0) return null;
  if (greeting === text) return text.endsWith(',') || text.endsWith(':') ? [greetingCommand(text, message)] : null;
  // "Hi Sam" may greet the bot.
  const [last = ''] = words.at(-1) ?? '';
  const isNamed = last !== last.toLowerCase() && greeting.startsWith(text);
  return isNamed ? [askBack({ kind: 'wording', action: 'greeting', key: '', offers: [greeting] })] : null;
}

/** Sets the typed greeting in its customary form; asks if the form is ambiguous. */
export function greetingCommand(typed: string, { greets }: Pick<Message, 'greets'>): Command {
  const [text = typed, ...others] = greets(typed, true);
  if (others.length === 0) return editLetter({ type: 'greeting', text });
  return askBack({ kind: 'wording', action: 'greeting', key: '', offers: [text, ...others] });
}
