/** What must stay out of sight: where it stands in words and numbers, and what is said in its place. */
import type { Brief, Fact } from './brief.ts';
import { kindOf, readMentions, sameQuantity } from './figures.ts';
import type { Figure, Quantity } from './quantity.ts';
import { hiding, replaced, withoutBroken } from './replacing.ts';

type StandIn = Fact['standIns'][number];

/** The words with what stands in for confidential parts, whichever fact they were marked in; null where nothing may. */
export function discreet(text: string, brief: Brief): string | null {
  const rest = withStandIns(text, standInsOf(brief), null);
  return rest === null ? null : withoutBroken(rest, text);
}

/** The same for a reader who has to see all of it: with a gap where nothing may stand in. */
export function masked(text: string, brief: Brief): string {
  return withStandIns(text, standInsOf(brief), '…') ?? '';
}

/** What was asked for in any fact, each thing once. */
export function standInsOf({ facts }: Brief): StandIn[] {
  const all = facts.flatMap(({ standIns }) => standIns);
  return all.filter(({ hide }, index) => all.findIndex((other) => other.hide === hide) === index);
}

/** Whether a fact tells what must stay hidden: in its words, or in a figure that an earlier message gave a side of. */
export function tells(fact: Fact, standIn: StandIn): boolean {
  return (
    hiding(standIn.hide).test(fact.quote) ||
    otherWays(fact.quote, standIn).length > 0 ||
    fact.figures.some((figure) => isHidden(figure, standIn))
  );
}

/** Whether one of the figure's values is what must stay hidden. */
export function isHidden({ before, after }: Figure, { hide }: StandIn): boolean {
  const secrets = readMentions(hide);
  return [before, after].some((side) =>
    secrets.some(({ quantity, bare }) => side && (bare ? side.value === quantity.value : isSame(side, quantity))),
  );
}

/** "9,500 readings" are the readings of a second, too. */
function isSame(one: Quantity, other: Quantity): boolean {
  const isCount = kindOf(one) === 'count' || kindOf(other) === 'count';
  return sameQuantity(one, other) || (isCount && one.value === other.value);
}

/** What people shorten a name to, if that gives anybody away: "Sons" and "Clearing" alone don't. */
export function shortNameOf({ hide, say }: StandIn): string | null {
  const [short] = (hide.match(/\p{Lu}[\p{L}\p{N}'-]{3,}/gu) ?? []).filter((word) => !FIRST_OF_MANY.test(word));
  return short === undefined || say?.includes(short) ? null : short;
}

/** What the names of a thousand places begin with. */
const FIRST_OF_MANY =
  /^(?:project|programme?|operation|codename|sankt|saint|santa|royal|north|south|east|west|upper|lower|great|little|city|bank|university|hospital)$/i;

function withStandIns(text: string, standIns: readonly StandIn[], gap: string | null): string | null {
  let rest = text;
  for (const standIn of standIns) {
    const say = standIn.say ?? gap;
    const hidden = hiding(standIn.hide);
    if (hidden.test(rest)) {
      if (say === null) return null;
      rest = replaced(rest, standIn.hide, say);
    }
    for (const { start, end } of otherWays(rest, standIn).toReversed()) {
      // Nobody knows what reads well in place of half a name.
      if (say === null || gap === null) return null;
      rest = `${rest.slice(0, start)}${say}${rest.slice(end)}`;
    }
  }
  return rest;
}

/** Where the same is told in other words than those that were marked: a name in short, a number in another notation. */
function otherWays(text: string, standIn: StandIn): { start: number; end: number }[] {
  if (standIn.say === standIn.hide) return [];
  const secrets = readMentions(standIn.hide);
  if (secrets.length > 0) {
    const told = /\d/.test(text) ? readMentions(text) : [];
    const allowed = readMentions(standIn.say ?? '');
    return told.filter(({ quantity }) => {
      const isIn = (mentions: typeof told) =>
        mentions.some((one) =>
          one.bare ? quantity.value >= 10 && isSame(quantity, one.quantity) : isSame(quantity, one.quantity),
        );
      return isIn(secrets) && !isIn(allowed);
    });
  }
  const short = shortNameOf(standIn);
  if (short === null) return [];
  return [...text.matchAll(new RegExp(hiding(short), 'gu'))].map(({ 0: name, index }) => ({
    start: index,
    end: index + name.length,
  }));
}
