/** Whether an answer to "What did you build?" completes the template's beginning, in other languages than English. */
import type { Language } from '../machine/language.ts';
import { isCapital } from './capitals.ts';
import { wordSet } from './lexer.ts';
import { trimPunctuation } from './sentences.ts';

type Foreign = Exclude<Language, 'en'>;

/** First words of a whole sentence by the candidate that the template already has, also without the pronoun. */
const OWN_STARTS: Readonly<Record<Foreign, readonly string[]>> = {
  de: ['ich habe ', 'ich hab ', 'habe ich ', 'hab ich ', 'habe ', 'hab '],
  fr: ["j'ai ", 'j’ai ', 'ai '],
  es: ['yo '],
  pt: ['eu '],
};
/** Subjects of a whole sentence. */
const SUBJECTS: Readonly<Record<Foreign, readonly string[]>> = {
  de: ['ich ', 'wir ', 'mein team '],
  fr: ['je ', "j'", 'j’', 'nous ', 'on ', 'mon équipe '],
  es: ['mi equipo '],
  pt: ['a gente ', 'meu time ', 'minha equipe '],
};

const startIn = (text: string, starts: readonly string[]) => {
  const low = text.toLowerCase();
  return starts.find((start) => low.startsWith(start)) ?? '';
};

export function withoutOwnStart(text: string, language: Foreign): string {
  return text.slice(startIn(text, OWN_STARTS[language]).length);
}

/** Where "habe ich" or "j'ai" stands in a whole sentence that begins with other words: "2021 habe ich …"; else -1. */
export function ownClauseAt(text: string, language: Foreign): number {
  const starts: Partial<Record<Foreign, readonly string[]>> = { de: [' habe ich '], fr: [" j'ai ", ' j’ai '] };
  return Math.max(-1, ...(starts[language] ?? []).map((words) => text.indexOf(words)));
}

/** The subject that a whole sentence begins with, with the space; empty if none. */
export function foreignSubject(text: string, language: Foreign): string {
  return startIn(text, SUBJECTS[language]);
}

/** Articles and other words that a noun phrase begins with. */
const NOUN_STARTS: Readonly<Record<Foreign, ReadonlySet<string>>> = {
  de: wordSet('der die das den dem ein eine einen einem einer unser unsere unseren mein meine zwei drei mehrere'),
  fr: wordSet('le la les un une des du de mon ma mes notre nos ce cette ces deux trois plusieurs'),
  es: wordSet('el la los las un una unos unas mi nuestro nuestra dos tres varios varias'),
  pt: wordSet('o a os as um uma uns umas meu minha nosso nossa dois duas três vários várias'),
};

/** Prefixes of German participles without "ge": "entworfen", "überschrieben". */
const GERMAN_PREFIXES = ['be', 'ver', 'ent', 'emp', 'er', 'zer', 'über', 'unter', 'wider', 'miss', 'um', 'durch'];
/** Words of Spanish and Portuguese that are verbs of the first person without one of `FIRST_PERSON_ENDS`. */
const VERBS = wordSet(`hice rehice rehíce deshice tuve estuve mantuve fui puse propuse pude quise dije traje conduje
  reduje produje introduje soy era estoy llevo dirijo mantengo lidero he había
  fiz refiz desfiz tive estive mantive pus propus pude quis disse trouxe sou era estou lidero mantenho tenho`);
const FIRST_PERSON_ENDS = { es: ['é', 'í', 'mos', 'aba'], pt: ['ei', 'i', 'í', 'mos', 'ava'] } as const;

/** @returns whether a text begins with an article, so that it isn't a verb */
export function startsWithNoun(text: string, language: Foreign): boolean {
  const [first = ''] = text.toLowerCase().split(' ', 1);
  return NOUN_STARTS[language].has(first) || first.startsWith("l'") || first.startsWith('l’');
}

/** @returns whether a text begins with a verb that no "Ich habe" precedes: "baute die …", "développais la …" */
export function startsWithTense(text: string, language: Foreign): boolean {
  const [first = '', second = ''] = text.split(' ', 2);
  if (startsWithNoun(text, language) || isCapital(first)) return false;
  return language === 'de' ? !isCapital(second) : second !== 'du' && startsWithNoun(second, language);
}

/** @returns false if a text surely lacks the verb for "Ich habe …", "J'ai …", "En Acme …" or "Na Acme, …" */
export function mayComplete(text: string, language: Foreign): boolean {
  if (foreignSubject(text, language) !== '' || ownClauseAt(text, language) > 0) return true;
  const all = text.split(' ');
  const end = startsWithNoun(text, language) ? all.findIndex((word) => word.endsWith(',') || word === 'que') : -1;
  const words = all.slice(0, end < 0 ? undefined : end + 1).map(trimPunctuation);
  if (language === 'de') return mainClauses(text).some(hasGermanParticiple);
  if (language === 'fr') return isFrenchParticiple(words);
  if (startsWithTense(text, language)) return true;
  const isVerb = (word: string) =>
    VERBS.has(word) || FIRST_PERSON_ENDS[language].some((end) => word.endsWith(end) && word !== end);
  return words.some((word) => word === word.toLowerCase() && isVerb(word));
}

/** The parts between commas without relative and other dependent clauses. */
function mainClauses(text: string): string[] {
  return text.split(', ').filter((clause, at) => at === 0 || !DEPENDENT.has(clause.split(' ', 1).join()));
}

const DEPENDENT = wordSet('der die das den dem deren dessen was wo wie weil da damit dass um sodass wobei wenn');

function hasGermanParticiple(clause: string): boolean {
  const words = clause.split(' ').map(trimPunctuation);
  return words.some((word, at) => isGermanParticiple(word, words[at + 1]));
}

/** The last word in -t, -en or -ed; elsewhere only "gebaut", "umgestellt", "migriert", "entworfen". */
function isGermanParticiple(word: string, next: string | undefined): boolean {
  if (isCapital(word) || !['t', 'en', 'ed'].some((end) => word.endsWith(end))) return false;
  if (next === undefined) return true;
  const at = word.indexOf('ge');
  const isFormed = at >= 0 && word.length - at > 'gegen'.length;
  // "die verteilten Systeme": an adjective.
  return !isCapital(next) && (isFormed || word.endsWith('iert') || GERMAN_PREFIXES.some((one) => word.startsWith(one)));
}

/** "réécrit", "entièrement refait"; but not "la collecte", "développe" or "développais". */
function isFrenchParticiple(words: readonly string[]): boolean {
  const [first = ''] = words.filter((word) => !word.endsWith('ment') && word !== 'aussi' && word !== "d'abord");
  const isTense = first.endsWith('ais') || first.endsWith('aient');
  return !startsWithNoun(first, 'fr') && !isTense && ['é', 'i', 'u', 't', 's'].some((end) => first.endsWith(end));
}
