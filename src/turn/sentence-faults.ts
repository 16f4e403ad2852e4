/** Adds to a question what is wrong with the sentences that it shows, and buttons to mend it. */
import type { Sentence } from '../letter/letter.ts';
import { formatNumber, isCounted } from '../letter/render.ts';
import { askBack } from '../machine/commands.ts';
import type { InterviewContext } from '../machine/context.ts';
import type { Language } from '../machine/language.ts';
import { kindOf, type Quantity, sameQuantity } from '../machine/quantity.ts';
import { option, type Question, type ToldTwice } from '../machine/question.ts';
import { correctsItself } from '../text/corrections.ts';
import { numbersIn } from '../text/quantities.ts';
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
  if (kind === 'wording') return withKeeping(question, context, sentences);
  const isReadBack = kind === 'slot' && question.readsBack !== null && question.problem === null;
  if (!isReadBack && kind !== 'review' && kind !== 'letter') return question;
  const misspelt = misspeltIn(sentences, context);
  // The question after the letter numbers no sentences.
  const numbered = kind === 'letter' ? [] : sentences.map(({ key, text }, at) => ({ key, text, number: at + 1 }));
  const corrected = numbered.filter(({ text }) => isFaulty(text, context));
  const buttons = corrected.slice(0, BUTTONS_AT_MOST).map(({ key, number }) => ({
    id: `n:${number}`,
    slot: key,
    does: [askBack({ kind: 'wording', action: 'rewrite', key })],
  }));
  const twice = toldTwice(numbered, context.sheet.language);
  const added = [...(misspelt ? [misspelt.option] : []), ...buttons];
  return {
    ...question,
    ...(misspelt && { spelling: misspelt.spelling }),
    ...(corrected.length > 0 && { corrected: corrected.map(({ number }) => number) }),
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

/** Whether a sentence corrects itself, and isn't meant as it is. */
const isFaulty = (text: string, { done }: InterviewContext) => correctsItself(text) && !done.includes(wholeStep(text));

/** Offers to keep a faulty sentence that is rewritten. */
function withKeeping(
  question: Extract<Question, { kind: 'wording' }>,
  context: InterviewContext,
  sentences: readonly Sentence[],
): Question {
  const { action, key, offers = [], options } = question;
  const text = sentences.find((one) => one.key === key)?.text ?? '';
  if (action !== 'rewrite' || offers.length > 0 || !isFaulty(text, context)) return question;
  const stays = { ...option('stays', { type: 'finish', step: wholeStep(text) }), words: text };
  return { ...question, options: [stays, ...options] };
}
