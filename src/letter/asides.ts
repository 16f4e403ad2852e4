/** What is said to the interviewer about the letter, and is no part of it: "leave that out", "as I said above". */

/** Orders on what may be written, and on what may not. */
const ON_THE_LETTER = [
  /\b(?:in|for|into) (?:the|my|this) (?:cover )?letter\b/i,
  /^(?:so |and |but |just |now )?(?:please )?(?:leave|keep) (?:[\p{L}'-]+ ){1,5}out\b/iu,
  /\b(?:can|may|should|must) (?:also )?(?:be left out|stay out|stay between us|go in if)\b/i,
  /^(?:so |and |or )?(?:please )?(?:just|only|say|write|put|print|call it|name it)(?: it| just| only)?:?\s+["'‘“][^"'’”]+["'’”]/i,
  /^["'‘“][^"'’”]+["'’”] (?:is|are|would be|is all|at most)\b.{0,12}\b(?:ok|okay|fine|alright|all right|good|allowed|possible|most)\b/i,
  /^if you need (?:it|one|a name)\b/i,
  /^(?:so |and |but )?(?:please )?(?:don'?t|do not|never) (?:write|name|print|mention|quote|claim)\b/i,
  /\bdon'?t need (?:to )?(?:write|be written|mention)\b/i,
  /\byou (?:can|may|could|must|should)(?: not|n't)? (?:write|say|put|mention|print|name|skip|quote)\b/i,
  /^(?:one|this|that|it) may (?:be )?mention(?:ed)?\b/i,
  /\b(?:may|can|could|must|should)(?:n't| not| never)? be (?:named|mentioned|printed|quoted)(?=\s*(?:[.,;]|$))/i,
  /\bmust not (?:show up|appear)\b/i,
  /\b(?:one|you|we) (?:must|may|should) not (?:write|name|mention|print|say)\b/i,
  /^(?:please )?take (?:it|that|this|the .{1,24}?) (?:out|back)\b/i,
  /\bthat name is (?:fine|ok|okay|public)\b/i,
  /^(?:need|have|want|i need|i have|i want) to (?:tone|correct|fix|take back)\b/i,
  /^it is important,? i (?:believe|think)\b/i,
  /\bplease without\b|\bwrite like this\b/i,
];
/** What only points at something else, or puts it off. */
const POINTS_ELSEWHERE = [
  /\bit'?s (?:all )?in (?:there|my first)\b|\b(?:will|i'll) tell you\b|^(?:see|as) above\b/i,
  /^that'?s (?:it|all)(?: i think)?[.!]?$/i,
];
/** What its teller calls an aside, said for a laugh or in a few words. */
const BY_THE_WAY = /^(?:oh,? )?(?:btw|by the way)\b(?:.*\b(?:lol|haha)\b|(?:\s+\S+){1,8}$)/i;
/** What stands around a letter, and orders to a program. */
const NOT_OURS = [/\bto whom it may concern\b|^dear (?:sir|madam|hiring)\b/i, /\]\]|\[\[|^assistant\s*:/i];

export function isAside(sentence: string): boolean {
  const text = sentence.replaceAll('’', "'").trim();
  return [...ON_THE_LETTER, ...POINTS_ELSEWHERE, BY_THE_WAY, ...NOT_OURS].some((pattern) => pattern.test(text));
}

/** "I made the server, as I wrote.": without what points back. */
export function withoutPointer(sentence: string): string {
  return sentence.replace(
    /,?\s+as (?:i )?(?:said|wrote|told|mentioned|above)(?: (?:above|before|already))?(?=[.!]?\s*$)/i,
    '',
  );
}
