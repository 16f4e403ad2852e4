/** What is said to us, with a question mark or without: whether a question may be left out, what counts, why we ask. */
import type { Topic } from '../machine/brief.ts';
import type { Digression } from '../machine/reading.ts';

const LEAD =
  /^(?:(?:and|but|so|ok(?:ay)?|hm+|well|no|wait|sorry|hey|hi|um+|uh+|please|honestly|quick question|one question)\b[\s,.:!–-]*)+/i;
const THIS = '(?:this|that|it|one|these|the (?:question|rest|whole thing|letter))';

/** Each anchored at the beginning, so that no story is taken for it; the first that fits decides. */
const KINDS: readonly (readonly [Digression, RegExp])[] = [
  [
    'skip',
    new RegExp(
      String.raw`^(?:(?:can|could|may|shall|should) (?:i|we) (?:just |also |simply |please )?(?:skip|leave|omit|pass|drop|ignore|not answer|come back)\b|(?:is it|would it be) (?:ok(?:ay)?|fine|possible|all right|alright|bad) (?:to|if i|if we) (?:skip|leave|omit|pass|don't|do not|have no|can't)\b|(?:and )?what if i (?:don't|do not|can't|cannot|have no|never|didn't|forgot)\b|(?:can|may) ${THIS} (?:be )?(?:skipped|left out|omitted|empty|blank)\b|is ${THIS} optional)`,
      'i',
    ),
  ],
  [
    'typical',
    /^(?:what|how) (?:should|shall|do|can|could|would|does|did|must) (?:i|people|others|one|you|most people|everyone|everybody|most|they|candidates) (?:usually |normally |typically |even |generally |mostly |best )?(?:write|say|put|answer|tell|reply|phrase|expect|want me)\b|^(?:(?:can|could|would|will) you |do you )?(?:please )?(?:give|show|have|got|make)(?: me| us)? an? (?:good |short )?example\b|^(?:like what|such as what|for example|example)(?: please)?$|^what(?:'s| is| would be| counts as) an? (?:good|typical|normal|usual) (?:answer|one|reply|example)\b/i,
  ],
  [
    'required',
    new RegExp(
      String.raw`^(?:(?:do|must|should|shall|would) i (?:really |also |even |actually )?(?:need|have|must|include|give|mention|name|state|list|add)\b|(?:does|must|should|has|do) ${THIS} (?:really |always )?(?:need|have|has|be|to be)\b|is (?:an? |the |my )?[\p{L}-]+(?: [\p{L}-]+)? (?:required|necessary|mandatory|needed|a must)$|(?:is|would) ${THIS} (?:be )?(?:required|necessary|mandatory|needed))`,
      'iu',
    ),
  ],
  [
    'ready',
    /^(?:(?:is|are) (?:this|that|it|we|you|the letter|everything) (?:now |already |all )?(?:ready|done|finished|complete|through|there)\b|when (?:do|will|can) i (?:get|see|have|read) (?:the|my|a) letter|when (?:is|will) (?:it|the letter|this) (?:be )?(?:ready|done|finished|come)|(?:please )?(?:stop (?:asking|it|this|the questions|asking me)|enough(?: of this| questions| now| already)*|no more questions)$)/i,
  ],
  [
    'counts',
    /^(?:(?:do|does|would|will|can|could|is|are)\b.{1,60}\b(?:count|work|qualify|suffice|enough|ok(?:ay)?|fine|allowed|acceptable|possible|good enough|all right|alright|relevant|interesting)(?: here| too| as well| for (?:you|that|this|the letter)| then| instead)*$|(?:can|may|could) (?:it|this|that|i|we) (?:also |just )?(?:be|use|give|write|paste|send|tell|answer|name|say|mention|take|do|talk|share|upload)\b|what counts(?: as .{1,40})?$|(?:is|are) (?:an? |my |the )?(?:estimates?|guess(?:es)?|averages?|ranges?|roughly)\b)/i,
  ],
  [
    'told-before',
    /^(?:(?:i|we)(?:'ve| have| did)? (?:(?:already|just|literally) )*(?:told|said|wrote|answered|explained|mentioned|given|gave|covered) (?:you )?(?:(?:all|everything|most|about) (?:of )?)?(?:you|that|this|it|so|all|everything)(?: (?:all|already|to you|you|before|above|up there|earlier|of it|of that|twice|once|in|at|the|my|first|last|beginning|start|message|answer))*$|(?:i )?(?:already|just) (?:told|said|wrote|answered) (?:you|that|this|it)\b.{0,30}$|you(?:'ve| have)? (?:(?:already|just) )*asked (?:me )?(?:that|this|it|about (?:that|this|it))\b.{0,30}$|asked and answered$|same as (?:above|before)$|didn't i (?:just |already )?(?:say|tell|answer)\b.{0,40}$)/i,
  ],
  [
    'what-was-asked',
    /^(?:(?:huh|what|pardon|come again|say again|eh|confused|unclear|\?+)$|(?:i )?(?:do not|don't|didn't|did not|can't|cannot) (?:really |quite )?(?:understand|get|follow|see)(?: (?:the|your|this|that|it|question|you|what you (?:mean|want|ask(?: for)?)))*$|what(?:'s| is) (?:the|your) question\b|what do you (?:mean|want|expect)(?: (?:here|by (?:that|this|it)|from me|me to (?:say|write)|exactly|now|to know))*$|(?:that|this|it)(?:'s| is| was| is) ?not what i (?:meant|said|wrote|asked)\b.{0,20}$|which (?:one|of them)$)/i,
  ],
];
const WHO = /^(?:who|what) are you(?: exactly)?$/i;
/** Reasons differ with what is asked. */
const WHY =
  /^why (?:do|would|did|are|should) (?:you|i) (?:even |really )?(?:need|ask|asking|want|care|give|tell)(?: (?:me|you|us|for|to know|about|so|all))*(?: (?:that|this|it|all that|all this|my [\p{L}-]+|the [\p{L}-]+))?$|^why (?:is|does|would) (?:that|this|it) (?:important|relevant|matter|needed|necessary|interest you)\b.{0,20}$|^why(?: that| this| though)?$|^what (?:do you need|is) (?:that|this|it) (?:for|good for)$/iu;
const REASONS: Readonly<Partial<Record<Topic, Digression>>> = {
  role: 'why-role',
  company: 'why-company',
  background: 'why-background',
  closing: 'why-closing',
  contact: 'why-contact',
};
/** "What do you mean by system": what is asked for, explained. */
const EXPLAINED: Readonly<Partial<Record<Topic, Digression>>> = {
  system: 'system',
  throughput: 'throughput',
  latency: 'latency',
  reliability: 'reliability',
  contract: 'contract',
  company: 'choice',
};
const MEANS =
  /^(?:what (?:do you|does|is) (?:mean(?:t)? (?:by|with)|the meaning of)|what does .{1,30} mean|(?:what do|do) you mean)\b(.{0,60})$/i;
/** "It's in the first message": points at what was said, whatever stands before it. */
const POINTS_BACK =
  /\b(?:it|that|this|all of it|everything)(?:'s| is| was| stands) (?:all |already |right )?(?:up )?in (?:the|my) (?:very )?(?:first|last|previous|earlier|opening) (?:message|answer|text|one|line)$/i;

/** What a sentence that is said to us is about; null for all that tells something. */
export function askedBack(sentence: string, topic: Topic | null): Digression | null {
  // Without a question mark only a few words are a question.
  const isAsked = /\?["')\s]*$/.test(sentence);
  if (sentence.length > 160 || (!isAsked && sentence.split(/\s+/).length > 16)) return null;
  const text = sentence
    .replaceAll('’', "'")
    .trim()
    .replace(/[?!.\s]+$/, '')
    .replace(LEAD, '');
  if (WHY.test(text)) return (topic && REASONS[topic]) ?? 'why';
  if (WHO.test(text)) return 'who';
  const found = KINDS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
  // At the end a question is theirs to the company, as long as it is not about the letter.
  if (topic === 'closing' && found === 'counts') return null;
  if (found === 'what-was-asked') return (topic && EXPLAINED[topic]) ?? found;
  if (found !== null) return found;
  const meant = MEANS.exec(text);
  if (meant && topic !== 'closing') return topicIn(meant[1] ?? '') ?? (topic && EXPLAINED[topic]) ?? 'what-was-asked';
  return POINTS_BACK.test(text) ? 'told-before' : null;
}

function topicIn(words: string): Digression | null {
  const named = /\b(system|throughput|latency|reliability|contract|percentile|idempoten\w*)\b/i
    .exec(words)?.[1]
    ?.toLowerCase();
  if (named?.startsWith('idempoten')) return 'idempotency';
  return named === 'percentile' ? named : (Object.values(EXPLAINED).find((kind) => kind === named) ?? null);
}
