/** From talking about a company to talking to it: "they wrote on their blog" becomes "you wrote on your blog". */

const THIRD_PERSON: Readonly<Record<string, string>> = {
  is: 'are',
  was: 'were',
  has: 'have',
  does: 'do',
  "isn't": "aren't",
  "hasn't": "haven't",
  "doesn't": "don't",
};

/** The sentence with the company addressed. `company` may be null; pronouns change all the same. */
export function addressed(sentence: string, company: string | null): string {
  const names = namesOf(company ?? '');
  let text = names === '' ? sentence : byName(sentence, names);
  // "Cedarline says in its docs": the name is gone, and its possessive with it.
  if (text !== sentence) text = text.replace(/\bits\b/gi, 'your');
  const clauses = text.split(/(?<=[,;:.]\s)/);
  text = clauses
    .map((clause, index) => (OF_OTHERS.test(clause) ? clause : toYou(clause, clauses[index - 1] ?? '')))
    .join('');
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}

/** "Marlin Park Gaming" is also "Marlin Park" and "Marlin"; half of "Salt & Rye" is somebody else. */
function namesOf(company: string): string {
  const words = company.split(/\s+/);
  const isAnd = (word: string | undefined) => /^(?:&|and)$/i.test(word ?? '');
  return words
    .map((_, index) => words.slice(0, words.length - index))
    .filter((name) => name.join(' ').length > 3 && !isAnd(name.at(-1)) && !isAnd(words[name.length]))
    .map((name) => name.map((word) => (isAnd(word) ? '(?:&|and)' : RegExp.escape(word))).join('\\s'))
    .join('|');
}

function byName(sentence: string, names: string): string {
  return (
    sentence
      .replace(new RegExp(`(?<![\\p{L}])(?:the )?(?:${names})'s(?![\\p{L}])`, 'giu'), 'your')
      // "On the Marlin blog": what is theirs, called after them.
      .replace(new RegExp(`\\bthe (?:${names}) (?=${OWNED})`, 'giu'), 'your ')
      // As a subject only: what follows is a verb, and it loses its third person.
      .replace(
        new RegExp(
          `(^|[,;:]\\s|\\b(?!(?:at|for|with|of|to|from|in|than|by|on|about|like|the|an?|this|that)\\s)\\p{Ll}+\\s)(?:${names})\\s+(?:(also|now|always)\\s+)?(\\p{L}+)`,
          'giu',
        ),
        (_, lead: string, adverb: string | undefined, verb: string) =>
          `${lead}you ${adverb ? `${adverb} ` : ''}${plural(verb)}`,
      )
  );
}

/** What a company publishes under its name. */
const OWNED =
  '(?:\\p{Ll}+ )?(?:blogs?|docs?|documentation|website|site|page|changelog|handbook|paper|talk|post|article|repo\\p{Ll}*|report|newsletter|podcast|guide|team)\\b';

/** "People defend their own rules": a clause about others, whose they are. */
const OF_OTHERS =
  /^(?:(?:and|but|so|because|since|when|that) )?(?:people|engineers|developers|users|customers|readers|operators|everyone|everybody|nobody|most (?:people|teams|companies)|other (?:people|teams|companies))\b/i;

/** "I trust people who print their wrong guesses", "everybody pretends they don't": from there on it is about them. */
const ABOUT_OTHERS =
  /\b(?:people|those|anyone|(?!(?:says|states|writes|explains|shows|claims|means|thinks|tells|notes|lists|announces|argues|reports|promises|admits|describes|is|was|has|does|us|this|its|as)\b)\p{L}+s) (?:who|that|which)\b(?! they\b)|\b(?:everyone|everybody|nobody|anyone|most (?:people|teams|companies))\b/iu;

const PEOPLE =
  '(?:people|engineers|developers|users|customers|clients|readers|operators|drivers|riders|couriers|partners|vendors|carriers|players|patients|doctors|nurses|merchants|sellers|buyers|farmers|students|colleagues|employees|guests|passengers|tenants|teams|banks|hospitals)';
/** What is told of those who were just named, and hardly of the company: "our clients, and they were furious". */
const THEIR_LOT =
  "they (?=(?:were|are|did not|didn't|can't|cannot|could|couldn't|have to|had to|get|got|lost|wait)\\b)";
const OF_PEOPLE = new RegExp(`\\b${PEOPLE}\\b(?! they\\b).*?\\b(${THEIR_LOT})`, 'giu');
const ENDS_IN_PEOPLE = new RegExp(`\\b${PEOPLE}[,;:]?\\s*$`, 'iu');
const OPENS_WITH_LOT = new RegExp(`^(?:(?:and|but|so|because) )?${THEIR_LOT}`, 'i');
/** "The codes and what they mean": of things. */
const MEANING = /\b(?:what|how) they (?:really |actually )?(?:mean|are|were|look|differ)\b/gi;

function toYou(clause: string, previous: string): string {
  if (ENDS_IN_PEOPLE.test(previous) && OPENS_WITH_LOT.test(clause)) return clause;
  const others = ABOUT_OTHERS.exec(clause)?.index ?? clause.length;
  const kept = [...clause.matchAll(OF_PEOPLE), ...clause.matchAll(MEANING)].map(({ index, 0: words }) => ({
    start: index + words.toLowerCase().lastIndexOf('they'),
    end: index + words.length,
  }));
  let result = '';
  let at = 0;
  for (const { start, end } of kept
    .filter(({ start }) => start < others)
    .sort((one, other) => one.start - other.start)) {
    if (start < at) continue;
    result += `${pronounsToYou(clause.slice(at, start))}${clause.slice(start, end)}`;
    at = end;
  }
  return `${result}${pronounsToYou(clause.slice(at, Math.max(at, others)))}${clause.slice(Math.max(at, others))}`;
}

function pronounsToYou(clause: string): string {
  return clause
    .replace(/\bthey(?='|\b)/gi, 'you')
    .replace(/\btheir\b/gi, 'your')
    .replace(/\btheirs\b/gi, 'yours')
    .replace(/\b(you [\p{Ll}-]+ )themselves\b/giu, '$1yourselves')
    .replace(/\byou (is|was|has|does)\b/gi, (_, verb: string) => `you ${THIRD_PERSON[verb.toLowerCase()] ?? verb}`);
}

/** "says" → "say", "publishes" → "publish"; a past tense stays. */
function plural(verb: string): string {
  const low = verb.toLowerCase();
  if (THIRD_PERSON[low]) return THIRD_PERSON[low];
  if (/(?:ss|us|is)$/.test(low) || !low.endsWith('s')) return verb;
  if (/(?:sh|ch|x|ss|zz|o)es$/.test(low)) return verb.slice(0, -2);
  if (/ies$/.test(low)) return `${verb.slice(0, -3)}y`;
  return verb.slice(0, -1);
}
