/** The names of our languages, in each of them. */
import { LANGUAGES, type Language } from '../machine/language.ts';

/** Lower case, without accents: "portugues" is typed as well. */
function folded(text: string): string {
  return [...text.toLowerCase().normalize('NFD')].filter((sign) => sign < '\u0300' || sign > '\u036f').join('');
}

const NAMES: ReadonlyMap<string, Language> = new Map(
  LANGUAGES.flatMap((locale) => {
    const names = new Intl.DisplayNames(locale, { type: 'language' });
    return LANGUAGES.map((language) => [folded(names.of(language) ?? language), language] as const);
  }),
);

/** @returns the one language that a text names, and whether it says nothing else; null for none, or for several */
export function languageNamedIn(text: string): { readonly language: Language; readonly isAlone: boolean } | null {
  const plain = folded(text);
  if (!NAMES.keys().some((name) => plain.includes(name))) return null;
  const segments = new Intl.Segmenter('en', { granularity: 'word' }).segment(plain);
  const words = [...segments].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));
  const [language, ...others] = new Set(words.flatMap((word) => NAMES.get(word) ?? []));
  return language === undefined || others.length > 0 ? null : { language, isAlone: words.length === 1 };
}
