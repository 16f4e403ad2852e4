/** Whose work it was: helped < worked on < built < owned < led, and never a colleague's. */
import type { Evidence } from './evidence.ts';
import { type Fault, faultAt, type Part } from './fault.ts';

const HELPED = 1;
const BUILT = 3;
const OWNED = 4;
const LED = 5;

const CLAIMS: readonly (readonly [number, RegExp])[] = [
  [
    LED,
    /\b(?:i (?:\w+ )?(?:led|lead|headed|directed|managed|spearheaded|drove|ran the team)|under my (?:lead|leadership|direction)|as (?:the )?(?:lead|head) (?:of|on|engineer)|my team of)\b/i,
  ],
  [
    OWNED,
    /\b(?:i (?:\w+ )?(?:owned|own)\b|sole (?:owner|author|developer|engineer)|single-handed(?:ly)?|(?:entirely|all|completely|solely) (?:my own|on my own|by myself|mine)|(?:on my own|by myself)\b|i was (?:the )?(?:owner|responsible)|was my (?:sole )?responsibility|ownership was mine|i alone)/i,
  ],
  [
    BUILT,
    /\b(?:i (?:\w+ ){0,2}(?:built|wrote|designed|created|developed|implemented|rewrote|coded|architected|introduced|replaced|made|devised|defined|put together|produced|programmed|conceived|delivered)|(?:was|were|is|are) (?:also )?(?:my|mine)(?: own)?(?: work| design| code)?)\b/i,
  ],
];

/** What the candidate said of themselves, by level. */
const OWN: readonly (readonly [number, RegExp])[] = [
  [
    LED,
    /\b(?:i (?:\w+ )?(?:led|lead|headed|directed|drove|managed|was lead|ran)|i was (?:the )?(?:lead|head)|lead on|two people worked with me|my team)\b/i,
  ],
  [
    OWNED,
    /\b(?:i (?:\w+ )?own(?:ed)?\b|owner|ownership|alone|by myself|myself|on my own|sole|only (?:backend )?(?:person|developer|engineer)|all mine|is mine|are mine|mine\b|whole thing|i wrote the lot|responsible for|in charge|on me\b|everything|the lot)/i,
  ],
  [
    BUILT,
    /\b(?:i (?:\w+ ){0,2}(?:built|build|wrote|write|designed|design|created|developed|developing|implemented|rewrote|coded|architected|re-architected|introduced|replaced|made|put|did|do|took|split|pulled|came|drew|conceived|programmed|rebuilt|remade|redesigned|moved|swapped|turned|derive[d]?|gave|added|kept|keep)|my (?:design|code|part|own|work|bit|half)|mine\b|by me|is me|are me|: me)\b/i,
  ],
  [HELPED, /\b(?:help(?:ed|ing)?|assist(?:ed|ing)?|support(?:ed|ing)?|contribut(?:ed|ing))\b/i],
];

const OTHERS =
  /\b(?:colleagues?|teammates?|coworkers?|co-worker|junior|senior,|mentor|consultant|vendor|externals?|external firm|another team|other team|separate team|agency|university team|data scientists?|ops team|frontend dev|app devs|somebody else|bought in|off the shelf|supervisor|she|he|her|his|their team|the quants|security department|hardware team|QA team)\b/i;

/** A name that is the subject of a doing: "Dagny designed", "Tunde did", "Morag runs". */
const NAMED =
  /\b\p{Lu}\p{Ll}{2,}(?:'s)?,? (?:did|does|designed|built|wrote|made|runs|owns|has|is|was|looked|took|decided|drew|handled)\b|\b(?:is|are|was|were|belongs? to|made by|from) \p{Lu}\p{Ll}{2,}(?:'s)?\b/u;

export function ownershipFaults(letter: string, sentences: readonly Part[], evidence: Evidence): Fault[] {
  const clauses = evidence.sentences.flatMap((sentence) => clausesOf(sentence));
  const theirs = clauses.filter((clause) => isOthers(clause));
  const mine = clauses.filter((clause) => !isOthers(clause));
  const highest = levelOf(evidence.sentences.join('\n'));
  return sentences.flatMap((sentence) => {
    const claim = CLAIMS.find(([, pattern]) => pattern.test(sentence.text));
    if (!claim) return [];
    const [level] = claim;
    const fault = () => [faultAt(letter, 'upgraded-ownership', sentence.start, sentence.end)];
    if (level >= OWNED && !allows(level, highest, sentence.text, evidence)) return fault();
    if (level === BUILT && highest < BUILT) return fault();
    // What a colleague did is claimed nowhere.
    return clausesOf(sentence.text).some(
      (clause) => CLAIMS.some(([, pattern]) => pattern.test(clause)) && isTheirs(clause, theirs, mine),
    )
      ? fault()
      : [];
  });
}

function clausesOf(sentence: string): string[] {
  return sentence
    .split(/[,;:]\s+(?:and\s+|but\s+|while\s+)?|\s+(?:and|but|while)\s+(?=\p{L}+\s+\p{L}+)/u)
    .filter((clause) => clause.trim() !== '');
}

function isOthers(clause: string): boolean {
  return (OTHERS.test(clause) || NAMED.test(clause)) && !/\b(?:i|my|mine|me)\b/i.test(clause);
}

function levelOf(text: string): number {
  return OWN.find(([, pattern]) => pattern.test(text))?.[0] ?? 0;
}

/** Whether the candidate's own words carry a claim of owning or leading, about the same thing. */
function allows(level: number, highest: number, claim: string, evidence: Evidence): boolean {
  if (highest < level && !(level === OWNED && highest === LED)) return false;
  const pattern = OWN.find(([own]) => own === level)?.[1];
  const words = contentWords(claim);
  const carrying = evidence.sentences.filter(
    (sentence) => pattern?.test(sentence) || (level === OWNED && OWN[0]?.[1].test(sentence)),
  );
  if (carrying.length === 0) return false;
  // "I led it": a pronoun carries whatever the answer was about.
  return carrying.some(
    (sentence) =>
      /\b(?:it|this|that|whole|lot|everything|mine|myself|alone|ownership)\b/i.test(sentence) ||
      contentWords(sentence).some((word) => words.includes(word)),
  );
}

function isTheirs(clause: string, theirs: readonly string[], mine: readonly string[]): boolean {
  const words = contentWords(clause);
  const strongest = (pool: readonly string[]) =>
    Math.max(0, ...pool.map((other) => contentWords(other).filter((word) => words.includes(word)).length));
  const [of, own] = [strongest(theirs), strongest(mine)];
  return of > own && of > 0;
}

const COMMON = new Set(
  'the and was were for not one that this with from after before now per work worked also well top there where which what when have has had are its their into over only just very own mine out all each every did does done made make system service team part'.split(
    ' ',
  ),
);

function contentWords(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{3,}/gu) ?? [])
    .filter((word) => !COMMON.has(word))
    .map((word) => (word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, '') : word));
}
