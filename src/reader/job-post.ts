/** A pasted job post: it speaks of the company, and nothing in it is the candidate's. */
import type { Fact } from '../machine/brief.ts';
import { titleIn } from './names.ts';
import { bareFact, type Page } from './page.ts';
import { roleDetails } from './role.ts';

/** A part of a text, in UTF-16 units. */
interface Span {
  readonly start: number;
  readonly end: number;
}

const MARKS: readonly RegExp[] = [
  /\b(?:is|are|we're|we are) hiring\b/i,
  /\byou (?:bring|will|have|are|should)\b|\byou'll\b/i,
  /\b(?:requirements?|responsibilities|qualifications|must[- ]haves?|nice[- ]to[- ]haves?|what we offer|about (?:the role|us|you))\b/i,
  /\brequired\s*:|\bmust have\s*:/i,
  /\b\d+\+? years? of\b/i,
  /\b(?:apply|applications? to|reports? to|hiring manager)\s*[:(]?/i,
  /\((?:[^()\n]{0,30}\b)?(?:remote|hybrid|on-?site)\b|\b(?:or|fully) remote\b/i,
  /\b(?:our|we) (?:platform|runtime|product|serve|offer|process|run|are looking)\b/i,
  /^[^|\n]{3,60}\|[^|\n]{2,60}(?:\||$)/m,
  /^#+ .*\b(?:engineer|developer|programmer|architect)\b/im,
  /\b\p{Lu}\p{L}+ (?:serves|handles|processes|runs|powers|answers) \d/u,
  /\b(?:salary|benefits|equity|full[- ]time|equal opportunity)\b/i,
];

const OWN = /(?:^|[\s(])(?:i|i'm|i've|i'd|my|me|mine)\b/i;

/**
 * The lines of a message that belong to a job post, as offsets; empty where there is none. It takes three of the marks
 * of a post to make one, and no line in the first person belongs to it.
 */
export function jobPostSpans(text: string): Span[] {
  const forwarded = forwardedSpans(text);
  if (forwarded.length > 0) return forwarded;
  const quoted = quotedSpans(text);
  if (quoted.length > 0) return quoted;
  const announced = text.split('\n', 3).some(isIntroduction);
  if (text.length < 120 || MARKS.filter((mark) => mark.test(text)).length < (announced ? 2 : 3)) return [];
  const spans = paragraphs(text)
    .filter(({ lines }, index, all) => isWithin(all, index) && lines.length > 0)
    .flatMap(({ lines }) => lines.filter((line) => !OWN.test(line.text) && !isIntroduction(line.text)));
  const length = spans.reduce((sum, span) => sum + span.end - span.start, 0);
  return length > 80 ? spans : [];
}

/** A mail passed on, each line behind a ">": somebody else's words, whatever they say. */
function forwardedSpans(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    if (/^\s*>\s?\S/.test(line)) spans.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  const lines = spans.map((span) => text.slice(span.start, span.end));
  // One's own mail of last week, quoted: it tells of whoever wrote it.
  if (lines.filter((line) => OWN.test(line)).length * 2 >= lines.length) return [];
  const words = lines.join(' ');
  return /\b(?:hiring|looking for|vacancy|role|position|engineer|developer|team)\b/i.test(words) ? spans : [];
}

/** "Here's the ad: '…'", "The ad first:", and then what stands in quotation marks. */
function quotedSpans(text: string): Span[] {
  return [...text.matchAll(QUOTED)].flatMap((match) => {
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    const quoted = match[1] ?? match[2] ?? '';
    if (!ANNOUNCED.test(before) || !(titleIn(quoted) || MARKS.some((mark) => mark.test(quoted)))) return [];
    const start = match.index + match[0].indexOf(quoted);
    return [{ start, end: start + quoted.length }];
  });
}

const QUOTED = /["“„]([^"“”„]{80,6000})["”]|(?<![\p{L}\p{N}])['‘]((?:[^'’]|['’](?=\p{L})){80,6000})['’](?!\p{L})/gu;
const ANNOUNCED = /\b(?:ad|advert|posting|job post|description|vacancy|listing)\b[^.\n]{0,24}[:,–-]?\s*$/i;

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The paragraphs of a text, parted by empty lines and by ruled ones. */
function paragraphs(text: string): { lines: Line[] }[] {
  const all: { lines: Line[] }[] = [{ lines: [] }];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    if (/^\s*(?:[-=_*]{3,}.{0,60})?$/.test(line)) all.push({ lines: [] });
    else all.at(-1)?.lines.push({ text: line, start, end });
    start = end + 1;
  }
  return all.filter(({ lines }) => lines.length > 0);
}

/** From the first paragraph that reads like a post to the last, with those after it that nobody tells of themselves in. */
function isWithin(all: readonly { lines: Line[] }[], index: number): boolean {
  const told = all.map(({ lines }) => lines.map(({ text }) => text).join('\n'));
  const isMarked = (paragraph: string) => MARKS.some((mark) => mark.test(paragraph));
  const first = told.findIndex((paragraph) => isMarked(paragraph) && !(OWN.test(paragraph) && isBulleted(paragraph)));
  if (first < 0 || index < first) return false;
  const last = told.findLastIndex(isMarked);
  return index <= last || !told.slice(last + 1, index + 1).some((paragraph) => OWN.test(paragraph));
}

function isBulleted(paragraph: string): boolean {
  return /^\s*(?:[*•-]|\d{1,2}[.)])\s/m.test(paragraph);
}

/** "This is the ad:", "pasting the posting so you have it". */
function isIntroduction(line: string): boolean {
  return (
    line.length < 80 &&
    /\b(?:ad|advert|posting|job post|vacancy|listing|description)\b/i.test(line) &&
    !/\bhiring\b/i.test(line)
  );
}

/** "Here's the posting that I want to answer:", said before one that is pasted. */
export function introducesPosting(text: string): boolean {
  return text.split(/\s+/).length <= 16 && POSTING.test(text.replaceAll('’', "'"));
}

const POSTING =
  /\b(?:here(?:'s| is| comes| goes)|this is|that's|below|above|attached|pasted?|pasting|found|saw|copied|following|want to answer|applying (?:to|for) this)\b[^.]*\b(?:posting|post|ad|advert|advertisement|job|description|vacancy|listing|opening|requisition|role)\b|\b(?:posting|ad|advert|job description|vacancy|listing)\b[^.]*(?:below|above|:$|here\b|follows)/i;

/** Lines that only say that a post comes: they tell nothing of anybody. */
export function introductions(text: string): Span[] {
  return paragraphs(text)
    .flatMap(({ lines }) => lines)
    .filter(({ text: line }) => (isIntroduction(line) && /:\s*$/.test(line)) || introducesPosting(line));
}

/**
 * What a post says, in the pieces that neither the candidate's own lines nor an order interrupt: an order to us is as
 * little the company's word as it is the candidate's.
 */
export function jobPostFacts(page: Page, ordered: string, posts: readonly Span[]): Fact[] {
  if (posts.length === 0) return [];
  const { text } = page.message;
  const names = namesIn(posts.map(({ start, end }) => ordered.slice(start, end)).join('\n'));
  const facts = pieces(text, ordered, posts).map(({ start, end }) => {
    const fact = bareFact(page, 'role', text.slice(start, end));
    return { ...fact, voice: 'job-post' as const };
  });
  return facts.map((fact, index) => ({
    ...fact,
    details: Object.fromEntries(
      names.filter(([, name]) => facts.findIndex(({ quote }) => quote.includes(name)) === index),
    ),
  }));
}

/** What it calls the role; a heading ("Responsibilities:") is no name, and nothing in lower case is a company's. */
function namesIn(post: string): [name: string, value: string][] {
  const { position, company, team, addressee } = roleDetails(post);
  const isHeading = (value: string) => new RegExp(`^\\W*${RegExp.escape(value)}\\s*:`, 'mu').test(post);
  return Object.entries({ position, company, team, addressee }).flatMap(([name, value]): [string, string][] =>
    value === undefined || (name !== 'position' && isHeading(value)) || (name === 'company' && /^\p{Ll}/u.test(value))
      ? []
      : [[name, value]],
  );
}

/** Parts of the posts, without white space around them, that go on over nothing but white space. */
function pieces(text: string, ordered: string, posts: readonly Span[]): Span[] {
  const found: { start: number; end: number }[] = [];
  for (const post of posts)
    for (const match of ordered.slice(post.start, post.end).matchAll(/[^\n]*[^\s][^\n]*/g)) {
      const start = post.start + match.index;
      const last = found.at(-1);
      if (last && text.slice(last.end, start).trim() === '') last.end = start + match[0].length;
      else found.push({ start, end: start + match[0].length });
    }
  return found.map(({ start, end }) => {
    const piece = text.slice(start, end);
    return { start: start + piece.length - piece.trimStart().length, end: end - piece.length + piece.trimEnd().length };
  });
}
