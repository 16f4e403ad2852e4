/** The words that a letter's files say about themselves. */

const COVER_LETTER: Readonly<Record<string, string>> = {
  en: 'Cover letter',
  de: 'Anschreiben',
  fr: 'Lettre de motivation',
  es: 'Carta de presentación',
  pt: 'Carta de apresentação',
};

/**
 * The title that a viewer shows for the file.
 * @param language BCP 47; English where it's unknown
 * @param author may be empty
 */
export function coverLetterTitle(language: string, author: string): string {
  const title = COVER_LETTER[language.slice(0, 2).toLowerCase()] ?? 'Cover letter';
  return author === '' ? title : `${title}, ${author}`;
}
