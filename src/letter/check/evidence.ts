/** What a letter may rest on: the candidate's words as they stand now, and apart from them what a job post says. */
import { type Brief, type Fact, figuresOn, METRICS } from '../../machine/brief.ts';
import { type Mention, readMentions } from '../../machine/figures.ts';
import type { Figure, Quantity } from '../../machine/quantity.ts';
import { sentenceSpans } from '../../machine/sentences.ts';

export interface Evidence {
  readonly brief: Brief;
  /** The candidate's words without what was taken back, one text. */
  readonly said: string;
  /** The same, sentence by sentence. */
  readonly sentences: readonly string[];
  /** What the candidate said of the company. */
  readonly ofCompany: string;
  readonly jobPost: string;
  readonly quantities: readonly Quantity[];
  readonly postQuantities: readonly Quantity[];
  /** Values that were corrected away. */
  readonly outdated: readonly Quantity[];
  readonly figures: readonly Figure[];
  readonly hidden: readonly Hidden[];
}

/** What must stay out, with the quantities in it. */
export interface Hidden {
  readonly text: string;
  readonly quantities: readonly Quantity[];
  readonly say: string | null;
}

export function evidenceOf(brief: Brief): Evidence {
  const own = brief.facts.filter(({ voice }) => voice === 'candidate');
  const said = own.map(standing).join('\n');
  const post = brief.facts
    .filter(({ voice }) => voice === 'job-post')
    .map(({ quote }) => quote)
    .join('\n');
  const standIns = own.flatMap((fact) => fact.standIns);
  const quantities = [
    ...values(readMentions(said)),
    ...figureSides(own),
    ...standIns.flatMap(({ say }) => values(readMentions(say ?? ''))),
  ];
  const hidden = standIns.map(({ hide, say }) => ({ text: hide, say, quantities: values(readMentions(hide)) }));
  return {
    brief,
    said,
    sentences: own.flatMap((fact) =>
      sentenceSpans(standing(fact)).map(({ start, end }) => standing(fact).slice(start, end)),
    ),
    ofCompany: own
      .filter(({ topic }) => topic === 'company')
      .map(standing)
      .join('\n'),
    jobPost: post,
    quantities,
    postQuantities: values(readMentions(post)),
    outdated: own.flatMap(({ struck }) => struck.flatMap((part) => values(readMentions(part)))),
    figures: METRICS.flatMap((metric) => figuresOn(brief, metric)),
    hidden,
  };
}

/** A quote without its struck parts. */
function standing(fact: Fact): string {
  return fact.struck.reduce((text, part) => text.replace(part, ' '), fact.quote);
}

function values(mentions: readonly Mention[]): Quantity[] {
  return mentions.filter(({ denied }) => !denied).map(({ quantity }) => quantity);
}

function figureSides(facts: readonly Fact[]): Quantity[] {
  return facts
    .flatMap(({ figures }) => figures.flatMap(({ before, after }) => [before, after]))
    .filter((side) => side !== undefined);
}
