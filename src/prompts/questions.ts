/** The words of every question, and of its buttons: short, one question a message, with an example where it helps. */
import type { Language } from '../machine/language.ts';
import type { Fit, PracticeItem } from '../machine/pending.ts';
import type { Option, Question } from '../machine/question.ts';
import { topicOf } from '../machine/slots.ts';
import { sentencesIn } from '../text/sentences.ts';
import { LANGUAGE_NAMES, LOCALES, wordIn, wordsOf } from './words.ts';

/** What a question shows of the interview; confidential parts are already replaced. */
export interface View {
  readonly company: string | null;
  readonly employer: string | null;
  /** The figure that is asked about, as the sentence that it makes. */
  readonly figure: string | null;
  /** The value that is to be said anew. */
  readonly current: string | null;
  /** Numbered sentences of the paragraph or of the letter. */
  readonly lines: readonly string[];
  /** What a practice question is about; null where nothing of it may be said. */
  readonly subject: string | null;
  /** A model writes: before it has, `lines` are what it writes from; after that its letter can be changed by talking. */
  readonly writer: 'none' | 'before' | 'after';
  readonly greeting: string;
  readonly signOff: string;
}

/** The texts that only hold where a name is known have another one beside them, with a question mark. */
function asked(key: string, { company, employer }: View, language: Language): string | null {
  const isUnknown = (key === 'company.view' && company === null) || (key === 'system.what' && employer === null);
  const names = { company: company ?? wordsOf('questions', language)('company'), employer: employer ?? '' };
  return wordIn('questions', isUnknown ? `${key}?` : key, language, names);
}

export function questionText(question: Question, view: View, language: Language = 'en'): string {
  const say = wordsOf('questions', language);
  switch (question.kind) {
    case 'open':
      return (
        asked(`open.${question.topic}`, view, language) ?? asked(question.topic, view, language) ?? say('any-topic')
      );
    case 'slot':
      return slotText(question, view, language);
    case 'aside':
      return asideText(question, language);
    case 'confirm':
      return confirmText(question, view, language);
    case 'which':
      return say(question.text === null ? 'which' : 'which.text');
    case 'sentence':
      return wordsOf('sentences', language)(question.action);
    case 'wording':
      return wordsOf('wordings', language)(question.action);
    case 'change':
      return say('change', {
        number: question.number,
        quoted: say('quoted', { text: view.lines[question.number - 1] ?? '' }),
      });
    case 'edit': {
      const { action, numbers } = question;
      const [number = 0, to = 0] = numbers;
      const all = new Intl.ListFormat(LOCALES[language]).format(numbers.map(String));
      return say(`edit.${action}`, { number, to, numbers: all, count: numbers.length });
    }
    case 'proposals':
      return say('proposals', { lines: question.lines.map((line) => `- ${line}`).join('\n') });
    case 'former':
      return say('former', { words: question.words, line: question.text });
    case 'heard':
      return say('heard', { text: view.current ?? '' });
    case 'sure':
      return wordsOf('sure', language)(question.of);
    case 'stories':
      return storiesText(view.lines, question.fit, language);
    case 'practice':
      return practiceText(practiceQuestion(question.item, view.subject, language), question.at, question.of, language);
    case 'practiced':
      return question.isRead ? say('practiced.read') : say('practiced', { line: view.current ?? '' });
    case 'job-post':
      return say('is-job-post');
    case 'confidential': {
      if (question.asks === 'value') return say('confidential.value');
      const gap = view.current === null ? '' : `${say('in-letter', { line: view.current })}\n\n`;
      return `${gap}${say('confidential.say')}`;
    }
    case 'review':
      return reviewText(view, language);
    case 'letter':
      return say(view.writer === 'after' ? 'letter.after' : 'letter');
    case 'order':
      return question.problem === null
        ? say('order')
        : `${wordsOf('problems', language)(question.problem)} ${say('order.unit')}`;
    case 'language':
      return question.offered === null
        ? say('language')
        : say('language.offer', { language: LANGUAGE_NAMES[question.offered] });
    case 'conflict':
    case 'place':
    case 'remind':
      return say(question.kind);
  }
}

/** Whether a question comes with an example, or with the beginning of a sentence to complete. */
export function showsExample(text: string, language: Language): boolean {
  const word = wordsOf('questions', language)('for-example').toLowerCase();
  return text.toLowerCase().includes(word) || text.includes('…');
}

/** Problems of an answer that only needs one of the offered wordings: the question isn't repeated. */
const CHOOSES_WORDING: ReadonlySet<string> = new Set(['third-person', 'noun-or-sentence']);

function slotText(
  { slot, problem, isRevision, words }: Extract<Question, { kind: 'slot' }>,
  view: View,
  language: Language,
): string {
  const say = wordsOf('questions', language);
  const { current, figure, lines, writer } = view;
  // A model writes the sentence: it needs no completing.
  const told = writer === 'none' ? null : asked(`open.${slot}`, view, language);
  const ask = words ?? told ?? asked(slot, view, language) ?? say('any-slot');
  if (isRevision)
    return `${current === null ? '' : `${say('so-far', { current })}\n\n`}${revised(slot, ask, language)}`;
  if (problem !== null && CHOOSES_WORDING.has(problem)) return wordsOf('problems', language)(problem);
  if (problem !== null) return `${wordsOf('problems', language)(problem)} ${withoutLead(ask, language)}`;
  // Where several figures were told at once, it has to be said which one is meant.
  if (writer !== 'none' && figure !== null && words === undefined) return say('about', { figure, ask });
  const [line] = lines;
  if (line === undefined) return ask;
  return lines.length === 1
    ? `${say('in-letter', { line })}\n\n${ask}`
    : `${say('in-letter.lines')}\n\n${numbered(lines)}\n\n${say('change-a-line')}\n\n${ask}`;
}

function revised(slot: string, ask: string, language: Language): string {
  const say = wordsOf('questions', language);
  if (slot.endsWith('.sentence')) return say('sentence-again');
  if (slot.endsWith('.more')) return say('more-again');
  return withoutLead(ask, language);
}

/** Without the words that lead to the next topic, which it was asked with before. */
function withoutLead(ask: string, language: Language): string {
  const say = wordsOf('questions', language);
  const rest = ask.replace(say('lead.numbers'), '').replace(say('lead.and'), '');
  const first = rest.charAt(0) === '¿' ? 1 : 0;
  return rest.slice(0, first) + rest.charAt(first).toUpperCase() + rest.slice(first + 1);
}

function confirmText({ about }: Extract<Question, { kind: 'confirm' }>, { figure }: View, language: Language): string {
  const say = wordsOf('questions', language);
  if (about === 'unsure') return say('have-right', { quoted: say('quoted', { text: figure ?? '' }) });
  return `${say('in-letter', { line: figure ?? '' })} ${wordsOf('doubts', language)(about)}`;
}

/** Which sentences may not be meant for the letter. */
function asideText({ value, asides }: Extract<Question, { kind: 'aside' }>, language: Language): string {
  const say = wordsOf('questions', language);
  const all = sentencesIn(value.text);
  const shown = asides.map((number) => say('quoted', { text: all[number - 1] ?? '' })).join('\n');
  return say(asides.length >= value.sentences ? 'aside.all' : 'aside.some', { shown });
}

function reviewText({ lines, greeting, signOff, writer }: View, language: Language): string {
  const say = wordsOf('questions', language);
  if (writer === 'before') return say('review.before', { lines: numbered(lines) });
  return say('review', { greeting, lines: numbered(lines), signOff });
}

function numbered(lines: readonly string[]): string {
  return lines.map((line, at) => `${at + 1}. ${line}`).join('\n');
}

/** A system without anything that may be said of it. */
function unnamed(language: Language): string {
  return wordsOf('questions', language)('story.unnamed');
}

/** "Tavolo: rebuilt the meter pipeline in Go. Lost readings fell from 1.2% to 0.05%." */
export function storyLine(
  employer: string | null,
  what: string | null,
  figure: string | null,
  language: Language = 'en',
): string {
  const name = [employer, what].filter((part) => part !== null).join(colon(language));
  return [name === '' ? unnamed(language) : name, figure].filter((part) => part !== null).join('. ');
}

/** "Tavolo · 1.2% → 0.05% (lost readings)", on a button. */
export function storyLabel(name: string | null, figure: string | null, language: Language = 'en'): string {
  return [name ?? unnamed(language), figure].filter((part) => part !== null).join(' · ');
}

/**
 * @param lines a system each, numbered from 1
 * @param fit which one fits the job post, with words of both
 */
function storiesText(lines: readonly string[], fit: Fit | null, language: Language = 'en'): string {
  const say = wordsOf('questions', language);
  const list = lines.map((line, at) => `${at + 1}. ${line}`).join('\n');
  if (fit === null) return say('stories', { lines: list });
  const { at, post, story } = fit;
  return say('stories.fit', { lines: list, number: at + 1, post, story });
}

/** @param subject a figure's sentence, or what the slot says; null where nothing of it may be said */
export function practiceQuestion(
  { id, words }: PracticeItem,
  subject: string | null,
  language: Language = 'en',
): string {
  if (words !== null) return words;
  const question = wordsOf('practice', language)(id);
  const isAbout = subject !== null && id !== 'alone';
  return isAbout ? `${wordsOf('questions', language)('quoted', { text: subject })} ${question}` : question;
}

/** "Question 2 of 3. …" */
function practiceText(question: string, at: number, of: number, language: Language = 'en'): string {
  return of === 1 ? question : wordsOf('practice', language)('nth', { at, of, question });
}

/** In characters; a button shows no more. */
const LONGEST = 60;

/**
 * @param shown what the option stands for, where it stands for a value: a figure, a piece of an answer, a note
 */
export function labelOf(
  question: Question,
  { id, language: offered }: Option,
  shown: string | null,
  language: Language = 'en',
): string {
  if (shown !== null) return shortened(shown);
  if (offered !== undefined) return LANGUAGE_NAMES[offered];
  const kind = question.kind === 'slot' && question.isRevision ? 'revision' : kindOf(question);
  const place = question.kind === 'open' ? question.topic : placeOf(question.slot);
  // Where a button says something else: at one kind of question, at one question, or at the first one for a topic.
  const at = (where: string) => wordIn('labels-at', `${where} ${id}`, language);
  return at(kind) ?? at(place) ?? wordIn('labels', id, language) ?? id;
}

/** The first question for a topic stands for it: "latency" for "latency.now". */
function placeOf(slot: string): string {
  return slot.endsWith('.now') || slot.endsWith('.choice') ? topicOf(slot) : slot;
}

/** What is left out of an answer is all of it, or some; a message that changes nothing may still be an answer. */
function kindOf(question: Question): string {
  if (question.kind === 'which') return question.text === null ? 'which' : 'which-said';
  if (question.kind === 'practiced' && question.isRead) return 'practiced-read';
  if (question.kind === 'confidential' && question.isMore) return 'confidential-more';
  if (question.kind !== 'aside') return question.kind;
  return question.asides.length >= question.value.sentences ? 'aside-all' : 'aside-some';
}

function shortened(text: string): string {
  const line = text.replaceAll('\n', ' ').trim();
  if (line.length <= LONGEST) return line;
  const space = line.lastIndexOf(' ', LONGEST - 2);
  return `${line.slice(0, space > LONGEST / 2 ? space : LONGEST - 2).toWellFormed()} …`;
}

/** What a noted value is called in lists. */
function plainName(id: string): string {
  const words = id.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** "Position: Senior Engineer"; French sets a space in front of the colon. */
export function named(slot: string, text: string, language: Language): string {
  return `${slotName(slot, language)}${colon(language)}${text}`;
}

/** With the spaces that stand around it. */
function colon(language: Language): string {
  return language === 'fr' ? '\u202f: ' : ': ';
}

/** A topic without a name of its own has that of its id: "team-size" is "Team size". */
export function slotName(slot: string, language: Language = 'en'): string {
  const [topic = '', part = ''] = slot.split('+')[0]?.split('.') ?? [];
  const whole = wordIn('names', `${topic}.${part}`, language);
  const name = whole ?? wordIn('names', topic, language) ?? plainName(topic);
  const partName = wordIn('names', part, language);
  return partName !== null && whole === null ? `${name}, ${partName}` : name;
}
