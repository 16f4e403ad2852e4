/** Letters with planted faults, as JSON lines `{id, brief, company_source, letter, faults}`, and their candidates' briefs. */
import { z } from 'zod';
import type { Fault } from '../src/letter/check.ts';
import { keepLatest } from '../src/machine/absorb.ts';
import { type Brief, type Fact, TopicSchema } from '../src/machine/brief.ts';
import { EMPTY } from '../src/machine/context.ts';
import { hear } from '../src/machine/hearing.ts';
import type { Asking } from '../src/machine/topics.ts';
import { readPlainly } from '../src/reader/plain.ts';

const ItemSchema = z.object({
  id: z.string(),
  brief: z.array(z.object({ topic: TopicSchema, quote: z.string() })),
  company_source: z.string().nullable(),
  letter: z.string(),
  faults: z.array(z.object({ kind: z.string(), span: z.string() })),
});
export type Item = z.infer<typeof ItemSchema>;

/**
 * The brief as an interview would have built it, except that no question is asked back: of two messages on one thing the
 * later one holds, and of a message the whole text is evidence.
 */
export function briefOf(item: Pick<Item, 'brief' | 'company_source'>): Brief {
  let context = EMPTY;
  const hidden: Fact['standIns'][number][] = [];
  for (const [index, { topic, quote }] of item.brief.entries()) {
    const own: Asking = context.asking?.topic === topic ? context.asking : { topic, gap: { kind: 'open' }, repeats: 0 };
    const again = item.brief.slice(0, index).some((earlier) => earlier.topic === topic);
    const read = (asking: Asking) => readPlainly({ id: `m${index + 1}`, text: quote, asking, brief: context.brief });
    // A second message on a topic comes late, when something else is being asked; if it corrects, it is read as that.
    const late: Asking = { topic: 'closing', gap: { kind: 'open' }, repeats: 0 };
    const correction = again && own.gap.kind === 'open' ? read(late) : null;
    const corrects = correction !== null && (correction.changes.length > 0 || correction.withdrawn.length > 0);
    const [asking, reading] = corrects ? [late, correction] : [own, read(own)];
    hidden.push(...reading.discretion);
    const heard = hear({ ...context, asking }, { ...reading, corrects: reading.corrects || again });
    const brief = heard.conflicts.reduce((settled, conflict) => keepLatest(settled, conflict.topic), heard.brief);
    context = { ...heard, brief, conflicts: [] };
  }
  const told = withWhole(context.brief, item.brief, hidden);
  return item.company_source === null ? told : { ...told, facts: [...told.facts, jobPost(item.company_source)] };
}

/** The items' quotes are evidence as a whole, also where an interview would have kept only a part of the message. */
function withWhole(brief: Brief, messages: Item['brief'], hidden: Fact['standIns']): Brief {
  const struck = brief.facts.flatMap((fact) => fact.struck);
  const facts = messages.flatMap(({ topic, quote }, index): Fact[] => {
    const source = `m${index + 1}`;
    const kept = brief.facts.some((fact) => fact.source === source && fact.quote === quote);
    const corrected = messages.slice(index + 1).some((later) => later.topic === topic);
    if (kept || corrected) return [];
    const whole = topic === 'company' ? topic : 'background';
    const standIns = hidden.filter(({ hide }) => quote.includes(hide));
    return [{ ...jobPost(quote), id: `${source}#whole`, topic: whole, source, voice: 'candidate', struck, standIns }];
  });
  return { ...brief, facts: [...brief.facts, ...facts] };
}

function jobPost(quote: string): Fact {
  return {
    id: 'post#1',
    topic: 'role',
    quote,
    source: 'post',
    figures: [],
    partial: null,
    rough: false,
    standIns: [],
    struck: [],
    details: {},
    signals: [],
    voice: 'job-post',
  };
}

/** The items of a file of JSON lines. */
export function itemsOf(lines: string): Item[] {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ItemSchema.parse(JSON.parse(line)));
}

/** A fault is found where a report touches what was planted. */
export function overlaps(letter: string, fault: Fault, span: string): boolean {
  const at = letter.indexOf(span);
  return fault.start < at + span.length && fault.end > at;
}
