/** Whether the sentence that a figure was told in can stand in a letter as it is, and whether it tells more than the figure. */
import type { Brief, Fact } from '../machine/brief.ts';
import { readMentions, readRepairs, sameQuantity } from '../machine/figures.ts';
import type { Figure } from '../machine/quantity.ts';
import { sentenceSpans } from '../machine/sentences.ts';
import { checkSentence } from './check.ts';
import { sayable } from './passages.ts';

/** Verbs with which a sentence about a change reads like English. */
export const MOVED =
  /\b(?:went|goes|dropped|fell|rose|grew|climbed|came down|came up|increased|decreased|improved|shrank|was cut|were cut|is down|is up|declined)\b/i;
const UNFIT =
  /[→{}[\]"]|->|=>|\(|\bI put\b|\?|\b(?:sorry|wait|no,|oops|typo|scratch|strike|make that|actually|please|btw|lol|hm+|um+|uh+|pct|you|your|like|guess|yes|haha|say|I said|as I|no percentile|not a percentile|right one|slipped|my mistake|I meant|mixed|first time)\b|,\s*it (?:was|is) \d|[^.]: /i;
/** A sentence that opens so speaks of something that stands before it. */
const DANGLES = /^(?:and|but|so|from|that|they|this one|these|those|same|of|both|also)\b/i;
const FINITE =
  /\b(?:is|are|was|were|has|have|had|took|takes|take|used to|can|could|lose|loses|lost|handle[sd]?|serve[sd]?|carr(?:y|ies|ied)|run|runs|ran|reach(?:es|ed)?|keeps?|kept|see|sees|saw|get|gets|got|do|does|did|hit|hits|stayed?|stays|lasts|lasted|books?|ended|manage[sd]?|survive[sd]?|peak(?:s|ed)|average[sd]?|process(?:es|ed)?)\b|'(?:s|ve|re|d)\b/i;

/** The candidate's own sentences on these figures, tidy; null where they can't stand as they are. */
export function ownWords(figures: readonly Figure[], fact: Fact, brief: Brief): string | null {
  const [{ quote } = { quote: '' }] = figures;
  const raw = sentenceSpans(quote)
    .map(({ start, end }) => withoutIntroduction(quote.slice(start, end)))
    .filter((sentence) => figures.some((figure) => holds(sentence, figure)));
  const [opening = ''] = raw;
  if (raw.length > 3 || raw.some((each) => UNFIT.test(each)) || readRepairs(quote).length > 0) return null;
  const words = raw.join(' ').split(/\s+/).length;
  if (DANGLES.test(opening) || SIDES_ONLY.test(opening) || !isClause(opening) || words < 6 || words > 60) return null;
  if (!figures.every((figure) => stands(figure, raw.join(' ')))) return null;
  return sound(raw, fact, brief);
}

/**
 * A note of numbers as a sentence: "12,000 a second sustained, 30,000 at peak" is what something carries, and "214 double
 * payouts from one bug, none since" is what there was. Null where it is no such note.
 */
export function noteOf(figures: readonly Figure[], fact: Fact, brief: Brief): string | null {
  const [figure] = figures;
  const [only, ...others] = sentenceSpans(figure?.quote ?? '');
  if (!figure || !only || others.length > 0) return null;
  const note = figure.quote.slice(only.start, only.end).replace(/^[^:\d]{3,60}:\s+(?=\d)/, '');
  const [first] = readMentions(note);
  if (UNFIT.test(note) || !first || note.slice(0, first.start).replace(HEDGE, '').trim() !== '') return null;
  if (FINITE.test(note) || MOVED.test(note) || readRepairs(note).length > 0) return null;
  const lead =
    figure.topic === 'throughput' && !/\b(?:before|earlier|once|then)\b/i.test(note)
      ? 'It carries'
      : figure.topic === 'reliability' && first.kind === 'count' && !first.bare
        ? `There ${first.quantity.value === 1 ? 'was' : 'were'}`
        : null;
  return lead && sound([`${lead} ${note[0]?.toLowerCase()}${note.slice(1)}`], fact, brief);
}

const HEDGE = /\b(?:about|around|roughly|some|over|nearly|almost|up to|only)\b/gi;

/** "99.95 to 99.99, and the last rules are kept": what is told behind the numbers, where a sentence of it can be made. */
export function wordsBehind(figure: Figure, fact: Fact, brief: Brief): string | null {
  const last = readMentions(figure.quote).at(-1);
  const behind = figure.quote.slice(last?.end ?? figure.quote.length);
  const rest = /^[^,;.]{0,16}[,;]\s*(?:and|but|so|because)\s+(?!(?:that|it|they)\b)([^.;:]+)/iu.exec(behind)?.[1] ?? '';
  if (rest.split(/\s+/).length < 5 || UNFIT.test(rest) || !CLAUSE.test(rest)) return null;
  return sound([rest], fact, brief);
}

/** Somebody or something, and a verb of it. */
const CLAUSE =
  /^(?:the|an?|our|my|each|every|all|no|nobody|we|i)\b[^,]*\b(?:\p{L}{3,}s|\p{L}{2,}ed|is|are|was|were|has|have|had|can|could|went|keep|kept|lose|lost|fail|serve|run|ran)\b/iu;

/** The sentences as a letter may say them, if the gate has nothing against them. */
function sound(raw: readonly string[], fact: Fact, brief: Brief): string | null {
  const told = raw.map((each) => sayable(each, fact, brief));
  const text = told.join(' ').replace(/^P(?=\d)/, 'The p');
  return text === '' || told.includes('') || checkSentence(text, brief).length > 0 ? null : text;
}

/** Whether a sentence tells a side of the figure. */
function holds(sentence: string, { before, after }: Figure): boolean {
  const isNone = (before?.value === 0 || after?.value === 0) && NONE.test(sentence);
  return (
    isNone ||
    readMentions(sentence).some(({ quantity: { value } }) => value === before?.value || value === after?.value)
  );
}

const NONE = /\b(?:no|zero|none|never|nothing|not|without|0)\b/i;
/** "99.95 to 99.99": of what, no word says. */
const SIDES_ONLY = /^[\d.,%kKM]+\s*(?:to|before|and)\b/;

/** "This one is released: line stops went …": what introduces a sentence is no part of it. */
function withoutIntroduction(sentence: string): string {
  const [, label = '', rest = ''] = /^([^:]{3,90}):\s+(.+)$/su.exec(sentence) ?? [];
  const isToUs = /\b(?:I|me|this one|that one|also|okay|ok|public|cleared|released)\b/i.test(label);
  return isToUs && isClause(rest) ? rest : sentence;
}

/** Something is said of something: words, and a verb behind them. */
function isClause(text: string): boolean {
  const verb = [FINITE.exec(text), MOVED.exec(text)]
    .filter((match) => match !== null)
    .sort((one, other) => one.index - other.index)[0];
  if (!verb) return false;
  const before = text.slice(0, verb.index);
  return /\p{L}{2,}|\b[Ii]\b|\bp\d/u.test(before.replace(/\b(?:before|after|now|then|today|earlier|also)\b/gi, ''));
}

/** Whether the words tell what the figure holds now, and not what it held before it was set right. */
function stands({ before, after }: Figure, quote: string): boolean {
  const mentions = readMentions(quote);
  return [before, after].every(
    (side) =>
      side === undefined ||
      (side.value === 0 && NONE.test(quote)) ||
      mentions.some(
        ({ quantity, bare }) =>
          sameQuantity(quantity, side) || (bare && quantity.value === side.value) || quantity.value === side.value,
      ),
  );
}

/** Words that any sentence about a figure has. */
const USUAL =
  /^(?:before|after|now|today|earlier|later|then|used|from|was|were|are|and|the|our|per|has|have|had|been|took|takes|take|taking|that|this|with|still|just|only|about|around|currently|previously|formerly|originally|nowadays|days|went|came|down|cut|got|gets|each|every|for|its|it's|does|did|do|handled?|handles|serves?|served|carry|carries|can|could|roughly|nearly|almost|over|under|second|seconds|minute|minutes|hour|hours|day|week|month|quarter|year|percent|percentile|median|latency|throughput|millisecond|milliseconds|old|new|system|one|passed|pass|also|both|give|either|like|back|there|than|more|less|most|some|peak|last|since|none|zero)$/;

/** Whether the own sentence moves from number to number in plain English, or tells what the figure's sentence leaves out. */
export function tellsMore(own: string, plain: string): boolean {
  if (movesNumbers(own)) return true;
  let rest = own;
  const told = new Set(readMentions(plain).map(({ quantity: { value } }) => value));
  for (const { start, end, quantity } of readMentions(own).toReversed())
    if (told.has(quantity.value)) rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  const known = new Set(wordsOf(plain));
  return wordsOf(rest).filter((word) => !known.has(word) && !USUAL.test(word)).length >= 2;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}[\p{L}'-]{2,}/gu) ?? [];
}

/** "Went from 1.9 s to 140 ms", as against "0.9% before, 0.01% after, and that was when the power went out" */
function movesNumbers(text: string): boolean {
  const verb = MOVED.exec(text);
  if (!verb) return false;
  const behind = verb.index + verb[0].length;
  const next = readMentions(text).find(({ start }) => start >= behind);
  const between = text.slice(behind, next?.start ?? behind);
  return next !== undefined && !/[,;:]/.test(between) && /\b(?:from|to|under|below|over|by)\b/i.test(between);
}
