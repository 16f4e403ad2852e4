/** The languages of the interview and of its letter. */
import { z } from 'zod';

export const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt'] as const;
export const LanguageSchema = z.enum(LANGUAGES);
export type Language = z.infer<typeof LanguageSchema>;

/** A platform's locale, such as "de-AT" or "pt_BR.UTF-8"; English where it is another language, or unknown. */
export function languageOf(locale: string | null | undefined): Language {
  const [code] = (locale ?? '').toLowerCase().replaceAll('_', '-').split('-');
  return LANGUAGES.find((language) => language === code) ?? 'en';
}
