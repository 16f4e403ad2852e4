/** What a sentence does: it answers, declines, asks us something, refers back, or only makes conversation. */
import type { Topic } from '../machine/brief.ts';
import type { Digression } from '../machine/reading.ts';
import { technologiesIn } from '../machine/technologies.ts';
import { askedBack } from './questions-back.ts';
import type { Sentence } from './sentences.ts';
import { isOwnWork } from './signals.ts';

const WHOLE_DECLINE =
  /^(?:(?:no|nope|nah|none|nothing|na|n\/a|n\.a\.|skip|pass|next|negative|never|no thanks?|no thank you|no need|not needed|not really|nothing (?:to add|more|special|else|here)|no background|no idea|no clue|dunno|don'?t know|idk|not applicable|prefer not to say|i'?d rather not(?: say)?|rather not|[-–—.]+)(?:[\s,.!…]+(?:nothing|none|nope|thanks?|thank you|sorry|please|next|mate|pls|here|for me|really|honestly|tbh|to be honest|sir|that's all))*)[\s.!,…]*$/i;

/** "Leave it out", "you can leave that off", "drop it"; not "I'd take that over a wiki". */
const LEAVE_OUT =
  /^(?:please )?(?:leave|keep) out(?: please| pls)?[.!]?$|\b(?:it|this|that|which) (?:can|could|may|should|might) (?:just )?be (?:left (?:out|off|away)|dropped|skipped|omitted|ignored)\b|\bleave (?:(?:the|my|that|this) )?\w+ (?:empty|blank)\b|\bwouldn'?t (?:put|include|mention|write) (?:it|that|this)(?: in)?[.!]*$|\b(?:leave|drop|take|keep|cut)\s+(?:it|this|that|them|this one|that one|this part|that part)\s+(?:out|off|away|aside)\b|(?<!\bor )\b(?:leave|drop|skip|omit)\s+(?:it|this|that|them|this one|that one|this part|that part)(?=\s*(?:[.,;!]|$|pls|please|for me|then))/i;

/** "Which need not be mentioned", "no need to include it" */
const NEED_NOT =
  /\b(?:needs? not|need(?:s)?n't|does(?: not|n't) (?:need|have) to|don't (?:need|have) to) be (?:mentioned|said|told|included|listed|in (?:it|there|the letter))\b|\bno need to (?:mention|include|list|say) (?:it|that|this)\b/i;

/** Phrases that say there is nothing to say; each by its construction, whatever the thing is that isn't there. */
const DECLINES: readonly RegExp[] = [
  /\b(?:no|without|any)\s+(?:[\w-]+\s+){0,2}(?:numbers?|figures?|ideas?|clues?|data|metrics?|measurements?|statistics?|stats|benchmarks?|questions?)\b/i,
  /\b(?:never|nobody|no one|not|didn'?t|wasn'?t|weren'?t|don'?t|haven'?t|hasn'?t|isn'?t)\s+(?:\w+\s+){0,3}?(?:measured?|counted?|count|tracked?|track|timed?|recorded|instrumented|logged|monitored|collected)\b/i,
  /\b(?:don'?t|do not|doesn'?t|didn'?t|wouldn'?t|would not|can'?t|cannot|couldn'?t|could not|won'?t)\s+(?:\w+\s+){0,3}?(?:know|say|tell(?: you)?|remember|recall|put a number|help there|help with)\b/i,
  /\b(?:rather|prefer(?:red)?|better)\s+(?:to\s+)?not\b/i,
  /\b(?:i'?d|i would) (?:only )?be (?:guessing|making)\b/i,
  LEAVE_OUT,
  /\b(?:don'?t|do not|didn'?t|haven'?t|have no|never) (?:had |have |got |keep |kept )?(?:any |the |such |real |exact )?(?:figures|numbers|data|metrics|stats|statistics|measurements)\b/i,
  /\b(?:keep|leave) (?:my|the|all|any|our) [\w ]{2,24} out\b|\b(?:not necessary|not needed|no need)\b|\bdon'?t use (?:it|that|this)\b|\bnothing (?:i want|in there|there|from)\b/i,
  /^(?:no|nope|nah)\b[,.!]?\s+(?:don'?t|keep|leave|that stays|this stays|please|thanks)\b|\bsit (?:that|this) (?:one )?out\b|\bstays between\b|^nothing[.!]*$/i,
  /\b(?:not|nothing|n't|never) (?:meant |really |something )?(?:for|in) the letter\b/i,
  /\b(?:let'?s|do|can)\s+(?:do|go|manage)?\s*without (?:this|that|it|one)\b/i,
  /\bpass on (?:this|that|it)\b|^pass\b/i,
  /\bnothing (?:that (?:belongs|fits|matters|i)|comes to mind|in particular|of note|i can think of|to write|to add|to say|special|notable|more|relevant|worth|i could stand behind)\b|\b(?:there is|there'?s|with) nothing\b/i,
  /\bnot (?:relevant|important)\b|\birrelevant\b|\b(?:do not|don'?t) (?:write|mention|include|put)(?: it| that)?\b|\bcan skip\b|\bskip that one\b|\bnot a thing\b|\bdoesn'?t count\b|\bdoes not count\b|\bnot worth\b|\bforget (?:it|that|about it)\b/i,
  /\bhad no (?:access|measurement|numbers|way)\b|\bno (?:dashboards?|access)\b|\bnever let me near\b/i,
  /\b(?:not|n'?t) to (?:put|mention|include|write) it\b/i,
  /^questions i (?:don'?t|do not) have\b/i,
  /\b(?:with this|this) (?:it )?is enough\b/i,
  /^(?:it'?s |this is |this was |that was )?my first job[.!]*$|^first job[.!]*$|\bplease without\b|\bwithout,? please\b|\bnothing (?:to|for) (?:signal|declare|report|mention|tell|note|share)\b|\bnothing (?:\w+ )?(?:important|interesting|exciting|of interest)\b/i,
  /\b(?:don'?t|do not|doesn'?t|not|no) need (?:to )?(?:write|mention|put|include|say|tell)\b/i,
  /\b(?:nobody|no one|none of us|never|didn'?t|not) (?:led|lead|kept|keep|made|make|did|had|took|held|wrote|collected?) (?:such |any |those |the |these |real )?(?:statistics?|stats|figures|numbers|records?|measurements?|counts?|metrics)\b|\b(?:will not|won'?t|don'?t want to|can'?t|cannot) (?:invent|make (?:it |one |something |that )?up)\b/i,
  NEED_NOT,
];

/** Whether the sentence declines; a figure in it decides otherwise elsewhere. */
export function declines(text: string): boolean {
  const plain = text.replaceAll('’', "'");
  return WHOLE_DECLINE.test(plain.trim()) || DECLINES.some((pattern) => pattern.test(plain));
}

/** "Leave it out": it takes back everything said before it in the message. */
export function withdrawsAll(text: string): boolean {
  const plain = text.replaceAll('’', "'");
  return (
    LEAVE_OUT.test(plain) ||
    // "Never used Nextflow, no need to mention it" takes back only what it names itself.
    (NEED_NOT.test(plain) && plain.split(/\s+/).length <= 8 && !/,/.test(plain)) ||
    isOffTheLetter(plain) ||
    /\bnot relevant\b|\birrelevant\b|\bdon'?t use (?:it|that|this)\b|^(?:no|nope|nah),? don'?t\b|\bwithout (?:this|that) part\b|\bbetter (?:to )?not (?:to )?(?:put|mention|include|write)\b|\bforget (?:it|that)\b|\bdoesn'?t count\b/i.test(
      plain,
    )
  );
}

/** "That's my hobby, not for the letter": said to us, and to nobody else. */
export function isOffTheLetter(text: string): boolean {
  return /\b(?:not|nothing|n't|never) (?:meant |really |something )?(?:for|in) the letter\b|\bkeep (?:that|it|this) (?:out of|between)\b/i.test(
    text.replaceAll('’', "'"),
  );
}

/** "See above", "it's in the list": points at what was said, and adds nothing. */
export function refersBack(text: string): boolean {
  return text.split(/\s+/).length <= 9 && REFERENCE.test(text);
}

const REFERENCE =
  /\b(?:(?:please )?see (?:my|the) (?:e-?mail|mail|message|bullets?|first|long)|see bullets|(?:as|like) i wrote|it'?s up there|in the ad|as (?:above|noted|i (?:said|wrote|told))|see (?:above|list|notes?|the ad|posting)|i (?:wrote|told|explained|said) (?:that |it )?(?:above|up there)|it'?s (?:all )?in (?:the|my) (?:list|text|ad|notes?|posting)|in the (?:notes|list|ad|paste)|like i (?:told|wrote|said))\b/i;

const GREETING =
  /^(?:hi+|hello|hey|hiya|howzit|ciao|hola|hallo|hej|bonjour|salut|moin|servus|good (?:morning|day|evening|afternoon)|thanks?(?: you)?(?: for [\w ]+)?|lekker|ok(?:ay)?|sure|sup|righto|right|(?:good|fair) (?:point|question)|good|ah+|aha|oh|sorry|my bad|good catch|haha|hm+|uh+|um+|well|you'?re right|true|one more thing|by the way|understood|got it|perd[oó]n)\b[\s,.!:👋]*/iu;
/** About the message itself, not in it: "I'll just dump everything", "made a list, hope that helps". */
const META =
  /\b(?:dump (?:everything|it|all)|i'?m dictating|dictated|voice memo|(?:missing|no) (?:commas|paragraphs|punctuation)|forgive the length|say it once|from the train|me first, ad below|made a list|hope (?:that|this|it) helps|here goes|(?:^|\b(?:say|tell|write|dump|paste|answer|send|here is|here's)(?:ing)? (?:it |them |you )?)all (?:of it )?(?:at once|in one)|(?:lemme|let me) paste|off my phone|sorry for the mess|^(?:and |so |ok |well )?that'?s (?:it|all)\b[^,]{0,40}$|organi[sz]e it|numbers are missing|(?:have|got|found|opened|looking at|checked|went back to) (?:the|my|our|up the) (?:\w+ )?(?:report|dashboard|notes?|numbers?|graphs?|sheet|ticket|wiki|slides?|e-?mails?) (?:in front of me|open|here|again|up|just now)|^(?:[\w']+,? ){0,4}everything at once|its long|my old draft|maybe you can use it|one-question-at-a-time|i think it is this)/i;

/** Courtesies before an answer; they carry nothing. */
export function isCourtesy(text: string): boolean {
  if (META.test(text) && text.length < 160) return true;
  const rest = text.replace(GREETING, '').replace(GREETING, '').trim();
  return rest === '' || (/^[^\p{L}\p{N}]*$/u.test(rest) && !/\d/.test(text));
}

/**
 * Whether the sentence asks something. In the close, a question is what they want to ask the company, unless it is
 * plainly about this chat.
 */
export function asksUs(sentence: Sentence, topic: Topic | null): boolean {
  const { text } = sentence;
  if (isAboutChat(text) || askedBack(text, topic) !== null) return true;
  if (!/\?["')\s]*$/.test(text)) return false;
  if (topic === 'closing') return false;
  const [first, second] = sentence.words;
  const inverted =
    /^(?:who|what|when|where|why|how|which|is|are|do|does|did|can|could|will|would|should|have|has|am|was|were|may)$/.test(
      first?.low ?? '',
    );
  const tagged = /\b(?:you|your|right|btw|by the way)\b/i.test(text);
  const led =
    /^(?:and|but|so|also|anyway|anyhow|ok|hm)$/.test(first?.low ?? '') &&
    /^(?:what|why|how|is|are|do|can|who|where)$/.test(second?.low ?? '');
  const trailing = /,\s*(?:what|how|who|where|when|which|is|are|do|can)\b[^,?]{3,60}\?\s*$/i.test(text);
  return inverted || led || tagged || trailing;
}

const ABOUT_CHAT =
  /\b(?:what did you ask|what was (?:the|your) question|where were we|why (?:do|are|would) you ask|why is that important|what do you mean|are you (?:a |an )?(?:bot|human|person|real|ai|program|machine)|how long (?:is|will|does|until) (?:this|it|the letter|we)|how many (?:more )?questions|(?:copy|transcript) of this (?:chat|conversation)|what(?:'s| is) (?:a |an |the )?(?:p\d\d|percentile|median|throughput|latency|idempoten\w*|contract|rto|rpo)|this letter (?:going to|gonna)|will they ask me|at the interview\?|with your letters)\b/i;

function isAboutChat(text: string): boolean {
  return ABOUT_CHAT.test(text.replaceAll('’', "'"));
}

const KINDS: readonly (readonly [Digression, RegExp])[] = [
  ['what-was-asked', /\bwhat did you ask\b|\bwhere were we\b|\bwhat was (?:the|your) question\b|\bwhat do you mean\b/i],
  ['why', /\bwhy\b/i],
  ['percentile', /\bp\d\d|percentile|median\b/i],
  ['idempotency', /idempoten/i],
  ['throughput', /throughput/i],
  ['latency', /latency/i],
  ['reliability', /reliab|\brto\b|\brpo\b|nines/i],
  ['contract', /\bcontract\b/i],
  ['remaining', /\bhow many\b|\bhow much longer\b|\bwhat is missing\b|\balmost done\b/i],
  ['length', /\blong\b|\bhow many words\b|\blength\b/i],
  ['privacy', /\b(?:private|privacy|store|stored|save|data|who (?:sees|reads)|delete|gdpr)\b/i],
  ['copy', /\bcopy\b|\btranscript\b|\bexport\b/i],
  ['who', /\b(?:are you|bot|human|person|program|real)\b/i],
  ['language', /\b(?:language|german|french|spanish|english)\b/i],
];

export function digressionOf(text: string): Digression {
  return KINDS.find(([, pattern]) => pattern.test(text.replaceAll('’', "'")))?.[0] ?? 'other';
}

const PRIVATE =
  /\b(?:wife|husband|brother|sister|mother|mum|mom|father|dad|daughter|son|kids?|girlfriend|boyfriend|cat|dog|alpacas?|pub|barbecue|braai|wedding|bank holiday|weather|degrees in here|lunch|pizza|coffee|commute|doctor|flight|movie|visa|beers?|playlist|trailer|neighbou?r|birthday|football|granny|grandma|grandpa|flatmate|roommate|housemate|neighbour|neighbor|parrot|teacher at school|old teacher|office party|dj|cousin|nephew|niece|in-law|marriage|honeymoon|hobby|hobbies|gym|dentist|breakfast|dinner|gardening|vegetables|nothing to do with it|a chap who|bloke|doorbell|offside|derby|uncle|aunt|brother's|my ex|a mate|mate of mine|friend of mine)\b/i;

/** Conversation about life outside work; it belongs in no letter. */
export function isPrivate(text: string): boolean {
  return PRIVATE.test(text) && !isTheirField(text);
}

/** "Each flight had no id of its own": of an airline's system flights are the work, and nobody's journey. */
function isTheirField(text: string): boolean {
  return (
    !PRIVATE.test(text.replace(FIELDS, '')) &&
    !TAKES_PART.test(text) &&
    !(SMALL_TALK.test(text) && !WORK_NOUN.test(text))
  );
}

const FIELDS =
  /\b(?:flight|visa|doctor|movie|playlist|pizza|coffee|lunch|trailer|commute|football|holidays?|weather|birthday|wedding|marriage)\b|\b(?:sister|daughter|mother|brother|son|dog|cat) (?:compan|service|team|product|process|node|cluster|system|site|firm|app|brand|project|table)\w*/gi;
const FIELD =
  '(?:flight|visa|doctor|movie|playlist|pizza|coffee|lunch|trailer|commute|football|holidays?|birthday|wedding|marriage)';
/** "My flight", "I have to catch a flight", "over lunch": the speaker's own. */
const TAKES_PART = new RegExp(
  String.raw`\b(?:my|our) (?:\w+ )?${FIELD}\b|\b(?:i|i'm|i've|i'll|we|we're) (?:\w+ ){0,3}?(?:have|had|got|get|getting|having|need|grab|catch|caught|miss|missed|booked|watch|watched|watching|drinking|ate|ordered|want|love|like) (?:(?:a|an|some|the|this|another) (?:\w+ )?)?${FIELD}\b(?! \w*id\b)|\b(?:i'm|i am|i was|we were) (?:on|at|in) (?:a|an|the|my) (?:\w+ )?${FIELD}\b|\b(?:over|after|before|during|at) (?:lunch|coffee)\b`,
  'i',
);
/** Said with nothing of the work beside it. */
const SMALL_TALK =
  /\b(?:weather|bank holiday|sister|daughter|mother|brother|son|dog|cat|birthday|wedding|pizza|lunch|football)\b/i;
const WORK_NOUN =
  /\b(?:feed|file|format|schema|api|ids?|version|vendor|partner|system|service|event|message|record|client|customer|payment|transaction|order|process|data|protocol|queue|table|request|compan|firmware|parser|code)/i;

/** Whose doings are told as the sentence's subject: it is about them, whatever else it names. */
const THEIR_LIFE =
  /^(?:my (?:\w+ )?partner's\b|(?:my|our|the) (?:\w+ )?(?:wife|husband|brother|sister|mother|mum|mom|father|dad|daughter|son|kids?|girlfriend|boyfriend|cat|dog|cousin|nephew|niece|mother-in-law|father-in-law|flatmate|roommate|housemate|neighbou?r|uncle|aunt|grandma|granny|grandpa|parrot|ex|old teacher|boss's)\b(?!(?:'s)? (?:compan|service|team|product|process|node|cluster|system|site|firm|app|brand|project|table)))/i;

/** "An old friend keeps urging MongoDB on me": what others would have done. */
const THEIR_ADVICE =
  /^(?:an?|my|our|the|some) (?:\w+ )?(?:friend|pal|mate|buddy|neighbou?r|cousin|uncle|brother|sister|colleague|flatmate|roommate|bloke|guy|boss|manager) (?:of mine )?(?:always )?(?:would(?:'ve| have) (?:done|used|written|built|put|had)|keeps? (?:on )?(?:selling|urging|telling|pushing|saying|asking|suggesting)|swears? by|says?|said|tells?|told|sells?|recommends?|recommended|insists?|insisted|suggests?|suggested|thinks?|thought|would have|wanted|wants)\b/i;

/** "I heard that they do 2 million a second": a rumour measures nothing of the candidate's. */
export function isHearsay(text: string): boolean {
  // "Adyen wrote of a ledger with zero downtime": what somebody publishes is theirs.
  if (
    /^\p{Lu}\p{L}+ (?:wrote|writes|says|said|published|posted|described?|claims?|claimed|announced)\b/u.test(
      text.trim(),
    )
  )
    return !/^(?:I|We)\b/.test(text.trim());
  return /^(?:(?:well|oh|and|but|so)[, ]+)?(?:i(?:'ve| have)? (?:heard|was told|once read)|they say|people say|rumou?r has it|someone (?:told me|said)|somebody (?:told me|said))\b(?! (?:that )?(?:we|our|ours|i|my)\b)/i.test(
    text.replaceAll('’', "'").trim(),
  );
}

/** "My neighbour brews 20 litres a week": nothing in it is the candidate's, not even the numbers. */
export function isOthersLife(text: string): boolean {
  return THEIR_LIFE.test(text.trim()) || THEIR_ADVICE.test(text.trim());
}

/** "Yesterday I found a typo in a dictionary": what happened today is no part of the story. */
const SMALL_NEWS = /^(?:yesterday|last night|this morning|tonight|this afternoon|right now)\b[^.]*\bI\b/i;

/** Life outside work, unless it is told of the work itself. */
export function isAside(sentence: Sentence): boolean {
  const { text } = sentence;
  if (isOthersLife(text) || (SMALL_NEWS.test(text) && !WORK_NOUN.test(text))) return true;
  return isPrivate(text) && !isOwnWork(sentence) && technologiesIn(text).length === 0;
}

/** "…, ha", "just kidding", "bless her": said for a laugh. */
export function isJoke(text: string): boolean {
  return /\b(?:ha|haha(?:ha)*|hehe|lol|kidding|joking|just a joke|bless (?:her|him|them)|(?:pinch|grain) of salt|with some salt)\b/i.test(
    text,
  );
}

/** "Seriously though", "But okay": what came before it was an aside. */
export function returnsToTopic(text: string): boolean {
  return /^(?:but |and |so )?(?:seriously|anyway|anyhow|anyways|(?:okay|ok|right)(?=[.,!…])|jokes aside|joking aside|back to (?:it|the question|business)|where was i|to answer)(?!\p{L})/iu.test(
    text.trim(),
  );
}

/** What the candidate tells us to do with their words: "put that in", "one line at most", "please don't claim it". */
export function isInstruction(text: string): boolean {
  return INSTRUCTION.test(text.replaceAll('’', "'"));
}

const INSTRUCTION =
  /\b(?:you|u) (?:can|could|may|might) (?:keep|use|put|mention|include|write|leave|drop) (?:it|that|this|them)\b|\b(?:that|this) one you can use\b|\bkeep it in\b|\bif it'?s short\b|(?:^|[,.;:]\s*|\b(?:please|kindly|can|may|could|just|yes|pls)\s+)(?:put|use|include|mention|print|write)\s+(?:that|it|this|them|this one|that one)\b|\byou may (?:use|include|mention)\b|\b(?:one|a) (?:sentence|line)\b[^.]{0,30}\b(?:most|more|ok|fine|please|enough)\b|\b(?:could|can|may|might) go in\b|\bcan (?:be )?put (?:it |that |this )?in (?:one|a|1) (?:short )?(?:phrase|line|sentence)\b|\bto be in\b|\bjust say\b|\bis enough to (?:write|say|mention)\b|\b(?:kindly |please |don'?t |not )+claim\b|\bkindly claim\b|\bthat ad tells you\b|\bas is\b$|\b(?:ok|fine|free) to (?:use|publish|print|mention)\b|\bprint away\b|\bno secret\b/i;

/** Words of amount or speed without any number: the usual shapes of a vague answer to a question about a metric. */
const VAGUE =
  /\b(?:lots?|plenty|many|much|huge|big|massive|loads?|tons?|fast(?:er)?|quick(?:er|ly)?|slow(?:er)?|good|great|fine|solid|stable|ok(?:ay)?|decent|better|well|enough|scal(?:ed|es|able)|smooth(?:ly)?|nicely|high|low|improved|reliable|copes?|fewer|less|more|rarely|never falls|doesn'?t fall)\b/i;

export function isVague(text: string): boolean {
  return VAGUE.test(text.replaceAll('’', "'"));
}
