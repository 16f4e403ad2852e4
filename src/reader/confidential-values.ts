/** Finds what may be confidential in a message that calls something so, and the words to use instead. */
import type { Language } from '../machine/language.ts';
import type { Sheet } from '../machine/sheet.ts';
import { slotKind } from '../machine/slots.ts';
import { keepOutWish } from '../text/keep-out-wish.ts';
import { tokens, wordSet } from '../text/lexer.ts';
import { mayName, needsCapitals } from '../text/naming.ts';
import { asideKind } from '../text/phrases.ts';
import { numbersIn } from '../text/quantities.ts';
import { hasTitle } from '../text/roles.ts';
import { capitalizedRuns, countWords, piecesOf, sentencesIn, trimPunctuation } from '../text/sentences.ts';
import { type Finder, finderFor } from './quotes.ts';
import { hasClause } from './words-around.ts';

/** Maximum words of a name. */
const NAME_WORDS = 3;
/** Maximum values offered after a remark that something is confidential. */
const OFFERS_AT_MOST = 5;

/** Names and numbers of a text, those of the sentences that call something confidential first. */
export function confidentialValues(text: string, sheet: Sheet): string[] {
  const { language } = sheet;
  const sentences = sentencesIn(text);
  const pieces = sentences.flatMap(piecesOf);
  const said = sentences.filter((sentence) => asideKind(sentence) === 'confidential');
  // "It was a batch by Sofie. Her name is confidential."
  const runs = [...said.flatMap(piecesOf), ...pieces].flatMap((piece) => namesWithin(piece, pieces, language));
  const names = runs.filter((name) => asideKind(name) === null);
  // "Exactly 18,730 a second. That number is confidential."
  const numbers = [...said, ...sentences].flatMap((sentence) =>
    numbersIn(sentence, language).mentions.map((mention) => mention.text),
  );
  const noted = notedNames(sheet);
  const known = [...said, text].map(finderFor).flatMap((finder) => noted.filter((name) => isNamedIn(finder, name)));
  const wished = keepOutWish(text)?.words ?? [];
  const isNew = (words: string) =>
    countWords(words) <= NAME_WORDS && !isStandIn(words) && ![...known, ...names].some((name) => words.includes(name));
  const found = new Set([...known, ...wished.filter(isNew), ...names, ...numbers, ...notedWords(said, sheet)]);
  return withoutParts([...found].filter((value) => mayName(value) || noted.includes(value))).slice(0, OFFERS_AT_MOST);
}

/** Words that say that something is confidential, and words of every sentence. */
const COMMON =
  wordSet(`work works worked system systems service team project company client customer number keep leave drop hide please this that these those them they their there here with from into your what when which where will
  must also only even more very about never always cannot dont thats name names named letter sentence word words thing
  things mention mentioned write public secret confidential should have nicht bitte nennen namen brief dies diese dieser
  wird werden darf soll auch kein keine mein unser vertraulich geheim lettre noms dans pour avec cette confidentiel carta
  nombre nombres este esta para puede debe pero confidencial nome nomes pode deve sigiloso`);

/** Names of the notes that a text has, in any case, also in part: "norsea" for "Norsea Lines". */
export function notedNamesIn(text: string, sheet: Sheet): string[] {
  const finder = finderFor(text);
  return notedNames(sheet).filter((name) => isNamedIn(finder, name));
}

/** The other words of these sentences that the notes have, in any case: "tracktiva". */
export function notedWords(sentences: readonly string[], { values, figures }: Sheet): string[] {
  const told = Object.values(values).map(({ text }) => text);
  const ofFigures = figures.flatMap(({ measure, sentence }) => [measure ?? '', sentence ?? '']);
  const notes = finderFor([...told, ...ofFigures].join('\n'));
  return sentences.flatMap((sentence) =>
    tokens(sentence).flatMap(({ kind, low, text }) => {
      const isRare = kind === 'word' && low.length >= WORD_AT_LEAST && !COMMON.has(low);
      return isRare && !hasClause(low) ? (notes.find(text)?.text ?? []) : [];
    }),
  );
}

/** Words before the replacement: "say a colleague". */
export const SAY = wordSet('say write put use call schreib sag nenne dis écris mets di pon escribe diga escreva ponha');

/** The replacement that a remark names: "don't name Tomasz, say a colleague"; null for none. */
export function standInOf(text: string): string | null {
  const piece = sentencesIn(text).flatMap(piecesOf).find(isStandIn);
  return piece === undefined ? null : trimPunctuation(piece.slice(piece.indexOf(' ') + 1));
}

function isStandIn(piece: string): boolean {
  return SAY.has(piece.split(' ', 1).join().toLowerCase()) && countWords(piece) > 1;
}

/** Names on the sheet, also those within sentences. */
function notedNames({ values, language }: Sheet): string[] {
  return Object.entries(values).flatMap(([slot, { text }]) => {
    if (slotKind(slot) === 'name') return [text];
    const sentences = sentencesIn(text);
    const pieces = sentences.flatMap(piecesOf);
    // "Kasia helped, Oleh tested it": a piece may begin with a name.
    return pieces.flatMap((piece) => namesWithin(piece, [...pieces, ...sentences], language));
  });
}

/** Minimum characters of a word that stands for a name. */
const WORD_AT_LEAST = 4;

/** "Don't put norsea in" names "Norsea Lines". Words of a job title occur anywhere. */
function isNamedIn(finder: Finder, name: string): boolean {
  const words = hasTitle(name) ? [] : capitalizedRuns(name).flatMap((run) => run.split(' '));
  return [name, ...words.filter((word) => word.length >= WORD_AT_LEAST)].some((word) => {
    const found = needsCapitals(word) ? finder.find(word, ({ text }) => text === word) : finder.find(word);
    return found !== null;
  });
}

/** Each value is compared with each other one. */
const COMPARED_AT_MOST = 40;

/** Drops values that are part of another one, and a value in other letters: "norsea" beside "Norsea Lines". */
function withoutParts(all: readonly string[]): string[] {
  const values = all.slice(0, COMPARED_AT_MOST);
  const low = values.map((value) => value.toLowerCase());
  return values.filter(
    (value, at) =>
      low.indexOf(low[at] ?? '') === at &&
      !values.some((other) => other.length > value.length && finderFor(other).find(value) !== null),
  );
}

/** Runs of capitalised words. A word that only starts pieces is no name; in German, every noun has a capital. */
export function namesWithin(piece: string, all: readonly string[], language: Language): string[] {
  const runs = language === 'de' ? [] : capitalizedRuns(piece);
  return runs.filter((name) => all.some((piece) => piece === name || piece.lastIndexOf(name) > 0));
}
