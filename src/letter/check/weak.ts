/** Phrases about oneself that say nothing, and traits that anybody claims. */
import type { Evidence } from './evidence.ts';
import { type Fault, faultAt } from './fault.ts';
import type { Sentence } from './sentence.ts';
import { wordsOf } from './words.ts';

/** What somebody is like: said of oneself it is worth nothing. */
const TRAIT = String.raw`(?:skilled|versed|proficient|experienced|motivated|driven|dedicated|adept|fluent|hard-?working|reliable|dependable|detail-oriented|results?-(?:driven|oriented|focused)|self-(?:starter|motivated|driven)|team[- ]?player|(?:fast|quick|rapid|eager|lifelong) (?:learner|study)|problem[- ]solver|seasoned|accomplished|talented|passionate|ambitious|diligent|conscientious|adaptable|flexible|versatile|proactive|meticulous|enthusiastic|committed|responsible (?:person|engineer|developer)|strong (?:communicator|believer|developer|engineer|leader)|(?:good|great|excellent|clear|effective) (?:communicator|listener|leader|team[- ]?mate))`;
const PROBLEMS = String.raw`(?:problems?|challenges?|puzzles?|tasks?|obstacles?|questions?)`;
const HARD = String.raw`(?:good |tough |hard |difficult |new |complex |challenging |interesting |tricky |demanding |technical |real |big )`;

const VERB = String.raw`(?:solv(?:e|ing)|tackl(?:e|ing)|tak(?:e|ing) on|work(?:ing)? on|fac(?:e|ing)|getting to the bottom of|dig(?:ging)? into|crack(?:ing)?)`;

const WEAK: readonly RegExp[] = [
  // What one feels
  String.raw`\b(?:excited|thrilled|passionate|enthusiastic|eager|delighted|honou?red|fascinated|keen|ecstatic|overjoyed|pumped|stoked|energi[sz]ed|humbled) (?:about|to|by|at|for|that)\b`,
  String.raw`\b(?:excite|thrill|fascinate|energi[sz]e|motivate|inspire)s? me\b|\bresonates? (?:deeply |strongly )?with me\b|\bmy (?:(?:love|enthusiasm) (?:for|is|lies)|(?:greatest |true |real )?passion)\b|\bi(?:'m| am) passionate\b|\bburning (?:desire|passion)\b|\bwith (?:great |much |genuine )?(?:enthusiasm|excitement|passion)\b`,
  String.raw`\bi (?:love|enjoy|relish|like|adore) (?:what i do|coding|programming|to code|technology|building (?:things|software|great)|working (?:with|in) (?:people|teams|a team|others)|learning)\b`,
  // What one has
  String.raw`\bi (?:have|had|bring|offer|possess|boast) (?:a |an )?(?:always (?:been|had)|strong|solid|extensive|deep|broad|proven|wide|rich|hands-on|excellent|exceptional|outstanding|impressive|keen|great|unique)\b[^.]{0,60}\b(?:experience|background|knowledge|understanding|skills?|skill ?set|passion|interest|ability|abilities|expertise|ethic|eye|mindset|combination|blend|mix)\b`,
  String.raw`\b(?:strong|extensive|solid|broad|rich|hands-on|vast|deep|proven|considerable|ample|significant|profound|in-depth) (?:hands-on |technical |practical |professional )?(?:experience|background|knowledge|expertise|command|grasp|foundation|ability|skill ?set)\b`,
  String.raw`\b(?:wealth|breadth|depth) of (?:experience|knowledge|expertise|skills)\b|\bunique (?:blend|combination|mix|set) of\b|\bmy (?:skills?|skill ?set|experience|background|expertise)(?: and (?:skills?|experience|expertise|background))? (?:align|match|fit|make|suit|would|will|are well|is well|equip|position)`,
  String.raw`\b(?:proven|demonstrated|solid|strong|successful|impressive) (?:track[- ]record|ability|history|success)\b|\btrack record (?:of|in)\b|\bability to (?:work|multi-?task|deliver|adapt|learn|communicate|collaborate|solve|thrive)\b|\b(?:strong|excellent|great|good|outstanding) work ethic\b|\b(?:keen|sharp|good|strong|great) (?:eye for|sense of|attention to) (?:detail|quality|responsibility|ownership)\b|\b(?:strong|close|great|meticulous) attention to detail\b`,
  // What one is
  String.raw`\bi(?:'m| am) (?:a |an )?(?:(?:highly|very|extremely|well|truly|deeply|really|also|both|always|naturally)[ -])?${TRAIT}\b`,
  String.raw`\b(?:as|being) an? (?:\w+ )?${TRAIT}\b|\b(?:self-starter|team[- ]player|go-getter|people person|rock ?star|ninja|guru|jack of all trades|natural leader|born leader|problem[- ]solver|perfectionist)\b`,
  String.raw`\b(?:quick|fast|rapid|lifelong|eager) (?:learner|study|to learn|to adapt|to pick up)\b|\bpick(?:ing|s)? (?:things |new \w+ |up \w+ )?(?:up )?(?:new )?(?:\w+ )?(?:up )?(?:fast|quickly)\b|\blearn(?:ing|s)? (?:new )?(?:\w+ )?(?:fast|quickly)\b|\b(?:always|constantly) (?:learning|improving|looking to (?:learn|improve|grow))\b|\b(?:willing(?:ness)?|ready|hungry) to learn\b`,
  String.raw`\b(?:love|enjoy|relish|thrive on|like|welcome|embrace)s? (?:to |a |an |the |every |all |nothing more than )?(?:${VERB} )?(?:a |an |the )?${HARD}+${PROBLEMS}\b`,
  String.raw`\b(?:love|enjoy|relish|thrive on|embrace)s? (?:to |a |an |the |every |all |nothing more than )?(?:${VERB} )?(?:a |an |the )?(?:problems?|challenges?|puzzles?)\b`,
  String.raw`\bi (?:thrive|excel|flourish|shine) (?:in|at|on|under|when)\b|\bi (?:pride myself|take (?:great )?pride) (?:on|in)\b|\bi (?:strongly |firmly |truly |sincerely )?(?:believe|feel|am (?:confident|certain|convinced|sure)) (?:that )?(?:i (?:am|would|will|can|could|have)|my (?:skills?|experience|background|profile|expertise|strengths?))\b|\bi (?:consider|would describe|would call) myself\b|\bknown for my\b|\bnever (?:gives?|giving) up\b|\b110 ?%`,
  // What everybody writes
  String.raw`\b(?:think(?:ing)? outside the box|hit the ground running|fast-paced|results-driven|detail-oriented|wear many hats|synerg\w+|value-add|game-?chang\w+|best-in-class|world-class|cutting-edge|state-of-the-art|seamless(?:ly)?|leverag(?:e|ed|ing) my|go the extra mile|go(?:es|ing)? above and beyond|bring to the table|ever-(?:changing|evolving)|rest assured|at the forefront|push(?:ing)? the boundaries|make a difference|positive impact|innovative solutions?|high-quality (?:code|software|solutions?)|clean,? (?:and )?(?:maintainable|readable|efficient|scalable) code|best practices|latest (?:technologies|trends)|up to date with|continuous (?:improvement|learning|growth)|under pressure|tight deadlines|works? (?:well )?(?:both )?independently)\b`,
  String.raw`\b(?:furthermore|moreover|additionally|in addition to this|needless to say|without a doubt|last but not least)\b`,
  String.raw`\blook(?:ing)? forward to (?:hearing|your (?:reply|response)|the opportunity|discussing|the possibility)\b|\b(?:would (?:love|welcome|relish|appreciate|be grateful for)|grateful for) (?:the|this|an|any) (?:opportunity|chance)(?: to (?:contribute|join|grow|work (?:for|with|at)|be (?:a )?part|bring|prove|discuss (?:my|how i)|interview|further)\b|[.,])|\b(?:exciting|amazing|great|wonderful|unique|fantastic) (?:opportunity|chance|role|challenge)\b`,
  String.raw`\b(?:perfect|ideal|great|excellent|strong|natural|good|outstanding|valuable) (?:fit|match|candidate|addition|asset)\b(?! (?:between|for (?:each|every|a) (?:row|key|record)))|\b(?:an?|real|huge|true) asset to\b|\bright (?:person|candidate) for\b`,
  String.raw`\b(?:contribute|bring value|add value|make (?:a|an) (?:\w+ )?(?:impact|difference)) (?:to|in|at|for)?\s*(?:your|the) (?:team|company|success|organi[sz]ation|mission|growth)\b|\b(?:chance|opportunity) to (?:contribute|grow|join|be (?:a )?part|work (?:for|with|alongside) (?:you|such|a team|people|talented))\b|\bcontribute (?:my|to your)\b`,
  String.raw`\b(?:grow (?:professionally|my skills|as an? (?:engineer|developer)|with (?:it|you|the team|the company))|take my career|next level|next step in my career|dream (?:job|company|role)|new challenges?\b(?! from)|professional growth)`,
  String.raw`\b(?:working|experience(?: working)?|experience (?:in|with) (?:designing|developing)|designing|developing|building|creating|delivering) (?:(?:on|with|in) )?(?:building )?(?:scalable|robust|reliable|high-performance|modern|dependable|efficient|innovative)(?:,? (?:and )?\w+)? (?:\w+ )?(?:systems?|services?|solutions?|software|applications?|backends?|code|architectures?|products?)\b`,
  String.raw`\b(?:wide|broad|full|vast) (?:range|variety|array|spectrum) of (?:technologies|skills|tools|projects|domains)\b|\b(?:good|excellent|strong|great) (?:communication|interpersonal|organi[sz]ational|analytical|leadership|people|problem[- ]solving)(?: and \w+)?(?: skills?)?\b|\b(?:communication|interpersonal|soft|people) skills\b`,
].map((pattern) => new RegExp(pattern, 'i'));

/** Weak phrases, one fault a sentence, unless the words are the candidate's own. */
export function weakFaults(letter: string, sentences: readonly Sentence[], evidence: Evidence): Fault[] {
  const said = evidence.said.toLowerCase();
  return sentences.flatMap((sentence) => {
    const match = WEAK.map((pattern) => pattern.exec(sentence.text)).find(
      (found) => found !== null && !said.includes(found[0].toLowerCase()),
    );
    return match || isSelfPraise(sentence.text, evidence)
      ? [faultAt(letter, 'weak-phrase', sentence.start, sentence.end)]
      : [];
  });
}

/** What people say they are where nothing they did comes to mind. */
const TRAITS =
  /\b(?:motivat\w+|communicat(?:or|ion)|hungry|eager|ambitious|dedicat\w+|committed|commitment|driven|attitude|mindset|passion\w*|enthusias\w+|hard[- ]?work\w*|diligent|reliable|flexible|adaptable|organi[sz]ed|proactive|curious by nature|creative|dynamic|professional|professionalism|team ?play\w*|leadership|interpersonal|self-\w+|results?|detail-?oriented|problem[- ]solv\w*|challenge[sd]?|fast[- ]paced|quality|excellence|clean code|best practices|skills?|talent\w*|expert\w*|versatile|well-rounded|strengths?|asset|thrive|excel)\b/gi;

/** Two traits claimed of oneself in a sentence that shares next to nothing with what was told. */
function isSelfPraise(text: string, { said }: Evidence): boolean {
  if (!/\b(?:i|i'm|my|me)\b/i.test(text)) return false;
  const traits = new Set((text.match(TRAITS) ?? []).map((word) => word.toLowerCase()));
  const own = said.toLowerCase();
  if ([...traits].filter((trait) => !own.includes(trait)).length < 2) return false;
  const known = new Set(wordsOf(said));
  return wordsOf(text).filter((word) => known.has(word) && !traits.has(word)).length <= 2;
}
