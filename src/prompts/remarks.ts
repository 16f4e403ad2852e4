/** What is said besides questions: short and plain; also to somebody who was away. */
import type { Remark } from '../machine/context.ts';
import type { Language } from '../machine/language.ts';
import { isMetric, topicCount } from '../machine/slots.ts';
import { LOCALES, wordIn, wordsOf } from './words.ts';

/**
 * @param isOpen whether a model reads
 * @returns an empty text for those whose words depend on the interview
 */
export function remarkText(remark: Remark, isOpen = false, language: Language = 'en'): string {
  const counts = { topics: topicCount(isOpen) };
  const open = isOpen ? wordIn('open-remarks', remark, language, counts) : null;
  return open ?? wordsOf('remarks', language)(remark, counts);
}

/** What keeping something out did: the sentences as they stand now, and how many are gone. */
export function hiddenText(changed: readonly string[], dropped: number, language: Language = 'en'): string {
  const say = wordsOf('said', language);
  const now = changed.length === 0 ? '' : `${say('now-in-letter')}\n${changed.map((line) => `- ${line}`).join('\n')}`;
  const gone = dropped === 0 ? '' : say('dropped', { count: dropped });
  const effect = [now, gone].filter((part) => part !== '').join('\n');
  return effect === '' ? say('kept-out') : say('kept-out.effect', { effect });
}

/** Of a sentence, or of what stands around them; empty for what wasn't there, or isn't any more. */
export interface Change {
  readonly type: 'cut' | 'rewrite' | 'move' | 'add' | 'greeting' | 'sign-off';
  readonly old: string;
  readonly now: string;
}

/** "Cut: "We had a party." Type undo to take that back."; each change once. */
export function editedText(changes: readonly Change[], language: Language = 'en'): string {
  const say = wordsOf('said', language);
  const quoted = (text: string) => wordsOf('questions', language)('quoted', { text });
  const lines = changes.map(({ type, old, now }) => say(`edited.${type}`, { old: quoted(old), now: quoted(now) }));
  if (lines.length === 0) return wordsOf('remarks', language)('edited');
  return [...new Set(lines), say('edited.undo')].join('\n');
}

/** What the letter keeps out, by what stands in its place, or by its number where nothing does. */
export function standInText(standIn: string, number: string, language: Language = 'en'): string {
  return wordsOf('said', language)(standIn === '' ? 'stand-in.none' : 'stand-in', { standIn, number });
}

/** Longer values have just been typed, or are read back as a paragraph; in characters. */
const LONGEST = 80;

/** "Noted: Harbour Grid · Ghent"; empty where nothing was noted. */
export function notedLine(texts: readonly string[], language: Language = 'en'): string {
  const say = wordsOf('said', language);
  const short = texts.filter((text) => text.length <= LONGEST);
  if (short.length === 0) return texts.length === 0 ? '' : say('noted.long');
  return say('noted', { values: short.join(' · ') });
}

/** "4 of 9 topics done" */
export function progressLine(
  { at, of }: { readonly at: number; readonly of: number },
  language: Language = 'en',
): string {
  return at === 0 ? '' : wordsOf('said', language)('progress', { at, of });
}

/** Where an interview stands; nothing confidential is in it. */
export interface Whereabouts {
  readonly company: string | null;
  /** Topics that something is noted on, in the order of the letter. */
  readonly told: readonly string[];
  /** The topic that is asked next; null before the last look. */
  readonly next: string | null;
  readonly letter: 'open' | 'being written' | 'written';
}

/** The texts that name the company have another one beside them, with a question mark. */
function whereText({ company, told, next, letter }: Whereabouts, language: Language): string {
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
  const list = new Intl.ListFormat(LOCALES[language], { type: 'conjunction' }).format(names);
  return say(isKnown ? 'told' : 'told?', { ...theirs, names: list, left });
}

/** "Welcome back. We have the role and the system of Harbour Grid's letter; the numbers are next." */
export function welcomeBack(where: Whereabouts, language: Language = 'en'): string {
  return wordsOf('coming-back', language)('welcome', { where: whereText(where, language) });
}

export function reminderText(where: Whereabouts, language: Language = 'en'): string {
  return wordsOf('coming-back', language)('reminder', { where: whereText(where, language) });
}
