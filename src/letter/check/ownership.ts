/** Whose work it was: helped < worked on < built < owned < led, and never a colleague's. */
import type { Evidence } from './evidence.ts';
import { type Fault, faultAt } from './fault.ts';
import type { Sentence } from './sentence.ts';

const HELPED = 1;
const BUILT = 3;
const OWNED = 4;
const LED = 5;

const CLAIMS: readonly (readonly [number, RegExp])[] = [
  [
    LED,
    /\b(?:i (?:\w+ )?(?:led|lead|headed|directed|managed|spearheaded|drove|ran the team)|i was in charge of (?:a team|\w+ (?:people|engineers|developers)|[A-Z]\w+ and)|report(?:ed|s|ing)? to me|under my (?:lead|leadership|direction)|as (?:the )?(?:lead|head) (?:of|on|engineer)|my team of)\b/i,
  ],
  [
    OWNED,
    /\b(?:i (?:\w+ )?(?:owned|own)\b|(?:sole|only) (?:\w+ )?(?:owner|author|developer|engineer|programmer|person)|single-handed(?:ly)?|(?:entirely|all|completely|solely) (?:my own|on my own|by myself|mine)|(?:on my own|by myself)\b|i was (?:the )?(?:owner|responsible)|was my (?:sole )?responsibility|ownership was mine|i alone)/i,
  ],
  [
    BUILT,
    /\b(?:i (?:\w+ ){0,2}(?:built|wrote|designed|created|developed|implemented|rewrote|coded|architected|introduced|replaced|made|devised|defined|put together|produced|programmed|conceived|delivered)|(?:was|were|is|are) (?:also )?(?:my|mine)(?: own)?(?: work| design| code| doing| decision| idea)?)\b/i,
  ],
];

/** What the candidate said of themselves, by level. */
const OWN: readonly (readonly [number, RegExp])[] = [
  [
    LED,
    /\b(?:i (?:\w+ )?(?:led|lead|headed|directed|drove|managed(?! to)|was lead|ran the (?:team|project))|i was (?:the )?(?:lead|head)|lead on|two people worked with me|my team)\b/i,
  ],
  [
    OWNED,
    /\b(?:i (?:\w+ )?own(?:ed)?\b|only i\b|owner|ownership|alone|by myself|myself|on my own|sole|only (?:backend )?(?:person|developer|engineer)|all mine|is mine|are mine|mine\b|whole thing|i wrote the lot|responsible for|in charge|on me\b|everything|the lot)/i,
  ],
  [
    BUILT,
    /\b(?:i (?:\w+ ){0,2}(?:built|build|wrote|write|designed|design|created|developed|developing|implemented|rewrote|coded|architected|re-architected|introduced|replaced|made|put|did|do|took|split|pulled|came|drew|conceived|programmed|rebuilt|remade|redesigned|moved|swapped|turned|derive[d]?|gave|added|kept|keep)|my (?:design|code|part|own|work|bit|half)|mine\b|by me|is me|are me|: me)\b|(?:^|[.!?;\n]\s*)(?:built|wrote|designed|created|developed|implemented|rewrote|coded|made|rebuilt|replaced|introduced|did (?:it|the|all))\b/i,
  ],
  [HELPED, /\b(?:help(?:ed|ing)?|assist(?:ed|ing)?|support(?:ed|ing)?|contribut(?:ed|ing))\b/i],
];

const OTHERS =
  /\b(?:boss|manager|team lead|tech lead|cto|colleagues?|teammates?|coworkers?|co-worker|junior|senior,|mentor|consultant|vendor|externals?|external firm|another team|other team|separate team|agency|university team|data scientists?|ops team|frontend dev|app devs|somebody else|bought in|off the shelf|supervisor|she|he|her|his|their team|the quants|security department|hardware team|QA team)\b/i;

/** A name that is the subject of a doing: "Dagny designed", "Tunde did", "Morag runs". */
const NAMED =
  /\b\p{Lu}\p{Ll}{2,}(?:'s)?,? (?:did|does|designed|built|wrote|made|runs|owns|has|is|was|looked|took|decided|drew|handled)\b|\b(?:is|are|was|were|belongs? to|made by|from) \p{Lu}\p{Ll}{2,}(?:'s)?\b/u;

/** Of what was said: how much of it the candidate claims, and the words for what others did. */
interface Shares {
  readonly highest: number;
  readonly foreign: ReadonlySet<string>;
}

const known = new WeakMap<Evidence, Shares>();

/** Read once for a brief, however many sentences are held against it. */
function sharesOf(evidence: Evidence): Shares {
  const before = known.get(evidence);
  if (before) return before;
  const foreign = new Set([...foreignWords(evidence), ...worksOfOthers(evidence)]);
  const shares = { highest: levelOf(evidence.said), foreign };
  known.set(evidence, shares);
  return shares;
}

export function ownershipFaults(letter: string, sentences: readonly Sentence[], evidence: Evidence): Fault[] {
  const { highest, foreign } = sharesOf(evidence);
  return sentences.flatMap((sentence) => {
    const level = CLAIMS.find(([, pattern]) => pattern.test(sentence.text))?.[0] ?? 0;
    const upgraded =
      (level >= OWNED && !allows(level, highest, sentence.text, evidence)) ||
      (level === BUILT && highest < BUILT) ||
      claimedIn(sentence.text).some((word) => foreign.has(word));
    return upgraded ? [faultAt(letter, 'upgraded-ownership', sentence.start, sentence.end)] : [];
  });
}

/** "Two biologists wrote the steps", "a partner institute did the forecast": somebody else's doing, and its object. */
const DID =
  /^(?:only )?(?!.*\b(?:i|we|us|our own|my|mine|me)\b)(?!it\b|that\b|this\b|which\b|there\b)[^.]{2,60}?\b(?:wrote|writes|built|builds|made|makes|designed|did|does|developed|supplied|supplies|programmed|coded|drew|owns)\s+(?:the |a |an |its |our )?(?<object>[\p{L}][^.]{1,80})/iu;
/** "The tanker app was bought", "the hedging is done by another group", "the forecasting is the meteorologists' business" */
const WAS =
  /^(?:and |but |while |only )?(?:the |a |an |its |our )?(?<object>[^.]{2,60}?),? (?:is|was|are|were|comes?|came|belongs?)(?: all| mostly)? (?:bought|rented|outsourced|off the shelf|(?:(?:done|made|written|built|run|designed|supplied) )?(?:by|from|to) (?:an? |the )?(?:other|another|somebody|someone|\w+ (?:team|group|people|department)|teammate|colleague|vendor|supplier|partner|\p{Lu}\p{Ll}{2,})|the \w+['’]s?(?= )|(?:an)?other \w+|a (?:teammate|colleague|coworker|vendor|partner)|not mine)(?![\p{L}])/iu;

/** What others made, by the clauses that say so, and not by what stands elsewhere of it; what the candidate made stays theirs. */
function worksOfOthers({ sentences }: Evidence): string[] {
  const mine = new Set(sentences.flatMap((sentence) => claimedIn(sentence)));
  const clauses = sentences.flatMap((sentence) => clausesOf(sentence));
  return clauses.flatMap((clause) => {
    const { object } = (DID.exec(clause.trim()) ?? WAS.exec(clause.trim()))?.groups ?? {};
    if (!object || /\b(?:i|we|my|mine)\b/i.test(clause.replace(/\bnot m(?:y|ine)\b/gi, ''))) return [];
    return contentWords(beforeBeyond(object)).filter((word) => !mine.has(word));
  });
}

const DOING = /^(?:\p{Ll}+ed|wrote|built|did|made|took|drew)\s/u;
const NAME = /^(?!Mine|My|I\b)\p{Lu}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]*){0,2}$/u;

/** Things that were a colleague's doing, or that the candidate took back, and that are told of nobody else. */
function foreignWords({ sentences, withdrawn }: Evidence): Set<string> {
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
  const taken = /\bi (?:said|claimed|wrote|put|told)\b/i;
  const mine = new Set(
    clauses.filter((clause) => !theirs.includes(clause) && !taken.test(clause)).flatMap(contentWords),
  );
  const short = withdrawn.filter((part) => contentWords(part).length <= 4);
  return new Set([...theirs, ...short].flatMap(contentWords).filter((word) => !mine.has(word)));
}

const CLAIM_VERB =
  /\bi (?:\w+ ){0,2}?(?:built|wrote|designed|created|developed|implemented|rewrote|coded|architected|introduced|replaced|made|devised|produced|programmed|delivered|handled|owned|own|led|did)\s+/i;
const MINE_AFTER = /^(.*?)\b(?:is|are|was|were) (?:also |all |entirely )?(?:my|mine)\b/i;
/** Where the object of a claim ends and what is said about it begins. */
const BEYOND =
  /\b(?:that|which|who|whose|so|where|when|for|with|on|in|from|by|because|since|while|against|under|over|between|to|into|at|behind|around|after|before|she|he|they)\b/i;

/** The words of what a sentence claims as one's own work: objects of the doing, with those that a list adds. */
function claimedIn(text: string): string[] {
  const found: string[] = [];
  let goesOn = false;
  for (const clause of text.split(/[,;:]\s+|\s+while\s+/)) {
    const doing = CLAIM_VERB.exec(clause);
    const owning = MINE_AFTER.exec(clause);
    const isList: boolean =
      goesOn && /^(?:and |or |as well as )?(?:the|its|a|an|all|both)\s/i.test(clause) && !VERB.test(clause);
    if (doing) found.push(...contentWords(beforeBeyond(clause.slice(doing.index + doing[0].length))));
    if (owning) found.push(...contentWords(beforeBeyond(owning[1] ?? '')));
    if (isList) found.push(...contentWords(beforeBeyond(clause)));
    goesOn = doing !== null || isList;
  }
  return found;
}

const VERB = /\b(?:is|are|was|were|has|have|had|comes?|came|belongs|did|does|built|made|runs?|took|\p{L}{3,}ed)\b/iu;

function beforeBeyond(text: string): string {
  return text.slice(0, BEYOND.exec(text)?.index ?? text.length);
}

function clausesOf(sentence: string): string[] {
  return sentence
    .split(/[,;:]\s+(?:and\s+|but\s+|while\s+)?|\s+(?:and|but|while)\s+(?=\p{L}+\s+\p{L}+)/u)
    .filter((clause) => clause.trim() !== '');
}

function isOthers(clause: string): boolean {
  // "My mentor wrote it", "she gave me the fixtures": the person is mine, the work isn't.
  const plain = clause
    .replace(
      /\bmy (?=(?:\w+ )?(?:colleague|teammate|coworker|co-worker|mentor|senior|junior|boss|lead|supervisor|friend)s?\b)/gi,
      'a ',
    )
    .replace(/\b(?:gave|told|showed|helped|taught) me\b/gi, 'did');
  return (OTHERS.test(plain) || NAMED.test(plain)) && !/\b(?:i|my|mine)\b/i.test(plain);
}

function levelOf(text: string): number {
  return OWN.find(([, pattern]) => isOwn(text, pattern))?.[0] ?? 0;
}

/** Whether the words claim it in a clause that doesn't deny it: "I never led it", "not alone" and "I wasn't responsible". */
function isOwn(text: string, pattern: RegExp): boolean {
  return [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))].some((match) => {
    const before =
      text
        .slice(0, match.index)
        .split(/[.,;:!?\n]\s|\n|\s(?:and|but|while|so)\s/)
        .at(-1) ?? '';
    return !DENIES.test(`${before}${match[0]}`);
  });
}

const DENIES =
  /\b(?:not(?! only)|never|nobody said|hardly|instead of|rather than|would have|wish i(?:'d| had)?|if i)\b|\bno (?:one|body) said\b|\b(?:was|did|is|do|were|have|had|am|are)n['’]t\b/i;

/** Whether the candidate's own words carry a claim of owning or leading, about the same thing. */
function allows(level: number, highest: number, claim: string, evidence: Evidence): boolean {
  if (highest < level && !(level === OWNED && highest === LED)) return false;
  const pattern = OWN.find(([own]) => own === level)?.[1];
  const words = contentWords(claim);
  const carrying = evidence.sentences.filter(
    (sentence) =>
      (pattern !== undefined && isOwn(sentence, pattern)) ||
      (level === OWNED && OWN[0] !== undefined && isOwn(sentence, OWN[0][1])),
  );
  if (carrying.length === 0) return false;
  // "I led it": a pronoun carries whatever the answer was about.
  return carrying.some(
    (sentence) =>
      /\b(?:it|this|that|whole|lot|everything|mine|myself|alone|ownership)\b/i.test(sentence) ||
      contentWords(sentence).some((word) => words.includes(word)),
  );
}

const COMMON = new Set(
  'the and was were for not one that this with from after before now per work worked also well top there where which what when have has had are its their into over only just very own mine out all each every did does done made make system service team part wrote built design designed code coded owned half does helped made took rest thing things piece pieces side bit bits job app apps colleague colleagues mentor senior junior engineer developer people somebody another others other'.split(
    ' ',
  ),
);

function contentWords(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{3,}|(?<!\p{L})(?:ui|ux|db|ml|qa|os|ci)(?!\p{L})/gu) ?? [])
    .filter((word) => !COMMON.has(word))
    .map((word) => (word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, '') : word));
}
