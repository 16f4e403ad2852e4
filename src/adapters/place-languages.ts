/** The language of each conversation, for an adapter's own texts. */
import { type Language, languageOf } from '../machine/language.ts';
import { BoundedMap } from './bounded.ts';
import type { Outbound, Place } from './contract.ts';

export type Languages = ReturnType<typeof createLanguages>;

/**
 * Tracks the language of texts around an interview, such as "Already answered": that of the last question, or that of
 * the person's client until this process has sent one.
 */
export function createLanguages() {
  const known = new BoundedMap<Place, Language>();
  return {
    heard(place: Place, locale: string | undefined): void {
      if (locale !== undefined && !known.has(place)) known.set(place, languageOf(locale));
    },
    sent(place: Place, message: Outbound): void {
      if (message.kind === 'ask') known.set(place, message.language ?? 'en');
    },
    of: (place: Place): Language => known.get(place) ?? 'en',
  };
}
