/** What a model that reads a message is shown of what was said before. */
import type { Brief } from '../machine/brief.ts';
import { masked } from '../machine/discretion.ts';
import { figureInWords } from '../prompts/model/facts.ts';
import type { KnownFact } from '../prompts/model/reading.ts';

/** Newest last: what a message can correct or contradict. */
const KNOWN_AT_MOST = 40;

/**
 * As they stand now: without what was taken back, with the figures that hold, and with stand-ins for what must stay out.
 * How somebody signs is nobody's business but the letter's.
 */
export function knownFacts(brief: Brief): KnownFact[] {
  return brief.facts
    .filter(({ voice, topic }) => voice === 'candidate' && topic !== 'contact')
    .slice(-KNOWN_AT_MOST)
    .map(({ id, topic, quote, struck, standIns, figures }) => ({
      id,
      topic,
      quote: masked(withoutParts(quote, struck), brief).trim(),
      figures: standIns.length > 0 ? [] : figures.map((figure) => masked(figureInWords(figure), brief)),
    }));
}

function withoutParts(quote: string, parts: readonly string[]): string {
  return parts.reduce((rest, part) => rest.replace(part, ' '), quote);
}
