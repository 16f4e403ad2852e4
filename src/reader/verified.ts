/** What a model says that it read, held against the message: what does not stand there counts as not said. */
import { z } from 'zod';
import { type Brief, TopicSchema } from '../machine/brief.ts';

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
 * Where a quote stands in a text: letter for letter, or but for white space and the shape of quotation marks, in which
 * case the text's own letters are what counts. Null where it stands nowhere.
 */
export function spanOf(quote: string, text: string): Span | null {
  const words = quote.trim();
  if (words === '') return null;
  const exact = text.indexOf(words);
  if (exact >= 0) return { start: exact, end: exact + words.length };
  const pattern = words
    .split(/\s+/)
    .map((word) => RegExp.escape(word).replace(/['’‘]/g, "['’‘]").replace(/["“”]/g, '["“”]'))
    .join(String.raw`\s+`);
  const match = new RegExp(pattern, 'u').exec(text);
  return match ? { start: match.index, end: match.index + match[0].length } : null;
}

/** The text with everything but the span blanked, so that offsets hold and no sentence runs across its ends. */
export function only(text: string, { start, end }: Span): string {
  return '\n'.repeat(start) + text.slice(start, end) + '\n'.repeat(text.length - end);
}

const LONGEST_QUESTION = 220;
const NAME = /(?<=[\p{Ll}\d,;:]\s)\p{Lu}[\p{L}\p{N}-]+/gu;

/** Whether a question worded by a model may be asked: one, short, and with nothing in it that the candidate didn't say. */
export function mayAsk(question: string, message: string, brief: Brief): boolean {
  const said = `${message}\n${brief.facts.map(({ quote }) => quote).join('\n')}`.toLowerCase();
  const numbers = question.match(/\d[\d.,]*/g) ?? [];
  const names = question.match(NAME) ?? [];
  return (
    question.length <= LONGEST_QUESTION &&
    question.match(/\?/g)?.length === 1 &&
    question.trim().endsWith('?') &&
    !/[!\n<>{}`*_|]|https?:/.test(question) &&
    numbers.every((number) => said.includes(number.replace(/[.,]$/, ''))) &&
    names.every((name) => said.includes(name.toLowerCase()))
  );
}
