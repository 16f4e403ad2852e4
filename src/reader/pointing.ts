/** Messages that speak of a value which is known, whatever was asked: by its digits, its unit, or its percentile. */
import type { Brief, Topic } from '../machine/brief.ts';
import {
  kindOf,
  type Mention,
  readFigures,
  readMentions,
  readPercentiles,
  sameDigits,
  sameQuantity,
} from '../machine/figures.ts';
import type { Figure, Quantity } from '../machine/quantity.ts';

/** Beyond that many words a message tells a story, and a known value in it is part of the story. */
const WORDS_AT_MOST = 90;

/**
 * Whether the words set a known value right without opening as a correction does: "The 9,400 counts two regions twice.
 * It is 6,100 a second." It takes the value, another one of its kind, and a word that says why.
 */
export function setsKnownRight(text: string, { facts }: Brief, asked: Topic | null): boolean {
  if (text.split(/\s+/).length > WORDS_AT_MOST) return false;
  const figures = facts
    .filter(({ voice }) => voice === 'candidate')
    .flatMap((fact) => fact.figures)
    .filter(({ topic }) => topic !== asked);
  if (figures.length === 0) return false;
  return inAnotherUnit(text, figures) || (REASON.test(text) && replaced(text, figures));
}

/** Why a value is said once more: it was wrong, something else was counted, there is a newer one. */
const REASON =
  /\b(?:wrong|incorrect|correct|right|actually|really|twice|double[d]?|counted?|counts|dashboards?|re-?checked|checked|looked|load[- ]test|synthetic|test(?:ed|s| rig| run)?|staging|lab|spring|summer|autumn|winter|last (?:year|quarter|month)|outdated|out of date|stale|by now|meanwhile|not|neither|nor|without|includ\w+|exclud\w+|should|sorry|mistake|mistaken|typo|unfair|too (?:high|low|good|generous|kind|optimistic|much)|exaggerat\w+|rounded|rather|instead|honest\w*|precise\w*|exact\w*|remember\w*|mixed|swapped|turned)\b|n['’]t\b/i;

/** A known value that is pointed at, "the 9,400", "95 unlocks was spring", and another of its kind beside it. */
function replaced(text: string, figures: readonly Figure[]): boolean {
  const mentions = readMentions(text);
  const values = figures.flatMap(({ before, after }) => [before, after]).filter((value) => value !== undefined);
  const isOf = (mention: Mention, value: Quantity) => repeats(mention, value) || isPartOf(mention, value);
  const isKnown = (mention: Mention) => values.some((value) => isOf(mention, value));
  const named = mentions.filter(isKnown);
  const fresh = mentions.filter((mention) => !isKnown(mention) && !mention.denied);
  return named.some(
    (mention) =>
      isPointedAt(text, mention) &&
      fresh.some((other) =>
        values.some((value) => isOf(mention, value) && (other.bare || kindOf(other.quantity) === kindOf(value))),
      ),
  );
}

function isPointedAt(text: string, { start, end, denied }: Mention): boolean {
  return denied || POINTS.test(text.slice(Math.max(0, start - 30), start)) || IS_SAID_OF.test(text.slice(end));
}

const POINTS =
  /\b(?:the|that|those|these|my|both|said|gave|wrote|told you|instead of|rather than|neither|nor)\s+(?:old |first |second |whole )?[~≈]?$/i;
const IS_SAID_OF =
  /^\s*(?:\p{L}+\s+){0,2}?(?:was|were|is|are|has|have|had|came|comes|counts?|counted|includes?|included|should|must|would)\b/iu;

/** Whether a number is a known value said again, to the digit: with its unit, or with none. */
export function repeats({ bare, quantity }: Mention, value: Quantity): boolean {
  if (bare) return sameDigits(quantity.value, value.value);
  return (
    sameQuantity(quantity, value) || (sameDigits(quantity.value, value.value) && kindOf(quantity) === kindOf(value))
  );
}

/** "95 unlocks was spring", of 95 unlocks a second. */
function isPartOf({ quantity }: Mention, value: Quantity): boolean {
  const isCount = kindOf(quantity) === 'count' && kindOf(value) === 'rate' && quantity.value >= 10;
  return isCount && sameDigits(quantity.value, value.value);
}

/** "Those are per minute: 80 and 2,300 per minute": both sides of a known figure, in another unit. */
function inAnotherUnit(text: string, figures: readonly Figure[]): boolean {
  return readFigures(text, null).found.some(({ figure }) =>
    figures.some(
      (known) =>
        known.topic === figure.topic &&
        isRestated(known.before, figure.before) &&
        isRestated(known.after, figure.after),
    ),
  );
}

function isRestated(known: Quantity | undefined, told: Quantity | undefined): boolean {
  return (
    known !== undefined &&
    told !== undefined &&
    known.value === told.value &&
    (known.per !== told.per || (told.unit !== '' && kindOf(known) === 'duration' && known.unit !== told.unit))
  );
}

const PERCENTILE = String.raw`(?:p ?\d{2,3}(?:\.\d+)?|median|\d{2}(?:\.\d+)?(?:th|st|rd)? percentiles?)`;
const ARTICLE = '(?:(?:a|an|the|my|our|really|actually) ){0,2}';
/** "Aren't p99 but p95", "isn't the p99, it's the p95", "I said p99 but it is p95", "p99 should read p95" */
const DENIED_FIRST = new RegExp(
  String.raw`(?:\b(?:not|never|said|wrote|gave)|n['’]t) ${ARTICLE}(${PERCENTILE})\b[^.;\n]{0,40}?\b(${PERCENTILE})\b|\b(${PERCENTILE})\b[^.;\n]{0,20}?\bshould (?:be|read|say|have been) ${ARTICLE}(${PERCENTILE})\b`,
  'i',
);
/** "It is the p95 and not the p99", "p95 instead of p99" */
const DENIED_LAST = new RegExp(
  String.raw`\b(${PERCENTILE})\b[^.;\n]{0,30}?\b(?:not|instead of|rather than) ${ARTICLE}(${PERCENTILE})\b`,
  'i',
);

/** The percentile that the words deny, and the one that they put in its place; null where they do neither. */
export function renamedPercentile(text: string): { readonly from: string; readonly to: string } | null {
  const first = DENIED_FIRST.exec(text);
  const last = first ? null : DENIED_LAST.exec(text);
  const [from, to] = first ? [first[1] ?? first[3], first[2] ?? first[4]] : [last?.[2], last?.[1]];
  const [old, now] = [readPercentiles(from ?? '')[0], readPercentiles(to ?? '')[0]];
  return old !== undefined && now !== undefined && old !== now ? { from: old, to: now } : null;
}
