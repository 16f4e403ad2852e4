/** Multiples and percentages that a letter derives: "about eight times", "a sixfold increase", "cut by 88%", "halved". */

import { tokens } from '../../machine/figures/lexer.ts';
import { numeral } from '../../machine/figures/numerals.ts';
import { cut, factor, readMentions, sameQuantity } from '../../machine/figures.ts';
import type { Figure } from '../../machine/quantity.ts';
import type { Evidence } from './evidence.ts';
import { type Fault, faultAt, type Part } from './fault.ts';

interface Claim {
  /** A multiple, or a change in per cent. */
  readonly kind: 'times' | 'percent';
  readonly value: number;
  readonly atMost?: number;
  readonly loose: 'exact' | 'about' | 'over' | 'under';
  readonly start: number;
  readonly end: number;
}

const NUMBER = String.raw`(?:\d[\d.,]*|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|a hundred|hundred|a thousand|thousand)(?: and a half)?`;
const HEDGE = String.raw`(?:(about|around|roughly|nearly|almost|close to|some|approximately)|(more than|over|at least|well over|upwards of)|(less than|under|up to|just under)) `;
const TIMES = new RegExp(
  String.raw`(?:${HEDGE})?(?:between )?(?:(${NUMBER}) (?:and|to) )?(${NUMBER})(?: times\b|-?fold\b|x\b)`,
  'gi',
);
const FACTOR = new RegExp(String.raw`(?:by )?an? factor of (?:${HEDGE})?(${NUMBER})`, 'gi');
const FOLD =
  /\b(two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|hundred)-?fold\b/gi;
const WORDS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:doubled|doubling|twice (?:as|the)|two times)\b/gi, 2],
  [/\b(?:tripled|trebled|tripling|three times as)\b/gi, 3],
  [/\b(?:quadrupled|quadrupling)\b/gi, 4],
  [/\b(?:halved|halving|cut in half|half as (?:long|many|much)|by half)\b/gi, 2],
  [/\b(?:a third of (?:it|what|the (?:old|former|previous|earlier|time))|one third of)\b/gi, 3],
  [/\b(?:a quarter of (?:it|what|the (?:old|former|previous|earlier|time))|one quarter of)\b/gi, 4],
  [/\b(?:a tenth of|one tenth of)\b/gi, 10],
];
const CHANGE_BEFORE =
  /(?:\bby|\b(?:reduction|drop|decrease|cut|increase|improvement|rise|gain|saving|decline|fall|growth) of|\bdown|\bup)\s*(?:about|around|roughly|nearly|almost|some|over|more than|under)?\s*$/i;
const CHANGE_AFTER =
  /^\s*(?:less|fewer|more|faster|slower|lower|higher|quicker|smaller|shorter|better|reduction|drop|cut|improvement|increase|decrease|decline)\b/i;

function value(words: string): number | null {
  const list = tokens(words);
  return (
    numeral(list, 0)?.value ?? (/^(?:a )?hundred/i.test(words) ? 100 : /^(?:a )?thousand/i.test(words) ? 1000 : null)
  );
}

/** The derived claims of a sentence, with offsets in the letter. */
export function claimsIn(sentence: Part): Claim[] {
  const { text, start } = sentence;
  const found: Claim[] = [];
  const add = (claim: Claim) => {
    if (!found.some((other) => claim.start < other.end && claim.end > other.start)) found.push(claim);
  };
  for (const match of text.matchAll(TIMES)) {
    const [whole, about, over, under, low, high = ''] = match;
    const first = value(low ?? high);
    const last = value(high);
    // "three times a day" counts occasions.
    if (
      first === null ||
      last === null ||
      /^\s*(?:a|per|each|every|in a row|already|over|before)\b/i.test(text.slice(match.index + whole.length))
    )
      continue;
    const loose = about ? 'about' : over ? 'over' : under ? 'under' : 'exact';
    add({
      kind: 'times',
      value: first,
      ...(low ? { atMost: last } : {}),
      loose,
      start: start + match.index,
      end: start + match.index + whole.length,
    });
  }
  for (const match of text.matchAll(FACTOR)) {
    const [whole, about, over, under, amount = ''] = match;
    const read = value(amount);
    if (read !== null)
      add({
        kind: 'times',
        value: read,
        loose: about ? 'about' : over ? 'over' : under ? 'under' : 'exact',
        start: start + match.index,
        end: start + match.index + whole.length,
      });
  }
  for (const match of text.matchAll(FOLD)) {
    const read = value(match[1] ?? '');
    if (read !== null)
      add({
        kind: 'times',
        value: read,
        loose: 'about',
        start: start + match.index,
        end: start + match.index + match[0].length,
      });
  }
  for (const [pattern, times] of WORDS) {
    for (const match of text.matchAll(pattern))
      add({
        kind: 'times',
        value: times,
        loose: 'about',
        start: start + match.index,
        end: start + match.index + match[0].length,
      });
  }
  for (const mention of readMentions(text)) {
    if (mention.quantity.unit !== '%') continue;
    const before = text.slice(Math.max(0, mention.start - 30), mention.start);
    if (!CHANGE_BEFORE.test(before) && !CHANGE_AFTER.test(text.slice(mention.end))) continue;
    const loose = /\b(?:about|around|roughly|nearly|almost|some)\s*$/i.test(before)
      ? 'about'
      : /\b(?:over|more than)\s*$/i.test(before)
        ? 'over'
        : 'exact';
    add({
      kind: 'percent',
      value: mention.quantity.value,
      loose,
      start: start + mention.start,
      end: start + mention.end,
    });
  }
  return found;
}

/**
 * Claims that follow from no figure of the brief. A claim is held against the figures whose values stand in its own
 * sentence, or in the one before it; only where there is none may it rest on any figure.
 */
export function derivedFaults(letter: string, sentences: readonly Part[], evidence: Evidence): Fault[] {
  return sentences.flatMap((sentence, index) => {
    const claims = claimsIn(sentence);
    if (claims.length === 0) return [];
    const near = figuresNear(sentence, evidence.figures);
    const before = sentences[index - 1];
    const relevant = near.length > 0 ? near : before ? figuresNear(before, evidence.figures) : [];
    const base = relevant.length > 0 ? relevant : evidence.figures;
    return claims
      .filter((claim) => !isSaid(claim, letter, evidence) && !base.some((figure) => follows(claim, figure)))
      .map((claim) =>
        faultAt(
          letter,
          claim.kind === 'percent' && base === evidence.figures ? 'invented-number' : 'wrong-derived',
          claim.start,
          claim.end,
        ),
      );
  });
}

/** Figures of which a value stands in the sentence. */
function figuresNear({ text }: Part, figures: readonly Figure[]): Figure[] {
  const here = readMentions(text);
  const stands = (side: Figure['before']) =>
    side !== undefined &&
    here.some(({ quantity, bare }) => sameQuantity(quantity, side) || (bare && quantity.value === side.value));
  return figures.filter(({ before, after }) => stands(before) || stands(after));
}

/** The candidate said it in the same words or numbers. */
function isSaid(claim: Claim, letter: string, { said }: Evidence): boolean {
  const words = letter.slice(claim.start, claim.end).toLowerCase();
  if (said.toLowerCase().includes(words)) return true;
  const same = readMentions(said).some(
    ({ quantity }) => quantity.value === claim.value && (quantity.unit === 'times' || quantity.unit === '%') === true,
  );
  const halves = claim.kind === 'times' && claim.value === 2 && /\b(?:half|halved|twice|doubled)\b/i.test(said);
  return same || halves;
}

function follows(claim: Claim, { before, after }: Figure): boolean {
  if (!before || !after) return false;
  if (claim.kind === 'percent') {
    const change = cut(before, after);
    if (change === null) return false;
    const slack = claim.loose === 'exact' ? 1 : 2.5;
    const amount = Math.abs(change);
    return claim.loose === 'over'
      ? amount >= claim.value - 0.5 && amount <= claim.value * 1.1 + 2
      : Math.abs(amount - claim.value) <= slack;
  }
  const ratio = factor(before, after);
  if (ratio === null || ratio === 0) return false;
  const times = ratio < 1 ? 1 / ratio : ratio;
  if (claim.atMost !== undefined) return times >= claim.value * 0.98 && times <= claim.atMost * 1.02;
  switch (claim.loose) {
    case 'over':
      return times >= claim.value * 0.98 && times <= claim.value * 1.4;
    case 'under':
      return times <= claim.value * 1.02 && times >= claim.value * 0.7;
    case 'about':
      return Math.abs(times - claim.value) <= 0.16 * times;
    default:
      return Math.abs(times - claim.value) <= 0.08 * times;
  }
}
