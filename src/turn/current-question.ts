/** The current question of an interview, with the sentences that it numbers. */
import { composeLetter, topicSentences } from '../letter/compose.ts';
import { type Letter, letterText, placedSentences, type Sentence, sentencesOf } from '../letter/letter.ts';
import { findPeople } from '../letter/names.ts';
import { hides } from '../letter/redact.ts';
import { figureText } from '../letter/render.ts';
import { indexOfWords } from '../letter/wording.ts';
import { type Interview, questionOf } from '../machine/interview.ts';
import type { Language } from '../machine/language.ts';
import { nextQuestion, openStep } from '../machine/next-question.ts';
import { POST_OPTION } from '../machine/offers.ts';
import { hasTrait, type Option, type Question } from '../machine/question.ts';
import { withSentences } from '../machine/sentence-question.ts';
import { CONTRACT, CONTRACT_STORY } from '../machine/slots.ts';
import { hideOptions } from '../machine/step-question.ts';
import { wordIn } from '../prompts/catalogues.ts';
import { quotedFromPost } from '../prompts/letter-texts.ts';
import { SLOT_AT_MOST } from '../reader/answer-backlog.ts';
import { withFaults } from './sentence-faults.ts';

export interface CurrentQuestion {
  readonly question: Question;
  readonly sentences: readonly Sentence[];
  /** Null unless the question is about the whole letter. */
  readonly letter: Letter | null;
}

/** @param date shown in the heading of the letter @returns null if nothing is asked */
export function currentQuestion(state: Interview, date: Date): CurrentQuestion | null {
  const question = questionOf(state);
  if (question === null) return null;
  const { sheet } = state.context;
  // The list of noted values comes after "fix", also during the interview.
  const isList = question.kind === 'which' && question.text === null && openStep(state.context) === null;
  // What should stay out may be a sentence of the letter.
  const isOfLetter = isList || question.kind === 'confidential' || hasTrait(question, 'numbered');
  const hiding = question.kind === 'confidential' && question.asks === 'say' ? question : null;
  const letter = isOfLetter ? composedNow(hiding ? withoutHiding(state, hiding.value) : state, date) : null;
  const topic = readBack(question, state);
  const sentences = letter ? sentencesOf(letter) : topic ? paragraphOf(topic, state, date) : [];
  const placed = letter ? placedSentences(letter) : sentences;
  const numbered = withSentences(withHiding(question, state, date), placed);
  return {
    question: withFaults(inWords(numbered, sheet.language), state.context, sentences),
    sentences,
    letter,
  };
}

/** The interview with a value that is in the letter as long as it is asked what to say instead. */
function withoutHiding(state: Interview, value: string | null): Interview {
  const { sheet } = state.context;
  const hidden = sheet.hidden.filter((one) => one.value !== value);
  return { ...state, context: { ...state.context, sheet: { ...sheet, hidden } } };
}

/** The topic that the question reads back, also while something is asked about its answer; null if none. */
function readBack(question: Question, { context }: Interview): string | null {
  const isAgain = question.kind === 'slot' && question.problem !== null && !question.isRevision;
  const asked = isAgain || question.kind === 'aside' ? nextQuestion({ ...context, pending: [] }) : question;
  return asked?.kind === 'slot' && asked.slot === question.slot ? asked.readsBack : null;
}

/** Slots that may mention colleagues. */
const TELLS_OF_PEOPLE = ['system.part', CONTRACT_STORY, ...CONTRACT, 'background'];
const PEOPLE_AT_MOST = 5;

/**
 * Completes the options to hide a value: adds people named in the letter, after the employer. Drops values that the
 * letter doesn't have any more, as their sentences were rewritten, and those that contain a hidden one.
 */
function withHiding(question: Question, state: Interview, date: Date): Question {
  if (question.kind !== 'confidential') return question;
  const { hidden, language, values } = state.context.sheet;
  const isStep = question.step !== null;
  const isThere = ({ id, value }: Option) =>
    !isStep || !id.startsWith('hide:') || !value || foundIn(state, value.text, date) !== null;
  const options = question.options.filter(isThere);
  const employer = values['system.employer']?.text ?? '';
  const at = options.findIndex(({ value }) => value !== undefined && value.text !== employer);
  const people = isStep && question.asks === 'value' ? hideOptions('person', peopleIn(state, date)) : [];
  const isOffered = ({ value, figure, standIn }: Option) =>
    standIn !== undefined ||
    !(hides(value?.text ?? '', hidden) || (figure && hides(figureText(figure, language), hidden)));
  return { ...question, options: options.toSpliced(at < 0 ? 1 : at, 0, ...people).filter(isOffered) };
}

/** People named in the letter, except those of the role, the employer and the candidate. */
function peopleIn(state: Interview, date: Date): string[] {
  const { values, language } = state.context.sheet;
  const others = ['system.employer', 'role.company', 'contact.name'].map((slot) => values[slot]?.text ?? '');
  const people = TELLS_OF_PEOPLE.flatMap((slot) => findPeople(values[slot]?.text ?? '', language));
  return [...new Set(people)]
    .filter((name) => !others.some((one) => one.includes(name)) && foundIn(state, name, date) !== null)
    .slice(0, PEOPLE_AT_MOST);
}

/** Translates ready-made answers to the language of the interview. A sentence of the job post becomes a quote. */
function inWords(question: Question, language: Language): Question {
  const own = (key: string) => wordIn('own', key, language);
  const options = question.options.map((option): Option => {
    const { id, value } = option;
    const isQuote = id.startsWith(`${POST_OPTION}:`);
    const text = isQuote ? quotedFromPost(value?.text ?? '', language) : value?.ours ? own(question.slot) : null;
    const measure = own(id);
    const does = option.does.map((command) => {
      if (command.type === 'set' && text !== null) return { ...command, value: { ...command.value, text } };
      return command.type === 'set-figure' && measure ? { ...command, patch: { ...command.patch, measure } } : command;
    });
    // The button shows a quote unchanged.
    return { ...option, ...(value && text !== null && !isQuote && { value: { ...value, text } }), does };
  });
  return { ...question, options };
}

/** Returns the sentences of a topic, with edits applied. */
function paragraphOf(topic: string, { context: { sheet, edits } }: Interview, date: Date) {
  const keys = topicSentences(sheet, topic).map(({ key }) => key);
  const all = sentencesOf(composeLetter({ sheet, edits, date }));
  const isAdded = (at: number) => all[at]?.key.startsWith('added:') && keys.includes(all[at - 1]?.key ?? '');
  return all.filter(({ key }, at) => keys.includes(key) || isAdded(at));
}

/** The letter that would be written now. */
export function composedNow({ context }: Interview, date: Date): Letter {
  return composeLetter({ ...context, date });
}

export function letterNow(state: Interview, date: Date): string {
  return letterText(composedNow(state, date));
}

/** Returns the words as they appear in the letter that would be written now; null if it doesn't contain them. */
export function foundIn(state: Interview, value: string, date: Date): string | null {
  // Longer than any slot.
  if (value.length > SLOT_AT_MOST) return null;
  const letter = letterNow(state, date);
  const at = indexOfWords(value, letter);
  if (at >= 0 && value !== '') return letter.slice(at, at + value.length);
  return hides(letter, [{ value, say: null }]) ? value : null;
}
