/** Whether a word is ordinary English, American or British. Loading takes a moment, so it happens once and on demand. */
import { lazily } from '../model/lazily.ts';

export interface Spelling {
  /** @param word in lower case */
  isWord(word: string): boolean;
}

export const loadSpelling: () => Promise<Spelling> = lazily(async () => {
  const [{ default: nspell }, { default: dictionary }] = await Promise.all([import('nspell'), import('dictionary-en')]);
  const speller = nspell(dictionary);
  const known = new Map<string, boolean>();
  return {
    isWord(word) {
      const before = known.get(word);
      if (before !== undefined) return before;
      const found = spellingsOf(word).some((one) => speller.correct(one));
      known.set(word, found);
      return found;
    },
  };
});

/** The dictionary is American. */
const AMERICAN: readonly (readonly [british: string, american: string])[] = [
  ['isation', 'ization'],
  ['ise', 'ize'],
  ['ising', 'izing'],
  ['our', 'or'],
  ['yse', 'yze'],
  ['ysing', 'yzing'],
  ['tre', 'ter'],
  ['ogue', 'og'],
  ['ence', 'ense'],
  ['lled', 'led'],
  ['lling', 'ling'],
];

function spellingsOf(word: string): readonly string[] {
  const american = AMERICAN.flatMap(([british, one]) => (word.includes(british) ? [word.replace(british, one)] : []));
  return [word, ...american];
}
