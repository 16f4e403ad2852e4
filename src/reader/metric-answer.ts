/** An answer to a question about a metric: figures, a story without any, a decline, or words with nothing in them. */
import type { Brief, Fact, Metric } from '../machine/brief.ts';
import { cut, factor, inBase, type Mention, readMentions } from '../machine/figures.ts';
import type { Figure } from '../machine/quantity.ts';
import type { Reading } from '../machine/reading.ts';
import { declines, isPrivate, isVague } from './acts.ts';
import { type Discretion, standInsIn } from './discretion.ts';
import { bareFact, factsOver, type Page } from './page.ts';
import type { Sentence } from './sentences.ts';
import { tellsStory } from './signals.ts';
import { isWish } from './wishes.ts';

export function metricAnswer(
  page: Page,
  asked: Metric,
  body: readonly Sentence[],
  figures: readonly Fact[],
  discretion: readonly Discretion[],
): Partial<Reading> {
  const facts = figures
    .filter(({ topic, figures: whole }) => topic === asked || whole.length > 0)
    .map((each) => asBefore(each, page.message.brief));
  if (facts.some(({ topic }) => topic === asked)) {
    const inOrder = [...facts, ...beside(page, asked, body, facts)].sort(
      (one, other) => page.message.text.indexOf(one.quote) - page.message.text.indexOf(other.quote),
    );
    return { facts: inOrder, conflict: atOdds(page, asked, facts) };
  }
  const story = body.filter((sentence) => !isPrivate(sentence.text) && !isHedged(sentence));
  // Of a story its short sentences are part, too.
  if (asked === 'reliability' && story.some(tellsStory)) return { facts: [...facts, ...factsOver(page, asked, story)] };
  // Told in numbers that must not be said: what may stand in for them is the answer.
  const spared = page.said.filter(
    ({ text }) =>
      (!isWish(text) || readMentions(text).length > 0) &&
      discretion.some(({ hide, say }) => say !== null && text.includes(hide)),
  );
  if (spared.length > 0) return { facts: [...facts, ...factsOver(page, asked, spared)] };
  const instead = insteadOf(page, discretion);
  if (instead)
    return {
      facts: [
        ...facts,
        { ...bareFact(page, asked, instead), rough: true, standIns: [{ hide: instead, say: instead }] },
      ],
    };
  // Only a wish about something else, which was granted: the question stands.
  if (body.length === 0 && discretion.length > 0) return { facts };
  if (page.said.some(({ text }) => declines(text))) return { facts, declined: [asked] };
  const vague =
    body.find(({ text }) => isVague(text)) ?? body.find(({ text, words }) => words.length <= 12 && !isPrivate(text));
  if (vague) return { facts, vague: { word: vague.text } };
  // A statement about something else is no question to us; what was asked is asked once more, and named.
  const [first] = body.filter(({ text }) => !isPrivate(text));
  return first ? { facts, vague: { word: first.text } } : { facts, digression: 'other' };
}

/**
 * What was said around the figures: how a failure went, where it was measured, and what a number is of where a heading
 * says it. It measures nothing by itself.
 */
function beside(page: Page, asked: Metric, body: readonly Sentence[], figures: readonly Fact[]): Fact[] {
  if (page.message.asking?.gap.kind === 'contradiction') return [];
  const isQuoted = ({ text }: Sentence) => figures.some(({ quote }) => quote.includes(text));
  const isHeading = (sentence: Sentence, next: Sentence | undefined) =>
    sentence.words.length > 2 && next !== undefined && isQuoted(next) && !hasMainVerb(sentence);
  const said = body.filter(
    (sentence, index) =>
      !isQuoted(sentence) &&
      !isPrivate(sentence.text) &&
      !isWish(sentence.text) &&
      !declines(sentence.text) &&
      !NOT_OF_WORK.test(sentence.text) &&
      (isHeading(sentence, body[index + 1]) || (sentence.words.length >= 5 && OF_WORK.test(sentence.text))),
  );
  return factsOver(page, asked, said).map((fact) => ({ ...fact, signals: [] }));
}

/** "Sales that we had to stop": a clause behind "that" only says which. Who does something has done it. */
function hasMainVerb({ words }: Sentence): boolean {
  const relative = words.findIndex(({ low }) => /^(?:that|which|who|because|caused)$/.test(low));
  return words
    .slice(0, relative > 0 ? relative : words.length)
    .some(({ pos, low }) => pos === 'AUX' || pos === 'PRON' || (pos === 'VERB' && !/(?:ed|ing)$/.test(low)));
}

/** Words that people use of systems, and hardly of anything else that they would tell beside a number. */
const OF_WORK =
  /\b(?:measured|sampled|sustained|peaks?|busiest|production|prod|dashboards?|graphs?|load test\w*|workers?|nodes?|leases?|retr(?:y|ies|ied|ying)|queues?|buffers?|caches?|fail(?:s|ed|ing|ures?|overs?)?|fall(?:s)? back|fell back|recover(?:s|ed|y)?|restart\w*|replicas?|regions?|clusters?|outages?|incidents?|crash\w*|lost|losing|drop(?:s|ped)?|duplicates?|double|timeouts?|alert\w*|paged?|pager|on-call|monitor\w*|deploy\w*|roll(?:ed)?[ -]?backs?|stuck|poison\w*|broken|acknowledg\w*|resen[dt]s?|replay\w*|reconcil\w*|sidecars?|servers?|origins?|purges?|limiters?|traffic|bugs?|customers?|availability|uptime|error budgets?|slos?)\b/i;
const NOT_OF_WORK =
  /[{}<>]|\b(?:you|your|letter|print\w*|press release|product sheet|brochure|restricted|classified|confidential|holidays?|sorry|funny|joke)\b/i;

/** "I can't give that away. Put 'well under a second'": all that may be said, where no number was told. */
function insteadOf(page: Page, discretion: readonly Discretion[]): string | null {
  if (!page.said.some(({ text }) => isWish(text))) return null;
  const open = standInsIn(page.said).filter((words) => !discretion.some(({ say }) => say === words));
  return open.find((words) => page.message.text.includes(words)) ?? null;
}

/** "It was fine mostly", "pretty decent I guess": an impression, and no story. */
function isHedged(sentence: Sentence): boolean {
  return isVague(sentence.text) && sentence.words.length < 10;
}

/** "Down by 80 percent, from 500 ms to 250 ms": the change that is claimed and the one that is told differ. */
function atOdds({ message }: Page, asked: Metric, facts: readonly Fact[]): Reading['conflict'] {
  if (message.asking?.gap.kind === 'contradiction') return null;
  const upsideDown = lowerAbove(facts.flatMap((fact) => fact.figures));
  if (upsideDown) return upsideDown;
  const claims = new Map<string, Mention[]>();
  for (const { before, after, quote, topic } of facts.flatMap((fact) => fact.figures)) {
    if (topic !== asked || !before || !after) continue;
    const claimed =
      claims.get(quote) ?? readMentions(quote).filter(({ kind }) => kind === 'change' || kind === 'times');
    claims.set(quote, claimed);
    const wrong = claimed.find(({ kind, quantity }) => {
      const change = kind === 'change' ? cut(before, after) : null;
      const times = kind === 'times' ? factor(before, after) : null;
      if (change !== null) return Math.abs(Math.abs(change) - quantity.value) > 8;
      return times !== null && times > 0 && Math.abs(Math.max(times, 1 / times) / quantity.value - 1) > 0.3;
    });
    if (wrong) return { topic: asked, earlier: quote.slice(wrong.start, wrong.end), later: quote };
  }
  return null;
}

/** "p50 is 900 ms and p99 is 350 ms": half of them can't take longer than all but a hundredth. */
function lowerAbove(figures: readonly Figure[]): Reading['conflict'] {
  const rank = ({ percentile }: Figure) => Number(percentile?.slice(1) ?? Number.NaN);
  // One of each percentile will do, however many numbers there are.
  const named = [...new Map(figures.map((figure) => [figure.percentile, figure])).values()];
  for (const low of named)
    for (const high of named)
      if (rank(low) < rank(high) && low.after && high.after && inBase(low.after) > inBase(high.after))
        return { topic: 'latency', earlier: low.quote, later: high.quote };
  return null;
}

/** "Was 95 seconds", told after the level of today: that is the side that was still missing. */
function asBefore(told: Fact, brief: Brief): Fact {
  const hasLevel = brief.facts.some(
    ({ topic, figures, partial }) =>
      topic === told.topic &&
      (partial?.figure.after !== undefined || figures.some(({ before, after }) => after && !before)),
  );
  if (!hasLevel || !/\b(?:was|were|used to|before|previously|earlier|originally)\b/i.test(told.quote)) return told;
  const figures = told.figures.map((figure) => {
    const { after, ...rest } = figure;
    return after && !figure.before ? { ...rest, before: after } : figure;
  });
  return { ...told, figures };
}
