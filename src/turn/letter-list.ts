/** The letters that somebody got: listed, shown again, compared, deleted. */
import type { Outbound, Place } from '../adapters/contract.ts';
import { letterText, sentencesOf } from '../letter/letter.ts';
import { redact } from '../letter/redact.ts';
import type { Language } from '../machine/language.ts';
import type { Sheet } from '../machine/sheet.ts';
import { changesBetween, letterList } from '../prompts/letters.ts';
import { wordsOf } from '../prompts/words.ts';
import type { KeptLetter, Store } from '../store/store.ts';

/**
 * @param rest what stands behind the command: nothing, a number, a number and "delete", or "compare"
 * @returns what to say; a letter that was to be deleted is gone then
 */
export async function lettersCommand(
  store: Pick<Store, 'letters' | 'deleteLetter'>,
  place: Place,
  rest: string,
  sheet: Sheet,
): Promise<Outbound[]> {
  const letters = await store.letters(place);
  const say = wordsOf('letters', sheet.language);
  const [first = '', second = ''] = rest
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '');
  const text = await answerTo();
  return [{ kind: 'say', text: redact(text, sheet.hidden) }];

  async function answerTo(): Promise<string> {
    if (letters.length === 0) return say('none');
    if (first === 'compare') return comparison(letters.at(-2), letters.at(-1), sheet.language);
    if (first === '')
      return letterList(
        letters.map(({ brief, at }) => ({ company: companyIn(brief), at })),
        sheet.language,
      );
    const letter = letters[Number(first) - 1];
    if (letter === undefined) return say('no-such', { count: letters.length });
    if (second !== 'delete') return letterText(letter.letter);
    await store.deleteLetter(place, letter.version);
    return say('deleted', { number: first });
  }
}

function companyIn({ facts }: KeptLetter['brief']): string | null {
  return facts.find(({ slot }) => slot === 'role.company')?.quote ?? null;
}

/** Sentences that one has and the other hasn't. */
function comparison(before: KeptLetter | undefined, after: KeptLetter | undefined, language: Language): string {
  if (before === undefined || after === undefined) return wordsOf('letters', language)('nothing-to-compare');
  const [old, now] = [before, after].map(({ letter }) => sentencesOf(letter).map(({ text }) => text));
  const gone = (old ?? []).filter((text) => !now?.includes(text));
  const added = (now ?? []).filter((text) => !old?.includes(text));
  return changesBetween(gone, added, language);
}
