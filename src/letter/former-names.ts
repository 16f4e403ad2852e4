/** Where a text may name an earlier application: its company, its team or its reader, whole, in part or joined. */
import type { FormerName } from '../machine/context.ts';
import type { Hidden } from '../machine/sheet.ts';
import { trimEnd, trimEnds } from '../text/sentences.ts';
import type { Spelling } from './draft-names.ts';
import { type Match, matchesIn } from './hidden-in.ts';
import { folded } from './wording.ts';
import { COMMON_WORDS, READERS, TITLES } from './words.ts';

export interface FormerNames {
  /** @returns the words of the sentence that may name an earlier application; null for none */
  in(sentence: string): string | null;
}

/** @param own names that may stand in the letter: today's company, team and reader, the employer and the candidate */
export function lookingFor(former: readonly FormerName[], own: readonly string[], spelling: Spelling): FormerNames {
  const known = new Set(own.flatMap(wordsOf));
  // Said in ordinary words ("our data platform"), a team is none, while a company may be.
  const sought = former.map(({ slot, name }) => ({ spellings: spellingsOf(name), isCompany: slot === 'role.company' }));
  // "Der Spiegel", "Les Échos": no language has a list of its small words here.
  const isOrdinary = (word: string) => word.length <= SMALL_AT_MOST || spelling.isWord(word);

  function isName(sentence: string, { start, end }: Match, isCompany: boolean): boolean {
    const typed = sentence.slice(start, end);
    const words = wordsOf(typed);
    if (words.every((word) => known.has(word))) return false;
    if (!words.every(isOrdinary) || (isCompany && words.length > 1)) return true;
    // "Harbour", but neither "the harbour" nor a capital that only begins the sentence; "Harbour's API" is a name there too.
    const isCapital = typed.charAt(0) !== typed.charAt(0).toLowerCase();
    if (typed.length > 1 && isCapital && typed === typed.toUpperCase()) return true;
    return isCapital && (!isFirst(sentence, start) || isGenitive(typed, sentence.slice(end)));
  }

  return {
    in(sentence) {
      for (const { spellings, isCompany } of sought) {
        const found = matchesIn(sentence, spellings).find((match) => isName(sentence, match, isCompany));
        if (found) return trimEnds(sentence.slice(found.start, found.end));
      }
      return null;
    },
  };
}

/** In characters. */
const SMALL_AT_MOST = 3;
/** In characters. A shorter word with an s is another word. */
const GENITIVE_AT_LEAST = 4;

/** The name, and its words with the s that German hangs on them: "Nordsees Leitung". Titles name nobody. */
function spellingsOf(name: string): readonly Hidden[] {
  const words = name.split(' ').filter((word) => !isTitle(trimEnd(word.toLowerCase(), '.,')));
  const telling = words.filter((word) => word.length >= GENITIVE_AT_LEAST && !COMMON_WORDS.has(folded(word)));
  const all = words.length === 0 ? [] : [words.join(' '), ...telling.map((word) => `${trimEnds(word)}s`)];
  return all.map((value) => ({ value, say: null }));
}

function isTitle(word: string): boolean {
  return TITLES.has(word) || READERS.has(word);
}

function isFirst(sentence: string, start: number): boolean {
  const before = trimEnd(sentence.slice(0, start), ' "“„«(\'');
  return before === '' || '.!?…:'.includes(before.slice(-1));
}

function isGenitive(typed: string, after: string): boolean {
  return ["'s", '’s'].some((end) => typed.endsWith(end) || after.startsWith(end));
}

/** In lower case, without the genitive. */
function wordsOf(text: string): string[] {
  return text
    .split(' ')
    .flatMap((word) => word.split('-'))
    .map((word) => trimEnds(folded(word).replaceAll('’', "'")))
    .map((word) => (word.endsWith("'s") ? word.slice(0, -2) : word))
    .filter((word) => word !== '');
}
