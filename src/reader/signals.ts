/** What a sentence shows about the thing it tells: whose work it was, and the parts of a story about a contract. */
import type { Signal, Topic } from '../machine/brief.ts';
import { technologiesIn } from '../machine/technologies.ts';
import { tellsOutcome } from './outcomes.ts';
import type { Sentence } from './sentences.ts';

const OWN_NOUN =
  /\b(?:mine|myself|by me|alone|solo|sole developer|single-handed(?:ly)?|on me|from me|is me|are me|was me|: me|my (?:own )?(?:part|code|design|work|bit|side|job|task|baby|half)|(?:i'?m|i was|i am|was) (?:responsible|in charge|the one|lead)|me personally|just me|it'?s me)\b/i;
/** After "I", these tell of a state of mind or a place, not of work done. */
const NO_WORK =
  /^(?:think|believe|guess|know|mean|say|said|hope|feel|love|like|work|worked|am|'m|was|be|want|would|'d|suppose|reckon|see|saw|find|have|'ve|had|can|could|will|'ll|joined|join|should|might|did|do|got|get|told|live|moved|keep|swear|remember|don't|do|go|going)$/;
const HELP =
  /\b(?:help(?:ed|ing)?|assist(?:ed|ing)?|support(?:ed|ing)?|contribut(?:ed|ing)|involved in|part of the team)\b/i;
const WORK =
  /^(?:wrote|written|built|build|made|designed|developed|rewrote|replaced|rebuilt|created|implemented|architected|re-architected|owned|own|led|drove|drive|shipped|migrated|moved|split|pulled|swapped|introduced|added|redesigned|refactored|coded|programmed|did|drew|defined|conceived|took|put|remade|set|wired|ported|automated|threw|turned|came|looked|kept|chunked|maintained|handled|run|ran|tuned|modelled|modeled|derived|gave|cut|hid|stamped|left|keyed)$/;

/** Whether the first person singular does the work in this sentence. */
export function isOwnWork(sentence: Sentence): boolean {
  const { words, text } = sentence;
  if (OWN_NOUN.test(text.replaceAll('’', "'"))) return true;
  for (const [index, word] of words.entries()) {
    if (word.low !== 'i') continue;
    // "I have built", "I also personally wrote": the verb within four words.
    for (const later of words.slice(index + 1, index + 6)) {
      if (later.low === 'i' || later.pos === 'PUNCT') break;
      if (WORK.test(later.low)) return true;
      if (later.pos === 'VERB' && !NO_WORK.test(later.low) && !/ing$/.test(later.low)) return true;
      if (/^(?:developing|building|writing|maintaining|designing)$/.test(later.low)) return true;
    }
  }
  // "Designed it, coded most of it", "wrote it myself": a past tense without a subject is the speaker's.
  const opening = words.find(({ pos }) => pos !== 'PUNCT' && pos !== 'SYM' && pos !== 'INTJ');
  return (
    opening !== undefined &&
    WORK.test(opening.low) &&
    /(?:ed|ote|uilt|ade|id|ove|ung|ew|ook|lit|ut|ft)$/.test(opening.low)
  );
}

function systemSignals(sentence: Sentence): Signal[] {
  const { text } = sentence;
  const signals: Signal[] = [];
  const helps = HELP.test(text) && /\b(?:i|my)\b/i.test(text);
  if (helps) signals.push('helped');
  else if (isOwnWork(sentence)) signals.push('mine');
  if (/\b(?:we|our|us)\b/i.test(text)) signals.push('shared');
  if (isList(sentence)) signals.push('several');
  return signals;
}

/** Three or more things in a row and nothing done with them: a list of systems or technologies. */
export function isList(sentence: Sentence): boolean {
  const parts = sentence.text
    .replace(/[.!]+$/, '')
    .split(/,|\band\b|\+|;/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length < 3 || parts.some((part) => part.split(/\s+/).length > 5)) return false;
  return !sentence.words.some(({ low }) => WORK.test(low) || /^(?:i|we|it|is|was|are|were|my|mine|myself)$/.test(low));
}

const CONSTRAINT =
  /\b(?:can'?t|cannot|cant|could ?n'?t|could not|can not|won'?t|wont|will not|would ?n'?t|would not|were not going|wasn'?t going|aren'?t gonna|not going to|nobody|no one|none of (?:which|them)|not allowed|forb\w+|must(?: not| never)?|mandated|fixed|frozen|sealed|closed|legacy|read-only|immutable contract|vendors?(?:'s)?|third[- ]part\w+|partners?|customers?|the law|by law|by statute|statute|regulat\w+|certif\w+|compliance|contracts?|no (?:way|slack|upgrades?|cancel|version|call|hint|marker|internet|maintainer|space)|without (?:any |a )?(?:version|id|clock|name|number|which)|only (?:knows?|reads?|understands?|speaks?|accepts?|takes?|supports?|talks?)|read only|not ours|didn'?t own|don'?t own|didnt own|leased|rented|hands off|off limits|out of the question|take it or leave it|as (?:it|they) (?:is|are)|is out|any ?more clients|old (?:clients?|versions?|builds?|api|sdks?|phones|apps)|bankrupt|left the market|no effect|nobody's|never change|has no|have no|had no|impossible|can'?t be|burned in|pinned|not giving|cannot deviate|touches nothing|refus\w+|belong(?:s)? to)\b/i;
const DESIGN =
  /\b(?:key(?:ed)?|hash(?:ed|es)?|token|epoch|stamp(?:ed|s)?|revision|cursor|envelope|profile|adapter|manifest|canonical|idempoten\w+|dedup\w*|fallback|sequence|lease|tombstone|snapshot|wrapper|projection|mapping|lookup|mapped|schema|view|counter|fencing|correction|append-only|versioned|translated|capability|redirect|content-addressed|state machine|record|expiry|per-\w+|unique)\b/i;
const RESULT =
  /\b(?:no longer|not any ?more|any ?more|stopped|gone|went away|went to nothing|dropped off|dropped their|disappeared|vanished|since(?: then)?|never|nobody|no one|nothing|zero|is history|are history|was history|ended|finished|dried up|closed|came back|still (?:resolve|open|runs?)|accepted|can finally|can't [^.]* any ?more|by itself|by themselves|without (?:another|a|any)|no (?:\w+ ){1,3}(?:had|noticed|complained|called|failed|felt|broke|broken|changed|needed|reported|has|was|went|have)|no (?:bricked|flag|complaint|partner|factory|old app|more)|is back|quit|locked|got resolved|are fewer|aren'?t|the same|survive|everybody migrated|not reported|didn'?t (?:come|have)|did not notice|switched|hasn'?t|haven'?t|has shifted|stayed|were left|leave with|(?:\d+|one|two|three|none) of (?:the|our|their|all) [^.;]{0,30}\b(?:broke|failed|complained|moved|migrated|upgraded|changed)|move again|dies everywhere|refused everywhere|became|now (?:returns|gives)|moved over|nobody's|outlives|no consumer)\b/i;
const DEEP = /\b(?:so|therefore|thus|hence|instead|what i did|then i|my (?:answer|solution|fix)|trick)\b/i;

const BRANCHES: readonly (readonly [Signal, RegExp])[] = [
  [
    'idempotency',
    /\b(?:idempoten\w*|duplicat\w*|twice|retr(?:y|ies|ied)|resend\w*|re-send\w*|repeat\w*|dedup\w*|exactly once|double|replay\w*)\b/i,
  ],
  ['versioning', /\b(?:versions?|versioned|v1|v2|old (?:clients?|sdks?|builds?|api)|firmware|upgrade\w*)\b/i],
  ['migration', /\b(?:migrat\w+|cut-?over|backfill\w*|moved? (?:to|over)|schema per tenant)\b/i],
  ['compatibility', /\b(?:compatib\w*|legacy|backwards?|break\w*|broke)\b/i],
  ['shape', /\b(?:schema|columns?|fields?|payloads?|shape|format|envelope|records?|types?)\b/i],
];

/** `told` is how many sentences of the story came before: a result needs something that it results from. */
function contractSignals(sentence: Sentence, told: number): Signal[] {
  const text = sentence.text.replaceAll('’', "'");
  const signals: Signal[] = [];
  const length = sentence.words.filter(({ pos }) => pos !== 'PUNCT').length;
  const own = isOwnWork(sentence);
  const technologies = technologiesIn(text).length;
  if (CONSTRAINT.test(text)) signals.push('constraint');
  if (length >= 5 && (own || DEEP.test(text) || (told > 0 && DESIGN.test(text)))) signals.push('decision');
  // One long sentence may tell it all.
  if (told > 0 && tellsOutcome(text)) signals.push('result');
  else if (RESULT.test(text) && (told > 0 || (length > 25 && (own || DEEP.test(text))))) signals.push('result');
  if (technologies > 0 && !own && !CONSTRAINT.test(text) && length <= 15) signals.push('infrastructure');
  for (const [branch, pattern] of BRANCHES) if (pattern.test(text)) signals.push(branch);
  return signals;
}

const SOURCE =
  /\b(?:blog|post|posts|posted|article|docs?|documentation|documents?|talks?|meetup|conference|srecon|gdc|podcast|paper|handbook|guide|change ?log|release notes|patch notes|postmortem|post-mortem|incident (?:review|report)|status (?:page|site)|trust page|site|website|page|portal|github|repo|repository|open[- ]source[ds]?|rfc|spec|proposal|report|minutes|roadmap|letter|newsletter|diary|book|video|channel|slo doc|public(?:ly)?|publish(?:es|ed)?|announce\w*|wrote|written|explain\w*|describe\w*|said|says|say|dataset|simulator|validator|archive)\b/i;
const VIEW =
  /\b(?:i|me|my|we|our|ours|us|imo|imho|myself|agree\w*|right|correct|sensible|honest\w*|sincere|exactly|good|better|best|worse|beats?|worth|brave|proof|respect|trust|like|love|yup|rule|theatre|point|convinc\w+|rather|fair|mistake)\b/i;
const PRAISE =
  /\b(?:good|great|nice|amazing|awesome|innovative|solid|fun|reputed|cool|best|top|leader|famous|big|growing|exciting|culture|engineering|values|people|ppl|brand|name|everybody|salary|pay|home|remote|fast[- ]growing|interesting|impressive)\b/i;

/** A view of one's own, however short: "agree, ours had none". */
const OWN_VIEW = /\b(?:agree\w*|disagree\w*|ours?|we|us|i'?d|i would|i wish|because|since)\b/i;

/** Pure praise or a private reason names no choice. */
export function isPraise(sentence: Sentence): boolean {
  const length = sentence.words.filter(({ pos }) => pos !== 'PUNCT' && pos !== 'SYM').length;
  if (/\b(?:salary|near my home|commute|remote work|benefits)\b/i.test(sentence.text)) return true;
  if (length <= 6 && !SOURCE.test(sentence.text) && !OWN_VIEW.test(sentence.text)) return true;
  return (
    length <= 11 &&
    PRAISE.test(sentence.text) &&
    !/\b(?:blog|docs|talk|paper|page|postmortem|changelog|handbook|repo|guide|rfc|every|each|per|instead|not \w+)\b/i.test(
      sentence.text,
    )
  );
}

function companySignals(sentence: Sentence): Signal[] {
  const signals: Signal[] = [];
  const text = sentence.text.replaceAll('’', "'");
  if (isPraise(sentence)) return signals;
  const length = sentence.words.filter(({ pos }) => pos !== 'PUNCT').length;
  if (SOURCE.test(text)) signals.push('source');
  if (length >= 5 && (SOURCE.test(text) || /\b(?:they|their|theirs|them)\b/i.test(text) || /:/.test(text)))
    signals.push('choice');
  if (VIEW.test(text)) signals.push('view');
  return signals;
}

/** Whether a sentence can be about the company at all. */
export function mentionsCompany(sentence: Sentence, company: string | null): boolean {
  const text = sentence.text;
  const [name = ''] = (company ?? '').split(/\s+/);
  return (
    /\b(?:they|their|theirs|them|it'?s|company)\b/i.test(text) ||
    SOURCE.test(text) ||
    (name.length > 2 && text.toLowerCase().includes(name.toLowerCase()))
  );
}

/** Whether a sentence about reliability tells something, though no number. */
export function tellsStory(sentence: Sentence): boolean {
  const words = sentence.words.filter(({ pos }) => pos !== 'PUNCT' && pos !== 'SYM');
  return words.length >= 7 && words.some(({ pos }) => pos === 'VERB' || pos === 'AUX');
}

export function signalsFor(topic: Topic, sentence: Sentence, told: number): Signal[] {
  switch (topic) {
    case 'system':
      return systemSignals(sentence);
    case 'contract':
      return contractSignals(sentence, told);
    case 'company':
      return companySignals(sentence);
    case 'latency':
      return /\b(?:run|batch|job|build|month end|nightly|export|import|report|backup|restore)\b/i.test(sentence.text)
        ? ['whole-run']
        : [];
    case 'reliability':
      return [
        ...(tellsStory(sentence) ? (['story'] as const) : []),
        ...(/\b(?:never|not one|ever)\b/i.test(sentence.text) && !/\bsince\b/i.test(sentence.text)
          ? (['absolute'] as const)
          : []),
      ];
    default:
      return [];
  }
}
