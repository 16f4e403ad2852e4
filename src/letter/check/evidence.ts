/** What a letter may rest on: the candidate's words as they stand now, and apart from them what a job post says. */
import { type Brief, detail, type Fact, figuresOn, isMetric, METRICS } from '../../machine/brief.ts';
import { kindOf, type Mention, readFigures, readMentions, readRetracted, sameQuantity } from '../../machine/figures.ts';
import type { Figure, Quantity } from '../../machine/quantity.ts';
import { sentenceSpans } from '../../machine/sentences.ts';
import { technologiesIn } from '../../machine/technologies.ts';
import { impliedIn, occasionsIn } from './implied.ts';
import { proportionsIn } from './proportions.ts';

export interface Evidence {
  readonly brief: Brief;
  /** The candidate's words without what was taken back, one text, and sentence by sentence. */
  readonly said: string;
  readonly sentences: readonly string[];
  readonly saidMentions: readonly Mention[];
  /** Everything the candidate ever said, taken back or not. */
  readonly whole: string;
  readonly withdrawn: readonly string[];
  /** What the candidate said of the company, and how it may be called. */
  readonly ofCompany: string;
  readonly companyWords: ReadonlySet<string>;
  readonly jobPost: string;
  /** Technologies of the job post, in lower case. */
  readonly postTechnologies: ReadonlySet<string>;
  readonly quantities: readonly Quantity[];
  /** Durations and shares told without a numeral: each fortnight, a minute of audio, half of the fleet. */
  readonly implied: readonly Quantity[];
  /** Counts told without a numeral: twice, both, a pair. */
  readonly occasions: ReadonlySet<number>;
  /** Shares told as parts of a whole: five of twelve. */
  readonly proportions: ReadonlySet<number>;
  readonly postQuantities: readonly Quantity[];
  /** Values that were corrected away and stand nowhere else. */
  readonly outdated: readonly Quantity[];
  readonly figures: readonly Figure[];
  /** Befores and afters that were told outside the three metrics: a hit rate in the story of a contract. */
  readonly pairs: readonly Figure[];
  readonly hidden: readonly Hidden[];
  /** What may be said in place of the hidden. */
  readonly allowed: readonly Quantity[];
}

/** What must stay out, with the quantities in it. */
interface Hidden {
  readonly text: string;
  readonly quantities: readonly Quantity[];
  readonly say: string | null;
}

const known = new WeakMap<Brief, Evidence>();

/** Briefs never change, so a letter that is checked sentence by sentence reads its brief once. */
export function evidenceOf(brief: Brief): Evidence {
  const before = known.get(brief);
  if (before) return before;
  const evidence = gather(brief);
  known.set(brief, evidence);
  return evidence;
}

function gather(brief: Brief): Evidence {
  const own = brief.facts.filter(({ voice }) => voice === 'candidate');
  const post = brief.facts
    .filter(({ voice }) => voice === 'job-post')
    .map(({ quote }) => quote)
    .join('\n');
  const withdrawn = own.flatMap(({ struck }) => struck);
  const standIns = own.flatMap((fact) => fact.standIns);
  // What may be said instead is said, too: in a message about the wish, of which nothing else is kept.
  const instead = new Set(standIns.flatMap(({ say }) => say ?? []));
  const said = withoutQuoted([...own.map(standing), ...instead].join('\n'), withdrawn);
  const allowed = standIns.flatMap(({ say }) => values(readMentions(say ?? '')));
  const saidMentions = readMentions(said);
  const sides = figureSides(own);
  return {
    brief,
    said,
    saidMentions,
    sentences: sentencesIn(said),
    whole: own.map(({ quote }) => quote).join('\n'),
    withdrawn,
    ofCompany: own
      .filter(({ topic }) => topic === 'company')
      .map(standing)
      .join('\n'),
    companyWords: companyWords(brief),
    jobPost: post,
    postTechnologies: new Set(technologiesIn(post).map(({ name }) => name.toLowerCase())),
    quantities: [...values(saidMentions.filter((mention) => !isPartOf(mention, sides))), ...sides, ...allowed],
    allowed,
    implied: impliedIn(said, saidMentions),
    occasions: occasionsIn(said),
    proportions: new Set(proportionsIn(said).map(({ share }) => share)),
    postQuantities: values(readMentions(post)),
    outdated: [
      ...withdrawn.flatMap((part) => values(readMentions(part))),
      ...own.flatMap(({ quote, topic, figures }) => (figures.length > 0 ? readRetracted(quote, topic) : [])),
    ].filter((quantity) => !sides.some((side) => sameQuantity(side, quantity))),
    pairs: own
      .filter(({ topic, figures }) => !isMetric(topic) && figures.length === 0)
      .map(standing)
      .filter((words) => readMentions(words).length > 0)
      .flatMap((words) => readFigures(words, 'reliability').found.map(({ figure }) => figure))
      .filter(({ before, after }) => before && after && kindOf(before) !== 'count' && kindOf(after) !== 'count'),
    figures: METRICS.flatMap((metric) => figuresOn(brief, metric)),
    hidden: standIns.map(({ hide, say }) => ({ text: hide, say, quantities: values(readMentions(hide)) })),
  };
}

/** "About 'I own it', that isn't fair": named once more by whoever takes it back. */
function withoutQuoted(said: string, withdrawn: readonly string[]): string {
  return withdrawn.reduce(
    (rest, part) =>
      part === '' ? rest : rest.replace(new RegExp(String.raw`['"‘“]${RegExp.escape(part)}['"’”]`, 'g'), "''"),
    said,
  );
}

/** Whether a sentence speaks of the company: to "you", or by its name. */
export function isAboutCompany(sentence: string, { companyWords }: Evidence): boolean {
  if (/\b(?:you|your|yours)\b/i.test(sentence)) return true;
  return (sentence.match(/\p{Lu}[\p{L}\p{N}'-]{2,}/gu) ?? []).some((word) =>
    companyWords.has(word.toLowerCase().replace(/'s?$/, '')),
  );
}

function companyWords(brief: Brief): Set<string> {
  const names = [detail(brief, 'company'), detail(brief, 'team')].filter((name) => name !== null);
  const general = /^(?:the|and|of|for|team|software|labs?|systems?|group|company|inc|ltd|gmbh|technologies|services?)$/;
  return new Set(names.flatMap((name) => name.toLowerCase().split(/\s+/)).filter((word) => !general.test(word)));
}

function sentencesIn(text: string): string[] {
  return sentenceSpans(text).map(({ start, end }) => text.slice(start, end));
}

/** A quote without its struck parts. */
function standing(fact: Fact): string {
  return fact.struck.reduce((text, part) => text.replace(part, ' '), fact.quote);
}

/** "From 35 to 9 a week": the 35 has its unit in the figure, and without it could be anything. */
function isPartOf({ bare, quantity }: Mention, sides: readonly Quantity[]): boolean {
  return bare && sides.some(({ value, unit, per }) => value === quantity.value && (unit !== '' || per !== undefined));
}

function values(mentions: readonly Mention[]): Quantity[] {
  return mentions.filter(({ denied }) => !denied).map(({ quantity }) => quantity);
}

function figureSides(facts: readonly Fact[]): Quantity[] {
  return facts
    .flatMap(({ figures }) => figures.flatMap(({ before, after }) => [before, after]))
    .filter((side) => side !== undefined);
}
