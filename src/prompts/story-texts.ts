/** How the systems to write about are named in a list and on buttons. */
import type { Language } from '../machine/language.ts';
import { wordsOf } from './catalogues.ts';
import { spaced } from './question-texts.ts';

/** The name of a system whose details are all confidential. */
function unnamed(language: Language): string {
  return wordsOf('questions', language)('story.unnamed');
}

/** Such as "Tavolo: rebuilt the meter pipeline in Go. Lost readings fell from 1.2% to 0.05%." */
export function storyLine(
  employer: string | null,
  what: string | null,
  figure: string | null,
  language: Language,
): string {
  const name = [employer, what].filter((part) => part !== null).join(spaced(':', language));
  return [name === '' ? unnamed(language) : name, figure].filter((part) => part !== null).join('. ');
}

/** A button's label, such as "Tavolo · 1.2% → 0.05% (lost readings)". */
export function storyLabel(name: string | null, figure: string | null, language: Language): string {
  return [name ?? unnamed(language), figure].filter((part) => part !== null).join(' · ');
}
