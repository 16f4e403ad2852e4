/** What a letter leaves out that it must not: reliability beside throughput, and what must stay out. */
import { factsOn, figuresOn } from '../../machine/brief.ts';
import { shortNameOf } from '../../machine/discretion.ts';
import { remainder, sameQuantity } from '../../machine/figures.ts';
import type { Quantity } from '../../machine/quantity.ts';
import type { Evidence } from './evidence.ts';
import { type Fault, faultAt } from './fault.ts';
import type { Sentence } from './sentence.ts';

/** Throughput without a word on reliability, where the candidate gave one. */
export function coverageFaults(letter: string, sentences: readonly Sentence[], { brief }: Evidence): Fault[] {
  const facts = factsOn(brief, 'reliability');
  if (facts.length === 0) return [];
  const throughput = figuresOn(brief, 'throughput')
    .flatMap(({ before, after }) => [before, after])
    .filter((side) => side !== undefined);
  const boast = sentences.find(({ mentions }) =>
    mentions.some(({ quantity }) => throughput.some((side) => stands(quantity, side))),
  );
  if (!boast) return [];
  const sides = figuresOn(brief, 'reliability')
    .flatMap(({ before, after }) => [before, after])
    .filter((side) => side !== undefined)
    // What is available 99.9% of the time is unavailable for the rest of it.
    .flatMap((side) => (side.unit === '%' ? [side, { ...side, value: remainder(side.value) }] : [side]));
  const counted = sentences.some(({ mentions }) =>
    mentions.some(({ quantity }) => sides.some((side) => side.value !== 0 && stands(quantity, side))),
  );
  const shared = sentences.some(({ proportions }) =>
    proportions.some(({ share }) => sides.some((side) => sameQuantity(side, { value: share, unit: '%' }))),
  );
  const words = new Set(facts.flatMap(({ quote }) => content(quote)));
  // What the system is called stands in every paragraph; of reliability tells what was said of nothing else.
  const messages = new Set(facts.map(({ source }) => source));
  const elsewhere = new Set(
    brief.facts
      .filter(({ source, voice }) => voice === 'candidate' && !messages.has(source))
      .flatMap(({ quote }) => content(quote)),
  );
  const told = sentences.some(({ text }) => {
    const shared = new Set(content(text).filter((word) => words.has(word)));
    const own = [...shared].filter((word) => !elsewhere.has(word)).length;
    return own >= 3 || (own >= 1 && shared.size >= 2 && HEALTH.test(text));
  });
  const none =
    sides.some(({ value }) => value === 0) &&
    sentences.some(({ text }) => {
      const shared = new Set(content(text).filter((word) => words.has(word)));
      return NONE.test(text) && (shared.size >= 2 || [...shared].some((word) => !elsewhere.has(word)));
    });
  return counted || shared || told || none
    ? []
    : [faultAt(letter, 'throughput-without-reliability', boast.start, boast.end)];
}

const NONE = /\b(?:no|none|zero|never|not (?:one|a single)|without (?:a|one|any)|nothing|nobody)\b/i;
const HEALTH =
  /\b(?:lost|los[es]|losing|drop\w*|duplicat\w*|fail\w*|error\w*|crash\w*|incident\w*|outage\w*|downtime|wrong|stale|corrupt\w*|miss\w*|stuck|(?:un)?availab\w*|uptime|nines|recover\w*|gap\w*|reject\w*|broken?|stopp?ed|phone\w*|page[ds]?|bounce\w*|collaps\w*|fell over|fallen over|went (?:down|dark)|stayed (?:up|online)|down for|restart\w*|hung|hang\w*|restated?|disput\w*|overbook\w*|complain\w*|caught|trusted|survived|held|zero|no|none|zero|never|not one|once|twice|double\w*)\b/i;

function stands(one: Quantity, other: Quantity): boolean {
  return sameQuantity(one, other) || (one.value === other.value && one.value > 12);
}

function content(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
    .map((word) => word.replace(/(?:ing|ed|es|s)$/, ''))
    .filter(
      (word) =>
        !/^(?:that|with|from|this|they|hav|which|befor|after|sinc|were|when|been|from|about|year|month)$/.test(word),
    );
}

/** A name that must stay out, or any part of it that is a name by itself. */
export function leakFaults(letter: string, { hidden }: Evidence): Fault[] {
  return hidden.flatMap(({ text, say, quantities }) => {
    if (quantities.length > 0) return [];
    const names = [text, shortNameOf({ hide: text, say }) ?? text].filter(
      (name) => !/^[\d~≈<>]/.test(name) && !(say ?? '').includes(name),
    );
    for (const name of names) {
      const found = new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(name)}(?![\\p{L}\\p{N}])`, 'iu').exec(letter);
      const at = found?.index ?? -1;
      if (at >= 0) return [faultAt(letter, 'rough-value-leaked', at, at + name.length)];
    }
    return [];
  });
}
