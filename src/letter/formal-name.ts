/** How somebody with a title is addressed: by the surname, where it is certain which of the names that is. */
import { trimEnd } from '../text/sentences.ts';
import { TITLES } from './words.ts';

/** "Frau Dr. zur Mühlen" of "Frau Dr. Annegret zur Mühlen"; as typed where it has no title, or where the surname begins is not certain. */
export function formalName(reader: string): string {
  const words = reader.split(' ');
  // "Mr M. Tait": a single letter is a title only in front.
  const isTitle = (word: string, at: number) =>
    (at === 0 || word.length > 2) && TITLES.has(trimEnd(word.toLowerCase(), '.'));
  const count = words.findIndex((word, at) => !isTitle(word, at));
  if (count < 1) return reader;
  const [given = '', particle = '', ...more] = words.slice(count);
  const isLower = (word: string) => word === word.toLowerCase();
  // "Mr Aurelio de la Fuente": a surname begins with its particle, while "Ms Mary Jane Ellis" may have either.
  const isCertain = !isLower(given) && particle !== '' && (more.length === 0 || isLower(particle));
  const titles = words.slice(0, count).map((title) => (title.toLowerCase() === 'mister' ? 'Mr' : title));
  return [...titles, ...words.slice(isCertain ? count + 1 : count)].join(' ');
}
