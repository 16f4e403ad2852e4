/** The list of the systems that somebody can write about. */
import type { Language } from '../machine/language.ts';
import type { Fit } from '../machine/pending.ts';
import { colon } from './choices.ts';
import { wordsOf } from './words.ts';

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
export function storiesText(lines: readonly string[], fit: Fit | null, language: Language = 'en'): string {
  const say = wordsOf('questions', language);
  const list = lines.map((line, at) => `${at + 1}. ${line}`).join('\n');
  if (fit === null) return say('stories', { lines: list });
  const { at, post, story } = fit;
  return say('stories.fit', { lines: list, number: at + 1, post, story });
}
