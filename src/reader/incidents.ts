/** Remarks that don't fit what was claimed: a loss after "we never lost one", an outage that no five nines survive. */
import { type Brief, type Fact, factsOn } from '../machine/brief.ts';
import { inBase, kindOf, readMentions } from '../machine/figures.ts';
import type { Reading } from '../machine/reading.ts';
import { sentenceSpans } from '../machine/sentences.ts';
import type { Sentence } from './sentences.ts';

const LOSS = /\b(?:lost|gone|died|vanished|dropped|disappeared|corrupted|duplicated|missing|crashed|failed)\b/i;
const OUTAGE = /\b(?:down|outage|unavailable|offline|out of service|unreachable)\b/i;
const WAIT = /\b(?:wait\w*|takes?|took|slow|lag|hang|minutes?|seconds?|secs?)\b/i;
const YEAR = 31_536e6;

/** The first sentence that contradicts a claim of the brief, with the claim. */
export function conflictWith(said: readonly Sentence[], brief: Brief): Reading['conflict'] {
  for (const sentence of said) {
    const conflict =
      lossAfterNone(sentence, brief) ??
      othersWork(sentence, brief, said) ??
      outageAfterNone(sentence, brief) ??
      outageDespiteNines(sentence, brief) ??
      longerWait(sentence, brief) ??
      otherShare(sentence, brief) ??
      otherPeak(sentence, brief);
    if (conflict) return conflict;
  }
  return null;
}

function lossAfterNone(sentence: Sentence, brief: Brief): Reading['conflict'] {
  const words = new Set(nouns(sentence));
  const claim = factsOn(brief, 'reliability').find(
    (fact) => fact.signals.includes('absolute') || (isWhole(fact) && sharesNoun(fact.quote, words)),
  );
  const counted = readMentions(sentence.text).some(
    ({ quantity }) => kindOf(quantity) === 'count' && quantity.value > 0 && quantity.unit !== '',
  );
  const isIncident =
    claim?.signals.includes('absolute') && sharesNoun(claim.quote, words) && INCIDENT.test(sentence.text);
  const isLoss = LOSS.test(sentence.text);
  // "In March a customer's restore failed for good": one of them, at a time that is named, is one too many.
  const isOne = isLoss && INCIDENT.test(sentence.text) && /\b(?:an?|one|that|the) /i.test(sentence.text);
  return claim && ((counted && (isLoss || isIncident)) || (isOne && sharesNoun(claim.quote, words)))
    ? { topic: 'reliability', earlier: claim.quote, later: sentence.text }
    : null;
}

/** What happened at some time, and does not go on. */
const INCIDENT =
  /\b(?:in (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|20\d\d)|last (?:year|month|week|spring|summer|autumn|winter)|(?:one|that) (?:night|day|morning|evening|weekend)|once|by the way|btw|back then)\b/i;

/** "100% of our restores succeed" */
function isWhole({ figures }: Fact): boolean {
  return figures.some(({ after }) => after?.unit === '%' && after.value === 100);
}

function sharesNoun(quote: string, words: ReadonlySet<string>): boolean {
  return (quote.toLowerCase().match(/\p{L}{4,}/gu) ?? []).some((word) => words.has(word));
}

const SOLE =
  /\b(?:every line|all of (?:it|the code)|the whole (?:thing|code)|everything (?:myself|by myself|alone)|alone|by myself|single-?handed(?:ly)?|on my own|all by me)\b/i;
const OTHERS =
  /\b(\p{Lu}\p{Ll}+)(?:'s)?(?:, who)? (?:wrote|built|did|designed|made|coded|implemented|owns) (?:the|our|my) /u;

/** "Ngozi wrote the field parser", after "I wrote every line of it myself". */
function othersWork(sentence: Sentence, brief: Brief, said: readonly Sentence[]): Reading['conflict'] {
  const name = OTHERS.exec(sentence.text)?.[1];
  if (!name || /^(?:I|We|He|She|They|It|Who|And|But|Someone|Nobody)$/.test(name)) return null;
  const before = said.slice(0, said.indexOf(sentence)).map(({ text }) => ({ quote: text }));
  const told = [...factsOn(brief, 'system'), ...before];
  if (told.some(({ quote }) => quote.includes(name))) return null;
  for (const { quote } of told) {
    const claim = sentenceSpans(quote)
      .map(({ start, end }) => quote.slice(start, end))
      .find((text) => SOLE.test(text) && /\bI\b/i.test(text));
    if (claim) return { topic: 'system', earlier: claim, later: sentence.text };
  }
  return null;
}

/** "In February one team took the store down for two hours", after "not a single outage". */
function outageAfterNone(sentence: Sentence, brief: Brief): Reading['conflict'] {
  if (!OUTAGE.test(sentence.text)) return null;
  const isTold = INCIDENT.test(sentence.text) || readMentions(sentence.text).some(({ kind }) => kind === 'duration');
  const claim = factsOn(brief, 'reliability').find(
    ({ quote, figures, signals }) =>
      /\b(?:outages?|downtime|down)\b/i.test(quote) &&
      (signals.includes('absolute') || figures.some(({ after }) => after?.value === 0)),
  );
  return claim && isTold ? { topic: 'reliability', earlier: claim.quote, later: sentence.text } : null;
}

/** Four hours down in a year leave no more than 99.95 %. */
function outageDespiteNines(sentence: Sentence, brief: Brief): Reading['conflict'] {
  if (!OUTAGE.test(sentence.text)) return null;
  const outage = readMentions(sentence.text).find(({ quantity }) => kindOf(quantity) === 'duration');
  const claim = factsOn(brief, 'reliability').find((fact) =>
    fact.figures.some(
      ({ after }) =>
        after?.unit === '%' &&
        after.value > 90 &&
        outage !== undefined &&
        inBase(outage.quantity) > (1 - after.value / 100) * YEAR,
    ),
  );
  return claim ? { topic: 'reliability', earlier: claim.quote, later: sentence.text } : null;
}

/** People who wait for seconds where the figure says milliseconds, told of the same thing. */
function longerWait(sentence: Sentence, brief: Brief): Reading['conflict'] {
  if (!WAIT.test(sentence.text)) return null;
  const waits = readMentions(sentence.text).filter(({ quantity }) => kindOf(quantity) === 'duration');
  if (waits.length === 0) return null;
  const words = new Set(nouns(sentence));
  for (const fact of factsOn(brief, 'latency')) {
    const shared = (fact.quote.toLowerCase().match(/\p{L}{3,}/gu) ?? []).filter((word) => words.has(word));
    const longer = fact.figures.some(
      ({ after }) => after && waits.every(({ quantity }) => inBase(quantity) > 2 * inBase(after)),
    );
    if (longer && (new Set(shared).size >= 2 || shared.some((word) => word.length >= 8)))
      return { topic: 'latency', earlier: fact.quote, later: sentence.text };
  }
  return null;
}

/** "2% of the lines still stay unmatched", where 0.4% of the lines were: another share of the same thing. */
function otherShare(sentence: Sentence, brief: Brief): Reading['conflict'] {
  const shares = readMentions(sentence.text).filter(({ kind, denied }) => kind === 'share' && !denied);
  if (shares.length !== 1) return null;
  const words = new Set(nouns(sentence));
  for (const fact of factsOn(brief, 'reliability')) {
    const sides = fact.figures.flatMap(({ before, after }) => [before, after]).filter((side) => side !== undefined);
    const shared = new Set((fact.quote.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((word) => words.has(word)));
    const isOther =
      sides.length > 0 && sides.every(({ unit, value }) => unit === '%' && value !== shares[0]?.quantity.value);
    if (isOther && shared.size >= 2) return { topic: 'reliability', earlier: fact.quote, later: sentence.text };
  }
  return null;
}

/** "In the busiest week we ever had it was 1,700 bids a second", where 2,400 bids a second were told: another most. */
function otherPeak(sentence: Sentence, brief: Brief): Reading['conflict'] {
  if (!MOST.test(sentence.text)) return null;
  const rates = readMentions(sentence.text).filter(({ kind, denied }) => kind === 'rate' && !denied);
  const [rate] = rates;
  if (!rate || rates.length > 1 || rate.quantity.unit === '') return null;
  for (const fact of factsOn(brief, 'throughput')) {
    const clash = fact.figures.some(
      ({ before, after }) =>
        after !== undefined &&
        sharesNoun(after.unit, new Set(rate.quantity.unit.toLowerCase().split(' '))) &&
        ![before, after].some((side) => side && Math.abs(inBase(rate.quantity) / inBase(side) - 1) < 0.03),
    );
    if (clash) return { topic: 'throughput', earlier: fact.quote, later: sentence.text };
  }
  return null;
}

const MOST =
  /\b(?:busiest|most|peak\w*|maximum|max|record|highest|ever|at best|never more|topp?ed|topped out|heaviest|biggest)\b/i;

function nouns(sentence: Sentence): string[] {
  return (sentence.text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).filter((word) => !COMMON.has(word));
}

const COMMON = new Set(
  'the and was were for not one that this with from after before now per second seconds secs minute minutes hour hours time they them who use still two three until since has have had are been you your all over out its only but what when'.split(
    ' ',
  ),
);
