/** Praise of a company that would fit any other. */
import { type Evidence, isAboutCompany } from './evidence.ts';
import { type Fault, faultAt } from './fault.ts';
import type { Sentence } from './sentence.ts';
import { wordsOf } from './words.ts';

const PRAISE =
  /\b(?:innovat\w+|culture|excellence|leaders?|leading|leadership|outstanding|talented|reput\w+|renowned|wonderful|amazing|awesome|fantastic|great (?:place|company|team|work)|inspir\w+|admir\w+|impress\w+|vision|mission|values|shaping the future|future of|world-class|pioneer\w*|prestigious|exciting|dynamic|market leader|brand|best companies|commitment to|dedication|forward-thinking|cutting-edge|remarkable|exceptional|brilliant|incredible|top-notch|respected|passion(?:ate)?|stands? out|highly regarded)\b/gi;

export function praiseFaults(letter: string, sentences: readonly Sentence[], evidence: Evidence): Fault[] {
  const company = evidence.brief.facts.map(({ details }) => details.company).find((name) => name !== undefined);
  const specific = new Set(wordsOf(`${evidence.ofCompany}`));
  return sentences.flatMap((sentence) => {
    const about =
      isAboutCompany(sentence.text, evidence) ||
      /\b(?:company|firm|employer|organi[sz]ation|place (?:for me|to work))\b/i.test(sentence.text);
    const praise = [...sentence.text.matchAll(PRAISE)].filter(
      // Whatever the candidate has a word for is no praise: a dispatcher of missions, a culture of bacteria.
      (match) => !evidence.said.toLowerCase().includes(match[0].toLowerCase()),
    );
    if (!about || praise.length === 0) return [];
    const shared = wordsOf(sentence.text).filter(
      (word) => specific.has(word) && !company?.toLowerCase().includes(word),
    ).length;
    return shared >= 3 ? [] : [faultAt(letter, 'vague-company-praise', sentence.start, sentence.end)];
  });
}
