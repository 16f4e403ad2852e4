/** Words to the bot in front of a sentence for the letter: "I would say it so: It tracks every order." */
import { isCapital } from './capitals.ts';
import { phraseList, wordSet } from './lexer.ts';
import { plain } from './phrases.ts';
import { countWords, isEnded, unquoted } from './sentences.ts';

/** Maximum words of an introduction, and minimum words of the sentence behind its colon. */
const INTRODUCTION_WORDS = 7;
const SENTENCE_WORDS = 4;
/** Verbs of saying and writing, in the languages of the interview, which need "I" beside them. */
const SAYING =
  wordSet(`say write phrase sagen sage schreiben schreibe formulieren formuliere dirais dire dis écrirais écrire
  écris mettrais j'écrirais j'écris`);
const FIRST_PERSON = wordSet("i i'd i'll ich je j'écrirais j'écris");
/** Whole introductions, also verbs that contain "I". */
const PHRASES = phraseList(`should say | should read | i'd put | would put | soll heißen | sollte heißen | sollte lauten
  | soll lauten | soll stehen | sollte stehen | devrait dire | devrait être | diría | escribiría | pondría | debería decir | diria | escreveria | colocaria
  | deveria dizer | deve dizer`);

/** @returns what stands behind the colon of such an introduction, if it is a whole sentence; null for any other text */
export function behindIntroduction(text: string): string | null {
  const colon = text.indexOf(':');
  const head = plain(text.slice(0, Math.max(0, colon)));
  const told = unquoted(text.slice(colon + 1).trim());
  if (head === '' || countWords(head) > INTRODUCTION_WORDS) return null;
  const words = head.split(' ');
  const isOwn = words.some((word) => FIRST_PERSON.has(word)) && words.some((word) => SAYING.has(word));
  const isSaid = isOwn || PHRASES.some((phrase) => ` ${head} `.includes(` ${phrase} `));
  return isSaid && isCapital(told) && isEnded(told) && countWords(told) >= SENTENCE_WORDS ? told : null;
}
