/** What stands asked in a state of the interview: the question, and the sentences that it numbers. */
import { composeLetter, paragraph } from '../letter/compose.ts';
import { type Letter, letterText, type Sentence, sentencesOf } from '../letter/letter.ts';
import { peopleIn } from '../letter/people.ts';
import { hides, redact } from '../letter/redact.ts';
import { figureText } from '../letter/render.ts';
import { placeOf } from '../letter/wording.ts';
import { askBack } from '../machine/commands.ts';
import { type Interview, questionOf } from '../machine/interview.ts';
import type { Language } from '../machine/language.ts';
import { POST_OPTION } from '../machine/offers.ts';
import type { Option, Question } from '../machine/question.ts';
import { type Sheet, typedValue } from '../machine/sheet.ts';
import { CONTRACT, CONTRACT_STORY } from '../machine/slots.ts';
import { withSentences } from '../machine/step-question.ts';
import { quotedFromPost } from '../prompts/letters.ts';
import { wordIn } from '../prompts/words.ts';
import { SLOT_AT_MOST } from '../reader/kept.ts';

/** Questions over the whole letter: its sentences have numbers. */
export const OVER_LETTER: ReadonlySet<Question['kind']> = new Set([
  'review',
  'letter',
  'sentence',
  'place',
  'change',
  'edit',
  'practice',
  'practiced',
]);

/** What stands asked, with everything that can be chosen, and the sentences that it numbers. */
export interface Standing {
  readonly question: Question;
  readonly sentences: readonly Sentence[];
  /** Null where the question is about a part of it. */
  readonly letter: Letter | null;
  /** The sentence that something is to be kept out of, with a gap in its place. */
  readonly gap: string | null;
}

/** @param date today, which stands in the letter's heading */
export function standingOf(state: Interview, date: Date): Standing | null {
  const question = questionOf(state);
  if (question === null) return null;
  const { sheet, edits, draft } = state.context;
  const letter = OVER_LETTER.has(question.kind) ? composeLetter({ sheet, edits, draft, date }) : null;
  const topic = question.kind === 'slot' ? question.readsBack : null;
  const sentences = letter ? sentencesOf(letter) : topic ? paragraphOf(topic, state, date) : [];
  const keys = sentences.map(({ key }) => key);
  const gap = question.kind === 'confidential' ? gapIn(state, question.value, date) : null;
  return {
    question: inWords(withSentences(withoutHidden(withPeople(question, state, date), sheet), keys), sheet.language),
    sentences,
    letter,
    gap,
  };
}

/** Answers that tell of colleagues. */
const TELLS_OF_PEOPLE = ['system.part', CONTRACT_STORY, ...CONTRACT, 'background'];
const PEOPLE_AT_MOST = 5;

/** Where it is asked what to keep out, people whom the letter names are offered behind the employer. */
function withPeople(question: Question, state: Interview, date: Date): Question {
  if (question.kind !== 'confidential' || question.asks !== 'value') return question;
  const { values, language } = state.context.sheet;
  const [employer = '', ...others] = ['system.employer', 'role.company', 'contact.name'].map(
    (slot) => values[slot]?.text ?? '',
  );
  const people = TELLS_OF_PEOPLE.flatMap((slot) => peopleIn(values[slot]?.text ?? '', language, slot === 'system.part'))
    .filter((name) => ![employer, ...others].some((one) => one.includes(name)) && foundIn(state, name, date) !== null)
    .slice(0, PEOPLE_AT_MOST)
    .map(
      (name, at): Option => ({
        id: `person:${at + 1}`,
        value: typedValue(name, ''),
        does: [askBack({ kind: 'describe', value: name })],
      }),
    );
  const before = question.options.findIndex(({ value }) => value !== undefined && value.text !== employer);
  return { ...question, options: question.options.toSpliced(before < 0 ? 1 : before, 0, ...people) };
}

/** What a part of is kept out already is not offered to be kept out: that would show it. */
function withoutHidden(question: Question, { hidden, language }: Sheet): Question {
  if (question.kind !== 'confidential') return question;
  const isOffered = ({ value, figure, standIn }: Option) =>
    standIn !== undefined ||
    !(hides(value?.text ?? '', hidden) || (figure && hides(figureText(figure, language), hidden)));
  return { ...question, options: question.options.filter(isOffered) };
}

/** Options that set words of ours set them in the language of the interview. */
function inWords(question: Question, language: Language): Question {
  const own = (key: string) => wordIn('own', key, language);
  const options = question.options.map((option): Option => {
    if (option.id.startsWith(POST_OPTION)) return quoting(option, language);
    const text = option.value?.ours ? own(question.slot) : null;
    const value = option.value && text !== null ? { ...option.value, text } : option.value;
    const measure = own(option.id);
    const does = option.does.map((command) => {
      if (command.type === 'set' && value) return { ...command, value };
      return command.type === 'set-figure' && measure ? { ...command, patch: { ...command.patch, measure } } : command;
    });
    return text === null && measure === null ? option : { ...option, ...(value && { value }), does };
  });
  return { ...question, options };
}

/** A sentence of the job post goes into the letter as what the company writes; the button shows it as it is. */
function quoting(option: Option, language: Language): Option {
  const does = option.does.map((command) =>
    command.type === 'set'
      ? { ...command, value: { ...command.value, text: quotedFromPost(command.value.text, language) } }
      : command,
  );
  return { ...option, does };
}

/** The sentences of a topic, with the changes that were made to them. */
function paragraphOf(topic: string, { context: { sheet, edits } }: Interview, date: Date): readonly Sentence[] {
  const keys = paragraph(sheet, topic).map(({ key }) => key);
  const all = sentencesOf(composeLetter({ sheet, edits, date }));
  const isAdded = (at: number) => all[at]?.key.startsWith('added:') && keys.includes(all[at - 1]?.key ?? '');
  return all.filter(({ key }, at) => keys.includes(key) || isAdded(at));
}

/** The sentence that holds what is to be kept out, with a gap in its place; null where none does. */
function gapIn({ context: { sheet, edits, draft } }: Interview, value: string | null, date: Date): string | null {
  if (value === null) return null;
  const others = sheet.hidden.filter((each) => each.value !== value);
  const gap = [{ value, say: GAP }];
  const without = (hidden: typeof others) =>
    sentencesOf(composeLetter({ sheet: { ...sheet, hidden }, edits, draft, date }));
  const found = without(others).find(({ text }) => hides(text, gap));
  if (!found) return null;
  // As the stand-in will stand there: without the article that only the name has, "bei der Nordwind AG".
  const opened = without([...others, ...gap]).find(({ key }) => key === found.key);
  const shown = opened?.text.includes(GAP) ? opened.text : redact(found.text, gap);
  return shown.replaceAll(GAP, '…');
}

/** While the letter is composed: at the sign that is shown a sentence may end. */
const GAP = '___';

/** The letter that would be written now, as text. */
export function letterNow({ context: { sheet, edits, draft } }: Interview, date: Date): string {
  return letterText(composeLetter({ sheet, edits, draft, date }));
}

/** Words as they stand in the letter that would be written now; null where it holds none of them. */
export function foundIn(state: Interview, value: string, date: Date): string | null {
  // No slot holds more.
  if (value.length > SLOT_AT_MOST) return null;
  const letter = letterNow(state, date);
  const at = placeOf(value, letter);
  if (at >= 0 && value !== '') return letter.slice(at, at + value.length);
  return hides(letter, [{ value, say: null }]) ? value : null;
}
