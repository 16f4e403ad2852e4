/** What names look like in free text: people, companies, and the titles of positions. */

const TITLES = '(?:Mr|Mrs|Ms|Mx|Dr|Prof|Doctor|Professor|Frau|Herr|Mister|Madame)';
const PARTICLES = '(?:van|von|de|der|den|del|da|di|la|le|el|al|bin|ter|ten)';

/** A person: titles, then capitalised words with the particles between them. For use inside a larger pattern. */
export const PERSON = String.raw`(?:${TITLES}\.? +)*(?:\p{Lu}\.|\p{Lu}[\p{L}'-]+)(?: +(?:${PARTICLES} +)*(?:\p{Lu}\.|\p{Lu}[\p{L}'-]+)){0,4}`;

/** A company: a few capitalised words, joined by "&", "and" or "of". For use inside a larger pattern. */
export const COMPANY = String.raw`(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}'-]*(?:\.\p{L}+)?(?: (?:(?:&|and|of) )?\p{Lu}[\p{L}\p{N}'-]*){0,5}`;

/** What those are called who work on one thing. For use inside a larger pattern. */
export const TEAM = '(?:team|squad|group|pod|crew|department|dept|unit|tribe|guild|division)';

/** Words that begin a sentence, or a heading, with a capital and are no name. */
const COMMON =
  /^(?:a|an|and|as|ask|at|addressee|advert|applications?|applying|attn|back|backend|but|contact|dear|for|from|good|hello|her|hi|hiring|his|i|in|is|it|its|kindly|letter|manager|mark|my|name|names|no|none|of|on|our|person|please|position|principal|reader|recipient|recruiter|reports?|senior|sir|so|software|specifically|staff|team|thanks?|that|the|their|they|this|to|we|write|yes|you|graduate|lead|junior)$/i;

/** The name without what clings to it; null where it is none. */
export function cleanName(name: string): string | null {
  const clean = name
    .replace(/'s?$/, '')
    .replace(/[.,;:"'”’)]+$/, '')
    .replace(/ I$/, '')
    .replace(/^Mister /, 'Mr ')
    .trim();
  const [first = ''] = clean.split(' ');
  return clean === '' || COMMON.test(first) ? null : clean;
}

const HEAD = /^(?:engineer|developer|programmer|architect|swe|sde(?:-?\d)?|sre|eng|dev)$/i;
const HEAD_ALONE = /^(?:backend|back-end)$/i;
const QUALIFIER =
  /^(?:senior|sr|snr|staff|principal|lead|junior|jr|graduate|associate|chief|distinguished|mid|entry|expert|backend|back-end|software|platform|site|reliability|distributed|systems?|data|infrastructure|infra|storage|search|security|cloud|network|integration|robotics|full-?stack|devops|engineering|server|web|machine|learning|ml|ci|ground|segment|i{1,3}|iv|\d|\/)$/i;

const ABBREVIATED = /^(?:sr|snr|jr)$/i;

interface Title {
  readonly text: string;
  /** Offsets in the text that it was found in. */
  readonly start: number;
  readonly end: number;
}

/** The title of a position: the longest run of qualifiers and capitalised words around "engineer" or its kin. */
export function titleIn(text: string): Title | null {
  const words = [...text.matchAll(/[^\s,;:|()'"!?]+/gu)].map((match) => ({
    text: match[0].replace(/\.$/, ''),
    start: match.index,
  }));
  const strong = words.findIndex((word) => HEAD.test(word.text));
  const alone = words.findIndex(
    (word, index) =>
      HEAD_ALONE.test(word.text) ||
      (word.text === 'be' && /^(?:senior|staff|lead|principal|junior)$/i.test(words[index - 1]?.text ?? '')),
  );
  const head = strong >= 0 ? strong : alone;
  if (head < 0) return null;
  // A comma, stop or bracket between two words ends the run, but for the stop of "Sr.".
  const adjoins = (left: number, right: number) => {
    const { start = 0, text: word = '' } = words[left] ?? {};
    const between = text.slice(start + word.length, words[right]?.start ?? 0);
    return /^\s*(?:\/\s*)?$/.test(ABBREVIATED.test(word) ? between.replace(/^\./, '') : between);
  };
  const joins = (index: number) => {
    const word = words[index]?.text ?? '';
    return QUALIFIER.test(word) || word === '&' || (/^\p{Lu}[\p{L}&-]*$/u.test(word) && !COMMON.test(word));
  };
  let first = head;
  while (first > 0 && joins(first - 1) && adjoins(first - 1, first)) first -= 1;
  let last = head;
  while (last + 1 < words.length && QUALIFIER.test(words[last + 1]?.text ?? '') && adjoins(last, last + 1)) last += 1;
  const [from, to] = [words[first], words[last]];
  if (!from || !to) return null;
  const start = from.start;
  const end = to.start + to.text.length;
  return { text: text.slice(start, end), start, end };
}

/** Within two edits of each other and about as long: two spellings of one word. */
export function isRespelling(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 2 || one.length < 4) return false;
  if (one[0]?.toLowerCase() !== other[0]?.toLowerCase()) return false;
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      current.push(
        Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + same),
      );
    }
    previous = current;
  }
  return (previous[other.length] ?? 9) <= 2;
}
