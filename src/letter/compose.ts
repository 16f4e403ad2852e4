/** Composes a letter without a model: one table row per sentence or figure, with the candidate's text as typed. */

import { type Draft, type Edit, sentenceEdits, type Wish } from '../machine/edits.ts';
import type { Language } from '../machine/language.ts';
import {
  type Figure,
  figureOf,
  figuresOn,
  type Hidden,
  mainFigureId,
  type Sheet,
  slotOfFigure,
  textOf,
} from '../machine/sheet.ts';
import { CONTRACT, CONTRACT_STORY, isMetric, keyParts, type Metric, sentenceKey, topicOf } from '../machine/slots.ts';
import { letterWords, localeOf } from '../prompts/catalogues.ts';
import { dayText } from '../prompts/letter-texts.ts';
import { capital, isCapital, uncapitalize } from '../text/capitals.ts';
import { wordSet } from '../text/lexer.ts';
import { placeInClause, subjectIn, withoutOwnStart } from '../text/openings.ts';
import { withoutYesOrNo } from '../text/phrases.ts';
import { countWords, sentencesIn, trimEnd } from '../text/sentences.ts';
import { applicationText, letterSubject, nameOf, placePhrase, templateSubject, withLabel } from './application.ts';
import { cached } from './cache.ts';
import { figureSentence, isSaidElsewhere } from './figure-sentence.ts';
import { letterGreeting } from './greeting.ts';
import { applyEdits, type Letter, type Sentence } from './letter.ts';
import { letterLanguage } from './letter-language.ts';
import { hides, redact, redacted } from './redact.ts';
import { completeSentence, firstWord, fixCasing, lastWord, properName, tidied } from './wording.ts';

export interface LetterRequest {
  readonly sheet: Sheet;
  /** The candidate's edits to the sentences. */
  readonly edits: readonly Edit[];
  /** A model's sentences, used instead of the template's. */
  readonly draft?: Draft | null;
  /** The change requested in the draft: in the candidate's words, or a predefined one. */
  readonly wish?: Wish | null;
  readonly date: Date;
}

/** Output of a template: a text of one or more sentences. */
type Piece = Omit<Sentence, 'edited'>;

const asTyped = (slot: string) => (sheet: Sheet) => draft(slot, textOf(sheet, slot));
type Drafts = (sheet: Sheet) => readonly Piece[];
const row = (topic: string, paragraph: number, drafts: Drafts) => ({ topic, paragraph, drafts });

/** Order of the letter's sentences. A new topic is one row. */
export const SENTENCE_TEMPLATES = [
  row('role', 1, applying),
  row('company', 1, asTyped('company.choice')),
  row('company', 1, asTyped('company.view')),
  row('system', 2, systemBuilt),
  row('system', 2, systemBefore),
  row('system', 2, asTyped('system.part')),
  row('reliability', 2, figures('reliability')),
  row('latency', 2, figures('latency')),
  row('throughput', 2, figures('throughput')),
  ...[CONTRACT_STORY, ...CONTRACT].map((slot) => row('contract', 3, asTyped(slot))),
  row('background', 4, asTyped('background')),
  row('closing', 5, asTyped('closing')),
];

/** Composes the whole letter, redacted, with the candidate's edits. It may have no paragraphs. */
export function composeLetter({ sheet, edits, draft = null, date }: LetterRequest): Letter {
  const numbers = new Set(SENTENCE_TEMPLATES.map(({ paragraph: number }) => number));
  const paragraphs = [...numbers].flatMap((number) => {
    const sentences = sentencesOfRows(sheet, 'paragraph', number);
    // An English letter names the job in its subject line alone.
    return readable(
      sheet.language === 'en' ? sentences.filter(({ key }) => keyParts(key).slot !== OPENING) : sentences,
    );
  });
  const name = properName(tidied(textOf(sheet, 'contact.name') ?? ''));
  const own = templateSubject(sheet);
  const say = letterWords(sheet.language);
  const letter: Letter = {
    heading: heading(sheet, name, date),
    ...(own !== null && withLabel(own, sheet.language)),
    greeting: letterGreeting(sheet, draft?.greeting),
    paragraphs,
    signOff: name === '' ? say('sign-off') : say('sign-off.named', { name }),
  };
  const language = draft?.frame?.language ?? sheet.language;
  const safe = sentenceEdits(edits).map((edit) => redactedEdit(edit, sheet.hidden, name, language));
  if (draft === null) return lowercaseOpening(applyEdits(letter, safe.flat()), sheet.language);
  const drafted = draft.paragraphs.map((sentences) => ({
    sentences: sentences.flatMap((one) => {
      const { text, removed } = redacted(one.text, sheet.hidden);
      return removed ? [] : [{ ...one, text, edited: false }];
    }),
  }));
  // The draft includes the earlier edits, except those of greeting and sign-off.
  const later = safe.flatMap((edit, at) =>
    edit.filter(({ type }) => at >= draft.edits || type === 'greeting' || type === 'sign-off'),
  );
  const { frame } = draft;
  const subject = withLabel(letterSubject(sheet, frame?.language), language);
  const around = frame && {
    heading: heading(sheet, name, date, frame.language),
    greeting: redact(frame.greeting, sheet.hidden),
    signOff: name === '' ? frame.signOff : `${frame.signOff}\n${name}`,
  };
  return applyEdits({ ...letter, ...around, ...subject, paragraphs: drafted }, later);
}

const OPENING = 'role.position';

/** Words of a paragraph from which its numbers stand in one of their own. */
const LONG_PARAGRAPH = 110;

function readable(sentences: Sentence[]): Letter['paragraphs'] {
  const words = sentences.reduce((sum, { text }) => sum + countWords(text), 0);
  const at = sentences.findIndex(({ slots }) => slots.some((slot) => isMetric(topicOf(slot))));
  if (words < LONG_PARAGRAPH || at < 1) return [{ sentences }];
  return [{ sentences: sentences.slice(0, at) }, { sentences: sentences.slice(at) }];
}

/** The sentences of a topic, as in the letter. */
export function topicSentences(sheet: Sheet, topic: string): Sentence[] {
  return sentencesOfRows(sheet, 'topic', topic);
}

function sentencesOfRows(sheet: Sheet, part: 'topic' | 'paragraph', wanted: string | number): Sentence[] {
  const said = new Set<string>();
  // One answer may have filled two slots; its text is used once.
  const isNew = ({ text }: Sentence) => said.size < said.add(text).size;
  return SENTENCE_TEMPLATES.filter((row) => row[part] === wanted)
    .flatMap(({ drafts }) => sentencesOfRow(sheet, drafts))
    .filter(isNew);
}

/** Cache per sheet: a turn reads back a topic and composes the letter around it, and so does the next turn. */
const composed = new WeakMap<Sheet, Map<Drafts, readonly Sentence[]>>();

function sentencesOfRow(sheet: Sheet, drafts: Drafts): readonly Sentence[] {
  const known = cached(composed, sheet, () => new Map<Drafts, readonly Sentence[]>());
  const { elide } = letterLanguage(sheet.language);
  return cached(known, drafts, () =>
    drafts(sheet).flatMap(({ key, slots, text }) => {
      const texts = tidySentences(text);
      return texts.flatMap((one, at) => {
        const { text: shown, removed } = redacted(completeSentence(fixCasing(one, sheet.language)), sheet.hidden);
        // A sentence with a removed value may be broken.
        if (removed) return [];
        // "d'un vieux langage"
        const elided = sheet.hidden.reduce((told, { say }) => elide(told, say ?? ''), shown);
        return [{ text: elided, slots, key: sentenceKey(key, at + 1, texts.length), edited: false }];
      });
    }),
  );
}

/** The sentences of an answer or a figure as they are stored, before the letter puts words around them. */
export function typedSentences(sheet: Sheet, key: string): readonly string[] {
  const figure = figureOf(sheet, key);
  return tidySentences((figure ? figureSentence(figure, sheet.language) : textOf(sheet, key)) ?? '');
}

/** Tidied sentences, without empty ones, and without "Oh," or "Nah," in front. */
function tidySentences(text: string): readonly string[] {
  return sentencesIn(text)
    .map((one) => withoutYesOrNo(tidied(one)))
    .filter((one) => one !== '');
}

function draft(key: string, text: string | null, slots: string[] = [key]): readonly Piece[] {
  return text === null || text.trim() === '' ? [] : [{ key, slots, text }];
}

function applying(sheet: Sheet): readonly Piece[] {
  const [position = '', company = '', team = ''] = ['role.position', 'role.company', 'role.team'].map((slot) =>
    nameOf(sheet, slot),
  );
  if (position + company === '') return [];
  const place = company === '' ? '' : placePhrase(sheet.values['role.company'], company, sheet.language);
  const slots = ['role.position', 'role.team', 'role.company'].filter((slot) => textOf(sheet, slot) !== null);
  const text = applicationText({ position, place, team }, sheet.language);
  return draft(OPENING, completeSentence(text), slots);
}

function systemBuilt(sheet: Sheet): readonly Piece[] {
  const { language, values } = sheet;
  const typed = textOf(sheet, 'system.what') ?? '';
  const employer = nameOf(sheet, 'system.employer');
  // The employer may be named in any of the sentences, but "the ring side" is not "Tolka Ring".
  const isWritten = typed.toLowerCase().includes(employer.toLowerCase());
  const told = isWritten ? typed : typed.split(' ').filter(isCapital).join(' ');
  const isNamed = employer !== '' && hides(told, [{ value: textOf(sheet, 'system.employer') ?? '', say: null }]);
  // Rewritten in the letter, as it stands.
  const isWhole = values['system.what']?.isWhole === true;
  const [first = '', ...rest] = tidySentences(isNamed ? describedIn(typed, sheet, employer) : typed);
  if (first === '') return [];
  const isStated = employer !== '' && !isNamed && !isWhole;
  const place = isStated ? describedPlace(sheet, employer) : null;
  const opening = isWhole ? first : systemSentence(first, place, language);
  const slots = place === null ? ['system.what'] : ['system.employer', 'system.what'];
  return draft('system.what', [opening, ...rest].map(completeSentence).join('\n'), slots);
}

/** "at Acme, a grid operator in Norway," */
function describedPlace(sheet: Sheet, employer: string): string {
  const about = descriptionOf(sheet);
  const place = placePhrase(sheet.values['system.employer'], employer, sheet.language);
  return about === null ? place : `${place}, ${about},`;
}

/** "At Acme I built …" → "At Acme, a grid operator in Norway, I built …", unless the text describes it itself. */
function describedIn(typed: string, sheet: Sheet, employer: string): string {
  const about = descriptionOf(sheet);
  const start = ` ${typed}`.indexOf(` ${employer}`);
  const end = start + employer.length;
  const next = typed.charAt(end);
  if (about === null || start < 0 || !' .;'.includes(next) || typed.startsWith(' (', end)) return typed;
  return `${typed.slice(0, end)}, ${about}${next === ' ' ? ',' : ''}${typed.slice(end)}`;
}

/** The employer's description; null if there is none, or the name is hidden. */
function descriptionOf({ values, language, hidden }: Sheet): string | null {
  const value = values['system.employer'];
  return value?.about !== undefined && language === 'en' && !hides(value.text, hidden) ? value.about : null;
}

/** Words that begin a clause which the place can stand in front of: "At Acme, it started with …". */
const CLAUSE_STARTS = wordSet('it there every each when whenever if all');

/**
 * @param typed a completion of "I …", or a whole sentence
 * @param place the `placePhrase` of the employer; null if this sentence doesn't name it
 */
function systemSentence(typed: string, place: string | null, language: Language): string {
  const say = letterWords(language);
  const { isCompletion } = letterLanguage(language);
  const own = withoutOwnStart(typed, language);
  const gap = own === typed ? placeInClause(typed, language) : null;
  // "2021 habe ich bei Acme …", "En 2021, chez Acme, j'ai …"
  if (gap !== null)
    return place === null ? typed : `${typed.slice(0, gap.at)} ${place}${gap.mark}${typed.slice(gap.at)}`;
  const subject = own === typed ? subjectIn(typed, language) : '';
  const start = place === null ? '' : capital(place);
  if (subject !== '') {
    const [verb = '', ...rest] = typed.slice(subject.length).split(' ');
    if (place === null) return typed;
    return say('built.whole', { at: start, subject: uncapitalize(subject), verb, text: rest.join(' ') });
  }
  const isClause = language === 'en' && CLAUSE_STARTS.has(firstWord(typed).toLowerCase());
  if (place !== null && isClause) return `${trimEnd(start, ',')}, ${uncapitalize(typed)}`;
  if (!isCompletion(typed)) return place === null ? typed : say('built.noun', { at: trimEnd(start, ','), text: typed });
  // A German noun keeps its capital. After a removed start, the case is right already.
  const text = own === typed && language !== 'de' ? uncapitalize(typed) : own;
  return place === null ? say('built.here', { text }) : say('built', { at: start, text });
}

function systemBefore(sheet: Sheet): readonly Piece[] {
  const [first = '', ...rest] = tidySentences(textOf(sheet, 'system.before') ?? '');
  const isWhole = sheet.values['system.before']?.isWhole === true;
  const opening = first === '' || isWhole ? first : formerSystem(first, sheet.language);
  return draft('system.before', [opening, ...rest].map(completeSentence).join('\n'));
}

/** Adds "Before that", unless the candidate typed a whole sentence. */
function formerSystem(typed: string, language: Language): string {
  const before = trimEnd(firstWord(letterWords(language)('before', { text: '' })), ',');
  const isSaid = typed.toLowerCase().startsWith(before.toLowerCase());
  return (isSaid ? null : letterLanguage(language).formerly(typed)) ?? typed;
}

function figures(topic: Metric): Drafts {
  const words = asTyped(`${topic}.words`);
  const isOther = ({ id }: Figure) => id !== mainFigureId(topic);
  return (sheet) => {
    const all = figuresOn(sheet, topic).toSorted((one, other) => Number(isOther(one)) - Number(isOther(other)));
    return [...all.flatMap((one) => draft(one.id, openSentence(one, sheet), [slotOfFigure(one)])), ...words(sheet)];
  };
}

/** Null if the quoted words of a number are hidden, but its rendered form would not be, and if an answer says the same. */
function openSentence(figure: Figure, sheet: Sheet): string | null {
  const { hidden, language } = sheet;
  const isUntold = figure.isUntold || isSaidElsewhere(figure, sheet);
  const sentence = isUntold ? null : figureSentence(figure, language);
  const isHidden = [figure.before, figure.now].some((side) => side && hides(side.quote, hidden));
  return isHidden && sentence !== null && !hides(sentence, hidden) ? null : sentence;
}

/** @param locale BCP 47, of a letter that a model translated */
function heading(sheet: Sheet, name: string, date: Date, locale: string = localeOf(sheet.language)): string[] {
  const say = letterWords(sheet.language);
  const [email, phone] = ['contact.email', 'contact.phone'].map((slot) => nameOf(sheet, slot));
  const place = properName(nameOf(sheet, 'contact.location'));
  const day = dayText(date, locale);
  const dated = place === '' ? say('date', { date: day }) : say('date.at', { place, date: day });
  // In other languages the place comes before the date.
  const contact = [name, email, phone, sheet.language === 'en' ? place : ''];
  return [contact.filter((part) => part !== '').join(' · '), dated].filter((part) => part !== '');
}

/** Lower-cases the template's opening in German, after the greeting's comma. Other openings may start with a noun. */
function lowercaseOpening(letter: Letter, language: Language): Letter {
  const [first, ...paragraphs] = letter.paragraphs;
  const [opening, ...others] = first?.sentences ?? [];
  const isOurs = opening?.key === OPENING && !opening.edited && lastWord(letter.greeting).endsWith(',');
  if (!letterLanguage(language).continuesGreeting || !opening || !isOurs) return letter;
  const sentences = [{ ...opening, text: uncapitalize(opening.text) }, ...others];
  return { ...letter, paragraphs: [{ sentences }, ...paragraphs] };
}

/** Redacts an edit. If that removes a value, a rewrite becomes a cut, and other edits are dropped. The name stays. */
function redactedEdit(edit: Edit, hidden: readonly Hidden[], name: string, language: string): readonly Edit[] {
  if (!('text' in edit)) return [edit];
  const isSentence = edit.type === 'rewrite' || edit.type === 'add';
  const lines = (isSentence ? fixCasing(edit.text, language) : edit.text)
    .split('\n')
    .map((line) => (line.trim() === name ? { text: line, removed: false } : redacted(line, hidden)));
  if (lines.every(({ removed }) => !removed)) return [{ ...edit, text: lines.map(({ text }) => text).join('\n') }];
  return edit.type === 'rewrite' ? [{ type: 'cut', key: edit.key }] : [];
}
