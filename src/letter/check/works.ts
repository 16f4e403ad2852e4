/** Who made what, by the words for it: others, the candidate alone, or somebody whom the candidate helped. */
import { isTechnology } from '../../machine/technologies.ts';
import type { Evidence } from './evidence.ts';

const OTHERS =
  /\b(?:boss|(?:an?|the|my|our|his|her|their|engineering|product|project|line|delivery|it) manager|team lead|tech lead|cto|colleagues?|teammates?|coworkers?|co-worker|junior|senior,|mentor|consultant|vendor|externals?|external firm|another team|other team|separate team|agency|university team|data scientists?|ops team|frontend dev|app devs|somebody else|bought in|off the shelf|supervisor|she|he|her|his|their team|the quants|security department|hardware team|QA team)\b/i;

/** A name that is the subject of a doing: "Dagny designed", "Tunde did", "Morag runs". */
const NAMED =
  /\b\p{Lu}\p{Ll}{2,}(?:'s)?,? (?:did|does|designed|built|wrote|made|runs|owns|has|is|was|looked|took|decided|drew|handled)\b|\b(?:is|are|was|were|belongs? to|made by|from) \p{Lu}\p{Ll}{2,}(?:'s)?\b/u;

/** Whose work is told where somebody of one's own is named: the person is mine, the work isn't. */
const ROLE =
  '(?:colleague|team ?mate|co-?worker|mentor|senior|junior|boss|team lead|tech lead|lead|supervisor|friend|manager|architect|intern|student|contractor|professor|predecessor)s?';
const MY_ROLE = new RegExp(
  String.raw`\b(?:[Mm]y|[Oo]ur|(?:[Oo]ne|[Tt]wo|[Ss]ome) of (?:my|our)) (?=(?:\p{L}+ ){0,2}?${ROLE}\b|\p{Ll}+ \p{Lu}\p{Ll}+(?:,| (?:only |also |then )?(?:did|does|wrote|writes|drew|built|builds|made|makes|designed|runs|owns|took|has)\b))`,
  'gu',
);

function withoutRoles(clause: string): string {
  return clause.replace(MY_ROLE, 'a ').replace(/\b(?:gave|told|showed|helped|taught) me\b/gi, 'did');
}

const DETERMINER = '(?:the |a |an |its |our |all (?:of )?(?:the )?)?';
/** Somebody, as people call who did a thing: a name, a role, another group. */
const SOMEBODY = String.raw`(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?(?:\p{Lu}[\p{L}'’-]+(?: (?:and )?\p{Lu}[\p{L}'’-]+)*|(?:an?|the|some|another|other) (?:[\p{L}'’-]+ ){0,2}?(?:${ROLE}|teams?|units?|groups?|departments?|people|vendors?|suppliers?|partners?|volunteers?|freelancers?|consultants?|agency|firms?|providers?|offices?)|(?:an)?others?|somebody(?: else)?|someone(?: else)?|upstream)`;
/** "Two biologists wrote the steps", "a partner institute did the forecast": somebody else's doing, and its object. */
const DID = new RegExp(
  String.raw`^(?:only )?(?!.*\b(?:i|we|us|our own|my|mine|me)\b)(?!it\b|that\b|this\b|which\b|there\b)[^.]{2,60}?\b(?:wrote|writes|built|builds|made|makes|designed|did|does|developed|supplied|supplies|programmed|coded|drew|owns|maintains?|took care of|handled|took)\s+${DETERMINER}(?<object>[\p{L}][^.]{1,80})`,
  'iu',
);
/** "The tanker app was bought", "the hedging is done by another group", "the forecasting is the meteorologists' business" */
const WAS = new RegExp(
  String.raw`^(?:and |but |while |only )?${DETERMINER}(?<object>[^.]{2,60}?),? (?:is|was|are|were|comes?|came|belongs?|belonged)(?: all| mostly| entirely)? (?:bought|rented|outsourced|off the shelf|upstream|already there|(?:(?:done|made|written|built|run|drawn|\p{L}{3,}ed) )?(?:by|from|to|with) (?:an? |the |my |our )?(?:other|another|somebody|someone|\w+ (?:team|group|people|department|unit|office|authority|board|company|desk|side|folks|crew|lab|institute|agency|squad|guild)|${ROLE}|(?:external |outside |\w+ )?(?:vendor|supplier|partner|volunteer|freelancer|agency|contractor)|(?:Dr|Mr|Mrs|Ms)\b|\p{Lu}\p{Ll}{2,})|(?:the |a |my |our )?(?:Dr\.? |Mr\.? |Mrs\.? |Ms\.? )?[\p{L}-]+['’]s?(?= )|(?:an)?other \w+|a ${ROLE}|not (?:mine|me|my|by me)|(?:somebody|someone) else)(?![\p{L}])`,
  'iu',
);
/** "Not mine: the map (Rafa)", "I didn't touch the dashboards", "no part in the map" */
const NOT_MINE =
  /\b(?:not (?:mine|me|my (?:work|part|job|doing|code))\s*[:,]|i (?:did not|didn['’]t|have not|haven['’]t|never) (?:touch(?:ed)?|buil[dt]|wr(?:ite|ote|itten)|designe?d?|do|done|ma[dk]e|work(?:ed)? on)|no (?:part|hand|share) in|nothing to do with)\s+(?:the |a |an |its |our )?(?<object>[\p{L}][^.;:(]{1,60})/giu;
/** "The map (by Rafa)" */
const CREDITED = new RegExp(
  String.raw`(?<![\p{L}-])(?<object>\p{Ll}[\p{L}-]*(?: [\p{L}-]+){0,2}) \((?:done |made |written |built )?(?:by|from|with) ${SOMEBODY}\)`,
  'gu',
);
/** "rating formula = Hana" */
const NOTED =
  /(?<![\p{L}-])(?<object>\p{Ll}[\p{L}-]*(?: [\p{L}-]+){0,3}) = (?<who>\p{Lu}[\p{L}'’-]+)(?=\s*(?:[.,;)]|$|and\b|&))/gu;

/** "An intern, Lotte, did it": whose name it is changes nothing. */
const APPOSITION = /,\s+(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){0,2},\s+(?=\p{Ll})/gu;

/** What others made, by the clauses that say so, and not by what stands elsewhere of it; what the candidate made stays theirs. */
export function worksOfOthers({ sentences }: Evidence, mine: ReadonlySet<string>): string[] {
  const objects = sentences.flatMap((sentence) => {
    const plain = withoutRoles(sentence).replace(APPOSITION, ' ');
    const noted = [...sentence.matchAll(NOTED)].filter(({ groups }) => !isTechnology(groups?.who ?? ''));
    const denied = [...sentence.matchAll(NOT_MINE), ...sentence.matchAll(CREDITED), ...noted].map(
      ({ groups }) => groups?.object,
    );
    const done = clausesOf(plain)
      .filter((clause) => !/\b(?:i|we|my|mine)\b/i.test(clause.replace(/\bnot (?:m(?:y|ine)|by me)\b/gi, '')))
      .map((clause) => (DID.exec(clause.trim()) ?? WAS.exec(clause.trim()))?.groups?.object);
    return [...denied, ...done];
  });
  return objects
    .filter((object) => object !== undefined)
    .flatMap((object) => contentWords(beforeBeyond(object)))
    .filter((word) => !mine.has(word));
}

/** What the candidate made, by the words for it. */
export function ownWords({ sentences }: Evidence): Set<string> {
  return new Set(sentences.flatMap((sentence) => claimedIn(sentence).flat()));
}

const HELP =
  /\b(?:help(?:ed|ing|s)?|assist(?:ed|ing|s)?|support(?:ed|ing)|contribut(?:ed|ing|es?|ions?)|took part|take part|participated?|(?:had|played|my) (?:a |an )?(?:small |minor )?(?:part|role|hand)|pitched in|lent a hand|involved)\b(?: \w+){0,1}? (?:with|on|in|to|at|by|out with|build|write|design)?\s*(?:build(?:ing)? |writ(?:e|ing) |design(?:ing)? )?(?:the |a |an |its |our |their )?(?<object>[\p{L}][^.,;:]{1,80})/giu;

/** "I reviewed and tested the ring buffer": a hand in it, after somebody had made it. */
const REVIEWED =
  /\bi (?:only |just |also |mostly |mainly )?(?:(?:reviewed|tested|documented|proofread|audited|benchmarked|debugged|monitored|operated|advised on|commented on|approved|watched over)(?:,? and |, | )){1,3}(?:the |a |an |its |our |their )?(?<object>[\p{L}][^.,;:]{1,80})/giu;
/** What was made without being called by its name may be what was tested. */
const MADE_IT =
  /\bi (?:\w+ ){0,2}?(?:built|wrote|designed|made|did|coded|developed|implemented|rewrote) (?:and \w+ )?(?:it|that|this|them|these|all|both|everything|the (?:whole|lot))\b/i;

/** What the candidate says to have helped with or looked at, and nothing more. */
export function helpedWith({ said, sentences }: Evidence, own: ReadonlySet<string>): Set<string> {
  const patterns = MADE_IT.test(said) ? [HELP] : [HELP, REVIEWED];
  const objects = sentences
    .flatMap((sentence) => patterns.flatMap((pattern) => [...sentence.matchAll(pattern)]))
    .map(({ groups }) => groups?.object ?? '')
    .map((object) => object.split(/\s+(?:and|but)\s+(?:i |then |also )?(?:\p{L}+ed|wrote|built|did|made)\b/u)[0] ?? '');
  return new Set(objects.flatMap((object) => contentWords(beforeBeyond(object))).filter((word) => !own.has(word)));
}

const DOING = /^(?:\p{Ll}+ed|wrote|built|did|made|took|drew)\s/u;
const NAME = /^(?!Mine|My|I\b)\p{Lu}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]*){0,2}$/u;

/** Things that were a colleague's doing, or that the candidate took back, and that are told of nobody else. */
export function foreignWords({ sentences, withdrawn }: Evidence): Set<string> {
  const told = sentences.map((sentence) => clausesOf(sentence));
  const clauses = told.flat();
  const theirs: string[] = [];
  // "My boss, Frau Ehrlich, decided the architecture": a clause without a subject goes on with the one before.
  for (const sentence of told)
    for (const [index, clause] of sentence.entries()) {
      const goesOn =
        theirs.includes(sentence[index - 1] ?? '') && (DOING.test(clause.trim()) || NAME.test(clause.trim()));
      if (isOthers(clause) || goesOn) theirs.push(clause);
    }
  const taken = /\bi (?:said|claimed|put|told)\b|\bi wrote (?:that\b|above|earlier|before|['"“‘])/i;
  const mine = new Set(
    clauses.filter((clause) => !theirs.includes(clause) && !taken.test(clause)).flatMap(contentWords),
  );
  // A number that was corrected says nothing of whose the work was.
  const short = withdrawn.filter((part) => contentWords(part).length <= 4 && !/\d/.test(part));
  return new Set([...theirs, ...short].flatMap(contentWords).filter((word) => !mine.has(word)));
}

const CLAIM_VERB =
  /\bi (?:\w+ ){0,2}?(?:(?:built|wrote|designed|created|developed|implemented|rewrote|rebuilt|redesigned|coded|architected|authored|introduced|replaced|made|devised|produced|programmed|engineered|crafted|drew|designed|delivered|handled|owned|own|led|did(?! not\b)|set up|took care of|looked after|maintained?|put together|came up with|conceived|drew up|ran|run|scheduled|planned|organi[sz]ed|configured|deployed|automated|extended|launched|shipped|established|founded|started|invented|drafted|modelled|trained|calibrated|validated|specified|negotiated|decided|chose|tuned|migrated)\s+|(?:was|am|have been) (?:put )?(?:\w+ )?(?:responsible for|in charge of|(?:the (?:one|person|engineer|developer) )?behind|the (?:one|person|engineer|developer) (?:who|that) (?:built|wrote|designed|created|developed|implemented|rewrote|made|did|drew|led|ran))\s+)/i;
/** "What I wrote is the reconciliation" */
const WHAT_I =
  /\bwhat i (?:\w+ ){0,2}?(?:built|wrote|designed|created|developed|made|did|do|own|owned)(?: \w+){0,2}? (?:is|was|are|were)\s+/i;
const MINE_AFTER =
  /^(.*?)\b(?:is|are|was|were|became) (?:also |all |entirely |both |partly )?(?:(?:my|mine)\b(?! (?:colleague|boss|manager|mentor|lead|supervisor|team|predecessor))|by me\b|me\b)/i;
/** "The cache came from my desk", "its design goes back to me", "the parser was written by me" */
const FROM_ME =
  /^(?<object>.{2,90}?)\b(?:(?:comes?|came|stems?|stemmed|originate[sd]?|grew|sprang) (?:\w+ ){0,2}?(?:from|out of|off) (?:me\b|my (?:own )?(?:desk|pen|keyboard|hands?|head|mind|drawing board|notebook|editor)\b)|(?:goes|go|went|dates?|dated|traces?|traced|traceable) (?:all the way )?back to (?:me|my)\b|(?:is|are|was|were|has been|have been) (?:also |all |entirely |mostly |largely |in fact )?(?:down to me\b|of my (?:own )?(?:making|design|devising|doing|hand)|(?:\p{L}{3,}ed|written|built|rebuilt|made|done|drawn|led|run|thought up|put together|set up) (?:entirely |only |also )?by (?:me\b|my (?:own )?hands?\b))|(?:bears?|bore|carries|carried) my (?:signature|handwriting|name|stamp)\b)/iu;
/** What stands in one's way is no work of one's own: "the gateways were my hard constraint". */
const MY_TROUBLE =
  /^ (?:\w+ ){0,2}?(?:constraints?|problems?|difficult(?:y|ies)|challenges?|obstacles?|worr(?:y|ies)|concerns?|enem(?:y|ies)|limits?|limitations?|trouble|headaches?|reasons?|users?|customers?|clients?|audience)\b/i;
const MINE_BEFORE = /^\s*(?:(?:mine|me|my (?:part|work|job|share|side))(?: (?:is|was|are|were)|\s*:)?)\s+/i;
/** "The matching of titles I developed together with Ana": the object first, and nothing behind the verb. */
const FRONTED =
  /^(?:and |but )?(?<object>(?:the|its|our|all|an?) [^.;:]{3,90}?),? i (?:also |then |both |mostly )?(?:built|wrote|designed|created|developed|implemented|rewrote|rebuilt|coded|made|devised|programmed|drew|did|owned|own|led|ran|maintain(?:ed)?)(?: (?:too|as well|myself|alone|together|anew|again|with|in|by|from|for|on)\b|[.,;!]|$)/i;
/** "I was the architect of the booking" claims the architecture, and the booking. */
const ROLE_OF =
  /\bi (?:was|am|became) (?:the |its |their |an? )?(?:\w+ )?(?<role>architect|designer|author|creator|inventor|builder|developer) (?:of|behind) (?<object>[^.;]+)/i;
/** "I designed and built that service": a pointer, and no beginning of a clause. */
const POINTING = /^(?:(?:and|then|also) (?:\p{L}+ )?)*(?:that|this|these|those) (?=\p{L})/iu;
/** Where the object of a claim ends and what is said about it begins. */
const BEYOND =
  /\b(?:that|which|who|whose|so|where|when|for|with|on|in|inside|from|by|because|since|while|against|under|over|between|to|into|at|behind|around|after|before|she|he|they)\b/i;

/** What a sentence claims as one's own work, each by its words: objects of the doing, with those that a list adds. */
export function claimedIn(text: string): string[][] {
  const found: string[][] = [];
  let goesOn = false;
  for (const clause of text.split(/[,;]\s+|(?<!\bmine|\bme|\bpart|\bwork):\s+|\s+while\s+/i)) {
    const doing = WHAT_I.exec(clause) ?? CLAIM_VERB.exec(clause);
    const owning = MINE_AFTER.exec(clause);
    const first = MINE_BEFORE.exec(clause);
    const traced = FROM_ME.exec(clause)?.groups?.object;
    const isList: boolean =
      goesOn && /^(?:and |or |as well as )?(?:the|its|a|an|all|both|also)\s/i.test(clause) && !VERB.test(clause);
    const add = (words: string) => found.push(contentWords(beforeBeyond(words.replace(POINTING, ''))));
    if (doing && !/\bnot\b|n['’]t\b|\bnever\b/i.test(doing[0])) add(clause.slice(doing.index + doing[0].length));
    const isTrouble = owning !== null && MY_TROUBLE.test(clause.slice(owning[0].length));
    if (owning && !isTrouble && !/\bnot\s*$/i.test(owning[1] ?? '')) add(owning[1] ?? '');
    if (traced && !owning && !/\bnot\b|n['’]t\b|\bnever\b/i.test(clause)) add(traced);
    if (first && !owning) add(clause.slice(first[0].length));
    if (isList) add(clause);
    goesOn = doing !== null || isList || (first !== null && !owning);
  }
  const fronted = FRONTED.exec(text)?.groups?.object;
  if (fronted) found.push(contentWords(beforeBeyond(fronted.replace(/, (?:which|that) .*$/i, ''))));
  const { role, object } = ROLE_OF.exec(text)?.groups ?? {};
  if (object) found.push(contentWords(beforeBeyond(object)));
  if (role?.toLowerCase() === 'architect') found.push(['architecture']);
  return found.filter((words) => words.length > 0);
}

const VERB = /\b(?:is|are|was|were|has|have|had|comes?|came|belongs|did|does|built|made|runs?|took|\p{L}{3,}ed)\b/iu;

function beforeBeyond(text: string): string {
  return text.slice(0, BEYOND.exec(text)?.index ?? text.length);
}

export function clausesOf(sentence: string): string[] {
  return sentence
    .split(/[,;:]\s+(?:and\s+|but\s+|while\s+)?|\s+(?:and|but|while)\s+(?=\p{L}+\s+\p{L}+)/u)
    .filter((clause) => clause.trim() !== '');
}

function isOthers(clause: string): boolean {
  const plain = withoutRoles(clause);
  return (OTHERS.test(plain) || NAMED.test(plain)) && !/\b(?:i|my|mine)\b/i.test(plain);
}

const COMMON = new Set(
  'the and was were for not one that this with from after before now per work worked also well top there where which what when have has had are its their into over only just very own mine out all each every did does done made make system service team part wrote built design designed code coded owned half does helped made took rest thing things piece pieces side bit bits job app apps colleague colleagues mentor senior junior engineer developer people somebody another others other'.split(
    ' ',
  ),
);

/** The words of a thing by which it is told from others; a thing that has no other name keeps its common one. */
export function contentWords(text: string): string[] {
  const plain = text.toLowerCase().replace(POSSESSIVE, '');
  const words = plain.match(/\p{L}{3,}|(?<!\p{L})(?:ui|ux|db|ml|qa|os|ci)(?!\p{L})/gu) ?? [];
  const own = words.filter((word) => !COMMON.has(word));
  const [only, ...more] = own.length > 0 ? [] : words.filter((word) => THINGS.has(word));
  if (only !== undefined && more.length === 0) return [`the ${only}`];
  return own.map((word) => word.replace(word.length > 4 ? /(?:ing|ed|es|s)$/ : /(?<=\p{L}{3})(?<!s)s$/u, ''));
}

/** "The boards' backend" is a backend, whosever the boards are. */
const POSSESSIVE = /(?<!\p{L})\p{L}{1,40}(?:['’]s|s['’])\s+(?=\p{L})/gu;
/** What may be all that somebody calls it: "the app is by Nadia". */
const THINGS = new Set(['app', 'apps', 'job', 'jobs', 'service', 'design', 'code']);
