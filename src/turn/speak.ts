/** From a state of the interview to what is said: remarks, then the question with what was noted. */
import type { Ask, Choice, Noted, Outbound } from '../adapters/contract.ts';
import { composeLetter, paragraph } from '../letter/compose.ts';
import { figureSentence } from '../letter/figure-sentence.ts';
import { type Letter, letterText, type Sentence, sentencesOf } from '../letter/letter.ts';
import { hides, redact } from '../letter/redact.ts';
import { figureText } from '../letter/render.ts';
import { whyText } from '../letter/why.ts';
import type { Note, Remark } from '../machine/context.ts';
import { type Interview, questionOf } from '../machine/interview.ts';
import type { Language } from '../machine/language.ts';
import { progressOf } from '../machine/next-question.ts';
import type { Option, Question } from '../machine/question.ts';
import { withSentences } from '../machine/review-question.ts';
import { briefFigure, type Figure, isOpen, type Sheet } from '../machine/sheet.ts';
import { isMetric, SLOTS, topicOf } from '../machine/slots.ts';
import { labelOf, slotName } from '../prompts/choices.ts';
import { questionText } from '../prompts/questions.ts';
import { hiddenText, remarkText, standInText } from '../prompts/remarks.ts';
import { wordIn, wordsOf } from '../prompts/words.ts';
import type { KeptLetter } from '../store/store.ts';

/** Questions over the whole letter: its sentences have numbers. */
const OVER_LETTER: ReadonlySet<Question['kind']> = new Set(['review', 'letter', 'sentence', 'place']);

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
  return { question: inWords(withSentences(question, keys), sheet.language), sentences, letter, gap };
}

/** Options that set words of ours set them in the language of the interview. */
function inWords(question: Question, language: Language): Question {
  const own = (key: string) => wordIn('own', key, language);
  const options = question.options.map((option): Option => {
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

/** The sentences of a topic, with the changes that were made to them. */
function paragraphOf(topic: string, { context: { sheet, edits } }: Interview, date: Date): readonly Sentence[] {
  const keys = paragraph(sheet, topic).map(({ key }) => key);
  const all = sentencesOf(composeLetter({ sheet, edits, date }));
  const isAdded = (at: number) => all[at]?.key.startsWith('added:') && keys.includes(all[at - 1]?.key ?? '');
  return all.filter(({ key }, at) => keys.includes(key) || isAdded(at));
}

/**
 * Everything that a state has to say.
 *
 * @param before the state before this turn, to tell what it changed
 * @param last a letter that was delivered, for whoever asks what its sentences rest on, or to see it again
 */
export function speak(
  state: Interview,
  date: Date,
  last: KeptLetter | null,
  before: Interview | null = null,
): Outbound[] {
  const { sheet, open, edits, said: answer, shown, remarks } = state.context;
  const { language } = sheet;
  const textOf = (remark: Remark): string => {
    if (remark === 'brief') return briefText(sheet);
    if (remark === 'why') return last ? whyText(last.letter, sheet) : remarkText('no-letter', open, language);
    if (remark !== 'hidden') return remarkText(remark, open, language);
    // Between open questions no letter is shown yet, and an undo would go one question back.
    if (open && edits.at(-1)?.type !== 'restore') return remarkText('kept-out', open, language);
    return before ? effectOf(before, state, date) : hiddenText([], 0, language);
  };
  const again = last ? redact(letterText(last.letter), sheet.hidden) : wordsOf('said', language)('no-such-letter');
  const told = answer === null ? '' : redact(answer, sheet.hidden);
  const texts = [...remarks.map(textOf), told, shown === null ? '' : again];
  const words = texts.filter((text) => text !== '');
  const said = words.map((text): Outbound => ({ kind: 'say', text }));
  const standing = standingOf(state, date);
  if (!standing) return said;
  const ask = askOf(state, standing);
  const old = before && questionOf(before);
  if (!old) return [...said, ask];
  // What was asked for besides is no new question.
  const isBesides = remarks.length > 0 && remarks.every((remark) => BESIDES.has(remark));
  if (isBesides && ask.noted.length === 0 && old.kind === standing.question.kind && isSame(old, standing.question))
    return said;
  if (!ABOUT_LETTER.has(old.kind) || !ABOUT_LETTER.has(standing.question.kind)) return [...said, ask];
  return [{ ...ask, text: [...words, ask.text].join('\n\n'), isAgain: true }];
}

/** Remarks that answer something which was asked for, beside the question that stands. */
const BESIDES: ReadonlySet<Remark> = new Set(['help', 'brief', 'why', 'no-letter']);

/** Questions of the review: each takes the place of the one before. */
const ABOUT_LETTER: ReadonlySet<Question['kind']> = new Set(['review', 'sentence', 'wording', 'place']);

function isSame(one: Question, other: Question): boolean {
  return one.topic === other.topic && one.slot === other.slot;
}

/** The sentences that keeping something out has changed. */
function effectOf(before: Interview, after: Interview, date: Date): string {
  const [old = [], now = []] = [before, after].map(({ context: { sheet, edits } }) =>
    sentencesOf(composeLetter({ sheet, edits, date })),
  );
  const texts = new Map(old.map(({ key, text }) => [key, text]));
  const changed = now.filter(({ key, text }) => (texts.get(key) ?? text) !== text).map(({ text }) => text);
  return hiddenText(changed, Math.max(0, old.length - now.length), after.context.sheet.language);
}

/** The question as an adapter shows it. */
export function askOf(state: Interview, { question, sentences, letter, gap }: Standing): Ask {
  const { context } = state;
  const { sheet } = context;
  const { language } = sheet;
  const open = (text: string | null | undefined) => (text ? redact(text, sheet.hidden) : null);
  const figure = 'figure' in question ? question.figure : null;
  const lines = sentences.map(({ text }) => text);
  // The model words its questions before it knows what the same answer keeps out.
  const isWorded = question.kind === 'slot' && question.words !== undefined;
  const shown = isWorded ? { ...question, words: open(question.words) ?? '' } : question;
  const view = {
    company: open(sheet.values['role.company']?.text),
    employer: open(sheet.values['system.employer']?.text),
    figure: figure ? open(figureSentence(figure, language)) : null,
    current:
      question.kind === 'confidential'
        ? gap
        : 'current' in question
          ? open(question.current ?? partOf(question.slot, figure))
          : null,
    lines,
    writer: !context.open ? ('none' as const) : context.draft === null ? ('before' as const) : ('after' as const),
    greeting: letter?.greeting ?? '',
    signOff: letter?.signOff ?? '',
  };
  const isAside = question.kind === 'review' || question.kind === 'letter';
  return {
    kind: 'ask',
    question: kindOf(question),
    topic: question.topic,
    ...(question.slot !== '' && { slot: question.slot }),
    text: questionText(shown, view, language),
    choices: question.options.map((option) => choiceOf(question, option, sheet, sentences)),
    ...(question.kind === 'confirm' && {
      figure: briefFigure(question.figure),
      value: open(figureSentence(question.figure, language)) ?? '',
    }),
    ...(question.kind === 'review' && {
      lines: sentences.map(({ text, slots, key }) => ({ slot: slots[0] ?? key, text })),
    }),
    noted: context.notes.map((note) => notedOf(note, sheet)),
    ...formFor(question, context),
    ...(!isAside && { progress: progressOf(context) }),
    takesNumbers: takesNumbers(question),
    mark: markOf(question, context.letters),
    ...(language !== 'en' && { language }),
  };
}

/** The sentence that holds what is to be kept out, with a gap in its place; null where none does. */
function gapIn({ context: { sheet, edits, draft } }: Interview, value: string | null, date: Date): string | null {
  if (value === null) return null;
  const others = sheet.hidden.filter((each) => each.value !== value);
  const letter = composeLetter({ sheet: { ...sheet, hidden: others }, edits, draft, date });
  const gap = [{ value, say: '…' }];
  const found = sentencesOf(letter).find(({ text }) => hides(text, gap));
  return found ? redact(found.text, gap) : null;
}

/** The topics whose slots are told one by one, and could be told in one form. */
const FORM_TOPICS: ReadonlySet<string> = new Set(['company', 'system']);

/** In a guided interview, where two or more slots of the topic are open. */
function formFor(question: Question, { sheet, open }: Interview['context']): Pick<Ask, 'form'> {
  const { kind, topic, slot } = question;
  if (open || kind !== 'slot' || question.isRevision || !FORM_TOPICS.has(topic) || slot === 'job-post') return {};
  const slots = SLOTS.map(({ id }) => id).filter((id) => topicOf(id) === topic);
  if (slots.filter((id) => isOpen(sheet, id)).length < 2) return {};
  return { form: slots.map((id) => ({ slot: id, value: notedIn(id, sheet) ?? '' })) };
}

/** The words of the line protocol know no more than these kinds. */
function kindOf({ kind }: Question): Ask['question'] {
  if (kind === 'aside' || kind === 'sure') return 'confirm';
  if (kind === 'language') return 'which';
  return kind === 'sentence' || kind === 'wording' || kind === 'place' || kind === 'proposals' ? 'which' : kind;
}

function takesNumbers({ kind, topic, slot }: Question): boolean {
  return isMetric(topic) || kind === 'review' || kind === 'letter' || slot === 'contact.location';
}

/** Names a question: a button of another one is over. */
function markOf({ kind, slot, topic, options }: Question, letters: number): string {
  const text = [kind, topic, slot, letters, ...options.map(({ id, value }) => `${id}${value?.text ?? ''}`)].join('|');
  let hash = 5381;
  for (const sign of text) hash = (hash * 33 + (sign.codePointAt(0) ?? 0)) % 4_294_967_296;
  return hash.toString(36);
}

function choiceOf(question: Question, option: Option, sheet: Sheet, sentences: readonly Sentence[]): Choice {
  const { id, value, figure, slot } = option;
  const noted = question.kind === 'which' && slot !== undefined ? notedIn(slot, sheet) : null;
  return {
    id,
    label: labelOf(question, option, shownBy(option, sheet, sentences), sheet.language),
    ...(value && !value.ours && { value: value.text }),
    ...(noted !== null && { value: noted }),
    ...(figure && { figure: briefFigure(figure) }),
    ...(slot !== undefined && { slot }),
  };
}

/** @returns what is noted in a slot; null where that is nothing or several things, or where some of it is kept out */
export function notedIn(slot: string, sheet: Sheet): string | null {
  const figures = sheet.figures.filter(({ topic }) => topic === topicOf(slot));
  const text = sheet.values[slot]?.text ?? (figures.length === 1 ? partOf(slot, figures[0]) : null);
  return text && redact(text, sheet.hidden) === text ? text : null;
}

/** What an option stands for, as its button shows it; null where it has a label of its own. */
function shownBy(
  { id, value, figure, also, slot, standIn }: Option,
  sheet: Sheet,
  sentences: readonly Sentence[],
): string | null {
  const { language } = sheet;
  const inShort = (one: Figure) => figureText(one, language);
  if (figure) return figure.sentence ?? [figure, ...(also ? [also] : [])].map(inShort).join(' · ');
  if (standIn !== undefined) return standInText(standIn, id.split(':')[1] ?? '', language);
  if (value && !value.ours) return value.text;
  if (slot === undefined) return null;
  if (id.startsWith('n:')) return `${id.slice(2)}. ${sentences.find(({ key }) => key === slot)?.text ?? ''}`;
  const noted = isMetric(topicOf(slot)) ? sheet.figures.find(({ topic }) => topic === topicOf(slot)) : undefined;
  const text = sheet.values[slot]?.text ?? (noted ? (partOf(slot, noted) ?? inShort(noted)) : '');
  const name = slotName(slot, language);
  return text === '' ? name : `${name}: ${redact(text, sheet.hidden)}`;
}

/** The part of a figure that a slot stands for. */
function partOf(slot: string, figure: Figure | null | undefined): string | null {
  if (!figure) return null;
  const { now, before, measure, percentile, sentence } = figure;
  const parts: Readonly<Record<string, string | null | undefined>> = {
    now: now?.quote,
    before: before?.quote,
    measure,
    percentile,
    sentence,
  };
  return parts[slot.split('.')[1] ?? ''] ?? null;
}

function notedOf({ slot, figure: id }: Note, sheet: Sheet): Noted {
  const figure = sheet.figures.find((each) => each.id === id);
  const text = figure ? figureText(figure, sheet.language) : (sheet.values[slot]?.text ?? '');
  return { slot, text: redact(text, sheet.hidden), ...(figure && { figure: briefFigure(figure) }) };
}

/** Everything that is noted, a line each. */
function briefText(sheet: Sheet): string {
  const { language } = sheet;
  const say = wordsOf('said', language);
  const values = Object.entries(sheet.values).map(([slot, { text }]) => `${slotName(slot, language)}: ${text}`);
  const figures = sheet.figures.map((figure) => `${slotName(figure.topic, language)}: ${figureText(figure, language)}`);
  const lines = [...values, ...figures].map((line) => `- ${redact(line, sheet.hidden)}`);
  return lines.length === 0 ? say('nothing-noted') : [say('noted-so-far'), ...lines].join('\n');
}
