/** The language of what a platform says around an interview, such as "Already answered". */
import { type Language, languageOf } from '../machine/language.ts';
import type { Outbound, Place } from './contract.ts';
import { Latest } from './latest.ts';

export type Languages = ReturnType<typeof createLanguages>;

/** That of the last question at a place; before this process has sent one, the one that the person's client is set to. */
export function createLanguages() {
  const known = new Latest<Place, Language>();
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
