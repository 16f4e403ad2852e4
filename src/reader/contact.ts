/** Name, e-mail address and place of a person, as people write them. */
import type { Details } from '../machine/brief.ts';

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;

export function hasEmail(text: string): boolean {
  return text.search(EMAIL) >= 0;
}

/** A piece of a signature between commas, line ends or addresses. */
interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What the words before it say that it is. */
  readonly kind: 'name' | 'place' | null;
}

/** A full stop ends a piece only after a word: "T. Brandvold" and "St. Gallen" go on. */
const JOINT =
  /[,;|\n·]|::|\/{1,2}|(?<=\p{L}{3})(?<!\bprof)[.!?]+(?=\s)|\s[-–—=]+\s|\s{1,9}and\s{1,9}(?=(?:i|i'm|based|live|living|my|from|the)\b)|\s{1,9}(?=(?:e-?mail|mail|city|name|place|location)\s{0,9}[:=])/giu;
const SAYS_PLACE =
  /^(?:(?:i(?:'m| am)?|me)\s+)?(?:(?:currently\s+)?(?:based|live|living|located|residing|sit|sitting)\s+(?:in|at|near)|in|from|out of|(?:my )?(?:city|location|place|town|home)(?:\s*[:=]| is))\s+/i;
const SAYS_NAME =
  /^(?:(?:please|just|you can|hi|hello|it's|so)[\s,]+)*(?:(?:the |my |full )*name(?:\s*[:=]| is)?|(?:i |you |to )?signe?d?(?: (?:it|this|me|the letter))?(?: off)?(?: (?:as|with|by)|:)|i am|i'm|im|this is|call me|it's|me\s*:|who)(?![\p{L}'-])\s*/iu;
/** Words of which no name and no place is made. */
const REMARK =
  /\b(?:sorry|typo|oops|phone|please|pls|no|not|thanks?|wait|correction|that|it|is|are|was|the|my|you|your|reach|call|number|linkedin|github|https?|www|remote|relocat\w*|e-?mail|mail|address|contact|ok|okay|sure|yes|hi|hello|here|i|me|at|to|engineer|developer)\b/i;
const NAME = /^\p{L}[\p{L}.'’-]*(?: \p{L}[\p{L}.'’-]*){0,4}$/u;
const LONGEST_PLACE = 40;

/**
 * The last address stands: earlier ones were typos. A name is what is called one, else what stands before the address;
 * a place is what is called one, else what follows.
 */
export function contactDetails(text: string): Details {
  const emails = [...text.matchAll(EMAIL)];
  const [first] = emails;
  const last = emails.at(-1);
  const found = pieces(text, emails);
  const loose = found.filter(({ kind }) => kind === null);
  const before = loose.filter(({ end }) => !first || end <= first.index);
  const behind = loose.filter((piece) => !before.includes(piece));
  const named = before.find(isName) ?? (behind.length > 1 ? behind.find(isName) : undefined);
  const name = found.find((piece) => piece.kind === 'name' && isName(piece)) ?? named;
  const from = name?.end ?? 0;
  const place =
    found.find((piece) => piece.kind === 'place' && isPlace(piece)) ??
    [...behind, ...before].find((piece) => piece !== name && piece.start >= from && isPlace(piece));
  return {
    ...(last ? { email: last[0].replace(/\.$/, '') } : {}),
    ...(name ? { name: name.text } : {}),
    ...(place ? { location: withRegion(text, place, loose) } : {}),
  };
}

function pieces(text: string, emails: readonly RegExpExecArray[]): Piece[] {
  const blanked = emails.reduce(
    (rest, { 0: email, index }) =>
      `${rest.slice(0, index)}${'\n'.repeat(email.length)}${rest.slice(index + email.length)}`,
    text,
  );
  const joints = [...blanked.matchAll(JOINT)].map(({ 0: joint, index }) => ({ index, next: index + joint.length }));
  return [...joints, { index: text.length, next: text.length }]
    .map(({ index }, at) => pieceOf(text, joints[at - 1]?.next ?? 0, index))
    .filter((piece) => piece.text !== '');
}

/** The piece without the words that introduce it, and without what clings to its ends. */
function pieceOf(text: string, from: number, to: number): Piece {
  const trimmed = (start: number, end: number) => {
    const raw = text.slice(start, end);
    const head = /^[\s.,;:/|·()<>–—=*-]+/u.exec(raw)?.[0].length ?? 0;
    const tail = /[\s,;:/|·(<>!?–—=*-]+$/u.exec(raw.slice(head))?.[0].length ?? 0;
    return { start: start + head, end: Math.max(start + head, end - tail) };
  };
  const whole = trimmed(from, to);
  const said = text.slice(whole.start, whole.end).replaceAll('’', "'");
  const place = SAYS_PLACE.exec(said)?.[0].length ?? 0;
  const name = place === 0 ? (SAYS_NAME.exec(said)?.[0].length ?? 0) : 0;
  const heading = place + name === 0 ? (/^\p{L}+\s*:\s+/u.exec(said)?.[0].length ?? 0) : 0;
  const { start, end } = trimmed(whole.start + place + name + heading, whole.end);
  const stop = /\p{L}{2}\.$/u.test(text.slice(start, end)) ? end - 1 : end;
  return { text: text.slice(start, stop), start, end: stop, kind: place > 0 ? 'place' : name > 0 ? 'name' : null };
}

function isName({ text }: Piece): boolean {
  return NAME.test(text) && !REMARK.test(text);
}

function isPlace({ text }: Piece): boolean {
  return /^\p{L}/u.test(text) && text.length <= LONGEST_PLACE && !REMARK.test(text);
}

/** "Gdańsk, Poland": the region behind a place belongs to it. */
function withRegion(text: string, place: Piece, loose: readonly Piece[]): string {
  const region = loose.find(({ start }) => start > place.end && /^,\s*$/.test(text.slice(place.end, start)));
  return region && isPlace(region) && region.end - place.start <= LONGEST_PLACE
    ? text.slice(place.start, region.end)
    : place.text;
}
