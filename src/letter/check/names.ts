/** Technologies and employers that the candidate never named, and what was borrowed from a job post. */
import { technologiesIn } from '../../machine/technologies.ts';
import type { Evidence } from './evidence.ts';
import { type Fault, faultAt, type Part } from './fault.ts';

const ALIASES: readonly (readonly string[])[] = [
  ['postgres', 'postgresql'],
  ['kubernetes', 'k8s'],
  ['node', 'node.js'],
  ['elastic', 'elasticsearch'],
  ['go', 'golang'],
  ['sql server', 'mssql'],
  ['spring', 'spring boot'],
  ['redis', 'redis streams'],
  ['zookeeper', 'zookeeper'],
  ['chronicle', 'chronicle queue'],
];

/** Whether the candidate named it, and not only to say that they don't have it. */
function isNamed(name: string, evidence: Evidence): boolean {
  const low = name.toLowerCase();
  const names = [low, ...(ALIASES.find((group) => group.includes(low)) ?? [])];
  return names.some((each) => {
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(each)}(?![\\p{L}\\p{N}])`, 'iu');
    const denied = new RegExp(
      `\\b(?:no|not|never|without|neither|nor)\\s+(?:\\p{L}+\\s+){0,2}${RegExp.escape(each)}(?![\\p{L}\\p{N}])`,
      'iu',
    );
    return evidence.sentences.some((sentence) => pattern.test(sentence) && !denied.test(sentence));
  });
}

const FIRST_PERSON = /\b(?:i|i'm|i've|my|mine|me|we|our|us)\b/i;
const ADDRESSES = /\b(?:you|your|yours)\b/i;

export function technologyFaults(letter: string, sentences: readonly Part[], evidence: Evidence): Fault[] {
  const posted = new Set(technologiesIn(evidence.jobPost).map(({ name }) => name.toLowerCase()));
  return sentences.flatMap((sentence) =>
    technologiesIn(sentence.text)
      .filter(({ name }) => !isNamed(name, evidence))
      .flatMap(({ name, start, end }) => {
        const theirs = posted.has(name.toLowerCase());
        if (theirs && ADDRESSES.test(sentence.text) && !FIRST_PERSON.test(sentence.text)) return [];
        return [
          faultAt(
            letter,
            theirs ? 'borrowed-from-job-post' : 'invented-technology',
            sentence.start + start,
            sentence.start + end,
          ),
        ];
      }),
  );
}

const CALENDAR =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|christmas|easter|english|german|french|european|european|american|british|europe|q[1-4])$/i;
const COURTESY =
  /^(?:dear|sir|madam|mr|mrs|ms|mx|dr|prof|kind|best|sincerely|yours|regards|i|hello|team|senior|junior|staff|principal|lead|backend|engineer|developer|software)$/i;

/** Capitalised names inside a sentence of which no word occurs in what was said: mostly employers. */
export function employerFaults(letter: string, sentences: readonly Part[], evidence: Evidence): Fault[] {
  const known = new Set(
    `${evidence.said}\n${evidence.jobPost}\n${standIns(evidence)}`.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [],
  );
  return sentences.flatMap((sentence) =>
    [
      ...sentence.text.matchAll(
        /(?<![\p{L}\p{N}.'-])\p{Lu}[\p{L}\p{N}'-]*(?: (?:(?:of|the|and|&) )?\p{Lu}[\p{L}\p{N}'-]*)*/gu,
      ),
    ].flatMap((match) => {
      const words = match[0].split(' ');
      // The first word of a sentence is capitalised anyway; it belongs to a name only where another one follows.
      const opens = /(?:^|[.!?:]\s+|["“]|\n)$/.test(sentence.text.slice(0, match.index)) || match.index === 0;
      const name = opens ? words.slice(1) : words;
      const foreign = name.filter((word) => isForeign(word, known));
      if (foreign.length === 0) return [];
      const lead =
        /\b(?:at|for|with|joined|from|by|in|of|and)\s*(?:the )?$/i.exec(sentence.text.slice(0, match.index))?.[0] ?? '';
      const single = name.length === 1;
      if (single && !/\b(?:at|joined|for|with|from)\b/i.test(lead)) return [];
      if (technologiesIn(match[0]).length > 0) return [];
      const offset = opens ? match.index + (words[0]?.length ?? 0) + 1 : match.index;
      return [
        faultAt(letter, 'invented-employer', sentence.start + offset, sentence.start + match.index + match[0].length),
      ];
    }),
  );
}

function isForeign(word: string, known: ReadonlySet<string>): boolean {
  const parts = word.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (/^(?:of|the|and|&)$/i.test(word) || CALENDAR.test(word) || COURTESY.test(word)) return false;
  // An abbreviation is how engineers write a common noun.
  if (/^\p{Lu}{1,5}s?$/u.test(word)) return false;
  return parts.some(
    (part) => part.length > 1 && !known.has(part) && !known.has(part.replace(/s$/, '')) && !known.has(`${part}s`),
  );
}

function standIns(evidence: Evidence): string {
  return evidence.hidden.map(({ say }) => say ?? '').join('\n');
}
