/** Converts a question to the form that adapters show: text, choices with labels, noted values. */
import type { Ask, Choice, Noted } from '../adapters/contract.ts';
import { placePhrase } from '../letter/application.ts';
import { composeLetter } from '../letter/compose.ts';
import { figureSentence } from '../letter/figure-sentence.ts';
import { type Letter, placedSentences, type Sentence, sentencesOf, subjectLine } from '../letter/letter.ts';
import { hides, redact, redacted, redactWithGaps } from '../letter/redact.ts';
import { figureText } from '../letter/render.ts';
import { completeSentence, completeSentences } from '../letter/wording.ts';
import type { InterviewContext, Note, Story } from '../machine/context.ts';
import type { Interview } from '../machine/interview.ts';
import type { Language } from '../machine/language.ts';
import { progressOf } from '../machine/next-question.ts';
import type { PracticeItem } from '../machine/pending.ts';
import { hasTrait, type Option, onlyFigure, protocolKind, type Question } from '../machine/question.ts';
import {
  briefFigure,
  type Figure,
  figureOf,
  type Hidden,
  isOpen,
  type Sheet,
  slotOfFigure,
  textOf,
  wordedValue,
} from '../machine/sheet.ts';
import { FORM_SLOTS, isMetric, keyParts, topicOf } from '../machine/slots.ts';
import { strongestFigure } from '../machine/stories.ts';
import { spaced, wordsOf } from '../prompts/catalogues.ts';
import { apart, labelOf, named, questionText, slotName } from '../prompts/question-texts.ts';
import { hiddenValueText } from '../prompts/remarks.ts';
import { capital } from '../text/capitals.ts';
import { sentencesIn } from '../text/sentences.ts';
import type { CurrentQuestion } from './current-question.ts';

export function askOf(state: Interview, { question, sentences, letter }: CurrentQuestion): Ask {
  const { context } = state;
  const { sheet } = context;
  const { language } = sheet;
  const open = (text: string | null | undefined) => (text ? redact(text, sheet.hidden) : null);
  // Redacts as in the middle of a sentence: "a payments company", not "A payments company".
  const named = (name: string | undefined) => (name ? redact(`: ${name}`, sheet.hidden).slice(2) || null : null);
  const figure = onlyFigure(question) ?? ('figure' in question ? question.figure : null);
  const lines =
    question.kind === 'stories'
      ? question.options.flatMap(({ story }) => (story ? [storyText(story, sheet, false)] : []))
      : sentences.map(({ text }) => text);
  const { 'role.company': company, 'system.employer': place } = sheet.values;
  const employer = named(place?.text);
  const isPracticed = question.kind === 'practiced';
  const view = {
    open: (text: string) => redactWithGaps(text, sheet.hidden),
    // "Deutschen Bahn" can't stand without the article that was typed in front of it.
    company:
      company?.lead === undefined || language === 'pt'
        ? named(company?.text)
        : wordsOf('questions', language)('company'),
    hasChoice: sheet.values['company.choice'] !== undefined,
    employer,
    place: employer && capital(placePhrase(place, employer, language)),
    figure: figure ? open(figureSentence(figure, language)) : null,
    current: isPracticed
      ? open(completeSentences(question.answer.text))
      : 'current' in question
        ? open(question.current ?? partOf(question.slot, figure))
        : question.kind === 'place'
          ? quotedLine(question.key, sentences, language)
          : null,
    gaps: question.kind === 'confidential' && question.asks === 'say' ? gapsIn(letter, question.value) : [],
    subject: 'item' in question ? subjectOf(question.item, context) : null,
    lines,
    paragraphs: letter ? placedSentences(letter).map(({ paragraph }) => paragraph) : [],
    writer: !context.open ? ('none' as const) : context.draft === null ? ('before' as const) : ('after' as const),
    subjectLine: letter ? subjectLine(letter) : '',
    greeting: letter?.greeting ?? '',
    signOff: letter?.signOff ?? '',
  };
  return {
    kind: 'ask',
    question: protocolKind(question),
    topic: question.topic,
    ...(question.slot !== '' && { slot: question.slot }),
    text: questionText(question, view, language),
    choices: choicesOf(state, { question, sentences }),
    ...(question.kind === 'confirm' && {
      ...dataOf(question.figure, sheet),
      value: open(figureSentence(question.figure, language)) ?? '',
    }),
    ...(question.kind === 'review' && {
      lines: sentences.map(({ text, slots, key }) => ({ slot: slots[0] ?? key, text })),
    }),
    noted: context.notes.map((note) => notedOf(note, sheet)),
    ...formFor(question, context),
    ...(!hasTrait(question, 'numbered') && { progress: progressOf(context) }),
    mark: questionHash(question, context.letters),
    ...(language !== 'en' && { language }),
  };
}

/** The sentence with this key, in quotation marks; empty if there is none. */
function quotedLine(key: string, sentences: readonly Sentence[], language: Language): string {
  const told = sentences.find((one) => one.key === key);
  return told === undefined ? '' : wordsOf('questions', language)('quoted', { text: told.text });
}

/** The sentences and the subject line that contain the value, with a gap in its place. */
function gapsIn(letter: Letter | null, value: string | null): string[] {
  if (letter === null || value === null) return [];
  const hidden = [{ value, say: null }];
  const lines = [subjectLine(letter), ...sentencesOf(letter).map(({ text }) => text)];
  return lines.filter((line) => hides(line, hidden)).map((line) => redactWithGaps(line, hidden));
}

/** Returns a figure as data; an empty object if part of it is hidden. */
function dataOf(figure: Figure | undefined, { hidden }: Sheet): { figure?: ReturnType<typeof briefFigure> } {
  const quotes = [figure?.now?.quote, figure?.before?.quote, figure?.sentence].filter((each) => each != null);
  return figure && !quotes.some((quote) => hides(quote, hidden)) ? { figure: briefFigure(figure) } : {};
}

/** Offers a form in a guided interview, if two or more slots of the topic are open. */
function formFor(question: Question, { sheet, open }: Interview['context']): Pick<Ask, 'form'> {
  const { kind, topic, slot } = question;
  if (open || kind !== 'slot' || question.isRevision || slot === 'job-post') return {};
  // A noted figure is completed part by part.
  if (isMetric(topic) && slot !== `${topic}.now`) return {};
  const slots = FORM_SLOTS.filter((id) => topicOf(id) === topic);
  if (slots.filter((id) => isOpen(sheet, id)).length < 2) return {};
  return { form: slots.map((id) => ({ slot: id, value: notedIn(id, sheet) ?? '' })) };
}

/** Returns a hash of what the question asks and offers, by which buttons of older questions are rejected. */
export function questionHash(question: Question, letters: number): string {
  const offered = question.options.map(({ id, value }) => [id, value?.text]);
  const text = JSON.stringify({ ...question, options: offered, letters }, inOrder);
  let hash = 5381;
  for (const sign of text) hash = (hash * 33 + (sign.codePointAt(0) ?? 0)) % 4_294_967_296;
  return hash.toString(36);
}

/** Sorts the keys of an object: a stored one may have them in another order. */
function inOrder(_key: string, value: unknown): unknown {
  const isList = Array.isArray(value) || typeof value !== 'object' || value === null;
  return isList ? value : Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

export function choicesOf(
  { context }: Interview,
  { question, sentences }: Pick<CurrentQuestion, 'question' | 'sentences'>,
): readonly Choice[] {
  const language = context.sheet.language;
  const anew = question.kind === 'sentence' ? question.anew : undefined;
  const told = sentences.map((one) => ({ ...one, ...anew?.find(({ key }) => key === one.key) }));
  const shown = question.options.map((option) => shownBy(toldBy(option, question), context, told));
  const labels = question.options.map((option, at) => labelOf(question, option, shown[at] ?? null, language));
  const before = question.options.map((option) => formerText(option, question, context, sentences));
  return question.options.map((option, at) => {
    const alike = shown.filter((_, other) => labels[other] === labels[at]).flatMap((text) => text ?? []);
    const former = before[at] ?? null;
    // The end of a long label would be cut, and with it the new words.
    const twins = former !== null && labels[at] !== shown[at] ? [...alike, former] : alike;
    const own = shown[at] ?? null;
    const label =
      own === null || twins.length < 2 ? labels[at] : labelOf(question, option, apart(own, twins), language);
    return choiceOf(question, option, label ?? option.id, context);
  });
}

/** The sentence that the option gives other words; null for any other option. */
function formerText(
  option: Option,
  question: Question,
  context: InterviewContext,
  sentences: readonly Sentence[],
): string | null {
  if (question.kind === 'sentence' && question.anew) return shownBy(option, context, sentences);
  const isRewrite = question.kind === 'wording' && question.action === 'rewrite' && option.value !== undefined;
  const text = isRewrite ? sentences.find(({ key }) => key === question.key)?.text : undefined;
  return text === undefined ? null : redact(text, context.sheet.hidden);
}

/** For two values of one figure, the numbers are what differs. */
function toldBy(option: Option, { kind }: Question): Option {
  return kind === 'conflict' && option.figure ? { ...option, figure: { ...option.figure, sentence: null } } : option;
}

function choiceOf(question: Question, option: Option, label: string, { sheet }: InterviewContext): Choice {
  const { id, value, figure, slot } = option;
  const worded = value && !value.ours ? wordedValue(value, sheet.language) : null;
  const noted = question.kind === 'which' && slot !== undefined ? notedIn(slot, sheet) : null;
  return {
    id,
    label,
    ...(worded !== null && !hides(worded, sheet.hidden) && { value: worded }),
    ...(noted !== null && { value: noted }),
    // A form would lose the text that waits for its slot.
    ...(noted !== null && question.kind === 'which' && question.text === null && { isNoted: true as const }),
    ...dataOf(figure, sheet),
    ...(slot !== undefined && { slot }),
  };
}

/** @returns the noted text of a slot; null if it is empty, ambiguous or partly hidden */
export function notedIn(slot: string, sheet: Sheet): string | null {
  const figures = sheet.figures.filter(({ topic }) => topic === topicOf(slot));
  const text = textOf(sheet, slot) ?? (figures.length === 1 ? partOf(slot, figures[0]) : null);
  return text && redact(text, sheet.hidden) === text ? text : null;
}

/** Returns the content that the button of an option shows; null if the option has a fixed label. */
function shownBy(
  { id, value, figure, also, line, slot, figureId, standIn, story, words }: Option,
  context: InterviewContext,
  sentences: readonly Sentence[],
): string | null {
  const { sheet } = context;
  const { language } = sheet;
  const inShort = (one: Figure) => figureText(one, language);
  // A hidden value may have been told again.
  const open = (text: string) => redact(text, sheet.hidden) || null;
  if (story) return storyText(story, sheet, true);
  if (words) return open(completeSentences(words));
  if (figure && line) return open(`${inShort(figure)}${spaced(':', language)}${line}`);
  if (figure) return open(figure.sentence ?? [figure, ...(also ? [also] : [])].map(inShort).join(' · '));
  if (standIn !== undefined) return hiddenValueText(standIn, id.split(':')[1] ?? '', language);
  if (value && !value.ours)
    return open([wordedValue(value, language), ...(value.about ? [value.about] : [])].join(', '));
  if (slot === undefined) return null;
  const [, action, number = ''] = /^(n|cut):(\d+)$/.exec(id) ?? [];
  if (action !== undefined) {
    const sentence = redact(sentences.find(({ key }) => key === slot)?.text ?? '', sheet.hidden);
    return action === 'n'
      ? `${number}. ${sentence}`
      : wordsOf('questions', language)('cut-number', { number, sentence });
  }
  const noted = figureOf(sheet, figureId ?? null);
  const isWhole = noted !== null && slot === slotOfFigure(noted);
  const text =
    (isWhole ? noted.sentence : null) ?? textOf(sheet, slot) ?? (noted ? (partOf(slot, noted) ?? inShort(noted)) : '');
  return text === '' ? slotName(slot, language) : named(slot, redactWithGaps(text, sheet.hidden), language);
}

function partOf(slot: string, figure: Figure | null | undefined): string | null {
  if (!figure) return null;
  const { now, before, measure, percentile, sentence } = figure;
  const parts = new Map(Object.entries({ now: now?.quote, before: before?.quote, measure, percentile, sentence }));
  return parts.get(slot.split('.')[1] ?? '') ?? null;
}

function notedOf({ slot, figure: id }: Note, sheet: Sheet): Noted {
  const figure = sheet.figures.find((each) => each.id === id);
  const { lead = '', about } = sheet.values[slot] ?? {};
  const name = `${lead}${textOf(sheet, slot) ?? ''}${about === undefined ? '' : `, ${about}`}`;
  const text = figure ? figureText(figure, sheet.language) : name;
  return { slot, text: redact(text, sheet.hidden), ...dataOf(figure, sheet) };
}

/** A system for a list ("Tavolo: rebuilt the meter pipeline in Go. Lost readings …") or, shorter, for a button. */
function storyText({ values, figures }: Story, { hidden, language }: Sheet, isLabel: boolean): string {
  const [told = ''] = sentencesIn(opened(textOf({ values, language }, 'system.what'), hidden) ?? '');
  const what = told.endsWith('.') ? told.slice(0, -1) : told;
  const names = [opened(values['system.employer']?.text, hidden) ?? '', what].filter((name) => name !== '');
  const name = isLabel ? names[0] : names.join(spaced(':', language));
  const figure = strongestFigure(figures);
  const number = figure && opened((isLabel ? figureText : figureSentence)(figure, language), hidden);
  const shown = [name || wordsOf('questions', language)('story.unnamed'), ...(number === null ? [] : [number])];
  return shown.join(isLabel ? ' · ' : '. ');
}

/** Returns the subject of a practice question as the letter has it; null if it is ambiguous or loses a hidden value. */
function subjectOf({ slot, figure: id }: PracticeItem, context: InterviewContext): string | null {
  const { sheet, edits, draft } = context;
  const figure = figureOf(sheet, id);
  // A story has several sentences, and any of them could be meant.
  const told = figure ? figureSentence(figure, sheet.language) : slot.includes('+') ? null : textOf(sheet, slot);
  const all = draft === null ? sentencesOf(composeLetter({ sheet, edits, date: new Date(0) })) : [];
  const own = all.find(({ key }) => keyParts(key).slot === (id ?? slot))?.text ?? null;
  const [first] = sentencesIn(opened(told && (own ?? told), sheet.hidden) ?? '');
  return first === undefined ? null : completeSentence(first);
}

/** @returns null if the text is empty, or loses a hidden value without a replacement */
function opened(text: string | null | undefined, hidden: readonly Hidden[]): string | null {
  const { text: open, removed } = redacted(text ?? '', hidden);
  return removed || open === '' ? null : open;
}
