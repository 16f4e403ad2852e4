/** Short texts besides questions. */
import type { Remark } from '../machine/context.ts';
import type { Language } from '../machine/language.ts';
import { isMetric, topicCount } from '../machine/slots.ts';
import { localeOf, wordIn, wordsOf } from './catalogues.ts';

/** @param isOpen whether a model reads @returns empty for remarks whose text depends on the interview */
export function remarkText(
  remark: Remark,
  isOpen = false,
  language: Language = 'en',
  values: Readonly<Record<string, number>> = {},
): string {
  const counts = { topics: topicCount(isOpen), ...values };
  const open = isOpen ? wordIn('open-remarks', remark, language, counts) : null;
  return open ?? wordsOf('remarks', language)(remark, counts);
}

/** The effect of hiding something: changed sentences, and the number of removed ones. */
export function hiddenText(changed: readonly string[], dropped: number, language: Language = 'en'): string {
  const say = wordsOf('said', language);
  const now = changed.length === 0 ? '' : `${say('now-in-letter')}\n${changed.map((line) => `- ${line}`).join('\n')}`;
  const gone = dropped === 0 ? '' : say('dropped', { count: dropped });
  const effect = [now, gone].filter((part) => part !== '').join('\n');
  return effect === '' ? remarkText('hidden', false, language) : say('kept-out.effect', { effect });
}

/** Lines that only the letter before (`gone`) or after (`added`) a change has. */
export interface LetterChange {
  readonly gone: readonly string[];
  readonly added: readonly string[];
  /** The letter has the same lines in another arrangement. */
  readonly isArranged: boolean;
}

/** Such as "Cut: "We had a party."", with a line per change; empty for none. */
export function changeText({ gone, added, isArranged }: LetterChange, language: Language): string {
  const say = wordsOf('said', language);
  if (isArranged) return say('edited.arranged');
  const quoted = (text: string) => wordsOf('questions', language)('quoted', { text });
  const isReplaced = gone.length === added.length;
  const lines = isReplaced
    ? gone.map((old, at) => say('edited.rewrite', { old: quoted(old), now: quoted(added[at] ?? '') }))
    : [
        ...gone.map((old) => say('edited.cut', { old: quoted(old) })),
        ...added.map((now) => say('edited.add', { now: quoted(now) })),
      ];
  return lines.join('\n');
}

/** Names a hidden value by its stand-in, or by its number if it has none. */
export function hiddenValueText(standIn: string, number: string, language: Language): string {
  return wordsOf('said', language)(standIn === '' ? 'stand-in.none' : 'stand-in', { standIn, number });
}

/** Maximum characters of a value in the "Noted" line. Longer ones were just typed, or are read back anyway. */
const LONGEST = 80;

/** Such as "Noted: Harbour Grid · Ghent"; empty if nothing was noted. */
export function notedLine(texts: readonly string[], language: Language = 'en'): string {
  const say = wordsOf('said', language);
  const short = texts.filter((text) => text.length <= LONGEST);
  if (short.length === 0) return texts.length === 0 ? '' : say('noted.long');
  return say('noted', { values: short.join(' · ') });
}

/** Such as "4 of 9 topics done". */
export function progressLine(
  { at, of }: { readonly at: number; readonly of: number },
  language: Language = 'en',
): string {
  return at === 0 ? '' : wordsOf('said', language)('progress', { at, of });
}

/** The state of an interview, without confidential parts. */
export interface InterviewStatus {
  readonly company: string | null;
  /** Topics with noted values, in the order of the letter. */
  readonly told: readonly string[];
  /** The next topic; null if only the review is left. */
  readonly next: string | null;
  readonly letter: 'open' | 'being written' | 'written';
}

/** The key with "?" is the variant for an unknown company. */
function whereText({ company, told, next, letter }: InterviewStatus, language: Language): string {
  const say = wordsOf('coming-back', language);
  const isKnown = company !== null;
  const theirs = { company: company ?? '' };
  if (letter === 'written') return say(isKnown ? 'written' : 'written?', theirs);
  if (letter === 'being written') return say(isKnown ? 'being-written' : 'being-written?', theirs);
  const nameOf = (topic: string) => wordIn('coming-back', `topic.${isMetric(topic) ? 'numbers' : topic}`, language);
  const coming = next === null ? null : (nameOf(next) ?? say('any-topic'));
  const left = coming === null ? say('last-look') : say('next', { name: coming, count: isMetric(next ?? '') ? 2 : 1 });
  const names = [...new Set(told.flatMap((topic) => nameOf(topic) ?? []))].filter((name) => name !== coming);
  if (names.length === 0) return say('begun', { left });
  const list = new Intl.ListFormat(localeOf(language), { type: 'conjunction' }).format(names);
  return say(isKnown ? 'told' : 'told?', { ...theirs, names: list, left });
}

/** Such as "Welcome back. We have the role and the system of Harbour Grid's letter; the numbers are next." */
export function welcomeBack(where: InterviewStatus, language: Language = 'en'): string {
  return wordsOf('coming-back', language)('welcome', { where: whereText(where, language) });
}

export function reminderText(where: InterviewStatus, language: Language = 'en'): string {
  return wordsOf('coming-back', language)('reminder', { where: whereText(where, language) });
}
