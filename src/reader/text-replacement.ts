/** Replaces words of a noted text or of the letter: "change 240 to 140", "it is 140 hauliers, not 240". */
import { type Command, setValue } from '../machine/commands.ts';
import { sameQuantity } from '../machine/quantity.ts';
import { wordedValue } from '../machine/sheet.ts';
import { isMetric, slotKind, topicOf } from '../machine/slots.ts';
import { denialIn, opensCorrection } from '../text/corrections.ts';
import { wordSet } from '../text/lexer.ts';
import { numberReadings } from '../text/numerals.ts';
import { withoutPlease } from '../text/phrases.ts';
import { numbersIn } from '../text/quantities.ts';
import { countWords, isDigit, piecesOf, sentencesIn, textValue, trimPunctuation } from '../text/sentences.ts';
import { finderFor } from './quotes.ts';
import type { Message } from './reader.ts';

interface Replacement {
  readonly old: string;
  readonly by: string;
  /** Whether the new words certainly end there. */
  readonly isSure: boolean;
}

/** Maximum characters of an order or a correction. */
const TEXT_AT_MOST = 240;
/** How many more words than the old ones the new ones may have; further words may be another order. */
const MORE_AT_MOST = 3;
const QUOTES = /^[\s"'“„«]+|[\s"'”“»]*\.?$/g;
const QUOTED = /['"“”«»]/u;

/** Verbs of a replacement, in the languages of the interview. */
const CHANGES = wordSet(`replace change swap switch exchange ersetze ersetz ändere tausche remplace remplacer modifie
  échange reemplaza reemplace reemplazar sustituye corrige intercambia cambia cambie cambiar muda mude substitui substitua
  troca troque trocar`);
/** Words between the old and the new words that mean nothing else: "replace x with y". */
const WITH = wordSet('with durch par por');
/** All words between an old and a new value: "change my city to Lund". */
const INTO = wordSet('with durch par por by to nach auf bis an ans vers en à au a al para hasta até zu in');
const AND = wordSet('and & n then und dann et puis y luego e depois');

/** The readings of "Go with Rust": each word such as "with" may separate the old words from the new ones. */
function replacementsIn(words: readonly string[]): Replacement[] {
  const joints = words.some((word, at) => at > 0 && WITH.has(word.toLowerCase())) ? WITH : INTO;
  if (words.some((word) => word.includes('\n'))) return [];
  return words.flatMap((word, at): Replacement[] => {
    if (at === 0 || !joints.has(word.toLowerCase())) return [];
    const [old = '', by = ''] = [words.slice(0, at), words.slice(at + 1)].map((each) =>
      each.join(' ').replace(QUOTES, ''),
    );
    if (old === '' || by === '') return [];
    const isLong = by.split(' ').length > old.split(' ').length + MORE_AT_MOST;
    const isOpen = QUOTED.test(by) || by.split(' ').some((each) => joints === WITH && WITH.has(each));
    // "Replace Go with Rust, it's newer"
    const [short = by] = by.split(', ', 1);
    const isWhole = short === by || old.includes(', ');
    const whole = { old, by, isSure: isWhole && !isLong && !isOpen };
    return isWhole ? [whole] : [{ old, by: short, isSure: false }, whole];
  });
}

/** Whether a text starts with a verb such as "change" and has a word such as "to" later on. */
export function startsWithChange(text: string): boolean {
  const [first = '', ...words] = wordsOf(withoutPlease(text.trim()));
  const isChange = CHANGES.has(first.toLowerCase());
  return text.length <= TEXT_AT_MOST && isChange && words.some((word, at) => at > 0 && INTO.has(word.toLowerCase()));
}

/** @returns `current` with the words replaced; null if the text is no such order, or the words don't occur exactly once */
export function replacedText(text: string, current: string): string | null {
  const told = withoutPlease(text.trim());
  const changes = startsWithChange(told) ? replacementsIn(wordsOf(told).slice(1)) : [];
  const found = [...changes, ...denials(told, current)].flatMap(({ old, by }) => {
    const next = replaceWhole(current, old, by);
    const isOnce = replaceWhole(current, old, '\0').split('\0').length === 2;
    return isOnce && by !== '' && next !== current ? [next] : [];
  });
  return new Set(found).size === 1 ? (found[0] ?? null) : null;
}

/** "Sorry, I made a mistake, it is 140 hauliers, not 240." */
function denials(text: string, current: string): Omit<Replacement, 'isSure'>[] {
  const clauses = sentencesIn(text).flatMap((sentence) => {
    const pieces = piecesOf(sentence);
    return [...pieces, ...pieces.slice(1).map((piece, at) => `${pieces[at]}, ${piece}`)];
  });
  return clauses.flatMap((clause) => {
    const { text: typed = '', old = '' } = denialIn(clause) ?? {};
    const [words, olds] = [wordsOf(typed), wordsOf(old)];
    return words.flatMap((_, at) => {
      const by = words.slice(at, at + olds.length).join(' ');
      const rest = words.slice(at + olds.length).join(' ');
      const isNumber = isDigit(by.charAt(0)) && isDigit(old.charAt(0));
      // "I meant 140 hauliers, not 240" replaces "240 hauliers". Without the same noun, only a number is certain.
      if (olds.length === 0 || at + olds.length > words.length || (rest === '' && at > 0 && !isNumber)) return [];
      const noun = rest === '' ? '' : ` ${isNumber ? wordsUpTo(rest, old, current) : ''}${rest}`;
      return [{ old: old + noun, by: by + noun }];
    });
  });
}

/** Maximum words between a number and its noun. */
const BETWEEN_AT_MOST = 3;

/** "460,000 smart meters": the words between the number and the noun, with a space behind; empty for none. */
function wordsUpTo(noun: string, number: string, text: string): string {
  const words = wordsOf(text);
  const behind = words.slice(words.indexOf(number) + 1);
  const end = behind.findIndex((word) => trimPunctuation(word) === noun.split(' ', 1)[0]);
  const between = behind.slice(0, Math.max(0, end));
  const isApart = (word: string) => AND.has(word) || isDigit(word.charAt(0)) || trimPunctuation(word) !== word;
  return between.length > BETWEEN_AT_MOST || between.some(isApart) ? '' : between.map((word) => `${word} `).join('');
}

function wordsOf(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** A word or number continues here: "hab" doesn't match in "habe", nor "1" in "1,100". */
const GOES_ON = /^(?:[\p{L}\p{N}]|[.,'’]\p{N})/u;
const WENT_ON = /(?:[\p{L}\p{N}]|\p{N}[.,'’])$/u;

/** Replaces words wherever they are no part of a longer word or number. A number is found in every notation. */
export function replaceWhole(text: string, old: string, by: string): string {
  if (old === '') return text;
  const result = replaceWords(text, old, by);
  return result === text && isDigit(old.charAt(0)) ? replaceNumber(text, old, by) : result;
}

/** "3200 wagons" replaces "3,200 wagons", and "12 seconds" replaces "12 s". The new number gets the old notation. */
function replaceNumber(text: string, old: string, by: string): string {
  const [wanted] = numbersIn(old).mentions;
  if (wanted?.start !== 0) return text;
  const { value, unit } = wanted.quantity;
  const [typed, next] = [numberAt(old, value), numberAt(by, numbersIn(by).mentions[0]?.quantity.value ?? 0)];
  return numbersIn(text).mentions.reduce((told, { text: shown, readings, spelled }) => {
    const number = readings.some((one) => one.value === value) ? numberAt(shown, value) : '';
    // "1" is not the "one" of "no one".
    if (number === '' || (spelled && value === 1)) return told;
    const written = inNotationOf(number, next) + by.slice(next.length);
    const result = typed === '' ? told : replaceWords(told, number + old.slice(typed.length), written);
    const isSame = readings.some((one) => one.unit === unit && sameQuantity(one, wanted.quantity));
    return result === told && isSame && wanted.end === old.length ? replaceWords(told, shown, by) : result;
  }, text);
}

/** The first words of a text that are this number: "3.2 million" of "3.2 million homes"; empty if they aren't. */
function numberAt(text: string, value: number): string {
  const words = text.split(' ');
  const starts = words.map((_, at) => words.slice(0, at + 1).join(' '));
  const isNumber = (start: string) => {
    const [first] = numbersIn(start).mentions;
    return first?.start === 0 && first.readings.some((one) => one.value === value && one.unit === '');
  };
  return starts.find(isNumber) ?? '';
}

const THOUSANDS = /\B(?=(?:\d{3})+$)/g;

/** Writes a number with the separator of another one: "3,400" like "3,200". */
function inNotationOf(shown: string, number: string): string {
  if (shown.toLowerCase() !== shown.toUpperCase()) return number;
  const separatorIn = (text: string) => [...text].find((sign) => !isDigit(sign));
  const [mark, own, digits] = [separatorIn(shown), separatorIn(number), [...number].filter(isDigit).join('')];
  const isGrouped = mark !== undefined && shown.split(mark).every((part, at) => at === 0 || part.length === 3);
  const isDecimal = !numberReadings(number).includes(Number(digits));
  if (isDecimal) return mark === undefined || own === undefined || isGrouped ? number : number.replace(own, mark);
  if (isGrouped) return digits.replace(THOUSANDS, mark);
  return mark === undefined && shown.length > 3 ? digits : number;
}

function replaceWords(text: string, old: string, by: string): string {
  const [first, last] = [trimPunctuation(old.charAt(0)) !== '', trimPunctuation(old.slice(-1)) !== ''];
  let result = '';
  let from = 0;
  for (let at = text.indexOf(old); at >= 0; at = text.indexOf(old, from)) {
    const end = at + old.length;
    const isPart =
      (first && WENT_ON.test(text.slice(Math.max(0, at - 2), at))) || (last && GOES_ON.test(text.slice(end, end + 2)));
    result += text.slice(from, at) + (isPart ? old : by);
    from = end;
  }
  return result + text.slice(from);
}

interface Corrected {
  readonly commands: readonly Command[];
  /** The sentences that correct nothing. */
  readonly rest: string;
}

/** Corrects texts on the sheet; null if no sentence corrects exactly one of them. */
export function correctedTexts({ text, id, context }: Message, slot: string): Corrected | null {
  const { values, language } = context.sheet;
  const texts = new Map(
    Object.entries(values).flatMap(([key, value]) =>
      slotKind(key) === 'text' ? [[key, wordedValue(value, language)] as const] : [],
    ),
  );
  const { changed, rest } = correct(text, texts);
  // "900 a minute, not 600" alone may be the number that was asked for.
  const mayAnswer = rest === '' && isMetric(topicOf(slot)) && !opensCorrection(text);
  if (changed.size === 0 || mayAnswer) return null;
  const commands = [...changed].map(([key, words]) => {
    const told = values[key];
    const isWorded = told !== undefined && words !== told.text && texts.get(key) !== told.text;
    const anew = { ...textValue(words, id), ...(told?.isWhole && { isWhole: true }) };
    return setValue(key, isWorded ? { ...told, english: words } : anew);
  });
  return { commands, rest };
}

/** The topic of the only noted text with a number of a message; null for none or several. */
export function topicWithNumber({ text, context: { sheet } }: Message): string | null {
  const numbers = numbersIn(text.slice(0, TEXT_AT_MOST), sheet.language).mentions.flatMap((mention) => mention.text);
  const [only, another] = Object.entries(sheet.values).filter(([, value]) => {
    const finder = finderFor(wordedValue(value, sheet.language));
    return numbers.some((number) => finder.find(number) !== null);
  });
  return only && !another ? topicOf(only[0]) : null;
}

/** Replaces words in `texts`, sentence by sentence. A sentence that fits none of them, or several, is part of the rest. */
function correct(text: string, texts: ReadonlyMap<string, string>): { changed: Map<string, string>; rest: string } {
  const changed = new Map<string, string>();
  if (text.length > TEXT_AT_MOST) return { changed, rest: text };
  // "Sorry."
  const isLead = (sentence: string) => countWords(sentence) === 1 && opensCorrection(sentence);
  const told = sentencesIn(text).filter((sentence) => !isLead(sentence));
  const others = told.filter((sentence) => {
    const found = [...texts].flatMap(([key, words]) => {
      const next = replacedText(sentence, changed.get(key) ?? words);
      return next === null ? [] : [[key, next] as const];
    });
    const [only, another] = found;
    if (!only || another) return true;
    changed.set(...only);
    return false;
  });
  return { changed, rest: others.join(' ') };
}
