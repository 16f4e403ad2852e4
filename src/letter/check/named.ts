/** Numbers that measure nothing, and can be wrong all the same: how many a team is, and the version of a tool. */
import { tokens } from '../../machine/figures/lexer.ts';
import { numeral } from '../../machine/figures/numerals.ts';
import type { Evidence } from './evidence.ts';
import { type Fault, faultAt } from './fault.ts';
import type { Sentence } from './sentence.ts';

const TEAM =
  /\b(?:teams?|squads?|groups?|crews?|staff|headcount) of (?:about |around |some |over |nearly |up to |roughly )?((?:\p{L}+|\d+)(?:-\p{L}+)?)/giu;
const PEOPLE =
  /\b(?:teams?|squads?|groups?|crews?|staff|people|persons?|engineers?|developers?|devs|colleagues?|others|of us|reports|programmers?)\b/i;

/** "A team of eight", where nobody said that they were eight, or seven and the candidate. */
export function teamFaults(letter: string, sentence: Sentence, { said, jobPost }: Evidence): Fault[] {
  return [...sentence.text.matchAll(TEAM)].flatMap((match) => {
    const words = match[1] ?? '';
    const size = numeral(tokens(words), 0)?.value;
    if (size === undefined || size < 2) return [];
    const told = [said, jobPost].flatMap(sizesIn);
    // "Three developers and me" are four.
    if (told.some((other) => other === size || other === size - 1 || other === size + 1)) return [];
    const end = sentence.start + match.index + match[0].length;
    const start = end - words.length;
    const after = /^ \p{L}+/u.exec(letter.slice(end))?.[0] ?? '';
    return [faultAt(letter, told.length > 0 ? 'changed-digit' : 'invented-number', start, end + after.length)];
  });
}

/** Numbers of the sentences that speak of people, and how many are named there. */
function sizesIn(text: string): number[] {
  return text
    .split(/(?<=[.!?;\n])\s+/)
    .filter((sentence) => PEOPLE.test(sentence) || /\b(?:and|with|plus) (?:me|i|us|\p{Lu})/u.test(sentence))
    .flatMap((sentence) => {
      const list = tokens(sentence);
      const numbers = list.flatMap((_, at) => numeral(list, at)?.value ?? []);
      const names = sentence.match(/(?<=\b(?:and|with|,|me \+) )\p{Lu}\p{Ll}+/gu)?.length ?? 0;
      return names > 0 ? [...numbers, names] : numbers;
    });
}

/** "Java 21", where it was Java 17. */
export function versionFaults(letter: string, sentence: Sentence, { said, jobPost }: Evidence): Fault[] {
  return sentence.technologies.flatMap(({ start, end }) => {
    const version =
      /^ v?(\d{1,2}(?:\.\d+)*)(?![\d%]|,\d| (?:times|ms|seconds|minutes|hours|percent|per|requests))/.exec(
        letter.slice(end, end + 24),
      );
    if (!version) return [];
    const name = letter.slice(start, end);
    const told = (text: string) =>
      new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(name)}[ -]?v?(\\d+(?:\\.\\d+)*)`, 'iu').exec(text)?.[1];
    const known = told(said) ?? told(jobPost);
    const number = version[1] ?? '';
    if (known === number || known === undefined) return [];
    return [faultAt(letter, 'changed-digit', start, end + version[0].length)];
  });
}
