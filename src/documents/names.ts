/** Names of people and of places, where a text can be nothing else. */
import { wordSet } from '../text/lexer.ts';
import { plain } from '../text/phrases.ts';
import { mayBeTitle } from '../text/roles.ts';
import { isEmail, piecesOf } from '../text/sentences.ts';

/** Words of a header that are no names. */
const NO_NAMES = wordSet(`curriculum vitae resume résumé cv lebenslauf profile summary about contact details personal
  information page updated currículo email phone mobile tel address linkedin github gitlab website portfolio blog
  remote hybrid freelance self-employed objective photo confidential dear letter
  application`);
const NAME_WORDS_AT_MOST = 4;

/** Whether a text can be nothing but a person's name: two to four words of letters, with capitals. */
export function isName(text: string): boolean {
  const words = text.split(' ');
  return (
    words.length >= 2 &&
    words.length <= NAME_WORDS_AT_MOST &&
    isCapital(words[0] ?? '') &&
    [...(words.at(-1) ?? '')].some(isCapital) &&
    words.every(isWord) &&
    !isOfHeader(text) &&
    !mayBeTitle(text)
  );
}

/** Whether a word begins with a capital letter. */
export function isCapital(word: string): boolean {
  return word.charAt(0) !== word.charAt(0).toLowerCase();
}

/** Letters, and what stands between them in names: "O'Neill", "Anne-Marie", "J.". */
function isWord(word: string): boolean {
  const letters = [...word].filter((sign) => !"'’-.".includes(sign));
  return letters.length > 0 && letters.every((sign) => sign.toLowerCase() !== sign.toUpperCase());
}

function isOfHeader(text: string): boolean {
  return plain(text)
    .split(' ')
    .some((word) => NO_NAMES.has(word));
}

/** Languages in which countries are known. */
const LOCALES = ['en', 'de', 'fr', 'es', 'pt'];
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
let countries: ReadonlySet<string> | undefined;

/** Names of countries, in lower case. */
function allCountries(): ReadonlySet<string> {
  countries ??= new Set([
    ...['uk', 'usa', 'u.s.', 'england', 'scotland', 'wales', 'the netherlands', 'czech republic'],
    ...LOCALES.flatMap((locale) => {
      const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
      return LETTERS.flatMap((one) => LETTERS.flatMap((two) => names.of(one + two)?.toLowerCase() ?? []));
    }),
  ]);
  return countries;
}

export function isCountry(text: string): boolean {
  return allCountries().has(text.toLowerCase());
}

/**
 * "Oslo, Norway" in a line with nothing else, or among other contacts; a city alone only beside an e-mail address.
 * @param person whose name may stand in the same line
 */
export function namesPlace(line: string, person: string): string | null {
  const pieces = piecesOf(line);
  const at = pieces.findIndex(isCountry);
  const [city = '', country = ''] = [pieces[at - 1], pieces[at]];
  const both = `${city}, ${country}`;
  if (at > 0 && isPlaceWord(city) && city !== person && line.includes(both)) return both;
  if (!pieces.some(isEmail)) return null;
  const places = pieces.filter((piece) => isPlaceWord(piece) && piece !== person);
  return places.length === 1 ? (places[0] ?? null) : null;
}

function isPlaceWord(piece: string): boolean {
  const words = piece.split(' ');
  return isCapital(piece) && words.length <= 3 && words.every(isWord) && !isOfHeader(piece) && !mayBeTitle(piece);
}
