/** Whose work it was: helped < worked on < built < owned < led, and never a colleague's. */
import type { Evidence } from './evidence.ts';
import { type Fault, faultAt } from './fault.ts';
import type { Sentence } from './sentence.ts';
import { claimedIn, clausesOf, contentWords, foreignWords, helpedWith, ownWords, worksOfOthers } from './works.ts';

const HELPED = 1;
const BUILT = 3;
const OWNED = 4;
const LED = 5;

const CLAIMS: readonly (readonly [number, RegExp])[] = [
  [
    LED,
    /\b(?:i (?:\w+ )?(?:led|lead|headed|directed|managed|spearheaded|drove|ran the team)|i was in charge of (?:a team|\w+ (?:people|engineers|developers)|[A-Z]\w+ and)|(?:reports?|reported|reporting|answer(?:s|ed)?) to me|under my (?:lead|leadership|direction|guidance|command|supervision)|(?:led|headed|directed|managed|run) by me\b|i (?:(?:was|am|have been|had been|stood|stand|sat|sit) (?:\w+ )?(?:at (?:the|its) (?:head|helm)|the (?:\w+ )?(?:lead|head|leader) (?:of|on|for|behind))|steered|was (?:the )?one (?:who|that) (?:led|ran|headed|directed|managed))\b|as (?:the )?(?:lead|head) (?:of|on|engineer)|my team of)\b/i,
  ],
  [
    OWNED,
    /\b(?:i (?:\w+ )?(?:owned|own)\b|(?:sole|only) (?:(?!its|the|their|his|her|our)\w+ )?(?:owner|author|developer|engineer|programmer|person)|single-handed(?:ly)?|(?:entirely|all|completely|solely) (?:my own|on my own|by myself|mine)|(?:on my own|by myself)\b|i was (?:the )?(?:owner|responsible)|i (?:was|am|have been|had been) (?:put )?in (?:full |sole )?charge\b|was my (?:sole )?responsibility|ownership was mine|i alone)/i,
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
    /\b(?:i (?:\w+ )?(?:led|lead|headed|directed|drove|steered|managed(?! to)|was lead|ran the (?:team|project))|(?:led|headed|directed|managed|run) by me\b|i(?: was|['’]ve been| have been| am|['’]m) (?:now )?(?:at (?:the|its) (?:head|helm)|(?:(?:the|an?) )?(?:\w+ )?(?:lead|head|leader)\b)|lead on|two people worked with me|my team)\b/i,
  ],
  [
    OWNED,
    /\b(?:i (?:\w+ )?own(?:ed)?\b|only i\b|owner|ownership|alone|by myself|myself|on my own|sole|only (?:backend )?(?:person|developer|engineer)|all mine|is mine|are mine|mine\b|whole thing|i wrote the lot|responsible for|in charge|on me\b|everything|the lot)/i,
  ],
  [
    BUILT,
    /\b(?:i (?:\w+ ){0,2}(?:built|build|wrote|write|designed|design|created|developed|developing|implemented|rewrote|coded|architected|re-architected|introduced|replaced|made|put|did|do|took|split|pulled|came|drew|conceived|programmed|rebuilt|remade|redesigned|moved|swapped|turned|derive[d]?|gave|added|kept|keep)|my (?:design|code|part|own|work|bit|half)|mine\b|by me|is me|are me|: me)\b|(?:^|[.!?;\n]\s*)(?:built|wrote|designed|created|developed|implemented|rewrote|coded|made|rebuilt|replaced|introduced|did (?:it|the|all))\b|\bi \w+ (?:(?!who|while|that|which|when|where|as)[\w'’-]+ ){1,8}?and (?:then |also )?(?:built|wrote|designed|created|developed|implemented|rewrote|coded|made|rebuilt|redesigned|introduced)\b/i,
  ],
  [HELPED, /\b(?:help(?:ed|ing)?|assist(?:ed|ing)?|support(?:ed|ing)?|contribut(?:ed|ing))\b/i],
];

/** Of what was said: how much of it the candidate claims, what others did, and what the candidate had a hand in. */
interface Shares {
  readonly highest: number;
  readonly foreign: ReadonlySet<string>;
  readonly helped: ReadonlySet<string>;
  readonly own: ReadonlySet<string>;
}

const known = new WeakMap<Evidence, Shares>();

/** Read once for a brief, however many sentences are held against it. */
function sharesOf(evidence: Evidence): Shares {
  const before = known.get(evidence);
  if (before) return before;
  const own = ownWords(evidence);
  const shares = {
    highest: levelOf(evidence.said),
    foreign: new Set([...foreignWords(evidence), ...worksOfOthers(evidence, own)]),
    helped: helpedWith(evidence, own),
    own,
  };
  known.set(evidence, shares);
  return shares;
}

export function ownershipFaults(letter: string, sentences: readonly Sentence[], evidence: Evidence): Fault[] {
  const { highest, foreign, helped, own } = sharesOf(evidence);
  /** A colleague's work, or one that the candidate only helped with. */
  const isTaken = (words: readonly string[]) =>
    words.some((word) => foreign.has(word)) ||
    (words.some((word) => helped.has(word)) && !words.some((word) => own.has(word)));
  return sentences.flatMap((sentence) => {
    const level = CLAIMS.find(([, pattern]) => pattern.test(sentence.text))?.[0] ?? 0;
    const upgraded =
      (level >= OWNED && !allows(level, highest, sentence.text, evidence)) ||
      (level === BUILT && highest < BUILT) ||
      claimedIn(sentence.text).some(isTaken);
    return upgraded ? [faultAt(letter, 'upgraded-ownership', sentence.start, sentence.end)] : [];
  });
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
  const patterns = OWN.filter(([own]) => own === level || (level === OWNED && own === LED)).map(
    ([, pattern]) => pattern,
  );
  const words = contentWords(claim);
  return evidence.sentences.some((sentence) =>
    clausesOf(sentence).some((clause) => {
      if (!patterns.some((pattern) => isOwn(sentence, pattern) && pattern.test(clause))) return false;
      const things = contentWords(clause.replace(OWNING, ' '));
      // "I led it", "mine alone": without a thing of its own it carries whatever the answer was about.
      return things.length === 0 || things.some((word) => words.includes(word));
    }),
  );
}

/** The words that say how much of a thing was one's own, and none of what it was. */
const OWNING =
  /\b(?:own(?:ed|er|ership)?|led|lead|head(?:ed)?|directed|drove|managed|ran|sole|alone|myself|mine|whole|everything|lot|responsible|charge|helm|leader|tech|only|backend|person|nobody|else|touched|two|three|four|five|six|seven|eight|people|worked|with|lines?|code|technical(?:ly)?|end|start|finish|scratch)\b/gi;
