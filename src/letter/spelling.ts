/** Whether a word is ordinary English, American or British. Loading takes a moment, so it happens once and on demand. */
import { lazily } from '../model/lazily.ts';
import { namesOf } from '../text/lexer.ts';

export interface Spelling {
  /** @param word in lower case */
  isWord(word: string): boolean;
}

export const loadSpelling: () => Promise<Spelling> = lazily(async () => {
  const [{ default: nspell }, { default: dictionary }] = await Promise.all([import('nspell'), import('dictionary-en')]);
  const speller = nspell(dictionary);
  return { isWord: (word) => spellingsOf(word).some((one) => speller.correct(one)) };
});

/** The dictionary is American. */
const AMERICAN = namesOf(`ization: isation; ize: ise; izing: ising; or: our; yze: yse; yzing: ysing; ter: tre; og: ogue;
  ense: ence; led: lled; ling: lling`);

function spellingsOf(word: string): readonly string[] {
  const american = [...AMERICAN].flatMap(([british, one]) =>
    word.includes(british) ? [word.replace(british, one)] : [],
  );
  return [word, ...american];
}
