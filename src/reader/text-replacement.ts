/** Orders that replace words of a noted text: "change 240 to 140", "it is 140 hauliers, not 240". */
import { denialIn } from '../text/corrections.ts';
import { withoutPlease } from '../text/phrases.ts';
import { isDigit, piecesOf, sentencesIn, trimPunctuation } from '../text/sentences.ts';
import { INTO, isChangeVerb, JOINT_WORDS, ORDER_AT_MOST } from './order-parser.ts';

/** Whether a text starts with a verb such as "change" and has a word such as "to" later on. */
export function startsWithChange(text: string): boolean {
  if (text.length > ORDER_AT_MOST) return false;
  const [first = '', ...words] = wordsOf(withoutPlease(text.trim()));
  return (
    isChangeVerb(first.toLowerCase(), ['replace', 'swap']) &&
    words.some((word, at) => at > 0 && INTO.has(word.toLowerCase()))
  );
}

/** @returns `current` with the words replaced; null if the text is no such order, or the words don't occur exactly once */
export function replacedText(text: string, current: string): string | null {
  const told = withoutPlease(text.trim());
  const found = [...(startsWithChange(told) ? changes(told) : []), ...denials(told, current)].flatMap(({ old, by }) => {
    const next = replaceWhole(current, old, by);
    const isOnce = old !== '' && by !== '' && replaceWhole(current, old, '\0').split('\0').length === 2;
    return isOnce && next !== current ? [next] : [];
  });
  return new Set(found).size === 1 ? (found[0] ?? null) : null;
}

interface Replacement {
  readonly old: string;
  readonly by: string;
}

/** "Change 240 to 140": every word such as "to" may separate the old words from the new ones. */
function changes(text: string): Replacement[] {
  const words = wordsOf(text);
  return words.flatMap((word, at) => {
    if (at < 2 || !INTO.has(word.toLowerCase())) return [];
    const [old, by] = [words.slice(1, at), words.slice(at + 1)].map((part) => trimPunctuation(part.join(' ')));
    return [{ old: old ?? '', by: by ?? '' }];
  });
}

/** "Sorry, I made a mistake, it is 140 hauliers, not 240." */
function denials(text: string, current: string): Replacement[] {
  const clauses = sentencesIn(text).flatMap((sentence) => {
    const pieces = piecesOf(sentence);
    return [...pieces, ...pieces.slice(1).map((piece, at) => `${pieces[at]}, ${piece}`)];
  });
  return clauses.flatMap((clause) => {
    const { text: typed = '', old = '' } = denialIn(clause) ?? {};
    const [words, olds] = [wordsOf(typed), wordsOf(old)];
    return words.flatMap((_, at): Replacement[] => {
      const by = words.slice(at, at + olds.length).join(' ');
      const rest = words.slice(at + olds.length).join(' ');
      const isNumber = isDigit(by.charAt(0)) && isDigit(old.charAt(0));
      // "I meant 140 hauliers, not 240" replaces "240 hauliers". Without the same noun, only a number is certain.
      if (olds.length === 0 || at + olds.length > words.length || (rest === '' && at > 0 && !isNumber)) return [];
      const noun = rest === '' ? '' : ` ${isNumber ? wordsUpTo(rest, old, current) : ''}${rest}`;
      return [{ old: old + noun, by: by + noun }];
    });
  });
}

/** Maximum words between a number and its noun. */
const BETWEEN_AT_MOST = 3;

/** "460,000 smart meters": the words between the number and the noun, with a space behind; empty for none. */
function wordsUpTo(noun: string, number: string, text: string): string {
  const words = wordsOf(text);
  const behind = words.slice(words.indexOf(number) + 1);
  const end = behind.findIndex((word) => trimPunctuation(word) === noun.split(' ', 1)[0]);
  const between = behind.slice(0, Math.max(0, end));
  const isApart = (word: string) => JOINT_WORDS.has(word) || isDigit(word.charAt(0)) || trimPunctuation(word) !== word;
  return between.length > BETWEEN_AT_MOST || between.some(isApart) ? '' : between.map((word) => `${word} `).join('');
}

function wordsOf(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** A word or number continues here: "hab" doesn't match in "habe", nor "1" in "1,100". */
const GOES_ON = /^(?:[\p{L}\p{N}]|[.,'’]\p{N})/u;
const WENT_ON = /(?:[\p{L}\p{N}]|\p{N}[.,'’])$/u;

/** Replaces words wherever they are no part of a longer word or number. */
export function replaceWhole(text: string, old: string, by: string): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf(old); at >= 0; at = text.indexOf(old, from)) {
    const end = at + old.length;
    const isPart = WENT_ON.test(text.slice(Math.max(0, at - 2), at)) || GOES_ON.test(text.slice(end, end + 2));
    result += text.slice(from, at) + (isPart ? old : by);
    from = end;
  }
  return result + text.slice(from);
}
