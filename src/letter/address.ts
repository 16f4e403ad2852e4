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
  let text = sentence;
  if (company) {
    const words = company.split(/\s+/);
    // "Marlin Park Gaming" is also "Marlin Park" and "Marlin".
    const names = words
      .map((_, index) => words.slice(0, words.length - index).join(' '))
      .filter((name) => name.length > 3)
      .map((name) => RegExp.escape(name))
      .join('|');
    text = text.replace(new RegExp(`(?<![\\p{L}])(?:the )?(?:${names})'s(?![\\p{L}])`, 'giu'), 'your');
    // As a subject only: what follows is a verb, and it loses its third person.
    text = text.replace(
      new RegExp(
        `(^|[,;:]\\s|\\b(?!(?:at|for|with|of|to|from|in|than|by|on)\\s)\\p{Ll}+\\s)(?:${names})\\s+(?:(also|now|always)\\s+)?(\\p{L}+)`,
        'giu',
      ),
      (_, lead: string, adverb: string | undefined, verb: string) =>
        `${lead}you ${adverb ? `${adverb} ` : ''}${plural(verb)}`,
    );
  }
  // "Cedarline says in its docs": the name is gone, and its possessive with it.
  if (text !== sentence) text = text.replace(/\bits\b/gi, 'your');
  text = text
    .split(/(?<=[,;:.]\s)/)
    .map((clause) => (OF_OTHERS.test(clause) ? clause : toYou(clause)))
    .join('');
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}

/** "People defend their own rules": a clause about others, whose they are. */
const OF_OTHERS =
  /^(?:(?:and|but|so|because|since|when|that) )?(?:people|engineers|developers|users|customers|readers|operators|everyone|everybody|nobody|most (?:people|teams|companies)|other (?:people|teams|companies))\b/i;

/** "I trust people who print their wrong guesses": from there on it is about them. */
const WHO = /\b(?:people|those|anyone|everyone|teams|companies|vendors|colleagues|engineers) (?:who|that)\b/i;

function toYou(clause: string): string {
  const others = WHO.exec(clause)?.index ?? clause.length;
  return `${pronounsToYou(clause.slice(0, others))}${clause.slice(others)}`;
}

function pronounsToYou(clause: string): string {
  return clause
    .replace(/\bthey(?='|\b)/gi, 'you')
    .replace(/\btheir\b/gi, 'your')
    .replace(/\btheirs\b/gi, 'yours')
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
