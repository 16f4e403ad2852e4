/** How an answer to "What did you build?" begins: with a verb, with a person, or with anything else. English only. */
import { straight } from './capitals.ts';
import { wordSet } from './lexer.ts';
import { trimEnd } from './sentences.ts';

/** Verbs that may begin a text that completes "I …": past tenses without -ed, and a few in the present. */
export const VERBS = wordSet(`
  built rebuilt wrote rewrote ran made remade split cut took moved set put brought kept drove grew taught began held
  oversaw did redid dealt got found spent shrank broke gave chose became came went won sold sent dug bound shut told
  was am had have own run build lead maintain write design develop operate work look`);

/** Adverbs that may precede such a verb. */
const ADVERBS = wordSet('then also first mostly mainly partly single-handedly recently largely originally');

/** Nouns and adjectives in -ed. They begin a noun phrase, unless an object follows (`OBJECT_STARTS`). */
const NO_VERBS_IN_ED = wordSet(`
  speed feed seed need bed red embed shed breed weed distributed automated shared sourced hosted managed embedded sharded
  unified integrated centralized centralised dedicated based partitioned scheduled federated replicated layered typed
  versioned`);
export const OBJECT_STARTS = wordSet(
  'a an the our their its my his her all both each this that these two it them how to',
);

/** First words of a whole sentence. */
const SUBJECTS = ['i', 'we', 'my team', 'our team', 'a colleague', 'two colleagues'];

/** The person whom a sentence begins with, in lower case; null if it begins with anything else. */
export function subjectOf(text: string): string | null {
  const words = straight(text);
  return SUBJECTS.find((start) => words.startsWith(`${start} `) || words.startsWith(`${start}'`)) ?? null;
}

/** Completes "the batch ran nightly" to "Before that, …"; null for a text that begins as a sentence does. */
export function beforeThat(text: string): string | null {
  return /^\p{Ll}/u.test(text) && !text.startsWith('before') ? `Before that, ${text}` : null;
}

/** "rebuilt the billing pipeline", "mostly owned …", but not "distributed tracing for all services". */
export function startsWithVerb(text: string): boolean {
  const words = straight(text).split(' ');
  const at = words.findIndex((word) => !ADVERBS.has(word));
  // The last part of "co-wrote", without a trailing comma.
  const verb = trimEnd((words[at] ?? '').split('-').at(-1) ?? '', '.,;:');
  if (VERBS.has(verb)) return true;
  return verb.endsWith('ed') && (!NO_VERBS_IN_ED.has(verb) || OBJECT_STARTS.has(words[at + 1] ?? ''));
}
