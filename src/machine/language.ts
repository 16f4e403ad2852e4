/** Languages of the interview and the letter. */
import { z } from 'zod';

export const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt'] as const;
export const LanguageSchema = z.enum(LANGUAGES);
export type Language = z.infer<typeof LanguageSchema>;

/** Returns the language of a locale such as "de-AT" or "pt_BR.UTF-8"; English if it is unknown or unsupported. */
export function languageOf(locale: string | null | undefined): Language {
  const [code] = (locale ?? '').toLowerCase().replaceAll('_', '-').split('-');
  return LANGUAGES.find((language) => language === code) ?? 'en';
}
