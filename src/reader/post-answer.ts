/** Reads the answer to the question for the job post, and asks about texts that may be one. */

import { askBack, type Command } from '../machine/commands.ts';
import { isMetric, topicOf } from '../machine/slots.ts';
import { asideKind } from '../text/asides.ts';
import { foreignSpans } from '../text/attribution.ts';
import { isCapital, straight } from '../text/capitals.ts';
import { wordSet } from '../text/lexer.ts';
import { hasClause, possibleNames } from '../text/naming.ts';
import { hasTitle, mayBeTitle } from '../text/roles.ts';
import { countWords, isDigit, namesIn, trimPunctuation } from '../text/sentences.ts';
import { backlogEntry } from './answer-backlog.ts';
import { readNames } from './name-answers.ts';
import type { Message } from './reader.ts';

/** Maximum words about the role; a longer answer to the job-post question may be the post itself. */
const ROLE_WORDS = 30;
/** Maximum lines about the role, and words of each: position, company and team, sent one by one. */
const LINES_AT_MOST = 3;
const LINE_WORDS = 6;

/** Whether a text is too short for a job post. Sentences and labels ("Company: Acme") in lines are part of one. */
export function isTooShortForPost(text: string): boolean {
  const lines = text.trim().split('\n');
  if (lines.length === 1) return countWords(text) <= ROLE_WORDS;
  const isShort = (line: string) => countWords(line) <= LINE_WORDS && !line.includes(':') && !line.trim().endsWith('.');
  return lines.length <= LINES_AT_MOST && lines.every(isShort);
}

/** First person singular, in the languages of the interview. */
const FIRST_PERSON = wordSet("i i'm i've i'd i'll my ich je j'ai yo mi mis soy estoy llevo eu meu minha sou estou");

/** Whether a text may be the person's own words: it says "I" or "my". "EU" and "I/O" are no such words. */
export function saysI(text: string): boolean {
  const words = text.replaceAll('\n', ' ').split(' ').map(trimPunctuation);
  return words.some((word) => FIRST_PERSON.has(straight(word)) && (word.length === 1 || word !== word.toUpperCase()));
}

/** Asks whether a text is the job post. */
export function asksForPost({ text, id, context }: Message): Command {
  return askBack({ kind: 'job-post', kept: backlogEntry(text, id, null, context.sheet.language) });
}

/** Reads a short line as the role; asks whether a longer text is the job post. */
export function postAnswer(message: Message): Command[] {
  if (!isTooShortForPost(message.text)) return [asksForPost(message)];
  const slot = 'role.position+role.company';
  const { language } = message.context.sheet;
  const answer = { text: message.text, source: message.id, slot, step: slot, language };
  // "I don't have it here, it's for Ferrox": a sentence answers no later question, and only what is written as a name is one.
  const isSentence = hasClause(message.text);
  const isList = !isSentence && mayBeTitle(message.text);
  const isOffered = (name: string) =>
    isList || hasTitle(name) || (isCapital(name) && asideKind(name) === null && !(isSentence && language === 'de'));
  // Also of one that is said to the bot: "Sorry, no post here, it's Ferrox in Bern".
  const names = namesIn(message.text).flatMap(possibleNames).filter(isOffered);
  const kept = isSentence ? { names, sentences: [], amounts: [] } : { names };
  const commands = readNames(answer).map((command) =>
    command.type === 'keep' && command.kept.text === message.text
      ? { ...command, kept: { ...command.kept, ...kept } }
      : command,
  );
  return [{ type: 'finish', step: 'role:post' }, ...commands];
}

/** Whether an answer may be someone else's words: pasted, quoted as a whole, or with its number inside a quotation. */
export function isDoubtful(slot: string, text: string): boolean {
  const told = text.trim();
  return foreignSpans(told).some(({ kind, start, end }) => {
    if (kind !== 'quotation') return true;
    if (isMetric(topicOf(slot))) return [...told.slice(start, end)].some(isDigit);
    return trimPunctuation(told).length <= end - start;
  });
}
