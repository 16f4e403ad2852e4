/** The texts of questions and their buttons: short, one question per message, with an example if it helps. */
import type { Language } from '../machine/language.ts';
import { type Fit, NOTED_FORMS } from '../machine/pending.ts';
import { type Correction, type Option, onlyFigure, type Question, type ReadBack } from '../machine/question.ts';
import { topicOf } from '../machine/slots.ts';
import { sentencesIn } from '../text/sentences.ts';
import { languageName, localeOf, spaced, wordIn, wordsOf } from './catalogues.ts';
import { confidentialText, practicedText, practiceText, quotes, sentenceText, type View } from './question-parts.ts';

/** The key with "?" is the variant for an unknown name, or for an unknown choice of the company. */
function textOfSlot(key: string, { company, hasChoice, employer, place }: View, language: Language): string | null {
  const hasView = company !== null && hasChoice;
  const isUnknown = (key === 'company.view' && !hasView) || (key === 'system.what' && employer === null);
  const theirs = company ?? wordsOf('questions', language)('company');
  const names = { company: theirs, employer: employer ?? '', start: place ?? '' };
  return wordIn('questions', isUnknown ? `${key}?` : key, language, names);
}

export function questionText(question: Question, view: View, language: Language = 'en'): string {
  const say = wordsOf('questions', language);
  const quoted = quotes(view, language);
  switch (question.kind) {
    case 'open':
      return (
        textOfSlot(`open.${isAboutNumbers(question) ? 'numbers' : question.topic}`, view, language) ??
        textOfSlot(question.topic, view, language) ??
        say('any-topic')
      );
    case 'slot':
      return slotText(question, view, language);
    case 'aside':
      return asideText(question, view, language);
    case 'confirm':
      return confirmText(question, view, language);
    case 'which':
      if (question.fix) return say('which.fix', { quoted: quoted(view.open(question.fix.shown)) });
      return say(question.text === null ? 'which' : 'which.text');
    case 'sentence':
      return sentenceText(question, view, language);
    case 'wording':
      return wordsOf('wordings', language)(question.action);
    case 'place':
      return say('place', { quoted: question.added ? quoted(question.added.text) : (view.current ?? '') });
    case 'change':
      return say('change', {
        number: question.number,
        quoted: quoted(view.lines[question.number - 1] ?? ''),
      });
    case 'proposals':
      return say('proposals', { lines: listed(question.items.map(({ line }) => view.open(line))) });
    case 'former':
      return say('former', { words: view.open(question.words), line: view.open(question.text) });
    case 'heard':
      return say('heard', { text: view.open(question.text) });
    case 'deleted':
      return say('deleted', {
        lines: listed(question.filled.map(({ slot, shown }) => named(slot, view.open(shown), language))),
      });
    case 'sure':
      return wordsOf('sure', language)(question.of);
    case 'stories':
      return storiesText(view, question.fit, language);
    case 'practice':
      return practiceText(question, view.subject, language);
    case 'practiced':
      return practicedText(question.isRead, view, language);
    case 'job-post':
      return postText(question, view, language);
    case 'confidential':
      return confidentialText(question, view, language);
    case 'review':
      return reviewText(view, faultLines(question, false, language), language);
    case 'letter':
      return say(view.writer === 'after' ? 'letter.after' : 'letter') + faultLines(question, false, language);
    case 'order':
      if (onlyFigure(question)) return `${say('in-letter', { line: view.figure ?? '' })} ${say('order.one')}`;
      return question.problem === null
        ? say('order')
        : `${wordsOf('problems', language)(question.problem)} ${say('order.unit')}`;
    case 'language':
      return say('language');
    default:
      return say(question.kind);
  }
}

/** Whether a question asks for all metrics at once. */
function isAboutNumbers(question: Question): boolean {
  return question.kind === 'open' && question.topics.length > 1;
}

/** A list without doubles. */
function listed(lines: readonly string[]): string {
  return [...new Set(lines)].map((line) => `- ${line}`).join('\n');
}

function postText(
  { kept, comment = '' }: Extract<Question, { kind: 'job-post' }>,
  view: View,
  language: Language,
): string {
  const say = wordsOf('questions', language);
  const quoted = quotes(view, language);
  // In one line: "- " at the beginning of a line would be a list.
  const inShort = (words: string) => quoted(shortened(view.open(words).replaceAll('\n', ' ')));
  const beside = comment === '' ? [] : [say('is-job-post.comment', { quoted: inShort(comment) })];
  return [inShort(kept.text), say('is-job-post'), ...beside].join('\n\n');
}

/** Whether a question contains an example, or the beginning of a sentence to complete. */
export function showsExample(text: string, language: Language): boolean {
  const word = wordsOf('questions', language)('for-example').toLowerCase();
  return text.toLowerCase().includes(word) || text.includes('…');
}

/** Problems of an answer that only needs one of the offered wordings: the question isn't repeated. */
const CHOOSES_WORDING: ReadonlySet<string> = new Set([
  'noun-or-sentence',
  'verb-missing',
  'add-or-replace',
  ...NOTED_FORMS,
]);

function slotText(question: Extract<Question, { kind: 'slot' }>, view: View, language: Language): string {
  const { slot, problem, isRevision, words } = question;
  const say = wordsOf('questions', language);
  const { current, figure, lines, writer, open } = view;
  // A model writes the sentence, so the person isn't asked to complete one.
  const told = writer === 'none' ? null : textOfSlot(`open.${slot}`, view, language);
  // The model words its question before a value of the same answer is hidden.
  const ask = (words && open(words)) ?? told ?? textOfSlot(slot, view, language) ?? say('any-slot');
  if (isRevision || problem !== null) {
    const again = isRevision ? revised(slot, ask, language) : withoutLead(ask, language);
    const why = problem === null ? '' : wordsOf('problems', language)(problem);
    const said = CHOOSES_WORDING.has(problem ?? '') ? why : `${why} ${again}`.trimStart();
    return isRevision && current !== null ? `${say('so-far', { current })}\n\n${said}` : said;
  }
  // The person may have given several figures, so name the one in question.
  if (writer !== 'none' && figure !== null && words === undefined) return say('about', { figure, ask });
  const [line] = lines;
  if (line === undefined) return ask;
  const isOnly = lines.length === 1;
  const shown = isOnly ? [say('in-letter', { line })] : [say('in-letter.lines'), numbered(lines)];
  const faults = faultLines(question, isOnly, language);
  return [shown.join('\n\n') + faults, ...(isOnly ? [] : [say('change-a-line')]), ask].join('\n\n');
}

function revised(slot: string, ask: string, language: Language): string {
  const say = wordsOf('questions', language);
  if (slot.endsWith('.sentence')) return say('sentence-again');
  if (slot.endsWith('.more')) return say('more-again');
  return withoutLead(ask, language);
}

/** Removes the transition to a new topic, because the question is repeated. */
function withoutLead(ask: string, language: Language): string {
  const say = wordsOf('questions', language);
  const rest = ask.replace(say('lead.numbers'), '').replace(say('lead.and'), '');
  const first = rest.charAt(0) === '¿' ? 1 : 0;
  return rest.slice(0, first) + rest.charAt(first).toUpperCase() + rest.slice(first + 1);
}

function confirmText({ about }: Extract<Question, { kind: 'confirm' }>, view: View, language: Language): string {
  const say = wordsOf('questions', language);
  const figure = view.figure ?? '';
  if (about === 'unsure') return say('have-right', { quoted: quotes(view, language)(figure) });
  return `${say('in-letter', { line: figure })} ${wordsOf('doubts', language)(about)}`;
}

/** Asks whether some sentences of an answer belong in the letter. */
function asideText({ value, asides }: Extract<Question, { kind: 'aside' }>, view: View, language: Language): string {
  const say = wordsOf('questions', language);
  const quoted = quotes(view, language);
  const all = sentencesIn(value.text);
  const shown = asides.map((number) => quoted(all[number - 1] ?? '')).join('\n');
  return say(asides.length >= value.sentences ? 'aside.all' : 'aside.some', { shown });
}

function reviewText(
  { lines, paragraphs, subjectLine, greeting, signOff, writer }: View,
  faults: string,
  language: Language,
): string {
  const say = wordsOf('questions', language);
  const parts = (...all: readonly string[]) => all.filter((part) => part !== '').join('\n\n');
  if (writer === 'before') return say('review.before', { lines: parts(subjectLine, numbered(lines)) });
  return say('review', { lines: parts(subjectLine, greeting, numbered(lines, paragraphs)), signOff, faults });
}

/** What is wrong with the shown sentences. @param isOnly one sentence is shown, without a number */
function faultLines(
  { spelling = [], corrected = [], repeated = [], saysThey }: ReadBack,
  isOnly: boolean,
  language: Language,
): string {
  const say = wordsOf('questions', language);
  const list = new Intl.ListFormat(localeOf(language), { type: 'conjunction' });
  const listed = (numbers: readonly number[]) => list.format(numbers.map(String));
  const count = corrected.length;
  const lines = [
    ...(count === 0 ? [] : [isOnly ? say('corrected') : say('corrected-ones', { count, numbers: listed(corrected) })]),
    ...(saysThey ? [say('says-they')] : []),
    ...(repeated.length === 0
      ? []
      : [say(repeated.length === 2 ? 'said-twice' : 'said-twice-each', { numbers: listed(repeated) })]),
    ...(spelling.length === 0 ? [] : [withCorrections('review.spelling', spelling, language)]),
  ];
  return lines.map((line) => `\n\n${line}`).join('');
}

/** A message that lists corrections: "Spelling: recieve → receive, dont → don't." */
export function withCorrections(
  message: 'review.spelling' | 'spelling-corrected',
  corrections: readonly Correction[],
  language: Language,
): string {
  const words = corrections.map(({ typed, correct }) => `${typed} → ${correct}`).join(', ');
  return message === 'review.spelling'
    ? wordsOf('questions', language)(message, { words })
    : wordsOf('said', language)(message, { words });
}

/** One line each, with an empty line between paragraphs. */
function numbered(lines: readonly string[], paragraphs: readonly number[] = []): string {
  const isNew = (at: number) => at > 0 && paragraphs[at] !== paragraphs[at - 1];
  return lines.map((line, at) => `${isNew(at) ? '\n' : ''}${at + 1}. ${line}`).join('\n');
}

/** Lists the systems, numbered from 1. @param fit the system that fits the job post, with words of both */
function storiesText({ lines, open }: View, fit: Fit | null, language: Language): string {
  const say = wordsOf('questions', language);
  const list = numbered(lines);
  if (fit === null) return say('stories', { lines: list });
  const { at, post, story } = fit;
  return say('stories.fit', { lines: list, number: at + 1, post: open(post), story: open(story) });
}

/** Maximum characters of a button's label, and of a text that is named by its first words. */
const LONGEST = 60;

/** @param shown the value that the option stands for, if any: a figure, a part of an answer, a note */
export function labelOf(
  question: Question,
  { id, language: offered, figure, words }: Option,
  shown: string | null,
  language: Language,
): string {
  if (words !== undefined && shown !== null) {
    const say = wordsOf('questions', language);
    // Only the words are shortened, so that their quotation marks stay.
    return say('my-words', { words: shortened(shown, LONGEST - say('my-words', { words: '' }).length) });
  }
  if (shown !== null && !(figure && onlyFigure(question))) return shortened(shown);
  if (offered !== undefined) return languageName(offered);
  const isSlot = question.kind === 'slot' && !(id === 'skip' && question.options.some((one) => one.id === 'leave-out'));
  const isAnswered = isSlot && (question.isRevision || CHOOSES_WORDING.has(question.problem ?? ''));
  const kind = isAnswered ? 'revision' : kindOf(question);
  const place = question.kind === 'open' ? question.topic : placeOf(question.slot);
  // Specific labels, for a kind of question, a slot or a topic's first question, override the general one.
  const at = (where: string) => wordIn('labels-at', `${where} ${id}`, language);
  return at(kind) ?? at(place) ?? wordIn('labels', id, language) ?? id;
}

/** A topic's first question has the topic's labels: "latency" for "latency.now". */
function placeOf(slot: string): string {
  return slot.endsWith('.now') || slot.endsWith('.choice') ? topicOf(slot) : slot;
}

/** The kind of question as a label key. Some kinds have variants. */
function kindOf(question: Question): string {
  if (question.kind === 'which') return question.text === null ? 'which' : 'which-said';
  if (onlyFigure(question)) return 'order-one';
  if (question.kind === 'practiced' && question.isRead) return 'practiced-read';
  if (question.kind === 'confidential' && question.isMore) return 'confidential-more';
  if (isAboutNumbers(question)) return `numbers-${question.topic}`;
  if (question.kind !== 'aside') return question.kind;
  return question.asides.length >= question.value.sentences ? 'aside-all' : 'aside-some';
}

/** The beginning in one line, cut at a word boundary. */
export function shortened(text: string, longest = LONGEST): string {
  const line = text.replaceAll('\n', ' ').trim();
  if (line.length <= longest) return line;
  const space = line.lastIndexOf(' ', longest - 2);
  return `${line.slice(0, space > longest / 2 ? space : longest - 2).toWellFormed()} …`;
}

/** Minimum characters that two labels share in front of what differs. */
const SHARED_AT_LEAST = 15;

/** The end of a text, from shortly before the place where it differs from texts that begin alike. */
export function apart(text: string, alike: readonly string[]): string {
  let same = 0;
  while (same < text.length && alike.every((other) => other[same] === text[same])) same += 1;
  const space = text.lastIndexOf(' ', same - SHARED_AT_LEAST);
  return space < 0 ? text : `…${text.slice(space)}`;
}

/** Derives a readable name from an id. */
function plainName(id: string): string {
  const words = id.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Such as "Position: Senior Engineer". */
export function named(slot: string, text: string, language: Language): string {
  return `${slotName(slot, language)}${spaced(':', language)}${text}`;
}

/** The name of a slot. A topic without a name uses its id: "team-size" becomes "Team size". */
export function slotName(slot: string, language: Language = 'en'): string {
  const [topic = '', part = ''] = slot.split('+')[0]?.split('.') ?? [];
  const whole = wordIn('names', `${topic}.${part}`, language);
  const name = whole ?? wordIn('names', topic, language) ?? plainName(topic);
  const partName = wordIn('names', part, language);
  return partName !== null && whole === null ? `${name}, ${partName}` : name;
}
