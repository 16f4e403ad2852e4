/** Adds to a question what is wrong with the sentences that it shows, and buttons to mend it. */
import type { Sentence } from '../letter/letter.ts';
import { askBack } from '../machine/commands.ts';
import type { InterviewContext } from '../machine/context.ts';
import type { Language } from '../machine/language.ts';
import { option, type Question } from '../machine/question.ts';
import { keyParts, slotKind } from '../machine/slots.ts';
import { correctsItself, opensCorrection } from '../text/corrections.ts';
import { wordSet } from '../text/lexer.ts';
import { isQuestion, plain } from '../text/phrases.ts';
import { isDigit } from '../text/sentences.ts';
import { misspeltIn } from './offer-spelling.ts';

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
  const numbered = kind === 'letter' ? [] : sentences.map(({ key, text }, at) => ({ key, text, number: at + 1 }));
  const corrected = numbered.filter(({ text }) => isFaulty(text, context));
  const buttons = corrected.slice(0, BUTTONS_AT_MOST).map(({ key, number }) => ({
    id: `n:${number}`,
    slot: key,
    does: [askBack({ kind: 'wording', action: 'rewrite', key })],
  }));
  // Those about figures are made by code.
  const typed = numbered.filter(({ key }) => slotKind(keyParts(key).slot) === 'text');
  const notes = typed.filter(({ text }) => isNote(text, context.sheet.language)).map(({ number }) => number);
  const added = [...(misspelt ? [misspelt.option] : []), ...buttons];
  return {
    ...question,
    ...(misspelt && { spelling: misspelt.spelling }),
    ...(corrected.length > 0 && { corrected: corrected.map(({ number }) => number) }),
    ...(notes.length > 0 && { notes }),
    // Behind "Write it" and "Edit".
    options: question.options.toSpliced(kind === 'slot' ? 0 : 1, 0, ...added),
  };
}

/** Maximum words of a note. Spanish and Portuguese sentences need no pronoun, and are shorter. */
const NOTE_WORDS: Readonly<Record<Language, number>> = { en: 3, de: 3, fr: 3, es: 2, pt: 2 };
/** What whole sentences have as their subject. */
const SUBJECTS = wordSet(`i we it they he she you that this there who ich wir es sie er das je nous il elle ils elles
  ce c'est j'ai yo nosotros eu nós`);

/** Whether a sentence is as short as a note, and has no pronoun as its subject: "On your blog." */
function isNote(text: string, language: Language): boolean {
  const words = plain(text).split(' ');
  return !isQuestion(text) && words.length <= NOTE_WORDS[language] && !words.some((word) => SUBJECTS.has(word));
}

/** Id of the step "this sentence is meant as it is". */
const wholeStep = (text: string) => `whole:${text}`;

/** Whether a sentence corrects itself or a number of another one, and isn't meant as it is. */
function isFaulty(text: string, { done }: InterviewContext): boolean {
  // "Wait I said 48 mills, its 38"
  const isOfOther = opensCorrection(text) && [...text].some(isDigit);
  return (isOfOther || correctsItself(text)) && !done.includes(wholeStep(text));
}

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
