/** Orders to change the letter's greeting: "greet Ms Weber", "Dear Ms Weber,", or the answer to that question. */
import { askBack, type Command, editLetter } from '../machine/commands.ts';
import { wordSet } from '../text/lexer.ts';
import { withoutPlease } from '../text/phrases.ts';
import { trimPunctuation } from '../text/sentences.ts';
import type { Message } from './reader.ts';

/** Verbs in all languages of the interview. */
export const GREET = wordSet(
  'greet address grüße grüß begrüße salue saluez saluda salude cumprimente cumprimenta saúda saúde',
);

/** Verbs that need a whole greeting: "use Dear Anna", but not "use Go". */
const USE = wordSet('use nimm nutze utilise mets usa usar');
const INSTEAD = wordSet('instead stattdessen plutôt');

/** @returns null if the text is probably not about the greeting */
export function greetingOrder(message: Message): Command[] | null {
  const text = withoutPlease(message.text.trim());
  const words = text.split(' ').slice(1);
  const greeted = greetedBy(text, message);
  if (greeted !== null) return [greetingCommand(greeted, message)];
  const [greeting, ...others] = message.greets(text, false);
  if (greeting === undefined || others.length > 0) return null;
  if (greeting === text) return text.endsWith(',') || text.endsWith(':') ? [greetingCommand(text, message)] : null;
  // "Hi Sam" may greet the bot.
  const [last = ''] = words.at(-1) ?? '';
  const isNamed = last !== last.toLowerCase() && greeting.startsWith(text);
  return isNamed ? [askBack({ kind: 'wording', action: 'greeting', key: '', offers: [greeting] })] : null;
}

/** The reader or greeting behind a verb: "greet Ms Weber instead"; null for any other text. */
export function greetedBy(text: string, { greets }: Message): string | null {
  const [verb = '', ...words] = text.split(' ');
  const typed = (INSTEAD.has(trimPunctuation(words.at(-1) ?? '')) ? words.slice(0, -1) : words).join(' ');
  const [greeting] = greets(typed, false);
  const isWhole = greeting?.startsWith(typed) === true && typed !== '';
  const isOrder = GREET.has(verb.toLowerCase()) || (USE.has(verb.toLowerCase()) && isWhole);
  return isOrder && greeting !== undefined ? typed : null;
}

/** Greetings to offer for the beginning of a message: "greet Anna", "Hi Sam"; null if it is none. */
export function leadingGreeting(message: Message): readonly string[] | null {
  const text = withoutPlease(message.text.trim());
  const greeted = greetedBy(text, message);
  if (greeted !== null) return message.greets(greeted, true);
  const [command] = greetingOrder(message) ?? [];
  return command?.type === 'ask-back' && command.pending.kind === 'wording' ? (command.pending.offers ?? null) : null;
}

/** Sets the typed greeting in its customary form; asks if the form is ambiguous. */
export function greetingCommand(typed: string, { greets }: Pick<Message, 'greets'>): Command {
  const [text = typed, ...others] = greets(typed, true);
  if (others.length === 0) return editLetter({ type: 'greeting', text });
  return askBack({ kind: 'wording', action: 'greeting', key: '', offers: [text, ...others] });
}
