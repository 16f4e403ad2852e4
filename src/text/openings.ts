/** How an answer to "What did you build?" begins: with a verb, with a person, or with anything else. */
import type { Language } from '../machine/language.ts';
import { straight } from './capitals.ts';
import { wordSet } from './lexer.ts';
import { trimEnd } from './sentences.ts';

/** Verbs that may begin a text that completes "I …": pasts without -ed, and a few in the present. */
const VERBS = wordSet(`wrote rewrote co-wrote ran took gave chose became came went drove grew shrank broke began
  oversaw did redid built rebuilt made remade split cut moved set put brought kept taught held dealt got found spent won
  sold sent dug bound shut told was am had have own run build lead maintain write design develop operate work look`);

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

/** How a language says what somebody did, in lower case with straight apostrophes. */
interface Openings {
  /** First words of a whole sentence that the letter's template has, too, also without the pronoun. */
  readonly own: readonly string[];
  /** Subjects of a whole sentence. */
  readonly subjects: readonly string[];
  /** "2021 habe ich …": in a whole sentence that begins with other words. A place fits in after `before`. */
  readonly clauses: readonly { readonly before: string; readonly after: string; readonly mark: string }[];
  /** Articles and other words that a noun phrase begins with. */
  readonly nouns: ReadonlySet<string>;
}

const OPENINGS: Readonly<Record<Language, Openings>> = {
  en: {
    own: [],
    subjects: ['i', 'we', 'my team', 'our team', 'a colleague', 'two colleagues'].flatMap((one) => [
      `${one} `,
      `${one}'`,
    ]),
    clauses: [],
    nouns: wordSet('a an the one our some two three several'),
  },
  de: {
    own: ['ich habe ', 'ich hab ', 'habe ich ', 'hab ich ', 'habe ', 'hab '],
    subjects: ['ich ', 'wir ', 'mein team '],
    clauses: [{ before: ' habe ich', after: ' ', mark: '' }],
    // "Die Erfassung neu gebaut" begins with one, too.
    nouns: new Set(),
  },
  fr: {
    own: ["j'ai ", 'ai '],
    subjects: ['je ', "j'", 'nous ', 'on ', 'mon équipe '],
    clauses: [{ before: '', after: " j'ai ", mark: ',' }],
    nouns: wordSet('le la les un une des du de mon ma mes notre nos ce cette ces deux trois plusieurs'),
  },
  es: {
    own: ['yo '],
    subjects: ['mi equipo '],
    clauses: [],
    nouns: wordSet('el la los las un una unos unas mi nuestro nuestra dos tres varios varias'),
  },
  pt: {
    own: ['eu '],
    subjects: ['a gente ', 'meu time ', 'minha equipe '],
    clauses: [],
    nouns: wordSet('o a os as um uma uns umas meu minha nosso nossa dois duas três vários várias'),
  },
};

function startIn(text: string, starts: readonly string[]): string {
  const low = straight(text);
  return text.slice(0, starts.find((start) => low.startsWith(start))?.length ?? 0);
}

export function withoutOwnStart(text: string, language: Language): string {
  return text.slice(startIn(text, OPENINGS[language].own).length);
}

/** Where the place fits into "2021 habe ich …" or "En 2021, j'ai …", and the mark after it; null for other sentences. */
export function placeInClause(text: string, language: Language): { readonly at: number; readonly mark: string } | null {
  const places = OPENINGS[language].clauses.map(({ before, after, mark }) => {
    const start = text.replaceAll('’', "'").indexOf(before + after);
    return { at: start > 0 ? start + before.length : -1, mark };
  });
  return places.find(({ at }) => at > 0) ?? null;
}

/** The subject that a whole sentence begins with, with the space or apostrophe; empty if none. */
export function subjectIn(text: string, language: Language): string {
  return startIn(text, OPENINGS[language].subjects);
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

/** @returns whether a text begins with an article, so that it isn't a verb */
export function startsWithNoun(text: string, language: Language): boolean {
  const [first = ''] = straight(text).split(' ', 1);
  return OPENINGS[language].nouns.has(first) || first.startsWith("l'");
}

/** First words of a sentence that depends on the sentence before it. */
export const DEPENDENT_STARTS = wordSet(
  'it that this they those these which so both he she its their then instead therefore',
);
