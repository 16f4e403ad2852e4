/**
 * Corrects misspelt English words and chat shorthand: from our own tables, then from the list of a package. Nothing is
 * corrected without asking: the review offers it.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Language } from '../machine/language.ts';
import { kindOf, type Quantity } from '../machine/quantity.ts';
import type { Correction } from '../machine/question.ts';
import { REMARKS } from '../text/asides.ts';
import { capital, isCapital, straight } from '../text/capitals.ts';
import { parseNameTable, tokens, wordSet } from '../text/lexer.ts';
import { numbersIn } from '../text/quantities.ts';
import { isEnded, trimPunctuation } from '../text/sentences.ts';

/** Maximum corrections in a text. A text with more is no prose. */
const WORDS_AT_MOST = 50;

/** Number of words on each side that may belong to a number, with the spaces between them. */
const NEAR = 20;

/** Quotations and code stay as they are. */
const QUOTES = new Set([...'"“”„«»`']);
const BRACKETS = new Set([...'()[]']);

/** All words of a text in lower case. */
export function lowerWords(text: string): string[] {
  return tokens(text).flatMap(({ kind, low }) => (kind === 'word' ? [low] : []));
}

/**
 * @param isWanted whether to make a correction
 * @param nameOf finds names in lower case
 * @returns the corrected text, and its corrections
 */
export function correctSpelling(text: string, isWanted: (correction: Correction) => boolean, nameOf?: NameFinder) {
  const corrections: Correction[] = [];
  // Words, and the spaces between them.
  const chunks = text.split(/(\s+)/u);
  let [isQuoted, begins] = [false, true];
  const corrected = chunks.map((chunk, at) => {
    if (chunk.trim() === '') {
      begins ||= chunk.includes('\n');
      return chunk;
    }
    const quotes = [...chunk].filter((sign) => QUOTES.has(sign)).length;
    const isOpen = quotes === 0 && !isQuoted;
    const isFirst = begins;
    isQuoted = isQuoted !== (quotes % 2 === 1);
    begins = isEnded(chunk);
    const typed = bare(chunk);
    const word = straight(typed);
    const isUpper = isCapital(typed);
    // Any other capital is one of a name.
    const isPlain = typed.slice(1) === typed.slice(1).toLowerCase() && (isFirst || !isUpper);
    if (!isOpen || !isPlain || corrections.length === WORDS_AT_MOST) return chunk;
    const [before = '', after = ''] = [chunks[at - 2], chunks[at + 2]].map((one = '') => straight(bare(one)));
    const correct = correctionOf(word) ?? (isUpper ? null : nameOf?.(word, before, after));
    if (!correct || !isWanted({ typed: word, correct })) return chunk;
    const next = chunk.replace(typed, () => (isUpper ? capital(correct) : correct));
    const around = (middle: string) =>
      [...chunks.slice(Math.max(0, at - NEAR), at), middle, ...chunks.slice(at + 1, at + NEAR + 1)].join('');
    if (!haveSameNumbers(around(chunk), around(next))) return chunk;
    corrections.push({ typed: word, correct });
    return next;
  });
  return { text: corrected.join(''), corrections };
}

/** A word without the marks that may touch it. With any other, it is part of a path, a name or code. */
function bare(chunk: string): string {
  const word = trimPunctuation(chunk);
  const [start, end] = [word.charAt(0), word.slice(-1)].map((sign) => (BRACKETS.has(sign) ? 1 : 0));
  return trimPunctuation(word.slice(start, word.length - (end ?? 0)));
}

/** Words of which one has to stand before a name of one word: "at orange". */
const BEFORE_NAME: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: wordSet('at for from in of to'),
  de: wordSet('bei beim in für aus nach'),
  fr: wordSet('chez à en'),
  es: wordSet('en de para'),
  pt: wordSet('na no em da do para'),
};

/** Returns a word as it is written in a name; null if it isn't certain to be part of one. In lower case. */
export type NameFinder = (word: string, before: string, after: string) => string | null;

/** @param names as the letter writes them, of one or more words */
export function nameFinder(names: readonly string[], language: Language): NameFinder {
  const parts = names.flatMap((name) => {
    const words = name.split(' ');
    return words.map((written, at) => ({ written, before: words[at - 1], after: words[at + 1] }));
  });
  const byWord = new Map(parts.map((part) => [part.written.toLowerCase(), part]));
  return (word, before, after) => {
    const part = byWord.get(word);
    if (part === undefined || part.written === word) return null;
    const isBeside = (wanted: string | undefined, found: string) => !wanted || wanted.toLowerCase() === found;
    const isAlone = part.before === undefined && part.after === undefined;
    const isName = isAlone
      ? BEFORE_NAME[language].has(before)
      : isBeside(part.before, before) && isBeside(part.after, after);
    return isName ? part.written : null;
  };
}

/** Whether a unit is a noun that may be corrected, such as "ppl", unlike "s" or the "u" of a rack. */
export function isNoun(unit: string): boolean {
  return unit.length > 1 && kindOf({ value: 1, unit }) === 'count';
}

/** The quantity without its counted noun, which may be misspelt: "two collegues". */
const withoutNoun = (quantity: Quantity) => (isNoun(quantity.unit) ? { ...quantity, unit: '' } : quantity);

/** Numbers are noted as they were read, so no correction changes one, its unit or its bound, or adds one. */
function haveSameNumbers(one: string, other: string): boolean {
  const [told, corrected] = [one, other].map((text) => {
    const { mentions, percentiles } = numbersIn(text);
    const read = mentions.map(({ readings, bound }) => ({ readings: readings.map(withoutNoun), bound }));
    return JSON.stringify([read, percentiles.map(({ name }) => name)]);
  });
  return told === corrected;
}

const require = createRequire(import.meta.url);

/** Words that the list lacks or corrects wrongly. In lower case, none can be another word. */
const OWN = parseNameTable(`
  don't: dont; can't: cant; isn't: isnt; aren't: arent; wasn't: wasnt; weren't: werent; hasn't: hasnt; haven't: havent;
  hadn't: hadnt; doesn't: doesnt; didn't: didnt; wouldn't: wouldnt; couldn't: couldnt; shouldn't: shouldnt;
  mustn't: mustnt; needn't: neednt; I'm: im; I've: ive; you're: youre; you've: youve; you'll: youll; you'd: youd;
  he's: hes; she's: shes; it'll: itll; we've: weve; they're: theyre; they've: theyve; they'll: theyll; they'd: theyd;
  that's: thats; there's: theres; here's: heres; what's: whats; who's: whos; o'clock: oclock;
  yesterday's: yesterdays; today's: todays;
  the: teh hte; and: adn; which: wich; a lot: alot; a bit: abit; in fact: infact; at least: atleast;
  of course: ofcourse; each other: eachother
`);

/** Chat shorthand that can be no other word. */
const SHORTHAND = parseNameTable(`
  you: u; your: ur; people: ppl; because: bc cuz coz bcs; though: tho; although: altho; through: thru; about: abt;
  sorry: sry; before: b4; great: gr8; something: smth sth; between: btwn; messages: msgs; years: yrs; hours: hrs;
  weeks: wks; tomorrow: tmrw; going to: gonna; want to: wanna; kind of: kinda; sort of: sorta; let me: lemme;
  give me: gimme; out of: outta
`);

/** Words that the list calls misspelt, but that are English words, names of people, places and products, or terms. */
const CORRECT = wordSet(`
  afterwords causalities conveyer creche discontentment extendible florescent indite leafs midwifes planed slippy toke
  vertexes wheres
  basf canva cose darcula flate flext goole halp hdinsight juli juni linz mena mosquitto optin prinf radis routeros simpy
  syncd testng tilda vertica vertx
  capetown chanel claus fromm handel ines leary nam sade shepard somme waring weill
`);

/** Minimum letters of a word of the list. Shorter ones are mostly abbreviations, such as "rto", "aks" or "edn". */
const LETTERS_AT_LEAST = 4;

/** @param word in lower case, with a straight apostrophe @returns its only correction; null if it has none, or several */
export function correctionOf(word: string): string | null {
  const own = OWN.get(word) ?? SHORTHAND.get(word) ?? REMARKS.get(word);
  if (own !== undefined) return own;
  return word.length < LETTERS_AT_LEAST || CORRECT.has(word) ? null : listedCorrection(word);
}

/** Each entry is one line, such as `"recieve->receive",` or `"aache->ache, cache",`, in the order of their letters. */
let entries: Buffer | null = null;

/** Kept as bytes: a map of the entries takes 40 MB and 60 ms, this takes 2.6 MB and 2 ms. */
function loadEntries(): Buffer {
  const main = require.resolve('@cspell/dict-en-common-misspellings');
  const all = readFileSync(join(dirname(main), 'dict', 'dict-en.json'));
  return all.subarray(all.indexOf('\n', all.indexOf('"suggestWords"')) + 1, all.lastIndexOf('"') + 1);
}

const NEWLINE = 10;
const QUOTE = 34;
const HYPHEN = 45;
const GREATER = 62;

/** Compares bytes: to decode an entry at each step takes eight times as long. */
function listedCorrection(word: string): string | null {
  entries ??= loadEntries();
  const letters = Buffer.from(word);
  let [low, high] = [0, entries.length];
  while (low < high) {
    let start = Math.floor((low + high) / 2);
    while (start > 0 && entries[start - 1] !== NEWLINE) start -= 1;
    const next = entries.indexOf(NEWLINE, start);
    const end = next < 0 ? entries.length : next;
    const order = compareEntry(entries, entries.indexOf(QUOTE, start) + 1, letters);
    if (order === 0) {
      const [typed, corrections = ''] = (entries.toString('utf8', start, end).split('"')[1] ?? '').split('->');
      if (typed === word) return corrections.includes(',') ? null : corrections;
    }
    if (order < 0) low = end + 1;
    else high = start;
  }
  return null;
}

/** @param letters of a word in lower case @returns below 0 if the entry's misspelt word comes before it, 0 if it is the same */
function compareEntry(list: Buffer, start: number, letters: Buffer): number {
  for (let at = 0; ; at += 1) {
    const sign = list[start + at] ?? 0;
    const isOver = sign === HYPHEN && list[start + at + 1] === GREATER;
    const letter = letters[at];
    if (isOver || letter === undefined) return (letter === undefined ? 1 : 0) - (isOver ? 1 : 0);
    const low = sign >= 65 && sign <= 90 ? sign + 32 : sign;
    if (low !== letter) return low - letter;
  }
}
