/** An answer to a question about a metric: figures, a story without any, a decline, or words with nothing in them. */
import type { Brief, Fact, Metric } from '../machine/brief.ts';
import { cut, factor, type Mention, readMentions } from '../machine/figures.ts';
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
  if (facts.some(({ topic }) => topic === asked)) return { facts, conflict: atOdds(page, asked, facts) };
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
