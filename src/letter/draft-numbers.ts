/** Checks that every quantity of a model's sentence is in the facts: equal, rounded, or derived from one change. */
import { kindOf, type Quantity } from '../machine/quantity.ts';
import { slotKind } from '../machine/slots.ts';
import type { Mention, Numbers } from '../text/quantities.ts';
import { cached } from './cache.ts';
import {
  changesIn,
  changesOf,
  type FactQuantity,
  factorsIn,
  isDerived,
  isFactorOf,
  isSame,
  isWithin,
  matchesFactQuantity,
  type QuantityFault,
  type QuantityInContext,
  quantitiesInFact,
  quantitiesInText,
  type StatedQuantities,
  toleranceOf,
} from './draft-quantities.ts';
import { type Fact, wordsOfFact } from './facts.ts';
import { COUNTABLE_WITHOUT_FACT, wordsIn, ZERO_WORDS } from './word-lists.ts';

/** Checks numbers against one set of facts. */
export interface NumberChecker {
  /** @param isOfCompany whether the clause at `start` is about the company; then it may use numbers of the job post */
  faultsIn(sentence: string, isOfCompany: (start: number) => boolean): readonly QuantityFault[];
  states(sentence: string, quantity: Quantity): boolean;
  /** Parses the numbers of a sentence or a fact; cached. */
  readIn(text: string): Numbers;
}

/** Maximum numbers of a sentence that are checked; any further number is a fault. */
const SENTENCE_AT_MOST = 24;

/** Characters before a number in which `FACTOR_OF` is searched. */
const FACTOR_AT_MOST = 40;
const FACTOR_OF = /\bfactor of (?:about |nearly |almost |around |roughly )?$/iu;

export function numberChecker(list: readonly Fact[], post: string): NumberChecker {
  const read = new Map<string, StatedQuantities>();
  // Cache: each fact and sentence is compared with all others.
  const statedOf = (text: string) => cached(read, text, () => quantitiesInText(text));
  const fewOf = (sentence: string) => statedOf(sentence).stated.slice(0, SENTENCE_AT_MOST);
  const said = list.flatMap((fact) => quantitiesInFact(fact, statedOf(fact.text)));
  const ofCompany = [...said, ...quantitiesInFact({ text: post, figure: null }, statedOf(post))];
  const percentiles = new Set(
    [...list, { text: post }].flatMap(({ text }) => statedOf(text).numbers.percentiles.map(({ name }) => name)),
  );
  const words = list.map(wordsOfFact).join('\n').replaceAll('’', "'");
  // "Oct '22" allows "2022".
  const own = words.replaceAll(/'(\d\d)\b/gu, "'$1 20$1");
  const facts = `${words}\n${post}`.toLowerCase();
  const factors = new Set(factorsIn(facts).map(({ factor }) => factor));
  const changes = list.flatMap((fact) => changesIn(fact, statedOf(fact.text).stated));
  const shares = said.flatMap(({ readings }) => readings.filter((one) => kindOf(one) === 'share' || one.unit === ''));
  const hasNone = list.some(({ text }) => saysNone(text)) || said.some(({ readings }) => readings.some(isZero));
  const names = list.flatMap(({ slot, text }) => (slotKind(slot) === 'name' ? [text] : []));
  /** The number is part of a name: "the Berth Four team". */
  const isInName = (at: number, sentence: string) =>
    names.some((name) => sentence.slice(Math.max(0, at - name.length + 1), at + name.length).includes(name));
  /** A year from the facts, before any noun: "the 2019 pilot". */
  const isYear = ({ quantity: { value } }: Mention) => value >= 1900 && value < 2100 && own.includes(String(value));

  function faultsIn(sentence: string, isOfCompany: (start: number) => boolean): QuantityFault[] {
    const { numbers } = statedOf(sentence);
    const stated = fewOf(sentence);
    const here = changesOf(stated, true);
    const scope = here.length > 0 ? here : changes;
    const parts = partsOfShares(stated);
    const bound = new Set<string>();
    const found = stated.flatMap((one): QuantityFault[] => {
      const { mention } = one;
      const { start, end, range, quantity } = mention;
      const source = isOfCompany(start) ? ofCompany : said;
      const fault = (kind: QuantityFault['kind']): QuantityFault[] => [{ kind, start, end }];
      const isTimes =
        quantity.unit === 'times' || FACTOR_OF.test(sentence.slice(Math.max(0, start - FACTOR_AT_MOST), start));
      const matching = source.filter(
        (other) =>
          matchesFactQuantity(one.readings, mention, other) || other.readings.some((told) => isCounted(quantity, told)),
      );
      for (const other of matching) for (const name of other.percentiles) bound.add(name);
      if (isWording(mention) || parts.has(one) || isInName(start, sentence)) return [];
      if (range !== null) {
        const ends = [range.low, range.high];
        const isTold = ends.every((side) => source.some((other) => matchesFactQuantity([side], mention, other)));
        const isBetween = isTimes && scope.some((change) => isWithin(ends, change));
        return isTold || isBetween ? [] : fault(isTimes ? 'derived' : 'number');
      }
      if (matching.length > 0) return isSwapped(one, matching) ? fault('order') : [];
      const isFollowing = one.readings.some((reading) => isDerived(reading, mention.bound, scope));
      if (isFollowing || isYear(mention) || (quantity.value === 0 && hasNone)) return [];
      return fault(isTimes || (kindOf(quantity) === 'share' && here.length > 0) ? 'derived' : 'number');
    });
    // A percentile must be told of a number in the sentence; without a number, of any.
    const told = stated.length === 0 ? percentiles : bound;
    return [
      ...found,
      ...numbers.mentions.slice(stated.length).map(({ start, end }) => ({ kind: 'number' as const, start, end })),
      ...numbers.percentiles
        .filter(({ name }) => !told.has(name))
        .map(({ start, end }) => ({ kind: 'percentile' as const, start, end })),
      ...noneIn(sentence, stated),
      ...blurredIn(sentence),
      ...factorsIn(sentence)
        .filter((one) => !factors.has(one.factor) && !scope.some((change) => isFactorOf(one, change)))
        .map(({ start, end }) => ({ kind: 'derived' as const, start, end })),
      ...digitsIn(sentence, isOfCompany),
    ];
  }

  /** Mentions that state a share together: "of a thousand statements, 60 were redone" is 6 %. */
  function partsOfShares(stated: readonly QuantityInContext[]): ReadonlySet<QuantityInContext> {
    const pairs = stated.flatMap((one) => stated.map((other) => [one, other] as const));
    return new Set(
      pairs
        .filter(([{ mention: part }, { mention: whole }]) => {
          const share = { value: (part.quantity.value / whole.quantity.value) * 100, unit: '%' };
          return share.value > 0 && share.value < 100 && shares.some((said) => isSame(share, said, 1e-9));
        })
        .flat(),
    );
  }

  /** Reports "from 40 a month to none" if the facts say that some are left. */
  function noneIn(sentence: string, stated: readonly QuantityInContext[]): QuantityFault[] {
    const none = /\bto (?:none|nothing|zero|nil)\b/iu.exec(sentence);
    const from = none && stated.findLast(({ mention }) => mention.end <= none.index);
    if (!none || !from) return [];
    const figures = list.flatMap(({ figure }) => (figure?.before && figure.now ? [figure] : []));
    const told = figures.filter(({ before }) =>
      from.readings.some((one) => before && isSame(one, before.quantity, 1e-9)),
    );
    const isLeft = told.length > 0 && told.every(({ now }) => (now?.quantity.value ?? 0) > 0);
    return isLeft ? [{ kind: 'number', start: none.index, end: none.index + none[0].length }] : [];
  }

  /** Reports "thousands a year", unless the facts say "thousands": a number is told as it is. */
  function blurredIn(sentence: string): QuantityFault[] {
    return [...sentence.matchAll(/\b(?:dozens|hundreds|thousands|millions|billions)\b/giu)]
      .filter(({ 0: word }) => !facts.includes(word.toLowerCase()))
      .map(({ 0: word, index }) => ({ kind: 'number', start: index, end: index + word.length }));
  }

  /** Reports digits that are no quantity, such as years and versions, if they are not in the facts. */
  function digitsIn(sentence: string, isOfCompany: (start: number) => boolean): QuantityFault[] {
    const { mentions, percentiles } = statedOf(sentence).numbers;
    const taken = [...mentions, ...percentiles].toSorted((one, other) => one.start - other.start);
    let at = 0;
    return [...sentence.matchAll(/\d[\d.,:]*\d|\d/gu)].flatMap(({ 0: digits, index }): QuantityFault[] => {
      const end = index + digits.length;
      while ((taken[at]?.end ?? end) <= index) at += 1;
      if ((taken[at]?.start ?? end) < end || own.includes(digits) || (isOfCompany(index) && post.includes(digits)))
        return [];
      return [{ kind: 'number', start: index, end }];
    });
  }

  return {
    faultsIn,
    readIn: (text) => statedOf(text).numbers,
    states(sentence, quantity) {
      const isStating = ({ readings, mention }: QuantityInContext) => {
        if (quantity.value === 0 && mention.quantity.value === 0) return true;
        const isTold = readings.some((reading) => isSame(reading, quantity, toleranceOf(mention)));
        return isTold || isCounted(mention.quantity, quantity);
      };
      return fewOf(sentence).some(isStating) || (quantity.value === 0 && saysNone(sentence));
    },
  };
}

/** Whether a spelled-out number is ordinary wording, left to the verifier: "one of the reasons", "four things". */
function isWording({ spelled, quantity, text }: Mention): boolean {
  const { value } = quantity;
  const kind = kindOf(quantity);
  if (!spelled || kind === 'share' || kind === 'rate') return false;
  const isCount = value === 2 && (kind === 'count' || kind === 'bare');
  return value === 1 || isCount || (value <= 4 && COUNTABLE_WITHOUT_FACT.has(wordsIn(text).at(-1) ?? ''));
}

/** Whether a time is a count of such times: "23 weeks" where "double sold weeks: 23" was told. */
function isCounted(time: Quantity, told: Quantity): boolean {
  const isSameWord = kindOf(told) === 'count' && told.unit.split(' ').at(-1) === time.unit;
  return kindOf(time) === 'duration' && isSameWord && told.value === time.value && told.per === time.per;
}

/** Whether all facts with this number have it on the other side of a change. */
function isSwapped({ side }: QuantityInContext, matching: readonly FactQuantity[]): boolean {
  return side !== null && matching.every((one) => one.side !== null && one.side !== side);
}

function saysNone(text: string): boolean {
  return wordsIn(text).some((word) => ZERO_WORDS.has(word.replace(/['’]/gu, '')));
}

const isZero = ({ value }: Quantity): boolean => value === 0;
