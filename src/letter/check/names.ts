/** Technologies and employers that the candidate never named, and what was borrowed from a job post. */
import { technologiesIn } from '../../machine/technologies.ts';
import { type Evidence, isAboutCompany } from './evidence.ts';
import { type Fault, faultAt } from './fault.ts';
import type { Sentence } from './sentence.ts';

const ALIASES: readonly (readonly string[])[] = [
  ['postgres', 'postgresql'],
  ['kubernetes', 'k8s'],
  ['node', 'node.js'],
  ['elastic', 'elasticsearch'],
  ['go', 'golang'],
  ['sql server', 'mssql'],
  ['spring', 'spring boot'],
  ['redis', 'redis streams'],
  ['chronicle', 'chronicle queue'],
];

const named = new WeakMap<Evidence, Map<string, boolean>>();

/** Looked for once in what was said, however often a letter names it. */
function isNamed(name: string, evidence: Evidence): boolean {
  const low = name.toLowerCase();
  const names = named.get(evidence) ?? new Map<string, boolean>();
  named.set(evidence, names);
  const found = names.get(low) ?? wasNamed(low, evidence);
  names.set(low, found);
  return found;
}

/** Whether the candidate named it, and not only to say that they don't have it; what was taken back was named, too. */
function wasNamed(low: string, evidence: Evidence): boolean {
  const names = [low, ...(ALIASES.find((group) => group.includes(low)) ?? [])];
  return names.some((each) => {
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(each)}(?![\\p{L}\\p{N}])`, 'iu');
    const denied = new RegExp(
      `\\b(?:no|not|never|without|neither|nor)\\s+(?:\\p{L}+\\s+){0,2}${RegExp.escape(each)}(?![\\p{L}\\p{N}])`,
      'iu',
    );
    const withdrawn = evidence.withdrawn.some((part) => pattern.test(part) && !denied.test(part));
    return withdrawn || evidence.sentences.some((sentence) => pattern.test(sentence) && !denied.test(sentence));
  });
}

export function technologyFaults(letter: string, sentences: readonly Sentence[], evidence: Evidence): Fault[] {
  return sentences.flatMap((sentence) =>
    sentence.technologies
      .filter(({ name }) => !isNamed(name, evidence))
      .flatMap(({ name, start, end }) => {
        const theirs = evidence.postTechnologies.has(name.toLowerCase());
        if (theirs && isAboutCompany(sentence.text, evidence) && !CLAIMS.test(sentence.text)) return [];
        return [faultAt(letter, theirs ? 'borrowed-from-job-post' : 'invented-technology', start, end)];
      }),
  );
}

/** What one has or has done, in the first person. */
const CLAIMS =
  /\b(?:i|we)(?:'ve| have| had| also| still| can)?\s+(?:\w+ ){0,2}?(?:have|had|has|bring|hold|held|offer|know|led|lead|ran|used|use|worked|work|speak|spoke|read|write|built|wrote|come with|possess|own|earned|completed|gained|spent)\b|\bmy (?:\w+ ){0,3}(?:experience|years|degree|background|knowledge|command|certificate|clearance)\b/i;
const COMMON =
  /^(?:the|and|with|your|our|you|for|this|that|are|have|has|will|would|from|into|over|more|than|team|work|working|role|engineer|developer|backend|senior|staff|software|systems?|services?|years?|experience|strong|good|about|their|they|who|what|when|where|which|must|should|required|join|looking|hiring|seek|seeks|apply|remote|hybrid|hands|plus|least|per|day|second|platform)$/;

/**
 * What a job post asks for and the candidate never spoke of, claimed as one's own: two neighbouring words of the post,
 * again side by side ("security clearance", "on-call rotation").
 */
export function borrowedFaults(letter: string, sentences: readonly Sentence[], evidence: Evidence): Fault[] {
  const pairs = postPairs(evidence);
  const done = demandedDoing(evidence);
  const doings = sentences.flatMap(({ text, start }) => {
    const claim =
      done && new RegExp(String.raw`\b(?:i|we)(?:['’]ve| have| had| also)*(?: \w+ly)? (?:${done})\b`, 'iu').exec(text);
    return claim
      ? [faultAt(letter, 'borrowed-from-job-post', start + claim.index, start + claim.index + claim[0].length)]
      : [];
  });
  if (pairs.size === 0) return doings;
  const paired = sentences
    .filter(({ text }) => CLAIMS.test(text))
    .flatMap(({ text, start }) => {
      const words = wordsOf(text);
      const at = words.findIndex((word, index) => pairs.has(`${word.stem} ${words[index + 1]?.stem}`));
      const [first, last] = [words[at], words[at + 1]];
      return first && last ? [faultAt(letter, 'borrowed-from-job-post', start + first.start, start + last.end)] : [];
    });
  return [...paired, ...doings.filter((one) => !paired.some(({ start, end }) => one.start < end && one.end > start))];
}

/** What the post wants to have been done ("you have mentored a team") and the candidate never said of anything. */
function demandedDoing({ jobPost, whole }: Evidence): string {
  const said = new Set(wordsOf(whole).map(({ stem }) => stem));
  const verbs = [
    ...jobPost.matchAll(/\b(?:you|and|candidates?|who) (?:have|['’]ve|has) (?:\p{L}+ly )?(\p{L}{4,}ed)\b/giu),
  ].map(([, verb = '']) => verb.toLowerCase());
  return verbs
    .filter((verb) => !said.has(verb.replace(/ed$/, '')) && !/^(?:work|need|want|interest)ed$/.test(verb))
    .join('|');
}

function postPairs({ jobPost, whole, companyWords }: Evidence): Set<string> {
  const said = new Set(wordsOf(whole).map(({ stem }) => stem));
  const words = wordsOf(jobPost);
  return new Set(
    words.flatMap((word, index) => {
      const next = words[index + 1];
      if (!next || word.end + 1 < next.start - 2) return [];
      if ([word, next].some(({ stem }) => COMMON.test(stem) || companyWords.has(stem))) return [];
      return said.has(word.stem) && said.has(next.stem) ? [] : [`${word.stem} ${next.stem}`];
    }),
  );
}

function wordsOf(text: string): { stem: string; start: number; end: number }[] {
  return [...text.matchAll(/\p{L}{3,}/gu)].map((match) => ({
    stem: match[0].toLowerCase().replace(/(?:ing|ed|es|s)$/, ''),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

const CALENDAR =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|christmas|easter|english|german|french|european|european|american|british|europe|q[1-4])$/i;
const COURTESY =
  /^(?:dear|sir|madam|mr|mrs|ms|mx|dr|prof|kind|best|sincerely|yours|regards|i|hello|team|senior|junior|staff|principal|lead|backend|engineer|developer|software)$/i;

/** Capitalised names inside a sentence of which no word occurs in what was said: mostly employers. */
export function employerFaults(letter: string, sentences: readonly Sentence[], evidence: Evidence): Fault[] {
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
      const { length } = match[0];
      // "Copies that Litestream keeps fresh": what does the work of a tool is one.
      if (
        name.length === 1 &&
        TOOL_BEFORE.test(sentence.text.slice(0, match.index)) &&
        DOES.test(sentence.text.slice(match.index + length))
      ) {
        const start = sentence.start + match.index;
        return [faultAt(letter, 'invented-technology', start, start + length)];
      }
      // A name alone is one where it follows "at", or stands before its noun: "the Visa processor", "auditors of Deloitte".
      const single = name.length === 1;
      if (single && !/\b(?:at|joined|for|with|from|by|in|of)\b/i.test(lead) && !isBeforeNoun(sentence.text, match))
        return [];
      if (technologiesIn(match[0]).length > 0) return [];
      const offset = opens ? match.index + (words[0]?.length ?? 0) + 1 : match.index;
      return [
        faultAt(letter, 'invented-employer', sentence.start + offset, sentence.start + match.index + match[0].length),
      ];
    }),
  );
}

const TOOL_BEFORE = /\b(?:that|which|where|because|since|while|so|until|when)\s+$/i;
const DOES =
  /^ (?:keeps|replicates|copies|runs|stores|holds|serves|reads|writes|moves|ships|streams|syncs|synchroni[sz]es|caches|indexes|queues|schedules|routes|balances|compiles|monitors|watches|feeds|fills|collects|delivers|pushes|pulls|checks|backs up|takes care|handles|manages|provides)\b/;

function isBeforeNoun(text: string, match: RegExpExecArray): boolean {
  return (
    /\b(?:the|a|an|our|their)\s*$/i.test(
      `${text.slice(0, match.index)}${/^(?:The|An?|Our|Their) /.exec(match[0])?.[0] ?? ''}`,
    ) && /^\s\p{Ll}/u.test(text.slice(match.index + match[0].length))
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
