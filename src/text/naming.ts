/** What may be a name, of a person or of what a number counts. Other languages are translated into English first. */
import { LANGUAGES, type Language } from '../machine/language.ts';
import { LAUGHTER, REMARKS } from './asides.ts';
import { tokens, wordSet } from './lexer.ts';
import { isNumberWord } from './numerals.ts';
import { hasTitle } from './roles.ts';
import { capitalizedRuns, isDigit, trimPunctuation } from './sentences.ts';
import { translated } from './vocabulary.ts';

/** They may begin a name, or stand inside it, but say nothing alone. */
const ARTICLES = wordSet('the a an its their his her same');
const PREPOSITIONS = wordSet(`at of to from by in on for with without since during per as under over within after before
  between among against through into until across and or`);
/** Function words, adverbs, quantifiers, ordinals; verbs of being, having and changing; remarks to the bot. */
const NAMELESS = wordSet(`i we you they he she it there who which that this these those my your our us
  them em me what when while if because so but than then not no none is are was were be been being am has have had
  did does do will would can could might should get gets got used say went come came comes fell rose dropped
  dropping grew takes take took handles handle need needs needed
  now today currently before afterwards later earlier previously formerly originally once already still again also
  too even only just almost nearly about around roughly approximately approx ca circa maybe perhaps probably actually
  really very quite way pretty rather always never ever usually normally mostly nearly abt ish like up down out here
  anywhere somewhere ago instead though tho anybody anyone somebody someone everybody everyone
  well fine good bad great nice ok okay okok sure fast slow quick faster slower quicker better worse big small normal
  typical such exact  first second third last next minute hour
  some any many much more most less fewer few lot all both each every half several other another enough least
  already nope yes yeah yep nah sorry wait hm hmm um uh ah oh hey haha lol um ja eh uff dunno slowest fastest best worst`);
/** The same in one language, where the translation has no word. */
const OTHERS: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(),
  de: wordSet(
    'ich wir ihr uns wurde wurden haben hatte hatten hat gab lag lagen liegt liegen weil dass wenn sank stieg etwas',
  ),
  fr: wordSet('je nous vous ils elles on avons avait avaient ont parce que qui passé baisse tombé'),
  es: wordSet('yo nosotros hay había hemos teníamos tenemos porque cuando que bajó bajaron subió pasó pasaron'),
  pt: wordSet('eu nós há tem temos tínhamos foi foram porque quando que caiu caíram subiu passou passaram'),
};

/** Words for a change, which has a number of its own, and for what handles a load. */
const OTHER =
  wordSet(`system service reduced cut reduction decrease decreased drop increase increased improvement improved
  gain growth savings saved lowered raised`);

type NameWord = 'article' | 'preposition' | 'nameless' | 'other' | 'content';

/** A word as typed, in lower case. A function word of another language is translated. */
export function inEnglish(typed: string, language: Language): string {
  const word = trimPunctuation(typed).toLowerCase() || typed;
  const [first, ...others] = translated(tokens(word), language);
  return first && others.length === 0 ? first.low : word;
}

/**
 * What a word, as typed, may do in a name: "the" and "of" may stand inside it; "still" may only stand between a name and
 * its number, "reduction" may not. A mark is like a preposition.
 */
export function nameWord(typed: string, language: Language): NameWord {
  const low = inEnglish(typed, language);
  // "that's", "we've"
  const [head = ''] = low.replaceAll('’', "'").split("'");
  if (ARTICLES.has(low)) return 'article';
  if (OTHER.has(low)) return 'other';
  const isMark = low.toUpperCase() === low.toLowerCase() && !isDigit(low.charAt(0));
  if (NAMELESS.has(head) || REMARKS.has(low) || LAUGHTER.has(low) || OTHERS[language].has(low) || isNumberWord(low))
    return 'nameless';
  return isMark || PREPOSITIONS.has(low) ? 'preposition' : 'content';
}

/** Words in front of a wish, or behind the words to keep out, that add nothing. */
const COURTESY =
  wordSet(`please pls plz and but also just oh can could you wait either too esp especially bitte und aber auch noch
  besonders et mais aussi surtout non sil te vous plaît plait y pero también tampoco sobre todo por favor e mas também
  sobretudo`);

/** Whether a word names nobody and no number in any language: "also", "the", "our". */
export function isFunctionWord(typed: string): boolean {
  const low = trimPunctuation(typed).toLowerCase();
  const isNameless = (language: Language) =>
    !isNumberWord(inEnglish(low, language)) && !['content', 'other'].includes(nameWord(low, language));
  // A name in a script without capitals is no mark.
  const isCaseless = low === low.toUpperCase() && low > '\u0300';
  if (low === '' || COURTESY.has(low)) return true;
  return !isCaseless && !isDigit(low.charAt(0)) && LANGUAGES.some(isNameless);
}

/** Minimum letters of a word that names something in small letters, too. */
const SMALL_AT_LEAST = 3;

/** Whether a word is only a name in the same capitals: "IT" and "Next", which are no "it" and "next". */
export function needsCapitals(word: string): boolean {
  const low = word.toLowerCase();
  return low !== word.toUpperCase() && (low.length < SMALL_AT_LEAST || isFunctionWord(low));
}

/** Whether words may name something: "IT" and "the sacco", but not "it" or "out of". */
export function mayName(words: string): boolean {
  const bare = words.split(' ').map(trimPunctuation);
  return bare.some((word) => word !== '' && (!needsCapitals(word) || (word.length > 1 && word === word.toUpperCase())));
}

/** Words that mark a clause, which is no name. */
const CLAUSE_WORDS =
  wordSet(`i we you they he she it there he's it's that's thats we're i'm i'd i'll i've we'd we'll we've you'd they'd is are was
  were be been being has have had does did took needed will would can could went goes got get because so which who that when while if
  but ich wir ist sind waren wurde wurden haben hatte hatten weil dass wenn sie vous nous je ils elles était étaient
  avons parce eran hay había hemos porque cuando eu nós eram há tem temos foram sé soy somos fui tengo tenemos
  trabajé trabajaba trabajamos quiero quisiera creo llamo quién sei sou tenho trabalhei trabalhava trabalhamos quero
  gostaria acho chamo quem`);
/** Whether the words form a clause, judged by its function words. */
export function hasClause(text: string): boolean {
  return text.split(' ').some((word) => CLAUSE_WORDS.has(trimPunctuation(word).toLowerCase()));
}

/** Lower-case words inside names, or between two names: "Maria da Silva". */
export const PARTICLES =
  wordSet(`de del della di da do das dos du la le les los el al van von vom zu zum zur der den dem ter ten te 't af
  av bin ibn ben y e et und and & i`);
/** Those inside names of places, besides: "Frankfurt am Main". */
export const PLACE_PARTICLES = wordSet('am an im in on upon near sur');
const SHORTEST_NAME = 2;

export function isPartOfName(word: string): boolean {
  return PARTICLES.has(word.toLowerCase()) || word !== word.toLowerCase();
}

/** "Achieng Otieno the head of engineering" → "Achieng Otieno"; null unless lower-case words follow a name. */
export function personIn(name: string): string | null {
  const words = name.split(' ');
  const end = words.findIndex((word) => !isPartOfName(word));
  return end >= SHORTEST_NAME ? words.slice(0, end).join(' ') : null;
}

/** @returns what a piece of an answer may name: "Korvane" of "It is Korvane", "Engineer" of "Engineer then" */
export function possibleNames(piece: string): string[] {
  const words = piece.split(' ');
  const clause = words.findIndex(hasClause);
  const name = withoutChat(clause < 0 ? words : words.slice(0, clause));
  if ([...name].every(isDigit)) return capitalizedRuns(piece).filter(mayName);
  if (hasTitle(name)) return [name];
  if (clause >= 0) return capitalizedRuns(piece).filter(mayName);
  const first = personIn(name) ?? name;
  return [first, ...capitalizedRuns(name.slice(first.length))];
}

/** Without words that name nothing at the ends, but with an article: "or maybe sam", "Staff Engineer then". */
function withoutChat(words: readonly string[]): string {
  const isTyped = (word: string) => word !== word.toLowerCase() || word.includes('@');
  const start = words.findIndex((word) => isTyped(word) || !['nameless', 'preposition'].includes(nameWord(word, 'en')));
  const end = words.findLastIndex((word) => isTyped(word) || !isFunctionWord(word));
  return start < 0 ? '' : words.slice(start, end + 1).join(' ');
}

/**
 * @param isOne the text should name one person, so "and" separates names too
 * @returns the alternatives of "A or B", followed by the text itself; only the text if there are none
 */
export function alternativesIn(text: string, language: Language, isOne: boolean): string[] {
  const joints = (['disjunction', 'conjunction'] as const).slice(0, isOne ? 2 : 1).flatMap((type) => {
    const parts = new Intl.ListFormat(language, { type }).formatToParts(['a', 'b']);
    return parts.flatMap((part) => (part.type === 'literal' ? [part.value] : []));
  });
  const pieces = joints.reduce(splitAll, [text]).map(trimPunctuation);
  const isWhole = pieces.length < 2 || pieces.some((piece) => piece === '');
  return isWhole ? [text] : [...pieces, text];
}

/** Splits each piece at a sign; for `reduce`. */
export function splitAll(pieces: readonly string[], sign: string): string[] {
  return pieces.flatMap((piece) => piece.split(sign));
}
