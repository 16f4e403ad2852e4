/** Later messages that set earlier words right: "scratch that, p99 was 310", "*210", "make that p95", "I said I own it". */
import { type Brief, type Fact, factsOn, isMetric } from '../machine/brief.ts';
import { inBase, kindOf, type Mention, readMentions, readPercentiles, sameQuantity } from '../machine/figures.ts';
import type { Figure, Quantity } from '../machine/quantity.ts';
import type { Reading } from '../machine/reading.ts';
import { renamedPercentile, repeats } from './pointing.ts';

const OPENING =
  /^(?:[\s*"'(]*)(?:(?:oh|ah|aha|hey|and|but|so|ok|hm+|well|please|also|yes|um+|uh+|argh|hang on|hold on|sorry|by the way|btw|quick one|(?:one |a )?(?:small|quick|little|minor|other|last|more) (?:thing|note|one|point)(?: about [\w' ]{2,24})?)[\s,:!.-]+)*(?:\*\s*\S|wait\b|(?:hm+,? )?(?:the|their) (?:ad|advert|posting) says|(?:one|a|an|another)(?: \w+){0,2} (?:correction|amendment|fix|erratum)|errat(?:um|a)\b|one thing i said|correction\b|forgot to say|typo\b|(?:scratch|strike) (?:that|the|my)\b|back to (?:the|my|that|those)\b|make that|make it\b(?=[^.]*\d)|sorry\b|perdón|pardon|my bad|(?:something|one thing|another thing)(?: else)? i (?:got|said|wrote)\b|(?:oops,? |sorry,? )?i (?:mixed|swapped|confused|mistyped)\b|i misremembered|i misspoke|i was (?:unfair|wrong|too (?:generous|quick|kind))|(?:small|quick|little) (?:fix|correction)|i made a mistake|i (?:went|looked|checked|go)\b[^.]{0,25}\b(?:back|up|again|notes)|about (?:that\b|the\b|['"])|coming back to|going back to|regarding\b|where i (?:said|wrote|put)|i said\b|i claimed\b|earlier i said|no[,.]? (?:wait|sorry|it|that|make)|not \d|actually\b|let me (?:fix|correct)|it(?:'s| is| was) (?:actually|not)\b|the .{1,30} (?:is|was) wrong|that should be|i got .{1,20} wrong|'[^']{2,40}' i (?:wrote|said)|one more amendment)/i;

/** Whether a message opens as a correction of something said before. */
export function opensAsCorrection(text: string): boolean {
  const plain = text.replaceAll('’', "'").trim();
  return OPENING.test(plain) || CLOSING.test(plain);
}

/** "4,500 should be 4,800", "p99 is 310 ms, sorry": a short message whose end tells that it corrects a number. */
const CLOSING =
  /^(?=[^\d]*\d)[^!?\n]{1,60}?(?:\bshould (?:be|read|say|have been)\b[^!?\n]{1,40}|[\s,]sorry|\bmy (?:bad|mistake))[.!]*$/i;

/** Whether a sentence, somewhere in a message, returns to something said before: "Ah, and back to the dropped feeds". */
function comesBack(text: string): boolean {
  return COMES_BACK.test(text.replaceAll('’', "'").trim());
}

const COMES_BACK =
  /^(?:(?:oh|ah|aha|and|but|so|ok|also|hm+|well|sorry|btw|by the way|hang on|hold on)[\s,:!.]+)*(?:(?:back|going back|coming back|to come back) to|about (?:that|the|my)|regarding|concerning|as (?:for|to) (?:the|my|that)|where i (?:said|wrote|put)|earlier i said|i said|i claimed|(?:one|a) (?:\w+ )?(?:correction|amendment)|(?:one |a )?(?:small|quick|little) (?:thing|note) (?:about|on))\b/i;

/** Whether a sentence says of a known value that it was another one: "the 4,000 should have been 4,500". */
export function setsRight(text: string): boolean {
  const plain = text.replaceAll('’', "'");
  return comesBack(plain) || opensAsCorrection(plain) || SETS_RIGHT.test(plain);
}

const SETS_RIGHT =
  /\bshould (?:have been|read)\b|\bnot \d|\bi (?:mixed|swapped|misread|misremembered|mistyped|miscounted)\b|\bwas (?:a|the|only a) (?:load test|lab|typo|mistake|slip|test|target)\b|\b(?:last|one|another) (?:fix|correction)\b|\bgot (?:that|it|this) wrong\b|\bi was (?:wrong|mistaken|off) (?:with|about|on|by)\b|\berrat(?:um|a)\b|\bwrong (?:column|row|unit|line|page|number|figure)\b|\b(?:have|need|want) to correct\b|\bunits?!/i;

interface Slot {
  readonly fact: Fact;
  readonly index: number;
  readonly side: 'before' | 'after';
  readonly quantity: Quantity;
}

/**
 * Matches the numbers of a correction with the figures that are known. What repeats a known value points at it; what
 * is new replaces the value it is nearest to, or the one that the message denies.
 */
export function figureChanges(text: string, brief: Brief): Reading['changes'] {
  const slots = slotsOf(brief);
  if (slots.length === 0) return [];
  const named = readPercentiles(
    text.replace(/\b(?:not|instead of|rather than|no longer) (?:the )?(?:p\d+(?:\.\d+)?|median)\b/gi, ' '),
  ).at(-1);
  const mentions = readMentions(text);
  const hinted = hintedFacts(text, brief);
  const meant = renamedPercentile(text);
  const renames = meant ? renamed(brief, meant.to, meant.from) : [];
  const isOnlyName = mentions.every((mention) => slots.some((slot) => repeats(mention, slot.quantity)));
  const percentileChange = isOnlyName && named && renames.length === 0 ? renamed(brief, named) : renames;
  if (percentileChange.length > 0 && isOnlyName) return percentileChange;
  const pointedAt = new Set<Slot>();
  /** "The 20 is right": what is said again stays. */
  const confirmed = new Set<Slot>();
  const fresh: Mention[] = [];
  for (const mention of mentions) {
    const same =
      slots.find((slot) => repeats(mention, slot.quantity) && (hinted.size === 0 || hinted.has(slot.fact.id))) ??
      slots.find((slot) => repeats(mention, slot.quantity));
    if (same && (mention.denied || !isUnitChange(mention, same.quantity))) {
      if (mention.denied) pointedAt.add(same);
      else if (STAYS.test(text.slice(mention.end))) confirmed.add(same);
    } else if (!mention.denied) fresh.push(mention);
  }
  const changed = new Map<string, Figure>();
  const key = (slot: Slot) => `${slot.fact.id} ${slot.index}`;
  for (const mention of fresh) {
    const open = slots.filter((each) => !confirmed.has(each));
    const slot = slotFor(mention, open.length > 0 ? open : slots, pointedAt, hinted, named ?? null);
    if (!slot) continue;
    const figure = changed.get(key(slot)) ?? slot.fact.figures[slot.index];
    if (!figure) continue;
    const quantity = mention.bare
      ? { ...slot.quantity, value: mention.quantity.value }
      : withNoun(mention.quantity, slot.quantity);
    changed.set(key(slot), { ...figure, [slot.side]: quantity, quote: sentenceAround(text, mention) });
  }
  for (const [id, figure] of changed) changed.set(id, inTheSameUnit(figure, slots, id, mentions));
  const changes = [...changed].map(([id, figure]) => {
    const [fact = '', index = '0'] = id.split(' ');
    return { fact, index: Number(index), figure };
  });
  const isChanged = (one: (typeof changes)[number]) =>
    changes.some(({ fact, index }) => fact === one.fact && index === one.index);
  return [...changes, ...percentileChange.filter((one) => !isChanged(one))];
}

/** "Per minute, both of them, 150 and 6,800 per minute": what is named beside the other side takes its unit along. */
function inTheSameUnit(figure: Figure, slots: readonly Slot[], id: string, mentions: readonly Mention[]): Figure {
  const [fact, index] = id.split(' ');
  const own = slots.filter((slot) => slot.fact.id === fact && slot.index === Number(index));
  const old = own.find(({ side, quantity }) => {
    const fresh = figure[side];
    return fresh?.value === quantity.value && fresh.per !== quantity.per;
  });
  const fresh = old ? figure[old.side] : undefined;
  const other = own.find((slot) => slot !== old);
  const isNamed = other && mentions.some(({ bare, quantity }) => bare && quantity.value === other.quantity.value);
  if (!old || !fresh || !other || !isNamed || other.quantity.per !== old.quantity.per) return figure;
  return { ...figure, [other.side]: { ...other.quantity, ...(fresh.per ? { per: fresh.per } : {}) } };
}

function slotsOf(brief: Brief): Slot[] {
  return brief.facts
    .filter(({ voice }) => voice === 'candidate')
    .flatMap((fact) =>
      fact.figures.flatMap((figure, index) =>
        (['before', 'after'] as const).flatMap((side) => {
          const quantity = figure[side];
          return quantity ? [{ fact, index, side, quantity }] : [];
        }),
      ),
    );
}

/** The same digits in another unit or window: "25 thousand per minute", where per second stood. */
function isUnitChange(mention: Mention, quantity: Quantity): boolean {
  return !mention.bare && !sameQuantity(mention.quantity, quantity);
}

/** Facts whose words the correction takes up: "about that RPO", "the p99 for queries". */
function hintedFacts(text: string, brief: Brief): Set<string> {
  const words = new Set((text.toLowerCase().match(/[\p{L}\d]{3,}/gu) ?? []).filter((word) => !COMMON.has(word)));
  const scored = brief.facts
    .filter((fact) => fact.figures.length > 0)
    .map((fact) => ({
      id: fact.id,
      score: (`${fact.topic} ${fact.quote}`.toLowerCase().match(/[\p{L}\d]{3,}/gu) ?? []).filter((word) =>
        words.has(word),
      ).length,
    }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return new Set(scored.filter(({ score }) => score > 0 && score === best).map(({ id }) => id));
}

const COMMON = new Set(
  'the and was were for not one that this with from after before now per second minute hour day million thousand said wrote put back about have has had are been you your all over out its only but'.split(
    ' ',
  ),
);

const STAYS =
  /^(?: [\p{L}%]+){0,4}? (?:(?:is|was|are|were) (?:still )?(?:right|correct|fine|true|ok|okay|good|as it was|the same|unchanged)|stays?|stands?|remains?|holds?)\b/iu;

function slotFor(
  mention: Mention,
  slots: readonly Slot[],
  denied: ReadonlySet<Slot>,
  hinted: ReadonlySet<string>,
  percentile: string | null,
): Slot | null {
  const fits = slots.filter(
    (slot) =>
      mention.bare ||
      kindOf(slot.quantity) === kindOf(mention.quantity) ||
      countsTheSame(mention, slot) ||
      (kindOf(slot.quantity) === 'count' && slot.quantity.value === 0 && kindOf(mention.quantity) !== 'duration'),
  );
  const [contradicted] = fits.filter((slot) => denied.has(slot));
  if (contradicted) return contradicted;
  const cost = (slot: Slot) => {
    const a = mention.bare ? mention.quantity.value : inBase(mention.quantity);
    const b = mention.bare ? slot.quantity.value : inBase(slot.quantity);
    const distance = Math.abs(Math.log10(Math.max(a, 1e-9)) - Math.log10(Math.max(b, 1e-9)));
    const lean = mention.lean <= -4 ? 'before' : mention.lean >= 4 ? 'after' : null;
    const named = slot.fact.figures[slot.index]?.percentile;
    return (
      (repeats(mention, slot.quantity) ? -3 : distance) +
      (lean !== null && lean !== slot.side ? 2 : 0) +
      (hinted.size > 0 && !hinted.has(slot.fact.id) ? 2 : 0) +
      (percentile !== null && named !== undefined && named !== percentile ? 3 : 0) -
      slots.indexOf(slot) * 0.01
    );
  };
  const near = fits.filter((slot) => mention.bare || !isOfAnotherScale(mention, slot));
  return near.reduce<Slot | null>((best, slot) => (best === null || cost(slot) < cost(best) ? slot : best), null);
}

/** "50k spans", of spans a minute: the window is left out. */
function countsTheSame({ quantity }: Mention, slot: Slot): boolean {
  const { unit, per } = slot.quantity;
  return per !== undefined && quantity.per === undefined && unit !== '' && quantity.unit === unit;
}

/** Nobody sets 90 ms right by minutes: a duration a thousand times as long is an outage, or a run, and no latency. */
function isOfAnotherScale({ quantity }: Mention, { fact, index }: Slot): boolean {
  const { topic, before, after } = fact.figures[index] ?? {};
  if (topic !== 'latency') return false;
  return [before, after].some((side) => {
    const ratio = side ? inBase(quantity) / inBase(side) : 1;
    return !(ratio < 1000 && ratio > 0.001);
  });
}

/** A rate keeps the noun that it counts, and its window, where the correction leaves them out. */
function withNoun(quantity: Quantity, old: Quantity): Quantity {
  if (quantity.per === undefined && old.per !== undefined && quantity.unit === old.unit)
    return { ...quantity, per: old.per };
  return quantity.unit === '' ? { ...quantity, unit: old.unit } : quantity;
}

/** The last latency, or the one at the percentile that is denied, under its right name. */
function renamed(brief: Brief, percentile: string, denied?: string): Reading['changes'] {
  const isMeant = (figure: Figure) => denied === undefined || figure.percentile === denied;
  const fact = factsOn(brief, 'latency').findLast(({ figures }) => figures.some(isMeant));
  const index = fact?.figures.findIndex(isMeant) ?? -1;
  const figure = fact?.figures[index];
  return fact && figure && figure.percentile !== percentile
    ? [{ fact: fact.id, index, figure: { ...figure, percentile } }]
    : [];
}

function sentenceAround(text: string, mention: Mention): string {
  const start = Math.max(text.lastIndexOf('. ', mention.start) + 2, text.lastIndexOf('\n', mention.start) + 1, 0);
  const stop = text.slice(mention.end).search(/[.!?](?:\s|$)|\n/);
  return text.slice(start === 1 ? 0 : start, stop < 0 ? text.length : mention.end + stop + 1).trim();
}

const SAID =
  /\b(?:i|where i)\s+(?:said|claimed|put|told you|wrote that|wrote above)\s+(?:that\s+)?(.{3,80}?)(?:[.,;:!?]|$)|(?:['"]([^'"]{2,60})['"]\s+(?:that\s+)?i\s+(?:wrote|said)|\babout (?:the )?['"]([^'"]{2,60})['"])/i;

/**
 * The claim that a correction withdraws ("I said I own the service"), as the clause of the earlier fact that shares the
 * most of its words.
 */
export function withdrawnClaims(text: string, brief: Brief): Reading['withdrawn'] {
  if (TOGETHER.test(text)) {
    const sole = brief.facts
      .filter(({ topic, voice }) => topic === 'system' && voice === 'candidate')
      .flatMap((fact) => clauses(fact.quote).map((part) => ({ fact: fact.id, part })))
      .find(({ part }) => SOLE.test(part));
    if (sole) return [sole];
  }
  const match = SAID.exec(text.replaceAll('’', "'"));
  const claim = match?.[1] ?? match?.[2] ?? match?.[3];
  if (!claim) return [];
  const stems = new Set((claim.toLowerCase().match(/\p{L}{3,}/gu) ?? []).filter((word) => !COMMON.has(word)).map(stem));
  let best: { fact: string; part: string; score: number } | null = null;
  for (const fact of brief.facts) {
    if (fact.voice !== 'candidate' || isMetric(fact.topic)) continue;
    for (const part of clauses(fact.quote)) {
      const shared = (part.toLowerCase().match(/\p{L}{3,}/gu) ?? []).map(stem).filter((word) => stems.has(word)).length;
      // What is taken back is mostly a claim of one's own.
      const score = shared > 0 && /\b(?:i|my|mine)\b/i.test(part) ? shared + 1 : shared;
      if (score > (best?.score ?? 0)) best = { fact: fact.id, part, score };
    }
  }
  return best ? [{ fact: best.fact, part: conjunct(best.part, stems) }] : [];
}

/** Of "I handled the cutover and the bank file" only the half that was claimed too much. */
function conjunct(part: string, stems: ReadonlySet<string>): string {
  const halves = part.split(/\s+and\s+/);
  const claimed = halves.filter((half) =>
    (half.toLowerCase().match(/\p{L}{3,}/gu) ?? []).some((word) => stems.has(stem(word))),
  );
  const [only] = claimed;
  return halves.length > 1 && claimed.length === 1 && only && only !== halves[0] ? only : part;
}

const TOGETHER =
  /\b(?:together|jointly|both of us|between (?:the )?two of us|not (?:just|only) me|not alone|we both)\b/i;
const SOLE = /\b(?:alone|by myself|single-?handed(?:ly)?|on my own|all mine|me alone|every line|solo)\b/i;

function clauses(quote: string): string[] {
  return quote
    .split(/(?<=[,.;:!?])\s+/)
    .map((part) => part.replace(/[,.;:!?]+$/, '').trim())
    .filter((part) => part !== '');
}

function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, '') : word;
}
