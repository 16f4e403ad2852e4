/** Adds to a question what is wrong with the sentences that it shows, and buttons to mend it. */
import type { Sentence } from '../letter/letter.ts';
import { formatNumber, isCounted } from '../letter/render.ts';
import { completeSentences } from '../letter/wording.ts';
import { askBack, editLetter } from '../machine/commands.ts';
import type { InterviewContext } from '../machine/context.ts';
import type { Language } from '../machine/language.ts';
import { offered } from '../machine/offers.ts';
import { wordingEdits } from '../machine/pending.ts';
import { kindOf, type Quantity, sameQuantity } from '../machine/quantity.ts';
import { type Option, option, type Question, type ToldTwice } from '../machine/question.ts';
import { wordedValue } from '../machine/sheet.ts';
import { completionsOf } from '../reader/fragments.ts';
import { correctsItself } from '../text/corrections.ts';
import { numbersIn } from '../text/quantities.ts';
import { sentencesIn } from '../text/sentences.ts';
import { misspeltIn } from './offer-spelling.ts';

/** Maximum sentences with a button. */
const BUTTONS_AT_MOST = 3;
/** Minimum of a number that is named if it is told twice, and maximum of such numbers. */
const LARGE = 100;
const TWICE_AT_MOST = 3;
/** Maximum numbers of a letter that are compared. */
const NUMBERS_AT_MOST = 200;

/** @param sentences those that the question shows, or of the whole letter */
export function withFaults(question: Question, context: InterviewContext, sentences: readonly Sentence[]): Question {
  // A model mends its sentences itself.
  if (context.open || context.draft !== null) return question;
  const { kind } = question;
  if (kind === 'wording') return withCompletions(question, context, sentences);
  if (kind === 'slot' && question.problem === 'verb-missing')
    return { ...question, options: question.options.map((one) => asMeant(one, context)) };
  const isReadBack = kind === 'slot' && question.readsBack !== null && question.problem === null;
  if (!isReadBack && kind !== 'review' && kind !== 'letter') return question;
  const misspelt = misspeltIn(sentences, context);
  // The question after the letter numbers no sentences.
  const numbered = kind === 'letter' ? [] : sentences.map(({ key, text }, at) => ({ key, text, number: at + 1 }));
  const named = numbered.filter(({ text }) => completions(text, context) !== null);
  const numbersOf = (isCorrected: boolean) =>
    named.filter(({ text }) => correctsItself(text) === isCorrected).map(({ number }) => number);
  const [fragments, corrected] = [numbersOf(false), numbersOf(true)];
  const buttons = named.slice(0, BUTTONS_AT_MOST).map(({ key, number }) => ({
    id: `n:${number}`,
    slot: key,
    does: [askBack({ kind: 'wording', action: 'rewrite', key })],
  }));
  const twice = toldTwice(numbered, context.sheet.language);
  const added = [...(misspelt ? [misspelt.option] : []), ...buttons];
  return {
    ...question,
    ...(misspelt && { spelling: misspelt.spelling }),
    ...(fragments.length > 0 && { fragments }),
    ...(corrected.length > 0 && { corrected }),
    ...(twice.length > 0 && { twice }),
    // Behind "Write it" and "Edit".
    options: question.options.toSpliced(kind === 'slot' ? 0 : 1, 0, ...added),
  };
}

/** Large numbers that several sentences state of the same. Years and numbers in words may be repeated. */
function toldTwice(
  sentences: readonly { readonly text: string; readonly number: number }[],
  language: Language,
): readonly ToldTwice[] {
  const found = sentences.flatMap(({ text, number }) => {
    const { mentions } = numbersIn(text, language);
    const large = mentions.filter(({ quantity, spelled, range }) => {
      const isYear = kindOf(quantity) === 'bare' && quantity.value >= 1900 && quantity.value < 2100;
      return quantity.value >= LARGE && Number.isInteger(quantity.value) && !isYear && !spelled && range === null;
    });
    return large.map(({ quantity }) => ({ quantity, number }));
  });
  const some = found.slice(0, NUMBERS_AT_MOST);
  const all = some.map(({ quantity }): ToldTwice => {
    const same = some.filter((other) => isSameThing(quantity, other.quantity));
    return {
      told: formatNumber(quantity.value, language),
      sentences: [...new Set(same.map(({ number }) => number))],
    };
  });
  const several = all.filter((each) => each.sentences.length > 1);
  return [...new Map(several.map((each) => [each.told, each])).values()].slice(0, TWICE_AT_MOST);
}

/** "Up to 38,000 in the peak hour", "38,000 orders per hour"; but not "400 clubs" and "400 servers". */
function isSameThing(one: Quantity, other: Quantity): boolean {
  if (!isCounted(one) || !isCounted(other)) return one.unit === other.unit && sameQuantity(one, other);
  return one.value === other.value && (one.unit === other.unit || one.unit === '' || other.unit === '');
}

/** Id of the step "this sentence is meant as it is". */
const wholeStep = (text: string) => `whole:${text}`;

/** @returns what may stand instead of a sentence, if anything; null if it has no fault, or is meant as it is */
function completions(text: string, { sheet, done }: InterviewContext): readonly string[] | null {
  if (done.includes(wholeStep(text))) return null;
  return correctsItself(text) ? [] : completionsOf(text, sheet.language);
}

/** Whoever prefers such a wording to those with a subject means it as it is. */
function asMeant(one: Option, context: InterviewContext): Option {
  const [text = ''] = sentencesIn(completeSentences(one.value ? wordedValue(one.value, context.sheet.language) : ''));
  const isMeant = completions(text, context) !== null;
  return isMeant ? { ...one, does: [...one.does, { type: 'finish', step: wholeStep(text) }] } : one;
}

/** Offers the completions of a sentence that is rewritten, and to keep it. */
function withCompletions(
  question: Extract<Question, { kind: 'wording' }>,
  context: InterviewContext,
  sentences: readonly Sentence[],
): Question {
  const { action, key, offers = [], options } = question;
  const isOpen = action === 'rewrite' && offers.length === 0;
  const text = sentences.find((one) => one.key === key)?.text ?? '';
  const texts = isOpen ? completions(text, context) : null;
  if (texts === null) return question;
  const completed = offered(texts, (value) => wordingEdits(question, value.text, '').map(editLetter));
  const stays = { ...option('stays', { type: 'finish', step: wholeStep(text) }), words: text };
  return { ...question, options: [...completed, stays, ...options] };
}
