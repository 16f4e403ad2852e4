/** Adds to a question what is wrong with the sentences that it shows, and buttons to mend it. */
import type { Sentence } from '../letter/letter.ts';
import { completeSentences } from '../letter/wording.ts';
import { askBack, editLetter } from '../machine/commands.ts';
import type { InterviewContext } from '../machine/context.ts';
import { offered } from '../machine/offers.ts';
import { wordingEdits } from '../machine/pending.ts';
import { type Option, option, type Question } from '../machine/question.ts';
import { wordedValue } from '../machine/sheet.ts';
import { completionsOf } from '../reader/fragments.ts';
import { sentencesIn } from '../text/sentences.ts';
import { misspeltIn } from './offer-spelling.ts';

/** Maximum sentences with a button. */
const BUTTONS_AT_MOST = 3;

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
  const fragments = numbered.filter(({ text }) => completions(text, context) !== null);
  const buttons = fragments.slice(0, BUTTONS_AT_MOST).map(({ key, number }) => ({
    id: `n:${number}`,
    slot: key,
    does: [askBack({ kind: 'wording', action: 'rewrite', key })],
  }));
  const added = [...(misspelt ? [misspelt.option] : []), ...buttons];
  return {
    ...question,
    ...(misspelt && { spelling: misspelt.spelling }),
    ...(fragments.length > 0 && { fragments: fragments.map(({ number }) => number) }),
    // Behind "Write it" and "Edit".
    options: question.options.toSpliced(kind === 'slot' ? 0 : 1, 0, ...added),
  };
}

/** Id of the step "this sentence is meant as it is". */
const wholeStep = (text: string) => `whole:${text}`;

/** @returns what may complete a sentence; null if it is whole, or meant as it is */
function completions(text: string, { sheet, done }: InterviewContext): readonly string[] | null {
  return done.includes(wholeStep(text)) ? null : completionsOf(text, sheet.language);
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
