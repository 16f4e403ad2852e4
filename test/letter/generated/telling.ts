/** Sentences that tell a figure. Each is told by its parts, so that a lie is the same sentence with another part. */
import type { Quantity } from '../../../src/machine/quantity.ts';
import { number, quantity, type Told } from './figures.ts';
import { inWords } from './words.ts';

export type Telling = (told: Told) => string;

const unitOf = ({ unit }: Quantity) => unit;
const perOf = ({ per }: Quantity) => `per ${per}`;
/** "from 300 to 4,500 jobs per minute", "from 1.8 s to 210 ms" */
function change({ before, after }: Told): string {
  const shared = before.unit === after.unit && before.per === after.per && before.unit !== '%';
  return shared
    ? `from ${number(before.value)} to ${quantity(after)}`
    : `from ${quantity(before)} to ${quantity(after)}`;
}

const aPer = ({ per }: Quantity) => `${per === 'hour' ? 'an' : 'a'} ${per}`;
/** "4,500 jobs a minute" */
const spoken = (quantity: Quantity) => `${number(quantity.value)} ${unitOf(quantity)} ${aPer(quantity)}`;
const LONG: Readonly<Record<string, string>> = { ms: 'milliseconds', s: 'seconds', min: 'minutes' };
/** Two digits of it, and the word that says so. */
const about = (quantity: Quantity): Quantity => ({ ...quantity, value: Number(quantity.value.toPrecision(2)) });
const numeral = ({ value }: Quantity) => (Number.isInteger(value) ? inWords(value) : number(value));
/** "900 milliseconds" */
const written = ({ value, unit }: Quantity) => `${number(value)} ${LONG[unit] ?? unit}`;
const ordinal = (percentile: string | null) => `${percentile?.slice(1)}th percentile`;

const RATES: readonly Telling[] = [
  (told) => `Throughput went ${change(told)}.`,
  (told) => `The load rose from ${quantity(told.before)} to ${quantity(told.after)}.`,
  ({ before, after }) => `It used to carry ${quantity(before)} and carries ${number(after.value)} now.`,
  ({ before, after }) => `The service handles ${quantity(after)} today, up from ${number(before.value)}.`,
  ({ before, after }) =>
    `Before, it managed ${quantity(before)}; now it manages ${number(after.value)} ${unitOf(after)} ${perOf(after)}.`,
  ({ before, after }) => `The old version took ${quantity(before)}. Today it takes ${quantity(after)}.`,
  ({ before, after }) => `We went from ${spoken(before)} to ${spoken(after)}.`,
  ({ before, after }) => `It takes ${spoken(after)}, where the old one topped out at ${number(before.value)}.`,
  ({ before, after }) => `From ${spoken(before)} it grew to ${number(after.value)}.`,
  ({ before, after }) => `Today ${spoken(after)} pass through it; it was ${number(before.value)} before.`,
  ({ before, after }) =>
    `Throughput went from ${numeral(before)} to ${numeral(after)} ${unitOf(after)} ${perOf(after)}.`,
  ({ before, after }) => `Where the script got through ${spoken(before)}, the engine gets through ${spoken(after)}.`,
];
const LATENCIES: readonly Telling[] = [
  (told) => `The ${told.percentile} latency went ${change(told)}.`,
  ({ percentile, before, after }) => `Latency at ${percentile} was ${quantity(before)} and is ${quantity(after)} now.`,
  ({ percentile, before, after }) =>
    `At ${percentile}, a request took ${quantity(before)} before and takes ${quantity(after)} today.`,
  ({ percentile, before, after }) =>
    `The ${percentile} latency is ${quantity(after)} today, down from ${quantity(before)}.`,
  ({ percentile, before, after }) =>
    `Requests that took ${quantity(before)} at ${percentile} take ${quantity(after)} now.`,
  ({ percentile, before, after }) =>
    `The ${ordinal(percentile)} of latency fell from ${written(before)} to ${written(after)}.`,
  ({ percentile, before, after }) => `Latency came down to ${written(after)} from ${written(before)} at ${percentile}.`,
  ({ percentile, before, after }) =>
    `At the ${ordinal(percentile)} an answer used to take ${written(before)}, and it takes ${written(after)} now.`,
  ({ percentile, before, after }) =>
    `An answer took ${quantity(before)} at ${percentile}. Today it takes ${quantity(after)}.`,
  ({ percentile, before, after }) =>
    `At ${percentile} it took ${numeral(before)} ${LONG[before.unit]} and takes ${numeral(after)} ${LONG[after.unit]} today.`,
  ({ percentile, before, after }) => `That cut ${percentile} latency from ${quantity(before)} to ${quantity(after)}.`,
];
const SHARES: readonly Telling[] = [
  (told) => `Availability went ${change(told)}.`,
  ({ before, after }) => `Availability was ${quantity(before)} before and is ${quantity(after)} now.`,
  ({ before, after }) => `Availability is ${quantity(after)} today, up from ${quantity(before)}.`,
  ({ before, after }) => `It was available ${quantity(before)} of the time, and now it is ${quantity(after)}.`,
  ({ before, after }) => `Availability rose to ${quantity(after)} from ${quantity(before)}.`,
];
const COUNTS: readonly Telling[] = [
  ({ state, before, after }) =>
    `The ${state} ${unitOf(before)} went from ${number(before.value)} to ${number(after.value)} ${perOf(after)}.`,
  ({ state, before, after }) =>
    `There were ${number(before.value)} ${state} ${unitOf(before)} ${perOf(before)} before, and there are ${number(after.value)} now.`,
  ({ state, before, after }) =>
    `We had ${number(before.value)} ${state} ${unitOf(before)} ${perOf(before)}; today we have ${number(after.value)} ${perOf(after)}.`,
  ({ state, before, after }) =>
    `The ${state} ${unitOf(before)} fell from ${number(before.value)} ${aPer(before)} to ${number(after.value)} ${aPer(after)}.`,
  ({ state, before, after }) =>
    `The ${state} ${unitOf(before)} went from ${numeral(before)} to ${numeral(after)} ${perOf(after)}.`,
  ({ state, before, after }) =>
    `Once there were ${number(before.value)} ${state} ${unitOf(before)} ${aPer(before)}. Now there are ${number(after.value)}.`,
];

const LOOSE_RATE: Telling = ({ before, after }) =>
  `It grew from about ${quantity(about(before))} to roughly ${quantity(about(after))}.`;
const LOOSE_LATENCY: Telling = ({ percentile, before, after }) =>
  `The ${percentile} latency went from about ${quantity(about(before))} to around ${quantity(about(after))}.`;

/** Whether a number may be off by as much as "about" allows. */
export function isLoose(telling: Telling | undefined): boolean {
  return telling === LOOSE_RATE || telling === LOOSE_LATENCY;
}

export function tellingsOf({ kind }: Told): readonly Telling[] {
  return {
    rate: [...RATES, LOOSE_RATE],
    duration: [...LATENCIES, LOOSE_LATENCY],
    share: SHARES,
    count: COUNTS,
  }[kind];
}

/** All numbers in one sentence, as the best letters have them. */
export function together(all: readonly Told[]): string {
  const parts = all.map((told, index) => `${subjectOf(told)}${index === 0 ? ' went' : ''} ${course(told)}`);
  const sentence = `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)}.`;
  return `${sentence[0]?.toUpperCase()}${sentence.slice(1)}`;
}

function subjectOf({ kind, percentile, state, before }: Told): string {
  return {
    rate: 'throughput',
    duration: `${percentile} latency`,
    share: 'availability',
    count: `${state} ${before.unit}`,
  }[kind];
}

/** Of faults the noun is the subject's. */
function course(told: Told): string {
  const { kind, before, after } = told;
  return kind === 'count' ? `from ${number(before.value)} to ${number(after.value)} ${perOf(after)}` : change(told);
}
