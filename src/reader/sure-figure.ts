/**
 * Whether an answer states a figure and nothing else, so that the figure is noted without a question. Anything that isn't
 * sure is shown first, as the letter would say it (`figure-options.ts`).
 */
import type { Language } from '../machine/language.ts';
import type { FigurePatch } from '../machine/sheet.ts';
import { type Span, type Token, tokens, wordSet } from '../text/lexer.ts';
import type { Mention, Numbers } from '../text/quantities.ts';
import { translated } from '../text/vocabulary.ts';

/** Words that add nothing to a figure. The words of other languages are translated into these. */
const PLAIN = wordSet(`the a an of our now before after today currently previously at on per about around roughly
  approximately approx ca circa almost nearly some under over below above less more than only just and`);
/** The same in one language. Only English templates have a verb; elsewhere a sentence is offered as it was typed. */
const ENGLISH = wordSet(
  "it it's its is was were are we you had have has be been takes take took handles handle system service",
);
const OTHERS = wordSet('in noch');
/** Words that relate two numbers, see `text/before-after.ts`. */
const BETWEEN = wordSet('to into from up down instead against went fell rose dropped grew is by lieu vez frente');

/** @param used the numbers that the figure consists of: one, or the two sides of a pair in the order of the text */
export function isSure(
  text: string,
  { mentions, percentiles }: Numbers,
  used: readonly Mention[],
  { measure, names = [], now, before }: FigurePatch,
  language: Language,
): boolean {
  if (mentions.some(({ start }) => !used.some((one) => one.start === start))) return false;
  const [first] = used;
  const tails = [now?.tail, before?.tail].map((tail) => (tail ? spanOf(text, tail, first?.end ?? 0) : []));
  const name = [measure ?? [], names].flat().flatMap((one) => spanOf(text, one, 0));
  const known: Span[] = [...used, ...percentiles, ...tails.flat(), ...name];
  const list = translated(tokens(text), language);
  const isPlain = (low: string) => PLAIN.has(low) || (language === 'en' ? ENGLISH : OTHERS).has(low);
  const isCovered = ({ start, end, kind, low, text: sign }: Token, at: number) => {
    if (known.some((span) => span.start <= start && end <= span.end)) return true;
    if (kind !== 'word') return kind === 'arrow' || (kind === 'mark' && sign !== '?' && sign !== '+');
    // "Up to 9,500", but not "fell to 2%", where the letter needs the earlier value.
    const isUpTo = (low === 'to' && list[at - 1]?.low === 'up') || (low === 'up' && list[at + 1]?.low === 'to');
    return isPlain(low) || isUpTo || (used.length > 1 && BETWEEN.has(low));
  };
  return list.every(isCovered) && !name.some((span) => isJoined(text, span, used, percentiles, language));
}

/** Last words of names, which are no verbs: "bounce rate from 4% to 0.7%". */
const MEASURE_NOUNS = wordSet(`rate ratio share score time latency lag delay wait duration downtime uptime availability
  load volume throughput traffic usage cost bill size count number loss`);

/**
 * Whether the words in front of a number may be more than a name: "cut errors 80%", "The database shrank from 1 TB to 20 GB".
 * A word has to separate a name from a share, and outside English a mark from any number.
 */
function isJoined(
  text: string,
  name: Span,
  [first, second]: readonly Mention[],
  percentiles: readonly Span[],
  language: Language,
): boolean {
  if (!first || name.end > first.start) return false;
  const between = text.slice(name.end, first.start).trim().toLowerCase();
  const last = text.slice(name.start, name.end).toLowerCase().split(' ').at(-1) ?? '';
  // "Lost readings from 3% to 1%": no past tense ends like a plural.
  const mayBeVerb = !last.endsWith('s') && !MEASURE_NOUNS.has(last);
  if (language === 'en' && second) return mayBeVerb && between.split(' ', 1).join() === 'from';
  if (language === 'en') return first.quantity.unit === '%' && between === '';
  const isMarked = percentiles.some(({ start }) => start >= name.end && start < first.start);
  return !isMarked && ![':', ',', '.', '('].includes(between.charAt(0));
}

/** The place of a name or tail in the text, as a list; empty if its words aren't adjacent. */
function spanOf(text: string, part: string, from: number): Span[] {
  const start = text.indexOf(part, from);
  return start === -1 ? [] : [{ start, end: start + part.length }];
}
