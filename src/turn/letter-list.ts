/** The letters that somebody got: listed, shown again, compared, deleted. */
import { letterText, sentencesOf } from '../letter/letter.ts';
import { redact } from '../letter/redact.ts';
import type { Language } from '../machine/language.ts';
import type { Sheet } from '../machine/sheet.ts';
import { changesBetween, letterList } from '../prompts/letters.ts';
import { wordsOf } from '../prompts/words.ts';
import type { KeptLetter } from '../store/store.ts';
import type { Action } from './action.ts';

/**
 * @param rest what stands behind the command: nothing, a number, a number and "delete", or "compare"
 */
export function lettersAction(letters: readonly KeptLetter[], rest: string, sheet: Sheet): Action {
  const say = wordsOf('letters', sheet.language);
  const [first = '', second = ''] = rest
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '');
  const letter = letters[Number(first) - 1];
  const isDeleted = letter !== undefined && second === 'delete';
  const text = isDeleted ? say('deleted', { number: first }) : answerTo();
  const out = [{ kind: 'say' as const, text: redact(text, sheet.hidden) }];
  return { kind: 'words', out, ...(isDeleted && { deletes: letter.version }) };

  function answerTo(): string {
    if (letters.length === 0) return say('none');
    if (first === 'compare') return comparison(letters.at(-2), letters.at(-1), sheet.language);
    if (first === '')
      return letterList(
        letters.map(({ brief, at }) => ({ company: companyIn(brief), at })),
        sheet.language,
      );
    return letter === undefined ? say('no-such', { count: letters.length }) : letterText(letter.letter);
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
