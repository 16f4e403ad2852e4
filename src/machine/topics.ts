/** What is asked, and what makes an answer enough. A gap names what an answer still lacks; the words are in `prompts/`. */
import { z } from 'zod';
import {
  type Brief,
  detail,
  factsOn,
  figuresOn,
  hasSignal,
  isTold,
  METRICS,
  type Metric,
  type Signal,
  type Topic,
  TopicSchema,
} from './brief.ts';
import type { Reading } from './reading.ts';
import { isWorse } from './worse.ts';

/** Topics that a letter can do without; one question each, and any answer is enough. */
export const OPTIONAL: readonly Topic[] = ['background', 'closing', 'contact'];

export const FOLLOW_UPS_AT_MOST = 2;

/** Digressions are answered and the question stands again, but nobody is asked the same thing for ever. */
export const REPEATS_AT_MOST = 3;

/** Of two values that can't both be right is asked once more: whoever goes on with something else wants to get on. */
export const DISPUTES_AT_MOST = 1;

const GapSchema = z.discriminatedUnion('kind', [
  /** Nothing is known yet. */
  z.object({ kind: z.literal('open') }),
  /** Asked once more because the last message was about something else. */
  z.object({ kind: z.literal('again') }),
  /** The candidate went back to change their answer. */
  z.object({ kind: z.literal('revisit') }),
  /** A level was mentioned in passing; what was it before? */
  z.object({ kind: z.literal('rest'), word: z.string() }),
  /** The answer has nothing to hold on to. */
  z.object({ kind: z.literal('vague'), word: z.string() }),
  z.object({ kind: z.literal('position') }),
  z.object({ kind: z.literal('company-name') }),
  z.object({ kind: z.literal('several'), word: z.string() }),
  /** Only "we", or only the name of a system: which part was theirs? */
  z.object({ kind: z.literal('own-part'), word: z.string() }),
  z.object({ kind: z.literal('unit'), word: z.string() }),
  z.object({ kind: z.literal('window'), word: z.string() }),
  z.object({ kind: z.literal('percentile'), word: z.string() }),
  z.object({ kind: z.literal('infrastructure'), word: z.string() }),
  z.object({ kind: z.literal('constraint'), word: z.string(), branch: z.string() }),
  z.object({ kind: z.literal('decision'), word: z.string(), branch: z.string() }),
  z.object({ kind: z.literal('result'), word: z.string(), branch: z.string() }),
  z.object({ kind: z.literal('choice'), word: z.string() }),
  z.object({ kind: z.literal('view'), word: z.string() }),
  /** Fewer than two metrics: one more try. */
  z.object({ kind: z.literal('one-more') }),
  z.object({ kind: z.literal('contradiction'), earlier: z.string(), later: z.string() }),
  /** The figure says that things got worse. */
  z.object({ kind: z.literal('worse'), earlier: z.string(), later: z.string() }),
]);
export type Gap = z.infer<typeof GapSchema>;

export const AskingSchema = z.object({
  topic: TopicSchema,
  gap: GapSchema,
  /** How often it was asked again because nothing was said on it. */
  repeats: z.number().int(),
  /** The question in other words than ours, for this gap alone. */
  wording: z.string().optional(),
});
export type Asking = z.infer<typeof AskingSchema>;

/**
 * What the answers to an asked topic still lack; null when they are enough. `reading` is the message that was just
 * read, whose words a follow-up picks up.
 */
export function lacking(topic: Topic, brief: Brief, reading: Reading): Gap | null {
  const facts = factsOn(brief, topic);
  if (reading.vague && facts.length === 0)
    return topic === 'company'
      ? { kind: 'choice', word: reading.vague.word }
      : topic === 'system'
        ? { kind: 'own-part', word: reading.vague.word }
        : { kind: 'vague', word: reading.vague.word };
  if (!isTold(brief, topic)) return { kind: 'again' };
  switch (topic) {
    case 'role':
      if (!detail(brief, 'company')) return { kind: 'company-name' };
      return detail(brief, 'position') ? null : { kind: 'position' };
    case 'system':
      return lackingOfSystem(brief);
    case 'throughput':
    case 'latency':
    case 'reliability':
      return lackingOfMetric(topic, brief, reading);
    case 'contract':
      return lackingOfContract(brief);
    case 'company':
      if (!hasSignal(brief, 'company', 'choice')) return { kind: 'choice', word: wordOf(brief, 'company') };
      return hasSignal(brief, 'company', 'view') ? null : { kind: 'view', word: wordOf(brief, 'company') };
    default:
      return null;
  }
}

function lackingOfSystem(brief: Brief): Gap | null {
  const has = (signal: Signal) => hasSignal(brief, 'system', signal);
  if (has('mine') || has('helped')) return null;
  if (has('several')) return { kind: 'several', word: wordOf(brief, 'system') };
  return { kind: 'own-part', word: wordOf(brief, 'system') };
}

function lackingOfMetric(topic: Metric, brief: Brief, reading: Reading): Gap | null {
  const facts = factsOn(brief, topic);
  const figures = figuresOn(brief, topic);
  const partial = facts.findLast((fact) => fact.partial !== null)?.partial;
  if (partial && figures.length === 0) return { kind: partial.lacks, word: shown(partial.figure.quote) };
  if (figures.length === 0) {
    const told = topic === 'reliability' && hasSignal(brief, topic, 'story');
    return told ? null : { kind: 'vague', word: reading.vague?.word ?? '' };
  }
  const nameless = figures.find((figure) => figure.topic === 'latency' && !figure.percentile);
  if (topic === 'latency' && nameless && figures.length === 1 && !hasSignal(brief, topic, 'whole-run')) {
    return { kind: 'percentile', word: shown(nameless.quote) };
  }
  const worse = figures.find(isWorse);
  return worse ? { kind: 'worse', earlier: worse.quote, later: worse.quote } : null;
}

const BRANCHES: readonly Signal[] = ['idempotency', 'versioning', 'migration', 'compatibility', 'shape'];

/** What kind of contract the story is about: it decides how the follow-up is worded. */
export function branchOf(brief: Brief): string {
  const signals = factsOn(brief, 'contract').flatMap((fact) => fact.signals);
  return BRANCHES.find((branch) => signals.includes(branch)) ?? 'contract';
}

function lackingOfContract(brief: Brief): Gap | null {
  const has = (signal: Signal) => hasSignal(brief, 'contract', signal);
  const word = wordOf(brief, 'contract');
  const branch = branchOf(brief);
  if (has('infrastructure') && !has('constraint') && !has('decision')) return { kind: 'infrastructure', word };
  const missing = (['decision', 'constraint', 'result'] as const).filter((signal) => !has(signal));
  const [first] = missing;
  // A story told at length may hold a part that no word gives away; it is not asked for what it may have said.
  if (!first || (missing.length === 1 && first !== 'result' && lengthOf(brief, 'contract') >= 25)) return null;
  return { kind: first, word, branch };
}

function lengthOf(brief: Brief, topic: Topic): number {
  return factsOn(brief, topic).reduce((sum, { quote }) => sum + quote.split(/\s+/).length, 0);
}

/**
 * Whether a topic that was never asked is known well enough from what was said elsewhere; else what to ask. `opening`:
 * the candidate began by telling it, so a level without a before is taken as they gave it.
 */
export function known(topic: Topic, brief: Brief, fromOpening: boolean): Gap | null {
  const facts = factsOn(brief, topic);
  switch (topic) {
    case 'role':
      return detail(brief, 'position') && detail(brief, 'company') ? null : { kind: 'open' };
    case 'throughput':
    case 'latency':
    case 'reliability': {
      const figures = figuresOn(brief, topic);
      const [figure] = figures;
      if (!figure)
        return topic === 'reliability' && fromOpening && hasSignal(brief, topic, 'story') ? null : { kind: 'open' };
      const whole = figures.some(({ before, after }) => before && after);
      if (whole || fromOpening || topic === 'reliability') return null;
      return { kind: 'rest', word: shown(figure.quote) };
    }
    case 'contract': {
      const told = (['constraint', 'decision', 'result'] as const).filter((signal) => hasSignal(brief, topic, signal));
      if (facts.length > 0 && fromOpening && told.length >= 1) return null;
      return told.length >= 2 ? lackingOfContract(brief) : { kind: 'open' };
    }
    case 'company':
      if (!hasSignal(brief, 'company', 'choice')) return { kind: 'open' };
      return fromOpening || hasSignal(brief, 'company', 'view')
        ? null
        : { kind: 'view', word: wordOf(brief, 'company') };
    case 'system':
      return facts.length > 0 && (hasSignal(brief, 'system', 'mine') || hasSignal(brief, 'system', 'helped'))
        ? null
        : { kind: 'open' };
    default:
      return facts.length > 0 ? null : { kind: 'open' };
  }
}

/** The metrics that have a figure, for the rule that a letter wants two of the three. */
export function metricsWithFigures(brief: Brief): Metric[] {
  return METRICS.filter((metric) => figuresOn(brief, metric).length > 0);
}

/** The candidate's own words where they are short enough to be quoted back. */
function wordOf(brief: Brief, topic: Topic): string {
  return shown(factsOn(brief, topic).at(-1)?.quote ?? '');
}

function shown(quote: string): string {
  const line = quote
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.!?,;:]+$/, '');
  if (line.length <= 60) return line;
  // Without the half of a sign that the cut would leave, should it go through one.
  const cut = line.slice(0, 60).replace(/[\ud800-\udbff]$/, '');
  const end = Math.max(cut.lastIndexOf(', '), cut.lastIndexOf('. '));
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, end > 20 ? end : space > 0 ? space : cut.length)} …`;
}
