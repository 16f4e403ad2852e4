/**
 * The numbers of a letter: the candidate's own sentence where it stands by itself and tells more than the figure, else a
 * plain one out of the figure; and beside them what was said of how it was measured and how it fails.
 */
import { type Brief, type Fact, factsOn, METRICS, type Metric } from '../machine/brief.ts';
import { discreet, isHidden } from '../machine/discretion.ts';
import { kindOf, readMentions } from '../machine/figures.ts';
import type { Figure } from '../machine/quantity.ts';
import { checkSentence } from './check.ts';
import { FAILURES, figureSentence, isAvailability } from './figure-sentence.ts';
import type { Sentence } from './letter.ts';
import { isNounPhrase } from './naming.ts';
import { MOVED, noteOf, ownWords, tellsMore, wordsBehind } from './own-words.ts';
import { sentencesOf } from './passages.ts';
import { tidy } from './tidy.ts';

/** `room`: how many words there may be of what was only said beside the figures. */
export function metricSentences(brief: Brief, room = Number.POSITIVE_INFINITY): Sentence[] {
  let left = room;
  const told = METRICS.flatMap((metric) => {
    const facts = factsOn(brief, metric);
    const isMeasured = facts.some(({ figures }) => figures.length > 0);
    return facts.flatMap((fact, index) => {
      if (fact.figures.length > 0) return ofFigures(metric, fact, headingOf(facts[index - 1], fact), brief);
      if (!isMeasured || fact.partial || fact.rough) return ofWords(metric, fact, brief);
      const values = facts
        .flatMap(({ figures }) => figures)
        .flatMap(({ before, after }) => [before?.value, after?.value]);
      return besideFigures(fact, facts[index + 1], brief).filter(({ text }) => {
        // Told again, a number is told twice.
        if (readMentions(text).some(({ quantity: { value } }) => value > 12 && values.includes(value))) return false;
        left -= text.split(' ').length;
        return left >= 0;
      });
    });
  });
  return told.filter(({ text }, index) => told.findIndex((other) => other.text === text) === index);
}

/** Where nothing was measured: what may stand in for it, or the story. */
function ofWords(metric: Metric, fact: Fact, brief: Brief): Sentence[] {
  const instead = fact.rough ? standIns(metric, fact) : [];
  if (instead.length > 0) return instead.map((text) => ({ text, facts: [fact.id] }));
  // "340", of which nobody knows the unit, is no sentence.
  const least = fact.partial ? 4 : 1;
  const story = sentencesOf(fact, brief).filter(({ text }) => text.split(' ').length >= least);
  const telling = story.filter(({ text }) => !UNMEASURED.test(text));
  return joined(telling.length > 0 ? telling : story);
}

/** "Crash recovery. Was an hour, now it is a minute.": what was so stands before it. */
function joined(story: readonly Sentence[]): Sentence[] {
  return story.flatMap((sentence, index) => {
    const name = (one: Sentence | undefined) => one?.text.replace(/\.$/, '') ?? '';
    const isHead = (one: Sentence | undefined) => name(one).split(' ').length <= 5 && isNounPhrase(name(one));
    if (/^Was\b/.test(story[index + 1]?.text ?? '') && isHead(sentence)) return [];
    const head = story[index - 1];
    return /^Was\b/.test(sentence.text) && isHead(head)
      ? [{ ...sentence, text: `${name(head)} was${sentence.text.slice(3)}` }]
      : [sentence];
  });
}

/** That nobody counted is no news once something is told. */
const UNMEASURED =
  /^(?:nobody|no one|i|we|there|didn't|don't|haven't|never)\b[^,;:]{0,30}\b(?:counts?|counted|numbers?|figures?|tally|statistics|metrics|measured|recorded)\b[^,;:]*$|^[^,;:]{0,20}\bi will not invent\b/i;

function ofFigures(metric: Metric, fact: Fact, heading: string | null, brief: Brief): Sentence[] {
  const hidden = fact.figures.filter((figure) => fact.standIns.some((standIn) => isHidden(figure, standIn)));
  const open = fact.figures.filter((figure) => !hidden.includes(figure) && !isStandIn(figure, fact));
  const texts = [...byQuote(open)].flatMap(([quote, figures]) =>
    hidden.some((figure) => figure.quote === quote)
      ? figures.map((figure) => plainly(metric, figure, heading, brief))
      : said(metric, figures, fact, heading, brief),
  );
  const all = [...texts, ...(hidden.length > 0 ? standIns(metric, fact) : [])].filter((text) => text !== null);
  return all
    .filter(
      (text, index) => text !== '' && !all.some((other, at) => at !== index && text.startsWith(other) && other !== ''),
    )
    .map((text) => ({ text, facts: [fact.id] }));
}

/** The figures by the words that they were told in. */
function byQuote(figures: readonly Figure[]): Map<string, Figure[]> {
  const groups = new Map<string, Figure[]>();
  for (const figure of figures) groups.set(figure.quote, [...(groups.get(figure.quote) ?? []), figure]);
  return groups;
}

/** Figures that were told in one breath: by their own sentence, one sentence each, or what the candidate said. */
function said(
  metric: Metric,
  figures: readonly Figure[],
  fact: Fact,
  heading: string | null,
  brief: Brief,
): (string | null)[] {
  const own = ownWords(figures, fact, brief) ?? noteOf(figures, fact, brief);
  const plain = figures.map((figure) => plainly(metric, figure, heading, brief));
  const sound = plain.filter((text) => text !== null);
  if (own && (sound.length < plain.length || tellsMore(own, sound.join(' ')))) return [own];
  const [last] = figures.slice(-1);
  const behind = last && plain.at(-1) !== null ? wordsBehind(last, fact, brief) : null;
  return [...plain.map((text, index) => text ?? inWords(metric, figures[index], fact, brief)), behind];
}

function plainly(metric: Metric, figure: Figure, heading: string | null, brief: Brief): string | null {
  const text = figureSentence(metric, figure, heading);
  // What is measured may be named after somebody who must not be named.
  return text === null ? null : tidy(discreet(text, brief) ?? '');
}

/** Where nothing says what was measured, the sentence that it was said in, tidied; a share by itself is one of failures. */
function inWords(metric: Metric, figure: Figure | undefined, fact: Fact, brief: Brief): string | null {
  if (!figure) return null;
  const words = sentencesOf({ ...fact, quote: figure.quote }, brief)
    .map(({ text }) => text)
    .join(' ');
  const isTold = words.split(' ').length >= 4 && !SETS_RIGHT.test(words) && checkSentence(words, brief).length === 0;
  const level = figure.after ?? figure.before;
  const isShare = metric === 'reliability' && level && kindOf(level) === 'share' && !isAvailability(figure);
  if (isShare && !isTold) return plainly(metric, { ...figure, measure: FAILURES }, null, brief);
  return words;
}

/** Signs, and what was said to set another number right. */
const SETS_RIGHT = /[→=]|\b(?:right one|slipped|stays?|stands|correct(?:ion)?|my mistake|instead|mixed)\b/i;

/** "Sales that we had to stop." before "Seven a season, one since.": what the numbers are of. */
function headingOf(previous: Fact | undefined, { source, figures }: Fact): string | null {
  if (!previous || previous.source !== source || previous.figures.length > 0) return null;
  if (figures.every(({ measure }) => measure !== undefined && isNounPhrase(measure))) return null;
  const words = previous.quote.replace(/[.:,]\s*$/, '').replace(/,?\s*(?:p\d+|median)$/i, '');
  return words.split(/\s+/).length <= 12 && !/[.!?]\s/.test(words) && isNounPhrase(words) ? words : null;
}

/** What was said around the figures; what only names them is told with them. */
function besideFigures(fact: Fact, next: Fact | undefined, brief: Brief): Sentence[] {
  if (next && headingOf(fact, next) !== null) return [];
  // Of two clauses the figure may have been told in one.
  return sentencesOf({ ...fact, quote: fact.quote.replace(/;\s/g, '. ') }, brief).filter(
    ({ text }) => text.split(' ').length >= 4 && checkSentence(text, brief).length === 0,
  );
}

/** A figure read out of the stand-in itself is said by the stand-in. */
function isStandIn(figure: Figure, fact: Fact): boolean {
  const said = fact.standIns.flatMap(({ say }) => readMentions(say ?? '')).map(({ quantity: value }) => value);
  return !figure.before && figure.after !== undefined && said.some((value) => value.value === figure.after?.value);
}

/** What may be said of a confidential figure, if anything. */
function standIns(metric: Metric, fact: Fact): string[] {
  const said = fact.standIns.map(({ say }) => say).find((text) => text !== null && isOf(metric, text));
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

/** "Single-digit milliseconds" is how long something takes, and not how much it carries. */
function isOf(metric: Metric, say: string): boolean {
  const isWait =
    /\b(?:milliseconds?|ms|seconds?|minutes?|hours?)\b/i.test(say) &&
    !/\b(?:an?|per|each|every) (?:second|minute|hour)\b/i.test(say);
  return metric === 'throughput' ? !isWait : true;
}

/** A stand-in that names a change and no level. */
const CHANGED = /^an? [^.]*\b(?:increase|decrease|reduction|drop|improvement|rise|growth|cut|gain)\b/i;
