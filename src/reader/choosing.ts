/** Choices that are said in words: "looks good", "shorter please", "now for another company", and "thanks". */

/** `consent` says that all is right as it stands, `write` asks for the letter by its name. */
export type Chosen = 'consent' | 'write' | 'back' | 'shorter' | 'why' | 'another' | 'thanks';

const POLITE =
  /\b(?:please|pls|kindly|thanks?(?: you)?(?: so much| very much| a lot| again)?|thx|ty|cheers|then|now|just|really|so|bot|foreword|and|a bit|a little|somewhat|much|even)\b/g;

const WORDS: readonly (readonly [Exclude<Chosen, 'thanks'>, RegExp])[] = [
  [
    'write',
    /^(?:(?:ok(?:ay)?|yes|yeah|sure|go ahead|go) )*(?:(?:can|could|will|would) you )?(?:i want you to |let's |you can |you may )?(?:write|generate|make|produce|draft|compose|give me|create) (?:me )?(?:the|my|a|that) (?:cover )?letter(?: for me)?$/,
  ],
  [
    'shorter',
    /^(?:(?:ok(?:ay)?|yes|no|hm+) )*(?:(?:can|could|would|will) you |i(?:'d| would) (?:like|prefer) |i want |have you got |do you have )?(?:(?:make|get|have|write) (?:it|this|that|the letter|me) )?(?:it |the letter )?(?:a |an? )?(?:shorter|more concise|briefer)(?: (?:one|version|letter|it))?$|^(?:(?:can|could) you )?(?:shorten|trim|condense|tighten)(?: (?:it|this|that|the letter))?$|^(?:it(?:'s| is) |this is |that(?:'s| is) )?(?:too|rather|quite) long$|^cut (?:it|this) (?:down|short)$/,
  ],
  [
    'why',
    /^(?:(?:can|could) you )?(?:(?:show|tell) me |see |show )?where (?:does |did |do )?(?:(?:it|this|that|each sentence|all that|everything|the sentences?|these|those|you) )?(?:come|comes|came|all come|get (?:it|this|that|these)|got (?:it|this|that)) ?(?:from)?$|^(?:(?:show|give)(?: me)? )?(?:the |your |its )?sources?$/,
  ],
  [
    'another',
    /^(?:(?:ok(?:ay)?|yes|next) )*(?:(?:i(?:'d| would) like|i want|i need|give me|make|write|do|let's do|let's make|can (?:you|we) (?:do|make|write)|same|the same) )?(?:(?:it|one|the same|the letter|a letter|this|a) )?(?:for )?(?:another|a different|the next|next|a second|a new|an other|one for another) (?:company|employer|job|position|role|letter|application|one)(?: for another (?:company|employer|job))?$/,
  ],
  [
    'back',
    /^(?:(?:can|could) (?:we|i|you) )?(?:go |step |take me )?back(?: one)?$|^(?:the )?previous(?: (?:one|question))?$/,
  ],
];

const CONSENT = new RegExp(
  String.raw`^(?:(?:${[
    'ok(?:ay)?',
    'k',
    'y',
    'ye(?:s|p|ah|s sir)',
    'yup',
    'sure(?: thing)?',
    'right',
    'correct',
    'exactly',
    'good(?: to go| enough)?',
    'great',
    'fine',
    'nice',
    'cool',
    'perfect(?:ly)?',
    'lovely',
    'super',
    'awesome',
    'excellent',
    'lgtm',
    'agreed',
    'confirmed?',
    'approved?',
    'done',
    'proceed',
    'continue',
    'next',
    'go(?: on| ahead| for it)?',
    "let's go",
    'please do',
    'do (?:it|so|that)',
    'ship it',
    '(?:all |i )?(?:good|right|fine|set|clear)',
    'al(?:l )?right',
    '(?:(?:it|that|this|all|everything|all of it|the brief|the letter) )?(?:looks?|is|sounds|reads|seems) (?:all |pretty |very |absolutely |quite )?(?:good|right|fine|great|correct|ok|okay|perfect|nice|alright|true)(?: to me| for me)?',
    "(?:it|that|this)'s (?:it|all|right|fine|good|great|correct|ok|okay|perfect)",
    '(?:nothing|no changes?)(?: to change| else)?',
    '(?:i )?like it',
    '(?:i )?love it',
    "(?:i )?(?:would|i'd|will|i'll) send it",
    '(?:you can |you may )?(?:write|send|print)(?: (?:it|that|this|away))?',
  ].join('|')})(?: |$))+$`,
);
const THANKS =
  /^(?:(?:ok(?:ay)?|oh|great|perfect|nice|cool|wow|super|good|yes) )*(?:(?:many )?thanks?(?: you)?|thx|ty|cheers|much appreciated|i appreciate it|great job|good job|well done|good work|nice work)(?: (?:so much|very much|a lot|again|for (?:that|it|this|the letter|everything|your help|all)|bot|foreword|you|man|mate))*$/;

/** The choice that a message makes and that is all it does; null for everything else. */
export function chosenIn(message: string): Chosen | null {
  if (/^\s*(?:👍|👌|✅|✔️?)\p{Emoji_Modifier}?\s*$/u.test(message)) return 'consent';
  if (message.length > 80) return null;
  const text = message
    .replaceAll('’', "'")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}'’ ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (text === '') return null;
  if (THANKS.test(text)) return 'thanks';
  const core = text.replace(POLITE, ' ').replace(/\s+/g, ' ').trim();
  return WORDS.find(([, pattern]) => pattern.test(core))?.[0] ?? (CONSENT.test(core) ? 'consent' : null);
}
