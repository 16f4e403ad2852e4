/** A letter's sentences as the gate looks at them: read once, whatever is held against them. */
import { toldIn } from '../../machine/figures/told.ts';
import { type Mention, readMentions } from '../../machine/figures.ts';
import { sentenceSpans } from '../../machine/sentences.ts';
import { type TechnologyMention, technologiesIn } from '../../machine/technologies.ts';
import { type Claim, claimsIn } from './claims.ts';
import { type Proportion, proportionsIn } from './proportions.ts';

/** Offsets of a sentence are those of the letter, and so are those of everything that stands in it. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly mentions: readonly Mention[];
  readonly claims: readonly Claim[];
  readonly technologies: readonly TechnologyMention[];
  readonly percentiles: readonly NamedPercentile[];
  readonly proportions: readonly Proportion[];
}

interface NamedPercentile {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export function sentencesOf(letter: string): Sentence[] {
  return sentenceSpans(letter).map(({ start, end }) => {
    const text = letter.slice(start, end);
    const within = <Span extends { start: number; end: number }>(span: Span): Span => ({
      ...span,
      start: span.start + start,
      end: span.end + start,
    });
    const mentions = readMentions(text).map(within);
    const claims = claimsIn(text).map(within);
    return {
      text,
      start,
      end,
      mentions,
      claims,
      technologies: technologiesIn(text).map(within),
      percentiles: percentilesIn(text).map(within),
      proportions: proportionsIn(text).map(within),
    };
  });
}

function percentilesIn(text: string): NamedPercentile[] {
  const {
    speech: { list },
    percentiles,
  } = toldIn(text);
  return percentiles.flatMap(({ name, at, next }) => {
    const [from, to] = [list[at], list[next - 1]];
    return from && to ? [{ name, start: from.start, end: to.end }] : [];
  });
}

/** The words of a sentence around one of its spans. */
export function around(
  { text, start }: Sentence,
  span: { start: number; end: number },
): { before: string; after: string } {
  return { before: text.slice(0, span.start - start), after: text.slice(span.end - start) };
}
