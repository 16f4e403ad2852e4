/** A message that sets something right, completes it, or settles which of two statements holds. */
import { detail, type Fact, isMetric, type Topic } from '../machine/brief.ts';
import { durationUnit, period, RATES } from '../machine/figures/units.ts';
import { type Mention, readFigures, readMentions, readPercentiles, sameDigits } from '../machine/figures.ts';
import type { Reading } from '../machine/reading.ts';
import { withoutClauses } from './clauses.ts';
import { figureChanges, opensAsCorrection, withdrawnClaims } from './corrections.ts';
import type { Discretion } from './discretion.ts';
import { conflictWith } from './incidents.ts';
import { titleIn } from './names.ts';
import { factOf, type Page } from './page.ts';
import { renamedPercentile, setsKnownRight } from './pointing.ts';
import type { Message } from './reader.ts';
import { chosenFigure, sidesTold } from './settling.ts';
import { isOwnWork, signalsFor } from './signals.ts';
import { isWish } from './wishes.ts';

/** "Per minute", "p95", "hours": only what the last figure was missing; null for anything else. */
export function completion(text: string, { asking }: Message): Reading['completes'] {
  if (!asking || !/^(?:unit|window|percentile)$/.test(asking.gap.kind) || readMentions(text).length > 0) return null;
  const words = text.toLowerCase().match(/[\p{L}µ]+/gu) ?? [];
  const percentile = readPercentiles(text)[0];
  const unit = words.map((word) => durationUnit(word)).find((found) => found !== undefined);
  const per = words.map((word) => period(word) ?? RATES.get(word)?.per).find((found) => found !== undefined);
  if (asking.topic !== 'latency') return per ? { per } : null;
  return unit || percentile ? { ...(unit ? { unit } : {}), ...(percentile ? { percentile } : {}) } : null;
}

/** What a correction changes; null where the message is none, or turns out to be an answer after all. */
export function correction(page: Page, discretion: readonly Discretion[], isPart = false): Partial<Reading> | null {
  const { text, message } = page;
  // Beside an answer it takes a known value, said again, to make a correction.
  const asked = message.asking?.topic ?? null;
  const returns = () => opensAsCorrection(text) || pointsBack(page) || admits(page) || isAboutKnown(page, asked);
  if (isPart ? !repeatsKnown(page) : !returns()) return null;
  const own = readFigures(text, null).found.filter(({ lacks }) => lacks.length === 0);
  const answersAsked = asked !== null && isMetric(asked) && own.some(({ figure }) => figure.topic === asked);
  const changes = answersAsked ? [] : figureChanges(text, message.brief);
  const withdrawn = [...withdrawnClaims(text, message.brief), ...othersClaim(page)];
  const role = isPart ? null : otherTitle(page);
  if (role) return { corrects: true, discretion: [...discretion], facts: [role] };
  if (changes.length === 0 && withdrawn.length === 0 && (discretion.length === 0 || tellsWork(page))) return null;
  const [first] = withdrawn;
  const topic = message.brief.facts.find(({ id }) => id === first?.fact)?.topic;
  return { corrects: true, changes, withdrawn, discretion: [...discretion], facts: topic ? howItWas(page, topic) : [] };
}

/** "Correction on the ownership: Keelin designed the routing": the claim to all of it that this leaves no room for. */
function othersClaim({ said, text, message: { brief } }: Page): Reading['withdrawn'] {
  const conflict = opensAsCorrection(text) ? conflictWith(said, brief) : null;
  if (conflict?.topic !== 'system') return [];
  const home = brief.facts.find(({ quote, voice }) => voice === 'candidate' && quote.includes(conflict.earlier));
  return home ? [{ fact: home.id, part: conflict.earlier }] : [];
}

/** "Actually I'm at Halcyon, don't name it. I built …": opens like a correction, and answers the question. */
function tellsWork({ said }: Page): boolean {
  return said.some((sentence) => isOwnWork(sentence) && !isWish(sentence.text));
}

/** "Hm, the ad says Staff Engineer, I misread it": another title than the one that is known. */
function otherTitle(page: Page): Fact | null {
  const { asking, brief } = page.message;
  const known = detail(brief, 'position');
  const home = page.said.find(
    ({ text }) => /\b(?:ad|advert|posting|title|position|role|vacancy|misread)\b/i.test(text) && titleIn(text) !== null,
  );
  const title = home ? titleIn(home.text)?.text : undefined;
  if (!home || !title || !known || title === known || asking?.topic === 'role') return null;
  return { ...factOf(page, 'role', [home]), details: { position: title } };
}

/** A known value or percentile set right, though nothing in how the message opens says so. */
function isAboutKnown({ text, message: { brief } }: Page, asked: Topic | null): boolean {
  const renamed = asked === 'latency' ? null : renamedPercentile(text);
  const names = brief.facts.flatMap(({ figures }) => figures).map(({ percentile }) => percentile);
  return (renamed !== null && names.includes(renamed.from)) || setsKnownRight(text, brief, asked);
}

function repeatsKnown({ text, message: { brief } }: Page): boolean {
  if (withdrawnClaims(text, brief).length > 0) return true;
  const known = brief.facts.flatMap(({ figures }) => figures).flatMap(({ before, after }) => [before, after]);
  return readMentions(text).some(({ quantity }) =>
    known.some((value) => value && sameDigits(quantity.value, value.value)),
  );
}

/** "The failed ones are at 0.35%, I was wrong with 0.25%": what is taken back stands beside what is meant. */
function admits(page: Page): boolean {
  const { asking } = page.message;
  if (asking?.gap.kind === 'contradiction' || asking?.gap.kind === 'worse') return false;
  return page.said.some(({ text }) => ADMITS.test(text)) && repeatsKnown(page);
}

const ADMITS =
  /\bi was (?:wrong|mistaken|off) (?:with|about|on|by)\b|\berrat(?:um|a)\b|\bwrong (?:column|row|unit|line|page|number|figure)\b|\b(?:have|need|want) to correct\b|\bunits?!|\bnot (?:seconds?|minutes?|hours?|days?|milliseconds)[.!]/i;

/** "The 15k was an average": a known value is explained away, so the message is about that, whatever was asked. */
function pointsBack({ text, message: { asking, brief } }: Page): boolean {
  if (asking?.gap.kind === 'contradiction' || asking?.gap.kind === 'worse') return false;
  const known = brief.facts.flatMap(({ figures }) => figures).flatMap(({ before, after }) => [before, after]);
  return readMentions(text).some(
    ({ denied, quantity }) => denied && known.some((value) => value && sameDigits(quantity.value, value.value)),
  );
}

/** "That was wrong": said of the earlier words, and nothing about the work. */
function isVerdict(clause: string): boolean {
  const plain = clause.replaceAll('’', "'");
  if (PREFACE.test(plain)) return true;
  return /^(?:that|this|it) (?:was|is|wasn't|isn't)(?: not)? (?:wrong|right|true|quite right|too much|an exaggeration|a mistake|unjust|unfair|not fair|not (?:quite )?correct|incorrect|inaccurate|untrue)\b/i.test(
    plain,
  );
}

/** "Correction on the ownership, I'd be ashamed otherwise: …" */
const PREFACE =
  /^(?:(?:an?|one|another|small|little|last|more) )*(?:correction|amendment)\b|^i(?:'d| would) be ashamed\b|^(?:to be )?(?:honest|fair)(?:ly)?$/i;

/** The sentences of a correction that say how it really was, as facts of the topic that is corrected. */
function howItWas(page: Page, topic: Topic): Fact[] {
  return page.said
    .filter(
      ({ text }) => !/\bi (?:said|claimed|wrote (?:that|it|above|earlier|before|in)|put (?:that|it|in))\b/i.test(text),
    )
    .flatMap((sentence) => withoutClauses(sentence, isVerdict, true))
    .map((sentence) => ({ ...factOf(page, topic, [sentence]), signals: signalsFor(topic, sentence, 1) }))
    .filter(({ signals }) => signals.includes('mine') || signals.includes('shared'));
}

/** In a dispute about whose work it was, the claim that was questioned is taken back by the answer. */
export function questionedClaim({ message: { asking, brief } }: Page): Reading['withdrawn'] {
  if (asking?.gap.kind !== 'contradiction' || isMetric(asking.topic)) return [];
  const { earlier } = asking.gap;
  const home = brief.facts.find(({ quote, voice }) => voice === 'candidate' && quote.includes(earlier));
  return home ? [{ fact: home.id, part: earlier }] : [];
}

/**
 * The sentences of an answer to "which of the two?" that are about the value it chooses: "120 ms is an ordinary weekday.
 * Take 450 ms." All of them where it chooses none in so many words.
 */
export function aboutChosen(page: Page): Page {
  const { message } = page;
  if (message.asking?.gap.kind !== 'contradiction' || !isMetric(message.asking.topic)) return page;
  const chosen = page.said.flatMap(({ text }) => {
    const at = CHOOSES.exec(text);
    const behind = at ? at.index + at[0].length : Number.POSITIVE_INFINITY;
    return readMentions(text).filter(({ start, denied }) => !denied && start >= behind && start <= behind + 12);
  });
  const [value] = chosen;
  if (!value) return page;
  const known = message.brief.facts.flatMap(({ figures }) => figures).flatMap(({ before }) => before ?? []);
  const isOther = ({ quantity }: Mention) =>
    quantity.value !== value.quantity.value && !known.some((before) => sameDigits(before.value, quantity.value));
  const isAboutIt = (text: string) => {
    const mentions = readMentions(text);
    return mentions.length === 0 || !mentions.every(isOther);
  };
  const said = page.said.filter(({ text }) => isAboutIt(text));
  const left = page.said.filter((sentence) => !said.includes(sentence));
  const others = readMentions(page.text).filter(isOther);
  return { ...page, said, text: [...left, ...others].reduce(blanked, page.text) };
}

function blanked(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return `${text.slice(0, start)}${'\n'.repeat(end - start)}${text.slice(end)}`;
}

/** "Take 450 ms", "please write 2%", "go with the 300" */
const CHOOSES =
  /(?:^|[.,;:!]\s*|\b(?:please|so|just|then|i'd|i would|let's|better|rather|and|can|could|should) )(?:please |just |then )?(?:take|use|write|put|print|keep|say|go with|make it|stick (?:with|to)|let it be)\s+(?:the |it as |in )?/i;

/** An answer to "which of the two?" that points at one of them without telling it again. */
export function settlement(page: Page): Partial<Reading> | null {
  const { asking, brief } = page.message;
  if (asking?.gap.kind === 'worse') {
    const figures = sidesTold(page.text, asking.topic, asking.gap.later, brief);
    const fact = factOf(page, asking.topic, page.said);
    return figures
      ? { facts: [{ ...fact, figures: figures.map((one) => ({ ...one, quote: one.quote || fact.quote })) }] }
      : null;
  }
  if (asking?.gap.kind !== 'contradiction') return null;
  const chosen = chosenFigure(page.text, asking.topic, brief);
  const tells = readFigures(page.text, asking.topic).found.some(({ lacks }) => lacks.length === 0);
  if (!chosen || tells) return null;
  const fact = factOf(page, asking.topic, page.said);
  return { facts: [{ ...fact, figures: [{ ...chosen, quote: fact.quote }] }] };
}
