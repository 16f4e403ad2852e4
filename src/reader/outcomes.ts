/** What came of a decision, where no word for an end tells it: a label, a change, who is content, what goes on unharmed. */

const OUTCOMES: readonly RegExp[] = [
  // "Result: no doubles", "In the end the banks kept their files"
  /^(?:(?:and|so|the) )*(?:end )?(?:results?|outcome|effect|net effect|upshot|payoff)\b(?: of (?:it|that|this))?(?: (?:is|was|were)\b|\s*[:,–-])|^(?:in the end|at the end of the day|ever since|these days|nowadays)\b/i,
  // "Month-end shrank from five days to one", "tickets fell to a third", "an hour, was two days"
  /\b(?:shrank|shrunk|fell|dropped|sank|halved|went|came|is|are|was|were) (?:down |back )?(?:from|to|by) (?:\d|an?\b|one|two|three|four|five|six|seven|eight|nine|ten|half|zero|nothing|under|about|almost|nearly|around)|\bdown from\b|, (?:was|were|used to be|instead of) (?:\d|an?\b|one|two|three|four|five|six|seven|eight|nine|ten|many|several)/i,
  // "None had to be recertified", "not one partner moved"
  /^(?:(?:and|so|but) )*(?:none|not (?:one|a single))\b.{0,60}\b(?:had|has|have|was|were|needed|needs|broke|changed|moved|noticed|failed|is|are)\b/i,
  // "A firmware update breaks one table, not the gateway"
  /\b(?:one|only|just|a single|at most)\b[^.;]{1,50}, (?:and )?not (?:the|all|every|a|an|its|our|everything|each)\b/i,
  // "Auditors could trace each entry", "anybody can replay a day"
  /\b(?:can|could)(?: now| finally| again| at last| all| even)? (?:trace|tell|see|prove|reconcile|deploy|upgrade|ship|sleep|trust|replay|rebuild|explain|verify|follow|roll back|go home|move at their own)\b/i,
  /\b(?:is|are|was|were|sleeps?) (?:very |quite |much |all |finally |now |at last )?(?:happy|happier|content|satisfied|relieved|glad|pleased|calm|quiet|silent|better at night|through the night)\b/i,
  // "All partners kept working", "the old clients still work"
  /\b(?:kept|keeps?|went on|goes on|go on|still) (?:work(?:s|ed|ing)?|run(?:s|ning)?|print(?:s|ed|ing)?|their \p{L}+|as before)\b/iu,
];

/** Whether a sentence tells what came of something, as far as its shape shows; it needs something told before it. */
export function tellsOutcome(text: string): boolean {
  return OUTCOMES.some((pattern) => pattern.test(text));
}
