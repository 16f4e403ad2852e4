/** Candidates who were interviewed, and letters that tell nothing but what they said. */
import type { Brief } from '../../../src/machine/brief.ts';
import type { Figure, Quantity } from '../../../src/machine/quantity.ts';
import { type Answers, interviewed } from '../../reader/converse.ts';
import { figures, number, quantity, type Told } from './figures.ts';
import type { Random } from './random.ts';
import { type Telling, tellingsOf, together } from './telling.ts';

export interface Candidate {
  readonly brief: Brief;
  readonly figures: readonly Told[];
}

const STORIES = [
  {
    system:
      'I rebuilt the settlement engine at Corvane. Before me there was a nightly script. I wrote the ledger myself.',
    contract:
      'The tills could not change their format, so I kept it and put the version into a header. Since then no till has been touched.',
    told: [
      'At Corvane I rebuilt the settlement engine, which had been a nightly script, and I wrote the ledger myself.',
      'The tills could not change their format. I kept it, put the version into a header, and no till has been touched since.',
    ],
  },
  {
    system:
      'I rewrote the intake of our lab system at Ostrava Diagnostics. Before me it was a folder of files. I wrote the queue myself.',
    contract:
      'The devices send twice and nobody can stop them, so I gave every sample a key of its own. Duplicates are gone since.',
    told: [
      'At Ostrava Diagnostics I rewrote the intake of the lab system, which used to be a folder of files. I wrote the queue myself.',
      'The devices send twice and nobody can stop them. I gave every sample a key of its own, and the duplicates are gone.',
    ],
  },
] as const;

/** What the person answers to the question about a figure. */
const ANSWERS: readonly ((told: Told) => string)[] = [
  ({ percentile, before, after }) => `${percentile ?? ''} from ${quantity(before)} to ${quantity(after)}`.trim(),
  ({ percentile, before, after }) => `${percentile ?? 'it'} was ${quantity(before)}, now ${quantity(after)}`,
];

function answered(told: Told, random: Random): string {
  const { state, before, after } = told;
  if (told.kind === 'count')
    return `${state} ${before.unit} from ${number(before.value)} to ${number(after.value)} per ${after.per}`;
  if (told.kind === 'share') return `${number(before.value)}% before, ${number(after.value)}% now`;
  return random.one(ANSWERS)(told);
}

export function candidate(random: Random): Candidate & { readonly story: (typeof STORIES)[number] } {
  const all = figures(random);
  const story = random.one(STORIES);
  const on = (metric: string) =>
    all
      .filter((told) => told.metric === metric)
      .map((told) => answered(told, random))
      .join(', ');
  const answers: Answers = {
    role: 'Senior Backend Engineer at Harrow & Pine, to Mira Solberg',
    system: story.system,
    throughput: on('throughput'),
    latency: on('latency'),
    reliability: on('reliability'),
    contract: story.contract,
    company: 'On their blog they wrote that every alert links to a runbook, and I think that is right, ours never did.',
    background: 'no',
    closing: 'I can share the design document.',
    contact: 'Nadia Ferro, nadia.ferro@example.com, Turin',
  };
  return { brief: interviewed(answers).context.brief, figures: all, story };
}

/** How a letter words its figures: one sentence for all of them, or a telling for each. */
export interface Wording {
  readonly all: ((figures: readonly Told[]) => string) | null;
  readonly each: readonly Telling[];
}

export function wording(figures: readonly Told[], random: Random): Wording {
  return {
    all: random.chance(0.25) ? together : null,
    each: figures.map((told) => random.one(tellingsOf(told))),
  };
}

/** The sentences that tell the figures. */
export function passage(figures: readonly Told[], { all, each }: Wording): string {
  return all ? all(figures) : figures.map((told, index) => each[index]?.(told) ?? '').join(' ');
}

export function letterAround(numbers: string, { told: [system, contract] }: (typeof STORIES)[number]): string {
  return [
    'Nadia Ferro · nadia.ferro@example.com · Turin\n2 March 2026',
    'Dear Mira Solberg,',
    'I am applying for the Senior Backend Engineer position at Harrow & Pine. You wrote on your blog that every alert links to a runbook, and I think that is right, because ours never did.',
    `${system} ${numbers}`,
    contract,
    'I can share the design document with you.',
    'Kind regards,\nNadia Ferro',
  ].join('\n\n');
}

/** Whether the interview understood just these figures, so that the brief holds what the letter tells. */
export function understood({ brief, figures: all }: Candidate): boolean {
  const known = brief.facts.flatMap((fact) => fact.figures);
  return known.length === all.length && all.every((told) => known.some((figure) => isSame(told, figure)));
}

function isSame(told: Told, { topic, percentile, before, after }: Figure): boolean {
  // Of "lost parcels from 36 to 9" the noun is what was measured.
  const side = (one: Quantity, other: Quantity | undefined) =>
    other?.value === one.value && other.per === one.per && (other.unit === one.unit || told.kind === 'count');
  return (
    topic === told.metric &&
    (percentile ?? null) === told.percentile &&
    side(told.before, before) &&
    side(told.after, after)
  );
}
