/** Finds misspelt words in sentences that no model writes, and offers to correct them. */
import { TECHNICAL } from '../letter/draft-words.ts';
import type { Sentence } from '../letter/letter.ts';
import { properName } from '../letter/wording.ts';
import type { InterviewContext } from '../machine/context.ts';
import { type Edit, sentenceEdits } from '../machine/edits.ts';
import type { Correction, Option } from '../machine/question.ts';
import { type Amount, type Sheet, wordedValue } from '../machine/sheet.ts';
import { keyParts, slotKind } from '../machine/slots.ts';
import { withCorrections } from '../prompts/question-texts.ts';
import { correctSpelling, isNoun, wordsIn } from '../spelling/correct-spelling.ts';
import { ALSO_NAMES } from '../spelling/misspellings.ts';
import { type NameFinder, nameFinder } from '../spelling/name-capitals.ts';
import { isShorthand } from '../spelling/shorthand.ts';
import { capital, isCapital } from '../text/capitals.ts';
import { type Token, tokens } from '../text/lexer.ts';
import { sentencesIn } from '../text/sentences.ts';

interface Corrected {
  readonly spelling: readonly Correction[];
  /** Corrects all of them. */
  readonly option: Option;
}

/**
 * Finds the misspelt words of sentences that a question shows. In other languages than English, only names get their
 * capitals.
 *
 * @returns null if there are none
 */
export function misspeltIn(shownSentences: readonly Sentence[], { sheet, edits }: InterviewContext): Corrected | null {
  const sentences = shownSentences.map(({ text }) => text);
  const shown = new Set(sentences.flatMap(wordsIn));
  // The first word of a sentence has its capital already.
  const inLower = new Set(sentences.flatMap((text) => tokens(text).map(({ text: word }) => word)));
  const hiddenWords = new Set(sheet.hidden.flatMap(({ value, say }) => wordsIn(`${value} ${say ?? ''}`)));
  const names = new Set([...namesOn(sheet), ...hiddenWords]);
  const found = new Map<string, Correction>();
  const [inLetter, inAnswers] = [sentences, answersOn(sheet)].map(capitalizedWords);
  const isChat = [...shown].some(isShorthand);
  const letters = new Set(answersOn(sheet).flatMap(capitalLetters));
  const findName = nameFinder(namesInCapitals(sheet), sheet.language);
  const nameIn: NameFinder = (word, around) =>
    inLower.has(word) && !hiddenWords.has(word) ? findName(word, around) : null;
  const offer = (correction: Correction): Correction | null => {
    if (sheet.language !== 'en') return null;
    const { typed, correct } = correction;
    const words = wordsIn(typed);
    // "with" may be in a name that "w/" isn't.
    const isShort = isShorthand(typed) || typed.length === 1;
    const named = isShort ? words : [...words, ...wordsIn(correct)];
    if (!words.every((word) => shown.has(word)) || named.some((word) => names.has(word.toLowerCase()))) return null;
    if (typed.length === 1 && !isShorthand(typed) && (!isChat || letters.has(typed))) return null;
    // "Ines" elsewhere: "ines" is her name, and no "lines".
    if (!isCapital(correct) && inLetter?.has(typed))
      return inLower.has(typed) ? { typed, correct: capital(typed) } : null;
    return ALSO_NAMES.has(typed) || (!isCapital(correct) && inAnswers?.has(typed)) ? null : correction;
  };
  const corrected = (text: string, isWhole = false): string => {
    const { text: next, corrections } = correctSpelling(text, offer, { isWhole, names: nameIn });
    for (const correction of corrections) found.set(correction.typed, correction);
    return next;
  };
  const side = (amount: Amount | null) => {
    if (amount === null) return null;
    const { tail, quantity } = amount;
    const unit = isNoun(quantity.unit) ? corrected(quantity.unit) : quantity.unit;
    return { ...amount, tail: corrected(tail), quantity: { ...quantity, unit } };
  };
  const edited = slotsIn(edits);
  const values = Object.entries(sheet.values).map(([slot, value]) => {
    const text = wordedValue(value, sheet.language);
    // Edits name a sentence by its number.
    const next = slotKind(slot) !== 'name' && !value.ours ? corrected(text, edited.has(slot)) : text;
    if (next === text) return [slot, value] as const;
    const respelled = sheet.language === 'en' ? { english: next } : { text: next, typed: value.typed ?? value.text };
    return [slot, { ...value, ...respelled }] as const;
  });
  const figures = sheet.figures.map((figure) => ({
    ...figure,
    measure: figure.measure && corrected(figure.measure),
    sentence: figure.sentence && corrected(figure.sentence, true),
    now: side(figure.now),
    before: side(figure.before),
  }));
  const respelled = edits.map((edit) =>
    edit.type === 'rewrite' || edit.type === 'add' ? { ...edit, text: corrected(edit.text) } : edit,
  );
  if (found.size === 0) return null;
  // In the order of the letter.
  const placeOf = placesIn(sentences);
  const spelling = [...found.values()].toSorted((one, other) => placeOf(one.typed) - placeOf(other.typed));
  const option: Option = {
    id: 'spelling',
    does: [
      { type: 'respell', values: Object.fromEntries(values), figures, edits: respelled },
      { type: 'say', text: withCorrections('spelling-corrected', spelling, sheet.language) },
    ],
  };
  return { spelling, option };
}

/** @returns where a word stands first, in lower case if it does anywhere */
function placesIn(sentences: readonly string[]): (typed: string) => number {
  const list = sentences.flatMap(tokens);
  const places = new Map<string, number>();
  for (const form of ['text', 'low'] as const)
    for (const [at, token] of list.entries()) if (!places.has(token[form])) places.set(token[form], at);
  return (typed) => places.get(wordsIn(typed)[0] ?? '') ?? 0;
}

/** The answers whose sentences are edited. */
function slotsIn(edits: readonly Edit[]): ReadonlySet<string> {
  const keys = sentenceEdits(edits).flatMap((edit) => [
    ...('key' in edit ? [edit.key] : []),
    ...(edit.type === 'move' ? [edit.beside] : []),
    ...(edit.type === 'add' ? [edit.after ?? ''] : []),
  ]);
  return new Set(keys.map((key) => keyParts(key).slot));
}

/** All that the candidate told. */
function answersOn({ values, figures, kept }: Sheet): string[] {
  const ofFigures = figures.flatMap(({ measure, sentence }) => [measure ?? '', sentence ?? '']);
  return [...Object.values(values), ...kept].map(({ text }) => text).concat(ofFigures);
}

/** Words with a capital that no start of a sentence explains, in lower case. Names may begin sentences. */
function capitalizedWords(texts: readonly string[]): ReadonlySet<string> {
  const words = texts.flatMap(sentencesIn).flatMap((sentence) =>
    tokens(sentence).filter(({ kind, text, low }, at) => {
      const isName = at > 0 || ALSO_NAMES.has(low);
      return kind === 'word' && isCapital(text) && text !== text.toUpperCase() && isName;
    }),
  );
  return new Set(words.map(({ low }) => low));
}

/** Single letters that a text has as names, in lower case: "in R". */
function capitalLetters(text: string): string[] {
  const isName = ({ kind, text: word }: Token, at: number) =>
    at > 0 && kind === 'word' && word.length === 1 && isCapital(word);
  return sentencesIn(text).flatMap((sentence) =>
    tokens(sentence)
      .filter(isName)
      .map(({ low }) => low),
  );
}

/** Slots of names that sentences may mention, in the form that the letter has. */
const NAME_SLOTS = ['role.company', 'system.employer', 'role.team'];

/** Names with capitals: of companies, teams and places, and in English of systems that the answers write with a capital. */
function namesInCapitals(sheet: Sheet): readonly string[] {
  const { values, language } = sheet;
  const names = NAME_SLOTS.flatMap((slot) => values[slot]?.text ?? []);
  const places = (values['contact.location']?.text ?? '').split(',').map((place) => properName(place.trim()));
  // A German noun has a capital.
  const others = language === 'en' ? capitalizedForms(ownTexts(sheet)) : [];
  return [...others, ...places, ...names].map((name) => name.trim()).filter((name) => name !== '');
}

/** The sentences of the candidate, without job posts and titles. */
function ownTexts({ values, kept }: Sheet): string[] {
  const sentences = Object.entries(values).flatMap(([slot, { text }]) => (slotKind(slot) === 'name' ? [] : [text]));
  return [...sentences, ...kept.flatMap(({ isPost, text }) => (isPost ? [] : [text]))];
}

/** Words with a capital behind another word, as written. */
function capitalizedForms(texts: readonly string[]): string[] {
  return texts.flatMap(sentencesIn).flatMap((sentence) => {
    const list = tokens(sentence);
    const isName = ({ kind, text, low }: Token, at: number) =>
      kind === 'word' && list[at - 1]?.kind === 'word' && isCapital(text) && !TECHNICAL.has(low);
    return list.filter(isName).map(({ text }) => text);
  });
}

/** Words that are no misspellings, as they name somebody or something. */
function namesOn({ values }: Sheet): ReadonlySet<string> {
  const names = Object.entries(values).flatMap(([slot, { text }]) => (slotKind(slot) === 'name' ? [text] : []));
  return new Set(names.flatMap(wordsIn));
}
