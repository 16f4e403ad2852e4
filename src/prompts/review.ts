/** The brief as it was understood, for confirmation: each figure on its line. */
import { type Brief, detail, type Fact, factsOn, figuresOn, METRICS, TOPICS, type Topic } from '../machine/brief.ts';
import type { Figure, Quantity } from '../machine/quantity.ts';
import { quantity } from '../machine/wording.ts';
import { quoted } from './quoting.ts';

const LABELS: Readonly<Record<Topic, string>> = {
  role: 'Role',
  system: 'System',
  throughput: 'Throughput',
  latency: 'Latency',
  reliability: 'Reliability',
  contract: 'Contract',
  company: 'Company',
  background: 'Before that',
  closing: 'Ending',
  contact: 'Signed',
};

const REVIEW_QUESTION = 'If this is right, I write the letter. If not, tell me what to change.';

/** What is asked below the brief; of a thin one it is said what a letter would want, before there is one. */
export function reviewQuestion(brief: Brief): string {
  const missing = [
    ...(detail(brief, 'name') === null ? ['a name to sign with'] : []),
    ...(factsOn(brief, 'contract').length === 0 && METRICS.every((metric) => figuresOn(brief, metric).length === 0)
      ? ['a figure, or a contract that you had to keep']
      : []),
  ];
  return missing.length === 0
    ? REVIEW_QUESTION
    : `What the letter still lacks: ${missing.join(', and ')}. Tell me, or say “write” and I write it all the same.`;
}

export function reviewText(brief: Brief): string {
  const lines = reviewLines(brief);
  return lines.length > 0 ? ['This is what I understood:', ...lines].join('\n') : 'I know nothing of your story yet.';
}

/** What is known, a line each. */
export function reviewLines(brief: Brief): string[] {
  return TOPICS.flatMap((topic) => linesOn(brief, topic))
    .filter((line) => line !== '')
    .map((line) => quoted(line, 400));
}

function linesOn(brief: Brief, topic: Topic): string[] {
  const label = LABELS[topic];
  if (topic === 'role')
    return named(label, [
      detail(brief, 'position'),
      detail(brief, 'company'),
      detail(brief, 'team'),
      to(detail(brief, 'addressee')),
    ]);
  if (topic === 'contact')
    return named(label, [detail(brief, 'name'), detail(brief, 'email'), detail(brief, 'location')]);
  const facts = factsOn(brief, topic);
  const lines = facts.flatMap((fact) => {
    const rough = fact.rough
      ? ` (confidential${
          fact.standIns.some(({ say }) => say)
            ? `, the letter says “${[...new Set(fact.standIns.flatMap(({ say }) => say ?? []))].join('” and “')}”`
            : ''
        })`
      : '';
    if (fact.figures.length > 0) return fact.figures.map((figure) => `${label}: ${figureLine(figure)}${rough}`);
    const told = toldOf(fact);
    return told === '' ? [] : [`${label}: ${quoted(told, 160)}${rough}`];
  });
  if (lines.length === 0 && (facts.length > 0 || brief.declined.includes(topic))) return [`${label}: left out`];
  return lines;
}

/** The candidate's words, without what they took back. */
function toldOf({ quote, struck }: Fact): string {
  const left = struck.reduce((text, part) => text.replace(part, ' '), quote);
  return left === quote
    ? quote
    : left
        .replace(/\s+/g, ' ')
        .replace(/ (?=[.,;:!?])/g, '')
        .replace(/^[\s.,;:!?]+|(?<=[.!?])[.,;:!?]+/g, '')
        .trim();
}

function named(label: string, parts: readonly (string | null)[]): string[] {
  const known = parts.filter((part) => part !== null && part !== '');
  return known.length > 0 ? [`${label}: ${known.join(', ')}`] : [];
}

function to(addressee: string | null): string | null {
  return addressee ? `to ${addressee}` : null;
}

/** "p99 1.8 s → 210 ms (placing an order)" */
export function figureLine(figure: Figure): string {
  const sides = [figure.before, figure.after].filter((side): side is Quantity => side !== undefined).map(quantity);
  const values = figure.before && !figure.after ? `${sides[0]} before` : sides.join(' → ');
  const about = figure.approximate ? 'about ' : '';
  const measure = figure.measure ? ` (${figure.measure})` : '';
  return [figure.percentile, `${about}${values}${measure}`].filter((part) => part !== undefined).join(' ');
}
