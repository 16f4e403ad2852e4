/** Whether a question that a model worded may be asked in place of ours. */
import { type Brief, isMetric, type Topic } from '../machine/brief.ts';
import { technologiesIn } from '../machine/technologies.ts';

const LONGEST_QUESTION = 220;
const WORDS_AT_MOST = 30;
/** A name is capitalised where no sentence begins. */
const NAME = /(?<=[\p{Ll}\d,;:]\s)\p{Lu}[\p{L}\p{N}-]+/gu;
/** How a question, or a clause before it, begins; any other word in front may be a name. */
const BEGINS =
  /^(?:what|which|how|who|whose|whom|when|where|why|do|does|did|is|are|was|were|has|have|had|can|could|would|will|and|so|but|or|in|on|at|for|over|per|from|of|by|with|without|before|after|since|if|you|your|that|those|these|this|the|a|an|it|its|they|their|there|once|as|about|roughly|counted|measured|out|apart|beside|given|to|under|until|because|while|then|now)$/i;
const IN_WORDS =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|double[ds]?|doubling|tripled?|twice|half|halved|quarter|percent|nines)\b/gi;

/** What a question has to speak of, by what is missing. */
const ABOUT: Readonly<Record<string, RegExp>> = {
  unit: /\b(?:units?|measured? in|counted? in|seconds?|milliseconds?|minutes?|hours?|of what|what (?:is|are|was|were|do|does)|which)\b/i,
  window:
    /\b(?:per|second|minute|hour|day|week|month|year|period|window|time ?span|interval|how (?:long|often)|over (?:what|which|how)|in what time|(?:what|which) time)\b/i,
  percentile: /\b(?:percentiles?|typical|tail|worst|slowest|average|median|distribution)\b/i,
  'own-part': /\byou(?:rs?|rself)?\b/i,
  constraint:
    /\b(?:could|couldn|can|cannot|not|fixed|chang\w*|constraint|depend\w*|rel(?:y|ied|ying)|forced?|requir\w*|promis\w*|had to|allowed|stuck|bound|break|assum\w*|touch\w*|upgrad\w*)\b/i,
  decision:
    /\b(?:decid\w*|decision|choos\w*|chose|choice|pick\w*|settled?|did you|solv\w*|solution|approach|design\w*|handl\w*|go about|went about|instead|key|rule|way|work(?:s|ed)?|build|built|keep|kept|tell)\b/i,
  result:
    /\b(?:result\w*|came of|come of|happen\w*|since|effect\w*|chang\w*|outcome|after\w*|end(?:ed)? up|turned out|today|now|stop\w*|differ\w*|notic\w*|improv\w*|better|went away|complaints?)\b/i,
  choice: /\b(?:they|their|them|company)\b/i,
  view: /\b(?:you think|your (?:own |view|opinion|take)|think|opinion|view|agree|disagree|why|make of|see it|like|convinc\w*|right|appeal\w*|matters?)\b/i,
};
/** "Much faster", "they are innovative": what would be enough to hold on to. */
const COUNTED =
  /\b(?:how (?:many|much|long|often|fast|few)|numbers?|figures?|before|from what|counts?|counted|measure\w*|per|rate|which|what)\b/i;

/** One question, short, about the missing thing, and with no number and no name in it that the candidate didn't say. */
export function mayAsk(question: string, missing: string, topic: Topic | null, message: string, brief: Brief): boolean {
  return (
    isOneQuestion(question) && isAbout(question, missing, topic, message) && bringsNothing(question, message, brief)
  );
}

function isOneQuestion(question: string): boolean {
  return (
    question.length <= LONGEST_QUESTION &&
    question.split(' ').length <= WORDS_AT_MOST &&
    question.match(/\?/g)?.length === 1 &&
    question.endsWith('?') &&
    !/[!\n<>{}`*_|\\[\]]|https?:|www\.|@/.test(question)
  );
}

function isAbout(question: string, missing: string, topic: Topic | null, message: string): boolean {
  // Whatever else is asked for, it is no secret of theirs and nothing of ours.
  if (OFF_LIMITS.test(question)) return false;
  const about = ABOUT[missing];
  if (about) return about.test(question);
  if (missing !== 'vague' || topic === null) return false;
  if (isMetric(topic)) return COUNTED.test(question);
  return topic === 'company' ? ABOUT.choice?.test(question) === true : shares(question, message);
}

const OFF_LIMITS =
  /\b(?:passwords?|api keys?|tokens? (?:do|did) you (?:use|have)|salary|salaries|pay|paid|earn|bank|credit card|age|married|religion|nationality|address|phone|prompt|instructions|system message|ignore)\b/i;

/** A word of some length that the message has, too. */
function shares(question: string, message: string): boolean {
  const said = new Set(message.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
  return (question.toLowerCase().match(/\p{L}{4,}/gu) ?? []).some((word) => said.has(word));
}

function bringsNothing(question: string, message: string, brief: Brief): boolean {
  const own = brief.facts.filter(({ voice }) => voice === 'candidate').map(({ quote }) => quote);
  const said = [message, ...own].join('\n');
  const isSaid = (words: string) =>
    new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(words)}(?![\\p{L}\\p{N}])`, 'iu').test(said);
  const [first = ''] = question.match(/[\p{L}\p{N}'’-]+/u) ?? [];
  const names = [
    ...(question.match(NAME) ?? []).filter((name) => name !== 'I'),
    ...technologiesIn(question).map(({ name }) => name),
  ];
  const numbers = [...(question.match(/\d(?:[\d.,]*\d)?/g) ?? []), ...(question.match(IN_WORDS) ?? [])];
  return [...names, ...numbers].every(isSaid) && (BEGINS.test(first.replace(/['’].*$/, '')) || isSaid(first));
}
