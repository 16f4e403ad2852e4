/** The numbers of a letter: the candidate's own sentence where it stands by itself, else a plain one out of the figure. */
import { type Brief, type Fact, factsOn, METRICS, type Metric } from '../machine/brief.ts';
import { discreet, isHidden } from '../machine/discretion.ts';
import { readMentions } from '../machine/figures.ts';
import type { Figure, Quantity } from '../machine/quantity.ts';
import { sentenceSpans } from '../machine/sentences.ts';
import { change, quantity } from '../machine/wording.ts';
import type { Sentence } from './letter.ts';
import { holdsOnly, sentencesOf } from './passages.ts';
import { tidy } from './tidy.ts';

export function metricSentences(brief: Brief): Sentence[] {
  return METRICS.flatMap((metric) => factsOn(brief, metric).flatMap((fact) => ofFact(metric, fact, brief)));
}

function ofFact(metric: Metric, fact: Fact, brief: Brief): Sentence[] {
  const sentence = (text: string): Sentence => ({ text, facts: [fact.id] });
  if (fact.figures.length === 0) {
    const instead = fact.rough ? standIns(metric, fact) : [];
    if (instead.length > 0) return instead.map(sentence);
    // "340", of which nobody knows the unit, is no sentence.
    const least = fact.partial ? 4 : 1;
    return sentencesOf(fact, brief).filter(({ text }) => text.split(' ').length >= least);
  }
  const hidden = fact.figures.filter((figure) => fact.standIns.some((standIn) => isHidden(figure, standIn)));
  const open = fact.figures.filter((figure) => !hidden.includes(figure) && !isStandIn(figure, fact));
  return [
    ...open.flatMap((figure) => said(metric, figure, brief)).map(sentence),
    ...(hidden.length > 0 ? standIns(metric, fact) : []).map(sentence),
  ].filter(({ text }) => text !== '');
}

/** One figure in a letter's words; where nothing says what was measured, the candidate's sentences do. */
function said(metric: Metric, figure: Figure, brief: Brief): string[] {
  const own = ownSentence(figure, brief);
  if (own) return [own];
  const nameless = metric === 'reliability' && !figure.measure && !isAvailability(figure) && figure.after?.unit === '';
  // What is measured may be named after somebody who must not be named.
  if (!nameless) return [tidy(discreet(plainSentence(metric, figure), brief) ?? '')];
  return sentenceSpans(figure.quote).map(({ start, end }) =>
    tidy(discreet(figure.quote.slice(start, end), brief) ?? ''),
  );
}

function isAvailability({ before, after }: Figure): boolean {
  const level = after ?? before;
  return level?.unit === '%' && level.value > 50;
}

/** A figure read out of the stand-in itself is said by the stand-in. */
function isStandIn(figure: Figure, fact: Fact): boolean {
  const said = fact.standIns.flatMap(({ say }) => readMentions(say ?? '')).map(({ quantity: value }) => value);
  return !figure.before && figure.after !== undefined && said.some((value) => value.value === figure.after?.value);
}

/** What may be said of a confidential figure, if anything. */
function standIns(metric: Metric, fact: Fact): string[] {
  const said = fact.standIns.map(({ say }) => say).find((text) => text !== null);
  if (!said) return [];
  // "They fell by almost half" needs the name of what fell.
  const [measure] = fact.figures.flatMap((figure) => figure.measure ?? []);
  const named = measure && MOVED.test(said) ? said.replace(/^(?:they|it|these|those|that|this)(?=\s)/i, measure) : said;
  const words = `${said[0]?.toLowerCase()}${said.slice(1)}`;
  if (MOVED.test(said)) return [`${named[0]?.toUpperCase()}${named.slice(1)}.`];
  if (CHANGED.test(said)) return [`There was ${words}.`];
  if (/^(?:far |much |many |considerably )?(?:fewer|less|more)\b/i.test(said)) return [`There are ${words} now.`];
  if (!/\d|hundred|thousand|million|billion|dozen|lakh|crore|second|minute|hour|percent/i.test(said)) return [];
  return [
    metric === 'throughput' ? `It carries ${words}.` : `${metric === 'latency' ? 'It takes' : 'It is'} ${words}.`,
  ];
}

/** Verbs with which a sentence about a change reads like English. */
const MOVED =
  /\b(?:went|goes|dropped|fell|rose|grew|climbed|came down|came up|increased|decreased|improved|shrank|was cut|were cut|is down|is up|declined)\b/i;
/** A stand-in that names a change and no level. */
const CHANGED = /^an? [^.]*\b(?:increase|decrease|reduction|drop|improvement|rise|growth|cut|gain)\b/i;
const UNFIT =
  /[→(){}[\]"]|->|=>|\bI put\b|\?|\b(?:sorry|wait|no,|oops|typo|scratch|make that|actually|please|btw|mio|mln|lakh|crore|you|your|like|guess)\b|: /i;

/** The sentence that the figure was said in, if it can stand in a letter as it is. */
function ownSentence(figure: Figure, brief: Brief): string | null {
  const spans = sentenceSpans(figure.quote);
  const [only] = spans;
  if (!only || spans.length !== 1) return null;
  const raw = discreet(figure.quote.slice(only.start, only.end), brief);
  if (raw === null || UNFIT.test(raw) || !movesNumbers(raw) || /^(?:and|but|so|from|it|that|they)\b/i.test(raw))
    return null;
  const words = raw.split(/\s+/).length;
  const known = [figure.before, figure.after].filter((side): side is Quantity => side !== undefined);
  if (words < 7 || words > 36 || !/^\p{Lu}/u.test(raw) || !holdsOnly(raw, known)) return null;
  return tidy(raw);
}

/** "Went from 1.9 s to 140 ms", as against "0.9% before, 0.01% after, and that was when the power went out" */
function movesNumbers(text: string): boolean {
  const verb = MOVED.exec(text);
  if (!verb) return false;
  const behind = verb.index + verb[0].length;
  const next = readMentions(text).find(({ start }) => start >= behind);
  return next !== undefined && !/[,;:]/.test(text.slice(behind, next.start));
}

const PERCENTILES: Readonly<Record<string, string>> = { p50: 'the median' };

function plainSentence(metric: Metric, figure: Figure): string {
  const { before, after } = figure;
  const about = figure.approximate ? approximator(figure.quote) : '';
  const where = setting(figure);
  const named = subject(metric, figure);
  const nameless = (amount: Quantity): Quantity =>
    ` ${named}`.toLowerCase().endsWith(` ${amount.unit.toLowerCase()}`) ? { ...amount, unit: '' } : amount;
  if (before && after && after.value === 0) {
    return sentence(`${named} went from ${quantity(nameless(before))} to zero${where}`);
  }
  if (before && after) return sentence(`${named} went ${change(nameless(before), nameless(after))}${where}`);
  const level = after ?? before;
  if (!level) return '';
  if (level.value === 0) return sentence(`${zero(figure, level)}${where}`);
  if (metric === 'throughput') return sentence(`It carries ${about}${quantity(level)}${where}`);
  if (metric === 'latency') return sentence(`${named} is ${about}${quantity(level)}${where}`);
  return sentence(`${named} ${after ? 'is' : 'was'} ${about}${quantity(nameless(level))}${where}`);
}

function sentence(text: string): string {
  return tidy(`${text[0]?.toUpperCase() ?? ''}${text.slice(1)}.`);
}

function approximator(quote: string): string {
  if (/\b(?:sub|under|below|less than)\b/i.test(quote)) return 'under ';
  if (/\b(?:over|more than|above)\b|\d\+|M\+|k\+/i.test(quote)) return 'over ';
  return 'about ';
}

function subject(metric: Metric, figure: Figure): string {
  const measure = figure.measure?.replace(/^(?:the|our|my)\s+/i, '').trim() ?? '';
  const named = /\bp\d{2,3}(?:\.\d+)?\b|median|percentile/i.test(measure);
  if (metric === 'latency') {
    const percentile = figure.percentile ? (PERCENTILES[figure.percentile] ?? figure.percentile) : null;
    if (measure === '' || /^(?:before|was|both|it)$/i.test(measure))
      return percentile === null
        ? 'Latency'
        : figure.percentile === 'p50'
          ? 'The median latency'
          : `The ${percentile} latency`;
    if (named) return lowered(measure);
    return percentile ? timed(measure, figure.percentile === 'p50' ? 'median' : percentile) : measure;
  }
  if (metric === 'throughput') {
    const nameless = (figure.after ?? figure.before)?.unit === '';
    return measure !== '' && nameless ? `Throughput of ${lowered(measure)}` : 'Throughput';
  }
  const noun = (figure.after ?? figure.before)?.unit ?? '';
  // "missed 12 alerts": a verb alone is not what was counted.
  if (/^(?:\p{L}+ed|lost|broke|broken|sent)$/iu.test(measure) && noun !== '' && noun !== '%')
    return `${measure} ${noun}`;
  if (measure !== '') return measure;
  return isAvailability(figure) ? 'Availability' : 'The failure rate';
}

/** "For issuing a pass, the p95", "From alarm to control room, the p99", "Bid: p99" */
function timed(measure: string, percentile: string): string {
  if (/^(?!(?:thing|ping|ring|string|king|spring|evening|morning)\b)\p{L}{3,}ing\s/iu.test(measure))
    return `For ${lowered(measure)}, the ${percentile}`;
  if (/^(?!time\b)(?:\p{L}+\s){1,3}to(?:\s\p{L}+){1,4}$/iu.test(measure))
    return `From ${lowered(measure)}, the ${percentile}`;
  return `${measure}: ${percentile === 'median' ? 'the median' : percentile}`;
}

/** The first word in lower case, unless it is a name or an abbreviation. */
function lowered(text: string): string {
  return /^\p{Lu}(?:\p{Ll}|\s)/u.test(text) ? `${text[0]?.toLowerCase()}${text.slice(1)}` : text;
}

function zero(figure: Figure, level: Quantity): string {
  const noun = level.unit !== '' ? level.unit : (figure.measure ?? 'failures');
  // "no parcel was lost" counts a whole clause.
  if (/\s(?:was|were|got|has|have)\s/i.test(noun)) return `No ${lowered(noun)}`;
  return `There have been zero ${lowered(noun)}`;
}

/** Where and when it was measured, as the candidate put it: "at peak", "on salary day"; for a level also since when. */
function setting({ quote, before }: Figure): string {
  const place =
    /\b(?:at (?:the )?(?:\w+ )?peak|across [\p{L} ]{3,20}(?=[.,;]|$)|measured [\p{L} ]{3,40}(?=[.,;]|$)|on (?:sale|salary|tax|launch) (?:days?|night)|in the [\p{Ll} ]{3,20} peak|at [\p{Ll}]+ (?:hour|night))/iu.exec(
      quote,
    )?.[0];
  const since = before ? undefined : /\bsince (?:the )?[\p{L}\d ]{3,30}?(?=[.,;]|$)/iu.exec(quote)?.[0];
  const words = [place, since].filter((part) => part !== undefined);
  return words.map((part) => ` ${part[0]?.toLowerCase()}${part.slice(1)}`).join('');
}
