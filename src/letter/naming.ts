/** Whether words name something, as the subject of a sentence must. */

/** What opens no name: pronouns, verbs, hesitations, and what was said to somebody. */
const OPENS_NONE =
  /^(?:also|so|i|we|you|they|he|she|it|there|that|this|these|those|what|which|who|how|when|where|why|if|and|but|or|so|then|than|as|at|by|for|from|in|of|on|to|with|per|not|no|yes|ok\p{L}*|okay|oh|hm+|um+|uh+|erm?|well|wait|sorry|scratch|sure|right|lol|ha\w*|lose|loses|losing|work|works|find|get|gets|got|have|has|had|do|does|did|go|goes|went|be|is|are|was|were|can|could|will|would|put|set|say|said|take|takes|took|make|makes|made|see|sees|saw|give|gives|gave|keep|keeps|kept|handle[sd]?|serve[sd]?|process(?:es|ed)?|ingest(?:s|ed)?|write|writes|wrote|public|both|all|each|every|years?|months?|weeks?|days?|hours?|minutes?|seconds?|ms|percent|more|less|about|around|roughly|only|just|now|today|before|after|earlier|another|together|other|old|new)$/iu;
/** A name that is one word of these is none; with a noun behind it, it is. */
const NEEDS_NOUN = /^(?:work|find|process|old|new|public|all|each|every|both|more|less|write|writes|set|only|no|not)$/i;
const PRONOUN = /\b(?:i|we|you|they|he|she|it|us|me|them)\b|'(?:s|m|re|ve|d|ll)\b(?<!\p{L}{3,}'s)|n't\b/iu;
const FINITE =
  /\b(?:is|are|was|were|has|have|had|does|do|did|can|could|will|would|becomes?|became|happened|died|works?|wrote|ended|topped|managed|went|goes)\b/i;
const HANGING =
  /\b(?:of|for|to|from|in|on|at|by|with|and|or|than|the|a|an|after|before|earlier|then|that|which|who|is|are|was|were|more|less|around|about|there|here|up|down|out|one)$/i;
const OTHER_UNIT = /\b(?:a|per|every) (?:second|minute|hour|day|week|month|quarter|year)\b|^[kKmM] /i;

export function isNounPhrase(words: string): boolean {
  const text = words.trim();
  const [first = ''] = text.split(/[\s,]/);
  if (
    !/\p{L}{2,}/u.test(text) ||
    /[(){}[\]<>=/:;→]|\d{3,}/.test(text) ||
    (text.match(/["“”]|(?<!\p{L})['‘]|['’](?!\p{L})/gu)?.length ?? 0) % 2 === 1
  )
    return false;
  const head = text.split(/\s(?:that|which|who|whose|where|when|because|until|after|before)\s/i)[0] ?? text;
  if (OPENS_NONE.test(first) && !(NEEDS_NOUN.test(first) && head.split(/\s+/).length > 1 && isPlainNoun(head)))
    return false;
  return (
    !PRONOUN.test(head) &&
    !FINITE.test(head) &&
    !HANGING.test(text) &&
    !OTHER_UNIT.test(text) &&
    !/^\p{L}+(?:ed|ly)$/iu.test(text)
  );
}

/** "Old engine", as against "find a car". */
function isPlainNoun(head: string): boolean {
  return !/^\p{L}+\s+(?:an?|the|it|our|my|all|100)\b/iu.test(head);
}

/** Whether a name is of several: of "timeouts to the exchange" it is the first noun that counts. */
export function isPlural(name: string): boolean {
  const head =
    name.split(/\s(?:of|for|to|from|in|on|at|by|with|that|which|who|during|per|between|after|before)\s/i)[0] ?? name;
  const noun = head.split(/\s+/).at(-1) ?? '';
  return /[^siu]s$/i.test(noun) || /ies$/i.test(noun);
}

/** The first word in lower case, unless it is a name or an abbreviation. */
export function lowered(text: string): string {
  return /^\p{Lu}(?:\p{Ll}|\s)/u.test(text) ? `${text[0]?.toLowerCase()}${text.slice(1)}` : text;
}

/** The words that led up to a name where it was told: "p99 of an evaluation" has "of" and an article. */
export function withLead(name: string, quote: string): { preposition: string; words: string } {
  const pattern = new RegExp(
    String.raw`(?:\b(of|for|to)\s+)?\b((?:an?|the|one|each|every|our)\s+)?${RegExp.escape(name)}(?!\p{L})`,
    'iu',
  );
  const [, preposition = '', article = ''] = pattern.exec(quote) ?? [];
  return { preposition: preposition.toLowerCase(), words: `${article.toLowerCase()}${lowered(name)}` };
}
