/** What must stay out of the letter, and what may stand in its place: "don't name the client, say 'a bank'". */
import { type Brief, detail } from '../machine/brief.ts';
import { readMentions } from '../machine/figures.ts';
import { technologiesIn } from '../machine/technologies.ts';
import { namesAskedOut } from './hidden-names.ts';
import { ABOUT, beforeAnd, hiddenNumbers, plain, QUOTED } from './hidden-numbers.ts';
import { cleanName, titleIn } from './names.ts';
import { employerIn } from './role.ts';
import type { Sentence } from './sentences.ts';
import { allows, isRelease, isWish } from './wishes.ts';

/** "One of the big banks" is no number. */
const NUMBERISH =
  /\d|\b(?:hundred|thousand|million|billion|dozen|lakh|crore|tens|hundreds|thousands|millions|roughly|about|over|more than|between|several|few|half|quarter|third|double[d]?|twice|one(?! of\b)|two|three|four|five|ten)\b/i;
const NAME_WISH =
  /\b(?:name[sd]?|mention|appear|call (?:it|them)|house|client|employer|company|between us|it's|them|unnamed|anonymous|anonymously|nameless|bank|firm|institution|agency|(?:say|tell|print) (?:you )?(?:who|which)|which (?:group|company|bank|client|customer|firm|one))\b/i;
const NAME = String.raw`(\p{Lu}[\p{L}\p{N}'-]*(?: (?:& )?\p{Lu}[\p{L}'-]*){0,4})`;
/** "I can't name Pellucid", "Urnwerk must not appear", "Halcyon is under NDA", "keep Moorfeld out of it". */
const NAMED_IN_WISH = [
  String.raw`\b(?:can't|cannot|not|don't|never|mustn't|without)\s+(?:(?:even|ever|please|be)\s+)?(?:name|naming|mention|mentioning|say|print|write|use)\s+(?:the name |the word )?${NAME}`,
  String.raw`${NAME},? (?:must|may|should|can)(?: ?not|n't|'t)\b`,
  String.raw`${NAME},? (?:is|are|stays?|remains?|has to stay|must stay)(?: strictly| still| of course)? (?:under (?:an )?(?:NDA|nda)|confidential|secret|off the record|out of|not public|unnamed|between us)`,
  String.raw`\b(?:[Tt]ake|[Ll]eave) ${NAME} out\b`,
  String.raw`${NAME} (?:must|has to|needs to) (?:go|disappear|come out)\b`,
  String.raw`\b(?:[Kk]eep|[Ll]eave) ${NAME} (?:out|off|secret|confidential|between|anonymous|unnamed|nameless|private)`,
  String.raw`\b[Nn]o ${NAME} in (?:the|this|my) (?:letter|text)\b`,
].map((pattern) => new RegExp(pattern, 'gu'));
/** Capitalised where a wish begins with them, and no names. */
const NO_NAME =
  /^(?:numbers?|figures?|metrics?|throughput|latency|availability|reliability|everything|all|those|these|both|exact|details?|clients?|customers?|legal|we|he|she|who|what|which|nothing|nobody|compliance|management|somebody|people|volumes?|values?|nda|pr|hr|ceo|cto|cv|pdf)$/i;

/** A wish about a person or a firm that it names in passing. */
const OF_SOMEBODY =
  /\b(?:name[ds]?|mention(?:ed)?|in confidence|publicity|contract says|vendor|supplier|client|customer|employer|keep (?:her|him|them)|out of it)\b/i;

/** Who rings up about what may be said. */
const OFFICES =
  /\b(?:compliance|legal|lawyers?|counsel|pr|comms|press office|privacy (?:team|office)|security team|my (?:boss|manager|employer))\b/i;

/** "I just had compliance on the phone": why the wish is made. */
export function comesFromOffice(text: string): boolean {
  return (
    OFFICES.test(text) &&
    /\b(?:just|phone|phoned|called|rang|wrote|writes|says?|said|told|asked?|e-?mailed|note|word)\b/i.test(text)
  );
}

export interface Discretion {
  readonly hide: string;
  readonly say: string | null;
}

/** What is left of a message whose point is a wish: "Compliance just rang." */
export function isPreamble(text: string): boolean {
  if (/\d/.test(text)) return false;
  return text.split(/\s+/).length <= (OFFICES.test(text) ? 14 : 5);
}

/**
 * What the sentences of a message ask to hide. Names are looked for in the message first, then among what is known;
 * numbers likewise, by the noun that they count.
 */
export function discretionIn(message: readonly Sentence[], brief: Brief): Discretion[] {
  const wishes = message.filter(({ text }) => isWish(text) && !isRelease(text) && !allows(text));
  if (wishes.length === 0) return [];
  const text = message.map((sentence) => sentence.text).join(' ');
  const standIns = standInsIn(message);
  const forName = standIns.find((standIn) => !NUMBERISH.test(standIn)) ?? null;
  const forNumber = standIns.find((standIn) => NUMBERISH.test(standIn)) ?? roughly(text);
  const found: Discretion[] = [];
  const hidden = hiddenNames(message, wishes, brief, forName);
  const says = saysFor(hidden, message, standIns, detail(brief, 'employer'));
  for (const name of hidden) found.push({ hide: name, say: says.get(name.toLowerCase()) ?? null });
  const { length: names } = found;
  // Of two stand-ins the name has the first, so the other is the numbers'.
  const other = names > 0 ? standIns.find((standIn) => standIn !== forName) : forName;
  const instead = forNumber ?? other ?? null;
  for (const number of hiddenNumbers(message, wishes, brief, forNumber)) found.push({ hide: number, say: instead });
  return found;
}

/** "Say a ferry operator", "call them one of the big banks": as an order, and so without quotation marks. */
const SAY_INSTEAD =
  /(?:^|[,;:.(–-]\s*|\b(?:please|just|only|rather|better|and|but|so|then) )(?:please |just |only |rather |simply )*(?:say|write|put|use|call (?:it|them))(?: just| only| something like)? ((?:an?|one of|some) [\p{L}][^.,;:!?\n'"‘’“”()]{2,60}?)(?: instead| pls| please)?(?=\s*(?:[.,;:!?\n)]|$))/giu;

/** What stands in quotation marks, or is ordered to be said: in a wish for discretion, what may be said instead. */
export function standInsIn(message: readonly Sentence[]): string[] {
  return message.flatMap(({ text }) => {
    const plain = text.replaceAll('’', "'");
    const quoted = [...plain.matchAll(QUOTED)].map((match) => (match[1] ?? '').trim());
    return quoted.length > 0 ? quoted : [...plain.matchAll(SAY_INSTEAD)].map((match) => (match[1] ?? '').trim());
  });
}

/** "Say a ferry operator": tells us how to put it, and nothing of the work. */
export function isOrder(clause: string): boolean {
  return /^(?:please |just |only |rather |better |and |but |so )*(?:say|write|put|use|call (?:it|them))\b/i.test(
    clause,
  );
}

/** "Say roughly four thousand calls per second", "just say that losses went down by 90%": the words after it may be said. */
function roughly(text: string): string | null {
  const match = /\bsay (?:only |just )?(roughly|about|around)\s+([^.,;]{3,60})/i.exec(text);
  if (match) return `${match[1]?.toLowerCase()} ${match[2]}`;
  const said =
    /\b(?:just|only|rather|please|better|you can|can) (?:say|write|put|print)(?: that)?\s+([^'"‘“.;!\n]{5,90}?)\s*(?=[.;!\n]|$)/i.exec(
      text,
    )?.[1];
  return said && NUMBERISH.test(said) ? said : null;
}

function hiddenNames(
  message: readonly Sentence[],
  wishes: readonly Sentence[],
  brief: Brief,
  standIn: string | null,
): string[] {
  const asked = namesAskedOut(message, wishes, brief);
  if (asked.length > 0) return asked;
  const wished = plain(wishes);
  const direct = NAMED_IN_WISH.flatMap((pattern) => [...wished.matchAll(pattern)])
    .map((match) => cleanName(match[1] ?? ''))
    .filter((name) => name !== null && !NO_NAME.test(name));
  const employed = detail(brief, 'employer');
  // "No Fenwick in the letter", of Fenwick Mutual
  const full = (name: string) => (employed?.startsWith(`${name} `) ? employed : name);
  if (direct.length > 0) return [...new Set(direct.flatMap((name) => (name === null ? [] : full(name))))];
  const denied = [
    ...wished.matchAll(
      /\b(?:no|not|without|never)(?: the)?(?: name)? (\p{Lu}[\p{L}\p{N}'-]*(?: (?:& )?\p{Lu}[\p{L}'-]*)*)/gu,
    ),
  ]
    .map((match) => match[1] ?? '')
    .filter((name) => brief.facts.some((fact) => fact.voice === 'candidate' && fact.quote.includes(name)));
  if (denied.length > 0) return denied;
  const own = wishes
    .filter(({ text }) => OF_SOMEBODY.test(text) && readMentions(text).length === 0)
    .flatMap(({ text }) => properNames(text, brief));
  if (own.length === 1) return own;
  // A name that is known already, however it is typed this time.
  const known = detail(brief, 'employer');
  if (known && wished.toLowerCase().includes(known.toLowerCase()))
    return known === known.toLowerCase() ? [known] : [known, known.toLowerCase()];
  const isBare = wishes.some((wish) => !ABOUT.test(wish.text));
  const here = plain(isBare ? beforeAnd(message, wishes) : message);
  if (isBare && standIn === null) {
    const employer = readMentions(here).length > 0 ? null : employerIn(here);
    return employer ? [employer] : [];
  }
  if (!NAME_WISH.test(wished) || (standIn === null && !/\bname|mention\b/i.test(wished))) return [];
  const revealed = new RegExp(
    String.raw`\b(?:that's|it's|it is|it was|they are|namely|(?:client|customer|employer|company|house|firm|owner) (?:is|was)(?: called)?)(?: the)? ${NAME}`,
    'u',
  ).exec(plain(message))?.[1];
  const theirs = cleanName(revealed ?? '');
  if (theirs && technologiesIn(`in ${theirs}`).length === 0) return [theirs];
  const employer =
    message.map((sentence) => employerIn(sentence.text)).find((name) => name !== null) ??
    (/\b(?:name[ds]?|house|client|customer|employer|company|firm|charity|bank|agency|hospital|university|insurer|operator|utility)\b/i.test(
      wished,
    )
      ? known
      : null);
  return employer && cleanName(employer) ? [employer] : [];
}

/**
 * What stands in for each name: of as many stand-ins as names each has its own, in the order told; else the one beside
 * it in its sentence; else the only one is the employer's, or the first name's.
 */
function saysFor(
  hidden: readonly string[],
  message: readonly Sentence[],
  standIns: readonly string[],
  employer: string | null,
): ReadonlyMap<string, string> {
  const names = [...new Set(hidden.map((name) => name.toLowerCase()))];
  const words = standIns.filter((standIn) => !NUMBERISH.test(standIn));
  const [only] = words;
  if (only === undefined) return new Map();
  if (names.length === 1 || words.length >= names.length)
    return new Map(names.map((name, index) => [name, words[index] ?? only]));
  const beside = hidden.flatMap((name) => {
    const say = besideName(name, message);
    return say === null ? [] : [[name.toLowerCase(), say] as const];
  });
  if (beside.length > 0) return new Map(beside);
  const first = names.find((name) => name === employer?.toLowerCase()) ?? names[0];
  return new Map(first === undefined ? [] : [[first, only]]);
}

/** Of several names each has the stand-in of its own sentence, if any. */
function besideName(name: string, message: readonly Sentence[]): string | null {
  const home = message.find(({ text }) => text.includes(name));
  const [match] = home ? [...home.text.replaceAll('’', "'").matchAll(QUOTED)] : [];
  return match?.[1]?.trim() ?? null;
}

/** The proper names in a wish, apart from what begins it and from tools. */
function properNames(text: string, brief: Brief): string[] {
  const company = detail(brief, 'company');
  return [
    ...text
      .replaceAll('’', "'")
      .replace(QUOTED, ' ')
      .matchAll(new RegExp(String.raw`(?<=[\p{Ll}\d,;] )(?:(?:Mr|Mrs|Ms|Mx|Dr)\.? )?${NAME}`, 'gu')),
  ]
    .map((match) => cleanName(match[1] ?? ''))
    .filter((name) => name !== null)
    .filter(
      (name) => name !== company && !NO_NAME.test(name) && technologiesIn(`in ${name}`).length === 0 && !titleIn(name),
    );
}
