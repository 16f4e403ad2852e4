/** Phrases that say nothing: weak ones about oneself, vague praise, lists of tools, placeholders, code, dashes. */
import { type Evidence, isAboutCompany } from './evidence.ts';
import { type Fault, faultAt } from './fault.ts';
import type { Sentence } from './sentence.ts';

const WEAK: readonly RegExp[] = [
  /\b(?:excited|thrilled|passionate|enthusiastic|eager|delighted|honou?red|fascinated|keen) (?:about|to|by|at|for)\b/i,
  /\bi (?:have|had) (?:a )?(?:always (?:been|had)|strong|solid|extensive|deep|broad|proven|wide|rich|hands-on)\b[^.]{0,60}\b(?:experience|background|knowledge|understanding|skills?|passion|interest)\b/i,
  /\b(?:strong|extensive|solid|broad|rich|hands-on|vast) (?:hands-on )?(?:experience|background|knowledge|expertise|command|grasp)\b/i,
  /\bi am (?:a |an )?(?:highly |very |extremely |well )?(?:skilled|versed|proficient|experienced|motivated|driven|dedicated|adept|fluent|hard-?working|reliable|detail-oriented|results?-(?:driven|oriented)|self-(?:starter|motivated)|team player|(?:fast|quick) learner|problem solver|backend developer with)\b/i,
  /\b(?:quick|fast|rapid|lifelong) learner\b|\bpick(?:ing)? (?:up )?(?:new )?\w+ (?:up )?(?:fast|quickly)\b|\blearn(?:ing)? (?:new \w+ )?(?:fast|quickly)\b|\b(?:love|enjoy|relish|thrive on|welcome)s? (?:a |an |the |solving |tackling |taking on |every )?(?:good |tough |hard |difficult |new |complex |challenging )*(?:challenges?|problems?)\b/i,
  /\b(?:proven track record|track record of|team player|self-starter|go-getter|think outside the box|hit the ground running|fast-paced|results-driven|detail-oriented|wear many hats|synerg\w+|value-add|game-?changer|best-in-class|world-class|cutting-edge|state-of-the-art|seamless(?:ly)?|leverag(?:e|ed|ing) my)\b/i,
  /\b(?:furthermore|moreover|additionally|in addition to this|needless to say)\b/i,
  /\blook(?:ing)? forward to (?:hearing|your (?:reply|response)|the opportunity|discussing)\b/i,
  /\b(?:perfect|ideal|great|excellent|strong|natural) (?:fit|match|candidate|addition)\b/i,
  /\b(?:contribute|bring value|add value|make (?:a|an) (?:\w+ )?(?:impact|difference)) (?:to|in|at|for)?\s*(?:your|the) (?:team|company|success|organi[sz]ation|mission)\b/i,
  /\b(?:grow (?:professionally|my skills|as an engineer)|take my career|next level|dream (?:job|company))\b/i,
  /\bi (?:thrive|excel) (?:in|at|on|under)\b|\bi (?:pride myself|take pride) (?:on|in)\b|\bmy (?:passion|love) for\b|\bi (?:strongly |firmly )?believe (?:that )?i (?:am|would|can|could)\b/i,
  /\b(?:working|experience(?: working)?) (?:on|with|in) (?:building )?(?:scalable|robust|reliable|high-performance|modern)\b/i,
  /\b(?:wide|broad) range of (?:technologies|skills|tools)\b|\bgood communication\b|\bcommunication skills\b|\bunder pressure\b/i,
];

/** Weak phrases, one fault a sentence, unless the words are the candidate's own. */
export function weakFaults(letter: string, sentences: readonly Sentence[], evidence: Evidence): Fault[] {
  const said = evidence.said.toLowerCase();
  return sentences.flatMap((sentence) => {
    const match = WEAK.map((pattern) => pattern.exec(sentence.text)).find(
      (found) => found !== null && !said.includes(found[0].toLowerCase()),
    );
    return match || isSelfPraise(sentence.text, evidence)
      ? [faultAt(letter, 'weak-phrase', sentence.start, sentence.end)]
      : [];
  });
}

/** What people say they are where nothing they did comes to mind. */
const TRAITS =
  /\b(?:motivat\w+|communicat(?:or|ion)|hungry|eager|ambitious|dedicat\w+|committed|commitment|driven|attitude|mindset|passion\w*|enthusias\w+|hard[- ]?work\w*|diligent|reliable|flexible|adaptable|organi[sz]ed|proactive|curious by nature|creative|dynamic|professional|professionalism|team ?play\w*|leadership|interpersonal|self-\w+|results?|detail-?oriented|problem[- ]solv\w*|challenge[sd]?|fast[- ]paced|quality|excellence|clean code|best practices|skills?|talent\w*|expert\w*|versatile|well-rounded|strengths?|asset|thrive|excel)\b/gi;

/** Two traits claimed of oneself in a sentence that shares next to nothing with what was told. */
function isSelfPraise(text: string, { said }: Evidence): boolean {
  if (!/\b(?:i|i'm|my|me)\b/i.test(text)) return false;
  const traits = new Set((text.match(TRAITS) ?? []).map((word) => word.toLowerCase()));
  const own = said.toLowerCase();
  if ([...traits].filter((trait) => !own.includes(trait)).length < 2) return false;
  const known = new Set(words(said));
  return words(text).filter((word) => known.has(word) && !traits.has(word)).length <= 2;
}

const PRAISE =
  /\b(?:innovat\w+|culture|excellence|leaders?|leading|leadership|outstanding|talented|reput\w+|renowned|wonderful|amazing|awesome|fantastic|great (?:place|company|team|work)|inspir\w+|admir\w+|impress\w+|vision|mission|values|shaping the future|future of|world-class|pioneer\w*|prestigious|exciting|dynamic|market leader|brand|best companies|commitment to|dedication|forward-thinking|cutting-edge|remarkable|exceptional|brilliant|incredible|top-notch|respected|passion(?:ate)?|stands? out|highly regarded)\b/gi;

/** Praise of a company that would fit any other. */
export function praiseFaults(letter: string, sentences: readonly Sentence[], evidence: Evidence): Fault[] {
  const company = evidence.brief.facts.map(({ details }) => details.company).find((name) => name !== undefined);
  const specific = new Set(words(`${evidence.ofCompany}`));
  return sentences.flatMap((sentence) => {
    const about =
      isAboutCompany(sentence.text, evidence) ||
      /\b(?:company|firm|employer|organi[sz]ation|place (?:for me|to work))\b/i.test(sentence.text);
    const praise = [...sentence.text.matchAll(PRAISE)].filter(
      // Whatever the candidate has a word for is no praise: a dispatcher of missions, a culture of bacteria.
      (match) => !evidence.said.toLowerCase().includes(match[0].toLowerCase()),
    );
    if (!about || praise.length === 0) return [];
    const shared = words(sentence.text).filter(
      (word) => specific.has(word) && !company?.toLowerCase().includes(word),
    ).length;
    return shared >= 3 ? [] : [faultAt(letter, 'vague-company-praise', sentence.start, sentence.end)];
  });
}

function words(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter(
    (word) =>
      !/^(?:that|with|from|this|they|their|have|which|your|would|them|when|what|been|were|also|into|than)$/.test(word),
  );
}

/** Five technologies in a row, or four where they are offered as a toolbox. */
export function soupFaults(letter: string, sentences: readonly Sentence[]): Fault[] {
  return sentences.flatMap((sentence) => {
    const found = sentence.technologies;
    let run: typeof found = [];
    let longest: typeof found = [];
    for (const mention of found) {
      const last = run.at(-1);
      const joined =
        last &&
        /^(?:\s*[,/+&]\s*(?:and\s+)?|\s+(?:and|or)\s+|,?\s+(?:as well as|plus)\s+)$/.test(
          letter.slice(last.end, mention.start),
        );
      run = joined ? [...run, mention] : [mention];
      if (run.length > longest.length) longest = run;
    }
    const toolbox =
      /\b(?:tool(?:box|s|kit)|stack|skills?|languages?|technologies|proficient|fluent|day to day|daily|work with|experience with)\b/i.test(
        sentence.text,
      );
    const [first] = longest;
    const last = longest.at(-1);
    return first && last && longest.length >= (toolbox ? 4 : 5)
      ? [faultAt(letter, 'stack-soup', first.start, last.end)]
      : [];
  });
}

/** What a template leaves open. In capitals it is one; "your name" in a sentence is what it says. */
const PLACEHOLDERS =
  /\[[^\]\n]{2,60}\]|\{\{?[^}\n]{2,60}\}?\}|<[A-Za-z][\w'/ -]{2,40}>|\b(?:TBD|tbd|TODO|XXX+|xxx+|[Ll]orem ipsum|INSERT (?!INTO\b)[A-Z]+|(?:YOUR|COMPANY|CANDIDATE) NAME)\b|_{3,}|\b(?:Company|Hiring Manager|Your|Candidate) Name\b|\b(?:DD|MM)[/.-](?:MM|DD)[/.-]YY(?:YY)?\b|\bYYYY-MM-DD\b|\$\{[^}\n]{1,40}\}|%[A-Z_]{3,30}%|\b(?:https?:\/\/)?(?:www\.)?example-?(?:company|link)\b/g;

export function placeholderFaults(letter: string): Fault[] {
  return [...letter.matchAll(PLACEHOLDERS)].map((match) =>
    faultAt(letter, 'placeholder', match.index, match.index + match[0].length),
  );
}

export function surfaceFaults(letter: string): Fault[] {
  const dashes = [...letter.matchAll(/\s?—\s?|\s–\s/g)].map((match) =>
    faultAt(letter, 'em-dash', match.index, match.index + match[0].length),
  );
  const code = [
    ...letter.matchAll(
      /```[\s\S]*?(?:```|$)|`[^`\n]+`|\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE)\b[^.\n]{5,}|\b\w+\([^)\n]*\)\s*[;{]|=>|&&/g,
    ),
  ].map((match) => faultAt(letter, 'code', match.index, match.index + match[0].length));
  return [...dashes, ...code];
}
