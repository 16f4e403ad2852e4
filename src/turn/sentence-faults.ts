/** Adds to a question what is wrong with the sentences that it shows (misspelt words, too), and buttons to mend it. */
import type { Sentence } from '../letter/letter.ts';
import { properName } from '../letter/wording.ts';
import { askBack, editLetter } from '../machine/commands.ts';
import type { InterviewContext } from '../machine/context.ts';
import type { Language } from '../machine/language.ts';
import { kindOf } from '../machine/quantity.ts';
import { type Correction, type Option, option, type Question } from '../machine/question.ts';
import { type Amount, type Sheet, wordedValue } from '../machine/sheet.ts';
import { isMetric, slotKind, topicOf } from '../machine/slots.ts';
import { withCorrections } from '../prompts/question-texts.ts';
import { correctSpelling, isNoun, lowerWords, nameFinder } from '../spelling/correct-spelling.ts';
import { isCapital } from '../text/capitals.ts';
import { correctsItself } from '../text/corrections.ts';
import { tokens, wordSet } from '../text/lexer.ts';
import { numbersIn } from '../text/quantities.ts';
import { sentencesIn } from '../text/sentences.ts';

/** Maximum sentences with a button. */
const BUTTONS_AT_MOST = 3;

/** @param sentences those that the question shows, or of the whole letter */
export function withFaults(question: Question, context: InterviewContext, sentences: readonly Sentence[]): Question {
  // A model mends its sentences itself.
  if (context.open || context.draft !== null) return question;
  const { kind } = question;
  if (kind === 'wording') return withKeeping(question, context, sentences);
  const isReadBack = kind === 'slot' && question.readsBack !== null && question.problem === null;
  if (!isReadBack && kind !== 'review' && kind !== 'letter') return question;
  const misspelt = misspeltIn(sentences, context);
  // The question after the letter numbers no sentences.
  const numbered = kind === 'letter' ? [] : sentences.map((one, at) => ({ ...one, number: at + 1 }));
  const corrected = numbered.filter(({ text }) => correctsItself(text) && !isMeant(text, context));
  const distant = numbered.filter(({ text, slots }) => saysThey(text, slots) && !isMeant(text, context));
  const faulty = numbered.filter((one) => corrected.includes(one) || distant.includes(one));
  const repeated = kind === 'review' ? repeatedIn(sentences, context.sheet.language) : [];
  const rewrites = faulty.map(({ key, number }) => ({
    id: `n:${number}`,
    slot: key,
    does: [askBack({ kind: 'wording', action: 'rewrite', key })],
  }));
  const cuts = repeated.flatMap(({ number, key, isCovered }) =>
    isCovered ? [{ id: `cut:${number}`, slot: key, does: [editLetter({ type: 'cut', key })] }] : [],
  );
  const added = [
    ...(misspelt ? [misspelt.option] : []),
    ...rewrites.slice(0, BUTTONS_AT_MOST),
    ...cuts.slice(0, BUTTONS_AT_MOST),
  ];
  return {
    ...question,
    ...(misspelt && { spelling: misspelt.spelling }),
    ...(corrected.length > 0 && { corrected: corrected.map(({ number }) => number) }),
    ...(distant.length > 0 && { saysThey: true as const }),
    ...(repeated.length > 0 && { repeated: repeated.map(({ number }) => number) }),
    // Behind "Write it" and "Edit".
    options: question.options.toSpliced(kind === 'slot' ? 0 : 1, 0, ...added),
  };
}

/** Minimum of a count that is told as a figure. A small one may well be said twice. */
const COUNTED_FROM = 100;

interface Repeated {
  readonly number: number;
  readonly key: string;
  /** Set for a sentence in the candidate's words if the figures tell all its amounts. */
  readonly isCovered: boolean;
}

/** The sentences that state an amount in digits that another one states, too. */
function repeatedIn(sentences: readonly Sentence[], language: Language): readonly Repeated[] {
  const told = sentences.map(({ key, slots, text }, at) => ({
    key,
    number: at + 1,
    amounts: amountsIn(text, language),
    isFigure: slots.some((slot) => isMetric(topicOf(slot))),
  }));
  const stating = (amount: string) => told.filter(({ amounts }) => amounts.has(amount));
  return told.flatMap(({ key, number, amounts, isFigure }) => {
    const others = [...amounts].map((amount) => stating(amount).filter((one) => one.number !== number));
    if (others.every((each) => each.length === 0)) return [];
    const isCovered = !isFigure && others.every((each) => each.some((one) => one.isFigure));
    return [{ number, key, isCovered }];
  });
}

/** The nouns of rates are left out: "31 lots a month" may be "from 31 to 4 per month" elsewhere. */
function amountsIn(text: string, language: Language): ReadonlySet<string> {
  const amounts = numbersIn(text, language).mentions.flatMap(({ quantity, spelled }) => {
    const { value, unit, per } = quantity;
    const kind = kindOf(quantity);
    if (spelled || kind === 'bare' || (kind === 'count' && value < COUNTED_FROM)) return [];
    return [per === undefined ? `${value} ${unit}` : `${value} per ${per}`];
  });
  return new Set(amounts);
}

/** Id of the step "this sentence is meant as it is". */
const wholeStep = (text: string) => `whole:${text}`;

function isMeant(text: string, { done }: InterviewContext): boolean {
  return done.includes(wholeStep(text));
}

const THEY = wordSet("they their theirs they're they've");
const YOU = wordSet("you your yours you're you've");

/** Whether a sentence to the company may speak about it instead: "They never overwrite a reading." English. */
function saysThey(text: string, slots: readonly string[]): boolean {
  const words = lowerWords(text);
  return (
    slots.some((slot) => topicOf(slot) === 'company') &&
    words.some((word) => THEY.has(word)) &&
    !words.some((word) => YOU.has(word))
  );
}

/** Offers to keep a faulty sentence that is rewritten. */
function withKeeping(
  question: Extract<Question, { kind: 'wording' }>,
  context: InterviewContext,
  sentences: readonly Sentence[],
): Question {
  const { action, key, offers = [], options } = question;
  const text = sentences.find((one) => one.key === key)?.text ?? '';
  const isFaulty = correctsItself(text) || saysThey(text, [key]);
  if (action !== 'rewrite' || offers.length > 0 || !isFaulty || isMeant(text, context)) return question;
  const stays = { ...option('stays', { type: 'finish', step: wholeStep(text) }), words: text };
  return { ...question, options: [stays, ...options] };
}

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
function misspeltIn(shownSentences: readonly Sentence[], { sheet, edits }: InterviewContext): Corrected | null {
  const sentences = shownSentences.map(({ text }) => text);
  const shown = new Set(sentences.flatMap(lowerWords));
  // The first word of a sentence has its capital already.
  const inLower = new Set(sentences.flatMap((text) => tokens(text).map(({ text: word }) => word)));
  const hidden = new Set(sheet.hidden.flatMap(({ value, say }) => lowerWords(`${value} ${say ?? ''}`)));
  const names = new Set([...namesOn(sheet), ...capitalizedWords(answersOn(sheet))]);
  const found = new Map<string, Correction>();
  const nameOf = nameFinder(namesInCapitals(sheet), sheet.language);
  const isWanted = ({ typed, correct }: Correction) => {
    const isName = correct.toLowerCase() === typed;
    if (hidden.has(typed) || !(isName ? inLower : shown).has(typed)) return false;
    return isName || (sheet.language === 'en' && !names.has(typed));
  };
  const corrected = (text: string): string => {
    const { text: next, corrections } = correctSpelling(text, isWanted, nameOf);
    for (const correction of corrections) found.set(correction.typed, correction);
    return next;
  };
  const side = (amount: Amount | null) => {
    if (amount === null) return null;
    const { tail, quantity } = amount;
    const unit = isNoun(quantity.unit) ? corrected(quantity.unit) : quantity.unit;
    return { ...amount, tail: corrected(tail), quantity: { ...quantity, unit } };
  };
  const values = Object.entries(sheet.values).map(([slot, value]) => {
    const text = wordedValue(value, sheet.language);
    const next = slotKind(slot) !== 'name' && !value.ours ? corrected(text) : text;
    if (next === text) return [slot, value] as const;
    const respelled = sheet.language === 'en' ? { english: next } : { text: next, typed: value.typed ?? value.text };
    return [slot, { ...value, ...respelled }] as const;
  });
  const figures = sheet.figures.map((figure) => ({
    ...figure,
    measure: figure.measure && corrected(figure.measure),
    sentence: figure.sentence && corrected(figure.sentence),
    now: side(figure.now),
    before: side(figure.before),
  }));
  const respelled = edits.map((edit) =>
    edit.type === 'rewrite' || edit.type === 'add' ? { ...edit, text: corrected(edit.text) } : edit,
  );
  if (found.size === 0) return null;
  // In the order of the letter.
  const spelling = [...shown].flatMap((word) => found.get(word) ?? []);
  const option: Option = {
    id: 'spelling',
    does: [
      { type: 'respell', values: Object.fromEntries(values), figures, edits: respelled },
      { type: 'say', text: withCorrections('spelling-corrected', spelling, sheet.language) },
    ],
  };
  return { spelling, option };
}

/** All that the candidate told. */
function answersOn({ values, figures, kept }: Sheet): string[] {
  const ofFigures = figures.flatMap(({ measure, sentence }) => [measure ?? '', sentence ?? '']);
  return [...Object.values(values), ...kept].map(({ text }) => text).concat(ofFigures);
}

/** Words with a capital that no start of a sentence explains, in lower case. */
function capitalizedWords(texts: readonly string[]): string[] {
  const words = texts.flatMap(sentencesIn).flatMap((sentence) => tokens(sentence).slice(1));
  return words.flatMap(({ kind, text, low }) =>
    kind === 'word' && isCapital(text) && text !== text.toUpperCase() ? [low] : [],
  );
}

/** Slots of names that sentences may mention, in the form that the letter has. */
const NAME_SLOTS = ['role.company', 'system.employer', 'role.team'];

/** Names of companies, teams and places, with capitals. */
function namesInCapitals({ values }: Sheet): readonly string[] {
  const names = NAME_SLOTS.flatMap((slot) => values[slot]?.text ?? []);
  const places = (values['contact.location']?.text ?? '').split(',').map((place) => properName(place.trim()));
  return [...places, ...names].map((name) => name.trim());
}

/** Words that are no misspellings, as they name somebody or something. */
function namesOn({ values }: Sheet): string[] {
  return Object.entries(values).flatMap(([slot, { text }]) => (slotKind(slot) === 'name' ? lowerWords(text) : []));
}
