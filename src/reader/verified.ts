/** What a model says that it read, held against the message: what does not stand there counts as not said. */
import { z } from 'zod';
import { TopicSchema } from '../machine/brief.ts';

const Names = ['position', 'company', 'team', 'addressee', 'employer', 'name', 'email', 'location'] as const;

/** The gaps of an answer that a question can be worded for: told to a model, and another word is no reason to lose a reading. */
const MISSING = [
  'unit',
  'window',
  'percentile',
  'own-part',
  'constraint',
  'decision',
  'result',
  'choice',
  'view',
  'vague',
] as const;

/** Strict on the wire, so nothing is optional: what there is not is null or empty. */
export const AnnotationSchema = z.object({
  facts: z.array(z.object({ topic: TopicSchema, quote: z.string() })),
  names: z.object(Object.fromEntries(Names.map((name) => [name, z.string().nullable()]))),
  job_post: z.array(z.string()),
  declined: z.array(TopicSchema),
  corrections: z.array(z.object({ fact: z.string(), quote: z.string() })),
  withdrawn: z.array(z.object({ fact: z.string(), part: z.string() })),
  confidential: z.array(z.object({ hide: z.string(), say: z.string().nullable() })),
  contradicts: z.object({ fact: z.string(), quote: z.string() }).nullable(),
  asks_us: z.boolean(),
  vague: z.boolean(),
  parts: z.array(z.enum(['mine', 'shared', 'helped', 'constraint', 'decision', 'result', 'choice', 'source', 'view'])),
  follow_up: z.object({ missing: z.string().meta({ enum: MISSING }), question: z.string() }).nullable(),
});
export type Annotation = z.infer<typeof AnnotationSchema>;

export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a quote stands in a text, as whole words and whole numbers: letter for letter, or but for white space and the
 * shape of quotation marks, in which case the text's own letters are what counts. Null where it stands nowhere.
 */
export function spanOf(quote: string, text: string): Span | null {
  const words = quote.trim();
  if (!/[\p{L}\p{N}]/u.test(words)) return null;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const span = { start: at, end: at + words.length };
    if (isWhole(span, text)) return span;
  }
  const pattern = words
    .split(/\s+/)
    .map((word) => RegExp.escape(word).replace(/['’‘]/g, "['’‘]").replace(/["“”]/g, '["“”]'))
    .join(String.raw`\s+`);
  for (const match of text.matchAll(new RegExp(pattern, 'gu'))) {
    const span = { start: match.index, end: match.index + match[0].length };
    if (isWhole(span, text)) return span;
  }
  return null;
}

/** "2,500 jobs" stands in "12,500 jobs" as little as "12 ms" does in "12 msgs", or "5" in "0.5". */
function isWhole({ start, end }: Span, text: string): boolean {
  const [before, after] = [text.slice(Math.max(0, start - 2), start), text.slice(end, end + 2)];
  const opens = /^[\p{L}\p{N}]/u.test(text.slice(start)) && (/[\p{L}\p{N}]$/u.test(before) || /\d[.,]$/.test(before));
  const closes =
    /[\p{L}\p{N}]$/u.test(text.slice(start, end)) && (/^[\p{L}\p{N}%]/u.test(after) || /^[.,]\d/.test(after));
  return !opens && !closes;
}

/** What may turn the words behind it into their opposite, into a wish, or into somebody else's. */
const TURNS =
  /\b(?:not|never|no|nobody|none|neither|nor|without|hardly|barely|almost|nearly|if|unless|would|could|should|might|maybe|perhaps|wish\w*|want\w*|hop(?:e|ed|ing)|plan(?:s|ned)?|goals?|targets?|aim\w*|said|says?|claim\w*|told|thinks?|thought|supposed|pretend\w*|cannot)\b|n['’]t\b/i;
/** How somebody takes back what they have just said. */
const TAKEN_BACK =
  /^[\s,.;:(–—-]*(?:no\b|wait\b|sorry\b|make (?:that|it)\b|scratch\b|strike that\b|i mean\b|actually\b|correction\b|or rather\b|rather\b|oops\b|hm+\b|not (?:really|quite|any ?more)\b)/i;
/** "Under 4,500", "about 20": what a number is without. */
const QUALIFIES =
  /\b(?:about|around|roughly|approximately|some|under|below|over|above|less than|more than|fewer than|at least|at most|up to|between|from|close to|just|only)\s+(?:\p{L}+\s+)?$/iu;
/** "20 jobs" before "per minute", "from 10" before "to 20": what belongs to a number. */
const GOES_ON =
  /^\s*(?:%|\/\s*\p{L}|(?:per|an?|each|every)\s+(?:sec|second|min|minute|hour|day|week|month|quarter|year)s?\b|(?:down |up )?(?:to|→|->)\s+\d)/iu;
/** Between the clauses of a sentence; a comma in a number parts nothing. */
const PARTS = /[,;:](?=\s)|[.!?](?=\s|$)|\n|\s(?:and|but|while)(?=\s)/g;

/**
 * A quote with the rest of its clause, where that may change what it says: "I led it" behind "I never said that", a
 * number without "not", "below" or "per minute", and what is taken back in the same breath.
 */
export function inContext(span: Span, text: string, isNumber: boolean): Span {
  let [from, to] = [0, text.length];
  for (const { index, 0: mark } of text.matchAll(PARTS)) {
    if (index + mark.length <= span.start) from = index + mark.length;
    else if (index >= span.end - 1) {
      to = index + (/[.!?]/.test(mark) ? 1 : 0);
      break;
    }
  }
  from += /^\s*/.exec(text.slice(from))?.[0].length ?? 0;
  const before = text.slice(from, span.start);
  const start = from < span.start && (TURNS.test(before) || (isNumber && QUALIFIES.test(before))) ? from : span.start;
  const end = isNumber && GOES_ON.test(text.slice(span.end)) ? Math.max(span.end, to) : span.end;
  if (!TAKEN_BACK.test(text.slice(end))) return { start, end };
  // What is taken back goes on to the end of the sentence behind the mark that it opens with.
  const rest = text.slice(end);
  const skipped = /^[\s,.;:(–—-]*/.exec(rest)?.[0].length ?? 0;
  const stop = rest.slice(skipped).search(/[.!?](?=\s|$)|\n/);
  return { start, end: stop < 0 ? text.trimEnd().length : end + skipped + stop + 1 };
}

/** The text with everything but the span blanked, so that offsets hold and no sentence runs across its ends. */
export function only(text: string, { start, end }: Span): string {
  return '\n'.repeat(start) + text.slice(start, end) + '\n'.repeat(text.length - end);
}
