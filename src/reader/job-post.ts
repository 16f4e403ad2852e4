/** A pasted job post: it speaks of the company, and nothing in it is the candidate's. */

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
export function jobPostSpans(text: string): { start: number; end: number }[] {
  const forwarded = forwardedSpans(text);
  if (forwarded.length > 0) return forwarded;
  const announced = text.split('\n', 3).some(isIntroduction);
  if (text.length < 120 || MARKS.filter((mark) => mark.test(text)).length < (announced ? 2 : 3)) return [];
  const spans: { start: number; end: number }[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    if (line.trim() !== '' && !OWN.test(line) && !isIntroduction(line)) spans.push({ start, end });
    start = end + 1;
  }
  const length = spans.reduce((sum, span) => sum + span.end - span.start, 0);
  return length > 80 ? spans : [];
}

/** A mail passed on, each line behind a ">": somebody else's words, whatever they say. */
function forwardedSpans(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    if (/^\s*>\s?\S/.test(line)) spans.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  const words = spans.map((span) => text.slice(span.start, span.end)).join(' ');
  return /\b(?:hiring|looking for|vacancy|role|position|engineer|developer|team)\b/i.test(words) ? spans : [];
}

/** "This is the ad:", "pasting the posting so you have it". */
function isIntroduction(line: string): boolean {
  return (
    line.length < 80 &&
    /\b(?:ad|advert|posting|job post|vacancy|listing|description)\b/i.test(line) &&
    !/\bhiring\b/i.test(line)
  );
}
